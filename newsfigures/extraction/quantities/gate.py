"""
What looks like a number and states no quantity: names, dates, versions, labels, notes.

The gate judges by what stands around a number, never by its value alone: "2,024 units" is a
count, "in 2024" a year. Each test returns where reading may go on.
"""

from functools import cache

from newsfigures.extraction import patterns as re
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.quantities import tables
from newsfigures.extraction.wording import either

_TOKEN = re.compile(r"[A-Za-z0-9]+(?:[.,:/_'-][A-Za-z0-9]+)*")
_YEAR = re.compile(r"(?:1[5-9]|20)[0-9]{2}(?![0-9])")
_SURE_OF_YEARS = frozenset({"by", "in", "until", "year", "since", "from", "between", "circa"})
_FAR_YEAR = re.compile(r"21[0-9]{2}(?![0-9])")
_YEAR_DIGITS = 4


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(lexicon("numbered")[name].split())


@cache
def _months() -> str:
    return either(lexicon("numbered")["months"])


# 9 E 71st St, 1600 Pennsylvania Avenue; 500 BC, 1260 A.D.; 90049 ZIP
_BEFORE_CAPITAL = (
    re.compile(
        r"[0-9]{1,5}(?:-[0-9]{1,5})? (?:[NSEW]\.? )?(?:[A-Z](?:[a-z]+|\.) ){0,3}"
        r"(?:[0-9]{1,3}(?:st|nd|rd|th) )?"
        r"(?:St|Street|Ave|Avenue|Road|Rd|Blvd|Boulevard|Lane|Drive|Square|Parkway|Pkwy|Highway)\b\.?"
    ),
    re.compile(
        r"[0-9]{1,4},?[0-9]{0,3}(?:-[0-9]{1,4})? (?:BCE?|B\.C\.(?:E\.)?|CE|AD|A\.D\.)(?![A-Za-z])"
    ),
    re.compile(r"[0-9]{5} (?:ZIP|zip|Zip)\b"),
)
_SIZE_CODE = re.compile(r"[0-9.]+[A-Za-z]+(?:[x-][A-Z]?[0-9][0-9.]*)[A-Za-z0-9-]*")
_CHAINS = (
    # 2025-01-27, 26-28-30, +1-222-222-2222
    re.compile(r"[0-9]+(?:-[0-9]+){2,}"),
    # 2.5.1, 1.10.0-rc1
    re.compile(r"[0-9]+(?:\.[0-9]+){2,}(?![0-9]*,)[A-Za-z0-9.-]*"),
    # 27/01/2025
    re.compile(r"[0-9]{1,4}/[0-9]{1,2}/[0-9]{2,4}"),
    # 9:30, 14:05:10, 16:9
    re.compile(r"[0-9]{1,3}:[0-9]{2}(?::[0-9]{2})?(?:\s?[ap]\.?m\b\.?)?"),
    # 2013-14, 2025/26, 2024-2030
    re.compile(r"(?:19|20)[0-9]{2}\s?[-/]\s?(?:(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9,.%]*[0-9%])"),
    # 9 a.m., 5pm
    re.compile(r"[0-9]{1,2}\s?(?:a\.m\.?|p\.m\.?|am\b|pm\b)"),
    # 22nd, 30th; but 1/30th is read before
    re.compile(r"[0-9,]+(?:st|nd|rd|th)\b(?:[ -](?:century|place|largest|most|anniversary))?"),
    # 401(k), 501(c)(3)
    re.compile(r"[0-9]+\([a-z]\)(?:\([0-9]\))?"),
    *_BEFORE_CAPITAL,
    # 555-0100, +44 20 7946 0958
    re.compile(r"[0-9]{3}-[0-9]{4}(?![0-9A-Za-z,.%]*[0-9A-Za-z%])"),
    re.compile(r"(?<=\+)[0-9]{1,3}(?: \(?[0-9]{2,5}\)?){2,5}(?![0-9,.])"),
    # 007 and 0117 496 0123, but not 0.5
    re.compile(r"0[0-9]+(?: [0-9]{3,4}){0,3}(?![0-9]|[.,][0-9])"),
    # 4:3
    re.compile(r"[0-9]{1,2}:[0-9](?![0-9])"),
    # 4K video
    re.compile(
        r"[0-9]{1,2}K (?:video|resolution|display|screen|monitor|TV|camera|footage|streaming)\b"
    ),
    # 50-50
    re.compile(r"(?P<half>[0-9]{1,3})-(?P=half)(?![0-9.,%A-Za-z]*[0-9%])"),
    # 24/7, 9/11, 50/50; a fraction is read before
    re.compile(r"[0-9]{1,3}/[0-9]{1,3}(?![0-9A-Za-z,.]*[0-9])"),
    # 10-K, 8-K, 235B-A22B, 17Bx16E
    re.compile(r"[0-9.]+[A-Z]?-(?:[A-Z](?![A-Za-z])|[A-Z][0-9])[A-Za-z0-9-]*"),
    _SIZE_CODE,
    # 1990s, 737s
    re.compile(r"[0-9]+'?s\b"),
)
# All of them at once, for the many numbers that are none.
_ANY_CHAIN = re.compile("|".join(f"(?:{chain.pattern})" for chain in _CHAINS))
# Before a capital only some of them can stand.
_CAPITAL = re.compile(r"[1-9][0-9]* [A-Z]")
_ANY_BEFORE_CAPITAL = re.compile("|".join(f"(?:{c.pattern})" for c in _BEFORE_CAPITAL))
_RANGE_OF_SCALED = re.compile(r"[0-9.]+[A-Za-z]{1,3}-[0-9.,]+(?:[A-Za-z]{0,3})(?![A-Za-z0-9-])")


