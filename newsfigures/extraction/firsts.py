r"""
Which characters a match of an expression can begin with, asked before all else.

A search tries an expression at every character of a text. One that begins with letters is spared
most of them by the standard library; one that begins with `\b`, with a look back or without case
is not, and half its time goes into looking back from letters that nothing can begin with.
"""

import re
from collections.abc import Iterable, Sequence
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

# What stands for these too where case does not matter.
_CASES = {"i": "\u0130\u0131", "s": "\u017f", "k": "\u212a"}
_FLAGS = re.compile(r"\(\?[aimsux]+\)")
_ZERO_WIDTH = (op.AT, op.ASSERT, op.ASSERT_NOT)
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_KINDS = {op.CATEGORY_DIGIT: r"\d", op.CATEGORY_SPACE: r"\s"}
_SEVERAL = 4  # characters of a range that are spelled out where case does not matter


def opened(source: str, flags: int = 0) -> str:
    r"""
    Return an expression that finds the same and first asks for the character it begins with.

        >>> opened(r"\b(?:rose|fell) by"), opened("rose by"), opened(r"\b\w+")
        ('(?=[fr])\\b(?:rose|fell) by', 'rose by', '\\b\\w+')
    """
    parsed = _parser.parse(source, flags)
    flags |= parsed.state.flags
    if not flags & re.I and _is_fast(parsed):
        return source
    first, may_be_empty = _first(parsed, flags)
    if first is None or may_be_empty:
        return source
    stated = _FLAGS.match(source)  # for the whole expression: they stay at its beginning
    head = stated[0] if stated else ""
    return f"{head}(?=[{''.join(sorted(first))}]){source[len(head) :]}"


def is_opening(source: str) -> bool:
    r"""
    Say whether an expression matches only where a text begins.

        >>> is_opening(r"^ to|^ by"), is_opening(r"^ to|by"), is_opening(r"\bto")
        (True, False, False)
    """
    parsed = _parser.parse(source)
    return not parsed.state.flags & re.M and _opens(parsed)


def _opens(items: Sequence[Any]) -> bool:
    if not items:
        return False
    kind, value = items[0]
    if kind is op.SUBPATTERN:
        return _opens(value[3])
    if kind is op.BRANCH:
        return all(_opens(branch) for branch in value[1])
    return kind is op.AT and value is op.AT_BEGINNING


def _is_fast(items: Sequence[Any]) -> bool:
    """Say whether the standard library passes over what cannot begin a match by itself."""
    if not items:
        return True
    kind, value = items[0]
    if kind is op.SUBPATTERN:
        return _is_fast(value[3])
    if kind is op.BRANCH:
        return all(branch and branch[0][0] is op.LITERAL for branch in value[1])
    return kind in (op.LITERAL, op.IN, op.ANY)


_First = frozenset[str] | None  # members of a character class; None where they are not known


def _first(items: Iterable[Any], flags: int) -> tuple[_First, bool]:
    """Return what a sequence can begin with, and whether it can be empty."""
    found: frozenset[str] = frozenset()
    for kind, value in items:
        if kind in _ZERO_WIDTH:
            continue
        first, may_be_empty = _of_item(kind, value, flags)
        if first is None:
            return None, False
        found |= first
        if not may_be_empty:
            return found, False
    return found, True


def _of_item(kind: Any, value: Any, flags: int) -> tuple[_First, bool]:
    if kind is op.LITERAL:
        return _letter(chr(value), flags), False
    if kind is op.IN:
        return _class(value, flags), False
    if kind is op.SUBPATTERN:
        return _first(value[3], (flags | value[1]) & ~value[2])
    if kind is op.BRANCH:
        parts = [_first(branch, flags) for branch in value[1]]
        if any(first is None for first, _ in parts):
            return None, False
        return frozenset().union(*(f for f, _ in parts if f)), any(empty for _, empty in parts)
    if kind in _REPEATS:
        first, may_be_empty = _first(value[2], flags)
        return first, may_be_empty or not value[0]
    return None, False


def _letter(letter: str, flags: int) -> _First:
    if not flags & re.I or not letter.isalpha():
        return frozenset({re.escape(letter)})
    if not letter.isascii():
        return None
    low = letter.lower()
    return frozenset({low, letter.upper(), *_CASES.get(low, "")})


def _class(members: Sequence[Any], flags: int) -> _First:
    found: frozenset[str] = frozenset()
    for kind, value in members:
        if kind is op.LITERAL:
            first = _letter(chr(value), flags)
        elif kind is op.CATEGORY and value in _KINDS:
            first = frozenset({_KINDS[value]})
        elif kind is op.RANGE and not flags & re.I:
            first = frozenset({f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"})
        elif kind is op.RANGE and (value[1] - value[0] < _SEVERAL or chr(value[1]).isdigit()):
            letters = [_letter(chr(code), flags) for code in range(value[0], value[1] + 1)]
            first = None if None in letters else frozenset().union(*(x for x in letters if x))
        else:
            return None
        if first is None:
            return None
        found |= first
    return found
