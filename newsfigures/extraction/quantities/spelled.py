"""Amounts whose first word is no digit: `half a trillion`, `tens of millions`, `fivefold`."""

from dataclasses import dataclass, replace
from decimal import Decimal

from newsfigures.extraction import patterns as re
from newsfigures.extraction.quantities import behind, gate, numerals, tables, words
from newsfigures.extraction.quantities.amounts import Amount, amount_at, with_scale, with_unit
from newsfigures.extraction.quantities.nouns import Noun, noun_at, noun_of_one
from newsfigures.extraction.quantities.numerals import Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelled:
    """
    An amount in words, with its noun where reading the words took reading that too.

    `high` is the upper end where the words mean an order of magnitude.
    """

    amount: Amount
    noun: Noun | None = None
    high: Decimal | None = None
    vague: str = ""


_CAPITAL_BEFORE = re.compile(r"[A-Za-z0-9,]['’]?s? {1,3}\Z")
_DETERMINED = re.compile(
    r"\b(?:per|every|each|several|many|few|next|last|these|those|-)[ -]{1,3}\Z", re.I
)
# What may make "one" a number yet: "one in five", "one to two years". The reader decides.
_LINK = re.compile(r"(?: in | out of |-in-| to | or |-to-)(?=[a-z])")
# "one day", "at one point": no count.
_NOT_COUNTED = frozenset({"time", "day", "point", "thing", "way", "other", "night"})
_PRONOUN = re.compile(
    r"\b(?:no|any|every|each|this|that|the|which|some|another|last|next|new|big|good|a|an)\s\Z",
    re.I,
)
_QUESTION = re.compile(r"-dollar[ -](?:question|smile|baby|arm)")
_SCALE_AFTER_PART = re.compile(
    r"(?:[ -]of)?(?:[ -]an?)?[ -]"
    r"(?=(?:dozen|hundred|thousand|million|billion|trillion|lakh|crore)(?![A-Za-z]))",
    re.I,
)
_UNIT_AFTER_HALF = re.compile(r"[ -]an?(?= (?!million|billion|trillion)[a-z])", re.I)


def spelled_at(text: str, anchor: re.Match[str]) -> Spelled | None:
    """
    Read the amount that begins at a match of `words.ANCHOR`.

    Leaves alone "the Big Four", "one of them", "per million tokens", "the million-dollar
    question", "the first half".
    """
    kind = anchor.lastgroup if anchor.lastgroup != "unit" else "and_half"
    at, word = anchor.start(), anchor[0]
    before = text[max(0, at - 16) : at]
    if before.endswith("-"):
        return None
    spelled = _READERS[kind or "small"](text, anchor, at, before)
    if spelled and word[0].isupper() and not word.isupper() and _CAPITAL_BEFORE.search(before):
        # "the Big Four"; in a headline, "Raises Six Billion Dollars".
        sure = spelled.amount.is_money or spelled.amount.unit == "percent"
        return spelled if sure else None
    return spelled


def _small(text: str, anchor: re.Match[str], at: int, before: str) -> Spelled | None:
    amount = amount_at(text, at)
    if amount is None:
        return None
    word = text[at : amount.end].lower()
    is_bare = not amount.unit and amount.scale is None
    noun = None
    if is_bare and amount.number.value in (0, 1) and not _LINK.match(text, amount.end):
        hyphen = text[amount.end : amount.end + 1] == "-"
        noun = noun_of_one(text, amount.end) if word == "one" else noun_at(text, amount.end)
        if noun is None or not noun.listed or noun.unit in _NOT_COUNTED:
            return None
        measured = noun.unit in tables.unit_names()
        if (hyphen or _PRONOUN.search(before)) and not (measured and word == "one"):
            # "zero-shot prompts", "no one state", "the one feature"
            return None
    if is_bare and text[amount.end : amount.end + 1] == "-" and noun_at(text, amount.end) is None:
        return None
    if is_bare and gate.is_place(text, at) and noun_at(text, amount.end) is None:
        return None
    return Spelled(amount=amount, noun=noun)


