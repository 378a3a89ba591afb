"""The parts of the Overview: where to begin, the newest of each theme, where sources disagree."""

from typing import Any

import pandas as pd
import streamlit as st

from newsfigures import intake, store
from newsfigures.catalog import metrics
from newsfigures.charts import amount
from newsfigures.ui import doors, spread, words
from newsfigures.ui.asking import ask, counts, told
from newsfigures.ui.opening import open_figure
from newsfigures.ui.table import show_table

# Theme of the catalog -> its page and the page's name.
THEMES: dict[str, tuple[str, str]] = {
    "cost": ("training_cost", "Training cost"),
    "compute": ("compute", "Compute"),
    "investment": ("investment", "Investment"),
    "market": ("market_projections", "Market projections"),
}
SENTENCE = 220
# Of claims that disagree: who says what, when and where; then all that is known of them.
SIDE_BY_SIDE = ("Figure", "Said by", "Status", "Date", "Publisher", "Sentence or note")

Row = dict[str, Any]


def money_lanes() -> dict[str, str]:
    """Return the metrics that are amounts of money, by id, with their names."""
    return {name: metric.label for name, metric in metrics().items() if metric.is_money}


def left_out(money: pd.DataFrame, drawn: pd.DataFrame) -> str:
    """Say how many amounts have no place on the ladder, '' for none."""
    lost = len(money) - len(drawn)
    if not lost:
        return ""
    verb = "is" if lost == 1 else "are"
    return (
        f"{words.count(lost, 'figure')} {verb} not drawn: losses, and currencies without a rate "
        "to US dollars."
    )


def _add_samples() -> None:
    with told():
        intake.add_samples(store.shared())


def beginning() -> None:
    """Say what is in the store and what to do first; on an empty one, how to begin."""
    with told():
        have = counts()
    own = have["articles"] - have["samples"]
    if not have["articles"]:
        st.info(
            "No article is in the store yet. Add one, and its figures stand in every chart beside "
            f"{have['reference_figures']:,} reference figures. Nothing leaves this machine."
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            doors.link("articles", "**Add your first article**")
            st.button("Or put in the sample articles", on_click=_add_samples, key="overview_fill")
        return
    parts = [
        words.count(have["figures"], "figure"),
        f"from {words.count(have['articles'], 'article')}",
        f"({have['samples']:,} of them samples)" if have["samples"] else "",
        f"and {have['reference_figures']:,} reference figures.",
    ]
    st.markdown(" ".join(part for part in parts if part))
    if own:
        return
    with st.container(border=True, key="overview_first_steps"):
        st.markdown("**New here?** Three steps:")
        doors.link("articles", "1. Add an article: see what is read in it")
        doors.link("training_cost", "2. Click its figures in the charts: their words")
        doors.link("data", "3. Take the rows with you as CSV, with sources")


def _cut(sentence: str) -> str:
    flat = " ".join(sentence.split())
    return flat if len(flat) <= SENTENCE else flat[: SENTENCE - 1].rsplit(" ", 1)[0] + " …"


def _theme_card(theme: str, row: Row | None) -> None:
    page, title = THEMES[theme]
    with st.container(border=True, height="stretch", key=f"overview_{theme}"):
        st.caption(title)
        if row is None:
            st.markdown("No dated figure of an article yet.")
        else:
            st.markdown(f"#### {words.md(words.amount(row))}")
            status = words.STATUSES[row["status"]][0].lower()
            label = words.inside(row["metric"])
            st.markdown(f"{words.md(row['subject'])}: {words.md(label)}, {status}")
            st.markdown(f"“{words.md(_cut(row['sentence']))}”")
            sample = ", sample article" if row["is_sample"] else ""
            who = words.known(row["publisher"]) or words.known(row["title"])
            st.caption(words.md(f"{who}, {row['as_of']}{sample}"))
            st.button(
                "Evidence",
                key=f"overview_open_{theme}",
                on_click=open_figure,
                args=(row["claim_id"],),
            )
        doors.link(page, f"All of {title}")


def theme_cards(newest: pd.DataFrame) -> None:
    """Show the newest figure of an article on each theme (queries/newest_of_themes.sql)."""
    rows = {row["theme"]: row for row in newest.to_dict("records")}
    for column, theme in zip(st.columns(len(THEMES)), THEMES, strict=True):
        with column:
            found = rows.get(theme)
            _theme_card(theme, None if found is None else {str(k): v for k, v in found.items()})


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


def disagreements(rows: pd.DataFrame, *, with_samples: bool) -> None:
    """Show where sources lie furthest apart (queries/disagreements.sql)."""
    if rows.empty:
        st.info("No two sources state different values of the same thing in the same sense.")
        return
    for number, row in enumerate(rows.to_dict("records")):
        facts = {str(key): cell for key, cell in row.items()}
        with st.container(border=True, key=f"overview_spread_{number}"):
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
        side_by_side = st.toggle(
            f"All {row['claims']:,} side by side", key=f"overview_all_{number}"
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
