"""
Names that no list holds, found by the position in which they stand.

`A start-up called Quillon`, `Quillon, a Paris-based lab, raised`, `its new model, Verra 2`:
the words around say that a name stands there and of what kind.
"""

import re
from collections.abc import Iterator
from functools import cache

from newsfigures.extraction.gazetteer import lexicon
from newsfigures.model import Span

_WORD = r"[A-Z][A-Za-z0-9]*(?:[.&-][A-Za-z0-9]+)*"
_SHORT_NAME = rf"{_WORD}(?:[ -](?:{_WORD}|\d+(?:\.\d+)?[A-Za-z]*))*"


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    naming = lexicon("naming")
    company, model = _any(naming["company_nouns"]), _any(naming["model_nouns"])
    verbs, does = _any(naming["company_verbs"]), _any(naming["model_verbs"])
    called = r"(?:called|named|known as|dubbed|branded)"
    return (
        ("company", re.compile(rf"\b(?:{company}) {called} (?P<n>{_SHORT_NAME})")),
        ("company", re.compile(rf"\b(?:{company}) (?P<n>{_SHORT_NAME})(?=\W)")),
        (
            "company",
            re.compile(
                rf"(?<![\w-])(?P<n>{_SHORT_NAME}), (?:an?|the) "
                rf"(?:[\w'-]+ ){{0,5}}(?:{company})\b"
            ),
        ),
        ("company", re.compile(rf"(?<![\w-])(?P<n>{_SHORT_NAME}) (?:{verbs})\b")),
        (
            "company",
            re.compile(rf"(?<![\w-])(?P<n>{_SHORT_NAME})'s (?:[\w-]+ ){{0,3}}(?:{model})\b"),
        ),
        (
            "company",
            re.compile(
                rf"(?<![\w-])(?P<n>(?:{_WORD} ){{1,2}}(?:{_any(naming['suffixes'])}))(?!\w)"
            ),
        ),
        ("model", re.compile(rf"\b(?:{model}),? (?:{called} )?(?P<n>{_SHORT_NAME})(?=\W)")),
        (
            "model",
            re.compile(
                rf"(?<![\w-])(?P<n>{_SHORT_NAME}), (?:an?|its|the|their) "
                rf"(?:[\w'-]+ ){{0,5}}(?:{model})\b"
            ),
        ),
        (
            "model",
            re.compile(
                rf"(?<![\w-])(?P<n>(?:{_WORD}[ -])*{_WORD}[ -]?"
                rf"(?:[A-Z]?\d+(?:\.\d+)?[A-Za-z]?)(?: {_WORD})?) (?:{does})\b"
            ),
        ),
    )


def _is_name(words: str) -> bool:
    naming = lexicon("naming")
    first = re.split(r"[ '-]", words, maxsplit=1)[0]
    if first in naming["not_names"] or len(words) < 3:
        return False
    return not re.fullmatch(r"[QH][1-4]|FY\d+|Series [A-Z]|\d+", words)


def _without_opening(words: str) -> str:
    """Return a phrase without the ordinary words that only the start of a sentence capitalised."""
    ordinary = lexicon("naming")["not_names"]
    parts = words.split(" ")
    while len(parts) > 1 and parts[0] in ordinary:
        parts = parts[1:]
    return " ".join(parts)


def find(clean: str) -> Iterator[tuple[Span, str]]:
    """Yield the span and kind of every name that its position gives away, every place it stands."""
    kinds: dict[str, str] = {}
    for kind, pattern in _patterns():
        for match in pattern.finditer(clean):
            words = _without_opening(match["n"])
            if _is_name(words):
                kinds.setdefault(words, kind)
    if not kinds:
        return
    everywhere = re.compile(rf"(?<![\w-])(?:{_any(list(kinds))})(?![\w-])")
    for match in everywhere.finditer(clean):
        yield Span(*match.span()), kinds[match[0]]
