"""
Which chip is meant, and what one is worth in another: speeds and watts of data/chips.csv.

An H100-equivalent is a chip's dense peak speed at 16 bits over that of the H100. It says nothing of
memory, network or what a program makes of the chip, so counts are converted only when asked for.
"""

import re
from collections.abc import Iterable
from functools import cache

from newsfigures import catalog
from newsfigures.catalog import Chip

STANDARD = "H100"
UNIT = "H100e"
# Names of a generation: its chips differ in speed, so they name no chip to convert from.
GENERATIONS = frozenset(
    {"hopper", "blackwell", "blackwell ultra", "grace blackwell", "grace hopper", "trainium"}
)
_SEVERAL = re.compile(r"[,;/+&]| and | or ")
_WORD = re.compile(r"[a-z0-9]+")
_SIZE = re.compile(r"(\d+) gb\b")
_EQUIVALENT = re.compile(r"\bH100[- ]?(?:equivalents?|e)\b", re.IGNORECASE)


def _words(text: str) -> frozenset[str]:
    spaced = " ".join(_WORD.findall(text.lower()))
    return frozenset(_SIZE.sub(r"\1gb", spaced).split())


@cache
def _forms() -> tuple[tuple[frozenset[str], Chip], ...]:
    """Return what each chip is called, as sets of words, the longest first."""
    forms = [
        (_words(form), chip)
        for chip in catalog.chips()
        for form in (chip.name, *chip.aliases)
        if form.lower() not in GENERATIONS
    ]
    return tuple(sorted(forms, key=lambda form: -len(form[0])))


def _one(text: str) -> Chip | None:
    words = _words(text)
    return next((chip for form, chip in _forms() if form <= words), None)


@cache
def chip(hardware: str | None) -> Chip | None:
    """
    Return the one chip that some words name; None for none, several or a whole generation.

        >>> [c.name for c in map(chip, ("NVIDIA H100 SXM5 80GB", "Google TPU v4", "A100")) if c]
        ['H100', 'TPU v4', 'A100 80GB']
        >>> chip("H100/H200"), chip("Hopper mix"), chip("H100-equivalent"), chip(None)
        (None, None, None, None)
    """
    if not isinstance(hardware, str) or in_equivalents(hardware):
        return None
    parts = [part for part in _SEVERAL.split(hardware) if part.strip()]
    found = {None if (one := _one(part)) is None else one.name for part in parts}
    return _one(parts[0]) if len(found) == 1 else None


def in_equivalents(hardware: str | None) -> bool:
    """Say whether a count is in H100-equivalents already, converted by whoever states it."""
    return isinstance(hardware, str) and bool(_EQUIVALENT.search(hardware))


def standard() -> Chip:
    """Return the chip that others are counted in."""
    return next(c for c in catalog.chips() if c.name == STANDARD)


def worth(hardware: str | None) -> float | None:
    """
    Return how many H100s one such chip is worth by its peak speed, None when it is not known.

        >>> round(worth("H20"), 2), worth("H100-equivalent"), worth("Hopper")
        (0.15, 1.0, None)
    """
    if in_equivalents(hardware):
        return 1.0
    one, base = chip(hardware), standard().bf16_flops
    if one is None or one.bf16_flops is None or base is None:
        return None
    return one.bf16_flops / base


def table(hardware: Iterable[str | None]) -> list[Chip]:
    """Return the chips that these words name, once each, the fastest first."""
    found = {one.name: one for text in hardware if (one := chip(text)) is not None}
    return sorted(found.values(), key=lambda one: (-(one.bf16_flops or 0), one.name))
