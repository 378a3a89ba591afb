"""What a number counts: the unit noun behind it, with the words between."""

from dataclasses import dataclass
from functools import lru_cache

from newsfigures.extraction import patterns as re
from newsfigures.extraction.quantities import tables

# A gap and a word.
_TOKEN = re.compile(
    r"(-|[ ]{1,6}\n?[ ]{0,4}|\n[ ]{0,4}|/(?=[A-Z])|(?=[一-鿿]))"
    r"([A-Za-z][A-Za-z0-9]*(?:[.&+][A-Za-z0-9]+)*(?:'s?)?|[张張個个枚块台]?[一-鿿]+)"
    r"(?= [0-9](?P<numbered>))?"
)
# A numbered name in front of what is counted: "63,000 Model 3 sedans", "12 Boeing 737 planes",
# "two new 737 Max jets".
_NUMBERED = re.compile(r" [0-9]{1,4}(?= [a-z])")
_AIRCRAFT = re.compile(r" [0-9]{3}(?= [A-Z][a-z]+ [a-z])")
# 张, 枚, … count sheets and pieces: 1万张A100 is 10,000 A100.
_CLASSIFIER = re.compile(r"[张張個个枚块片台](?P<chip>[A-Z][A-Za-z]*[0-9]{2,4}[A-Z]*)")
# 3,072 x H100: as many chips of the kind.
_TIMES = re.compile(
    r" x (?:(?:Nvidia|NVIDIA|AMD|Google) )?(?P<chip>[A-Z]{1,3}[0-9]{2,4}[A-Zi]{0,3})\b"
    r"(?: (?:GPUs?|TPUs?|chips|accelerators|cards)\b)?"
)
# A chip by its model: H800, A100s, GB200, MI300X, Trainium2; B200s but not GPT4s.
_CHIP = re.compile(r"(?:[A-Z]{1,3}[0-9]{2,4}[A-Zi]{0,3}|[A-Z][a-z]+[0-9])")
_CHIPS = re.compile(rf"({_CHIP.pattern}|[A-Z]{{1,2}}[0-9])s")
_FAMILY_CHIPS = re.compile(r"(?:Hopper|Blackwell|Ampere|Trainium|Gaudi|Instinct|Ascend|Ironwood)s")
# "10,000 A100 and 2,000 H800 GPUs"
_NUMBERED_CHIP = re.compile(r"[A-Z]{1,3}[0-9]{2,4}[A-Z]?")
_FURTHEST = 8
# What a plural that no list has may stand behind: "20 decently sized coal-fired plants".
_FURTHEST_UNLISTED = 5
# "eight more picks", "2.7m combined sales", "two smaller rooms"
_MORE = frozenset(
    """more other further combined such bigger smaller larger higher lower longer shorter better
    worse older younger faster slower cheaper""".split()  # noqa: SIM905
)
# "a two-time winner", "a three-way race"
_NOT_TIED = frozenset({"time", "way"})
# "three newly built homes": stops elsewhere.
_PARTICIPLES = frozenset({"built", "made", "sold", "bought", "held", "paid", "set", "lost", "led"})
# After a measure these make one word with it: "50 year-old", "ten foot-wide".
_MEASURED = frozenset(
    {"old", "long", "wide", "tall", "high", "deep", "thick", "plus", "strong", "a", "an", "per"}
)
# "12 wins in a row", not "Gemini 2 wins the race".
_NOUN_SO_FAR = frozenset(
    """in from to and or for this last since against on at with over per of by but a so until while
    after before during as than through under each among across when out""".split()  # noqa: SIM905
)


@dataclass(slots=True)
class Noun:
    """A unit noun: its plain name, where the words from the number on stand, and those between."""

    unit: str
    start: int
    end: int
    modifiers: str = ""
    listed: bool = True


@dataclass(slots=True)
class _Token:
    """A word of a phrase, where it stands, and whether a hyphen ties it to what is before it."""

    word: str
    start: int
    end: int
    hyphen: bool


