"""The rows of a reader's own query as bars, a line or points; axes are called as its columns."""

from collections.abc import Sequence
from html import escape
from typing import Any, Final, Literal

import pandas as pd

from newsfigures.charts import draft, style
from newsfigures.charts.axes import value_axis
from newsfigures.charts.draft import Draft
from newsfigures.charts.hues import FAINT, HUES, OTHERS, house
from newsfigures.charts.look import Scale

Kind = Literal["bar", "line", "points"]
# Rows that can still be told apart, and colours likewise.
MOST: Final[dict[str, int]] = {"bar": 40, "line": 1_000, "points": 1_000}
COLOURS: Final = 8
REST = "others"
_BAR, _HEIGHT, _LONGEST = 26, 420, 34
_NAME = 20  # letters of a bar's name; longer ones would take the room of the bars on a phone
_SAID = 8  # columns that the box at a mark names
_TITLE = 24  # pixels of an axis' name, above the line that says the source
# Words in the name of a column -> the unit its ticks are written in (`axes.tick`).
_UNITS = {"usd": "USD", "percent": "percent", "flop": "FLOP", "mw": "MW", "times": "x"}


def _unit(column: str) -> str:
    """
    Return the unit that the name of a column speaks of, '' for none.

        >>> _unit("median_cost_usd"), _unit("figures")
        ('USD', '')
    """
    return next((_UNITS[word] for word in column.casefold().split("_") if word in _UNITS), "")


def _grouped(values: pd.Series) -> tuple[pd.Series, dict[str, str]]:
    """
    Return the group of each row and the colour of each group.

    Companies have their own colours, others what is left of them; when those are used up, the
    rest are one group.
    """
    names = values.fillna("none").astype(str)
    colours = {name: HUES[own] for name in names.unique() if (own := house(name))}
    left = [colour for colour in HUES.values() if colour not in colours.values()]
    unnamed = [name for name in names.value_counts().index if name not in colours]
    colours |= dict(zip(unnamed[:COLOURS], left, strict=False))
    groups = names.where(names.isin(list(colours)), REST)
    if (groups == REST).any():
        colours[REST] = OTHERS
    return groups, dict(sorted(colours.items(), key=lambda each: each[0] == REST))


def _cut(text: str, most: int = _LONGEST) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _words(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:,.4g}" if abs(value) < 1e15 else f"{value:.3g}"
    return escape(_cut(str(value)), quote=False)


def _hover(rows: pd.DataFrame, columns: Sequence[str]) -> list[str]:
    """Return what the box at each mark says: columns by their names, the first ones given."""
    names = list(dict.fromkeys(columns))[:_SAID]
    return [
        "<br>".join(f"{escape(name, quote=False)}: {_words(row[name])}" for name in names)
        for row in rows[names].to_dict("records")
    ]


def are_years(values: pd.Series) -> bool:
    """Say whether numbers are years: whole and of these two centuries."""
    known = values.dropna()
    return bool(len(known) and known.between(1900, 2100).all() and (known % 1 == 0).all())


def _axis(values: pd.Series, name: str, scale: Scale) -> dict[str, Any]:
    """Return an axis for a column: of values with their unit, of years, of days or of names."""
    named = {"text": f"<b>{escape(name, quote=False)}</b>", "font": {"size": 12}, "standoff": 8}
    title = {"title": named, "fixedrange": True, "gridcolor": FAINT, "automargin": True}
    if not pd.api.types.is_numeric_dtype(values):
        return {**title, "zeroline": False}
    if are_years(values):
        return {**title, "tickformat": "d", "dtick": max(1, round(values.nunique() / 8))}
    return {**value_axis(values.tolist(), _unit(name), scale), **title}


def drawn(rows: pd.DataFrame, kind: Kind, x: str, y: str) -> pd.DataFrame:
    """Return the rows that a chart shows: those with both values, as many as can be told apart."""
    known = rows[rows[x].notna() & rows[y].notna()].head(MOST[kind])
    return known.sort_values(x, kind="stable") if kind == "line" else known


