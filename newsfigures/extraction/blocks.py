"""
The blocks of a text: its headings, paragraphs, list items, footnotes, captions and tables.

A block is told by how its first line begins and by blank lines around it. A line longer than any
hard wrap is a paragraph by itself; a short line without a stop, by itself, is a heading.
"""

from collections import deque
from enum import StrEnum

from newsfigures.extraction import boxes
from newsfigures.extraction import patterns as re
from newsfigures.extraction.grids import (
    PIPE_ROW,
    RULE_ROW,
    Table,
    from_html,
    from_pipes,
    trim,
)
from newsfigures.model import Span, noun


class Kind(StrEnum):
    """What a block is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"
    CAPTION = "caption"
    FOOTNOTE = "footnote"


@noun()
class Block:
    """A paragraph, heading, list item, footnote, caption or table. `level` is a heading's depth."""

    kind: Kind
    span: Span
    level: int = 0
    table: Table | None = None


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


# Editors wrap at 72 to 120 characters; most lines of a text are longer only where it is not
# wrapped. One line alone may be longer by a link that the editor would not break, so more of it is
# asked before it counts as a paragraph by itself.
_WRAP, _WRAP_OF_ONE, _CAPTION = 160, 200, 200


def _unwrapped(line: _Line) -> bool:
    """Say whether a line is longer than any hard wrap: then lines are paragraphs beside it."""
    return len(line.raw) > _WRAP_OF_ONE


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
    if len(run) < 2:
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


class _Layout:
    """The blocks of a text as far as it was walked, and the run of lines that makes the next."""

    def __init__(self, text: str, clean: str, start: int) -> None:
        self.text, self.clean = text, clean
        self.lines = _lines(text, clean, start)
        filled = [line for line in self.lines if line.raw.strip()]
        # Plain text with a paragraph a line.
        self.one_a_line = len([line for line in filled if len(line.raw) > _WRAP]) * 2 > len(filled)
        self.html = deque(_html_tables(text, start))
        self.blocks: list[Block] = []
        self.run: list[_Line] = []
        self.kind = Kind.PARAGRAPH  # of the run

    def walk(self) -> list[Block]:
        """Return the blocks of the whole text."""
        index = 0
        while index < len(self.lines):
            line = self.lines[index]
            while self.html and self.html[0][1] <= line.start:
                self.html.popleft()
            if self.html and self.html[0][0] < line.end:
                index = self._take_html(index)
            elif _is_table(self.lines, index):
                index = self._take_pipes(index)
            else:
                self._take(line)
                index += 1
        self._close()
        return self.blocks

    def _take_html(self, index: int) -> int:
        """Take an HTML table; return the first line behind it."""
        self._close()
        start, end = self.html[0]
        table = from_html(self.text, self.clean, start, end, self._caption())
        self.blocks.append(Block(kind=Kind.TABLE, span=Span(start, end), table=table))
        while index < len(self.lines) and self.lines[index].end < end:
            index += 1
        return index + 1

    def _take_pipes(self, index: int) -> int:
        """Take a table of cells between pipes; return the first line behind it."""
        self._close()
        lines, stop = self.lines, index
        piped = bool(PIPE_ROW.match(lines[index].raw))
        while stop < len(lines) and (
            PIPE_ROW.match(lines[stop].raw) if piped else "|" in lines[stop].raw
        ):
            stop += 1
        rows = [(line.start, line.raw) for line in lines[index:stop]]
        table = from_pipes(rows, self.clean, self._caption())
        self.blocks.append(Block(kind=Kind.TABLE, span=table.span, table=table))
        return stop

    def _take(self, line: _Line) -> None:
        """Take a line that belongs to no table: a heading, or what begins or goes on with a run."""
        clean = self.clean
        if not line.raw.strip() or _BREAK.match(line.raw):
            self._close()
        elif mark := _HEADING.match(line.raw):
            self._head(trim(clean, line.start + mark.end(1), line.end), len(mark[1]))
        elif mark := _HTML_HEADING.match(line.raw):
            self._head(trim(clean, line.start, line.end), int(mark[1]))
        elif mark := _NOTE.match(line.raw):
            self._open(Kind.FOOTNOTE, line, mark.end())
        elif mark := _ITEM.match(line.raw) or _HTML_ITEM.match(line.raw):
            self._open(Kind.ITEM, line, mark.end())
        elif mark := _QUOTE_MARK.match(line.raw):
            if mark.end() == len(line.raw):
                self._close()
            else:
                self.run.append(_Line(line.start + mark.end(), line.end, line.raw))
        elif _HTML_PART.match(line.raw):
            self._open(Kind.PARAGRAPH, line)
        elif self.one_a_line or boxes.is_line(clean[line.start : line.end]):
            self._open(Kind.PARAGRAPH if self.one_a_line else Kind.ITEM, line)
            self._close()
        else:
            self.run.append(line)

    def _head(self, span: Span, level: int) -> None:
        self._close()
        self.blocks.append(Block(kind=Kind.HEADING, span=span, level=level))

    def _open(self, kind: Kind, line: _Line, marked: int = 0) -> None:
        """Begin a run with a line, without the mark in front of it."""
        self._close()
        self.run.append(_Line(line.start + marked, line.end, line.raw))
        self.kind = kind

    def _close(self) -> None:
        """Make blocks of the run of lines: one, or one a line where they are no wrapped lines."""
        if len(self.run) > 1 and any(map(_unwrapped, self.run)):
            self._add(self.run[:1], self.kind)
            for line in self.run[1:]:
                self._add([line], Kind.PARAGRAPH)
        elif self.run:
            self._add(self.run, self.kind)
        self.run = []
        self.kind = Kind.PARAGRAPH

    def _add(self, run: list[_Line], kind: Kind) -> None:
        clean, level = self.clean, 0
        span = trim(clean, run[0].start, run[-1].end)
        if span.start >= span.end:
            return
        if kind is Kind.PARAGRAPH and (keyed := _keyed(run, clean)):
            self.blocks.extend(Block(kind=Kind.ITEM, span=each) for each in keyed)
            return
        if kind is Kind.PARAGRAPH and len(run) == 1 and _is_plain_heading(run[0], clean):
            kind, level = Kind.HEADING, 5
        self.blocks.append(Block(kind=kind, span=span, level=level))

    def _caption(self) -> Span | None:
        """Take the short line right above a table as what names it."""
        last = self.blocks[-1] if self.blocks else None
        if last is None or last.kind not in (Kind.HEADING, Kind.PARAGRAPH, Kind.CAPTION):
            return None
        words = last.span.cut(self.clean)
        if len(words) > _CAPTION or last.level not in (0, 5):
            return None
        if not words.rstrip().endswith("."):
            self.blocks[-1] = Block(kind=Kind.CAPTION, span=last.span)
        return last.span


def lay_out(text: str, clean: str, start: int) -> list[Block]:
    r"""
    Return the blocks of a text behind its front matter, in order.

        >>> text = "# A year\n\n- It cost $3m,\n  all told.\n- It took a week.\n"
        >>> [(b.kind.value, b.span.cut(text)) for b in lay_out(text, text, 0)]
        [('heading', 'A year'), ('item', 'It cost $3m,\n  all told.'), ('item', 'It took a week.')]
    """
    return _Layout(text, clean, start).walk()
