"""
Everything that is in a store beyond data/, as a zip of JSON lines; and back into a new store.

A file a table, a line a row: an object with the columns' names. Days are written 2025-01-27, times
2025-01-27T08:00:00 in UTC, numbers so that reading them gives the same number to the last bit.
manifest.json counts the rows of each file and has the digest of its bytes. Rows stand in one order,
so the same store gives the same digests, and so does the store made of them.
"""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from newsfigures import __version__, access
from newsfigures.access import Action
from newsfigures.errors import ArchiveError
from newsfigures.reading.archive import MANIFEST
from newsfigures.reading.archive import STORE as FORMAT
from newsfigures.store import Store
from newsfigures.whole import columns, copies, soundness
from newsfigures.whole.carried import TABLES, rows_of

VERSION = 1
_ROWS_AT_ONCE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One file of an archive: its table, rows, bytes and the digest of them."""

    table: str
    file: str
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What an archive says of itself; `digest` changes with any value in any row."""

    made_at: str
    made_by: str
    parts: tuple[Part, ...]

    @property
    def digest(self) -> str:
        """Return the digest of all parts together."""
        lines = (f"{its.table} {its.rows} {its.sha256}\n" for its in self.parts)
        return hashlib.sha256("".join(lines).encode()).hexdigest()

    @property
    def rows(self) -> dict[str, int]:
        """Return how many rows of each table there are."""
        return {its.table: its.rows for its in self.parts}

    def record(self) -> dict[str, Any]:
        """Return it as it stands in the archive."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "made_at": self.made_at,
            "made_by": self.made_by,
            "digest": self.digest,
            "tables": [asdict(its) for its in self.parts],
        }


def _word(value: Any) -> str:
    if isinstance(value, date):  # and datetime
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in an archive")


def _lines(cursor: Any, table: str) -> Iterator[bytes]:
    """Yield the rows of a table as lines."""
    # The place of a row among the others: all its values in the order of its columns.
    found = cursor.execute(f"{rows_of(table)} ORDER BY ALL")
    names = [column[0] for column in found.description]
    while rows := found.fetchmany(_ROWS_AT_ONCE):
        for row in rows:
            kept = dict(zip(names, row, strict=True))
            line = json.dumps(kept, ensure_ascii=False, allow_nan=False, default=_word)
            yield f"{line}\n".encode()


def _part(cursor: Any, table: str, write: Callable[[bytes], object]) -> Part:
    digest, rows, size = hashlib.sha256(), 0, 0
    for line in _lines(cursor, table):
        digest.update(line)
        rows, size = rows + 1, size + len(line)
        write(line)
    return Part(
        table=table, file=f"{table}.jsonl", rows=rows, bytes=size, sha256=digest.hexdigest()
    )


def _manifest(parts: tuple[Part, ...]) -> Manifest:
    at = datetime.now(UTC).isoformat(timespec="seconds")
    return Manifest(made_at=at, made_by=f"newsfigures {__version__}", parts=parts)


def described(store: Store) -> Manifest:
    """Return what an archive of a store would say of itself now."""
    with store.moment() as cursor:
        return _manifest(tuple(_part(cursor, table, len) for table in TABLES))


def write(store: Store, path: Path) -> Manifest:
    """Write everything in a store, as it is at one moment, into a zip; return what it says."""
    access.check(Action.BACKUP)
    parts = []
    with store.moment() as cursor, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for table in TABLES:
            with zipped.open(f"{table}.jsonl", "w", force_zip64=True) as file:
                parts.append(_part(cursor, table, file.write))
        made = _manifest(tuple(parts))
        said = json.dumps(made.record(), ensure_ascii=False, indent=2)
        zipped.writestr(MANIFEST, said)
        zipped.writestr("README.txt", _readme(made))
    return made


def _readme(made: Manifest) -> str:
    rows = "\n".join(f"{its.file:<20} {its.rows:>9,}  {TABLES[its.table]}" for its in made.parts)
    return f"""Everything in a store of newsfigures: articles, figures, and all that people decided

{rows}

A line is a row: a JSON object with the columns' names, UTF-8. Days are 2025-01-27, times are UTC.
Offsets count characters (code points) from 0 into the article's text, the end not included.
manifest.json has the rows and the SHA-256 of each file.

