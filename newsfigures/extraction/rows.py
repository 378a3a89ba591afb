"""
Whom a table cell is about.

The entity its row names; in a table with one column for each name, the entity its column's
head names; else the row's label, when it reads as a name that no list holds.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from newsfigures.extraction import cellnames, owners, sums, topic
from newsfigures.extraction import patterns as re
from newsfigures.extraction.cellnames import Row
from newsfigures.extraction.document import Cell, Document, Table
from newsfigures.extraction.fits import COMPANY_METRICS, FITS, MODEL_METRICS, SITE_METRICS
from newsfigures.extraction.heads import Heads, heads_of
from newsfigures.extraction.headwords import OF_WHICH, is_plain, names_kind
from newsfigures.extraction.mention import Mention
from newsfigures.model import Span


def table_at(document: Document, at: Span) -> Table | None:
    """Return the table that holds a span."""
    low = document.block_at(at.start)
    block = document.blocks[low] if low >= 0 else None
    return block.table if block and block.table and block.span.holds(at) else None


def row_at(table: Table, at: Span) -> Row | None:
    """Return the row that holds a span."""
    cell = table.cell_at(at.start)
    return table.rows[cell.row] if cell else None


def label(document: Document, row: Row, at: Span) -> str:
    """Return the words of a row's first cell that is no number, "" for none."""
    for cell in row:
        words = cell.span.cut(document.clean).strip(" *_")
        if cell.span.overlaps(at):
            break
        if re.search(r"[^\W\d_]{2}", words) and not re.match(r"[$€£¥~<>]?\d", words):
            return re.sub(r"\s+", " ", words)
    return ""


# Columns that name who gave, said or sold something: never whom the row is about.
_ASIDE = re.compile(
    r"(?i)\b(?:lead|led by|investors?|backers?|sources?|publisher|analysts?|via|by|chips?"
    r"|hardware)\b"
)
# Whom a building is let to: never whose it is.
_TENANT = re.compile(
    r"(?i)\b(?:tenants?|customers?|clients?|off-?takers?|leased to|let to|occupiers?)\b"
)
_SUMS = re.compile(
    r"(?i)^\W*(?:(?:sub|grand )?total|sum|average|mean|median|all|overall|others?(?-i:(?! [A-Z]))"
    r"|rest|combined|both|together)\b"
)
_SUM = re.compile(r"(?i)\W*(?:(?:sub-?|grand )?total|sum|together|combined|average|mean)\W*$")
_PLACE = re.compile(r"(?i)^\W*(?:locations?|places?|towns?|where)\b")
_PRICED = re.compile(r"[$€£¥₹]\s?\d")
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
    if metric == "gpu_count" and names_kind(heads.corner) == "model":
        return ("model",)  # what it was trained on, whoever made it
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
    label = heads.label(cell)
    if _is_trait(heads, cell):
        return _over(document, mentions, heads, cell, metric)
    if label and _SUM.match(label.span.cut(document.clean)):
        return None
    if label and heads.transposed and heads.whole(cell):
        return _part(document, mentions, heads, label, metric)
    if label and metric == "revenue" and OF_WHICH.match(heads.row(cell)):
        return _part(document, mentions, heads, label, metric)
    if is_unnamed(document, mentions, at, metric):
        return None
    if metric in SITE_METRICS and (site := cellnames.named_in(mentions, cell, {"project": 1.0})):
        return site  # `Colossus opens with 100,000 chips`, a cell of words
    if metric in MODEL_METRICS and (own := cellnames.opening(document, mentions, cell, at)):
        return own
    named = (
        _of_building(document, heads, cell, metric)
        or _in_column(document, mentions, heads, cell, metric)
        or _in_row(document, mentions, heads, cell, metric)
        or _over(document, mentions, heads, cell, metric)
        or _labelled(document, mentions, heads, cell, metric)
        or (_above(document, mentions, heads, metric) if _is_dated(heads, cell) else None)
    )
    if named and metric == "subscription_price":
        return cellnames.planned(document, cell, at, named)
    return owners.given(document, mentions, heads, cell, named) if named else None


def _part(
    document: Document, mentions: Sequence[Mention], heads: Heads, label: Cell, metric: str
) -> Mention | None:
    """Return the line of business that a row is, with whose it is: `Quillon data centre`."""
    words = " ".join(label.span.cut(document.clean).split()).strip(" *_")
    words = OF_WHICH.sub("", words).strip(" :")
    whole = _above(document, mentions, heads, metric)
    if whole is None or whole.kind != "company" or sums.is_rest(words):
        return None
    if words.startswith((whole.name, whole.surface)):
        return replace(whole, name=words)
    low = " ".join(w if w[:2].isupper() else w.lower() for w in words.split())
    return replace(whole, name=f"{whole.name} {low}")


