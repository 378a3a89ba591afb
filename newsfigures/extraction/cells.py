"""
Numbers of table cells, with the unit and scale that their column's head gives.

`Hours (m)` over `2.788` is 2.788 million hours; `US$ per 1M tokens` over `0.60` is a price. The
span is the number alone (docs/figures.md, rules 16 and 31).
"""

import itertools
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from newsfigures.extraction import direction, sized
from newsfigures.extraction import patterns as re
from newsfigures.extraction.document import Cell, Document, Table
from newsfigures.extraction.heads import Heads, heads_of
from newsfigures.extraction.headunits import SCALES, Unit, of_cell
from newsfigures.extraction.headwords import TOTAL_FIRST, is_time
from newsfigures.extraction.quantities.numerals import RAISED
from newsfigures.extraction.units import family
from newsfigures.model import Qualifier, Quantity, Span

_N = r"\d[\d,]*(?:\.\d+)?"
_LETTER = (
    r"(?:\s?(?:[kKmMbBtT]|bn|mn|tn|(?:[Tt]hous|[Mm]illi|[Bb]illi|[Tt]rilli)(?:and|on))(?![A-Za-z]))"
)
_NUMBER = re.compile(
    r"(?<![\w.,])(?P<bound>[~<>≈≥≤]|up to |over |about |around |under |more than |less than )?\s*"
    rf"(?P<n>{_N})(?P<s>{_LETTER})?(?P<e>[eE]\+?\d{{1,2}}"
    r"|\s*x\s*10\s*(?:\^?\s*\d{1,2}|\^\s*\{\s*\d{1,2}\s*\}|[⁰¹²³⁴-⁹]{1,2}))?"
    rf"(?:\s?(?:-|to)\s?(?P<h>{_N})(?P<hs>{_LETTER})?)?(?P<plus>\+)?(?![\w%.])"
)
# What may stand beside the number in a cell without being part of what is counted.
_BESIDE = re.compile(r"\(.*\)|\[.*\]|[*\u2020\u2021\u00b9\u00b2\u00b3†‡§^]+|\s+")
_LAST_DIGITS = re.compile(r"\d{1,2}(?!\d)")
_PARTED = re.compile(r"\s*(?:/|;|\||\band\b|,\s)\s*")
_BOUNDS = {"~": Qualifier.APPROX, "≈": Qualifier.APPROX, "about": Qualifier.APPROX,
           ">": Qualifier.AT_LEAST, "≥": Qualifier.AT_LEAST, "over": Qualifier.AT_LEAST,
           "<": Qualifier.AT_MOST, "≤": Qualifier.AT_MOST, "up to": Qualifier.AT_MOST,
           "under": Qualifier.AT_MOST, "around": Qualifier.APPROX,
           "more than": Qualifier.AT_LEAST, "less than": Qualifier.AT_MOST}  # fmt: skip


