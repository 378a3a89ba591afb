"""The money map: who pays on the left, projects between, who builds or gets on the right."""

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd

from newsfigures.charts import draft, labels, marks, signs, style
from newsfigures.charts.axes import tick
from newsfigures.charts.draft import Draft
from newsfigures.charts.hues import OTHERS, hue
from newsfigures.charts.money.boxes import box
from newsfigures.charts.money.flows import Flows, Link
from newsfigures.charts.money.rungs import RUNGS
from newsfigures.charts.panels import short

LINE = (
    "Infrastructure, computing contracts and funding together; only pledges whose claim names who "
    "pays and who gets. Thicker: more US dollars. Outlined: money that can come back to who paid "
    "it. A joint pledge is drawn from each payer with its whole amount. Click a mark for its "
    "sentence."
)
ROW = 40  # pixels between two names of a side
SIDE = 92  # pixels of names left and right: what a phone can spare
LETTERS = 13
BETWEEN = labels.DESK - 2 * SIDE  # pixels between the sides, for which amounts are chosen
STEPS = 24  # points of a curve
THIN, THICK = 1.5, 9.0
ROUND = "#D55E00"  # of the outline around links that close a circle
DASHES = {"announced": "dash", "talks": "dot"}
Place = tuple[float, float]


def _middle(names: Sequence[str], links: Sequence[Link], left: dict[str, float]) -> list[str]:
    """Order names by the middle of who pays them, so that links cross less."""
    centre = {
        name: [left[link.source] for link in links if link.target == name and link.source in left]
        for name in names
    }
    return sorted(
        names,
        key=lambda name: (
            sum(centre[name]) / len(centre[name]) if centre[name] else 0.5,
            name,
        ),
    )


def _spread(names: Sequence[str]) -> dict[str, float]:
    """Give names their heights, 0 at the top and 1 at the bottom."""
    return {name: (i + 0.5) / len(names) for i, name in enumerate(names)}


def places(found: Flows) -> dict[tuple[str, str], Place]:
    """Return where names stand, by side ('pays', 'project', 'gets') and name."""
    left = _spread(found.payers)
    middle = _spread(_middle(found.projects, found.links, left))
    right = _spread(_middle(found.receivers, found.links, left | middle))
    spots: dict[tuple[str, str], Place] = {}
    for side, x, names in (("pays", 0.0, left), ("project", 0.5, middle), ("gets", 1.0, right)):
        spots |= {(side, name): (x, y) for name, y in names.items()}
    return spots


def _ends(link: Link, spots: dict[tuple[str, str], Place]) -> tuple[Place, Place]:
    start = spots.get(("project", link.source)) or spots["pays", link.source]
    return start, spots.get(("project", link.target)) or spots["gets", link.target]


def _at(start: Place, end: Place, part: float) -> Place:
    """Return a place on the curve between two others; it leaves and arrives level."""
    bend = part * part * (3 - 2 * part)
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * bend


def _width(amount: float, largest: float) -> float:
    """Return how thick a link is: its area of ink grows with the amount, never below visible."""
    return max(THIN, THICK * math.sqrt(amount / largest))


def _curve(start: Place, end: Place, line: dict[str, Any], opacity: float) -> draft.Trace:
    dots = [_at(start, end, i / STEPS) for i in range(STEPS + 1)]
    return draft.scatter(
        x=[x for x, _ in dots],
        y=[y for _, y in dots],
        mode="lines",
        line=line,
        opacity=opacity,
        hoverinfo="skip",
        showlegend=False,
    )


def _curves(found: Flows, spots: dict[tuple[str, str], Place]) -> list[draft.Trace]:
    largest = max(link.largest.high for link in found.links)
    traces = []
    for link in found.links:
        start, end = _ends(link, spots)
        width = _width(link.largest.high, largest)
        if (link.source, link.target) in found.circular:
            traces.append(_curve(start, end, {"color": ROUND, "width": width + 4}, 0.4))
        dash = DASHES.get(link.largest.rung, "solid")
        tint = {"color": hue(link.source), "width": width, "dash": dash}
        traces.append(_curve(start, end, tint, 0.8))
    return traces


def _dots(found: Flows, spots: dict[tuple[str, str], Place]) -> list[tuple[Link, Place]]:
    """Return where the mark of each link stands: those that leave one name not side by side."""
    placed = []
    left: dict[str, int] = {}
    for link in found.links:
        start, end = _ends(link, spots)
        # Off the middle, where the names of projects stand and most links cross.
        nth = left[link.source] = left.get(link.source, -1) + 1
        across = end[0] - start[0]
        part = (0.2 + 0.09 * (nth % 3)) / across
        placed.append((link, _at(start, end, part)))
    return placed


