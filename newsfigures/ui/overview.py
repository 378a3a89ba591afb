"""The head of the Overview: where to begin, the search, the newest figure of each theme."""

from typing import Any

import pandas as pd
import streamlit as st

from newsfigures import intake, rereading, store
from newsfigures.catalog import metrics
from newsfigures.charts import bounded
from newsfigures.charts.axes import tick
from newsfigures.charts.choice import drawable
from newsfigures.charts.hover import plotted
from newsfigures.charts.marks import records
from newsfigures.charts.spark import spark
from newsfigures.plain import plain
from newsfigures.ui import asof, doors, evidence, finished, spread, words
from newsfigures.ui.access import Action, may
from newsfigures.ui.asking import ask, counts, told
from newsfigures.ui.card import clicked, final
from newsfigures.ui.filters import REVIEWED, samples_toggle
from newsfigures.ui.finished import step
from newsfigures.ui.opening import open_figure

# Theme of the catalog -> its page and the page's name.
THEMES: dict[str, tuple[str, str]] = {
    "cost": ("training_cost", "Training cost"),
    "compute": ("compute", "Compute"),
    "investment": ("investment", "Investment"),
    "market": ("market_projections", "Market projections"),
}
# Theme of the catalog -> the title of its panel on the ladder, from one run to a whole market.
LADDER: dict[str, str] = {
    "cost": "Training",
    "investment": "Investment",
    "company": "Companies",
    "market": "Markets",
}
SENTENCE = 220
ABREAST = 4
LEAST_MARKS = 2  # of a small chart over time

Row = dict[str, Any]


def money_lanes() -> dict[str, dict[str, str]]:
    """Return the metrics that are amounts of money, by id, with their names, theme by theme."""
    return {
        title: {
            name: metric.label
            for name, metric in metrics().items()
            if metric.is_money and metric.theme == theme
        }
        for theme, title in LADDER.items()
    }


def money() -> list[str]:
    """Return the ids of the metrics on the ladder."""
    return [name for lanes in money_lanes().values() for name in lanes]


def evidence_there(*, with_samples: bool) -> pd.DataFrame:
    """Return where the evidence comes from (queries/evidence_by_month.sql)."""
    edition = rereading.edition_now(asof.opened())
    return ask("evidence_by_month", with_samples=with_samples, edition=edition)


def search() -> None:
    """Ask for words and look for them on the Data page."""
    with (
        st.form("overview_search", border=False, enter_to_submit=True),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        asked = st.text_input(
            "Search all figures",
            placeholder="A name, a word of a sentence, a source: Jefferies, H800, Stargate",
            key="overview_words",
        )
        if st.form_submit_button("Search", key="overview_go") and asked.strip():
            doors.go("data", data_words=asked.strip())


def controls() -> tuple[bool, bool, bool]:
    """Ask whether samples count, only reviewed figures, and reference figures on the ladder."""
    with st.container(horizontal=True, key="overview_switches"):
        with_samples = samples_toggle("overview")
        reviewed_only = st.toggle(
            "Reviewed only", key="overview_reviewed", bind="query-params", help=REVIEWED
        )
        with_reference = st.toggle(
            "Reference figures on the ladder",
            key="overview_reference",
            bind="query-params",
            help="Published data sets beside what articles state.",
        )
    return with_samples, reviewed_only, with_reference


def left_out(money: pd.DataFrame, drawn: pd.DataFrame) -> str:
    """Say how many amounts have no place on the ladder, '' for none; where to look without any."""
    if money.empty:
        return "The switch above brings the reference figures."
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
            "No article is in the store yet. With one, its figures stand in every chart beside "
            f"{have['reference_figures']:,} reference figures. Nothing leaves this machine."
        )
        if not asof.is_today():
            return
        with st.container(horizontal=True, vertical_alignment="center"):
            if may(Action.UPLOAD):
                doors.link("articles", "**Add your first article**")
            if may(Action.SAMPLES):
                st.button(
                    "Or put in the sample articles", on_click=_add_samples, key="overview_fill"
                )
        return
    parts = [
        words.count(have["figures"], "figure"),
        f"from {words.count(have['articles'], 'article')}",
        f"({have['samples']:,} of them samples)" if have["samples"] else "",
        f"and {have['reference_figures']:,} reference figures.",
    ]
    st.markdown(" ".join(part for part in parts if part))
    if own or not asof.is_today():
        return
    with (
        st.container(border=True, key="overview_first_steps"),
        st.container(horizontal=True, vertical_alignment="center", gap="small"),
    ):
        st.markdown("**New here?**", width="content")
        doors.link("articles", "1. Add an article: see what is read in it")
        doors.link("training_cost", "2. Click its figures in the charts: their words")
        doors.link("data", "3. Take the rows with you as CSV, with sources")


