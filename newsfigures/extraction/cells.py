"""
Numbers of table cells, with the unit and scale that their column's head gives.

`Hours (m)` over `2.788` is 2.788 million hours; `US$ per 1M tokens` over `0.60` is a price. The
span is the number alone (docs/figures.md, rules 16 and 31).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from newsfigures.extraction.document import Cell, Document, Table
from newsfigures.extraction.units import family
from newsfigures.model import Qualifier, Quantity, Span

_SCALES = {
    "k": 3, "thousand": 3, "thousands": 3, "'000": 3, "000s": 3, "m": 6, "mn": 6, "mio": 6,
    "million": 6, "millions": 6, "b": 9, "bn": 9, "billion": 9, "billions": 9, "t": 12, "tn": 12,
    "trn": 12, "trillion": 12, "trillions": 12,
}  # fmt: skip
_SCALE = re.compile(
    r"(?<![A-Za-z])(?:('000|000s|000|thousands?|millions?|billions?|trillions?|mio|bn|mn|trn|tn)"
    r"(?![A-Za-z])|([kmbtKMBT])(?![A-Za-z]))"
)
_SIGNS = {"US$": "USD", "A$": "AUD", "C$": "CAD", "HK$": "HKD", "NT$": "TWD", "S$": "SGD",
          "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₩": "KRW", "₹": "INR", "RMB": "CNY",
          "yuan": "CNY", "dollars": "USD", "euros": "EUR", "pounds": "GBP", "won": "KRW",
          "yen": "JPY", "rupees": "INR"}  # fmt: skip
_CURRENCY = re.compile(
    r"US\$|A\$|C\$|HK\$|NT\$|S\$|[$€£¥₩₹]|\b(?:RMB|yuan|dollars|euros|pounds|won|yen|rupees"
    r"|USD|EUR|GBP|JPY|CNY|KRW|INR|CHF|CAD|AUD|HKD|TWD|SEK|NOK|DKK|SGD)\b"
)
_PER = re.compile(
    r"(?:per|/|an|a)\s*(?P<per>(?:1|one|a)?\s*(?:M|m|mn|million|thousand|1k|K|k)?"
    r"\s*(?:input |output )?tokens?"
    r"|(?:GPU[ -])?h(?:ou)?r|month|mo\b)",
    re.I,
)
# What a head counts, by its nouns; the first that stands in it.
_NOUNS = (
    (re.compile(r"(?i)\b(?:GPU|H\d00|TPU|chip|accelerator)?[ -]?hours?\b"), "GPU hour"),
    (re.compile(r"(?i)\btokens?\b"), "token"),
    (re.compile(r"(?i)\bactiv(?:e|ated)\b"), "active parameter"),
    (re.compile(r"(?i)\b(?:parameters?|params?)\b"), "parameter"),
    (re.compile(r"(?i)\bFLOPs?\b"), "FLOP"),
    (re.compile(r"(?i)\bdays\b"), "day"),
    (re.compile(r"(?i)\bweeks\b"), "week"),
    (re.compile(r"\bMW\b"), "MW"),
    (re.compile(r"\bGW\b"), "GW"),
    (re.compile(r"(?i)\b(?:GPUs|chips|accelerators|TPUs|number of (?:GPUs|chips))\b"), "GPU"),
    (re.compile(r"(?i)\b(?:users|subscribers|customers)\b"), "user"),
    (re.compile(r"(?i)\b(?:downloads|installs)\b"), "download"),
    (re.compile(r"(?i)\b(?:staff|employees|headcount|workers)\b"), "staff"),
)
_NUMBER = re.compile(
    r"(?<![\w.,])(?P<bound>[~<>≈≥≤]|up to |over |about |under )?\s*"
    r"(?P<n>\d[\d,]*(?:\.\d+)?)(?P<e>[eE]\+?\d{1,2}|\s*x\s*10\s*\^?\s*\d{1,2})?\+?(?![\w%.])"
)
_BOUNDS = {"~": Qualifier.APPROX, "≈": Qualifier.APPROX, "about": Qualifier.APPROX,
           ">": Qualifier.AT_LEAST, "≥": Qualifier.AT_LEAST, "over": Qualifier.AT_LEAST,
           "<": Qualifier.AT_MOST, "≤": Qualifier.AT_MOST, "up to": Qualifier.AT_MOST,
           "under": Qualifier.AT_MOST}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Head:
    """What a column's head says of its numbers: unit ("" for none) and power of ten."""

    unit: str
    scale: int
    per: str