Made by {made.made_by}, {made.made_at}. Into a new store: python -m newsfigures restore FILE
"""


# -- and back -----------------------------------------------------------------------------------


def is_archive(path: Path) -> bool:
    """Say whether a file is an archive of everything, whole or not."""
    try:
        with zipfile.ZipFile(path) as zipped:
            return FORMAT.encode() in zipped.read(MANIFEST)[:10_000]
    except (OSError, zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError):
        return False


def look(path: Path) -> Manifest:
    """Return what an archive says of itself, or raise ArchiveError when it says nothing usable."""
    try:
        with zipfile.ZipFile(path) as zipped:
            said = json.loads(zipped.read(MANIFEST))
            made = _read_manifest(said, path)
            inside = set(zipped.namelist())
    except KeyError as error:
        raise ArchiveError(
            f"{path} is no archive of newsfigures, or a broken one: {error.args[0]}."
        ) from error
    except (OSError, zipfile.BadZipFile, ValueError, TypeError) as error:
        if isinstance(error, ArchiveError):
            raise
        raise ArchiveError(f"{path} is no archive of newsfigures, or is broken: {error}") from error
    if missing := [its.file for its in made.parts if its.file not in inside]:
        raise ArchiveError(f"{path} has no {', '.join(missing)}, which its manifest names.")
    return made


def _read_manifest(said: Mapping[str, Any], path: Path) -> Manifest:
    if said["format"] != FORMAT:
        raise ArchiveError(f"{path} is no archive of newsfigures.")
    if said["version"] != VERSION:
        raise ArchiveError(
            f"{path} was written by {said['made_by']} in version {said['version']} of the archive; "
            f"this one reads version {VERSION}. Update newsfigures."
        )
    parts = tuple(Part(**each) for each in said["tables"])
    if unknown := sorted({its.table for its in parts} - TABLES.keys()):
        raise ArchiveError(
            f"{path} holds {', '.join(unknown)}, which this newsfigures does not know. It was "
            f"written by {said['made_by']}; update newsfigures."
        )
    if missing := [table for table in TABLES if table not in {its.table for its in parts}]:
        raise ArchiveError(f"{path} has no {', '.join(missing)}.")
    made = Manifest(made_at=said["made_at"], made_by=said["made_by"], parts=parts)
    if made.digest != said["digest"]:
        raise ArchiveError(f"{path}: {MANIFEST} was changed; its digest does not fit its counts.")
    return made


def put_in(store: Store, path: Path) -> Manifest | None:
    """
    Put everything of an archive into a new store, all of it or nothing; None if it is there.

    Raises ArchiveError, with the file and line, for what is broken or does not fit, and for a
    store that holds anything else.
    """
    made = look(path)
    now = described(store).rows
    if any(number for table, number in now.items() if table != "meta"):
        if described(store).digest == made.digest:
            return None
        raise ArchiveError(
            f"The store holds {now['article']:,} articles and {now['decision']:,} decisions, and "
            "an archive goes into a new store only. To put it in the place of this one, which is "
            f"kept aside: python -m newsfigures restore {path}"
        )
    with columns.writing(store) as put, zipfile.ZipFile(path) as zipped:
        for its in made.parts:
            with zipped.open(its.file) as file:
                _pour(put, its, file)
        found = soundness.findings(put.settled())
        if found:
            one = found[0]
            raise ArchiveError(
                f"{path} is not sound: {one.kind} {one.id}: {one.said}"
                + (f"; and {len(found) - 1:,} more." if len(found) > 1 else ".")
                + " Nothing was put in."
            )
    return made


def _pour(put: "columns.Put", its: Part, file: Any) -> None:
    """Put the rows of one file in, or raise ArchiveError unless it is what the manifest says."""
    digest, number, block = hashlib.sha256(), 0, []
    try:
        for number, line in enumerate(_read_lines(file), start=1):
            digest.update(line)
            block.append(_object(line, its, number))
            if len(block) == _ROWS_AT_ONCE:
                put.rows(its.table, block, number - len(block) + 1)
                block = []
    except (zipfile.BadZipFile, OSError, EOFError) as error:
        raise ArchiveError(f"{its.file} is broken behind line {number}: {error}") from error
    put.rows(its.table, block, number - len(block) + 1)
    if (number, digest.hexdigest()) != (its.rows, its.sha256):
        raise ArchiveError(
            f"{its.file} is not what {MANIFEST} says: it has {number:,} lines of {its.rows:,}, or "
            "others. It was changed or cut. Nothing was put in."
        )


# No row is as long: a text is held to 5 MB.
_LONGEST = 100_000_000


def _read_lines(file: Any) -> Iterator[bytes]:
    while line := file.readline(_LONGEST):
        yield line


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no number")


def _object(line: bytes, its: Part, number: int) -> Mapping[str, Any]:
    try:
        row = json.loads(line, parse_constant=_no_number)
    except ValueError as error:
        raise ArchiveError(f"{its.file}, line {number}: it is no JSON ({error}).") from error
    if not isinstance(row, dict):
        raise ArchiveError(f"{its.file}, line {number}: it is no JSON object.")
    return row


def restore(path: Path, target: Path) -> copies.Restored:
    """
    Put a new store made of an archive in the place of the store, which is kept beside it.

    Raises ArchiveError as `put_in` does, StoreBusyError while a program holds the store.
    """
    said = look(path)

    def make(beside: Path) -> None:
        with Store.open(beside) as opened:
            put_in(opened, path)
            if described(opened).digest != said.digest:
                raise ArchiveError(f"What was made of {path} is not what is in it.")

    return copies.exchange(target, make, lambda _: None)
