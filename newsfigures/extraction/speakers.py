"""
Who speaks in a sentence, and over which stretch of it.

Shapes of crediting (`according to N`, `analysts at N said`, `said N`, `by N's estimate`) stand
in lexicon/attribution.toml and are matched on a copy in which names are masked (masks.py).
"""

from collections.abc import Iterator, Sequence
from functools import cache

from newsfigures.extraction import expected
from newsfigures.extraction import patterns as re
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.masks import ANY, PERSON, TRADE, VOICE, Name, joint, words_of
from newsfigures.extraction.screening import Watched, standing, watch
from newsfigures.extraction.source import Source
from newsfigures.extraction.subjects import (
    FILLER,
    Subject,
    filled,
    group,
    of_clause,
    subject_before,
)
from newsfigures.extraction.wording import grouped


@cache
def _phrases() -> tuple[tuple[Watched, str, float], ...]:
    return tuple(
        (watch(filled(entry["pattern"])), entry["reach"], float(entry["weight"]))
        for entry in lexicon("attribution")["phrase"]
    )


_BETWEEN = re.compile(r"\|(?![^(]*\))")  # alternatives, but for those inside parentheses


@cache
def _verbs() -> re.Pattern[str]:
    """Every verb of saying, longest first, in one pattern with a group for its class."""

    def longest(group: str) -> str:
        words = _BETWEEN.split(words_of(group))
        plain = not any("(" in word for word in words)
        return grouped(sorted(words, key=len, reverse=True) if plain else words)

    return re.compile(
        rf"\b(?:(?P<say>{longest('say')})|(?P<weak>{longest('weak')})"
        rf"|(?P<plural>{longest('plural')}))\b(?!-)"
    )


@cache
def _denied() -> re.Pattern[str]:
    return re.compile("|".join(entry["words"] for entry in lexicon("attribution")["denial"]))


_ON = re.compile(
    r"(?:,? (?:for|on|of|by|which|that|also|now|has|had|still|itself)\b[^,.;]{0,30}?)? "
)


def speaks(masked: str, start: int) -> bool:
    """Say whether a verb of saying follows a noun that ends at `start`."""
    for gap in range(start, min(start + 45, len(masked))):
        if _verbs().match(masked, gap) and _ON.fullmatch(masked, start, gap):
            return True
    return False


def sources(masked: str, found: Sequence[Name]) -> list[Source]:
    """Return everybody who says something in a sentence, given masked and with its names."""
    return [*_by_verb(masked, found), *_by_phrase(masked, found), *expected.sources(masked)]


def _named(found: Sequence[Name], start: int, end: int) -> Name | None:
    return next((n for n in found if n.start == start and n.end == end), None)


_CLOSES = re.compile(
    rf"(?: (?:reporters|analysts|investors|staff|employees|clients|journalists|lawmakers|{ANY}+"
    r"|the (?:newspaper|outlet|agency|paper|magazine|broadcaster|network)))?"
    r"(?: (?:[A-Z]\w+day)(?: (?:morning|evening|night|afternoon))?)?"
    r"(?:\s+(?:on|in|at|late|early|this|last|to|during|earlier|later|yesterday|today|recently"
    r"|again|by|now|then|an?|long|via|through|back|after|before)\b"
    r"(?:(?! that )[^,.;:$€£¥%\"]){0,60})?"
    r"\s*(?:[,;:)\"]|\.(?!\d)|$)"
)
# `told developers in Paris.`, with nothing said after it.
_TOLD = re.compile(r"[^,.;:$€£¥%\"\d]{1,70}(?:[,;:)\"]|\.(?!\d)|$)")
# A comma or a quotation mark, then at most the words that say who the speaker is.
_SET_OFF = re.compile(rf"(?:[,\"]|—| - )\s*(?:as )?(?:(?:[\w'-]+|{ANY}+(?:'s?)?),? ){{0,6}}$")
_OBJECT = re.compile(r"(?:[$€£¥\d][^,;:]{0,30}|\w) that (?:the )?$")
_UNDER = re.compile(
    r"(?<!of )(?<!than )(?<!like )\b(?:that|which|who), (?:the )?$"
)  # `a deal that, N said, is worth X`
_NO_STATEMENT = re.compile(r"\b(?:what|than|whatever|much of what|if)\s+(?:the )?$")


