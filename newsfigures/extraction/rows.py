"""Whom a table cell is about: the entity its row names, else the one its column head names."""

from collections.abc import Sequence

from newsfigures.extraction.document import Cell, Document, Table
from newsfigures.extraction.fits import Fit
from newsfigures.extraction.mention import Mention
from newsfigures.model import Span


def _table_at(document: Document, at: Span) -> Table | None:
    return next((t for t in document.tables() if t.span.holds(at)), None)


def _named(mentions: Sequence[Mention], cell: Cell, fits: Fit) -> Mention | None:
    inside = [m for m in mentions if cell.span.holds(m.span) and fits.get(m.kind)]
    return max(inside, key=lambda m: fits[m.kind]) if inside else None


def subject(document: Document, mentions: Sequence[Mention], at: Span, fits: Fit) -> Mention | None:
    """Return what the row of a cell is about, None outside tables or when nothing is named."""
    table = _table_at(document, at)
    if table is None:
        return None
    here = [m for m in mentions if table.span.holds(m.span)]
    row = next((r for r in table.rows if r and r[0].span.start <= at.start <= r[-1].span.end), None)
    if row is None:
        return None
    cells = [cell for cell in row if not cell.span.overlaps(at)]
    found = [m for cell in cells if (m := _named(here, cell, fits))]
    if found:
        best = max(fits[m.kind] for m in found)
        return next(m for m in found if fits[m.kind] == best)
    column = next((c.column for c in row if c.span.overlaps(at)), None)
    head = next((c for c in table.header if c.column == column), None)
    return _named(here, head, fits) if head else None
