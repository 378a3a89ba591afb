"""
Answers as lines of text, made inside the store: CSV in two flavours, JSON lines.

The store puts each row together as one text with its line end; such a column lies in memory as
the very bytes of the file, so nothing is copied value by value.
"""

import json
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pyarrow as pa

from newsfigures.export import stretches
from newsfigures.export.cells import MARK, sql_cell, sql_guarded
from newsfigures.store import Store

Flavour = Literal["data", "excel", "jsonl"]


@dataclass(slots=True)
class Counted:
    """How many rows have gone into a file so far."""

    rows: int = 0


def _csv(kinds: dict[str, str]) -> str:
    made = [sql_cell(name, kind) for name, kind in kinds.items()]
    # Of a single column an empty cell would be an empty line, which readers pass over.
    cells = ", ',', ".join(made) if len(made) > 1 else f"coalesce({made[0]}, '\"\"')"
    return f"concat({cells}, chr(13) || chr(10)) AS line"


def _json(kinds: dict[str, str]) -> str:
    fields = ", ".join(f"{json.dumps(name)} := {name}" for name in kinds)
    return f"CAST(to_json(struct_pack({fields})) AS VARCHAR) || chr(10) AS line"


def bytes_of(column: pa.StringArray) -> memoryview:
    """Return the texts of a column, one after the other, as they lie in memory."""
    texts = column.cast(pa.large_string())
    _, offsets, data = texts.buffers()
    ends = memoryview(offsets).cast("q")[texts.offset : texts.offset + len(texts) + 1]
    return memoryview(data)[ends[0] : ends[-1]]


def pieces(
    store: Store,
    name: str,
    values: dict[str, Any],
    flavour: Flavour = "data",
    counted: Counted | None = None,
    only: Sequence[str] = (),
) -> Generator[bytes, None, None]:
    """
    Yield the rows of queries/<name>.sql as a file, piece by piece, all as of one moment.

    CSV begins with the names of the columns. The order is that of `order.ORDER`: reference
    data first, then articles by date. `counted` is told the rows of each piece. `only` are the
    columns, none for all; InputError for one that there is not.
    """
    tally = counted or Counted()
    (sql, asked), kinds = stretches.core(name, values), stretches.columns(name, only)
    with store.moment() as cursor:
        excel = flavour == "excel"
        head = "" if flavour == "jsonl" else f"{MARK if excel else ''}{','.join(kinds)}\r\n"
        line = _json(kinds) if flavour == "jsonl" else _csv(kinds)
        shape = sql_guarded(stretches.columns(name)) if excel else "*"
        begun = head.encode()
        for batch in stretches.batches(cursor, sql, asked, line, shape):
            tally.rows += len(batch)
            piece = bytes_of(batch.column("line"))
            # The head goes with the first rows: a failure to read them is told, not sent.
            yield begun + piece if begun else bytes(piece)
            begun = b""
        if begun:
            yield begun


def estimated(
    store: Store, values: dict[str, Any], flavour: Flavour, rows: int, only: Sequence[str] = ()
) -> int:
    """Return about how many bytes a file of these figures has, from its first rows."""
    counted = Counted()
    begun = pieces(store, "export", values, flavour, counted, only)
    first = len(next(begun))
    begun.close()
    return round(first * rows / counted.rows) if counted.rows else first
