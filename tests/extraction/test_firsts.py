"""Asking for the first character changes the time, never what is found."""

import re
import sys
from pathlib import Path

import pytest

from newsfigures.extraction import engine, patterns
from newsfigures.extraction.firsts import opened

ROOT = Path(__file__).parents[2]
TEXTS = [
    file.read_text(encoding="utf-8") for file in sorted((ROOT / "data/samples").glob("*.md"))[:8]
]
# Letters that stand for others where case does not matter; marks that mean something in classes.
ODD = "K\u212a\u017fi\u0131\u0130 said \u017faid $5bn, 5% ~7; [a]-b ^c \\d 'e' é É _f\n\nSAID By"


def expressions():
    """Every expression that the modules of the extraction hold."""
    engine.extract(TEXTS[0])
    found = set()
    for name, module in sys.modules.items():
        if name.startswith("newsfigures.extraction"):
            for value in vars(module).values():
                if isinstance(value, patterns._Later):
                    found.add((value.pattern, value._flags))
    return sorted(found)


def spans(source, flags, text):
    return [match.span() for match in re.compile(source, flags).finditer(text)]


def test_every_expression_finds_the_same():
    changed = 0
    for source, flags in expressions():
        begun = opened(source, flags)
        changed += begun != source
        for text in (ODD, TEXTS[0][:1500], TEXTS[0][:800].upper(), TEXTS[1][:1500]):
            assert spans(begun, flags, text) == spans(source, flags, text), source
    assert changed > 100


@pytest.mark.parametrize(
    ("source", "flags", "begun"),
    [
        (r"(?i)\bby", 0, "(?i)(?=[Bb])\\bby"),
        (r"\bkin", re.I, "(?=[Kk\u212a])\\bkin"),
        (r"(?<!x)[0-9]+", 0, r"(?=[0-9])(?<!x)[0-9]+"),
        (r"(?:a|b)?(?=z)c", 0, "(?=[abc])(?:a|b)?(?=z)c"),
        (r"\b(?:\d|\$)", 0, r"(?=[\$\d])\b(?:\d|\$)"),
        (r"(?im)^-x", 0, r"(?im)(?=[\-])^-x"),
    ],
)
def test_the_first_character_is_asked_for(source, flags, begun):
    assert opened(source, flags) == begun


@pytest.mark.parametrize(
    "source",
    ["said", "[a-c]x", "said|told", r"\b", r"^\W*$", r"\b\w+", r"\b(?:a|)", r"(?:a.)*", ""],
)
def test_what_begins_fast_or_with_anything_is_left_alone(source):
    assert opened(source) == source
