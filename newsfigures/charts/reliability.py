"""What a confidence is worth: of the readings that had it, how many were right."""

import pandas as pd

from newsfigures.charts import draft
from newsfigures.charts.draft import Draft
from newsfigures.charts.hues import FAINT, HUES

HEIGHT = 320
LEAST = 3  # readings; fewer say nothing of a share


def reliability(bins: pd.DataFrame) -> Draft:
    """
    Draw the share of right readings over their confidence, beside the line where both agree.

    `bins` has `from`, `to`, `figures` and `right`; bins with fewer than three readings are left
    out.
    """
    some = bins[bins["figures"] >= LEAST]
    middle = (some["from"] + some["to"]) / 2
    share = some["right"] / some["figures"]
    figure = Draft()
    figure.add_trace(
        draft.scatter(
            x=[0, 1],
            y=[0, 1],
            mode="lines",
            line={"color": FAINT, "dash": "dash"},
            hoverinfo="skip",
            showlegend=False,
        )
    )
    figure.add_trace(
        draft.scatter(
            x=list(middle),
            y=list(share),
            mode="lines+markers+text",
            marker={"size": 10, "color": HUES["DeepSeek"]},
            text=[f"{n:,}" for n in some["figures"]],
            textposition="bottom center",
            customdata=[
                [f"{row['right']:,} of {row['figures']:,} right"] for _, row in some.iterrows()
            ],
            hovertemplate="confidence about %{x:.2f}: %{customdata[0]}<extra></extra>",
            showlegend=False,
        )
    )
    figure.update_layout(
        height=HEIGHT,
        margin={"l": 56, "r": 16, "t": 16, "b": 48},
        xaxis={"title": "confidence", "range": [0, 1.02], "gridcolor": FAINT, "fixedrange": True},
        yaxis={"title": "share right", "range": [0, 1.05], "gridcolor": FAINT, "fixedrange": True},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
    )
    return figure
