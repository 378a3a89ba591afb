"""Rows of a query as CSV and as records, block by block, for the routes and the command line."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any

from newsfigures import queries
from newsfigures.store import Store

# Rows fetched and written at a time: large enough to be fast, small enough to stream.
BLOCK = 2_000
Row = tuple[Any, ...]
_FORMULA = re.compile(r"[=@\t\r+-]")
# A sign, perhaps a currency, a number, and words after it without anything that computes.
_SIGNED = re.compile(r"[+-] ?(?:[A-Z]{1,3})?[$€£¥₩₹]?\d[\w.,%]*(?:(?: |-(?=[A-Za-z]))[\w.,%]+)*")


def _plain(value: Any) -> Any:
    """Return a value of the store as JSON takes it."""
    return value.isoformat() if isinstance(value, date | datetime) else value


def _cell(value: Any) -> Any:
    """
    Return a value as it stands in a CSV.

    Text that a spreadsheet would run as a formula gets an apostrophe before it; numbers and
    amounts (`-$589 billion`) stay as they are.

        >>> _cell("=1+1"), _cell("-$589 billion"), _cell("-2+3|x!A1"), _cell(None)
        ("'=1+1", '-$589 billion', "'-2+3|x!A1", None)
    """
    if isinstance(value, list):
        return _cell("; ".join(map(str, value)))
    if isinstance(value, str) and _FORMULA.match(value) and not _SIGNED.fullmatch(value):
        return "'" + value
    return _plain(value)


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return rows at hand as CSV, the names of the columns first."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def blocks(store: Store, name: str, values: dict[str, Any]) -> Iterator[list[Row]]:
    """Yield first one row, the column names, then blocks of rows of queries/<name>.sql."""
    sql = queries.load(name)
    with store.cursor() as cursor:
        cursor.execute(sql, values)
        yield [tuple(column[0] for column in cursor.description)]
        while rows := cursor.fetchmany(BLOCK):
            yield rows


def csv_pieces(store: Store, name: str, values: dict[str, Any]) -> Iterator[str]:
    """Yield a query's rows as CSV in pieces; the first holds the header."""
    out = io.StringIO()
    writer = csv.writer(out)
    for block in blocks(store, name, values):
        writer.writerows([_cell(value) for value in row] for row in block)
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def records(
    store: Store, name: str, values: dict[str, Any], start: int = 0, stop: int | None = None
) -> list[dict[str, Any]]:
    """Return the rows from `start` to `stop` of a query as objects for JSON, in its order."""
    found = blocks(store, name, values)
    columns = next(found)[0]
    rows = islice((row for block in found for row in block), start, stop)
    return [dict(zip(columns, map(_plain, row), strict=True)) for row in rows]