def chain_end(text: str, at: int) -> int | None:
    """Return the end of a date, time of day, version, phone number or ordinal begun at `at`."""
    any_chain = _ANY_BEFORE_CAPITAL if _CAPITAL.match(text, at) else _ANY_CHAIN
    if not any_chain.match(text, at):
        return None
    for chain in _CHAINS:
        if m := chain.match(text, at):
            if chain is _SIZE_CODE and _RANGE_OF_SCALED.match(text, at):
                continue
            return m.end()
    return None


# "sub-500 square metres", "her now-18 month-old", "minus-40 degrees"
_OPEN_PREFIX = re.compile(r"\b(?:minus|sub|now|then|under|over|near|up-to)-\Z", re.I)
_PER = re.compile(r"[ (]*per ", re.I)
_SUITES = ("Microsoft ", "Office ", "Dynamics ")  # `Microsoft 365 seats`
_NOTES = re.compile(r"[0-9]{1,3}(?:[-,] ?[0-9]{1,3})*\]")
_CODES = re.compile(r"(?:^|[^A-Za-z])(?:c|ca|approx|est)\.\Z")


def glued_end(text: str, at: int) -> int | None:
    """Return the end of the token when the digits at `at` are part of a name (H800, GPT-4)."""
    before = text[at - 1] if at else " "
    if before == " ":
        # "per 1M tokens": the number belongs to a denominator.
        if text.endswith(("r ", "R "), 0, at) and _PER.fullmatch(text, max(0, at - 5), at):
            return _token_end(text, at)
        if text.startswith("365", at) and text.endswith(_SUITES, 0, at):
            return at + 3
        return None
    if before.isalpha() or before in "_#№§@^'’":
        return _token_end(text, at)
    inside = at > 1 and text[at - 2].isalnum()
    if before == "-" and (inside or (at > 1 and text[at - 2] in "])%")):
        return None if _OPEN_PREFIX.search(text[max(0, at - 7) : at]) else _token_end(text, at)
    if before == "/":
        return _token_end(text, at) if inside else None
    if before == "." and (inside or (at > 1 and text[at - 2] in ")]\"'%")):
        return None if _CODES.search(text[max(0, at - 9) : at]) else _token_end(text, at)
    if before == "[":
        close = _NOTES.match(text, at)
        return close.end() if close else None
    if before == ":" and at > 1 and text[at - 2].isdigit():
        return _token_end(text, at)
    return None


