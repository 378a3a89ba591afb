"""How the columns of an answer come out of the sandbox: as numbers and text, nothing else."""

import json
from collections.abc import Sequence
from typing import Final

from newsfigures.sandbox.limits import LETTERS

# DuckDB types, by what becomes of them on the screen: `number`, `day`, `yes`, else `text`.
_WHOLE = {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"}
_LARGE = {"UBIGINT", "HUGEINT", "UHUGEINT", "DECIMAL"}
_FRACTION = {"DOUBLE", "FLOAT"}
_DAYS = {"DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS"}
# Whole numbers up to here are written out; a double holds each of them exactly.
EXACT: Final = 1e15


def base(kind: str) -> str:
    """Return a DuckDB type without its width: DECIMAL for DECIMAL(18,3)."""
    return kind if kind.endswith("]") else kind.split("(", 1)[0]


def form(kind: str) -> str:
    """Return what a column of a DuckDB type is to a reader: `number`, `day`, `yes` or `text`."""
    name = base(kind)
    if name in _WHOLE | _LARGE | _FRACTION:
        return "number"
    return "day" if name in _DAYS else "yes" if name == "BOOLEAN" else "text"


def shown(column: str, kind: str) -> str:
    """Return SQL for a cell as the page shows it: a number, a truth, or text cut to LETTERS."""
    name = base(kind)
    if name in _WHOLE | _FRACTION | {"BOOLEAN"}:
        return column
    if name in _LARGE:
        return f"CAST({column} AS DOUBLE)"
    return f"left({_text(column, kind)}, {LETTERS})"


def _text(column: str, kind: str) -> str:
    return f"array_to_string({column}, '; ')" if kind == "VARCHAR[]" else f"{column}::VARCHAR"


def _quoted(text: str) -> str:
    return f"""'"' || replace({text}, '"', '""') || '"'"""


def csv_line(columns: Sequence[str], kinds: Sequence[str]) -> str:
    """Return SQL for a row as a line of Data CSV (newsfigures/export/cells.py), whole."""
    cells = []
    for column, kind in zip(columns, kinds, strict=True):
        if base(kind) in _FRACTION:
            whole = f"{column} = trunc({column}) AND abs({column}) < {EXACT:.0f}"
            written = f"CASE WHEN {whole} THEN {column}::BIGINT::VARCHAR ELSE {column}::VARCHAR END"
        elif form(kind) == "text":
            written = _quoted(_text(column, kind))
        else:
            written = f"{column}::VARCHAR"
        cells.append(f"coalesce({written}, '')")
    return f"concat_ws(',', {', '.join(cells)})"


def json_line(columns: Sequence[str], heads: Sequence[str]) -> str:
    """Return SQL for a row as a JSON object."""
    fields = ", ".join(
        f"{_literal(json.dumps(head, ensure_ascii=False) + ':')} || "
        f"coalesce(to_json({column})::VARCHAR, 'null')"
        for column, head in zip(columns, heads, strict=True)
    )
    return f"'{{' || concat_ws(',', {fields}) || '}}'"


def _literal(text: str) -> str:
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def csv_head(heads: Sequence[str]) -> str:
    """Return the first line of a CSV: the names of its columns."""
    return ",".join(
        f'"{head.replace(chr(34), 2 * chr(34))}"' if set(head) & set('",\r\n') else head
        for head in heads
    )
