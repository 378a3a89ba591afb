"""
One bare number at a place in the text: digits with their separators, or spelled out.

Nothing here knows of scales, money or units. Every pattern is bounded, so a megabyte of digits
costs a megabyte of reading.
"""

from dataclasses import dataclass
from decimal import Decimal

from newsfigures.extraction import patterns as re


@dataclass(slots=True)
class Number:
    """
    A number as read, before any scale.

    `plain`: a whole number in digits without separators, such as a year or a rank is. `spelled`:
    written in words. `scaled`: nothing may multiply it any more (10^26, ½, 1/30th).
    `fraction`: it names a part (`a tenth`, `1/30th`).
    """

    end: int
    value: Decimal
    plain: bool = False
    spelled: bool = False
    scaled: bool = False
    fraction: bool = False


RUN = re.compile(r"[0-9](?:[0-9]|[.,](?=[0-9]))*")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9])")
_INDIAN = re.compile(r"[0-9]{1,2}(?:,[0-9]{2}){1,5},[0-9]{3}(?:\.[0-9]+)?(?![0-9])")
_POINTED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{1,2}(?![0-9,.])")
_COMMA_DECIMAL = re.compile(r"[0-9]{1,3},[0-9]{1,2}(?![0-9,.])")
# Of a run with commas that group nothing; a run without them is read as it stands.
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?(?!\.?[0-9])")
_SPACED = re.compile(r"[0-9]{1,3}(?: [0-9]{3}){1,5}(?![0-9A-Za-z,:/-]|\.[0-9])(?! [0-9])")
_EXPONENT = re.compile(r"[eE]\+?(-?[0-9]{1,2})(?![0-9A-Za-z]|\.[0-9])")
_POWER = re.compile(
    r"[ ]?(?:[x*·⋅]|times)[ ]{0,6}10(?P<raised>(?P<tag> {4})? {0,2}\^ ?\{?)?"
    r"(?P<exponent>[-+]?[0-9]{1,2}|[⁻⁺]?[⁰¹²³⁴-⁹]{1,2})\}?(?(tag) {6})?"
)
_TEN_TO = re.compile(
    r"10(?:(?P<tag> {4})? {0,2}\^ ?\{?([-+]?[0-9]{1,2})\}?(?(tag) {6})?|([⁻⁺]?[⁰¹²³⁴-⁹]{1,2}))"
)
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_VULGAR = {
    "½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "⅓": Decimal(1) / 3,
    "⅔": Decimal(2) / 3, "⅕": Decimal("0.2"), "⅖": Decimal("0.4"), "⅗": Decimal("0.6"),
    "⅘": Decimal("0.8"), "⅙": Decimal(1) / 6, "⅛": Decimal("0.125"), "⅜": Decimal("0.375"),
    "⅝": Decimal("0.625"), "⅞": Decimal("0.875"), "⅒": Decimal("0.1"),
}  # fmt: skip
VULGAR = "".join(_VULGAR)
_PART = re.compile(
    r"([0-9]{1,3})/([0-9]{1,4})"
    r"(?:(?:th|rd|nd|st)s?\b|(?= of\b)|(?= (?:the|as) (?:cost|price|size|much)\b)"
    r"|(?=[ -](?:mile|inch|cup|tea|table|pint|quart|ounce|pound|acre|hour|litre|liter|gallon|yard"
    r"|kilomet|met(?:re|er)|oz|lb|ft|in|tsp|tbsp|second)))"
)
_MIXED = re.compile(r"[0-9]{1,3} ([1-9])/([2-9]|1[0-6])(?![0-9/])")
_LONGEST = 30


def digits_at(text: str, at: int) -> Number | None:
    """
    Read the number whose first digit (or decimal point) stands at `at`.

    >>> digits_at("1,250,000 chips", 0).value
    Decimal('1250000')
    >>> digits_at("3.8 x 10^25 FLOP", 0).value
    Decimal('3.8E+25')
    >>> digits_at("2.5.1", 0) is None
    True
    """
    if text[at] == ".":
        run = RUN.match(text, at + 1)
        if run is None or not run[0].isdigit() or len(run[0]) > _LONGEST:
            return None
        return Number(end=run.end(), value=Decimal("0." + run[0]))
    if text[at] in _VULGAR:
        return Number(end=at + 1, value=_VULGAR[text[at]], scaled=False)
    run = RUN.match(text, at)
    return run_at(text, at, run[0]) if run else None


