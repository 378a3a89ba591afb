"""Histograms to narrow by: counted bars in, a figure out; each bar names its stretch."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from newsfigures.charts import draft, style
from newsfigures.charts.axes import MOST_TICKS, tick
from newsfigures.charts.draft import Draft
from newsfigures.charts.hues import FAINT

HEIGHT = 150
FEWEST = 8  # bars that the axis has room for at the least
# Bars are of no company. What is chosen stands out from the rest, 3:1 and more on either ground.
BAR, PALE = "#5f7f88", "rgba(128,150,156,0.45)"
STEPS = (1, 2, 5)
QUARTERS_BEYOND, YEARS_BEYOND = 48, 160  # months


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """
    One bar: from where to where it stands on the axis, its words, how many figures it counts.

    `first` and `last` are the ends of its stretch as an address names them (`newsfigures.bars`).
    """

    left: float
    right: float
    words: str
    claims: int
    first: str
    last: str


def value_bars(counted: Sequence[tuple[str, int]], unit: str) -> list[Bar]:
    """
    Return bars of values of one unit, in order; their axis is the power of ten.

    `counted` are the bars of queries/facets.sql ('USD|2|9': from two billion up to five) with
    their counts; those of other units, of zero and less, and of money without a rate are left out.
    """
    bars = []
    for text, claims in counted:
        name, step, exponent = text.split("|")
        if name != unit or step in ("", "0"):
            continue
        low = float(f"{step}e{exponent}")
        following = STEPS.index(int(step)) + 1
        below = f"{STEPS[following]}e{exponent}" if following < 3 else f"1e{int(exponent) + 1}"
        bars.append(
            Bar(
                left=math.log10(low),
                right=math.log10(float(below)),
                words=f"{tick(low, unit)} to below {tick(float(below), unit)}",
                claims=claims,
                first=f"{step}e{exponent}",
                last=below,
            )
        )
    return sorted(bars, key=lambda bar: bar.left)


def month_bars(counted: Sequence[tuple[str, int]]) -> list[Bar]:
    """
    Return bars of months ('2025-01') with their counts, in order; the axis is the year.

    Where months span more than four years they are put together as quarters, then as years.
    """
    months = sorted((int(text[:4]) * 12 + int(text[5:]) - 1, n) for text, n in counted if text)
    if not months:
        return []
    span = months[-1][0] - months[0][0]
    size = 12 if span > YEARS_BEYOND else 3 if span > QUARTERS_BEYOND else 1
    together: dict[int, int] = {}
    for month, claims in months:
        together[month // size] = together.get(month // size, 0) + claims
    return [_months(at * size, size, claims) for at, claims in sorted(together.items())]


def _months(begun: int, size: int, claims: int) -> Bar:
    year, month = divmod(begun, 12)
    last = begun + size - 1
    words = {1: f"{year}-{month + 1:02d}", 3: f"{year}, quarter {month // 3 + 1}", 12: f"{year}"}
    return Bar(
        left=begun / 12,
        right=(begun + size) / 12,
        words=words[size],
        claims=claims,
        first=f"{year:04d}-{month + 1:02d}",
        last=f"{last // 12:04d}-{last % 12 + 1:02d}",
    )


def year_bars(counted: Sequence[tuple[str, int]]) -> list[Bar]:
    """Return bars of years with their counts, in order."""
    return [
        Bar(left=year, right=year + 1, words=str(year), claims=claims, first=text, last=text)
        for year, text, claims in sorted((int(text), text, n) for text, n in counted if text)
    ]


def histogram(bars: Sequence[Bar], chosen: tuple[str, str] | None, *, unit: str = "") -> Draft:
    """
    Draw bars that can be clicked; customdata holds the ends of their stretch.

    `chosen` are the ends of the stretch that holds, whose bars stand out. `unit` is that of
    values, '' for years.
    """
    within = _within(bars, chosen)
    drawn = draft.bar(
        x=[(bar.left + bar.right) / 2 for bar in bars],
        width=[(bar.right - bar.left) * 0.92 for bar in bars],
        y=[bar.claims for bar in bars],
        customdata=[[bar.first, bar.last] for bar in bars],
        hovertext=[
            f"<b>{bar.words}</b><br>{bar.claims:,} figure{'' if bar.claims == 1 else 's'}"
            for bar in bars
        ],
        hovertemplate="%{hovertext}<extra></extra>",
        marker={"color": [BAR if each else PALE for each in within], "line": {"width": 0}},
    )
    figure = Draft([drawn])
    figure.update_layout(
        height=HEIGHT,
        margin={"l": 46, "r": 10, "t": 8, "b": 24},
        **style.PLAIN,
        showlegend=False,
        xaxis=_axis(bars, unit),
        yaxis={
            "rangemode": "tozero",
            "tickformat": "~s",
            **({"nticks": 4} if max(bar.claims for bar in bars) > 4 else {"dtick": 1}),
            "showgrid": True,
            "gridcolor": FAINT,
            "zeroline": False,
            "fixedrange": True,
        },
    )
    return figure


def _within(bars: Sequence[Bar], chosen: tuple[str, str] | None) -> list[bool]:
    if chosen is None:
        return [True] * len(bars)
    ends = [bar for bar in bars if bar.first == chosen[0] or bar.last == chosen[1]]
    if not ends:
        return [False] * len(bars)
    left, right = min(bar.left for bar in ends), max(bar.right for bar in ends)
    return [left <= bar.left and bar.right <= right for bar in bars]


def _axis(bars: Sequence[Bar], unit: str) -> dict[str, object]:
    left, right = min(bar.left for bar in bars), max(bar.right for bar in bars)
    # One bar alone is no wider than one of several.
    spare = max(0.0, FEWEST * min(bar.right - bar.left for bar in bars) - (right - left)) / 2
    left, right = left - spare, right + spare
    whole = range(math.ceil(left - 1e-9), math.floor(right + 1e-9) + 1)
    every = max(1, math.ceil(len(whole) / (MOST_TICKS + 1)))
    marks = [at for at in whole if at % every == 0]
    words = [tick(10.0**at, unit) if unit else str(at) for at in marks]
    # A year is written under its middle, a power of ten where it begins.
    at = [float(mark) if unit else mark + 0.5 for mark in marks]
    if not any(bars[0].left <= mark <= bars[-1].right for mark in at):
        at, words = [(bars[0].left + bars[-1].right) / 2], [bars[0].words]
    return {
        "range": [left - (right - left) / 60, right + (right - left) / 60],
        "tickmode": "array",
        "tickvals": at,
        "ticktext": words,
        "tickangle": 0,
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }


def clicked(
    point: Sequence[str], bars: Sequence[Bar], chosen: tuple[str, str] | None
) -> tuple[str, str] | None:
    """
    Return the ends of the stretch that holds after a click on a bar, None for all.

    A bar outside of the chosen stretch is taken along with all between, one inside is chosen
    alone, and the one that is chosen alone is let go.
    """
    bar = next((one for one in bars if [one.first, one.last] == list(point)), None)
    held = [one for one, within in zip(bars, _within(bars, chosen), strict=True) if within]
    if bar is None or chosen is None or not held:
        return (bar.first, bar.last) if bar else chosen
    if bar in held:
        return (bar.first, bar.last) if len(held) > 1 else None
    taken = [*held, bar]
    return min(taken, key=lambda b: b.left).first, max(taken, key=lambda b: b.right).last
