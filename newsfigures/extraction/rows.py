"""
Whom a table cell is about.

The entity its row names; in a table with one column for each name, the entity its column's
head names; else the row's label, when it reads as a name that no list holds.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from newsfigures.extraction.document import Cell, Document, Table
from newsfigures.extraction.fits import COMPANY_METRICS, FITS, MODEL_METRICS, SITE_METRICS
from newsfigures.extraction.gazetteer import bare, lexicon
from newsfigures.extraction.heads import Heads, heads_of, is_plain, names_kind
from newsfigures.extraction.mention import Mention
from newsfigures.model import Span

Row = tuple[Cell, ...]


def table_at(document: Document, at: Span) -> Table | None:
    """Return the table that holds a span."""
    low = bisect_left(document.blocks, at.start + 1, key=lambda b: b.span.start) - 1
    block = document.blocks[low] if low >= 0 else None
    return block.table if block and block.table and block.span.holds(at) else None


def row_at(table: Table, at: Span) -> Row | None:
    """Return the row that holds a span."""
    filled = [row for row in table.rows if row] if () in table.rows else table.rows
    low = bisect_left(filled, at.start + 1, key=lambda row: row[0].span.start) - 1
    return filled[low] if low >= 0 and at.start <= filled[low][-1].span.end else None


def label(document: Document, row: Row, at: Span) -> str:
    """Return the words of a row's first cell that is no number, "" for none."""
    for cell in row:
        words = cell.span.cut(document.clean).strip(" *_")
        if cell.span.overlaps(at):
            break
        if re.search(r"[^\W\d_]{2}", words) and not re.match(r"[$€£¥~<>]?\d", words):
            return re.sub(r"\s+", " ", words)
    return ""


def _named(mentions: Sequence[Mention], cell: Cell, fits: dict[str, float]) -> Mention | None:
    low = bisect_left(mentions, cell.span.start, key=lambda m: m.span.start)
    high = bisect_left(mentions, cell.span.end, key=lambda m: m.span.start)
    inside = [m for m in mentions[low:high] if fits.get(m.kind)]
    return max(inside, key=lambda m: fits[m.kind]) if inside else None


def _whole(document: Document, cell: Cell, mention: Mention) -> Mention:
    """Return the model a cell names in full when only its family is known: `Corvid-2 Base`."""
    words = re.sub(r"\s+", " ", cell.span.cut(document.clean)).strip(" *_")
    more = words.removeprefix(mention.surface)
    if mention.kind != "model" or more == words or not more:
        return mention
    if not all(_TIER.fullmatch(w) or w in _tiers() for w in re.split(r"[ -]", more[1:])):
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


# Columns that name who gave, said or sold something: never whom the row is about.
_ASIDE = re.compile(
    r"(?i)\b(?:lead|led by|investors?|backers?|sources?|publisher|analysts?|via|by|chips?"
    r"|hardware)\b"
)
_SUMS = re.compile(
    r"(?i)^\W*(?:(?:sub|grand )?total|sum|average|mean|median|all|overall|others?(?-i:(?! [A-Z]))|rest|combined"
    r"|both|together)\b"
)
_SUM = re.compile(r"(?i)\W*(?:(?:sub-?|grand )?total|sum|together|combined|average|mean)\W*$")
_TRAITS = re.compile(
    r"(?i)\b(?:parameters?|params|tokens?|hours?|cost|price|revenue|sales|users|compute|context|capex"
    r"|spending|headcount|staff|chips|GPUs|power|valuation|raised|downloads|income|profit|year|q[1-4])\b"
)
_DATED = re.compile(
    r"(?i)^\W*(?:\d{1,2}\.? )?(?:(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may"
    r"|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
    r"|mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?\b\.?(?:,? \d{1,4})*\W*$"
    r"|^\W*(?:q[1-4]|h[12]|fy)\W?\d*\W*$"
)
# What the column that names the subject may hold, best first.
_KINDS = {
    "users": ("product", "model", "company"),
    "downloads": ("product", "model", "company"),
    "subscription_price": ("product", "model", "company"),
    "gpu_rental_rate": ("company",),
}


def _kinds(metric: str, heads: Heads) -> tuple[str, ...]:
    if metric in MODEL_METRICS:
        return ("model",)
    if metric == "revenue" and names_kind(heads.corner) == "product":
        return ("product", "company")
    if metric in SITE_METRICS:
        return ("project", "company", "model")
    return _KINDS.get(metric, ("company",))


