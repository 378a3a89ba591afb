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
from enum import StrEnum
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from newsfigures.extraction import boxes
from newsfigures.extraction import patterns as re
from newsfigures.extraction.grids import (
    PIPE_ROW,
    RULE_ROW,
    Cell,
    Table,
    from_html,
    from_pipes,
    trim,
)
from newsfigures.extraction.prose import FRONT, cleaned
from newsfigures.extraction.sentences import parted, split
from newsfigures.model import Span, noun

__all__ = ["Block", "Cell", "Document", "Kind", "Sentence", "Table", "once", "parse"]


class Kind(StrEnum):
    """What a block is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"
    CAPTION = "caption"
    FOOTNOTE = "footnote"


@noun()
class Sentence:
    """One sentence, without the white space around it. `block` indexes `Document.blocks`."""

    span: Span
    block: int


@noun()
class Block:
    """A paragraph, heading, list item, footnote, caption or table. `level` is a heading's depth."""

    kind: Kind
    span: Span
    level: int = 0
    table: Table | None = None


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


_HEADING = re.compile(r"[ ]{0,3}(#{1,6})\s+\S")
_ITEM = re.compile(r"\s*(?:[-*+•·‣☀-➿🌀-🫿]\ufe0f?|\d{1,3}[.)]|[a-z][.)])\s+(?=\S)")
_HTML_ITEM = re.compile(r"\s*<(?:li|dt)\b[^>]{0,200}>", re.I)
_HTML_PART = re.compile(r"\s*<(?:p|div|figure|figcaption|blockquote|ul|ol|dl)\b", re.I)
_NOTE = re.compile(
    r"\[\^[^\]\s]+\]:\s*|\[\d{1,3}\][:.]?\s+(?=\S)|\^\d{1,2}[:.]?\s+(?=\S)"
    r"|[\u00b9\u00b2\u00b3\u2074-\u2079]{1,2}\s*(?=[A-Za-z])"
)
# `Parameters: 671 billion`, in a page whose box of facts has been flattened to lines.
_KEYED = re.compile(r"[A-Z][^\n:.!?|]{1,48}:\s+\S")
_KEYED_LONG = 160
_BREAK = re.compile(r"\s*([-*_])(?:\s*\1){2,}\s*$|\s*(?:```|~~~)\w*\s*$")
_QUOTE_MARK = re.compile(r"\s*(?:>\s?)+")
_TABLE_OPENS = re.compile(r"<table\b", re.I)
_TABLE_ENDS = re.compile(r"</table\s*>", re.I)
_HTML_HEADING = re.compile(r"\s*<h([1-6])\b", re.I)
_TERMINAL = tuple(".!?:;,\"')")


@noun(kw_only=False)
class _Line:
    start: int
    end: int
    raw: str


def _lines(text: str, clean: str, start: int) -> list[_Line]:
    """Return the lines; an end of a line that is none in `clean` joins a box's label and amount."""
    found: list[_Line] = []
    position = start
    for raw in text[start:].split("\n"):
        end = position + len(raw)
        if found and clean[position - 1] != "\n":
            first = found.pop().start
            found.append(_Line(first, end, text[first:end].replace("\n", " ")))
        else:
            found.append(_Line(position, end, raw))
        position = end + 1
    return found


_WRAP = 200  # characters


def _unwrapped(line: _Line) -> bool:
    """Say whether a line is longer than any hard wrap: then lines are paragraphs beside it."""
    return len(line.raw) > _WRAP


def _is_plain_heading(line: _Line, clean: str) -> bool:
    """Say whether a short line without a full stop stands as a heading in plain text."""
    words = clean[line.start : line.end].strip()
    return (
        0 < len(words) <= 90
        and not words.endswith(_TERMINAL)
        and words[0].isupper()
        and len(words.split()) <= 14
        and not boxes.is_card_line(line.raw)
    )


def _keyed(run: list[_Line], clean: str) -> list[Span]:
    """Return the lines of a block of `key: value` lines, each with what it is wrapped on to."""
    if len(run) < 2 or any(line.end - line.start > _KEYED_LONG for line in run):
        return []
    starts = [line for line in run if _KEYED.match(clean[line.start : line.end].strip())]
    if len(starts) * 3 < len(run) * 2 or not starts or starts[0] is not run[0]:
        return []
    ends = [line.start for line in starts[1:]] + [run[-1].end]
    return [trim(clean, line.start, end) for line, end in zip(starts, ends, strict=True)]


def _is_table(lines: list[_Line], index: int) -> bool:
    """Say whether a line opens a table: cells between pipes, over a rule or more such cells."""
    if index + 1 >= len(lines) or "|" not in lines[index].raw:
        return False
    here, below = lines[index].raw, lines[index + 1].raw
    if RULE_ROW.match(below):
        return "|" in below or bool(PIPE_ROW.match(here))
    parts = here.count("|")  # no rule: a box of facts has no heads
    return (
        parts > 2
        and parts == below.count("|")
        and bool(PIPE_ROW.match(here) and PIPE_ROW.match(below))
    )


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


