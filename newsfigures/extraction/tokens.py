"""A line of text as tokens: its words and marks, and each quantity and name as one."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsfigures.extraction import patterns as re
from newsfigures.extraction.mention import Mention
from newsfigures.extraction.phrases import WORD
from newsfigures.extraction.units import family
from newsfigures.model import Quantity, Span

# How far a mark or word parts what stands before it from what stands after it.
BREAKS = {
    ",": 0.5, ";": 2.5, ":": 0.7, "(": 0.7, ")": 0.7, "\u2014": 1.2, "-": 1.0, ".": 3.0, "?": 3.0,
    "and": 0.4, "but": 1.2, "while": 1.2, "whilst": 1.2, "whereas": 1.2, "although": 1.2,
    "though": 0.8, "because": 0.6, "|": 1.0,
}  # fmt: skip


@dataclass(slots=True)
class Token:
    """A word, mark, name or quantity of a line. `quantity` is its index, -1 for none."""

    text: str
    kind: str
    start: int
    end: int
    quantity: int = -1


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


def of_span(
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
