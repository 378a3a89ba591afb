"""
Names as table cells write them: in full, with a tier or a segment, or known to no list.

A cell is short, so what it says of a name is not said in prose: `Corvid-2 Base`, `Meta AI` in a
column of products, `Verity Cloud Platform` among the segments of Verity Cloud.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from newsfigures.extraction import legalforms
from newsfigures.extraction import patterns as re
from newsfigures.extraction.document import Cell, Document
from newsfigures.extraction.gazetteer import bare, lexicon
from newsfigures.extraction.heads import Heads
from newsfigures.extraction.headwords import names_kind
from newsfigures.extraction.mention import Mention
from newsfigures.model import Span

Row = tuple[Cell, ...]


def named_in(mentions: Sequence[Mention], cell: Cell, fits: dict[str, float]) -> Mention | None:
    """Return the mention in a cell that fits best, None without one that fits."""
    low = bisect_left(mentions, cell.span.start, key=lambda m: m.span.start)
    high = bisect_left(mentions, cell.span.end, key=lambda m: m.span.start)
    inside = [m for m in mentions[low:high] if fits.get(m.kind)]
    return max(inside, key=lambda m: fits[m.kind]) if inside else None


def whole(document: Document, cell: Cell, mention: Mention) -> Mention:
    """Return the model a cell names in full when only its family is known: `Corvid-2 Base`."""
    words = re.sub(r"\s+", " ", cell.span.cut(document.clean)).strip(" *_")
    more = words.removeprefix(mention.surface)
    if mention.kind != "model" or more == words or not more:
        return mention
    if not all(
        _TIER.fullmatch(w) or w.capitalize() in _tiers() for w in re.split(r"[ -]", more[1:])
    ):
        return mention
    if not re.match(r"[ -]", more) or len(more.split()) > 2:
        return mention
    stem = mention.name
    if not stem.lower().startswith(mention.surface.lower()):
        stem = mention.surface
    elif stem.lower() != mention.surface.lower() and re.search(r"\d", more):
        stem = mention.surface  # `Mixtral` is short for one size, the cell names another
    return replace(mention, name=f"{stem}{more}")


_TIER = re.compile(r"[A-Z][a-z]+|\d+(?:\.\d+)?[BT]?|\d{1,2}x\d{1,3}B")


@cache
def _tiers() -> frozenset[str]:
    return frozenset(lexicon("naming")["version_words"])


_TRAITS = re.compile(
    r"(?i)\b(?:parameters?|params|tokens?|hours?|cost|price|revenue|sales|users|compute|context|capex"
    r"|spending|headcount|staff|chips|GPUs|power|valuation|raised|downloads|income|profit|year|q[1-4]"
    r"|(?:pre-?|post-?|mid-?)?training|fine-?tuning|SFT|RL|RLHF|extension|annealing|stages?|phases?)\b"
)
DATED = re.compile(
    r"(?i)^\W*(?:\d{1,2}\.? )?(?:(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may"
    r"|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
    r"|mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?\b\.?(?:,? \d{1,4})*\W*$"
    r"|^\W*(?:q[1-4]|h[12]|fy)\W?\d*\W*$|^\W*(?:19|20)\d\d\W*$"
)


def branded(document: Document, cell: Cell, mention: Mention, kind: str) -> Mention:
    """Return the product a cell names after its maker (`Meta AI`, `Snap Lens`), of that maker."""
    words = name_in(document, cell)
    if kind != "product" or mention.kind != "company" or words in ("", mention.name):
        return mention
    return replace(mention, name=words, kind="model", listed=False)


_FULL = re.compile(rf"\b(?:{legalforms.FORM}|(?:Group|Holdings)\b)")
_MORE_NAME = re.compile(r"(?: (?:&|and|of|[A-Z][\w&'-]*)){1,4}")


def segment(document: Document, heads: Heads, cell: Cell, mention: Mention) -> Mention:
    """Return the part of a company that a row is named after: `Verity Cloud Platform`."""
    words = name_in(document, cell)
    more = words.removeprefix(mention.surface)
    if cell.column or mention.kind != "company" or more == words or not _MORE_NAME.fullmatch(more):
        return mention
    if names_kind(heads.corner) == "company" or _FULL.search(more):
        return mention
    return replace(mention, name=words, listed=False)


def opening(
    document: Document, mentions: Sequence[Mention], cell: Cell, at: Span
) -> Mention | None:
    """Return the model that a cell itself names before its amounts: `GPT-5: $1.25 / $10`."""
    named = named_in(mentions, cell, {"model": 1.0})
    if named is None or named.span.end > at.start:
        return None
    before = document.clean[cell.span.start : named.span.start]
    after = document.clean[named.span.end : at.start]
    return named if not before.strip(" *_") and _UP_TO.fullmatch(after) else None


_UP_TO = re.compile(r"[ *_]*[:—-][^A-Za-z]*")
_PLAN = re.compile(
    r"[\s*_]*(?P<plan>[A-Z][\w+-]*(?: [A-Z][\w+-]*){0,2})[\s*_]*(?:[,:(—-]|at\b)[\s*_]*"
)


def planned(document: Document, cell: Cell, at: Span, named: Mention) -> Mention:
    """
    Return a product with the plan that a cell names before its price: `Plus, $20`.

    Leaves alone how a price is paid: `Monthly: $20`.
    """
    match = _PLAN.fullmatch(document.clean, cell.span.start, at.start)
    if match is None or match["plan"] in named.name or match["plan"].split()[0] in _NO_PLANS:
        return named
    plan = match["plan"]
    return replace(named, name=plan if plan.startswith(named.name) else f"{named.name} {plan}")


# How often and how a price is paid, and since when: `Monthly: $20`, `Now: $15`.
_NO_PLANS = frozenset(
    {"From", "Free", "About", "Around", "Roughly", "Only", "Now", "Was", "New", "Old", "Starts"}
    | {"Starting", "Monthly", "Yearly", "Annual", "Annually", "Quarterly", "Weekly", "Daily"}
    | {"Price", "Cost", "List", "Per", "Billed", "Paid", "US", "UK", "EU", "USD", "Up", "Approx"}
)


# The name of a model that no list has, with its number: `Kestrel-3`, `Orion 2.5 Mini`.
_NUMBERED = re.compile(r"\b[A-Z][A-Za-z]+(?:-| )?\d{1,2}(?:\.\d+)?(?![\d%])(?:[- ][A-Z][a-z]+)?")


def titled(document: Document, mentions: Sequence[Mention], heads: Heads) -> Mention | None:
    """Return the unlisted model a heading is about, if the text names it again."""
    if "titled" not in heads.names:
        heads.names["titled"] = _titled(document, mentions, heads)
    return heads.names["titled"]


def _titled(document: Document, mentions: Sequence[Mention], heads: Heads) -> Mention | None:
    counted = frozenset(lexicon("numbered")["labels"].split())
    months = frozenset(lexicon("numbered")["months"])
    for span, _ in heads.above:
        for match in _NUMBERED.finditer(document.clean, span.start, span.end):
            first = re.split(r"[\W\d]", match[0])[0]
            if first.lower() in counted or first in months:
                continue
            name = re.compile(rf"\b{re.escape(match[0])}\b")
            again = name.search(document.clean, 0, span.start)
            again = again or name.search(document.clean, span.end)
            low = bisect_left(mentions, match.start(), key=lambda m: m.span.start)
            taken = low < len(mentions) and mentions[low].span.start < match.end()
            if again and not taken:
                at = Span(match.start(), match.end())
                return Mention(
                    span=at,
                    surface=match[0],
                    name=match[0],
                    kind="model",
                    company=_kin(mentions, at, match[0]),
                    listed=False,
                    via="unlisted",
                )
    return None


_NO_NAME = re.compile(
    r"(?i)n/?a|none|nil|tba|tbc|tbd|unknown|undisclosed|(?:pre-?)?seed(?: round)?"
    r"|series [a-h]\d?\+?|angel(?: round)?|tender offer|ipo|growth(?: round)?|bridge"
    r"|secondary(?: sale)?|debt|private"
    r"|(?:sparse )?mixture[ -]of[ -]experts(?: \(moe\))?|(?:sparse )?moe"
    r"|(?:dense )?(?:decoder-only |causal )?transformer|dense|apache[ -]2\.0|mit(?: license)?"
)


def name_in(document: Document, cell: Cell) -> str:
    """Return the words of a cell that read as a name no list holds, else ""."""
    words = re.sub(r"\s+", " ", cell.span.cut(document.clean)).strip(" *_")
    if not _LABEL.match(words) or len(words.split()) > 5 or not re.search(r"[^\W\d_]{2}", words):
        return ""
    if DATED.match(words) or _TRAITS.search(words) or re.match(r"[$€£¥~<>]?\d[\d.,]*\b", words):
        return ""
    if words in lexicon("naming")["rental_tiers"]:
        return ""  # `Spot`, `Secure Cloud`: how chips are let
    return "" if _NO_NAME.fullmatch(words) else legalforms.without(words)


def new(
    document: Document,
    mentions: Sequence[Mention],
    row: Row,
    cell: Cell,
    words: str,
    kind: str,
) -> Mention:
    """Return a mention of a name that only a table has, with the company another cell names."""
    new = Mention(
        span=cell.span,
        surface=cell.span.cut(document.clean),
        name=words,
        kind="model" if kind == "product" else kind,
        company=words if kind == "company" else None,
        listed=False,
        via="unlisted",
    )
    if kind == "company":
        return new
    if kind == "model":
        new = replace(new, name=_as_elsewhere(document, words))
    others = (cell, *(c for c in row if c is not cell))  # `Quillon GPU Clusters`: Quillon's
    maker = next((m for c in others if (m := named_in(mentions, c, {"company": 1.0}))), None)
    if maker is None and kind == "project":
        return new
    return replace(new, company=maker.company if maker else _kin(mentions, cell.span, words))


def _as_elsewhere(document: Document, words: str) -> str:
    """Return a model's name as another table heads it: `corvid-2-nano` is `Corvid-2 Nano`."""
    if words != words.lower():
        return words
    return _headed(document).get(bare(words), words)


