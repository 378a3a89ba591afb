"""Amounts that another is compared with: `up from $3bn a year before`."""

from datetime import date

from newsfigures.extraction import patterns as re
from newsfigures.extraction import surroundings

_BASE = re.compile(
    r"(?i)(?:\b(?:up|down|rose|risen|rise|fell|fallen|fall|grew|grown|grow(?:s|ing)?|increase[ds]?"
    r"|jump(?:s|ed)?|climb(?:s|ed)?|expand(?:s|ed)?|surge[ds]?|soar(?:s|ed)?|went|goes|go|swell)"
    r"(?: [\w.%]+){0,3} from|\b(?:leap|move|jump|increase|rise|step|surge|climb|change"
    r"|growth)s? from|\bcompare[ds]? (?:with|to)|\bthan (?:its|the|their) (?:previous|prior|last"
    r"|earlier)|\bagainst|\bversus|\bvs\.?|\bafter)(?: [\w-]+){0,3} $"
)
_REVISED = re.compile(
    r"(?i)\b(?:previous|earlier|prior|old|last|initial|former)(?:ly)? (?:\w+ )?(?:forecast"
    r"|estimate|guidance|edition|projection|plan|target|outlook)"
)
_FROM = re.compile(r"\bfrom (?:about |around |roughly |some |just |only |over )?$")
_IN_YEAR = re.compile(
    r" (?:in|for|at the end of) (?P<y>(?:19|20)\d\d)\b(?! (?:to|and) (?:19|20)\d\d)"
    r"| (?:last year|a year (?:ago|earlier)|today|currently|now)\b"
)
_HELD_TO_COME = re.compile(
    r"\b(?:projected|expected|estimated|forecast|planned|targeted)(?: [\w-]+)? $"
)


_UNTIL_NOW = re.compile(r",? (?:previously|until now|up to now|before)(?=[.,;)]|$)")
_FORESEEN = re.compile(
    r"\b(?:consensus|estimates?|expectations?|forecasts?|projections?) (?:of|for|at) $"
)
# `up from the $3bn it forecast in May`: a forecast before, no base
_WAS_FORESEEN = re.compile(
    r" (?:that |which )?(?:it|they|we|he|she|the (?:company|firm|group|bank|chipmaker))"
    r"(?: had| have| has)? (?:previously |earlier |originally |first )?(?:forecast|projected|guided"
    r"|predicted|expected|foresaw|anticipated)\b"
)
# `compared with a $3bn LSEG SmartEstimate`, `versus $3bn estimated by analysts`
_IS_ESTIMATE = re.compile(
    r" (?:(?:[A-Z][\w&]+|average|mean|analyst) ){0,2}(?:SmartEstimate|consensus|estimates?|expected"
    r"|estimated|forecast)\b(?! (?:last|a year))"
)
_BASE_WORDS = re.compile(r"(?i)than|from|compare|against|versus|vs|after")


def is_base(here: surroundings.Around, published: date | None) -> bool:
    """Say whether the amount is what another is compared with: `up from $3bn a year before`."""
    year = _IN_YEAR.match(here.after)
    if _HELD_TO_COME.search(here.before[-30:]):
        return False  # `from a projected $3bn`
    past = published and year and (not year["y"] or int(year["y"]) < published.year)
    if past and _FROM.search(here.before[-20:]):
        return True  # `to reach $9bn by 2032 from $3bn in 2022`
    before = here.before[-60:]
    if not _BASE_WORDS.search(before) or not _BASE.search(before):
        return False
    if _FORESEEN.search(before) or _IS_ESTIMATE.match(here.after):
        return False  # `against a consensus of $3bn`
    if _UNTIL_NOW.match(here.after) or _WAS_FORESEEN.match(here.after):
        return False  # `now expected at $5bn, versus $2bn previously`: the forecast before
    return not _REVISED.search(here.before[-60:] + here.after[:60])


# The head of a column, or the label of a row, that is no more than a year: `2024 (USD bn)`.
_OF_YEAR = re.compile(
    r"(?i)\W*(?:(?:global|total|the|market|revenues?|sales|size|value|base|year|in|of|for)\W+)*"
    r"(?P<y>20\d\d)\W*(?:\(?(?:(?:in )?(?:US)?[$€£¥]|USD|EUR|GBP|RMB|in |bn\b|m\b|[mb]illion)"
    r".{0,20})?"
)


def is_base_year(here: surroundings.Around, published: date) -> bool:
    """Say whether a cell's column, or else its row, is of one year gone by: `2024 (USD bn)`."""
    for words in (here.header, here.row.partition(",")[0]):
        if match := _OF_YEAR.fullmatch(words):
            return int(match["y"]) < published.year
    return False
