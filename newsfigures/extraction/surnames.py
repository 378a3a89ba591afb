"""Persons by their family name alone, once the text has named them whole: `Intrator said`."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from newsfigures.extraction import patterns as re
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.mention import Mention
from newsfigures.extraction.wording import either
from newsfigures.model import Span

_LONGER_BEFORE = re.compile(r"(?<![\w'.-])([A-Z][\w.'-]*) $")
_LONGER_AFTER = re.compile(r"(?: [A-Z][a-z]|-\w)")


def find(clean: str, named: Sequence[Mention]) -> Iterator[Mention]:
    """
    Yield the places where a listed person of the text stands by family name, after the whole name.

    A name that two persons of the text share means neither.
    """
    bearers: dict[str, list[Mention]] = {}
    for mention in named:
        if mention.kind == "person" and mention.listed and " " in mention.surface:
            family = family_name(mention.surface)
            same = bearers.setdefault(family, [])
            if all(mention.name != other.name for other in same):
                same.append(mention)
    alone = {
        family: who[0] for family, who in bearers.items() if len(who) == 1 and _is_telling(family)
    }
    if not alone:
        return
    for match in re.finditer(rf"(?<![\w-]){either(alone)}(?!\w)", clean):
        person = alone[match[0]]
        start, end = match.span()
        if start < person.span.end or _LONGER_AFTER.match(clean, end):
            continue
        before = _LONGER_BEFORE.search(clean, max(0, start - 24), start)
        if before is None or before[1] in _may_precede() or _ends(before[1]):
            yield replace(person, span=Span(start, end), surface=match[0], via="alias")


def family_name(name: str) -> str:
    """Return the family name: the last word, the first of `Liang Wenfeng` and `Lee Jae-yong`."""
    first, *_, last = name.split(" ")
    families = lexicon("naming")["family_first"]
    return first if first in families and last not in families else last


def _is_telling(family: str) -> bool:
    table = lexicon("naming")
    common = family in table["common_words"] or family in table["not_names"]
    return len(family) > 1 and family[0].isupper() and not common


def _ends(word: str) -> bool:
    """Say whether a word before closes a sentence or owns: `at Dell. `, `Nvidia's `."""
    return word.endswith("'s") or (word.endswith(".") and len(word) > 4)


@cache
def _may_precede() -> frozenset[str]:
    shapes = lexicon("evidence")["shapes"]
    return frozenset(lexicon("naming")["not_names"]) | frozenset(shapes["titles"])
