"""A comparison in words: as a table, as answers, and what cannot be compared and why."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from newsfigures.compare.likeness import text
from newsfigures.compare.sides import Comparison, records
from newsfigures.days import day

Record = dict[str, Any]


def in_order(found: Comparison) -> pd.DataFrame:
    """Return the claims of a comparison, those that ratios rest on first."""
    return found.claims.sort_values("chosen", ascending=False, kind="stable")


def table(found: Comparison, amount: Callable[[Record], str]) -> pd.DataFrame:
    """
    Return the comparison for reading: each claim with its sense, ratio, reason and source.

    Rows are those of `in_order`.
    """
    rows = records(in_order(found))
    columns: dict[str, Callable[[Record], Any]] = {
        "Name": lambda row: row["name"],
        "Figure": amount,
        "Ratio": lambda row: row["ratio_words"] or "none",
        "Over all figures alike": lambda row: row["ratio_of_all"],
        "Sense": lambda row: row["kind"],
        "Why none, or why marked ≠": lambda row: row["why"],
        "Keep in mind": lambda row: row["mind"],
        "Ratios rest on it": lambda row: bool(row["chosen"]),
        "Chosen as": lambda row: row["chosen_by"],
        "Named as": lambda row: row["subject"],
        "Origin": lambda row: row["origin"],
        "Status": lambda row: row["status"],
        "Said by": lambda row: text(row["attributed_to"]),
        "Published in": lambda row: text(row["publisher"]),
        "As of": lambda row: text(row["as_of"]),
    }
    return pd.DataFrame({name: [fill(row) for row in rows] for name, fill in columns.items()})


def _counted(names: Sequence[str]) -> str:
    """Return names, each once, with how many figures it has where there are several."""
    counts = Counter(names)
    return "; ".join(name if n == 1 else f"{name} ({n} figures)" for name, n in counts.items())


def not_compared(found: Comparison) -> list[str]:
    """Return a sentence for each kind and reason without a like, and for picks without a claim."""
    rows = found.claims[found.claims["why"] != ""]
    groups: dict[tuple[str, str], list[str]] = {}
    for name, its, why in zip(rows["name"], rows["kind"], rows["why"], strict=True):
        groups.setdefault((its, why), []).append(name)
    said = [f"{_counted(names)} – {its}: {why}." for (its, why), names in groups.items()]
    return [*said, *(f"{name}: no figure of this measure." for name in found.missing)]


def answers(found: Comparison, amount: Callable[[Record], str]) -> list[str]:
    """
    Say in a sentence for each name and kind how it stands to the baseline.

    Names without a ratio in any kind follow, with the reason of the figure that counts.
    """
    rows = records(found.claims[found.claims["chosen"]])
    by_id = {str(row["claim_id"]): row for row in records(found.claims)}
    with_ratio = [row for row in rows if row["ratio_words"] and row["name"] != found.baseline]
    said = [_answer(row, by_id[row["against"]], amount) for row in with_ratio]
    told = {found.baseline, *(row["name"] for row in with_ratio)}
    reasons: dict[str, list[str]] = {}
    for row in rows:
        if row["name"] not in told:
            told.add(row["name"])
            reasons.setdefault(row["why"], []).append(row["name"])
    none = [
        f"{', '.join(names)}: no ratio to {found.baseline}, since {why}."
        for why, names in reasons.items()
    ]
    return [*said, *none, *(f"{name}: no figure of this measure." for name in found.missing)]


def source(row: Record) -> str:
    """Return who says a claim and where: the organisation credited, the publisher, the date."""
    who = "worked out from" if row["origin"] == "derived" else text(row["attributed_to"])
    where = text(row["publisher"]) or text(row["title"])
    joint = " " if row["origin"] == "derived" else ", in "
    named = f"{who}{joint}{where}" if who and where and who != where else who or where
    return ", ".join(part for part in (named, day(text(row["as_of"])) or "no date") if part)


def _answer(row: Record, base: Record, amount: Callable[[Record], str]) -> str:
    over = f" ({row['ratio_of_all']} over all figures alike)" if row["ratio_of_all"] else ""
    parts = (
        f"{row['name']}: {row['ratio_words']} {base['name']}{over}:",
        f"{amount(row)} ({source(row)}) against {amount(base)} ({source(base)}); {row['kind']}.",
        f"Keep in mind: {row['mind']}." if row["mind"] else "",
        f"Marked ≠: {row['why']}." if row["ratio_words"].startswith("≠") else "",
    )
    return " ".join(part for part in parts if part)
