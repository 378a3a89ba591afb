"""The house look: hue is the company, the same on every page; grounds, margins, the source."""

import math
import textwrap
from collections.abc import Iterable
from typing import Any

import pandas as pd

from newsfigures.charts import signs
from newsfigures.charts.draft import Draft
from newsfigures.charts.hues import HUES, OTHERS, house
from newsfigures.charts.signs import key

CONFIG: dict[str, Any] = {
    "displaylogo": False,
    "showSendToCloud": False,
    "scrollZoom": False,
    "modeBarButtons": [["toImage"]],
    "responsive": True,
}

CLEAR = "rgba(0,0,0,0)"
# What every figure is laid out with: the page shows through, one mark answers at a time.
PLAIN: dict[str, Any] = {
    "paper_bgcolor": CLEAR,
    "plot_bgcolor": CLEAR,
    "hovermode": "closest",
    "hoverlabel": {"align": "left"},
    "dragmode": False,
}
ROW_HEIGHT = 27
HEAD, FOOT, FOOT_LINE = 14, 38, 15
SOURCE_WIDTH = 52
# Of a picture; a page has the legend outside of the figure.
LEGEND_WIDTH, KEY, LETTER, LEGEND_LINE = 900, 46, 6.6, 20


def rests_on(rows: pd.DataFrame) -> tuple[int, int, int]:
    """Return how many articles, samples among them, and reference figures claims rest on."""
    is_own = rows["origin"] != "reference"
    own, is_sample = rows["article_id"][is_own], rows["is_sample"][is_own].astype(bool)
    return own.nunique(), own[is_sample].nunique(), len(rows) - len(own)


def source_line(rows: pd.DataFrame) -> str:
    """Say in one line what the marks rest on; it is drawn inside the figure."""
    articles, samples, references = rests_on(rows)
    parts = []
    if articles:
        note = f" (samples: {samples:,})" if samples else ""
        parts.append(f"{articles:,} article{'' if articles == 1 else 's'}{note}")
    if references:
        noun = "reference figure" if references == 1 else "reference figures"
        parts.append(f"{references:,} {noun} (Epoch AI, CC BY, and others)")
    return f"Source: {', '.join(parts) or 'nothing'}"


def add_hue_key(figure: Draft, companies: Iterable[str | None]) -> None:
    """Say in the legend which hue is which company, for the companies that are drawn."""
    present = [house(company) for company in companies]
    for name, colour in HUES.items():
        if name in present:
            figure.add_trace(key(name, mode="lines", line={"color": colour, "width": 7}))
    if None in present:
        figure.add_trace(key("others", mode="lines", line={"color": OTHERS, "width": 7}))


def _legend_lines(figure: Draft) -> int:
    """Return how many lines the legend takes in a picture."""
    names = [trace["name"] for trace in figure.spec["data"] if trace.get("showlegend")]
    if not names:
        return 0
    column = KEY + LETTER * max(len(name) for name in names)
    return math.ceil(len(names) / int(LEGEND_WIDTH // column))


def dress(
    figure: Draft,
    rows: pd.DataFrame,
    height: int,
    *,
    margin: int = 0,
    shapes: bool = True,
    marks: bool = True,
    source: str = "",
) -> Draft:
    """
    Give a figure the house look: clear ground, legend above, source line below.

    The legend says what the forms of the marks of `rows` mean (`signs`); without `shapes` the
    chart has given shape another meaning and named it, without `marks` it has none.

    On a page the legend stands outside of the figure; `paper.final` takes it out.

    `source` stands in for what is said of the claims in `rows`, for charts of something else.
    Colours of text are left to the page's theme. `height` is that of the plot alone, in
    pixels, room for the legend is added; `margin` the room for labels at its left, 0 to let
    plotly find it.
    """
    if marks:
        signs.add_key(figure, rows, shapes=shapes)
    legend = LEGEND_LINE * _legend_lines(figure)
    head = HEAD + legend
    lines = textwrap.wrap(source or source_line(rows), SOURCE_WIDTH)
    foot = FOOT + FOOT_LINE * len(lines)
    total = height + head + foot
    figure.update_layout(
        height=total,
        meta={"key": legend},
        margin={"l": margin or 8, "r": 12, "t": head, "b": foot},
        **PLAIN,
        font={"size": 13},
        legend={
            "orientation": "h",
            "x": 0,
            "xref": "container",
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            "itemclick": False,
            "itemdoubleclick": False,
            "font": {"size": 12},
        },
    )
    figure.add_annotation(
        text="<br>".join(lines),
        name="source",
        xref="paper",
        yref="paper",
        x=0,
        y=0,
        xanchor="left",
        yanchor="top",
        xshift=6 - margin if margin else 0,
        yshift=-30,
        showarrow=False,
        align="left",
        font={"size": 11},
    )
    return figure


def source_of(figure: Draft) -> dict[str, Any] | None:
    """Return what says the sources in a figure, to be changed; None where it is not dressed."""
    notes = figure.spec["layout"].get("annotations", ())
    return next((note for note in notes if note.get("name") == "source"), None)


def empty(words: str) -> Draft:
    """Return a figure that says in words why nothing is drawn."""
    figure = Draft()
    figure.add_annotation(
        text=words, xref="paper", yref="paper", x=0.5, y=0.5, showarrow=False, font={"size": 14}
    )
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False)
    figure.update_layout(height=160, paper_bgcolor=CLEAR, plot_bgcolor=CLEAR)
    return figure
