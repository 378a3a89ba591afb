"""The noun of this room: one place where a text names or means something."""

from collections.abc import Sequence
from typing import Any

from newsfigures.model import Span, noun


@noun()
class Mention:
    """
    A name, description or pronoun, resolved.

    Attributes:
        span: The words themselves, without `'s`.
        surface: The words as they stand in the clean text.
        name: Canonical name of what is meant.
        kind: One of the catalog's kinds, or place, index, group, class (a level of models).
        company: The company behind it; None for places, markets, joint ventures.
        listed: Whether the catalog has it.
        via: name, alias, variant, description, pronoun or unlisted.
        country: Country in English, None unknown.
    """

    span: Span
    surface: str
    name: str
    kind: str
    company: str | None
    listed: bool
    via: str
    country: str | None = None


def starts(mentions: Sequence[Mention], kept: dict[Any, Any]) -> list[int]:
    """Return where each mention of a document begins; worked out once and kept with it."""
    known = kept.get("mentions begin")
    if known is None or known[0] is not mentions:
        known = kept["mentions begin"] = (mentions, [m.span.start for m in mentions])
    found: list[int] = known[1]
    return found
