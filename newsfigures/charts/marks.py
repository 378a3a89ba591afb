"""Marks: one per claim, with its whisker, its arrow and the way back to its evidence."""

from bisect import bisect, insort
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from newsfigures import compare
from newsfigures.charts import draft, signs
from newsfigures.charts.draft import Draft
from newsfigures.charts.hover import hover, plotted
from newsfigures.charts.hues import FAINT, hue

ARROWS = {"at_least": ("→", "middle right"), "at_most": ("←", "middle left")}
UPRIGHT = {"at_least": ("↑", "top center"), "at_most": ("↓", "bottom center")}
# The traces of a chart, each of claims of one origin, in the order they are drawn.
ORIGINS = ("reference", "derived", "article")
PALE = 0.6  # opacity; less is lost on the dark page
GOLDEN = 0.6180339887498949  # its multiples, less their whole parts, lie evenly and in no order
NEAR = 0.035  # of the axis: closer than this, two marks of one row would cover each other


def records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Return rows of the `claim` view as plain mappings, in their order."""
    return compare.records(rows)


def ends(claims: Sequence[Mapping[str, Any]]) -> list[float]:
    """Return all values that an axis of these claims must hold: of a range, both ends."""
    found = []
    for row in claims:
        low, high, _ = plotted(row)
        found += [low] if high is None else [low, high]
    return found


def levels(places: Sequence[float], near: float = NEAR) -> list[int]:
    """
    Stack marks of one row so that none covers another.

    `places` are positions along the axis, 0 to 1. Returns a level for each, 0 for the middle
    line; marks within `near` of one another get different levels.

        >>> levels([0.1, 0.11, 0.5, 0.12])
        [0, 2, 0, 1]

    Taken from left to right, marks that lie close would stand in slanting lines that say nothing;
    so they are taken in an order that jumps to and fro, which is the same each time.
    """
    held: list[list[float]] = []
    found = [0] * len(places)
    rank = {k: n for n, k in enumerate(sorted(range(len(places)), key=lambda k: (places[k], k)))}
    for i in sorted(range(len(places)), key=lambda k: (rank[k] * GOLDEN) % 1):
        at = places[i]
        found[i] = level = next(
            (n for n, row in enumerate(held) if _free(row, at, near)), len(held)
        )
        if level == len(held):
            held.append([])
        insort(held[level], at)
    return found


def _free(row: Sequence[float], at: float, near: float) -> bool:
    """Say whether a place is `near` none of a row, whose places are in order."""
    k = bisect(row, at)
    return (k == 0 or at - row[k - 1] >= near) and (k == len(row) or row[k] - at >= near)


def lift(level: int) -> float:
    """
    Return how far from the middle line a level lies, in levels: 0, 1, -1, 2, -2, …

        >>> [lift(n) for n in range(5)]
        [0.0, 1.0, -1.0, 2.0, -2.0]
    """
    step = (level + 1) // 2
    return float(step if level % 2 else -step)


def _whiskers(members: Sequence[Mapping[str, Any]], colours: Sequence[str]) -> dict[str, Any]:
    # NaN, not 0: a whisker without length would still draw its end, a stroke through the mark.
    reach = np.full(len(members), np.nan)
    for i, row in enumerate(members):
        low, high, _ = plotted(row)
        if high is not None:
            reach[i] = high - low
    return {
        "type": "data",
        "symmetric": False,
        "array": reach,
        "arrayminus": reach * 0,
        "color": colours[0] if len(set(colours)) == 1 else "#808080",
        "thickness": 2,
        "width": 5,
        "visible": bool(np.isfinite(reach).any()),
    }


def add(
    figure: Draft,
    claims: Sequence[Mapping[str, Any]],
    *,
    x: Sequence[Any],
    y: Sequence[Any],
    value_on: str = "x",
    colours: Sequence[str] | None = None,
    pale: Sequence[bool] | None = None,
    axes: tuple[str, str] = ("x", "y"),
) -> None:
    """Draw claims into a figure, those of one origin after the other; see `scatter`."""
    for origin in ORIGINS:
        at = [i for i, row in enumerate(claims) if row["origin"] == origin]
        if at:
            figure.add_trace(
                scatter(
                    [claims[i] for i in at],
                    origin,
                    x=[x[i] for i in at],
                    y=[y[i] for i in at],
                    value_on=value_on,
                    colours=[colours[i] for i in at] if colours is not None else None,
                    pale=[pale[i] for i in at] if pale is not None else None,
                    axes=axes,
                )
            )


def scatter(
    members: Sequence[Mapping[str, Any]],
    origin: str,
    *,
    x: Sequence[Any],
    y: Sequence[Any],
    value_on: str = "x",
    colours: Sequence[str] | None = None,
    pale: Sequence[bool] | None = None,
    axes: tuple[str, str] = ("x", "y"),
) -> draft.Trace:
    """
    Draw claims of one origin: one marker each, in the given order.

    `customdata` holds the claim id, then the words of the hover box. A range starts at its
    mark and ends at its whisker; a one-sided bound has an arrow towards its open side.
    `value_on` names the axis that shows the value. The form of a mark is that of `signs`; `pale`
    marks are there to be seen, not to be set against the others.
    """
    tints = list(colours) if colours is not None else [hue(row["company"]) for row in members]
    arrows = ARROWS if value_on == "x" else UPRIGHT
    bounds = [arrows.get(str(row["qualifier"]), ("", "middle center")) for row in members]
    strength = [PALE if is_pale else 1.0 for is_pale in pale or [False] * len(members)]
    return draft.scatter(
        x=list(x),
        y=list(y),
        mode="markers+text",
        name=origin,
        showlegend=False,
        text=[glyph for glyph, _ in bounds],
        textposition=[place for _, place in bounds],
        textfont={"size": 17, "color": tints},
        cliponaxis=False,
        marker={
            "symbol": [signs.symbol(row) for row in members],
            "size": [signs.size(row) for row in members],
            "color": tints,
            "opacity": strength,
            "line": {
                "width": [signs.RIM[signs.reviewed(row)] for row in members],
                "color": tints,
            },
        },
        customdata=[[row["claim_id"], hover(row)] for row in members],
        hovertemplate="%{customdata[1]}<extra></extra>",
        **{f"error_{value_on}": _whiskers(members, tints)},
        xaxis=axes[0],
        yaxis=axes[1],
    )


def add_grid_line(figure: Draft, at: float, axes: tuple[str, str]) -> None:
    """Draw the thin line on which the marks of a row sit."""
    figure.add_shape(
        type="line",
        x0=0,
        x1=1,
        y0=at,
        y1=at,
        xref=f"{axes[0]} domain",
        yref=axes[1],
        line={"color": FAINT, "width": 1},
        layer="below",
    )
