"""Claims of a few subjects side by side, a panel per kind that may be compared."""

import pandas as pd
import plotly.graph_objects as go

from newsfigures.charts.look import Scale
from newsfigures.charts.panels import Panel, stacked


def side_by_side(claims: pd.DataFrame, baseline: str, scale: Scale = Scale.AUTO) -> go.Figure:
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
    return stacked(panels, shared=shared, scale=scale)
