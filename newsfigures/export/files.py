"""Answers as whole files: Parquet, Excel workbook, and a bundle that says what is in it."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from newsfigures import __version__
from newsfigures.errors import InputError
from newsfigures.export import lines, meanings, order, stretches
from newsfigures.export.cells import cell
from newsfigures.store import Store

# A sheet takes a million rows, but a workbook of so many opens in minutes, if at all.
SHEET_ROWS = 200_000
LICENCE = (
    "Reference data: facts restated with their sources; rows of Epoch AI are licensed CC BY 4.0 "
    "(https://epoch.ai/data, https://creativecommons.org/licenses/by/4.0/). Sentences are those of "
    "the articles named in each row and remain their publishers'."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a file holds: rows, bytes, and the digest of its bytes."""

    rows: int
    size: int
    sha256: str


def _poured(
    store: Store,
    values: dict[str, Any],
    flavour: lines.Flavour,
    write: Callable[[bytes], object],
    only: Sequence[str],
) -> Written:
    """Give the figures line by line to `write`; return what it was given."""
    counted, digest, size = lines.Counted(), hashlib.sha256(), 0
    for piece in lines.pieces(store, "export", values, flavour, counted, only):
        digest.update(piece)
        size += len(piece)
        write(piece)
    return Written(rows=counted.rows, size=size, sha256=digest.hexdigest())


def measured(store: Store, values: dict[str, Any], only: Sequence[str] = ()) -> Written:
    """Return rows, bytes and digest of the Data CSV of these filters without keeping it."""
    return _poured(store, values, "data", len, only)


def _digested(path: Path, rows: int) -> Written:
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return Written(rows=rows, size=path.stat().st_size, sha256=sha256)


def parquet(store: Store, values: dict[str, Any], path: Path, only: Sequence[str] = ()) -> Written:
    """Write the figures that the filters let through as Parquet."""
    rows, select = 0, ", ".join(stretches.columns("export", only))
    sql, asked = stretches.core("export", values)
    with store.moment() as cursor:
        shape = (
            cursor.execute(f"SELECT {select} FROM ({sql}) LIMIT 0", asked).to_arrow_reader().schema
        )
        with pq.ParquetWriter(path, shape, compression="zstd") as writer:
            for group in _grouped(stretches.batches(cursor, sql, asked, select)):
                writer.write_table(pa.Table.from_batches(group).cast(shape))
                rows += sum(map(len, group))
    return _digested(path, rows)


def _grouped(batches: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield consecutive batches together, as many as make a row group of a stretch's size."""
    group: list[Any] = []
    for batch in batches:
        group.append(batch)
        if sum(map(len, group)) >= stretches.ROWS:
            yield group
            group = []
    if group:
        yield group


def xlsx(store: Store, values: dict[str, Any], path: Path, only: Sequence[str] = ()) -> Written:
    """
    Write the figures as a workbook: text as text, never as a formula or link, numbers as numbers.

    Raises InputError for more rows than SHEET_ROWS.
    """
    sql, asked = stretches.core("export", values)
    heads = list(stretches.columns("export", only))
    with store.moment() as cursor:
        total = cursor.execute(f"SELECT count(*) FROM ({sql})", asked).fetchall()[0][0]
        if total > SHEET_ROWS:
            raise InputError(
                f"A workbook takes {SHEET_ROWS:,} figures and these are {total:,}. "
                "Narrow the filters, or take Excel CSV or Parquet, which take all."
            )
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "nan_inf_to_errors": True,
            "default_date_format": "yyyy-mm-dd",
        }
        with xlsxwriter.Workbook(path, options) as book:
            sheet = book.add_worksheet("figures")
            sheet.freeze_panes(1, 0)
            sheet.write_row(0, 0, heads, book.add_format({"bold": True}))
            sheet.autofilter(0, 0, max(total, 1), len(heads) - 1)
            at = 0
            for batch in stretches.batches(cursor, sql, asked, ", ".join(heads)):
                for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                    at += 1
                    sheet.write_row(at, 0, [_in_sheet(value) for value in row])
    return _digested(path, total)