def _is_dated(heads: Heads, cell: Cell) -> bool:
    """Say whether the rows are times or properties: what stands above is the subject of all."""
    first = heads.table.rows[cell.row][0].span.cut(heads.document.clean)
    return heads.transposed or bool(cellnames.DATED.match(first))


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
            place = kind == "project" and not other.column and _PLACE.search(head)
            if other is cell or _ASIDE.search(head) or not (place or names_kind(head) == kind):
                continue
            fits = {k: v for k, v in FITS[metric].items() if v > 0.4 or k == kind}
            if mention := cellnames.named_in(
                mentions, other, {kind: 1.0} if kind != "product" else fits
            ):
                return cellnames.branded(
                    document, other, cellnames.whole(document, other, mention), kind
                )
            if kind == "company" and (mention := cellnames.named_in(mentions, other, fits)):
                return mention
            words = cellnames.name_in(document, other)
            if words and not _SUMS.match(words):
                return cellnames.new(document, mentions, row, other, words, kind)
    return None


def _in_row(
    document: Document, mentions: Sequence[Mention], heads: Heads, cell: Cell, metric: str
) -> Mention | None:
    fits = FITS[metric]
    found = []
    for other in heads.table.rows[cell.row]:
        if other is cell or (other.column and _ASIDE.search(heads.column(other))):
            continue
        if other.column and metric in SITE_METRICS and _TENANT.search(heads.column(other)):
            continue
        if other.column and _PRICED.search(other.span.cut(document.clean)):
            continue  # an amount with a word on it, no name
        if mention := cellnames.named_in(mentions, other, fits):
            found.append(
                cellnames.segment(document, heads, other, cellnames.whole(document, other, mention))
            )
    if not found:
        return None
    best = max(fits[m.kind] for m in found)
    return next(m for m in found if fits[m.kind] == best)


def _over(
    document: Document, mentions: Sequence[Mention], heads: Heads, cell: Cell, metric: str
) -> Mention | None:
    """Return the name at the head of the column, or of the lines above a table of properties."""
    fits = FITS[metric]
    # A box of facts whose first line, the owner's, stands where a header would.
    if metric in SITE_METRICS and owners.is_key(heads.corner) and len(heads.table.header) == _BOX:
        return _above(document, mentions, heads, metric)
    for head in reversed(heads.table.over(cell.column)):
        if mention := cellnames.named_in(mentions, head, fits):
            return cellnames.whole(document, head, mention)
    if not _is_trait(heads, cell):
        return None
    first = next(iter(heads.table.over(cell.column)), None)
    words = cellnames.name_in(document, first) if first else ""
    if first and words and heads.transposed and not is_plain(words) and not _SUMS.match(words):
        kinds = _kinds(metric, heads)
        kind = "company" if metric == "headcount" else kinds[0]
        page = topic.at(document.kept, cell.span.start)
        if metric == "gpu_count" and page and page.mention.kind == "model":
            kind = "model"
        if kind in ("model", "company"):
            return cellnames.new(document, mentions, heads.table.header, first, words, kind)
    return _above(document, mentions, heads, metric)


_BOX = 2  # columns: what is asked, and the answer


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
    named = cellnames.titled(document, mentions, heads) if metric in MODEL_METRICS else None
    own = topic.meant(topic.at(document.kept, heads.table.span.start), metric)
    same = named and own and named.name.startswith(own.name)  # whose maker the page has told
    return own if named is None or same else named


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
    if _SUMS.match(heads.column(cell)) and not _is_trait(heads, cell):
        heads_named = [c for c in table.header if cellnames.named_in(mentions, c, FITS[metric])]
        return len(heads_named) > 1
    if label is None or _is_trait(heads, cell):
        return False
    if not _SUMS.match(label.span.cut(document.clean)):
        return False
    if names_kind(heads.corner):
        return True
    firsts = [r[0] for r in table.rows[table.heads :] if r][:40]
    return sum(1 for c in firsts if cellnames.named_in(mentions, c, FITS[metric])) > 1


_BUILDING = re.compile(
    r"(?i)\W*(?:(?:data )?(?:buildings?|halls?|phases?|blocks?|stages?|modules?|tranches?)"
    r"(?: (?:\d{1,2}|[A-Z]|[IVX]+|one|two|three|four))?|(?:first|second|third|fourth|final)"
    r" (?:building|hall|phase|stage|block))\W*"
)
_BUILDINGS = re.compile(
    r"(?i)\W*(?:building|hall|phase|block|stage|module|tranche)s?(?: no\.?)?\W*"
)


def _of_building(document: Document, heads: Heads, cell: Cell, metric: str) -> Mention | None:
    """Return the site that a page is about where rows are its buildings: `Building 1`."""
    if metric not in SITE_METRICS or not cell.column:
        return None
    page = topic.at(document.kept, cell.span.start)
    if page is None or not page.whole or page.mention.kind != "project":
        return None
    words = heads.table.rows[cell.row][0].span.cut(document.clean)
    numbered = _BUILDINGS.fullmatch(heads.corner) and re.fullmatch(
        r"\W*(?:\d{1,2}|[A-Z])\W*", words
    )
    return page.mention if numbered or _BUILDING.fullmatch(words) else None


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
    page = topic.at(document.kept, cell.span.start)
    if page and page.whole and not names_kind(heads.corner):
        # The rows are stages, parts or days of what the lines above, or the page, are about.
        return _above(document, mentions, heads, metric)
    for other in row:
        if other.span.start >= cell.span.start:
            break
        words = cellnames.name_in(document, other)
        if words and not _SUMS.match(words):
            new = cellnames.new(document, mentions, row, other, words, kind)
            return cellnames.part_of(mentions, heads, new) if kind == "company" else new
        if words:
            break
    return None
