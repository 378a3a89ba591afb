"""
What surrounds each quantity of a document, as lines of tokens with the cues in them.

A line is read once and kept; evidence for a quantity is the cues of its own sentence by
distance, those of the sentences before, of headings, of a list's lead-in, and for a table cell
those of its header, row and caption.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal

from newsfigures.extraction import entries, keyed, notes
from newsfigures.extraction import patterns as re
from newsfigures.extraction.cues import Hit, Line, read_line
from newsfigures.extraction.document import Cell, Document, Kind, Table
from newsfigures.extraction.heads import heads_of, spoken
from newsfigures.extraction.headwords import TOTAL_FIRST
from newsfigures.extraction.mention import Mention
from newsfigures.extraction.units import family
from newsfigures.model import Quantity, Span

# How much a cue counts by where it stands; its own clause is 1.
PREVIOUS = (0.4, 0.22)  # the sentence before, and the one before that, in the same block
AWAITS = 0.7  # the sentence before, when it gives no amount of the kind itself
ABOVE = 0.18  # the last sentence of the paragraph before
HEADING = (0.4, 0.2)  # the nearest heading, and those above it
TITLE = 0.3
LEAD_IN = 0.6
SENTENCE = 5  # tokens from which a cell is read like a sentence
HEADER, CAPTION, ROW, OWN_CELL = 1.25, 0.7, 0.5, 0.9
# Within a sentence: per word between, per unit of parting, per other quantity between.
PER_WORD, PER_BREAK, PER_OTHER, AFTER = 0.965, 0.78, 0.82, 0.9
ANOTHERS = 0.5  # words between two amounts that stand nearer to the second
BESIDE = 3  # words
OPENING, OPENS = 2, 0.75
MANY_TIMES = 10_000
_ACTIVE = re.compile(r"(?i)activ(?:e|ated)\b")
_OPERATIONS = Decimal("1e20")  # nothing else in the news is counted so high: `about 2e25`
CLAUSE = 0.95  # units of parting


# The name of a chip that no list has: letters and digits, perhaps in the plural.
_CODE = re.compile(r"([A-Z][A-Za-z]{0,3}-?\d{1,4}[A-Za-z]{0,2}?)s?")
_CHIP_NOUN = r"(?:accelerators?|chips?|GPUs?|processors?|TPUs?|graphics cards?)\b"


_SIZE = re.compile(r"\d{1,4}(?:\.\d+)?[BT]")
_VERSION_GAP = re.compile(r"(?:(?: ?[-–] ?| )[\w.]{1,8})? ?")


class Passage:
    """A document's quantities with all that is said around them."""

    def __init__(
        self, document: Document, quantities: Sequence[Quantity], mentions: Sequence[Mention]
    ) -> None:
        self.document = document
        self.quantities = tuple(quantities)
        self._codes: dict[str, bool] = {}
        self._alike: dict[tuple[Decimal, str], list[int]] = {}
        for index, quantity in enumerate(self.quantities):
            self._alike.setdefault((quantity.value, quantity.unit), []).append(index)
        self.starts = [q.span.start for q in self.quantities]
        self._mentions = mentions
        self._mention_starts = [m.span.start for m in mentions]
        self.families = [self._family(q) for q in self.quantities]
        self._sentence_starts = [s.span.start for s in document.sentences]
        self._block_starts = [b.span.start for b in document.blocks]
        self._lines: dict[tuple[int, int], Line] = {}
        self._around: dict[int, list[tuple[Line, Hit, float]]] = {}
        self._cells: dict[int, tuple[Table, Cell] | None] = {}
        self.parts: set[int] = set()
        title = document.front_matter.get("title", "")
        self._title = read_line(title, Span(0, len(title)), (), ())
        self._title.placed = False

    def _family(self, quantity: Quantity) -> str:
        """
        Return the family of a quantity.

        `4,096 F2s` are chips where the text has `F2 chips`; `16 million times` counts what
        people did, `16 times` compares.
        """
        unit = quantity.unit
        known = family(unit)
        if known == "times" and quantity.value > MANY_TIMES:
            return "downloads"
        if known == "parameters" and _ACTIVE.match(quantity.modifiers):
            return "active"
        if known == "bare" and quantity.value >= _OPERATIONS:
            return "flop"
        if known == "bare" and self._sizes(quantity):
            return "parameters"
        clean, start = self.document.clean, quantity.span.start
        if (
            unit == "run"
            and clean.endswith((" a ", " an "), 0, start)
            and _SIZE.match(clean, start)
        ):
            return "parameters"  # `was a 32B reinforcement-learning run`
        if known != "other" or not (code := _CODE.fullmatch(unit)):
            return known
        name = rf"\b{code[1]}"
        called = rf"{name}s?,? (?:\w+ )?{_CHIP_NOUN}|{_CHIP_NOUN}[^.]{{1,30}}{name}\b"
        if code[1] not in self._codes:
            self._codes[code[1]] = bool(re.search(called, self.document.clean))
        return "chips" if self._codes[code[1]] else known

    def _sizes(self, quantity: Quantity) -> bool:
        """Say whether a number in parentheses is the size of the model before: `X-M (24B)`."""
        clean, at = self.document.clean, quantity.span
        if not (clean.endswith("(", 0, at.start) and clean.startswith(")", at.end)):
            return False
        if not _SIZE.fullmatch(clean, at.start, at.end):
            return False
        last = bisect_left(self._mention_starts, at.start) - 1
        if last < 0:
            return False
        mention = self._mentions[last]
        gap = clean[mention.span.end : at.start - 1]
        return mention.kind == "model" and _VERSION_GAP.fullmatch(gap) is not None

    def alike(self, quantity: Quantity) -> list[int]:
        """Return the quantities of the same value and unit, itself among them."""
        return self._alike[quantity.value, quantity.unit]

    def bound(self, index: int, metric: str) -> bool:
        """Say whether a phrase of a metric names this quantity as its own (`a team of 31`)."""
        place = self.sentence(index)
        if place is None:
            return False
        hits = self.line(self.document.sentences[place].span).hits
        return any(hit.quantity == index and hit.cue.metric == metric for hit in hits)

    def line(self, span: Span) -> Line:
        """Return the tokens and cues of a stretch of the text."""
        key = (span.start, span.end)
        if key not in self._lines:
            low, high = (bisect_left(self.starts, end) for end in key)
            first, last = (bisect_left(self._mention_starts, end) for end in key)
            inside = [(i, self.quantities[i]) for i in range(low, high)]
            named = self._mentions[first:last]
            self._lines[key] = read_line(self.document.clean, span, inside, named)
        return self._lines[key]

    def sentence(self, index: int) -> int | None:
        """Return the number of the sentence a quantity stands in; None in a table."""
        at = self.starts[index]
        place = bisect_right(self._sentence_starts, at) - 1
        if place >= 0 and self.document.sentences[place].span.end > at:
            return place
        return None

    def block(self, at: int) -> int | None:
        """Return the number of the block that holds an offset."""
        place = bisect_right(self._block_starts, at) - 1
        return place if place >= 0 and self.document.blocks[place].span.end > at else None

    def table(self, index: int) -> Table | None:
        """Return the table a quantity stands in."""
        place = self.block(self.starts[index])
        return self.document.blocks[place].table if place is not None else None

    # ------------------------------------------------------------------ evidence

    def evidence(self, index: int) -> Iterator[tuple[Line, Hit, float]]:
        """Yield the cues that speak for a quantity, each with how much it counts (0 to 1.25)."""
        place = self.sentence(index)
        if place is None:
            yield from self._cell_evidence(index)
            return
        sentence = self.document.sentences[place]
        line = self.line(sentence.span)
        at = line.places.get(index)
        amount = self.quantities[index].amount
        for read in (entries.said, keyed.said, notes.said):
            if told := read(self.document, sentence, amount):
                yield line, Hit(spoken(told.metric), 0, 0), told.weight
        if at is not None:
            for hit in line.hits:
                factor = _near(line, hit, at, index)
                if factor:
                    yield line, hit, factor
        if self.families[index] == "bare":
            return  # a number without a unit takes one from its own sentence or not at all
        for back, factor in enumerate(PREVIOUS, start=1):
            if place - back < 0:
                break
            other = self.document.sentences[place - back]
            if other.block == sentence.block:
                if back == 1 and self._awaits(other.span, index):
                    factor = AWAITS
                yield from self._far(other.span, factor)
            elif back == 1 and self.document.blocks[other.block].kind is not Kind.HEADING:
                asked = self.document.clean[other.span.end - 1] == "?"
                yield from self._far(other.span, LEAD_IN if asked else ABOVE)
                break
        yield from self._surroundings(sentence.block)

    def _awaits(self, span: Span, index: int) -> bool:
        """Say whether a sentence names something and gives no amount of its kind."""
        mine = self.families[index]
        return all(self.families[other] != mine for other in self.line(span).places)

    def _far(
        self, span: Span, factor: float, *, refusing: bool = False
    ) -> Iterator[tuple[Line, Hit, float]]:
        """Yield the cues that reach this far; refusals only from what leads in to a list."""
        line = self.line(span)
        for hit in line.hits:
            if hit.cue.reach == "passage" and (refusing or hit.cue.metric is not None):
                yield line, hit, factor

    def _surroundings(self, block: int) -> list[tuple[Line, Hit, float]]:
        """Return the cues of what leads in to a block and stands over it; once for a block."""
        if block not in self._around:
            self._around[block] = list(self._over(block))
        return self._around[block]

    def _over(self, block: int) -> Iterator[tuple[Line, Hit, float]]:
        if self.document.blocks[block].kind is Kind.ITEM and (lead := self._lead_in(block)):
            yield from self._far(lead, LEAD_IN, refusing=True)
        for depth, head in enumerate(self.document.headings_above(block)[:3]):
            asked = depth == 0 and self.document.clean[head.span.end - 1] == "?"
            yield from self._far(head.span, LEAD_IN if asked else HEADING[min(depth, 1)])
        for hit in self._title.hits:
            if hit.cue.reach == "passage" and hit.cue.metric is not None:
                yield self._title, hit, TITLE

    def _lead_in(self, block: int) -> Span | None:
        blocks = self.document.blocks
        for place in range(block - 1, max(-1, block - 30), -1):
            if blocks[place].kind is Kind.ITEM:
                continue
            if blocks[place].kind is Kind.PARAGRAPH:
                last = bisect_left(self._sentence_starts, blocks[place].span.end) - 1
                return self.document.sentences[last].span if last >= 0 else None
            return None
        return None

    def is_name(self, index: int) -> bool:
        """Say whether a number is part of a model's name (`the 70B`)."""
        span = self.quantities[index].span
        low = bisect_left(self._mention_starts, span.start - 40)
        high = bisect_left(self._mention_starts, span.end)
        return any(m.kind == "model" and m.span.holds(span) for m in self._mentions[low:high])

    def cell(self, index: int) -> tuple[Table, Cell] | None:
        """Return the table and cell a quantity stands in."""
        if index not in self._cells:
            table = self.table(index)
            cell = table.cell_at(self.starts[index]) if table else None
            self._cells[index] = (table, cell) if table and cell else None
        return self._cells[index]

    def _cell_evidence(self, index: int) -> Iterator[tuple[Line, Hit, float]]:
        found = self.cell(index)
        if found is None:
            return
        table, cell = found
        heads = heads_of(self.document, table)
        said = heads.said(cell)
        if said is not None:
            line = self.line(said.span)
            metric = said.metric
            if metric == "active_parameters" and self._is_total(index, table, cell):
                metric = "parameters"
            yield line, Hit(spoken(metric), 0, len(line.tokens)), said.weight
            if said.metric is None:
                return
        for other in table.over(cell.column):
            for evidence in self._whole(other.span, HEADER):
                if said is None or evidence[1].cue.metric is not None:
                    yield evidence
        if self.families[index] == "bare":
            return
        for other in table.rows[cell.row]:
            yield from self._own(cell, index) if other is cell else self._whole(other.span, ROW)
        if said is None and heads.transposed:
            return  # a property that no metric of ours is: what stands above is not about it
        if table.caption:
            yield from self._whole(table.caption, CAPTION)
        place = self.block(self.starts[index])
        if place is not None:
            yield from self._surroundings(place)
            last = bisect_left(self._sentence_starts, table.span.start) - 1
            if last >= 0 and self.document.sentences[last].block == place - 1:
                yield from self._far(self.document.sentences[last].span, PREVIOUS[0])

    def _is_total(self, index: int, table: Table, cell: Cell) -> bool:
        """Say whether a number is the first of two under `Total / active parameters`."""
        head = " ".join(c.span.cut(self.document.clean) for c in table.over(cell.column))
        if not TOTAL_FIRST.search(head) or index + 1 >= len(self.starts):
            return False
        alone = index == 0 or self.starts[index - 1] < cell.span.start
        return alone and self.starts[index + 1] < cell.span.end

    def _own(self, cell: Cell, index: int) -> Iterator[tuple[Line, Hit, float]]:
        """Yield the cues of a quantity's own cell; in one of words, by where they stand."""
        line = self.line(cell.span)
        at = line.places.get(index)
        for hit in line.hits:
            if hit.quantity < 0:
                words = at is not None and len(line.tokens) >= SENTENCE
                near = _near(line, hit, at, index) if at is not None and words else 1.0
                yield line, hit, OWN_CELL * near
            elif hit.quantity == index:
                yield line, hit, 1.0

    def _whole(self, span: Span, factor: float) -> Iterator[tuple[Line, Hit, float]]:
        line = self.line(span)
        for hit in line.hits:
            if hit.quantity < 0:
                yield line, hit, factor


def _near(line: Line, hit: Hit, at: int, index: int) -> float:
    """Return how much a cue of a quantity's own sentence counts for it, 0 for not at all."""
    if hit.quantity >= 0:
        return 1.0 if hit.quantity == index else 0.0
    cue = hit.cue
    before = hit.last <= at
    if (before and cue.side == "after") or (not before and cue.side == "before"):
        return 0.0
    low, high = (hit.last, at) if before else (at + 1, hit.first)
    words = high - low
    parted = line.parted[high] - line.parted[low]
    if cue.reach == "beside" and (words > BESIDE or parted > 0.5):
        return 0.0
    if cue.reach == "clause" and parted > CLAUSE:
        return 0.0
    if cue.flat:
        return 1.0
    others = line.counted[high] - line.counted[low]
    factor: float = PER_WORD**words
    if parted:
        factor *= PER_BREAK**parted
    if others:
        factor *= PER_OTHER**others
    if not before and line.nearer(hit, words):
        factor *= ANOTHERS
    if before and hit.first <= OPENING and others == 0:
        factor = max(factor, OPENS)  # what a sentence opens with is what it is about
    return factor if before else factor * AFTER
