"""The `quantities` command: a JSON line with a text in, a JSON line with its quantities out."""

import json
from decimal import Decimal
from typing import Any

from newsfigures.extraction import document, quantities
from newsfigures.model import Quantity

_LARGEST_WHOLE = 2**53


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    if value == value.to_integral_value() and abs(value) < _LARGEST_WHOLE:
        return int(value)
    return float(value)


def record(quantity: Quantity) -> dict[str, Any]:
    """Return a quantity with the field names of docs/figures.md, "The command"."""
    return {
        "value": _number(quantity.value),
        "value_high": _number(quantity.value_high),
        "unit": quantity.unit,
        "start": quantity.span.start,
        "end": quantity.span.end,
        "qualifier": quantity.qualifier.value,
        "subject": quantity.modifiers or None,
    }


def answer(line: str) -> str:
    """
    Return the quantities of the text in a JSON line, as a JSON line with the same id.

    Raises ValueError (json.JSONDecodeError), KeyError or TypeError for a line that is no
    object with `id` and `text`.

        >>> answer('{"id": 1, "text": "It cost $5.6 million."}')[:70]
        '{"id": 1, "quantities": [{"value": 5600000, "value_high": null, "unit"'
    """
    asked = json.loads(line)
    found = quantities.read(document.parse(asked["text"]).clean)
    said = {"id": asked["id"], "quantities": [record(quantity) for quantity in found]}
    return json.dumps(said, ensure_ascii=False)
