"""
Numbers of table cells, with the unit and scale that their column's head gives.

`Hours (m)` over `2.788` is 2.788 million hours; `US$ per 1M tokens` over `0.60` is a price. The
span is the number alone (docs/figures.md, rules 16 and 31).
"""

import itertools
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from newsfigures.extraction import direction, sized
from newsfigures.extraction import patterns as re
from newsfigures.extraction.document import Cell, Document, Kind, Table
from newsfigures.extraction.heads import (
    TOTAL_FIRST,
    Heads,
    heads_of,
    is_time,
    names_kind,
    without_premise,
)
from newsfigures.extraction.quantities.numerals import RAISED
from newsfigures.extraction.units import CANDIDATES, family
from newsfigures.model import Qualifier, Quantity, Span

_SCALES = {
    "k": 3, "thousand": 3, "thousands": 3, "'000": 3, "000s": 3, "000": 3, "m": 6, "mn": 6,
    "mio": 6, "million": 6, "millions": 6, "b": 9, "bn": 9, "billion": 9, "billions": 9, "t": 12,
    "tn": 12,
    "trn": 12, "trillion": 12, "trillions": 12, "mln": 6, "mrd": 9, "lakh": 5, "crore": 7,
}  # fmt: skip
_SCALE = re.compile(
    r"(?<![A-Za-z\d.])(?:(?:USD|EUR|GBP|CNY|RMB)(?=m|bn))?"
    r"(?:((?i:'000|000s|000|thousands?|millions?|billions?|trillions?|mio|mln|mrd|bn|mn|trn|tn|lakh"
    r"|crore))(?![A-Za-z])|([kmbtKMBT])(?![A-Za-z]))"
)
_SIGNS = {"US$": "USD", "A$": "AUD", "C$": "CAD", "HK$": "HKD", "NT$": "TWD", "S$": "SGD",
          "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₩": "KRW", "₹": "INR", "RMB": "CNY",
          "yuan": "CNY", "dollars": "USD", "euros": "EUR", "pounds": "GBP", "won": "KRW",
          "yen": "JPY", "rupees": "INR"}  # fmt: skip
_CURRENCY = re.compile(
    r"US\$|A\$|C\$|HK\$|NT\$|S\$|[$€£¥₩₹]|\b(?:RMB|yuan|dollars|euros|pounds|won|yen|rupees"
    r"|USD|EUR|GBP|JPY|CNY|KRW|INR|CHF|CAD|AUD|HKD|TWD|SEK|NOK|DKK|SGD)(?:\b|(?=m\b|bn\b))"
)
_PER = re.compile(
    r"(?:per|/|an|a)\s*(?P<per>(?:1|one|a)?\s*(?:M|m|mn|million|thousand|1k|K|k)?"
    r"\s*(?:input |output )?tokens?"
    r"|(?:GPU[ -])?h(?:ou)?r|month|mo\b)",
    re.I,
)
# What a head counts, by its nouns; the first that stands in it.
_NOUNS = (
    (re.compile(r"\bMW\b|(?i:\bmegawatts?\b)"), "MW"),
    (re.compile(r"\bGW\b|(?i:\bgigawatts?\b)"), "GW"),
    (re.compile(r"(?i)\b(?:GPU|H\d00|TPU|chip|accelerator)?[ -]?hours?\b"), "GPU hour"),
    (re.compile(r"(?i)\btokens?\b"), "token"),
    (re.compile(r"(?i)\bactiv(?:e|ated)\b"), "active parameter"),
    (re.compile(r"(?i)\b(?:parameters?|params?)\b"), "parameter"),
    (re.compile(r"(?i)\bFLOPs?\b"), "FLOP"),
    (re.compile(r"(?i)\bdays\b"), "day"),
    (re.compile(r"(?i)\bweeks\b"), "week"),
    (re.compile(r"(?i)\b(?:GPUs|chips|accelerators|TPUs|number of (?:GPUs|chips))\b"), "GPU"),
    (re.compile(r"(?i)\b(?:users|subscribers|customers)\b"), "user"),
    (re.compile(r"(?i)\b(?:downloads|installs)\b"), "download"),
    (re.compile(r"(?i)\b(?:staff|employees|headcount|workers)\b"), "staff"),
)
# The unit of numbers whose head says what they count in other words.
_DEFAULT = {
    "gpu_hours": "GPU hour", "training_tokens": "token", "active_parameters": "active parameter",
    "parameters": "parameter", "training_compute": "FLOP", "gpu_count": "GPU", "users": "user",
    "downloads": "download", "headcount": "staff", "training_duration": "day",
}  # fmt: skip
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


