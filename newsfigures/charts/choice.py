"""Which claims a chart can draw, and which rows come first when there are too many."""

from collections.abc import Sequence

import pandas as pd

from newsfigures.charts.hover import plotted
from newsfigures.charts.marks import records

ORIGIN_RANK = {"article": 0, "derived": 0, "reference": 2}
TIER_RANK = {"primary": 0, "dataset": 1, "press": 2, "secondary": 3}


def drawable(rows: pd.DataFrame, *, positive: bool = False) -> pd.Series:
    """
    Say of each claim whether it has a place on an axis of dollars or of its own unit.

    Money in a currency without a rate has none; with `positive`, neither has a loss or zero,
    for a logarithmic axis has no room for them.
    """
    known = ~rows["is_money"].astype(bool) | rows["value_usd"].notna()
    if positive:
        known &= rows["value"] > 0
    return known.astype(bool)


def foremost(rows: pd.DataFrame, labels: Sequence[str], most: int) -> pd.DataFrame:
    """
    Keep the claims of the `most` names that come first.

    First the names that readers' own articles state, then those of sample articles, then the
    reference figures, the best sourced and largest before the others. All claims of a kept
    name are kept, in their order.
    """
    ranks: dict[str, tuple[int, int, float]] = {}
    for row, label in zip(records(rows), labels, strict=True):
        own = ORIGIN_RANK[str(row["origin"])] + int(bool(row["is_sample"]))
        tier = TIER_RANK.get(str(row["source_tier"]), 0)
        rank = (own, tier, -plotted(row)[0])
        ranks[label] = min(rank, ranks.get(label, rank))
    kept = set(sorted(ranks, key=lambda name: (ranks[name], name))[:most])
    return rows[[label in kept for label in labels]]


def foremost_of_each(
    rows: pd.DataFrame, groups: Sequence[str], labels: Sequence[str], most: int
) -> pd.DataFrame:
    """Keep the `most` foremost names of each group; see `foremost`."""
    group = pd.Series(list(groups), index=rows.index)
    label = pd.Series(list(labels), index=rows.index)
    parts = [
        foremost(rows[group == name], list(label[group == name]), most)
        for name in dict.fromkeys(group)
    ]
    return rows.loc[sorted(index for part in parts for index in part.index)]
