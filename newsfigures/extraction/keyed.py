"""
Lines that say what they measure and then how much: `Parameters: 671 billion`, `Staff (k): 4.2`.

Pages of models and boxes of facts are written so, in bullets or lines. The words before the colon
are read like the head of a table (lexicon/heads.toml): they give the metric, or say that the
number is none of ours, and may hold the unit and scale.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from newsfigures.extraction import headunits, topic
from newsfigures.extraction import patterns as re
from newsfigures.extraction.document import Block, Document, Kind, Sentence, once
from newsfigures.extraction.heads import Said
from newsfigures.extraction.headwords import decided
from newsfigures.extraction.units import family
from newsfigures.model import Quantity, Span

KEY, KEY_BEFORE, KEY_AGAINST, ASKED = 1.5, 1.2, 0.8, 0.8

_KEY = re.compile(
    r"\W{0,4}(?P<key>[A-Z][^\n:;!?|]{1,60}?)\s{0,6}:(?:\s{1,24}|(?<=[a-z]:)(?=[$€£¥\d]|US\$))"
)
# What may stand between the colon and the number.
_HEDGED = re.compile(
    r"(?i)\W*(?:(?:about|around|approx(?:imately|\.)?|roughly|nearly|almost|over|under|some|ca\.?"
    r"|more than|less than|up to|at least|at most|an? estimated|estimated|reported(?:ly)?|from"
    r"|minus|total|US)\W+){0,3}"
)
# `$500bn — planned data-centre investment`: the number first, then what it is.
_AFTER = re.compile(r"\W{0,4}\s+(?:-|—|:)\s+(?P<key>[^\n.;:!?|$€£¥]{3,70})")
_SHORT = 120


_WITH_UNIT = re.compile(
    r"\W{0,4}(?:[A-Z][^\n:;!?|()]{1,50}\([^()\n]{1,24}\)"
    r"|(?:(?:Total|Training|Pre-?training|training|pre-?training|total)[ -]){0,2}"
    r"(?:FLOPs?|[Cc]ompute)(?: used)?)\s{0,6}:\s{1,12}"
)


def scaled(document: Document, found: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """Return the quantities with those of lines like `Parameters (B): 70.6` in unit and scale."""
    starts = [quantity.span.start for quantity in found]
    out = list(found)
    for block in document.blocks:
        if block.table or not _WITH_UNIT.match(document.clean, block.span.start, block.span.end):
            continue
        key = key_of(document, block)
        index = bisect_left(starts, key[1]) if key else len(out)
        if key is None or index == len(out) or out[index].span.start >= block.span.end:
            continue
        one = out[index]
        gap = document.clean[key[1] : one.span.start]
        if family(one.unit) == "bare" and one.value_high is None and _HEDGED.fullmatch(gap):
            out[index] = _in_unit(key[0].cut(document.clean), one)
    return tuple(out)


def _in_unit(words: str, one: Quantity) -> Quantity:
    unit, scale = headunits.unit_of(words, decided(words)[1])
    plain = one.value < PLAIN  # `Parameters (B): 70.6`; a number written out stands as it is
    value = one.value * Decimal(10) ** scale if plain else one.value
    return replace(one, unit=unit, value=value)


PLAIN = 1_000_000


@once
def key_of(document: Document, block: Block) -> tuple[Span, int] | None:
    """Return the words before the colon a block opens with, and where what they say begins."""
    if block.kind not in (Kind.ITEM, Kind.PARAGRAPH, Kind.CAPTION):
        return None
    end = min(block.span.end, block.span.start + 90)
    match = _KEY.match(document.clean, block.span.start, end)
    return (Span(*match.span("key")), match.end()) if match else None


def said(document: Document, sentence: Sentence, at: Span) -> Said | None:
    """Return what the key of a line says of the number that follows it; None in other sentences."""
    block = document.blocks[sentence.block]
    if block.kind is Kind.HEADING:
        return None
    if sentence.span.start != block.span.start:
        return _asked_before(document, sentence, block, at) or _inside(document, sentence, at)
    if asked := _asked(document, sentence.block):
        return asked
    if key := key_of(document, block):
        words, begins = key
        gap = document.clean[begins : at.start] if begins <= at.start else None
        if gap is None or not (_HEDGED.fullmatch(gap) or _row(gap)):
            return _inside(document, sentence, at) if gap and _BAR in gap else None
        known, metric = decided(words.cut(document.clean), _page(document, words.start))
        if metric == "gpu_hours" and document.clean[at.start] in _SIGNS:
            metric = "gpu_rental_rate"  # what such an hour costs
        return Said(metric, KEY if metric else KEY_AGAINST, words) if known else None
    return _behind(document, block, at)


_SIGNS = "$€£¥₹₩"
_NAME = r"[A-Z][\w.&'-]*(?: [A-Z\d][\w.&'-]*){0,3} (?:(?:at|from|asks|charges|about|some) ){0,2}"
_ROW = re.compile(
    rf"(?:{_NAME}[{_SIGNS}]\d[\d.,]*(?:[mb]n?| [mb]illion)?[,;]? (?:and |or )?){{0,12}}{_NAME}"
)
_LONG = 240


def _row(gap: str) -> bool:
    """
    Say whether between a key and an amount stand names with amounts of their own.

    `H100 hours: Lambda $2.99, RunPod $2.39` says of both what the key says. Leaves alone a
    sentence: `H100 hours: Lambda cut its price to $2.99`.
    """
    return len(gap) < _LONG and bool(_ROW.fullmatch(gap))


_INNER = re.compile(r"(?P<key>[A-Z][^\n:;!?|.,$€£¥\d]{2,38}?):\s{1,3}")


_BAR = " | "  # `Valuation: $3bn | Employees: 400`


def _inside(document: Document, sentence: Sentence, at: Span) -> Said | None:
    """Return what a key says inside a paragraph: `Series G: $30 billion. Run rate: $14 billion.`"""
    bar = document.clean.rfind(_BAR, sentence.span.start, at.start)
    begins = bar + len(_BAR) if bar >= 0 else sentence.span.start
    match = _INNER.match(document.clean, begins, sentence.span.end)
    if match is None or at.start < match.end():
        return None
    if not _HEDGED.fullmatch(document.clean[match.end() : at.start]):
        return None
    words = Span(*match.span("key"))
    metric = decided(words.cut(document.clean), _page(document, words.start))[1]
    return Said(metric, KEY, words) if metric else None


_ON = {"model": frozenset({"models"}), "project": frozenset({"sites"})}


def _page(document: Document, offset: int) -> frozenset[str]:
    """Return what the lines of a page are about: a model's `Cost` is that of its training."""
    page = topic.at(document.kept, offset)
    return _ON.get(page.mention.kind, frozenset()) if page and page.whole else frozenset()


