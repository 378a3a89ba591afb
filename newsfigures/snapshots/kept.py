"""Snapshots beside a store: made on request, listed, checked and opened by their id."""

import hashlib
import json
import os
import re
import shutil
import tempfile
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Final

from newsfigures import __version__, access, export, queries
from newsfigures.access import Action
from newsfigures.desk import now, signed
from newsfigures.errors import SnapshotError, UnknownSnapshotError
from newsfigures.snapshots import frozen
from newsfigures.snapshots.difference import Change, between
from newsfigures.store import DatabaseError, Store

# Twelve hexadecimal digits: among a million snapshots two share them once in 500 times.
_DIGITS: Final = 12
ID: Final = re.compile(f"[0-9a-f]{{{_DIGITS}}}")
_FILE, _SAID = "figures.duckdb", "snapshot.json"
# Seconds after which nobody works on what is half made.
_ABANDONED: Final = 86_400
# Snapshots that stay open in this process.
_OPEN: Final = 4

# Making one takes minutes where there is very much, and nobody who reads one waits for it.
_making, _opening = threading.Lock(), threading.Lock()
# Held for a moment: for what is open.
_lock = threading.Lock()
_open: OrderedDict[Path, frozen.Frozen] = OrderedDict()


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """
    What is kept of a snapshot beside its file, and never changes.

    `sha256` is that of the Data CSV of all its `rows` figures with these `columns`; `id` is its
    beginning. `made_at` is in UTC, to the microsecond; `who` asked for it, `note` says what for,
    '' for nothing. `code` tells by which tables and views the file can be read as it is.
    """

    id: str
    sha256: str
    rows: int
    articles: int
    columns: tuple[str, ...]
    made_at: str
    made_by: str
    who: str
    note: str
    code: str
    file_bytes: int
    file_sha256: str

    @property
    def day(self) -> str:
        """Return the day on which it was made, as 2026-11-26."""
        return self.made_at[:10]

    @property
    def record(self) -> dict[str, Any]:
        """Return it as programs are told it."""
        return asdict(self)


def folder(store: Store) -> Path:
    """Return where the snapshots of a store are: a folder beside its file."""
    return store.beside.with_name(f"{store.beside.name}.snapshots")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def make(store: Store, *, who: str = "", note: str = "") -> Snapshot:
    """
    Keep the figures as they stand now; return the snapshot, the one there is where none is new.

    Raises SnapshotError when it cannot be written.
    """
    access.check(Action.SNAPSHOT)
    with _making:
        known = export.measured(store, queries.EVERYTHING).sha256[:_DIGITS]
        if (folder(store) / known).is_dir():
            return look(store, known)
        with _writing(store) as beside:
            made = _written(store, beside, who=who, note=note)
            place = folder(store) / made.id
            try:
                beside.rename(place)
            except OSError:
                # Another process made the same one meanwhile; a folder that is there stays.
                if not place.is_dir():
                    raise
            return look(store, made.id)


@contextmanager
def _writing(store: Store) -> Iterator[Path]:
    """Lend a new folder beside the snapshots; what is left of it goes."""
    place = folder(store)
    try:
        place.mkdir(parents=True, exist_ok=True)
        _sweep(place)
        beside = Path(tempfile.mkdtemp(prefix=".making-", dir=place))
        try:
            yield beside
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except (OSError, DatabaseError) as error:
        raise SnapshotError(
            f"A snapshot cannot be written to {place}: {str(error).splitlines()[0]} "
            "The store is as it was. See to it that the folder may be written to and has room."
        ) from error


def _sweep(place: Path) -> None:
    """Remove what a process that was killed has left half made; no making takes so long."""
    for each in place.glob(".*-*"):
        if time.time() - each.stat().st_mtime > _ABANDONED:
            shutil.rmtree(each, ignore_errors=True)


def _written(store: Store, beside: Path, *, who: str, note: str) -> Snapshot:
    file, at = beside / _FILE, now()
    frozen.pour(store, file)
    kept = frozen.Frozen(file, "")
    try:
        csv = export.measured(kept, queries.EVERYTHING)
        articles = kept.counts()["articles"]
    finally:
        kept.close()
    made = Snapshot(
        id=csv.sha256[:_DIGITS], sha256=csv.sha256, rows=csv.rows, articles=articles,
        columns=tuple(export.columns()), made_at=at.isoformat(timespec="microseconds"),
        made_by=f"newsfigures {__version__}", who=signed(who), note=" ".join(note.split()),
        code=frozen.code(), file_bytes=file.stat().st_size, file_sha256=_digest(file),
    )  # fmt: skip
    (beside / _SAID).write_text(json.dumps(made.record, ensure_ascii=False, indent=2), "utf-8")
    for each in (file, beside / _SAID):
        each.chmod(0o444)
    beside.chmod(0o755)
    return made


