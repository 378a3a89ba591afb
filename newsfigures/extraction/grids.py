"""Tables of an article, written with pipes or in HTML, as rows of cells."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from newsfigures.extraction import patterns as re
from newsfigures.model import Span, noun


@noun()
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


RULE_ROW = re.compile(r"(?=[\s:|]*-)[\s:|-]+$")
PIPE_ROW = re.compile(r"\s*\|.*\|\s*$")


def trim(clean: str, start: int, end: int) -> Span:
    """Return a stretch without the white space at its ends."""
    while start < end and clean[start].isspace():
        start += 1
    while end > start and clean[end - 1].isspace():
        end -= 1
    return Span(start, end)


def from_pipes(lines: Sequence[tuple[int, str]], clean: str, caption: Span | None) -> Table:
    """
    Return the table of lines of cells between pipes; each line with its offset.

    A first line with words in its first cell alone is the title of the table.
    """
    written = [(offset, raw) for offset, raw in lines if not RULE_ROW.match(raw)]
    title = None
    if len(written) > 2:
        title = _title(_cells(*written[0], clean, 0))
    rows = [
        _cells(offset, raw, clean, n)
        for n, (offset, raw) in enumerate(written[title is not None :])
    ]
    last, raw = lines[-1]
    span = Span(lines[0][0], last + len(raw))
    first = lines.index(written[title is not None])
    ruled = first + 1 < len(lines) and RULE_ROW.match(lines[first + 1][1])
    # Two columns without a rule are a box of facts: what, and how much.
    heads = _heads(rows, clean) if ruled or len(rows[0]) > 2 else 0
    return Table(span=span, rows=tuple(rows), caption=title or caption, heads=heads)


def _cells(offset: int, raw: str, clean: str, row: int) -> tuple[Cell, ...]:
    """Return the cells of a line; the pipes at its ends may be left out."""
    cells: list[Cell] = []
    opening = len(raw) - len(raw.lstrip())
    start = offset + opening + raw.startswith("|", opening)
    stops = [m.start() + offset for m in _PIPE.finditer(raw) if m.start() + offset >= start]
    if clean[(stops or [start])[-1] + bool(stops) : offset + len(raw)].strip():
        stops.append(offset + len(raw))
    for stop in stops:
        cells.append(Cell(span=trim(clean, start, stop), row=row, column=len(cells)))
        start = stop + 1
    return tuple(cells)


def _title(cells: Sequence[Cell]) -> Span | None:
    """Return the words of a row in which nothing but the first of several cells is filled."""
    filled = [cell for cell in cells if cell.span.start < cell.span.end]
    return filled[0].span if len(cells) > 1 and filled == [cells[0]] else None


_PIPE = re.compile(r"(?<!\\)\|")
_ROW = re.compile(r"<tr\b[^<>]*>(.*?)(?=</tr\s*>|<tr\b|\Z)", re.S | re.I)
_CELL = re.compile(r"<(t[hd])\b([^<>]*)>(.*?)(?=</t[hd]\s*>|<t[hd]\b|</tr|\Z)", re.S | re.I)
_CAPTION = re.compile(r"<caption\b[^<>]*>(.{0,500}?)</caption", re.S | re.I)
_WIDE = re.compile(r"\bcolspan\s*=\s*[\"']?(\d{1,2})", re.I)
_HIGH = re.compile(r"\browspan\s*=\s*[\"']?(\d{1,2})", re.I)


def _number(pattern: re.Pattern[str], words: str) -> int:
    found = pattern.search(words)
    return max(1, int(found[1])) if found else 1


def from_html(text: str, clean: str, start: int, end: int, caption: Span | None) -> Table:
    """Return the table of a `<table>` element that lies at [start, end) of the text."""
    rows: list[tuple[Cell, ...]] = []
    headings: list[bool] = []
    labelled: list[bool] = []  # rows that open with a heading of their own
    title: Span | None = None
    taken: dict[int, int] = {}  # columns that a cell of an earlier row reaches down into
    for row in _ROW.finditer(text, start, end):
        cells: list[Cell] = []
        names: set[str] = set()
        first = ""
        column, below = 0, {c: left - 1 for c, left in taken.items() if left > 1}
        for cell in _CELL.finditer(text, row.start(1), row.end(1)):
            while taken.get(column, 0) > 0:
                column += 1
            wide, high = _number(_WIDE, cell[2]), _number(_HIGH, cell[2])
            span = trim(clean, *cell.span(3))
            cells.append(Cell(span=span, row=len(rows), column=column, width=wide))
            names.add(cell[1].lower())
            first = first or cell[1].lower()
            if high > 1:
                below |= dict.fromkeys(range(column, column + wide), high - 1)
            column += wide
        if not rows and len(cells) == 1 and cells[0].width > 1:
            title = cells[0].span
        elif cells:
            rows.append(tuple(cells))
            headings.append(names == {"th"})
            labelled.append(names == {"th", "td"} and first == "th")
            taken = below
    if named := _CAPTION.search(text, start, end):
        caption = trim(clean, *named.span(1))
    elif title:
        caption = title
    heads = _heads(rows, clean) if not labelled or not labelled[0] else 0
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
