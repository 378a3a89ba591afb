"""What `the combined company` means: whoever took over the other, as the text has told."""

from newsfigures.extraction import patterns as re
from newsfigures.extraction.memory import Memory
from newsfigures.extraction.mention import Mention
from newsfigures.model import Span

COMBINED = re.compile(r"\b(?:combined|merged|enlarged) ")
_INTO = re.compile(
    r"\b(?:(?:folded|merged|absorbed|rolled|tucked|subsumed) (?:into|by|with)|part of"
    r"|(?:acquired|bought|swallowed|taken over) by) $"
)
_NEAR = 600  # characters


def taker(memory: Memory, span: Span) -> Mention | None:
    """Return the company that another was folded into shortly before a place, if one was."""
    clean = memory.document.clean
    for mention in memory.window(span.start):
        if span.start - mention.span.end > _NEAR:
            return None
        start = mention.span.start
        if mention.kind == "company" and _INTO.search(clean, max(0, start - 24), start):
            return mention
    return None
