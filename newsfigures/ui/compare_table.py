"""The table of ratios on Compare: its columns, and its vocabulary in words."""

from typing import Any

import pandas as pd
import streamlit as st

from newsfigures.ui import words

# Widths in pixels, so that the figure and its ratio stay in view on a phone.
COLUMNS: dict[str, Any] = {
    "Name": st.column_config.TextColumn(width=120),
    "Figure": st.column_config.TextColumn(width=90),
    "Ratio": st.column_config.TextColumn(width=100),
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
