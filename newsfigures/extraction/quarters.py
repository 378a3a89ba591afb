"""
Quarters as the press writes them: `Q3 2024`, `the three months to June`, `this quarter`.

Left alone: `the third-quarter call`, which is no time but a talk; `the third` where no quarter
is spoken of is an ordinal, of which nobody can say what it counts.
"""

from datetime import date

from newsfigures.extraction import patterns as re
from newsfigures.extraction.months import MONTH, ORDER, YEAR, full, month_number
from newsfigures.extraction.screening import Finder, marks_of, watch

_QUARTER = watch(
    r"(?i)\b(?:(?:fiscal |FY)?(?:Q(?P<q>[1-4])|(?P<q1>[1-4])Q|(?P<o>first|second|third|fourth|final"
    r"|1st|2nd|3rd|4th)(?:[ -]fiscal)?[ -]quarter)"
    r"(?:['s]{0,2})(?:\s*(?:of|in|,)?\s*(?:the\s+|its\s+)?(?P<f>(?:fiscal|financial)(?: year)?"
    r"\s*|FY\s*'?|calendar(?: year)?\s*)?(?P<y>(?:19|20)\d\d|'?(?<=[QFY ' ])\d\d(?![\d%,.]\d"
    r"|\w)))?)"
)
# `the quarter to November, the second of its fiscal 2026`, `the one that opened its fiscal 2026`.
_NTH_OF = watch(
    r"(?i)(?:\bthe (?:quarter|(?:three months|three-month period)) (?:to|ended|ending|that ended)"
    r"[^.;,]{3,20}, )?\b(?:the (?P<o>first|second|third|fourth|last) (?:quarter )?(?:of|in)"
    r"|(?:one|quarter|months|period) (?:that |which )?(?P<v>opened|opens|began|begins|started"
    r"|starts|closed|closes|ended|ends)) (?:its|the|their|[A-Z][\w.]+'s) (?:fiscal|financial)"
    r" (?:year )?(?P<y>20\d\d)\b"
)
# `in the first three months of the year`, `the last three months of 2024`
_THREE_MONTHS = watch(
    r"(?i)\b(?:the|its) (?P<o>first|last|final) three months of"
    rf" (?:(?P<w>the|this|last) year|{YEAR})\b"
)
_CALL = re.compile(r"\s+(?:earnings )?(?:call|conference|webcast|meeting)\b")
_YEAR_QUARTER = watch(rf"\b{YEAR}\s*-?Q(?P<q>[1-4])\b")
_ENDED = watch(
    rf"(?i)\b(?:quarter|three months|three-month period)\s+(?:that\s+)?"
    rf"(?:to|ended|ending|through|until),?(?: in| on)?(?: the end of)?\s+(?:\d{{1,2}}(?:st|nd"
    rf"|rd|th)? )?"
    rf"(?P<m>{MONTH})(?![A-Za-z])(?: \d{{1,2}}\b)?(?:,? {YEAR})?"
    rf"|\b(?P<m2>March|June|September|December) quarter(?: of (?P<y2>(?:19|20)\d\d))?"
)
_THIS_QUARTER = watch(
    r"(?i)\b(?P<w>this|the current|last|the (?:latest|past|previous|most recent)|next"
    r"|the (?:coming|following|same))\s+(?:fiscal\s+)?quarter\b|\b(?:in|during|for) the quarter\b"
)


def _past_quarter(quarter: int, published: date | None, *, ahead: bool) -> int | None:
    """Return the year of a quarter named without one: the last begun, or the next if ahead."""
    if published is None:
        return None
    this = (published.month + 2) // 3
    if not ahead or (quarter - this) % 4 == 3:  # the quarter just over is no forecast
        return published.year - (quarter > this)
    return published.year + (quarter < this)


def add_named(
    text: str, matches: Finder, published: date | None, add: object, *, ahead: bool
) -> None:
    assert callable(add)
    for m in matches(_YEAR_QUARTER):
        add(m, "quarter", int(m["y"]), quarter=int(m["q"]))
    for m in matches(_NTH_OF):
        quarter = ORDER.get((m["o"] or "").lower(), 0) or (1 if m["v"][:1] in "obs" else 4)
        add(m, "quarter", int(m["y"]), quarter=quarter, fiscal=True)
    for m in matches(_ENDED):
        month = month_number(m["m"] or m["m2"])
        year = m["y"] or m["y2"]
        back = month - 1 or 12  # the middle of the three months says which quarter it is
        quarter = (back + 2) // 3
        known = int(year) if year else _past_quarter(quarter, published, ahead=ahead)
        if year and month == 1:
            known = int(year) - 1
        add(m, "quarter", known, quarter=quarter)
    for m in matches(_QUARTER):
        if _CALL.match(text, m.end()):
            continue
        quarter = int(m["q"] or m["q1"] or ORDER[m["o"].lower()])
        fiscal = "fiscal" in m[0].lower() or "FY" in m[0]
        if m["y"]:
            add(m, "quarter", full(m["y"]), quarter=quarter, fiscal=fiscal)
            continue
        year = None if fiscal else _past_quarter(quarter, published, ahead=ahead)
        add(m, "quarter", year, quarter=quarter, fiscal=fiscal)
    for m in matches(_THREE_MONTHS):
        quarter = 1 if m["o"].lower() == "first" else 4
        known = int(m["y"]) if m["y"] else _past_quarter(quarter, published, ahead=ahead)
        add(m, "quarter", known, quarter=quarter)
    for m in matches(_THIS_QUARTER):
        if published is None:
            continue
        shift = {"this": 0, "the current": 0, "next": 1, "the coming": 1, "the following": 1}
        index = published.year * 4 + (published.month - 1) // 3
        index += shift.get((m["w"] or "last").lower(), -1)
        add(m, "quarter", index // 4, quarter=index % 4 + 1)


# `$5bn in the second quarter and $6bn in the third`.
_THIRD = watch(r"\bin (?:the|its) (?P<o>first|second|third|fourth)(?=[.,;)]| and | from |$)")


def add_ordinals(
    text: str, matches: Finder, published: date | None, add: object, *, ahead: bool
) -> None:
    """Add a quarter whose noun is left out; `ordinal` where the text itself has no quarter."""
    assert callable(add)
    kind = "quarter" if "quarter" in text else "ordinal"
    for m in matches(_THIRD):
        nth = ORDER[m["o"]]
        add(m, kind, _past_quarter(nth, published, ahead=ahead), quarter=nth)


# What a text without any of these words has no quarters by.
ANY = marks_of(globals().values())