@dataclass(frozen=True, slots=True)
class _Head:
    """What a column's head says of its numbers: unit ("" for none) and power of ten."""

    unit: str
    scale: int
    per: str


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
                new = _cell(document, cell, own, _head(document, heads, cell), totals=totals)
                found += [_signed(document, heads, cell, q) for q in new]
    return found


_DIGIT = re.compile(r"\d")


def _head(document: Document, heads: Heads, cell: Cell) -> _Head:
    """Return the unit of a cell: of its column, its row, the group of rows or the lines above."""
    said = heads.said(cell)
    words = heads.column(cell)
    if said is not None and said.metric == "api_price":
        words = _PER_M.sub(" per million tokens", words)
    column = _unit(words)
    if said is not None and said.metric is None:
        return column
    if not column.unit and not heads.rows_are_names:
        row = _unit(heads.row(cell))
        column = row if row.unit else replace(column, scale=column.scale or row.scale)
    if not column.unit and (group := _unit(heads.group(cell))).unit:
        column = group
    if said is not None and not column.unit:
        told = _unit(said.span.cut(document.clean))
        if family(told.unit) not in ("money", "bare"):
            column = _Head(told.unit, column.scale or told.scale, "")
    if heads.takes_from_above(cell) and not (column.unit and column.scale):
        column = _filled(document, heads, column)
    if said is not None and said.metric in _DEFAULT and not _suits(column, said.metric):
        column = replace(column, unit=_DEFAULT[said.metric])
    if said is not None and said.metric == "share_price_change" and not column.unit:
        column = _Head("percent" if "%" in heads.column(cell) + heads.row(cell) else "", 0, "")
    if said is not None and said.metric in _SUMS and not column.unit and column.scale:
        column = replace(column, unit=_lent(document, heads.table))
    money = family(column.unit) in ("money", "bare") or not column.unit
    if said is not None and said.metric == "api_price" and not column.per and money:
        column = replace(column, per="million token")
    return column


_SUMS = frozenset({"revenue", "capex", "net_income"})
_PER_M = re.compile(r"(?:/|\bper) ?1? ?(?:M|MM|million)\b(?! ?tok)")


def unit_of(words: str, metric: str | None) -> tuple[str, int]:
    """Return the unit ("" for none) and power of ten that a head gives, of a metric it names."""
    head = _unit(words)
    if metric in _DEFAULT and not _suits(head, metric):
        head = replace(head, unit=_DEFAULT[metric])
    return (f"{head.unit}/{head.per}" if head.per else head.unit), head.scale


def _suits(head: _Head, metric: str) -> bool:
    """Say whether a unit may be one of a metric; a head may name another besides its own."""
    return metric in CANDIDATES.get(family(head.unit), {}) and bool(head.unit)


@lru_cache(maxsize=256)  # the heads of a table are asked for by each of its cells
def _unit(words: str) -> _Head:
    words = without_premise(words)
    currency = _CURRENCY.search(words)
    noun = next((unit for pattern, unit in _NOUNS if pattern.search(words)), "")
    scale_words = words
    per = _PER.search(words)
    if per:
        scale_words = scale_words.replace(per[0], " ")
    found = _SCALE.search(scale_words)
    scale = _SCALES[(found[1] or found[2]).lower()] if found else 0
    code = _SIGNS.get(currency[0], currency[0]) if currency else ""
    return _Head(code or noun, scale, _denominator(per["per"]) if per and code else "")


