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
from newsfigures.extraction import patterns as re
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.mention import Mention
from newsfigures.extraction.phrases import ENDS, WORD, Node, automaton
from newsfigures.extraction.units import family
from newsfigures.model import Quantity, Span

OPENING = 3  # words that a sentence opens with
GAP = 4  # words that `~` may stand for
SIDES = ("before", "after", "either")
REACHES = ("beside", "clause", "sentence", "passage")

# How far a mark or word parts what stands before it from what stands after it.
BREAKS = {
    ",": 0.5, ";": 2.5, ":": 0.7, "(": 0.7, ")": 0.7, "\u2014": 1.2, "-": 1.0, ".": 3.0, "?": 3.0,
    "and": 0.4, "but": 1.2, "while": 1.2, "whilst": 1.2, "whereas": 1.2, "although": 1.2,
    "though": 0.8, "because": 0.6, "|": 1.0,
}  # fmt: skip


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
class Token:
    """A word, mark, name or quantity of a line. `quantity` is its index, -1 for none."""

    text: str
    kind: str
    start: int
    end: int
    quantity: int = -1


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


class _Walk:
    """A walk over the tokens of a line: which phrases begin at one of them, and where they end."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.texts = [token.text for token in tokens]
        self.found: dict[tuple[Cue, int], int] = {}
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


def _hits(tokens: list[Token]) -> list[Hit]:
    tree = _tree()
    hits: list[Hit] = []
    kinds = {token.kind for token in tokens}
    if "<whose>" in kinds:
        kinds.add("<company>")
    walk = _Walk(tokens)
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


_RESOLVED = ("description", "pronoun")
_WHOSE = frozenset({"its", "their", "his", "her"})
_STATE = frozenset(
    ("Department", "Ministry", "Pentagon", "Army", "Navy", "Treasury", "Administration", "NHS")
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATES = dict.fromkeys(
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today"), "<day>"
) | dict.fromkeys(
    ("january", "february", "march", "april", "may", "june", "july", "august", "september",
     "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept",
     "sep", "oct", "nov", "dec"), "<month>"
)  # fmt: skip


def _pieces(
    clean: str, span: Span, quantities: Sequence[tuple[int, Quantity]], mentions: Sequence[Mention]
) -> list[Token]:
    """Return the tokens of a span; a quantity is one, and so is a name outside quantities."""
    marks: list[tuple[int, int, Token]] = [
        (
            q.span.start,
            q.span.end,
            Token("#", f"<{family(q.unit)}>", q.span.start, q.span.end, index),
        )
        for index, q in quantities
    ]
    taken = [(a, b) for a, b, _ in marks]
    for mention in mentions:
        start, end = mention.span.start, mention.span.end
        if any(a < end and start < b for a, b in taken):
            continue
        words = WORD.findall(clean[start:end].lower())
        if not words:
            continue
        # A description keeps its head noun as a word: "the campus" is a name and a campus.
        text = words[-1] if mention.via in _RESOLVED else clean[start:end]
        # What is "its" is not it: "in its plants" is no investment in the company.
        kind = "<whose>" if text in _WHOSE else f"<{mention.kind}>"
        if not _STATE.isdisjoint(text.split()):
            kind = "<state>"
        marks.append((start, end, Token(text, kind, start, end)))
    marks.sort(key=lambda mark: mark[0])
    at = span.start
    nouns = {q.span.start: q.noun for _, q in quantities if q.noun and family(q.unit) == "other"}
    tokens: list[Token] = []
    for start, end, token in marks:
        tokens += _plain(clean, at, start)
        tokens.append(token)
        if token.quantity >= 0 and (noun := nouns.get(start)):
            tokens += _plain(clean, noun.start, noun.end)
        plus = token.quantity >= 0 and clean.startswith("+", end)  # `$75bn+`: a hedge, no word
        at = max(at, end + 1 if plus else end)
    tokens += _plain(clean, at, span.end)
    return tokens


def _plain(clean: str, start: int, end: int) -> list[Token]:
    tokens: list[Token] = []
    for match in WORD.finditer(clean, start, end):
        word = match[0]
        text = word.lower()
        if len(text) > 3 and text[1] == ".":
            text = text.replace(".", "")
        kind = _DATES.get(text, "")
        if kind == "<month>" and word == text:
            kind = ""  # may, march
        if text[0] in "12" and _YEAR.fullmatch(text):
            kind = "<year>"
        tokens.append(Token(text, kind, *match.span()))
    return tokens


def read_line(
    clean: str, span: Span, quantities: Sequence[tuple[int, Quantity]], mentions: Sequence[Mention]
) -> Line:
    """Read a span into tokens and find its cues; quantities and mentions are those inside it."""
    tokens = _pieces(clean, span, quantities, mentions)
    # A quantity parts nothing: its text is no key of BREAKS.
    parted = list(accumulate([BREAKS.get(token.text, 0.0) for token in tokens], initial=0.0))
    places = {token.quantity: at for at, token in enumerate(tokens) if token.quantity >= 0}
    counts = [token.quantity >= 0 and token.kind not in ASIDES for token in tokens]
    counted = list(accumulate(counts, initial=0))
    return Line(tokens, _hits(tokens), parted, counted, places)