def _token_end(text: str, at: int) -> int:
    m = _TOKEN.match(text, at)
    return m.end() if m else at + 1


_LIST_MARK = re.compile(r"(?:^|\n)[ \t>]*#{0,6}[ \t]*\Z")
# "5. Table B", "1.1 Several sums"
_MARKED = re.compile(r"[0-9]{1,3}[.)]\s|[0-9]{1,2}\.[0-9]{1,2}[.)]?\s{1,4}[A-Z*]")
_PARENS = re.compile(r"[0-9]{1,2}\)")
_MORE_LABELS = re.compile(r"(?:, ?| and | or | to |-)[0-9]{1,4}(?![0-9.,]*[0-9A-Za-z%])")
_LONGEST = 24
_WIDEST_GAP = 3


def word_before(text: str, start: int) -> str:
    """
    Return the word that ends one to three spaces before a number, marks and all; "" without one.

    Of a long word its last 24 characters.
    """
    window = text[max(0, start - _LONGEST - _WIDEST_GAP - 1) : start]
    bare = window.rstrip(" ")
    if not bare or not 0 < len(window) - len(bare) <= _WIDEST_GAP or bare[-1].isspace():
        return ""
    return bare.rsplit(None, 1)[-1][-_LONGEST:]


def bare_end(
    text: str, start: int, end: int, *, previous: str, month_may_follow: bool
) -> int | None:
    """
    Return where to go on when the bare whole or decimal number [start, end) is a label or date.

    To be asked only of numbers with no currency, scale, percent or separator. `previous` is the
    word before it.
    """
    if _MARKED.match(text, start) and _LIST_MARK.search(text[max(0, start - 12) : start]):
        return end
    if text[start - 1 : start] == "(" and _PARENS.match(text, start):
        return end
    date = _date_end(text, start, end, month_may_follow=month_may_follow)
    if date is not None:
        return date
    if _YEAR.fullmatch(text, start, end) and _full_date().search(text[max(0, start - 18) : start]):
        return end
    if previous.lstrip("\"'([{|").lower() in _words("labels"):
        more = _MORE_LABELS.match(text, end)
        return more.end() if more else end
    return None


@cache
def _month_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(
            rf"(?<![A-Za-z])(?:{_months()})\.?[ ]{{1,2}}(?:[0-9]{{1,2}}(?:-| and | or | to ))?\Z"
        ),
        re.compile(
            rf"(?:-[0-9]{{1,2}})?(?: of)?[ ]{{1,2}}(?:{_months()})\b(?:\.?,? [0-9]{{4}}\b)?"
        ),
    )


@cache
def _full_date() -> re.Pattern[str]:
    """Return what ends with the day or the month in front of a year: "9 March", "Mar. 9,"."""
    return re.compile(
        rf"(?<![A-Za-z])(?:{_months()})\.?(?:,? [0-9]{{1,2}}(?:st|nd|rd|th)?)?,?[ ]{{1,2}}\Z"
    )


_SHORT_DAY = re.compile(r"[0-9]{1,2}(?:-[0-9]{1,2})?(?:, ?(?:19|20)[0-9]{2})?(?![0-9])")


def _date_end(text: str, start: int, end: int, *, month_may_follow: bool) -> int | None:
    if end - start > 2:
        return None
    before, after = _month_patterns()
    if month_may_follow and (m := after.match(text, end)):
        return m.end()
    if before.search(text[max(0, start - 24) : start]) and (m := _SHORT_DAY.match(text, start)):
        return m.end()
    return None


_SCORE = re.compile(r"-([0-9]{1,3})(?![0-9A-Za-z%]|[.,][0-9])")


def score_end(text: str, start: int, end: int) -> int | None:
    """Return the end of a score such as 3-2: two bare whole numbers that go down."""
    other = _SCORE.match(text, end)
    if other and text[start:end].isdigit() and int(text[start:end]) > int(other[1]):
        return other.end()
    return None