def _part(text: str, anchor: re.Match[str], at: int, before: str) -> Spelled | None:
    number = numerals.part_at(text, at)
    if number is None:
        # "a tenth model"; yet "one" or "two" may still count something.
        return None if anchor[0][0] in "aA" else _small(text, anchor, at, before)
    return _of_measure(text, at, number) or Spelled(amount=_of_scale(text, at, number))


_PERIOD_BEFORE = re.compile(
    r"(?:\b(?:first|second|other|last|next|final|latter)|and a|'s) \Z", re.I
)
_OF_A = re.compile(r"(?: of an?)?(?=[ -])")


def _of_measure(text: str, at: int, number: Number) -> Spelled | None:
    """Read "three-quarters of an hour", "one-half mile", "half-hour" as so much of the measure."""
    of = _OF_A.match(text, number.end)
    noun = noun_at(text, of.end()) if of else None
    if of is None or noun is None or noun.modifiers or noun.unit not in tables.unit_names():
        return None
    part = replace(number, end=of.end(), fraction=False)
    return Spelled(amount=Amount(start=at, end=of.end(), number=part), noun=noun)


def _of_scale(text: str, at: int, number: Number) -> Amount:
    """Return "a quarter of a million" as one number, a part alone as a fraction."""
    if scale := _SCALE_AFTER_PART.match(text, number.end):
        whole = Number(end=scale.end(), value=number.value, spelled=True)
        return with_unit(text, with_scale(text, at, whole))
    return Amount(start=at, end=number.end, number=number, unit="fraction")


def _half(text: str, anchor: re.Match[str], at: int, before: str) -> Spelled | None:
    end = anchor.end()
    half = Number(end=end, value=Decimal("0.5"), spelled=True, scaled=True, fraction=True)
    if _SCALE_AFTER_PART.match(text, end):
        return Spelled(amount=_of_scale(text, at, half))
    if unit := _UNIT_AFTER_HALF.match(text, end):
        noun = noun_at(text, unit.end())
        if noun and noun.unit in tables.unit_names():
            number = Number(end=unit.end(), value=Decimal("0.5"), spelled=True)
            return Spelled(amount=Amount(start=at, end=unit.end(), number=number))
        return None
    if not _PERIOD_BEFORE.search(before) and (whole := _of_measure(text, at, half)):
        return whole
    if not words.is_half(text, at, end):
        return None
    return Spelled(amount=Amount(start=at, end=end, number=half, unit="fraction"))


def _quarter(text: str, anchor: re.Match[str], at: int, before: str) -> Spelled | None:
    part = Number(end=at + len("quarter"), value=Decimal("0.25"), spelled=True, fraction=True)
    amount = _of_scale(text, at, part)
    return Spelled(amount=amount) if amount.unit != "fraction" else None


def _article(text: str, anchor: re.Match[str], at: int, before: str) -> Spelled | None:
    number = Number(end=at + len(anchor[0].rstrip()), value=Decimal(1), spelled=True)
    stacked = numerals.words_at(text, at)
    return Spelled(amount=with_unit(text, with_scale(text, at, stacked or number)))


def _bare(text: str, anchor: re.Match[str], at: int, before: str) -> Spelled | None:
    if _DETERMINED.search(before) or _QUESTION.match(text, anchor.end()):
        return None
    amount = with_unit(text, with_scale(text, at, Number(end=at, value=Decimal(1), spelled=True)))
    noun = noun_at(text, amount.end)
    hyphened = text[anchor.end() : anchor.end() + 1] == "-"
    if not (hyphened and (amount.is_money or noun)) and not (noun and noun.listed):
        return None
    return Spelled(amount=amount)


_OF = re.compile(r" of(?= )")
_TIMES = {"tens": 10, "dozens": 12, "hundreds": 100}
_LEAST = {"several": 2, "a few": 2, "few": 2, "a couple of": 2}


