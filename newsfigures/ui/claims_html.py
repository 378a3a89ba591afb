"""Claims as a real HTML table: header cells, a link to the evidence in each row, all escaped."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from newsfigures import compare
from newsfigures.ui import evidence, pins, words
from newsfigures.ui.opening import view
from newsfigures.ui.others import records
from newsfigures.ui.table import claim_table, show_table

# Longer tables are shown in Streamlit's grid, which draws only the rows in view.
MOST = 200
# Columns of numbers, of sentences and of names that are long; the others take what they need.
KINDS: dict[str, str] = {
    **dict.fromkeys(("Figure", "Figures", "Reviewed"), "nf-number"),
    "Sentence or note": "nf-long",
    **dict.fromkeys(("Title", "Sense of cost"), "nf-middle"),
}
# What the links of a column are called, and how that goes on for who cannot see the column's head.
WORDS: dict[str, tuple[str, str]] = {
    "Evidence": ("Open", " the evidence"),
    "Compare": ("Pin", " for Compare"),
    "Source": ("Open", " the source"),
    "Snapshot": ("Open", " as of then"),
}
# Links that keep the view as it is when they are clicked, but for this parameter of its address.
SETS: dict[str, str] = {"Evidence": evidence.PARAMETER, "Compare": pins.PARAMETER}
# What the value says already, or is told by the link to the evidence.
LEFT_OUT = ("Link", "Number", "Unit")


def _text(cell: Any) -> str:
    return "" if pd.isna(cell) else escape(str(cell))


def html_table(
    table: pd.DataFrame,
    caption: str,
    links: Mapping[str, Sequence[str]],
    kinds: Mapping[str, str] = KINDS,
) -> str:
    """
    Return a table as HTML that scrolls in itself and can be reached by keyboard.

    `kinds` are the classes of columns that hold numbers or much text.

    `links` are columns of links before the others, by their name (of WORDS): an address for each
    row, '' for none. The first column of the table names its row.
    """
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in links) + "".join(
        f'<th scope="col"{_kind(name, kinds)}>{escape(str(name))}</th>' for name in table.columns
    )
    rows = list(table.itertuples(index=False, name=None))
    body = "".join(
        "<tr>"
        + "".join(_link(name, column[i], row[0]) for name, column in links.items())
        + _cells(list(table.columns), row, kinds)
        + "</tr>"
        for i, row in enumerate(rows)
    )
    return (
        f'<div class="nf-scroll" role="region" tabindex="0" aria-label="{escape(caption)}">'
        f'<table class="nf-claims"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _kind(name: Any, kinds: Mapping[str, str]) -> str:
    return f' class="{kinds[name]}"' if name in kinds else ""


def _link(column: str, address: str, row: Any) -> str:
    if not address:
        return "<td></td>"
    seen, more = WORDS[column]
    label = escape(f"{seen}{more}: {row}")
    own = f' data-sets="{SETS[column]}"' if column in SETS else ""
    link = f'<a href="{escape(address)}" target="_self" aria-label="{label}"{own}>{seen}</a>'
    return f"<td>{link}</td>"


def _cells(names: Sequence[Any], row: Sequence[Any], kinds: Mapping[str, str]) -> str:
    first = f'<th scope="row">{_text(row[0])}</th>'
    return first + "".join(
        f"<td{_kind(name, kinds)}>{_text(cell)}</td>"
        for name, cell in zip(names[1:], row[1:], strict=True)
    )


def show(key: str, rows: pd.DataFrame, *, alt: str) -> None:
    """
    Show claims as a table; links in each row open its evidence and pin its name for Compare.

    More than 200 rows are shown as a grid.
    """
    if len(rows) > MOST:
        show_table(key, rows, alt=alt)
        return
    table = claim_table(rows)
    if "Date" in table:
        table["Date"] = table["Date"].map(words.day)
    table = table[[name for name in table if name not in LEFT_OUT]]
    pinned = pins.current()
    links = {
        "Evidence": [view(**{evidence.PARAMETER: str(i)}) for i in rows["claim_id"]],
        "Compare": [
            view(**{pins.PARAMETER: list(dict.fromkeys([*pinned, name]))})
            if (name := compare.name_in(row)) not in pinned and len(pinned) < pins.MOST
            else ""
            for row in records(rows)
        ],
    }
    st.html(html_table(table, alt, links))
