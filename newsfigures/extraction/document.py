"""
An article's layout: blocks, sentences and table cells, all as spans of the text as stored.

`parse` also makes `clean`, a copy of the text of the same length in which what is no
prose (front matter, link targets, tags, escapes, emphasis) is blank and look-alike characters
(no-break spaces, full-width digits, minus signs, curly quotes) are plain. Rules search `clean`;
because it maps one character to one character, what they find indexes the original.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from newsfigures.extraction.grids import (
    PIPE_ROW,
    RULE_ROW,
    Cell,
    Table,
    from_html,
    from_pipes,
    trim,
)
from newsfigures.model import Span

__all__ = ["Block", "Cell", "Document", "Kind", "Sentence", "Table", "clean", "parse"]


class Kind(StrEnum):
    """What a block is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"
    CAPTION = "caption"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence, without the white space around it. `block` indexes `Document.blocks`."""

    span: Span
    block: int


@dataclass(frozen=True, slots=True, kw_only=True)
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
    leading `---` block, keys in lower case, lists left out.
    """

    text: str
    clean: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    front_matter: dict[str, str] = field(default_factory=dict)

    def tables(self) -> Iterator[Table]:
        """Yield the tables in text order."""
        return (block.table for block in self.blocks if block.table)

    def headings_above(self, block: int) -> list[Block]:
        """Return the headings that govern a block, nearest first, one for each level up."""
        found: list[Block] = []
        depth = 99
        for candidate in reversed(self.blocks[:block]):
            if candidate.kind is Kind.HEADING and candidate.level < depth:
                found.append(candidate)
                depth = candidate.level
        return found

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence that holds an offset; None inside a table or between sentences."""
        low, high = 0, len(self.sentences)
        while low < high:
            middle = (low + high) // 2
            if self.sentences[middle].span.end <= offset:
                low = middle + 1
            else:
                high = middle
        if low < len(self.sentences) and self.sentences[low].span.start <= offset:
            return self.sentences[low]
        return None


# One character to one character. Em dashes stay: they part clauses, they do not join ranges.
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u202f\u205f\u3000\ufeff\u200b\t", " "),
        **{chr(space): " " for space in range(0x2000, 0x200B)},  # en quad to hair space
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\uff0d", "-"),
        **dict.fromkeys("\u2018\u2019\u201b\u2032", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"'),
        **{chr(0xFF10 + d): str(d) for d in range(10)},
        "\uff04": "$",
        "\uff05": "%",
        "\uff0c": ",",
        "\uff0e": ".",
        "\uff1a": ":",
        "\uff08": "(",
        "\uff09": ")",
        "\uff5e": "~",
        "\u223c": "~",
        "\uff0b": "+",
        "\u00d7": "x",
    }
)

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.S)
_FRONT_LINE = re.compile(r"^([A-Za-z_][\w-]*):[ \t]*(\S.*)$", re.M)

# What is no prose, blanked. Link text and alt text stay (docs/figures.md, rule 1).
_BLANKS = (
    re.compile(r"<!--.*?-->", re.S),
    re.compile(r"<(script|style)\b.*?</\1\s*>", re.S | re.I),
    re.compile(r"</?[a-zA-Z][^<>]*>"),
    re.compile(r"(?<=\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)"),
    re.compile(r"(?:https?://|www\.)[^\s<>)\]]+"),
    re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{1,64}"),
    re.compile(r"\\(?=[!-/:-@\[-`{-~])"),
    re.compile(r"\*+|(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w)|`+"),
    re.compile(r"\[\^[^\]\s]+\]"),
)
_SUPERSCRIPT = re.compile(r"<sup\b[^>]*>(?=\s*[-\u2212]?\d)", re.I)
_ENTITIES = {
    "&nbsp;": " ",
    "&ndash;": "-",
    "&minus;": "-",
    "&amp;": "&",
    "&euro;": "€",
    "&pound;": "£",
    "&yen;": "¥",
    "&lt;": "<",
    "&gt;": ">",
    "&times;": "x",
}


def _clean(text: str) -> tuple[str, dict[str, str]]:
    """Return the text with all but prose blanked (of the same length), and the front matter."""
    front: dict[str, str] = {}
    clean = text
    if top := _FRONT.match(text):
        front = {m[1].lower(): m[2].strip().strip("\"'") for m in _FRONT_LINE.finditer(top[1])}
        clean = re.sub(r"[^\n]", " ", text[: top.end()]) + text[top.end() :]

    def blank(m: re.Match[str]) -> str:
        return re.sub(r"[^\n]", " ", m[0])

    clean = _SUPERSCRIPT.sub(lambda m: "^".rjust(len(m[0])), clean)
    for pattern in _BLANKS:
        clean = pattern.sub(blank, clean)
    for entity, plain in _ENTITIES.items():
        clean = clean.replace(entity, plain.rjust(len(entity)))
    clean = clean.translate(_PLAIN)
    assert len(clean) == len(text)
    return clean, front


def clean(text: str) -> str:
    """Return the copy of a text that rules search, of the same length; its layout is not read."""
    return _clean(text)[0]


_HEADING = re.compile(r"[ ]{0,3}(#{1,6})\s+\S")
_ITEM = re.compile(r"\s*(?:[-*+•·‣]|\d{1,3}[.)]|[a-z][.)])\s+(?=\S)")
_NOTE = re.compile(r"\[\^[^\]\s]+\]:\s*")
_BREAK = re.compile(r"\s*([-*_])(?:\s*\1){2,}\s*$")
_QUOTE_MARK = re.compile(r"\s*(?:>\s?)+")
_HTML_TABLE = re.compile(r"<table\b.*?</table\s*>", re.S | re.I)
_HTML_HEADING = re.compile(r"\s*<h([1-6])\b", re.I)
_TERMINAL = tuple(".!?:;,\"')")


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    raw: str


def _lines(text: str, start: int) -> list[_Line]:
    found, position = [], start
    for raw in text[start:].split("\n"):
        found.append(_Line(position, position + len(raw), raw))
        position += len(raw) + 1
    return found


def _is_plain_heading(line: _Line, clean: str) -> bool:
    """Say whether a short line without a full stop stands as a heading in plain text."""
    words = clean[line.start : line.end].strip()
    return (
        0 < len(words) <= 90
        and not words.endswith(_TERMINAL)
        and words[0].isupper()
        and len(words.split()) <= 14
    )


def _blocks(text: str, clean: str, start: int) -> list[Block]:
    lines = _lines(text, start)
    filled = [line for line in lines if line.raw.strip()]
    # Plain text with a paragraph a line: most lines are far longer than any hard wrap.
    long_lines = [line for line in filled if len(line.raw) > 160]
    one_a_line = len(long_lines) * 2 > len(filled)
    html = [m.span() for m in _HTML_TABLE.finditer(text, start)]
    blocks: list[Block] = []
    run: list[_Line] = []
    run_kind = Kind.PARAGRAPH

    def close() -> None:
        nonlocal run_kind
        if run:
            span = trim(clean, run[0].start, run[-1].end)
            if span.start < span.end:
                single = len(run) == 1 and run_kind is Kind.PARAGRAPH
                kind = run_kind
                level = 0
                if single and _is_plain_heading(run[0], clean):
                    kind, level = Kind.HEADING, 5
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
        inside = next((s for s in html if s[0] < line.end and line.start < s[1]), None)
        if inside:
            close()
            named = caption()
            table = from_html(text, clean, *inside, named)
            blocks.append(Block(kind=Kind.TABLE, span=Span(*inside), table=table))
            while index < len(lines) and lines[index].end < inside[1]:
                index += 1
            index += 1
            continue
        if (
            PIPE_ROW.match(line.raw)
            and index + 1 < len(lines)
            and RULE_ROW.match(lines[index + 1].raw)
        ):
            close()
            stop = index
            while stop < len(lines) and PIPE_ROW.match(lines[stop].raw):
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
        elif mark := _ITEM.match(line.raw):
            close()
            run.append(_Line(line.start + mark.end(), line.end, line.raw))
            run_kind = Kind.ITEM
        elif mark := _QUOTE_MARK.match(line.raw):
            if mark.end() == len(line.raw):
                close()
            else:
                run.append(_Line(line.start + mark.end(), line.end, line.raw))
        elif one_a_line:
            close()
            run.append(line)
            close()
        else:
            run.append(line)
        index += 1
    close()
    return blocks


# Abbreviations after which a full stop does not end a sentence (always, or before a digit).
_ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof sen rep gov gen lt col st jr sr inc corp co ltd llc plc vs etc eg ie e.g
    i.e cf al approx est fig figs dept u.s u.k u.n e.u a.m p.m no nos vol p pp jan feb mar apr
    jun jul aug sep sept oct nov dec mt ca bn mn tn mio bros
    """.split()  # noqa: SIM905
)
_BEFORE_DIGIT_ONLY = frozenset(
    """
    no nos fig figs vol p pp approx ca est bn mn tn mio jan feb mar apr jun jul aug sep sept
    oct nov dec
    """.split()  # noqa: SIM905
)
_MAY_END = frozenset(
    """
    inc corp co ltd llc plc etc jr sr u.s u.k u.n e.u a.m p.m
    """.split()  # noqa: SIM905
)
_END = re.compile(r"([.!?…]+)([\"')\]]*)\s+(?=([\"'(\[]*)(\S))")
# The letter of `$213B.` is a scale word; a letter alone is an initial.
_WORD_BEFORE = re.compile(r"(?<!\d)[A-Za-z]$|[A-Za-z][A-Za-z.]+$")

