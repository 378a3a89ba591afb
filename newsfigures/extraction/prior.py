"""
What a page is about, as a candidate for what its figures are about.

Where a sentence names no one, or only those who stand by (who rents out the chips a model was
trained on), its page's topic comes before whoever was named elsewhere on it. What a sentence
says of its own subject always holds.
"""

from dataclasses import replace

from newsfigures.extraction import patterns as re
from newsfigures.extraction import topic
from newsfigures.extraction.clauses import opens
from newsfigures.extraction.fits import FITS, TRAINED
from newsfigures.extraction.gazetteer import by_name
from newsfigures.extraction.mention import Mention
from newsfigures.extraction.receiving import Scored
from newsfigures.extraction.scene import Scene
from newsfigures.model import Span

_WHOLE, _LIST = 0.62, 0.5  # how well the topic stands for a sentence, an item, that names no one
_OTHERS, _ELSEWHERE = 0.5, 0.6
_TOLD = 0.4  # from which whoever a sentence before in the paragraph names is what it goes on about
_SURE = 0.8
_WHY = ("what the page is about",)


def weighed(scene: Scene, at: Span, found: list[Scored], metric: str) -> list[Scored]:
    """Return the candidates with the page's topic among them, others lowered beside it."""
    found = _arms_lowered(scene, found)
    page = topic.at(scene.kept, at.start)
    own = topic.meant(page, metric)
    if page is None or own is None or _under_another(scene, own, metric):
        return found
    if page.whole and own.kind == "model" and metric in TRAINED:
        found = [
            replace(s, score=s.score * _OTHERS) if _stands_by(scene, at, s, own, metric) else s
            for s in found
        ]
    named = any(scene.span.holds(s.mention.span) and s.score >= _WHOLE * 0.5 for s in found)
    told = any(
        scene.block.holds(s.mention.span)
        and s.score >= _TOLD
        and not (page.whole and own.kind == "company" and _stands_back(scene, s.mention))
        for s in found
    )
    if named or told or not (page.whole or scene.lead):
        return found
    near = [s if _is_near(scene, s, own) else replace(s, score=s.score * _ELSEWHERE) for s in found]
    score = (_WHOLE if page.whole else _LIST) * FITS[metric][own.kind]
    best = next((s for s in near if s.mention.name == own.name), None)
    if best is None or best.score < score:
        near.append(Scored(score, best.mention if best else own, _WHY))
    return near


_ARM = 0.5


def _arms_lowered(scene: Scene, found: list[Scored]) -> list[Scored]:
    """Return the candidates, an arm that an earlier sentence named lowered beside its parent."""
    names = {s.mention.name for s in found}
    return [
        replace(s, score=s.score * _ARM)
        if s.mention.kind == "company"
        and not scene.span.holds(s.mention.span)
        and (entity := by_name().get(s.mention.name)) is not None
        and entity.parent in names
        and scene.shares.get(entity.parent or "", 0.0) > scene.shares.get(s.mention.name, 0.0)
        else s
        for s in found
    ]


def _under_another(scene: Scene, own: Mention, metric: str) -> bool:
    """Say whether a heading between the page's title and the sentence names something else."""
    return any(
        m.name != own.name
        and not (m.kind == "company" and own.kind != "company" and m.company == own.company)
        and FITS[metric].get(m.kind, 0.0) >= _SURE
        for m in scene.mentions
        if any(head.holds(m.span) for head in scene.heads)
    )


def _stands_by(scene: Scene, at: Span, one: Scored, own: Mention, metric: str) -> bool:
    """Say whether a company in a sentence about a model is neither its maker nor the subject."""
    other = one.mention
    if other.kind != "company" or other.company == own.company:
        return False
    return not opens(scene, at, other, metric)


_BACK = re.compile(r"\b(?:to|with|from|by|of|at|for|against) (?:the )?$")


def _stands_back(scene: Scene, mention: Mention) -> bool:
    """Say whether a name is no subject of its sentence: `wrote to X's general counsel`."""
    start = mention.span.start
    return bool(_BACK.search(scene.clean, max(0, start - 14), start))


def _is_near(scene: Scene, one: Scored, own: Mention) -> bool:
    """Say whether a candidate is the topic itself, or was named right here."""
    span = one.mention.span
    return (
        one.mention.name == own.name
        or scene.block.holds(span)
        or (scene.lead is not None and scene.lead.holds(span))
        or (scene.under is not None and scene.under.holds(span))
    )
