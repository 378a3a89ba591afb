"""Compute: hours, chips, operations and power, each on an axis of its own."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from newsfigures.charts.look import Scale
from newsfigures.charts.panels import Panel, stacked

QUANTITIES: dict[str, str] = {
    "gpu_hours": "GPU hours",
    "gpu_count": "Chips",
    "training_compute": "Training operations (FLOP)",
    "power_capacity": "Power",
}
WHAT: dict[str, str] = {
    "gpu_hours": "Hours of one accelerator, summed over all of them.",
    "gpu_count": "Accelerators of any make, used, held or planned.",
    "training_compute": "Additions and multiplications of the training run, in total.",
    "power_capacity": "Of a data centre or campus, in megawatts (MW) or gigawatts (GW).",
}


ROWS: dict[str, str] = {"company": "company", "subject": "model or site"}


def names(rows: pd.DataFrame, by: str) -> list[str]:
    """Return the row each claim belongs to: its company (the subject without one) or subject."""
    if by == "company":
        return list(rows["company"].fillna(rows["subject"]))
    return list(rows["subject"])


def common_order(rows: pd.DataFrame, by: str) -> list[str]:
    """Return all names, those with most of the quantities first, so that panels read across."""
    named = rows.assign(name=names(rows, by))
    tally = named.groupby("name").agg(kinds=("metric", "nunique"), claims=("claim_id", "size"))
    tally = tally.reset_index().sort_values(
        ["kinds", "claims", "name"], ascending=[False, False, True]
    )
    return list(tally["name"])


def small_multiples(
    rows: pd.DataFrame, by: str = "company", scale: Scale = Scale.AUTO
) -> go.Figure:
    """
    Draw each quantity in a panel with its own axis and the same rows in the same order.

    A name of which a quantity is not known reads 'not stated' there, never zero.
    """
    order = common_order(rows, by)
    panels = [_panel(rows, metric, order, by) for metric in QUANTITIES]
    return stacked(panels, shared=False, scale=scale)


def _panel(rows: pd.DataFrame, metric: str, order: Sequence[str], by: str) -> Panel:
    part = rows[rows["metric"] == metric]
    return Panel(
        title=QUANTITIES[metric],
        note=WHAT[metric],
        rows=part,
        labels=names(part, by),
        order=order,
    )


def coverage(rows: pd.DataFrame, by: str = "company") -> pd.DataFrame:
    """Return how many claims there are of each quantity, a row per name; 'not stated' for none."""
    named = rows.assign(name=names(rows, by))
    counts = named.pivot_table(index="name", columns="metric", values="claim_id", aggfunc="count")
    counts = counts.reindex(index=common_order(rows, by), columns=list(QUANTITIES))
    words = counts.map(lambda n: "not stated" if pd.isna(n) else f"{int(n)}")
    words = words.rename(columns=QUANTITIES).rename_axis(None, axis="columns")
    return words.rename_axis(ROWS[by].capitalize()).reset_index()
