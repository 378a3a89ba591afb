"""
Years, quarters, months and spans of years as the press writes them.

`find` reads every expression of time in words against the day of publication. What it is of, a
deadline, a period or the day of a statement, is left to those who ask (`horizon`, `period`).
"""

from datetime import date
from functools import lru_cache

from newsfigures.extraction import patterns as re
from newsfigures.extraction import quarters
from newsfigures.extraction.months import MONTH, YEAR, full, month_number
from newsfigures.extraction.screening import Finder, finder, marks_of, standing, watch
from newsfigures.model import noun

_NUMBERS = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "fifteen": 15, "twenty": 20,
}  # fmt: skip
_N = rf"(?P<n>\d{{1,2}}|{'|'.join(_NUMBERS)})"
_ABOUT = (
    r"(?:about |around |roughly |some |nearly |almost |approximately |more than |at least |up to )?"
)

_LEAD = re.compile(
    r"(?i)\b(by|until|till|through|to|in|for|during|before|from|since|of|over|within|end(?:s|ed)?"
    r"|ending|into|as far as|around|at)\s+(?:the\s+)?(?:(?:end|start|beginning|close|middle"
    r"|all|whole|rest)\s+of\s+)?(?:the\s+)?(?:calendar(?:\s+year)?\s+|full[- ]year\s+|mid-?"
    r"|early\s+|late\s+|its\s+|their\s+|our\s+)*$"
)


@noun()
class When:
    """
    One expression of time.

    `kind` is year, quarter, ordinal (a quarter whose noun is left out), month, date, half, span,
    decade or same. `lead` is the preposition before it, "" without. `year` is None when nothing
    says which; of a span it is the last, `started` the first. `compared`: it is only compared with.
    """

    start: int
    end: int
    kind: str
    year: int | None
    quarter: int | None = None
    month: int | None = None
    fiscal: bool = False
    lead: str = ""
    started: int | None = None
    words: str = ""
    compared: bool = False