# What goes on with a number, right behind it or behind a space: 1/4, 816 000, 2 1/2, 2½, 5e9,
# 3 x 10^8, 4 times 10^6.
_GOES_ON = frozenset(f"0123456789/eEx*\u00b7\u22c5t{VULGAR}")


def run_at(text: str, at: int, run: str) -> Number | None:
    """Read the number that begins with a match of `RUN` at `at`."""
    end = at + len(run)
    if len(run) > _LONGEST:
        return None
    after = text[end : end + 1]
    mark = text[end + 1 : end + 2] if after == " " else after
    if mark not in _GOES_ON and run != "10":  # as of most
        if run.isdigit():
            return Number(end, Decimal(run), True)
        if "," not in run:
            return None if run.count(".") > 1 else Number(end, Decimal(run))
    if after == "/" and (part := _PART.match(text, at)):
        if Decimal(part[2]):
            value = Decimal(part[1]) / Decimal(part[2])
            return Number(end=part.end(), value=value, scaled=True, fraction=True)
        return None
    if run == "10" and (ten := _TEN_TO.match(text, at)):
        power = int((ten[2] or ten[3]).translate(RAISED))
        return Number(end=ten.end(), value=Decimal(f"1e{power}"), scaled=True)
    gap = after == " " and text[end + 1 : end + 2].isdigit()
    return (_with_gap(text, at) if gap else None) or _separated(text, at, run)


def _with_gap(text: str, at: int) -> Number | None:
    """Read "2 1/2" or "816 000"."""
    if mixed := _MIXED.match(text, at):
        whole = Decimal(text[at : text.index(" ", at)])
        return Number(end=mixed.end(), value=whole + Decimal(mixed[1]) / Decimal(mixed[2]))
    if spaced := _SPACED.match(text, at):
        return Number(end=spaced.end(), value=Decimal(spaced[0].replace(" ", "")))
    return None


def _separated(text: str, at: int, run: str) -> Number | None:
    """Read a run of digits by what parts them: nothing, one point, or commas."""
    end = at + len(run)
    if run.isdigit():
        return _with_vulgar(text, end, Decimal(run), plain=True)
    if "," not in run:
        return None if run.count(".") > 1 else _with_vulgar(text, end, Decimal(run), plain=False)
    if m := _GROUPED.match(text, at) or _INDIAN.match(text, at):
        value = Decimal(m[0].replace(",", ""))
        return _with_power(text, m.end(), value) or Number(end=m.end(), value=value)
    if m := _POINTED.match(text, at):
        return Number(end=m.end(), value=Decimal(m[0].replace(".", "").replace(",", ".")))
    if m := _PLAIN.match(text, at):
        return _with_vulgar(text, m.end(), Decimal(m[0]), plain="." not in m[0])
    return None


def _with_vulgar(text: str, end: int, value: Decimal, *, plain: bool) -> Number:
    """Return a number with the ½ or the power of ten right behind it, if one is."""
    if (part := text[end : end + 1]) in _VULGAR:
        return Number(end=end + 1, value=value + _VULGAR[part])
    return _with_power(text, end, value) or Number(end, value, plain)


_MANTISSA = 100
_TIMES_TEN = frozenset("x*\u00b7\u22c5t")


def _with_power(text: str, end: int, value: Decimal) -> Number | None:
    """Read the power of ten behind a number; None, which is the rule, where none stands."""
    mark = text[end : end + 1]
    if mark in ("e", "E"):
        if m := _EXPONENT.match(text, end):
            return Number(end=m.end(), value=value * Decimal(f"1e{m[1]}"), scaled=True)
        return None
    if mark == " ":
        mark = text[end + 1 : end + 2]
    if mark in _TIMES_TEN and (m := _POWER.match(text, end)):
        # "x 1025": the raised digits of 10^25 came down when the page became text. A picture of
        # 1024x1024 points has as many on its other side, and 16x1024 no room before the sign.
        exponent = m["exponent"].translate(RAISED)
        fallen = 18 <= int(exponent) <= 30 and value < _MANTISSA
        apart = text[end : end + 1] == " " or value != int(value)
        if m["raised"] or not m["exponent"].isascii() or (fallen and apart):
            return Number(end=m.end(), value=value * Decimal(f"1e{exponent}"), scaled=True)
    return None


