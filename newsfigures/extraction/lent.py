"""
Sums that go without their currency because the sum before has it: `438m yuan and a loss of 1.49bn`.

Only a currency that is written as a word is lent; a sign (`$`) is repeated by whoever writes it.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from newsfigures.extraction import patterns as re
from newsfigures.extraction.document import Document
from newsfigures.extraction.units import family
from newsfigures.model import Quantity

REACH = 300  # characters back
LEAST = 1_000_000

_SCALED = re.compile(r"[\d.,]*\d(?:(?:bn|tn|trn)|m(?=$)| ?(?:million|billion|trillion|crore))$")
_WORDED = re.compile(r"[a-z]+$")
# What may stand behind a sum whose currency is understood; a noun there would be what is counted.
_ENDS = re.compile(
    r"[.,;:)]|\s?$|\s(?:in|for|from|a year|last|this|by|at|and|or|against|compared|after|to|over|of"
    r" which|during|between|before|on|the year|respectively)\b"
)
_COUNTED = re.compile(
    r"(?i)\b(?:users?|customers?|subscribers?|downloads?|parameters?|tokens?|people|visits|chips"
    r"|GPUs?|queries|requests|hours|weights|units)\b[^.;$€£¥]*$"
)


_YUAN = re.compile(r"\b(?:yuan|renminbi|RMB)\b")
_YEN = re.compile(r"\byen\b|JP¥|\b(?:Tokyo|Japan|Japanese)\b")
_SHARED = re.compile(r"(?<![A-Z])[¥￥]")


def currencies(document: Document, found: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """
    Return the quantities, those without a unit in the currency of the sum before them.

    `¥9bn` is yuan in a text that speaks of yuan and not of yen.

    Left alone is what follows a word for something counted (`users rose from 5m to 8m`), what has
    a noun of its own, and what stands in another block.
    """
    starts = [block.span.start for block in document.blocks]
    out = list(found)
    if _YUAN.search(document.clean) and not _YEN.search(document.clean):
        out = [_in_yuan(document, one) for one in out]
    before: Quantity | None = None
    for index, one in enumerate(out):
        if family(one.unit) == "money":
            worded = _WORDED.search(one.span.cut(document.clean))
            before = one if worded and len(worded[0]) > 2 else None
        elif before is not None and _may_borrow(document, before, one, starts):
            out[index] = replace(one, unit=before.unit)
    return tuple(out)


def _in_yuan(document: Document, one: Quantity) -> Quantity:
    """Return a sum with the sign that yen and yuan share, in yuan."""
    shared = one.unit == "JPY" and _SHARED.search(one.span.cut(document.clean))
    return replace(one, unit="CNY") if shared else one


def _may_borrow(document: Document, before: Quantity, one: Quantity, starts: Sequence[int]) -> bool:
    clean, at = document.clean, one.span
    if one.unit or one.noun or one.value < LEAST or at.start - before.span.end > REACH:
        return False
    if bisect_right(starts, at.start) != bisect_right(starts, before.span.start):
        return False
    if not _SCALED.fullmatch(at.cut(clean)) or not _ENDS.match(clean, at.end):
        return False
    return not _COUNTED.search(clean, before.span.end, at.start)