_DATE = watch(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)? {MONTH}(?:,? {YEAR})?"
    rf"|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?!\d)(?:,? (?P<y2>(?:19|20)\d\d))?)"
)
_SPAN = watch(
    rf"(?i)\b(?:over|in|during|within|across|for|through(?:out)?|run"
    rf" for)\s+(?:the\s+)?(?:course of\s+)?"
    rf"(?:the\s+)?(?P<next>next|coming|following|same|past|last|previous)?\s*{_ABOUT}{_N}[ -]"
    rf"(?P<u>years?|decades?)(?!\s+(?:ago|later|earlier|before))(?:'\s?time)?(?:-long)?\b"
)
_BARE_NEXT = watch(
    rf"(?i)\bover\s+(?:the\s+)?next\s+{_N}(?![\w%])(?!\s+(?:months|weeks|days|quarters))"
)
_NEXT_DECADE = watch(
    r"(?i)\b(?:over|in|during|within|for|across)\s+(?:the\s+)?(?:next|coming|following)\s+"
    r"(?:decade|ten years)\b"
)
_MONTHS_ON = watch(
    rf"(?i)\b(?:over|within|in|during)\s+(?:the\s+)?(?:next|coming|following)\s+{_ABOUT}"
    r"(?P<n>\d{1,2}|six|nine|twelve|eighteen|twenty-four)(?: to \d{1,2}|-\d{1,2})?\s+months\b"
)
_MONTH_NUMBERS = {"six": 6, "nine": 9, "twelve": 12, "eighteen": 18, "twenty-four": 24}
_YEARS_ON = watch(rf"(?i)\b{_N} (?P<u>years?|decades?) (?:from now|hence)\b")
# Of a deal or a plan, not of a life or a lead.
_ADJECTIVE = watch(
    rf"(?i)\b(?:a|an|the|its|their|this)?\s*{_N}-(?P<u>year|decade)\b"
    r"(?=,? (?:[\w$€£¥.,'-]+ ){0,4}?"
    r"(?:deals?|contracts?|agreements?|plans?|pacts?|commitments?|leases?|programmes?|programs?"
    r"|investments?|pledges?|projects?|periods?|terms?|orders?|partnerships?|strategy|push|effort"
    r"|horizon|spans?|windows?|frameworks?|initiatives?|schemes?|budgets?|packages?|roadmap"
    r"|timeline|arrangements?|tie-up|build-?out|outlook|forecasts?|purchases?|spending|supply)\b)"
)
_DECADE = watch(
    r"(?i)\b(?:end|close|turn|rest|remainder) of (?:the|this) decade\b|\bthe decade's end\b"
    r"|\bthis decade\b|\bbefore the decade is out\b|\bdecade-end\b"
)
_THIS = watch(
    r"(?i)\b(?:(?:by|before|until|at|this)\s+)?(?:the\s+)?year[- ]end\b|\bbefore the year is out\b"
    r"|\b(?:this|the current)\s+(?:calendar\s+|fiscal\s+|financial\s+)?year\b"
    r"|\b(?:the\s+)?(?:end|rest|remainder) of (?:the|this) year\b|\bthe current one\b"
    r"|\bfor the (?:full )?(?:fiscal |financial )?(?:full )?year\b(?! (?:before|earlier"
    r"|ended|to|that|ending))"
    r"|\bfull[- ]year\b(?! (?:19|20)\d\d)|\blater this year\b"
    r"|\b(?:end|ends|ending|finish|finishes|close|exit|exits) (?:out )?the year\b"
    r"(?! (?:before|earlier|to|ended))"
)
_NEXT = watch(
    r"(?i)\b(?:next|the (?:coming|following))\s+(?:(?:calendar|fiscal|financial)\s+)?year\b"
    r"|\bthe year after\b(?! next)"
)
_AFTER_NEXT = watch(r"(?i)\bthe year after next\b")
_LAST = watch(
    r"(?i)\b(?:last|the (?:previous|prior|past))\s+(?:calendar\s+|fiscal\s+|financial\s+)?year\b"
)
_AGO = watch(rf"(?i)\b{_N} years? (?:ago|back)\b")
_EARLIER = watch(
    r"(?i)\b(?:the year before|a year (?:earlier|before)|(?:the )?year[- ](?:earlier|ago)"
    r"|the prior[- ]year)\b"
)
_SAME = watch(
    r"(?i)\b(?:(?:in|for|during|by|put) )?(?:the (?:same|very) (?:year|period|horizon|date)"
    r"|that (?:very )?(?:same )?year|that time|then)\b"
)
_YEAR_TO = watch(
    rf"(?i)\b(?:year|twelve months|12 months)\s+(?:that\s+)?"
    rf"(?P<v>to|ended|ending|through|(?:will )?ends?|runs to|closes),?"
    rf"(?: in| on)?(?: the end of)?\s+(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?P<m>{MONTH})(?![A-Za-z])(?:"
    rf" \d{{1,2}}\b)?(?:,? {YEAR})?"
)
_FISCAL = watch(
    r"(?i)\b(?:(?:fiscal|financial)(?: year)?\s+'?(?P<y>(?:19|20)\d\d|\d\d(?!\d))"
    r"|FY\s?'?(?P<y2>(?:20)\d\d|\d\d(?!\d)))(?:\s*\(?E\)?\b)?"
)
_HALF = watch(
    rf"(?i)\b(?:first|second) half(?: of)?(?: {YEAR})?\b|\b[12]H\s?(?:20)?\d\d\b|\bH[12] \d{{4}}\b"
)
_MONTH_YEAR = watch(rf"\b(?P<m>{MONTH})(?: of|,)? {YEAR}\b")
_BARE_MONTH = watch(rf"\b(?:(?P<last>last|this|next|that)\s+)?(?P<m>{MONTH})\b(?! \d)")
_BARE_YEAR = watch(
    rf"(?<![\d$€£¥.,/])(?:(?<!-)|(?<=mid-)|(?<=end-)|(?<=late-)|(?<=early-)){YEAR}(?![\d%]"
    rf"|[.,]\d|[-/]\w|\w)(?:E\b)?"
)
_RANGE = watch(
    r"(?i)\b(?:(?:from|between) )?(?P<a>(?:19|20)\d\d)\s?(?:-|to|and|until"
    r"|through)\s?(?P<b>(?:19|20)\d\d|\d\d)\b(?!\s?(?:bn|million|billion))"
)
_STARTING = re.compile(
    rf"(?i)^[^.;]{{0,12}}?\b(?:starting|beginning|commencing|from|as of)(?: (?:in|from"
    rf"|with))?(?: {MONTH})? {YEAR}"
)


def _number(words: str) -> int:
    return int(words) if words.isdigit() else _NUMBERS[words.lower()]


def _lead(text: str, start: int) -> str:
    found = _LEAD.search(text, max(0, start - 45), start)
    return found[1].lower() if found else ""


# `a 66% rise over the same period`, `up from`, `more than in`: what follows is for comparison.
_COMPARED = re.compile(
    r"(?i)\b(?:up|down|rise|rose|risen|fall|fell|increase[ds]?|decrease|jump(?:ed)?|gain(?:ed)?"
    r"|growth|grew|higher|lower|more|less|drop(?:ped)?|decline[ds]?|surge[ds]?|climb(?:ed)?"
    r"|improvement|change[ds]?"
    r"|%|per ?cent|-fold|compared|versus)[^.;,$€£¥]{0,30}?\b(?:from|on|over|than|with|to|versus"
    r"|against)"
    r"(?: in| during)?(?: the| a)?(?: same| corresponding| comparable)?"
    r"(?: (?:period|quarter|time|three months|months))?(?: of| in)?(?: the| a)? $"
)


def _is_compared(text: str, start: int) -> bool:
    return bool(_COMPARED.search(text, max(0, start - 70), start))


def find(text: str, published: date | None, *, ahead: bool = False) -> list[When]:
    """
    Return the expressions of time in a text, in order, none overlapping another.

    `ahead`: the words speak of the future, which decides which year a bare quarter is in.
    Without a day of publication relative expressions have no year.

        >>> [(w.words, w.year) for w in find("by 2030 or next year", date(2025, 6, 1))]
        [('2030', 2030), ('next year', 2026)]
    """
    return list(_found(text, published, ahead))