def _marks(placed: Sequence[tuple[Link, Place]]) -> draft.Trace:
    trace = marks.scatter(
        [link.largest.first.row for link, _ in placed],
        "article",
        x=[x for _, (x, _) in placed],
        y=[y for _, (_, y) in placed],
        colours=[hue(link.source) for link, _ in placed],
    )
    for name in ("text", "error_x"):
        del trace[name]
    trace["mode"] = "markers"
    trace["marker"]["symbol"] = [
        signs.symbol(link.largest.first.row, RUNGS[link.largest.rung].symbol) for link, _ in placed
    ]
    # Of one size, for a small one would be lost on a thick link.
    trace["marker"]["size"] = signs.SIZE
    trace["customdata"] = [
        [link.largest.claim_id, box(link.largest, *_besides(link))] for link, _ in placed
    ]
    return trace


def _besides(link: Link) -> list[str]:
    """Return what a link's box says beside its largest pledge."""
    said = []
    if link.joint:
        said.append("the whole amount; others pay it together with this one")
    if more := link.pledges[1:]:
        amounts = ", ".join(tick(one.high, "USD") for one in more[:4])
        said.append(f"and {len(more):,} more between the two: {amounts}")
    return said


def _amounts(placed: Sequence[tuple[Link, Place]], height: float) -> draft.Trace:
    texts = [tick(link.largest.high, "USD") for link, _ in placed]
    spots = [labels.Spot(x, 1 - y, text) for (_, (x, y)), text in zip(placed, texts, strict=True)]
    kept = labels.sided(spots, height, width=BETWEEN)
    return labels.names(
        [placed[i][1][0] for i in kept],
        [placed[i][1][1] for i in kept],
        [texts[i] for i in kept],
        list(kept.values()),
        on_a_desk=True,
    )


def _write_names(figure: Draft, spots: dict[tuple[str, str], Place]) -> None:
    anchors = {
        "pays": ("right", "middle", -8, 0),
        "project": ("center", "bottom", 0, 5),
        "gets": ("left", "middle", 8, 0),
    }
    for (side, name), (x, y) in spots.items():
        xanchor, yanchor, xshift, yshift = anchors[side]
        figure.add_annotation(
            text=f"<b>{short(name, LETTERS)}</b>" if side == "project" else short(name, LETTERS),
            name=side,
            x=x,
            y=y,
            xanchor=xanchor,
            yanchor=yanchor,
            xshift=xshift,
            yshift=yshift,
            showarrow=False,
            align={"right": "right", "left": "left"}.get(xanchor, "center"),
            font={"size": 12},
        )


def _write_heads(figure: Draft) -> None:
    for text, x, anchor in (("Pays", 0, "right"), ("Project", 0.5, "center"), ("Gets", 1, "left")):
        figure.add_annotation(
            text=f"<b>{text}</b>",
            name="head",
            x=x,
            y=-0.02,
            xanchor=anchor,
            yanchor="bottom",
            showarrow=False,
            font={"size": 12},
        )


def _key(figure: Draft, found: Flows) -> None:
    present = {one.rung for link in found.links for one in link.pledges}
    for rung in RUNGS.values():
        if rung.id in present:
            marker = {"symbol": rung.symbol, "size": signs.SIZE, "color": OTHERS}
            line = {"color": OTHERS, "width": 3, "dash": DASHES.get(rung.id, "solid")}
            figure.add_trace(
                draft.scatter(
                    x=[None], y=[None], mode="lines+markers", marker=marker, line=line,
                    name=rung.title, hoverinfo="skip", showlegend=True,
                )
            )  # fmt: skip
    if not all(signs.reviewed(link.largest.first.row) for link in found.links):
        marker = {"symbol": "circle-open", "size": signs.SIZE, "color": OTHERS}
        figure.add_trace(signs.key("hollow: not reviewed", mode="markers", marker=marker))
    if found.circles:
        figure.add_trace(
            draft.scatter(
                x=[None], y=[None], mode="lines", line={"color": ROUND, "width": 9}, opacity=0.45,
                name="can come back", hoverinfo="skip", showlegend=True,
            )
        )  # fmt: skip


def claims_of(found: Flows, rows: pd.DataFrame) -> pd.DataFrame:
    """Return all claims of the pledges on the map, in the order of `rows`."""
    held = {
        str(line.row["claim_id"])
        for link in found.links
        for pledge in link.pledges
        for line in pledge.lines
    }
    return rows[rows["claim_id"].isin(held)]


def money_map(found: Flows, rows: pd.DataFrame) -> Draft:
    """
    Draw a link per payer and target, as thick as its largest pledge, which its mark opens.

    Links by which money can come back to who paid it are outlined.
    """
    if not found.links:
        return style.empty("No claim names both who pays and who gets.")
    spots = places(found)
    height = ROW * max(len(found.payers), len(found.projects), len(found.receivers), 4) + ROW
    placed = _dots(found, spots)
    figure = Draft([*_curves(found, spots), _marks(placed), _amounts(placed, height)])
    _write_names(figure, spots)
    _write_heads(figure)
    _key(figure, found)
    hidden = {"visible": False, "fixedrange": True}
    figure.update_xaxes(range=[0, 1], **hidden)
    figure.update_yaxes(range=[1.02, -0.08], **hidden)
    style.dress(figure, claims_of(found, rows), height, margin=SIDE, marks=False)
    figure.update_layout(margin={"r": SIDE})
    return figure
