"""The cards of Training cost: by model, at one price, over time, sums, and the tray."""

from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Any

import pandas as pd
import streamlit as st

from newsfigures import charts
from newsfigures.charts import (
    cost,
    cost_time,
    diagonal,
    normalised,
    senses,
    sum_words,
    timeline,
    views,
)
from newsfigures.consistency import Kind
from newsfigures.senses import SENSES
from newsfigures.ui import asking, sums, words
from newsfigures.ui.beyond import sums_in
from newsfigures.ui.card import card
from newsfigures.ui.controls import Control
from newsfigures.ui.evidence import open_figure
from newsfigures.ui.filters import held
from newsfigures.ui.finished import step
from newsfigures.ui.table import show_table

MOST = 10
Filters = dict[str, Any]


def sense_of_cost(rows: pd.DataFrame) -> tuple[str, bool]:
    """Ask which sense of cost is shown, and whether every model; say how many figures each has."""
    titles = senses.options()
    with st.container(horizontal=True, vertical_alignment="bottom", key="training_cost_controls"):
        sense = st.selectbox(
            "Sense of cost",
            options=list(titles),
            format_func=titles.__getitem__,
            key="training_cost_sense",
            bind="query-params",
            help="  \n".join(f"**{sense.title}**: {sense.note}" for sense in SENSES),
            width=320,
        )
        every = st.toggle("Every model", key="training_cost_every", bind="query-params")
    st.caption(words.md(step(senses.counted, rows)))
    return str(sense), every


def _foremost(rows: pd.DataFrame, most: int) -> views.View:
    senses_of = list(cost.sense_of(rows))
    return views.foremost_names(rows, senses_of, cost.labels(rows), most=most, noun="models")


def by_model(shown: views.View, every: bool, filters: Filters, nearest: str) -> None:
    """Show the costs of one sense, or of each in a panel of its own, a row per model."""
    kept = views.then(shown, step(_foremost, shown.rows, len(shown.rows) if every else MOST))
    card(
        "training_cost_by_sense",
        "What did each model cost?",
        kept.rows,
        lambda look: charts.by_sense(look.rows, look.scale),
        line=lambda look: charts.unit_line("US dollars", look.rows, look.scale),
        alt=lambda look: charts.takeaway(look.rows, "training costs"),
        notes=" ".join(part for part in (kept.said, nearest if kept.rows.empty else "") if part),
        held=held(filters),
    )


def over_time(shown: views.View, filters: Filters, nearest: str) -> None:
    """Show the costs by date, with a trend line where there is one."""
    first = asking.ask("first_dates")

    @lru_cache(maxsize=1)
    def timed(look: charts.Look) -> views.View:
        return cost_time.on_clock(look.rows, first, look.picked.get("clock", "model"))

    @lru_cache(maxsize=1)
    def strips(look: charts.Look) -> list[timeline.Strip]:
        return cost_time.strips(timed(look).rows)

    def notes(look: charts.Look) -> str:
        return nearest if look.rows.empty else timed(look).said

    card(
        "training_cost_over_time",
        "How have training costs moved?",
        shown.rows,
        lambda look: timeline.over_time(strips(look), look.scale),
        line="US dollars by date. Colour is the company.",
        alt=lambda look: (
            f"{charts.takeaway(timed(look).rows, 'dated training costs')} "
            f"{cost_time.in_words(strips(look))}"
        ),
        notes=notes,
        method=lambda look: cost_time.method(strips(look)),
        held=held(filters),
        controls=[
            Control(
                name="clock",
                title="Date of",
                options=cost_time.CLOCKS,
                help=cost_time.CLOCK_HELP,
            )
        ],
    )


def price_of_hour(rates: pd.DataFrame) -> float:
    """Ask for the price of a GPU hour; the default opens the claim that it is from."""
    origin = step(normalised.source, rates)
    with st.container(horizontal=True, vertical_alignment="bottom", key="training_cost_hour"):
        price = st.number_input(
            "Price of a GPU hour, US dollars",
            min_value=0.01,
            max_value=1000.0,
            value=normalised.DEFAULT,
            step=0.05,
            key="training_cost_price",
            bind="query-params",
            width=320,
        )
        if not origin.empty:
            st.button(
                words.md(f"${normalised.DEFAULT:,.2f} is what {normalised.DEFAULT_COMPANY} assumed")
                + " :small[(see where)]",
                key="training_cost_price_source",
                type="tertiary",
                on_click=open_figure,
                args=(str(origin.iloc[0]["claim_id"]),),
            )
    return normalised.DEFAULT if price is None else float(price)


