"""The facets of the Data page: what there is of each kind, counted; a click narrows by it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from newsfigures import bars, sizes
from newsfigures.senses import TITLES
from newsfigures.ui import kept, words
from newsfigures.ui.filters import SURE

SHOWN = 8
REVIEWS: dict[str, str] = {
    "accepted": "Accepted",
    "edited": "Corrected",
    "added": "Added by hand",
    "checked": "Checked at its source",
    "unreviewed": "Not reviewed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """
    One kind of thing to narrow by; `key` is where what is chosen is kept.

    That is a widget of this key, or with `parameter`, the name in a query, the address alone.
    """

    title: str
    key: str
    label: Callable[[str], str] = str
    value: Callable[[str], Any] = str
    parameter: str = ""

    def chosen(self) -> list[Any]:
        """Return what is chosen now."""
        held = kept.chosen(self.key) if self.parameter else st.session_state.get(self.key)
        return list(held) if isinstance(held, list | tuple) else [held] if held else []

    def toggle(self, value: Any) -> None:
        """Choose a value, or choose it no longer; for a widget's callback."""
        held = self.chosen()
        if self.parameter:
            kept.toggle(self.key, value)
        elif isinstance(value, float):
            st.session_state[self.key] = 0.0 if value in held else value
        else:
            st.session_state[self.key] = (
                [each for each in held if each != value] if value in held else [*held, value]
            )


FACETS: dict[str, Facet] = {
    "metric": Facet(title="Metric", key="data_metrics", label=words.label),
    "company": Facet(title="Company", key="data_company", parameter="companies"),
    "subject": Facet(title="Subject", key="data_subject", parameter="subjects"),
    "publisher": Facet(title="Publisher", key="data_publishers"),
    "status": Facet(
        title="Status", key="data_statuses", label=lambda name: words.STATUSES[name][0]
    ),
    "year": Facet(title="Year of publication", key="data_years", value=int),
    "origin": Facet(title="Origin", key="data_origins", label=lambda name: words.ORIGINS[name][0]),
    "review": Facet(
        title="Review",
        key="data_review",
        label=lambda name: REVIEWS.get(name, name),
        parameter="reviews",
    ),
    "cost_basis": Facet(title="Sense of cost", key="data_bases", label=lambda name: TITLES[name]),
    "confidence": Facet(
        title="Confidence of the reading",
        key="data_sure",
        label=lambda least: SURE[float(least)],
        value=float,
    ),
}
VALUE, PUBLISHED, ABOUT = "data_value", "data_published", "data_about"


def _known(table: pd.DataFrame, facet: str, chosen: list[Any]) -> list[Any]:
    """Return the values there are, and what is chosen though nothing is left of it."""
    one = FACETS[facet]
    there = [one.value(value) for value in table.loc[table["facet"] == facet, "value"]]
    return [*there, *(value for value in chosen if value not in there)]


def choices(everything: pd.DataFrame) -> dict[str, Any]:
    """
    Ask for publishers, years, senses of cost and a size; return parameters of a query.

    `everything` are the rows of queries/facets.sql without any of these filters. What was chosen
    by a click on a facet or a bar is among the parameters. Raises InputError for a size or a
    stretch that cannot be read.
    """
    found: dict[str, Any] = {}
    left, middle, right, last = st.columns(4)
    for column, facet, name in (
        (left, "publisher", "publishers"),
        (middle, "year", "years"),
        (right, "cost_basis", "bases"),
    ):
        one = FACETS[facet]
        options = _known(everything, facet, one.chosen())
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
    clicked = {one.parameter: one.chosen() for one in FACETS.values() if one.parameter}
    stretches = bars.read(
        value_of=kept.one(VALUE), published_in=kept.one(PUBLISHED), about_in=kept.one(ABOUT)
    )
    return {**found, **clicked, **stretches, **sizes.read(asked).values}


def counted(table: pd.DataFrame, facet: str) -> list[tuple[str, int]]:
    """
    Return the values of a facet with how many figures each would leave, in the order to show them.

    Confidence is told as floors, each with all that is as sure or surer.
    """
    rows = table.loc[table["facet"] == facet, ["value", "claims"]]
    pairs = [(str(value), int(claims)) for value, claims in rows.itertuples(index=False)]
    if facet == "year":
        return sorted(pairs, reverse=True)
    if facet == "confidence":
        return [
            (str(least), sum(n for step, n in pairs if float(step) >= least - 1e-9))
            for least in SURE
            if least
        ]
    return pairs


def _panel(name: str, one: Facet, pairs: list[tuple[str, int]]) -> None:
    st.markdown(f"**{one.title}**")
    held = one.chosen()
    for text, claims in pairs[:SHOWN]:
        value = one.value(text)
        st.button(
            f"{'✓ ' if value in held else ''}{words.md(one.label(text))} · {claims:,}",
            key=f"facet_{name}_{text}",
            type="tertiary",
            on_click=one.toggle,
            args=(value,),
            help="No longer only these." if value in held else "Only these.",
        )
    if len(pairs) > SHOWN:
        st.caption(f"and {len(pairs) - SHOWN:,} more")


def panel(table: pd.DataFrame) -> None:
    """Show for each facet how many figures each value would leave, the other filters as now."""
    columns = st.columns(4)
    shown = [(name, one, counted(table, name)) for name, one in FACETS.items()]
    for number, (name, one, pairs) in enumerate(each for each in shown if each[2]):
        with columns[number % len(columns)].container(key=f"facet_{name}", gap=None):
            _panel(name, one, pairs)
