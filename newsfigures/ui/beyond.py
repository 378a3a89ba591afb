"""What is in the store beyond what charts draw: how many, and the ways to all of it."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from newsfigures import consistency, queries
from newsfigures.charts import bounded
from newsfigures.ui import doors, words
from newsfigures.ui.asking import ask
from newsfigures.ui.downloads import address
from newsfigures.ui.filters import SURE, name_labels
from newsfigures.ui.finished import step

ARTICLES = 100  # in which sums are looked for


def on_data(metrics: list[str], filters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the address of the page Data, after the `?`, for filters of `claim_filters`."""
    called = name_labels(metrics, with_samples=filters["with_samples"]) if filters["names"] else {}
    asked = {
        "data_metrics": [words.label(name) for name in metrics],
        "data_names": [called.get(name, name) for name in filters["names"]],
        "data_origins": [words.ORIGINS[name][0] for name in filters["origins"]],
        "data_statuses": [words.STATUSES[name][0] for name in filters["statuses"]],
        "data_samples": "" if filters["with_samples"] else "false",
        "data_reviewed": "true" if filters["reviewed_only"] else "",
        "data_sure": SURE[filters["least_sure"]] if filters["least_sure"] else "",
    }
    return {name: value for name, value in asked.items() if value}


def for_sums(filters: Mapping[str, Any]) -> pd.DataFrame:
    """Return the claims that may make sums with others (queries/claims_for_sums.sql)."""
    asked = {"metrics": list(consistency.METRICS), "most": ARTICLES, **filters}
    every = ask("claims_for_sums", **asked | {"names": []})
    # Names only say in which articles to look first: no matter where all of them are looked at.
    return every if not sums_in(every) else ask("claims_for_sums", **asked)


def sums_in(rows: pd.DataFrame) -> str:
    """Say in how many articles sums were looked for where it was not in all of them, else ''."""
    articles = int(rows["in_all"].iloc[0]) if len(rows) else 0
    if articles <= ARTICLES:
        return ""
    return (
        f"Sums are looked for in {ARTICLES} of {articles:,} articles that state two or more of "
        "these measures, and in the reference data: in those first that name what is asked for, "
        "in which something was found not to fit, that state most measures, that are newest."
    )


def _told(rows: pd.DataFrame) -> tuple[str, list[str], int]:
    """Return what is said of a page's figures, '' where all are drawn, their metrics, how many."""
    said = "" if rows.empty else bounded.page(rows)
    return said, sorted(set(rows["metric"])), bounded.in_all(rows)


def all_of(rows: pd.DataFrame, filters: Mapping[str, Any]) -> None:
    """Say how many of a page's figures are drawn where some are not, and lead to all of them."""
    said, metrics, there = step(_told, rows)
    if not said:
        return
    asked = {**queries.EVERYTHING, "metrics": metrics, **filters}
    with st.container(horizontal=True, vertical_alignment="center", key="beyond"):
        st.caption(said, width="content")
        doors.link("data", f"All {there:,} on Data", **on_data(metrics, filters))
        st.link_button("All as CSV", address("csv", asked), type="tertiary")