def _tokens(text: str, end: int) -> list[_Token]:
    """Return the words of the phrase that begins at `end`, up to and with one that ends it."""
    found: list[_Token] = []
    for place in range(_FURTHEST):
        match = _TOKEN.match(text, end)
        if match is None:
            break
        gap, word, numbered = match.groups()
        end = match.end(2)
        found.append(_Token(word, end - len(word), end, gap == "-"))
        if place and (word in _ENDS or (gap != "-" and word in _STOPS)):
            break
        if numbered is not None:
            number = (_NUMBERED if word[0].isupper() else _AIRCRAFT).match(text, end)
            if number:
                end = number.end()
    return found


# What is known of a word by itself is worked out once for as many words as a long article has.
_KEPT = 4096
# Never within a phrase, whatever follows.
_ENDS = frozenset({"the", "of", "to", "in", "for", "at", "by", "is", "was", "were", "that"})
# Nor these, unless a hyphen ties them to what is before: "add-on sales".
_STOPS = frozenset(
    """on with from as has had have will it its their this after before than while when because
    during since about over under into through between but if so not are be been would could can
    may""".split()  # noqa: SIM905
)


@lru_cache(maxsize=_KEPT)
def _named(word: str) -> str | None:
    """Return the plain name of a listed noun or unit."""
    known = tables.known()
    if word in known:
        return known[word]
    low = word.lower()
    # A capital makes a name of a singular ("Club"), hardly of a plural ("Chips" in a title).
    if low in known and (word.isupper() or low != known[low]) and len(low) > 3:
        return known[low]
    return None


@lru_cache(maxsize=_KEPT)
def _is_stop(word: str) -> bool:
    if word.endswith(("'", "'s")):
        return True
    if word.isupper() and word not in ("A", "I"):
        return False
    low = word.lower()
    if low in tables.stops():
        return True
    return low.endswith("ly") and low not in ("weekly", "monthly", "daily", "hourly", "early")


_CAPITAL_PLURAL = re.compile(r"[A-Z]{2,5}s|[A-Z][a-z]{2,}ans")
_LATIN_S = ("ss", "us", "is")
_NOT_MEN = frozenset({"specimen", "regimen", "omen", "acumen", "abdomen", "semen", "amen", "hymen"})


@lru_cache(maxsize=_KEPT)
def _is_chip(word: str) -> bool:
    return bool(_CHIP.fullmatch(word)) or word in tables.chip_nouns()


@lru_cache(maxsize=_KEPT)
def _is_plural(word: str) -> bool:
    if not word.islower():
        return bool(_CAPITAL_PLURAL.fullmatch(word))
    if word.endswith("men"):
        return len(word) > len("omen") and word not in _NOT_MEN
    return (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(_LATIN_S)
        and word not in tables.verbs_in_s()
        and word not in tables.scale_words()
    )


def _is_noun_here(word: str, after: _Token | None) -> bool:
    """Say whether a word that is a verb too ("wins", "calls") is a noun by what follows."""
    if word not in tables.verbs_in_s() or tables.singular(word) not in tables.singles():
        return False
    return after is None or (after.word in _NOUN_SO_FAR and not after.hyphen)


def noun_at(text: str, end: int) -> Noun | None:
    """
    Return the noun that the number ending at `end` counts, None without one.

    A listed noun may stand a few words off (`50,000 Nvidia Hopper chips`); another plural must
    follow closely (`two AI winters`). Leaves alone what stands behind a preposition, a verb or
    a mark (`cut to 8,800 from 10,000 chips`).

        >>> noun_at("2.788 million H800 GPU hours.", 13).unit
        'GPU hour'
        >>> noun_at("8,800 from 10,000 chips", 5) is None
        True
    """
    opening = text[end : end + 3]
    if not opening.isascii() and (sheet := _CLASSIFIER.match(text, end)):
        return Noun(unit=sheet["chip"], start=end, end=sheet.end())
    if opening == " x " and (times := _TIMES.match(text, end)):
        return Noun(unit=times["chip"], start=end, end=times.end())
    if _may_be_odd(opening) and (odd := tables.odd_symbols().match(text, end)):
        unit = tables.units()[odd["symbol"]]
        return Noun(unit=unit, start=odd.start("symbol"), end=odd.end())
    tokens = _tokens(text, end)
    if tokens and tokens[0].hyphen:
        stop = next((i for i, token in enumerate(tokens) if not token.hyphen), len(tokens))
        # "a 100-GPU cluster": the hyphens bind; "GPU-hours" may follow a space.
        tokens = tokens[:stop]
        if tokens[0].word in _NOT_TIED:
            return None
    elif tokens and tokens[0].word in _MORE:
        return _head(text, tokens, 1)
    return _head(text, tokens, 0)


