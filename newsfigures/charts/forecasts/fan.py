"""The fan: every forecast by its year, a line where one forecaster states both ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from newsfigures.charts import draft, labels, marks, style
from newsfigures.charts.axes import position, tick, value_axis
from newsfigures.charts.draft import Draft
from newsfigures.charts.forecasts.boxes import add_keys, scatter
from newsfigures.charts.forecasts.points import NOBODY, Path, Point, paths
from newsfigures.charts.hues import FAINT, OTHERS
from newsfigures.charts.look import Scale

# How to read it, in US dollars (False) and as an index (True).
LINE = {
    False: "US dollars by the year a size is for. A line joins what one forecaster states "
    "together: where the market was and where it will be. Click a mark for its sentence.",
    True: "Each line starts at 100: its own stated base value. A mark is what the forecaster says "
    "it will be by then, as a part of that. Click a mark for its sentence.",
}
HEIGHT = 440
SIDESTEP, ROOM = 0.22, 0.8  # of a year: between two marks, and for all marks of a year
NEAR = 0.03
THIN, FOCUSED = 1.2, 3.0
TRIES = 4  # marks at which the name of a forecaster may stand, where the one before has no room
TICKS = 7  # of years, that fit on a phone


@dataclass(frozen=True, slots=True)
class Fan:
    """
    What the fan shows: forecasts with their height, and the lines between them.

    `sizes` are US dollars, or with `indexed` parts of each path's own first size, times 100.
    """

    points: tuple[Point, ...]
    sizes: tuple[float, ...]
    paths: tuple[Path, ...]
    indexed: bool
    left_out: int

    @property
    def said(self) -> str:
        """Say what is not drawn, '' where all is."""
        if not self.left_out:
            return ""
        return (
            f"{self.left_out:,} claims are not drawn: no base value is stated with them, so they "
            "have no 100 to start from."
        )


def fan(found: Sequence[Point], *, indexed: bool) -> Fan:
    """Return what the fan shows; `indexed` keeps only paths with a stated base, which is 100."""
    lines = paths(found)
    if not indexed:
        sizes = tuple(point.low for point in found)
        return Fan(tuple(found), sizes, tuple(lines), indexed=False, left_out=0)
    kept: list[Point] = []
    heights: list[float] = []
    for path in lines:
        kept += path.points
        heights += [100 * point.low / path.start.low for point in path.points]
    return Fan(
        tuple(kept), tuple(heights), tuple(lines), indexed=True, left_out=len(found) - len(kept)
    )


def _steps(shown: Fan, axis: dict[str, Any]) -> list[float]:
    """Return by how much marks of one year step aside so that none covers another."""
    steps = [0.0] * len(shown.points)
    for year in {point.year for point in shown.points}:
        members = [i for i, point in enumerate(shown.points) if point.year == year]
        stack = marks.levels([position(shown.sizes[i], axis) for i in members], near=NEAR)
        step = min(SIDESTEP, ROOM / (max(stack) + 1))
        for i, level in zip(members, stack, strict=True):
            steps[i] = step * marks.lift(level)
    return steps


def _line(path: Path, places: dict[str, tuple[float, float]], focus: Sequence[str]) -> draft.Trace:
    ends = [places[point.claim_id] for point in path.points]
    seen = path.start.forecaster in focus
    return draft.scatter(
        x=[x for x, _ in ends],
        y=[y for _, y in ends],
        mode="lines",
        line={"color": OTHERS, "width": FOCUSED if seen else THIN},
        opacity=1.0 if seen else 0.55,
        hoverinfo="skip",
        showlegend=False,
    )


def _named(shown: Fan, focus: Sequence[str]) -> dict[str, list[Point]]:
    """Return where each forecaster can be named: ends of lines, then the latest years, first."""
    ends = {path.end.claim_id for path in shown.paths}
    spots: dict[str, list[Point]] = {}
    for point in sorted(shown.points, key=lambda p: (p.claim_id not in ends, -p.year)):
        if point.forecaster != NOBODY:
            spots.setdefault(point.forecaster, []).append(point)
    # What is named first has its room: those that are followed.
    return dict(sorted(spots.items(), key=lambda item: item[0] not in focus))


def _names(
    shown: Fan,
    places: dict[str, tuple[float, float]],
    axis: dict[str, Any],
    focus: Sequence[str],
) -> list[draft.Trace]:
    """Return the names of forecasters where there is room: on a phone, and more on a desk."""
    years = [point.year for point in shown.points]
    first, span = min(years) - 0.7, max(years) - min(years) + 1.4

    def spot(point: Point) -> labels.Spot:
        x, y = places[point.claim_id]
        return labels.Spot((x - first) / span, position(y, axis), point.forecaster)

    marked = {point.claim_id: spot(point) for point in shown.points}
    left = _named(shown, focus)
    written: list[tuple[labels.Spot, bool]] = []
    traces = []
    for width in (labels.PHONE, labels.DESK):
        named: list[tuple[Point, bool]] = []
        for nth in range(TRIES):
            tried = [points[nth] for points in left.values() if nth < len(points)]
            ids = {point.claim_id for point in tried}
            clear = [(at.x, at.y) for claim, at in marked.items() if claim not in ids]
            for at, above in written:
                clear += labels.covered(at, HEIGHT, width, is_above=above)
            at_once = [marked[point.claim_id] for point in tried]
            for i, above in labels.sided(at_once, HEIGHT, width=width, marks=clear).items():
                named.append((tried[i], above))
                written.append((at_once[i], above))
                left.pop(tried[i].forecaster)
        traces.append(
            labels.names(
                [places[point.claim_id][0] for point, _ in named],
                [places[point.claim_id][1] for point, _ in named],
                [point.forecaster for point, _ in named],
                [above for _, above in named],
                on_a_desk=width == labels.DESK,
            )
        )
    return traces


def _years(first: int, last: int) -> dict[str, Any]:
    # Whole steps of the calendar, so that the years people forecast for are among the ticks.
    every = next((n for n in (1, 2, 5, 10, 20) if (last - first) / n <= TICKS), 50)
    return {
        "range": [first - 0.7, last + 0.7],
        "tickvals": [year for year in range(first, last + 1) if year % every == 0],
        "tickformat": "d",
        "showgrid": True,
        "gridcolor": FAINT,
        "zeroline": False,
        "fixedrange": True,
        "tickangle": 0,
    }


def claims_of(shown: Fan, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the claims that are drawn, in the order of `rows`."""
    return rows[rows["claim_id"].isin({point.claim_id for point in shown.points})]