def _vague(text: str, anchor: re.Match[str], at: int, before: str) -> Spelled | None:
    """Read "tens of millions" as one decade, "several hundred" as two to nine of them."""
    words_said = anchor["vague"].lower()
    head = re.split(r"[ -](?=\w+$)", words_said)[0]
    scale_at = anchor.start() + len(head) + 1
    base = with_scale(text, at, Number(end=scale_at - 1, value=Decimal(1), spelled=True))
    if base.scale is None:
        return None
    if (of := _OF.match(text, base.end)) and words_said.split()[0].endswith("s"):
        base = _through_of(text, base, of)
    amount = with_unit(text, base)
    first = head.split()[0]
    if first in _TIMES:
        low = amount.value * _TIMES[first]
        return Spelled(amount=_valued(amount, low), high=low * 10, vague=words_said)
    least = _LEAST.get(head)
    if least is None:
        return None
    low = amount.value * least
    high = None if head == "a couple of" else amount.value * 9
    return Spelled(amount=_valued(amount, low), high=high, vague=words_said)


def _plural(text: str, anchor: re.Match[str], at: int, before: str) -> Spelled | None:
    base = with_scale(text, at, Number(end=at, value=Decimal(1), spelled=True))
    if base.scale is None or _DETERMINED.search(before):
        return None
    of = _OF.match(text, base.end)
    amount = with_unit(text, _through_of(text, base, of) if of else base)
    if not amount.unit and noun_at(text, amount.end) is None:
        return None
    said = anchor[0].lower()
    return Spelled(amount=amount, high=amount.value * 10, vague=said)


def _through_of(text: str, amount: Amount, of: re.Match[str]) -> Amount:
    """Let the amount end behind "of" when money or a noun follows it."""
    wide = replace(amount, end=of.end(), follows=behind.at(text, of.end()))
    named = with_unit(text, wide)
    return wide if named.unit or noun_at(text, of.end()) else amount


def _valued(amount: Amount, value: Decimal) -> Amount:
    number = replace(amount.number, value=value)
    return replace(amount, number=number, scale=None, factor=Decimal(1))


def _fold(text: str, anchor: re.Match[str], at: int, before: str) -> Spelled | None:
    word = re.split(r"-?fold", anchor[0], flags=re.I)[0].lower()
    value = {"hundred": Decimal(100), "thousand": Decimal(1000)}.get(word)
    if value is None:
        read = numerals.words_at(word, 0)
        value = read.value if read else Decimal(0)
    number = Number(end=anchor.end(), value=value, spelled=True)
    return Spelled(amount=Amount(start=at, end=anchor.end(), number=number, unit="times"))


def _figure(text: str, anchor: re.Match[str], at: int, before: str) -> Spelled | None:
    read = numerals.words_at(anchor[0].split("-")[0], 0)
    if read is None:
        return None
    low = Decimal(10) ** int(read.value - 1)
    number = Number(end=anchor.end(), value=low, spelled=True)
    amount = Amount(start=at, end=anchor.end(), number=number)
    return Spelled(amount=amount, high=low * 10, vague=anchor[0].lower())


def _multiple(text: str, anchor: re.Match[str], at: int, before: str) -> Spelled | None:
    if not words.is_multiple(text, anchor[0], anchor.end()):
        return None
    number = Number(end=anchor.end(), value=words.multiple(anchor[0]), spelled=True)
    return Spelled(amount=Amount(start=at, end=anchor.end(), number=number, unit="times"))


def _and_half(text: str, anchor: re.Match[str], at: int, before: str) -> Spelled | None:
    number = Number(end=anchor.end(), value=Decimal("1.5"), spelled=True)
    unit = anchor["unit"].lower()
    return Spelled(amount=Amount(start=at, end=anchor.end(), number=number, unit=unit))


_READERS = {
    "part": _part,
    "and_half": _and_half,
    "vague": _vague,
    "plural": _plural,
    "article": _article,
    "bare": _bare,
    "half": _half,
    "quarter": _quarter,
    "fold": _fold,
    "figure": _figure,
    "multiple": _multiple,
    "small": _small,
}
