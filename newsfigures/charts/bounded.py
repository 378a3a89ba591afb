"""How many claims a chart draws at most, and in words which are not there and why."""

from collections.abc import Sequence

import pandas as pd

# Up to so many claims of a page are all drawn; of more, up to EACH of each metric.
ALL, EACH = 1_000, 150
# What queries/drawn_money.sql is asked for.
PLEDGED = ("infrastructure_investment", "compute_contract", "funding_raised", "capex")
# Columns of queries/drawn_claims.sql that are about the choice, not about the claim.
COUNTS = ("left_out", "left_out_reviewed", "in_all")
RULE = (
    f"Of more than {ALL:,} figures a chart could not be read, so some of each measure are drawn: "
    "of figures alike (the same thing, in the same sense, for the same time) the preferred one, "
    "the best evidenced, the lowest and the highest, the middle one and those evenly between by "
    "size; first of what most is stated of. Reviewed figures are better evidence than others, "
    "surer readings than less sure ones. Each mark is one figure; nothing is averaged. Data has "
    "all of them."
)
LARGEST = (
    f"Of more than {ALL:,} figures a chart could not be read, so some of each measure are drawn: "
    "of figures alike (the same thing, for the same time) the preferred one, the best evidenced "
    "and the largest amounts; first of what most is stated of. A sum of these is rather too low. "
    "Nothing is averaged. Data has all of them."
)


def left_out(rows: pd.DataFrame) -> int:
    """Return how many claims alike some of these are not among them, for the limit's sake."""
    return int(rows["left_out"].sum()) if "left_out" in rows else 0


def counted(rows: pd.DataFrame) -> int:
    """Return how many claims these are and stand for."""
    return len(rows) + left_out(rows)


def reviewed(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the reviewed claims, which then stand for reviewed ones alone."""
    kept = rows[rows["reviewed"].astype(bool)]
    return kept.assign(left_out=kept["left_out_reviewed"]) if "left_out" in kept else kept


def plain(rows: pd.DataFrame) -> pd.DataFrame:
    """Return claims without the columns of the choice, as they are taken along."""
    return rows.drop(columns=[name for name in COUNTS if name in rows])


def said(rows: pd.DataFrame) -> str:
    """
    Say how many figures like those drawn are not drawn, '' for none.

        >>> said(pd.DataFrame({"left_out": [1200, 0]})), said(pd.DataFrame({"left_out": [0]}))
        ('1,200 more like these are not drawn', '')
    """
    n = left_out(rows)
    return f"{n:,} more like these {'is' if n == 1 else 'are'} not drawn" if n else ""


def why(rows: pd.DataFrame) -> str:
    """Say which figures are not drawn and why, '' where all are."""
    if not left_out(rows):
        return ""
    pledged = "quote_at" in rows and rows["metric"].isin(PLEDGED).any()
    rule = LARGEST if pledged else RULE
    return f"{said(rows)[:1].upper()}{said(rows)[1:]}. {rule}"


def of(rows: pd.DataFrame, metrics: Sequence[str]) -> pd.DataFrame:
    """Return the claims about some metrics, in their order."""
    return rows[rows["metric"].isin(metrics)].reset_index(drop=True)


def fitting(rows: pd.DataFrame, fit: pd.DataFrame) -> pd.DataFrame:
    """Return of all claims of some metrics those whose ids are in another frame, in order."""
    kept = rows[rows["claim_id"].isin(fit["claim_id"])].reset_index(drop=True)
    there = kept.groupby("metric")["claim_id"].transform("size")
    return kept.assign(in_all=there.astype("int64"))


def in_all(rows: pd.DataFrame) -> int:
    """Return how many claims of the metrics of these there are, drawn or not."""
    return int(rows.groupby("metric")["in_all"].first().sum())


def page(rows: pd.DataFrame) -> str:
    """Say of how many figures of a page how many are drawn, '' where all are."""
    there = in_all(rows)
    if there == len(rows):
        return ""
    each = int(rows["metric"].value_counts().max())
    return (
        f"Of {there:,} figures that fit {len(rows):,} are drawn, up to {each} of each measure; "
        "Notes under each chart say which."
    )
