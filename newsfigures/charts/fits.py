"""Sums beside what is stated: a row each, and where its ratio lies around one."""

import math
import textwrap
from collections.abc import Sequence
from html import escape
from typing import Any

import pandas as pd

from newsfigures.charts import draft, signs, style
from newsfigures.charts.draft import Draft
from newsfigures.charts.hues import FAINT, OTHERS, hue
from newsfigures.charts.sum_words import hover, in_words, verdict
from newsfigures.consistency import FACTOR, Kind, Sum

TITLES: dict[Kind, str] = {
    Kind.COST: "GPU hours × price of an hour, against the stated cost",
    Kind.HOURS: "Chips × days × 24, against the stated GPU hours",
    Kind.POWER: "Chips × their watts, against the stated power of the site",
}
NOTES: dict[Kind, str] = {
    Kind.COST: "A cost that holds more than the run, or another price, gives another sum.",
    Kind.HOURS: "Idle and failed days are counted in, so somewhat more is usual.",
    Kind.POWER: "Servers, network and cooling come on top of the chips: more is stated as a rule.",
}
# Pixels of a row: its name, its sum in words, its mark.
NAME, WORDS, MARK, PAD = 18, 17, 17, 9
TITLE, TITLE_LINE, AXIS = 12, 17, 6
SHADE = "rgba(128,128,128,0.12)"
HEADS = 44  # letters of a row's name, which is bold
LETTERS = 52  # of a line on a phone
MOST = 60  # sums of a kind: more are no chart to read; the table has them all
LEAST_SPAN = 4.0  # the axis reaches at least from a quarter to four times


def _finite(s: Sum) -> tuple[float, float]:
    """Return the ends of a ratio that can be drawn: an open side is the other end."""
    low, high = s.ratio
    low = high if low == 0 else low
    return (low if not math.isinf(low) else 1.0), (low if math.isinf(high) else high)


def _axis(found: Sequence[Sum]) -> dict[str, Any]:
    every = [end for s in found for end in _finite(s)]
    reach = max(LEAST_SPAN, max(every), 1 / min(every)) * 1.4
    steps = [n for n in (2, 5, 10, 100, 1000, 10_000) if n < reach]
    steps = steps if len(steps) < 4 else [2, *steps[2:]]
    at = [*(1 / n for n in reversed(steps)), 1, *steps]
    words = [*(f"1/{n:,}" for n in reversed(steps)), "equal", *(f"{n:,}×" for n in steps)]
    return {
        "type": "log",
        "range": [-math.log10(reach), math.log10(reach)],
        "tickmode": "array",
        "tickvals": at,
        "ticktext": words,
        "tickangle": 0,
        "showgrid": True,
        "gridcolor": FAINT,
        "zeroline": False,
        "fixedrange": True,
    }


def _written(text: str, at: float, name: str, size: int = 12) -> dict[str, Any]:
    """Return words at a height, as one of plotly's annotations."""
    return {
        "text": text, "name": name, "x": 0, "xref": "paper", "xanchor": "left", "align": "left",
        "y": at, "yref": "y", "showarrow": False, "font": {"size": size},
    }  # fmt: skip


def _marks(found: Sequence[Sum], heights: Sequence[float]) -> draft.Trace:
    spans = [_finite(s) for s in found]
    return draft.scatter(
        x=[low for low, _ in spans],
        y=list(heights),
        mode="markers+text",
        text=[f" {verdict(s)}" if not s.fits else "" for s in found],
        textposition=["middle right" if low < 1 else "middle left" for low, _ in spans],
        textfont={"size": 12},
        cliponaxis=False,
        marker=marker(found),
        error_x={
            "type": "data",
            "symmetric": False,
            "array": [high - low if high > low else math.nan for low, high in spans],
            "arrayminus": [0.0 if high > low else math.nan for low, high in spans],
            "thickness": 2,
            "width": 5,
            "color": OTHERS,
            "visible": any(high > low for low, high in spans),
        },
        customdata=[[s.stated["claim_id"], hover(s)] for s in found],
        hovertemplate="%{customdata[1]}<extra></extra>",
        name="sums",
        showlegend=False,
    )


