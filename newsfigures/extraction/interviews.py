"""
Who answers in an interview, and for which firm.

A page is an interview when a person with an office is introduced, then asked at least twice, and
answers in the first person. What is said in the answers the guest says; `we` is the firm.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from newsfigures.extraction import patterns as re
from newsfigures.extraction.document import Block, Document, Kind, once, pages
from newsfigures.model import Span, noun

_LEAST = 2  # questions that make an interview
_LONG = 260  # characters; a longer block asks nothing

_PERSON = (
    r"(?P<person>[A-ZÀ-Þ][\w'’-]+(?: (?:[A-Z]\.|de|van|von|der|al|bin|[A-ZÀ-Þ][\w'’-]+)){0,2}"
    r" [A-ZÀ-Þ][\w'’-]+)"
)
_OFFICE = (
    r"(?:(?:co-?)?founders?|(?:co-)?chief executive(?: officer)?|CEO|CFO|COO|CTO"
    r"|chief [a-z]+ officer|finance chief|president|chair(?:man|woman)?|boss|managing director"
    r"|general manager|head|director|executive)"
)
_FIRM = r"(?P<firm>[A-ZÀ-Þ][\w&'.-]*\w(?: [A-ZÀ-Þ\d][\w&.-]*\w){0,3})"
# `Ada Roe is chief executive of Quillon Compute`, `Ada Roe, who founded Quillon`.
_OF = re.compile(
    rf"{_PERSON}[*_]{{0,2}}(?: is| has been|,| \(| runs as)(?: the| a)?"
    rf"(?: [a-z-]+){{0,2}}? {_OFFICE}(?: and (?:[a-z-]+ ){{0,2}}{_OFFICE})?(?: [a-z]+){{0,2}}?"
    rf" (?:of|at) (?:the )?[*_]{{0,2}}{_FIRM}"
)
_RUNS = re.compile(
    rf"{_PERSON}[*_]{{0,2}}(?:,? who)? (?:runs|leads|heads|founded|co-?founded|started|chairs)"
    rf" [*_]{{0,2}}{_FIRM}"
)
# `Quillon's chief executive, Ada Roe`, `Quillon CEO Ada Roe`.
_ITS = re.compile(
    rf"\b{_FIRM}(?:'s|’s)? (?:[a-z-]+ ){{0,2}}?{_OFFICE}(?: and [a-z-]+)?,? [*_]{{0,2}}{_PERSON}"
)
_FIRST_PERSON = re.compile(r"\b(?:[Ww]e|[Oo]ur|I|[Mm]y|I'm|[Ww]e're|[Ww]e've|I'd)\b")
_Q = re.compile(r"[\W_]*(?:Q|Question)\s?\d{0,2}[.:]")
_LABEL = re.compile(
    r"[\W_]{0,4}(?P<who>[A-ZÀ-Þ][\w'’.-]*(?: [A-ZÀ-Þ][\w'’-]+){0,2})[*_ ]{0,4}:[*_ ]{1,4}"
)


@noun(kw_only=False)
class Guest:
    """Who answers on a page and for which firm; `answers` are the stretches, in text order."""

    person: str
    firm: str
    place: Span
    answers: tuple[Span, ...]


@once
def guests(document: Document) -> tuple[Guest, ...]:
    """
    Return who answers in the interviews of a text, at most one a page.

    `Ada Roe is chief executive of Quillon. How big are you? We have 210 people.`: Ada Roe, for
    Quillon. Leaves alone questions that nobody is introduced for, as of a page of help.
    """
    return tuple(guest for page in pages(document) if (guest := _guest(document, page)))


@once
def at(document: Document, offset: int) -> Guest | None:
    """Return who speaks at a place of an answer, None elsewhere."""
    for guest in guests(document):
        place = bisect_right(guest.answers, offset, key=lambda s: s.start) - 1
        if place >= 0 and guest.answers[place].end > offset:
            return guest
    return None


def page_of(document: Document, page: Span) -> Guest | None:
    """Return who answers on a page, None on one that is no interview."""
    return next((g for g in guests(document) if page.holds(g.answers[0])), None)


def _guest(document: Document, page: Sequence[Block]) -> Guest | None:
    asked = [i for i, block in enumerate(page) if _asks(document, block)]
    if len(asked) < _LEAST:
        return None
    first = asked[1] if page[asked[0]].kind is Kind.HEADING and not asked[0] else asked[0]
    for block in page[:first]:
        for pattern in (_OF, _ITS, _RUNS):
            match = pattern.search(document.clean, block.span.start, block.span.end)
            if match is None:
                continue
            found = tuple(_answers(document, page, first, match["person"]))
            words = " ".join(span.cut(document.clean) for span in found)
            if len(_FIRST_PERSON.findall(words)) < _LEAST:
                return None
            return Guest(match["person"], match["firm"], Span(*match.span("firm")), found)
    return None


def _asks(document: Document, block: Block) -> bool:
    span = block.span
    if block.kind not in (Kind.HEADING, Kind.PARAGRAPH) or span.end - span.start > _LONG:
        return False
    words = span.cut(document.clean).rstrip(" *_\n\"'")
    return words.endswith("?") or bool(_Q.match(words) and "?" in words)


def _answers(document: Document, page: Sequence[Block], first: int, person: str) -> Iterator[Span]:
    """Yield what stands between the questions; of labelled turns, the person's own."""
    own, speaks = person.split(), True
    for block in page[first:]:
        if block.kind is Kind.HEADING or _asks(document, block):
            speaks = _asks(document, block)
            continue
        label = _LABEL.match(document.clean, block.span.start, block.span.end)
        if label and (" " in label["who"] or label["who"] in own or label["who"].isupper()):
            initials = "".join(word[0] for word in own)
            speaks = label["who"] in (*own, person, initials, "A", "Answer")
        if speaks and block.table is None:
            yield block.span
