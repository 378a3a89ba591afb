"""
The quantities of a document, block by block where one would run on into the next.

The reader goes through the whole text at once and takes a line's end for a wrapped line. Where
the next line is an item or a paragraph of its own, `Staff: 9,200` and `Cloud users: 40 million`
would give 9,200 cloud users; such a block is read again alone.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from newsfigures.extraction import quantities
from newsfigures.extraction.document import Document
from newsfigures.model import Quantity, Span


def read(document: Document) -> tuple[Quantity, ...]:
    r"""
    Return every quantity, in order; none reaches over the end of its block.

        >>> from newsfigures.extraction.document import parse
        >>> [(q.value, q.unit) for q in read(parse("Tokens: 9\nCloud users: 40"))]
        [(Decimal('9'), ''), (Decimal('40'), '')]
    """
    found = quantities.read(document.clean)
    starts = [block.span.start for block in document.blocks]
    kept: list[Quantity] = []
    past = 0  # up to where blocks have been read again
    for quantity in found:
        at = quantity.span
        if at.start < past:
            continue
        first = bisect_right(starts, at.start) - 1
        if first < 0 or at.end <= document.blocks[first].span.end:
            kept.append(quantity)
            continue
        last = bisect_right(starts, at.end - 1) - 1
        for number in range(first, last + 1):
            span = document.blocks[number].span
            kept += [q for q in _alone(document, span) if q.span.start >= max(at.start, past)]
            past = max(past, span.end)
    return tuple(kept)


def _alone(document: Document, span: Span) -> Iterator[Quantity]:
    """Yield the quantities of a stretch read by itself."""
    by = span.start
    for quantity in quantities.read(span.cut(document.clean)):
        yield replace(
            quantity,
            span=Span(quantity.span.start + by, quantity.span.end + by),
            amount=Span(quantity.amount.start + by, quantity.amount.end + by),
            noun=_moved(quantity.noun, by),
            rate=_moved(quantity.rate, by),
        )


def _moved(span: Span | None, by: int) -> Span | None:
    return Span(span.start + by, span.end + by) if span else None
