"""Boxes, tones and keys that the charts of forecasts share."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from newsfigures.charts import draft, marks, signs
from newsfigures.charts.draft import Draft
from newsfigures.charts.forecasts.points import Point
from newsfigures.charts.hover import hover
from newsfigures.charts.hues import OTHERS
from newsfigures.charts.market import NAMES, SYMBOLS

# Year of publication: the newer the darker, each 3 to 1 and more on both grounds.
TONES: tuple[tuple[int, str, str], ...] = (
    (0, "2022 or before", "#C47F00"),
    (2023, "2023", "#8B9A1F"),
    (2024, "2024", "#2E9C73"),
    (2025, "2025", "#2585B4"),
    (2026, "2026 or later", "#7A5BC9"),
)


def tone(published: int | None) -> str:
    """Return the colour of a year of publication, grey where it is not known."""
    if published is None:
        return OTHERS
    return next(tint for first, _, tint in reversed(TONES) if published >= first)


def tone_name(published: int | None) -> str:
    """Return what the key calls a year of publication."""
    if published is None:
        return "no date"
    return next(name for first, name, _ in reversed(TONES) if published >= first)


def box(point: Point, *more: str) -> str:
    """Return the HTML of the box beside a forecast: its claim, what is counted, for which year."""
    what = "value of" if point.is_base else "for"
    facts = (f"counts: {point.counted.lower()}; {what} {point.year}", *more)
    return "<br>".join((hover(point.row), "", *(escape(fact) for fact in facts)))


def scatter(
    found: Sequence[Point],
    *,
    x: Sequence[float],
    y: Sequence[float],
    value_on: str,
    pale: Sequence[bool],
) -> draft.Trace:
    """Draw forecasts: shape is what is counted, tone the year of publication."""
    trace = marks.scatter(
        [point.row for point in found],
        "article",
        x=x,
        y=y,
        value_on=value_on,
        colours=[tone(point.published) for point in found],
        pale=pale,
    )
    trace["marker"]["symbol"] = [signs.symbol(point.row, SYMBOLS[point.counted]) for point in found]
    trace["customdata"] = [[point.claim_id, box(point)] for point in found]
    return trace


def _key(figure: Draft, name: str, **kind: Any) -> None:
    figure.add_trace(
        draft.scatter(x=[None], y=[None], name=name, hoverinfo="skip", showlegend=True, **kind)
    )


def add_keys(figure: Draft, found: Iterable[Point]) -> None:
    """Say in the legend which shape counts what and which tone is which year of publication."""
    points = list(found)
    counted = {point.counted for point in points}
    for name in NAMES:
        if name in counted:
            marker = {"symbol": SYMBOLS[name], "size": signs.SIZE, "color": OTHERS}
            _key(figure, name, mode="markers", marker=marker)
    told = {tone_name(point.published) for point in points}
    for _, name, tint in TONES:
        if name in told:
            _key(figure, f"told in {name}", mode="lines", line={"color": tint, "width": 7})
    if "no date" in told:
        _key(figure, "no date", mode="lines", line={"color": OTHERS, "width": 7})
