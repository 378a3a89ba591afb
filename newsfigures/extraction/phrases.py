"""
Phrases of the metric lexicon as one automaton, built a step at a time as texts walk it.

A phrase is a run of parts, each a word, a mark or a family `{a|b}` of alternatives; `{@name}` is
a family of lexicon/metrics.toml's own. Alternatives are not multiplied out: every part is a state
from which each alternative leads to the next part, so that a lexicon of large families costs no
more to load than its file is long.
"""

from collections.abc import Iterable
from functools import cache
from itertools import product
from typing import Any

from newsfigures.errors import CatalogError
from newsfigures.extraction import patterns as re
from newsfigures.extraction.gazetteer import lexicon

# `U.S.` and `A.I.` are one word, without their points.
# Every letter of a text is asked: spaces and the beginning of a plain word come first.
WORD = re.compile(
    r"(?=\S)(?:[A-Za-z]{2,}[^\W\d_]*|(?<![^\W\d_])(?:[A-Za-z]\.){2,}|[^\W\d_]+|'[a-z]+"
    r"|\d[\d.,]*\d|\d|(?<=\s)-+(?=\s)|[^\w\s'-])"
)
ENDS = ""  # the key under which a state holds the cues that end there
_NAMED = re.compile(r"#|~|<\w+>|[^\s#~<>]+")
_NESTED = re.compile(r"\{[^}]*\{")
_BRACES = re.compile(r"\{([^{}]*)\}")
_PART = re.compile(r"(?:\{[^{}]*\}|[^\s{}])+")
_FAMILY = re.compile(r"@(\w+)")

# A state of a phrase: token -> the states after it, ENDS -> cues. States are shared.
_State = dict[str, list[Any]]


class Node(dict[str, Any]):
    """
    A place in the walk: token -> the node after it, ENDS -> the cues that end there.

    Made from the states that the tokens so far may have led to; the nodes after it are made when
    they are first asked for.
    """

    __slots__ = ()

    def step(self, token: str) -> "Node":
        """Return the node after a token that some phrase goes on with."""
        after = self[token]
        if type(after) is list:
            after = self[token] = _merged(after)
        found: Node = after
        return found


def _merged(states: Iterable[_State]) -> Node:
    node = Node()
    for state in {id(state): state for state in states}.values():
        for token, after in state.items():
            node[token] = [*node[token], *after] if token in node else after
    return node


def _tokens(words: str) -> tuple[str, ...]:
    tokens: list[str] = []
    for part in _NAMED.findall(words.lower()):
        if part in "#~" or part.startswith("<"):
            tokens.append(part)
        else:
            tokens += WORD.findall(part)
    return tuple(tokens)


def _alternatives(part: str) -> list[tuple[str, ...]]:
    """Return the runs of tokens that a part stands for: `{a|b c}{|s}` has four."""
    pieces = _BRACES.split(part)
    choices = [_members(p) if i % 2 else [p] for i, p in enumerate(pieces)]
    return list(dict.fromkeys(_tokens("".join(choice)) for choice in product(*choices)))


@cache
def _families() -> dict[str, list[str]]:
    """Return the families of lexicon/metrics.toml, and those that other lexicons hold."""
    polls = lexicon("attribution")["polls"]["names"]
    land = lexicon("places")["regions"]["names"]
    own: dict[str, list[str]] = lexicon("metrics")["families"]
    return own | {"polls": polls, "land": land}


def _members(family: str) -> list[str]:
    found: list[str] = []
    for member in family.split("|"):
        if named := _FAMILY.fullmatch(member.strip()):
            found += _families()[named[1]]
        else:
            found.append(member)
    return found


def _compiled(phrase: str, cue: object) -> _State:
    """Return the first state of a phrase that ends in a cue."""
    if _NESTED.search(phrase):
        raise CatalogError(f"lexicon/metrics.toml, {phrase!r}: a family inside a family.")
    after: _State = {ENDS: [cue]}
    for part in reversed(_PART.findall(phrase)):
        state: _State = {}
        for tokens in _alternatives(part):
            _chain(state, tokens, after)
        after = state
    if not after or "~" in after or ENDS in after:
        raise CatalogError(f"lexicon/metrics.toml, {phrase!r}: a phrase begins with a gap.")
    return after


def _chain(state: _State, tokens: tuple[str, ...], after: _State) -> None:
    """Let a state lead through tokens to another; no tokens make it that other one as well."""
    if not tokens:
        for token, states in after.items():
            state[token] = [*state.get(token, ()), *states]
        return
    for token in reversed(tokens[1:]):
        after = {token: [after]}
    state.setdefault(tokens[0], []).append(after)


def automaton(phrases: Iterable[tuple[str, object]]) -> Node:
    """
    Return the first node of the automaton of phrases, each with what it stands for.

    Raises CatalogError for a phrase that begins with a gap or nests families.
    """
    return _merged([_compiled(phrase, cue) for phrase, cue in phrases])