@lru_cache(maxsize=64)  # a sentence is asked for by each step of each of its quantities
def _found(text: str, published: date | None, ahead: bool) -> tuple[When, ...]:
    if not standing(text) & _ANY:
        return ()
    found: list[When] = []

    def add(
        match: re.Match[str], kind: str, year: int | None, stop: int = 0, **more: object
    ) -> None:
        start, end = match.start(), stop or match.end()
        if any(w.start < end and start < w.end for w in found):
            return
        found.append(
            When(start=start, end=end, kind=kind, year=year, words=match[0],
                 lead=_lead(text, start), compared=_is_compared(text, start),
                 **more)  # type: ignore[arg-type]
        )  # fmt: skip

    matches = finder(text)
    now = published.year if published else None

    def plus(n: int) -> int | None:
        return now + n if now is not None else None

    quarters.add_named(text, matches, published, add, ahead=ahead)
    quarters.add_ordinals(text, matches, published, add, ahead=ahead)
    for m in matches(_MONTHS_ON) if published else ():
        assert published is not None
        count = int(m["n"]) if m["n"].isdigit() else _MONTH_NUMBERS[m["n"].lower()]
        ends = published.year + (published.month - 1 + count) // 12
        add(m, "span", ends, started=published.year)
    _spans(text, matches, now, add)  # before the dates they start from
    for m in matches(_RANGE):
        last = int(m["b"])
        add(m, "span", last if last > 99 else 2000 + last, started=int(m["a"]))
    for m in matches(_YEAR_TO):
        year = int(m["y"]) if m["y"] else _year_ends(m, published, ahead=ahead)
        add(m, "year", year, fiscal=True)
    for m in matches(_FISCAL):
        add(m, "year", full(m["y"] or m["y2"]), fiscal=True)
    for m in matches(_HALF):
        add(m, "half", int(m["y"]) if m["y"] else now)
    for m in matches(_DATE):
        named = m["y"] or m["y2"]
        add(m, "date", int(named) if named else now)
    for m in matches(_MONTH_YEAR):
        add(m, "month", int(m["y"]), month=month_number(m["m"]))
    for m in matches(_DECADE):
        add(m, "decade", (now // 10 + 1) * 10 if now is not None else None)
    for m in matches(_AFTER_NEXT):
        add(m, "year", plus(2))
    for pattern, shift in ((_EARLIER, None), (_THIS, 0), (_NEXT, 1), (_LAST, -1)):
        for m in matches(pattern):
            fiscal = "fiscal" in m[0].lower() or "financial" in m[0].lower()
            if shift is None:
                add(m, "earlier", None)
            else:
                add(m, "year", plus(shift), fiscal=fiscal)
    for m in matches(_AGO):
        add(m, "year", plus(-_number(m["n"])))
    for m in matches(_BARE_YEAR):
        add(m, "year", int(m["y"]))
    for m in matches(_SAME):
        if m[0].lower() != "then":
            add(m, "same", None)
    for m in matches(_BARE_MONTH):
        year = _year_of_month(m, published)
        if ahead and year is not None and _lead(text, m.start()) in ("by", "until", "before"):
            assert published is not None
            year = published.year + (month_number(m["m"]) < published.month)
        add(m, "month", year, month=month_number(m["m"]))
    return tuple(sorted(found, key=lambda w: w.start))


def _year_ends(match: re.Match[str], published: date | None, *, ahead: bool) -> int | None:
    """Return the year in which a business year ends whose month alone is given."""
    if published is None:
        return None
    month, verb = month_number(match["m"]), match["v"].lower()
    if verb == "ended" or (verb in ("to", "through") and not ahead):
        return published.year - (month > published.month)
    return published.year + (month < published.month)


def _year_of_month(match: re.Match[str], published: date | None) -> int | None:
    """Return the year of a month named alone: the last one gone by, unless it is said next."""
    if published is None:
        return None
    month = month_number(match["m"])
    if match["last"] == "next":
        return published.year + (month <= published.month)
    return published.year - (month > published.month)


def _spans(text: str, matches: Finder, now: int | None, add: object) -> None:
    assert callable(add)
    for m in matches(_NEXT_DECADE):
        add(m, "span", now + 10 if now is not None else None, started=now)
    for pattern in (_SPAN, _YEARS_ON, _BARE_NEXT, _ADJECTIVE):
        for m in matches(pattern):
            groups = m.groupdict()
            if (groups.get("next") or "").lower() in ("past", "last", "previous"):
                add(m, "past", None)
                continue
            n = _number(m["n"]) * (10 if (groups.get("u") or "").startswith("decade") else 1)
            begin = _STARTING.match(text[m.end() :])
            first = int(begin["y"]) if begin else now
            year = first + n if first is not None else None
            add(m, "span", year, m.end() + begin.end() if begin else 0, started=first)


# A text without a word of any expression of this room has no times in it.
_ANY = marks_of(globals().values()) | quarters.ANY
