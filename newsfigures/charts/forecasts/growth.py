"""Does the growth that is stated fit the sizes it is stated with?"""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from newsfigures.charts import draft, labels, style
from newsfigures.charts.axes import position, tick, value_axis
from newsfigures.charts.draft import Draft
from newsfigures.charts.forecasts.boxes import add_keys, box, scatter
from newsfigures.charts.forecasts.points import Path
from newsfigures.charts.hues import OTHERS

LINE = (
    "Percent a year. On the dashed line the growth that is stated is the growth from the stated "
    "base value to the stated target; red: off by more than a point. Click a mark for its "
    "sentence."
)
HEIGHT = 360
SLACK = 1.0  # points a year: what rounding and the choice of the first year can explain
UNFIT = "#D55E00"


def with_rate(lines: Sequence[Path]) -> list[Path]:
    """Return the paths with a stated growth, those that fit it least first."""
    return sorted((p for p in lines if p.off is not None), key=lambda path: -abs(path.off or 0.0))


def unfit(path: Path) -> bool:
    """Say whether a path's ends and its stated growth differ by more than a point a year."""
    return path.off is not None and abs(path.off) > SLACK


def in_words(path: Path) -> str:
    """Say what a path states and what its ends imply."""
    assert path.stated is not None
    start, end = path.start, path.end
    more = "more than " if path.stated.at_least else ""
    return (
        f"{start.forecaster}: from {tick(start.low, 'USD')} in {start.year} to "
        f"{tick(end.low, 'USD')} in {end.year} it is {path.implied:.1f}% a year; stated is "
        f"{more}{path.stated.percent:g}%"
    )


def verdict(lines: Sequence[Path]) -> str:
    """Say how many stated rates do not fit their ends, and how many forecasts state none."""
    rated = with_rate(lines)
    if not rated:
        return "No claim states a growth together with where a market was and where it will be."
    off = sum(unfit(path) for path in rated)
    none = len(lines) - len(rated)
    fit = {0: "none is", 1: "1 is"}.get(off, f"{off:,} are")
    head = "1 forecast states" if len(rated) == 1 else f"{len(rated):,} forecasts state"
    rest = "1 states" if none == 1 else f"{none:,} state"
    return (
        f"{head} a growth with both ends; {fit} off by more than {SLACK:g} point a year. "
        f"{rest} both ends and no growth."
    )


def claims_of(lines: Sequence[Path], rows: pd.DataFrame) -> pd.DataFrame:
    """Return the claims that rated paths run between, in the order of `rows`."""
    held = {point.claim_id for path in with_rate(lines) for point in path.points}
    return rows[rows["claim_id"].isin(held)]


def _name_axis(figure: Draft, text: str, **place: Any) -> None:
    figure.add_annotation(
        text=text, name="axis", xref="paper", yref="paper", showarrow=False, font={"size": 12},
        **place,
    )  # fmt: skip


def draw(lines: Sequence[Path], rows: pd.DataFrame) -> Draft:
    """Draw stated growth against what the ends imply; on the diagonal both are the same."""
    rated = with_rate(lines)
    if not rated:
        return style.empty("No claim states both ends and a growth.")
    stated = [path.stated.percent if path.stated else 0.0 for path in rated]
    implied = [path.implied for path in rated]
    axis = value_axis([0.0, *stated, *implied], "percent")
    low, high = axis["range"]
    same = draft.scatter(
        x=[low, high],
        y=[low, high],
        mode="lines",
        line={"color": OTHERS, "width": 1.5, "dash": "dash"},
        hoverinfo="skip",
        showlegend=False,
    )
    figure = Draft([same])
    trace = scatter(
        [path.end for path in rated], x=stated, y=implied, value_on="y", pale=[False] * len(rated)
    )
    for name in ("text", "error_y"):
        del trace[name]
    trace["mode"] = "markers"
    trace["customdata"] = [[path.end.claim_id, box(path.end, in_words(path))] for path in rated]
    tints = trace["marker"]["color"]
    trace["marker"]["color"] = [
        UNFIT if unfit(path) else tint for path, tint in zip(rated, tints, strict=True)
    ]
    figure.add_trace(trace)
    spots = [
        labels.Spot(position(x, axis), position(y, axis), path.end.forecaster)
        for path, x, y in zip(rated, stated, implied, strict=True)
    ]
    kept = labels.sided(spots, HEIGHT)
    figure.add_trace(
        labels.names(
            [stated[i] for i in kept],
            [implied[i] for i in kept],
            [rated[i].end.forecaster for i in kept],
            list(kept.values()),
        )
    )
    add_keys(figure, [path.end for path in rated])
    figure.update_xaxes(**axis)
    figure.update_yaxes(**axis, automargin=True)
    _name_axis(figure, "stated a year →", x=1, y=0.01, xanchor="right", yanchor="bottom")
    _name_axis(figure, "↑ implied by the ends", x=0.01, y=1, xanchor="left", yanchor="top")
    return style.dress(figure, claims_of(lines, rows), HEIGHT, shapes=False)
