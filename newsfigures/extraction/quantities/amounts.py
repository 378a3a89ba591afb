"""
One bare amount: sign or code, number, scale, and the currency word, percent or `times` behind it.

What follows further on (nouns, rates, the other end of a range) is other modules' work.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from newsfigures.extraction import patterns as re
from newsfigures.extraction.quantities import behind, numerals, tables
from newsfigures.extraction.quantities.numerals import Number
from newsfigures.extraction.quantities.signs import Sign, forward
from newsfigures.extraction.wording import either

_ONE, _MINUS_ONE = Decimal(1), Decimal(-1)


@dataclass(slots=True)
class Amount:
    """
    A bare amount.

    Attributes:
        start, end: From the sign or code to the scale, or to the currency word or percent sign.
        number: The number as written, unscaled and without its sign.
        scale: Product of the scale words, None without any.
        factor: What one of the unit is worth in it (0.01 for cents), negative after a minus.
        unit: ISO code, `percent`, `times`, `percentage point` or "".
        signed: The currency stands before the number.
        letter: The scale is a single glued letter.
        follows: What may stand behind `end`, as `behind.at` says.
    """

    start: int
    end: int
    number: Number
    scale: Decimal | None = None
    factor: Decimal = _ONE
    unit: str = ""
    signed: bool = False
    letter: bool = False
    follows: int = behind.ANYTHING

    @property
    def value(self) -> Decimal:
        """The number, fully scaled."""
        if self.scale is None:
            return self.number.value * self.factor
        return self.number.value * self.scale * self.factor

    @property
    def is_money(self) -> bool:
        """Whether the unit is a currency."""
        return len(self.unit) == 3 and self.unit.isupper()


@cache
def _scale_word() -> re.Pattern[str]:
    short = [word for word in tables.scale_words() if word.isascii() and len(word) <= 3]
    long = [word for word in tables.scale_words() if word.isascii() and len(word) > 3]
    other_words = [word for word in tables.scale_words() if not word.isascii()]
    word = rf"{either(short)}|(?i:{either(long)})"
    return re.compile(
        rf"(?:[ ]{{0,5}}\n?[ ]{{0,5}}|-)(?:(?P<word>{word})(?![A-Za-z])"
        rf"|(?P<east>{either(other_words)}))"
    )


# "hundred thousand million" is the most that anyone writes.
_MOST_SCALES = 3
_GLUED = re.compile(r"[A-Za-z]{1,12}")
_SPACED_LETTER = re.compile(r" ([mMbBtT])(?![A-Za-z0-9'.-])")
_SPACED_CAPITAL = re.compile(r" ([MBT])(?= [a-z])")
# Metres, not millions.
_LENGTH = re.compile(
    r"m (?:tall|long|wide|high|deep|thick|away|apart|ahead|behind|below|underwater|offshore|from"
    r"|north|south|east|west|sprint|race|dash|hurdles|relay|freestyle|backstroke|butterfly"
    r"|breaststroke|medley|final|runner|pool|track|in (?:length|height|diameter|depth|width)"
    r"|above (?:sea|ground|the))\b"
)
_AND_A_HALF = re.compile(r" and a half\b", re.I)


def _scale(text: str, end: int, number: Number, *, money: bool) -> tuple[Decimal | None, int, bool]:
    """Return the scale behind a number, where it ends, and whether it is one glued letter."""
    if number.scaled:
        # "a quarter of a million" is scaled, a power of ten or 1/30th is not.
        return None, end, False
    mark = text[end : end + 1]
    if mark != " " and (glued := _GLUED.match(text, end)):
        token = glued[0]
        if not text[glued.end() : glued.end() + 1].isdigit():
            letters = tables.scale_letters()
            if money or _noun_follows(text, glued.end()):
                letters = letters | tables.money_letters()
            # 7.62mm and "500m from shore" are lengths, $5mm and "$500m from Nvidia" money.
            length = not money and (token == "mm" or _LENGTH.match(text, end))
            if token in letters and not length:
                return letters[token], glued.end(), True
    factor: Decimal | None = None
    if mark == "+" and text.startswith("+ ", end) and _scale_word().match(text, end + 1):
        end += 1  # `$75+ billion`
    for _ in range(_MOST_SCALES):
        m = _scale_word().match(text, end)
        if m is None:
            break
        word = m["word"] or m["east"]
        word = word if word in tables.scale_words() else word.lower()
        factor = (factor or 1) * tables.scale_words()[word]
        end = m.end()
        if not behind.at(text, end) & behind.SCALE:
            break
    if factor is not None and number.spelled and _AND_A_HALF.match(text, end):
        whole = number.value
        factor = factor * (whole + Decimal("0.5")) / whole
        end += len(" and a half")
    if factor is not None or mark != " ":
        return factor, end, False
    spaced = _SPACED_LETTER.match(text, end)
    # `412 B parameters`, but not `5 m deep`
    if spaced and (money or (spaced[1].isupper() and _noun_follows(text, spaced.end()))):
        return tables.money_letters()[spaced[1]], spaced.end(), True
    # "8 B people"
    capital = _SPACED_CAPITAL.match(text, end)
    if capital and _noun_follows(text, capital.end()):
        return tables.money_letters()[capital[1]], capital.end(), True
    return factor, end, False


_LOWER_GROUP = re.compile(r" ?([0-9]{1,3}(?:,?[0-9]{1,3})*) ?([万萬만亿億억])")


def _with_lower_groups(text: str, amount: Amount) -> Amount:
    """Add what follows in East Asian notation: 2兆6,900億 is 2.69 trillion."""
    more = _LOWER_GROUP.match(text, amount.end)
    if more is None or tables.scale_words()[more[2]] >= (amount.scale or 1):
        return amount
    added = Decimal(more[1].replace(",", "")) * tables.scale_words()[more[2]]
    number = replace(amount.number, value=amount.value + added, scaled=True, plain=False)
    follows = behind.at(text, more.end())
    return replace(amount, end=more.end(), number=number, scale=None, follows=follows)


_NEXT = re.compile(r"[ -]([A-Za-z]+)")


def _noun_follows(text: str, end: int) -> bool:
    following = _NEXT.match(text, end)
    return following is not None and following[1] in tables.known()


@cache
def _money_after() -> re.Pattern[str]:
    words = [form for form in tables.money_words() if form.islower() and form.isascii()]
    exact = [
        form
        for form in tables.money_words()
        if form not in words and form[0].isalpha() and form.isascii()
    ]
    others = [form for form in tables.money_words() if form not in words and form not in exact]
    return re.compile(
        rf"(?:[ ]{{0,4}}\n?[ ]{{0,4}}|-)(?:(?P<word>(?i:{either(words)}))(?![A-Za-z])"
        rf"|(?P<code>{either(exact)})(?![A-Za-z0-9$])|(?P<other>{either(others)})(?![0-9]))"
    )


_PERCENT = re.compile(
    r"(?: {0,3}%|(?<=[0-9])pc(?![A-Za-z0-9])"
    r"|[ \n-](?:per ?cent|percentage(?= points?\b)|pct\.?)(?![A-Za-z]))"
    r"(?P<points>[ -]points?\b)?",
    re.I,
)
_TIMES = re.compile(
    r"x(?![A-Za-z0-9])|X(?![A-Za-z0-9])|[ \n-]times(?![A-Za-z])|-?[ ]?fold(?![A-Za-z])"
)


def amount_at(text: str, at: int, sign: Sign | None = None) -> Amount | None:
    """Read the amount whose number begins at `at`; `sign` is what stands before it."""
    number = number_at(text, at, money=sign is not None and bool(sign.code))
    return whole(text, at, sign, number, behind.at(text, number.end)) if number else None


def whole(text: str, at: int, sign: Sign | None, number: Number, follows: int) -> Amount:
    """Read the amount of a number at `at`; `follows` is what `behind` says of the number's end."""
    start, code = (sign.start, sign.code) if sign else (at, "")
    amount = with_scale(text, start, number, code, follows)
    if sign and sign.negative:
        amount.factor = _MINUS_ONE
    return with_unit(text, amount) if amount.follows & behind.UNIT else amount


