"""What a number counts: the unit noun behind it, with the words between."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsfigures.extraction.quantities import tables

_GAP = re.compile(r"-|[ ]{1,6}\n?[ ]{0,4}|\n[ ]{0,4}|/(?=[A-Z])|(?=[一-鿿])")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[.&+][A-Za-z0-9]+)*(?:'s?)?|[张張個个枚块台]?[一-鿿]+")
# 张, 枚, … count sheets and pieces: 1万张A100 is 10,000 A100.
_CLASSIFIER = re.compile(r"[张張個个枚块片台](?P<chip>[A-Z][A-Za-z]*[0-9]{2,4}[A-Z]*)")
# 3,072 x H100: as many chips of the kind.
_TIMES = re.compile(
    r" x (?:(?:Nvidia|NVIDIA|AMD|Google) )?(?P<chip>[A-Z]{1,3}[0-9]{2,4}[A-Zi]{0,3})\b"
)
# A chip by its model: H800, A100s, GB200, MI300X, Trainium2; B200s but not GPT4s.
_CHIP = re.compile(r"(?:[A-Z]{1,3}[0-9]{2,4}[A-Zi]{0,3}|[A-Z][a-z]+[0-9])")
_CHIPS = re.compile(rf"({_CHIP.pattern}|[A-Z]{{1,2}}[0-9])s")
_FAMILY_CHIPS = re.compile(r"(?:Hopper|Blackwell|Ampere|Trainium|Gaudi|Instinct|Ascend|Ironwood)s")
# "10,000 A100 and 2,000 H800 GPUs"
_NUMBERED_CHIP = re.compile(r"[A-Z]{1,3}[0-9]{2,4}[A-Z]?")
_FURTHEST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """A unit noun: its plain name, where the words from the number on stand, and those between."""

    unit: str
    start: int
    end: int
    modifiers: str = ""
    listed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Token:
    word: str
    start: int
    end: int
    hyphen: bool


def _tokens(text: str, end: int) -> Iterator[_Token]:
    for _ in range(_FURTHEST):
        gap = _GAP.match(text, end)
        if gap is None:
            return
        word = _WORD.match(text, gap.end())
        if word is None:
            return
        yield _Token(word=word[0], start=word.start(), end=word.end(), hyphen=gap[0] == "-")
        end = word.end()


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


def _is_stop(word: str) -> bool:
    if word.endswith(("'", "'s")):
        return True
    if word.isupper() and len(word) > 1:
        return False
    low = word.lower()
    if low in tables.stops():
        return True
    return low.endswith("ly") and low not in ("weekly", "monthly", "daily", "hourly", "early")


def _is_chip(word: str) -> bool:
    return bool(_CHIP.fullmatch(word)) or word in tables.chip_nouns()


def _is_plural(word: str) -> bool:
    return (
        len(word) > 3
        and word.islower()
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is"))
        and word not in tables.verbs_in_s()
    )


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
    if sheet := _CLASSIFIER.match(text, end):
        return Noun(unit=sheet["chip"], start=end, end=sheet.end())
    if times := _TIMES.match(text, end):
        return Noun(unit=times["chip"], start=end, end=times.end())
    tokens = list(_tokens(text, end))
    if tokens and tokens[0].hyphen:
        stop = next((i for i, token in enumerate(tokens) if not token.hyphen), len(tokens))
        # "a 100-GPU cluster": the hyphens bind; "GPU-hours" may follow a space.
        tokens = tokens[:stop]
    for index, token in enumerate(tokens):
        if _is_stop(token.word):
            return None
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        if after and (pair := _pair(token.word, after.word)):
            further = tokens[index + 2] if index + 2 < len(tokens) else None
            if further is None or not (_named(further.word) and after.word == pair.split()[-1]):
                return _noun(text, tokens, index + 1, pair)
        if unit := _single(token, tokens[index + 1 : index + 4], index):
            return _noun(text, tokens, index, unit)
        if _is_plural(token.word) and index <= 2 and not (after and _named(after.word)):
            return _unlisted(text, tokens, index)
    return None


def _pair(word: str, after: str) -> str | None:
    """Return the name of a noun of two words."""
    known = tables.known()
    for pair in (f"{word} {after}", f"{word.lower()} {after.lower()}"):
        if pair in known:
            return known[pair]
    if _is_chip(word) and _named(after) == "hour":
        return f"{word if word in ('TPU', 'NPU', 'chip', 'accelerator') else 'GPU'} hour"
    if _is_chip(word) and after.lower() in ("equivalent", "equivalents", "equivalence"):
        return word if after.endswith("s") else None
    return None


def _single(token: _Token, later: list[_Token], index: int) -> str | None:
    """Return the name of a noun of one word, None when a later word is the one counted."""
    if chips := _CHIPS.fullmatch(token.word):
        return chips[1]
    if _NUMBERED_CHIP.fullmatch(token.word) and (not later or _is_stop(later[0].word)):
        return token.word
    if _FAMILY_CHIPS.fullmatch(token.word):
        return token.word[:-1]
    unit = _named(token.word)
    if unit is None or (token.word in tables.symbols() and index > 0):
        return None
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


def _noun(text: str, tokens: list[_Token], index: int, unit: str) -> Noun:
    first, head = tokens[0], tokens[index]
    between = text[first.start : head.start].strip(" -\n")
    if unit == "hour" and any(_is_chip(token.word) for token in tokens[:index]):
        unit = "GPU hour"
    return Noun(unit=unit, start=first.start, end=head.end, modifiers=between)


def _unlisted(text: str, tokens: list[_Token], index: int) -> Noun:
    first, head = tokens[0], tokens[index]
    between = text[first.start : head.start].strip(" -\n")
    initials = [t.word for t in tokens[:index] if t.word.isupper()]
    unit = " ".join((*initials, tables.singular(head.word)))
    return Noun(unit=unit, start=first.start, end=head.end, modifiers=between, listed=False)
