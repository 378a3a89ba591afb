"""How far apart the claims for one year are, and how much of that is only what they count."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import pandas as pd

from newsfigures.charts import draft, marks, signs, style
from newsfigures.charts.axes import position, tick, value_axis
from newsfigures.charts.draft import Draft
from newsfigures.charts.forecasts.boxes import add_keys, scatter, tone
from newsfigures.charts.forecasts.points import Path, Point
from newsfigures.charts.hover import said
from newsfigures.charts.hues import FAINT, OTHERS
from newsfigures.charts.look import Scale
from newsfigures.charts.market import NAMES, SYMBOLS
from newsfigures.charts.panels import short

ROW, LIFT = 58, 0.16  # pixels of a row; of a row, between two marks that would cover each other
MARGIN = 150
ALL = "All of them"
FEWEST = 3  # forecasts that a median is taken of


@dataclass(frozen=True, slots=True)
class Crossing:
    """Where an even path between two stated sizes passes the year; stated by nobody."""

    path: Path
    size: float


@dataclass(frozen=True, slots=True)
class Row:
    """The claims for one year that count the same; `forecasts` tells repeated ones once."""

    counted: str
    points: tuple[Point, ...]
    crossings: tuple[Crossing, ...]

    @property
    def low(self) -> float:
        """Return the smallest size."""
        return min((point.low for point in self.points), default=0.0)

    @property
    def high(self) -> float:
        """Return the largest size."""
        return max((point.high for point in self.points), default=0.0)

    @property
    def times(self) -> float:
        """Return how many times the smallest the largest is."""
        return self.high / self.low if self.low else 1.0

    @property
    def forecasts(self) -> list[float]:
        """Return the sizes, one for each forecast: told again by others it counts once."""
        told = {
            (said(point.row["goes_back_to"]).split(" (")[0].lower(), f"{point.low:.3g}"): point.low
            for point in self.points
        }
        return sorted(told.values())


@dataclass(frozen=True, slots=True)
class Spread:
    """The claims for one year, a row for each definition, widest first."""

    year: int
    rows: tuple[Row, ...]

    @property
    def all(self) -> Row:
        """Return all claims as one row, whatever they count."""
        return Row(ALL, tuple(p for row in self.rows for p in row.points), ())

    @property
    def crossings(self) -> list[Crossing]:
        """Return all places where a path passes the year."""
        return [crossing for row in self.rows for crossing in row.crossings]


def spread(found: Sequence[Point], lines: Sequence[Path], year: int, *, between: bool) -> Spread:
    """
    Return the claims for a year by definition.

    With `between`, paths that pass the year between two stated sizes are there too, marked as
    worked out; a path counts once however often it is told.
    """
    rows = []
    for name in NAMES:
        points = tuple(p for p in found if p.year == year and p.counted == name)
        passing: dict[tuple[str, str], Crossing] = {}
        for path in lines if between else ():
            size = path.at(year)
            if size is not None and path.start.counted == name:
                passing.setdefault(
                    (path.start.forecaster.split(" (")[0], f"{size:.2g}"), Crossing(path, size)
                )
        if points or passing:
            rows.append(Row(name, points, tuple(passing.values())))
    rows.sort(key=lambda row: (-row.times, -len(row.points), row.counted))
    return Spread(year, tuple(rows))


def target_years(found: Sequence[Point]) -> list[int]:
    """Return the years of forecasts, the one with the most claims first."""
    counts: dict[int, int] = {}
    for point in found:
        counts[point.year] = counts.get(point.year, 0) + 1
    return sorted(counts, key=lambda year: (-counts[year], year))


def nearest(found: Sequence[Point], lines: Sequence[Path], year: int, asked: Sequence[str]) -> str:
    """Say what is near where a year has no forecast, or just one, of what is asked for."""
    n = sum(len(row.forecasts) for row in spread(found, (), year, between=False).rows)
    others = sorted({point.year for point in found} - {year}, key=lambda y: abs(y - year))
    if n > 1 or not others:
        return ""
    what = " or ".join(asked) if asked else "any definition"
    head = "There is no forecast" if not n else "There is one forecast"
    told = ", ".join(
        f"{y} ({sum(point.year == y for point in found):,})" for y in sorted(others[:4])
    )
    passing = {path.start.forecaster for path in lines if path.at(year) is not None}
    pass_by = (
        f" Lines between two stated sizes pass {year}: {', '.join(sorted(passing))}; “Read off "
        "too” shows where."
        if passing
        else ""
    )
    return f"{head} of {what} for {year}. Claims for the nearest years: {told}.{pass_by}"


def _times(ratio: float) -> str:
    return f"{ratio:,.0f}" if ratio >= 10 else f"{ratio:.2g}"


def _ends(row: Row) -> str:
    n = len(row.forecasts)
    counted = f"{n:,} forecast{'' if n == 1 else 's'}"
    least = min(row.points, key=lambda point: point.low)
    most = max(row.points, key=lambda point: point.high)
    low = f"{tick(least.low, 'USD')} ({least.forecaster})"
    if n < 2:
        return f"{row.counted}: {counted}, {low}"
    top = f"{tick(most.high, 'USD')} ({most.forecaster})"
    return f"{row.counted}: {_times(row.times)} times, {low} to {top}, {counted}"


def in_words(found: Spread) -> str:
    """Say how far apart the claims are in all and within each definition."""
    stated = [row for row in found.rows if row.points]
    if not stated:
        return f"Nobody states a size for {found.year}."
    parts = []
    if len(stated) > 1:
        whole = found.all
        widest = max(row.times for row in stated)
        parts.append(
            f"Whatever they count, the largest is {_times(whole.times)} times the smallest; among "
            f"claims that count the same, at most {_times(widest)} times. The rest of the spread "
            "is what is counted."
        )
    parts.append("; ".join(_ends(row) for row in stated) + ".")
    if found.crossings:
        told = "; ".join(
            f"{one.path.start.forecaster} about {tick(one.size, 'USD')} "
            f"({tick(one.path.start.low, 'USD')} in {one.path.start.year}, "
            f"{tick(one.path.end.low, 'USD')} in {one.path.end.year})"
            for one in found.crossings
        )
        sizes = [end for row in stated for end in (row.low, row.high)]
        sizes += [one.size for one in found.crossings]
        parts.append(
            f"Read off even paths between two stated sizes, stated by nobody: {told}. With these "
            f"the largest is {_times(max(sizes) / min(sizes))} times the smallest."
        )
    return " ".join(parts)


def _label(row: Row) -> str:
    n = len(row.forecasts)
    if n > 1:
        return f"{row.counted}\n{n:,} forecasts, ×{_times(row.times)}"
    return f"{row.counted}\n{'1 forecast' if n else 'none stated'}"


def _bars(drawn: Sequence[Row]) -> draft.Trace:
    x: list[float | None] = []
    y: list[float | None] = []
    for i, row in enumerate(drawn):
        if row.high > row.low:
            x += [row.low, row.high, None]
            y += [-i, -i, None]
    line = {"color": OTHERS, "width": 7}
    return draft.scatter(
        x=x, y=y, mode="lines", line=line, opacity=0.35, hoverinfo="skip", showlegend=False
    )


def _crossings(drawn: Sequence[Row]) -> draft.Trace:
    held = [(i, one) for i, row in enumerate(drawn) for one in row.crossings]
    return draft.scatter(
        x=[one.size for _, one in held],
        y=[-i + 0.26 for i, _ in held],
        mode="markers",
        name="worked out",
        showlegend=bool(held),
        marker={
            "symbol": [f"{SYMBOLS[one.path.start.counted]}-open-dot" for _, one in held],
            "size": signs.SIZE,
            "color": [tone(one.path.end.published) for _, one in held],
        },
        customdata=[
            [
                one.path.end.claim_id,
                f"<b>{one.path.start.forecaster}</b><br>worked out, not stated: an even path from "
                f"{tick(one.path.start.low, 'USD')} in {one.path.start.year}<br>to "
                f"{tick(one.path.end.low, 'USD')} in {one.path.end.year} passes here at about "
                f"{tick(one.size, 'USD')}",
            ]
            for _, one in held
        ],
        hovertemplate="%{customdata[1]}<extra></extra>",
    )


def medians(found: Spread) -> list[tuple[Row, float, int]]:
    """Return the median of each definition with three forecasts or more, and how many they are."""
    return [
        (row, median(row.forecasts), len(row.forecasts))
        for row in found.rows
        if len(row.forecasts) >= FEWEST
    ]


def medians_in_words(found: Spread) -> str:
    """Say the medians with their numbers, or that no definition has enough forecasts for one."""
    told = "; ".join(
        f"{row.counted} {tick(middle, 'USD')} (n = {n:,})" for row, middle, n in medians(found)
    )
    few = f"No definition has {FEWEST} forecasts for {found.year}: no median is taken."
    return f"Median of forecasts, each once: {told}." if told else few


def _medians(found: Spread, drawn: Sequence[Row]) -> draft.Trace:
    held = [(drawn.index(row), middle, n) for row, middle, n in medians(found)]
    return draft.scatter(
        x=[middle for _, middle, _ in held],
        y=[-i for i, *_ in held],
        mode="markers+text",
        name="median",
        showlegend=bool(held),
        marker={"symbol": "line-ns-open", "size": 26, "color": OTHERS, "line": {"width": 3}},
        text=[f"median of {n:,}" for *_, n in held],
        textposition="bottom center",
        textfont={"size": 11},
        cliponaxis=False,
        hoverinfo="skip",
    )


def claims_of(found: Spread, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the claims for the year and those that paths run between, in the order of `rows`."""
    held = {point.claim_id for row in found.rows for point in row.points}
    held |= {one.claim_id for crossing in found.crossings for one in crossing.path.points}
    return rows[rows["claim_id"].isin(held)]


