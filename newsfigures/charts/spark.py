"""A small chart of one measure over time, for a card of the Overview."""

from html import escape
from typing import Any

import pandas as pd

from newsfigures.charts import marks, style
from newsfigures.charts.axes import is_log, tick
from newsfigures.charts.draft import Draft, merge
from newsfigures.charts.hover import plotted
from newsfigures.charts.hues import FAINT

HEIGHT = 116
LARGE, SMALL = 12, 7
PAD = pd.Timedelta(days=20)


def spark(rows: pd.DataFrame, shown: str) -> Draft:
    """
    Draw claims of one unit by date, the one with the id `shown` at full strength, others pale.

    Only the ends of both axes are written. Claims without a date must be left out.
    """
    claims = marks.records(rows.assign(published=pd.to_datetime(rows["published"])))
    figure = Draft()
    marks.add(
        figure,
        claims,
        x=[row["published"] for row in claims],
        y=[plotted(row)[0] for row in claims],
        value_on="y",
        pale=[row["claim_id"] != shown for row in claims],
    )
    for trace in figure.spec["data"]:
        sizes = [LARGE if held[0] == shown else SMALL for held in trace["customdata"]]
        merge(trace, {"marker": {"size": sizes}, "textfont": {"size": 12}})
    figure.update_layout(
        height=HEIGHT,
        margin={"l": 46, "r": 14, "t": 12, "b": 22},
        **style.PLAIN,
        xaxis=_dates(claims),
        yaxis=_values(claims),
    )
    return figure


def _dates(claims: list[dict[str, Any]]) -> dict[str, Any]:
    days = [row["published"] for row in claims]
    first, last = min(days), max(days)
    ends = [first, last] if last - first > pd.Timedelta(days=60) else [last]
    return {
        "type": "date",
        "range": [first - PAD - (last - first) / 12, last + PAD + (last - first) / 12],
        "tickmode": "array",
        "tickvals": ends,
        "ticktext": [f"{day:%b %Y}" for day in ends],
        "tickangle": 0,
        "tickfont": {"size": 11},
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }


def _values(claims: list[dict[str, Any]]) -> dict[str, Any]:
    ends = marks.ends(claims)
    low, high = min(ends), max(ends)
    unit = plotted(claims[0])[2]
    shown = sorted({low, high})
    return {
        "type": "log" if is_log(ends) else "linear",
        "tickmode": "array",
        "tickvals": shown,
        "ticktext": [escape(tick(value, unit)) for value in shown],
        "tickfont": {"size": 11},
        "showgrid": True,
        "gridcolor": FAINT,
        "zeroline": False,
        "fixedrange": True,
    }