def comma_decimal_at(text: str, at: int) -> Number | None:
    """Read `5,6` as 5.6; the caller knows that money or a scale follows."""
    m = _COMMA_DECIMAL.match(text, at)
    return Number(end=m.end(), value=Decimal(m[0].replace(",", "."))) if m else None


SMALL_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
TENS_WORDS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL = {word: value for value, word in enumerate(SMALL_WORDS)}
_TENS = {word: 10 * value for value, word in enumerate(TENS_WORDS, start=2)}
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6,
    "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12,
    "fifteenth": 15, "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50,
    "hundredth": 100, "thousandth": 1000, "millionth": 1000000,
}  # fmt: skip
_UNIT_PARTS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9,
}  # fmt: skip
_WORD = re.compile(r"[A-Za-z]+")
_JOIN = re.compile(r"(?:[ \n]|-)(?=[A-Za-z])")


def _word(text: str, at: int) -> tuple[str, int]:
    m = _WORD.match(text, at)
    return (m[0].lower(), m.end()) if m else ("", at)


def _next_word(text: str, end: int) -> tuple[str, int]:
    """Return the word after one space or hyphen, in lower case, and its end."""
    join = _JOIN.match(text, end)
    return _word(text, join.end()) if join else ("", end)


def _tens(text: str, at: int) -> tuple[int, int] | None:
    """Read 0 to 99."""
    word, end = _word(text, at)
    if word in _SMALL:
        return _SMALL[word], end
    if word in _TENS:
        unit, unit_end = _next_word(text, end)
        if unit in _SMALL and 0 < _SMALL[unit] < 10:
            return _TENS[word] + _SMALL[unit], unit_end
        return _TENS[word], end
    return None


def _hundreds(text: str, at: int) -> tuple[int, int] | None:
    """Read 0 to 9,999 such as "two hundred and five" or "fifteen hundred"."""
    if text[at : at + 2].lower() in ("a ", "a-") and _next_word(text, at + 1)[0] == "hundred":
        value, end = 1, at + 1
    else:
        tens = _tens(text, at)
        if tens is None:
            return None
        value, end = tens
    word, word_end = _next_word(text, end)
    if word == "hundred" and 0 < value < 100:
        value, end = value * 100, word_end
        nxt, nxt_end = _next_word(text, end)
        if nxt == "and":
            after = _JOIN.match(text, nxt_end)
            rest = _tens(text, after.end()) if after else None
        else:
            join = _JOIN.match(text, end)
            rest = _tens(text, join.end()) if join else None
        if rest and rest[0] > 0:
            value, end = value + rest[0], rest[1]
    return value, end