def _filled(document: Document, heads: Heads, head: _Head) -> _Head:
    """Return a head with the currency and scale that the corner or a line above or below gives."""
    corner = _unit(heads.corner)
    if corner.unit and len(corner.unit) == 3 and not names_kind(heads.corner.partition("(")[0]):
        return _joined(head, corner)
    for span in _lines(document, heads):
        words = span.cut(document.clean)
        for match in _STATED.finditer(words):
            if (stated := _unit(match[0])).unit or stated.scale:
                return _joined(head, stated)
    return head


def _joined(head: _Head, stated: _Head) -> _Head:
    if not head.unit:
        return stated
    if not stated.unit and not head.per:
        return replace(head, scale=head.scale or stated.scale)
    money = family(head.unit) == "money" and head.unit == (stated.unit or head.unit)
    return replace(head, scale=stated.scale) if money and not head.per and not head.scale else head


def _lines(document: Document, heads: Heads) -> list[Span]:
    found = [span for span, _ in heads.above]
    if heads.block + 1 < len(document.blocks):
        after = document.blocks[heads.block + 1]
        told = after.kind in (Kind.PARAGRAPH, Kind.FOOTNOTE, Kind.ITEM)
        if told and after.span.end - after.span.start <= 240:
            found.append(after.span)
    return found


_COIN = (
    r"(?:US\$|[AC]\$|HK\$|[$€£¥₩₹]"
    r"|\b(?:U\.?S\.? )?(?:RMB|yuan|dollars|euros|pounds|won|yen|rupees)\b"
    r"|\b(?:USD|EUR|GBP|JPY|CNY|KRW|INR|CHF|CAD|AUD|NOK|SEK|DKK)(?=\b|m\b|bn\b))"
)
_TIMES = r"(?:thousands?|millions?|billions?|trillions?|bn\b|mn\b|tn\b|m\b|b\b|M\b|B\b|crore|lakh)"
_A_UNIT = (
    rf"(?:{_COIN} ?(?:{_TIMES})?|(?:in )?{_TIMES} (?:of )?{_COIN})(?! ?\d)"
    r"(?:\s?(?:per|/|an?)\s?[\w ]{0,16}(?:tokens?|hours?|month)\b)?"
)
# "US$ billion", "in millions of dollars", "USD per 1M tokens": a unit with no number to it.
_STATED = re.compile(
    rf"(?:{_A_UNIT})|\bin (?:thousand|million|billion|trillion)s?\b"
    r"|\((?:thousand|million|billion|trillion)s?\)",
    re.I,
)


def _denominator(per: str) -> str:
    low = per.lower()
    if "token" in low or "tok" in low:
        return "thousand token" if re.search(r"thousand|\dk|\bk", low) else "million token"
    return "month" if low.startswith("mo") else "hour"


def _cell(
    document: Document, cell: Cell, own: list[Quantity], head: _Head, *, totals: bool = False
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


def _in_scale(document: Document, quantity: Quantity, head: _Head) -> Quantity:
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


def _lent(document: Document, table: Table) -> str:
    """Return the one currency whose sign stands in a table: its bare sums are in it, too."""
    signs = {
        _SIGNS.get(found, found)
        for found in _CURRENCY.findall(document.clean, table.span.start, table.span.end)
    }
    return signs.pop() if len(signs) == 1 else ""


def _sum_of(
    cell: Cell, document: Document, parts: list[Quantity], head: _Head
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


def _made(cell: Cell, match: re.Match[str], head: _Head) -> Quantity | None:
    raised = (match["e"] or "").translate(RAISED)
    power = int(_LAST_DIGITS.findall(raised)[-1]) if raised else 0
    scale = match["s"] or match["hs"]
    own = _SCALES[scale.strip().lower()] if scale else head.scale
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


def _rated(quantity: Quantity, head: _Head) -> Quantity:
    """Give a price in a cell the denominator of its column; a sum of millions is none."""
    price = family(quantity.unit) == "money" and abs(quantity.value) < _NO_PRICE
    if head.per and price and "/" not in quantity.unit:
        return replace(quantity, unit=f"{quantity.unit}/{head.per}")
    return quantity
