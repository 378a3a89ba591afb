"""A chart in the colours of the page it stands on, light or dark."""

from typing import Any

import plotly.graph_objects as go

from newsfigures.charts.hues import IN_THE_DARK

# Where a trace, a shape and a note keep their colours.
_TINTED = (
    "marker.color", "marker.line.color", "line.color", "textfont.color", "error_x.color",
    "error_y.color", "fillcolor", "font.color", "arrowcolor",
)  # fmt: skip
# Words in charts, 9 to 1 and more from either ground (.streamlit/config.toml).
ON_GRID = frozenset({"row", "caption", "panel"})  # notes that stand within a plot
INK: dict[str, str] = {"light": "#37474a", "dark": "#d3dbdc"}
GROUND: dict[str, str] = {"light": "#ffffff", "dark": "#11181a"}


def _cover(trace: go.Scatter, ground: str) -> None:
    """Let each mark cover what is below it: filled ones by a rim, hollow ones by their inside."""
    marker = trace.marker
    if isinstance(marker.symbol, str) or isinstance(marker.color, str):
        return
    tints = list(marker.color)
    hollow = [symbol.endswith("-open") for symbol in marker.symbol]
    is_open = ["open" in symbol for symbol in marker.symbol]
    marker.symbol = [
        symbol.removesuffix("-open") if empty else symbol
        for symbol, empty in zip(marker.symbol, hollow, strict=True)
    ]
    marker.color = [ground if empty else tint for tint, empty in zip(tints, hollow, strict=True)]
    marker.line.color = [
        tint if edge else ground for tint, edge in zip(tints, is_open, strict=True)
    ]


def _retint(part: Any) -> None:
    """Turn the colours of the light theme into those of the dark one."""
    for place in _TINTED:
        if place not in part or (tint := part[place]) is None:
            continue
        if isinstance(tint, str):
            part[place] = IN_THE_DARK.get(tint, tint)
        elif all(isinstance(each, str) for each in tint):
            part[place] = [IN_THE_DARK.get(each, each) for each in tint]


def inked(figure: go.Figure, theme: str) -> go.Figure:
    """
    Give a chart's words the ink of a theme, and the chart the theme's ground.

    The ground is that of the page, so that a picture taken of the chart can be read anywhere.
    Marks get a rim of it, so that those which lie close can be counted. A theme that is neither
    light nor dark leaves the chart as it is.
    """
    if theme not in INK:
        return figure
    ink, ground = INK[theme], GROUND[theme]
    figure.update_layout(
        font={"color": ink},
        paper_bgcolor=ground,
        legend={"font": {"color": ink}},
        hoverlabel={"font": {"color": ink}, "bgcolor": ground, "bordercolor": ink},
    )
    if theme == "dark":
        for part in (*figure.data, *figure.layout.shapes, *figure.layout.annotations):
            _retint(part)
    for note in figure.layout.annotations:
        if note.name in ON_GRID:
            # Lines of the grid end at words.
            note.bgcolor, note.borderpad = ground, 0
    for trace in figure.select_traces(selector={"mode": "markers+text"}):
        _cover(trace, ground)
    figure.update_xaxes(tickfont={"color": ink})
    figure.update_yaxes(tickfont={"color": ink})
    return figure