_POINT = re.compile(r" point((?: (?:" + "|".join(list(_SMALL)[:10]) + r"))+)\b", re.I)
_AND_A_PART = re.compile(
    r"[ -]and[ -](?:a|an|one|three|two)[ -](?P<part>half|quarter|quarters|third|thirds)\b", re.I
)
# What goes on with a number in words, each as it may begin.
_GOING_ON = frozenset(
    (
        *("hundred", "thousand", "million", "billion", "trillion", "point", "and"),
        *(word + ending for word in (*_PARTS, *_UNIT_PARTS, *_TENS) for ending in ("", "s")),
    )
)
_LOWER = {"thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}


def words_at(text: str, at: int) -> Number | None:
    """
    Read a spelled number at `at`, up to but without a trailing million, billion or trillion.

    >>> words_at("five point six million", 0).value
    Decimal('5.6')
    >>> words_at("two thousand five hundred firms", 0).value
    Decimal('2500')
    >>> words_at("two-thirds of firms", 0).fraction
    True
    """
    word, end = _word(text, at)
    if word in _SMALL and _next_word(text, end)[0] not in _GOING_ON:  # as most are
        return Number(end=end, value=Decimal(_SMALL[word]), spelled=True)
    if part := part_at(text, at):
        return part
    read = _hundreds(text, at)
    if read is None:
        return None
    whole, end = read
    if point := _POINT.match(text, end):
        decimals = "".join(str(_SMALL[word.lower()]) for word in point[1].split())
        return Number(end=point.end(), value=Decimal(f"{whole}.{decimals}"), spelled=True)
    value = Decimal(whole)
    if piece := _AND_A_PART.match(text, end):
        name = piece["part"].lower().rstrip("s")
        top = _SMALL.get(re.split(r"[ -]", piece[0].strip(" -"))[1].lower(), 1)
        value, end = value + Decimal(top) / _PARTS[name], piece.end()
        return Number(end=end, value=value, spelled=True)
    return _stacked(text, value, end)


def _stacked(text: str, value: Decimal, end: int) -> Number:
    """Add lower groups: "two thousand five hundred", "two million three hundred thousand"."""
    total, last, stop = Decimal(0), 10**15, end
    group = value
    for _ in range(4):
        word, word_end = _next_word(text, stop)
        scale = _LOWER.get(word, 1)
        if scale >= last:
            break
        join = _JOIN.match(text, word_end if scale > 1 else stop)
        more = None
        if scale > 1 and join:
            start = join.end()
            if text[start : start + 4].lower() == "and ":
                start += 4
            more = _hundreds(text, start) if not part_at(text, start) else None
        if scale == 1:
            total, stop = total + group, stop
            return Number(end=stop, value=total, spelled=True)
        if more is None or more[0] == 0:
            # The last scale word is left to the caller, unless lower groups came before it.
            if total:
                return Number(end=word_end, value=total + group * scale, spelled=True)
            return Number(end=stop, value=group, spelled=True)
        total, group, last, stop = total + group * scale, Decimal(more[0]), scale, more[1]
    return Number(end=stop, value=total + group, spelled=True)


_PART_WORDS = "|".join(sorted(_PARTS, key=len, reverse=True))
_A_PART = re.compile(
    rf"(?P<top>an?|one|two|three|four|five|six|seven|eight|nine)(?P<join>[ -])"
    rf"(?:(?P<tens>{'|'.join(_TENS)})-)?(?P<part>{_PART_WORDS}|{'|'.join(_UNIT_PARTS)})(?P<many>s?)\b",
    re.I,
)
_QUARTER_FOLLOWS = re.compile(
    r"s? of (?!\d{4}|the year|fiscal)|s? (?:as|that)\b|[ -](?:million|billion|trillion)"
)
# "a third" alone may be "a third model"; these make it a part.
_PART_FOLLOWS = re.compile(
    r"(?:\s+(?:of|as|that|the|less|more|cheaper|lower|smaller|below|its|what|faster)\b|\s*[.,;:)!?\"]|\s*$|\s+(?:to|in|on|by|from|and|or|since|last|this)\b)",
)


def part_at(text: str, at: int) -> Number | None:
    """
    Read a named part: `a tenth`, `two-thirds`, `one twenty-seventh`, `three quarters`.

    Leaves alone `a second`, `a quarter earlier`, `a third model`, `two quarters` (of a year).
    """
    m = _A_PART.match(text, at)
    if m is None:
        return None
    top, part, tens = m["top"].lower(), m["part"].lower(), (m["tens"] or "").lower()
    bottom = _TENS.get(tens, 0) + (_UNIT_PARTS[part] if tens and part in _UNIT_PARTS else 0)
    if not tens:
        if part not in _PARTS:
            return None
        bottom = _PARTS[part]
    elif part not in _UNIT_PARTS:
        return None
    above = 1 if top in ("a", "an") else _SMALL[top]
    if above >= bottom or (above > 1) != bool(m["many"] or part == "halves"):
        return None
    sure = m["join"] == "-" or tens or (above > 1 and part != "quarter")
    if part == "quarter" and not sure:
        sure = bool(_QUARTER_FOLLOWS.match(text, m.end()))
    elif not sure:
        sure = bool(_PART_FOLLOWS.match(text, m.end()))
    if not sure:
        return None
    return Number(
        end=m.end(), value=Decimal(above) / bottom, spelled=True, scaled=True, fraction=True
    )