_PARTICIPLE = re.compile(
    r"(?:say|tell|writ|estimat|expect|forecast|project|predict|claim|not|add|argu)ing"
)
_SPEAKER = re.compile(r"(?i)\b(?:we|I) (?:\w+ly |also |now |do |did )?$")  # known from elsewhere


def _by_verb(masked: str, found: Sequence[Name]) -> Iterator[Source]:
    for verb in _verbs().finditer(masked):
        start, end = verb.span()
        if _denied().match(masked[end : end + 14]):
            continue
        subject = subject_before(masked, start)
        if subject is None and _PARTICIPLE.fullmatch(verb[0]) and masked[:start].endswith(", "):
            subject = of_clause(masked[:start].rstrip(" ,"))
        if subject is None:
            if verb["say"]:
                yield from _inverted(masked, found, start, end)
            if not verb["weak"] and not _SPEAKER.search(masked, 0, start):
                yield from _nobody(masked, start, end)
            continue
        name = _named(found, subject.start, subject.end)
        if name is None or _NO_STATEMENT.search(masked[: subject.start]):
            continue
        aside = masked[start - 2 : start] == ", " and _PARTICIPLE.fullmatch(verb[0])
        if verb[0].endswith("ing") and not aside and masked[subject.end : start].strip():
            continue
        if not _may_say(verb, name, subject.shape, masked):
            continue
        yield _spoken(masked, found, name, subject, verb)


_RUN = re.compile(rf"(?:{VOICE}, )*{VOICE},? and {VOICE}$")


def _spoken(
    masked: str, found: Sequence[Name], name: Name, subject: Subject, verb: re.Match[str]
) -> Source:
    low, end = subject.start, verb.end()
    opening = masked[:low]
    closes = bool(_CLOSES.match(masked, end)) or (
        verb[0] in ("told", "tells") and bool(_TOLD.match(masked, end))
    )
    aside = low > 0 and bool(_SET_OFF.search(opening[-90:]))
    reach, inside = "after", None
    if subject.relative:
        stop = re.search(r",(?!\d)", masked[end:])
        inside = (end, end + stop.start() if stop else len(masked))
    elif _UNDER.search(opening):
        reach = "after"
    elif closes and (aside or re.match(r"\s*[.;]|\s*$", masked[end:])):
        reach = "trailing"
    elif _OBJECT.search(opening):
        reach = "before"
    who = None
    if subject.shape in ("name", "person"):
        said = masked[: subject.end]
        run = _RUN.search(said) if " and " in said else None
        who = joint(run.span(), found) if run else None
    weight = 1.0 if verb["say"] or verb["plural"] else 0.4
    return Source(
        name=who or name.name, kind=name.kind, start=low, end=subject.end, verb=end,
        reach=reach, weight=weight, inside=inside,
    )  # fmt: skip


