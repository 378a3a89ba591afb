"""Names that fill the cells of a column, as the head over it says what they are."""

from newsfigures.extraction import patterns as re
from newsfigures.extraction.document import Document
from newsfigures.extraction.headwords import names_kind
from newsfigures.extraction.whose import AND_MORE, FIRM, MAKER, PARTY

_KINDS = frozenset({"company", "model", "project"})


def columns(document: Document) -> dict[str, str]:
    """
    Return the names that fill a cell of a column, by the kind its head says they are.

    Columns behind the first are heard where they name whose the rows are (`Operator`).
    """
    found: dict[str, str] = {}
    clean = document.clean
    for table in document.tables():
        corner = names_kind(table.corner.span.cut(clean)) if table.corner else None
        kinds = {0: corner} if corner in _KINDS else {}
        for head in table.header if corner else ():
            if head.column and _WHOSE.fullmatch(head.span.cut(clean).strip(" *_")):
                kinds[head.column] = "company"
        for row in table.rows[table.heads :] if kinds else ():
            for cell in row:
                words = cell.span.cut(clean).strip(" *_")
                if (kind := kinds.get(cell.column)) and words:
                    parts = _AND.split(words) if cell.column else [words]
                    found |= dict.fromkeys(parts, kind)
    return found


_AND = re.compile(r"\s*(?:[,/;+]|\band\b)\s*")
_WHOSE = re.compile(rf"(?i)(?:{MAKER}|{FIRM}|{PARTY}){AND_MORE}")
