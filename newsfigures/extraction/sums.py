"""
Rows of a table that add up to another: the parts of a total.

Results list segments over `Total revenue`, or under `Revenue`, and say of no segment what its
numbers are. That they add up says it. A row that sums up names nobody (`Elsewhere`, `Other`).
"""

from collections.abc import Callable
from decimal import Decimal

from newsfigures.extraction import patterns as re
from newsfigures.extraction.document import Cell, Table

_MOST = 9  # parts of a total
_CLOSE = Decimal("0.006")  # rounding
_NUMBER = re.compile(r"\(?\s*-?\s*(?:[A-Z]{0,3}[$€£¥₹₩])?\s*(?P<n>\d[\d,]*(?:\.\d+)?)\s*\)?[*†]?")
_REST = re.compile(
    r"(?i)\W*(?:others?|all others?|corporate|unallocated|eliminations?|adjust\w*|inter-?segment"
    r"|reconcil\w*|less)\b"
)

Reads = Callable[[str], tuple[bool, str | None]]


def total_of(table: Table, clean: str, cell: Cell, reads: Reads) -> Cell | None:
    """
    Return the label of the row that a cell's row is a part of, None where nothing adds up.

    `reads` says of a label whether it decides what its numbers are, and the metric.
    """
    for step in (1, -1):
        run: list[int] = []
        place = cell.row
        while table.heads <= place < len(table.rows) and len(run) <= _MOST:
            label = table.rows[place][0] if table.rows[place] else None
            words = _words(label, clean)
            decides, metric = reads(words) if words else (False, None)
            if label is None or not words or (decides and metric is None):
                break
            if decides:
                back = cell.row - step
                while table.heads <= back < len(table.rows) and _open(table, back, clean, reads):
                    run.append(back)
                    back -= step
                return label if metric and _adds_up(table, clean, cell.column, run, place) else None
            run.append(place)
            place += step
    return None


def is_rest(words: str) -> bool:
    """Say whether a part is only what is left: `Other`, `Corporate and eliminations`."""
    return bool(_REST.match(words))


def _open(table: Table, place: int, clean: str, reads: Reads) -> bool:
    """Say whether the label of a row leaves open what its numbers are."""
    words = _words(table.rows[place][0], clean) if table.rows[place] else ""
    return bool(words) and not reads(words)[0]


def _words(label: Cell | None, clean: str) -> str:
    return " ".join(label.span.cut(clean).split()) if label else ""


def _adds_up(table: Table, clean: str, column: int, parts: list[int], total: int) -> bool:
    """Say whether the numbers of two rows or more come to that of another in a column."""
    if not 2 <= len(parts) <= _MOST:
        return False
    values = [_value(table, clean, place, column) for place in (*parts, total)]
    found = [value for value in values if value is not None]
    if len(found) < len(values):
        return False
    whole = found.pop()
    return whole > 0 and abs(sum(found) - whole) <= _CLOSE * whole


def _value(table: Table, clean: str, place: int, column: int) -> Decimal | None:
    cell = next((c for c in table.rows[place] if c.column == column), None)
    words = cell.span.cut(clean).strip(" *_") if cell else ""
    match = _NUMBER.fullmatch(words)
    if match is None:
        return None
    value = Decimal(match["n"].replace(",", ""))
    return -value if words.startswith(("(", "-")) else value
