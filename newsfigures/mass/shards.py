"""What there is to read, cut into shards whose names say what is in them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from newsfigures.errors import InputError

# Articles of a shard: enough that a shard's own cost is small, few enough that little is lost
# when work is broken off.
ARTICLES = 200
_LENGTH = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A file, or with `rows` so many rows of a Parquet file from row `first`, counted from 0."""

    path: Path
    first: int = 0
    rows: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """
    A piece of work.

    `name` is a digest of what is read (paths, sizes, times of change) and by what, so that a
    shard that is there under its name needs no reading again.
    """

    name: str
    pieces: tuple[Piece, ...]


def is_table(path: Path) -> bool:
    """Say whether a file is called a Parquet file."""
    return path.suffix.lower() == ".parquet"


def _rows(path: Path) -> int:
    try:
        return int(pq.read_metadata(path).num_rows)
    except (OSError, pa.ArrowInvalid) as error:
        raise InputError(
            f"“{path}” is no whole Parquet file: {str(error).splitlines()[0]}. Write it again, or "
            "leave it out."
        ) from error


def _cut(paths: Iterable[Path]) -> Iterator[tuple[Piece, ...]]:
    plain = []
    for path in paths:
        if not is_table(path):
            plain.append(Piece(path=path))
            continue
        rows = _rows(path)
        for first in range(0, rows, ARTICLES):
            yield (Piece(path=path, first=first, rows=min(ARTICLES, rows - first)),)
    for start in range(0, len(plain), ARTICLES):
        yield tuple(plain[start : start + ARTICLES])


def _name(pieces: Iterable[Piece], read_by: str) -> str:
    digest = sha256(read_by.encode())
    for piece in pieces:
        seen = piece.path.stat()
        what = (str(piece.path), seen.st_size, seen.st_mtime_ns, piece.first, piece.rows)
        digest.update(repr(what).encode())
    return digest.hexdigest()[:_LENGTH]


def plan(paths: Iterable[Path], read_by: str) -> list[Shard]:
    """
    Return the shards of files in the order given, Parquet files first; each file is in one.

    `read_by` is what else the rows depend on: the edition and the columns of the store. Raises
    InputError for a Parquet file that is broken, OSError for a file that is gone.
    """
    cut = _cut(path.resolve() for path in paths)
    return [Shard(name=_name(pieces, read_by), pieces=pieces) for pieces in cut]
