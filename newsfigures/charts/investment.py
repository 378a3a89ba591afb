"""Investment: what the page asks for, and which pledges are left of it after its filters."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from newsfigures.charts.hover import said
from newsfigures.charts.money import names
from newsfigures.charts.money.pledges import Line, Pledge, lines, together
from newsfigures.charts.money.rungs import PROMISED, RUNGS
from newsfigures.charts.money.totals import Total


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of money: metrics whose amounts can be the same money, and what the page asks."""

    title: str
    metrics: tuple[str, ...]
    question: str


KINDS: dict[str, Kind] = {
    "building": Kind(
        title="Data centres and computing",
        metrics=("infrastructure_investment", "compute_contract"),
        question="How much for data centres and computing is bound, how much only announced?",
    ),
    "funding": Kind(
        title="Funding",
        metrics=("funding_raised",),
        question="Who has raised, or wants to raise, how much?",
    ),
    "capex": Kind(
        title="Capital spending",
        metrics=("capex",),
        question="How much do companies spend on plant in a period, and how much did they plan?",
    ),
}
METRICS = tuple(metric for kind in KINDS.values() for metric in kind.metrics)
# What the map is made of: money that goes from one to another.
BETWEEN = (*KINDS["building"].metrics, *KINDS["funding"].metrics)


def _called(line: Line) -> set[str]:
    row, ends = line.row, line.ends
    own = {str(row["subject"]), said(row["company"]), ends.about, ends.project}
    return {names.house(name) for name in (*own, *ends.payers, *ends.receivers) if name}


def pledges(rows: pd.DataFrame, asked: Sequence[str] = ()) -> list[Pledge]:
    """
    Return the pledges that claims tell of, each once, of the names asked for; () means all.

    A name takes in whatever it pays, gets or stands behind: `Stargate` the equity pledged to
    it, `Oracle` what it was promised. Claims must have a place on an axis of dollars.
    """
    found = lines(rows)
    if asked:
        wanted = {names.house(name) for name in asked}
        found = [line for line in found if _called(line) & wanted]
    return together(found)


def at_rungs(found: Sequence[Pledge], rungs: Sequence[str]) -> list[Pledge]:
    """Return the pledges at some distances from cash; none given means all."""
    return [one for one in found if not rungs or one.rung in rungs]


def promised(found: Sequence[Pledge]) -> list[Pledge]:
    """Return the pledges without forecasts and estimates, which promise nothing."""
    return [one for one in found if one.rung in PROMISED]


def nearest(found: Sequence[Pledge], rungs: Sequence[str], summed: Sequence[Total]) -> str:
    """
    Say what there is instead where nothing at the distances asked for can be drawn as a total.

    `found` are all pledges, `summed` the totals of those at `rungs`; '' where there are some.
    """
    if summed or not found:
        return ""
    counts = [
        f"{n:,} {rung.title.lower()}"
        for rung in RUNGS.values()
        if (n := sum(one.rung == rung.id for one in found))
    ]
    asked = " or ".join(RUNGS[rung].title.lower() for rung in rungs) or "spent or promised"
    only = "Forecasts and estimates promise nothing, so they make no total. "
    head = only if at_rungs(found, rungs) else f"Nothing is {asked}. "
    return f"{head}What there is: {', '.join(counts)}."


def marked(rows: pd.DataFrame, found: Sequence[Pledge]) -> pd.DataFrame:
    """
    Return the claims of pledges with what was read from their words, for tables and files.

    New columns: how_firm and how_firm_why (a rung and the word it rests on), pays, project, gets
    ('' not named, several parted by `; `) and pledge, the claim that stands for the same money.
    """
    read = {str(line.row["claim_id"]): (line, one) for one in found for line in one.lines}
    kept = rows[rows["claim_id"].isin(read)]
    both = [read[str(claim)] for claim in kept["claim_id"]]
    return kept.assign(
        how_firm=[line.rung.rung for line, _ in both],
        how_firm_why=[line.rung.why for line, _ in both],
        pays=["; ".join(line.ends.payers) for line, _ in both],
        project=[line.ends.project for line, _ in both],
        gets=["; ".join(line.ends.receivers) for line, _ in both],
        pledge=[one.claim_id for _, one in both],
    )
