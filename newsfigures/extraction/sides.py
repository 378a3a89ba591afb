"""Where in a sentence what one name does ends and what the next one does begins."""

from newsfigures.extraction import patterns as re

_OWN_CLAUSE = re.compile(r"\b(?:when|after|while|whereas|as|because|before|since) (?=[A-Z])")
_LETTER = re.compile(r"\b[a-z]")
_ACTED = re.compile(r"(?:, (?:an?|the) [^,.;]{3,60},)? (?:raised|said|reported|posted|cut|won)\b")


def own_part(between: str) -> str:
    """
    Return what the words behind a name tell of that name.

        >>> own_part(" sold shares, and Y and Z gave")
        ' sold shares'
        >>> own_part(", Y, and Z gave")
        ', Y, and Z gave'
    """
    between = _OWN_CLAUSE.split(between, maxsplit=1)[0]
    own, _, rest = between.partition(", and ")
    return own if rest[:1].isupper() and _LETTER.search(own) else between


def acted(clean: str, end: int) -> bool:
    """Say whether a name that ends at a place is then said to have done something itself."""
    return _ACTED.match(clean, end) is not None
