"""A chart in the colours of the page it stands on, light or dark."""

import re
from typing import Any

import plotly.graph_objects as go

from newsfigures.charts.draft import Spec, merge
from newsfigures.charts.hues import IN_THE_DARK

# Where a trace, a shape and a note keep their colours.
_TINTED = (
    ("marker", "color"), ("marker", "line", "color"), ("line", "color"), ("textfont", "color"),
    ("error_x", "color"), ("error_y", "color"), ("fillcolor",), ("font", "color"), ("arrowcolor",),
)  # fmt: skip
_AXIS = re.compile(r"[xy]axis\d*$")
# Words in charts, 9 to 1 and more from either ground (.streamlit/config.toml).
ON_GRID = frozenset({"row", "caption", "panel"})  # notes that stand within a plot
INK: dict[str, str] = {"light": "#37474a", "dark": "#d3dbdc"}
GROUND: dict[str, str] = {"light": "#ffffff", "dark": "#11181a"}


def _cover(marker: Spec, ground: str) -> None:
    """Let each mark cover what is below it: filled ones by a rim, hollow ones by their inside."""
    tints: Any = marker.get("color")
    symbols: Any = marker.get("symbol")
    if isinstance(symbols, str) or isinstance(tints, str):
        return
    hollow = [symbol.endswith("-open") for symbol in symbols]
    is_open = ["open" in symbol for symbol in symbols]
    marker["symbol"] = [
        symbol.removesuffix("-open") if empty else symbol
        for symbol, empty in zip(symbols, hollow, strict=True)
    ]
    marker["color"] = [ground if empty else tint for tint, empty in zip(tints, hollow, strict=True)]
    rims = [tint if edge else ground for tint, edge in zip(tints, is_open, strict=True)]
    marker.setdefault("line", {})["color"] = rims


def _retint(part: Spec) -> None:
    """Turn the colours of the light theme into those of the dark one."""
    for *way, place in _TINTED:
        at: Any = part
        for name in way:
            at = at.get(name, {})
        if (tint := at.get(place)) is None:
            continue
        if isinstance(tint, str):
            at[place] = IN_THE_DARK.get(tint, tint)
        elif all(isinstance(each, str) for each in tint):
            at[place] = [IN_THE_DARK.get(each, each) for each in tint]


def ink(spec: Spec, theme: str) -> None:
    """
    Give a chart's words the ink of a theme, and the chart the theme's ground.

    `spec` is what `go.Figure.to_dict` returns, changed in place: doing the same to a figure takes
    plotly many times as long. The ground is that of the page, so that a picture taken of the chart
    can be read anywhere. Marks get a rim of it, so that those which lie close can be counted. A
    theme that is neither light nor dark leaves the chart as it is.
    """
    if theme not in INK:
        return
    tint, ground = INK[theme], GROUND[theme]
    layout = spec["layout"]
    merge(
        layout,
        {
            "font": {"color": tint},
            "paper_bgcolor": ground,
            "legend": {"font": {"color": tint}},
            "hoverlabel": {"font": {"color": tint}, "bgcolor": ground, "bordercolor": tint},
        },
    )
    notes = layout.get("annotations", ())
    if theme == "dark":
        for part in (*spec["data"], *layout.get("shapes", ()), *notes):
            _retint(part)
    for note in notes:
        if note.get("name") in ON_GRID:
            # Lines of the grid end at words.
            note["bgcolor"], note["borderpad"] = ground, 0
    for trace in spec["data"]:
        if trace.get("mode") == "markers+text":
            _cover(trace["marker"], ground)
    for name in {"xaxis", "yaxis", *(each for each in layout if _AXIS.match(each))}:
        merge(layout, {name: {"tickfont": {"color": tint}}})


def inked(figure: go.Figure, theme: str) -> go.Figure:
    """Return a figure in the ink of a theme (`ink`); the same one where there is no such theme."""
    if theme not in INK:
        return figure
    spec = figure.to_dict()
    ink(spec, theme)
    return go.Figure(spec, _validate=False)
