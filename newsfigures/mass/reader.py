"""One shard read: a pure call from files to Parquet, the same in any process on any machine."""

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from newsfigures import intake, tables
from newsfigures.catalog import Entity
from newsfigures.errors import InputError
from newsfigures.looking import File, Look, Preview, Result
from newsfigures.mass.shards import Piece, Shard
from newsfigures.records import result_record

# The columns of each table, as the store has them; `added_at` is filled in by the store.
Frames = Mapping[str, pa.Schema]
RESULTS = "results.jsonl"
# Rows of a Parquet file that are opened at once.
_ROWS = 50


def _object(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row as JSON holds it: days as 2025-01-27, what is empty left out."""
    return {
        name: value.isoformat()[:10] if isinstance(value, date) else value
        for name, value in row.items()
        if value is not None
    }


def _files(piece: Piece) -> Iterator[File | Result]:
    """Yield what a piece holds as files, Parquet rows as JSON lines; a row for what is gone."""
    path = piece.path
    try:
        if not piece.rows:
            yield File(name=path.name, data=path.read_bytes())
            return
        held = pq.read_table(path, memory_map=True).slice(piece.first, piece.rows)
        for start in range(0, piece.rows, _ROWS):
            rows = held.slice(start, _ROWS).to_pylist()
            lines = "\n".join(json.dumps(_object(r), ensure_ascii=False, default=str) for r in rows)
            name = f"{path.name} from row {piece.first + start + 1:,}.jsonl"
            yield File(name=name, data=lines.encode("utf-8", "surrogatepass"))
    except (OSError, pa.ArrowInvalid) as error:
        reason = f"“{path}” cannot be opened: {getattr(error, 'strerror', None) or error}."
        yield Result(name=path.name, status="refused", reason=reason)


def _looks(shard: Shard, extra: Sequence[Entity]) -> Iterator[Look]:
    for piece in shard.pieces:
        for each in _files(piece):
            if isinstance(each, Result):
                yield Look(result=each)
            else:
                yield from intake.looks(each, extra)


def _rows(found: Preview) -> dict[str, list[list[object]]]:
    """Return the rows of an article and of all that was read in it, by table."""
    article = found.article
    for figure in found.extraction.figures:
        figure.check(article.article_id, article.text)
    own = tables.article_row(
        article, found.reading.to_dict(), found.reading.words, None,
        found.extraction.read_by, (None, found.sketch),
    )  # fmt: skip
    return {"article": [own], **tables.extraction_rows(article.article_id, found.extraction)}


def _write(folder: Path, frames: Frames, rows: Mapping[str, list[list[object]]]) -> None:
    for table, schema in frames.items():
        columns = list(zip(*rows[table], strict=True)) or [()] * len(schema)
        arrays = [pa.array(v, its.type) for v, its in zip(columns, schema, strict=True)]
        pq.write_table(pa.table(arrays, schema=schema), folder / f"{table}.parquet")


def read(shard: Shard, into: Path, frames: Frames, extra: Sequence[Entity] = ()) -> Path:
    """
    Read a shard and return the folder with its rows; at once when it is there already.

    The folder holds a Parquet file a table and `results.jsonl`, a line for each article or
    refused file. A text that stands twice in a shard is read once. Raises OSError when `into`
    cannot be written to.
    """
    done = into / shard.name
    if done.exists():
        return done
    aside = into / f".{shard.name}.{uuid4().hex}"
    aside.mkdir(parents=True)
    rows: dict[str, list[list[object]]] = {table: [] for table in frames}
    first: dict[str, str] = {}
    with (aside / RESULTS).open("w", encoding="utf-8") as results:
        for look in _looks(shard, extra):
            result, found = look.result, look.found
            if found is not None and result.article_id is not None:
                name = first.setdefault(result.article_id, result.name)
                if name == result.name:
                    for table, new in _rows(found).items():
                        rows[table] += new
            results.write(json.dumps(result_record(result), ensure_ascii=False) + "\n")
    _write(aside, frames, rows)
    try:
        aside.rename(done)
    except OSError:
        # Another process has read the same shard meanwhile: its rows are these.
        shutil.rmtree(aside, ignore_errors=True)
        if not done.exists():
            raise
    return done


def tidy(into: Path) -> None:
    """Remove what processes that were ended left behind."""
    for each in into.glob(".*.*"):
        with suppress(OSError):
            shutil.rmtree(each)


def results(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield what became of each article or refused file of a shard, before it is in the store."""
    try:
        with (folder / RESULTS).open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)
    except (OSError, ValueError) as error:
        raise InputError(
            f"{folder} is no whole shard: {error}. Remove it; it is read again then."
        ) from error
