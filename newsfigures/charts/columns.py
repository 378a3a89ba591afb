"""Columns: a quantity each, one order of rows for all, so that a name reads across."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

import pandas as pd

from newsfigures.charts import draft, marks, style
from newsfigures.charts.axes import position, value_axis
from newsfigures.charts.draft import Draft
from newsfigures.charts.hover import plotted
from newsfigures.charts.hues import FAINT, OTHERS
from newsfigures.charts.look import Scale
from newsfigures.charts.panels import unit_of

# Pixels. A row is a line with its name and a line of marks, so that the columns get the whole
# width, on a phone too.
NAME, CAPTION, MARKS, PAD = 19, 14, 15, 7
BAR = 9
HATCH = {"size": 5, "solidity": 0.35, "fillmode": "replace"}
HEAD, HEAD_LINE = 8, 16
STEP, LEAST_STEP, FEW = 9, 5.5, 5
GAP = 0.035  # of the width, between two columns
NEAR = 0.08  # of a column: closer than this, two marks would cover each other
LONGEST = 46  # letters of a name
# Of a wide and of a narrow column: the words of a tick further right would meet the next one's.
CLEAR, CLEARER = 0.86, 0.72
FEWEST = 2  # words on the axis of a narrow column
NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """
    A part of a bar behind the marks of row `name`, from one value to another.

    `low` None is the left end of the axis. `pattern` is one of plotly's, '' for none; `data` what
    the part carries for a click and for its hover box, as a mark does.
    """

    name: str
    low: float | None
    high: float
    colour: str
    pattern: str
    data: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """
    Claims of one quantity that may share an axis.

    `title` may hold line breaks (`\\n`); `labels` are the names of the rows that the claims belong
    to, in the order of `rows`. `captions` are short words above the marks of a row.
    """

    title: str
    rows: pd.DataFrame
    labels: Sequence[str]
    segments: Sequence[Segment] = ()
    captions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Canvas:
    """A figure, and the words and lines that are put into it when all are known."""

    figure: Draft
    notes: list[dict[str, Any]] = field(default_factory=list)
    lines: list[dict[str, Any]] = field(default_factory=list)

    def write(self, text: str, name: str, size: int = 12, **place: Any) -> None:
        """Put words at a place, plotly's `x`, `xref`, `y` and the like."""
        look = {"showarrow": False, "xanchor": "left", "yref": "y", "font": {"size": size}}
        self.notes.append({"text": text, "name": name} | look | place)

    def rule(self, at: float, xref: str) -> None:
        """Draw a thin line across at a height."""
        self.lines.append(
            {
                "type": "line", "x0": 0, "x1": 1, "xref": xref, "y0": at, "y1": at, "yref": "y",
                "line": {"color": FAINT, "width": 1}, "layer": "below",
            }
        )  # fmt: skip

    def done(self) -> Draft:
        """Return the figure with all of it."""
        return self.figure.update_layout(annotations=self.notes, shapes=self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """A column with its axis and where its marks lie: pixels from the middle of their rows."""

    column: Column
    axis: dict[str, Any]
    claims: list[dict[str, Any]]
    lifts: list[float]

    def reach(self, name: str) -> float:
        """Return how far the marks of a row lie from its middle, at most."""
        own = zip(self.lifts, self.column.labels, strict=True)
        return max((abs(lift) for lift, label in own if label == name), default=0.0)


def _thin(axis: dict[str, Any], most: int) -> dict[str, Any]:
    """Keep the words of `most` ticks of an axis: a column is narrow, and words must not meet."""
    words = list(axis["ticktext"])
    end = CLEAR if most > FEWEST else CLEARER
    clear = [position(at, axis) <= end for at in axis["tickvals"]]
    worded = [i for i, word in enumerate(words) if word and clear[i]]
    kept = worded
    if len(worded) > most:
        every = (len(worded) - 1) / (most - 1)
        kept = [worded[round(i * every)] for i in range(most)]
    return axis | {"ticktext": [word if i in kept else "" for i, word in enumerate(words)]}


def _step(in_stack: int) -> float:
    return STEP if in_stack <= FEW else max(LEAST_STEP, STEP * FEW / in_stack)


def _place(column: Column, order: Sequence[str], most: int, scale: Scale) -> _Placed:
    claims = marks.records(column.rows)
    axis = _thin(value_axis(marks.ends(claims), unit_of(column.rows), scale), most)
    lifts = [0.0] * len(claims)
    for name in order:
        members = [i for i, label in enumerate(column.labels) if label == name]
        stack = marks.levels([position(plotted(claims[i])[0], axis) for i in members], NEAR)
        step = _step(max(stack, default=0) + 1)
        for i, level in zip(members, stack, strict=True):
            lifts[i] = step * marks.lift(level)
    return _Placed(column=column, axis=axis, claims=claims, lifts=lifts)


def _hatched(figure: Draft, placed: _Placed, middles: Sequence[float], x: str) -> None:
    """Fill the cells of rows without a claim with a hatch; it holds no figure to point at."""
    if not middles:
        return
    left, right = placed.axis["range"]
    centre = (left + right) / 2
    if placed.axis["type"] == "log":
        left, right, centre = 10.0**left, 10.0**right, 10.0**centre
    unseen = {"hoverinfo": "skip", "showlegend": False, "name": "missing", "xaxis": x}
    figure.add_trace(
        draft.bar(
            x=[right - left] * len(middles),
            base=[left] * len(middles),
            y=list(middles),
            width=[MARKS + 2] * len(middles),
            orientation="h",
            marker={
                "color": OTHERS,
                "pattern": {"shape": "/", "size": 6, "solidity": 0.12, "fillmode": "replace"},
                "line": {"width": 0},
            },
            **unseen,
        )
    )
    figure.add_trace(
        draft.scatter(
            x=[centre] * len(middles),
            y=list(middles),
            mode="text",
            text=[NOT_STATED] * len(middles),
            textfont={"size": 11},
            **unseen,
        )
    )


def _barred(figure: Draft, placed: _Placed, middles: dict[str, float], x: str) -> None:
    """Draw the bars behind the marks, part by part; a trace for each hatch."""
    start = placed.axis["range"][0]
    left = 10.0**start if placed.axis["type"] == "log" else max(start, 0.0)
    for pattern in dict.fromkeys(part.pattern for part in placed.column.segments):
        parts = [part for part in placed.column.segments if part.pattern == pattern]
        lows = [left if part.low is None else part.low for part in parts]
        colours = [part.colour for part in parts]
        figure.add_trace(
            draft.bar(
                x=[part.high - low for part, low in zip(parts, lows, strict=True)],
                base=lows,
                y=[middles[part.name] for part in parts],
                width=[BAR] * len(parts),
                orientation="h",
                marker={
                    "color": colours,
                    "opacity": 0.85 if pattern else 0.5,
                    "pattern": {"shape": pattern, **HATCH},
                    "line": {"width": 1, "color": colours},
                },
                customdata=[list(part.data) for part in parts],
                hovertemplate="%{customdata[1]}<extra></extra>",
                showlegend=False,
                name="segments",
                xaxis=x,
            )
        )


def _draw(
    canvas: _Canvas,
    placed: _Placed,
    tops: dict[str, float],
    middles: dict[str, float],
    number: int,
    domain: tuple[float, float],
) -> None:
    figure, tail, column = canvas.figure, "" if number == 1 else str(number), placed.column
    x = f"x{tail}"
    figure.update_layout({f"xaxis{tail}": placed.axis | {"anchor": "y", "domain": list(domain)}})
    stated = set(column.labels)
    _hatched(figure, placed, [at for name, at in middles.items() if name not in stated], x)
    for name in middles:
        if name in stated:
            canvas.rule(middles[name], f"{x} domain")
    _barred(figure, placed, middles, x)
    for name, words in column.captions.items():
        at = tops[name] - NAME - CAPTION / 2
        text = escape(words, quote=False)
        canvas.write(text, "caption", 11, x=0, xref=f"{x} domain", y=at)
    marks.add(
        figure,
        placed.claims,
        x=[plotted(row)[0] for row in placed.claims],
        y=[middles[column.labels[i]] + lift for i, lift in enumerate(placed.lifts)],
        axes=(x, "y"),
    )
    head = f"<b>{escape(column.title, quote=False)}</b>".replace("\n", "<br>")
    canvas.write(head, "panel", x=domain[0], xref="paper", y=0, yanchor="top", align="left")


def _name_row(canvas: _Canvas, name: str, top: float) -> None:
    cut = name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"
    canvas.write(escape(cut, quote=False), "row", x=0, xref="paper", y=top - NAME / 2)
    canvas.rule(top, "paper")


def across(columns: Sequence[Column], order: Sequence[str], scale: Scale = Scale.AUTO) -> Draft:
    """
    Draw quantities side by side, each on an axis of its own, with the rows of `order`.

    A cell without a claim is hatched and reads 'not stated', never zero. Columns without any
    claim are left out. The names of rows are to say whose they are: there is no key of hues.
    """
    filled = [column for column in columns if len(column.rows)]
    if not filled:
        return style.empty("No figure to draw.")
    most = FEWEST if len(filled) > 2 else 3
    placed = [_place(column, order, most, scale) for column in filled]
    caption = CAPTION if any(column.captions for column in filled) else 0
    top: float = -(HEAD + HEAD_LINE * max(column.title.count("\n") + 1 for column in filled))
    canvas = _Canvas(Draft())
    tops: dict[str, float] = {}
    middles: dict[str, float] = {}
    for name in order:
        tops[name] = top
        _name_row(canvas, name, top)
        reach = max(one.reach(name) for one in placed)
        middles[name] = top - NAME - caption - MARKS / 2 - reach
        top = middles[name] - MARKS / 2 - reach - PAD
    width = (1 - GAP * (len(placed) - 1)) / len(placed)
    for number, one in enumerate(placed, start=1):
        left = (number - 1) * (width + GAP)
        _draw(canvas, one, tops, middles, number, (left, min(left + width, 1)))
    figure = canvas.done().update_layout(
        barmode="overlay",
        yaxis={"range": [top, 0], "visible": False, "fixedrange": True, "domain": [0, 1]},
    )
    everything = pd.concat([column.rows for column in filled])
    return style.dress(figure, everything, round(-top), margin=8)
