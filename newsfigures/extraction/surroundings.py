"""
The words that speak for a quantity: its sentence, or in a table its row, header and caption.

A table cell gets one line made of them (`caption. row label: header: amount`), so that the
rules for modality and time are the same inside tables and out.
"""

from bisect import bisect_left
from functools import lru_cache

from newsfigures.extraction import patterns as re
from newsfigures.extraction.document import Block, Cell, Document, Kind, Sentence, Table
from newsfigures.model import Span, noun

# What parts two clauses. A comma inside a number parts nothing.
_PART = re.compile(
    r"[;()]|:\s|\s-\s|—"
    r"|,\s(?:but|while|whereas|whilst|although|though|which|who|whose|with|of which|up from"
    r"|down from"
    r"|compared (?:with|to)|after|and (?:\w+ ){0,4}?(?:is|are|was|were|has|had|will|would|plans?"
    r"|expects?|said|says))\b"
    r"|\s(?:while|whereas|whilst|although|but|up from|down from|compared (?:with|to)|versus"
    r"|against)\s"
)


@noun()
class Around:
    """
    The words around a quantity.

    `text[start:end]` is the quantity. `base` is the offset of `text` in the document, None
    for a table cell, whose line is put together. `header`, `row`, `caption` and
    `note` (the footnote a cell is marked with) are empty outside tables.
    """

    text: str
    start: int
    end: int
    base: int | None
    header: str = ""
    row: str = ""
    caption: str = ""
    note: str = ""

    @property
    def before(self) -> str:
        """The words before the quantity."""
        return self.text[: self.start]

    @property
    def after(self) -> str:
        """The words after the quantity."""
        return self.text[self.end :]

    def clause(self) -> Span:
        """Return the stretch between the breaks nearest to the quantity on either side."""
        low, high = 0, len(self.text)
        for part in _PART.finditer(self.text):
            if part.end() <= self.start:
                low = part.start() if part[0].strip(" ,;:()-—") else part.end()
            elif part.start() >= self.end:
                high = part.start()
                break
        return Span(low, high)


def table_at(document: Document, at: Span) -> Table | None:
    """Return the table that holds a span."""
    index = block_at(document, at)
    return document.blocks[index].table if index is not None else None


def block_at(document: Document, at: Span) -> int | None:
    """Return the index of the block that holds a span."""
    low = document.block_at(at.start)
    return low if low >= 0 and document.blocks[low].span.holds(at) else None


def row_of(table: Table, at: Span) -> tuple[tuple[Cell, ...], Cell] | None:
    """Return the row and the cell that hold a span."""
    cell = table.cell_at(at.start)
    return (table.rows[cell.row], cell) if cell else None


def header_of(table: Table, column: int) -> Cell | None:
    """Return the cell at the head of a column."""
    over = table.over(column)
    return over[-1] if over else None


_NOTE_MARK = re.compile(r"\[\^([^\]\s|]+)\]")
_CELL_END = re.compile(r"\||\n|</t")


def note_of(document: Document, cell: Cell) -> Span | None:
    """Return the footnote that a cell is marked with; the mark is no part of its span."""
    stop = _CELL_END.search(document.text, cell.span.end)
    end = stop.start() if stop else cell.span.end
    mark = _NOTE_MARK.search(document.text, cell.span.start, end)
    if mark is None:
        return None
    notes: list[Block] | None = document.kept.get("footnotes")
    if notes is None:
        notes = document.kept["footnotes"] = [
            block for block in document.blocks if block.kind is Kind.FOOTNOTE
        ]
    for block in notes:
        label = document.text[max(0, block.span.start - len(mark[1]) - 8) : block.span.start]
        if f"[^{mark[1]}]:" in label.replace(" ", ""):
            return block.span
    return None


_FORECAST = re.compile(r"\b(20\d\d) ?[EFPefp]\b")  # `2026E`: a year to come, as brokers write it
_ACTUAL = re.compile(r"\b(20\d\d) ?[Aa]\b")  # `2024A`: one gone by


def _foreseen(words: str) -> str:
    if "20" not in words:
        return words
    return _ACTUAL.sub(r"\1", _FORECAST.sub(r"\1 forecast", words))