def _cut(sentence: str) -> str:
    flat = plain(sentence)
    return flat if len(flat) <= SENTENCE else flat[: SENTENCE - 1].rsplit(" ", 1)[0] + " …"


def _alike(row: Row) -> str:
    """Say how many figures are alike the newest, of how many origins, and how far they lie."""
    count = int(row["alike_claims"])
    if count < 2:
        return "No other figure is like it."
    said = (
        f"{words.count(count, 'figure')} alike · "
        f"{words.count(int(row['alike_articles']), 'article')} · "
        f"{words.count(int(row['alike_origins']), 'independent origin')}"
    )
    unit = plotted(row)[2]
    low, high = tick(row["alike_low"], unit), tick(row["alike_high"], unit)
    noun = words.noun(unit)
    return f"{said} · {'all the same' if low == high else f'{low} to {high} {noun}'.rstrip()}"


def _dated(rows: pd.DataFrame, metric: str, unit: str) -> pd.DataFrame:
    """Return the claims of a metric, drawn in a unit, that have a date."""
    same = rows[(rows["metric"] == metric) & rows["published"].notna() & drawable(rows)]
    return same[[plotted(one)[2] == unit for one in records(same)]]


def _over_time(row: Row, rows: pd.DataFrame) -> None:
    """Draw the figures of the newest one's metric by date, where there are several."""
    unit = plotted(row)[2]
    same = step(_dated, rows, str(row["metric"]), unit)
    if len(same) < LEAST_MARKS:
        return
    key = f"overview_spark_{row['theme']}_{evidence.closed()}"
    label = words.inside(row["metric"])
    newest = str(row["claim_id"])
    view = finished.shown("overview_spark", same, newest)
    st.plotly_chart(
        finished.chart(view, "spark", lambda: final(spark(same, newest))),
        key=key,
        theme="streamlit",
        config={"displayModeBar": False},
        on_select=lambda: clicked(key),
        selection_mode="points",
        alt=f"{words.count(len(same), 'figure')} of {label} by date; the newest stands out.",
    )
    n = bounded.counted(same)
    few = f"{len(same):,} of " if n > len(same) else "All "
    st.caption(words.md(f"{few}{n:,} figures of {label} that articles state, by date."))


def _theme_card(theme: str, row: Row | None, rows: pd.DataFrame) -> None:
    page, title = THEMES[theme]
    with st.container(border=True, height="stretch", key=f"overview_{theme}"):
        st.caption(title)
        if row is None:
            st.markdown("No dated figure of an article yet.")
        else:
            with st.container(key=f"amount_{theme}"):
                st.markdown(f"**{words.md(words.amount(row))}**")
            status = words.STATUSES[row["status"]][0].lower()
            label = words.inside(row["metric"])
            st.markdown(f"{words.md(row['subject'])}: {words.md(label)}, {status}")
            st.markdown(f"“{words.md(_cut(row['sentence']))}”")
            sample = ", sample article" if row["is_sample"] else ""
            who = words.known(row["publisher"]) or words.known(row["title"])
            st.caption(words.md(f"{who}, {words.day(row['as_of'])}{sample}"))
            st.caption(words.md(_alike(row)), help=spread.ORIGINS)
            _over_time(row, rows)
        with st.container(horizontal=True, vertical_alignment="center"):
            if row is not None:
                st.button(
                    "Evidence",
                    key=f"overview_open_{theme}",
                    on_click=open_figure,
                    args=(row["claim_id"],),
                )
            doors.link(page, f"All of {title}")


def theme_cards(newest: pd.DataFrame, rows: pd.DataFrame) -> None:
    """
    Show the newest figure of an article on each theme (queries/newest_of_themes.sql).

    `rows` are the figures of articles of the same metrics (queries/drawn_claims.sql).
    """
    found = {str(row["theme"]): row for row in records(newest)}
    for start in range(0, len(THEMES), ABREAST):
        few = list(THEMES)[start : start + ABREAST]
        for column, theme in zip(st.columns(len(few)), few, strict=True):
            with column:
                _theme_card(theme, found.get(theme), rows)