def _may_be_odd(opening: str) -> bool:
    """Say whether a gap and one of `tables.odd_symbols` may stand here, by three characters."""
    odd = tables.odd_openings()
    return opening in odd or opening[:2] in odd or not opening.isascii()


# `12 words account for half`: no accounts are counted.
_VERB = re.compile(r"accounts? for\b")


def _head(text: str, tokens: list[_Token], first: int) -> Noun | None:
    """Return the noun that the phrase counts, looking from the token at `first` on."""
    joined = False
    for index in range(first, len(tokens)):
        token = tokens[index]
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        if index == first and token.word.endswith("s'") and (unit := _owning(token.word)):
            return Noun(unit=unit, start=tokens[0].start, end=token.end - 1)
        if token.word in _PARTICIPLES and index > first and tokens[index - 1].word.endswith("ly"):
            continue
        if _is_stop(token.word) and not (token.hyphen and index > first):
            # "460 Kia and Hyundai vehicles", "five previously unknown species"
            joins = token.word in ("and", "or") and index > first and not joined
            if not (joins or (token.word.endswith("ly") and token.word not in tables.stops())):
                break
            joined = True
            goes_on = after and (after.word in _PARTICIPLES or not _is_stop(after.word))
            if after is None or not goes_on or (joins and _is_plural(after.word)):
                break
            continue
        if index + 2 < len(tokens) and (unit := _trio(tokens[index : index + 3])):
            return _noun(text, tokens, index + 2, unit, first=index)
        if after and (pair := _pair(token, after)):
            further = tokens[index + 2] if index + 2 < len(tokens) else None
            if further is None or not (_named(further.word) and after.word == pair.split()[-1]):
                return _noun(text, tokens, index + 1, pair, first=index)
        if unit := _single(token, tokens[index + 1 : index + 4], index - first):
            return _noun(text, tokens, index, unit)
        near = index - first <= _FURTHEST_UNLISTED
        plural = _is_plural(token.word) or _is_noun_here(token.word, after)
        if (
            plural
            and near
            and not (after and _named(after.word) and not _VERB.match(text, after.start))
        ):
            return _unlisted(text, tokens, index)
    return _attribute(text, tokens, first) if len(tokens) > first else None


def _in_s(word: str) -> bool:
    return word.islower() and word.endswith("s") and not word.endswith(_LATIN_S)


_WORD_OF_ONE = re.compile(r"[a-z]{3,}")
# "one suspect", "one early sign": endings of what is no noun.
_NO_NOUN = ("ly", "ed", "est", "ful", "ous", "ive", "ing")
_OF_ONE = 3


def noun_of_one(text: str, end: int) -> Noun | None:
    """
    Return the singular noun behind a "one" that ends at `end`; None for a pronoun.

    The phrase is short, in small letters, and ends before a mark, a preposition or a verb.

        >>> noun_of_one("one particular demand that", 3).unit
        'demand'
        >>> noun_of_one("one of them", 3) is None and noun_of_one("one needs luck", 3) is None
        True
    """
    tokens = _tokens(text, end)
    if tokens and (unit := _single(tokens[0], tokens[1:4], 0)):
        return _noun(text, tokens, 0, unit)
    # "one proposal asks": behind "one" a word in s is the verb, and ends the phrase too.
    ends = (i for i, t in enumerate(tokens) if _is_stop(t.word) or (i and _in_s(t.word)))
    stop = next(ends, len(tokens))
    phrase = tokens[:stop]
    if not phrase or len(phrase) > _OF_ONE:
        return None
    head = phrase[-1]
    if any(not _WORD_OF_ONE.fullmatch(token.word) for token in phrase):
        return None
    if head.word.endswith(_NO_NOUN) or head.word in tables.no_nouns():
        return None
    if _in_s(head.word) or _in_s(phrase[0].word):  # "one needs luck": a verb
        return None
    return _noun(text, tokens, stop - 1, tables.known().get(head.word, head.word))


