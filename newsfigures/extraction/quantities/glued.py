"""Units written right behind a number or apart from it: `5kg`, `300°C`, `12 of these GPUs`."""

from newsfigures.extraction import patterns as re
from newsfigures.extraction.quantities import tables
from newsfigures.extraction.quantities.nouns import Noun, noun_at

_OF_THESE = re.compile(
    r" of (?:the|its|their|his|her|our|your|my|these|those"
    r"|(?:[A-Z][\w.]{1,20} ){0,2}[A-Z][\w.]{1,20}'s?)(?= )"
)


def apart_unit(text: str, end: int) -> str:
    """
    Return the unit of a number that counts some of a group, "" without one.

    The noun stands apart from its number and stays outside its span.

        >>> apart_unit("eight of their members left", 5)
        'member'
    """
    group = _OF_THESE.match(text, end)
    noun = noun_at(text, group.end()) if group else None
    # "of the 12 pilots", "of the water": no plural right there.
    if noun is None or text[noun.end - 1] != "s" or noun.unit in tables.unit_names():
        return ""
    return noun.unit


# 40C is a temperature near a word of heat or cold.
_HEAT = re.compile(
    r"\b(?:temperature|heat|hot|warm|cold|cool|chill|freez|boil|weather|degree|fever)"
)
_HEAT_NEAR = 80
_DEGREES = re.compile(r"[CF](?![A-Za-z0-9])")
_TAIL = re.compile(r"[A-Za-z]+[23]?(?![A-Za-z0-9])")
_TAIL_PAIR = re.compile(r"[a-z]{2,3} [A-Za-z]{1,4}(?![A-Za-z0-9])")


def glued_at(text: str, at: int) -> Noun | None:
    """Return the unit glued to a number: 64GB, 3923sq m, 41°C, 30m2; None without one."""
    if odd := tables.odd_symbols().match(text, at):
        unit = tables.units()[odd["symbol"]]
        return Noun(unit=unit, start=odd.start("symbol"), end=odd.end())
    if text[at] in "CF" and _HEAT.search(text[max(0, at - _HEAT_NEAR) : at + _HEAT_NEAR]):
        letter = _DEGREES.match(text, at)
        if letter:
            return Noun(unit=tables.units()["°" + letter[0]], start=at, end=at + 1)
    for pattern in (_TAIL_PAIR, _TAIL):
        tail = pattern.match(text, at)
        if tail and (unit := tables.units().get(tail[0], "")):
            further = noun_at(text, tail.end()) if unit == "hour" else None
            return further or Noun(unit=unit, start=tail.start(), end=tail.end())
    return None
