"""
The reader: one pass over the anchors of a text, and small bounded grammars at each.

An anchor is a run of digits or a number word. The gate drops what states no quantity; then
amount, second end, noun, rate and hedge are read outwards from it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from newsfigures.extraction import patterns as re
from newsfigures.extraction.quantities import gate, hedges, numerals, series, tables, words
from newsfigures.extraction.quantities.amounts import (
    Amount,
    Sign,
    amount_at,
    number_at,
    sign_before,
)
from newsfigures.extraction.quantities.nouns import Noun, apart_unit, glued_at, noun_at
from newsfigures.extraction.quantities.ranges import Range, odds_from, range_from
from newsfigures.extraction.quantities.rates import rate_at
from newsfigures.extraction.quantities.spelled import Spelled, spelled_at
from newsfigures.model import Qualifier, Quantity, Span

_PLACES = re.compile(rf"({numerals.RUN.pattern}|[{numerals.VULGAR}])|[A-Za-z]+")
# A model by its size: "a 70B model" speaks of parameters.
_SIZED = re.compile(r" (?:[a-z]+-?[a-z]+ )?(?:model|version|variant)s?\b")
# What a number with a glued letter may count right after a name ("Meta's Llama 405B parameters").
_SIZES = frozenset({"parameter", "token", "active parameter", "weight", "user", "GPU hour", "hour"})
_SMALL_VERSION = 20
# No number of an article has more digits.
_LONGEST = 40


@dataclass(slots=True)
class _State:
    """How far the text is read, where the last name with a number ended, and what was found."""

    cursor: int
    name_end: int
    found: list[Quantity]


def read(clean: str) -> tuple[Quantity, ...]:
    """
    Return every quantity of a clean text, in order; none overlap.

        >>> [(q.unit, int(q.value)) for q in read("It cost $5.6 million over 55 days.")]
        [('USD', 5600000), ('day', 55)]
        >>> read("GPT-4 beat Claude 3.5 Sonnet on 20 May 2024.")
        ()
    """
    state = _State(cursor=0, name_end=-1, found=[])
    for anchor in _anchors(clean):
        if anchor.start() < state.cursor:
            continue
        if anchor.lastgroup is None:  # digits; each shape of a number in words has a name
            _read_digits(clean, anchor, state)
        elif spelled := spelled_at(clean, anchor):
            _read_spelled(clean, spelled, state)
    return series.settle(clean, state.found)


def _anchors(clean: str) -> Iterator[re.Match[str]]:
    """Yield what may begin a number, digits or a word, in order."""
    for place in _PLACES.finditer(clean):
        if place.lastindex:
            yield place
        elif (word := place[0]) in words.FIRST and (
            anchor := words.anchor_at(clean, word, place.start())
        ):
            yield anchor


def _read_spelled(clean: str, spelled: Spelled, state: _State) -> None:
    amount = spelled.amount
    if spelled.high is not None:
        quantity = _quantity(clean, amount, None, _noun(clean, amount))
        found = replace(
            quantity, value_high=spelled.high, qualifier=Qualifier.RANGE, cue=spelled.vague
        )
    elif part := _n_in_m(clean, amount):
        found = part
    else:
        found = _whole(clean, amount, spelled.noun or _noun(clean, amount))
    state.cursor = max(found.span.end, amount.end, found.rate.end if found.rate else 0)
    # "one to watch": a pronoun after all.
    if found.unit or found.value_high is not None or found.value not in (0, 1):
        state.found.append(found)


def _read_digits(clean: str, anchor: re.Match[str], state: _State) -> None:
    at = anchor.start()
    sign = sign_before(clean, at)
    if sign.start < state.cursor:
        sign = Sign(start=at, end=at)
    if not sign.code and at and clean[at - 1] == ".":
        before = sign_before(clean, at - 1)
        if before.start < state.cursor:
            before = Sign(start=at - 1, end=at - 1)
        if before.code or (at > 1 and clean[at - 2].isspace()):
            at, sign = at - 1, before
    state.cursor = anchor.end()
    if anchor.end() - anchor.start() > _LONGEST:
        return
    number = number_at(clean, at, money=bool(sign.code))
    pointed = at < anchor.start()
    if not (sign.code or pointed) and (end := _refused(clean, anchor, number)):
        state.cursor = end
        if clean[anchor.start() - 1 : anchor.start()].isalpha():
            state.name_end = end
        return
    if sign.code and number is None:
        return
    if minutes := _minutes(clean, at, state.found):
        state.found.append(minutes)
        state.cursor = minutes.span.end
        return
    amount = amount_at(clean, at, sign, number) if number else None
    if amount is None:
        return
    noun = None
    if amount.number.fraction and not (noun := _part_of_measure(clean, amount)):
        amount = replace(amount, unit=amount.unit or "fraction")
    noun = noun or _noun(clean, amount)
    if (end := _glue_end(clean, amount, noun)) or (end := _label_end(clean, amount, noun, state)):
        state.cursor = max(end, state.cursor)
        return
    if part := _n_in_m(clean, amount):
        found = part
    elif odds := odds_from(clean, amount):
        span = Span(amount.start, odds)
        found = Quantity(span=span, value=amount.value, unit="ratio", amount=span)
    else:
        found = _whole(clean, amount, noun)
    state.found.append(found)
    state.cursor = max(found.span.end, amount.end, found.rate.end if found.rate else 0)


def _refused(clean: str, anchor: re.Match[str], number: numerals.Number | None) -> int | None:
    at = anchor.start()
    if end := gate.glued_end(clean, at):
        return end
    if number and (number.fraction or number.scaled):
        return None
    return gate.chain_end(clean, at)


_MINUTES = re.compile(r"([0-9]{1,2})m(?:in)?(?![A-Za-z0-9])")


def _minutes(clean: str, at: int, found: list[Quantity]) -> Quantity | None:
    """Read the `20m` of "3h 20m" as minutes."""
    m = _MINUTES.match(clean, at)
    if m and found and found[-1].unit == "hour" and found[-1].span.end == at - 1:
        span = Span(at, m.end())
        return Quantity(span=span, value=Decimal(m[1]), unit="minute", amount=Span(at, m.end(1)))
    return None


def _noun(clean: str, amount: Amount) -> Noun | None:
    """Return what the number counts, glued units included; None for money, percent, times."""
    if amount.unit:
        return None
    glued = clean[amount.end : amount.end + 1]
    if glued.isalpha() and not amount.letter and clean[amount.end - 1].isdigit():
        return glued_at(clean, amount.end)
    return noun_at(clean, _past_plus(clean, amount.end))


def _part_of_measure(clean: str, amount: Amount) -> Noun | None:
    """Return the measure that a part is one of: "1/4 mile", "half-hour"; None for a share."""
    if clean[amount.end : amount.end + 1] not in (" ", "-"):
        return None
    noun = noun_at(clean, amount.end)
    if noun is None or noun.modifiers or noun.unit not in tables.unit_names():
        return None
    return noun


def _past_plus(clean: str, end: int) -> int:
    """Step over the hedge between a number and its noun: 3,000+ engineers, 200-odd staff."""
    hedge = hedges.after(clean, end)
    if (hedge and clean[end] in "+-") or (hedge and clean.startswith((" plus", " odd"), end)):
        return hedge[1]
    return end


_GLUED = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")


def _glue_end(clean: str, amount: Amount, noun: Noun | None) -> int | None:
    """Return the end of the token when letters are glued to the number that mean no unit: 5G."""
    tail = _GLUED.match(clean, amount.end)
    if tail is None or (noun and noun.start == amount.end):
        return None
    return tail.end()


def _label_end(clean: str, amount: Amount, noun: Noun | None, state: _State) -> int | None:
    """Return where to go on when a number with no unit of its own is a name, label or date."""
    start, end = amount.start, amount.end
    if amount.is_money and gate.is_price_level(clean, start, amount.number.end):
        return end
    if amount.unit or (amount.scale is not None and not amount.letter):
        return None
    number = amount.number
    follows_name = (
        state.name_end >= 0
        and clean[state.name_end : start].strip(" -") == ""
        and start > state.name_end
    )
    named = gate.in_name(clean, start) or follows_name
    if amount.letter:
        counted = noun is not None and noun.unit in _SIZES
        if named and not counted:
            state.name_end = end
            return end
        return None
    separated = not number.plain and "." not in clean[start:end]
    if separated or number.scaled:
        return None
    measured = noun is not None and noun.listed and noun.unit in tables.unit_names()
    label = gate.bare_end(clean, start, end)
    if label and (not measured or label > end):
        state.name_end = label
        return label
    if gate.is_year(clean, start, end) and not measured:
        counts = noun is not None and gate.counts_people_or_chips(
            clean, start, noun.unit, listed=noun.listed
        )
        return None if counts or _is_wide(clean, amount) else end
    if named and not measured:
        version = noun is None or not noun.listed or number.value < _SMALL_VERSION
        if version:
            state.name_end = end
            return end
    if noun is None and (gate.title_follows(clean, start, end) or gate.is_age(clean, start, end)):
        return end
    if noun is None and (gate.is_place(clean, start) or gate.is_model_number(clean, start, end)):
        return end
    if number.plain and (score := gate.score_end(clean, start, end)):
        return score
    return _unread_compound_end(clean, end) if noun is None else None


_LAST_YEAR = 2100


def _is_wide(clean: str, amount: Amount) -> bool:
    """Say whether what looks like a year begins a range of something: "2000 - 2500 calories"."""
    other = range_from(clean, amount, None)
    if other is None or other.noun is None:
        return False
    # "in 2018 to 3.9 million" is no range.
    return _LAST_YEAR < other.high < 10 * amount.value


_COMPOUND = re.compile(r"(?:-[A-Za-z]+|,[0-9]{1,2}(?![0-9]))")


def _unread_compound_end(clean: str, end: int) -> int | None:
    """Return the end of "5-shot" or "1,7 Mrd", which no grammar here reads."""
    compound = _COMPOUND.match(clean, end)
    if compound is None or hedges.after(clean, end) or compound[0] in ("-to", "-strong", "-in"):
        return None
    return compound.end()


_IN = re.compile(r"(?: in | out of |-in-)(?:every )?")


def _n_in_m(clean: str, amount: Amount) -> Quantity | None:
    """Read "one in five", "three out of four", "2 out of 5" as a fraction."""
    link = _IN.match(clean, amount.end)
    if link is None or amount.unit or amount.scale is not None:
        return None
    small = amount.number.value == amount.number.value.to_integral_value() and amount.value < 100
    if not small or amount.number.value < 1:
        return None
    whole = number_at(clean, link.end()) if clean[link.end() : link.end() + 1].isalnum() else None
    if whole is None or whole.spelled != amount.number.spelled or whole.fraction:
        return None
    if (
        not amount.number.value < whole.value <= 1000
        or whole.value != whole.value.to_integral_value()
    ):
        return None
    noun = noun_at(clean, whole.end)
    if noun and noun.unit in tables.unit_names():
        return None
    span = Span(amount.start, whole.end)
    hedge = hedges.before(clean, amount.start, "fraction")
    return Quantity(
        span=span,
        value=amount.number.value / whole.value,
        unit="fraction",
        amount=span,
        qualifier=hedge.qualifier if hedge else Qualifier.EXACT,
        cue=hedge.words if hedge else "",
    )


def _whole(clean: str, amount: Amount, noun: Noun | None) -> Quantity:
    """Read the amount outwards: its other end, its noun, its rate, its hedge."""
    other = range_from(clean, amount, noun) if not amount.number.fraction or amount.unit else None
    return _quantity(clean, amount, other, noun)


_MINUS = re.compile(r"(?<!plus or )\bminus[\s-]{1,2}\Z", re.I)


# "5 percent a share" is 5 percent, "5 percent a year" a rate.
_SHARES = frozenset({"percent", "times", "fraction"})


def _quantity(clean: str, amount: Amount, other: Range | None, noun: Noun | None) -> Quantity:
    value, high, unit, end = amount.value, None, amount.unit, amount.end
    if other:
        value, high, unit, end = other.low, other.high, other.unit, other.end
        noun = other.noun
    if other and not unit and noun is None:
        noun = _noun(clean, replace(amount, end=end))
    if unit:
        noun = None
    before = clean[max(0, amount.start - 14) : amount.start]
    if high is None and "inus" in before.lower() and _MINUS.search(before):
        value = -value
    bare_end = end
    if amount.letter and not unit and _SIZED.match(clean, end):
        noun, unit = None, "parameter"
    if noun:
        unit, end = noun.unit, noun.end
    hedge, after_end = _hedge(clean, amount.start, end, bare_end, unit)
    if not unit and high is None:
        unit = apart_unit(clean, bare_end)
    rate = rate_at(
        clean, after_end if after_end > end and not noun else end, value=value, unit=unit
    )
    if rate and unit and (unit not in _SHARES or rate.per in tables.durations()):
        unit = f"{unit}/{rate.per}"
        end = rate.end if rate.inside else end
    else:
        rate = None
    qualifier = hedge.qualifier if hedge else Qualifier.EXACT
    return Quantity(
        span=Span(amount.start, end),
        value=value,
        value_high=high,
        unit=unit,
        qualifier=Qualifier.RANGE if high is not None else qualifier,
        amount=Span(amount.start, bare_end),
        noun=Span(noun.start, noun.end) if noun else None,
        rate=Span(rate.start, rate.end) if rate else None,
        modifiers=noun.modifiers if noun else "",
        cue=hedge.words if hedge and high is None else "",
    )


def _hedge(
    clean: str, start: int, end: int, bare_end: int, unit: str
) -> tuple[hedges.Hedge | None, int]:
    """Return the hedge of an amount, before it or behind, and where reading behind it goes on."""
    behind = hedges.after(clean, bare_end)
    plus = clean.find("+ ", start, bare_end)
    if behind is None and plus > 0 and (inside := hedges.after(clean, plus)):
        behind = inside[0], bare_end  # `$75+ billion`
    if behind is None and end != bare_end:
        behind = hedges.after(clean, end)
    before = hedges.before(clean, start, unit)
    if behind and (before is None or before.qualifier is Qualifier.EXACT):
        return behind[0], behind[1]
    return before, behind[1] if behind else end
