"""The figure that is open: its id in the address of the page, and the whole address to share."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from newsfigures.ui import words

PARAMETER = "fig"
# Of the Articles page: the article that is open.
ARTICLE = "art"


def open_figure(claim_id: str) -> None:
    """Open the panel of a figure; to be called from a widget's callback."""
    st.query_params[PARAMETER] = claim_id


def address(claim_id: str) -> str:
    """Return the address under which this page opens a figure's evidence."""
    return f"{st.context.url or ''}?{PARAMETER}={claim_id}"


def sourced(row: Mapping[str, Any]) -> str:
    """Return publisher, or else title, and date of a claim."""
    return ", ".join(
        part
        for part in (
            words.known(row["publisher"]) or words.known(row["title"]),
            words.known(row["as_of"]) or "no date",
        )
        if part
    )
