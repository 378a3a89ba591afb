"""
What must agree for two figures to be set against each other: their traits, in words.

Figures are alike when unit, sense of cost, time and status kind agree. Under which name a claim
is compared is decided here too.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import pandas as pd

from newsfigures.catalog import entities
from newsfigures.senses import TITLES

Row = Mapping[str, Any]

# Said of the whole model, so the claim is filed under the model's name.
NEUTRAL = re.compile(r" \((?:total|preview|figure disputed by analysts|family)\)$")
AHEAD = frozenset({"announced", "projected"})
WITH_PERIOD = frozenset({"revenue", "capex", "net_income"})
# Figures of a company as a whole: what reference data names beside it is a time or a round.
OF_COMPANIES = WITH_PERIOD | {"valuation", "funding_raised"}
PERIODS = {"annualized": "a year's rate", "month": "one month", "": "time not stated"}
NOT_STATED = "it is not stated what this cost includes"
NO_TIME = "it is not stated for which time this is"
NO_TOKENS = "it is not stated for which tokens this is"
_WHICH = "tokens not said which"

# Of prices: which tokens they are for, where the subject says it.
_TOKENS = re.compile(r" ?\((?P<which>(?:cached )?input|output|input, cache (?:hit|miss))\)$")
_RATE = re.compile(r"run rate|annuali[sz]ed", re.I)
_QUARTER = re.compile(r"\bQ([1-4]) (?:of )?(20\d\d)\b|\b(20\d\d) ?Q([1-4])\b")
_YEAR = re.compile(r"^(?:calendar |fiscal |year )?(20\d\d)\b")


def text(cell: Any) -> str:
    """Return a cell as text, '' for a missing one."""
    return "" if pd.isna(cell) else str(cell)


@cache
def _listed() -> frozenset[str]:
    return frozenset(entity.name for entity in entities())


def name_of(subject: str) -> str:
    """
    Return the name under which a subject is compared; stages and variants keep their own.

        >>> name_of("DeepSeek-V3 (total)"), name_of("MiniMax-M1 (reinforcement-learning stage)")
        ('DeepSeek-V3', 'MiniMax-M1 (reinforcement-learning stage)')
    """
    return NEUTRAL.sub("", subject)


def name_in(row: Row) -> str:
    """
    Return the name under which a claim is compared.

    Reference data say of a company's revenue or value which time or round it is
    ('calendar 2024', 'Series H'); such a claim is about the company. Prices are of a model,
    whichever tokens they are for.
    """
    name = name_of(str(row["subject"]))
    if row["metric"] == "api_price":
        return _TOKENS.sub("", name)
    company = text(row["company"])
    of_company = row["metric"] in OF_COMPANIES and row["origin"] == "reference"
    return company if of_company and company and name not in _listed() else name


def named(claims: pd.DataFrame) -> pd.DataFrame:
    """Return the claims with the name that each is compared under, as a column `name`."""
    keys = ("subject", "company", "metric", "origin")
    rows = zip(*(claims[key] for key in keys), strict=True)
    return claims.assign(name=[name_in(dict(zip(keys, row, strict=True))) for row in rows])


def period_of(row: Row) -> str:
    """
    Return the time a claim is for: 'annualized', '2024', '2025Q1', 'month', '' if not stated.

    Reference data may state it in the subject: 'run rate May 2026', 'calendar 2024', 'Q1 2026'.
    """
    if stated := text(row["period"]):
        return stated
    subject = str(row["subject"])
    if row["metric"] not in WITH_PERIOD or subject in _listed():
        return ""
    if _RATE.search(subject):
        return "annualized"
    if quarter := _QUARTER.search(subject):
        number, year = quarter[1] or quarter[4], quarter[2] or quarter[3]
        return f"{year}Q{number}"
    year_only = _YEAR.match(subject)
    return year_only[1] if year_only else ""


def traits(row: Row) -> dict[str, str]:
    """Return what must agree for two claims to be alike, by what a reader calls it."""
    money = bool(row["is_money"])
    unit = "USD" if money and not pd.isna(row["value_usd"]) else str(row["unit"])
    found = {"unit": unit, "status": "planned or forecast" if row["status"] in AHEAD else ""}
    if row["metric"] == "training_cost":
        found["sense of cost"] = TITLES[text(row["cost_basis"]) or "unspecified"]
    period = period_of(row)
    if row["metric"] in WITH_PERIOD:
        found["period"] = PERIODS.get(period, period)
    elif money and period == "annualized":
        found["total or per year"] = "per year"
    if row["metric"] == "api_price":
        which = _TOKENS.search(str(row["subject"]))
        found["price of"] = f"{which['which']} tokens" if which else _WHICH
    if row["metric"] == "market_size":
        year = row["horizon"]
        found["target year"] = "no target year" if pd.isna(year) else f"for {int(year)}"
    if row["metric"] == "relative_cost":
        found["other side"] = f"against {text(row['relative_to']) or 'others'}"
    return found


def kind(its: Mapping[str, str]) -> str:
    """Return traits as a heading; equal headings mean equal traits."""
    unit = its["unit"].replace("_", " ")
    words = [word for key, word in its.items() if key not in ("unit", "status")]
    if its["unit"] != "USD" or not words:
        words.append("US dollars" if its["unit"] == "USD" else unit)
    return " · ".join([*words, its["status"]] if its["status"] else words)


def not_known(its: Mapping[str, str]) -> str:
    """Say what is not stated of a claim, without which it is like no other; '' for nothing."""
    if its.get("sense of cost") == TITLES["unspecified"]:
        return NOT_STATED
    if its.get("period") == PERIODS[""]:
        return NO_TIME
    return NO_TOKENS if its.get("price of") == _WHICH else ""


_ABSENT = {"status": "stated as fact", "total or per year": "total"}


def unlike(its: Mapping[str, str], theirs: Sequence[Mapping[str, str]], other: str) -> str:
    """
    Say in which traits a claim differs from the nearest of those of another name.

        >>> unlike({"unit": "USD", "status": ""}, [{"unit": "MW", "status": ""}], "B")
        'the unit differs: USD here, MW for B'
    """
    if not theirs:
        return f"no figure of {other}"
    keys = list(dict.fromkeys([*its, *(key for one in theirs for key in one)]))
    nearest = min(theirs, key=lambda one: sum(one.get(key, "") != its.get(key, "") for key in keys))
    apart = [key for key in keys if nearest.get(key, "") != its.get(key, "")]
    here = ", ".join(its.get(key) or _ABSENT.get(key, "not so") for key in apart)
    there = ", ".join(nearest.get(key) or _ABSENT.get(key, "not so") for key in apart)
    verb = "differs" if len(apart) == 1 else "differ"
    return f"the {' and '.join(apart)} {verb}: {here} here, {there} for {other}"