def read(document: Document, quantities: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """Return the quantities with those of table cells put in the units of their heads, in order."""
    tables = list(document.tables())
    if not tables:
        return tuple(quantities)
    starts = [quantity.span.start for quantity in quantities]
    found: list[Quantity] = []
    done = 0
    for table in tables:
        low = max(done, bisect_left(starts, table.span.start))
        high = bisect_left(starts, table.span.end, lo=low)
        inside = [q for q in quantities[low:high] if table.span.holds(q.span)]
        found += quantities[done:low]
        found += [q for q in quantities[low:high] if not table.span.holds(q.span)]
        found += _table(document, table, inside)
        done = high
    found += quantities[done:]
    return tuple(sorted(found, key=lambda q: (q.span.start, q.span.end)))


def _table(document: Document, table: Table, inside: list[Quantity]) -> list[Quantity]:
    heads = heads_of(document, table)
    found: list[Quantity] = []
    for row in table.rows[table.heads :]:
        for cell in row:
            low = bisect_left(inside, cell.span.start, key=lambda q: q.span.start)
            high = bisect_left(inside, cell.span.end, key=lambda q: q.span.start)
            own = [q for q in inside[low:high] if cell.span.holds(q.span)]
            if cell.column == 0 and not is_time(heads.column(cell)):
                found += [q for q in own if family(q.unit) != "bare"]
            elif own or _DIGIT.search(document.clean, cell.span.start, cell.span.end):
                totals = TOTAL_FIRST.search(heads.column(cell)) is not None
                new = _cell(document, cell, own, of_cell(document, heads, cell), totals=totals)
                found += [_signed(document, heads, cell, q) for q in new]
    return found


_DIGIT = re.compile(r"\d")


def _cell(
    document: Document, cell: Cell, own: list[Quantity], head: Unit, *, totals: bool = False
) -> list[Quantity]:
    """Return the amounts of a cell; `totals`: the first of two is that of all parameters."""
    plain = [q for q in own if family(q.unit) != "bare"]
    if plain:
        plain = [_in_scale(document, q, head) for q in plain]
        return [*_sum_of(cell, document, plain, head), *(_rated(q, head) for q in plain)]
    if not head.unit and not head.scale:
        return own
    words = cell.span.cut(document.clean)
    if family(head.unit) in ("parameters", "active"):
        sizes = list(_NUMBER.finditer(words))
        parts = zip(sizes, sized.units(words, sizes), strict=False)
        if made := [q for n, unit in parts if (q := _made(cell, n, replace(head, unit=unit)))]:
            return made
    found = _numbers(words)
    if not found:
        return own
    both = [_made(cell, match, head) for match in found]
    if len(both) == 2 and both[0] and head.unit == "active parameter" and totals:
        both[0] = replace(both[0], unit="parameter")
    return [q for q in both if q is not None] or own


def _in_scale(document: Document, quantity: Quantity, head: Unit) -> Quantity:
    """
    Return a sum with a sign of its own in the scale of its head: `$1,310` under `(in millions)`.

    Leaves alone a sum with a scale of its own (`$1.3bn`), and prices.
    """
    money = family(quantity.unit) == "money" and head.unit in ("", quantity.unit)
    if not money or not head.scale or head.per or quantity.value_high is not None:
        return quantity
    if not _DIGITS.fullmatch(quantity.span.cut(document.clean)) or quantity.value >= _WRITTEN_OUT:
        return quantity
    return replace(quantity, value=quantity.value * Decimal(10) ** head.scale)


_DIGITS = re.compile(r"[^\w]*(?:[A-Z]{1,3})?[^\w]*\d[\d,]*(?:\.\d+)?")
_WRITTEN_OUT = Decimal(100_000_000)


def _sum_of(
    cell: Cell, document: Document, parts: list[Quantity], head: Unit
) -> Iterator[Quantity]:
    """Yield the number that opens a cell before its parts: `230,000 (150K H100, 80K H200)`."""
    words = document.clean[cell.span.start : parts[0].span.start]
    total = _TOTAL.match(words)
    if total is None or not head.unit or len(parts) < 2 or head.per:
        return
    number = _NUMBER.match(words, total.start("n"))
    made = number and _made(cell, number, head)
    if made and family(made.unit) == family(parts[0].unit):
        yield made


_TOTAL = re.compile(r"\s*(?P<n>\d[\d.,]*)(?:\s?[kKmM]\b)?\+? \($")


def _numbers(words: str) -> list[re.Match[str]]:
    """Return the numbers of a cell that holds little else, [] for a cell of words."""
    found = list(_NUMBER.finditer(words))
    if not found:
        return []
    rest = words
    for match in reversed(found):
        rest = rest[: match.start()] + rest[match.end() :]
    outside = _BESIDE.sub("", rest)
    if len(found) > 1:
        between = [words[one.end() : other.start()] for one, other in itertools.pairwise(found)]
        if not all(_PARTED.fullmatch(gap) for gap in between):
            return found[:1] if len(outside) <= 12 else []
    return found if len(outside) <= 12 else []


def _made(cell: Cell, match: re.Match[str], head: Unit) -> Quantity | None:
    raised = (match["e"] or "").translate(RAISED)
    power = int(_LAST_DIGITS.findall(raised)[-1]) if raised else 0
    scale = match["s"] or match["hs"]
    own = SCALES[scale.strip().lower()] if scale else head.scale
    high = None
    try:
        value = Decimal(match["n"].replace(",", "")) * Decimal(10) ** (own + power)
        if match["h"]:
            high = Decimal(match["h"].replace(",", "")) * Decimal(10) ** own
    except InvalidOperation:
        return None
    if high is not None and high <= value:
        return None
    last = max(match.end(name) for name in ("n", "s", "e", "h", "hs"))
    span = Span(cell.span.start + match.start("n"), cell.span.start + last)
    bound = (match["bound"] or "").strip()
    qualifier = _BOUNDS.get(bound, Qualifier.AT_LEAST if match["plus"] else Qualifier.EXACT)
    return Quantity(
        span=span,
        value=value,
        value_high=high,
        unit=f"{head.unit}/{head.per}" if head.per else head.unit,
        qualifier=Qualifier.RANGE if high is not None else qualifier,
        amount=span,
        cue=bound,
    )


_LOSS = re.compile(r"(?i)\b(?:loss(?:es)?|burn\w*|deficit|lost|wiped|erased)\b")
_GAIN = re.compile(r"(?i)\b(?:income|profits?|earnings|result|gain)\b")
_NEGATIVE = re.compile(r"\(\s*(?:[$€£¥₩₹]\s*)?$|(?<!\d)\s*-\s*(?:[$€£¥₩₹]\s*)?$")


def _signed(document: Document, heads: Heads, cell: Cell, quantity: Quantity) -> Quantity:
    """Give a loss or fall its sign: a head that says so, or brackets or a minus around it."""
    said = heads.said(cell)
    if said is None or said.metric not in direction.SIGNED or quantity.value < 0:
        return quantity
    words = f"{heads.column(cell)} {said.span.cut(document.clean)}"
    lost = _LOSS.search(words) and not _GAIN.search(words)
    before = document.clean[cell.span.start : quantity.span.start]
    if not lost and not _NEGATIVE.search(before):
        return quantity
    low, high = -quantity.value, quantity.value_high
    if high is not None:
        low, high = -high, low
    return replace(quantity, value=low, value_high=high)


_NO_PRICE = Decimal(1_000_000)


def _rated(quantity: Quantity, head: Unit) -> Quantity:
    """Give a price in a cell the denominator of its column; a sum of millions is none."""
    price = family(quantity.unit) == "money" and abs(quantity.value) < _NO_PRICE
    if head.per and price and "/" not in quantity.unit:
        return replace(quantity, unit=f"{quantity.unit}/{head.per}")
    return quantity
