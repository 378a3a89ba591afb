"""
What quantities say of one another: a unit shared by a list, a hedge that carries on.

"2, 3 and 5 percent" are three percentages; the dollars in "at least 380bn yuan ($53bn)" are a
lower bound too (docs/figures.md, rules 10 and 36).
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from newsfigures.extraction import patterns as re
from newsfigures.extraction.quantities import tables
from newsfigures.model import Qualifier, Quantity, Span

_LAST = re.compile(r",? (?:and|or) ")
_SAME_AMOUNT = re.compile(
    r" ?\((?:or |that is,? |i\.e\.,? |equal to |equivalent to )?"
    r"|, (?:that is|i\.e\.|which is|equal to|equivalent to),? |, or | ?= ?"
)


# No words between two quantities that belong together are longer: ", equivalent to, ".
_FURTHEST = 20


def settle(clean: str, found: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """Return the quantities with shared units and carried hedges."""
    if len(found) < 2:
        return tuple(found)
    near = [
        index
        for index, (one, two) in enumerate(pairwise(found))
        if two.span.start - one.span.end <= _FURTHEST
    ]
    if not near:
        return tuple(found)
    out = list(found)
    lent = -1
    for index in reversed(near):
        one, following = out[index], out[index + 1]
        if _lends(clean, one, following, is_list=lent == index + 1):
            out[index], lent = replace(one, unit=following.unit), index
    if any(_between(clean, out[i], out[i + 1]) in _DOLLARS_AND for i in near):
        out = _with_cents(clean, out)
    for index in range(len(out) - 1):
        one, following = out[index], out[index + 1]
        if one.qualifier in _CARRIED and _carries(clean, one, following):
            out[index + 1] = replace(following, qualifier=one.qualifier, cue=one.cue)
    return tuple(out)


_DOLLARS_AND = (" ", " and ", ", ")
_CARRIED = (Qualifier.APPROX, Qualifier.AT_LEAST, Qualifier.AT_MOST)


def _with_cents(clean: str, found: list[Quantity]) -> list[Quantity]:
    """Add up "three dollars and fifty cents"."""
    out: list[Quantity] = []
    for following in found:
        if not out or not _are_cents_of(clean, out[-1], following):
            out.append(following)
            continue
        one = out[-1]
        span = Span(one.span.start, following.span.end)
        out[-1] = replace(one, value=one.value + following.value, span=span, amount=span)
    return out


def _are_cents_of(clean: str, one: Quantity, following: Quantity) -> bool:
    cents = clean[following.span.start : following.span.end].endswith(("cent", "cents"))
    if one.unit not in tables.codes() or not (one.unit == following.unit or cents):
        return False
    sized = one.value >= 1 and 0 < following.value < 1
    exact = one.value_high is None and following.value_high is None
    worded = clean[one.span.end - 1].isalpha() and clean[following.span.end - 1].isalpha()
    return sized and exact and worded and _between(clean, one, following) in _DOLLARS_AND


# "$0.25/$2.00 per million tokens"
_PAIR = ("/", " / ")
_SIZE = 1_000_000  # of a model, in parameters


def _lends(clean: str, one: Quantity, following: Quantity, *, is_list: bool) -> bool:
    """
    Say whether the unit written once, behind the last of a list, holds for one before it.

    A comma alone makes no list ("scores 71.3, four points behind"); `is_list` says that an
    "and" comes later.
    """
    between = _between(clean, one, following)
    if between in _PAIR and following.unit != "parameter":
        return _is_price_pair(one, following)
    linked = _LAST.fullmatch(between) is not None or (is_list and between == ", ")
    if following.unit == "parameter" and between in (", ", *_PAIR):
        return not one.unit and one.value >= _SIZE  # `1.5B, 7B, 70B parameters`
    if linked and _is_price_pair(one, following) and _is_alike(one, following):
        return True
    bare = not one.unit and one.value_high is None
    lendable = bool(following.unit) and "/" not in following.unit
    # Not money: its sign and scale stand at every amount ("a cut of 3, $5 less").
    money = following.unit in tables.codes()
    return bare and lendable and not money and linked


def _is_price_pair(one: Quantity, following: Quantity) -> bool:
    return len(one.unit) == 3 and following.unit.startswith(one.unit + "/")


def _is_alike(one: Quantity, following: Quantity) -> bool:
    """Say whether two amounts may be prices of the same kind: `$10, $2 and $15 an hour`."""
    if not following.unit.endswith(("hour", "token", "month")):
        return False
    return following.value / 100 <= one.value <= following.value * 100


def _between(clean: str, one: Quantity, following: Quantity) -> str:
    return clean[one.span.end : following.span.start]


def _carries(clean: str, one: Quantity, following: Quantity) -> bool:
    """Say whether the hedge on one amount, which is one of `_CARRIED`, holds for the next."""
    if following.qualifier is not Qualifier.EXACT or following.cue:
        return False
    between = _between(clean, one, following)
    money = len(one.unit) == 3 and len(following.unit) == 3
    if _SAME_AMOUNT.fullmatch(between):
        return money and (one.unit != following.unit or one.value == following.value)
    if between == " and " and one.qualifier is Qualifier.APPROX:
        # "about $4.7m and $6.6m", "about 90 H800s and 90 H100s"; not "about 9 men and 2 days".
        return one.unit == following.unit or (_is_chip(one.unit) and _is_chip(following.unit))
    return False


def _is_chip(unit: str) -> bool:
    """Say whether a unit is a chip by its model, such as H800."""
    return any(character.isdigit() for character in unit) and "/" not in unit
