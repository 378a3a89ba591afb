"""
Which articles are nearly the same: agency reports, reprints, the same text from two pages.

A text is taken as its runs of five words. Its sketch, the 256 smallest hashes of them, is kept in
the store and finds candidates (bottom-k sketches: Cohen and Kaplan 2007, Summarizing Data Using
Bottom-k Sketches); how much two articles share is then counted in their words. Own code, for the
libraries keep their index in memory and load numpy and scipy into every process that reads.
"""

import heapq
import re
from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b

RUN = 5
SKETCH = 256
# Runs in common, of 256, from which on two texts are laid side by side; chance gives none.
CANDIDATE = 20
# Of the articles that have a run, in how many of the earliest it is looked for. Texts that are
# nearly the same share most of their runs, so the earliest of them is among these for some.
HOLDERS = 30
# Of the shorter one's words, how many stand in the other, for the two to be nearly the same.
NEARLY = 0.8
# A short report inside a long article does not make the two the same.
LONGEST = 2.0
_WORD = re.compile(r"[^\W_]+")


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _runs(words: list[str]) -> list[str]:
    return [" ".join(words[n : n + RUN]) for n in range(len(words) - RUN + 1)]


def sketch(text: str) -> tuple[int, ...]:
    """Return the sketch of a text: up to 256 numbers in order, none for fewer than five words."""
    hashes = (
        int.from_bytes(blake2b(run.encode(), digest_size=8).digest(), "big") >> 1
        for run in set(_runs(_words(text)))
    )
    return tuple(heapq.nsmallest(SKETCH, hashes))


def _covered(words: list[str], by: set[str]) -> float:
    """Return the share of words that lie in runs the other text has."""
    within = [False] * len(words)
    for n, run in enumerate(_runs(words)):
        if run in by:
            within[n : n + RUN] = [True] * RUN
    return sum(within) / len(words) if words else 0.0


def shared(one: str, other: str) -> float:
    """
    Return the share of the shorter text's words that stand in the other, in runs of five.

    0 for texts of which one is more than twice as long as the other.

        >>> shared("a b c d e f", "A, b c d e; and f")
        0.8333333333333334
    """
    short, long = sorted((_words(one), _words(other)), key=len)
    if not short or len(long) > LONGEST * len(short):
        return 0.0
    return _covered(short, set(_runs(long)))


class Shelf:
    """Texts put beside one another that are in no store yet."""

    def __init__(self) -> None:
        self._texts: list[tuple[str, str]] = []
        self._places: dict[int, list[int]] = {}

    def put(self, name: str, sketched: Sequence[int], text: str) -> None:
        """Keep a text under a name."""
        for number in sketched:
            self._places.setdefault(number, []).append(len(self._texts))
        self._texts.append((name, text))

    def nearest(self, sketched: Sequence[int], text: str) -> tuple[str, float] | None:
        """Return name and share of the text that is nearly the same, None for none."""
        met = Counter(place for number in sketched for place in self._places.get(number, ()))
        near = [
            (self._texts[place][0], share)
            for place, times in met.most_common(5)
            if times >= CANDIDATE and (share := shared(text, self._texts[place][1])) >= NEARLY
        ]
        return max(near, key=lambda each: each[1], default=None)
