"""Claims of the pinned names as cards side by side: value, sentence, who says so, what counts."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from newsfigures import compare
from newsfigures.plain import plain
from newsfigures.ui import preferring, words
from newsfigures.ui.opening import open_figure, sourced

Row = dict[str, Any]
SHOWN = 4  # cards of a name before the rest is folded
ABREAST = 3
SENTENCE = 260


def _cut(sentence: str) -> str:
    flat = plain(sentence)
    return flat if len(flat) <= SENTENCE else flat[: SENTENCE - 1].rsplit(" ", 1)[0] + " …"


def sentence(row: Row) -> str:
    """Return the words a claim rests on: quoted from an article, a note or formula else."""
    text = _cut(words.known(row["sentence"]))
    if row["origin"] == "article":
        return f"“{text}”" if text else ""
    return words.formula(text) if row["origin"] == "derived" else text


def _card(row: Row, alternatives: bool, key: str) -> None:
    claim = str(row["claim_id"])
    with st.container(border=True, key=f"{key}_{claim}"):
        star = "★ " if words.known(row.get("preferred_by")) else ""
        st.markdown(f"**{star}{words.md(words.amount(row))}** · {words.md(row['kind'])}")
        if row["chosen"]:
            st.caption(f"**Counts**: {words.md(row['chosen_by'])}")
        if row["name"] != row["subject"]:
            st.caption(words.md(f"Named as: {row['subject']}"))
        if said := sentence(row):
            st.markdown(words.md(said))
        who = words.known(row["attributed_to"])
        parts = (
            f"says {who}" if who else "no source named",
            words.STATUSES[row["status"]][0].lower(),
            sourced(row),
            "sample article" if row["is_sample"] else "",
        )
        st.caption(words.md(" · ".join(part for part in parts if part)))
        with st.container(horizontal=True, gap="small"):
            st.button("Evidence", key=f"{key}_open_{claim}", on_click=open_figure, args=(claim,))
            if alternatives:
                preferring.chooser(row, place=key)


def _of(name: str, rows: pd.DataFrame) -> None:
    own = compare.records(rows)
    st.markdown(f"**{words.md(name)}** · {words.count(len(own), 'figure')}")
    if not own:
        st.caption("No figure of this measure.")
        return
    alike = rows.groupby(["name", "kind"])["claim_id"].transform("count")
    several = dict(zip(rows["claim_id"], alike > 1, strict=True))
    for row in own[:SHOWN]:
        _card(row, bool(several[row["claim_id"]]), "compare_card")
    if len(own) > SHOWN and st.toggle(
        f"{len(own) - SHOWN:,} more of {words.md(name)}",
        key=f"compare_more_{name}",
        bind="query-params",
    ):
        for row in own[SHOWN:]:
            _card(row, bool(several[row["claim_id"]]), "compare_card")


def show(found: compare.Comparison, picked: Sequence[str]) -> None:
    """Show the claims of each pick, those that count first, up to three picks abreast."""
    rows = compare.in_order(found)
    for start in range(0, len(picked), ABREAST):
        few = picked[start : start + ABREAST]
        for column, name in zip(st.columns(len(few)), few, strict=True):
            with column:
                own = (rows["name"] == name) | (rows["company"] == name)
                _of(name, rows[own])
