"""
Which figure of one reading of a text is which of another.

The same id is the same figure. Another reading may give the words another metric, subject or
value; then it is the figure that stands at the same words.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any

__all__ = ["pairs"]

Row = Mapping[str, Any]

_LIKENESS = ("metric", "subject", "company", "horizon", "period")


def pairs(
    before: Mapping[str, Row], now: Mapping[str, Row], first: Collection[str] = ()
) -> dict[str, str]:
    """
    Return for ids of an earlier reading the id of the same figure now; each has one at most.

    Both are figures of one text by id, with the fields of the store (tables.FIGURE_FIELDS), in
    the order of the text. By id first; of those left, the ones at the same span with the same
    value, then at the same span, then with the same value at spans that overlap. Where several
    would do, those of `first` choose before others, and the likest is chosen.

        >>> cost = {"start_offset": 3, "end_offset": 5, "value": 7.0, "value_high": None}
        >>> pairs({"f_1": cost | {"metric": "capex"}}, {"f_2": cost | {"metric": "revenue"}})
        {'f_1': 'f_2'}
    """
    found = {own: own for own in before if own in now}
    for same in (_span_and_value, _span, _overlap_and_value):
        taken = set(found.values())
        left = [own for own in before if own not in found]
        free = [new for new in now if new not in taken]
        for own, new in _ranked(before, now, left, free, same, first):
            if own not in found and new not in taken:
                found[own] = new
                taken.add(new)
    return found


def _ranked(
    before: Mapping[str, Row],
    now: Mapping[str, Row],
    left: list[str],
    free: list[str],
    same: Callable[[Row, Row], bool],
    first: Collection[str],
) -> list[tuple[str, str]]:
    could = [(own, new) for own in left for new in free if same(before[own], now[new])]
    return sorted(
        could, key=lambda pair: (pair[0] not in first, -_like(before[pair[0]], now[pair[1]]))
    )


def _like(one: Row, other: Row) -> int:
    return sum(one.get(name) == other.get(name) for name in _LIKENESS)


def _value(one: Row, other: Row) -> bool:
    return all(one[end] == other[end] for end in ("value", "value_high"))


def _span(one: Row, other: Row) -> bool:
    return all(one[end] == other[end] for end in ("start_offset", "end_offset"))


def _span_and_value(one: Row, other: Row) -> bool:
    return _span(one, other) and _value(one, other)


def _overlap_and_value(one: Row, other: Row) -> bool:
    apart = one["end_offset"] <= other["start_offset"] or other["end_offset"] <= one["start_offset"]
    return not apart and _value(one, other)
