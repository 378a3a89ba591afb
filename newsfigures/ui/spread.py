"""How far claims alike lie apart, and how many independent origins they have, in words."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from newsfigures.ui import words

# What two sources can disagree about: values that do not move with the date of the claim …
# Pledges to one project are none: they are parts of it, which Investment puts together.
LASTING = (
    "training_cost",
    "gpu_hours",
    "training_compute",
    "training_duration",
    "parameters",
    "active_parameters",
    "training_tokens",
)
# … and values of a stated period or for a stated year.
OF_PERIOD = ("capex", "revenue", "net_income")
OF_YEAR = ("market_size",)
# The same as parameters of queries/disagreements.sql.
KINDS = {"lasting": list(LASTING), "of_period": list(OF_PERIOD), "of_year": list(OF_YEAR)}

ORIGINS = (
    "An origin is whom claims go back to: the person or organisation they credit, else the "
    "article itself. Articles that pass on the same source count once."
)


def tally(claims: int, articles: int, reference: int, origins: int) -> str:
    """
    Say what claims rest on.

        >>> tally(3, 2, 0, 1), tally(4, 0, 4, 2)
        ('3 figures · 2 articles · 1 origin', '4 reference figures · 2 origins')
        >>> tally(5, 2, 1, 3)
        '5 figures, 1 of them reference data · 2 articles · 3 origins'
    """
    noun = "reference figure" if reference == claims else "figure"
    some = f", {reference:,} of them reference data" if 0 < reference < claims else ""
    parts = (
        words.count(claims, noun) + some,
        words.count(articles, "article") if articles else "",
        words.count(origins, "origin"),
    )
    return " · ".join(part for part in parts if part)


def times(ratio: float) -> str:
    """
    Return how many times, short.

        >>> times(1.04), times(2.44), times(1236.6)
        ('1.04', '2.4', '1,237')
    """
    if ratio >= 100:
        return f"{ratio:,.0f}"
    return f"{ratio:.3g}" if ratio < 1.5 else f"{ratio:.2g}"


def lasts(row: Mapping[str, Any]) -> bool:
    """Say whether values like a claim's do not move with the date on which they are stated."""
    if row["metric"] in LASTING:
        return True
    if row["metric"] in OF_PERIOD:
        return words.known(row["period"]) not in ("", "annualized", "month")
    return row["metric"] in OF_YEAR and bool(words.known(row["horizon"]))


def ends(rows: pd.DataFrame) -> tuple[float, float]:
    """Return the lowest and the highest value of claims, in dollars where they have some."""
    low = rows["value_usd"].fillna(rows["value"])
    high = rows["value_usd_high"].fillna(rows["value_high"].where(rows["value_usd"].isna()))
    return float(low.min()), float(high.fillna(low).max())


def in_words(rows: pd.DataFrame) -> str:
    """Say of two or more plain claims alike what they rest on and how far apart they lie."""
    said = tally(
        len(rows),
        rows["article_id"].nunique(),
        int((rows["origin"] == "reference").sum()),
        rows["goes_back_to"].nunique(),
    )
    low, high = ends(rows)
    if high == low:
        return f"{said}: all the same."
    first = {str(key): cell for key, cell in rows.iloc[0].items()}
    late = "" if lasts(first) else ", which may be change over time: no period is stated"
    return f"{said}: the highest is {times(high / low)} times the lowest{late}."
