"""The parts of the Data page: what was found, the rows, downloads and addresses for programs."""

from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from newsfigures import export, queries, store
from newsfigures.ui import words
from newsfigures.ui.asking import counts
from newsfigures.ui.card import nothing
from newsfigures.ui.table import download, show_table

# Rows on the page at a time; a download always has all of them.
SHOWN = 500
EVERYTHING: dict[str, Any] = {"metrics": [], **queries.UNFILTERED}
ADDRESS = "/api/v1/figures"


def _total(tally: pd.DataFrame) -> int:
    return int(tally["claims"].sum())


def found(tally: pd.DataFrame, *, shown: int) -> str:
    """Say how many figures fit, of which origin, and how many are shown, as Markdown."""
    total = _total(tally)
    by_origin = tally.groupby("origin")["claims"].sum()
    kinds = ", ".join(
        f"{by_origin[name]:,} {title.lower()}"
        for name, (title, _) in words.ORIGINS.items()
        if name in by_origin
    )
    some = f" The newest {shown:,} are shown; the download has all." if shown < total else ""
    return f"**{words.count(total, 'figure')}**{f': {kinds}' if kinds else ''}.{some}"


def _csv(name: str, values: dict[str, Any]) -> bytes:
    return "".join(export.csv_pieces(store.shared(), name, values)).encode()


def results(rows: pd.DataFrame, tally: pd.DataFrame, asked: dict[str, Any]) -> None:
    """Show the rows, and offer them, all that fit, and the whole store as CSV."""
    if rows.empty:
        nothing("")
    else:
        show_table("data_rows", rows, alt=found(tally, shown=len(rows)).replace("*", ""))
    total = _total(tally)
    have = counts()
    whole = have["figures"] + have["derived"] + have["reference_figures"]
    with st.container(horizontal=True):
        if 0 < total <= len(rows) and total < whole:
            download("data_rows", rows, "newsfigures_rows")
        elif 0 < total < whole:
            st.download_button(
                f"Download {words.count(total, 'row')} (CSV)",
                data=lambda: _csv("search_claims", {**asked, "most": total}),
                file_name="newsfigures_rows.csv",
                mime="text/csv",
                on_click="ignore",
                key="data_found_csv",
            )
        st.download_button(
            f"Download everything, {words.count(whole, 'row')} (CSV)",
            data=lambda: _csv("export", EVERYTHING),
            file_name="newsfigures_everything.csv",
            mime="text/csv",
            on_click="ignore",
            key="data_everything_csv",
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


def query_string(asked: dict[str, Any]) -> str:
    """Return the filters as the end of an address; the search for words has no place there."""
    pairs = [
        *(("metric", name) for name in asked["metrics"]),
        *(("name", name) for name in asked["names"]),
        *(("origin", name) for name in asked["origins"]),
        *(("status", name) for name in asked["statuses"]),
        *(() if asked["with_samples"] else (("samples", "0"),)),
        *((("reviewed", "1"),) if asked["reviewed_only"] else ()),
        *((("confidence", f"{asked['least_sure']:g}"),) if asked["least_sure"] else ()),
    ]
    return f"?{urlencode(pairs)}" if pairs else ""


def addresses(asked: dict[str, Any]) -> None:
    """Show the addresses at which a program reads the same rows."""
    tail = query_string(asked)
    st.write("The same server answers these addresses; they take the filters, not the words.")
    st.code(f"{ADDRESS}.csv{tail}\n{ADDRESS}.json{tail}", language=None)