def read(document: Document, quantities: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """Return the quantities with those of table cells put in their columns' units, in order."""
    tables = list(document.tables())
    if not tables:
        return tuple(quantities)
    found = list(quantities)
    for table in tables:
        inside = [q for q in quantities if table.span.holds(q.span)]
        new = list(_table(document, table, inside))
        found = [q for q in found if not table.span.holds(q.span)] + new
    return tuple(sorted(found, key=lambda q: (q.span.start, q.span.end)))


def _table(document: Document, table: Table, inside: list[Quantity]) -> list[Quantity]:
    heads = {cell.column: _head(document, table, cell) for cell in table.header}
    found: list[Quantity] = []
    for row in table.rows:
        for cell in row:
            own = [q for q in inside if cell.span.holds(q.span)]
            head = heads.get(cell.column)
            if cell.row == 0:
                continue
            if head is None or cell.column == 0:
                found += [q for q in own if family(q.unit) != "bare"]
            else:
                found += _cell(document, cell, own, head)
    return found


def _head(document: Document, table: Table, cell: Cell) -> _Head:
    words = cell.span.cut(document.clean)
    scale_words, currency = words, _CURRENCY.search(words)
    per = _PER.search(words)
    noun = next((unit for pattern, unit in _NOUNS if pattern.search(words)), "")
    above = _above(document, table)
    if not currency and not noun and (stated := _STATED.search(above)):
        # "Numbers are in US$ millions" above the table holds for its bare columns.
        currency = _CURRENCY.search(stated[0])
        scale_words = stated[0] if currency or _SCALE.search(stated[0]) else words
    if per:
        scale_words = scale_words.replace(per[0], " ")
    found = _SCALE.search(scale_words)
    scale = _SCALES[(found[1] or found[2]).lower()] if found else 0
    code = _SIGNS.get(currency[0], currency[0]) if currency else ""
    return _Head(code or noun, scale, _denominator(per["per"]) if per and code else "")


_STATED = re.compile(
    r"(?i)\b(?:in|amounts|figures|numbers|values)\b[^.\n]{0,20}?(?:in )?[^.\n]{0,25}"
    r"(?:millions?|billions?|thousands?|\bbn\b|\$m\b|\$bn\b)"
)


def _above(document: Document, table: Table) -> str:
    caption = table.caption.cut(document.clean) if table.caption else ""
    return caption + " " + document.clean[max(0, table.span.start - 160) : table.span.start]


def _denominator(per: str) -> str:
    low = per.lower()
    if "token" in low:
        return "thousand token" if re.search(r"thousand|\dk|\bk", low) else "million token"
    return "month" if low.startswith("mo") else "hour"


def _cell(document: Document, cell: Cell, own: list[Quantity], head: _Head) -> list[Quantity]:
    plain = [q for q in own if family(q.unit) != "bare"]
    if plain:
        return [_rated(q, head) for q in plain]
    if not head.unit and not head.scale:
        return own
    words = cell.span.cut(document.clean)
    match = _NUMBER.search(words)
    if match is None or len(words.strip()) - len(match[0]) > 12:
        return own
    try:
        power = int(re.split(r"[eE+^]|10", match["e"])[-1]) if match["e"] else 0
        value = Decimal(match["n"].replace(",", "")) * Decimal(10) ** (head.scale + power)
    except InvalidOperation:
        return own
    last = match.end("e" if match["e"] else "n")
    span = Span(cell.span.start + match.start("n"), cell.span.start + last)
    bound = (match["bound"] or "").strip()
    return [
        Quantity(
            span=span,
            value=value,
            unit=f"{head.unit}/{head.per}" if head.per else head.unit,
            qualifier=_BOUNDS.get(bound, Qualifier.EXACT),
            amount=span,
            cue=bound,
        )
    ]


def _rated(quantity: Quantity, head: _Head) -> Quantity:
    """Give a price in a cell the denominator of its column."""
    if head.per and family(quantity.unit) == "money" and "/" not in quantity.unit:
        return replace(quantity, unit=f"{quantity.unit}/{head.per}")
    return quantity
