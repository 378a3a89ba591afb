"""The parts of the Data page: what was found, the rows, downloads and addresses for programs."""

from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from newsfigures import bars, export, queries, searching, store
from newsfigures.searching import Sought
from newsfigures.ui import columns, snippets, words
from newsfigures.ui import found as found_rows
from newsfigures.ui.asking import counts
from newsfigures.ui.card import nothing

# Rows on the page at a time; a download always has all of them.
SHOWN = 100
SORTS = {"newest": "Newest first", "largest": "Largest sum first", "doubtful": "Least sure first"}


def total(tally: pd.DataFrame) -> int:
    """Return how many figures fit."""
    return int(tally["claims"].sum())


def found(tally: pd.DataFrame, *, shown: int) -> str:
    """Say how many figures fit, of which origin, and how many are shown, as Markdown."""
    fitting = total(tally)
    by_origin = tally.groupby("origin")["claims"].sum()
    kinds = ", ".join(
        f"{by_origin[name]:,} {title.lower()}"
        for name, (title, _) in words.ORIGINS.items()
        if name in by_origin
    )
    some = f" {shown:,} are shown at a time; a download has all." if shown < fitting else ""
    return f"**{words.count(fitting, 'figure')}**{f': {kinds}' if kinds else ''}.{some}"


def turned(fitting: int) -> dict[str, Any]:
    """Ask for the order and the page of the rows; return them as parameters of a query."""
    left, middle, right = st.columns([3, 6, 2], vertical_alignment="bottom")
    sort = left.selectbox(
        "Order", list(SORTS), format_func=SORTS.__getitem__, key="data_sort", bind="query-params"
    )
    pages = max(1, -(-fitting // SHOWN))
    with right:
        columns.choose()
    with middle:
        page = st.pagination(pages, key="data_page", bind="query-params") if pages > 1 else 1
    return {"sort": sort, "skip": (page - 1) * SHOWN, "most": SHOWN}


def results(rows: pd.DataFrame, tally: pd.DataFrame, sought: Sought) -> None:
    """Show the rows that fit, in the columns chosen."""
    if rows.empty:
        nothing("")
        return
    alt = found(tally, shown=len(rows)).replace("*", "")
    found_rows.show(rows, columns.shown(), sought, alt=alt)


FORM_HELP = """
**Data CSV**: for programs; RFC 4180, nothing added.
**Excel CSV**: opens in a spreadsheet with every accent; text that would run as a formula is held.
**Excel workbook**: up to 200,000 figures.
**JSON lines**: one object a line.
**Parquet**: typed and small, for DuckDB, pandas and R.
**Zip**: the Data CSV with what each column means, the filters, the count and the SHA-256.
"""


def _size(form: str, asked: dict[str, Any], rows: int) -> str:
    """Return ' · about 9 MB', '' where a form's size is known only when it is made."""
    if form not in export.FLAVOURS:
        return ""
    size = export.estimated(store.shared(), asked, export.FLAVOURS[form], rows)
    return (
        f" · about {max(size / 1e6, 0.1):,.1f} MB"
        if size < 1e7
        else f" · about {size / 1e6:,.0f} MB"
    )


def downloads(tally: pd.DataFrame, asked: dict[str, Any], size: str = "") -> None:
    """Offer the figures that fit, or all there are, in a form of choice, streamed when clicked."""
    have = counts()
    whole = have["figures"] + have["derived"] + have["reference_figures"]
    fitting = total(tally)
    left, right = st.columns(2)
    # No counts in these words: they are what the address holds.
    choices = {"these": "What is found", "all": "Everything"}
    scope = left.segmented_control(
        "Which figures",
        list(choices),
        format_func=choices.__getitem__,
        default="these",
        required=True,
        key="data_scope",
        bind="query-params",
    )
    form = right.selectbox(
        "As",
        list(export.FORMS),
        format_func=lambda name: export.FORMS[name].title,
        key="data_form",
        bind="query-params",
        help=FORM_HELP,
    )
    wanted, rows = (asked, fitting) if scope == "these" else (queries.EVERYTHING, whole)
    st.link_button(
        f"Download {words.count(rows, 'figure')}{_size(form, wanted, rows)}",
        address(form, wanted, size if scope == "these" else ""),
        disabled=rows == 0,
        type="primary",
    )
    st.caption(
        "Every row, never cut. The same address serves programs; "
        "its count and SHA-256 are at the address of the manifest below."
    )


def breakdown(tally: pd.DataFrame) -> None:
    """Show how many figures there are of each metric, by origin."""
    table = tally.pivot_table(
        index="metric", columns="origin", values="claims", aggfunc="sum", fill_value=0
    )
    table = table.reindex(columns=[name for name in words.ORIGINS if name in table])
    table.index = [words.label(name) for name in table.index]
    table.columns = [words.ORIGINS[name][0] for name in table.columns]
    table = table.assign(All=table.sum(axis=1)).sort_values("All", ascending=False)
    st.dataframe(
        table.rename_axis("Metric").reset_index(),
        hide_index=True,
        alt="How many figures there are of each metric, by origin.",
    )


def query_string(asked: dict[str, Any], size: str = "") -> str:
    """Return the filters as the end of an address; `size` in the words that were asked."""
    words = searching.written(asked["words"], asked["not_words"])
    pairs = [
        *((("q", words),) if words else ()),
        *(("metric", name) for name in asked["metrics"]),
        *(("name", name) for name in asked["names"]),
        *(("company", name) for name in asked["companies"]),
        *(("subject", name) for name in asked["subjects"]),
        *(("origin", name) for name in asked["origins"]),
        *(("status", name) for name in asked["statuses"]),
        *(("review", name) for name in asked["reviews"]),
        *(("publisher", name) for name in asked["publishers"]),
        *(("year", str(year)) for year in asked["years"]),
        *(("basis", name) for name in asked["bases"]),
        *((("size", size),) if size else ()),
        *((name, text) for name, text in bars.written(asked).items() if text),
        *(() if asked["with_samples"] else (("samples", "0"),)),
        *((("reviewed", "1"),) if asked["reviewed_only"] else ()),
        *((("confidence", f"{asked['least_sure']:g}"),) if asked["least_sure"] else ()),
    ]
    return f"?{urlencode(pairs)}" if pairs else ""


def address(form: str, asked: dict[str, Any], size: str = "") -> str:
    """Return the address, below the app's own, of these figures in a form of export.FORMS."""
    tail = query_string(asked, size)
    if form == "excel":
        tail = f"{tail}&flavour=excel" if tail else "?flavour=excel"
    return f"{snippets.ADDRESS}.{export.FORMS[form].suffix}{tail}"


def addresses(asked: dict[str, Any], size: str = "") -> None:
    """Show the addresses at which a program reads the same rows, and how in five tools."""
    host = st.context.url.split("/", 3)[:3] if st.context.url else ["http:", "", "127.0.0.1:8501"]
    tabs = st.tabs(list(snippets.TOOLS), key="data_tool", bind="query-params")
    for tab, tool in zip(tabs, snippets.TOOLS, strict=True):
        with tab:
            st.code(
                snippets.written(tool, "/".join(host), query_string(asked, size)), language=None
            )
