"""
The year that a projected or announced figure is for (docs/figures.md, rules 25 and 35).

A deadline (`by 2032`), a span (`over the next four years`) or the year of the guidance.
Reported and estimated figures have none; neither have those whose words give no time.
"""

from dataclasses import replace
from datetime import date

from newsfigures.extraction import due, surroundings, times
from newsfigures.extraction import patterns as re
from newsfigures.extraction.document import Document, Sentence
from newsfigures.extraction.times import When
from newsfigures.model import Span, Status

# A yearly amount: the year anywhere in the sentence is its year, and the next sentence keeps it.
YEARLY = frozenset({"capex", "market_size", "revenue", "net_income"})

_CLAUSE = re.compile(r";|,(?!\d)|\s(?:but|while|whereas|with|after)\s|—|\s-\s")
_AND = re.compile(
    r"\sand\s(?P<verb>(?:\w+ )?(?:is|are|was|were|will|has|have|had|may|plans?|said|to|would)\b)?"
)
# The same amount in another currency, other words in parentheses, a state behind its town.
_ASIDE = re.compile(
    r"\s*\([^()]*\)|, (?:or|that is|i\.e\.|about|roughly"
    r"|equal to) [^,;]{0,40}[$€£¥₹₩]\s?\d[^,;]{0,20},|, [A-Z][a-z]+(?: [A-Z][a-z]+)?,(?= )"
)
_AMOUNT = re.compile(
    r"[$€£¥₹₩]\s?\d|(?:\d|\b(?:an?|one|two|three|four|five|six|eight|ten|half an?)\b)\s?"
    r"(?:bn|tn|billion|trillion|GW|gigawatts?|MW|megawatts?)\b"
)
# What comes after a day that was named has no day of its own.
_LATER = re.compile(
    r"(?<!no )\b(?:later|eventually|ultimately|one day|in time|in the end|thereafter|after that)\b"
)
_OF_IT = re.compile(r"\bthe first\b|\bof (?:which|them|it)\b")  # a part, with a day of its own
# Money to be spent now has no year to wait for.
_AT_ONCE = re.compile(
    r"(?i)^[^.;,]{0,40}\b(?:at once|immediately|up front|upfront|straight away|to start|initially"
    r"|from the outset)\b"
)
# `$2.6tn a year, no year given`: the year of the sentence before is not its own.
_NO_YEAR = re.compile(
    r"(?i)^[^.;]{0,60}\b(?:no (?:target )?(?:year|date) (?:is |was )?(?:given|named|stated|set)"
    r"|without (?:a|any) (?:target )?(?:year|date))\b"
)
_SAID = re.compile(
    r"(?i)^\W*(?:,\s)?(?:[\w']+ ){0,3}?(?:said|announced|reported|pledged|promised|presented"
    r"|unveiled|signed|"
    r"agreed|forecast|estimated|told|spoke|spoken|had (?:said|spoken|forecast))\b"
)
_DEADLINE = frozenset(
    {"by", "until", "till", "through", "to", "before", "within", "over", "as far as"}
)


def read(
    document: Document,
    sentence: Sentence | None,
    at: Span,
    metric: str,
    status: Status,
    published: date | None,
) -> int | None:
    """Return the year a figure is for, None where it has none or the words do not say."""
    if status not in (Status.PROJECTED, Status.ANNOUNCED):
        return None
    here = surroundings.around(document, sentence, at)
    if _AT_ONCE.match(here.after) or _NO_YEAR.match(here.after):
        return None
    if sentence is None and metric in due.DATED and (year := due.year(document, at, published)):
        return year
    every = [_dated(w, published) for w in times.find(here.text, published, ahead=True)]
    behind = [
        w for w in every if w.start >= here.end and _OF_BASE.search(here.text, here.end, w.start)
    ]
    found = [w for w in every if _may_be(w, published, metric) and w not in behind]
    best = _nearest(here, found, metric, published)
    if best is not None:
        if best.kind == "same":
            named = [w for w in found if w.start < best.start and w.year is not None]
            if named:
                return named[-1].year
            return _carried(document, sentence, metric, published, pointed=True)
        return _ends(best, every, published)
    if metric in _SIGNED and _THE_DEAL.match(here.text) and sentence is not None:
        return _of_deal(document, sentence, published)
    if metric in YEARLY:
        named = [w for w in found if w.end <= here.start and w.kind == "year"]
        if named and metric == "capex":
            return named[-1].year
        return _carried(document, sentence, metric, published)
    return None


# `It expects $30bn, against $13bn in 2025`: the year of what it is compared with.
_OF_BASE = re.compile(
    r"\b(?:against|from|versus|vs\.?|compared (?:with|to)|than)"
    r"(?: (?:about|around|some|nearly|roughly|just|an?|the|estimated))*"
    r" [^\s\d]{0,4}\d[^,;$€£¥]{0,24} (?:in|for|during) $"
)
# `OpenAI will buy 750 MW through 2028. The contract is worth $10bn.`
_SIGNED = frozenset(
    {"compute_contract", "infrastructure_investment", "power_capacity", "gpu_count"}
)
_THE_DEAL = re.compile(
    r"\W*(?:The|That|This) (?:[\w-]+ )?(?:contract|deal|agreement|order|pact|arrangement|commitment"
    r"|pledge|partnership) (?:is|was|will|would|could|may|has|covers|comes|runs|includes|gives)\b"
)