def at_one_price(rows: pd.DataFrame, every: bool, filters: Filters, nearest: str) -> None:
    """Show the hours of all runs at one price, with their operations beside the dollars."""
    rates = asking.claims(["gpu_rental_rate"], **filters | {"names": []})
    price = price_of_hour(rates)
    whole = step(normalised.runs, rows)
    kept = step(normalised.foremost, whole, len(whole.rows) if every else MOST)
    card(
        "training_cost_one_price",
        f"What would each run cost at ${price:,.2f} an hour?",
        kept.rows,
        lambda look: normalised.normalised(look.rows, price, look.scale),
        line=f"US dollars worked out here: stated GPU hours × ${price:,.2f}; beside them the "
        "operations. At one price only the amount of computing tells runs apart. "
        "An hour of one chip is not worth an hour of another: the chip stands beside the name.",
        alt=lambda look: normalised.takeaway(look.rows, price),
        notes=" ".join(part for part in (kept.said, nearest if kept.rows.empty else "") if part),
        held=held(filters),
    )
    stated = f"{words.count(len(rates), 'stated price')} of a GPU hour"
    with st.expander(stated, key="training_cost_prices", bind="query-params") as box:
        if rates.empty:
            st.caption("None in the store fits the filters.")
        elif box.open:
            show_table("training_cost_rates", rates, alt="Stated prices of an hour of one chip.")


def fitting(claims: pd.DataFrame, names: Sequence[str], filters: Filters, nearest: str) -> None:
    """Show what hours times a price give against the stated cost."""
    every, found, rows = step(sums.about, claims, names, Kind.COST)
    card(
        "training_cost_fits",
        "Do hours × price come to the stated cost?",
        rows,
        lambda look: diagonal.diagonal(found, look.scale),
        line="US dollars. On the line both are equal; between the dotted lines they are within two "
        "times; ⚠ is further apart.",
        alt=sum_words.takeaway(found),
        notes=" ".join(
            part
            for part in (
                diagonal.NOTES if found else sum_words.others(every) or nearest,
                sums_in(claims),
            )
            if part
        ),
        held=held(filters),
    )
    sums.show("training_cost_sums", found)


def tray(rows: pd.DataFrame) -> None:
    """Show the costs whose sense nobody states: kept, and on no axis."""
    missing = step(senses.without, rows)
    if missing.empty:
        return
    st.header("Needs a sense of cost", anchor="needs-a-sense")
    own = int((missing["origin"] == "article").sum())
    st.caption(
        f"{words.count(len(missing), 'cost')} on no chart: what they include is not stated. Open "
        f"one of the {own:,} from articles and correct it where the sentence says more."
    )
    show_table(
        "training_cost_tray",
        missing,
        alt="Training costs whose sense is not stated.",
        first=["Subject", "Figure", "Sentence or note"],
    )


def _relative_line(unit: str, look: charts.Look) -> str:
    return charts.unit_line(cost.UNITS[unit], look.rows, look.scale)


def _relative(unit: str, look: charts.Look) -> charts.Draft:
    return charts.relative(look.rows, unit, look.scale)


def _in_unit(rows: pd.DataFrame, unit: str) -> pd.DataFrame:
    return rows[rows["unit"] == unit]


def relative(ratios: pd.DataFrame, filters: Filters) -> None:
    """Show what one model cost against another, in percent and in times."""
    for unit, question in cost.RELATIVE.items():
        pairs = step(_in_unit, ratios, unit)
        if pairs.empty:
            continue
        card(
            f"training_cost_relative_{unit}",
            question,
            pairs,
            partial(_relative, unit),
            line=partial(_relative_line, unit),
            alt=lambda look: charts.takeaway(look.rows, "relative costs"),
            held=held(filters),
        )


__all__ = [
    "at_one_price",
    "by_model",
    "fitting",
    "over_time",
    "relative",
    "sense_of_cost",
    "tray",
]
