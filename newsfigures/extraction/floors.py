"""Prices that only say where prices begin: `plans from $20 a month` (docs/figures.md, rule 26)."""

from newsfigures.extraction import patterns as re
from newsfigures.extraction import surroundings
from newsfigures.extraction.document import Document, Sentence
from newsfigures.extraction.fits import PRICES
from newsfigures.model import Qualifier, Span

# A price that moved: `cut from $30`, `up from`, `rose from`, and one of two ends: `from $20 to`.
_MOVES = re.compile(
    r"(?i)\b(?:up|down|cut|slashed|reduc\w+|rais\w+|lower\w+|increas\w+|decreas\w+|drop\w*|f[ae]ll"
    r"\w*|rose|ris\w+|climb\w*|jump\w*|mov\w+|went|go(?:es|ne|ing)?|chang\w+|halv\w+|doubl\w+|came"
    r"|com(?:es|ing)|earn\w*|ma[dk]\w+|took|tak\w+|differ\w*|far|away|apart|discount\w*|slid\w*"
    r"|sink\w*|sank|tumbl\w+|shrank|shrunk|trimm?\w*|hik\w+|lift\w*|declin\w+)\b[^.;:]{0,60}$"
)
_END = re.compile(
    r"(?: an?| per| each|/)? ?(?:\w+[ -]?){0,3}? (?:to|until|down|up|through|in (?:19|20)\d\d|last"
    r"|before|earlier|previously)\b"
)


def read(
    document: Document, sentence: Sentence | None, at: Span, metric: str, qualifier: Qualifier
) -> Qualifier:
    """Return `at_least` for a price that `from` stands before, else the qualifier given."""
    if metric not in PRICES or qualifier is not Qualifier.EXACT or sentence is None:
        return qualifier
    here = surroundings.around(document, sentence, at)
    before = here.before[-90:]
    if not before.lower().endswith("from ") or _MOVES.search(before) or _END.match(here.after):
        return qualifier
    return Qualifier.AT_LEAST