def with_scale(
    text: str, start: int, number: Number, code: str = "", follows: int | None = None
) -> Amount:
    """Return the number with the scale behind it, in the currency of the code before it."""
    scale, end, letter = None, number.end, False
    if follows is None:
        follows = behind.at(text, end)
    if follows & behind.SCALE:
        scale, end, letter = _scale(text, end, number, money=code != "")
        if end != number.end:
            follows = behind.at(text, end)
    amount = Amount(start, end, number, scale, _ONE, code, code != "", letter, follows)
    if scale is not None and not text[end - 1].isascii():
        return _with_lower_groups(text, amount)
    return amount


_BEFORE_WEIGHT = 40
_ANOTHER_NOUN = re.compile(r" (?!(?:and|or|in|to|for|from|at|on|by|per|a|an|each|against)\b)[a-z]")


def _is_weight(text: str, amount: Amount, money: re.Match[str]) -> bool:
    """Say whether pounds are a weight: "she lost 25 pounds", "a 300-pound bear"."""
    if amount.signed or amount.scale is not None or (money["word"] or "")[:5].lower() != "pound":
        return False
    if " " in money["word"]:
        return False
    # "a 20-pound bag", "twenty pound bags": the pound stands in front of another noun.
    tied = money[0][0] == "-" or (money["word"] == "pound" and amount.number.value != 1)
    if tables.pounds().after.match(text, money.end()):
        return True
    if tied and not tables.pound_notes().match(text, money.end()):
        return money[0][0] == "-" or bool(_ANOTHER_NOUN.match(text, money.end()))
    before = text[max(0, amount.start - _BEFORE_WEIGHT) : amount.start]
    return not tied and bool(tables.pounds().before.search(before))


