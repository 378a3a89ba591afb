"""Which of several claims alike stands for its name, by a rule that is said beside it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from newsfigures.compare.likeness import text
from newsfigures.compare.ratios import interval

Row = Mapping[str, Any]
Record = dict[str, Any]

TIERS = ("primary", "dataset", "press", "secondary")
RULE = (
    "the figure that somebody prefers, else the newest of an article, else of a sample article, "
    "else one worked out, else the reference figure with the best source; a plain value before a "
    "bound, and of one day the value that most figures alike give"
)


def _rank(row: Row, given: Counter[tuple[float, float]]) -> tuple[float, int, int, int, float, int]:
    # The newest of several preferences first, then what nobody prefers.
    at = row.get("preferred_at")
    preferred = 0.0 if at is None or pd.isna(at) else -pd.Timestamp(at).timestamp()
    origin = {"article": int(bool(row["is_sample"])), "derived": 2}.get(str(row["origin"]), 3)
    low, high = interval(row)
    tier = TIERS.index(row["source_tier"]) if row["source_tier"] in TIERS else 0
    age: float = 0.0 if pd.isna(row["published"]) else -pd.Timestamp(row["published"]).timestamp()
    return preferred, origin, int(low != high), tier, age, -given[low, high]


def ranked(rows: Sequence[Record]) -> list[Record]:
    """Return claims alike in the order in which `RULE` would choose them."""
    given = Counter(interval(row) for row in rows)
    return sorted(rows, key=lambda row: (_rank(row, given), str(row["claim_id"])))


def chosen(rows: Sequence[Record]) -> Record:
    """Return the claim that stands for its name, by `RULE`."""
    return rows[0] if len(rows) == 1 else ranked(rows)[0]


def chosen_by(row: Row, among: int) -> str:
    """Say which part of `RULE` chose a claim from among so many."""
    if who := text(row.get("preferred_by")):
        return f"preferred by {who}: {text(row['preferred_why'])}"
    if among == 1:
        return "the only figure of its kind"
    if row["origin"] == "article":
        return f"newest of {'a sample article' if row['is_sample'] else 'an article'}"
    if row["origin"] == "derived":
        return "worked out; no article states one"
    return "reference figure with the best source"
