"""
The period of a revenue, capex or net income (docs/figures.md, rule 13).

`2024`, `2025Q1`, `annualized`, `month`; None for days, halves, spans of years, and where
the words give none.
"""

from dataclasses import replace
from datetime import date

from newsfigures.extraction import carried, surroundings, times, yearlines
from newsfigures.extraction import patterns as re
from newsfigures.extraction.carried import FORWARD, RATE, THE_QUARTER
from newsfigures.extraction.document import Document, Sentence
from newsfigures.extraction.fits import RESULTS
from newsfigures.extraction.times import When
from newsfigures.model import Span

_A_YEAR = re.compile(
    r"(?i)^\s*(?:of \w+ |in \w+ )?(?:a|per|each|every) year\b(?! (?:earlier|before|ago"
    r"|later))|^\s*(?:annually|yearly)\b"
)
_ANNUAL = re.compile(r"(?i)\b(?:annual|yearly)\s+(?:[\w-]+\s+){0,4}$")
_ANNUAL_AFTER = re.compile(r"(?i)^\s*(?:in|of)\s+(?:annual|yearly)\b")
_A_MONTH = re.compile(
    r"(?i)^\s*(?:of \w+ |in \w+ )?(?:a|per|each|every) month\b|^\s*(?:in |of )?monthly\b"
)
_MONTHLY = re.compile(r"(?i)\bmonthly\s+(?:[\w-]+\s+){0,2}$")
_OF_THAT = re.compile(r"^ of (?:that|this|those|these)\b(?! (?:year|quarter|month))")
_A_DAY = re.compile(r"(?i)^\s*(?:a|per|each|every) (?:day|week|hour)\b|^\s*(?:daily|weekly)\b")
_DAILY = re.compile(r"(?i)\b(?:daily|weekly|one (?:theoretical )?day)\b")
_MONTHS = re.compile(
    r"(?i)\b(?:two|four|five|six|seven|eight|nine|ten|eleven|[24-9]|1[01]) months"
    r" (?:of|to|through)"
    r"(?: \w+)? (?:of )?$"
)
_BREAK = re.compile(
    r"[;]|,(?!\d)|\s(?:and|but|while|whereas|with|after|from|versus|against)\s|[()]|—"
)
_ASIDE = re.compile(r"\s*\([^()]*\)")
_FROM = re.compile(r"(?i)\b(?:up|down)(?: [\w.%]+){0,3} from (?:\w+ ){0,2}$")
_BASE = re.compile(r"(?i)\b(?:up|down|rose|fell|from|against|compared|versus|than)\b[^.;]*\d")
_OTHER = re.compile(r"[$€£¥₹₩]\s?\d|\b(?:19|20)\d\d\b")  # another amount, or a year of one's own
# `the $5bn it forecast in May`: when it was said
_SAID_THEN = re.compile(
    r" (?:that |which )?(?:it|they|we|he|she|the \w+)(?: had)? (?:forecast|projected|guided"
    r"|predicted|expected|targeted|announced|promised|planned)\b[^.;]{0,20}$"
)
_STATED = re.compile(
    r"(?i)^\W*(?:it |the \w+ )?(?:had )?(?:said|announced|forecast|spoke|spoken|guided|told)\b"
)


def read(
    document: Document,
    sentence: Sentence | None,
    at: Span,
    metric: str,
    published: date | None,
    *,
    horizon: int | None = None,
) -> str | None:
    """
    Return the period of a figure in the contract's form, None where there is none.

    `horizon` is the year of a figure still to come; it is the period of capital spending
    whose words give no other.
    """
    if metric not in RESULTS:
        return None
    here = surroundings.around(document, sentence, at)
    rate = _per(here)
    if rate:
        return None if rate == "day" else rate
    if here.base is not None and (labelled := yearlines.label(here.before)):
        return labelled
    if (longer := _LONGER.match(here.after)) and THE_QUARTER.search(here.before):
        quarter = carried.quarter_named(document, sentence, published) or ""
        return quarter[:4] if longer["year"] and quarter.endswith("Q4") else None
    ahead = bool(FORWARD.search(here.text))
    found = times.find(here.text, published, ahead=ahead)
    best = _nearest(here, found, metric)
    if _OF_THAT.match(here.after) and (
        same := carried.period(document, sentence, at, metric, published)
    ):
        return same
    if best is not None:
        return _written(document, sentence, at, here, best, found, published)
    if RATE.search(here.text):
        return "annualized"
    if _ANNUAL.search(here.before) or _ANNUAL_AFTER.match(here.after):
        return "annualized"
    told = carried.period(document, sentence, at, metric, published)
    if told and published and not ahead and _to_come(told, published, document.clean):
        return None  # a fact is of no year to come
    if told is None and horizon is not None and metric == "capex":
        return str(horizon)
    return told