def look(store: Store, name: str) -> Snapshot:
    """
    Return what is kept of a snapshot.

    Raises UnknownSnapshotError where none of this id is there, SnapshotError for a damaged one.
    """
    place = folder(store) / name
    if not ID.fullmatch(name) or not place.is_dir():
        raise UnknownSnapshotError(name)
    try:
        said = json.loads((place / _SAID).read_bytes())
        kept = {one.name: said[one.name] for one in fields(Snapshot)}
        made = Snapshot(**kept | {"columns": tuple(kept["columns"])})
        if made.id != name or not made.sha256.startswith(name):
            raise ValueError(f"it is of snapshot {made.id}")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _damaged(name, f"{_SAID} cannot be read ({error})") from error
    return made


def _damaged(name: str, what: str) -> SnapshotError:
    return SnapshotError(
        f"Snapshot {name} is damaged: {what}. Nothing of it is shown. Put its folder back from a "
        "copy; the other snapshots and the store are not concerned."
    )


def listed(store: Store) -> list[Snapshot | SnapshotError]:
    """Return all snapshots of a store, newest first; in the place of a damaged one its error."""
    found: list[Snapshot] = []
    broken: list[Snapshot | SnapshotError] = []
    place = folder(store)
    for each in sorted(place.iterdir()) if place.is_dir() else ():
        if not ID.fullmatch(each.name):
            continue
        try:
            found.append(look(store, each.name))
        except SnapshotError as error:
            broken.append(error)
    return [*sorted(found, key=lambda one: one.made_at, reverse=True), *broken]


def opened(store: Store, name: str) -> Store:
    """
    Return a snapshot's own store, to be read and not to be closed; any thread may ask.

    When it is opened its file is compared with the digest that was kept, and where newer code
    reads it, its figures too. Raises what `look` raises, and SnapshotError when they differ.
    """
    place = folder(store) / name
    if (known := _still_open(place)) is not None:
        return known
    with _opening:
        if (known := _still_open(place)) is not None:
            return known
        one = _opened(place, look(store, name))
        with _lock:
            _open[place] = one
            while len(_open) > _OPEN:
                # Closed when whoever still reads it is done: nothing holds it any more then.
                _open.popitem(last=False)
        return one


def _still_open(place: Path) -> frozen.Frozen | None:
    with _lock:
        known = _open.get(place)
        if known is None or not place.is_dir():
            return None
        _open.move_to_end(place)
        return known


def _opened(place: Path, made: Snapshot) -> frozen.Frozen:
    file = place / _FILE
    try:
        if file.stat().st_size != made.file_bytes or _digest(file) != made.file_sha256:
            raise _damaged(made.id, f"{_FILE} is not the file that was written")
        if made.code == frozen.code():
            return frozen.Frozen(file, made.id)
        return _carried_over(file, made)
    except (OSError, DatabaseError) as error:
        raise _damaged(made.id, str(error).splitlines()[0]) from error


def _carried_over(file: Path, made: Snapshot) -> frozen.Frozen:
    """Return the store of a snapshot that other code wrote, with the same figures to the letter."""
    beside = Path(tempfile.mkdtemp(prefix="newsfigures-"))
    try:
        frozen.renew(file, beside / _FILE)
        one = frozen.Frozen(beside / _FILE, made.id)
        if export.measured(one, queries.EVERYTHING, made.columns).sha256 != made.sha256:
            one.close()
            raise SnapshotError(
                f"Snapshot {made.id} was made by {made.made_by}, and this version works out some "
                "of its figures in another way. They are not shown as those of then. Open it with "
                f"that version: its file is {file}."
            )
        return one
    finally:
        if os.name == "posix":
            # What is open stays readable when its name is gone, and leaves nothing behind.
            shutil.rmtree(beside, ignore_errors=True)


def versus(store: Store, one: str, other: str = "") -> list[Change]:
    """
    Return what differs between two snapshots, from the older to the newer; '' is today's figures.

    Raises what `opened` raises.
    """
    ends = [look(store, name) if name else None for name in (one, other)]
    # Today is later than anything.
    first, last = sorted(ends, key=lambda made: made.made_at if made else "~")
    if first is None:
        return []
    before, after = (opened(store, made.id) if made else store for made in (first, last))
    return between(before, after, store, first.made_at, last.made_at if last else "")


def remove(store: Store, name: str) -> Snapshot:
    """
    Delete a snapshot for good; addresses and citations with its id then say that it is gone.

    Raises UnknownSnapshotError where none of this id is there.
    """
    access.check(Action.DISCARD)
    place = folder(store) / name
    made = look(store, name)
    with _lock:
        _open.pop(place, None)
        gone = place.with_name(f".removed-{name}")
        place.rename(gone)
        shutil.rmtree(gone)
    return made
