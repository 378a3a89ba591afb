"""Training cost: one panel per sense of "cost", and never two senses in one panel."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from newsfigures.charts.panels import Panel, by_value, stacked
from newsfigures.charts.timeline import Strip, over_time


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """A sense of "training cost": its name on the page and what it includes and leaves out."""

    basis: str
    title: str
    note: str


# In rising order of what they include.
SENSES: tuple[Sense, ...] = (
    Sense(
        basis="final_run_rental",
        title="Final run at a rental price",
        note="GPU hours of the run that worked, times an hourly price. No failed runs, no staff.",
    ),
    Sense(
        basis="cloud_estimate",
        title="Estimate at cloud prices",
        note="A third party's estimate of the same run at cloud prices.",
    ),
    Sense(
        basis="amortised_hardware_energy",
        title="Hardware used up, plus power",
        note="A third party's share of the hardware's value, plus power. No staff.",
    ),
    Sense(
        basis="total_programme",
        title="Whole programme",
        note="A year's research computing, or all work on a model. Not tied to one run.",
    ),
    Sense(
        basis="unspecified",
        title="Sense not stated",
        note="A remark or a press figure. What it includes is unknown.",
    ),
)


def sense_of(rows: pd.DataFrame) -> pd.Series:
    """Return the cost basis of each claim, `unspecified` where the store has none."""
    return rows["cost_basis"].fillna("unspecified")


def _parts(rows: pd.DataFrame) -> list[tuple[Sense, pd.DataFrame]]:
    basis = sense_of(rows)
    return [(sense, rows[basis == sense.basis]) for sense in SENSES if (basis == sense.basis).any()]


def by_sense(rows: pd.DataFrame) -> go.Figure:
    """Draw training costs, a row per model, a panel per sense, one axis of dollars for all."""
    return stacked(
        [
            Panel(
                title=sense.title,
                note=sense.note,
                rows=part,
                labels=list(part["subject"]),
                order=by_value(part, list(part["subject"])),
            )
            for sense, part in _parts(rows)
        ]
    )


def sense_over_time(rows: pd.DataFrame) -> go.Figure:
    """Draw training costs by date, a strip per sense; claims without a date are left out."""
    return over_time([Strip(title=sense.title, rows=part) for sense, part in _parts(rows)])


def relative(rows: pd.DataFrame, unit: str) -> go.Figure:
    """Draw relative costs of one unit (percent or x), a row per pair that is compared."""
    labels = pairs(rows)
    title = "Percent of the other's cost" if unit == "percent" else "Times cheaper or dearer"
    return stacked([Panel(title=title, rows=rows, labels=labels, order=by_value(rows, labels))])


def pairs(rows: pd.DataFrame) -> Sequence[str]:
    """Return 'A vs B' for each relative cost."""
    others = rows["relative_to"].fillna("others")
    return [f"{one} vs {other}" for one, other in zip(rows["subject"], others, strict=True)]
