"""The cards of Compute: quantities side by side, chips by company, sums."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import pandas as pd
import streamlit as st

from newsfigures import charts, consistency, equivalents
from newsfigures.charts import compute, fits, fleet, rates, sum_words, views
from newsfigures.ui import sums, words
from newsfigures.ui.beyond import sums_in
from newsfigures.ui.card import card
from newsfigures.ui.controls import Control
from newsfigures.ui.filters import held
from newsfigures.ui.finished import step

MOST, FIRST = 12, 5
Filters = dict[str, Any]


def quantities(rows: pd.DataFrame, by: str, every: bool, filters: Filters, nearest: str) -> None:
    """Show hours, chips, operations and power side by side, one order of rows for all."""
    plain = step(fleet.in_chips, rows)
    most = len(rows) if every else MOST
    kept = views.then(plain, step(compute.foremost, plain.rows, by, most))
    card(
        "compute_quantities",
        "How many GPU hours, chips, operations and megawatts?",
        kept.rows,
        lambda look: compute.small_multiples(look.rows, by, look.scale),
        line="Each column has its own axis. Hatched: not stated, not zero. Click a mark for its "
        "sentence.",
        alt=lambda look: charts.takeaway(look.rows, "amounts of computing"),
        notes=" ".join(part for part in (kept.said, nearest) if part),
        method=compute.WHAT,
        held=held(filters),
    )
    if not rows.empty:
        with st.expander(
            "How many figures there are of each quantity, for everyone",
            key="compute_coverage",
            bind="query-params",
        ) as box:
            if box.open:
                st.dataframe(
                    compute.coverage(rows, by),
                    hide_index=True,
                    alt="How many figures there are of each quantity, a row per name.",
                )


def _owned(rows: pd.DataFrame, most: int) -> views.View:
    counts = rows[rows["metric"] == "gpu_count"]
    return views.foremost_names(
        counts, ["all"] * len(counts), fleet.owners(counts), most=most, noun="companies"
    )


def chips(rows: pd.DataFrame, every: bool, filters: Filters, nearest: str) -> None:
    """Show chips by company, as stated or in H100-equivalents with the conversion beside."""

    @lru_cache(maxsize=1)
    def in_unit(look: charts.Look) -> views.View:
        convert = fleet.in_h100 if look.picked.get("unit") == "h100" else fleet.in_chips
        return convert(look.rows)

    kept = step(_owned, rows, len(rows) if every else MOST)
    card(
        "compute_chips",
        "Who has, plans or used how many chips?",
        kept.rows,
        lambda look: fleet.fleet(in_unit(look).rows, look.scale),
        line=lambda look: fleet.line(look.picked.get("unit", "chips")),
        alt=lambda look: charts.takeaway(in_unit(look).rows, "counts of chips"),
        notes=lambda look: " ".join(
            part for part in (*in_unit(look).notes, kept.said, nearest) if part
        ),
        held=held(filters),
        controls=[Control(name="unit", title="Count in", options=fleet.UNITS)],
    )
    if not kept.rows.empty:
        with st.expander(
            f"What each chip is worth in {equivalents.STANDARD}s",
            key="compute_conversions",
            bind="query-params",
        ) as box:
            if box.open:
                _conversions(kept.rows)


def _conversions(rows: pd.DataFrame) -> None:
    st.caption(words.md(fleet.WORTH))
    st.dataframe(
        fleet.conversions(rows),
        hide_index=True,
        column_config={
            "Worth in H100": st.column_config.NumberColumn(format="%.2f"),
            "Source": st.column_config.LinkColumn(display_text="Epoch AI"),
        },
        alt="Each chip with its peak speed and what it is worth in H100s.",
    )


def prices(rows: pd.DataFrame, filters: Filters, nearest: str) -> None:
    """Show what an hour of a chip costs, a row for each chip."""
    card(
        "compute_prices",
        "What does an hour of a chip cost, and who says so?",
        rows,
        lambda look: rates.hour_prices(look.rows, look.scale),
        line=lambda look: charts.unit_line("US dollars an hour", look.rows, look.scale),
        alt=lambda look: charts.takeaway(look.rows, "prices of an hour of a chip"),
        notes=rates.NOTE if len(rows) else nearest,
        held=held(filters),
    )


def fitting(claims: pd.DataFrame, names: Sequence[str], filters: Filters, nearest: str) -> None:
    """Show sums of figures about one run or site beside what is stated."""
    every, found, rows = step(sums.about, claims, names)

    def drawn(look: charts.Look) -> list[consistency.Sum]:
        return fits.foremost(found, fits.MOST if look.picked.get("show") == "all" else FIRST)

    card(
        "compute_fits",
        "Do the figures fit each other?",
        rows,
        lambda look: fits.fits(drawn(look)),
        line="What a sum gives, over what is stated. Within the shaded band both are within two "
        "times; ⚠ is further apart, which a misprint, a misreading or "
        "another meaning explains.",
        alt=sum_words.takeaway(found),
        notes=lambda look: (
            f"{sum_words.left_out(found, drawn(look))} {sums_in(claims)}".strip()
            if found
            else sum_words.others(every) or nearest
        ),
        held=held(filters),
        scales=False,
        controls=[
            Control(
                name="show",
                title="Sums",
                options={
                    "first": "Those that do not fit first",
                    "all": f"Up to {fits.MOST} of a kind",
                },
            )
        ]
        if len(fits.foremost(found, FIRST)) < len(found)
        else (),
    )
    sums.show("compute_sums", found)
