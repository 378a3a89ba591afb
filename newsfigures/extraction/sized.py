"""Cells that give the sizes of a model, each with its word: `17B (activated), 109B (total)`."""

from collections.abc import Sequence

from newsfigures.extraction import patterns as re

_OF = r"(?:(?:parameters?|params?) ?)?"
_AFTER = re.compile(
    rf"(?i)\s*{_OF}[(\[]?\s*{_OF}(?:(?P<active>activ(?:e|ated)|per token)|total|in all|overall)\b"
)
_BEFORE = re.compile(
    rf"(?i)(?:^|[\s,;/(])(?:(?P<active>activ(?:e|ated))|total|overall) ?{_OF}\s*[:=]?\s*[~≈]?\s*$"
)


def units(words: str, numbers: Sequence[re.Match[str]]) -> list[str]:
    """
    Return the unit of each number of a cell when each has a word of its own, else [].

        >>> import re
        >>> found = list(re.finditer(r"[0-9]+B?", "8B active, 70B in total"))
        >>> units("8B active, 70B total", found), units("8B, 70B total", found)
        (['active parameter', 'parameter'], [])
    """
    found = []
    for number in numbers:
        said = _AFTER.match(words, number.end()) or _BEFORE.search(words[: number.start()])
        if said is None:
            return []
        found.append("active parameter" if said["active"] else "parameter")
    return found
