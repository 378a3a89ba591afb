r"""
The legal form that a firm has behind its name: `Inc`, `plc`, `GmbH`.

`Group` and `Holdings` are none: they may be all that tells two firms apart, and a room that lets
them go says so itself.
"""

from newsfigures.extraction import patterns as re
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.wording import either

# As part of a longer expression, without the point that may follow it.
FORM = rf"{either(lexicon('naming')['legal_forms'])}\b"
_BEHIND = re.compile(rf"(?<=[\w.])(?:,? {FORM}\.?)+$")


def without(name: str) -> str:
    """
    Return a name without the legal forms behind it.

        >>> without("Prairie Gate LLC"), without("Quillon Labs, Inc.")
        ('Prairie Gate', 'Quillon Labs')
        >>> without("Quillon Holdings"), without("Limited")
        ('Quillon Holdings', 'Limited')
    """
    return _BEHIND.sub("", name)
