"""
Tables, lists of terms and captions of a page, made plain before its text is taken.

Markdown has no wide or high cells, no table captions and no terms: a caption goes above its
table, headings over several columns are repeated over each, a cell that is several rows high is
repeated in each, a box of facts gets no heading row, a term and what it means become one item.
"""

import re
from collections.abc import Iterable
from copy import deepcopy

from lxml.html import HtmlElement, fromstring
from lxml.html.builder import E

MOST_CELLS = 100_000
LONGEST_CELL = 1_500  # characters; a table with longer cells lays out a page
WIDEST = 60  # columns or rows that one cell may lie over

LONGEST_ORDINARY = 300  # characters of headings and paragraphs in a cell of an ordinary table

_BLOCKS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "p"})
_HIDDEN = re.compile(r"display\s*:\s*none", re.I)
_SPACE = re.compile(r"\s+")


def put_right(tree: HtmlElement) -> None:
    """Rewrite tables, definition lists and captions of a page in place."""
    for table in list(tree.iter("table")):
        if _lays_out(table):
            _dissolve(table)
    for table in list(tree.iter("table")):
        if table.getparent() is not None and table.find(".//table") is None:
            _table(table)
    for terms in list(tree.iter("dl")):
        _terms(terms)
    for caption in list(tree.iter("figcaption")):
        figure = caption.getparent()
        words = _words(caption)
        if figure is not None and figure.getparent() is not None and words:
            figure.remove(caption)
            _put_after(figure, E.p(words))


def _lays_out(table: HtmlElement) -> bool:
    """Say whether a table is a page's layout: a cell of its own holds headings or paragraphs."""
    for cell in table.iter("td"):
        blocks = [each for each in cell if each.tag in _BLOCKS]
        words = sum(len(each.text_content()) for each in blocks)
        if words > LONGEST_ORDINARY and (len(blocks) > 2 or blocks[0].tag != "p"):
            return True
    return False


def _dissolve(table: HtmlElement) -> None:
    """Make the cells of a layout pieces of the page; tables inside stay as they are."""
    own = [
        part
        for part in table.iter("tbody", "thead", "tfoot", "tr", "td", "th")
        if next(part.iterancestors("table"), None) is table
    ]
    for part in (table, *own):
        part.tag = "div"


def _put_after(element: HtmlElement, new: HtmlElement) -> None:
    new.tail, element.tail = element.tail, None
    element.addnext(new)


def _words(element: HtmlElement) -> str:
    """Return the words of an element, those of its lines and items apart, hidden ones left out."""
    copy = deepcopy(element)
    copy.tail = None
    for inner in list(copy.iter()):
        if not isinstance(inner.tag, str) or inner.tag in ("style", "script"):
            inner.text = None
        elif inner is not copy and _HIDDEN.search(inner.get("style", "")):
            inner.drop_tree()
        elif inner.tag in ("br", "li", "p", "div", "tr", "dd"):
            inner.tail = f" {inner.tail or ''}"
    return _SPACE.sub(" ", str(copy.text_content())).strip()


def _number(cell: HtmlElement, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(WIDEST, max(1, int(value))) if value.isdecimal() else 1


def _table(table: HtmlElement) -> None:
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    rows = [row for row in rows if row]
    words = [[_words(cell) for cell in row] for row in rows]
    if not rows or any(len(each) > LONGEST_CELL for row in words for each in row):
        return
    title = table.find("caption")
    named = _words(title) if title is not None else ""
    if len(rows) > 2 and len(rows[0]) == 1 and _number(rows[0][0], "colspan") > 1:
        named, rows, words = named or words[0][0], rows[1:], words[1:]
    heads = _heads(rows)
    grid = _grid(rows, words, heads)
    if len(grid) * max(len(line) for line in grid) > MOST_CELLS:
        return
    new = fromstring("<table></table>")
    if heads:
        over = [
            _joined(line[i] for line in grid[:heads] if i < len(line)) for i in range(len(grid[0]))
        ]
        new.append(E.tr(*(E.th(each) for each in over)))
    for line in grid[heads:]:
        new.append(E.tr(*(E.td(each) for each in line)))
    if named:
        table.addprevious(E.p(named))
    new.tail = table.tail
    table.getparent().replace(table, new)


def _heads(rows: list[list[HtmlElement]]) -> int:
    """Return how many rows at the top hold headings only."""
    heads = 0
    for row in rows:
        parent = row[0].getparent().getparent()
        all_headings = len(row) > 1 and all(cell.tag == "th" or _is_bold(cell) for cell in row)
        if not all_headings and (parent is None or parent.tag != "thead"):
            break
        heads += 1
    return heads if heads < len(rows) else min(1, len(rows) - 1)


def _is_bold(cell: HtmlElement) -> bool:
    strong = cell.find(".//b") if cell.find(".//b") is not None else cell.find(".//strong")
    return strong is not None and _words(strong) == _words(cell)


def _grid(rows: list[list[HtmlElement]], words: list[list[str]], heads: int) -> list[list[str]]:
    """Return the cells by row and column; a wide heading stands over each of its columns."""
    grid: list[list[str]] = []
    reaching: dict[int, tuple[int, str]] = {}  # column: rows to go, words
    for number, (row, said) in enumerate(zip(rows, words, strict=True)):
        line: list[str] = []
        below: dict[int, tuple[int, str]] = {}
        for cell, each in zip(row, said, strict=True):
            _reach(line, reaching, below)
            high = _number(cell, "rowspan")
            for place in range(_number(cell, "colspan")):
                if high > 1:
                    below[len(line)] = (high - 1, each)
                line.append(each if place == 0 or number < heads else "")
        _reach(line, reaching, below)
        grid.append(line)
        reaching = below
    return grid


def _reach(
    line: list[str], reaching: dict[int, tuple[int, str]], below: dict[int, tuple[int, str]]
) -> None:
    """Add to a row the cells that reach down into it at its next column."""
    while len(line) in reaching:
        left, words = reaching[len(line)]
        if left > 1:
            below[len(line)] = (left - 1, words)
        line.append(words)


def _joined(parts: Iterable[str]) -> str:
    """Return headings that stand over one another as one, each said once."""
    return " ".join(dict.fromkeys(part for part in parts if part))


def _terms(terms: HtmlElement) -> None:
    items: list[HtmlElement] = []
    term = ""
    for inner in terms.iter("dt", "dd"):
        if inner.tag == "dt":
            term = _words(inner).rstrip(":")
        elif words := _words(inner):
            items.append(E.li(f"{term}: {words}" if term else words))
    if items:
        new = E.ul(*items)
        new.tail = terms.tail
        terms.getparent().replace(terms, new)