_DATED = re.compile(r"\b(?:19|20)\d\d\b|\bQ[1-4]\b")
_RUN = re.compile(r"\s\s|[^\S ]")


@lru_cache(maxsize=64)  # a sentence is asked for by each step of each of its quantities
def squeeze(text: str) -> tuple[str, list[int]]:
    """
    Return a text with each run of white space as one space, and where each place went.

        >>> squeeze("a  b")
        ('a b', [0, 1, 1, 2, 3])
    """
    if not _RUN.search(text):
        return text, list(range(len(text) + 1))
    kept: list[str] = []
    places: list[int] = []
    for letter in text:
        if letter.isspace():
            if kept and kept[-1] == " ":
                places.append(len(kept) - 1)
                continue
            letter = " "
        places.append(len(kept))
        kept.append(letter)
    places.append(len(kept))
    return "".join(kept), places


def around(document: Document, sentence: Sentence | None, at: Span) -> Around:
    """Return the words around a quantity; those last asked for are kept."""
    kept = document.kept.get("around")
    if kept is None or kept[0] is not sentence or kept[1] is not at:
        kept = document.kept["around"] = (sentence, at, _around(document, sentence, at))
    found: Around = kept[2]
    return found


def _around(document: Document, sentence: Sentence | None, at: Span) -> Around:
    clean = document.clean
    if sentence is not None:
        return _cut(clean, sentence.span, at)
    table = table_at(document, at)
    place = row_of(table, at) if table else None
    if table is None or place is None:
        return _cut(clean, Span(max(0, at.start - 120), at.end + 120), at)
    row, cell = place
    head = header_of(table, cell.column) if row is not table.header else None
    over = table.over(cell.column) if head else ()
    header = ", ".join(words for c in over if (words := c.span.cut(clean).strip()))
    header = _foreseen(header)
    label = ", ".join(
        _foreseen(words)
        for c in row
        if c is not cell and (words := c.span.cut(clean).strip()) and len(words) < 60
    )
    caption = table.caption.cut(clean) if table.caption else ""
    if caption.endswith("."):  # a paragraph above the table, no caption
        caption = ""
    if table.corner and cell.column and _DATED.search(corner := table.corner.span.cut(clean)):
        caption = f"{caption}, {corner}" if caption else corner  # `$bn, 2025` over the names
    lead = f"{caption}. {label}: {header}: " if caption else f"{label}: {header}: "
    noted = note_of(document, cell)
    words = cell.span.cut(clean)
    start = len(lead) + at.start - cell.span.start
    return Around(
        text=lead + words, start=start, end=start + at.end - at.start, base=None,
        header=header, row=label, caption=caption, note=noted.cut(clean) if noted else "",
    )  # fmt: skip


def _cut(clean: str, span: Span, at: Span) -> Around:
    text, places = squeeze(span.cut(clean))
    return Around(
        text=text, start=places[at.start - span.start], end=places[at.end - span.start],
        base=span.start,
    )  # fmt: skip


def earlier(
    document: Document, sentence: Sentence, steps: int, *, across: bool = False
) -> list[Sentence]:
    """Return up to `steps` sentences before one, nearest first, of its block unless `across`."""
    index = bisect_left(document.sentence_starts(), sentence.span.start)
    found: list[Sentence] = []
    for candidate in reversed(document.sentences[max(0, index - steps) : index]):
        if candidate.block != sentence.block and not across:
            break
        found.append(candidate)
    return found


def heading(document: Document, at: Span) -> str:
    """Return the words of the nearest heading above a span, "" without one."""
    index = block_at(document, at)
    if index is None:
        return ""
    for block in reversed(document.blocks[max(0, index - 40) : index]):
        if block.kind is Kind.HEADING:
            return block.span.cut(document.clean)
    return ""


def over_list(document: Document, sentence: Sentence) -> list[str]:
    """Return the words that introduce the list a sentence is in: its lead-in, its heading."""
    found: list[str] = []
    for block in reversed(document.blocks[max(0, sentence.block - 40) : sentence.block]):
        if block.kind is Kind.HEADING:
            return [*found, block.span.cut(document.clean)]
        if block.kind is not Kind.ITEM and not found:
            found.append(
                document.clean[max(block.span.start, block.span.end - 200) : block.span.end]
            )
    return found
