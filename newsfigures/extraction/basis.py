"""
In which sense of "cost" a training cost is meant (docs/decisions/0004).

Read from the words in the amount's own clause, then its sentence, then the sentence before
and the heading; in a table from the row, the column head and the caption. Where the words do
not say, the basis is unspecified: it is never assumed.
"""

from bisect import bisect_right
from functools import cache

from newsfigures.extraction import patterns as re
from newsfigures.extraction import surroundings
from newsfigures.extraction.document import Document, Sentence
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.screening import Watched, watch
from newsfigures.model import CostBasis, Span


@cache
def _cues() -> tuple[tuple[CostBasis, Watched], ...]:
    return tuple(
        (CostBasis(entry["basis"]), watch(rf"(?i)(?:{entry['words']})"))
        for entry in lexicon("bases")["cue"]
    )


def read(document: Document, sentence: Sentence | None, at: Span) -> CostBasis:
    """Return the basis the words give, nearest first; unspecified when they give none."""
    here = surroundings.around(document, sentence, at)
    if here.base is None:
        row = _nearest(f"{here.row}, {here.header}", Span(len(here.row), len(here.row)))
        row = row or _nearest(here.note, Span(0, 0))
        return row or _nearest(here.caption, Span(0, 0)) or _above(document, at)
    clause = here.clause()
    inside = Span(here.start - clause.start, here.end - clause.start)
    found = _nearest(here.text[clause.start : clause.end], inside)
    found = found or _nearest(here.text, Span(here.start, here.end))
    if found or sentence is None:
        return found or CostBasis.UNSPECIFIED
    for before in surroundings.earlier(document, sentence, 1) if _SAME.match(here.text) else ():
        words = before.span.cut(document.clean)
        if found := _nearest(words, Span(len(words), len(words))):
            return found
    following = _after(document, sentence)
    return (following and _nearest(following, Span(0, 0))) or CostBasis.UNSPECIFIED


def _after(document: Document, sentence: Sentence) -> str:
    """Return the next sentence of the paragraph when it goes on about the same amount."""
    index = bisect_right(document.sentence_starts(), sentence.span.start)
    if index >= len(document.sentences) or document.sentences[index].block != sentence.block:
        return ""
    words = document.sentences[index].span.cut(document.clean)
    return words if _GOES_ON.match(words) else ""


_GOES_ON = re.compile(
    r"(?i)(?:that|this|the (?:figure|sum|amount|number|cost|total|price|estimate)|it|which)\b"
)


# A sentence that opens like this is still on the amount, or the sum, of the one before.
_SAME = re.compile(
    r"(?i)\W*(?:[\w ,'-]{0,30}\b)?(?:it|its|that|this|these|same|they|multiply|the latter"
    r"|the (?:figure|sum|amount|number|cost|total|price|estimate))\b"
)


def _above(document: Document, at: Span) -> CostBasis:
    words = surroundings.heading(document, at)
    return _nearest(words, Span(0, 0)) or CostBasis.UNSPECIFIED


_PART = re.compile(r"[,;]|\band\b")


def _nearest(text: str, at: Span) -> CostBasis | None:
    """Return the basis whose cue stands nearest to a span, in its own phrase before others."""
    ranked = []
    for basis, pattern in _cues():
        for match in pattern.finditer(text):
            before = match.end() <= at.start
            gap = text[match.end() : at.start] if before else text[at.end : match.start()]
            ranked.append((len(gap) + 25 * len(_PART.findall(gap)), basis))
    return min(ranked, key=lambda r: r[0])[1] if ranked else None
