"""Names that a clause passes on its way to what its own subject does."""

from newsfigures.extraction import contest
from newsfigures.extraction import patterns as re
from newsfigures.extraction.mention import Mention
from newsfigures.extraction.scene import Scene
from newsfigures.model import Span

_MEANS = re.compile(r"\b(?:via|through|alongside|using|with|from)(?: the)? $")
# `, targeting`, ` and priced at`: what the subject of the sentence goes on to do.
_GOES_ON = re.compile(
    r"(?:'s? (?:[\w-]+ ){1,3}|(?: [\w-]+){0,3})?,? (?:and )?"
    r"(?!(?:including|excluding|according|totall?ing|meaning|making|being|having|following|growing"
    r"|pending|starting|beginning|running|spanning)\b)"
    r"(?:[a-z]{3,}ing|priced|valued|offered|backed|aimed|set|slated)\b"
)
_RIVALS = re.compile(
    rf"\b(?:{contest.BEATS}|{contest.EQUALS}|{contest.TRAILS}|{contest.BESIDE})(?: the)? $"
)
_HANDED = re.compile(r" (?:of (?:[\w-]+ ){1,4})?to (?:the )?")
_HANDS = re.compile(r"\b(?:suppl|provid|deliver|leas|rent|sell|allocat)\w*(?: [\w-]+){0,4} $")


def factor(scene: Scene, at: Span, mention: Mention, metric: str) -> float:
    """
    Return what is left of a mention that stands only on the way from the subject to an amount.

    `X adds capacity via Y, aiming for 1m chips`, `A, matching B's scores and priced at $1`, `X
    leases 800 MW to Y`. Leaves alone a name that opens its sentence, or stands there by itself.
    """
    clean, start, end = scene.clean, mention.span.start, mention.span.end
    if not scene.span.holds(mention.span):
        return 1.0
    if start >= at.end:
        handed = metric == "power_capacity" and _HANDED.fullmatch(clean, at.end, start)
        return 0.3 if handed and _HANDS.search(clean, scene.span.start, at.start) else 1.0
    lead = max(scene.span.start, start - 24)
    goes = _GOES_ON.match(clean, end, at.start)
    if goes is None or not _ahead(scene, mention):
        return 1.0
    if _RIVALS.search(clean, lead, start) and ("," in goes[0] or " and " in goes[0]):
        return 0.4
    return 0.5 if "," in goes[0] and _MEANS.search(clean, lead, start) else 1.0


def _ahead(scene: Scene, mention: Mention) -> bool:
    """Say whether another of its kind stands before it in the sentence."""
    return any(
        m.kind == mention.kind and m.name != mention.name and m.span.end <= mention.span.start
        for m in scene.mentions
        if scene.span.holds(m.span)
    )
