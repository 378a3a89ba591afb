"""Amounts that only point back to another: the same in another currency, a part, `this is`."""

from bisect import bisect_left
from string import ascii_uppercase

from newsfigures.extraction import patterns as re
from newsfigures.extraction.document import Document, Sentence
from newsfigures.model import Span

_MARK = r"(?:[A-Z]{3}|[A-Z]{0,3}\$|[€£¥￥₩₹]|Rs\.?)"
_SCALE = r"(?:hundred|thousand|million|billion|trillion|bn|mn|m|tn|crore|lakh|万|亿|兆|조|억)"
_SAID_TWICE = re.compile(
    rf"(?P<first>(?<![\w.-])(?:{_MARK}\s?\d[\d.,]*|\d[\d.,]*\s?{_SCALE})"
    r"[^\n.;:()$€£¥￥₩₹\d]{0,20})"
    r"(?:\((?:about|around|some|roughly|approximately|approx\.?|c\.|ca\.|circa"
    r"|(?:the )?equivalent (?:to|of)(?: (?:about|around|roughly|approximately|some))?|or|="
    r"|~|≈|nearly)?"
    r"|, (?:or )?(?:about|around|roughly|approximately)|\bor|=)\s*"
    rf"{_MARK}?\s*$"
)


# What must stand before the currency of an amount that may be said for the second time.
_CURRENCY = f"{ascii_uppercase}$€£¥￥₩₹s."
_OR = (
    "(", "=", "~", "≈", "or", "about", "around", "some", "roughly", "approximately", "approx", "c",
    "ca", "circa", "equivalent to", "nearly",
)  # fmt: skip
_AMOUNT_HERE = re.compile(r"\s?(?:[A-Z]{1,3}\$?|[$€£¥￥₩₹]|\d)")


def first_said(clean: str, at: Span) -> Span:
    """
    Return where an amount stands first when this one only repeats it in another currency.

    `€109bn ($112.5bn)`, `$5.1bn, about ₩7.25tn`: both are about the same thing.
    """
    for _ in range(2):
        lead = clean[max(0, at.start - 60) : at.start].rstrip().rstrip(_CURRENCY).rstrip()
        if not lead.endswith(_OR):
            break
        match = _SAID_TWICE.search(clean, max(0, at.start - 60), at.start)
        if not match or not _AMOUNT_HERE.match(clean, at.start):
            break
        at = Span(match.start("first"), match.end("first"))
    return at


# `Of this, $3bn came in May`, `That is less than a tenth of`: the amount before is meant.
_BACK = re.compile(
    r"\W*(?:Of (?:this|that|which|it|the (?:total|sum|money|amount))\b[^.;]{0,25}"
    r"|(?:A further|Another|An additional|A second|The other|The remaining|The first)\s*"
    r"|(?:This|That|The (?:sum|figure|amount|total)) (?:is|was|would be|equals|represents"
    r"|amounts to|amounted to|represented|works out at|compares with)\b(?: [a-z]+){0,4}\s*)"
)
_SUM = re.compile(
    r"(?:[A-Z]{1,3}\$?|[$€£¥￥₩₹])\s?\d[\d.,]*\d?(?:\s?(?:billion|million|trillion|bn|mn?|tn|[BMT])\b)?"
    r"|\d[\d.,]*\s(?:billion|million|trillion)\b"
)


def pointed_back(document: Document, sentence: Sentence, at: Span) -> tuple[Span, Sentence] | None:
    """Return the amount that "this" means, the first of the sentence before, and that sentence."""
    match = _BACK.match(document.clean, sentence.span.start, at.start)
    if match is None or match.end() < at.start - 25 or ", " in match[0].rstrip(", "):
        return None
    index = bisect_left(document.sentence_starts(), sentence.span.start)
    before = document.sentences[index - 1] if index else None
    if before is None or before.block != sentence.block:
        return None
    start = max(before.span.start, before.span.end - 600)
    sums = list(_SUM.finditer(document.clean, start, before.span.end))
    return (Span(*sums[0].span()), before) if sums else None