def _in_sheet(value: Any) -> Any:
    """Return a value as a cell takes it: a string cell is no formula whatever it begins with."""
    return cell(value) if isinstance(value, list) else value


def manifest(
    values: dict[str, Any], written: Written, only: Sequence[str] = (), snapshot: str = ""
) -> dict[str, Any]:
    """Return what tells a file apart: filters, columns, rows, digest, when and by what made."""
    of = f" snapshot {snapshot}," if snapshot else ""
    return {
        "snapshot": snapshot or None,
        "rows": written.rows,
        "bytes": written.size,
        "sha256": written.sha256,
        "filters": values,
        "columns": list(stretches.columns("export", only)),
        "query": "queries/export.sql",
        "order": order.ORDER,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "made_by": f"newsfigures {__version__}",
        "cite_as": f"newsfigures {__version__},{of} {written.rows:,} figures with their sentences "
        f"and sources, {datetime.now(UTC):%Y-%m-%d}.",
        "licence": LICENCE,
    }


def bundle(store: Store, values: dict[str, Any], path: Path, only: Sequence[str] = ()) -> Written:
    """Write a zip: figures.csv, columns.csv that explains it, manifest.json, README.txt."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        with archive.open("figures.csv", "w", force_zip64=True) as file:
            inner = _poured(store, values, "data", file.write, only)
        said = manifest(values, inner, only, store.snapshot)
        archive.writestr("columns.csv", meanings.as_csv(said["columns"]))
        archive.writestr("manifest.json", json.dumps(said, ensure_ascii=False, indent=2))
        archive.writestr("README.txt", _README.format(**said, left_out=_left_out(said["columns"])))
    return _digested(path, inner.rows)


def _left_out(columns: Sequence[str]) -> str:
    """Say in a line of its own which columns are not in a file, nothing where all are."""
    rest = [name for name in stretches.columns("export") if name not in columns]
    return f"               left out, as asked: {', '.join(rest)}\n" if rest else ""


_README = """Figures that articles state about the economics of AI, and reference figures

figures.csv    {rows:,} rows, {bytes:,} bytes, sha256 {sha256}
               UTF-8, comma, RFC 4180; an empty cell means none is known
{left_out}columns.csv    what each column holds, its type and unit
manifest.json  the filters that held, the order, when it was made and by what

Cite as: {cite_as}
Licence: {licence}
"""


class Write(Protocol):
    """Writes the figures that filters let through into a file; `only` these columns, or all."""

    def __call__(
        self, store: Store, values: dict[str, Any], path: Path, only: Sequence[str] = ()
    ) -> Written:
        """Write them; InputError for a column that there is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form in which figures are given: its name for people, its ending and media type."""

    title: str
    suffix: str
    media: str
    write: Write


def _flavoured(flavour: lines.Flavour) -> Write:
    def write(
        store: Store, values: dict[str, Any], path: Path, only: Sequence[str] = ()
    ) -> Written:
        with path.open("wb") as file:
            return _poured(store, values, flavour, file.write, only)

    return write


# Forms that can be given line by line.
FLAVOURS: dict[str, lines.Flavour] = {"csv": "data", "excel": "excel", "jsonl": "jsonl"}
FORMS: dict[str, Form] = {
    "csv": Form(title="Data CSV", suffix="csv", media="text/csv", write=_flavoured("data")),
    "excel": Form(title="Excel CSV", suffix="csv", media="text/csv", write=_flavoured("excel")),
    "xlsx": Form(
        title="Excel workbook",
        suffix="xlsx",
        media="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        write=xlsx,
    ),
    "jsonl": Form(
        title="JSON lines",
        suffix="jsonl",
        media="application/x-ndjson",
        write=_flavoured("jsonl"),
    ),
    "parquet": Form(
        title="Parquet",
        suffix="parquet",
        media="application/vnd.apache.parquet",
        write=parquet,
    ),
    "zip": Form(
        title="Zip with what the columns mean",
        suffix="zip",
        media="application/zip",
        write=bundle,
    ),
}
