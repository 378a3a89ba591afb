"""Claims of a few subjects side by side, a panel per kind that may be compared."""

import pandas as pd

from newsfigures.charts import draft
from newsfigures.charts.draft import Draft
from newsfigures.charts.look import Scale
from newsfigures.charts.panels import Panel, stacked
from newsfigures.charts.style import CLEAR

GROUND_HATCH = "rgba(128,128,128,0.55)"


def side_by_side(claims: pd.DataFrame, baseline: str, scale: Scale = Scale.AUTO) -> Draft:
    """
    Draw the claims of a comparison (`compare.Comparison.claims`), pale where unlike the baseline.

    A panel holds one kind: the same sense of cost, unit, time and status kind.
    """
    panels = []
    for kind in dict.fromkeys(claims["kind"]):
        part = claims[claims["kind"] == kind]
        names = list(part["name"])
        unlike = not part["like"].any()
        panels.append(
            Panel(
                title=str(kind),
                note=f"Not set against {baseline}: no figure of it is like these."
                if unlike
                else "",
                rows=part,
                labels=names,
                order=list(dict.fromkeys(names)),
                pale=list(~part["like"].astype(bool)),
            )
        )
    shared = claims["plot_unit"].nunique() == 1
    figure = stacked(panels, shared=shared, scale=scale)
    for number, panel in enumerate(panels, start=1):
        if _is_unlike(panel.rows):
            _hatch(figure, number)
    return figure


def _is_unlike(rows: pd.DataFrame) -> bool:
    """Say whether nothing in a panel is set against anything else there."""
    return bool((rows["why"] != "").any() and rows["like"].sum() < 2)


def _hatch(figure: Draft, number: int) -> None:
    """Hatch the ground of a panel below its marks."""
    tail = "" if number == 1 else str(number)
    layout = figure.spec["layout"]
    across, down = layout[f"xaxis{tail}"], layout[f"yaxis{tail}"]
    left, right = (10**end if across["type"] == "log" else end for end in across["range"])
    bottom, top = down["range"]
    figure.add_trace(
        draft.scatter(
            x=[left, right, right, left],
            y=[bottom, bottom, top, top],
            fill="toself",
            mode="none",
            fillpattern={"shape": "/", "size": 8, "solidity": 0.12, "fgcolor": GROUND_HATCH},
            fillcolor=CLEAR,
            hoverinfo="skip",
            showlegend=False,
            name="unlike",
            xaxis=f"x{tail}",
            yaxis=f"y{tail}",
        )
    )
    # Traces are drawn in their order: the ground comes first.
    traces = figure.spec["data"]
    traces.insert(0, traces.pop())