def _owning(word: str) -> str | None:
    """Return the measure in "six weeks' time", "two gigawatts' worth"."""
    unit = tables.known().get(word[:-1])
    return unit if unit in tables.durations() or unit in tables.unit_names() else None


def _attribute(text: str, tokens: list[_Token], first: int) -> Noun | None:
    """Return the noun in front of another: "four-cylinder", "a three course meal"."""
    head = tokens[first]
    if head.hyphen:
        unit = tables.singles().get(head.word) if len(tokens) == first + 1 else None
        return _noun(text, tokens, first, unit) if unit else None
    after = tokens[first + 1] if len(tokens) > first + 1 else None
    if head.word not in tables.attributes() or after is None:
        return None
    qualified = after.word.islower() and not _is_stop(after.word)
    return _noun(text, tokens, first, head.word) if qualified else None


def _trio(tokens: list[_Token]) -> str | None:
    """Return the name of a noun of three words: `graphics processing units`."""
    if any(token.hyphen for token in tokens[1:]):
        return None
    return tables.known().get(" ".join(token.word.lower() for token in tokens))


def _pair(token: _Token, behind: _Token) -> str | None:
    """Return the name of a noun of two words."""
    known = tables.known()
    word, after = token.word, behind.word
    pair = f"{word}{'-' if behind.hyphen else ' '}{after}"
    if pair in known:
        return known[pair]
    if (low := pair.lower()) in known:
        return known[low]
    if _is_chip(word) and _named(after) == "hour":
        return f"{word if word in ('TPU', 'NPU', 'chip', 'accelerator') else 'GPU'} hour"
    if _is_chip(word) and after.lower() in ("equivalent", "equivalents", "equivalence"):
        return word if after.endswith("s") else None
    return None


@lru_cache(maxsize=_KEPT)
def _chip(word: str) -> str | None:
    """Return the chip that a word names by its model or, in the plural, by its family."""
    if chips := _CHIPS.fullmatch(word):
        return chips[1]
    if _FAMILY_CHIPS.fullmatch(word):
        return word[:-1]
    return word if _NUMBERED_CHIP.fullmatch(word) else None


def _single(token: _Token, later: list[_Token], index: int) -> str | None:
    """Return the name of a noun of one word, None when a later word is the one counted."""
    if (chip := _chip(token.word)) and (chip != token.word or not later or _is_stop(later[0].word)):
        return chip
    unit = _named(token.word)
    if unit is None or (token.word in tables.symbols() and index > 0):
        return None
    if index == 0 and unit in tables.unit_names():
        # "the 40 yard line", "12 month contracts"; not "two second-hand cars".
        bound = bool(later) and later[0].hyphen and later[0].word not in _MEASURED
        return None if bound else unit
    if token.word in (unit, unit.lower()) and _counts_later(later):
        return None
    return unit


def _counts_later(later: list[_Token]) -> bool:
    """Say whether a plural follows a singular: "AI chip companies", "TPU v4 chips"."""
    for place, token in enumerate(later):
        if _is_stop(token.word):
            return False
        named = _named(token.word)
        if named and (token.word not in (named, named.lower()) or token.hyphen):
            return True
        if place == 0 and _is_plural(token.word):
            return True
    return False


def _noun(
    text: str, tokens: list[_Token], index: int, unit: str, *, first: int | None = None
) -> Noun:
    """Return the noun whose last word is at `index`, and whose first, in a measure, at `first`."""
    opening, head = tokens[0], tokens[index]
    measured = first is not None and unit in tables.unit_names()
    between = text[opening.start : tokens[first or 0].start if measured else head.start].strip(
        " -\n"
    )
    if unit == "hour" and any(_is_chip(token.word) for token in tokens[:index]):
        unit = "GPU hour"
    return Noun(unit, opening.start, head.end, between)


def _unlisted(text: str, tokens: list[_Token], index: int) -> Noun:
    first, head = tokens[0], tokens[index]
    between = text[first.start : head.start].strip(" -\n")
    initials = [t.word for t in tokens[:index] if t.word.isupper() and len(t.word) > 1]
    unit = " ".join((*initials, tables.singular(head.word)))
    return Noun(unit, first.start, head.end, between, listed=False)
