"""How much of the money is spent and how much is only spoken of: bars whose fill thins out."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from newsfigures.charts import draft, style
from newsfigures.charts.axes import tick, value_axis
from newsfigures.charts.draft import Draft
from newsfigures.charts.hues import OTHERS, hue
from newsfigures.charts.money.boxes import box
from newsfigures.charts.money.pledges import Pledge
from newsfigures.charts.money.rungs import PROMISED, RUNGS
from newsfigures.charts.money.totals import Total
from newsfigures.charts.panels import short

BAR = 54  # pixels of a row
# How much of a bar's ground its hatch covers, from cash outwards.
SOLID = {"spent": 1.0, "financed": 0.7, "committed": 0.5, "announced": 0.3, "talks": 0.15}
MIX = 58


def fill(rung: str, colour: str) -> dict[str, Any]:
    """Return plotly's marker of a bar: full for cash, hatched the thinner the further from it."""
    line = {"color": colour, "width": 1.5}
    if rung == "spent":
        return {"color": colour, "line": line}
    pattern = {
        "shape": RUNGS[rung].hatch,
        "fgcolor": colour,
        "bgcolor": style.CLEAR,
        "fillmode": "replace",
        "solidity": SOLID.get(rung, 0.1),
        "size": 9,
    }
    return {"color": colour, "line": line, "pattern": pattern}


def colour_of(pledge: Pledge) -> str:
    """Return the hue of who pays a pledge, grey for several or for nobody we have a hue for."""
    payers = pledge.ends.payers or pledge.ends.receivers
    return hue(payers[0]) if len(payers) == 1 else OTHERS


def claims_of(found: Sequence[Total], rows: pd.DataFrame) -> pd.DataFrame:
    """Return the claims that totals rest on or leave out, in the order of `rows`."""
    held = {
        str(one.row["claim_id"])
        for total in found
        for pledge in (*total.counted, *total.bound, *(left.pledge for left in total.left))
        for one in pledge.lines
    }
    return rows[rows["claim_id"].isin(held)]


def label(total: Total) -> str:
    """Return the name of a bar's row with what is bound of how much."""
    most = tick(total.most, "USD")
    if not total.firm:
        return f"{total.about}\nup to {most}"
    if total.firm >= total.most:
        return f"{total.about}\n{most}"
    return f"{total.about}\n{tick(total.firm, 'USD')} of {most}"


def _stands_for(total: Total, rung: str) -> Pledge:
    """Return the largest pledge of a rung: what a click on its part of the bar opens."""
    everything = (*total.counted, *total.bound, *(left.pledge for left in total.left))
    return max((one for one in everything if one.rung == rung), key=lambda one: one.high)


def _segment(total: Total, rung: str, below: float) -> tuple[float, str, list[str], str]:
    pledge = _stands_for(total, rung)
    reached = tick(total.steps[rung], "USD")
    words = f"With what is {RUNGS[rung].title.lower()}, {total.about} comes to {reached}"
    share = f"largest here: {tick(pledge.high, 'USD')}; click for its sentence"
    colour = colour_of(total.counted[0])
    data = [pledge.claim_id, box(pledge, words, share)]
    return total.steps[rung] - below, total.about, data, colour


def _add_rung_key(figure: Draft, present: Sequence[str]) -> None:
    for rung in present:
        figure.add_trace(
            draft.bar(
                x=[None],
                y=[None],
                name=RUNGS[rung].title,
                marker=fill(rung, OTHERS),
                hoverinfo="skip",
                showlegend=True,
            )
        )


def ladder(found: Sequence[Total], rows: pd.DataFrame) -> Draft:
    """
    Draw a bar per project or company, from spent to talked of; each pledge once.

    The axis starts at zero, for lengths are compared. A part of a bar opens its largest claim.
    """
    if not found:
        return style.empty("Nothing spent or promised to draw.")
    figure = Draft()
    present = [rung for rung in PROMISED if any(rung in one.steps for one in found)]
    reached = dict.fromkeys((one.about for one in found), 0.0)
    at = {one.about: i for i, one in enumerate(found)}
    for rung in present:
        parts = []
        for one in found:
            if rung in one.steps and one.steps[rung] > reached[one.about]:
                parts.append(_segment(one, rung, reached[one.about]))
                reached[one.about] = one.steps[rung]
        for width, name, data, colour in parts:
            figure.add_trace(
                draft.bar(
                    x=[width],
                    y=[-at[name]],
                    width=0.62,
                    orientation="h",
                    name=RUNGS[rung].title,
                    marker=fill(rung, colour),
                    customdata=[data],
                    hovertemplate="%{customdata[1]}<extra></extra>",
                    showlegend=False,
                )
            )
    _add_rung_key(figure, present)
    figure.update_layout(barmode="stack", legend={"traceorder": "normal"})
    axis = value_axis([0.0, max(one.most for one in found)], "USD")
    if axis["type"] == "log":
        raise ValueError("Bars compare lengths; their axis starts at zero.")
    figure.update_xaxes(**axis)
    figure.update_yaxes(
        tickmode="array",
        tickvals=[-at[one.about] for one in found],
        ticktext=[short(label(one)) for one in found],
        range=[-len(found) + 0.5, 0.5],
        showgrid=False,
        zeroline=False,
        automargin=True,
        fixedrange=True,
        tickfont={"size": 12},
    )
    return style.dress(figure, claims_of(found, rows), BAR * len(found) + 20, marks=False)


def mix(pledges: Sequence[Pledge]) -> Draft:
    """Draw how many pledges there are at each distance from cash; a part carries its rung's id."""
    figure = Draft()
    for rung in RUNGS:
        n = sum(one.rung == rung for one in pledges)
        if n:
            figure.add_trace(
                draft.bar(
                    x=[n],
                    y=[""],
                    orientation="h",
                    name=RUNGS[rung].title,
                    marker=fill(rung, OTHERS),
                    customdata=[[rung, f"{RUNGS[rung].title}: {n:,}"]],
                    hovertemplate="%{customdata[1]}<extra></extra>",
                    showlegend=False,
                )
            )
    figure.update_layout(
        barmode="stack",
        height=MIX,
        margin={"l": 0, "r": 0, "t": 4, "b": 4},
        paper_bgcolor=style.CLEAR,
        plot_bgcolor=style.CLEAR,
        dragmode=False,
    )
    figure.update_xaxes(visible=False, fixedrange=True, range=[0, max(len(pledges), 1)])
    figure.update_yaxes(visible=False, fixedrange=True)
    return figure