# Verbs by which a firm tells of prices and deeds as well as of figures: only with `… at`.
_PUTS = frozenset({"put", "puts", "priced", "prices", "values", "valued", "pegs", "pegged"})
_TO_WHOM = re.compile(
    rf" (?:{ANY}+(?!{ANY}|'s)|(?:it|them|him|her|us|the|each)\b|{ANY}+'s "
    r"(?:staff|employees|workers|investors|shareholders|owners|founders|partners?|rivals?)\b"
    r"|[^,.;]{0,20}[$€£¥]\d[^,;]{0,25} to (?:the |its )?"
    rf"(?:{ANY}|[a-z]+\b(?! \d)))"
)  # a gift
# `priced its offering at the top`, `showed off a model`, `put on another 20%`: deeds, no words.
_OFFERED = re.compile(
    rf" (?:its|the|their|an?|{ANY}+'s) (?:[\w-]+ ){{0,2}}(?:offering|IPO|shares?|stock|bonds?"
    r"|notes|sale|listing|placement|flotation)\b"
)
_PARTED = frozenset(
    {"showed", "shows", "show", "gave", "gives", "put", "puts", "set", "sets", "carried", "carries"}
)
_AWAY = re.compile(
    r" (?:off|up|away|forward|aside|together|back|down|in place|on (?:an?|another|sale|show|offer)"
    r"|in (?:an?|another|more|as much))\b"
)
# `Quillon sees revenue of $3bn`, not `sees growth`, `sees its shares fall`.
_SEEN = re.compile(
    r" (?!its? (?:shares?|stock|valuation|market)\b)(?:[\w-]+ ){0,4}?(?:revenues?|sales|turnover"
    r"|capex|capital|expenditures?|spending|profits?|income|loss(?:es)?|earnings|it|them|that|headcount)\b"
)
_AT = re.compile(r" (?:[^.;$€£¥\d]{2,70} )?at\b")
_OWN_DEEDS = frozenset(
    {"names", "named", "found", "published", "unveiled"} | {"quoted", "quotes", "cited", "cites"}
)


def _may_say(verb: re.Match[str], name: Name, shape: str, masked: str) -> bool:
    """Say whether this verb of this speaker is one of saying."""
    if name.kind == "mute" or (name.kind == "model" and shape != "paper"):
        return False
    if verb["plural"]:
        joined = re.search(rf"{VOICE},? and (?:the )?{VOICE}$", masked[: verb.start()].rstrip())
        return shape in ("staff", "paper") or bool(joined) or name.name.count(" and ") > 0
    if verb[0] in ("gave", "gives") and _TO_WHOM.match(masked, verb.end()):
        return False
    if verb[0] in _PARTED and _AWAY.match(masked, verb.end()):
        return False
    if verb[0] in _PUTS and _OFFERED.match(masked, verb.end()):
        return False
    if name.kind in ("trade", "person"):
        return True
    if verb["weak"]:
        return (
            shape == "paper"
            and not re.match(r" (?:been|be)\b", masked[verb.end() :])
            and (
                bool(
                    re.search(
                        rf"(?:{words_of('letter')})(?: for [\w ]+)?$",
                        masked[: verb.start()].rstrip(),
                    )
                )
            )
        )
    if shape in ("staff", "paper"):
        return True
    if verb[0] == "sees":
        return bool(_SEEN.match(masked, verb.end()))
    if verb[0] in _PUTS:
        return bool(_AT.match(masked[verb.end() :]))
    return verb[0] not in _OWN_DEEDS


@cache
def _inverse() -> re.Pattern[str]:
    return re.compile(
        rf"[\s\"]*(?:the |a |an )?(?:(?:[\w-]+ ){{0,3}}(?:at|of|from) (?:the )?(?P<n1>{VOICE})"
        rf"|(?:{VOICE}(?:'s?)? )?(?:[\w-]+ ){{0,4}}(?P<n2>{PERSON})|(?P<n3>{VOICE}))"
        rf"(?!'s)(?=[\s,.;:)\"]|$)"
    )


def _inverted(masked: str, found: Sequence[Name], start: int, end: int) -> Iterator[Source]:
    """`…, said N`: only after a comma, a quotation mark or `as`."""
    if masked[start:end] in _PUTS or not re.search(r"(?:[,\"]|\bas)\s*$", masked[:start]):
        return
    after = _inverse().match(masked, end)
    name = _named(found, *group(after)) if after else None
    if name is not None and after is not None and name.kind not in ("mute", "model"):
        yield Source(
            name=name.name, kind=name.kind, start=start, end=after.end(), verb=after.end(),
            reach="trailing", weight=1.0,
        )  # fmt: skip


