"""
In which sense of "cost" a training cost is meant (docs/decisions/0004).

Read from the words in the amount's own clause, then its sentence, then the sentence before
and the heading; in a table from the row, the column head and the caption. Where the words do
not say, the basis is unspecified: it is never assumed.
"""

import re
from functools import cache

from newsfigures.extraction import surroundings
from newsfigures.extraction.document import Document, Sentence
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.model import CostBasis, Span


@cache
def _cues() -> tuple[tuple[CostBasis, re.Pattern[str]], ...]:
    return tuple(
        (CostBasis(entry["basis"]), re.compile(rf"(?i)(?:{entry['words']})"))
        for entry in lexicon("bases")["cue"]
    )


def read(document: Document, sentence: Sentence | None, at: Span) -> CostBasis:
    """Return the basis the words give, nearest first; unspecified when they give none."""
    here = surroundings.around(document, sentence, at)
    if here.base is None:
        row = _nearest(f"{here.row}, {here.header}", len(here.row))
        return row or _nearest(here.caption, len(here.caption)) or _above(document, at)
    clause = here.clause()
    found = _nearest(here.text[clause.start : clause.end], here.start - clause.start)
    found = found or _nearest(here.text, here.start)
    if found or sentence is None:
        return found or CostBasis.UNSPECIFIED
    for before in surroundings.earlier(document, sentence, 1):
        words = before.span.cut(document.clean)
        if found := _nearest(words, len(words)):
            return found
    following = _after(document, sentence)
    return (following and _nearest(following, 0)) or CostBasis.UNSPECIFIED


def _after(document: Document, sentence: Sentence) -> str:
    """Return the next sentence of the paragraph when it goes on about the same amount."""
    index = document.sentences.index(sentence) + 1
    if index >= len(document.sentences) or document.sentences[index].block != sentence.block:
        return ""
    words = document.sentences[index].span.cut(document.clean)
    return words if _GOES_ON.match(words) else ""


_GOES_ON = re.compile(
    r"(?i)(?:that|this|the (?:figure|sum|amount|number|cost|total|price|estimate)|it|which)\b"
)


def _above(document: Document, at: Span) -> CostBasis:
    words = surroundings.heading(document, at)
    return _nearest(words, 0) or CostBasis.UNSPECIFIED


def _nearest(text: str, place: int) -> CostBasis | None:
    """Return the basis whose cue stands nearest to a place in a text."""
    ranked = [
        (min(abs(match.start() - place), abs(match.end() - place)), basis)
        for basis, pattern in _cues()
        for match in pattern.finditer(text)
    ]
    return min(ranked, key=lambda r: r[0])[1] if ranked else None