def draw(
    shown: Fan, rows: pd.DataFrame, focus: Sequence[str] = (), scale: Scale = Scale.AUTO
) -> Draft:
    """Draw the fan; lines of the forecasters in focus are thick, marks of all others pale."""
    if not shown.points:
        return style.empty("No forecast with a year to draw.")
    ends = list(shown.sizes)
    if not shown.indexed:
        ends += [point.high for point in shown.points]
    axis = value_axis(ends, "index" if shown.indexed else "USD", scale)
    steps = _steps(shown, axis)
    x = [point.year + step for point, step in zip(shown.points, steps, strict=True)]
    places = {
        point.claim_id: (at, size)
        for point, at, size in zip(shown.points, x, shown.sizes, strict=True)
    }
    figure = Draft([_line(path, places, focus) for path in shown.paths])
    pale = [bool(focus) and point.forecaster not in focus for point in shown.points]
    trace = scatter(shown.points, x=x, y=shown.sizes, value_on="y", pale=pale)
    if shown.indexed:
        del trace["error_y"]
    figure.add_trace(trace)
    figure.add_traces(_names(shown, places, axis, focus))
    add_keys(figure, shown.points)
    years = [point.year for point in shown.points]
    figure.update_xaxes(**_years(min(years), max(years)))
    figure.update_yaxes(**axis, automargin=True)
    return style.dress(figure, claims_of(shown, rows), HEIGHT, shapes=False)


def alt(shown: Fan) -> str:
    """Say what the fan shows: how many claims and lines, the smallest and the largest."""
    if not shown.points:
        return "No forecast with a year."
    low = min(shown.points, key=lambda point: point.low)
    high = max(shown.points, key=lambda point: point.high)
    return (
        f"{len(shown.points):,} market sizes by their year, {len(shown.paths):,} lines from base "
        f"to target. From {tick(low.low, 'USD')} ({low.row['subject']}, {low.year}) to "
        f"{tick(high.high, 'USD')} ({high.row['subject']}, {high.year})."
    )
