"""What an amount is for each of: `per hour`, `an hour`, `/month`, `per million input tokens`."""

from dataclasses import dataclass, replace
from decimal import Decimal

from newsfigures.extraction import patterns as re
from newsfigures.extraction.quantities import tables
from newsfigures.extraction.quantities.nouns import Noun, noun_at

_PER = re.compile(r"(?:\s{0,2}/\s?|(?:\s{1,3}|-)per[\s-])", re.I)
_EACH = re.compile(r"(?:\s{1,3}(?:an?|each|every)\s{1,3}|-an?-)(?=[A-Za-z])")
_SCALED = re.compile(
    r"(?:(?P<number>[0-9]{1,3}(?:,[0-9]{3}){0,3}|one|a)?[ -]?"
    r"(?P<word>thousand|million|billion|trillion|hundred|[MKBTkm](?![A-Za-z0-9]))"
    r"|(?P<only>1000(?:000){0,2}|[0-9]{1,3}(?:,[0-9]{3}){0,3}))(?=[\s.,;:)\]-]|$|\Z)"
)
_SCALES = {
    "m": "million", "M": "million", "k": "thousand", "K": "thousand", "B": "billion",
    "T": "trillion", "1000": "thousand", "1000000": "million", "1000000000": "billion",
}  # fmt: skip
_WORD = re.compile(r"[A-Za-z]+")
_OF = re.compile(r"\s(?:of\s)?(?:input|output|in|out)\b(?:\stokens?\b)?")
_ADVERBS = {
    "annually": "year", "yearly": "year", "monthly": "month", "weekly": "week", "daily": "day",
    "hourly": "hour", "p.a.": "year",
}  # fmt: skip
_ADVERB = re.compile(r"\s(annually|yearly|monthly|weekly|daily|hourly|p\.a\.)(?![A-Za-z-])")
# "a year earlier" compares, it does not divide.
_COMPARES = re.compile(
    r"(?:\s(?:ago|earlier|before|later|after|from|old|prior|previously|since|hence)\b|-)"
)
_MONTHLY_AT_MOST = Decimal(10_000)


@dataclass(slots=True, kw_only=True)
class Rate:
    """A denominator: its plain name, where it stands, and whether it belongs to the span."""

    per: str
    start: int
    end: int
    inside: bool


def rate_at(text: str, end: int, *, value: Decimal, unit: str) -> Rate | None:
    """
    Return the denominator that follows the amount ending at `end`.

    Period words stay outside the span of money ("$13bn a year"), inside that of a price
    ("$2 an hour", "$50/month"; docs/figures.md, rule 15).

        >>> rate_at("$0.55 per million input tokens", 5, value=Decimal("0.55"), unit="USD").per
        'million token'
        >>> rate_at("$6.78 billion a year earlier", 13, value=Decimal(1), unit="USD") is None
        True
    """
    money = len(unit) == 3 and unit.isupper() and unit not in tables.chip_nouns()
    if per := _PER.match(text, end):
        slash = "/" in per[0]
        return _named(text, per.end(), money=money, slash=slash, value=value, unit=unit)
    if each := _EACH.match(text, end):
        start = end + len(each[0]) - len(each[0].lstrip(" \n-"))
        return _after_article(text, start, each.end(), money=money, value=value, unit=unit)
    if money and (adverb := _ADVERB.match(text, end)):
        return Rate(per=_ADVERBS[adverb[1]], start=adverb.start(1), end=adverb.end(), inside=False)
    return None


