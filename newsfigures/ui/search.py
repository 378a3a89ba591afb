"""The parts of the Data page: what was found, the rows, downloads and addresses for programs."""

from typing import Any

import pandas as pd
import streamlit as st

from newsfigures.searching import Sought
from newsfigures.ui import columns, words
from newsfigures.ui import found as found_rows
from newsfigures.ui.card import nothing

# Rows on the page at a time; a download always has all of them.
SHOWN = 100
SORTS = {"newest": "Newest first", "largest": "Largest sum first", "doubtful": "Least sure first"}


def total(tally: pd.DataFrame) -> int:
    """Return how many figures fit."""
    return int(tally["claims"].sum())


def found(tally: pd.DataFrame, *, shown: int) -> str:
    """Say how many figures fit, of which origin, and how many are shown, as Markdown."""
    fitting = total(tally)
    by_origin = tally.groupby("origin")["claims"].sum()
    kinds = ", ".join(
        f"{by_origin[name]:,} {title.lower()}"
        for name, (title, _) in words.ORIGINS.items()
        if name in by_origin
    )
    some = f" {shown:,} are shown at a time; a download has all." if shown < fitting else ""
    return f"**{words.count(fitting, 'figure')}**{f': {kinds}' if kinds else ''}.{some}"


def turned(fitting: int) -> dict[str, Any]:
    """Ask for the order and the page of the rows; return them as parameters of a query."""
    left, middle, right = st.columns([3, 6, 2], vertical_alignment="bottom")
    sort = left.selectbox(
        "Order", list(SORTS), format_func=SORTS.__getitem__, key="data_sort", bind="query-params"
    )
    pages = max(1, -(-fitting // SHOWN))
    with right:
        columns.choose()
    with middle:
        page = st.pagination(pages, key="data_page", bind="query-params") if pages > 1 else 1
    return {"sort": sort, "skip": (page - 1) * SHOWN, "most": SHOWN}


def results(rows: pd.DataFrame, tally: pd.DataFrame, sought: Sought) -> None:
    """Show the rows that fit, in the columns chosen."""
    if rows.empty:
        nothing("")
        return
    alt = found(tally, shown=len(rows)).replace("*", "")
    found_rows.show(rows, columns.shown(), sought, alt=alt)


def breakdown(tally: pd.DataFrame) -> None:
    """Show how many figures there are of each metric, by origin."""
    table = tally.pivot_table(
        index="metric", columns="origin", values="claims", aggfunc="sum", fill_value=0
    )
    table = table.reindex(columns=[name for name in words.ORIGINS if name in table])
    table.index = [words.label(name) for name in table.index]
    table.columns = [words.ORIGINS[name][0] for name in table.columns]
    table = table.assign(All=table.sum(axis=1)).sort_values("All", ascending=False)
    st.dataframe(
        table.rename_axis("Metric").reset_index(),
        hide_index=True,
        alt="How many figures there are of each metric, by origin.",
    )
