"""Values by date: strips one above the other, which share the axis of time."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

import numpy as np
import pandas as pd

from newsfigures.charts import draft, marks, style
from newsfigures.charts.axes import position, time_axis, value_axis
from newsfigures.charts.draft import Draft
from newsfigures.charts.hover import plotted
from newsfigures.charts.hues import OTHERS
from newsfigures.charts.look import Scale
from newsfigures.charts.trend import Trend

STRIP, ALONE = 180, 300  # a strip's height beside others, and that of a single one
TITLE, TITLE_LINE, NOTE = 13, 17, 48
GAP = 40
BAND = "rgba(128,128,128,0.2)"
PHONE = 270  # pixels of plot on the narrowest screen: labels must keep clear even there
LETTER, LINE, CLEAR = 6.4, 20, 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """Claims that may share an axis of value, under their title; `note` is said below it."""

    title: str
    rows: pd.DataFrame
    trend: Trend | None = None
    note: str = ""

    @property
    def head(self) -> list[str]:
        """Return the lines above the strip, as HTML."""
        lines = [f"<b>{escape(self.title, quote=False)}</b>"]
        return lines + [escape(line, quote=False) for line in textwrap.wrap(self.note, NOTE)]


def _labelled(
    claims: Sequence[dict[str, Any]], spots: Sequence[tuple[float, float]], height: float
) -> list[int]:
    """
    Choose the marks that get their name beside them, so that no name covers another.

    Articles' figures come first, then the largest. `spots` are in pixels of the narrowest
    screen.
    """
    taken: list[tuple[float, float, float]] = []
    chosen = []
    places = np.array(spots).reshape(-1, 2)
    order = sorted(
        range(len(claims)), key=lambda i: (claims[i]["origin"] == "reference", -spots[i][1])
    )
    for i in order:
        half = LETTER * len(str(claims[i]["subject"])) / 2
        x = spots[i][0]
        y = spots[i][1] + (-LINE if claims[i]["qualifier"] == "at_least" else LINE)
        inside = half < x < PHONE - half and 0 < y < height
        if not inside or any(abs(x - a) <= half + b and abs(y - c) <= LINE for a, b, c in taken):
            continue
        covered = (np.abs(places[:, 0] - x) <= half + 6) & (np.abs(places[:, 1] - y) <= CLEAR)
        covered[i] = False
        if not covered.any():
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
    height: float,
) -> draft.Trace:
    length = (span[1] - span[0]) / pd.Timedelta(days=1)
    spots = [
        (
            PHONE * ((day - span[0]) / pd.Timedelta(days=1)) / length,
            height * position(plotted(row)[0], axis),
        )
        for row, day in zip(claims, days, strict=True)
    ]
    chosen = _labelled(claims, spots, height)
    return draft.scatter(
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


def _draw_trend(figure: Draft, trend: Trend, axes: tuple[str, str]) -> None:
    """Draw the line and its band behind the marks; neither is a claim, nor answers a click."""
    for values, line, fill in (
        (trend.low, {"width": 0}, None),
        (trend.high, {"width": 0}, "tonexty"),
        (trend.line, {"width": 2, "dash": "dash", "color": OTHERS}, None),
    ):
        figure.add_trace(
            draft.scatter(
                x=trend.days,
                y=values,
                mode="lines",
                line=line,
                fill=fill,
                fillcolor=BAND if fill else None,
                hoverinfo="skip",
                showlegend=False,
                name="trend",
                xaxis=axes[0],
                yaxis=axes[1],
            )
        )


def _draw(
    figure: Draft,
    strip: Strip,
    axis: dict[str, Any],
    span: tuple[pd.Timestamp, pd.Timestamp],
    axes: tuple[str, str],
    height: float,
) -> None:
    if strip.trend is not None:
        _draw_trend(figure, strip.trend, axes)
    claims = marks.records(strip.rows)
    days = [row["published"] for row in claims]
    marks.add(
        figure, claims, x=days, y=[plotted(row)[0] for row in claims], value_on="y", axes=axes
    )
    figure.add_trace(_names(claims, days, span, axis, axes, height))


def _lay_out(
    figure: Draft,
    number: int,
    strip: Strip,
    axis: dict[str, Any],
    span: tuple[pd.Timestamp, pd.Timestamp],
    domain: tuple[float, float],
) -> None:
    tail = "" if number == 1 else str(number)
    time = time_axis(*span) | {"anchor": f"y{tail}"}
    value = axis | {"anchor": f"x{tail}", "domain": list(domain), "automargin": True}
    figure.update_layout({f"xaxis{tail}": time, f"yaxis{tail}": value})
    figure.add_annotation(
        text="<br>".join(strip.head),
        align="left",
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


def over_time(strips: Sequence[Strip], scale: Scale = Scale.AUTO) -> Draft:
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
    height = STRIP if len(filled) > 1 else ALONE
    heads = [TITLE + TITLE_LINE * len(strip.head) for strip in filled]
    total = len(filled) * height + sum(heads) + (len(filled) - 1) * GAP
    figure = Draft()
    top = total
    for number, (strip, head) in enumerate(zip(filled, heads, strict=True), start=1):
        top -= head
        domain = (max((top - height) / total, 0), top / total)
        claims = marks.records(strip.rows)
        axis = value_axis(marks.ends(claims), plotted(claims[0])[2], scale)
        _lay_out(figure, number, strip, axis, span, domain)
        tail = "" if number == 1 else str(number)
        _draw(figure, strip, axis, span, (f"x{tail}", f"y{tail}"), height)
        top -= height + GAP
    style.add_hue_key(figure, everything["company"])
    # A filled band would turn the order of the legend round.
    return style.dress(figure, everything, total).update_layout(legend={"traceorder": "normal"})
