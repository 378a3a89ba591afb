"""Prices of an hour of one chip, a row for each chip."""

from collections import Counter

import pandas as pd

from newsfigures import equivalents
from newsfigures.charts.draft import Draft
from newsfigures.charts.hover import said
from newsfigures.charts.look import Scale
from newsfigures.charts.panels import Panel, stacked

UNNAMED = "chip not stated"
NOTE = (
    "Lists, contracts and spot markets have prices of their own; the sentence of each says which."
)


def chips(rows: pd.DataFrame) -> list[str]:
    """Return the chip of each price: its name in data/chips.csv where it is one of these."""
    found = []
    for hardware in rows["hardware"]:
        one = equivalents.chip(said(hardware) or None)
        found.append(one.name if one is not None else said(hardware) or UNNAMED)
    return found


def hour_prices(rows: pd.DataFrame, scale: Scale = Scale.AUTO) -> Draft:
    """Draw prices of an hour, the chip with the most figures first; what names none comes last."""
    labels = chips(rows)
    counts = Counter(labels)
    order = sorted(counts, key=lambda name: (name == UNNAMED, -counts[name], name))
    panel = Panel(
        title="US dollars for an hour of one chip",
        rows=rows,
        labels=labels,
        order=order,
        with_amounts=True,
    )
    return stacked([panel], company_key=True, scale=scale)
