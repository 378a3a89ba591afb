"""Reviewed articles are taken along as gold, to score the extractor on."""

import streamlit as st

from newsfigures import gold, store
from newsfigures.ui import words
from newsfigures.ui.asking import ask


def button() -> None:
    """Offer the articles of which every figure was decided about as one zip file."""
    reviewed = ask("reviewed_articles", everything=False)
    if reviewed.empty:
        return
    st.download_button(
        f"Download {words.count(len(reviewed), 'reviewed article')} as test cases (.zip)",
        data=lambda: gold.packed(store.shared()),
        file_name="reviewed.zip",
        mime="application/zip",
        on_click="ignore",
        key="review_gold",
        help="Articles of which every figure was decided about: their texts, and their figures as "
        "they were decided. Unpack it; `make eval GOLD=FOLDER` scores the reading on it.",
    )
