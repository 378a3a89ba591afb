"""
Stretches of a histogram, as an address names them: one bar, or several side by side.

`value` is UNIT:FROM:BELOW (`USD:1e9:2e9`: from one billion dollars up to, but not, two),
`published` FROM:TO in months (`2024-01:2024-03`) and `about` FROM:TO in years (`2025:2027`),
both ends included.
"""

import calendar
import math
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from newsfigures.catalog import metrics
from newsfigures.errors import InputError

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)
_YEAR = re.compile(r"\d{1,4}", re.ASCII)


def _number(text: str, whole: str) -> float | None:
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise InputError(_VALUE.format(whole))
    return number


_VALUE = (
    "“{}” is no stretch of values. Write the unit as data/metrics.toml does (USD for all money), "
    "where it begins and where it ends, for example USD:1e9:2e9."
)


@cache
def _units() -> frozenset[str]:
    """Return the units that bars are measured in."""
    kept = {metric.unit for metric in metrics().values()} - {"money", "percent_or_x"}
    return frozenset({*kept, "USD", "percent", "x"})


def value(text: str) -> dict[str, object]:
    """
    Return a stretch of values as parameters of queries/export.sql; '' for any value.

        >>> value("USD:1e9:2e9")
        {'value_unit': 'USD', 'value_from': 1000000000.0, 'value_below': 2000000000.0}

    Raises InputError for text of another form.
    """
    if not text:
        return {"value_unit": "", "value_from": None, "value_below": None}
    unit, _, ends = text.partition(":")
    low, colon, below = ends.partition(":")
    if unit not in _units() or not colon or not (low or below):
        raise InputError(_VALUE.format(text))
    return {
        "value_unit": unit,
        "value_from": _number(low, text),
        "value_below": _number(below, text),
    }


def published(text: str) -> dict[str, object]:
    """
    Return a stretch of months as parameters of queries/export.sql, days as text; '' for any day.

        >>> published("2024-01:2024-02")
        {'published_from': '2024-01-01', 'published_to': '2024-02-29'}

    Raises InputError for text of another form.
    """
    if not text:
        return {"published_from": None, "published_to": None}
    first, _, last = text.partition(":")
    begun, ended = _MONTH.fullmatch(first), _MONTH.fullmatch(last)
    if not begun or not ended or int(begun[1]) < 1 or int(ended[1]) < 1:
        raise InputError(
            f"“{text}” is no stretch of months. Write the first and the last one, "
            "for example 2024-01:2024-03."
        )
    year, month = int(ended[1]), int(ended[2])
    return {
        "published_from": date(int(begun[1]), int(begun[2]), 1).isoformat(),
        "published_to": date(year, month, calendar.monthrange(year, month)[1]).isoformat(),
    }


def about(text: str) -> dict[str, object]:
    """
    Return a stretch of years as parameters of queries/export.sql; '' for any year.

    Raises InputError for text of another form.
    """
    if not text:
        return {"about_from": None, "about_to": None}
    first, _, last = text.partition(":")
    if not (_YEAR.fullmatch(first) and _YEAR.fullmatch(last)):
        raise InputError(
            f"“{text}” is no stretch of years. Write the first and the last one, "
            "for example 2025:2027."
        )
    return {"about_from": int(first), "about_to": int(last)}


def read(*, value_of: str = "", published_in: str = "", about_in: str = "") -> dict[str, object]:
    """Return all three stretches as parameters of queries/export.sql."""
    return {**value(value_of), **published(published_in), **about(about_in)}


def written(values: Mapping[str, Any]) -> dict[str, str]:
    """
    Return the stretches among the parameters of a query as an address names them, '' for none.

        >>> written(read(value_of="USD:1e9:", published_in="2024-01:2024-03", about_in="2025:2027"))
        {'value': 'USD:1000000000:', 'published': '2024-01:2024-03', 'about': '2025:2027'}
    """
    unit = values["value_unit"]
    low, below = values["value_from"], values["value_below"]
    ends = ["" if end is None else f"{end:.17g}" for end in (low, below)]
    first, last = values["published_from"], values["published_to"]
    begun, ended = values["about_from"], values["about_to"]
    return {
        "value": ":".join([unit, *ends]) if unit else "",
        "published": f"{first[:7]}:{last[:7]}" if first else "",
        "about": f"{begun}:{ended}" if begun is not None else "",
    }