def _html_tables(text: str, start: int) -> list[tuple[int, int]]:
    """Return where the HTML tables stand; one that never closes is none."""
    found: list[tuple[int, int]] = []
    for opening in _TABLE_OPENS.finditer(text, start):
        if found and opening.start() < found[-1][1]:
            continue
        end = _TABLE_ENDS.search(text, opening.end())
        if end is None:
            break
        found.append((opening.start(), end.end()))
    return found


def _blocks(text: str, clean: str, start: int) -> list[Block]:
    lines = _lines(text, clean, start)
    filled = [line for line in lines if line.raw.strip()]
    # Plain text with a paragraph a line: most lines are far longer than any hard wrap.
    long_lines = [line for line in filled if len(line.raw) > 160]
    one_a_line = len(long_lines) * 2 > len(filled)
    html = _html_tables(text, start)
    table_at = 0  # the first of them that does not end before the line
    blocks: list[Block] = []
    run: list[_Line] = []
    run_kind = Kind.PARAGRAPH

    def close() -> None:
        nonlocal run_kind
        if len(run) > 1 and any(map(_unwrapped, run)):
            each, run[:] = run[1:], run[:1]
            close()
            for line in each:
                run.append(line)
                close()
        if run:
            span = trim(clean, run[0].start, run[-1].end)
            if span.start < span.end:
                single = len(run) == 1 and run_kind is Kind.PARAGRAPH
                kind = run_kind
                level = 0
                if single and _is_plain_heading(run[0], clean):
                    kind, level = Kind.HEADING, 5
                if kind is Kind.PARAGRAPH and (lines := _keyed(run, clean)):
                    blocks.extend(Block(kind=Kind.ITEM, span=each) for each in lines)
                else:
                    blocks.append(Block(kind=kind, span=span, level=level))
            run.clear()
        run_kind = Kind.PARAGRAPH

    def caption() -> Span | None:
        """The short line right above a table names it."""
        if blocks and blocks[-1].kind in (Kind.HEADING, Kind.PARAGRAPH, Kind.CAPTION):
            last = blocks[-1]
            if len(last.span.cut(clean)) <= 200 and last.level in (0, 5):
                if not last.span.cut(clean).rstrip().endswith("."):
                    blocks[-1] = Block(kind=Kind.CAPTION, span=last.span)
                return last.span
        return None

    index = 0
    while index < len(lines):
        line = lines[index]
        while table_at < len(html) and html[table_at][1] <= line.start:
            table_at += 1
        inside = html[table_at] if table_at < len(html) else None
        if inside and inside[0] < line.end:
            close()
            named = caption()
            table = from_html(text, clean, *inside, named)
            blocks.append(Block(kind=Kind.TABLE, span=Span(*inside), table=table))
            while index < len(lines) and lines[index].end < inside[1]:
                index += 1
            index += 1
            continue
        if _is_table(lines, index):
            close()
            stop, piped = index, bool(PIPE_ROW.match(line.raw))
            while stop < len(lines) and (
                PIPE_ROW.match(lines[stop].raw) if piped else "|" in lines[stop].raw
            ):
                stop += 1
            named = caption()
            table = from_pipes([(x.start, x.raw) for x in lines[index:stop]], clean, named)
            blocks.append(Block(kind=Kind.TABLE, span=table.span, table=table))
            index = stop
            continue
        if not line.raw.strip() or _BREAK.match(line.raw):
            close()
        elif mark := _HEADING.match(line.raw):
            close()
            span = trim(clean, line.start + mark.end(1), line.end)
            blocks.append(Block(kind=Kind.HEADING, span=span, level=len(mark[1])))
        elif mark := _HTML_HEADING.match(line.raw):
            close()
            span = trim(clean, line.start, line.end)
            blocks.append(Block(kind=Kind.HEADING, span=span, level=int(mark[1])))
        elif mark := _NOTE.match(line.raw):
            close()
            run.append(_Line(line.start + mark.end(), line.end, line.raw))
            run_kind = Kind.FOOTNOTE
        elif mark := _ITEM.match(line.raw) or _HTML_ITEM.match(line.raw):
            close()
            run.append(_Line(line.start + mark.end(), line.end, line.raw))
            run_kind = Kind.ITEM
        elif mark := _QUOTE_MARK.match(line.raw):
            if mark.end() == len(line.raw):
                close()
            else:
                run.append(_Line(line.start + mark.end(), line.end, line.raw))
        elif _HTML_PART.match(line.raw):
            close()
            run.append(line)
        elif one_a_line or boxes.is_line(clean[line.start : line.end]):
            close()
            run.append(line)
            run_kind = Kind.PARAGRAPH if one_a_line else Kind.ITEM
            close()
        else:
            run.append(line)
        index += 1
    close()
    return blocks


def parse(text: str) -> Document:
    r"""
    Lay out a text.

        >>> doc = parse("It cost $5.6 million.\u00a0Meta paid more.")
        >>> [s.span.cut(doc.clean) for s in doc.sentences]
        ['It cost $5.6 million.', 'Meta paid more.']
    """
    clean, front = cleaned(text)
    top = FRONT.match(text)
    blocks = _blocks(text, clean, top.end() if top else 0)
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
