"""Pledges by the day they were first told, with the years they are for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from newsfigures.charts import draft, labels, marks, signs, style
from newsfigures.charts.axes import position, tick, time_axis, value_axis
from newsfigures.charts.draft import Draft
from newsfigures.charts.hues import OTHERS
from newsfigures.charts.look import Scale
from newsfigures.charts.money import spans
from newsfigures.charts.money.bars import colour_of
from newsfigures.charts.money.boxes import box
from newsfigures.charts.money.pledges import Pledge
from newsfigures.charts.money.rungs import RUNGS
from newsfigures.days import day

HEIGHT = 420
WIDTH = 420  # pixels for which names are chosen; on a phone a few of them touch
# How to read it, of whole amounts (False) and of a year's share (True).
LINE = {
    False: "US dollars by the day a pledge was first told, each once. A line runs to the end year "
    "where one is stated. Shape: how close to cash. Click a mark for its sentence.",
    True: "US dollars a year: the amount divided by the number of years that the claim itself "
    "states, and by no other. Shape: how close to cash. Click a mark for its sentence.",
}
CROWDED = 10  # times the smallest: from here on the axis is logarithmic
PAD = pd.Timedelta(days=150)


@dataclass(frozen=True, slots=True)
class Dated:
    """
    A pledge with a place on the axis of time.

    `amount` and `high` are in US dollars, a year's share where `years` is given; `end` is the
    end of the last year it is for, None where none is stated.
    """

    pledge: Pledge
    since: date
    end: date | None
    amount: float
    high: float
    years: int | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """The pledges drawn, and how many are not, by the reason in words."""

    drawn: tuple[Dated, ...]
    why_not: dict[str, list[Pledge]]
    smaller: int = 0

    @property
    def said(self) -> str:
        """Say how many pledges are not drawn and why, '' where all are."""
        few = f"The {len(self.drawn):,} largest; {self.smaller:,} smaller ones are not drawn. "
        return (few if self.smaller else "") + " ".join(
            f"{len(left):,} pledge{'s are' if len(left) > 1 else ' is'} not drawn: {reason}."
            for reason, left in self.why_not.items()
        )


def _end(pledge: Pledge) -> date | None:
    year = spans.end_of(pledge)
    return None if year is None else date(year, 12, 31)


def timeline(pledges: Sequence[Pledge], *, per_year: bool, most: int | None = None) -> Timeline:
    """
    Give each pledge its place in time.

    With `per_year` amounts are divided by the number of years that a claim states, and only by
    such a number; what states none is left out, with the reason. With `most` only the largest
    are drawn.
    """
    drawn: list[Dated] = []
    why_not: dict[str, list[Pledge]] = {}
    for one in pledges:
        years, reason = spans.years(one) if per_year else (None, "")
        if one.since is None:
            reason = "no date is known"
        if reason:
            why_not.setdefault(reason, []).append(one)
            continue
        assert one.since is not None
        share = years or 1
        drawn.append(Dated(one, one.since, _end(one), one.low / share, one.high / share, years))
    drawn.sort(key=lambda one: -one.high)
    kept = drawn[:most]
    return Timeline(tuple(kept), why_not, len(drawn) - len(kept))


def _whole(one: Dated) -> str:
    if one.years:
        part, whole = tick(one.high, "USD"), tick(one.pledge.high, "USD")
        return f"{part} a year: {whole} over {one.years} years, as stated"
    return f"until the end of {one.end.year}, as stated" if one.end else "no end year is stated"


def _lines(drawn: Sequence[Dated], floor: float, upright: bool) -> draft.Trace:
    """Return all stems, or all spans, as one trace; a gap parts them."""
    x: list[Any] = []
    y: list[float | None] = []
    for one in drawn:
        if upright:
            x += [one.since, one.since, None]
            y += [floor, one.high, None]
        elif one.end and one.end > one.since:
            x += [one.since, one.end, None]
            y += [one.high, one.high, None]
    line = {"color": OTHERS, "width": 1 if upright else 2.5}
    return draft.scatter(
        x=x,
        y=y,
        mode="lines",
        line=line,
        opacity=0.3 if upright else 0.75,
        hoverinfo="skip",
        showlegend=False,
        connectgaps=False,
    )


def _marks(drawn: Sequence[Dated]) -> draft.Trace:
    trace = marks.scatter(
        [one.pledge.first.row for one in drawn],
        "article",
        x=[one.since for one in drawn],
        y=[one.high for one in drawn],
        value_on="y",
        colours=[colour_of(one.pledge) for one in drawn],
    )
    trace["marker"]["symbol"] = [
        signs.symbol(one.pledge.first.row, RUNGS[one.pledge.rung].symbol) for one in drawn
    ]
    trace["customdata"] = [
        [one.pledge.claim_id, box(one.pledge, f"first told {day(str(one.since))}", _whole(one))]
        for one in drawn
    ]
    # The mark stands at the upper end; the whisker reaches down to the lower one.
    reach = [one.high - one.amount or None for one in drawn]
    trace["error_y"] = {
        "type": "data",
        "symmetric": False,
        "array": [0.0 for _ in drawn],
        "arrayminus": reach,
        "color": OTHERS,
        "width": 5,
        "visible": any(reach),
    }
    return trace


def _names(
    drawn: Sequence[Dated], span: tuple[pd.Timestamp, pd.Timestamp], axis: dict[str, Any]
) -> draft.Trace:
    length = span[1] - span[0]
    places = [_name_at(one) for one in drawn]
    spots = [
        labels.Spot((at - span[0]) / length, position(one.high, axis), name_of(one.pledge))
        for one, at in zip(drawn, places, strict=True)
    ]
    others = [
        ((pd.Timestamp(one.since) - span[0]) / length, position(one.high, axis)) for one in drawn
    ]
    kept = labels.sided(spots, HEIGHT, width=WIDTH, marks=others)
    return labels.names(
        [places[i] for i in kept],
        [drawn[i].high for i in kept],
        [name_of(drawn[i].pledge) for i in kept],
        list(kept.values()),
    )


def name_of(pledge: Pledge) -> str:
    """Return the name of a pledge: of a deal between two its ends, else its project or payer."""
    ends = pledge.ends
    if ends.project or not ends.receivers or len(ends.payers) != 1:
        return ends.about
    return f"{ends.payers[0]} → {ends.receivers[0]}"


def _name_at(one: Dated) -> pd.Timestamp:
    """Return the day over which a pledge's name stands: the middle of its span, else its own."""
    start = pd.Timestamp(one.since)
    return start + (pd.Timestamp(one.end) - start) / 2 if one.end else start


