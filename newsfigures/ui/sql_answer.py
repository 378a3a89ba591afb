"""The answer on the page SQL: how many rows in what time, chart, table, download, link."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from newsfigures.charts import answers as charts
from newsfigures.errors import SqlError, TooOftenError
from newsfigures.sandbox import asking
from newsfigures.sandbox.limits import BYTES, LETTERS, ROWS, SECONDS
from newsfigures.store import Store
from newsfigures.ui import asof, claims_html, copying, evidence, sql_chart, sql_query, table, words
from newsfigures.ui.opening import view, view_address

_CLAIM = "claim_id"
_CLASSES = {"number": "nf-number", "day": "nf-day"}


@st.cache_data(show_spinner=False, max_entries=50)
def _asked(
    _store: Store, path: str, version: int, sql: str, values: tuple[tuple[str, str], ...]
) -> asking.Answer | SqlError:
    """Ask once of each state of the store; what is wrong is kept too, for it may take as long."""
    try:
        return asking.ask(_store, sql, dict(values))
    except SqlError as error:
        return error


def ask(sql: str, values: dict[str, str], *, anew: bool) -> asking.Answer | SqlError:
    """Return the answer of a query or what is wrong with it; `anew`: though it was asked before."""
    opened = asof.opened()
    asked = (opened, str(opened.path), opened.version, sql, tuple(sorted(values.items())))
    if anew:
        _asked.clear(*asked)
    with st.spinner("Asking…"):
        return _asked(*asked)


def _frame(answer: asking.Answer) -> pd.DataFrame:
    names = [column.name for column in answer.columns]
    frame = pd.DataFrame(list(answer.rows), columns=names)
    for column in answer.columns:
        if column.form == "number":
            frame[column.name] = pd.to_numeric(frame[column.name])
    return frame


def _head(answer: asking.Answer) -> str:
    """Say how many rows there are, in what time, and which of them are shown, as Markdown."""
    took = f"{answer.seconds:.2f} s"
    if not answer.cut:
        return f"**{words.count(len(answer.rows), 'row')}** in {took}"
    if answer.total is None:
        whole = f"More than {ROWS:,} rows (counting them took too long)"
    else:
        whole = f"{answer.total:,} rows"
    return f"**{whole}** in {took}. The first {ROWS:,} are shown; the download has all of them."


def _written(values: pd.Series) -> pd.Series:
    """Return numbers as words; years without a comma."""
    if charts.are_years(values):
        return values.map(lambda value: f"{value:.0f}")
    return values.map(lambda value: "" if pd.isna(value) else words.number(value))


def _kinds(answer: asking.Answer, frame: pd.DataFrame) -> dict[str, str]:
    """Return the classes of columns in the table: numbers, days, much text."""
    kinds = {}
    for column in answer.columns:
        if column.form in _CLASSES:
            kinds[column.name] = _CLASSES[column.form]
            continue
        longest = frame[column.name].dropna().astype(str).str.len().max()
        kinds[column.name] = "nf-long" if longest > 60 else "nf-middle" if longest > 25 else ""
    return kinds


def _rows(answer: asking.Answer, frame: pd.DataFrame) -> None:
    """Show the rows; where the answer holds claim_id, each has a link to its evidence."""
    alt = f"The answer: {words.count(len(frame), 'row')} of {', '.join(frame.columns)}"
    ids = [str(each) for each in frame[_CLAIM]] if _CLAIM in frame else []
    numbers = [column.name for column in answer.columns if column.form == "number"]
    if len(frame) > claims_html.MOST:
        _grid(frame, numbers, ids, alt)
        return
    written = frame.assign(**{name: _written(frame[name]) for name in numbers})
    links = {"Evidence": [view(**{evidence.PARAMETER: each}) for each in ids]} if ids else {}
    st.html(claims_html.html_table(written, alt, links, _kinds(answer, frame)))


def _grid(frame: pd.DataFrame, numbers: list[str], ids: list[str], alt: str) -> None:
    """Show many rows, of which only those in view are drawn."""
    config: dict[str, Any] = {
        name: st.column_config.NumberColumn(format="plain" if charts.are_years(frame[name])
                                            else "localized")
        for name in numbers
    }  # fmt: skip
    if ids:
        frame = frame.assign(**{table.OPEN: table.OPEN})[[table.OPEN, *frame]]
        config[table.OPEN] = table.opener("sql_rows", ids)
    st.dataframe(
        frame,
        hide_index=True,
        column_config=config,
        placeholder="",
        key=f"sql_rows_{evidence.closed()}",
        alt=alt,
    )


_CSV_HELP = "Data CSV: every row and every letter, for programs."


def _saver(label: str, data: bytes | Callable[[], bytes]) -> None:
    st.download_button(
        label,
        data=data,
        file_name=f"{asof.named('newsfigures_sql')}.csv",
        mime="text/csv",
        on_click="ignore",
        key="sql_csv",
        help=_CSV_HELP,
    )


def _make(sql: str, values: dict[str, str]) -> None:
    """Make the file of a long answer and offer it, or say in words why there is none."""
    try:
        with st.spinner("Putting the file together…"):
            made = asking.whole(asof.opened(), sql, values)
    except (SqlError, TooOftenError) as wrong:
        st.error(f"There is no file: {words.md(wrong)}")
        return
    _saver(f"Save the CSV ({max(len(made) / 1e6, 0.1):,.1f} MB)", made)


def _taken(answer: asking.Answer, sql: str, values: dict[str, str]) -> None:
    """Offer the whole answer as a file, and the link to this view."""
    rows = "all rows" if answer.total is None else words.count(answer.total, "row")
    wanted = False
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if answer.cut:
            # A long answer may meet a limit that the part shown did not: that is said in words
            # before there is anything to save.
            wanted = st.button(f"Make a CSV of {rows}", key="sql_make", help=_CSV_HELP)
        else:
            _saver(f"Download {rows} (CSV)", lambda: asking.whole(asof.opened(), sql, values))
        with st.popover("Link"):
            link = view_address()
            st.html(f"{copying.STYLE}{copying.button('Copy link to this query', link)}")
            st.code(link, language=None, wrap_lines=True)
    if wanted:
        _make(sql, values)
    st.caption(
        f"The file is never cut: one of more than {BYTES // 1_000_000} MB or {SECONDS:.0f} seconds "
        f"is refused. In the table a text is shown up to {LETTERS:,} letters."
    )


def show(answer: asking.Answer, sql: str, values: dict[str, str]) -> None:
    """Show an answer."""
    frame = _frame(answer)
    st.markdown(_head(answer))
    if frame.empty:
        st.info("No figure fits what is asked for. Loosen a condition.")
        return
    first = sql_query.first()
    sql_chart.show(answer.columns, frame, dict(first.chart) if sql == first.sql else {})
    _rows(answer, frame)
    _taken(answer, sql, values)
