"""
An article's layout: blocks, sentences and table cells, all as spans of the text as stored.

`parse` also makes `clean`, a copy of the text of the same length in which what is no
prose (front matter, link targets, tags, escapes, emphasis) is blank and look-alike characters
(no-break spaces, full-width digits, minus signs, curly quotes) are plain. Rules search `clean`;
because it maps one character to one character, what they find indexes the original.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from newsfigures.extraction.blocks import Block, Kind, lay_out
from newsfigures.extraction.grids import Cell, Table
from newsfigures.extraction.prose import FRONT, cleaned
from newsfigures.extraction.sentences import parted, split
from newsfigures.model import Span, noun

__all__ = ["Block", "Cell", "Document", "Kind", "Sentence", "Table", "once", "parse"]


@noun()
class Sentence:
    """One sentence, without the white space around it. `block` indexes `Document.blocks`."""

    span: Span
    block: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Document:
    """
    The parsed text.

    `sentences` are in text order and cover headings, paragraphs, items, captions and
    footnotes; a table has cells instead. `front_matter` holds the `key: value` lines of a
    leading `---` block, keys in lower case, lists left out. `kept` is where rules keep what they
    work out once for the whole reading of a document, each under a key of its own.
    """

    text: str
    clean: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    front_matter: dict[str, str] = field(default_factory=dict)
    kept: dict[Any, Any] = field(default_factory=dict, repr=False)

    def tables(self) -> Iterator[Table]:
        """Yield the tables in text order."""
        return (block.table for block in self.blocks if block.table)

    def headings_above(self, block: int) -> list[Block]:
        """Return the headings that govern a block, nearest first, one for each level up."""
        above: list[tuple[int, int]] | None = self.kept.get("headings above")
        if above is None:
            above = self.kept["headings above"] = _above(self.blocks)
        found: list[Block] = []
        place = above[block][0] if block < len(above) else -1
        while place >= 0:
            found.append(self.blocks[place])
            place = above[place][1]
        return found

    def sentence_starts(self) -> list[int]:
        """Return where each sentence begins."""
        starts: list[int] | None = self.kept.get("sentences begin")
        if starts is None:
            starts = self.kept["sentences begin"] = [s.span.start for s in self.sentences]
        return starts

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence that holds an offset; None inside a table or between sentences."""
        place = bisect_right(self.sentence_starts(), offset) - 1
        if place >= 0 and offset < self.sentences[place].span.end:
            return self.sentences[place]
        return None

    def block_at(self, offset: int) -> int:
        """Return the index of the last block that begins at an offset or before, -1 for none."""
        starts: list[int] | None = self.kept.get("blocks begin")
        if starts is None:
            starts = self.kept["blocks begin"] = [block.span.start for block in self.blocks]
        return bisect_right(starts, offset) - 1


P = ParamSpec("P")
R = TypeVar("R")


def once(
    function: Callable[Concatenate[Document, P], R],
) -> Callable[Concatenate[Document, P], R]:
    """
    Keep what a function of a document returns with the document, by its other arguments.

    It takes these by position only. What is kept goes when the document goes, so it must not
    hold the document itself.
    """

    @wraps(function)
    def ask(document: Document, /, *args: P.args, **_: P.kwargs) -> R:
        key = (function, *args)
        try:
            found: R = document.kept[key]
        except KeyError:
            found = document.kept[key] = function(document, *args, **_)
        return found

    return ask


def _above(blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """Return for each block the heading before it and the one before of a higher level, or -1."""
    above: list[tuple[int, int]] = []
    last = -1
    for place, block in enumerate(blocks):
        higher = last
        while higher >= 0 and blocks[higher].level >= block.level:
            higher = above[higher][1]
        above.append((last, higher))
        if block.kind is Kind.HEADING:
            last = place
    return above


def parse(text: str) -> Document:
    r"""
    Lay out a text.

        >>> doc = parse("It cost $5.6 million.\u00a0Meta paid more.")
        >>> [s.span.cut(doc.clean) for s in doc.sentences]
        ['It cost $5.6 million.', 'Meta paid more.']
    """
    clean, front = cleaned(text)
    top = FRONT.match(text)
    blocks = lay_out(text, clean, top.end() if top else 0)
    sentences = [
        Sentence(span=span, block=index)
        for index, block in enumerate(blocks)
        if block.kind is not Kind.TABLE
        for span in (
            parted(clean, block.span) if block.kind is Kind.HEADING else split(clean, block.span)
        )
    ]
    return Document(
        text=text,
        clean=clean,
        blocks=tuple(blocks),
        sentences=tuple(sentences),
        front_matter=front,
    )


def pages(document: Document) -> Iterator[Sequence[Block]]:
    """Yield the blocks from each heading of the highest level to the next."""
    blocks = document.blocks
    cuts = [i for i, b in enumerate(blocks) if b.kind is Kind.HEADING and b.level == 1]
    cuts = cuts if cuts and not cuts[0] else [0, *cuts]
    for first, last in zip(cuts, [*cuts[1:], len(blocks)], strict=True):
        yield blocks[first:last]
