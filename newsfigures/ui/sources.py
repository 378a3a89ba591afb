"""Where a card's figures come from: each article and data set once, with what it gave."""

from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from newsfigures.ui import doors, words
from newsfigures.ui.claims_html import html_table

COLUMNS = ("Title", "Publisher", "Date", "Figures", "Reviewed", "Kind")


def _kind(row: pd.Series) -> str:
    if row["origin"] == "reference":
        return words.TIERS.get(words.known(row["source_tier"]), "reference data")
    return "sample article" if row["is_sample"] else "article"


def source_table(rows: pd.DataFrame) -> pd.DataFrame:
    """
    Return the sources of claims, those of most figures first.

    Columns: Title, Publisher, Date (of reference data: of its newest figure), Figures, Reviewed
    (counts), Kind, and `href`, the article's place in the app or the address of the data, '' for
    none.
    """
    own = rows["article_id"].notna()
    named = rows.assign(
        source=rows["article_id"].where(own, rows["url"].fillna(rows["title"])),
        Kind=[_kind(row) for _, row in rows.iterrows()],
        Publisher=rows["publisher"].map(words.known),
        date=rows["as_of"].map(words.known),
        href=[
            f"articles?{urlencode(doors.along({'art': words.known(article)}))}"
            if words.known(article)
            else words.web(words.known(url))
            for article, url in zip(rows["article_id"], rows["url"], strict=True)
        ],
    )
    table = named.groupby("source", sort=False).agg(
        Title=("title", "first"),
        Publisher=("Publisher", "first"),
        Date=("date", "max"),
        Figures=("claim_id", "size"),
        Reviewed=("reviewed", "sum"),
        Kind=("Kind", "first"),
        href=("href", "first"),
    )
    table["Date"] = table["Date"].map(words.day)
    table["Reviewed"] = table["Reviewed"].astype(int)
    return table.sort_values(["Figures", "Title"], ascending=[False, True], ignore_index=True)


def show(rows: pd.DataFrame) -> None:
    """Show the sources of claims, each linked to its article here or to its page."""
    table = source_table(rows)
    st.html(
        html_table(
            table[list(COLUMNS)], "The sources of these figures", {"Source": list(table["href"])}
        )
    )