def _to_come(when: str, published: date, clean: str) -> bool:
    """Say whether a year, or a quarter, is not over on the day; a fiscal quarter may be."""
    if not when[:4].isdigit() or (when[4:] and f"fiscal {when[:4]}" in clean):
        return False
    year, quarter = int(when[:4]), int(when[5:] or 0)
    this = (published.month + 2) // 3
    return year > published.year or (year == published.year and quarter >= this)


def _per(here: surroundings.Around) -> str | None:
    """Return annualized, month or day when the words beside the amount make it a rate."""
    after, before = here.after, here.before
    if _A_DAY.match(after) or _DAILY.search(here.text[max(0, here.start - 60) : here.end]):
        return "day"
    if _A_MONTH.match(after) or _MONTHLY.search(before):
        return "month"
    if _A_YEAR.match(after):
        return "annualized"
    clause = here.clause()
    rate = RATE.search(here.text, here.end, clause.end)
    if rate and not _OTHER.search(here.text, here.end, rate.start()):
        return "annualized"
    said = list(RATE.finditer(before))
    if said and not re.search(r";", before[said[-1].end() :]):
        return "annualized"
    return None


def _nearest(here: surroundings.Around, found: list[When], metric: str) -> When | None:
    """Return the expression of time that belongs to the amount."""
    ranked: list[tuple[float, When]] = []
    for when in found:
        if when.kind in ("date", "past", "decade"):
            continue
        after = when.start >= here.end
        gap = here.text[here.end : when.start] if after else here.text[when.end : here.start]
        if when.compared or (after and _BASE.search(gap)):
            continue  # it is the other amount's: `$9bn, up from $7bn a year earlier`
        if when.kind == "earlier" and after and _of_the_next(here, when, gap):
            continue
        if when.kind == "earlier" and not after and _BREAK.search(gap):
            continue
        gap = _ASIDE.sub("", gap)
        cost = len(gap) / 60 + len(_BREAK.findall(gap)) + 2.0 * gap.count(";")
        if not after:
            cost += 0.5
        if when.kind == "month":
            cost += 1.5
            if when.lead not in ("in", "for", "during") or (
                metric != "revenue" and metric != "net_income"
            ):
                continue
            if _SAID_THEN.match(gap) if after else _STATED.match(gap):
                continue
        if when.kind == "span":
            cost += 0.5
        ranked.append((cost, when))
    if not ranked:
        return None
    cost, best = min(ranked, key=lambda r: r[0])
    return best if cost <= 6 else None


# `$640m in the quarter and $1.9bn in the year`: the year of a fourth quarter; of another quarter,
# or with nine months, the part of a year that has no period.
_LONGER = re.compile(
    r"(?i)\s*(?:in|for|over|during|across) (?:(?P<year>the (?:full |whole |entire )?"
    r"(?:fiscal |financial )?year)(?! (?:to|before|earlier|ended|ending|ago|through)\b)"
    r"|the (?:first )?(?:half|(?:six|nine) months)|the year (?:to date|so far|through)\b)"
)
_RESULT = re.compile(
    r"(?i)(?:[,;(]|\b(?:after|against|from|versus|vs\.?|with|to|than))[^$€£¥\d]*?"
    r"\b(?:loss(?:es)?|profits?|income|revenues?|sales|earnings|turnover|deficit|surplus|capex)"
    r"(?: of)? $"
)
_BRACKETED = re.compile(r"\([^()]*[$€£¥₹₩]\s?\d[^()]*$")  # `$14m (a loss of $33m a year ago)`
_ITS_AMOUNT = re.compile(r"(?:(?! (?:and|but|to)\b)[^.;,()$€£¥₹₩\d]){0,40}[$€£¥₹₩]\s?\d")


def _of_the_next(here: surroundings.Around, when: When, gap: str) -> bool:
    """
    Say whether `a year ago` behind an amount is when another result, or the next amount, was.

    `a profit of $12m, against a net loss a year ago`, `$5m; a year ago $46m`. Leaves alone
    `a net loss of $31m a year ago`.
    """
    if _RESULT.search(gap) or _BRACKETED.search(gap):
        return True
    return bool(re.search(r"[,;(]", gap) and _ITS_AMOUNT.match(here.text, when.end))


