"""Questions to the store, cached until something is written; our errors told in words."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import pandas as pd
import streamlit as st

from newsfigures import queries
from newsfigures.charts import bounded
from newsfigures.errors import NewsfiguresError
from newsfigures.store import Store
from newsfigures.ui import asof, digest, words
from newsfigures.ui.finished import step
from newsfigures.ui.lasting import lasting, renew


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


# Megabytes of answers that are kept; the claims of a page of the samples take half of one.
_MOST = 12


@lasting(_MOST)
def _run(asked: str, _store: Store, _name: str, _values: dict[str, object]) -> pd.DataFrame:
    """Run a query; `asked` names it, what it is asked and of which state of which store."""
    return queries.run(_store, _name, **_values)


def ask(name: str, /, **values: object) -> pd.DataFrame:
    """
    Return the rows of queries/<name>.sql from what is shown (asof.py).

    The caller may give the frame other rows and columns; its cells are everybody's who asks the
    same, and pandas copies a column before it writes into it. Raises the errors of `queries.run`
    and of opening the store.
    """
    return _asked(asof.version(), name, values)


def ask_newest(name: str, /, **values: object) -> pd.DataFrame:
    """Return what `ask` does, as of this moment: what somebody is about to decide on."""
    return _asked(asof.opened().version, name, values)


def _asked(version: int, name: str, values: dict[str, object]) -> pd.DataFrame:
    renew()
    opened = asof.opened()
    # One text is told from another four times as fast as a mapping is.
    asked = repr((name, str(opened.path), version, sorted(values.items())))
    kept: pd.DataFrame = _run(asked, opened, name, values)
    return digest.again(kept)


def drawn(
    metrics: Sequence[str],
    filters: Mapping[str, object],
    *,
    query: str = "drawn_claims",
    each: int = 0,
) -> pd.DataFrame:
    """
    Return the claims about some metrics that charts draw (queries/drawn_claims.sql).

    All of them where they are up to `bounded.ALL`, else up to `each` of each metric (0:
    `bounded.EACH`). `filters` are those of `claim_filters`; what is not given lets everything
    through. `query` may be another with the same parameters. What a page needs is best asked for
    at once: rows are found in one go through the store.
    """
    asked = {**queries.UNFILTERED, **filters}
    # Filters only take away. So where there are few without any, nobody need count again.
    fit = how_many(metrics) <= bounded.ALL or how_many(metrics, **filters) <= bounded.ALL
    if fit and query == "drawn_claims":
        return ask("all_claims", metrics=list(metrics), **asked)
    most = bounded.ALL if fit else each or bounded.EACH
    return ask(query, metrics=list(metrics), most=most, **asked)


def _of_all(
    metrics: Sequence[str], filters: Mapping[str, object], query: str = "drawn_claims"
) -> pd.DataFrame:
    """Return what `drawn` does: of all that is drawn without filters, which is kept, what fits."""
    asked = {**queries.UNFILTERED, **filters}
    if asked == queries.UNFILTERED or how_many(metrics) > bounded.ALL:
        return drawn(metrics, filters, query=query)
    every = drawn(metrics, {}, query=query)
    return step(bounded.fitting, every, ask("fitting_claims", metrics=list(metrics), **asked))


def claims(metrics: Sequence[str], **filters: object) -> pd.DataFrame:
    """Return the claims about some metrics that charts draw; see `drawn`."""
    return _of_all(metrics, filters)


def money(
    metrics: Sequence[str],
    names: Sequence[str],
    filters: Mapping[str, object],
    *,
    query: str = "drawn_money",
) -> pd.DataFrame:
    """
    Return the claims about money that charts read ends and years from; see `drawn`.

    A chart looks for `names` in more than subject and company. So what others say is there too,
    and where not all can be, those of the names come first.
    """
    every = _of_all(metrics, filters, query)
    if not names or bounded.in_all(every) == len(every):
        return every
    named = drawn(metrics, {**filters, "names": list(names)}, query=query)
    others = every[~every["claim_id"].isin(named["claim_id"])]
    return pd.concat([named, others.assign(left_out=0, left_out_reviewed=0)], ignore_index=True)


def how_many(metrics: Sequence[str], **filters: object) -> int:
    """Return how many claims about some metrics there are, drawn or not."""
    asked = {**queries.UNFILTERED, **filters}
    return int(ask("how_many_claims", metrics=list(metrics), **asked)["claims"].sum())


def without_filters(rows: pd.DataFrame, metrics: Sequence[str]) -> str:
    """Say how much there is without any filter where nothing is left with them, else ''."""
    n = how_many(metrics) if rows.empty else 0
    if not n:
        return ""
    return f"Without filters there {'is 1 such figure' if n == 1 else f'are {n:,} such figures'}."


@st.cache_data(show_spinner=False, max_entries=20)
def _counts(_store: Store, path: str, version: int) -> dict[str, int]:
    return _store.counts()


def counts() -> dict[str, int]:
    """Return how many articles, samples, figures and reference figures the store holds."""
    opened = asof.opened()
    return _counts(opened, str(opened.path), asof.version())
