"""
What a mark's form says, the same on every page; the legend names each sign that is drawn.

Shape is the status. Filled is reviewed: checked against its source; hollow is not, or not yet. A
dot inside is worked out, a small mark is reference data, a large one is preferred.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from newsfigures.charts import draft
from newsfigures.charts.draft import Draft
from newsfigures.charts.hover import said
from newsfigures.charts.hues import OTHERS

SHAPES: dict[str, str] = {
    "reported": "circle",
    "estimated": "diamond",
    "projected": "triangle-up",
    "announced": "square",
    "assumed": "cross",
}
SIZE, SMALLER, LARGER = 11, 8, 16
RIM = {True: 1, False: 2}  # of filled and hollow marks


def reviewed(row: Mapping[str, Any]) -> bool:
    """Say whether a claim was checked against its source (claim.reviewed)."""
    return bool(row["reviewed"])


def preferred(row: Mapping[str, Any]) -> bool:
    """Say whether somebody prefers a claim to those alike it."""
    return bool(said(row.get("preferred_by")))


def symbol(row: Mapping[str, Any], shape: str | None = None) -> str:
    """
    Return plotly's name of a claim's mark; `shape` stands in for that of its status.

        >>> symbol({"status": "announced", "reviewed": False, "origin": "derived"})
        'square-open-dot'
        >>> symbol({"status": "announced", "reviewed": True, "origin": "article"}, "star")
        'star'
    """
    hollow = "" if reviewed(row) else "-open"
    dot = "-dot" if row["origin"] == "derived" else ""
    return (shape or SHAPES[str(row["status"])]) + hollow + dot


def size(row: Mapping[str, Any]) -> int:
    """Return the size of a claim's mark in pixels."""
    if preferred(row):
        return LARGER
    return SMALLER if row["origin"] == "reference" else SIZE


def key(name: str, **marks: Any) -> draft.Trace:
    """Return an entry of the legend; nothing of it is in the plot."""
    return draft.scatter(x=[None], y=[None], name=name, hoverinfo="skip", showlegend=True, **marks)


def _sign(name: str, form: str, pixels: int = SIZE) -> draft.Trace:
    line = {"width": RIM["open" not in form], "color": OTHERS}
    marker = {"symbol": form, "size": pixels, "color": OTHERS, "line": line}
    return key(name, mode="markers", marker=marker, legendrank=900)


def add_key(figure: Draft, rows: pd.DataFrame, *, shapes: bool = True) -> None:
    """
    Say in the legend what the forms of the marks mean, for those that are drawn.

    Without `shapes` the chart gives shape a meaning of its own and says it itself.
    """
    if rows.empty:
        return
    stated = set(rows["status"])
    named = [(status, shape) for status, shape in SHAPES.items() if status in stated]
    for status, shape in named if shapes else ():
        figure.add_trace(_sign(status, shape))
    checked = rows["reviewed"].astype(bool)
    form = named[0][1] if shapes else "circle"
    if not checked.all():
        figure.add_trace(_sign("hollow: not reviewed", f"{form}-open"))
    if (rows["origin"] == "derived").any():
        figure.add_trace(_sign("dot: worked out", f"{form}-open-dot"))
    small = rows["origin"] == "reference"
    if small.any() and not small.all():
        figure.add_trace(_sign("small: reference data", form, SMALLER))
