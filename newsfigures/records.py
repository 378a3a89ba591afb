"""Figures as plain records with the field names of docs/figures.md, as JSON holds them."""

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from newsfigures.model import Derived, Extraction, Figure

# Above this a whole number is written as a float, as JSON readers hold it (2.15e+25).
_LARGEST_WHOLE = 2**53


def number(value: Decimal | None) -> int | float | None:
    """Return a number as JSON holds it, None for none."""
    if value is None:
        return None
    if value == value.to_integral_value() and abs(value) < _LARGEST_WHOLE:
        return int(value)
    return float(value)


def figure_record(figure: Figure) -> dict[str, Any]:
    """Return a figure with the field names of docs/figures.md."""
    return {
        "metric": figure.metric,
        "subject": figure.subject,
        "company": figure.company,
        "value": number(figure.value),
        "value_high": number(figure.value_high),
        "unit": figure.unit,
        "qualifier": figure.qualifier.value,
        "status": figure.status.value,
        "attributed_to": figure.attributed_to,
        "horizon": figure.horizon,
        "period": figure.period,
        "relative_to": figure.relative_to,
        "start": figure.start,
        "end": figure.end,
        "quote": figure.quote,
        "sentence_start": figure.sentence_start,
        "sentence_end": figure.sentence_end,
        "confidence": figure.confidence,
        "rule": figure.rule,
    }


def derived_record(derived: Derived) -> dict[str, Any]:
    """Return a derived figure with the field names of docs/figures.md."""
    return {
        "metric": derived.metric,
        "subject": derived.subject,
        "company": derived.company,
        "value": number(derived.value),
        "value_high": number(derived.value_high),
        "unit": derived.unit,
        "qualifier": derived.qualifier.value,
        "status": derived.status.value,
        "formula": derived.formula,
        "inputs": list(derived.inputs),
    }


def extraction_record(name: str, extraction: Extraction) -> dict[str, Any]:
    """Return one line of `extract`: the file as given, its figures, what follows from them."""
    return {
        "article": name,
        "figures": [figure_record(figure) for figure in extraction.figures],
        "derived": [derived_record(derived) for derived in extraction.derived],
    }


def result_record(result: Any) -> dict[str, Any]:
    """Return what became of one file (intake.Result), as all who take files in say it."""
    row = asdict(result)
    day = row["published"]
    return {"file": row.pop("name"), **row, "published": day.isoformat() if day else None}
