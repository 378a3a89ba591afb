"""A whole trade as the subject: start-ups that raise money, data centres that take it."""

from newsfigures.extraction import markets
from newsfigures.extraction import patterns as re
from newsfigures.extraction.receiving import Scored
from newsfigures.extraction.scene import Scene
from newsfigures.model import Span

__all__ = ["sector"]

_CENTRES = re.compile(
    r"(?i)(?<!two )(?<!three )(?<!four )(?<!five )(?<!six )(?<!these )(?<!those )"
    r"\bdata[ -]?cent(?:re|er)s\b(?! of its)"
)


_STARTUPS = re.compile(
    r"(?:(?:US|U\.S\.|American|European|Chinese|British|UK|Indian) )?"
    r"(?:(?:[Gg]enerative[ -])?AI(?: chip| hardware)?"
    r"|[Ss]emiconductor|[Cc]hip) (?:start-?ups|companies|firms|labs)\b"
)

# `Private AI investment`, `invested in generative AI`, `generative AI attracted`.
_INVESTED = re.compile(
    r"\b(?:[Gg]enerative[ -])?AI (?:investments?|funding)\b"
    r"|\b[Ii]nvest(?:ments?|ed) in (?:[Gg]enerative[ -])?AI\b"
    r"(?![ -](?:chip|cloud|compan|compute|data|firm|hardware|infra|lab|model|server|start|talent))"
    r"|\b(?:[Gg]enerative[ -])?AI (?:attracted|drew|pulled in|took in|received)\b"
)


_MAINLY = 0.4  # share of the mentions from which a text is on one company


# `Investment in data centres will reach`: of a whole trade, unless it is somebody's own.
_OF_ALL = re.compile(
    r"\b(?:[Ii]nvestments?|[Ss]pending|[Oo]utlays?) (?:in|on) (?:(?:AI|new|global) )?"
    r"data[ -]?cent(?:re|er)s(?: worldwide| globally)?,? (?:is|are|was|were|will|would|should|could"
    r"|may|might|has|had|reached|hit|topped|exceeded|rose|grew|came)\b"
)
_OWNED = re.compile(r"(?:'s?|\b(?:[Ii]ts|[Tt]heir|[Oo]ur|[Hh]is|[Cc]ompany))(?: [\w-]+){0,3} $")


def _spending_of_all(scene: Scene, at: Span) -> bool:
    match = _OF_ALL.search(scene.clean, scene.span.start, at.start)
    if match is None or at.start - match.end() > 60:
        return False
    return not _OWNED.search(scene.clean, max(scene.span.start, match.start() - 40), match.start())


def sector(scene: Scene, at: Span, metric: str, best: Scored | None) -> str | None:
    """Return the sector when a sentence speaks of a whole trade and names no one of its own."""
    if metric == "funding_raised":
        said = scene.span.cut(scene.clean)
        young = _STARTUPS.search(said)
        branch = None if young else _INVESTED.search(said)
        if best and scene.span.holds(best.mention.span) and best.score > 0.5:
            return None
        if branch:
            return "generative AI" if "enerative" in branch[0] else "AI"
        if not young:
            return None
        named = re.sub(r"\s+", " ", young[0]).replace("U.S.", "US")
        return re.sub(r"[Ss]tart-ups", "startups", named)
    if metric not in ("infrastructure_investment", "power_capacity"):
        return None
    if metric == "infrastructure_investment" and _spending_of_all(scene, at):
        return "data-centre spending"
    if best and scene.block.holds(best.mention.span):
        return None
    if best and scene.shares.get(best.mention.company or "", 0.0) >= _MAINLY:
        return None
    if not _CENTRES.search(scene.block.cut(scene.clean)):
        return None
    region = markets.region(scene.clean[scene.span.start : scene.span.end])
    if metric == "infrastructure_investment":
        return "data-centre spending"
    return f"{region} data centres" if region else "data centres"
