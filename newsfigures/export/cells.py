"""
How a value stands in a CSV, in Python for rows at hand and in SQL for rows still in the store.

Two flavours. Data CSV is RFC 4180 for programs: every text in quotation marks, nothing added.
Excel CSV begins with a byte order mark, and text that a spreadsheet would run as a formula gets an
apostrophe before it. In both, numbers are numbers, dates are ISO 8601, missing is an empty cell.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

MARK = "\ufeff"
# Full-width signs count too: spreadsheets set to Japanese take them for the narrow ones.
_START = "=@+-\t\r\n＝＠＋－"
_FORMULA = re.compile(f"[{re.escape(_START)}]")
# In the store's dialect of expressions, \\t and \\r are known too.
_SQL_START = re.escape(_START).replace("\t", "t").replace("\r", "r").replace("\n", "n")
# A sign, perhaps a currency, a number, and words after it without anything that computes.
_SIGNED = r"[+-] ?(?:[A-Z]{1,3})?[$€£¥₩₹]?\d[\w.,%]*(?:(?: |-[A-Za-z])[\w.,%]+)*"
_PLAIN = re.compile(_SIGNED)
# Whole numbers up to here are written out; a double holds each of them exactly.
_EXACT = 1e15


def plain(value: Any) -> Any:
    """Return a value of the store as JSON takes it."""
    return value.isoformat() if isinstance(value, date | datetime) else value


def guarded(text: str) -> str:
    """
    Return text with an apostrophe before it where a spreadsheet would run it as a formula.

    Amounts with a sign stay as they are.

        >>> guarded("=1+1"), guarded("-$589 billion"), guarded("-2+3|x!A1")
        ("'=1+1", '-$589 billion', "'-2+3|x!A1")
    """
    return f"'{text}" if _FORMULA.match(text) and not _PLAIN.fullmatch(text) else text


def cell(value: Any) -> Any:
    """Return a value as it stands in an Excel CSV: lists joined, text guarded, dates ISO."""
    if isinstance(value, list):
        return cell("; ".join(map(str, value)))
    return guarded(value) if isinstance(value, str) else plain(value)


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return rows at hand as Excel CSV without the mark, the names of the columns first."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([cell(value) for value in row] for row in rows)
    return out.getvalue()


# -- the same in SQL ---------------------------------------------------------------------------

_NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "BOOLEAN", "DATE", "TIMESTAMP")


def _quoted(text: str) -> str:
    """Return SQL for a text in quotation marks, its own doubled; looking first is faster."""
    return (
        f"""CASE WHEN contains({text}, '"') THEN '"' || replace({text}, '"', '""') || '"' """
        f"""ELSE '"' || {text} || '"' END"""
    )


def sql_guarded(kinds: dict[str, str]) -> str:
    """Return the SELECT list that guards every text of an answer as `guarded` does, save ids."""
    return ", ".join(
        f"{_sql_guarded(name)} AS {name}"
        if kind == "VARCHAR" and not name.endswith("_id")
        else name
        for name, kind in kinds.items()
    )


def _sql_guarded(text: str) -> str:
    # Nearly all text begins with a letter, which is seen by comparing; the rest is looked at.
    return (
        f"CASE WHEN {text} >= 'A' AND {text} < '＀' THEN {text} "
        f"WHEN regexp_matches({text}, '^[{_SQL_START}]') AND "
        f"NOT regexp_full_match({text}, '{_SIGNED}') THEN chr(39) || {text} ELSE {text} END"
    )


def sql_cell(column: str, kind: str) -> str:
    """Return SQL that writes one cell of a column of this DuckDB type, null for an empty one."""
    if kind in _NUMBERS:
        return f"CAST({column} AS VARCHAR)"
    if kind == "DOUBLE":
        whole = f"{column} = trunc({column}) AND abs({column}) < {_EXACT:.0f}"
        return (
            f"CASE WHEN {whole} THEN CAST(CAST({column} AS BIGINT) AS VARCHAR) "
            f"ELSE CAST({column} AS VARCHAR) END"
        )
    return _quoted(f"array_to_string({column}, '; ')" if kind.endswith("[]") else column)
