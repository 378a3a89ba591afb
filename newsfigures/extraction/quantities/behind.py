"""
What can follow a number, told from the next word or mark alone.

Behind most numbers stands a plain word or a full stop, on which a dozen expressions would be
tried and fail. `at` looks once and says which readers may find something there; those that it
leaves out would find nothing. What it does not know it leaves to all of them.
"""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from newsfigures.extraction import patterns as re
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.quantities import tables

# A scale word or letter; a currency, percent sign, `times` or pence; a hedge (`or more`); the
# link to the end of a range; `in five`, `out of ten`; a rate; what is counted; a month; what goes
# on with a date, a version, an address.
SCALE, UNIT, HEDGE, LINK, SHARE, RATE, NOUN, MONTH, CHAIN = (1 << place for place in range(9))
# A letter or digit glued to the number.
GLUED = 1 << 9
ANYTHING = (1 << 10) - 1
# A word behind a space or hyphen that no reader knows is counted, or nothing.
_WORD, _TIED = NOUN, NOUN | LINK | CHAIN

_NEXT = re.compile(r"[ -]?(?:[A-Za-z]+|[^A-Za-z])")
# Behind a number these end the phrase, unless a form below begins with them.
_ENDINGS = ".,;:!?)]'\"("


def at(text: str, end: int) -> int:
    """
    Return what may stand behind a number that ends at `end`, as bits.

        >>> at("2 million", 1) & SCALE > 0, at("2 people", 1) & SCALE > 0, at("2.", 1)
        (True, False, 0)
    """
    following = _NEXT.match(text, end)
    if following is None:
        return 0 if end == len(text) else ANYTHING
    return _opened(following[0])


@lru_cache(maxsize=4096)  # as many words as a long article has
def _opened(opening: str) -> int:
    """Return the bits of an opening: of a known one, another word, or a rare mark."""
    if (found := _openings().get(opening)) is not None:
        return found
    if opening[0] not in " -" or not (opening.isascii() and opening[1:].isalpha()):
        return ANYTHING
    known = _openings().get(opening.lower(), 0)
    # "9 Elm Street"
    capital = CHAIN if opening[1].isupper() else 0
    return known | capital | (_WORD if opening[0] == " " else _TIED)


@cache
def _openings() -> dict[str, int]:
    """Return the bits of each known opening: a gap and a word, or a mark with or without one."""
    found = {gap + mark: 0 for mark in _ENDINGS for gap in ("", " ")}
    for bit, forms in _forms():
        for form in forms:
            for opening in _starts(form):
                found[opening] = found.get(opening, _ground(opening)) | bit
    return found


def _ground(opening: str) -> int:
    if not opening[-1].isalpha():
        return 0
    return _WORD if opening[0] == " " else _TIED


def _starts(form: str) -> Iterator[str]:
    """Yield how a form may open: a word behind a space or a hyphen, a mark with or without one."""
    start = _NEXT.match(form.lstrip(" -"))
    if start is not None and start[0].isascii():  # other marks are rare, and left to all readers
        low = start[0].lower()
        yield " " + low
        yield "-" + low if low.isalpha() else low


def _forms() -> Iterator[tuple[int, Iterable[str]]]:
    """Yield the words and marks that each reader knows."""
    yield SCALE, (*tables.scale_words(), "m", "b", "t", "+")
    yield UNIT, (*tables.money_words(), "US", "U.S.", "%", "per", "percentage", "pct", "percent")
    yield UNIT, ("times", "fold", "p")
    yield HEDGE, (form for entry in lexicon("hedges")["after"] for form in entry["forms"])
    yield LINK, ("to", "up", "or", "and", "+")
    yield SHARE, ("in", "out")
    yield RATE, ("/", "per", "a", "an", "each", "every", "annually", "yearly", "monthly")
    yield RATE, ("weekly", "daily", "hourly", "p.a.")
    # "$2/GPU", "300+ staff"
    yield NOUN, ("/", "+")
    yield MONTH, (*lexicon("numbered")["months"], "of")
    yield CHAIN, ("/", ":", "'", "(", ",", "am", "pm", "a", "p", "bc", "ad", "zip")