def _lifts(row: Row, axis: dict[str, Any]) -> list[float]:
    stack = marks.levels([position(point.low, axis) for point in row.points])
    step = min(LIFT, 0.7 / (max(stack, default=0) + 1))
    return [step * marks.lift(level) for level in stack]


def draw(
    found: Spread,
    rows: pd.DataFrame,
    *,
    with_median: bool = False,
    scale: Scale = Scale.AUTO,
) -> Draft:
    """Draw a row per definition, its claims as dots on a bar from the smallest to the largest."""
    drawn = list(found.rows)
    if not drawn:
        return style.empty(f"Nobody states a size for {found.year}.")
    sizes = [end for row in drawn for p in row.points for end in (p.low, p.high)]
    axis = value_axis([*sizes, *(one.size for one in found.crossings)], "USD", scale)
    points = [point for row in drawn for point in row.points]
    heights = [-i + lift for i, row in enumerate(drawn) for lift in _lifts(row, axis)]
    figure = Draft([_bars(drawn)])
    if points:
        figure.add_trace(
            scatter(
                points,
                x=[point.low for point in points],
                y=heights,
                value_on="x",
                pale=[False] * len(points),
            )
        )
    figure.add_trace(_crossings(drawn))
    if with_median:
        figure.add_trace(_medians(found, drawn))
    add_keys(figure, points)
    figure.update_xaxes(**axis)
    figure.update_yaxes(
        tickmode="array",
        tickvals=[-i for i in range(len(drawn))],
        ticktext=[short(_label(row), 22) for row in drawn],
        range=[-len(drawn) + 0.4, 0.6],
        showgrid=True,
        gridcolor=FAINT,
        zeroline=False,
        fixedrange=True,
        tickfont={"size": 12},
    )
    return style.dress(
        figure, claims_of(found, rows), max(ROW * len(drawn), 2 * ROW), margin=MARGIN, shapes=False
    )


def line(found: Spread, *, with_median: bool) -> str:
    """Say how far apart the claims lie; with the medians where they are asked for."""
    middle = f" {medians_in_words(found)}" if with_median else ""
    return f"{in_words(found)}{middle} US dollars; a bar runs from the smallest to the largest."


def alt(found: Spread) -> str:
    """Say what the chart shows of a year."""
    n = len(found.all.points)
    return f"{n:,} claim{'' if n == 1 else 's'} for {found.year}. {in_words(found)}"
