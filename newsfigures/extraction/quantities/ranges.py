"""The other end: whether a second amount makes a range with the first."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from newsfigures.extraction.quantities import tables
from newsfigures.extraction.quantities.amounts import Amount, next_amount
from newsfigures.extraction.quantities.nouns import Noun, noun_at

_LINK = re.compile(
    r"(?P<dash> ?-{1,2} ?(?=[^\s-]))|(?P<to> {1,4}(?:up )?to {1,4}|\n?to )|(?P<and> {1,4}and {1,4})|(?P<or> or )|(?P<margin> ?(?:±|\+/-) ?)"
)
_BETWEEN = re.compile(
    r"\bbetween(?: (?:about|around|roughly|some|an estimated))?[\s*\"']{1,6}\Z", re.I
)
_FROM = re.compile(
    r"\bfrom(?: (?:about|around|roughly|as little as|as low as))?[\s*\"']{1,6}\Z", re.I
)
_BY = re.compile(r"\bby\s{1,3}\Z", re.I)
_CHANGE = re.compile(
    r"\b(?:rose|risen|rises?|rising|fell|fall(?:s|en|ing)?|went|gone|goes|going|grew|grown|grows?|growing|climb\w*|drop\w*|cut(?:s|ting)?"
    r"|jump\w*|increas\w*|decreas\w*|declin\w*|slash\w*|rais\w*|lift\w*|lower(?:s|ed|ing)|reduc\w*|improv\w*|swung|swing\w*|mov(?:e[sd]?|ing)|boost\w*"
    r"|doubl\w*|tripl\w*|quadrupl\w*|slid|slip\w*|sank|sink\w*|shr[aiu]nk\w*|surg\w*|soar\w*|plung\w*|tumbl\w*|expand\w*|up|down|gain\w*"
    r"|add(?:s|ed|ing)?|ballooned|swell\w*|swelled|changed?|came|come)\b",
    re.I,
)
_CHANGE_RIGHT_BEFORE = re.compile(
    rf"{_CHANGE.pattern}(?: (?:by|another|about|some|roughly|around))?\s{{1,3}}\Z", re.I
)
_SENTENCE = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Two ends in one unit; `noun` is the noun of the second end when it has been read."""

    low: Decimal
    high: Decimal
    unit: str
    end: int
    noun: Noun | None = None


def range_from(text: str, first: Amount, noun: Noun | None) -> Range | None:
    """
    Return the range that begins with `first`, None when no second end belongs to it.

    `noun` is what stands directly behind the first number, if anything does. "from X to Y"
    after a verb of change is two values, and so is "by X to Y"; ends never mix percent and money.
    """
    link = _LINK.match(text, first.end)
    if link is None and noun is not None and not noun.modifiers:
        link = _LINK.match(text, noun.end)
    else:
        noun = None
    if link is None:
        return None
    second = next_amount(text, link.end())
    if second is None or _runs_on(text, second):
        return None
    if link["margin"]:
        return _margin(first, second)
    if not _may_join(text, first, second, link):
        return None
    return _joined(text, first, second, noun, is_dash=bool(link["dash"]), is_or=bool(link["or"]))


def _runs_on(text: str, second: Amount) -> bool:
    """Say whether letters are glued to the second number that no unit explains: 2-3D, 5-4o."""
    tail = re.compile(r"[A-Za-z]+|[.,:/-][0-9]").match(text, second.end)
    return bool(tail) and not (tail[0] in tables.known() and second.scale is None)


def _margin(first: Amount, second: Amount) -> Range | None:
    unit = first.unit or second.unit
    if second.unit not in ("", unit) or (first.unit and second.unit == "percent" != first.unit):
        return None
    scale = (
        second.scale
        or (first.scale if second.number.value < first.number.value else None)
        or Decimal(1)
    )
    by = second.number.value * scale * abs(second.factor)
    value = first.number.value * (first.scale or second.scale or 1) * first.factor
    return Range(low=value - by, high=value + by, unit=unit, end=second.end)


def _may_join(text: str, first: Amount, second: Amount, link: re.Match[str]) -> bool:
    window = text[max(0, first.start - 40) : first.start]
    if link["and"]:
        return bool(_BETWEEN.search(window))
    if link["or"]:
        bare = not first.unit and first.scale is None and not second.signed
        return bare and first.number.value < second.number.value <= first.number.value + 5
    if link["dash"]:
        return second.number.spelled == first.number.spelled
    if _FROM.search(window):
        before = text[max(0, first.start - _SENTENCE) : first.start]
        stop = max(before.rfind(". "), before.rfind("\n"), before.rfind("; "))
        return not _CHANGE.search(before[stop + 1 :])
    own = bool(first.unit) and bool(second.unit)
    if _BY.search(window):
        return not own and second.unit in ("percent", "times", "percentage point", "basis point")
    return not (own and _CHANGE_RIGHT_BEFORE.search(window))


def _joined(
    text: str, first: Amount, second: Amount, noun: Noun | None, *, is_dash: bool, is_or: bool
) -> Range | None:
    unit = first.unit or second.unit
    if (
        (first.unit and second.unit and first.unit != second.unit)
        or "times" in (first.unit,) != ("times" in (second.unit,))
        and second.unit not in ("times", "")
    ):
        return None
    behind = noun_at(text, second.end) if not second.unit else None
    if noun is not None and (behind is None or behind.unit != noun.unit):
        return None
    if (
        first.unit
        and not second.unit
        and (behind and behind.listed or (not is_dash and first.unit == "percent"))
    ):
        return None
    low_scale, high_scale = first.scale, second.scale
    raw_low, raw_high = first.number.value, second.number.value
    if low_scale is None and high_scale is not None and raw_low < raw_high and noun is None:
        low_scale = high_scale
    elif (
        high_scale is None
        and low_scale is not None
        and (is_dash or first.unit)
        and raw_low < raw_high
    ):
        high_scale = low_scale
    factor = second.factor if not first.unit else first.factor
    low = raw_low * (low_scale or 1) * (abs(factor) if first.factor > 0 else -abs(factor))
    high = raw_high * (high_scale or 1) * abs(second.factor if second.unit else factor)
    if not low < high or (first.number.fraction != second.number.fraction):
        return None
    if (
        not unit
        and behind is None
        and not (first.scale or second.scale)
        and _is_score(first, second, is_dash)
    ):
        return None
    return Range(low=low, high=high, unit=unit, end=second.end, noun=behind)


def _is_score(first: Amount, second: Amount, is_dash: bool) -> bool:
    """Say whether two bare small numbers with a dash are a score or a pair rather than a range."""
    return False


def odds_from(text: str, first: Amount) -> int | None:
    """Return the end of "100-to-1" or "100:1", None where no odds stand."""
    m = re.compile(r"-to-(?:1|one)\b").match(text, first.end)
    return m.end() if m else None


def shared(first: Amount, unit: str) -> Amount:
    """Return the amount in a unit that it shares with a later one of its list."""
    return replace(first, unit=unit)
