"""Many literal words as one expression that is tried letter by letter, not word by word."""

from collections.abc import Iterable, Sequence
from typing import Any

from newsfigures.extraction import patterns as re

_END = ""


def either(words: Iterable[str]) -> str:
    """
    Return an expression for any of the words, the longest that fits first.

    What words begin with in common is written once, so that hundreds of words cost hardly more
    than one.

        >>> either(["euro", "euros", "dollar", "yuan"])
        '(?:dollar|euros?|yuan)'
    """
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for letter in word:
            node = node.setdefault(letter, {})
        node[_END] = {}
    spelled = _spelled(root)
    return spelled if spelled.startswith(("(?:", "[")) else f"(?:{spelled})"


def grouped(alternatives: Sequence[str]) -> str:
    r"""
    Return an expression for any of some expressions, those that begin with one letter together.

    Each must begin with a letter that stands for itself. Which is tried first is as before among
    those that can begin alike, and no others can stand in one place.

        >>> grouped(["said", "told", "says"])
        '(?:s(?:aid|ays)|told)'
    """
    rests: dict[str, list[str]] = {}
    for alternative in alternatives:
        rests.setdefault(alternative[0], []).append(alternative[1:])
    branches = [
        first + (rest[0] if len(rest) == 1 else f"(?:{'|'.join(rest)})")
        for first, rest in rests.items()
    ]
    return f"(?:{'|'.join(branches)})"


def starting(words: Iterable[str], *, unless_behind: str) -> str:
    r"""
    Return an expression for any of the words where no character of a set stands before it.

    Each branch begins with the first letter of its words, and looks back from there: so a search
    passes over all other letters at once, which it does not when it must first look back.

        >>> re.findall(starting(["Nasdaq", "Dow"], unless_behind=r"\w"), "Nasdaq, Dow, xDow")
        ['Nasdaq', 'Dow']
    """
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(word[0], []).append(word[1:])
    branches = [
        f"{re.escape(first)}(?<![{unless_behind}]{re.escape(first)}){either(rest)}"
        for first, rest in sorted(rests.items())
    ]
    return f"(?:{'|'.join(branches)})"


def _spelled(node: dict[str, Any]) -> str:
    """Return what may follow in a tree of letters."""
    branches = [re.escape(letter) + _spelled(node[letter]) for letter in sorted(node) if letter]
    ends = _END in node
    if not branches:
        return ""
    if len(branches) == 1 and not ends:
        return branches[0]
    if len(branches) == 1 and len(branches[0].removeprefix("\\")) == 1:
        return f"{branches[0]}?"
    return f"(?:{'|'.join(branches)})" + ("?" if ends else "")
