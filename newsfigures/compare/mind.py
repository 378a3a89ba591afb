"""
What differs between figures of one kind: times too far apart, and what a reader should mind.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from newsfigures.compare.likeness import period_of, text
from newsfigures.days import day
from newsfigures.model import TO_REVIEW, CostBasis

Row = Mapping[str, Any]

# Values that stay what they were, whenever they are stated; all others move with time.
LASTING = frozenset(
    {
        "training_cost",
        "relative_cost",
        "gpu_hours",
        "training_compute",
        "training_duration",
        "parameters",
        "active_parameters",
        "training_tokens",
        "infrastructure_investment",
        "compute_contract",
        "market_size",
        "market_cap_change",
        "share_price_change",
    }
)
APART_MONTHS = 18  # beyond it, values that move with time are of different times
APART_YEARS = 1  # beyond it, dollars of different years' rates are different dollars


def _month(row: Row) -> int | None:
    day = row["published"]
    return None if pd.isna(day) else pd.Timestamp(day).year * 12 + pd.Timestamp(day).month


def _money_year(row: Row) -> int | None:
    rate = row.get("usd_rate_year")
    if rate is not None and not pd.isna(rate):
        return int(rate)
    if (year := period_of(row)[:4]).isdigit():
        return int(year)
    return None if pd.isna(row["published"]) else int(pd.Timestamp(row["published"]).year)


def _converted(row: Row) -> bool:
    return bool(row["is_money"]) and row["unit"] != "USD" and not pd.isna(row["value_usd"])


def apart_in_time(row: Row, base: Row) -> str:
    """Say how two claims of one kind are of different times, '' when they are not."""
    a_year = row["cost_basis"] == CostBasis.TOTAL_PROGRAMME
    moves = row["metric"] not in LASTING or a_year
    if moves and not period_of(row)[:4].isdigit():
        here, there = _month(row), _month(base)
        if here is not None and there is not None and abs(here - there) > APART_MONTHS:
            return (
                f"the dates lie {abs(here - there)} months apart ({day(text(row['as_of']))} and "
                f"{day(text(base['as_of']))}), and this moves with time"
            )
    if _converted(row) or _converted(base):
        one, other = _money_year(row), _money_year(base)
        if one and other and abs(one - other) > APART_YEARS:
            return (
                f"the dollars are of different years: {one} and {other}, converted at each "
                "year's rate"
            )
    return ""


def to_mind(row: Row, base: Row | None = None) -> list[str]:
    """Return what a reader should keep in mind about a claim, or about it beside another."""
    said = []
    if row["origin"] == "derived":
        said.append("worked out, not stated")
    if bool(row["is_sample"]):
        said.append("from a sample article")
    if _converted(row):
        said.append(f"converted from {row['unit']}")
    sure = row.get("confidence")
    if sure is not None and not pd.isna(sure) and sure < TO_REVIEW:
        said.append("an unsure reading")
    if base is not None and row["claim_id"] != base["claim_id"]:
        said += _beside(row, base)
    return said


def _beside(row: Row, base: Row) -> list[str]:
    said = []
    here, there = text(row.get("goes_back_to")), text(base.get("goes_back_to"))
    if here and here == there:
        said.append("both figures go back to one origin")
    elif _own(row) != _own(base):
        said.append("one is the maker's own word, the other is not")
    chips = {text(row["hardware"]), text(base["hardware"])}
    if row["metric"] in ("gpu_hours", "gpu_count") and len(chips) == 2:
        named_chips = " and ".join(sorted(chip or "unnamed chips" for chip in chips))
        said.append(f"different chips: {named_chips}")
    if row["cost_basis"] == base["cost_basis"] == CostBasis.FINAL_RUN_RENTAL:
        said.append("each at its own hourly price")
    ends = {text(row["horizon"]), text(base["horizon"])}
    if row["metric"] != "market_size" and len(ends) == 2 and "" not in ends:
        said.append(f"for other years: {' and '.join(sorted(ends))}")
    return said


def _own(row: Row) -> bool:
    who = text(row.get("goes_back_to"))
    return bool(who) and who == text(row["company"]).lower()
