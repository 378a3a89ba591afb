"""Companies and projects named in a sentence or in the subject of a claim."""

import re
from functools import cache

from newsfigures.catalog import Entity, entities
from newsfigures.charts.hues import HOUSES

LONGEST = 5  # words of a name
WORD = re.compile(r"[A-Za-z0-9][\w&.\-]*")
PAYERS = frozenset({"company", "investor"})

Named = tuple[int, int, str]


def _forms(entity: Entity) -> list[str]:
    """Return the forms that stand for a name without more context; its own one always does."""
    return [entity.name, *(form for form in entity.aliases if form not in entity.ambiguous)]


@cache
def _companies() -> dict[str, str]:
    return {
        form: HOUSES.get(entity.name, entity.name)
        for entity in reversed(entities())
        if entity.kind in PAYERS
        for form in _forms(entity)
    }


@cache
def _projects() -> dict[str, str]:
    """Return the forms of projects with the project they are part of: Abilene is Stargate's."""
    listed = {entity.name: entity for entity in entities() if entity.kind == "project"}
    found: dict[str, str] = {}
    for entity in listed.values():
        top = entity
        while top.parent in listed:
            top = listed[top.parent]
        found |= dict.fromkeys((entity.name, *entity.aliases), top.name)
    return found


def _find(text: str, known: dict[str, str]) -> list[Named]:
    words = list(WORD.finditer(text))
    found: list[Named] = []
    i = 0
    while i < len(words):
        for n in range(min(LONGEST, len(words) - i), 0, -1):
            start, end = words[i].start(), words[i + n - 1].end()
            form = text[start:end].rstrip(".")
            if form in known:
                found.append((start, start + len(form), known[form]))
                i += n - 1
                break
        i += 1
    return found


def companies(text: str) -> list[Named]:
    """
    Return where companies and investors are named, as start, end and the house's name.

        >>> companies("Nvidia and AWS, says the FT")
        [(0, 6, 'NVIDIA'), (11, 14, 'Amazon')]
    """
    return _find(text, _companies())


def project(subject: str) -> str | None:
    """
    Return the project that a subject is part of, None for none.

        >>> project("Stargate equity pledge"), project("Abilene build financing")
        ('Stargate', 'Stargate')
        >>> project("Oracle cloud contract") is None
        True
    """
    found = _find(subject, _projects())
    return found[0][2] if found else None


def house(name: str) -> str:
    """Return the name under which a company stands on both ends of the map."""
    return _companies().get(name, HOUSES.get(name, name))


def is_company(name: str) -> bool:
    """Say whether a name is that of a company or an investor we know."""
    return name in _companies()


def joint(company: str) -> tuple[str, ...]:
    """
    Return the houses of a company cell, which may name several.

        >>> joint("OpenAI / SoftBank / MGX"), joint("Microsoft Azure")
        (('OpenAI', 'SoftBank', 'MGX'), ('Microsoft',))
    """
    return tuple(dict.fromkeys(house(part.strip()) for part in company.split(" / ")))
