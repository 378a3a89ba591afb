"""Panels of rows: a row per name, a panel per kind, all values of a panel on one axis."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

import pandas as pd

from newsfigures.charts import marks, style
from newsfigures.charts.axes import position, value_axis
from newsfigures.charts.caption import captions
from newsfigures.charts.draft import Draft
from newsfigures.charts.hover import plotted
from newsfigures.charts.look import Scale

LABEL = 18
TITLE = 46
TITLE_LINE = 17
AXIS_GAP = 40
LEVEL = 0.34  # of a row: distance between two marks that would cover each other
TALLER = 0.45  # of a row: what a second line of its label adds
FEW, LEAST = 5, 0.2  # beyond so many in a stack they close up, down to this distance


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """
    Claims that may share one axis.

    `title` says what they have in common, `labels` the name of the row each belongs to, in the
    order of `rows`. `order` are the rows from top to bottom; a name without a claim reads
    'not stated'. `pale` marks claims that cannot be set against the baseline; `colours` stand
    in for those of the companies. `with_amounts` writes the amounts of a row below its name.
    """

    title: str
    rows: pd.DataFrame
    labels: Sequence[str]
    order: Sequence[str]
    pale: Sequence[bool] | None = None
    colours: Sequence[str] | None = None
    note: str = ""
    with_amounts: bool = False

    def named(self) -> dict[str, str]:
        """Return what stands beside each row: its name, its amounts below where asked for."""
        if not self.with_amounts:
            return {name: short(name) for name in self.order}
        amounts = captions(marks.records(self.rows), self.labels)
        return {
            name: short(f"{name}\n{amounts[name]}" if name in amounts else name)
            for name in self.order
        }


def short(label: str, width: int = LABEL) -> str:
    """
    Return a label in at most two lines, so that it fits beside a chart on a phone.

    What follows a line break in the label comes below, whole.

        >>> short("DeepSeek-V3 (figure disputed by analysts)")
        'DeepSeek-V3<br>(figure disputed …'
        >>> short("OpenAI: Oracle cloud contract\\nby 2032")
        'OpenAI: Oracle<br>cloud contract<br>by 2032'
        >>> short("MiniMax-M1 (reinforcement-learning stage)")
        'MiniMax-M1<br>(reinforcement-l …'
        >>> short("R&D")
        'R&amp;D'
    """
    head, _, tail = label.partition("\n")
    found = textwrap.wrap(head, width, break_on_hyphens=False, break_long_words=False) or [""]
    lines = [line if len(line) <= width else _cut(line, width) for line in found[:2]]
    if len(found) > 2 and not lines[-1].endswith("…"):
        lines[-1] = _cut(lines[-1], width)
    return "<br>".join(escape(line, quote=False) for line in (*lines, tail) if line)


def _cut(line: str, width: int) -> str:
    return line[: width - 2].rstrip() + " …"


def _letters(label: str) -> int:
    """Return how many letters the longest line of a label has, which is HTML."""
    return max(len(unescape(line)) for line in label.split("<br>"))


def by_value(rows: pd.DataFrame, labels: Sequence[str]) -> list[str]:
    """Return the names from the largest claim to the smallest."""
    top: dict[str, float] = {}
    for row, label in zip(marks.records(rows), labels, strict=True):
        top[label] = max(top.get(label, float("-inf")), plotted(row)[0])
    return sorted(top, key=lambda name: (-top[name], name))


def _title_lines(panel: Panel) -> list[str]:
    note = textwrap.wrap(panel.note, TITLE)
    return [f"<b>{line}</b>" for line in textwrap.wrap(panel.title, TITLE - 4)] + note


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """A panel with its rows laid out: centres in row units from the top, negative downwards."""

    panel: Panel
    axis: dict[str, Any]
    claims: list[dict[str, Any]]
    lifts: list[float]
    centres: dict[str, float]
    units: float


def _step(stacked_marks: int) -> float:
    return LEVEL if stacked_marks <= FEW else max(LEAST, LEVEL * FEW / stacked_marks)


def _place(panel: Panel, axis: dict[str, Any]) -> _Placed:
    claims = marks.records(panel.rows)
    lifts = [0.0] * len(claims)
    centres: dict[str, float] = {}
    names = panel.named()
    below = 0.0
    for name in panel.order:
        members = [i for i, label in enumerate(panel.labels) if label == name]
        places = [position(plotted(claims[i])[0], axis) for i in members]
        stack = marks.levels(places)
        step = _step(max(stack, default=0) + 1)
        for i, level in zip(members, stack, strict=True):
            lifts[i] = step * marks.lift(level)
        lines = 1 + TALLER * names[name].count("<br>")
        height = lines + 2 * max((abs(lifts[i]) for i in members), default=0.0)
        centres[name] = -(below + height / 2)
        below += height
    return _Placed(panel=panel, axis=axis, claims=claims, lifts=lifts, centres=centres, units=below)


def _draw_marks(figure: Draft, placed: _Placed, axes: tuple[str, str]) -> None:
    panel = placed.panel
    marks.add(
        figure,
        placed.claims,
        x=[plotted(row)[0] for row in placed.claims],
        y=[placed.centres[panel.labels[i]] + lift for i, lift in enumerate(placed.lifts)],
        pale=panel.pale,
        colours=panel.colours,
        axes=axes,
    )


def _draw_missing(figure: Draft, placed: _Placed, axes: tuple[str, str]) -> None:
    for name in placed.panel.order:
        if name not in placed.panel.labels:
            figure.add_annotation(
                text="not stated",
                name="missing",
                x=0.01,
                xref=f"{axes[0]} domain",
                xanchor="left",
                y=placed.centres[name],
                yref=axes[1],
                showarrow=False,
                opacity=0.85,
                font={"size": 11},
            )


def _name_panel(figure: Draft, panel: Panel, top: float, margin: int) -> None:
    figure.add_annotation(
        text="<br>".join(_title_lines(panel)),
        name="panel",
        x=0,
        xref="paper",
        xanchor="left",
        xshift=6 - margin,
        y=top,
        yref="paper",
        yanchor="bottom",
        yshift=4,
        align="left",
        showarrow=False,
        font={"size": 13},
    )


def _draw(
    figure: Draft, placed: _Placed, number: int, domain: tuple[float, float], margin: int
) -> None:
    tail = "" if number == 1 else str(number)
    axes = (f"x{tail}", f"y{tail}")
    names = list(placed.panel.order)
    figure.update_layout(
        {
            f"xaxis{tail}": placed.axis | {"anchor": axes[1], "domain": [0, 1]},
            f"yaxis{tail}": {
                "anchor": axes[0],
                "domain": list(domain),
                "range": [-placed.units, 0],
                "tickmode": "array",
                "tickvals": [placed.centres[name] for name in names],
                "ticktext": list(placed.panel.named().values()),
                "tickfont": {"size": 12},
                "showgrid": False,
                "zeroline": False,
                "fixedrange": True,
                "automargin": True,
            },
        }
    )
    for name in names:
        if name in placed.panel.labels:
            marks.add_grid_line(figure, placed.centres[name], axes)
    _draw_marks(figure, placed, axes)
    _draw_missing(figure, placed, axes)
    _name_panel(figure, placed.panel, domain[1], margin)


def _place_all(panels: Sequence[Panel], shared: bool, scale: Scale) -> list[_Placed]:
    ends = [marks.ends(marks.records(panel.rows)) for panel in panels]
    together = [end for part in ends for end in part]
    found = []
    for panel, own in zip(panels, ends, strict=True):
        axis = value_axis(together if shared else own, unit_of(panel.rows), scale)
        found.append(_place(panel, axis))
    return found


def unit_of(rows: pd.DataFrame) -> str:
    """Return the unit in which rows are drawn; they must share one."""
    units = {plotted(row)[2] for row in marks.records(rows)}
    if len(units) != 1:
        raise ValueError(f"One axis shows one unit, not {', '.join(sorted(units)) or 'none'}.")
    return units.pop()


def stacked(
    panels: Sequence[Panel],
    *,
    shared: bool = True,
    company_key: bool = False,
    scale: Scale = Scale.AUTO,
) -> Draft:
    """
    Draw panels one above the other; the height follows the number of rows.

    With `shared` all have the same axis, so that marks compare by eye across panels; without,
    each has its own and may have its own unit. Panels without a claim are left out. With
    `company_key` the legend says which hue is which company: for rows that do not name it.
    """
    filled = [panel for panel in panels if len(panel.rows)]
    if not filled:
        return style.empty("No figure to draw.")
    placed = _place_all(filled, shared, scale)
    widest = max(_letters(label) for panel in filled for label in panel.named().values())
    margin = 18 + round(6.6 * widest)
    heads = [len(_title_lines(p.panel)) * TITLE_LINE + 10 for p in placed]
    bodies = [max(p.units, 1.5) * style.ROW_HEIGHT for p in placed]
    total = sum(heads) + sum(bodies) + AXIS_GAP * (len(placed) - 1)
    figure = Draft()
    top = total
    for number, (one, head, body) in enumerate(zip(placed, heads, bodies, strict=True), start=1):
        top -= head
        _draw(figure, one, number, (max((top - body) / total, 0), top / total), margin)
        top -= body + AXIS_GAP
    everything = pd.concat([panel.rows for panel in filled])
    if company_key:
        style.add_hue_key(figure, everything["company"])
    return style.dress(figure, everything, round(total), margin=margin)
