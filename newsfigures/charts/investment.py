"""Investment: a panel per status, for a pledge is not a payment and they are never summed."""

import pandas as pd
import plotly.graph_objects as go

from newsfigures.charts.hover import said
from newsfigures.charts.look import Scale
from newsfigures.charts.marks import records
from newsfigures.charts.panels import Panel, by_value, stacked

# From the money that moved to the money that may.
RUNGS: dict[str, tuple[str, str]] = {
    "reported": ("Reported", "Stated as a fact, past or present."),
    "announced": ("Announced", "A plan, a pledge, talks or a signed promise. Not yet spent."),
    "projected": ("Projected", "A forecast or guidance."),
    "estimated": ("Estimated", "Someone's estimate or calculation."),
    "assumed": ("Assumed", "A premise of a calculation."),
}


METRICS: dict[str, str] = {
    "infrastructure_investment": "Infrastructure",
    "compute_contract": "Compute contracts",
    "capex": "Capital spending",
    "funding_raised": "Funding",
}
QUESTIONS: dict[str, str] = {
    "infrastructure_investment": "How much for data centres and AI infrastructure?",
    "compute_contract": "Who has promised to buy how much computing?",
    "capex": "How much do companies spend on plant, in which period?",
    "funding_raised": "Who has raised, or wants to raise, how much?",
}
NOBODY = frozenset({"Market", "Industry"})


def time_of(row: dict[str, object]) -> str:
    """Return the time an amount is for: 'in 2025', 'by 2029', '' where none is stated."""
    period = said(row["period"])
    if period == "annualized":
        return "a year"
    if period == "month":
        return "in a month"
    if period:
        return f"in {period}"
    if said(row["horizon"]):
        return f"by {int(str(row['horizon']))}"
    return ""


def labels(rows: pd.DataFrame) -> list[str]:
    """Return the row of each claim: what it is about, and for what time."""
    found = []
    for row in records(rows):
        name, company = str(row["subject"]), said(row["company"])
        told = name == company or not company or "/" in company or company in NOBODY
        about = name if told else f"{company}: {name}"
        time = time_of(row)
        found.append(f"{about}\n{time}" if time else about)
    return found


def status_ladder(rows: pd.DataFrame, scale: Scale = Scale.AUTO) -> go.Figure:
    """Draw amounts of one metric, a panel per status, one axis of dollars for all."""
    panels = []
    for status, (title, note) in RUNGS.items():
        part = rows[rows["status"] == status]
        if len(part):
            named = labels(part)
            panels.append(
                Panel(title=title, note=note, rows=part, labels=named, order=by_value(part, named))
            )
    return stacked(panels, scale=scale)
