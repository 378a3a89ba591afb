"""
The sign or code of a currency that stands before a number: `$`, `US$`, `EUR`, `Rs.`.

Not the tail of a word (`PLUS 500`), nor a sign of another number before it.
"""

from dataclasses import dataclass
from functools import cache

from newsfigures.extraction import patterns as re
from newsfigures.extraction.quantities import tables
from newsfigures.extraction.wording import either


@dataclass(slots=True)
class Sign:
    """What stands before a number: a currency, a minus, or both."""

    start: int
    code: str = ""
    negative: bool = False


@cache
def _sign_pattern() -> str:
    lettered = [form for form in tables.signs() if form[0].isalpha() and form[0].isascii()]
    others = [form for form in tables.signs() if form not in lettered]
    return rf"(?:(?<![A-Za-z$])(?:{either(lettered)})|(?:{either(others)}))"


@cache
def _marks() -> frozenset[str]:
    """Return what may stand before a number with a sign: a sign of one character, a gap, minus."""
    return frozenset((*(form for form in tables.signs() if len(form) == 1), " ", "-"))


@cache
def _tails() -> frozenset[str]:
    """Return the last two characters of every longer sign."""
    return frozenset(form[-2:] for form in tables.signs() if len(form) > 1)


@cache
def _backwards() -> re.Pattern[str]:
    """Return the sign in front of a number, read from the number back: tried at one place only."""
    turned = [form[::-1] for form in tables.signs()]
    lettered = [form for form in turned if form[-1].isalpha() and form[-1].isascii()]
    others = [form for form in turned if form not in lettered]
    return re.compile(
        rf"(?P<inner>-)? {{0,3}}(?P<sign>{either(lettered)}(?![A-Za-z$])|{either(others)})"
        r"(?P<minus>-(?![\w)\]%]))?"
    )


@cache
def forward() -> re.Pattern[str]:
    """Return a sign and the gap behind it, in front of a number."""
    return re.compile(rf"(?P<sign>{_sign_pattern()}) {{0,3}}(?=[0-9.])")


# Before such a number alone a `scaled_sign` is one: `R 5bn`, not `R 5`.
_SCALED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}|\.?[0-9]{0,3} ?(?:m|bn|k|tn|million|billion)\b)")
# Read backwards as well.
_MINUS = re.compile(r"-(?![\w.,)\]%'\"-])")
# Characters of a sign that tell whether there is one, with a space behind it.
_SIGN = 3


def _is_dollar(text: str, at: int) -> bool:
    """Say whether a space and a dollar sign end no longer sign, such as `HK $`."""
    return text[at - 4 : at] not in tables.signs() and text[at - 3 : at] not in tables.signs()


def sign_before(text: str, at: int) -> Sign | None:
    """Return the sign or code that ends where the number begins; None for a bare number."""
    if at > _SIGN:
        tail = text[at - 3 : at - 1] if text[at - 1] == " " else text[at - 2 : at]
        if tail == " $" and text[at - 1] == "$" and _is_dollar(text, at):
            return Sign(at - 1, "USD")
        if tail[1] not in _marks() and tail not in _tails():
            return None
    window = text[max(0, at - 11) : at][::-1]
    if m := _backwards().match(window):
        form = m["sign"][::-1]
        if form in tables.scaled_signs() and not _SCALED.match(text, at):
            return None
        negative = bool(m["minus"] or m["inner"])
        return Sign(at - m.end(), tables.signs()[form], negative)
    if window[:1] == "-" and _MINUS.match(window):
        return Sign(at - 1, negative=True)
    return None
