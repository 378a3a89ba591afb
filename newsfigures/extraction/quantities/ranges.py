"""The other end: whether a second amount makes a range with the first."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from newsfigures.extraction import patterns as re
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.quantities import behind, tables
from newsfigures.extraction.quantities.amounts import Amount, next_amount
from newsfigures.extraction.quantities.glued import glued_at
from newsfigures.extraction.quantities.nouns import Noun, noun_at
from newsfigures.extraction.wording import either

_LINK = re.compile(
    r"(?P<to>-? {1,4}(?:up )?to {1,4}|\n?to |-to-(?!(?:1|one)\b))"
    r"|(?P<or>-? or )|(?P<dash> ?-{1,2} ?(?=[^\s-]))"
    r"|(?P<and> {1,4}and {1,4})|(?P<margin> ?(?:±|\+/-) ?)"
)
# `between €3bn and €5bn ($3.1bn and $5.2bn)`: the same range once more.
_AGAIN = re.compile(r"\bbetween [^()]{3,50} and [^()]{2,30} \((?:about |around |or )?\Z", re.I)
_BETWEEN = re.compile(
    r"\bbetween(?: (?:about|around|roughly|some|an estimated))?[\s*\"']{1,6}\Z", re.I
)
_FROM = re.compile(
    r"\bfrom(?: (?:about|around|roughly|as little as|as low as|(?:[\w ]{1,24})?\w['’]s))?"
    r"[\s*\"']{1,6}\Z",
    re.I,
)
# `from fewer than 500 to 1,100`: a bound on the first end alone, so two values.
_FROM_BOUND = re.compile(
    r"\bfrom (?:fewer than|less than|more than|under|over|nearly|almost|just(?: over| under)?"
    r"|barely|below|above)[\s*\"']{1,6}\Z",
    re.I,
)
# `to lose anywhere from $4bn to $5bn`: one amount that may lie between the two.
_ANYWHERE = re.compile(r"\b(?:anywhere|somewhere|anything|something|ranging|ranges?) from\b", re.I)
# What is raised or added in such an amount may be anything between two: "raise $750m to $1bn".
_TAKES_AMOUNT = re.compile(r"\b(?:raise|raising|add|adds|adding)\s{1,3}\Z", re.I)
_GREW = re.compile(
    r"(?: [\w-]+){0,4} in (?:just |only |under |about )?(?:[\w-]+ ){1,3}(?:months|years|weeks)\b"
)
# `between $5bn and $6bn, down from $6bn to $7bn`: one range in the place of another.
_FROM_RANGE = re.compile(
    r"\d[\d.,]*(?: ?[a-z]+)? ?(?:and|to|-) ?[A-Z]{0,3}[$€£¥]?\d[\d.,]*"
    r"(?: ?(?:million|billion|trillion|bn|mn|m|tn|percent|per cent)|%)?(?: [\w-]+){0,9},?"
    r" (?:up|down|raised|lowered|revised|cut|changed|compared with|against)"
    r"(?: (?:slightly|sharply|upwards?|downwards?))? from\s{1,3}\Z"
)
_BY = re.compile(r"\bby\s{1,3}\Z", re.I)


@cache
def _change() -> re.Pattern[str]:
    file = lexicon("changes")
    stems = "|".join(file["stems"])
    return re.compile(rf"\b(?:(?:{stems})[a-z]*|{either(file['words'])})\b", re.I)


@cache
def _change_right_before() -> re.Pattern[str]:
    blur = r"(?: (?:by|another|about|some|roughly|around))?"
    return re.compile(rf"{_change().pattern}{blur}\s{{1,3}}\Z", re.I)


_SENTENCE = 160
# A unit the second end does not borrow over "to": "5% to 8" says nothing of 8 percent.
_NOT_LENT = ("percent", "times")


def _is_measured(text: str, second: Amount) -> bool:
    """Say whether a measure stands behind the second number: "fell by 1 to 1.5 degrees"."""
    if second.unit or second.scale is not None:
        return False
    noun = noun_at(text, second.end)
    return noun is not None and noun.unit in tables.unit_names()


@dataclass(slots=True, kw_only=True)
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
    link = _LINK.match(text, first.end) if first.follows & behind.LINK else None
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
    return _joined(text, first, second, noun, is_dash=bool(link["dash"]))


_TAIL = re.compile(r"[A-Za-z]+|[.,:/-][0-9]")


def _runs_on(text: str, second: Amount) -> bool:
    """Say whether letters are glued to the second number that no unit explains: 2-3D, 5-4o."""
    tail = _TAIL.match(text, second.end)
    return tail is not None and not (tail[0] in tables.known() and second.scale is None)


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
    return Range(low=value - by, high=value + by, unit=unit, end=second.end) if by else None


def _may_join(text: str, first: Amount, second: Amount, link: re.Match[str]) -> bool:
    window = text[max(0, first.start - 40) : first.start]
    if link["and"]:
        if window.endswith(("(", "t ", "d ", "r ")) and "(" in window:
            return bool(_AGAIN.search(text, max(0, first.start - 100), first.start))
        return bool(_BETWEEN.search(window))
    if link["or"]:
        bare = not first.unit and first.scale is None and not second.signed
        return bare and first.number.value < second.number.value <= first.number.value + 5
    if link["dash"]:
        return second.number.spelled == first.number.spelled
    if text[link.start()] == "-":
        # "8- to 16-metre", "0-to-60-mph"
        return second.number.value > first.number.value
    if _FROM_BOUND.search(window):
        return False
    if _FROM.search(window):
        if not first.number.value:
            # "going from 0 to 62 mph": nothing stood at zero before.
            return True
        if _FROM_RANGE.search(text, max(0, first.start - 150), first.start):
            return True
        if _ANYWHERE.search(window):
            return True
        if _GREW.match(text, second.end) and text[first.start - 5 : first.start] == "From ":
            return False  # `From $60m to $300m in eight months`
        before = text[max(0, first.start - _SENTENCE) : first.start]
        stop = max(before.rfind(". "), before.rfind("\n"), before.rfind("; "))
        return not _change().search(before[stop + 1 :])
    own = bool(first.unit) and bool(second.unit)
    if _BY.search(window):
        if not own and second.unit in ("percent", "times", "percentage point", "basis point"):
            return True
        return not own and _is_measured(text, second)
    if not own or _TAKES_AMOUNT.search(window):
        return True
    return not _change_right_before().search(window)


def _joined(
    text: str, first: Amount, second: Amount, noun: Noun | None, *, is_dash: bool
) -> Range | None:
    """Return the two ends in the unit and the scale they share, None when they do not ascend."""
    if first.unit and second.unit and first.unit != second.unit:
        return None
    behind = None
    if not second.unit:
        glued = text[second.end : second.end + 1].isalpha()
        behind = glued_at(text, second.end) if glued else noun_at(text, second.end)
        if first.unit and text.startswith("/", second.end):
            behind = None  # `$8-12/GPU-hour`: what it is for each of
    if noun is not None and (behind is None or behind.unit != noun.unit):
        return None
    if first.unit and not second.unit:
        other_thing = behind is not None and behind.listed
        if other_thing or (first.unit in _NOT_LENT and not is_dash) or _is_year(second):
            return None
    low_scale, high_scale = _scales(first, second, is_dash=is_dash or bool(first.unit))
    if noun is not None:
        low_scale = first.scale
    factor = first.factor if first.unit else second.factor
    minus = -1 if first.factor < 0 else 1
    low = first.number.value * (low_scale or 1) * abs(factor) * minus
    high = second.number.value * (high_scale or 1) * abs(second.factor if second.unit else factor)
    if not low < high or first.number.fraction != second.number.fraction:
        return None
    unit = first.unit or second.unit
    return Range(low=low, high=high, unit=unit, end=second.end, noun=behind)


def _is_year(amount: Amount) -> bool:
    """Say whether the second number is the year a sum is for: "$22.3tn to 2030"."""
    return amount.number.plain and amount.scale is None and 1990 <= amount.number.value <= 2100


def _scales(
    first: Amount, second: Amount, *, is_dash: bool
) -> tuple[Decimal | None, Decimal | None]:
    """Return both scales; the end without one borrows: "$60-65bn", "$20bn-30"."""
    ascending = first.number.value < second.number.value
    if ascending and first.scale is None and second.scale is not None:
        return second.scale, second.scale
    if ascending and second.scale is None and is_dash:
        return first.scale, first.scale
    return first.scale, second.scale


_ODDS = re.compile(r"-to-(?:1|one)\b")


def odds_from(text: str, first: Amount) -> int | None:
    """Return the end of "100-to-1" or "100:1", None where no odds stand."""
    m = _ODDS.match(text, first.end)
    return m.end() if m else None
