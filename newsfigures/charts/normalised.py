"""GPU hours of all models at one price of the hour, and the operations beside the dollars."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from newsfigures import equivalents
from newsfigures.charts.caption import caption
from newsfigures.charts.columns import Column, across
from newsfigures.charts.draft import Draft
from newsfigures.charts.hover import amount, said
from newsfigures.charts.look import Scale
from newsfigures.charts.marks import records
from newsfigures.charts.panels import by_value
from newsfigures.charts.views import View, foremost_names, then
from newsfigures.consistency import is_whole, run_of

# What DeepSeek's own cost table assumes; the page shows the claim that says so.
DEFAULT = 2.0
DEFAULT_COMPANY = "DeepSeek"


def runs(rows: pd.DataFrame) -> View:
    """
    Keep hours and operations of whole runs, and say what is left out.

    Hours worked out from a cost would only give that cost back.
    """
    whole = rows["subject"].map(is_whole).astype(bool)
    circular = (rows["metric"] == "gpu_hours") & (rows["origin"] == "derived")
    with_hours = {run_of(s) for s in rows.loc[
        (rows["metric"] == "gpu_hours") & whole & ~circular, "subject"]}  # fmt: skip
    named = rows["subject"].map(run_of).isin(with_hours)
    notes = []
    if parts := int((~whole & (rows["metric"] == "gpu_hours")).sum()):
        notes.append(f"{parts:,} counts of hours are of stages or several models; not drawn.")
    if worked := int((circular & whole).sum()):
        notes.append(f"{worked:,} were worked out from a cost and would give it back; not drawn.")
    return View(rows=rows[whole & ~circular & named], notes=tuple(notes))


def at_price(rows: pd.DataFrame, price: float) -> pd.DataFrame:
    """Return hours as dollars at a price of the hour; the sum is said where a rate would be."""
    priced = rows.copy()
    priced["value_usd"] = rows["value"] * price
    priced["value_usd_high"] = rows["value_high"] * price
    priced["is_money"] = True
    priced["usd_note"] = [
        f"{row['value']:,.0f} hours × ${price:,.2f}, worked out here" for row in records(rows)
    ]
    return priced


def names(rows: pd.DataFrame) -> dict[str, str]:
    """Return what each run is called in the chart: its name and the chips of its hours."""
    chips: dict[str, dict[str, None]] = {}
    for row in records(rows):
        own = chips.setdefault(run_of(row["subject"]), {})
        one = equivalents.chip(said(row["hardware"]) or None)
        if row["metric"] == "gpu_hours" and one is not None:
            own[one.name] = None
    return {
        run: f"{run} · {', '.join(found)}" if found else f"{run} · chip not stated"
        for run, found in chips.items()
    }


def _captions(rows: pd.DataFrame, called: Mapping[str, str]) -> dict[str, str]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in records(rows):
        groups.setdefault(called[run_of(row["subject"])], []).append(row)
    return {name: caption(group) for name, group in groups.items()}


def normalised(rows: pd.DataFrame, price: float, scale: Scale = Scale.AUTO) -> Draft:
    """Draw hours at one price beside operations, a row per run, the dearest first."""
    called = names(rows)
    hours, flop = (rows[rows["metric"] == m] for m in ("gpu_hours", "training_compute"))
    priced = at_price(hours, price)
    labels = [called[run_of(s)] for s in hours["subject"]]
    columns = [
        Column(
            title=f"GPU hours\nat ${price:,.2f} each",
            rows=priced,
            labels=labels,
            captions=_captions(priced, called),
        ),
        Column(
            title="Training operations\n(FLOP)",
            rows=flop,
            labels=[called[run_of(s)] for s in flop["subject"]],
            captions=_captions(flop, called),
        ),
    ]
    return across(columns, by_value(priced, labels), scale)


def foremost(runs: View, most: int) -> View:
    """Keep the runs whose hours come first (`choice.foremost`), with their operations."""
    hours = runs.rows[runs.rows["metric"] == "gpu_hours"]
    labels = [run_of(subject) for subject in hours["subject"]]
    kept = foremost_names(hours, ["all"] * len(hours), labels, most=most, noun="runs")
    names = {run_of(subject) for subject in kept.rows["subject"]}
    rows = runs.rows[runs.rows["subject"].map(run_of).isin(names)]
    return then(runs, View(rows=rows, notes=kept.notes))


def takeaway(rows: pd.DataFrame, price: float) -> str:
    """Say which run is dearest and which cheapest at the price, by the largest figure of each."""
    hours = at_price(rows[rows["metric"] == "gpu_hours"], price)
    if hours.empty:
        return "No GPU hours."
    largest: dict[str, dict[str, Any]] = {}
    for row in sorted(records(hours), key=lambda row: float(row["value_usd"])):
        largest[run_of(row["subject"])] = row
    order = sorted(largest, key=lambda name: float(largest[name]["value_usd"]))
    low, high = largest[order[0]], largest[order[-1]]
    times = float(high["value_usd"]) / float(low["value_usd"])
    return (
        f"{len(order):,} runs at ${price:,.2f} an hour, by the largest figure of each: from "
        f"{order[0]} ({amount(low)}) to {order[-1]} ({amount(high)}), {times:,.3g} times."
    )


def source(rates: pd.DataFrame) -> pd.DataFrame:
    """Return the claim that the default price is from, no row when the store has none."""
    theirs = rates[
        (rates["value"] == DEFAULT)
        & (rates["company"] == DEFAULT_COMPANY)
        & (rates["origin"] == "reference")
    ]
    return theirs.head(1)
