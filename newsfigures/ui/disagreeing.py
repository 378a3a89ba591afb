"""Where sources disagree: the widest spreads of claims alike, and the ways to look into them."""

from typing import Any

import pandas as pd
import streamlit as st

from newsfigures import compare
from newsfigures.charts import amount
from newsfigures.ui import doors, spread, words
from newsfigures.ui.asking import ask, told
from newsfigures.ui.opening import open_figure
from newsfigures.ui.others import records
from newsfigures.ui.table import show_table

# Of claims that disagree: who says what, when and where; then all that is known of them.
SIDE_BY_SIDE = ("Figure", "Said by", "Status", "Date", "Publisher", "Sentence or note")

Row = dict[str, Any]


def _end(row: Row, which: str) -> str:
    """Return the lowest or highest value of a disagreement as a short phrase."""
    facts = {
        "value": row[which],
        "value_high": None,
        "value_usd": row[which] if row["unit"] == "USD" else None,
        "value_usd_high": None,
        "qualifier": "exact",
        "unit": row["unit"],
        "is_money": row["is_money"],
    }
    return amount(facts) if row["is_money"] else words.amount(facts)


def _alike(row: Row) -> str:
    """Say in what the claims of a disagreement agree, besides name and metric."""
    parts = (words.sense(row).lower(), row["statuses"], words.time(row))
    return ", ".join(part for part in parts if part)


def panel(rows: pd.DataFrame, *, with_samples: bool) -> None:
    """Show where sources lie furthest apart (queries/disagreements.sql)."""
    st.header("Where do sources lie furthest apart?", anchor=False)
    st.caption(
        "Only like is set against like: the same thing, in the same sense, for the same time, and "
        "never what is against what is planned. A spread need not be an error; open both ends and "
        "see what each counts. Articles that pass on the same source are one origin; of several "
        "values in one article the largest counts, for the others are mostly parts of it."
    )
    if rows.empty:
        st.info("No two sources state different values of the same thing in the same sense.")
        return
    for number, facts in enumerate(records(rows)):
        with st.container(border=True, gap="small", key=f"overview_spread_{number}"):
            _disagreement(facts, number, with_samples=with_samples)


def _disagreement(row: Row, number: int, *, with_samples: bool) -> None:
    label = words.inside(row["metric"])
    st.markdown(
        f"**{words.md(row['subject'])}**, {words.md(label)} ({words.md(_alike(row))}): the "
        f"highest is **{spread.times(row['times'])} times** the lowest"
    )
    st.caption(
        words.md(spread.tally(row["claims"], row["articles"], row["reference"], row["origins"])),
        help=spread.ORIGINS,
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        for which in ("lowest", "highest"):
            st.button(
                f"{which.capitalize()}: {words.md(_end(row, which))}",
                key=f"overview_{which}_{number}",
                on_click=open_figure,
                args=(row[f"{which}_id"],),
            )
        if preferred := words.known(row["preferred_id"]):
            st.button(
                "★ The preferred one",
                key=f"overview_preferred_{number}",
                on_click=open_figure,
                args=(preferred,),
            )
        doors.link(
            "compare",
            "Compare",
            pin=compare.name_of(str(row["subject"])),
            compare_metric=words.label(row["metric"]),
        )
        side_by_side = st.toggle(
            f"All {row['claims']:,} side by side",
            key=f"overview_all_{number}",
            bind="query-params",
        )
    if side_by_side:
        with told():
            claims = ask("alike_claims", claim_id=row["lowest_id"], with_samples=with_samples)
        show_table(
            f"overview_alike_{number}",
            claims,
            alt=f"The claims on {row['subject']}, {label}.",
            first=SIDE_BY_SIDE,
        )