def subject(
    document: Document, mentions: Sequence[Mention], at: Span, metric: str
) -> Mention | None:
    """Return what a table cell is about, None outside tables or when nothing is named."""
    table = table_at(document, at)
    row = row_at(table, at) if table else None
    cell = next((c for c in row or () if c.span.overlaps(at)), None)
    if table is None or row is None or cell is None or cell.row < table.heads:
        return None
    heads = heads_of(document, table)
    if _is_trait(heads, cell):
        return _over(document, mentions, heads, cell, metric)
    label = heads.label(cell)
    if label and _SUM.match(label.span.cut(document.clean)):
        return None
    named = _in_column(document, mentions, heads, cell, metric)
    return (
        named
        or _in_row(document, mentions, heads, cell, metric)
        or _over(document, mentions, heads, cell, metric)
        or _labelled(document, mentions, heads, cell, metric)
        or (_above(document, mentions, heads, metric) if heads.transposed else None)
    )


def _is_trait(heads: Heads, cell: Cell) -> bool:
    """Say whether the label of a row is what is measured, no name."""
    said = heads.said(cell)
    label = heads.label(cell)
    return said is not None and label is not None and said.span == label.span


def _in_column(
    document: Document, mentions: Sequence[Mention], heads: Heads, cell: Cell, metric: str
) -> Mention | None:
    """Return the name in the column whose head says that such names stand in it."""
    row = heads.table.rows[cell.row]
    for kind in _kinds(metric, heads):
        for other in row:
            head = heads.column(other)
            if other is cell or names_kind(head) != kind or _ASIDE.search(head):
                continue
            fits = {k: v for k, v in FITS[metric].items() if v > 0.4 or k == kind}
            if mention := _named(mentions, other, {kind: 1.0} if kind != "product" else fits):
                return _branded(document, other, _whole(document, other, mention), kind)
            if kind == "company" and (mention := _named(mentions, other, fits)):
                return mention
            words = _name(document, other)
            if words and not _SUMS.match(words):
                return _new(document, mentions, row, other, words, kind)
    return None


def _branded(document: Document, cell: Cell, mention: Mention, kind: str) -> Mention:
    """Return the product a cell names after its maker (`Meta AI`, `Snap Lens`), of that maker."""
    words = _name(document, cell)
    if kind != "product" or mention.kind != "company" or words in ("", mention.name):
        return mention
    return replace(mention, name=words, kind="model", listed=False)


_MORE_NAME = re.compile(r"(?: (?:&|and|of|[A-Z][\w&'-]*)){1,4}")


def _segment(document: Document, heads: Heads, cell: Cell, mention: Mention) -> Mention:
    """Return the part of a company that a row is named after: `Verity Cloud Platform`."""
    words = _name(document, cell)
    more = words.removeprefix(mention.surface)
    if cell.column or mention.kind != "company" or more == words or not _MORE_NAME.fullmatch(more):
        return mention
    if names_kind(heads.corner) == "company" or re.search(
        r"\b(?:Inc|Corp|Ltd|Group|Holdings)\b", more
    ):
        return mention
    return replace(mention, name=words, listed=False)


def _in_row(
    document: Document, mentions: Sequence[Mention], heads: Heads, cell: Cell, metric: str
) -> Mention | None:
    fits = FITS[metric]
    found = []
    for other in heads.table.rows[cell.row]:
        if other is cell or (other.column and _ASIDE.search(heads.column(other))):
            continue
        if mention := _named(mentions, other, fits):
            found.append(_segment(document, heads, other, _whole(document, other, mention)))
    if not found:
        return None
    best = max(fits[m.kind] for m in found)
    return next(m for m in found if fits[m.kind] == best)


def _over(
    document: Document, mentions: Sequence[Mention], heads: Heads, cell: Cell, metric: str
) -> Mention | None:
    """Return the name at the head of the column, or of the lines above a table of properties."""
    fits = FITS[metric]
    for head in reversed(heads.table.over(cell.column)):
        if mention := _named(mentions, head, fits):
            return _whole(document, head, mention)
    if not _is_trait(heads, cell):
        return None
    first = next(iter(heads.table.over(cell.column)), None)
    words = _name(document, first) if first else ""
    if first and words and heads.transposed and not is_plain(words) and not _SUMS.match(words):
        kinds = _kinds(metric, heads)
        if kinds[0] in ("model", "company"):
            return _new(document, mentions, heads.table.header, first, words, kinds[0])
    return _above(document, mentions, heads, metric)


def _above(
    document: Document, mentions: Sequence[Mention], heads: Heads, metric: str
) -> Mention | None:
    """Return the name that the lines above a table of properties are about."""
    fits = FITS[metric]
    if metric == "gpu_rental_rate":
        fits = {"model": 1.0}  # the rate at which its hours are priced
    for span, _ in heads.above:
        low = bisect_left(mentions, span.start, key=lambda m: m.span.start)
        high = bisect_left(mentions, span.end, key=lambda m: m.span.start)
        near = [m for m in mentions[low:high] if fits.get(m.kind, 0.0) >= _SURE]
        if near:
            return max(near, key=lambda m: fits[m.kind])
    return _titled(document, mentions, heads) if metric in MODEL_METRICS else None


