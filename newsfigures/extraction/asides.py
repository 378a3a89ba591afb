"""What in a sentence is no more than a lead-in, an aside or a foil for its subject."""

from newsfigures.extraction import patterns as re
from newsfigures.extraction.memory import Memory
from newsfigures.extraction.mention import Mention
from newsfigures.model import Span

__all__ = ["VERB", "closed_aside", "fronted", "in_aside", "leads_to", "most", "rivalled"]

VERB = re.compile(
    r" (?:(?:also|now|has|had|have|will|would|is|was|could|may)\b|[a-z]+(?:ed|s)\b(?! of\b)|cut\b)"
)


# `Spun out of X, it`: what the words before the comma name is not what "it" means.
_FRONTED = re.compile(
    r"\W*(?:[A-Z][a-z]+(?:ed|en)|Spun|Built|Led|Run|Born|Known|Set|Bought|Sold|Made)\b"
    r"(?: (?:by|in|out|as|on|at|to|from|off|of|up|with|alongside))[^;:.]{0,240}, (?:and )?$"
)


# `Weeks after X raised money, Y was`: Y is what goes on being spoken of.
_EARLIER = re.compile(
    r"\W*(?:(?:(?:Just|Only|A few|Two|Three|Six|Several|Some) )?(?:[Hh]ours|[Dd]ays|[Ww]eeks"
    r"|[Mm]onths|[Yy]ears)|(?:A|One|Less than a) (?:day|week|month|year)|Shortly|Soon|Not long)"
    r" (?:after|before) [^;:.]{3,200}, $"
)


def fronted(clean: str, start: int, end: int) -> bool:
    """Say whether what opens a sentence only describes what comes next: `Backed by X and Y,`."""
    return bool(_FRONTED.match(clean, start, end))


def leads_to(clean: str, start: int, at: Span) -> bool:
    """Say whether what opens a sentence only leads up to the name that its verb belongs to."""
    if fronted(clean, start, at.start):
        return True
    acts = VERB.match(clean, at.end) or _DID.match(clean, at.end)
    return bool(acts and _EARLIER.match(clean, start, at.start))


_DID = re.compile(
    r" (?:said|says|told|won|took|made|got|went|became|began|saw|put|held|lost|sold|bought|paid"
    r"|spent|built|found|led|set|hit|met|ran)\b"
)


_LONGEST = 300  # characters; an aside that goes on for longer is none
_IN_ASIDE = re.compile(
    r"(?:, (?:whose|which|who|where|backed by|founded by|led by|including|such as)|\b(?:created"
    r"|founded|backed|owned|run) by)\b[^,;:]*(?:, [A-Z][\w. ]+)*(?:,? and )?$"
)


def in_aside(memory: Memory, mention: Mention) -> bool:
    """Say whether a mention stands in a clause that only describes the subject of its sentence."""
    start = max(0, mention.span.start - min(memory.opening(mention), _LONGEST))
    return bool(_IN_ASIDE.search(memory.document.clean, start, mention.span.start))


_JOINED = re.compile(r", (?:which|who) $")


def closed_aside(memory: Memory, mention: Mention, span: Span) -> bool:
    """Say whether a name stands in an aside that a pronoun comes after: `which X joined, …`."""
    clean = memory.document.clean
    if "," not in clean[mention.span.end : span.start]:
        return False
    return bool(_JOINED.search(clean, max(0, mention.span.start - 8), mention.span.start))


_NONE = re.compile(r"\b(?:[Nn]o|[Nn]one|[Nn]obody|[Ff]ew|[Nn]ever|[Nn]othing|[Nn]o one)\b")


def most(memory: Memory, mention: Mention) -> bool:
    """Say whether a sentence is about what it compares with: `No firm grew faster than X`."""
    clean, start = memory.document.clean, mention.span.start
    if not clean.endswith("than ", max(0, start - 5), start):
        return False
    return bool(_NONE.search(clean, max(0, start - min(memory.opening(mention), _LONGEST)), start))


# `The firm competes with X and Y. Its sales …`: those of the firm.
_COMPETES = re.compile(
    r"\b(?:compet(?:es?|ed|ing)|vies|vied|vying|rivals|rivall?ing)(?: \w+ly)?(?: with| against)?"
    r" (?:the )?(?:[A-Z][\w.-]*(?:,? and |, | )?){0,8}$"
)


def rivalled(clean: str, opening: int, mention: Mention) -> bool:
    """Say whether a name is one of those that the subject of its sentence competes with."""
    start = max(opening, mention.span.start - 120)
    return _COMPETES.search(clean, start, mention.span.start) is not None
