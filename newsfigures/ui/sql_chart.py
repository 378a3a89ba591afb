"""The chart of an answer on the page SQL: which kind, of which columns; all of it in the URL."""

from collections.abc import Mapping, Sequence
from typing import cast

import pandas as pd
import streamlit as st

from newsfigures import charts
from newsfigures.charts import answers
from newsfigures.sandbox.asking import Column
from newsfigures.ui import chart_key, evidence, words
from newsfigures.ui.card import alone, clicked, final
from newsfigures.ui.controls import scale_of

# Part of a choice -> key of its control and its name in the address.
KEYS = {"kind": "sql_kind", "x": "sql_x", "y": "sql_y", "by": "sql_by", "scale": "sql_scale"}
KINDS: dict[str, str] = {"none": "None", "bar": "Bars", "line": "Line", "points": "Points"}
NOBODY = "one colour"


def choose(chart: Mapping[str, str]) -> None:
    """Set the controls to a chart of an example; to be called from a widget's callback."""
    for part, value in {"kind": "none", "by": NOBODY, **chart}.items():
        st.session_state[KEYS[part]] = value


def _pick(title: str, part: str, options: Sequence[str], likely: str) -> str:
    key = KEYS[part]
    # What was chosen for an earlier answer may be no column of this one.
    if key in st.session_state and st.session_state[key] not in options:
        del st.session_state[key]
    at = list(options).index(likely) if key not in st.session_state and likely in options else 0
    chosen = st.selectbox(title, options, index=at, key=key, bind="query-params", width=230)
    return str(chosen)


def _likely(columns: Sequence[Column], form: str, other_than: str = "") -> str:
    found = [one.name for one in columns if one.form == form and one.name != other_than]
    return found[0] if found else ""


def show(columns: Sequence[Column], rows: pd.DataFrame, likely: dict[str, str]) -> None:
    """
    Ask how an answer is to be drawn, and draw it; `likely` is what holds before anything is chosen.

    Nothing is asked of an answer without a column of numbers.
    """
    numbers = [one.name for one in columns if one.form == "number"]
    names = [one.name for one in columns]
    if not numbers or rows.empty or len(names) < 2:
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="sql_chart_controls"):
        kind = st.segmented_control(
            "Chart",
            list(KINDS),
            default=None if KEYS["kind"] in st.session_state else likely.get("kind", "none"),
            required=True,
            format_func=KINDS.__getitem__,
            key=KEYS["kind"],
            bind="query-params",
        )
        if kind == "none":
            return
        y = _pick("Values", "y", numbers, likely.get("y") or numbers[0])
        beside = [name for name in names if name != y]
        text = _likely(columns, "day", y) or _likely(columns, "text", y)
        guess = _likely(columns, "number", y) if kind == "points" else text
        x = _pick("Along" if kind != "bar" else "A bar for each", "x", beside,
                  likely.get("x") or guess or beside[0])  # fmt: skip
        by = _pick("Coloured by", "by", [NOBODY, *beside], likely.get("by") or NOBODY)
        scale = scale_of("sql", label="visible")
    with alone():
        _draw(rows, cast(answers.Kind, kind), (x, y), "" if by == NOBODY else by, scale)


def _draw(
    rows: pd.DataFrame, kind: answers.Kind, of: tuple[str, str], by: str, scale: charts.Scale
) -> None:
    figure = final(answers.answer(rows, kind, *of, by, scale))
    chart_key.show(figure)
    config = charts.config(figure, "newsfigures_sql")
    alt = answers.said(rows, kind, *of)
    if "claim_id" in rows:
        key = f"sql_chart_{evidence.closed()}"
        st.plotly_chart(
            figure, key=key, theme="streamlit", config=config, alt=alt,
            on_select=lambda: clicked(key), selection_mode="points",
        )  # fmt: skip
    else:
        st.plotly_chart(figure, key="sql_chart", theme="streamlit", config=config, alt=alt)
    drawn = len(answers.drawn(rows, kind, *of))
    if drawn < len(rows):
        st.caption(words.md(f"{drawn:,} of {len(rows):,} rows are drawn; rows without a value are "
                            f"not, and no more than {answers.MOST[kind]:,}."))  # fmt: skip