# "$76 US a barrel"
_AMERICAN = re.compile(r" (?:US|U\.S\.)(?= (?:an?|per|in|to|and) |[,;)]|\.?\s*$)")


def with_unit(text: str, amount: Amount) -> Amount:
    """Take in the currency word, percent sign or `times` behind the number."""
    if not amount.follows & behind.UNIT:
        return amount
    money = _money_after().match(text, amount.end)
    if money and _is_weight(text, amount, money):
        return amount
    if money and (named := _with_money(text, amount, money)):
        return named
    if amount.signed and amount.unit == "USD" and (american := _AMERICAN.match(text, amount.end)):
        return _reaching(text, amount, american.end(), "USD")
    if amount.unit:
        return amount
    if percent := _PERCENT.match(text, amount.end):
        unit = "percentage point" if percent["points"] else "percent"
        return _reaching(text, amount, percent.end(), unit)
    if times := _TIMES.match(text, amount.end):
        return _reaching(text, amount, times.end(), "times")
    if amount.scale is None and not amount.number.spelled:
        return _with_pence(text, amount)
    return amount


def _reaching(text: str, amount: Amount, end: int, unit: str) -> Amount:
    """Return an amount with the words of its unit, which end at `end`."""
    start, number, scale, factor = amount.start, amount.number, amount.scale, amount.factor
    follows = behind.at(text, end)
    return Amount(start, end, number, scale, factor, unit, amount.signed, amount.letter, follows)


def _with_money(text: str, amount: Amount, money: re.Match[str]) -> Amount | None:
    """Take in the currency word or code behind the number; None when it belongs to another."""
    form = money["word"].lower() if money["word"] else money["code"] or money["other"]
    means = tables.money_words()[form]
    enough = amount.scale is not None or amount.number.value >= 1000
    # "$5 million USD" says it twice; "$5 £6" does not.
    again = not amount.signed or (
        means.code == amount.unit and bool(money["word"] or money["code"])
    )
    if not again or (means.scaled_only and not enough) or amount.number.fraction:
        return None
    end, scale = money.end(), amount.scale
    if scale is None and not amount.signed and money["code"]:
        scale, end, _ = _scale(text, end, amount.number, money=True)
    named = _reaching(text, amount, end, means.code)
    named.scale = scale
    named.factor *= means.factor
    return named


_PENCE = re.compile(r" ?p(?![A-Za-z0-9/]|\.[ ]?[A-Za-z0-9])")
_RESOLUTIONS = frozenset(map(Decimal, (240, 360, 480, 576, 720, 1080, 1440, 2160, 4320)))


def _with_pence(text: str, amount: Amount) -> Amount:
    """Take in the p of "45p a share"; 1080p is a screen, "p. 5" a page."""
    pence = _PENCE.match(text, amount.end)
    if pence is None or amount.number.value in _RESOLUTIONS:
        return amount
    named = _reaching(text, amount, pence.end(), "GBP")
    named.factor *= Decimal("0.01")
    return named


def number_at(text: str, at: int, *, money: bool = False) -> Number | None:
    """Read the number at `at`, in digits or words."""
    char = text[at : at + 1]
    if char.isdigit() or char == "." or (char and char in numerals.VULGAR):
        if not char.isascii() and char not in numerals.VULGAR:
            return None
        return digits_at(text, at, money=money)
    return numerals.words_at(text, at)


def digits_at(text: str, at: int, *, money: bool = False, run: str = "") -> Number | None:
    """
    Read the number in digits at `at`; a comma before its decimals counts where a unit tells.

    `run` is the match of `numerals.RUN` there, if it is known.
    """
    number = numerals.run_at(text, at, run) if run else numerals.digits_at(text, at)
    if number and text.startswith(",", number.end):
        wide = numerals.comma_decimal_at(text, at)
        if wide and (
            (money and _scale_word().match(text, wide.end)) or _tight_unit(text, wide.end)
        ):
            return wide
    if number is None and (wide := numerals.comma_decimal_at(text, at)):
        if money or _scale_word().match(text, wide.end) or _tight_unit(text, wide.end):
            return wide
        whole = text[at : wide.end].partition(",")[0]
        return replace(wide, end=at + len(whole), value=Decimal(whole), plain=True)
    return number


def _tight_unit(text: str, end: int) -> bool:
    return bool(_PERCENT.match(text, end)) or bool(_money_after().match(text, end))


def next_amount(text: str, at: int) -> Amount | None:
    """Read an amount that begins exactly at `at`, sign included; None where there is none."""
    if sign := forward().match(text, at):
        return amount_at(
            text,
            sign.end(),
            Sign(at, tables.signs()[sign["sign"]]),
        )
    char = text[at : at + 1]
    if (char.isascii() and (char.isdigit() or char.isalpha())) or char in numerals.VULGAR:
        return amount_at(text, at)
    return None
