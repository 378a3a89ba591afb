"""
Lines that say what they measure and then how much: `Parameters: 671 billion`, `Staff (k): 4.2`.

Pages of models and boxes of facts are written so, in bullets or lines. The words before the colon
are read like the head of a table (lexicon/heads.toml): they give the metric, or say that the
number is none of ours, and may hold the unit and scale.
"""

import re
from functools import lru_cache

from newsfigures.extraction.document import Block, Document, Kind, Sentence
from newsfigures.extraction.heads import Said, decided
from newsfigures.model import Span

KEY, KEY_BEFORE, KEY_AGAINST = 1.5, 1.2, 0.8

_KEY = re.compile(r"\W{0,4}(?P<key>[A-Z][^\n:;!?|]{1,60}?)\s{0,6}:\s{1,12}")
# What may stand between the colon and the number.
_HEDGED = re.compile(
    r"(?i)\W*(?:(?:about|around|approx(?:imately|\.)?|roughly|nearly|almost|over|under|some|ca\.?"
    r"|more than|less than|up to|at least|at most|an? estimated|estimated|reported(?:ly)?|from"
    r"|minus|total|US)\W+){0,3}"
)
# `$500bn — planned data-centre investment`: the number first, then what it is.
_AFTER = re.compile(r"\W{0,4}\s+(?:-|—|:)\s+(?P<key>[^\n.;:!?|$€£¥]{3,70})")
_SHORT = 120


@lru_cache(maxsize=256)
def key_of(document: Document, block: Block) -> tuple[Span, int] | None:
    """Return the words before the colon a block opens with, and where what they say begins."""
    if block.kind not in (Kind.ITEM, Kind.PARAGRAPH, Kind.CAPTION):
        return None
    end = min(block.span.end, block.span.start + 90)
    match = _KEY.match(document.clean, block.span.start, end)
    return (Span(*match.span("key")), match.end()) if match else None


def said(document: Document, sentence: Sentence, at: Span) -> Said | None:
    """Return what the key of a line says of the number that follows it; None in other sentences."""
    block = document.blocks[sentence.block]
    if sentence.span.start != block.span.start or block.kind is Kind.HEADING:
        return None
    if key := key_of(document, block):
        words, begins = key
        if at.start < begins or not _HEDGED.fullmatch(document.clean[begins : at.start]):
            return None
        known, metric = decided(words.cut(document.clean))
        return Said(metric, KEY if metric else KEY_AGAINST, words) if known else None
    return _behind(document, block, at)


def _behind(document: Document, block: Block, at: Span) -> Said | None:
    """Return what a short line says of the number that opens it."""
    clean = document.clean
    if block.span.end - block.span.start > _SHORT:
        return None
    if not _HEDGED.fullmatch(clean[block.span.start : at.start]):
        return None
    match = _AFTER.match(clean, at.end, block.span.end)
    if match is None or match.end() < block.span.end - 2:
        return None
    known, metric = decided(match["key"])
    return Said(metric, KEY_BEFORE, Span(*match.span("key"))) if known and metric else None