def _asked(document: Document, place: int) -> Said | None:
    """Return what the question right before a paragraph asks for: `How many chips did it take?`."""
    above = document.blocks[place - 1].span if place else None
    if above is None or document.clean[above.end - 1] != "?" or above.end - above.start > _SHORT:
        return None
    metric = decided(above.cut(document.clean))[1]
    return Said(metric, ASKED, above) if metric else None


def _asked_before(document: Document, sentence: Sentence, block: Block, at: Span) -> Said | None:
    """Return what the question that opens a paragraph asks for, of the number that answers it."""
    starts = document.sentence_starts()
    place = bisect_left(starts, sentence.span.start)
    asked = document.sentences[place - 1].span if place else None
    if asked is None or asked.start != block.span.start or asked.end - asked.start > _SHORT:
        return None
    if document.clean[asked.start : asked.end].rstrip(" *_")[-1:] != "?":
        return None
    answer = document.clean[sentence.span.start : at.start]
    if not _HEDGED.fullmatch(re.sub(r"^\W*A[:.]", "", answer)):
        return None
    metric = decided(asked.cut(document.clean))[1]
    return Said(metric, ASKED, asked) if metric else None


def _behind(document: Document, block: Block, at: Span) -> Said | None:
    """Return what a short line says of the number that opens it."""
    clean = document.clean
    if block.span.end - block.span.start > _SHORT:
        return None
    if not _HEDGED.fullmatch(clean[block.span.start : at.start]):
        return None
    match = _AFTER.match(clean, at.end, block.span.end)
    if match is None or match.end() < block.span.end - 2:
        return None
    known, metric = decided(match["key"])
    return Said(metric, KEY_BEFORE, Span(*match.span("key"))) if known and metric else None
