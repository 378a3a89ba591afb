"""Questions to the store, cached until something is written; our errors told in words."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pandas as pd
import streamlit as st

from newsfigures import queries, store
from newsfigures.errors import NewsfiguresError
from newsfigures.ui import words


@contextmanager
def told() -> Iterator[None]:
    """
    Show an error of ours in words, with what to do, and end the page there.

    Everything else is a fault of the program and stays loud.
    """
    try:
        yield
    except NewsfiguresError as error:
        st.error(words.md(error))
        st.button("Try again", key="told_again")
        st.stop()


@st.cache_data(show_spinner=False, max_entries=300)
def _run(name: str, path: str, version: int, values: dict[str, object]) -> pd.DataFrame:
    """Run a query; `path` and `version` say of which state of which store the answer is."""
    return queries.run(store.shared(), name, **values)


def ask(name: str, /, **values: object) -> pd.DataFrame:
    """
    Return the rows of queries/<name>.sql from the shared store; the caller may change them.

    Raises the errors of `queries.run` and of opening the store.
    """
    opened = store.shared()
    return _run(name, str(opened.path), opened.version, values)


def claims(metrics: Sequence[str], **filters: object) -> pd.DataFrame:
    """
    Return the claims about some metrics (queries/claims_of_metrics.sql).

    `filters` are those of `claim_filters`; what is not given lets everything through.
    """
    return ask("claims_of_metrics", metrics=list(metrics), **{**queries.UNFILTERED, **filters})


def without_filters(rows: pd.DataFrame, metrics: Sequence[str]) -> str:
    """Say how much there is without any filter where nothing is left with them, else ''."""
    n = len(claims(metrics)) if rows.empty else 0
    if not n:
        return ""
    return f"Without filters there {'is 1 such figure' if n == 1 else f'are {n:,} such figures'}."


@st.cache_data(show_spinner=False, max_entries=20)
def _counts(path: str, version: int) -> dict[str, int]:
    return store.shared().counts()


def counts() -> dict[str, int]:
    """Return how many articles, samples, figures and reference figures the store holds."""
    opened = store.shared()
    return _counts(str(opened.path), opened.version)
