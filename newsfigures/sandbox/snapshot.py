"""
The copy of the figures that queries see: made when the store has changed, never at each query,
and of the one before, with what has changed since.

Where the system allows (Linux, macOS) the copy has no name: its file is taken out of its folder
as soon as it is written, and processes are lent the open file. It goes when nothing holds it.
"""

import os
import shutil
import tempfile
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from newsfigures.export import meanings
from newsfigures.sandbox.limits import TABLE
from newsfigures.store import Store

_OPEN_FILES: Final = Path("/dev/fd")
_ASKED = f"SELECT {', '.join(meanings.columns())} FROM claim"
# Trying every compression for every column takes as long again as all the rest.
_PACKED = {"VARCHAR": "USING COMPRESSION dictionary"}


# What of the copy is not so any more, and what is not in it yet. Rows are compared by a digest of
# all their columns: at a million figures that takes a quarter of what writing all of them does.
_GONE = f"""
DELETE FROM snapshot.{TABLE} WHERE rowid IN (
    SELECT had.place
    FROM (SELECT rowid AS place, claim_id, hash(f) AS digest FROM snapshot.{TABLE} AS f) AS had
    ANTI JOIN (SELECT claim_id, hash(k) AS digest FROM ({_ASKED}) AS k) AS now
    USING (claim_id, digest)
)
"""
_NEW = f"""
INSERT INTO snapshot.{TABLE}
SELECT k.* FROM ({_ASKED}) AS k ANTI JOIN snapshot.{TABLE} AS f ON f.claim_id = k.claim_id
"""
# Copies that are made of the one before; then one is written whole, without what deleting leaves.
_RENEWALS: Final = 100
_PIECE: Final = 1 << 20


class _Copy:
    """One copy: an open file without a name, or where there is no such thing a named one."""

    def __init__(self, store: Store, former: "_Copy | None" = None) -> None:
        folder = Path(tempfile.mkdtemp(prefix="newsfigures-"))
        gone = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        self.version = store.version
        self.path = folder / "figures.duckdb"
        self.renewed = 0
        if former is None or former.renewed >= _RENEWALS:
            _write(store, self.path)
        else:
            # The one before may be lent still, so it stays as it is.
            former.put_at(self.path)
            _renew(store, self.path)
            self.renewed = former.renewed + 1
        self.number: int | None = None
        if _OPEN_FILES.is_dir():
            self.number = os.open(self.path, os.O_RDONLY)
            gone()
            weakref.finalize(self, os.close, self.number)

    def put_at(self, path: Path) -> None:
        """Write its bytes into a file."""
        if self.number is None:
            shutil.copyfile(self.path, path)
            return
        with path.open("wb") as file:
            # Read by place: the place that the open file is at is also that of the processes.
            while piece := os.pread(self.number, _PIECE, file.tell()):
                file.write(piece)


@contextmanager
def _attached(store: Store, path: Path) -> Iterator[Any]:
    """Lend a cursor of the store to which the file at a path is attached as `snapshot`."""
    with store.cursor() as cursor:
        named = str(path).replace("'", "''")
        cursor.execute(f"ATTACH '{named}' AS snapshot")
        try:
            yield cursor
        finally:
            cursor.execute("DETACH snapshot")


def _write(store: Store, path: Path) -> None:
    """Write all figures into a new file."""
    with _attached(store, path) as cursor:
        kinds = cursor.execute(f"DESCRIBE {_ASKED}").fetchall()
        columns = ", ".join(f"{name} {kind} {_PACKED.get(kind, '')}" for name, kind, *_ in kinds)
        cursor.execute(f"CREATE TABLE snapshot.{TABLE} ({columns})")
        cursor.execute(f"INSERT INTO snapshot.{TABLE} {_ASKED}")


def _renew(store: Store, path: Path) -> None:
    """Make a copy of earlier figures one of those of now."""
    with _attached(store, path) as cursor:
        # Both see the store of one moment.
        cursor.begin()
        try:
            cursor.execute(_GONE)
            cursor.execute(_NEW)
            cursor.commit()
        except BaseException:
            cursor.rollback()
            raise


_copies: "weakref.WeakKeyDictionary[Store, _Copy]" = weakref.WeakKeyDictionary()
_lock = threading.Lock()


@contextmanager
def lent(store: Store) -> Iterator[tuple[str, tuple[int, ...]]]:
    """
    Lend the copy of a store's figures as they are now.

    Yields the path at which a process finds it, and the numbers of the open files that the
    process must be given for that.
    """
    with _lock:
        copy = _copies.get(store)
        if copy is None or copy.version != store.version:
            copy = _copies[store] = _Copy(store, copy)
    # The copy stays while it is lent, whatever is written meanwhile.
    if copy.number is None:
        yield str(copy.path), ()
    else:
        yield f"{_OPEN_FILES}/{copy.number}", (copy.number,)
    del copy
