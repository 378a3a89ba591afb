"""The chart card: a question, how to read the answer, the chart, the same rows as a table."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from newsfigures import charts
from newsfigures.charts import style
from newsfigures.errors import NewsfiguresError
from newsfigures.ui import asof, chart_key, claims_html, doors, evidence, finished, spread, words
from newsfigures.ui import sources as source_list
from newsfigures.ui.controls import Control
from newsfigures.ui.controls import look as read_controls
from newsfigures.ui.filters import REVIEWED
from newsfigures.ui.taking import Taken, actions

_log = logging.getLogger("newsfigures")

Words = str | Callable[[charts.Look], str]

TABS = ("Chart", "Table", "Sources", "Notes")


def tally(rows: pd.DataFrame) -> str:
    """Say what the figures rest on: how many figures, articles, origins, reviewed ones."""
    articles, samples, reference = style.rests_on(rows)
    sampled = f" ({words.count(samples, 'sample')})" if samples else ""
    parts = [
        words.count(len(rows), "figure") + (f" ({reference:,} reference)" if reference else ""),
        f"{words.count(articles, 'article')}{sampled}",
        words.count(rows["goes_back_to"].nunique(), "origin"),
        f"{int(rows['reviewed'].sum()):,} reviewed",
        charts.bounded.said(rows),
    ]
    return " · ".join(part for part in parts if part)


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


def final(figure: charts.Draft) -> charts.Final:
    """Return a chart as it is shown, in the colours of the page's theme."""
    return charts.final(figure, str(st.context.theme.type))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chart:
    """A chart as it is shown: its key as HTML, the figure without it, plotly's settings, words."""

    key: str
    figure: charts.Final
    config: dict[str, Any]
    alt: str


def _made(drawn: Callable[[], charts.Draft], name: str, alt: Words, look: charts.Look) -> _Chart:
    """Return a chart in the colours of the page, which nobody changes any more."""
    figure = final(drawn())
    return _Chart(
        key=chart_key.html(figure),
        figure=figure,
        config=charts.config(figure, name),
        alt=_said(alt, look),
    )


def _chart(card: Taken, make: Callable[[], _Chart], left_out: str) -> None:
    made = make()
    if made.key:
        st.html(made.key)
    # A new key after the evidence is closed: the chart comes back with nothing selected.
    widget = f"{card.key}_chart_{evidence.closed()}"
    st.plotly_chart(
        made.figure,
        key=widget,
        theme="streamlit",
        config=made.config,
        on_select=lambda: clicked(widget),
        selection_mode="points",
        alt=made.alt,
    )
    if left_out:
        st.caption(words.md(left_out))


def _notes(look: charts.Look, left_out: str, method: str, held: str) -> None:
    """Say how to read the chart, what is left out and what the words above it mean."""
    parts = {
        "How to read it": charts.how_to_read(look.rows, look.scale),
        "What it shows": method,
        "What is left out": " ".join(
            part for part in (left_out, charts.bounded.why(look.rows), held) if part
        )
        or "Nothing: every figure that fits is drawn.",
        "Currencies": charts.rates_used(look.rows),
        "Origins": spread.ORIGINS,
        "Reviewed": REVIEWED,
    }
    for title, text in parts.items():
        if text:
            st.markdown(f"**{title}**  \n{words.md(text)}")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What a page asks of a card (`card`)."""

    key: str
    question: str
    rows: pd.DataFrame
    figure: Callable[[charts.Look], charts.Draft]
    line: Words
    alt: Words
    notes: Words
    method: Words
    held: str
    controls: Sequence[Control]
    scales: bool


def card(
    key: str,
    question: str,
    rows: pd.DataFrame,
    figure: Callable[[charts.Look], charts.Draft],
    *,
    line: Words,
    alt: Words,
    notes: Words = "",
    method: Words = "",
    held: str = "",
    controls: Sequence[Control] = (),
    scales: bool = True,
) -> None:
    """
    Show a chart that answers a question, with its rows as a table and as a CSV.

    `rows` are the claims of the card, with at least the columns of queries/drawn_claims.sql.
    `figure` makes the chart of a `charts.Look`: of the rows that the card's controls let through,
    on the scale chosen. `line` says the unit and the
    time used, `alt` what the chart shows, `notes` what is left out, `method` what needs more words,
    which stand on the tab of notes alone; all are plain text, or made of the look. `held` are the
    page's filters in words (`ui.held`). `controls` stand beside the scale, which `scales=False`
    leaves out for charts without an axis of values.
    """
    with st.container(border=True, key=f"card_{key}"), alone():
        st.header(words.md(question), anchor=False)
        if rows.empty:
            nothing(_said(notes, charts.Look(rows=rows)))
            return
        asked = _Asked(
            key=key, question=question, rows=rows, figure=figure, line=line, alt=alt, notes=notes,
            method=method, held=held, controls=controls, scales=scales,
        )  # fmt: skip
        _body(asked, _around())


def _around() -> tuple[str, ...]:
    """Return what a card does not decide: the evidence that is open, the state of the store."""
    opened = asof.opened()
    return (st.query_params.get(evidence.PARAMETER, ""), str(opened.path), str(asof.version()))


@st.fragment
def _body(card: _Asked, around: tuple[str, ...]) -> None:
    """Show a card below its question; a control of it runs this alone."""
    with alone():
        if _around() != around:
            # A mark was clicked, or somebody wrote to the store: the whole page is to say so.
            st.rerun()
        _show(card)


def _show(card: _Asked) -> None:
    head = st.container()
    look = read_controls(card.key, card.rows, card.controls, with_scale=card.scales)
    picked = sorted(f"{name}={value}" for name, value in look.picked.items())
    view = finished.shown(card.key, look.rows, look.scale, *picked)
    lines = finished.once(
        view, "lines", lambda: (_said(card.line, look), tally(look.rows), card.held)
    )
    head.caption("  \n".join(words.md(part) for part in lines if part))
    taken = Taken(key=card.key, question=card.question, rows=look.rows, lines=lines)
    left_out = finished.once(view, "notes", lambda: _said(card.notes, look))

    def drawn() -> charts.Draft:
        return charts.sign(card.figure(look), card.held, asof.line())

    chart, table, sources, more = st.tabs(TABS, key=f"{card.key}_tab", bind="query-params")
    # Only the tab that is open is made: a rerun opens another.
    with chart, alone():
        if chart.open:
            make = partial(_made, drawn, taken.name, card.alt, look)
            _chart(taken, partial(finished.chart, view, "chart", make), left_out)
    with table, alone():
        if table.open:
            claims_html.show(f"{card.key}_table", look.rows, alt=f"The figures: {card.question}")
    with sources, alone():
        if sources.open:
            source_list.show(look.rows)
    with more, alone():
        if more.open:
            _notes(look, left_out, _said(card.method, look), card.held)
    actions(view, taken, drawn, is_drawn=bool(chart.open))
