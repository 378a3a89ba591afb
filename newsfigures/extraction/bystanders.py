"""
Names that stand by an amount and are never what it is about.

The model another is a rival of, the cloud a model was trained on, `the model` that somebody of
another house trained, and the plan that a list names on the line below a price.
"""

from newsfigures.extraction import patterns as re
from newsfigures.extraction.fits import TRAINED
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.mention import Mention
from newsfigures.extraction.scene import Scene
from newsfigures.model import Span

_REACHED = frozenset({"users", "downloads", "revenue", "valuation"})
_RIVAL = re.compile(r"(?:'s)?[ -](?:rivals?|competitors?|challengers?|killers?|clones?|beating)\b")
_TRAINED_ON = re.compile(r"\b[Tt]rained (?:on|at|in|with) (?:the )?$")
_WE_TRAINED = re.compile(r"\b[Ww]e (?:have |had |also |only )?(?:pre-?)?trained $")
# `Quillon trained its own model with $3m`: none that its sentence named before.
_OWN_MODEL = re.compile(
    r"\btrained (?:its|their|one of (?:its|their)) (?:[\w-]+ ){0,3}models? (?:with|for|at|on|using)"
    r"\b[^.;]{0,60}$"
)
# `It took Quillon seven years to reach a billion users`: Quillon's, whoever is named besides.
_IT_TOOK = re.compile(
    r"\b[Ii]t took (?=[A-Z])(?:[^.;]|\.\d){3,80}? to"
    r" (?:reach|hit|get to|pass|cross|surpass|gain|win|top) (?:[a-z]+ ){0,2}$"
)
# A line that holds a price and nothing that names anything.
_PRICE_LINE = re.compile(r"\n[ \t]*(?:[~≈<>]\s?)?$")
_PRICED = re.compile(r"\n[ \t]*[$€£]\d[^\n]{0,24}\n")
_LINE_ENDS = re.compile(r"(?: ?[·•|/,(][^\n]{0,40})?[ \t]*(?:\n|$)")


def stands_by(scene: Scene, at: Span, one: Mention, metric: str) -> bool:
    """
    Say whether a name beside an amount is never its subject.

    `It trained a GPT-4 rival for $3m`; `Trained on AWS with 64 GPUs`; `We trained the model for
    $3m and GPT-4 took $90m, said Quillon`; `$20/mo` on a line above `Claude Pro`. Leaves alone
    what is trained (`Trained on 64 GPUs, Quillon 2 …`) and a price in a sentence.
    """
    if metric == "subscription_price":
        behind = one.span.start >= at.end
        above = one.span.end <= at.start and _PRICED.search(scene.clean, one.span.end, at.start)
        return _is_alone(scene, at) and bool(behind or above)
    clean, begin = scene.clean, max(0, one.span.start - 24)
    took = _IT_TOOK.search(clean, scene.span.start, at.start) if metric in _REACHED else None
    if took:
        return one.span.start != took.start() + len("it took ")
    if metric not in TRAINED or not scene.span.holds(one.span):
        return False
    if one.kind == "model" and one.span.end <= at.start and _RIVAL.match(clean, one.span.end):
        return True
    own = _OWN_MODEL.search(clean, max(scene.span.start, at.start - 120), at.start)
    other = one.via != "name" or bool(own and one.span.end <= own.start())
    if own and one.kind == "model" and other:
        return True
    if one.kind == "company" and one.name in lexicon("roles")["trades"]["clouds"]:
        return one.span.end <= at.start and bool(_TRAINED_ON.search(clean, begin, one.span.start))
    if one.via == "name" or not _WE_TRAINED.search(clean, begin, one.span.start):
        return False
    return any(
        m.via == "name" and m.company not in (None, one.company) and scene.span.holds(m.span)
        for m in scene.mentions
    )


def _is_alone(scene: Scene, at: Span) -> bool:
    """Say whether a price has a line of its own."""
    opens = _PRICE_LINE.search(scene.clean, max(0, at.start - 8), at.start)
    return bool(opens and _LINE_ENDS.match(scene.clean, at.end))
