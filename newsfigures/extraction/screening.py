"""
Which of many expressions a sentence can match at all, found in one walk over it.

Most expressions need words that most sentences have not. `watch` works out from an expression
words of which every match holds one; the words of all watched expressions are one automaton,
and a text is walked once for all of them. What a watched expression finds is what the plain
expression finds; where none of its words stand it is not tried.
"""

import re
import threading
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache, reduce
from itertools import product
from operator import or_
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from sys import maxsize
from typing import Any

import ahocorasick

from newsfigures.extraction.firsts import opened

_MOST = 400  # spelled out words of one expression
_FEW = 4  # characters of a class that are spelled out
# What an expression without case takes for i and s, though it is neither in lower case.
_ODD = str.maketrans({"\u0130": "i", "\u0131": "i", "\u017f": "s"})
# Marks rare enough to tell a sentence apart by themselves.
_COMMON_MARKS = frozenset(" ,.-'\n")

_Words = frozenset[str]
_NOTHING: _Words = frozenset({""})


class Watched:
    """An expression that is tried only on texts that hold one of its words."""

    def __init__(self, source: str, flags: int, mark: int) -> None:
        self._source = source
        self._flags = flags
        self.mark = mark

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The plain expression, compiled when it is first needed."""
        return re.compile(opened(self._source, self._flags), self._flags)

    def words(self) -> "_Words | None":
        """Return words of which every match holds one; see `words_needed`."""
        return _needed(self._source, self._flags)

    def may(self, text: str) -> bool:
        """Say whether the expression may match somewhere in a text."""
        return bool(standing(text) & self.mark)

    def search(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """Return the first match."""
        return self.pattern.search(text, start, end) if standing(text) & self.mark else None

    def finditer(self, text: str, start: int = 0, end: int = maxsize) -> Iterable[re.Match[str]]:
        """Return the matches in order."""
        return self.pattern.finditer(text, start, end) if standing(text) & self.mark else ()


class _Index:
    """Every watched expression, one bit each, and the automaton of their words."""

    def __init__(self) -> None:
        self.watched: list[Watched] = []
        self.known = 0  # how many of them the automaton holds
        self._always = 0
        self._words: dict[str, int] = {}
        self._automaton = ahocorasick.Automaton()
        self.marks = lru_cache(maxsize=256)(self._marks)

    def add(self, source: str, flags: int) -> Watched:
        self.watched.append(Watched(source, flags, 1 << len(self.watched)))
        return self.watched[-1]

    def learn(self) -> None:
        """Take in what was watched since; once for all that a module watches."""
        known = len(self.watched)
        for place in range(self.known, known):
            needed = self.watched[place].words()
            if needed is None:
                self._always |= 1 << place
            for word in needed or ():
                self._words[word] = self._words.get(word, 0) | 1 << place
        # Another thread may be reading with the one before until this one is whole.
        automaton = ahocorasick.Automaton()
        for word, mark in self._words.items():
            automaton.add_word(word, mark)
        automaton.make_automaton()
        self._automaton = automaton
        self.known = known

    def _marks(self, text: str, _: int) -> int:
        found = self._always
        if not self._words:
            return found
        for _, mark in self._automaton.iter(folded(text)):
            found |= mark
        return found


_index = _Index()
_learning = threading.Lock()


def standing(text: str) -> int:
    """Return the marks of the watched expressions that may match in a text, as bits."""
    if _index.known < len(_index.watched):
        with _learning:
            if _index.known < len(_index.watched):
                _index.learn()
    # What a thread found out with the automaton of before is kept apart.
    return _index.marks(text, _index.known)


Finder = Callable[[Watched], Iterable[re.Match[str]]]


def finder(text: str) -> Finder:
    """Return what finds the matches of one watched expression after the other in a text."""
    stands = standing(text)

    def matches(watched: Watched) -> Iterable[re.Match[str]]:
        return watched.pattern.finditer(text) if stands & watched.mark else ()

    return matches


def watch(pattern: str | re.Pattern[str], flags: int = 0) -> Watched:
    r"""
    Return an expression that is tried only where its words stand.

        >>> spent = watch(r"\b(?:spent|paid) \$")
        >>> spent.search("It raised $5."), spent.search("It paid $5.")[0]
        (None, 'paid $')
    """
    if isinstance(pattern, str):
        return _index.add(pattern, flags)
    return _index.add(pattern.pattern, pattern.flags)


def marks_of(things: Iterable[object]) -> int:
    """Return the marks of the watched expressions among some things, as bits."""
    return reduce(or_, (thing.mark for thing in things if isinstance(thing, Watched)), 0)


def folded(text: str) -> str:
    """Return a text in lower case, as words are looked for."""
    return text.lower() if text.isascii() else text.translate(_ODD).lower()


# ------------------------------------------------------------------ the words of an expression


def words_needed(pattern: re.Pattern[str]) -> _Words | None:
    r"""
    Return words, in lower case, of which every match holds one; None where none are sure.

        >>> sorted(words_needed(re.compile(r"(?i)\bby (?:the )?(?:end|close) of \d{4}")))
        ['by close of ', 'by end of ', 'by the close of ', 'by the end of ']
    """
    return _needed(pattern.pattern, pattern.flags & ~re.DEBUG)


def _needed(source: str, flags: int) -> _Words | None:
    exact, needed = _sequence(_parser.parse(source, flags))
    return _better(needed, exact)


def _worth(words: _Words | None) -> tuple[int, int]:
    """Return how well words tell a sentence apart: their least length, then how few they are."""
    if words is None or "" in words:
        return (0, 0)
    least = min(words, key=len)
    if len(least) == 1 and (least.isalnum() or least in _COMMON_MARKS):
        return (0, 0)
    return (len(least.strip()), -len(words))


def _better(one: _Words | None, other: _Words | None) -> _Words | None:
    best = max(one, other, key=_worth)
    return best if _worth(best) > (0, 0) else None


def _sequence(items: Sequence[Any]) -> tuple[_Words | None, _Words | None]:
    """Return all that a sequence can match, None when that is too much, and words it needs."""
    run, needed, whole = _NOTHING, None, True
    for item in items:
        exact, inner = _item(*item)
        needed = _better(needed, inner)
        if exact is None or len(run) * len(exact) > _MOST:
            needed = _better(needed, run)
            run, whole = (_NOTHING if exact is None else exact), False
        else:
            run = frozenset(map("".join, product(run, exact)))
    return (run if whole else None), _better(needed, run)


def _item(kind: Any, value: Any) -> tuple[_Words | None, _Words | None]:
    """Return the same for one piece of an expression."""
    if kind is op.LITERAL:
        return _letter(value), None
    if kind is op.IN:
        return _class(value), None
    if kind is op.SUBPATTERN:
        return _sequence(value[3])
    if kind is op.ATOMIC_GROUP:
        return _sequence(value)
    if kind is op.BRANCH:
        return _branch(value[1])
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        least, most, inner = value
        exact, needed = _sequence(inner)
        if (least, most) == (0, 1) and exact is not None:
            return exact | _NOTHING, None
        return None, (_better(needed, exact) if least else None)
    if kind is op.AT or kind is op.ASSERT_NOT:
        return _NOTHING, None
    if kind is op.ASSERT:
        return _NOTHING, _better(*_sequence(value[1]))
    return None, None


def _letter(code: int) -> _Words | None:
    letter = chr(code)
    if letter.isascii() or letter.lower() == letter.upper():
        return frozenset({letter.lower()})
    return None  # letters beyond ASCII have more than two cases


def _class(members: Sequence[Any]) -> _Words | None:
    codes: list[int] = []
    for kind, value in members:
        if kind is op.RANGE and value[1] - value[0] < _FEW:
            codes += range(value[0], value[1] + 1)
        elif kind is op.LITERAL and len(codes) < 2 * _FEW:
            codes.append(value)
        else:
            return None
    letters = [_letter(code) for code in codes]
    if any(letter is None for letter in letters):
        return None
    spelled = frozenset().union(*(letter for letter in letters if letter))
    return spelled if len(spelled) <= _FEW else None


def _branch(branches: Sequence[Any]) -> tuple[_Words | None, _Words | None]:
    parts = [_sequence(branch) for branch in branches]
    exact: _Words | None = None
    if all(part is not None for part, _ in parts):
        exact = frozenset().union(*(part for part, _ in parts if part))
    needs = [_better(needed, part) for part, needed in parts]
    needed = None
    if all(need is not None for need in needs):
        needed = frozenset().union(*(need for need in needs if need))
    return (exact if exact is not None and len(exact) <= _MOST else None), needed
