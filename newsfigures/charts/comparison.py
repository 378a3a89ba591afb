"""Claims of a few subjects side by side, a panel per kind that may be compared."""

import pandas as pd
import plotly.graph_objects as go

from newsfigures.charts.panels import Panel, stacked


def side_by_side(claims: pd.DataFrame, baseline: str) -> go.Figure:
    """
    Draw the claims of a comparison (`compare.Comparison.claims`), hollow without a ratio.

    A panel holds one kind: the same sense of cost, unit, time and status kind.
    """
    panels = []
    for kind in dict.fromkeys(claims["kind"]):
        part = claims[claims["kind"] == kind]
        names = list(part["name"])
        lacks = baseline not in names
        panels.append(
            Panel(
                title=str(kind),
                note=f"No figure of {baseline} in this sense, so no ratio." if lacks else "",
                rows=part,
                labels=names,
                order=list(dict.fromkeys(names)),
                hollow=list(part["ratio"].isna()),
            )
        )
    shared = claims["plot_unit"].nunique() == 1
    return stacked(panels, shared=shared)
