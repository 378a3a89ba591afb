"""Market sizes: by the year they are for and by what is counted, never averaged."""

import re
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from newsfigures.charts import marks, style
from newsfigures.charts.axes import position, value_axis
from newsfigures.charts.hover import plotted
from newsfigures.charts.hues import FAINT, OTHERS
from newsfigures.charts.look import Scale
from newsfigures.charts.panels import Panel, by_value, stacked

HEIGHT = 400
SIDESTEP, ROOM = 0.25, 0.8  # of a year: between two marks, and for all marks of a year

# What is counted, by the words of the subject; the first that fits holds.
DEFINITIONS: tuple[tuple[str, str, str], ...] = (
    ("Economic effect", r"\bgdp\b|impact|contribution|productivity|value of|present value|"
     r"econom", "#D55E00"),
    ("Chips", r"chip|semiconductor|accelerator|\bgpu", "#8A6FD1"),
    ("Data centres", r"data.?cent|infrastructure|server|cloud|hardware", "#A0704F"),
    ("Generative AI", r"generative|\bgenai\b", "#0072B2"),
    ("AI spending", r"spend", "#C47F00"),
    ("AI market", r"\bai\b|artificial intelligence", "#009E73"),
)  # fmt: skip
OTHER = "Other markets"


def definition(subject: str) -> str:
    """
    Say what a market size counts.

        >>> definition("generative AI market"), definition("AI spending (revised)")
        ('Generative AI', 'AI spending')
        >>> definition("contribution of AI to world GDP"), definition("AI market")
        ('Economic effect', 'AI market')
    """
    words = subject.lower()
    return next((name for name, pattern, _ in DEFINITIONS if re.search(pattern, words)), OTHER)


def colour(name: str) -> str:
    """Return the fixed colour of a definition."""
    return next((tint for known, _, tint in DEFINITIONS if known == name), OTHERS)


def _counted(rows: pd.DataFrame) -> list[str]:
    return [definition(subject) for subject in rows["subject"]]


def _sidesteps(claims: list[dict[str, Any]], axis: dict[str, Any]) -> list[float]:
    steps = [0.0] * len(claims)
    for year in {int(row["horizon"]) for row in claims}:
        members = [i for i, row in enumerate(claims) if int(row["horizon"]) == year]
        places = [position(plotted(claims[i])[0], axis) for i in members]
        stack = marks.levels(places, near=0.03)
        step = min(SIDESTEP, ROOM / (max(stack) + 1))
        for i, level in zip(members, stack, strict=True):
            steps[i] = step * marks.lift(level)
    return steps


def _add_definition_key(figure: go.Figure, counted: list[str]) -> None:
    for name in (*(known for known, _, _ in DEFINITIONS), OTHER):
        if name in counted:
            figure.add_trace(
                go.Scatter(
                    x=[None],
                    y=[None],
                    mode="lines",
                    name=name,
                    line={"color": colour(name), "width": 7},
                    hoverinfo="skip",
                    showlegend=True,
                )
            )


def by_target_year(rows: pd.DataFrame, scale: Scale = Scale.AUTO) -> go.Figure:
    """Draw sizes by the year they are for; every claim must have one (`horizon`)."""
    if rows.empty:
        return style.empty("No projection names the year it is for.")
    claims, counted = marks.records(rows), _counted(rows)
    axis = value_axis(marks.ends(claims), plotted(claims[0])[2], scale)
    steps = _sidesteps(claims, axis)
    figure = go.Figure()
    for origin in marks.ORIGINS:
        at = [i for i, row in enumerate(claims) if row["origin"] == origin]
        if at:
            figure.add_trace(
                marks.scatter(
                    [claims[i] for i in at],
                    origin,
                    x=[int(claims[i]["horizon"]) + steps[i] for i in at],
                    y=[plotted(claims[i])[0] for i in at],
                    value_on="y",
                    colours=[colour(counted[i]) for i in at],
                )
            )
    _add_definition_key(figure, counted)
    years = [int(row["horizon"]) for row in claims]
    figure.update_xaxes(**_years(min(years), max(years)))
    figure.update_yaxes(**axis, automargin=True)
    return style.dress(figure, rows, HEIGHT)


def _years(first: int, last: int) -> dict[str, Any]:
    every = max(1, -(-(last - first) // 6))
    return {
        "range": [first - 0.7, last + 0.7],
        "tickvals": list(range(first, last + 1, every)),
        "tickformat": "d",
        "showgrid": True,
        "gridcolor": FAINT,
        "zeroline": False,
        "fixedrange": True,
        "tickangle": 0,
    }


def by_definition(rows: pd.DataFrame, title: str, scale: Scale = Scale.AUTO) -> go.Figure:
    """Draw sizes in one panel, a row per definition: how far apart are the claims?"""
    counted = _counted(rows)
    return stacked(
        [
            Panel(
                title=title,
                rows=rows,
                labels=counted,
                order=by_value(rows, counted),
                colours=[colour(name) for name in counted],
            )
        ],
        scale=scale,
    )


def spread(rows: pd.DataFrame) -> pd.DataFrame:
    """
    Return, per definition, how far apart the claims lie; largest spread first.

    Columns: definition, claims, smallest, largest (US dollars), times (largest by smallest).
    One-sided bounds count by their bound, ranges by both ends.
    """
    ends = rows.assign(
        definition=_counted(rows), high=rows["value_usd_high"].fillna(rows["value_usd"])
    )
    table = (
        ends.groupby("definition")
        .agg(claims=("claim_id", "size"), smallest=("value_usd", "min"), largest=("high", "max"))
        .reset_index()
    )
    table["times"] = table["largest"] / table["smallest"]
    return table.sort_values(["times", "definition"], ascending=[False, True], ignore_index=True)


def target_years(rows: pd.DataFrame) -> list[int]:
    """Return the years that claims are for, the one with the most claims first."""
    years = rows["horizon"].dropna().astype(int).value_counts()
    return sorted((int(year) for year in years.index), key=lambda year: (-years[year], year))


def spread_in_words(rows: pd.DataFrame) -> str:
    """Say for each definition with several claims how far apart they lie."""
    table = spread(rows)
    parts = [
        f"{row['definition']}: the largest of {row['claims']} is {row['times']:.2g} times the "
        "smallest"
        for row in marks.records(table[table["claims"] > 1])
    ]
    if not parts:
        return "No definition has two claims to set against each other."
    return f"{'; '.join(parts)}. US dollars."
