"""
Cues: words around a quantity that speak for or against a metric, matched token by token.

A cue's words are phrases in which `{a|b}` spells out a word family, `#` is the quantity itself
(words of degree before it are passed over), `~` up to four words, `<company>`, `<model>`,
`<chip>`, … a name of that kind (`<state>`: a ministry or an army), `<year>`, `<month>`, `<day>`,
`<money>`, `<duration>`, … another quantity of that family. All cues of the lexicon are matched in
one walk over a line's tokens.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate

from newsfigures.errors import CatalogError
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.mention import Mention
from newsfigures.extraction.phrases import Node, automaton
from newsfigures.extraction.tokens import BREAKS, Token, of_span
from newsfigures.extraction.walks import ASIDES, Walk
from newsfigures.model import Quantity, Span

OPENING = 3  # words that a sentence opens with
SIDES = ("before", "after", "either")
REACHES = ("beside", "clause", "sentence", "passage")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cue:
    """
    One entry of lexicon/metrics.toml.

    `metric` is None for a refusal, whose `reason` is then said to the reader. A `weight` below 0
    speaks against the metric. `side` is where
    the words stand seen from the quantity; `reach` how far they count. A cue with `instead_of`
    turns a quantity of that metric into its own. `unless_next` are words that make it another
    phrase when they follow. A `flat` cue counts the same however far off it stands; one that
    `needs` a kind of name counts only where the sentence has one, one that `lacks` a kind only
    where it has none, and one with `unless_opening` not in a sentence that opens with such a word.
    """

    id: str
    metric: str | None
    weight: float
    side: str
    reach: str
    reason: str
    example: str
    counter: str
    words: tuple[str, ...]
    units: tuple[str, ...] = ()
    unless_next: frozenset[str] = frozenset()
    instead_of: str | None = None
    flat: bool = False
    needs: str = ""
    lacks: str = ""
    unless_opening: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()


@dataclass(slots=True)
class Hit:
    """A cue found at tokens [first, last) of a line; `quantity` when its `#` names one."""

    cue: Cue
    first: int
    last: int
    quantity: int = -1


@dataclass(slots=True)
class Line:
    """
    A stretch of text as tokens, with the cues in it and running sums of what parts them.

    `placed` says whether the tokens' offsets are those of the article's text.
    """

    tokens: list[Token]
    hits: list[Hit]
    parted: list[float]
    counted: list[int]
    places: dict[int, int] = field(default_factory=dict)
    placed: bool = True

    def nearer(self, hit: Hit, words: int) -> bool:
        """Say whether an amount follows a hit with fewer than so many words between."""
        return self.counted[min(hit.last + words, len(self.tokens))] > self.counted[hit.last]

    def words(self, first: int, last: int) -> str:
        """Return the tokens [first, last) as words, a quantity shown as `…`."""
        return " ".join("…" if t.quantity >= 0 else t.text for t in self.tokens[first:last])


@cache
def cues() -> tuple[Cue, ...]:
    """Return every cue and refusal of the lexicon, in the order of the file."""
    found: list[Cue] = []
    for group in ("cue", "tilt", "refusal"):
        for entry in lexicon("metrics")[group]:
            name = entry["id"]
            side, reach = entry.get("side", "either"), entry.get("reach", "sentence")
            if side not in SIDES or reach not in REACHES:
                raise CatalogError(
                    f"lexicon/metrics.toml, {name!r}: side {side!r}, reach {reach!r}."
                )
            found.append(
                Cue(
                    id=name,
                    metric=entry["metric"] if group != "refusal" else None,
                    weight=float(entry.get("weight", 1.0)),
                    side=side,
                    reach=reach,
                    reason=entry.get("reason", ""),
                    example=entry["example"],
                    counter=entry["counter"],
                    words=tuple(entry["words"]),
                    units=tuple(entry.get("units", ())),
                    unless_next=frozenset(entry.get("unless_next", ())),
                    instead_of=entry.get("instead_of"),
                    flat=bool(entry.get("flat", False)),
                    needs=entry.get("needs", ""),
                    lacks=entry.get("lacks", ""),
                    unless_opening=frozenset(entry.get("unless_opening", ())),
                    unless=frozenset(entry.get("unless", ())),
                )
            )
    return tuple(found)


@cache
def _tree() -> Node:
    return automaton((phrase, cue) for cue in cues() for phrase in cue.words)


def _hits(tokens: list[Token]) -> list[Hit]:
    tree = _tree()
    hits: list[Hit] = []
    kinds = {token.kind for token in tokens}
    if "<whose>" in kinds:
        kinds.add("<company>")
    walk = Walk(tokens)
    opening, words = frozenset(walk.texts[:OPENING]), frozenset(walk.texts)
    for at, token in enumerate(tokens):
        if (token.text not in tree and token.kind not in tree) or not walk.may_begin(at, tree):
            continue
        walk.found = {}
        walk.on(at, tree, -1)
        for (cue, quantity), end in walk.found.items():
            following = walk.texts[end] if end < len(tokens) else ""
            if following not in cue.unless_next and _fits(cue, kinds, opening, words):
                hits.append(Hit(cue, at, end, quantity))
    return hits


def _fits(cue: Cue, kinds: set[str], opening: frozenset[str], words: frozenset[str]) -> bool:
    """Say whether a cue counts in a sentence of these words, kinds of names and first words."""
    if cue.needs and cue.needs not in kinds:
        return False
    if cue.lacks and cue.lacks in kinds:
        return False
    if cue.unless and not cue.unless.isdisjoint(words):
        return False
    return not cue.unless_opening & opening


def read_line(
    clean: str, span: Span, quantities: Sequence[tuple[int, Quantity]], mentions: Sequence[Mention]
) -> Line:
    """Read a span into tokens and find its cues; quantities and mentions are those inside it."""
    tokens = of_span(clean, span, quantities, mentions)
    # A quantity parts nothing: its text is no key of BREAKS.
    parted = list(accumulate([BREAKS.get(token.text, 0.0) for token in tokens], initial=0.0))
    places = {token.quantity: at for at, token in enumerate(tokens) if token.quantity >= 0}
    counts = [token.quantity >= 0 and token.kind not in ASIDES for token in tokens]
    counted = list(accumulate(counts, initial=0))
    return Line(tokens, _hits(tokens), parted, counted, places)
