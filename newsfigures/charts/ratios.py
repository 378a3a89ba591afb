"""Ratios to a baseline, a row per name, a panel per kind, all on one axis of times."""

import pandas as pd

from newsfigures.charts.draft import Draft
from newsfigures.charts.look import Scale
from newsfigures.charts.panels import Panel, stacked


def ratio_claims(claims: pd.DataFrame, baseline: str) -> pd.DataFrame:
    """
    Return the claims with a ratio as claims about that ratio, so that they draw like others.

    `claims` are those of `compare.Comparison`, `said` among their columns: the ratio in words
    with both amounts. Value and range are the ratio's, an open side is a bound; the claim's id
    stays, so a mark still opens its evidence.
    """
    rows = claims[claims["ratio"].notna() & (claims["name"] != baseline)]
    open_above = rows["ratio_high"] == float("inf")
    open_below = rows["ratio_low"] == 0
    ranged = ~open_above & ~open_below & (rows["ratio_high"] > rows["ratio_low"])
    bounds = pd.Series("exact", index=rows.index)
    bounds[rows["qualifier"] == "approx"] = "approx"
    bounds[ranged] = "range"
    bounds[open_above] = "at_least"
    bounds[open_below] = "at_most"
    return rows.assign(
        value=rows["ratio"],
        value_high=rows["ratio_high"].where(ranged),
        unit="x",
        is_money=False,
        qualifier=bounds,
        quote=None,
        usd_note=None,
        sentence=rows["said"],
    )


def ratios(claims: pd.DataFrame, baseline: str, scale: Scale = Scale.AUTO) -> Draft:
    """Draw the ratios of `ratio_claims`; 1 is the baseline, pale marks are unlike it."""
    panels = []
    for kind in dict.fromkeys(claims["kind"]):
        part = claims[claims["kind"] == kind]
        names = list(part["name"])
        panels.append(
            Panel(
                title=str(kind),
                note=f"Times {baseline}",
                rows=part,
                labels=names,
                order=list(dict.fromkeys(names)),
                pale=list(~part["like"].astype(bool)),
            )
        )
    return stacked(panels, scale=scale)