def is_year(text: str, start: int, end: int, previous: str) -> bool:
    """Say whether the four bare digits look like a year; "by 2120" too, but not "2,120"."""
    if end - start != _YEAR_DIGITS or not text[start:end].isdigit():
        return False
    if not _YEAR.fullmatch(text, start, end) and not _FAR_YEAR.fullmatch(text, start, end):
        return False
    # "in 1605", "by 2120"; not "an average of 1500"
    return "17" <= text[start : start + 2] <= "20" or previous.lower() in _SURE_OF_YEARS


_IN_MONEY_OF = re.compile(r"\b(?:in|constant|real|today's)\s{1,2}\Z", re.I)


def is_price_level(text: str, start: int, end: int) -> bool:
    """Say whether "2023 dollars" names the price level of a sum rather than a sum."""
    previous = word_before(text, start)
    window = text[max(0, start - 12) : start]
    return is_year(text, start, end, previous) and bool(_IN_MONEY_OF.search(window))


def counts_people_or_chips(previous: str, unit: str, *, listed: bool) -> bool:
    """
    Say whether four digits that look like a year count the noun behind them.

    "hired 2025 engineers", "on 2048 H800 GPUs"; not "in 2025 engineers left". `previous` is the
    word before them.
    """
    word = previous.lower()
    if not word or not listed or word.endswith((",", ".", ";", ":", ")")):
        return False
    machine = unit in tables.chip_nouns() or any(c.isdigit() for c in unit) or unit == "GPU hour"
    if machine:
        return word not in (
            "in",
            "by",
            "since",
            "until",
            "during",
            "its",
            "their",
            "the",
            "early",
            "late",
        )
    # "Toyota 2019 sales", "Toyota's 2019 sales"
    owned = previous[0].isupper() and word not in _words("no_names")
    return word not in _words("year_cues") and not owned and not word.endswith("'s")


def in_name(previous: str) -> bool:
    """
    Say whether the word before a bare number makes the two a name (`Gemini 1.5`, `Mistral 7`).

    At the start of a sentence a capital proves nothing, so there only words that are no
    everyday openers make a name.
    """
    word = previous.lstrip("\"'([{|*")
    if not word or word.islower() or not any(c.isupper() for c in word):
        # "Llama 3.1 405B", "V3 671B": the word before is itself a version.
        return False
    if not word[-1].isalnum() or not word[0].isalpha():
        return False
    return word.lower() not in _words("no_names") and word not in lexicon("numbered")["months"]


_TOP = re.compile(r"\b(?:bottom|top|final|big|first|last)[ -]\Z", re.I)


def is_place(text: str, start: int) -> bool:
    """Say whether "the bottom three", "the top five" name places in an order."""
    return bool(_TOP.search(text[max(0, start - 8) : start]))


_AIRCRAFT = re.compile(
    r" (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z][a-z]+(?:s|ese|an|ish|i)\b)[A-Z][a-z]+\b"
)


def is_model_number(text: str, start: int, end: int) -> bool:
    """Say whether bare digits in front of a name are part of it: "787 Dreamliner", "11 Pro"."""
    if _EDITION.match(text, end):
        return True
    return end - start == _MODEL_DIGITS and bool(_AIRCRAFT.match(text, end))


_AGE = re.compile(r"[A-Za-z.], \Z")
_OLDEST = 115


def is_age(text: str, start: int, end: int) -> bool:
    """Say whether a number between commas is the age of who stands before it: "Ruiz, 48, said"."""
    if not text.startswith(", ", end) or not _AGE.search(text[max(0, start - 3) : start]):
        return False
    return (
        end - start <= len("115") and text[start:end].isdigit() and int(text[start:end]) <= _OLDEST
    )


_MODEL_DIGITS = 3
_EDITION = re.compile(r" (?:Pro|Max|Plus|Ultra|Mini|Lite|SE)\b")


_TITLE = re.compile(r" [A-Z][a-z]+")


def title_follows(text: str, start: int, end: int) -> bool:
    """Say whether "the 300 Club" or "the Big Four" is a name: a capital right behind."""
    following = _TITLE.match(text, end)
    before = text[max(0, start - 4) : start].lower()
    return bool(following) and before == "the "
