"""Downloads of the Data page: what is found or everything, in a form and with columns of choice."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from newsfigures import bars, export, queries, searching
from newsfigures.ui import asof, columns, snippets, words
from newsfigures.ui.asking import counts
from newsfigures.ui.search import total

FORM_HELP = """
**Data CSV**: for programs; RFC 4180, nothing added.
**Excel CSV**: opens in a spreadsheet with every accent; text that would run as a formula is held.
**Excel workbook**: up to 200,000 figures.
**JSON lines**: one object a line.
**Parquet**: typed and small, for DuckDB, pandas and R.
**Zip**: the Data CSV with what each column means, the filters, the count and the SHA-256.
"""
# What lets a figure be checked, and the columns of which one at least must be there for it.
_EVIDENCE = {
    "id": {"claim_id"},
    "sentence": {"sentence"},
    "source": {"title", "publisher", "url"},
}


def _size(form: str, asked: dict[str, Any], rows: int, only: Sequence[str]) -> str:
    """Return ' · about 9 MB', '' where a form's size is known only when it is made."""
    if form not in export.FLAVOURS:
        return ""
    size = export.estimated(asof.opened(), asked, export.FLAVOURS[form], rows, only)
    return (
        f" · about {max(size / 1e6, 0.1):,.1f} MB"
        if size < 1e7
        else f" · about {size / 1e6:,.0f} MB"
    )


def _and(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def held(only: Sequence[str]) -> str:
    """
    Say which columns a file has, and whether what figures are checked by is among them.

        >>> held([]), held(["claim_id", "value", "publisher"])
        ('all 43 columns', '3 of 43 columns, with id and source, without sentence')
    """
    whole = len(export.columns())
    if not only:
        return f"all {whole} columns"
    there = [name for name, any_of in _EVIDENCE.items() if any_of & {*only}]
    rest = [name for name in _EVIDENCE if name not in there]
    parts = [f"{len(only)} of {whole} columns", f"with {_and(there)}" if there else "",
             f"without {_and(rest)}" if rest else ""]  # fmt: skip
    return ", ".join(part for part in parts if part)


def panel(tally: pd.DataFrame, asked: dict[str, Any], size: str = "") -> list[str]:
    """
    Offer the figures that fit, or all there are, in a form of choice, streamed when clicked.

    Returns the columns that were chosen for it, none for all.
    """
    have = counts()
    whole = have["figures"] + have["derived"] + have["reference_figures"]
    left, middle, right = st.columns(3)
    # No counts in these words: they are what the address holds.
    with left:
        scope = _either("Which figures", "data_scope", these="What is found", all="Everything")
    with middle:
        width = _either("Which columns", "data_width", all="All columns", shown="Only those shown")
    form = right.selectbox(
        "As",
        list(export.FORMS),
        format_func=lambda name: export.FORMS[name].title,
        key="data_form",
        bind="query-params",
        help=FORM_HELP,
    )
    only = columns.fields(columns.shown()) if width == "shown" else []
    wanted, rows = (asked, total(tally)) if scope == "these" else (queries.EVERYTHING, whole)
    st.link_button(
        f"Download {words.count(rows, 'figure')}, {held(only)}{_size(form, wanted, rows, only)}",
        address(form, wanted, size if scope == "these" else "", only),
        disabled=rows == 0,
        type="primary",
    )
    if only:
        st.caption(words.md(f"In the file: {', '.join(only)}."))
    st.caption(
        "Every row, never cut. The same address serves programs; "
        "its count and SHA-256 are at the address of the manifest below."
    )
    return only


def _either(label: str, key: str, **choices: str) -> str:
    """Ask for one of two choices, the first unless another is taken; return its name."""
    chosen: str = st.segmented_control(
        label,
        list(choices),
        format_func=choices.__getitem__,
        default=next(iter(choices)),
        required=True,
        key=key,
        bind="query-params",
    )
    return chosen


def query_string(asked: dict[str, Any], size: str = "", only: Sequence[str] = ()) -> str:
    """
    Return the filters as the end of an address; `size` in the words that were asked.

    `only` are the columns, none for all.
    """
    sought = searching.written(asked["words"], asked["not_words"])
    pairs = [
        *((("q", sought),) if sought else ()),
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
        *((("columns", ",".join(only)),) if only else ()),
        *((("snapshot", asof.name()),) if asof.name() else ()),
    ]
    return f"?{urlencode(pairs, safe=',')}" if pairs else ""


def address(form: str, asked: dict[str, Any], size: str = "", only: Sequence[str] = ()) -> str:
    """Return the address, below the app's own, of these figures in a form of export.FORMS."""
    tail = query_string(asked, size, only)
    if form == "excel":
        tail = f"{tail}&flavour=excel" if tail else "?flavour=excel"
    return f"{snippets.ADDRESS}.{export.FORMS[form].suffix}{tail}"


def programs(asked: dict[str, Any], size: str, only: Sequence[str]) -> None:
    """Show the addresses at which a program reads the same rows, and how in five tools."""
    host = st.context.url.split("/", 3)[:3] if st.context.url else ["http:", "", "127.0.0.1:8501"]
    tabs = st.tabs(list(snippets.TOOLS), key="data_tool", bind="query-params")
    for tab, tool in zip(tabs, snippets.TOOLS, strict=True):
        with tab:
            tail = query_string(asked, size, only)
            st.code(snippets.written(tool, "/".join(host), tail, only), language=None)
