"""
The reader's lexicons, compiled: what currencies, scales, units and counted nouns look like.

All of it comes from the TOML files of `extraction/lexicon`; nothing is known here by name.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from newsfigures.extraction import patterns as re
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.wording import either


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """A way to name a currency: its code, and what one of it is worth in that currency."""

    code: str
    factor: Decimal = Decimal(1)
    scaled_only: bool = False


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


@cache
def signs() -> dict[str, str]:
    """Return every sign or code that may stand before a number, with its ISO code."""
    found: dict[str, str] = {}
    for entry in lexicon("currencies")["currency"]:
        for form in (*_signs_of(entry), *entry.get("codes", ())):
            found[form] = entry["code"]
            if _SPACED_DOLLAR.fullmatch(form):
                found[f"{form[:-1]} $"] = entry["code"]
                # "ca $5m" says "about".
                if len(form) > len("S$") and form != "CA$":
                    found[form.lower()] = found[f"{form[:-1].lower()} $"] = entry["code"]
    return found


def _signs_of(entry: dict[str, Any]) -> list[str]:
    return [*entry.get("signs", ()), *entry.get("scaled_signs", ())]


@cache
def scaled_signs() -> frozenset[str]:
    """Return the signs that count only before a scaled or grouped number."""
    entries = lexicon("currencies")["currency"]
    return frozenset(form for entry in entries for form in entry.get("scaled_signs", ()))


@cache
def codes() -> frozenset[str]:
    """Return the codes of the currencies that have a sign or code of their own."""
    return frozenset(signs().values())


# "HK $5m" and "S $5m" too; "Series A $5m" is in US dollars.
_SPACED_DOLLAR = re.compile(r"(?:[A-Z]{2}|S)\$")


@cache
def money_words() -> dict[str, Money]:
    """Return every word, code or sign that may stand behind a number; lower case but for codes."""
    found: dict[str, Money] = {}
    for entry in lexicon("currencies")["currency"]:
        code = entry["code"]
        for form in (*entry.get("codes", ()), *entry.get("signs", ())):
            if form.isupper() or not form.isascii() or form == "$":
                found[form] = Money(code=code)
        for word in entry.get("words", ()):
            found[word.lower()] = found[_plural(word).lower()] = Money(code=code)
        for word in entry.get("scaled_words", ()):
            found[word.lower()] = Money(code=code, scaled_only=True)
        # "pence" has no plural of its own, and one that is never met does no harm.
        for word in entry.get("minor", ()):
            found[word] = found[_plural(word)] = Money(code=code, factor=Decimal("0.01"))
            found[word.replace("US ", "U.S. ")] = found[word]
    return found


@cache
def scale_words() -> dict[str, Decimal]:
    """Return the words that multiply, as written."""
    return {
        word: Decimal(entry["factor"])
        for entry in lexicon("scales")["scale"]
        for word in entry["words"]
    }


@cache
def scale_letters() -> dict[str, Decimal]:
    """Return the letters that multiply when glued to the number."""
    return {
        letter: Decimal(entry["factor"])
        for entry in lexicon("scales")["scale"]
        for letter in entry.get("letters", ())
    }


@cache
def money_letters() -> dict[str, Decimal]:
    """Return the letters that multiply an amount of money only."""
    return {
        letter: Decimal(entry["factor"])
        for entry in lexicon("scales")["scale"]
        for letter in entry.get("money_letters", ())
    }


@cache
def durations() -> frozenset[str]:
    """Return the units of time."""
    return frozenset(lexicon("units")["durations"])


# Longer writings of a unit are words.
_SYMBOL_LENGTH = 3


@cache
def symbols() -> frozenset[str]:
    """Return the unit symbols, as written. They stand right behind their number."""
    file = lexicon("units")
    short = (form for form in file["same"] if len(form) <= _SYMBOL_LENGTH and form.isascii())
    return frozenset((*file["symbols"], *short)) - {"hr", "hrs", "min", "sec", "yr", "mo", "h"}


_SPELLINGS = (("metre", "meter"), ("litre", "liter"), ("gram", "gramme"))


def _forms(words: Iterable[str]) -> dict[str, str]:
    found = {}
    for word in words:
        american = {word.replace(one, other) for one, other in _SPELLINGS}
        for spelled in {word, *american}:
            for written in {spelled, spelled.replace("-", " "), spelled.replace(" ", "-")}:
                found[written] = found[_plural(written)] = word
    return found


@cache
def units() -> dict[str, str]:
    """Return every writing of a unit of measure with its plain name."""
    file = lexicon("units")
    found = _forms((*file["words"], *file["durations"]))
    found |= {symbol: symbol for symbol in file["symbols"]}
    found |= file["same"]
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Pounds:
    """What makes a pound a weight: stems before it, words behind it; and what undoes it."""

    before: re.Pattern[str]
    after: re.Pattern[str]


@cache
def pounds() -> Pounds:
    """Return the words that tell a pound of weight from a pound of money."""
    file = lexicon("units")["pounds"]
    return Pounds(
        before=re.compile(rf"\b(?:{either(file['before'])})", re.I),
        after=re.compile(
            rf" (?:{either(file['after'])})\b|-(?:foot|feet|force)\b| (?:foot|feet)\b",
            re.I,
        ),
    )


@cache
def pound_notes() -> re.Pattern[str]:
    """Return what follows "a 20-pound" where it is money: note, fine, …."""
    return re.compile(rf"[ -](?:{either(lexicon('units')['pounds']['notes'])})s?\b")


@cache
def unit_names() -> frozenset[str]:
    """Return the plain names of the units of measure."""
    return frozenset(units().values())


@cache
def _odd() -> tuple[str, ...]:
    """Return the units that no plain word spells."""
    odd = [form for form in units() if not form.replace(" ", "").replace("-", "").isalnum()]
    odd += [form for form in units() if form[-1] in "²³" or not form[0].isascii()]
    return tuple(form for form in odd if form[0] < "⺀")


@cache
def odd_symbols() -> re.Pattern[str]:
    """Return what matches a gap and a unit that no plain word spells: `°C`, `km²`, `sq. ft`."""
    return re.compile(rf"[ -]?(?P<symbol>{either(_odd())})(?![A-Za-z0-9²³])")


@cache
def odd_openings() -> frozenset[str]:
    """Return the first two characters of those units, alone and behind a gap."""
    return frozenset(gap + form[:2] for form in _odd() for gap in ("", " ", "-"))


@cache
def singles() -> dict[str, str]:
    """
    Return counted nouns that only a plural, "one" or a hyphen makes sure of, in the singular.

    Many are verbs too: "12 can be", "5 run".
    """
    return {word: word for word in lexicon("counted")["general"]}


@cache
def attributes() -> frozenset[str]:
    """Return singular nouns that a number without hyphen may count in front of another."""
    return frozenset(lexicon("counted")["attributes"])


@cache
def nouns() -> dict[str, str]:
    """Return every writing of a counted noun with its singular."""
    file = lexicon("counted")
    groups = ("chips", "models", "people", "reach", "places")
    general = _forms(file["general"])
    found = {
        form: word
        for form, word in general.items()
        if form not in singles() and form not in verbs_in_s()
    }
    found |= _forms(word for group in groups for word in file[group])
    for word in file["hours"]:
        name = word.replace("-", " ")
        found[word] = found[word + "s"] = found[word.lower() + "s"] = name
    found |= {word: word for word in file["same"]}
    found |= file["plurals"]
    return found


@cache
def known() -> dict[str, str]:
    """Return units and counted nouns together."""
    return nouns() | units()


@cache
def chip_nouns() -> frozenset[str]:
    """Return the singular nouns for accelerators."""
    return frozenset(lexicon("counted")["chips"])


@cache
def people_nouns() -> frozenset[str]:
    """Return the singular nouns for people and accounts."""
    return frozenset((*lexicon("counted")["people"], "people", "staff"))


@cache
def denominators() -> dict[str, str]:
    """Return every writing of what may follow "a" or "an" in a rate."""
    return {word: units().get(word, word) for word in lexicon("counted")["per"]}


@cache
def stops() -> frozenset[str]:
    """Return the words that end a noun phrase."""
    return frozenset(lexicon("counted")["phrase"]["stops"].split())


@cache
def no_nouns() -> frozenset[str]:
    """Return words that may follow the pronoun "one" and are no noun."""
    return frozenset(lexicon("counted")["phrase"]["after_one"].split())


@cache
def verbs_in_s() -> frozenset[str]:
    """Return words that end in s and are no plural."""
    return frozenset(lexicon("counted")["verbs_in_s"]["words"])


def singular(word: str) -> str:
    """
    Return the singular of a plural noun that no list holds.

    >>> singular("studies"), singular("boxes"), singular("firms"), singular("viruses")
    ('study', 'box', 'firm', 'virus')
    >>> singular("houses"), singular("potatoes"), singular("firewomen")
    ('house', 'potato', 'firewoman')
    """
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > _SHORT_IN_IES:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zzes")):
        return word[:-2]
    if word.endswith("uses") and len(word) > _SHORT_IN_USES and not word.endswith(_IN_USE):
        return word[:-2]
    if word.endswith("oes") and len(word) > _SHORT_IN_OES:
        return word[:-2]
    return word[:-1]


_IN_USE = ("auses", "ouses", "buses", "cuses", "fuses")
# "ties", "uses", "shoes" lose but their s.
_SHORT_IN_IES = 4
_SHORT_IN_USES = 5
_SHORT_IN_OES = 5