_USED_UP = re.compile(r"\b(?:burn|go through|get through|consume|eat)\b[^.;]{0,30}$")


def _up_to(when: When, here: surroundings.Around) -> bool:
    """Say whether years up to one are meant: `it will lose $9bn through 2029`."""
    if when.kind != "year" or when.start < here.end:
        return False
    return when.lead in ("through", "until") or (
        when.lead == "by" and bool(_USED_UP.search(here.before))
    )


def _written(
    document: Document,
    sentence: Sentence | None,
    at: Span,
    here: surroundings.Around,
    when: When,
    found: list[When],
    published: date | None,
) -> str | None:
    if when.kind == "month":
        return "month"
    if when.kind in ("span", "half") or _up_to(when, here):
        return None
    if when.kind == "year" and _MONTHS.search(here.text, 0, when.start):
        return None  # `in the first nine months of 2025`
    based = when.end <= here.start and _FROM.search(here.before)  # `$9bn in 2024, up from $7bn`
    if based and when.kind in ("year", "quarter") and when.year is not None:
        when = replace(when, year=when.year - 1)
    if when.kind == "same":
        others = [w for w in found if w.kind in ("year", "quarter") and w is not when]
        if others and "year" in when.words and others[-1].quarter:
            others = [replace(others[-1], kind="year", quarter=None)]  # `the rest of that year`
        if others:
            return _written(document, sentence, at, here, others[-1], found, published)
        return carried.period(document, sentence, at, "capex", published)
    if when.kind == "earlier":
        return _year_before(document, sentence, at, when, found, published)
    if when.kind in ("quarter", "ordinal"):
        if THE_QUARTER.fullmatch(when.words) and (
            told := carried.quarter_named(document, sentence, published)
        ):
            return told
        year = when.year
        if when.fiscal and year is None:
            year = _fiscal_year(document, sentence, at, here, published)
        return f"{year}Q{when.quarter}" if year is not None else None
    if when.kind == "year" and _LAST.match(when.words) and _COMPARED.search(here.before[-50:]):
        quarters = [w.quarter for w in found if w.quarter and w.end <= here.start]
        if quarters and when.year is not None:  # `Q1 sales of $9m, against $2m last year`
            return f"{when.year}Q{quarters[-1]}"
    return str(when.year) if when.year is not None else None


_LAST = re.compile(r"(?i)\W*(?:last|the previous|the prior) year")
_COMPARED = re.compile(
    r"(?i)\b(?:compared (?:with|to)|versus|vs\.?|against|(?:up|down) from)(?: [\w-]+){0,3} $"
)
_FISCAL = re.compile(r"(?i)\b(?:fiscal(?: year)?|FY)\s?'?(?P<y>(?:20)?\d\d)\b")


def _fiscal_year(
    document: Document,
    sentence: Sentence | None,
    at: Span,
    here: surroundings.Around,
    published: date | None,
) -> int | None:
    """Return the fiscal year named nearest before: in the sentence, its paragraph, a heading."""
    block = surroundings.block_at(document, at)
    start = document.blocks[block].span.start if block is not None else at.start
    near = document.clean[start : at.end] + here.after
    named = list(_FISCAL.finditer(near)) or list(
        _FISCAL.finditer(surroundings.heading(document, at))
    )
    if named:
        year = int(named[-1]["y"])
        return year if year > 99 else 2000 + year
    return published.year if published else None


def _year_before(
    document: Document,
    sentence: Sentence | None,
    at: Span,
    when: When,
    found: list[When],
    published: date | None,
) -> str | None:
    """Return the period one year before the one it is compared with."""
    others = [
        replace(w, year=published.year) if w.year is None and published else w
        for w in found
        if w.kind in ("year", "quarter")
    ]
    others = [w for w in others if w.year is not None]
    others = [w for w in others if w.start < when.start] or others
    if others:
        base = others[-1]
        if any(w.kind == "same" and "year" in w.words for w in found):
            base = replace(base, quarter=None)
        assert base.year is not None
        return f"{base.year - 1}Q{base.quarter}" if base.quarter else str(base.year - 1)
    before = carried.period(document, sentence, at, "capex", published)
    if before and before[:4].isdigit():
        return f"{int(before[:4]) - 1}{before[4:]}"
    return str(published.year - 1) if published else None
