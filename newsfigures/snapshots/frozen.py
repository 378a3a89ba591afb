"""
Files of snapshots: written whole from a store, opened to be read, carried over to newer code.

A file is opened beside a database in memory and never by itself, so that nothing can be written
to it, several processes may read it, and what queries need besides (a copy for readers' own SQL)
has a place.
"""

import hashlib
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NoReturn

from newsfigures.access import Action
from newsfigures.errors import SnapshotError
from newsfigures.store import SCHEMA, DatabaseError, Store, connect
from newsfigures.whole import transfer
from newsfigures.whole.carried import TABLES

_KEPT: Final = "kept"
# What was removed and waits to be restored or deleted is no part of what is cited.
_LEFT_OUT: Final = "removed_"
_IN_MEMORY: Final = Path(":memory:")
_COLUMNS = """(
    SELECT list(column_name || ' ' || data_type ORDER BY column_index) FROM duckdb_columns()
    WHERE database_name = current_database() AND table_name = '{}'
)"""
_ALIKE = f"SELECT {_COLUMNS.format('claim_kept')} = {_COLUMNS.format('searchable')}"


def code() -> str:
    """Return the digest of the files that a store's tables, views and macros are made by."""
    digest = hashlib.sha256()
    for file in sorted(SCHEMA.glob("*.sql")):
        digest.update(file.name.encode() + b"\n" + file.read_bytes())
    return digest.hexdigest()


def _attach(path: Path, more: str = "") -> str:
    named = str(path).replace("'", "''")
    return f"ATTACH '{named}' AS {_KEPT} {more}"


def pour(store: Store, path: Path) -> None:
    """Write what is in a store at one moment into a new file; what was removed is left out."""
    if store.is_shared:
        # A lake has neither the keys nor the views of a file.
        kept = [table for table in TABLES if not table.startswith(_LEFT_OUT)]
        with Store.open(path) as made:
            transfer.transfer(store, made, Action.SNAPSHOT, kept)
        return
    with store.cursor() as cursor:
        own = str(cursor.execute("SELECT current_database()").fetchall()[0][0])
        cursor.execute(_attach(path))
        try:
            cursor.begin()
            try:
                cursor.execute(f'COPY FROM DATABASE "{own}" TO {_KEPT} (SCHEMA)')
                for (table,) in _tables(cursor, own):
                    if not table.startswith(_LEFT_OUT):
                        cursor.execute(f'INSERT INTO {_KEPT}."{table}" FROM "{own}"."{table}"')
                cursor.commit()
            except BaseException:
                cursor.rollback()
                raise
        finally:
            cursor.execute(f"DETACH {_KEPT}")


def _tables(cursor: Any, database: str) -> list[tuple[str]]:
    found: list[tuple[str]] = cursor.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = ? AND NOT internal "
        "ORDER BY table_name",
        [database],
    ).fetchall()
    return found


class Frozen(Store):
    """A store that is only read: all that a `Store` answers, and SnapshotError for a write."""

    def __init__(self, path: Path, snapshot: str) -> None:
        """Open a file under the id of its snapshot; DatabaseError when it is none or broken."""
        self.place = self.path = path
        self.snapshot = snapshot
        self._write = threading.Lock()
        self._root = connect(_IN_MEMORY)
        try:
            self._root.execute(_attach(path, "(READ_ONLY)"))
        except BaseException:
            self.close()
            raise

    @property
    def tag(self) -> str:
        """Return an HTTP entity tag, which is the same for ever."""
        return f'W/"snapshot-{self.snapshot}"'

    @contextmanager
    def cursor(self) -> Iterator[Any]:
        """Lend a cursor for one use."""
        with super().cursor() as cursor:
            cursor.execute(f"USE {_KEPT}")
            yield cursor

    def _transaction(self, action: Action) -> NoReturn:
        raise SnapshotError(f"Snapshot {self.snapshot} is kept as it is; nothing is written to it.")


class _Renewed(Store):
    """
    A copy of a snapshot's file, brought up to the tables and views of this version.

    Its reference data and its claims stay those of then.
    """

    _worked_out_anew = False

    def _refresh_reference(self) -> None:
        pass

    def _claims_hold(self, digest: str) -> bool:
        return not self._worked_out_anew

    def fits(self) -> bool:
        """Say whether a claim is kept with just the columns that this version asks for."""
        with self.cursor() as cursor:
            return bool(cursor.execute(_ALIKE).fetchall()[0][0])


class _WorkedOut(_Renewed):
    """The same, its claims worked out anew by this version from what was read then."""

    _worked_out_anew = True


def renew(path: Path, to: Path) -> None:
    """
    Write a copy of a snapshot's file that this version of the code can read.

    Its claims are those of then, unless this version keeps more of each: then they are worked out
    anew, and whoever opens it compares their digest.
    """
    for made_by in (_Renewed, _WorkedOut):
        shutil.copyfile(path, to)
        to.chmod(0o600)
        try:
            with made_by(to) as made:
                if made.fits():
                    return
        except DatabaseError:
            if made_by is _WorkedOut:
                raise
