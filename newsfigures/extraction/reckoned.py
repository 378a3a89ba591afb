"""Tables of estimates: what stands above them, or in a row's name, says that somebody reckoned."""

from newsfigures.extraction import patterns as re
from newsfigures.extraction import surroundings
from newsfigures.extraction.document import Document
from newsfigures.extraction.fits import TRAINED
from newsfigures.extraction.heads import heads_of
from newsfigures.model import Span

# What a run took; how big a model is, and its data, are told by its makers.
_RECKONED = TRAINED - {"parameters", "active_parameters", "training_tokens", "relative_cost"}
_ABOVE = re.compile(
    r"(?i)\bestimat(?:ed|es of|es for|ing)? (?:[\w-]+ ){0,3}"
    r"(?:costs?|compute|budgets?|spend(?:ing)?|bills?|figures|numbers|hours)\b"
    r"|\bcosts? estimates?\b"
)
_MARKED = re.compile(r"(?i)\((?:est\.?|estimated?|our estimate)\)|\best\.(?=\s|$)")


def is_estimate(document: Document, at: Span, metric: str, here: surroundings.Around) -> bool:
    """
    Say whether a table's cell is an estimate by what stands above the table or in its row.

    `Estimated training costs` above a column of costs; `Larch 2 (est.)` in a row. Leaves alone
    what another estimate above says nothing of: `Estimated emissions were 30 tons.`
    """
    if _MARKED.search(here.row) or _MARKED.search(here.header):
        return True
    table = surroundings.table_at(document, at) if metric in _RECKONED else None
    if table is None:
        return False
    above = heads_of(document, table).above[:2]
    return any(_ABOVE.search(span.cut(document.clean)) for span, _ in above)
