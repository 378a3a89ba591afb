"""The `quantities` command: a JSON line with a text in, a JSON line with its quantities out."""

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from newsfigures.extraction import document, inblocks, names
from newsfigures.extraction.document import Document
from newsfigures.extraction.mention import Mention
from newsfigures.model import Quantity

_LARGEST_WHOLE = 2**53
# Kinds of thing that a quantity may be about.
_SUBJECTS = frozenset({"model", "company", "project", "market", "investor", "group", "index"})


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    if value == value.to_integral_value() and abs(value) < _LARGEST_WHOLE:
        return int(value)
    return float(value)


def _subject(found: Document, mentions: Sequence[Mention], quantity: Quantity) -> str | None:
    """Return the name that stands nearest before the quantity in its sentence, else behind it."""
    sentence = found.sentence_at(quantity.span.start)
    if sentence is None:
        return None
    here = [m for m in mentions if sentence.span.holds(m.span) and m.kind in _SUBJECTS]
    before = [m.name for m in here if m.span.end <= quantity.span.start]
    behind = [m.name for m in here if m.span.start >= quantity.span.end]
    return before[-1] if before else next(iter(behind), None)


def record(quantity: Quantity, subject: str | None) -> dict[str, Any]:
    """Return a quantity with the field names of docs/figures.md, "The command"."""
    return {
        "value": _number(quantity.value),
        "value_high": _number(quantity.value_high),
        "unit": quantity.unit,
        "start": quantity.span.start,
        "end": quantity.span.end,
        "qualifier": quantity.qualifier.value,
        "subject": subject,
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
    found = document.parse(asked["text"])
    read = inblocks.read(found)
    mentions = names.find(found) if read else ()
    said = [record(quantity, _subject(found, mentions, quantity)) for quantity in read]
    return json.dumps({"id": asked["id"], "quantities": said}, ensure_ascii=False)
