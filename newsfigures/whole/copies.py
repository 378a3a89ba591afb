"""Copies of the store's file: made while it is in use, compared with it, put in its place."""

import hashlib
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from newsfigures import access
from newsfigures.access import Action
from newsfigures.errors import BackupError, SchemaVersionError, StoreBusyError, StoreError
from newsfigures.mishaps import cannot_open
from newsfigures.store import DatabaseError, Store, connect, migrations
from newsfigures.whole import soundness, transfer
from newsfigures.whole.carried import Content, content

_COPIED = "copied"
# Without these a DuckDB file is none of ours.
_OURS = frozenset({"schema_version", "article", "figure"})
# What is made anew from data/ and the rest whenever a store is opened, and what notes that.
REMADE = frozenset({
    "metric", "usd_rate", "entity", "chip", "reference_figure", "claim_kept", "meta",
    "schema_version",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A copy of a store: its file, bytes and their SHA-256, schema and tables by name."""

    path: Path
    size: int
    sha256: str
    schema: int
    tables: Mapping[str, Content]

    @property
    def digest(self) -> str:
        """Return what changes with any value in any table, whatever the file's bytes."""
        return _digest_of(self.tables)


def _digest_of(tables: Mapping[str, Content]) -> str:
    lines = (f"{name} {its.rows} {its.digest}\n" for name, its in sorted(tables.items()))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _contents(cursor: Any, database: str) -> dict[str, Content]:
    """Return what each table of a database holds; the order of rows makes no difference."""
    names = cursor.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = ? AND NOT internal "
        "ORDER BY table_name",
        [database],
    ).fetchall()
    return {name: content(cursor, f"{_quoted(database)}.{_quoted(name)}") for (name,) in names}


def _database(cursor: Any) -> str:
    return str(cursor.execute("SELECT current_database()").fetchone()[0])


def back_up(store: Store, path: Path) -> Copy:
    """
    Write all that is in a store at one moment into a new file, whoever reads or writes meanwhile.

    The file is opened again and every table compared. Raises BackupError when there is a file
    already, it cannot be written, or holds anything else than the store; then none is left.
    """
    access.check(Action.BACKUP)
    if path.exists():
        raise BackupError(f"There is a file {path} already. Name another one.")
    if store.is_shared:
        return _of_lake(store, path)
    try:
        taken = _poured(store, path)
        made = look(path)
    except (DatabaseError, StoreError) as error:
        _remove(path)
        # What the disk of the copy did is told as of the store's (Store.cursor).
        why = error.__cause__ if isinstance(error.__cause__, DatabaseError) else error
        raise BackupError(f"{path} cannot be written: {str(why).splitlines()[0]}") from error
    if made.tables != taken:
        wrong = sorted(name for name in taken if made.tables.get(name) != taken[name])
        path.unlink(missing_ok=True)
        raise BackupError(
            f"What was written to {path} is not what is in the store ({', '.join(wrong)}). "
            "It was removed. Check the disk, then try again."
        )
    return made


def _of_lake(store: Store, path: Path) -> Copy:
    """Make a store in a file of a lake, for that is what a backup is; tables are compared."""
    try:
        with Store.open(path) as made:
            transfer.transfer(store, made, Action.BACKUP)
    except BaseException:
        _remove(path)
        raise
    return look(path)


def _poured(store: Store, path: Path) -> dict[str, Content]:
    with store.cursor() as cursor:
        own = _database(cursor)
        place = str(path).replace("'", "''")
        cursor.execute(f"ATTACH '{place}' AS {_COPIED}")
        try:
            cursor.begin()
            try:
                taken = _contents(cursor, own)
                cursor.execute(f"COPY FROM DATABASE {_quoted(own)} TO {_COPIED}")
                cursor.commit()
            except BaseException:
                cursor.rollback()
                raise
        finally:
            cursor.execute(f"DETACH {_COPIED}")
    return taken


def look(path: Path) -> Copy:
    """
    Read a copy of a store through, without changing it, and return what it holds.

    Raises BackupError when it is none or broken, StoreBusyError when it is in use,
    SchemaVersionError when a newer newsfigures wrote it.
    """
    if not path.is_file():
        raise BackupError(f"There is no file {path}. Check the path.")
    try:
        with connect(path, read_only=True) as opened:
            tables = _contents(opened, _database(opened))
            if not tables.keys() >= _OURS:
                raise BackupError(f"{path} is a DuckDB file, but holds no store of newsfigures.")
            newest = opened.execute("SELECT max(version) FROM schema_version").fetchone()
    except DatabaseError as error:
        told = cannot_open(path, error)
        if isinstance(told, StoreBusyError):
            raise told from error
        raise BackupError(
            f"{path} is no copy of a store, or is broken: {str(error).splitlines()[0]}"
        ) from error
    schema = int(newest[0]) if newest and newest[0] is not None else 0
    if schema > (known := migrations()[-1][0]):
        raise SchemaVersionError(
            f"{path} was written by a newer newsfigures (schema {schema}; this one knows up to "
            f"{known}). Update newsfigures first."
        )
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return Copy(path=path, size=path.stat().st_size, sha256=sha256, schema=schema, tables=tables)


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """A store put in place: where what was there is kept, None for nothing; what does not fit."""

    store: Path
    aside: Path | None
    counts: Mapping[str, int]
    findings: tuple[soundness.Finding, ...]


def restore(path: Path, target: Path) -> Restored:
    """
    Put a backup in the place of the store; what was there is kept beside it under another name.

    The backup is read through first and brought up to this version's schema in a file of its own;
    only then are the files exchanged. Raises StoreBusyError while a program holds the store,
    and what `look` raises.
    """
    if path.resolve() == target.resolve():
        raise BackupError(f"{path} is the store itself. Name the backup.")
    kept = look(path)

    def copy(beside: Path) -> None:
        shutil.copyfile(path, beside)
        if (log := _log_of(path)).exists():
            shutil.copyfile(log, _log_of(beside))

    return exchange(target, copy, lambda cursor: _compared(cursor, kept))


def _compared(cursor: Any, kept: Copy) -> None:
    """Raise BackupError unless everything of a backup is in the store that was made of it."""
    now = _contents(cursor, _database(cursor))
    for name in sorted(kept.tables.keys() - REMADE):
        before, after = kept.tables[name], now.get(name)
        # A newer schema may add columns, and with them another digest.
        alike = after is not None and after.rows == before.rows
        if kept.schema == migrations()[-1][0]:
            alike = after == before
        if not alike:
            raise BackupError(f"The table {name} of {kept.path} did not come over whole.")


def exchange(
    target: Path, make: Callable[[Path], None], compare: Callable[[Any], None]
) -> Restored:
    """Make a store beside the one there is, look at it, and put it in its place."""
    access.check(Action.REPLACE)
    _see_to_it_that_nobody_holds(target)
    beside = target.with_name(f"{target.name}.restoring")
    _remove(beside)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        make(beside)
        with Store.open(beside) as made:
            with made.cursor() as cursor:
                compare(cursor)
            found, counts = soundness.check(made), made.counts()
        _see_to_it_that_nobody_holds(target)
        aside = _swapped(beside, target)
    except OSError as error:
        _remove(beside)
        raise StoreError(
            f"The store cannot be written to {target.parent}: {error.strerror}. "
            "The store is as it was."
        ) from error
    except BaseException:
        _remove(beside)
        raise
    return Restored(store=target, aside=aside, counts=counts, findings=tuple(found))


def _see_to_it_that_nobody_holds(target: Path) -> None:
    """Raise StoreBusyError when the store is in use; a broken one is what a restore is for."""
    if not target.exists():
        return
    try:
        # Opened and closed, it has all it says in its own file and none in the log beside.
        connect(target).close()
    except DatabaseError as error:
        told = cannot_open(target, error)
        if isinstance(told, StoreBusyError):
            raise told from error


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.wal")


def _remove(path: Path) -> None:
    for each in (path, _log_of(path)):
        each.unlink(missing_ok=True)


def _aside(target: Path) -> Path:
    """Return a name beside the store that nothing has yet."""
    at = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    for again in ("", *(f"-{number}" for number in range(2, 1000))):
        free = target.with_name(f"{target.stem}-before-{at}{again}{target.suffix}")
        if not free.exists():
            return free
    raise StoreError(f"There are too many stores kept aside in {target.parent}.")


def _swapped(beside: Path, target: Path) -> Path | None:
    """Put a store in the place of another; return where that is kept now."""
    if not target.exists():
        beside.replace(target)
        return None
    aside = _aside(target)
    target.replace(aside)
    if (log := _log_of(target)).exists():
        log.replace(_log_of(aside))
    try:
        beside.replace(target)
    except OSError:
        aside.replace(target)
        raise
    return aside