@lru_cache(maxsize=2)
def _headed(document: Document) -> dict[str, str]:
    """Return how heads and labels of tables write names with capitals, by the bare form."""
    found: dict[str, str] = {}
    for table in document.tables():
        for cell in (*table.header, *(row[0] for row in table.rows if row)):
            words = re.sub(r"\s+", " ", cell.span.cut(document.clean)).strip(" *_")
            if words != words.lower():
                found.setdefault(bare(words), words)
    return found


_PARTS = re.compile(
    r"(?i)\b(?:segments?|divisions?|business(?:es)?|units?|categor(?:y|ies)|lines?)\b"
)


def part_of(mentions: Sequence[Mention], heads: Heads, part: Mention) -> Mention:
    """Return a segment with the company it is a part of: the one that the lines above name."""
    segment = bool(_PARTS.search(heads.corner))
    for span, _ in heads.above:
        low = bisect_left(mentions, span.start, key=lambda m: m.span.start)
        high = bisect_left(mentions, span.end, key=lambda m: m.span.start)
        for whole in mentions[low:high]:
            if whole.kind != "company":
                continue
            if part.name.startswith((whole.name, whole.surface)):
                return replace(part, company=whole.company)
            if segment:
                return replace(part, name=f"{whole.name} {part.name}", company=whole.company)
    return part


# A name, or a model as programs write it: `corvid-2-nano`.
_LABEL = re.compile(r"[A-Z\d]|[a-z]+-[a-z\d.-]*\d")


def _kin(mentions: Sequence[Mention], spot: Span, words: str) -> str | None:
    """Return the maker of a model of the same family named not far before."""
    stem = re.match(r"[A-Za-z]+", words)
    low = bisect_left(mentions, spot.start, key=lambda m: m.span.start)
    for mention in reversed(mentions[max(0, low - 200) : low]):
        if stem and mention.kind == "model" and mention.name.lower().startswith(stem[0].lower()):
            return mention.company
    return None
