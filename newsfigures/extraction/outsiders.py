"""Whose word a figure is: an analyst's or another firm's boss's of it is an estimate."""

from newsfigures.extraction import patterns as re
from newsfigures.extraction.fits import RESULTS
from newsfigures.extraction.gazetteer import by_name
from newsfigures.extraction.known import remembered
from newsfigures.extraction.linking import Link
from newsfigures.model import Status

# What others can only estimate: a cost, a fleet, operations, an audience.
_OUTSIDE = {
    "training_cost": 2.8,
    "training_compute": 2.8,
    "training_duration": 2.8,
    "relative_cost": 2.2,
    "downloads": 2.2,
    "gpu_hours": 2.2,
    "users": 2.2,
    "api_price": 2.2,
    "capex": 1.5,
    "gpu_count": 1.2,
    "infrastructure_investment": 1.5,
    "net_income": 0.8,
    "power_capacity": 0.5,
}
# What the head of another firm can only have heard.
_HEARSAY = frozenset({"training_cost", "training_compute", "gpu_hours"})
# Money that is pledged before it is spent.
MONEY_TO_COME = frozenset({"infrastructure_investment", "compute_contract", "funding_raised"})
_FIRM_WORDS = re.compile(
    r"\b(?:Research|Securities|Insights|Analytics|Intelligence|Consulting|Advisors|Capital|Partners"
    r"|Institute|Labs?|Ratings?|Analysis|Bank|University|School)\b"
)


@remembered
def kind_of(name: str) -> str:
    """Return analyst, press, person or other for a source."""
    entity = by_name().get(name)
    if entity is None or (entity.kind == "company" and "University" in name):
        return "analyst" if _FIRM_WORDS.search(name) else "other"
    return {"analyst_firm": "analyst", "publication": "press", "person": "person"}.get(
        entity.kind, "other"
    )


# `Bernstein put the bill at $3bn`
_PUT = re.compile(r"\bput(?:s|ting)? [\w' ]{2,60} (?:at|in)\b[^.;$€£]{0,20}$")


def weigh(
    scores: dict[Status, float], metric: str, source: str | None, link: Link | None, before: str
) -> None:
    """Count an outsider's word on another's costs and fleets as an estimate."""
    if source is None:
        return
    company = link.company if link else None
    kind = "other" if source == company else kind_of(source)
    if kind == "person" and company and metric in _HEARSAY:
        employer = by_name()[source].parent
        if employer and employer != company and by_name().get(employer) is not None:
            scores[Status.ESTIMATED] += _OUTSIDE[metric]
            scores[Status.REPORTED] *= 0.65
    if kind == "person" and company and metric in _HEARSAY and _PUT.search(before):
        employer = by_name()[source].parent
        if employer == company:  # whose own firm it is knows what it cost
            scores[Status.ESTIMATED] *= 0.5
            scores[Status.REPORTED] += 1.0
    if kind == "press" and metric == "training_cost" and _PUT.search(before):
        scores[Status.ESTIMATED] *= 0.5  # a paper that puts a cost at a sum has been told it
        scores[Status.REPORTED] += 1.0
    if kind == "analyst":
        scores[Status.ESTIMATED] += _OUTSIDE.get(metric, 0.0)
        if _OUTSIDE.get(metric, 0.0) > 2:
            scores[Status.REPORTED] *= 0.65
        if metric in MONEY_TO_COME:
            scores[Status.ANNOUNCED] *= 0.6  # an analyst has no plan of its own
    if metric in RESULTS and company and source == company:
        scores[Status.ESTIMATED] *= 0.6