def _add_rung_key(figure: Draft, drawn: Sequence[Dated]) -> None:
    present = {one.pledge.rung for one in drawn}
    for rung in RUNGS.values():
        if rung.id in present:
            marker = {"symbol": rung.symbol, "size": signs.SIZE, "color": OTHERS}
            figure.add_trace(
                draft.scatter(
                    x=[None],
                    y=[None],
                    mode="markers",
                    marker=marker,
                    name=rung.title,
                    hoverinfo="skip",
                    showlegend=True,
                )
            )


def claims_of(found: Timeline, rows: pd.DataFrame) -> pd.DataFrame:
    """Return all claims of the pledges drawn, in the order of `rows`."""
    held = {str(one.row["claim_id"]) for dated in found.drawn for one in dated.pledge.lines}
    return rows[rows["claim_id"].isin(held)]


def over_time(found: Timeline, rows: pd.DataFrame, scale: Scale = Scale.AUTO) -> Draft:
    """
    Draw each pledge once, by the day it was first told; a line runs to its stated end year.

    Unless asked otherwise the axis is logarithmic where amounts span one decade or more.
    """
    if not found.drawn:
        return style.empty("No dated pledge to draw.")
    drawn = found.drawn
    ends = [end for one in drawn for end in (one.amount, one.high)]
    # On a linear axis one large pledge presses all others to the ground.
    if scale is Scale.AUTO and max(ends) >= CROWDED * min(ends):
        scale = Scale.LOG
    axis = value_axis(ends, "USD", scale)
    floor = 10 ** axis["range"][0] if axis["type"] == "log" else 0.0
    days = [one.since for one in drawn] + [one.end for one in drawn if one.end]
    span = (pd.Timestamp(min(days)) - PAD, pd.Timestamp(max(days)) + PAD)
    figure = Draft(
        [
            _lines(drawn, floor, upright=True),
            _lines(drawn, floor, upright=False),
            _marks(drawn),
            _names(drawn, span, axis),
        ]
    )
    _add_rung_key(figure, drawn)
    style.add_hue_key(
        figure, [one.pledge.ends.payers[0] if one.pledge.ends.payers else None for one in drawn]
    )
    figure.update_xaxes(**time_axis(*span))
    figure.update_yaxes(**axis, automargin=True)
    return style.dress(figure, claims_of(found, rows), HEIGHT, shapes=False)


def alt(found: Timeline) -> str:
    """Say what the chart shows: how many pledges, the first and the last day, the largest."""
    if not found.drawn:
        return "No dated pledge."
    first = min(one.since for one in found.drawn)
    last = max(one.since for one in found.drawn)
    top = max(found.drawn, key=lambda one: one.high)
    spans_known = sum(one.end is not None for one in found.drawn)
    return (
        f"{len(found.drawn):,} pledges first told between {day(str(first))} and "
        f"{day(str(last))}; {spans_known:,} with an end year. "
        f"The largest: {top.pledge.about}, {tick(top.high, 'USD')}"
        f"{' a year' if top.years else ''}."
    )