def marker(found: Sequence[Sum]) -> dict[str, Any]:
    """Return the form of the marks of sums: that of what each states (`signs`)."""
    colours = [hue(s.stated["company"]) for s in found]
    return {
        "symbol": [signs.symbol(s.stated) for s in found],
        "size": [signs.size(s.stated) for s in found],
        "color": colours,
        "line": {"width": [signs.RIM[signs.reviewed(s.stated)] for s in found], "color": colours},
    }


def fits(found: Sequence[Sum]) -> Draft:
    """
    Draw each sum in a row with its words: where lies what it gives, over what is stated?

    Sums beyond a factor of two are marked and say how far apart they are; between a half and
    twice the ground is shaded.
    """
    if not found:
        return style.empty("No sum to draw.")
    figure = Draft()
    at = 0.0
    places: list[tuple[Sum, float]] = []
    notes: list[dict[str, Any]] = []
    for kind in Kind:
        members = [s for s in found if s.kind is kind]
        if not members:
            continue
        title = textwrap.wrap(TITLES[kind], LETTERS - 6)
        note = textwrap.wrap(NOTES[kind], LETTERS)
        lines = [*(f"<b>{line}</b>" for line in title), *note]
        at -= TITLE
        for line in lines:
            notes.append(_written(line, at - TITLE_LINE / 2, "panel", 13))
            at -= TITLE_LINE
        at -= AXIS
        for s in members:
            notes += _heads(s, at)
            at -= NAME + WORDS + MARK + PAD
            places.append((s, at + PAD + MARK / 2))
    if places:
        figure.add_trace(_marks([s for s, _ in places], [y for _, y in places]))
    figure.update_layout(annotations=notes, shapes=[_line(at) for _, at in places])
    upright = {"y0": 0, "y1": 1, "xref": "x", "yref": "y domain", "layer": "below"}
    figure.add_shape(
        type="rect", x0=1 / FACTOR, x1=FACTOR, fillcolor=SHADE, line={"width": 0}, **upright
    )
    figure.add_shape(type="line", x0=1, x1=1, line={"color": OTHERS, "width": 1}, **upright)
    figure.update_layout(
        xaxis=_axis(found),
        yaxis={"range": [at, 0], "visible": False, "fixedrange": True},
    )
    rows = rows_of(found)
    return style.dress(figure, rows, round(-at), margin=8)


def _heads(s: Sum, top: float) -> list[dict[str, Any]]:
    """Return the name and the words of a sum, below `top`."""
    where = "reference data" if s.stated["origin"] == "reference" else s.source
    head = textwrap.shorten(f"{s.run} · {where}", HEADS, placeholder=" …")
    return [
        _written(f"<b>{escape(head, quote=False)}</b>", top - NAME / 2, "row"),
        _written(escape(in_words(s)), top - NAME - WORDS / 2, "sum", 11),
    ]


def _line(at: float) -> dict[str, Any]:
    """Return the thin line on which a mark sits, as one of plotly's shapes."""
    return {
        "type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": at, "y1": at, "yref": "y",
        "line": {"color": FAINT, "width": 1}, "layer": "below",
    }  # fmt: skip


def foremost(found: Sequence[Sum], most: int) -> list[Sum]:
    """Keep the first sums of each kind, with those that do not fit, but never above `MOST`."""
    kept: list[Sum] = []
    for kind in Kind:
        own = [s for s in found if s.kind is kind]
        kept += own[: min(MOST, max(most, sum(not s.fits for s in own)))]
    return kept


def rows_of(found: Sequence[Sum]) -> pd.DataFrame:
    """Return the stated claims of sums as rows, one per sum."""
    return pd.DataFrame([s.stated for s in found])
