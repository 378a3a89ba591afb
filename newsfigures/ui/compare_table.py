"""The table of ratios on Compare: its columns, and its vocabulary in words."""

from typing import Any

import pandas as pd
import streamlit as st

from newsfigures import charts, compare
from newsfigures.ui import evidence, words
from newsfigures.ui.table import OPEN, opener

# Widths in pixels, so that the figure and its ratio stay in view on a phone.
COLUMNS: dict[str, Any] = {
    "Name": st.column_config.TextColumn(width=120),
    "Figure": st.column_config.TextColumn(width=90),
    "Ratio": st.column_config.TextColumn(width=100),
    "Chosen as": st.column_config.TextColumn(width=200),
    "Why none, or why marked ≠": st.column_config.TextColumn(width="large"),
    "Named as": st.column_config.TextColumn(width=150),
    "Origin": st.column_config.TextColumn(width=110),
}


def in_words(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table of `compare.table` with origin and status as the screen names them."""
    return table.assign(
        Origin=table["Origin"].map(lambda name: words.ORIGINS[name][0]),
        Status=table["Status"].map(lambda name: words.STATUSES[name][0]),
    )


def show(found: compare.Comparison) -> None:
    """Show the ratios of a comparison; a button in each row opens its evidence."""
    table = in_words(compare.table(found, charts.amount))
    table.insert(0, OPEN, OPEN)
    ids = [str(i) for i in compare.in_order(found)["claim_id"]]
    st.dataframe(
        table,
        hide_index=True,
        column_config={OPEN: opener("compare_ratios", ids), **COLUMNS},
        placeholder="",
        key=f"compare_ratios_{evidence.closed()}",
        alt=f"Each figure with its sense, its ratio to {found.baseline}, and why it has none.",
    )
    st.caption(
        f"A ratio rests on {compare.RULE}. Such figures are ticked, come first, and say which part "
        "of the rule chose them."
    )
