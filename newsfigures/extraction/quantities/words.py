"""Where spelled numbers begin, and the few shapes that are no plain number: twice, fivefold."""

from decimal import Decimal

from newsfigures.extraction import patterns as re
from newsfigures.extraction.quantities import numerals
from newsfigures.extraction.wording import either

_SCALES = "hundred|thousand|million|billion|trillion|quadrillion|crore|lakh|dozen"
_SMALL = "|".join((*numerals.SMALL_WORDS, *numerals.TENS_WORDS))

ANCHOR = re.compile(
    r"(?<![A-Za-z0-9])(?:"
    r"(?P<part>(?:an?|one|two|three|four|five|six|seven|eight|nine)[ -](?:\w{1,12}-)?"
    r"(?:half|halves|third|quarter|\w{1,12}th|(?<=-)(?:first|second))s?\b)"
    r"|(?P<and_half>an? (?P<unit>year|month|week|day|hour|decade|century) and a half\b)"
    r"|(?P<vague>(?:several|a few|few|a couple of|many|tens of|dozens of|hundreds of)[ -]"
    rf"(?:(?:{_SCALES})s?)\b)"
    rf"|(?P<plural>(?:{_SCALES})s of\b)"
    rf"|(?P<article>an? (?=(?:{_SCALES})(?![A-Za-z-])))"
    rf"|(?P<bare>(?:{_SCALES})(?![A-Za-z]))"
    r"|(?P<half>half(?![A-Za-z]))"
    r"|(?P<quarter>quarter[- ](?=(?:of a )?(?:million|billion|trillion)))"
    rf"|(?P<fold>(?:{_SMALL}|hundred|thousand)-?fold\b)"
    r"|(?P<figure>(?:four|five|six|seven|eight|nine|ten)-figure\b)"
    r"|(?P<multiple>twice|thrice|(?:doubl|trebl|tripl|quadrupl|quintupl|halv)(?:e[sd]?|ing))\b"
    rf"|(?P<small>(?:{_SMALL})(?![A-Za-z]))"
    r")",
    re.I,
)
"""
Every place where a number in words may begin. `part`: a tenth; `vague`: several hundred, tens of
millions; `plural`: thousands of; `article`: a million; `bare`: trillion-token; `small`: six.
"""

_FOLDS = [
    f"{word}fold" for word in (*numerals.SMALL_WORDS, *numerals.TENS_WORDS, "hundred", "thousand")
]
_VERBS = [
    f"{stem}{ending}"
    for stem in ("doubl", "trebl", "tripl", "quadrupl", "quintupl", "halv")
    for ending in ("e", "es", "ed", "ing")
]  # fmt: skip
_FIRST_LOWER = (
    *numerals.SMALL_WORDS, *numerals.TENS_WORDS, *_FOLDS, *_VERBS, *_SCALES.split("|"),
    *(scale + "s" for scale in _SCALES.split("|")), "several", "few", "many", "tens",
    "half", "quarter", "twice", "thrice",
)  # fmt: skip
# Behind `a` few words make a number; what begins otherwise is not tried.
_BEHIND_ARTICLE = (
    r"[ -](?i:(?:\w{1,12}-)?(?:hal|third|quarter|\w{1,12}th|first|second)"
    rf"|{_SCALES}|few|couple|(?:year|month|week|day|hour|decade|century) and)"
)
_WRITTEN_SO = [form for word in _FIRST_LOWER for form in (word, word.capitalize(), word.upper())]
_LETTERS = "".join(sorted({word[0] for word in _WRITTEN_SO} | set("aA")))
FIRST = rf"(?=[{_LETTERS}])(?:{either(_WRITTEN_SO)}(?![A-Za-z])|(?:[Aa]n?|AN){_BEHIND_ARTICLE})"
"""
A word that may begin a number, as part of an expression. Looking for it through a tree of letters
costs far less than trying every shape of `ANCHOR` at every word.
"""


_MULTIPLES = {"tw": 2, "thr": 3, "do": 2, "tre": 3, "tri": 3, "quad": 4, "quin": 5}


def multiple(word: str) -> Decimal:
    """
    Return what a word of multiplication multiplies by.

    >>> multiple("tripled"), multiple("halved")
    (Decimal('3'), Decimal('0.5'))
    """
    low = word.lower()
    if low.startswith("hal"):
        return Decimal("0.5")
    return Decimal(next(times for stem, times in _MULTIPLES.items() if low.startswith(stem)))


_DOUBLE_OF = re.compile(r" (?:the|that|what|its|their|his|her|our|as|those|this)\b")


def is_multiple(text: str, word: str, end: int) -> bool:
    """Say whether `double` multiplies here: "double the cost", not "double-digit growth"."""
    low = word.lower()
    if low in ("double", "triple", "treble", "quadruple", "quintuple", "halve"):
        return bool(_DOUBLE_OF.match(text, end))
    return text[end : end + 1] != "-"


_HALF_FOLLOWS = re.compile(
    r"(?:[ -](?:of|that|the|as|its|their|his|her|our|what|those|these|this)\b|\s*[.,;:)])"
)
_HALF_OF = re.compile(r"[ -](?:of|that|the|as|its|their|what|those)\b")
_HALF_PRECEDES = re.compile(
    r"\b(?:by|in|about|nearly|almost|roughly|than|some|over|under|at|around|only|just)\s\Z", re.I
)
_PERIOD_PRECEDES = re.compile(
    r"(?:\b(?:first|second|1st|2nd|latter|other|final|last|this|previous|better|next|top)"
    r"|'s)[ -]\Z",
    re.I,
)


def is_half(text: str, start: int, end: int) -> bool:
    """Say whether `half` is a part here; "the first half of 2025" is a period."""
    window = text[max(0, start - 12) : start]
    if _PERIOD_PRECEDES.search(window):
        return False
    return bool(_HALF_FOLLOWS.match(text, end)) and (
        bool(_HALF_OF.match(text, end)) or bool(_HALF_PRECEDES.search(window))
    )
