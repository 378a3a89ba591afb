"""Values by date: strips one above the other, which share the axis of time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from newsfigures.charts import marks, style
from newsfigures.charts.axes import position, value_axis
from newsfigures.charts.hover import plotted
from newsfigures.charts.hues import FAINT
from newsfigures.charts.look import Scale

STRIP = 180
TITLE = 30
GAP = 40
PHONE = 270  # pixels of plot on the narrowest screen: labels must keep clear even there
LETTER, LINE, CLEAR = 6.4, 20, 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """Claims that may share an axis of value, under their title."""

    title: str
    rows: pd.DataFrame


def _labelled(claims: Sequence[dict[str, Any]], spots: Sequence[tuple[float, float]]) -> list[int]:
    """
    Choose the marks that get their name beside them, so that no name covers another.

    Articles' figures come first, then the largest. `spots` are in pixels of the narrowest
    screen.
    """
    taken: list[tuple[float, float, float]] = []
    chosen = []
    order = sorted(
        range(len(claims)), key=lambda i: (claims[i]["origin"] == "reference", -spots[i][1])
    )
    for i in order:
        half = LETTER * len(str(claims[i]["subject"])) / 2
        x, y = spots[i][0], spots[i][1] + LINE
        inside = half < x < PHONE - half and y < STRIP
        free = all(abs(x - a) > half + b or abs(y - c) > LINE for a, b, c in taken)
        clear = all(
            abs(sx - x) > half + 6 or abs(sy - y) > CLEAR
            for k, (sx, sy) in enumerate(spots)
            if k != i
        )
        if inside and free and clear:
            taken.append((x, half, y))
            chosen.append(i)
    return chosen


def _clear_of_mark(row: dict[str, Any]) -> str:
    """Return the name with a blank line between it and its mark; an arrow goes the other way."""
    name = escape(str(row["subject"]), quote=False)
    return f" <br>{name}" if row["qualifier"] == "at_least" else f"{name}<br> "


def _names(
    claims: Sequence[dict[str, Any]],
    days: Sequence[pd.Timestamp],
    span: tuple[pd.Timestamp, pd.Timestamp],
    axis: dict[str, Any],
    axes: tuple[str, str],
) -> go.Scatter:
    length = (span[1] - span[0]) / pd.Timedelta(days=1)
    spots = [
        (
            PHONE * ((day - span[0]) / pd.Timedelta(days=1)) / length,
            STRIP * position(plotted(row)[0], axis),
        )
        for row, day in zip(claims, days, strict=True)
    ]
    chosen = _labelled(claims, spots)
    return go.Scatter(
        x=[days[i] for i in chosen],
        y=[plotted(claims[i])[0] for i in chosen],
        mode="text",
        text=[_clear_of_mark(claims[i]) for i in chosen],
        textposition=[
            "bottom center" if claims[i]["qualifier"] == "at_least" else "top center"
            for i in chosen
        ],
        textfont={"size": 11},
        hoverinfo="skip",
        showlegend=False,
        xaxis=axes[0],
        yaxis=axes[1],
    )


def _draw(
    figure: go.Figure,
    strip: Strip,
    axis: dict[str, Any],
    span: tuple[pd.Timestamp, pd.Timestamp],
    axes: tuple[str, str],
) -> None:
    claims = marks.records(strip.rows)
    for origin in marks.ORIGINS:
        members = [row for row in claims if row["origin"] == origin]
        if members:
            figure.add_trace(
                marks.scatter(
                    members,
                    origin,
                    x=[row["published"] for row in members],
                    y=[plotted(row)[0] for row in members],
                    value_on="y",
                    axes=axes,
                )
            )
    figure.add_trace(_names(claims, [row["published"] for row in claims], span, axis, axes))


def _lay_out(
    figure: go.Figure,
    number: int,
    strip: Strip,
    axis: dict[str, Any],
    span: tuple[pd.Timestamp, pd.Timestamp],
    domain: tuple[float, float],
) -> None:
    tail = "" if number == 1 else str(number)
    time = {
        "type": "date",
        "range": list(span),
        "anchor": f"y{tail}",
        "nticks": 6,
        "tickformat": "%Y",
        "tickangle": 0,
        "showgrid": True,
        "gridcolor": FAINT,
        "zeroline": False,
        "fixedrange": True,
    }
    value = axis | {"anchor": f"x{tail}", "domain": list(domain), "automargin": True}
    figure.update_layout({f"xaxis{tail}": time, f"yaxis{tail}": value})
    figure.add_annotation(
        text=f"<b>{strip.title}</b>",
        name="panel",
        x=0,
        xref="paper",
        xanchor="left",
        y=domain[1],
        yref="paper",
        yanchor="bottom",
        yshift=4,
        showarrow=False,
        font={"size": 13},
    )


def over_time(strips: Sequence[Strip], scale: Scale = Scale.AUTO) -> go.Figure:
    """
    Draw claims by their date, strip by strip.

    A strip holds one unit. Claims without a date must be left out by the caller, who says so.
    """
    filled = [strip for strip in strips if len(strip.rows)]
    if not filled:
        return style.empty("No dated figure to draw.")
    filled = [
        replace(strip, rows=strip.rows.assign(published=pd.to_datetime(strip.rows["published"])))
        for strip in filled
    ]
    everything = pd.concat([strip.rows for strip in filled])
    pad = pd.Timedelta(days=120)
    span = (everything["published"].min() - pad, everything["published"].max() + pad)
    total = len(filled) * (STRIP + TITLE) + (len(filled) - 1) * GAP
    figure = go.Figure()
    top = total
    for number, strip in enumerate(filled, start=1):
        top -= TITLE
        domain = (max((top - STRIP) / total, 0), top / total)
        claims = marks.records(strip.rows)
        axis = value_axis(marks.ends(claims), plotted(claims[0])[2], scale)
        _lay_out(figure, number, strip, axis, span, domain)
        tail = "" if number == 1 else str(number)
        _draw(figure, strip, axis, span, (f"x{tail}", f"y{tail}"))
        top -= STRIP + GAP
    style.add_hue_key(figure, everything["company"])
    return style.dress(figure, everything, total)
