"""What surrounds a quantity: its sentence, paragraph, headings and the mentions in reach."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from newsfigures.extraction import notes, rows
from newsfigures.extraction import patterns as re
from newsfigures.extraction.document import Block, Document, Kind, Sentence
from newsfigures.extraction.gazetteer import hits
from newsfigures.extraction.headwords import decided
from newsfigures.extraction.known import remembered
from newsfigures.extraction.memory import shares
from newsfigures.extraction.mention import Mention, starts
from newsfigures.extraction.surroundings import block_at
from newsfigures.model import Span, noun


@noun()
class Scene:
    """
    What surrounds a quantity: its sentence, block, headings and the mentions in reach.

    `lead` is the paragraph before a list when the block is one of its items, `beside` the items
    of the list before it that it is no part of, `under` the item it is a part of,
    or what carries the mark of a footnote; `own` says that
    the item opens with a name, `labelled` that a place is its label (`Canada. The fund …`).

    `before` are the mentions that end before the quantity, nearest last; `starts` says where each
    of the `sentences` begins. `kept` is the document's.
    """

    clean: str
    span: Span
    block: Span
    lead: Span | None
    beside: Span | None
    under: Span | None
    own: bool
    labelled: bool
    heads: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    before: tuple[Mention, ...]
    sentences: list[Span]
    starts: list[int]
    asides: tuple[Span, ...]
    shares: dict[str, float]
    kept: dict[Any, Any]

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
        index = sentence.block if sentence else block_at(document, at)
        block = document.blocks[index].span if index is not None else at
        span = sentence.span if sentence else _row(document, at) or block
        block, span = _within(block, at), _within(span, at)
        held = _Held() if index is None else _held(document, index, mentions)
        begin = starts(mentions, document.kept)
        low = bisect_left(begin, max(0, at.start - reach))
        high = bisect_left(begin, max(span.end, at.end))
        near = list(mentions[low:high])
        for head in held.heads:
            first, last = bisect_left(begin, head.start), bisect_left(begin, head.end)
            near += mentions[first:last] if first < low else ()
        opened = document.sentence_starts()
        told = slice(bisect_left(opened, max(0, at.start - reach)), bisect_left(opened, at.end))
        return cls(
            clean=document.clean,
            span=span,
            block=block,
            lead=held.lead,
            beside=held.beside,
            under=held.under,
            own=held.own,
            labelled=held.labelled,
            heads=held.heads,
            mentions=tuple(near),
            before=tuple([m for m in mentions[low:high] if m.span.end <= at.start]),
            asides=_asides(document.clean, span, at),
            sentences=[s.span for s in document.sentences[told]],
            starts=opened[told],
            shares=_shares(document, mentions, max(0, low - 60), high + 60),
            kept=document.kept,
        )

    def between(self, start: int, end: int) -> str:
        """Return the words between two places of the sentence without the asides there."""
        words, at = "", start
        for aside in self.asides:
            if aside.start >= at and aside.end <= end:
                words += self.clean[at : aside.start] + " "
                at = aside.end
        return words + self.clean[at:end]


def _start(placed: Mention | Sentence) -> int:
    return placed.span.start


@dataclass(slots=True)
class _Held:
    """What holds of every quantity of a block; see `Scene` for the fields."""

    heads: tuple[Span, ...] = ()
    lead: Span | None = None
    beside: Span | None = None
    under: Span | None = None
    own: bool = False
    labelled: bool = False


def _held(document: Document, index: int, mentions: Sequence[Mention]) -> _Held:
    """Return what holds of every quantity of a block; of the block last asked for it is kept."""
    kept = document.kept.get("held")
    if kept is None or kept[0] is not mentions or kept[1] != index:
        beside, under = _list(document, index)
        held = _Held(
            heads=tuple(b.span for b in headings(document, index)),
            lead=_lead(document, index),
            beside=beside,
            under=notes.carrier(document, index) or under,
            own=_opens_own(document, index, mentions),
            labelled=_labelled(document, document.blocks[index], mentions),
        )
        kept = document.kept["held"] = (mentions, index, held)
    found: _Held = kept[2]
    return found


def _shares(
    document: Document, mentions: Sequence[Mention], low: int, high: int
) -> dict[str, float]:
    """Return each company's share of some of the mentions; neighbouring quantities ask alike."""
    kept = document.kept.get("shares")
    if kept is None or kept[0] is not mentions or kept[1:3] != (low, high):
        found = shares(mentions[low:high], titled(document))
        kept = document.kept["shares"] = (mentions, low, high, found)
    known: dict[str, float] = kept[3]
    return known


