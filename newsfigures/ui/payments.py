"""Who pays whom as a list, for screens on which the map of it is too dense to read amounts."""

from html import escape

import streamlit as st

from newsfigures.charts.money import told
from newsfigures.charts.money.flows import Flows
from newsfigures.ui import evidence
from newsfigures.ui.clickable import clickable
from newsfigures.ui.finished import Mark, once

CSS = """
ol {list-style: none; margin: 0; padding: 0}
li {display: flex; justify-content: space-between; gap: 1rem; padding: .45rem 0;
  border-bottom: 1px solid var(--st-border-color)}
li button {flex: none; max-width: 50%; text-align: right !important}
"""


def html(found: Flows) -> str:
    """Return each link of the map as an item, in its order; the amount opens its sentence."""
    _, _, cells = told.matrix(found)
    items = "".join(
        f"<li><span>{escape(source)} → {escape(target)}</span>"
        f'<button type="button" data-claim="{escape(cell.claim_id)}">{escape(cell.words)}'
        f"{' ↺' if cell.circular else ''}</button></li>"
        for (source, target), cell in cells.items()
    )
    return f"<ol>{items}</ol>"


def show(view: Mark, found: Flows) -> None:
    """
    Show the list, which look.css leaves to phones; others have the map, and it as a table.

    `view` is the page as it is asked for (`finished.shown`).
    """
    if not found.links:
        return
    with st.container(key="investment_payments"):
        st.markdown("**Who pays whom, largest first** (↺ can come back to who paid it)")
        listed = once(view, "payments", lambda: html(found))
        clickable(f"investment_list_{evidence.closed()}", listed, CSS)
