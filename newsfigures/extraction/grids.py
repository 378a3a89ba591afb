"""Tables of an article, written with pipes or in HTML, as rows of cells."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from newsfigures.model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """
    One table cell; row 0 is the first row. The span leaves out padding and tags.

    `width` is the number of columns it lies over.
    """

    span: Span
    row: int
    column: int
    width: int = 1


@dataclass(frozen=True, kw_only=True, eq=False)
class Table:
    """
    A table as rows of cells; `caption` is the span of the line that names it, if any.

    `heads` is the number of rows at the top that hold headings: 0 where data begin at once.
    """

    span: Span
    rows: tuple[tuple[Cell, ...], ...]
    caption: Span | None = None
    heads: int = 1

    @property
    def header(self) -> tuple[Cell, ...]:
        """The first row of headings, () where there is none."""
        return self.rows[0] if self.rows and self.heads else ()

    @property
    def corner(self) -> Cell | None:
        """The heading of the first column."""
        return self.header[0] if self.header and self.header[0].column == 0 else None

    @cached_property
    def _over(self) -> dict[int, tuple[Cell, ...]]:
        found: dict[int, list[Cell]] = {}
        for row in self.rows[: self.heads]:
            for cell in row:
                for column in range(cell.column, cell.column + cell.width):
                    found.setdefault(column, []).append(cell)
        return {column: tuple(cells) for column, cells in found.items()}

    @cached_property
    def _cells(self) -> list[Cell]:
        return [cell for row in self.rows for cell in row]

    def cell_at(self, offset: int) -> Cell | None:
        """Return the cell that an offset of the text lies in."""
        low = bisect_right(self._cells, offset, key=lambda cell: cell.span.start) - 1
        cell = self._cells[low] if low >= 0 else None
        return cell if cell and offset < cell.span.end else None

    def over(self, column: int) -> tuple[Cell, ...]:
        """Return the headings over a column, from the top down."""
        return self._over.get(column, ())


RULE_ROW = re.compile(r"\s*\|?[\s:|-]*-[\s:|-]*\|?\s*$")
PIPE_ROW = re.compile(r"\s*\|.*\|\s*$")


def trim(clean: str, start: int, end: int) -> Span:
    """Return a stretch without the white space at its ends."""
    while start < end and clean[start].isspace():
        start += 1
    while end > start and clean[end - 1].isspace():
        end -= 1
    return Span(start, end)


def from_pipes(lines: Sequence[tuple[int, str]], clean: str, caption: Span | None) -> Table:
    """Return the table of lines of cells between pipes; each line with its offset."""
    rows: list[tuple[Cell, ...]] = []
    for offset, raw in lines:
        if RULE_ROW.match(raw):
            continue
        cells: list[Cell] = []
        start = offset + raw.index("|") + 1
        for stop in range(start, offset + len(raw)):
            if raw[stop - offset] == "|" and raw[stop - offset - 1] != "\\":
                cells.append(Cell(span=trim(clean, start, stop), row=len(rows), column=len(cells)))
                start = stop + 1
        rows.append(tuple(cells))
    last, raw = lines[-1]
    span = Span(lines[0][0], last + len(raw))
    return Table(span=span, rows=tuple(rows), caption=caption, heads=_heads(rows, clean))


_ROW = re.compile(r"<tr\b[^>]*>(.*?)(?=</tr\s*>|<tr\b|\Z)", re.S | re.I)
_CELL = re.compile(r"<(t[hd])\b([^>]*)>(.*?)(?=</t[hd]\s*>|<t[hd]\b|</tr|\Z)", re.S | re.I)
_CAPTION = re.compile(r"<caption\b[^>]*>(.*?)</caption", re.S | re.I)
_WIDE = re.compile(r"\bcolspan\s*=\s*[\"']?(\d{1,2})", re.I)
_HIGH = re.compile(r"\browspan\s*=\s*[\"']?(\d{1,2})", re.I)


def _number(pattern: re.Pattern[str], words: str) -> int:
    found = pattern.search(words)
    return max(1, int(found[1])) if found else 1


def from_html(text: str, clean: str, start: int, end: int, caption: Span | None) -> Table:
    """Return the table of a `<table>` element that lies at [start, end) of the text."""
    rows: list[tuple[Cell, ...]] = []
    headings: list[bool] = []
    taken: dict[int, int] = {}  # columns that a cell of an earlier row reaches down into
    for row in _ROW.finditer(text, start, end):
        cells: list[Cell] = []
        names: set[str] = set()
        column, below = 0, {c: left - 1 for c, left in taken.items() if left > 1}
        for cell in _CELL.finditer(text, row.start(1), row.end(1)):
            while taken.get(column, 0) > 0:
                column += 1
            wide, high = _number(_WIDE, cell[2]), _number(_HIGH, cell[2])
            span = trim(clean, *cell.span(3))
            cells.append(Cell(span=span, row=len(rows), column=column, width=wide))
            names.add(cell[1].lower())
            if high > 1:
                below |= dict.fromkeys(range(column, column + wide), high - 1)
            column += wide
        if cells:
            rows.append(tuple(cells))
            headings.append(names == {"th"})
            taken = below
    if named := _CAPTION.search(text, start, end):
        caption = trim(clean, *named.span(1))
    heads = _heads(rows, clean)
    while 0 < heads < len(rows) and headings[heads] and len(rows[heads]) > 1:
        heads += 1
    return Table(span=Span(start, end), rows=tuple(rows), caption=caption, heads=heads)


# A cell that is an amount of money and nothing else: no heading.
_AMOUNT = re.compile(
    r"(?i)[~<>]?\s*(?:(?:[A-Z]{1,3})?[$€£¥₩₹]\s?|(?:USD|EUR|GBP|RMB|CNY) )\d[\d.,]*"
    r"\s?(?:[kmbt]|bn|mn|tn|million|billion|trillion)?\+?(?:\s?/\s?\w+)?(?: [a-z-]+){0,2}"
)
_FIGURES = re.compile(r"\d")


def _heads(rows: Sequence[Sequence[Cell]], clean: str) -> int:
    """Return how many rows at the top are headings, judged by what stands in them."""
    if not rows:
        return 0
    if any(_AMOUNT.fullmatch(cell.span.cut(clean)) for cell in rows[0]):
        return 0
    heads = 1
    while heads < len(rows) and _continues(rows[heads - 1], rows[heads], clean):
        heads += 1
    return heads if heads < len(rows) else 1


def _continues(above: Sequence[Cell], row: Sequence[Cell], clean: str) -> bool:
    """Say whether a row goes on with the headings: under wide ones, or units alone."""
    words = [cell.span.cut(clean).strip() for cell in row]
    if any(cell.width > 1 for cell in above):
        return not any(_FIGURES.search(w) and not re.search(r"(?:19|20)\d\d|Q\d", w) for w in words)
    units = [w for w in words if w]
    first_empty = bool(row) and row[0].column == 0 and not words[0]
    return first_empty and len(units) > 1 and all(re.fullmatch(r"\(.+\)", w) for w in units)