def _nobody(masked: str, start: int, end: int) -> Iterator[Source]:
    """Yield an unnamed source that is the subject of a verb of saying."""
    left = masked[:start].rstrip()
    left = re.sub(r" (?:been|were|are|was)$", "", left)
    filler = FILLER.search(left)
    left = left[: filler.start()].rstrip(" ,") if filler else left
    subject = re.search(
        rf"(?i)(?:^|[,;\"] ?|\b(?:and|while|but|although|though|as|whereas|the|some|most|many|two"
        rf"|three|one|if) )(?:{words_of('unnamed')})"
        r"(?: (?:familiar|close|briefed|with|in|at|who|going|polled|on|of)\b[^,.;]{0,60})?$",
        left,
    )
    expected = re.search(
        rf"(?:[\d%]|[bmt]n|illion)(?: that)? (?:the )?(?:{words_of('unnamed')}|Wall Street)$", left
    )
    if expected:  # `the $3bn analysts had expected`
        yield Source(
            name=None, kind="unnamed", start=expected.end(), end=expected.end(), verb=end,
            reach="before", weight=2.0,
        )  # fmt: skip
    if subject:
        trailing = bool(_CLOSES.match(masked, end))
        yield Source(
            name=None, kind="unnamed", start=subject.start(), end=subject.end(), verb=end,
            reach="trailing" if trailing else "after", weight=1.0,
        )  # fmt: skip


_OF_PAPER = re.compile(
    r"(?:'s?)? (?:[a-z]+ )?(?:analys[ei]s|data|estimates?|figures|reports?|survey|research"
    r"|numbers|index)\b"
)
_PER = re.compile(r"(?i)per\b")
_UNNAMED = re.compile(
    r"(?i)\b(?:familiar with|close to|briefed on|knowledge of|investors? in|backers? of)\b"
)


_ITS_OWN = re.compile(rf"'s? (?P<t>{TRADE})(?!'s)")


_BY_ITS = re.compile(r"(?:announced|unveiled|proposed|disclosed|revealed|reported|released)\b")
_ENDS = re.compile(r"(?: in| on| last| this| earlier)?(?: [\w-]+){0,3}, ")


def _in_aside(masked: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Return the bounds of an aside that only says who began: `a plant, announced by N, cost`."""
    if not masked.endswith(", ", 0, match.start()) or not _BY_ITS.match(match[0]):
        return None
    closes = _ENDS.match(masked, match.end())
    return (match.start(), closes.end()) if closes else None


def _by_phrase(masked: str, found: Sequence[Name]) -> Iterator[Source]:
    phrases = _phrases()  # before it is asked which of them stand
    stands = standing(masked)
    for phrase, reach, weight in [entry for entry in phrases if stands & entry[0].mark]:
        for match in phrase.pattern.finditer(masked):
            start, end = group(match)
            name = _named(found, start, end)
            if name is None or name.kind == "mute":
                continue
            if inner := _ITS_OWN.match(masked, end):  # `according to Stanford's AI Index`
                owned = _named(found, *inner.span("t"))
                name, start, end = owned or name, *inner.span("t")
            if reach == "after" and masked[:start].endswith((" of ", " of the ")):
                continue
            unproven = not name.listed and name.kind == "firm" and _PER.match(match[0])
            if unproven and not _OF_PAPER.match(masked, end):
                continue  # `$1.69 Per Dollar`, `per GPU-hour`
            who: str | None = name.name
            if _UNNAMED.search(match[0]):
                who = None
            elif match.groupdict().get("o") and name.kind in ("trade", "person"):
                other = _named(found, *match.span("o"))
                if other and other.kind in ("trade", "person"):
                    who = f"{who}; {other.name}"
            yield Source(
                name=who, kind=name.kind, start=start, end=end, verb=match.end(), reach=reach,
                weight=weight, inside=_in_aside(masked, match),
            )  # fmt: skip
