"""
What the pages call things: units, statuses, bounds, origins; and text made safe for Markdown.

Words of articles reach a page only through `md` (Markdown) or `html.escape` (HTML).
"""

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from newsfigures import charts
from newsfigures.catalog import metrics
from newsfigures.senses import SENSES, TITLES

_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&])")

UNITS: dict[str, str] = {
    "USD": "US dollars",
    "EUR": "euros",
    "GBP": "pounds sterling",
    "CNY": "yuan",
    "JPY": "yen",
    "KRW": "won",
    "INR": "rupees",
    "percent": "percent",
    "x": "times",
    "GPU_hour": "GPU hours",
    "USD_per_GPU_hour": "US dollars per GPU hour",
    "GPU": "chips",
    "FLOP": "FLOP",
    "day": "days",
    "parameter": "parameters",
    "token": "tokens",
    "user": "users",
    "download": "downloads",
    "USD_per_million_tokens": "US dollars per million tokens",
    "USD_per_month": "US dollars a month",
    "MW": "megawatts",
    "person": "people",
    "money": "the currency written",
    "percent_or_x": "percent, or times",
}
# What `charts.amount` says of these is whole: the sign or unit is in it.
_COMPLETE = frozenset({"USD", "percent", "x", "MW"})
_RATES: dict[str, str] = {
    "USD_per_GPU_hour": "per GPU hour",
    "USD_per_million_tokens": "per million tokens",
    "USD_per_month": "a month",
}

STATUSES: dict[str, tuple[str, str]] = {
    "reported": ("Reported", "Stated as a fact, past or present, by whoever says it."),
    "estimated": ("Estimated", "Someone's estimate or calculation, or a rumour."),
    "projected": ("Projected", "About the future: a forecast, guidance or an expectation."),
    "announced": ("Announced", "A plan, a pledge, talks or a signed promise; not yet spent."),
    "assumed": ("Assumed", "A premise of a calculation."),
}
QUALIFIERS: dict[str, tuple[str, str]] = {
    "exact": ("as stated", "No word around it makes it more or less."),
    "approx": ("about", "“About”, “roughly”, “nearly”, “some”, “~”."),
    "at_least": ("at least", "“More than”, “over”, “upwards of”; an arrow to the right."),
    "at_most": ("at most", "“Less than”, “under”, “up to”; an arrow to the left."),
    "range": ("range", "Two ends; the mark is the lower one, a whisker runs to the upper."),
}
ORIGINS: dict[str, tuple[str, str]] = {
    "article": ("From articles", "Read in an article; the sentence is kept with it."),
    "derived": ("Worked out", "Follows by arithmetic from figures of one article; not stated."),
    "reference": ("Reference data", "From published data sets, kept beside for comparison."),
}
TIERS: dict[str, str] = {
    "primary": "the company's or institution's own words",
    "dataset": "a published data set",
    "press": "press report",
    "secondary": "a page that cites others",
}
inside, formula = charts.inside, charts.formula

PERIODS: dict[str, str] = {"annualized": "a year's rate", "month": "one month"}


def md(text: object) -> str:
    r"""
    Return text that Markdown shows letter for letter, on one line.

        >>> md("$5 *million*")
        '\\$5 \\*million\\*'
    """
    return _MARKS.sub(r"\\\1", " ".join(str(text).split()))


def known(cell: Any) -> str:
    """Return a cell as text, '' for a missing one."""
    return "" if pd.isna(cell) else str(cell)


def day(as_of: Any) -> str:
    """Return a date of the store as people write it ('27 Jan 2025'), '' for none."""
    return charts.day(known(as_of))


def moment(when: Any) -> str:
    """Return a time of the store, which is in UTC: '27 Jan 2025, 08:05 UTC'."""
    return f"{charts.day(f'{when:%Y-%m-%d}')}, {when:%H:%M} UTC"


def web(url: str) -> str:
    """
    Return an address where it is one of the web, else ''.

        >>> web("https://example.com/a"), web("javascript:alert(1)")
        ('https://example.com/a', '')
    """
    return url if url.startswith(("http://", "https://")) else ""


def number(value: float) -> str:
    """
    Return a number in full, or as a power of ten where nobody counts the zeros.

        >>> number(5600000.0), number(2.19), number(3.8e25), number(-589e9)
        ('5,600,000', '2.19', '3.8 × 10^25', '−589,000,000,000')
    """
    sign, size = ("−" if value < 0 else ""), abs(value)
    if size >= 1e15:
        factor, _, power = f"{size:.4g}".partition("e+")
        return f"{sign}{factor} × 10^{int(power or 15)}"
    return sign + f"{size:,.4f}".rstrip("0").rstrip(".")


def count(n: int, noun: str, plural: str = "") -> str:
    """
    Return a number with its noun.

        >>> count(1, "figure"), count(1200, "figure"), count(2, "person", "people")
        ('1 figure', '1,200 figures', '2 people')
    """
    return f"{n:,} {noun if n == 1 else plural or noun + 's'}"


def unit(code: str) -> str:
    """Return a unit in plain words; a currency without a name of its own by its code."""
    return UNITS.get(code, code)


def noun(code: str) -> str:
    """
    Return what follows a short amount of a unit, '' where the amount says it itself.

        >>> noun("GPU_hour"), noun("USD"), noun("USD_per_GPU_hour")
        ('GPU hours', '', 'per GPU hour')
    """
    return "" if code in _COMPLETE else _RATES.get(code, unit(code))


def label(metric: str) -> str:
    """Return what a metric is called on the pages."""
    return metrics()[metric].label


def amount(row: Mapping[str, Any]) -> str:
    """Return a value as a short phrase with its unit: 'about $5.6M', '2.8M GPU hours'."""
    words = charts.amount(row)
    return words if row["is_money"] else f"{words} {noun(str(row['unit']))}".rstrip()


def value(row: Mapping[str, Any]) -> str:
    """Return a value in full, in the unit it is kept in: '5,600,000 US dollars'."""
    high = row["value_high"]
    ends = number(row["value"]) + ("" if pd.isna(high) else f" to {number(high)}")
    return f"{ends} {unit(str(row['unit']))}"


def time(row: Mapping[str, Any]) -> str:
    """
    Return the time a figure is for: '2024', 'by 2029', '' where none is stated.

    A market has its size in a year, not by it.
    """
    period = known(row["period"])
    if period:
        return PERIODS.get(period, period)
    if not known(row["horizon"]):
        return ""
    year = int(row["horizon"])
    return str(year) if row["metric"] == "market_size" else f"by {year}"


def preferred(row: Mapping[str, Any]) -> str:
    """Return who prefers a claim to those alike it, and why; '' where nobody does."""
    who = known(row.get("preferred_by"))
    return f"by {who}: {known(row['preferred_why'])}" if who else ""


def sense(row: Mapping[str, Any]) -> str:
    """Return the sense of a training cost, '' for every other metric."""
    if row["metric"] != "training_cost":
        return ""
    return TITLES[known(row["cost_basis"]) or "unspecified"]


def sense_note(title: str) -> str:
    """Return what a sense of cost includes and leaves out."""
    return next((sense.note for sense in SENSES if sense.title == title), "")
