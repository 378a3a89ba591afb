"""
Whose the sites and models of a table's rows are.

A column says so (`Operator`, `Developer`), or the page is one firm's and lists its own. What
stands nearest before a table in the text is no owner.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from newsfigures.extraction import patterns as re
from newsfigures.extraction import topic
from newsfigures.extraction.document import Cell, Document
from newsfigures.extraction.heads import Heads
from newsfigures.extraction.mention import Mention
from newsfigures.extraction.whose import AND_MORE, BACKER, FIRM, MAKER, PARTY

_WHOSE = re.compile(rf"(?i)\W*(?:(?:main|lead|site) )?(?:{MAKER}|{FIRM}){AND_MORE}\W*")
_BEHIND = re.compile(
    rf"(?i)\W*(?:(?:main|lead|site|anchor) )?(?:{MAKER}|{PARTY}|{BACKER}){AND_MORE}\W*"
)


def is_key(words: str) -> bool:
    """Say whether words ask who stands behind a site: `Owner`, `Tenant`; not `Site`, `Company`."""
    return bool(_BEHIND.fullmatch(words))


def given(
    document: Document, mentions: Sequence[Mention], heads: Heads, cell: Cell, named: Mention
) -> Mention:
    """
    Return what a row is about with whose it is, as the row or else the page says.

    Two firms in one cell (`Quillon, Tarn`) are a joint venture: nobody's. Leaves alone what a
    list knows the owner of, and rows of a table that compares several firms' sites.
    """
    if named.kind not in ("project", "model") or named.listed:
        return named
    row = heads.table.rows[cell.row]
    asked = [c for c in row if c is not cell and _WHOSE.fullmatch(heads.column(c))]
    for other in asked:
        inside = _companies(mentions, other)
        if len(inside) == 1 and named.company != inside[0]:
            return replace(named, company=inside[0])
        if inside:
            return replace(named, company=None) if len(inside) > 1 else named
    page = topic.at(document.kept, cell.span.start)
    own = page is not None and page.whole and page.mention.kind == "company"
    if page and own and not asked and named.kind == "project" and not _companies_in(mentions, row):
        return replace(named, company=page.company)
    return named


def _companies(mentions: Sequence[Mention], cell: Cell) -> list[str]:
    low = bisect_left(mentions, cell.span.start, key=lambda m: m.span.start)
    high = bisect_left(mentions, cell.span.end, key=lambda m: m.span.start)
    kinds = ("company", "investor")
    return list(
        dict.fromkeys(m.company for m in mentions[low:high] if m.kind in kinds and m.company)
    )


def _companies_in(mentions: Sequence[Mention], row: Sequence[Cell]) -> bool:
    return any(_companies(mentions, cell) for cell in row)
