"""The chart card: a question, how to read the answer, the chart, the same rows as a table."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pandas as pd
import streamlit as st

from newsfigures import charts
from newsfigures.errors import NewsfiguresError
from newsfigures.ui import doors, evidence, words
from newsfigures.ui.controls import Control
from newsfigures.ui.controls import look as read_controls
from newsfigures.ui.table import download, show_table

_log = logging.getLogger("newsfigures")

Words = str | Callable[[charts.Look], str]

# For words in charts, 9 to 1 and more from either ground (.streamlit/config.toml).
INK: dict[str, str] = {"light": "#37474a", "dark": "#d3dbdc"}
GROUND: dict[str, str] = {"light": "#ffffff", "dark": "#11181a"}


def tally(rows: pd.DataFrame) -> str:
    """Say what the figures rest on: how many are from how many articles, how many reference."""
    own = rows[rows["origin"] != "reference"]
    articles = own["article_id"].nunique()
    samples = own.loc[own["is_sample"].astype(bool), "article_id"].nunique()
    parts = []
    if articles:
        sampled = f", {samples:,} of them samples" if samples else ""
        stem = f"{words.count(len(own), 'figure')} from {words.count(articles, 'article')}"
        parts.append(f"{stem}{sampled}")
    if len(own) < len(rows):
        parts.append(words.count(len(rows) - len(own), "reference figure"))
    return " · ".join(parts)


def nothing(notes: str) -> None:
    """Say that there is nothing to draw, and what to do about it."""
    st.info(
        " ".join(
            part
            for part in (
                "No figure to show here: none in the store fits what is asked for.",
                words.md(notes),
                "Loosen the filters, or add articles that state one.",
            )
            if part
        )
    )
    doors.link("articles", "Add articles")


def clicked(key: str) -> None:
    """Open the evidence of the mark that was clicked in a chart with this key."""
    for point in st.session_state[key].selection.points:
        # Marks carry their claim's id; names drawn beside marks carry nothing.
        if data := point.get("customdata"):
            evidence.open_figure(str(data[0]))
            return


def inked(figure: Any) -> Any:
    """
    Give a chart's words the page's ink: those of the theme's charts are too faint to read.

    Marks get a rim of the page's ground, so that those which lie close can be counted.
    """
    look = str(st.context.theme.type)
    if look not in INK:
        return figure
    ink, ground = INK[look], GROUND[look]
    figure.update_layout(
        font={"color": ink},
        legend={"font": {"color": ink}},
        hoverlabel={"font": {"color": ink}, "bgcolor": ground, "bordercolor": ink},
        modebar={"bgcolor": "rgba(0,0,0,0)", "color": ink, "activecolor": ink},
    )
    figure.update_traces(marker={"line": {"color": ground}}, selector={"mode": "markers+text"})
    figure.update_xaxes(tickfont={"color": ink})
    figure.update_yaxes(tickfont={"color": ink})
    return figure


def _chart(key: str, figure: Any, alt: str) -> None:
    # A new key after the evidence is closed: the chart comes back with nothing selected.
    widget = f"{key}_chart_{evidence.closed()}"
    st.plotly_chart(
        inked(figure),
        key=widget,
        theme="streamlit",
        config=charts.CONFIG,
        on_select=lambda: clicked(widget),
        selection_mode="points",
        alt=alt,
    )


@contextmanager
def alone() -> Iterator[None]:
    """Keep what goes wrong in one card within it: say so there, and go on with the page."""
    try:
        yield
    except NewsfiguresError as error:
        st.error(words.md(error))
    except Exception as error:  # noqa: BLE001 - the edge of a card: the page outlives its fault
        _log.exception("A card could not be shown")
        st.error("This could not be shown. The fault is ours, not your data's; the rest holds.")
        st.exception(error)


def _said(what: Words, look: charts.Look) -> str:
    return what if isinstance(what, str) else what(look)


def card(
    key: str,
    question: str,
    rows: pd.DataFrame,
    figure: Any,
    *,
    line: Words,
    alt: Words,
    notes: Words = "",
    held: str = "",
    controls: Sequence[Control] = (),
    scales: bool = True,
) -> None:
    """
    Show a chart that answers a question, with its rows as a table and as a CSV.

    `rows` are the claims of the card, with at least the columns of queries/claims_of_metrics.sql.
    `figure` makes the chart of a `charts.Look`: of the rows that the card's controls let through,
    on the scale chosen; a chart that is made already has no controls. `line` says the unit and the
    time used, `alt` what the chart shows, `notes` what is left out; all are plain text, or made of
    the look. `held` are the page's filters in words (`ui.held`). `controls` stand beside the
    scale, which `scales=False` leaves out for charts without an axis of values.
    """
    with st.container(border=True, key=f"card_{key}"), alone():
        st.subheader(words.md(question), anchor=False)
        if rows.empty:
            nothing(_said(notes, charts.Look(rows=rows)))
            return
        made = callable(figure)
        slot = st.container()
        look = (
            read_controls(key, rows, controls, with_scale=scales)
            if made
            else charts.Look(rows=rows)
        )
        slot.caption(
            "  \n".join(
                words.md(part) for part in (_said(line, look), tally(look.rows), held) if part
            )
        )
        chart, table = st.tabs(["Chart", "Table"])
        with chart:
            _chart(key, figure(look) if made else figure, _said(alt, look))
        with table:
            takeaway = f"The same rows as a table. {_said(alt, look)}"
            show_table(f"{key}_table", look.rows, alt=takeaway)
        if left_out := _said(notes, look):
            st.caption(words.md(left_out))
        download(key, look.rows, f"newsfigures_{key}")
