"""The facets of the Data page: what there is of each kind, counted; a click narrows by it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from newsfigures import sizes
from newsfigures.senses import TITLES
from newsfigures.ui import words

SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One kind of thing to narrow by; `key` is the widget that holds what is chosen."""

    title: str
    key: str
    label: Callable[[str], str]
    value: Callable[[str], Any] = str


FACETS: dict[str, Facet] = {
    "metric": Facet(title="Metric", key="data_metrics", label=words.label),
    "company": Facet(title="Company", key="data_names", label=str),
    "publisher": Facet(title="Publisher", key="data_publishers", label=str),
    "year": Facet(title="Year of publication", key="data_years", label=str, value=int),
    "status": Facet(
        title="Status", key="data_statuses", label=lambda name: words.STATUSES[name][0]
    ),
    "origin": Facet(title="Origin", key="data_origins", label=lambda name: words.ORIGINS[name][0]),
    "cost_basis": Facet(title="Sense of cost", key="data_bases", label=lambda name: TITLES[name]),
}


def _known(table: pd.DataFrame, facet: str, chosen: list[Any]) -> list[Any]:
    """Return the values there are, and what is chosen though nothing is left of it."""
    one = FACETS[facet]
    there = [one.value(value) for value in table.loc[table["facet"] == facet, "value"]]
    return [*there, *(value for value in chosen if value not in there)]


def choices(everything: pd.DataFrame) -> dict[str, Any]:
    """
    Ask for publishers, years, senses of cost and a size; return parameters of a query.

    `everything` are the rows of queries/facets.sql without any of these filters. Raises
    InputError for a size that cannot be read.
    """
    found: dict[str, Any] = {}
    left, middle, right, last = st.columns(4)
    for column, facet, name in (
        (left, "publisher", "publishers"),
        (middle, "year", "years"),
        (right, "cost_basis", "bases"),
    ):
        one = FACETS[facet]
        options = _known(everything, facet, list(st.session_state.get(one.key, [])))
        found[name] = list(
            column.multiselect(
                one.title,
                sorted(options, key=str.casefold) if facet == "publisher" else options,
                format_func=one.label,
                placeholder="All of them",
                key=one.key,
                bind="query-params",
            )
        )
    asked = last.text_input(
        "Size",
        placeholder="over $1 bn",
        key="data_size",
        bind="query-params",
        help=f"For example: {words.md(sizes.EXAMPLES)}. Dollars find money of any currency that "
        "has a rate.",
    )
    return {**found, **sizes.read(asked).values}


def _toggle(key: str, value: Any) -> None:
    held = list(st.session_state.get(key) or [])
    st.session_state[key] = (
        [each for each in held if each != value] if value in held else [*held, value]
    )


def panel(table: pd.DataFrame) -> None:
    """Show for each facet how many figures each value would leave, the other filters as now."""
    columns = st.columns(4)
    for number, (name, one) in enumerate(FACETS.items()):
        rows = table[table["facet"] == name]
        if rows.empty:
            continue
        if name == "year":
            rows = rows.sort_values("value", ascending=False)
        with columns[number % len(columns)].container(key=f"facet_{name}", gap=None):
            st.markdown(f"**{one.title}**")
            for row in rows.head(SHOWN).to_dict("records"):
                value = one.value(row["value"])
                chosen = value in (st.session_state.get(one.key) or [])
                st.button(
                    f"{'✓ ' if chosen else ''}{words.md(one.label(row['value']))} · "
                    f"{row['claims']:,}",
                    key=f"facet_{name}_{row['value']}",
                    type="tertiary",
                    on_click=_toggle,
                    args=(one.key, value),
                    help="No longer only these." if chosen else "Only these.",
                )
            if len(rows) > SHOWN:
                st.caption(f"and {len(rows) - SHOWN:,} more")
