"""Value axes: logarithmic where the data need it, with ticks in words."""

import math
from collections.abc import Iterable, Sequence
from typing import Any

from newsfigures.charts.hues import FAINT
from newsfigures.charts.look import Scale

STEPS = ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K"))
LOG_DECADES = 2
MOST_TICKS = 5
CENT = 0.01
SHORT = 4 * 365  # days: on a shorter axis two ticks may lie in one year
LOG_WORDS = "Log scale: each step is ten times the one before."

SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def is_log(values: Iterable[float], scale: Scale = Scale.AUTO) -> bool:
    """
    Say whether values lie on a logarithmic axis; never when one is zero or negative.

    What `scale` leaves open is decided by their span: two decades or more.
    """
    known = [v for v in values if v is not None and not math.isnan(v)]
    if scale is Scale.LINEAR or not known or min(known) <= 0:
        return False
    return scale is Scale.LOG or max(known) >= 10**LOG_DECADES * min(known)


def _number(value: float) -> str:
    for step, letter in STEPS:
        if abs(value) >= step:
            return f"{value / step:.3g}{letter}"
    return f"{value:.3g}"


def _cents(size: float) -> str:
    """Return an amount of money that has cents with both of them, '' for others."""
    has_cents = CENT <= size < 100 and not math.isclose(size, round(size), abs_tol=CENT / 2)
    # A price of a token may be less than a cent's tenth apart from the next; it keeps its digits.
    return f"{size:.2f}" if has_cents and math.isclose(size, round(size, 2)) else ""


def tick(value: float, unit: str) -> str:
    """
    Return a short label for a value on an axis.

        >>> tick(5.6e6, "USD"), tick(2.8e6, "GPU_hour"), tick(2000, "MW"), tick(1e24, "FLOP")
        ('$5.6M', '2.8M', '2 GW', '10²⁴')
        >>> tick(-3e9, "USD"), tick(10, "percent"), tick(4, "x")
        ('−$3B', '10%', '4×')
        >>> tick(1.7, "USD_per_GPU_hour"), tick(2, "USD"), tick(0.014, "USD")
        ('$1.70', '$2', '$0.014')
    """
    sign, size = ("−" if value < 0 else ""), abs(value)
    if unit == "USD" or unit.startswith("USD_per"):
        return f"{sign}${_cents(size) or _number(size)}"
    if unit == "percent":
        return f"{sign}{size:.3g}%"
    if unit == "x":
        return f"{sign}{size:.3g}×"
    if unit == "MW":
        return f"{sign}{size / 1000:.3g} GW" if size >= 1000 else f"{sign}{size:.3g} MW"
    if unit == "FLOP" and size >= 1e15:
        exponent = math.floor(math.log10(size) + 1e-9)
        factor = size / 10**exponent
        head = "" if math.isclose(factor, 1) else f"{factor:.2g}×"
        return f"{sign}{head}10{str(exponent).translate(SUPERSCRIPTS)}"
    return f"{sign}{_number(size)}"


def _log_axis(low: float, high: float, unit: str) -> dict[str, Any]:
    first, last = math.log10(low), math.log10(high)
    # Less than a decade would show no power of ten to read by.
    if last - first < 1:
        first, last = math.floor(first), max(math.ceil(last), math.floor(first) + 1)
    pad = 0.06 * (last - first)
    span = (first - pad, last + pad)
    decades = range(math.ceil(span[0] - 1e-9), math.floor(span[1] + 1e-9) + 1)
    every = math.ceil(len(decades) / MOST_TICKS)
    words = [tick(10.0**d, unit) if i % every == 0 else "" for i, d in enumerate(decades)]
    return {
        "type": "log",
        "range": list(span),
        "dtick": 1,
        "tickmode": "array",
        "tickvals": [10.0**d for d in decades],
        "ticktext": words,
    }


def _nice_step(span: float) -> float:
    rough = span / MOST_TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    return next(m * power for m in (1, 2, 5, 10) if m * power >= rough)


def _linear_axis(low: float, high: float, unit: str) -> dict[str, Any]:
    bottom, top = min(0.0, low), max(0.0, high)
    if bottom == top:
        top = 1.0
    step = _nice_step(top - bottom)
    first, last = math.floor(bottom / step), math.ceil(top / step)
    marks = [i * step for i in range(first, last + 1)]
    pad = 0.06 * (top - bottom)
    return {
        "type": "linear",
        "range": [bottom - (pad if low < 0 else pad / 3), top + pad],
        "tickmode": "array",
        "tickvals": marks,
        "ticktext": [tick(mark, unit) for mark in marks],
    }


def value_axis(values: Sequence[float], unit: str, scale: Scale = Scale.AUTO) -> dict[str, Any]:
    """Return the plotly properties of an axis that shows values of one unit; see `is_log`."""
    known = [v for v in values if v is not None and not math.isnan(v)] or [0.0]
    low, high = min(known), max(known)
    log = is_log(known, scale)
    axis = _log_axis(low, high, unit) if log else _linear_axis(low, high, unit)
    return axis | {
        "showgrid": True,
        "gridcolor": FAINT,
        "zeroline": False,
        "tickangle": 0,
        "fixedrange": True,
    }


def time_axis(first: Any, last: Any) -> dict[str, Any]:
    """Return the plotly properties of an axis of time between two timestamps; months if short."""
    years = (last - first).days > SHORT
    return {
        "type": "date",
        "range": [first, last],
        "nticks": 6 if years else 4,
        "tickformat": "%Y" if years else "%b %Y",
        "tickangle": 0,
        "showgrid": True,
        "gridcolor": FAINT,
        "zeroline": False,
        "fixedrange": True,
    }


def position(value: float, axis: dict[str, Any]) -> float:
    """Return where a value lies on an axis, 0 its left end and 1 its right end."""
    left, right = axis["range"]
    at = math.log10(value) if axis["type"] == "log" else value
    return float((at - left) / (right - left))
