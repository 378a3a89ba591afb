"""
How far what is read as no quantity reaches: a label, a version, a number in a name, a year.

The reader goes on behind it, so that no part of it is read as a number of its own.
"""

from newsfigures.extraction import patterns as re
from newsfigures.extraction.quantities import behind, gate, hedges, tables
from newsfigures.extraction.quantities.amounts import Amount
from newsfigures.extraction.quantities.nouns import Noun
from newsfigures.extraction.quantities.ranges import range_from
from newsfigures.model import noun

# What a number with a glued letter may count right after a name ("Meta's Llama 405B parameters").
_SIZES = frozenset({"parameter", "token", "active parameter", "weight", "user", "GPU hour", "hour"})
_SMALL_VERSION = 20
_GLUED = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")


def glue_end(clean: str, amount: Amount, noun: Noun | None) -> int | None:
    """Return the end of the token when letters are glued to the number that mean no unit: 5G."""
    tail = _GLUED.match(clean, amount.end)
    if tail is None or (noun and noun.start == amount.end):
        return None
    return tail.end()


@noun(kw_only=False)
class Unread:
    """Where the reader goes on; `named` where a name ends there, which may go on with a number."""

    end: int
    named: bool = False


def label(clean: str, amount: Amount, noun: Noun | None, name_end: int) -> Unread | None:
    """
    Return how far a number with no unit of its own is a name, label or date; None for others.

    `name_end` is where the last such name ended, -1 for none.
    """
    start, end = amount.start, amount.end
    if amount.unit and not amount.signed and amount.is_money:
        return Unread(end) if gate.is_price_level(clean, start, amount.number.end) else None
    if amount.unit or (amount.scale is not None and not amount.letter):
        return None
    number = amount.number
    previous = gate.word_before(clean, start)
    follows_name = start > name_end >= 0 and not clean[name_end:start].strip(" -")
    named = follows_name or gate.in_name(previous)
    if amount.letter:
        counted = noun is not None and noun.unit in _SIZES
        return Unread(end, True) if named and not counted else None
    separated = not number.plain and "." not in clean[start:end]
    if separated or number.scaled:
        return None
    measured = noun is not None and noun.listed and noun.unit in tables.unit_names()
    month = bool(amount.follows & behind.MONTH)
    until = gate.bare_end(clean, start, end, previous=previous, month_may_follow=month)
    if until and (not measured or until > end):
        return Unread(until, True)
    if gate.is_year(clean, start, end, previous) and not measured:
        counts = noun is not None and gate.counts_people_or_chips(
            previous, noun.unit, listed=noun.listed
        )
        return None if counts or _is_wide(clean, amount) else Unread(end)
    if named and not measured:
        version = noun is None or not noun.listed or number.value < _SMALL_VERSION
        if version:
            return Unread(end, True)
    if number.plain and noun is not None:
        until = gate.score_end(clean, start, end)
    else:
        until = _unread_end(clean, amount) if noun is None else None
    return None if until is None else Unread(until)


def _unread_end(clean: str, amount: Amount) -> int | None:
    """Return where to go on when a bare number that counts nothing is a title, age or place."""
    start, end = amount.start, amount.end
    if gate.title_follows(clean, start, end) or gate.is_age(clean, start, end):
        return end
    if gate.is_place(clean, start) or gate.is_model_number(clean, start, end):
        return end
    if amount.number.plain and (score := gate.score_end(clean, start, end)):
        return score
    return _unread_compound_end(clean, end)


_LAST_YEAR = 2100


def _is_wide(clean: str, amount: Amount) -> bool:
    """Say whether what looks like a year begins a range of something: "2000 - 2500 calories"."""
    other = range_from(clean, amount, None)
    if other is None or other.noun is None:
        return False
    # "in 2018 to 3.9 million" is no range.
    return _LAST_YEAR < other.high < 10 * amount.value


_COMPOUND = re.compile(r"(?:-[A-Za-z]+|,[0-9]{1,2}(?![0-9]))")


def _unread_compound_end(clean: str, end: int) -> int | None:
    """Return the end of "5-shot" or "1,7 Mrd", which no grammar here reads."""
    compound = _COMPOUND.match(clean, end)
    if compound is None or hedges.after(clean, end) or compound[0] in ("-to", "-strong", "-in"):
        return None
    return compound.end()
