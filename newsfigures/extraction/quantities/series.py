"""
What quantities say of one another: a unit shared by a list, a hedge that carries on.

"2, 3 and 5 percent" are three percentages; the dollars in "at least 380bn yuan ($53bn)" are a
lower bound too (docs/figures.md, rules 10 and 36).
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from newsfigures.model import Qualifier, Quantity

_LIST = re.compile(r",? (?:and|or) |, ")
_SAME_AMOUNT = re.compile(
    r" ?\((?:or |that is,? |i\.e\.,? |equal to |equivalent to )?|, (?:that is|i\.e\.|which is|equal to|equivalent to),? |, or | ?= ?"
)
_LISTED_UNITS_ALONE = frozenset({"percent", "times", "percentage point"})


def settle(clean: str, found: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """Return the quantities with shared units and carried hedges."""
    out = list(found)
    for index in range(len(out) - 2, -1, -1):
        one, following = out[index], out[index + 1]
        if not one.unit and following.unit and _LIST.fullmatch(_between(clean, one, following)):
            if one.value_high is None and "/" not in following.unit:
                out[index] = replace(one, unit=following.unit)
    for index, (one, following) in enumerate(pairwise(out)):
        one = out[index]
        if _carries(clean, one, following):
            out[index + 1] = replace(following, qualifier=one.qualifier, cue=one.cue)
    return tuple(out)


def _between(clean: str, one: Quantity, following: Quantity) -> str:
    return clean[one.span.end : following.span.start]


def _carries(clean: str, one: Quantity, following: Quantity) -> bool:
    """Say whether the hedge on one amount holds for the next."""
    hedged = one.qualifier not in (Qualifier.EXACT, Qualifier.RANGE)
    if not hedged or following.qualifier is not Qualifier.EXACT or following.cue:
        return False
    between = _between(clean, one, following)
    money = len(one.unit) == 3 and len(following.unit) == 3
    if _SAME_AMOUNT.fullmatch(between):
        return money and one.unit != following.unit
    if between in (" and ", " or "):
        # "about $4.74 million and $6.55 million"; not "about 10,000 H800s and 10,000 H100s".
        both = one.noun is None and following.noun is None
        return both and one.unit == following.unit and one.qualifier is Qualifier.APPROX
    return False
