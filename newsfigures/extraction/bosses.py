"""Whose boss spoke last: `…, said X's chief. The company plans`."""

from newsfigures.extraction import patterns as re
from newsfigures.extraction.gazetteer import by_name
from newsfigures.extraction.memory import Memory, means
from newsfigures.extraction.mention import Mention
from newsfigures.model import Span

# A sentence that ends with whoever is its source.
_ENDS = re.compile(r"(?: (?:said|added|told [\w ]{2,30}))?[.\"']{1,2}\s{1,2}\Z")
_SPOKE = re.compile(r"(?:according to|said|told|added|says)(?: (?:[A-Z][\w.]+|[a-z]+)){0,5} \Z")


def employer(memory: Memory, span: Span, start: int) -> Mention | None:
    """
    Return the firm of the person with whom the sentence before one ends as its source.

    `start` is where the sentence begins; None when somebody else, or nobody, stands there.
    """
    clean = memory.document.clean
    last = next((m for m in memory.window(span.start) if m.span.end <= start), None)
    if last is None or last.kind != "person" or not last.company:
        return None
    entity = by_name().get(last.company)
    if entity is not None and entity.kind != "company":
        return None
    if not _ENDS.fullmatch(clean, last.span.end, start) or "\n\n" in clean[last.span.end : start]:
        return None
    if not _SPOKE.search(clean, max(0, last.span.start - 60), last.span.start):
        return None
    return means(last.company, "company", last.company, span, span.cut(clean), "description")
