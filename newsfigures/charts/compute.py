"""Compute: hours, chips, operations and power, each on an axis of its own."""

from collections import Counter

import pandas as pd

from newsfigures.charts import bounded
from newsfigures.charts.caption import captions
from newsfigures.charts.columns import Column, across
from newsfigures.charts.draft import Draft
from newsfigures.charts.look import Scale
from newsfigures.charts.marks import records
from newsfigures.charts.views import View
from newsfigures.consistency import run_of

QUANTITIES: dict[str, str] = {
    "gpu_hours": "GPU hours",
    "gpu_count": "Chips",
    "training_compute": "Training operations (FLOP)",
    "power_capacity": "Power",
}
HEADS: dict[str, str] = {
    "gpu_hours": "GPU hours",
    "gpu_count": "Chips",
    "training_compute": "FLOP",
    "power_capacity": "Power",
}
WHAT = (
    "GPU hours: of one accelerator, summed over all. Chips: accelerators of any make, used, held "
    "or planned. FLOP: additions and multiplications of the training run. Power: of a data centre "
    "or campus."
)

ROWS: dict[str, str] = {"company": "company", "subject": "model or site"}


def names(rows: pd.DataFrame, by: str) -> list[str]:
    """
    Return the row each claim belongs to: its company (the subject without one) or its subject.

    A subject goes without the words for its training, with its company: 'Grok 3 · xAI'.
    """
    if by == "company":
        return list(rows["company"].fillna(rows["subject"]))
    return [
        run_of(subject)
        if pd.isna(company) or company == subject
        else f"{run_of(subject)} · {company}"
        for subject, company in zip(rows["subject"], rows["company"], strict=True)
    ]


def common_order(rows: pd.DataFrame, by: str) -> list[str]:
    """Return all names, those with most of the quantities first, so that columns read across."""
    kinds: dict[str, set[str]] = {}
    own: set[str] = set()
    claims: Counter[str] = Counter()
    for name, metric, origin in zip(names(rows, by), rows["metric"], rows["origin"], strict=True):
        kinds.setdefault(name, set()).add(metric)
        claims[name] += 1
        if origin != "reference":
            own.add(name)
    return sorted(kinds, key=lambda name: (-len(kinds[name]), name not in own, -claims[name], name))


def foremost(rows: pd.DataFrame, by: str, most: int) -> View:
    """Keep the claims of the first names of `common_order`; say how many, and what is missing."""
    order = common_order(rows, by)
    kept = rows[pd.Series(names(rows, by), index=rows.index).isin(order[:most])]
    notes = []
    if len(order) > most:
        notes.append(
            f"{most} of {len(order):,} rows, those of which most quantities are stated: "
            f"{bounded.counted(kept):,} of {bounded.counted(rows):,} figures."
        )
    missing = [HEADS[metric] for metric in QUANTITIES if metric not in set(kept["metric"])]
    if len(kept) and missing:
        notes.append(f"Not stated for any of them: {', '.join(missing)}.")
    return View(rows=kept, notes=tuple(notes))


def small_multiples(rows: pd.DataFrame, by: str = "company", scale: Scale = Scale.AUTO) -> Draft:
    """
    Draw each quantity in a column with its own axis and the same rows in the same order.

    A name of which a quantity is not known is hatched there and reads 'not stated', never zero.
    """
    columns = [_column(rows, metric, by) for metric in QUANTITIES]
    return across(columns, common_order(rows, by), scale)


def _column(rows: pd.DataFrame, metric: str, by: str) -> Column:
    part = rows[rows["metric"] == metric]
    called = names(part, by)
    return Column(
        title=HEADS[metric], rows=part, labels=called, captions=captions(records(part), called)
    )


def coverage(rows: pd.DataFrame, by: str = "company") -> pd.DataFrame:
    """Return how many claims there are of each quantity, a row per name; 'not stated' for none."""
    named = rows.assign(name=names(rows, by))
    named = named.assign(claims=1 + named.get("left_out", 0))
    counts = named.pivot_table(index="name", columns="metric", values="claims", aggfunc="sum")
    counts = counts.reindex(index=common_order(rows, by), columns=list(QUANTITIES))
    words = counts.map(lambda n: "not stated" if pd.isna(n) else f"{int(n):,}")
    words = words.rename(columns=QUANTITIES).rename_axis(None, axis="columns")
    return words.rename_axis(ROWS[by].capitalize()).reset_index()
