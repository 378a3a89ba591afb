"""The noun of this room: one place where a text names or means something."""

from dataclasses import dataclass

from newsfigures.model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
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
