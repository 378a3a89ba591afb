"""
The reader: one pass over the anchors of a text, and small bounded grammars at each.

An anchor is a run of digits or a number word. The gate drops what states no quantity; then
amount, second end, noun, rate and hedge are read outwards from it.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from string import whitespace

from newsfigures.extraction import patterns as re
from newsfigures.extraction.quantities import behind, gate, hedges, numerals, series, tables, words
from newsfigures.extraction.quantities.amounts import Amount, digits_at, number_at, whole
from newsfigures.extraction.quantities.glued import apart_unit, glued_at
from newsfigures.extraction.quantities.nouns import Noun, noun_at
from newsfigures.extraction.quantities.ranges import Range, odds_from, range_from
from newsfigures.extraction.quantities.rates import Rate, rate_at
from newsfigures.extraction.quantities.signs import Sign, sign_before
from newsfigures.extraction.quantities.spelled import spelled_at
from newsfigures.extraction.quantities.unread import glue_end, label
from newsfigures.model import Qualifier, Quantity, Span

# Digits, or the mark or space before a word that may begin a number. It begins with one set of
# characters, so that a search passes over all letters without trying the rest.
_PLACES = re.compile(
    rf"[^A-Za-z](?:(?={words.FIRST})|(?<=[0-9])(?:[0-9]|[.,](?=[0-9]))*|(?<=[{numerals.VULGAR}]))"
)
_DIGITS = frozenset("0123456789")
_OPENS_WITH_WORD = re.compile(words.FIRST)
# A model by its size: "a 70B model" speaks of parameters.
_SIZED = re.compile(r" (?:[a-z]+-?[a-z]+ )?(?:model|version|variant)s?\b")
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
    if _OPENS_WITH_WORD.match(clean):
        _read_spelled(clean, 0, state)
    for place in _PLACES.finditer(clean):
        at, end = place.span()
        if end < state.cursor:
            continue
        opening = clean[at]
        is_digit = opening in _DIGITS
        if at >= state.cursor and (is_digit or opening in numerals.VULGAR):
            _read_digits(clean, at, end, state)
        if not is_digit and end >= state.cursor:  # the number may have taken in the word
            _read_spelled(clean, end, state)
    return series.settle(clean, state.found)


def _read_spelled(clean: str, at: int, state: _State) -> None:
    anchor = words.ANCHOR.match(clean, at)
    spelled = spelled_at(clean, anchor) if anchor else None
    if spelled is None:
        return
    amount = spelled.amount
    if spelled.high is not None:
        quantity = _quantity(clean, amount, None, _noun(clean, amount))
        found = replace(
            quantity, value_high=spelled.high, qualifier=Qualifier.RANGE, cue=spelled.vague
        )
    else:
        found = _whole(clean, amount, spelled.noun or _noun(clean, amount), digits=False)
    state.cursor = max(found.span.end, amount.end, found.rate.end if found.rate else 0)
    # "one to watch": a pronoun after all.
    if found.unit or found.value_high is not None or found.value not in (0, 1):
        state.found.append(found)


def _read_digits(clean: str, first: int, last: int, state: _State) -> None:
    """Read outwards from the digits [first, last)."""
    at, sign = _number_start(clean, first, state.cursor)
    state.cursor = last
    if last - first > _LONGEST:
        return
    money = sign is not None and sign.code != ""
    pointed = at < first
    run = "" if pointed or clean[first] in numerals.VULGAR else clean[first:last]
    number = digits_at(clean, at, money=money, run=run)
    follows = behind.at(clean, number.end) if number else behind.ANYTHING
    if not (money or pointed) and (end := _refused(clean, first, last, number, follows)):
        state.cursor = end
        if clean[first - 1 : first].isalpha():
            state.name_end = end
        return
    if (
        clean.startswith("m", last)
        and state.found
        and (minutes := _minutes(clean, at, state.found[-1]))
    ):
        state.found.append(minutes)
        state.cursor = minutes.span.end
        return
    if number is None:
        return
    amount = whole(clean, at, sign, number, follows)
    noun = None
    if amount.number.fraction and not (noun := _part_of_measure(clean, amount)):
        amount.unit = amount.unit or "fraction"
    noun = noun or _noun(clean, amount)
    glued = glue_end(clean, amount, noun) if amount.follows & behind.GLUED else None
    if glued:
        state.cursor = max(glued, state.cursor)
        return
    if unread := label(clean, amount, noun, state.name_end):
        state.cursor = max(unread.end, state.cursor)
        state.name_end = unread.end if unread.named else state.name_end
        return
    found = _whole(clean, amount, noun)
    state.found.append(found)
    state.cursor = max(found.span.end, amount.end, found.rate.end if found.rate else 0)


def _number_start(clean: str, at: int, cursor: int) -> tuple[int, Sign | None]:
    """Return where the number begins, at its digits or the point before them, and its sign."""
    sign = sign_before(clean, at)
    if sign and sign.start < cursor:
        sign = None
    if clean.endswith(".", 0, at) and not (sign and sign.code):
        before = sign_before(clean, at - 1)
        if before and before.start < cursor:
            before = None
        if (before and before.code) or (at > 1 and clean[at - 2].isspace()):
            return at - 1, before
    return at, sign


def _refused(
    clean: str, at: int, last: int, number: numerals.Number | None, follows: int
) -> int | None:
    """
    Return where to go on when the digits are part of a name, a date, a version, an address.

    They stand at [at, last).
    """
    if end := gate.glued_end(clean, at):
        return end
    if number and (number.fraction or number.scaled):
        return None
    all_of_it = number is not None and number.end == last and clean[at] != "0"
    if all_of_it and not follows & behind.CHAIN:
        return None
    return gate.chain_end(clean, at)


_MINUTES = re.compile(r"([0-9]{1,2})m(?:in)?(?![A-Za-z0-9])")


def _minutes(clean: str, at: int, last: Quantity) -> Quantity | None:
    """Read the `20m` of "3h 20m" as minutes."""
    if last.unit != "hour" or last.span.end != at - 1:
        return None
    if m := _MINUTES.match(clean, at):
        span = Span(at, m.end())
        return Quantity(span=span, value=Decimal(m[1]), unit="minute", amount=Span(at, m.end(1)))
    return None


def _noun(clean: str, amount: Amount) -> Noun | None:
    """Return what the number counts, glued units included; None for money, percent, times."""
    if amount.unit or not amount.follows & behind.NOUN:
        return None
    end = amount.end
    glued = amount.follows & behind.GLUED and clean[end : end + 1].isalpha()
    if glued and not amount.letter and clean[end - 1].isdigit():
        return glued_at(clean, end)
    return noun_at(clean, _past_plus(clean, end) if amount.follows & behind.HEDGE else end)


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


def _whole(clean: str, amount: Amount, noun: Noun | None, *, digits: bool = True) -> Quantity:
    """Read the amount outwards: its other end, its noun, its rate, its hedge."""
    if amount.follows & behind.SHARE and (part := _n_in_m(clean, amount)):
        return part
    links = amount.follows & behind.LINK
    if links and digits and (odds := odds_from(clean, amount)):
        span = Span(amount.start, odds)
        return Quantity(span=span, value=amount.value, unit="ratio", amount=span)
    other = None
    if (links or noun) and (amount.unit or not amount.number.fraction):
        other = range_from(clean, amount, noun)
    return _quantity(clean, amount, other, noun)


_MINUS_ENDS = frozenset(f"sS-{whitespace}")
_MINUS = re.compile(r"(?<!plus or )\bminus[\s-]{1,2}\Z", re.I)


# "5 percent a share" is 5 percent, "5 percent a year" a rate.
_SHARES = frozenset({"percent", "times", "fraction"})


def _quantity(clean: str, amount: Amount, other: Range | None, noun: Noun | None) -> Quantity:
    start, end, unit, follows = amount.start, amount.end, amount.unit, amount.follows
    value, high = amount.value, None
    if other:
        value, high, unit, end = other.low, other.high, other.unit, other.end
        noun = other.noun
        follows = behind.at(clean, end)
        if not unit and noun is None:
            noun = _noun(clean, replace(amount, end=end, follows=follows))
    if unit:
        noun = None
    # The s, a space or the hyphen of "minus ", "minus  ", "minus- ".
    if high is None and clean[start - 2 : start - 1] in _MINUS_ENDS and _is_minus(clean, start):
        value = -value
    bare_end = end
    after = hedges.after(clean, end) if follows & behind.HEDGE else None
    if after is None and "+" in clean[start:end]:
        after = _hedge_inside(clean, start, end)
    if amount.letter and not unit and _SIZED.match(clean, end):
        noun, unit = None, "parameter"
    if noun:
        unit, end = noun.unit, noun.end
        follows = behind.at(clean, end)
        if after is None and follows & behind.HEDGE:
            after = hedges.after(clean, end)
    hedge = hedges.before(clean, start, unit)
    if after and (hedge is None or hedge.qualifier is Qualifier.EXACT):
        hedge = after[0]
    if not unit and high is None:
        unit = apart_unit(clean, bare_end)
    rate = None
    if after and after[1] > end and not noun:
        rate = _rate(clean, after[1], value, unit)
    elif follows & behind.RATE:
        rate = _rate(clean, end, value, unit)
    if rate:
        unit = f"{unit}/{rate.per}"
        end = rate.end if rate.inside else end
    bound = hedge.qualifier if hedge else Qualifier.EXACT
    span = Span(start, end)
    return Quantity(
        span,
        value,
        unit,
        span if bare_end == end else Span(start, bare_end),
        high,
        bound if high is None else Qualifier.RANGE,
        Span(noun.start, noun.end) if noun else None,
        Span(rate.start, rate.end) if rate else None,
        noun.modifiers if noun else "",
        hedge.words if hedge and high is None else "",
    )


def _hedge_inside(clean: str, start: int, end: int) -> tuple[hedges.Hedge, int] | None:
    """Return the plus inside an amount (`$75+ billion`), and the amount's end."""
    plus = clean.find("+ ", start, end)
    inside = hedges.after(clean, plus) if plus > 0 else None
    return (inside[0], end) if inside else None


def _is_minus(clean: str, start: int) -> bool:
    """Say whether "minus" stands before an amount."""
    before = clean[max(0, start - 14) : start]
    return "inus" in before.lower() and _MINUS.search(before) is not None


def _rate(clean: str, end: int, value: Decimal, unit: str) -> Rate | None:
    """Return what an amount of a unit is for each of, None for a share of something."""
    rate = rate_at(clean, end, value=value, unit=unit) if unit else None
    return rate if rate and (unit not in _SHARES or rate.per in tables.durations()) else None
