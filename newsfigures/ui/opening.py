"""The figure that is open: its id in the address of the page, and the whole address to share."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from newsfigures.ui import words
from newsfigures.ui.doors import SNAPSHOT

PARAMETER = "fig"
# Of the Articles page: the article that is open.
ARTICLE = "art"


def open_figure(claim_id: str) -> None:
    """Open the panel of a figure; to be called from a widget's callback."""
    st.query_params[PARAMETER] = claim_id


def address(claim_id: str) -> str:
    """Return the address under which this page opens a figure's evidence."""
    shown = st.query_params.get(SNAPSHOT)
    return f"{st.context.url or ''}?{PARAMETER}={claim_id}{f'&{SNAPSHOT}={shown}' if shown else ''}"


def view(**more: str | list[str]) -> str:
    """Return the view that is open as the end of an address, with some parameters set anew."""
    kept = {name: st.query_params.get_all(name) for name in st.query_params}
    kept.pop(PARAMETER, None)
    return "?" + urlencode({**kept, **more}, doseq=True)


def view_address() -> str:
    """Return the whole address of the view that is open, without a figure's evidence."""
    return f"{st.context.url or ''}{view()}".rstrip("?")


def sourced(row: Mapping[str, Any]) -> str:
    """Return publisher, or else title, and date of a claim."""
    return ", ".join(
        part
        for part in (
            words.known(row["publisher"]) or words.known(row["title"]),
            words.day(row["as_of"]) or "no date",
        )
        if part
    )