def _of_deal(document: Document, sentence: Sentence, published: date | None) -> int | None:
    """Return the last deadline or span of the sentence before, in which a deal is told of."""
    for before in surroundings.earlier(document, sentence, 1):
        found = times.find(before.span.cut(document.clean), published, ahead=True)
        for when in reversed(found):
            bound = when.kind in ("span", "decade") or when.lead in ("through", "until", "by")
            if when.year and bound and (published is None or when.year >= published.year):
                return when.year
    return None


def _dated(when: When, published: date | None) -> When:
    """Give a fiscal quarter without a year the one under way."""
    if when.kind == "quarter" and when.year is None and published is not None:
        return replace(when, year=published.year)
    return when


def _ends(when: When, every: list[When], published: date | None) -> int | None:
    """
    Return the year an expression gives; a span counts from the day of its pledge.

    `The order placed last November runs for seven years`: from November, not from today.
    """
    if when.kind != "span" or published is None or when.year is None:
        return when.year
    if "following" in when.words:  # `reckoned in 2023 that … over the following ten years`
        for other in every:
            if other.kind in ("year", "month", "date") and other.start < when.start and other.year:
                return when.year - published.year + min(other.year, published.year)
    if when.started != published.year or re.search(r"(?i)\b(?:next|coming|from now)\b", when.words):
        return when.year
    for other in every:
        past = other.year is not None and other.year < published.year
        if past and other.kind in ("month", "date") and other.start < when.start:
            assert other.year is not None
            return when.year - published.year + other.year
    return when.year


def _may_be(when: When, published: date | None, metric: str) -> bool:
    """Say whether an expression can be the year of a figure still to come."""
    if when.kind == "same":
        return True
    if when.year is None or when.compared or when.kind in ("past", "earlier"):
        return False
    if when.kind == "ordinal" and metric not in YEARLY:
        return False
    if published is None:
        return when.kind != "date"
    if when.year > published.year:
        return True
    if metric in YEARLY and when.kind in ("year", "quarter", "ordinal"):
        return when.year >= published.year - 1
    if when.year < published.year:  # `had undertaken to buy it by the end of 2024`
        return when.lead in ("by", "until", "through") and when.kind in ("year", "month", "date")
    if when.kind == "month":
        return (when.month or 0) > published.month or when.lead in ("by", "until", "through")
    if when.kind == "date":
        return when.lead in ("by", "until", "before")
    return True


def _nearest(
    here: surroundings.Around, found: list[When], metric: str, published: date | None
) -> When | None:
    """Return the expression that belongs to the quantity: near it, in its clause, a deadline."""
    ranked: list[tuple[float, When]] = []
    for when in found:
        after = when.start >= here.end
        gap = here.text[here.end : when.start] if after else here.text[when.end : here.start]
        if after and re.match(r"^\s*[,;]?\s*(?:up|down) from\b", gap):
            continue
        if here.text.endswith("time ", 0, when.start):
            continue  # `for the fourth time this year`
        gap = _ASIDE.sub("", gap)
        cost = len(gap) / 80 + len(_CLAUSE.findall(gap)) + 2.0 * gap.count(";")
        cost += sum(1.5 if m["verb"] else 0.4 for m in _AND.finditer(gap))
        if metric not in YEARLY or when.kind in ("span", "decade"):
            cost += len(_AMOUNT.findall(gap))
        if after and metric not in YEARLY:
            cost += 1.5 * bool(_OF_IT.search(gap))
        opens = when.start < 12
        if not after:
            cost += 0.8 + 3.0 * bool(_LATER.search(gap))
            if _SAID.match(gap) and when.kind in ("year", "month", "date"):
                cost += 1.5 if metric in YEARLY else 4.0
        soon = when.lead in _DEADLINE or when.kind in ("span", "decade")
        if soon and (opens or (after and not _AMOUNT.search(gap))):
            cost -= 0.8
        if published and when.year is not None and when.year < published.year:
            cost += 1.0
        ranked.append((cost, when))
    if not ranked:
        return None
    cost, best = min(ranked, key=lambda r: r[0])
    return best if cost <= (6.0 if metric in YEARLY else 2.2) else None


def _carried(
    document: Document,
    sentence: Sentence | None,
    metric: str,
    published: date | None,
    *,
    pointed: bool = False,
) -> int | None:
    """
    Return the last year ahead in the paragraph so far, for capex in the sentences before.

    `pointed` says that words like `that very year` point back, over the paragraph if need be.
    """
    if sentence is None:
        return None
    capex = metric == "capex"
    for before in surroundings.earlier(document, sentence, 8 if capex else 3, across=True):
        if before.block != sentence.block and not capex and not pointed:
            break
        words = before.span.cut(document.clean)
        found = times.find(words, published, ahead=True)
        pointed = pointed or any(w.kind == "same" for w in found)
        ahead = [
            w.year
            for w in found
            if w.year is not None
            and w.kind in ("year", "quarter", "span", "decade")
            and (published is None or w.year >= published.year)
        ]
        if ahead:
            return ahead[-1]
    return None
