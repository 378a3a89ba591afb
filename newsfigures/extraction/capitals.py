"""
Capitalised phrases of a text: where a name that no list holds may stand.

What opens a sentence, introduces a name (`Chipmaker Quillon`) or is known already is cut off.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from newsfigures.extraction import patterns as re
from newsfigures.extraction.document import Document
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.legalforms import FORM
from newsfigures.extraction.nameforms import ordinary, shapes
from newsfigures.extraction.wording import either
from newsfigures.model import Span, noun

_LETTER = r"[^\W\d_]"
_WORD = (
    r"(?:[A-ZÀ-ÖØ-Þ][^\W_]*|[a-z]{1,2}[A-Z][^\W_]*)"
    r"(?:[.&](?=[^\W_])[^\W_]+|-(?=[A-Z0-9])[^\W_]+|'(?=[A-Z][a-z])[^\W_]+)*"
)
_GIVEN = r"[A-Z][a-z]{1,5}-[a-z]{1,6}(?![\w-])"  # `Bae Kyung-hoon`, behind a family name
_PHRASE = re.compile(
    rf"(?<![\w@#$€£/.&])(?<!(?<!-)-)(?:{either(lexicon('naming')['family_first'])} {_GIVEN}"
    rf"|{_WORD}(?:[ -](?:{_WORD}|\d+(?:\.\d+)*[A-Za-z]?\b)){{0,4}})"
)
_LOWER = re.compile(rf"(?<![\w'-])[a-z]{_LETTER}+(?![\w-])")


@noun(kw_only=False)
class Place:
    """One place where a phrase stands; `opens` when it is the first word of its sentence."""

    span: Span
    words: str
    opens: bool


def _pieces(match: re.Match[str], taken: Sequence[Span], short: frozenset[Span]) -> Iterator[Span]:
    """
    Yield what is left of a phrase when names known already are cut out of it.

    A known name with one word of business after it (`Mistral Compute`) is a name of its own, and
    a short one with another word (`Lumen Grid`) may be.
    """
    start, end = match.span()
    index = bisect_left(taken, start + 1, key=lambda span: span.end)
    known = index < len(taken) and taken[index].start == start
    if known and match.string[taken[index].end : end].strip() in shapes()["arms"]:
        yield Span(start, end)
        return
    if known and taken[index] in short and _ANOTHER.fullmatch(match.string, taken[index].end, end):
        yield Span(start, end)
    while index < len(taken) and taken[index].start < end:
        if taken[index].start > start:
            yield Span(start, taken[index].start)
        start = max(start, taken[index].end)
        index += 1
    cut = start > match.start() and match.string.startswith("-", start)  # `-N1-2B` of `GR00T-N1-2B`
    if start < end and not cut and not _DOMAIN.match(match.string, start):
        yield Span(start, end)


_ANOTHER = re.compile(r" [A-Z][a-z]+")
_DOMAIN = re.compile(r"\.[a-z]{2,3}\b")  # `Etched.ai` is Etched
_SUFFIX = re.compile(
    rf"(?:{FORM}|(?:Co|Company|Holdings?|Group|Systems|Platforms|Technolog(?:y|ies))\b)\.?"
)
_OFFICE = re.compile(
    r"(?:Chief [A-Z][a-z]+ Officer|(?:Executive|Senior) Vice President|Managing Director) "
)
_TOKEN = re.compile(r"[^\s]+")
_OPENS = re.compile(r"(?:^|[.!?:]\s|\n)[\"'(\s-]*$")
_ANY_LETTER = re.compile(_LETTER)


def places(document: Document, taken: Sequence[Span], short: frozenset[Span]) -> Iterator[Place]:
    """Yield each place where a phrase stands; `taken` are spans of names known already."""
    clean = document.clean
    openings = {sentence.span.start for sentence in document.sentences}
    ends = {span.end for span in taken}
    phrases = list(_PHRASE.finditer(clean))
    # `Reality Labs lost`: named inside a sentence elsewhere, its first word is part of it.
    inside = {match.group() for match in phrases if match.start() not in openings}
    for match in phrases:
        for piece in _pieces(match, taken, short):
            tokens = [
                Span(*t.span())
                for t in _TOKEN.finditer(clean, piece.start, piece.end)
                if t[0].strip("-.&'")
            ]
            if tokens and (office := _OFFICE.match(clean, tokens[0].start, tokens[-1].end)):
                tokens = [t for t in tokens if t.start >= office.end()]
            if piece.start != match.start() and _SUFFIX.fullmatch(piece.cut(clean).strip()):
                continue  # `Inc` behind a known name is part of it
            if (
                tokens
                and tokens[0].start - 1 in ends
                and all(t.cut(clean) in shapes()["tails"] for t in tokens)
            ):
                continue  # so is `Intelligent Technology`
            while (
                tokens
                and not (
                    len(tokens) > 1
                    and tokens[0].cut(clean) not in shapes()["titles"]
                    and clean[tokens[0].start : tokens[-1].end] in inside
                )
                and _skippable(clean, tokens, openings)
            ):
                tokens = tokens[1:]
            if not tokens or not _ANY_LETTER.search(tokens[0].cut(clean)):
                continue
            span = Span(tokens[0].start, tokens[-1].end)
            opens = span.start in openings or bool(
                _OPENS.search(clean[max(0, span.start - 5) : span.start])
            )
            yield Place(span, span.cut(clean), opens)


_ADVERB = re.compile(
    r"[A-Z][a-z]+(?:ally|ously|ently|antly|ively|edly|ingly|ately|ably|ibly|arily|larly|ewhere)"
)


def _skippable(clean: str, tokens: list[Span], openings: set[int]) -> bool:
    """Say whether the first word is capitalised only because it opens a sentence, or a title."""
    word = tokens[0].cut(clean)
    if word in ordinary() or (tokens[0].start in openings and _ADVERB.fullmatch(word)):
        return True
    if len(tokens) < 2 or tokens[0].start not in openings:
        return False
    return _in_small(clean, word.lower()) or bool(_TRADE.fullmatch(word))


# What a name is introduced by: `Chipmaker Quillon raised $3bn`. No firm is called by it alone.
_TRADE = re.compile(
    r"[A-Z][a-z]+makers?|Startups?|Scaleups?|Upstart|Newcomer|Neocloud|Hyperscaler|Conglomerate|Retailer"
    r"|Insurer|Manufacturer|Publisher|Lender|Parent|Rivals?|Competitor|Subsidiary|Spinoff|Fintech"
)


def _in_small(clean: str, word: str) -> bool:
    """Say whether a word also stands in small letters somewhere in a text."""
    if not _LOWER.fullmatch(word):
        return False
    at = clean.find(word)
    while at >= 0:
        if (found := _LOWER.match(clean, at)) and found[0] == word:
            return True
        at = clean.find(word, at + len(word))
    return False