def answer(
    rows: pd.DataFrame, kind: Kind, x: str, y: str, by: str = "", scale: Scale = Scale.AUTO
) -> Draft:
    """
    Draw rows of any columns: `y` (numbers) over `x`, coloured by `by` ('' for one colour).

    Bars lie on their side, in the order of the rows. Marks carry the row's claim_id where there
    is such a column, so that a click opens the evidence.
    """
    some = drawn(rows, kind, x, y)
    if some.empty:
        return style.empty(f"No row has both {escape(x)} and {escape(y)}.")
    groups, colours = pd.Series("", index=some.index), {"": OTHERS}
    if by:
        groups, colours = _grouped(some[by])
    figure = Draft()
    ids = some["claim_id"].astype(str) if "claim_id" in some else pd.Series("", index=some.index)
    for group, colour in colours.items():
        own = some[groups == group]
        hover = _hover(own, [x, y, *([by] if by else []), *own.columns])
        data = list(zip(ids[own.index], hover, strict=True))
        more = {
            "name": group, "showlegend": bool(by), "customdata": data,
            "hovertemplate": "%{customdata[1]}<extra></extra>",
        }  # fmt: skip
        figure.add_trace(_trace(own, kind, x, y, colour) | more)
    return _laid_out(figure, some, kind, (x, y), scale)


def _trace(rows: pd.DataFrame, kind: Kind, x: str, y: str, colour: str) -> draft.Trace:
    if kind == "bar":
        # Rows of the same name stay bars of their own: their place is their number.
        places = [int(i) for i in rows.index]
        return draft.bar(x=rows[y].tolist(), y=places, orientation="h", marker={"color": colour})
    return draft.scatter(
        x=rows[x].tolist(),
        y=rows[y].tolist(),
        mode="lines+markers" if kind == "line" else "markers",
        line={"color": colour, "width": 2},
        marker={"color": colour, "size": 8},
    )


def _laid_out(
    figure: Draft, rows: pd.DataFrame, kind: Kind, columns: tuple[str, str], scale: Scale
) -> Draft:
    x, y = columns
    values = _axis(rows[y], y, scale)
    margin = 0
    if kind == "bar":
        names = [_cut(str(name), _NAME) for name in rows[x]]
        # Known here, not left to plotly, so that the line of the source begins at the left edge.
        margin = 18 + round(style.LETTER * max(map(len, names)))
        figure.update_layout(
            barmode="overlay",
            xaxis=values,
            yaxis={
                "tickmode": "array", "tickvals": list(rows.index),
                "ticktext": [escape(name, quote=False) for name in names],
                "autorange": "reversed", "fixedrange": True,
            },
        )  # fmt: skip
    else:
        figure.update_layout(xaxis=_axis(rows[x], x, scale), yaxis=values)
    height = max(160, _BAR * len(rows)) if kind == "bar" else _HEIGHT
    said = f"Source: a query over the figures of newsfigures, {len(rows):,} rows of its answer"
    style.dress(figure, rows, height, margin=margin, marks=False, source=said)
    layout = figure.spec["layout"]
    source = style.source_of(figure)
    assert source is not None
    source["yshift"] = -30 - _TITLE
    layout["height"] += _TITLE
    layout["margin"]["b"] += _TITLE
    return figure


def said(rows: pd.DataFrame, kind: Kind, x: str, y: str) -> str:
    """Return in a sentence what a chart of an answer shows, for those who do not see it."""
    some = drawn(rows, kind, x, y)
    if some.empty:
        return f"Nothing to draw: no row has both {x} and {y}."
    top = some.iloc[int(some[y].astype(float).to_numpy().argmax())]
    forms = {"bar": "Bars", "line": "A line", "points": "Points"}
    most = "" if some[y].nunique() < 2 else f" The largest is {_words(top[y])}, at {top[x]}."
    return f"{forms[kind]} of {y} over {x}, {len(some):,} of {len(rows):,} rows.{most}"
