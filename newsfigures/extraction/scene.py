"""What surrounds a quantity: its sentence, paragraph, headings and the mentions in reach."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from newsfigures.extraction import rows
from newsfigures.extraction.document import Block, Document, Kind, Sentence
from newsfigures.extraction.gazetteer import hits
from newsfigures.extraction.memory import shares
from newsfigures.extraction.mention import Mention
from newsfigures.model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """
    What surrounds a quantity: its sentence, block, headings and the mentions in reach.

    `lead` is the paragraph before a list when the block is one of its items.

    `before` are the mentions that end before the quantity, nearest last.
    """

    clean: str
    span: Span
    block: Span
    lead: Span | None
    heads: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    before: tuple[Mention, ...]
    sentences: tuple[Span, ...]
    shares: dict[str, float]

    @classmethod
    def around(
        cls,
        document: Document,
        mentions: Sequence[Mention],
        at: Span,
        sentence: Sentence | None,
        reach: int,
    ) -> "Scene":
        """Cut the scene of a quantity out of a document; cost does not grow with the document."""
        index = sentence.block if sentence else _block_at(document, at)
        block = document.blocks[index].span if index is not None else at
        span = sentence.span if sentence else _row(document, at) or block
        block, span = _within(block, at), _within(span, at)
        heads = tuple(b.span for b in headings(document, index)) if index is not None else ()
        low = bisect_left(mentions, max(0, at.start - reach), key=lambda m: m.span.start)
        high = bisect_left(mentions, max(span.end, at.end), key=lambda m: m.span.start)
        near = list(mentions[low:high])
        for head in heads:
            first = bisect_left(mentions, head.start, key=lambda m: m.span.start)
            last = bisect_left(mentions, head.end, key=lambda m: m.span.start)
            near += [m for m in mentions[first:last] if first < low]
        starts = bisect_left(
            document.sentences, max(0, at.start - reach), key=lambda s: s.span.start
        )
        stops = bisect_left(document.sentences, at.end, key=lambda s: s.span.start)
        return cls(
            clean=document.clean,
            span=span,
            block=block,
            lead=_lead(document, index) if index is not None else None,
            heads=heads,
            mentions=tuple(near),
            before=tuple(m for m in mentions[low:high] if m.span.end <= at.start),
            sentences=tuple(s.span for s in document.sentences[starts:stops]),
            shares=shares(mentions[max(0, low - 60) : high + 60], titled(document)),
        )


@cache
def _titled(title: str) -> tuple[str, ...]:
    return tuple(
        hit.entry.company for hit in hits(title) if hit.entry.company and len(hit.entry.form) > 3
    )


def titled(document: Document) -> tuple[str, ...]:
    """Return the companies the title names."""
    return _titled(document.front_matter.get("title", ""))


def _block_at(document: Document, at: Span) -> int | None:
    low = bisect_left(document.blocks, at.start + 1, key=lambda b: b.span.start) - 1
    return low if low >= 0 and document.blocks[low].span.holds(at) else None


LONG = 4000  # characters on either side; a sentence without end is read no further


def _within(span: Span, at: Span) -> Span:
    return Span(max(span.start, at.start - LONG), min(span.end, at.end + LONG))


def _row(document: Document, at: Span) -> Span | None:
    """Return the table row that holds a span: it stands for the sentence a cell has not."""
    table = rows.table_at(document, at)
    row = rows.row_at(table, at) if table else None
    return Span(row[0].span.start, row[-1].span.end) if row else None


def _lead(document: Document, index: int) -> Span | None:
    """Return the paragraph that introduces the list a block is an item of."""
    if document.blocks[index].kind is not Kind.ITEM:
        return None
    for block in reversed(document.blocks[max(0, index - 30) : index]):
        if block.kind is not Kind.ITEM:
            return block.span
    return None


def headings(document: Document, index: int) -> list[Block]:
    """Return the headings that govern a block, nearest first, of the last 60 blocks."""
    found: list[Block] = []
    depth = 99
    for candidate in reversed(document.blocks[max(0, index - 60) : index]):
        if candidate.kind is Kind.HEADING and candidate.level < depth:
            found.append(candidate)
            depth = candidate.level
    return found
