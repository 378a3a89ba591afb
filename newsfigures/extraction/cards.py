"""
What the page of a model says of itself: the name over its card.

A card has a heading with little but a name (`Model card for Sable-2`, `Sable-2`) and lists what
the model is made of (`Parameters: 12B`, `Context length: 32K`). Such a heading names a model though
nothing in it says so, and no sentence need repeat it.
"""

from collections.abc import Sequence

from newsfigures.extraction import legalforms
from newsfigures.extraction import patterns as re
from newsfigures.extraction.document import Block, Document, Kind, once, pages
from newsfigures.extraction.nameforms import ordinary, shapes
from newsfigures.model import Span

_ENOUGH = 2  # traits that make a page a card
_FIRST = 60  # blocks in which they are sought

# What a heading over a card may hold beside the name.
_SAYS = re.compile(r"(?i)\bmodel[ -]cards?\b|\bsystem[ -]cards?\b")
_BESIDE = re.compile(
    r"(?i)\b(?:the|model|system|cards?|data ?sheet|fact ?sheet|sheet|overview|technical|report|for"
    r"|of|on|release|documentation|README)\b|[()\[\]:|·—–*_`]|(?<=\s)-(?=\s)"
)
_NAME = re.compile(r"[A-Z][\w.]*(?:[ -][A-Z\d][\w.]*){0,4}")
_TRAIT = re.compile(
    r"(?i)\W{0,6}(?:(?:total|active|activated|number of|model|training|pre-?training|context"
    r"|maximum|non-embedding|base|max) ){0,3}(?:parameters?(?: count)?|params|architecture|type"
    r"|context"
    r"|length|window|vocabulary(?: size)?|vocab size|data|tokens|layers|precision|tokenizer"
    r"|weights|licen[cs]e|languages?|modalit(?:y|ies)|cut-?off|hidden size|experts|attention heads)"
    r"\W{0,4}[:|]"
)


@once
def models(document: Document) -> frozenset[str]:
    """
    Return the names that the headings over cards of models bear.

    `# Sable-2` over `- Parameters: 12B` and `- License: MIT`: Sable-2. Leaves alone a heading
    with more than a name (`Sable cuts its prices`), or over a page that lists no such traits.
    """
    found = set()
    for place, page in enumerate(pages(document)):
        titles = [] if place else [document.front_matter.get("title", "")]
        titles += [b.span.cut(document.clean) for b in page[:2] if b.kind is Kind.HEADING]
        if any(_SAYS.search(title) for title in titles) or _is_card(document, page):
            found |= {name for title in titles if (name := _name(title))}
    return frozenset(name for name in found if not _is_short(document, name))


def _is_short(document: Document, name: str) -> bool:
    """Say whether the text calls a model by its name without the size: Sable-2, Sable-2-30B."""
    stem = _SIZED.sub("", name)
    if stem == name or not re.search(r"\d", stem):
        return False
    return bool(re.search(rf"\b{re.escape(stem)}\b(?!-\d)", document.clean))


_SIZED = re.compile(r"[ -]\d+(?:\.\d+)?B\b.*$")


# `Quillon Q4 2025 letter to shareholders`, `Quillon's third-quarter results`.
_OF_A_QUARTER = re.compile(
    r"\W*(?P<name>[A-Z][\w&.-]+(?: [A-Z][\w&.-]+){0,3}?)(?:'s)?:?,?"
    r" (?:Q[1-4]|[1-4]Q|H[12]|FY ?'?\d\d|[Ff]iscal"
    r"|(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ull)[ -]"
    r"(?:[Qq]uarter|[Hh]alf|[Yy]ear)|[Aa]nnual|[Qq]uarterly|[Ss]hareholder|20\d\d)\b[^\n]{0,60}?"
    r"\b(?i:letter|results|earnings|report|update|highlights)\b"
)
_REPORTS = re.compile(
    r"\W*(?P<name>[A-Z][\w&.'-]+(?: [A-Z][\w&.'-]+){0,3}?)"
    rf",?(?: {legalforms.FORM}\.?)?"
    r" (?:[Rr]eports?|[Aa]nnounces|[Pp]osts|[Pp]ublishes|[Dd]elivers|[Rr]eleases) [^\n]{0,80}"
    r"\b(?:[Rr]esults|[Ee]arnings|[Qq]uarter)\b"
)


_DATED_RESULTS = re.compile(
    r"(?i)\b(?:quarter|half|year|[qh][1-4]|20\d\d)\b.* (?:results|earnings)$"
)


@once
def reporters(document: Document) -> dict[Span, str]:
    """Return the firms whose results pages give, by their headings: `Quillon Reports … Results`."""
    found = {}
    for page in pages(document):
        for block in page[:2]:
            if block.kind is not Kind.HEADING:
                continue
            span = block.span
            match = _REPORTS.match(document.clean, span.start, span.end)
            match = match or _OF_A_QUARTER.match(document.clean, span.start, span.end)
            if match is None or match["name"] in ordinary():
                continue
            if _DATED_RESULTS.search(match[0]) or _speaks(document, page, match["name"]):
                found[Span(*match.span("name"))] = match["name"]
    return found


def _speaks(document: Document, page: Sequence[Block], name: str) -> bool:
    """
    Say whether a page is a firm's own: it says `we` or `the company`, or names it again.

    `AI Chips 2025 Market Report` stands over a page of nobody's.
    """
    first = name.split(" ")[0]
    plain = first in ordinary() | shapes()["not_alone"] or first.lower() in document.clean
    again = name if plain else first
    firm = re.compile(
        rf"\b(?:[Ww]e|[Oo]ur|[Tt]he (?:[Cc]ompany|[Gg]roup|[Ff]irm)|{re.escape(again)})\b"
    )
    prose = (block.span for block in page if block.kind is not Kind.HEADING)
    return any(firm.search(document.clean, span.start, span.end) for span in prose)


def in_full(document: Document, word: str, tails: frozenset[str]) -> str:
    """
    Return a firm's name as the title writes it in full, else as it stands.

    `Larkspur` under `Larkspur Networks reports results` is Larkspur Networks.
    """
    if " " in word:
        return word
    titles = [document.front_matter.get("title", "")]
    for page in pages(document):
        titles += [b.span.cut(document.clean) for b in page[:2] if b.kind is Kind.HEADING]
    for title in titles:
        found: list[str] = []
        _, name, after = f" {title} ".partition(f" {word} ")
        for more in after.split() if name else ():
            if more.strip(",.:") not in tails:
                break
            found.append(more.strip(",.:"))
        if found:
            return " ".join([word, *found])
    return word


def _name(title: str) -> str:
    """Return the name that a heading is all but alone with, "" for none."""
    words = " ".join(_BESIDE.sub(" ", title).split())
    return words if _NAME.fullmatch(words) and re.search(r"\d|[a-z][A-Z]", words) else ""


def _is_card(document: Document, page: Sequence[Block]) -> bool:
    """Say whether lines, or rows of a table, list what a model is made of."""
    found = 0
    for block in page[:_FIRST]:
        if block.table:
            rows = (row[0].span.cut(document.clean) + ":" for row in block.table.rows if row)
            found += sum(1 for words in rows if _TRAIT.fullmatch(words))
        elif block.kind in (Kind.ITEM, Kind.PARAGRAPH):
            found += bool(_TRAIT.match(document.clean, block.span.start, block.span.end))
        if found >= _ENOUGH:
            return True
    return False