_INITIALS = re.compile(r"[a-z](?:\.[a-z])+")  # `D.A. Davidson`
_ROLE = re.compile(r"(?:Chief|CEO|CFO|COO|CTO|President|Chair|Chairman|Vice)\b")  # `Inc. CEO Roe`


def _ends(clean: str, stop: re.Match[str]) -> bool:
    """Say whether a stop mark ends a sentence."""
    following = stop[4]
    if stop[1] != ".":
        return not following.islower()
    word = _WORD_BEFORE.search(clean, max(0, stop.start() - 20), stop.start())
    if word:
        token = word[0].lower().rstrip(".")
        if len(token) == 1 and word[0].isupper() and token != "i":
            return False
        if token in _BEFORE_DIGIT_ONLY:
            return not following.isdigit()
        if token in _MAY_END:
            return following.isupper() and not _ROLE.match(clean, stop.start(3))
        if token in _ABBREVIATIONS or _INITIALS.fullmatch(token):
            return False
    return not following.islower()


def _sentences(clean: str, block: Block, index: int) -> Iterator[Sentence]:
    start = block.span.start
    if block.kind is not Kind.HEADING:
        for stop in _END.finditer(clean, block.span.start, block.span.end):
            if _ends(clean, stop):
                end = stop.end(2)
                yield Sentence(span=trim(clean, start, end), block=index)
                start = stop.start(3)
    span = trim(clean, start, block.span.end)
    if span.start < span.end:
        yield Sentence(span=span, block=index)


def parse(text: str) -> Document:
    r"""
    Lay out a text.

        >>> doc = parse("It cost $5.6 million.\u00a0Meta paid more.")
        >>> [s.span.cut(doc.clean) for s in doc.sentences]
        ['It cost $5.6 million.', 'Meta paid more.']
    """
    clean, front = _clean(text)
    top = _FRONT.match(text)
    blocks = _blocks(text, clean, top.end() if top else 0)
    sentences = [
        sentence
        for index, block in enumerate(blocks)
        if block.kind is not Kind.TABLE
        for sentence in _sentences(clean, block, index)
    ]
    return Document(
        text=text,
        clean=clean,
        blocks=tuple(blocks),
        sentences=tuple(sentences),
        front_matter=front,
    )
