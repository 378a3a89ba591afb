"""Whom a table credits its cells to: a footnote, a source column, the header, the caption."""

from collections.abc import Sequence

from newsfigures.extraction import masks, speakers, surroundings, voices
from newsfigures.extraction import patterns as re
from newsfigures.extraction.document import Cell, Document, Kind, Table
from newsfigures.extraction.masks import TRADE, VOICE, Name
from newsfigures.extraction.mention import Mention
from newsfigures.model import Span

_SAYS = re.compile(
    r"(?i)\b(?:(?<!open[- ])sources?(?! (?:code|model|licen))|who says(?: so)?|according to"
    r"|cited|reported by|estimate by|estimated by|forecasters?|analysts?|brokers?"
    r"|research(?:er| firm| house)s?"
    r"|attribution|by whom)\b"
)


def _names(document: Document, mentions: Sequence[Mention], span: Span) -> list[Name]:
    """Return the names of a stretch; a table's heads are asked for by each of its cells."""
    key = ("names", span.start, span.end)
    kept = document.kept.get(key)
    if kept is None or kept[0] is not mentions:
        kept = document.kept[key] = (mentions, voices.names(document, mentions, span))
    found: list[Name] = kept[1]
    return found


def in_table(document: Document, mentions: Sequence[Mention], at: Span) -> str | None:
    """Return the source of a table cell, None where the table names none."""
    table = surroundings.table_at(document, at)
    place = surroundings.row_of(table, at) if table else None
    if table is None or place is None:
        return None
    row, cell = place
    note = surroundings.note_of(document, cell)
    if note and (noted := _in_note(document, mentions, note)):
        return noted
    if named := _in_row(document, mentions, table, row, cell):
        return named
    head = surroundings.header_of(table, cell.column)
    if head and (named := _trade(document, mentions, head.span)):
        return named
    if any(_trade(document, mentions, c.span) for c in table.header):
        return None  # each column names its own source, this one none
    if table.caption and (named := _trade(document, mentions, table.caption)):
        return named
    return _beside(document, mentions, at)


def _is_source(head: str) -> bool:
    """Say whether a column's head is about sources; a long one is a name with such a word."""
    return len(head.split()) <= 4 and bool(
        _SAYS.search(head) or re.fullmatch(r"(?i)\W*by\W*", head)
    )


def _in_row(
    document: Document,
    mentions: Sequence[Mention],
    table: Table,
    row: tuple[Cell, ...],
    cell: Cell,
) -> str | None:
    """Return what the row has in a column headed `Source`."""
    for other in row:
        head = surroundings.header_of(table, other.column)
        if head is None or other is cell or not _is_source(head.span.cut(document.clean)):
            continue
        named = [
            n for n in _names(document, mentions, other.span) if n.kind not in ("mute", "model")
        ]
        if named:
            return "; ".join(dict.fromkeys(n.name for n in named))
        words = other.span.cut(document.clean).strip()
        if (
            re.search(r"[A-Za-z]{3}", words)
            and words not in ("Yes", "None", "Partial", "Unknown")
            and words[0].isupper()
            and len(words) < 50
        ):
            return words
    return None


_BY = re.compile(r"(?i)(?:\b(?:by|from|sources?:?|to)(?: the)? |\()$")


def _trade(document: Document, mentions: Sequence[Mention], span: Span) -> str | None:
    """Return the analyst firm or publication a stretch names."""
    text = span.cut(document.clean)
    for name in _names(document, mentions, span):
        if name.kind == "trade" and (name.listed or _BY.search(text[: name.start])):
            return name.name
    return None


def _in_note(document: Document, mentions: Sequence[Mention], note: Span) -> str | None:
    """Return whom a footnote names as its source."""
    span = Span(note.start, min(note.end, note.start + 160))
    found = _names(document, mentions, span)
    said = speakers.sources(masks.mask(span.cut(document.clean), found), found)
    if said:
        return min(said, key=lambda s: s.start).name
    return next((n.name for n in found if n.kind in ("trade", "person")), None)


_FOR_ALL = re.compile(
    rf"(?i)\b(?:source|data|figures|estimates|numbers)s?(?::| from| by"
    rf"| are) (?:the )?(?P<n1>{VOICE})"
    rf"|(?P<n2>{TRADE})'s? (?:estimates?|forecasts?|figures|data|table|projections?|numbers)"
    rf"|\bby (?P<n3>{TRADE})"
)


def _beside(document: Document, mentions: Sequence[Mention], at: Span) -> str | None:
    """Return the source that the lines around a table, or its heading, give for all of it."""
    index = surroundings.block_at(document, at)
    if index is None:
        return None
    spans = []
    if index > 0 and document.blocks[index - 1].table is None:
        spans.append(document.blocks[index - 1].span)
    if index + 1 < len(document.blocks) and document.blocks[index + 1].table is None:
        after = document.blocks[index + 1].span
        if re.match(r"(?i)\W*(?:sources?|notes?|data)\b", after.cut(document.clean)):
            spans.append(after)
    for block in reversed(document.blocks[max(0, index - 6) : index]):
        if block.kind is Kind.HEADING:
            spans.append(block.span)
            break
    for span in spans:
        found = _names(document, mentions, span)
        masked = masks.mask(span.cut(document.clean), found)
        for match in _FOR_ALL.finditer(masked):
            group = next(g for g in ("n1", "n2", "n3") if match[g])
            for name in found:
                if (name.start, name.end) == match.span(group) and name.kind != "mute":
                    return name.name
    return None


_READ = 500  # characters of a paragraph in which the source of a study is sought
_LONG = 60  # rows; longer tables are lists of data, not the summary of a study


def study(document: Document, mentions: Sequence[Mention], at: Span) -> str | None:
    """Return the one firm whose study of a market the text before a table is about."""
    index = surroundings.block_at(document, at)
    if index is None or (table := document.blocks[index].table) is None or len(table.rows) > _LONG:
        return None
    before = [b for b in document.blocks[:index] if b.kind is Kind.PARAGRAPH]
    firms: list[str] = []
    for block in dict.fromkeys((*before[:2], *before[-2:])):
        span = Span(block.span.start, min(block.span.end, block.span.start + _READ))
        found = _names(document, mentions, span)
        said = speakers.sources(masks.mask(span.cut(document.clean), found), found)
        firms += [s.name for s in said if s.kind == "trade" and s.name]
    return firms[0] if len(set(firms)) == 1 else None
