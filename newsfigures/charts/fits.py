"""Sums beside what is stated: a row each, and where its ratio lies around one."""

import math
import textwrap
from collections.abc import Sequence
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from newsfigures import equivalents
from newsfigures.charts import signs, style
from newsfigures.charts.axes import tick
from newsfigures.charts.hover import LINE, said
from newsfigures.charts.hues import FAINT, OTHERS, hue
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
EQUAL = 1.005
MOST = 60  # sums of a kind: more are no chart to read; the table has them all
FEW = 4  # names in a sentence
LEAST_SPAN = 4.0  # the axis reaches at least from a quarter to four times


def _plain(value: float, unit: str) -> str:
    """Return a value for a sum: thousands in full, so that the sum can be done again."""
    if unit in ("USD", "MW") or value >= 1e6:
        return tick(value, unit)
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def ends(low: float, high: float, unit: str) -> str:
    """
    Return an interval in words, its open side as a bound.

        >>> ends(2048, 2048, "GPU"), ends(2e6, math.inf, "USD"), ends(0, 5e6, "USD")
        ('2,048', 'at least $2M', 'at most $5M')
        >>> ends(1e6, 2e6, "USD")
        '$1M to $2M'
    """
    if math.isinf(high) and low == 0:
        return "anything"
    if math.isinf(high):
        return f"at least {_plain(low, unit)}"
    if low == 0:
        return f"at most {_plain(high, unit)}"
    if low == high:
        return _plain(low, unit)
    return f"{_plain(low, unit)} to {_plain(high, unit)}"


def stated(s: Sum) -> str:
    """Return the stated figure of a sum in words."""
    return ends(*s.states, _unit(s))


def gives(s: Sum) -> str:
    """Return what a sum gives in words."""
    return ends(*s.gives, _unit(s))


def _unit(s: Sum) -> str:
    return {Kind.COST: "USD", Kind.HOURS: "GPU_hour", Kind.POWER: "MW"}[s.kind]


def _input(row: dict[str, Any], unit: str) -> str:
    low, high = float(row["value"]), row["value_high"]
    if said(high):
        return ends(low, float(high), unit)
    bound = {"at_least": (low, math.inf), "at_most": (0.0, low)}.get(str(row["qualifier"]))
    return ends(*(bound or (low, low)), unit)


def working(s: Sum) -> str:
    """Return the left side of a sum in words: '2.79M GPU hours × $2'."""
    first = s.inputs[0]
    if s.kind is Kind.COST:
        return f"{_input(first, 'GPU_hour')} GPU hours × {_input(s.inputs[1], 'USD')}"
    if s.kind is Kind.HOURS:
        return f"{_input(first, 'GPU')} chips × {_input(s.inputs[1], 'day')} days × 24"
    chip = equivalents.chip(said(first["hardware"]) or None)
    return f"{_input(first, 'GPU')} {chip.name if chip else 'chips'} × {s.watts:,.0f} W"


def verdict(s: Sum) -> str:
    """Return how far apart both are, with a sign and in words."""
    if s.apart <= EQUAL:
        plain = s.states[0] == s.states[1] and s.gives[0] == s.gives[1]
        return "✓ equal" if plain else "✓ fits"
    return f"{'✓' if s.fits else '⚠'} {s.apart:.2g} times apart"


def in_words(s: Sum) -> str:
    """Return a sum as a line: what is multiplied, what it gives, what is stated."""
    unit = " hours" if s.kind is Kind.HOURS else ""
    return f"{working(s)} = {gives(s)}{unit}; stated {stated(s)}"


def hover(s: Sum) -> str:
    """Return the HTML of the box beside a sum: the sum, the words it rests on, its source."""
    quotes = [f"“{said(row['quote'])}”" for row in (*s.inputs, s.stated) if said(row["quote"])]
    lines = [
        f"<b>{escape(s.run)}</b>",
        *map(escape, textwrap.wrap(in_words(s), LINE)),
        escape(verdict(s)),
        *map(escape, textwrap.wrap(", ".join(quotes), LINE)),
        *map(escape, textwrap.wrap(s.source, LINE)),
    ]
    return "<br>".join(line for line in lines if line)


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


def _marks(found: Sequence[Sum], heights: Sequence[float]) -> go.Scatter:
    spans = [_finite(s) for s in found]
    return go.Scatter(
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


def fits(found: Sequence[Sum]) -> go.Figure:
    """
    Draw each sum in a row with its words: where lies what it gives, over what is stated?

    Sums beyond a factor of two are marked and say how far apart they are; between a half and
    twice the ground is shaded.
    """
    if not found:
        return style.empty("No sum to draw.")
    figure = go.Figure()
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
    # All at once: one by one is slow.
    figure.update_layout(annotations=notes, shapes=[_line(at) for _, at in places])
    figure.add_vrect(x0=1 / FACTOR, x1=FACTOR, fillcolor=SHADE, line_width=0, layer="below")
    figure.add_vline(x=1, line={"color": OTHERS, "width": 1}, layer="below")
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


def left_out(found: Sequence[Sum], drawn: Sequence[Sum]) -> str:
    """Say how many sums are not drawn, and how all are made."""
    made = (
        "Inputs and the stated figure are about one name and from one article, or all from "
        "reference data; of several sums for a figure the nearest is drawn. Worked-out figures "
        "take no part."
    )
    if len(drawn) == len(found):
        return made
    return (
        f"{len(drawn):,} of {len(found):,} sums drawn, those furthest apart first; all are in the "
        f"table below. {made}"
    )


def others(found: Sequence[Sum]) -> str:
    """Say about whom there are sums, for those who asked about others; '' without any."""
    if not found:
        return ""
    names = list(dict.fromkeys(s.run for s in found))
    more = f" and {len(names) - FEW:,} more" if len(names) > FEW else ""
    noun = "sum" if len(found) == 1 else "sums"
    return f"The nearest there is: {len(found):,} {noun} about {', '.join(names[:FEW])}{more}."


def takeaway(found: Sequence[Sum]) -> str:
    """Say how many sums there are, how many do not fit, and which is furthest apart."""
    if not found:
        return "No sum against a stated figure."
    off = [s for s in found if not s.fits]
    words = f"{len(found):,} sums, {len(off):,} of them more than two times apart."
    if off:
        worst = max(off, key=lambda s: s.apart)
        words += f" Furthest: {worst.run}, {in_words(worst)}."
    return words


def rows_of(found: Sequence[Sum]) -> pd.DataFrame:
    """Return the stated claims of sums as rows, one per sum."""
    return pd.DataFrame([s.stated for s in found])
