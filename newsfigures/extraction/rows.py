"""
Whom a table cell is about.

The entity its row names; in a table with one column for each name, the entity its column's
head names; else the row's label, when it reads as a name that no list holds.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from newsfigures.extraction.document import Cell, Document, Table
from newsfigures.extraction.fits import COMPANY_METRICS, FITS, MODEL_METRICS
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
    if mention.kind != "model" or more == words or not re.fullmatch(_TIER, more):
        return mention
    return replace(mention, name=f"{mention.name}{more}")


_TIER = r"(?:[ -](?:[A-Z][a-z]+|\d+(?:\.\d+)?[BT]?)){1,2}"


# Columns that name who gave, said or sold something: never whom the row is about.
_ASIDE = re.compile(r"(?i)\b(?:lead|led by|investors?|backers?|source|publisher|analyst|via|by)\b")
_MODELS = re.compile(r"(?i)\b(?:models?|systems?|LLMs?)\b")
_SUMS = re.compile(
    r"(?i)^(?:(?:sub|grand )?total|sum|average|mean|median|all|overall|other|rest)\b"
)
_TRAITS = re.compile(
    r"(?i)\b(?:parameters?|params|tokens?|hours?|cost|price|revenue|sales|users|compute|context|capex"
    r"|spending|headcount|staff|chips|GPUs|power|valuation|raised|downloads|income|profit|year|q[1-4])\b"
)


def subject(
    document: Document, mentions: Sequence[Mention], at: Span, metric: str
) -> Mention | None:
    """Return what a table cell is about, None outside tables or when nothing is named."""
    table = table_at(document, at)
    row = row_at(table, at) if table else None
    if table is None or row is None:
        return None
    fits = FITS[metric]
    heads = {cell.column: cell for cell in table.header}
    found = []
    for cell in row:
        head = heads.get(cell.column)
        if cell.span.overlaps(at) or (
            head and cell.column and _ASIDE.search(head.span.cut(document.clean))
        ):
            continue
        if mention := _named(mentions, cell, fits):
            found.append(_whole(document, cell, mention))
    # A column of models: its label is the model, though only the maker is known.
    if metric in MODEL_METRICS and all(m.kind != "model" for m in found):
        first = table.header[0].span.cut(document.clean) if table.header else ""
        model = _MODELS.search(first) and _labelled(document, mentions, table, row, at, metric)
        if model:
            return model
    if found:
        best = max(fits[m.kind] for m in found)
        return next(m for m in found if fits[m.kind] == best)
    column = next((c.column for c in row if c.span.overlaps(at)), None)
    head = heads.get(column) if column is not None else None
    above = _named(mentions, head, fits) if head else None
    if above and head:
        return _whole(document, head, above)
    return _labelled(document, mentions, table, row, at, metric)


def _labelled(
    document: Document,
    mentions: Sequence[Mention],
    table: Table,
    row: Row,
    at: Span,
    metric: str,
) -> Mention | None:
    """Return the row's label as a name, with the company another cell of the row names."""
    words = label(document, row, at)
    if row is table.header or not _LABEL.match(words) or len(words.split()) > 5:
        return None
    if _SUMS.match(words) or _TRAITS.search(words):
        return None
    if metric in MODEL_METRICS:
        kind = "model"
    elif metric in COMPANY_METRICS:
        kind = "company"
    else:
        return None
    spot = next(c.span for c in row if words[:4] in c.span.cut(document.clean))
    new = Mention(
        span=spot,
        surface=spot.cut(document.clean),
        name=words,
        kind=kind,
        company=words if kind == "company" else None,
        listed=False,
        via="unlisted",
    )
    if kind == "company":
        return new
    maker = next((m for c in row if (m := _named(mentions, c, {"company": 1.0}))), None)
    return replace(new, company=maker.company if maker else _kin(mentions, spot, words))


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
