"""What a claim leaves open as an interval, ratios of intervals, and how a ratio is said."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

Row = Mapping[str, Any]
SMALL = 0.1  # below it, a part is read more easily than a decimal
BLANK: dict[str, Any] = {
    "ratio_low": math.nan,
    "ratio_high": math.nan,
    "ratio": math.nan,
    "ratio_words": "",
}


def interval(row: Row) -> tuple[float, float]:
    """Return the least and the most a claim allows, in dollars for money; 0 and inf if open."""
    in_usd = bool(row["is_money"]) and not pd.isna(row["value_usd"])
    low = float(row["value_usd"] if in_usd else row["value"])
    high = row["value_usd_high"] if in_usd else row["value_high"]
    if not pd.isna(high):
        return low, float(high)
    if row["qualifier"] == "at_least":
        return low, math.inf
    return (0.0, low) if row["qualifier"] == "at_most" else (low, low)


def span(rows: Sequence[Row]) -> tuple[float, float]:
    """
    Return the lowest and the highest value that claims of one kind state.

    One-sided bounds count only when nothing else is stated; (nan, nan) without claims.
    """
    plain = [row for row in rows if row["qualifier"] not in ("at_least", "at_most")] or rows
    ends = [end for row in plain for end in interval(row) if 0 < abs(end) < math.inf]
    return (min(ends), max(ends)) if ends else (math.nan, math.nan)


def times(value: float) -> str:
    """
    Return how many times, in three digits.

        >>> times(11.0625), times(1234.5), times(0.10)
        ('11.1', '1,234', '0.1')
    """
    return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"


def _ends(*values: float) -> tuple[list[str], str]:
    """Return ratios for reading with their word: small ones as parts, the others as times."""
    if values[0] >= SMALL:
        return [times(value) for value in values], "times"
    return [f"1/{times(1 / value)}" if value < 1 else times(value) for value in values], "of"


def in_words(low: float, high: float, about: bool) -> str:
    """
    Return a ratio as a phrase that the other's name can follow.

        >>> in_words(14.0, 14.0, True), in_words(10.0, math.inf, False), in_words(2.0, 3.0, False)
        ('about 14 times', 'at least 10 times', '2 to 3 times')
        >>> in_words(0.0, 0.5, False), in_words(0.04, 0.04, False), in_words(0.02, 0.05, False)
        ('at most 0.5 times', '1/25 of', '1/50 to 1/20 of')
        >>> in_words(1.0, 1.0, False), in_words(1.002, 1.002, False)
        ('equal to', 'about equal to')
    """
    if math.isinf(high):
        (least,), word = _ends(low)
        return f"at least {least} {word}"
    if low == 0:
        (most,), word = _ends(high)
        return f"at most {most} {word}"
    (least, most), word = _ends(low, high)
    if least == most == "1":
        return f"{'' if low == high == 1 and not about else 'about '}equal to"
    if least == most:
        return f"{'about ' if about else ''}{least} {word}"
    return f"{least} to {most} {word}"


def quotient(above: tuple[float, float], below: tuple[float, float]) -> tuple[float, float] | None:
    """
    Divide one interval of amounts above zero by another; None when that leaves everything open.

        >>> quotient((10.0, 20.0), (2.0, 4.0)), quotient((10.0, math.inf), (2.0, math.inf))
        ((2.5, 10.0), None)
    """
    least = 0.0 if math.isinf(below[1]) else above[0] / below[1]
    most = math.inf if below[0] == 0 else above[1] / below[0]
    return None if least == 0 and math.isinf(most) else (least, most)


def ratio(row: Row, base: Row, baseline: str) -> dict[str, Any]:
    """Return the ratio columns of a claim against the baseline's claim, or `why` there is none."""
    if row["value"] <= 0 or base["value"] <= 0:
        return {"why": "a loss or zero has no ratio"}
    if row["claim_id"] == base["claim_id"]:
        return {"ratio_low": 1.0, "ratio_high": 1.0, "ratio": 1.0, "ratio_words": "1"}
    found = quotient(interval(row), interval(base))
    if found is None:
        return {
            "why": f"this and the figure of {baseline} are only bounds, so any ratio is possible"
        }
    least, most = found
    about = "approx" in (row["qualifier"], base["qualifier"])
    return {
        "ratio_low": least,
        "ratio_high": most,
        "ratio": most if least == 0 else least,
        "ratio_words": in_words(least, most, about),
    }
