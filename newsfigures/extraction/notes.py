"""
Footnotes: where the mark of one stands, so that it is about what is named there.

`[^1]: At cloud prices it would be $51 million.` says neither of what nor what it measures; the
row of a table or the sentence that carries the mark does.
"""

from newsfigures.extraction import patterns as re
from newsfigures.extraction.document import Document, Kind, Sentence, Table, once
from newsfigures.extraction.heads import Said, heads_of
from newsfigures.model import Span

NOTE = 0.75

_MARK = re.compile(
    r"\[\^?(?P<label>[\w-]{1,12})\]|(?P<raised>[\u00b9\u00b2\u00b3\u2074-\u2079]+)|\^(?P<number>\d{1,2})\b"
)
_RAISED = str.maketrans("\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079", "123456789")


def _label(match: re.Match[str]) -> str:
    return match["label"] or match["number"] or match["raised"].translate(_RAISED)


@once
def _marks(document: Document) -> dict[int, int]:
    """Return where the mark of each footnote stands, by the number of its block."""
    notes = [i for i, block in enumerate(document.blocks) if block.kind is Kind.FOOTNOTE]
    if not notes:
        return {}
    first: dict[str, int] = {}
    own: dict[int, str] = {}
    starts = {document.text.rfind("\n", 0, document.blocks[i].span.start) + 1: i for i in notes}
    for match in _MARK.finditer(document.text):
        if match.start() in starts:
            own[starts[match.start()]] = _label(match)
        else:
            first.setdefault(_label(match), match.start())
    return {note: first[label] for note, label in own.items() if label in first}


def _table_with(document: Document, at: int) -> Table | None:
    """Return the table that an offset stands in."""
    place = document.block_at(at)
    table = document.blocks[place].table if place >= 0 else None
    return table if table and table.span.start <= at < table.span.end else None


def carrier(document: Document, place: int) -> Span | None:
    """Return the sentence or table row that carries the mark of a footnote's block."""
    if document.blocks[place].kind is not Kind.FOOTNOTE:
        return None
    at = _marks(document).get(place)
    if at is None:
        return None
    if table := _table_with(document, at):
        rows = [row for row in table.rows if row and row[0].span.start <= at]
        return Span(rows[-1][0].span.start, rows[-1][-1].span.end) if rows else None
    sentence = document.sentence_at(at) or document.sentence_at(at - 2)
    return sentence.span if sentence else None


def said(document: Document, sentence: Sentence, at: Span) -> Said | None:
    """Return what the marked cell of a table is, for an amount in its footnote."""
    if document.blocks[sentence.block].kind is not Kind.FOOTNOTE:
        return None
    mark = _marks(document).get(sentence.block)
    table = _table_with(document, mark) if mark is not None else None
    if table is None or mark is None:
        return None
    cells = [c for row in table.rows[table.heads :] for c in row if c.span.start <= mark]
    told = heads_of(document, table).said(cells[-1]) if cells else None
    return Said(told.metric, NOTE, told.span) if told and told.metric else None