def compared(
    document: Document, mentions: Sequence[Mention], at: Span, subject: Mention
) -> str | None:
    """Return the model that the head of a cell's column, or a line above, compares it with."""
    table = table_at(document, at)
    cell = table.cell_at(at.start) if table else None
    if table is None or cell is None:
        return None
    heads = heads_of(document, table)
    spans = [head.span for head in table.over(cell.column)] + [span for span, _ in heads.above]
    for span in spans:
        low = bisect_left(mentions, span.start, key=lambda m: m.span.start)
        high = bisect_left(mentions, span.end, key=lambda m: m.span.start)
        for mention in reversed(mentions[low:high]):
            if mention.kind == "model" and mention.name != subject.name:
                return mention.name
    return None


# The name of a model that no list has, with its number: `Kestrel-3`, `Orion 2.5 Mini`.
_NUMBERED = re.compile(r"\b[A-Z][A-Za-z]+(?:-| )?\d{1,2}(?:\.\d+)?(?![\d%])(?:[- ][A-Z][a-z]+)?")


def _titled(document: Document, mentions: Sequence[Mention], heads: Heads) -> Mention | None:
    """Return the unlisted model a heading is about, if the text names it again."""
    counted = frozenset(lexicon("numbered")["labels"].split())
    months = frozenset(lexicon("numbered")["months"])
    for span, _ in heads.above:
        for match in _NUMBERED.finditer(document.clean, span.start, span.end):
            first = re.split(r"[\W\d]", match[0])[0]
            if first.lower() in counted or first in months:
                continue
            again = re.search(rf"\b{re.escape(match[0])}\b", document.clean[: span.start])
            again = again or re.compile(rf"\b{re.escape(match[0])}\b").search(
                document.clean, span.end
            )
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


_SURE = 0.8


def is_unnamed(document: Document, mentions: Sequence[Mention], at: Span, metric: str) -> bool:
    """Say whether a cell belongs to a sum of several rows, or to words that name nothing."""
    table = table_at(document, at)
    row = row_at(table, at) if table else None
    cell = next((c for c in row or () if c.span.overlaps(at)), None)
    if table is None or cell is None or cell.row < table.heads:
        return False
    heads = heads_of(document, table)
    label = heads.label(cell)
    if label is None or _is_trait(heads, cell):
        return False
    if not _SUMS.match(label.span.cut(document.clean)):
        return False
    if names_kind(heads.corner):
        return True
    firsts = [r[0] for r in table.rows[table.heads :] if r][:40]
    return sum(1 for c in firsts if _named(mentions, c, FITS[metric])) > 1


def _name(document: Document, cell: Cell) -> str:
    """Return the words of a cell that read as a name no list holds, else ""."""
    words = re.sub(r"\s+", " ", cell.span.cut(document.clean)).strip(" *_")
    if not _LABEL.match(words) or len(words.split()) > 5 or not re.search(r"[^\W\d_]{2}", words):
        return ""
    if _DATED.match(words) or _TRAITS.search(words) or re.match(r"[$€£¥~<>]?\d[\d.,]*\b", words):
        return ""
    return (
        "" if re.fullmatch(r"(?i)n/?a|none|nil|tba|tbc|tbd|unknown|undisclosed", words) else words
    )


def _new(
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
    others = (c for c in row if c is not cell)
    maker = next((m for c in others if (m := _named(mentions, c, {"company": 1.0}))), None)
    if maker is None and kind == "project":
        return new
    return replace(new, company=maker.company if maker else _kin(mentions, cell.span, words))


def _as_elsewhere(document: Document, words: str) -> str:
    """Return a model's name as another table heads it: `corvid-2-nano` is `Corvid-2 Nano`."""
    if words != words.lower():
        return words
    for table in document.tables():
        for cell in (*table.header, *(row[0] for row in table.rows if row)):
            other = re.sub(r"\s+", " ", cell.span.cut(document.clean)).strip(" *_")
            if other != words and bare(other) == bare(words):
                return other
    return words


def _labelled(
    document: Document, mentions: Sequence[Mention], heads: Heads, cell: Cell, metric: str
) -> Mention | None:
    """Return the row's label as a name."""
    if metric in MODEL_METRICS:
        kind = "model"
    elif metric in COMPANY_METRICS:
        kind = "company"
    else:
        return None
    row = heads.table.rows[cell.row]
    for other in row:
        if other.span.start >= cell.span.start:
            break
        words = _name(document, other)
        if words and not _SUMS.match(words):
            new = _new(document, mentions, row, other, words, kind)
            return _part_of(mentions, heads, new) if kind == "company" else new
        if words:
            break
    return None


_PARTS = re.compile(
    r"(?i)\b(?:segments?|divisions?|business(?:es)?|units?|categor(?:y|ies)|lines?)\b"
)


def _part_of(mentions: Sequence[Mention], heads: Heads, part: Mention) -> Mention:
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
