"""A walk over the tokens of a line: where phrases of the lexicon begin and end."""

from typing import Any

from newsfigures.extraction.phrases import ENDS, Node
from newsfigures.extraction.tokens import BREAKS, Token

GAP = 4  # words that `~` may stand for
# What no gap in a phrase goes over: marks, and words that open another clause.
NO_GAP = frozenset(BREAKS) | {"after", "before", "despite", "when", "where", "who", "because"}
# Words of degree; a phrase that goes on with `#` passes over them.
DEGREES = tuple(
    tuple(words.split())
    for words in (
        "about", "around", "some", "nearly", "over", "roughly", "almost", "just", "only", "barely",
        "under", "approximately", "another", "more than", "less than", "fewer than", "up to",
        "at least", "at most", "as much as", "as many as", "as little as", "close to", "well over",
        "a mere", "a further", "a whopping", "a cool", "a record", "record", "a staggering",
        "an estimated",
        "a reported", "an additional", "an extra", "upwards of", "north of", "in excess of",
        "in the region of", "the equivalent of", "reportedly", "now", "a total of",
        "a grand total of", "a combined", "somewhere around", "between",
    )
)  # fmt: skip
# Quantities that say something of another: "rose 22% to $5bn", "for a 49% stake".
ASIDES = frozenset({"<percent>", "<times>", "<fraction>", "<duration>"})


class Walk:
    """A walk over the tokens of a line: which phrases begin at one of them, and where they end."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.texts = [token.text for token in tokens]
        self.found: dict[tuple[Any, int], int]  # what a phrase stands for, its amount = {}
        self._past = [
            _past_degree(self.texts, at) if text in _DEGREES else 0
            for at, text in enumerate(self.texts)
        ]
        self._asides: dict[int, int] = {}

    def may_begin(self, at: int, tree: Node) -> bool:
        """Say whether a phrase that begins at a token may go on with the next: most do not."""
        token = self.tokens[at]
        if self._past[at] or token.quantity >= 0 or (token.kind and token.kind in tree):
            return True
        if token.text not in tree:
            return False
        node = tree.step(token.text)
        if ENDS in node or "~" in node:
            return True
        if at + 1 == len(self.tokens):
            return False
        following = self.tokens[at + 1]
        return (
            following.text in node
            or self._past[at + 1] > 0
            or (following.kind != "" and following.kind in node)
        )

    def on(self, at: int, node: Node, quantity: int) -> None:
        """Note every phrase below a node that goes on at a token: cue and quantity, and the end."""
        tokens, found = self.tokens, self.found
        while True:
            for cue in node.get(ENDS, ()):
                if at > found.get((cue, quantity), 0):
                    found[cue, quantity] = at
            if at >= len(tokens):
                return
            token = tokens[at]
            text, kind = token.text, token.kind
            if self._past[at]:
                self._degrees(at, node, quantity)
            by_kind = kind and kind in node
            if text in node:
                if not by_kind and token.quantity < 0 and "~" not in node:
                    at, node = at + 1, node.step(text)  # the only way on, as most are
                    continue
                self._behind(at, node.step(text), quantity)
            if by_kind:
                self.on(at + 1, node.step(kind), quantity)
            if "~" in node:
                self._over(at, node.step("~"), quantity)
            return

    def _over(self, at: int, gap: Node, quantity: int) -> None:
        """Go on behind up to so many words that a phrase leaves open."""
        for place, here in enumerate(self.tokens[at : at + GAP + 1], at):
            text, kind = here.text, here.kind
            if text in gap or kind in gap:
                self.on(place, gap, quantity)
            if text in NO_GAP or (here.quantity >= 0 and kind not in ASIDES):
                break

    def _degrees(self, at: int, node: Node, quantity: int) -> None:
        """Go on with an amount behind words of degree."""
        while past := self._past[at] if at < len(self.tokens) else 0:
            at = past
        if at >= len(self.tokens):
            return
        if self.texts[at] == "#" and "#" in node:
            self._behind(at, node.step("#"), quantity)
        if self.tokens[at].kind == "<money>" in node:
            self.on(at + 1, node.step("<money>"), quantity)

    def _behind(self, at: int, after: Node, quantity: int) -> None:
        """Go on behind a word, or an amount and what is only said of it."""
        own = self.tokens[at].quantity
        if own < 0:
            self.on(at + 1, after, quantity)
            return
        own = own if quantity < 0 else quantity
        self.on(at + 1, after, own)
        over = self._asides.get(at)
        if over is None:
            over = self._asides[at] = _past_aside(self.texts, at + 1)
        if over:
            self.on(over, after, own)


def _past_degree(texts: list[str], at: int) -> int:
    """Return the place behind words of degree (`just over`), 0 where none stand."""
    for words in _DEGREES.get(texts[at], ()):
        if texts[at : at + len(words)] == words:
            return at + len(words)
    return 0


_DEGREES = {first: [[*w] for w in DEGREES if w[0] == first] for first in {w[0] for w in DEGREES}}
_PREPOSITIONS = frozenset({"for", "in", "into", "on", "to", "over", "of", "from"})
_ASIDES = (["(", "#", ")"], ["(", "about", "#", ")"], [",", "or", "#", ","])


def _past_aside(texts: list[str], at: int) -> int:
    """Return the place behind `(€5bn)`, `, or €5bn,` or a mark after an amount, 0 for none."""
    stretch = texts[at : at + 5]
    if not stretch or stretch[0] not in _OPENS_ASIDE:
        return 0
    marks = next((n for n, text in enumerate(stretch) if text not in (")", ",")), len(stretch))
    if marks and stretch[marks : marks + 1] and stretch[marks] in _PREPOSITIONS:
        return at + marks
    for aside in _ASIDES:
        if stretch[: len(aside)] == aside:
            return at + len(aside)
    return 0


_OPENS_ASIDE = ("(", ")", ",")
