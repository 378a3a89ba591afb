"""
The unit and scale that the head of a column gives its numbers: `Hours (m)`, `US$ per 1M tokens`.

Where the column says none the row, the group of rows, the corner and the lines around the table
are asked. A head that names no metric of ours lends its cells nothing from there.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from newsfigures.extraction import patterns as re
from newsfigures.extraction.document import Cell, Document, Kind, Table
from newsfigures.extraction.fits import RESULTS
from newsfigures.extraction.heads import Heads
from newsfigures.extraction.headwords import names_kind, without_premise
from newsfigures.extraction.units import CANDIDATES, family
from newsfigures.model import Span

SCALES = {
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


@dataclass(frozen=True, slots=True)
class Unit:
    """What a column's head says of its numbers: unit ("" for none) and power of ten."""

    unit: str
    scale: int
    per: str


def of_cell(document: Document, heads: Heads, cell: Cell) -> Unit:
    """Return the unit of a cell: of its column, its row, the group of rows or the lines above."""
    said = heads.said(cell)
    words = heads.column(cell)
    if said is not None and said.metric == "api_price":
        words = _PER_M.sub(" per million tokens", words)
    column = of_words(words)
    if said is not None and said.metric is None:
        return column
    if not column.unit and not heads.rows_are_names:
        row = of_words(heads.row(cell))
        column = row if row.unit else replace(column, scale=column.scale or row.scale)
    if not column.unit and (group := of_words(heads.group(cell))).unit:
        column = group
    if said is not None and not column.unit:
        told = of_words(said.span.cut(document.clean))
        if family(told.unit) not in ("money", "bare"):
            column = Unit(told.unit, column.scale or told.scale, "")
    if heads.takes_from_above(cell) and not (column.unit and column.scale):
        column = _filled(document, heads, column)
    if said is not None and said.metric in _DEFAULT and not _suits(column, said.metric):
        column = replace(column, unit=_DEFAULT[said.metric])
    if said is not None and said.metric == "share_price_change" and not column.unit:
        column = Unit("percent" if "%" in heads.column(cell) + heads.row(cell) else "", 0, "")
    if said is not None and said.metric in RESULTS and not column.unit and column.scale:
        column = replace(column, unit=_lent(document, heads.table))
    money = family(column.unit) in ("money", "bare") or not column.unit
    if said is not None and said.metric == "api_price" and not column.per and money:
        column = replace(column, per="million token")
    return column


_PER_M = re.compile(r"(?:/|\bper) ?1? ?(?:M|MM|million)\b(?! ?tok)")


def unit_of(words: str, metric: str | None) -> tuple[str, int]:
    """Return the unit ("" for none) and power of ten that a head gives, of a metric it names."""
    head = of_words(words)
    if metric in _DEFAULT and not _suits(head, metric):
        head = replace(head, unit=_DEFAULT[metric])
    return (f"{head.unit}/{head.per}" if head.per else head.unit), head.scale


def _suits(head: Unit, metric: str) -> bool:
    """Say whether a unit may be one of a metric; a head may name another besides its own."""
    return metric in CANDIDATES.get(family(head.unit), {}) and bool(head.unit)


@lru_cache(maxsize=256)  # the heads of a table are asked for by each of its cells
def of_words(words: str) -> Unit:
    words = without_premise(words)
    currency = _CURRENCY.search(words)
    noun = next((unit for pattern, unit in _NOUNS if pattern.search(words)), "")
    scale_words = words
    per = _PER.search(words)
    if per:
        scale_words = scale_words.replace(per[0], " ")
    found = _SCALE.search(scale_words)
    scale = SCALES[(found[1] or found[2]).lower()] if found else 0
    code = _SIGNS.get(currency[0], currency[0]) if currency else ""
    return Unit(code or noun, scale, _denominator(per["per"]) if per and code else "")


def _filled(document: Document, heads: Heads, head: Unit) -> Unit:
    """Return a head with the currency and scale that the corner or a line above or below gives."""
    corner = of_words(heads.corner)
    if corner.unit and len(corner.unit) == 3 and not names_kind(heads.corner.partition("(")[0]):
        return _joined(head, corner)
    for span in _lines(document, heads):
        words = span.cut(document.clean)
        for match in _STATED.finditer(words):
            if (stated := of_words(match[0])).unit or stated.scale:
                return _joined(head, stated)
    return head


def _joined(head: Unit, stated: Unit) -> Unit:
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


def _lent(document: Document, table: Table) -> str:
    """Return the one currency whose sign stands in a table: its bare sums are in it, too."""
    signs = {
        _SIGNS.get(found, found)
        for found in _CURRENCY.findall(document.clean, table.span.start, table.span.end)
    }
    return signs.pop() if len(signs) == 1 else ""