# `X, the cloud firm that serves A and B, plans`: what a subject is said to be before its verb.
_ASIDE_START = re.compile(
    r"(?<=[\w)]), (?:an?|the|its|whose|which|who|including|backed by|founded by|led by|owned by"
    r"|competing with|competing against|rivall?ing|unlike|developed by|made by|built by|designed by"
    r"|[A-Z]\w+'s)(?= )"
)
_ASIDE_END = re.compile(
    r", (?=(?:is|was|are|were|has|had|have|will|would|could|may|might|can|rose|fell|slid|sank|lost"
    r"|made|took|said|put|sold|grew|won|spent|hit|paid|leapt|went|shot|[a-z]+(?:ed|s|ing))\b"
    r"(?! and|,| or))"
)


# `On Monday, the firm, X, said`: what follows the comma is the subject, no aside.
_WHEN = re.compile(
    r"\W*(?:On|In|At|By|Last|This|Earlier|Later|Late|Early|After|During|Since|Yesterday|Today"
    r"|Meanwhile|Separately|Now|Then)\b[^,.;:$€£]{0,40}"
)


def _asides(clean: str, sentence: Span, at: Span) -> tuple[Span, ...]:
    """Return the asides of a sentence that end before a quantity, at most three."""
    found: list[Span] = []
    place = sentence.start
    while len(found) < 3 and (start := _ASIDE_START.search(clean, place, at.start)):
        end = _ASIDE_END.search(clean, start.end(), min(at.start, start.end() + 200))
        when = _WHEN.fullmatch(clean, sentence.start, start.start())
        if when or end is None or re.search(r"[.;:](?!\d)", clean[start.end() : end.start()]):
            place = start.end()
            continue
        found.append(Span(start.start(), end.end()))
        place = end.end()
    return tuple(found)


@remembered
def _titled(title: str) -> tuple[str, ...]:
    return tuple(
        hit.entry.company for hit in hits(title) if hit.entry.company and len(hit.entry.form) > 3
    )


def titled(document: Document) -> tuple[str, ...]:
    """Return the companies the title names."""
    return _titled(document.front_matter.get("title", ""))


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


def _list(document: Document, index: int) -> tuple[Span | None, Span | None]:
    """Return the items before a list's item, and the item it is indented under."""
    if document.blocks[index].kind is not Kind.ITEM:
        return None, None
    text, end = document.text, document.blocks[index].span.start
    depth, first = _depth(text, end), index
    while first > max(0, index - 30) and document.blocks[first - 1].kind is Kind.ITEM:
        first -= 1
        above = document.blocks[first].span
        if _depth(text, above.start) < depth:
            return Span(above.end, end), above
    return (Span(document.blocks[first].span.start, end) if first < index else None), None


def _depth(text: str, at: int) -> int:
    """Return how far the line of an item is indented."""
    start = text.rfind("\n", 0, at) + 1
    return len(text[start:at]) - len(text[start:at].lstrip())


# `Snap has 5,261 employees`, as an item of a list or a headline: about Snap, known or not.
_OWN_NAME = re.compile(
    r"(?P<name>[A-Z][\w.&-]+(?: [A-Z][\w.&-]+){0,2})(?: (?:now|also|still|itself|alone))?"
    r" (?i:has|had|employs|says|said|plans|expects|raised|spent|paid|made|posted|reported|lost"
    r"|earned|sees|counts|runs|operates|owns|rents|built|serves|charges|trained|guided"
    r"|to (?:invest|raise|build|spend|buy|cut|hire|acquire|launch|open)|invests|raises|builds|buys"
    r"|launches|secures|signs|unveils|reports|posts|eyes|acquires|hits|lands|closes|bags|nabs)\b"
)


def _opens_own(document: Document, index: int, mentions: Sequence[Mention]) -> bool:
    block = document.blocks[index]
    if block.kind not in (Kind.ITEM, Kind.HEADING):
        return False
    match = _OWN_NAME.match(document.clean, block.span.start, block.span.end)
    if match is None or decided(match["name"])[0] or match["name"] in _NO_NAMES:
        return False
    low = bisect_left(mentions, block.span.start, key=lambda m: m.span.start)
    return low == len(mentions) or mentions[low].span.start >= match.end("name")


_LABEL = re.compile(r"\s{0,4}[.:]\s")


def _labelled(document: Document, block: Block, mentions: Sequence[Mention]) -> bool:
    """Say whether an item has a place for its label: `Canada. The fund got $2bn`."""
    if block.kind is not Kind.ITEM:
        return False
    low = bisect_left(mentions, block.span.start, key=_start)
    if low == len(mentions) or mentions[low].kind != "place":
        return False
    span = mentions[low].span
    lead = document.clean[block.span.start : span.start].strip(" *_0123456789.)")
    return not lead and _LABEL.match(document.clean, span.end) is not None


_NO_NAMES = frozenset(("It", "They", "He", "She", "This", "That", "We", "Each", "Both", "Which"))


def headings(document: Document, index: int) -> list[Block]:
    """Return the headings that govern a block, nearest first, of the last 60 blocks."""
    found: list[Block] = []
    depth = 99
    for candidate in reversed(document.blocks[max(0, index - 60) : index]):
        if candidate.kind is Kind.HEADING and candidate.level < depth:
            found.append(candidate)
            depth = candidate.level
    return found
