"""Rows from outside into the store's tables: each value held to its column, told by its line."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pyarrow as pa

from newsfigures.access import Action
from newsfigures.desk import Desk, pour
from newsfigures.errors import ArchiveError
from newsfigures.store import DatabaseError, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table: its DuckDB type, and whether it may be empty."""

    name: str
    kind: str
    is_optional: bool


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return value


def _wholes(value: Any) -> list[int]:
    if not isinstance(value, list):
        raise TypeError
    return [_whole(each) for each in value]


def _number(value: Any) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise TypeError
    return float(value)


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _texts(value: Any) -> list[str]:
    if not isinstance(value, list):
        raise TypeError
    return [_text(each) for each in value]


def _day(value: Any) -> date:
    return date.fromisoformat(_text(value))


def _time(value: Any) -> datetime:
    return datetime.fromisoformat(_text(value))


# Type of a column -> how a JSON value becomes one of it, what belongs there in words, and the
# type in which many go in at once.
_KINDS: dict[str, tuple[Callable[[Any], object], str, pa.DataType]] = {
    "VARCHAR": (_text, "a text", pa.string()),
    "VARCHAR[]": (_texts, "a list of texts", pa.list_(pa.string())),
    "INTEGER[]": (_wholes, "a list of whole numbers", pa.list_(pa.int64())),
    "BIGINT[]": (_wholes, "a list of whole numbers", pa.list_(pa.int64())),
    "INTEGER": (_whole, "a whole number", pa.int64()),
    "BIGINT": (_whole, "a whole number", pa.int64()),
    "DOUBLE": (_number, "a number", pa.float64()),
    "BOOLEAN": (_flag, "true or false", pa.bool_()),
    "DATE": (_day, "a day such as 2025-01-27", pa.date32()),
    "TIMESTAMP": (_time, "a time such as 2025-01-27T08:00:00", pa.timestamp("us")),
}


def of_table(desk: Desk, table: str) -> list[Column]:
    """Return the columns of a table of the store, in their order."""
    return [
        Column(name=name, kind=kind, is_optional=optional)
        for name, kind, optional in desk.run("columns", {"table": table})
    ]


def schema(desk: Desk, table: str) -> pa.Schema:
    """Return the columns of a table of the store as Arrow has them."""
    return pa.schema([(its.name, _KINDS[its.kind][2]) for its in of_table(desk, table)])


class Put:
    """Puts rows into tables, in a transaction that is not ended yet."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._cursor = desk.cursor
        self._columns: dict[str, list[Column]] = {}

    def _of(self, table: str) -> list[Column]:
        if table not in self._columns:
            self._columns[table] = of_table(self._desk, table)
        return self._columns[table]

    def rows(self, table: str, rows: Sequence[Mapping[str, Any]], first: int) -> None:
        """
        Insert rows by the names of their columns; `first` is the line of the first one.

        Raises ArchiveError with the line for a value that does not belong in its column, and
        with the lines at once for one that the table refuses.
        """
        if not rows:
            return
        columns = self._of(table)
        ready = [_row(columns, row, table, first + n) for n, row in enumerate(rows)]
        try:
            self._insert(table, columns, ready)
        except (DatabaseError, ValueError, OverflowError) as error:
            last = first + len(rows) - 1
            raise ArchiveError(
                f"{table}.jsonl, lines {first} to {last}: {str(error).splitlines()[0]} "
                "Nothing was put in."
            ) from error

    def _insert(self, table: str, columns: Sequence[Column], rows: Sequence[list[object]]) -> None:
        """Insert rows column by column, which is several times faster than one by one."""
        block = pa.table({
            its.name: pa.array([row[n] for row in rows], _KINDS[its.kind][2])
            for n, its in enumerate(columns)
        })  # fmt: skip
        pour(self._cursor, table, block)

    def settled(self) -> Any:
        """Work out what follows from all that was put in; return the cursor that sees it."""
        self._desk.run("keep_all_claims")
        return self._cursor


def _row(columns: Sequence[Column], row: Mapping[str, Any], table: str, line: int) -> list[object]:
    where = f"{table}.jsonl, line {line}"
    if unknown := sorted(row.keys() - {its.name for its in columns}):
        raise ArchiveError(
            f"{where}: there is no {', '.join(unknown)} in {table}. A newer newsfigures may have "
            "written it. Nothing was put in."
        )
    return [_value(its, row.get(its.name), where) for its in columns]


def _value(column: Column, value: Any, where: str) -> object:
    if value is None and column.is_optional:
        return None
    read, belongs, _ = _KINDS[column.kind]
    try:
        return read(value)
    except (TypeError, ValueError) as error:
        raise ArchiveError(
            f"{where}: {column.name} is {repr(value)[:60]}, where {belongs} belongs. "
            "Nothing was put in."
        ) from error


@contextmanager
def writing(store: Store) -> Iterator[Put]:
    """Lend what puts rows into a store, in one transaction that is undone when anything fails."""
    with store.desk(Action.REPLACE) as desk:
        yield Put(desk)
