"""
How well what an earlier sentence names may be the subject of a quantity.

The nearer it stands the better, best where it opens its sentence or block; an item of a list is
not about what the one beside it names, and a heading in between parts them.
"""

from bisect import bisect_right

from newsfigures.extraction import patterns as re
from newsfigures.extraction.corners import (
    corner,
)
from newsfigures.extraction.mention import Mention
from newsfigures.extraction.scene import Scene
from newsfigures.model import Span

_EARLIER_AT_MOST = 0.75
_UNDER = 0.8
_SECTION = 0.7  # a heading stands in between
_SIBLING = 0.5  # items of a list stand side by side: one's subject is not the next one's
_LIFT = 1.9  # opening a sentence and a block, and being what the text is on, lift at most so much
_MOST = 1.6  # what words beside it and being what the text is on can lift it by at most
_FAINT = 0.12  # linking.ENOUGH


def _leads_in(clean: str, sentence: Span) -> bool:
    """Say whether a sentence is but a name that says what its block is on: `Hyperion.`."""
    words = sentence.cut(clean)
    if len(words.split()) > 4 or re.search(r"\d{2}|[$€£]", words):
        return False
    plain = re.findall(r"(?<![\w'-])[a-z]+\b", words)
    return all(word in ("the", "and", "of", "in", "for", "on", "at", "to") for word in plain)


def standing(
    scene: Scene, at: Span, mention: Mention, metric: str, least: float
) -> tuple[float, tuple[str, ...]]:
    holding = bisect_right(scene.starts, mention.span.start)
    steps = max(1, bisect_right(scene.starts, at.start) - holding)
    same_block = scene.block.holds(mention.span)
    if scene.lead and scene.lead.holds(mention.span):
        steps = 1  # what leads in to a list stands right before each of its items
    score = 0.62 * (0.9 ** (steps - 1))
    if not same_block:
        score *= 0.95 if scene.lead and scene.lead.holds(mention.span) else 0.72
    if score * _LIFT < _FAINT:
        return 0.0, ()  # too far back to be chosen, whatever else speaks for it
    holder = scene.sentences[holding - 1] if holding else scene.span
    opening = mention.span.start - holder.start
    if opening < 5:
        score *= 1.12
    if opening < 5 and mention.span.start == scene.block.start:
        score *= 1.35
    if mention.via == "pronoun":
        score *= 0.95
    if scene.own or (scene.labelled and not same_block):
        return 0.0, ()
    if scene.beside and scene.beside.holds(mention.span):
        score *= _SIBLING
    if scene.under and scene.under.holds(mention.span):
        return _UNDER, ("what it stands under names it",)
    if scene.heads:
        score *= _SECTION ** sum([mention.span.start < head.start for head in scene.heads])
    if score * _MOST < least:
        return 0.0, ()
    score *= corner(scene, at, mention, metric) ** 0.5
    score *= 0.85 + 0.4 * scene.shares.get(mention.company or "", 0.0)
    # What its own sentence names before it wins, unless that stands in a corner.
    if not (same_block and opening < 5 and _leads_in(scene.clean, holder)):
        score = min(score, _EARLIER_AT_MOST)
    return score, ("named before in the same paragraph" if same_block else "named before",)
