"""What of a figure a person can correct, and which corrections can be right."""

import re
from collections.abc import Mapping
from math import isfinite, isnan
from typing import Any

from newsfigures.catalog import metrics
from newsfigures.errors import ReviewError
from newsfigures.model import CostBasis, Qualifier, Status

__all__ = ["EDITABLE", "checked", "name"]

Fields = dict[str, Any]

EDITABLE = (
    "metric", "subject", "company", "value", "value_high", "unit", "qualifier", "status",
    "attributed_to", "horizon", "period", "relative_to", "hardware", "cost_basis",
)  # fmt: skip
# What they are called on the pages where that is not their own word.
_NAMES = {
    "metric": "what is measured", "subject": "about", "company": "company behind it",
    "value_high": "upper end", "qualifier": "bound", "attributed_to": "said by",
    "horizon": "year it is for", "relative_to": "compared with", "hardware": "chip",
    "cost_basis": "sense of cost", "quote": "words", "subject_listed": "name is in the list",
}  # fmt: skip
_CURRENCY = re.compile(r"[A-Z]{3}")
_PERIOD = re.compile(r"(?:19|20)\d\d(?:Q[1-4])?|annualized|month")
_YEARS = (1950, 2150)


def name(field: str) -> str:
    """
    Return what a field of a figure is called on the pages.

        >>> name("horizon"), name("value")
        ('year it is for', 'value')
    """
    return _NAMES.get(field, field)


def checked(fields: Mapping[str, Any]) -> Fields:
    """
    Return the editable fields in the form they are kept in, or raise ReviewError.

    Empty words count as none. The message names the field and says what would be right.
    """
    found = {key: _bare(fields[key]) for key in EDITABLE}
    if unknown := sorted(set(fields) - set(EDITABLE)):
        raise ReviewError(f"These cannot be changed: {', '.join(unknown)}.")
    metric = metrics().get(found["metric"])
    if metric is None:
        raise ReviewError(f"What is measured: “{found['metric']}” is none. Choose one of the list.")
    if not found["subject"]:
        raise ReviewError("About: say what or whom the figure is about, such as DeepSeek-V3.")
    _check_unit(found, is_money=metric.is_money, unit=metric.unit)
    _check_value(found)
    for key, words in (("qualifier", Qualifier), ("status", Status), ("cost_basis", CostBasis)):
        allowed = [str(word) for word in words]
        if found[key] is None and key == "cost_basis":
            continue
        if str(found[key]) not in allowed:
            raise ReviewError(f"{name(key).capitalize()}: choose one of {', '.join(allowed)}.")
        found[key] = str(found[key])
    if found["metric"] != "training_cost":
        found["cost_basis"] = None
    elif found["cost_basis"] is None:
        found["cost_basis"] = str(CostBasis.UNSPECIFIED)
    horizon = found["horizon"]
    if horizon is not None:
        found["horizon"] = int(horizon)
        if not _YEARS[0] <= found["horizon"] <= _YEARS[1]:
            raise ReviewError(f"Year it is for: {horizon} is no year; write one such as 2030.")
    if found["period"] is not None and not _PERIOD.fullmatch(str(found["period"])):
        raise ReviewError("Period: write 2024, 2025Q1, annualized or month, or leave it empty.")
    if found["relative_to"] is not None and found["metric"] != "relative_cost":
        found["relative_to"] = None
    return found


def _bare(value: Any) -> Any:
    if isinstance(value, str):
        return " ".join(value.split()) or None
    if isinstance(value, float) and isnan(value):
        return None
    return value


def _check_unit(found: Fields, *, is_money: bool, unit: str) -> None:
    if is_money:
        if not _CURRENCY.fullmatch(str(found["unit"] or "")):
            raise ReviewError("Unit: write the currency's code, such as USD, EUR or CNY.")
    elif found["metric"] == "relative_cost":
        if found["unit"] not in ("percent", "x"):
            raise ReviewError("Unit: percent, or x for multiples.")
        if not found["relative_to"]:
            raise ReviewError("Compared with: name the model on the other side.")
    elif unit.startswith("USD_per") and re.fullmatch(rf"[A-Z]{{3}}{unit[3:]}", str(found["unit"])):
        pass
    elif found["unit"] != unit:
        found["unit"] = unit


def _check_value(found: Fields) -> None:
    for key in ("value", "value_high"):
        if found[key] is None and key == "value_high":
            continue
        try:
            found[key] = float(found[key])
        except (TypeError, ValueError):
            raise ReviewError(
                f"Value: “{found[key]}” is no number. Write it in full, such as 5600000."
            ) from None
        if not isfinite(found[key]):
            raise ReviewError("Value: write a finite number.")
    if found["value_high"] is not None and found["value_high"] <= found["value"]:
        raise ReviewError("Upper end: it must be above the value; leave it empty for no range.")