def _named(
    text: str, at: int, *, money: bool, slash: bool, value: Decimal, unit: str
) -> Rate | None:
    start = at
    while text[start - 1].isspace() or text[start - 1] == "-":
        start -= 1
    start -= 1 if slash else 3
    scale = ""
    stop = at
    # "224 kW / 300 PS" is the same twice.
    scaled = _SCALED.match(text, at) if money or not slash else None
    if scaled:
        number = scaled["only"] or (scaled["number"] if scaled["word"] else None)
        word = scaled["word"] or _SCALES.get((number or "").replace(",", ""), number)
        scale = _SCALES.get(word or "", word or "")
        if scaled["word"] and number not in (None, "1", "one", "a"):
            scale = f"{number} {scale}"
        stop = scaled.end()
    if scale:
        noun = noun_at(text, stop)
        if noun and (noun.listed or not noun.modifiers):
            return Rate(per=f"{scale} {noun.unit}", start=start, end=noun.end, inside=True)
        if of := _OF.match(text, stop):
            stop = of.end()
        of_scale = money or unit == "part" or bool(scaled and scaled["only"])
        return Rate(per=scale, start=start, end=stop, inside=True) if of_scale else None
    noun = (
        noun_at(text, at - 1) if text[at - 1].isspace() or text[at - 1] == "-" else _glued(text, at)
    )
    if noun is None or (not noun.listed and noun.modifiers):
        word = _WORD.match(text, at)
        if word and slash and word[0] == "s":
            squared = text[word.end() : word.end() + 1] in ("2", "²")
            per = "square second" if squared else "second"
            return Rate(per=per, start=start, end=word.end() + squared, inside=True)
        if word is None or word[0].lower() in tables.stops() or (slash and not money):
            return None
        per, stop = tables.known().get(word[0], word[0]), word.end()
    else:
        per, stop = noun.unit, noun.end
    per, stop = _twice(text, per, stop)
    inside = slash or not money or _belongs(per, value)
    return Rate(per=per, start=start, end=stop, inside=inside)


_SECOND = re.compile(r"(?:\s|-)?(?:per[\s-]|and (?=month\b)|an? |/)(?=[A-Za-z])")


def _twice(text: str, unit: str, end: int) -> tuple[str, int]:
    """Join two denominators: "per GPU per hour", "/hour per chip", "per user per month"."""
    second = _SECOND.match(text, end)
    noun = _glued(text, second.end()) if second else None
    if noun is None:
        return unit, end
    machines = tables.chip_nouns()
    if (unit in machines and noun.unit == "hour") or (unit == "hour" and noun.unit in machines):
        return f"{noun.unit if unit == 'hour' else unit} hour", noun.end
    if unit not in tables.durations() and noun.unit in tables.durations():
        return f"{unit}/{noun.unit}", noun.end
    return unit, end


def _glued(text: str, at: int) -> Noun | None:
    """Read the noun right behind a slash: `$2/hr`, `$1.49/GPU-hour`."""
    if text[at : at + 1].isalpha():
        # noun_at wants a gap in front; the slash is none, so lend it the character before.
        found = noun_at(" " + text[at : at + 80], 0)
        if found:
            by = at - 1
            return replace(found, start=found.start + by, end=found.end + by)
    return None


def _belongs(unit: str, value: Decimal) -> bool:
    """Say whether a denominator is part of a price rather than the period of a sum."""
    if unit in ("year", "annum", "quarter", "week", "day"):
        return False
    return unit != "month" or abs(value) < _MONTHLY_AT_MOST


_PIECE = re.compile(r"[a-z]+(?![A-Za-z-])")


def _piece(text: str, at: int) -> Noun | None:
    """Read the thing that a price is for, a word that elsewhere may be a verb: "$5 a pack"."""
    word = _PIECE.match(text, at)
    if word is None or word[0] not in tables.denominators():
        return None
    return Noun(unit=tables.denominators()[word[0]], start=at, end=word.end())


def _after_article(
    text: str, start: int, at: int, *, money: bool, value: Decimal, unit: str
) -> Rate | None:
    noun = noun_at(text, at - 1) or (_piece(text, at) if money else None)
    divides = tables.denominators().values()
    if noun is None or not (noun.unit in divides or noun.unit in tables.unit_names()):
        return None
    if text[noun.start : noun.end].endswith("s") or _COMPARES.match(text, noun.end):
        return None
    if not money and unit in tables.people_nouns():
        return None
    inside = money and _belongs(noun.unit, value)
    return Rate(per=noun.unit, start=start, end=noun.end, inside=inside)
