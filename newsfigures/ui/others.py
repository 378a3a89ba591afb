"""What else is said about the same thing: claims alike side by side, then those unlike."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from newsfigures import compare
from newsfigures.ui import preferring, spread, words
from newsfigures.ui.asking import ask
from newsfigures.ui.opening import open_figure, sourced

Row = dict[str, Any]
MOST = 8


def records(rows: pd.DataFrame) -> list[Row]:
    """Return rows as plain mappings, in their order."""
    return compare.records(rows)


def buttons(rows: Sequence[Row], key: str) -> None:
    """Show claims as buttons that open their own evidence in the panel."""
    with st.container(key=f"evidence_{key}", gap=None):
        for row in rows:
            _button(row, key)


def _line(row: Row, *, alike: bool) -> str:
    """Say what a claim says and who says it; sense and time only where they differ."""
    said = words.known(row["attributed_to"])
    worked = "worked out" if row["origin"] == "derived" else ""
    parts = (
        f"{'★ ' if words.known(row.get('preferred_by')) else ''}**{words.md(words.amount(row))}**",
        words.md(words.STATUSES[row["status"]][0].lower()),
        "" if alike else words.md(words.sense(row).lower()),
        "" if alike else words.md(words.time(row)),
        words.md(f"says {said}" if said else worked),
        words.md(sourced(row)),
    )
    return " · ".join(part for part in parts if part)


def _button(row: Row, key: str) -> None:
    st.button(
        _line(row, alike=key.startswith("alike")),
        type="tertiary",
        key=f"{key}_{row['claim_id']}",
        on_click=open_figure,
        args=(row["claim_id"],),
    )


def _folded(rows: list[Row], key: str) -> None:
    buttons(rows[:MOST], key)
    if len(rows) > MOST:
        with st.expander(f"{len(rows) - MOST:,} more"):
            buttons(rows[MOST:], f"{key}_more")


def panel(row: Row) -> None:
    """Show the other claims of the same measure about the same name, and who prefers which."""
    rows = ask("other_claims", claim_id=row["claim_id"])
    if rows.empty:
        st.caption("No other figure of this measure about the same name.")
        return
    about = f"{words.inside(row['metric'])} of {row['subject']}"
    alike, unlike = records(rows[rows["alike"]]), records(rows[~rows["alike"]])
    if alike:
        _alike(row, alike, about)
    if unlike:
        n = words.count(len(unlike), "other figure" if not alike else "figure")
        kind = "in another sense, of another status or time"
        st.markdown(f"**{n}** {kind if alike else f'of the {words.md(about)}, {kind}'}")
        _folded(unlike, "other")


def _alike(row: Row, alike: list[Row], about: str) -> None:
    st.markdown(f"**Who says what**: {words.md(about)}, like with like")
    plain = ask("alike_claims", claim_id=row["claim_id"], with_samples=True)
    if len(plain) > 1:
        st.caption(words.md(spread.in_words(plain)), help=spread.ORIGINS)
    with st.container(key="evidence_this", gap=None):
        st.markdown(f":small[{_line(row, alike=True)} · *this figure*]")
    _folded(alike, "alike")
    preferring.panel(row)
