"""
Names that no list has right before an amount of their own.

`EvenUp is valued at $2bn, Eve at $1bn`, `a whole Chipotle ($42bn)`: the verb is left out, so
nothing else says that the name is one; the amount is not that of whoever the sentence is about.
"""

from newsfigures.extraction import patterns as re
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.scene import Scene
from newsfigures.model import Span

_GAPPED = re.compile(
    r"[,;] (?:and )?(?P<name>[A-Z][\w.&-]+(?: [A-Z][\w.&-]+){0,2}) at "
    r"(?:about |around |some |nearly |over |roughly |almost )?$"
)
_SUM = re.compile(r"[$€£¥]\s?\d|\d (?:million|billion|yuan|won)\b")
# What is worth the sum in the parentheses behind it.
_OWNER = re.compile(
    r"[a-z,;] (?:(?:and|or) )?(?P<name>[A-Z][\w.&-]+(?: [A-Z][\w.&-]+){0,2}) "
    r"\((?:about |around |some |nearly |over |roughly |almost |worth |~)*$"
)
# `sank $3bn into Zume`: whom no list has got it.
_INTO = re.compile(
    r"(?: or more| more| or so)? into (?P<name>[A-Z][\w.&-]+(?: [A-Z][\w.&-]+){0,2})"
    r"(?=[,.;)]| (?:and|in|which|before|last|this|only|at)\b)"
)
_NO_OWNER = re.compile(r"\b(?:Series|Class|Phase|Value|Cap|Worth|Valuation|Round|Fund)\b")
REACH = 60


def stranger(scene: Scene, at: Span, metric: str) -> str | None:
    """Return the unlisted name that an amount belongs to, None where a known one stands or none."""
    start = max(scene.span.start, at.start - REACH)
    match = _GAPPED.search(scene.clean, start, at.start)
    if match and not _SUM.search(scene.clean, scene.span.start, match.start()):
        return None
    if match is None and metric == "valuation":
        match = _OWNER.search(scene.clean, start, at.start)
        if match and _NO_OWNER.search(match["name"]):
            return None
    if match is None and metric == "funding_raised":
        match = _INTO.match(scene.clean, at.end, scene.span.end)
    if match is None:
        return None
    span = Span(*match.span("name"))
    if any(m.span.overlaps(span) for m in scene.mentions):
        return None
    words = match["name"].split()
    return None if words[0] in lexicon("naming")["not_names"] else match["name"]
