"""
Rows of the `claim` view in, `go.Figure` out; the only room that knows plotly.

Every marker carries its claim id in `customdata[0]`, so that a click finds the evidence.
"""

from newsfigures.charts.alt import takeaway
from newsfigures.charts.axes import LOG_WORDS
from newsfigures.charts.choice import drawable, foremost
from newsfigures.charts.comparison import side_by_side
from newsfigures.charts.cost import by_sense, pairs, relative, sense_of, sense_over_time
from newsfigures.charts.ladder import ladder, on_ladder
from newsfigures.charts.style import CONFIG

__all__ = [
    "CONFIG",
    "LOG_WORDS",
    "by_sense",
    "drawable",
    "foremost",
    "ladder",
    "on_ladder",
    "pairs",
    "relative",
    "sense_of",
    "sense_over_time",
    "side_by_side",
    "takeaway",
]
