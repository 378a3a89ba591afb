"""
Rows of the `claim` view in, a `Draft` of a chart out; the only room that knows plotly.

Every marker carries its claim id in `customdata[0]`, so that a click finds the evidence.
"""

from newsfigures.charts import bounded
from newsfigures.charts.alt import how_to_read, rates_used, takeaway, unit_line
from newsfigures.charts.choice import drawable, foremost, foremost_of_each
from newsfigures.charts.comparison import side_by_side
from newsfigures.charts.compute import small_multiples
from newsfigures.charts.cost import by_sense, relative
from newsfigures.charts.draft import Draft
from newsfigures.charts.hover import amount, formula, inside
from newsfigures.charts.ink import inked
from newsfigures.charts.ladder import ladder, on_ladder
from newsfigures.charts.look import Look, Scale
from newsfigures.charts.market import by_definition
from newsfigures.charts.paper import Final, config, final, page, sign
from newsfigures.charts.reliability import reliability
from newsfigures.charts.style import CONFIG
from newsfigures.days import day

__all__ = [
    "CONFIG",
    "Draft",
    "Final",
    "Look",
    "Scale",
    "amount",
    "bounded",
    "by_definition",
    "by_sense",
    "config",
    "day",
    "drawable",
    "final",
    "foremost",
    "foremost_of_each",
    "formula",
    "how_to_read",
    "inked",
    "inside",
    "ladder",
    "on_ladder",
    "page",
    "rates_used",
    "relative",
    "reliability",
    "side_by_side",
    "sign",
    "small_multiples",
    "takeaway",
    "unit_line",
]
