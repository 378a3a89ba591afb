"""
How sure, and of what time, a figure is (docs/figures.md, field status, rules 11 to 36).

Every cue near the amount speaks for one status, the louder the nearer it stands and the
fewer clauses lie between. What a metric mostly is (a pledge of money for data centres, a past
price) speaks only as loudly as a weak cue; who says it decides between a report and an
estimate where the words do not.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from newsfigures.extraction import compared, due, outsiders, reckoned, surroundings, times
from newsfigures.extraction import patterns as re
from newsfigures.extraction.document import Document, Sentence
from newsfigures.extraction.firsts import is_opening
from newsfigures.extraction.fits import RESULTS
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.linking import Link
from newsfigures.extraction.outsiders import MONEY_TO_COME
from newsfigures.extraction.screening import Watched, standing, watch
from newsfigures.extraction.wording import either
from newsfigures.model import Span, Status

# It begins with all that can open a break, so that a search passes over the letters.
_BREAK = re.compile(
    r"[;()—:,\s](?:(?<=[;()—])|(?<=:)\s|(?<=,)(?!\d)"
    r"|(?<=\s)(?:(?:and|but|while|whereas|after|although)\s|-\s))"
)

_ALL = tuple(Status)
_PRIOR = {
    "market_size": (Status.PROJECTED, 0.7),
    "infrastructure_investment": (Status.ANNOUNCED, 1.2),
    "compute_contract": (Status.ANNOUNCED, 1.6),
    "share_price_change": (Status.REPORTED, 2.0),
    "market_cap_change": (Status.REPORTED, 2.0),
}
_TO_COME = MONEY_TO_COME | {"power_capacity", "gpu_count", "headcount"}
_GUIDED = frozenset({"capex"})
_PRICES = frozenset(
    {
        "gpu_rental_rate",
        "api_price",
        "subscription_price",
        "share_price_change",
        "market_cap_change",
    }
)

_LISTED = frozenset({"api_price", "subscription_price"})  # prices that are announced beforehand


@dataclass(frozen=True, slots=True)
class _Cue:
    status: Status
    side: str
    weight: float
    reach: int
    pattern: Watched
    metrics: frozenset[str]
    not_metrics: frozenset[str]
    opens: bool  # only what stands right behind the amount is asked
    mark: int  # the pattern's


@cache
def _cues() -> tuple[_Cue, ...]:
    polls = either(lexicon("attribution")["polls"]["names"])
    told = ((entry, entry["words"].replace("{polls}", polls)) for entry in lexicon("status")["cue"])
    return tuple(
        _Cue(
            Status(entry["status"]),
            entry["side"],
            float(entry["weight"]),
            int(entry["reach"]),
            pattern := watch(words, re.I),
            frozenset(entry.get("metrics", ())),
            frozenset(entry.get("not_metrics", ())),
            is_opening(words),
            pattern.mark,
        )
        for entry, words in told
    )


@cache
def _concerning(metric: str) -> tuple[_Cue, ...]:
    """Return the cues that say something of a metric."""
    return tuple(
        cue
        for cue in _cues()
        if metric not in cue.not_metrics and (not cue.metrics or metric in cue.metrics)
    )


@cache
def _veto() -> Watched:
    return watch("|".join(f"(?:{entry['words']})" for entry in lexicon("status")["veto"]), re.I)


def read(
    document: Document,
    sentence: Sentence | None,
    at: Span,
    metric: str,
    attributed_to: str | None,
    *,
    link: Link | None = None,
    published: date | None = None,
    **_more: object,
) -> Status:
    """
    Return the status of a figure.

    `link` and `published`, when given, tell an outsider's estimate from a company's own
    report and a year to come from one gone by.
    """
    here = surroundings.around(document, sentence, at)
    scores = _heard(here, metric)
    if sentence is not None and metric in _GUIDED:
        _carry(scores, document, sentence, metric, here, published)
    if compared.is_base(here, published):
        for status in (Status.PROJECTED, Status.ANNOUNCED):
            scores[status] *= 0.3
        scores[Status.REPORTED] += 1.5
    if sentence is not None and metric in RESULTS and due.is_outlook(document, sentence):
        planned = scores[Status.ANNOUNCED] >= 1.0  # a target stays one
        scores[Status.PROJECTED] += 0.0 if planned else 1.5
    if sentence is None and metric in due.METRICS:
        later = due.year(document, at, published) or due.to_come(document, at)
        scores[Status.ANNOUNCED] += 2.5 if later else 0.0
    if sentence is None and reckoned.is_estimate(document, at, metric, here):
        scores[Status.ESTIMATED] += 2.0
    if metric == "headcount" and due.are_jobs(here):
        scores[Status.PROJECTED] += 0.8  # jobs are what is to come, people what is
    if metric in _PRICES:  # a price is in force unless the words insist
        for status in (Status.PROJECTED, Status.ESTIMATED):
            scores[status] *= 0.5
        if metric not in _LISTED:
            scores[Status.ANNOUNCED] *= 0.5
    if metric == "training_cost" and _PREMISE.search(here.before):
        scores[Status.ESTIMATED] += 2.5
        scores[Status.PROJECTED] *= 0.5
    outsiders.weigh(scores, metric, attributed_to, link, here.before)
    _by_time(scores, here, metric, attributed_to, published)
    usual, weight = _PRIOR.get(metric, (Status.REPORTED, 0.5))
    if usual is Status.ANNOUNCED and outsiders.kind_of(attributed_to or "") == "analyst":
        weight *= 0.4  # an analyst has no plan of its own
    scores[usual] += weight
    return max(_ALL, key=lambda s: (scores[s], s is usual))


def _carry(
    scores: dict[Status, float],
    document: Document,
    sentence: Sentence,
    metric: str,
    here: surroundings.Around,
    published: date | None,
) -> None:
    """
    Let guidance in the sentence before speak on: `It guides to $9bn. In May it said $8bn`.

    A fact of a year of its own does not go on with it: `In 2024 the outlay was $5bn`.
    """
    ahead = max(1.0, scores[Status.PROJECTED], scores[Status.ANNOUNCED])
    if published and scores[Status.REPORTED] > ahead and _own_year(here, published):
        return
    for before in surroundings.earlier(document, sentence, 1):
        words = before.span.cut(document.clean)
        last = surroundings.Around(text=words, start=len(words), end=len(words), base=0)
        heard = _heard(last, metric)
        for status in (Status.PROJECTED, Status.ANNOUNCED):
            scores[status] += 0.6 * heard[status]


def _own_year(here: surroundings.Around, published: date) -> bool:
    """Say whether the sentence names a year that has begun."""
    return any(
        w.kind == "year" and w.year is not None and w.year <= published.year
        for w in times.find(here.text, published)
    )


def _heard(here: surroundings.Around, metric: str) -> dict[Status, float]:
    """Return how loudly the cues around the amount speak for each status."""
    # `topping expectations of $3bn`: that amount is the expectation itself.
    vetoed = [
        m.span()
        for m in _veto().finditer(here.text)
        if not _EXPECTED.match(here.text, m.end(), here.start)
    ]
    vetoed += [m.span() for m in _REMARK.finditer(here.text, 0, here.start)]
    scores: dict[Status, float] = dict.fromkeys(_ALL, 0.0)
    cues = _concerning(metric)  # before it is asked which of them stand
    stands = standing(here.text)
    for cue in [cue for cue in cues if stands & cue.mark]:
        for start, end in _matches(here, cue, vetoed):
            scores[cue.status] = max(scores[cue.status], _loudness(here, cue, start, end))
    if scores[Status.ESTIMATED] >= 1.7:  # the past tense is then inside the estimate
        scores[Status.REPORTED] *= 0.65
    if scores[Status.PROJECTED] >= 3.5:  # the forecast itself is what is spoken of
        scores[Status.REPORTED] *= 0.5
    return scores


# What is expected itself: `expectations of $3bn`, `a forecast fourth-quarter profit of $3bn`.
_EXPECTED = re.compile(
    r"(?:(?: \w+)?|(?:(?<=forecast)|(?<=expected)|(?<=projected)|(?<=predicted))"
    r"(?: (?!(?:with|on|at|by|to|after|in|and|as)\b)[\w-]+){2,4}) of (?:\w+ ){0,2}$"
)
# After these a verb states no fact: `is said to have cost`, `would have taken`, `is set to hit`.
_UNREAL = re.compile(
    r"(?i)\b(?:to|will|would|could|can|might|may|should|must) (?:\w+ly |later |also |then |soon "
    r"|even |one day |in time )?"
    r"(?:have (?:\w+ )?|be (?:\w+ly )?)?$"
)
_BRACKET = re.compile(r"\s*(?:\([^()]*\)|\))")
_WORDS_ALONE = re.compile(r"\s*\([A-Za-z. -]{3,24}\)")


# What is put in parentheses on the way to the amount says nothing of it: `(as I predicted)`.
_REMARK = re.compile(r"\((?:as|which|who|and|or|after|before|that|though|if|when|see)\b[^()]*\)")


def _matches(
    here: surroundings.Around, cue: _Cue, vetoed: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    if cue.side == "before":
        found = [m.span() for m in cue.pattern.pattern.finditer(here.text, 0, here.start)]
        if cue.status is Status.REPORTED:
            found = [f for f in found if not _UNREAL.search(here.text, max(0, f[0] - 24), f[0])]
    else:
        bracket = _BRACKET.match(here.text, here.end)
        base = bracket.end() if bracket else here.end
        if bracket and _WORDS_ALONE.fullmatch(bracket[0]):
            base = here.end  # `Jobs: 500 (expected)`
        rest = here.text[base:]
        if cue.opens:
            match = cue.pattern.pattern.match(rest)
            found = [(base, base + match.end())] if match else []
        else:
            after = cue.pattern.pattern.finditer(rest)
            found = [(base + m.start(), base + m.end()) for m in after]
    if not vetoed:
        return found
    return [f for f in found if not any(v[0] < f[1] and f[0] < v[1] for v in vetoed)]


# After a premise with its amount comes what follows from it.
_CONCLUDES = re.compile(
    r"(?<![A-Za-z\d-])\d[^.;]*\b(?:was|were|is|are|comes?|came|would|will|costs?|puts?|gives?"
    r"|gave|yields?|makes?"
    r"|made|amounts?|works? out|totals?|spent|took|adds?|arrives?|equals?|means?|runs? to)\b"
)


def _loudness(here: surroundings.Around, cue: _Cue, start: int, end: int) -> float:
    gap = here.text[end : here.start] if end <= here.start else here.text[here.end : start]
    said = gap.startswith(" that ") and ";" not in gap
    if len(gap) > cue.reach * (1 + said):
        return 0.0
    if cue.status is Status.ASSUMED and _CONCLUDES.search(gap):
        return 0.0  # `at an assumed $2 an hour, the run cost $6m`
    breaks = len(_BREAK.findall(gap)) + 2 * gap.count(";")
    if said:  # what is said goes on over its commas
        return cue.weight / (1 + 0.05 * breaks + len(gap) / 400)
    return cue.weight / (1 + 0.28 * breaks + len(gap) / 180)


# What comes of a premise is an estimate: `if an hour costs $2, the run would cost $6m`.
_PREMISE = re.compile(
    r"(?i)\b(?:if|assuming|at)\b[^.;]{0,60}\d(?:[^.;]|\.\d){0,40}\b(?:(?:an?|per|each|every)"
    r" (?:\w+[ -])?(?:hour|chip|GPU)[^.;]{0,80}\b(?:comes?|works? out|adds? up|amounts?|totals?"
    r"|will|could)|would)\b"
)


_BESIDE = 0.4  # how near a year stands to an amount that is of that year
# What a market was worth is told as a fact, whoever says so; what it is put at is an estimate.
_WORTH = re.compile(r"(?:\b(?:was|were)|,) worth [^.;,$€£¥]{0,20}$")


def _by_time(
    scores: dict[Status, float],
    here: surroundings.Around,
    metric: str,
    source: str | None,
    published: date | None,
) -> None:
    """Let the year right beside the amount speak: one to come, or one gone by."""
    if published is None or metric in _PRICES:
        return
    if metric == "market_size" and source is None and compared.is_base_year(here, published):
        scores[Status.REPORTED] += 2.5
        scores[Status.PROJECTED] *= 0.3
        return
    years = [
        w for w in times.find(here.text, published)
        if w.kind in ("year", "span", "decade") and w.year is not None and not w.compared
        and not (w.kind == "span" and "-" in w.words)
    ]  # fmt: skip
    best: tuple[float, int, bool] | None = None
    for when in years:
        after = when.start >= here.end
        gap = here.text[here.end : when.start] if after else here.text[when.end : here.start]
        cost = len(gap) / 60 + len(_BREAK.findall(gap)) + 2 * gap.count(";") + 0.4 * (not after)
        if best is None or cost < best[0]:
            assert when.year is not None
            best = (cost, when.year, when.fiscal)
    if best is None or best[0] > 2.5:
        return
    weight = 1 / (1 + 0.4 * best[0])
    if best[1] > published.year:
        if metric in RESULTS and not best[2] and best[0] < _BESIDE:
            scores[Status.REPORTED] *= 0.4  # no year to come has been earned in yet
        guess = 0.5 * weight * scores[Status.ESTIMATED]  # an estimate of what is to come
        scores[Status.ESTIMATED] -= guess
        pledged = metric in MONEY_TO_COME and outsiders.kind_of(source or "") != "analyst"
        scores[Status.ANNOUNCED if pledged else Status.PROJECTED] += 1.5 * guess
        if metric == "market_size":
            scores[Status.PROJECTED] += 2.5 * weight
        elif metric in MONEY_TO_COME and outsiders.kind_of(source or "") == "analyst":
            scores[Status.PROJECTED] += 2.0 * weight
        elif metric not in _TO_COME or outsiders.kind_of(source or "") == "analyst":
            scores[Status.PROJECTED] += 1.2 * weight
    elif best[1] < published.year:
        counted = metric == "market_size" and outsiders.kind_of(source or "") == "analyst"
        counted = counted and not _WORTH.search(here.before[-40:])
        past = Status.ESTIMATED if counted else Status.REPORTED
        if scores[Status.ESTIMATED] >= 1.7 or scores[Status.PROJECTED] >= 2.6:  # of past years too
            weight *= 0.3
        scores[past] += (2.0 if counted or metric == "capex" else 1.2) * weight
    elif metric == "market_size":
        scores[Status.PROJECTED] += 1.5 * weight
    elif metric in RESULTS and published.month < 12 and not best[2]:  # a year that is not over yet
        counted = outsiders.kind_of(source or "") == "analyst"
        guess = 0.6 * scores[Status.ESTIMATED] * counted
        scores[Status.ESTIMATED] -= guess
        scores[Status.PROJECTED] += 0.8 * weight + 1.5 * guess
