"""
What the heads of a table say of its cells: the metric, from the column, the row or above.

A column's head speaks first, then the label of the row (in a table that lists properties
downwards), the line that opens a group of rows, the corner, the caption and what stands above.
The words are those of lexicon/heads.toml.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from newsfigures.extraction import patterns as re
from newsfigures.extraction import sums
from newsfigures.extraction.cues import Cue
from newsfigures.extraction.document import Block, Cell, Document, Kind, Table
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.headwords import OF_WHICH, compiled, decided, is_plain, is_time, pattern
from newsfigures.extraction.mention import Mention
from newsfigures.model import Span

COLUMN, ROW, GROUP, CORNER, CAPTION, HEADING, LEAD = 1.6, 1.6, 1.4, 1.3, 1.2, 0.9, 0.75
LEAD_LONG = 300  # characters of the paragraph above that are read


@dataclass(frozen=True, slots=True)
class Said:
    """What a head says: a metric, or None for cells that are no figures; how loudly, and where."""

    metric: str | None
    weight: float
    span: Span


@cache
def spoken(metric: str | None) -> Cue:
    """Return the cue that a head is for its cells; against all metrics for None."""
    return Cue(
        id="head",
        metric=metric,
        weight=1.0 if metric else 1.6,
        side="either",
        reach="passage",
        reason="Its column or row holds something that no metric of ours is.",
        example="",
        counter="",
        words=(),
    )


_LETTERS = re.compile(r"[^\W\d_]{2}|[^\W\d_]+\d")
_NUMERIC = re.compile(r"(?i)\W*(?:[a-z]{1,3}[$€£¥]|[$€£¥₩₹]|usd|eur|gbp)?\W*\d")
_ALL_NUMBER = re.compile(r"\S*\d\S*")


@lru_cache(maxsize=16)  # every step asks for them, cell by cell
def heads_of(document: Document, table: Table) -> "Heads":
    """Return the heads of a table, read once."""
    return Heads(document, table)


class Heads:
    """The heads of one table, read."""

    def __init__(self, document: Document, table: Table) -> None:
        self.document = document
        self.table = table
        clean = document.clean
        self._corner = table.corner.span.cut(clean) if table.corner else ""
        self._groups = dict(self._grouped())
        self.names: dict[str, Mention | None] = {}  # kept by those who read names for its cells
        self._columns: dict[int, str] = {}
        self._known: dict[str, tuple[bool, str | None]] = {}
        self._said: dict[tuple[int, int], Said | None] = {}

    def _words(self, span: Span) -> str:
        return " ".join(span.cut(self.document.clean).split())

    # ------------------------------------------------------------- what surrounds it

    @cached_property
    def block(self) -> int:
        """The place of the table's block."""
        blocks = self.document.blocks
        return bisect_right(blocks, self.table.span.start, key=lambda b: b.span.start) - 1

    @cached_property
    def above(self) -> list[tuple[Span, float]]:
        """The caption, headings and lead-in of the table, each with how loudly it speaks."""
        found: list[tuple[Span, float]] = []
        if self.table.caption:
            found.append((self.table.caption, CAPTION))
        heads = self.document.headings_above(self.block)
        found += [(head.span, HEADING if place == 0 else 0.7) for place, head in enumerate(heads)]
        lead = self._lead()
        if lead and lead.span != self.table.caption:
            found.insert(1 if self.table.caption else 0, (self._opening(lead), LEAD))
        return found

    def _lead(self) -> Block | None:
        if self.block == 0:
            return None
        before = self.document.blocks[self.block - 1]
        return before if before.kind in (Kind.PARAGRAPH, Kind.CAPTION) else None

    def _opening(self, lead: Block) -> Span:
        return Span(max(lead.span.start, lead.span.end - LEAD_LONG), lead.span.end)

    @cached_property
    def kinds(self) -> frozenset[str]:
        """What the table is about: funding, prices, market, sites, contracts, models."""
        clean = self.document.clean
        heads = " | ".join(cell.span.cut(clean) for cell in self.table.header)
        over = " ".join(self._words(span) for span, _ in self.above)
        over += " " + self.document.front_matter.get("title", "")
        found = set()
        for entry in lexicon("heads")["table"]:
            in_heads = "heads" in entry and compiled(entry["heads"]).search(heads) is not None
            above = "above" in entry and compiled(entry["above"]).search(over) is not None
            if (in_heads and above) if entry.get("both") else (in_heads or above):
                found.add(entry["kind"])
        return frozenset(found)

    # ------------------------------------------------------------- rows and columns

    def column(self, cell: Cell) -> str:
        """Return the words of the heads over a cell."""
        words = self._columns.get(cell.column)
        if words is None:
            over = self.table.over(cell.column)
            words = " ".join(self._words(head.span) for head in over).strip()
            self._columns[cell.column] = words
        return words

    def label(self, cell: Cell) -> Cell | None:
        """Return the first cell of words in a cell's row; None where a number comes first."""
        for other in self.table.rows[cell.row]:
            words = self._words(other.span)
            if other.column >= cell.column:
                break
            if _LETTERS.search(words) and not _NUMERIC.match(words):
                return other
        return None

    def _unit_column(self, cell: Cell) -> str:
        for other in self.table.rows[cell.row]:
            if re.fullmatch(r"(?i)\W*(?:units?|scale|currency|in)\W*", self.column(other)):
                return self._words(other.span)
        return ""

    def row(self, cell: Cell) -> str:
        """Return the label of a cell's row, with the unit another column gives."""
        label = self.label(cell)
        words = self._words(label.span) if label else ""
        unit = self._unit_column(cell) if label else ""
        return f"{words} ({unit})" if unit else words

    def _grouped(self) -> Iterator[tuple[int, Cell]]:
        group: Cell | None = None
        for number, row in enumerate(self.table.rows):
            filled = [cell for cell in row if cell.span.start < cell.span.end]
            if number < self.table.heads:
                continue
            words = self._words(filled[0].span) if len(filled) == 1 else ""
            lone = len(filled) == 1 and filled[0].column == 0 and len(self.table.header) > 1
            if lone and not _NUMERIC.match(words) and (len(row) > 1 or filled[0].width > 1):
                group = filled[0]
            elif group is not None:
                yield number, group

    def group(self, cell: Cell) -> str:
        """Return the line that opens the group of rows a cell is in, "" for none."""
        found = self._groups.get(cell.row)
        return self._words(found.span) if found else ""

    @property
    def corner(self) -> str:
        """The head of the first column."""
        return self._corner

    @cached_property
    def rows_are_names(self) -> bool:
        """Whether the corner says that the rows are names: companies, models, segments."""
        if not pattern("names", "words").search(self._corner):
            return False
        return len(self.table.header) > 2 or not self._labels_decide()

    def _labels_decide(self) -> bool:
        """Say whether at least half of the labels say what is measured, one of them a metric."""
        labels = [row[0] for row in self.table.rows[self.table.heads :] if len(row) > 1]
        read = [self._read(words) for c in labels if (words := self._words(c.span))]
        known = sum(1 for decides, _ in read if decides)
        return 2 * known >= len(read) and any(metric for _, metric in read)

    @cached_property
    def transposed(self) -> bool:
        """Whether the rows list properties: their labels say metrics, no column's head does."""
        if self.rows_are_names:
            return False
        if any(self._metric(self._words(c.span)) for c in self.table.header if c.column):
            return False
        return self._labels_decide()

    # ------------------------------------------------------------- the metric

    def _read(self, words: str) -> tuple[bool, str | None]:
        """Return whether an entry decides, and its metric."""
        if words not in self._known:
            self._known[words] = decided(words, self.kinds)
        return self._known[words]

    def _metric(self, words: str) -> str | None:
        return self._read(words)[1] if words.strip() else None

    def said(self, cell: Cell) -> Said | None:
        """Return what the heads say of a cell; None where they leave it open."""
        if cell.row < self.table.heads:
            return None
        key = (cell.row, cell.column)
        if key not in self._said:
            self._said[key] = self._judged(cell)
        return self._said[key]

    def _judged(self, cell: Cell) -> Said | None:
        column = self.column(cell)
        over = self.table.over(cell.column)
        plain = not column or is_plain(column)
        decided, metric = self._read(column) if column else (False, None)
        named = self.transposed and not _RELATIVE.search(column)  # a name may have such words
        if decided and (metric or not (named or is_time(column))):
            return Said(metric, COLUMN, over[-1].span)
        if OF_WHICH.match(column) and not decided and (left := self._left(cell)):
            return left if left.metric in _PARTED else None
        return self._by_row(cell, plain=plain)

    def _by_row(self, cell: Cell, *, plain: bool) -> Said | None:
        label = self.label(cell)
        if label and not self.rows_are_names:
            decided, metric = self._read(self.row(cell))
            if decided and not (metric is None and OF_WHICH.match(self.row(cell))):
                return Said(metric, ROW, label.span)
            if OF_WHICH.match(self.row(cell)) and (over := self._over(cell)):
                return over if over.metric in _PARTED else Said(None, ROW, label.span)
            if plain and self.transposed and (whole := self.whole(cell)):
                return Said(self._metric(self._words(whole.span)), ROW, whole.span)
        if plain and _AGO.search(self.column(cell)) and (left := self._left(cell)):
            return left
        own = _ALL_NUMBER.sub(" ", self._words(cell.span))
        if plain and (metric := self._metric(own)):
            return Said(metric, COLUMN, cell.span)
        group = self._groups.get(cell.row)
        if group and (metric := self._metric(self._words(group.span))):
            return Said(metric, GROUP, group.span)
        if self.transposed or not (plain or self._is_name(cell) or self._is_mute):
            return None
        corner = self.table.corner
        if corner and (metric := self._metric(self.corner)) and cell.column:
            return Said(metric, CORNER, corner.span)
        for span, weight in self.above:
            if weight < LEAD and self._is_mute and not plain:
                break
            if metric := self._metric(self._words(span)):
                return Said(metric, weight, span)
        return None

    def whole(self, cell: Cell) -> Cell | None:
        """Return the label of the row that a cell's row is a part of: `Total revenue`."""
        if not cell.column:
            return None
        found = sums.total_of(self.table, self.document.clean, cell, self._read)
        return found if found and self._metric(self._words(found.span)) in _SUMMED else None

    @cached_property
    def _is_mute(self) -> bool:
        """Whether no head says what is measured: both they and the labels are names."""
        heads = [words for c in self.table.header if c.column and (words := self._words(c.span))]
        return len(heads) > 1 and not any(self._read(words)[0] or is_time(words) for words in heads)

    def _left(self, cell: Cell) -> Said | None:
        """Return what is said of the cell to the left: `A year ago` is the same, a year ago."""
        other = next((c for c in self.table.rows[cell.row] if c.column == cell.column - 1), None)
        told = self.said(other) if other else None
        return told if told and told.metric else None

    def _over(self, cell: Cell) -> Said | None:
        """Return what is said of the row that a row is a part of: `of which cloud` of `Revenue`."""
        for number in range(cell.row - 1, self.table.heads - 1, -1):
            other = next((c for c in self.table.rows[number] if c.column == cell.column), None)
            if other is None or OF_WHICH.match(self.row(other)):
                continue
            return self.said(other)
        return None

    def _is_name(self, cell: Cell) -> bool:
        """Say whether a column's head is a name: the rows are then times, or segments."""
        words = self.column(cell)
        first = self.table.rows[cell.row][0]
        label = self._words(first.span) if first is not cell else ""
        return bool(words) and words[0].isupper() and is_time(label)

    def takes_from_above(self, cell: Cell) -> bool:
        """Say whether the unit that stands above the table holds for a cell."""
        column = self.column(cell)
        said = self.said(cell)
        if said is not None:
            return said.metric is not None
        return not column or is_plain(column)


_PARTED = frozenset({"revenue", "gpu_hours", "gpu_count", "headcount", "power_capacity"})
_SUMMED = frozenset({"revenue", "capex", "market_size"})
_RELATIVE = re.compile(
    r"(?i)%|\b(?:cagr|growth|yoy|qoq|change|chg|increase|decrease|difference|per ?cent|share|ratio"
    r"|multiple|margin)\b|[\u0394\u00b1]|^\W*(?:no|rank|year|date)\W*$"
)
_AGO = re.compile(
    r"(?i)\b(?:year|quarter|month)s? (?:ago|earlier|before)\b"
    r"|\b(?:previous|prior|last) (?:year|quarter)\b|^\W*(?:before|previous(?:ly)?|prior)\W*$"
)
