"""Ratios that sources state themselves, between the names that are compared."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from newsfigures.compare.likeness import text


def _whose(name: str, company: str, groups: Mapping[str, set[str]]) -> str:
    """Return the pick that a name belongs to, '' for none; a family belongs to its model."""
    for pick, members in groups.items():
        if name in members or company == pick:
            return pick
        if name and any(one.startswith(f"{name} ") for one in members):
            return pick
    return ""


def stated(claims: pd.DataFrame, groups: Mapping[str, set[str]]) -> pd.DataFrame:
    """
    Return the relative costs that are stated of one pick against another.

    `claims` are of the metric relative_cost with a column `name`; `groups` gives for each pick
    the names that it stands for. Adds the columns `of` and `over`: the two picks.
    """
    rows: Sequence[Mapping[Any, Any]] = claims.to_dict("records")
    of = [_whose(str(row["name"]), text(row["company"]), groups) for row in rows]
    over = [_whose(text(row["relative_to"]), "", groups) for row in rows]
    table = claims.assign(of=of, over=over)
    return table[(table["of"] != "") & (table["over"] != "") & (table["of"] != table["over"])]
