"""A stretch of a text as it is listened to: its words, its names, and who says something in it."""

from collections.abc import Sequence
from dataclasses import replace

from newsfigures.extraction import masks, speakers, surroundings, voices
from newsfigures.extraction.document import Document
from newsfigures.extraction.masks import Name
from newsfigures.extraction.mention import Mention
from newsfigures.extraction.source import Source
from newsfigures.model import Span, noun


@noun(kw_only=False)
class Heard:
    """A stretch of words with its names and everybody who says something in it."""

    text: str
    masked: str
    names: list[Name]
    sources: list[Source]
    places: list[int]


def hear(document: Document, mentions: Sequence[Mention], span: Span, company: str | None) -> Heard:
    """
    Return a stretch with its names and speakers.

    `company` is whom the figure in question is about, None when that does not matter.
    """
    key = ("heard", span, company)
    kept = document.kept.get(key)
    if kept is None or kept[0] is not mentions:
        kept = document.kept[key] = (mentions, _heard(document, mentions, span, company))
    heard: Heard = kept[1]
    return heard


def _heard(
    document: Document, mentions: Sequence[Mention], span: Span, company: str | None
) -> Heard:
    text, places = surroundings.squeeze(span.cut(document.clean))
    found = voices.names(document, mentions, span, company)
    if len(text) != span.end - span.start:
        found = [replace(n, start=places[n.start], end=places[n.end]) for n in found]
    masked = masks.mask(text, found)
    return Heard(text, masked, found, speakers.sources(masked, found), places)
