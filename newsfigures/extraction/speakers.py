"""
Who speaks in a sentence, and over which stretch of it.

Shapes of crediting (`according to N`, `analysts at N said`, `said N`, `by N's estimate`) stand
in lexicon/attribution.toml and are matched on a copy in which names are masked (voices.py).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.screening import Watched, watch
from newsfigures.extraction.voices import ANY, FIRM, PERSON, TRADE, VOICE, Name, joint, words_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """
    Somebody who says something in a sentence; `name` is None for an unnamed one.

    `start` and `end` place the name, `verb` is where the saying ends. `reach` is after
    (`N said X`), before (`the X that N gave`), trailing (`X, N said`), wide or whole.
    `inside` limits what is said, None for no limit of its own.
    """

    name: str | None
    kind: str
    start: int
    end: int
    verb: int
    reach: str
    weight: float
    inside: tuple[int, int] | None = None


_MASKS = {"n": VOICE, "p": PERSON, "t": TRADE, "f": FIRM}


def _filled(pattern: str, ending: str = "") -> re.Pattern[str]:
    """Return a pattern of the lexicon with masks and groups of words for its placeholders."""
    count = iter(range(1, 9))
    pattern = re.sub(r"<([nptf])>", lambda m: f"(?P<n{next(count)}>{_MASKS[m[1]]})", pattern)
    pattern = pattern.replace("<o>", f"(?P<o>{VOICE})").replace("<any>", f"{ANY}+")
    for group in ("staff", "paper", "letter"):
        pattern = pattern.replace(f"{{{group}}}", words_of(group))
    return re.compile(pattern + ending)


@cache
def _speakers() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (_filled(entry["pattern"], "$"), entry["shape"])
        for entry in lexicon("attribution")["speaker"]
    )


@cache
def _phrases() -> tuple[tuple[Watched, str, float], ...]:
    return tuple(
        (watch(_filled(entry["pattern"])), entry["reach"], float(entry["weight"]))
        for entry in lexicon("attribution")["phrase"]
    )


@cache
def _verbs() -> re.Pattern[str]:
    """Every verb of saying, longest first, in one pattern with a group for its class."""

    def longest(group: str) -> str:
        words = words_of(group)
        return words if "(" in words else "|".join(sorted(words.split("|"), key=len, reverse=True))

    return re.compile(
        rf"\b(?:(?P<say>{longest('say')})|(?P<weak>{longest('weak')})"
        rf"|(?P<plural>{longest('plural')}))\b(?!-)"
    )


@cache
def _denied() -> re.Pattern[str]:
    return re.compile("|".join(entry["words"] for entry in lexicon("attribution")["denial"]))


def _group(match: re.Match[str]) -> tuple[int, int]:
    """Return the span of the last name a pattern caught: the person when it caught two."""
    spans = [match.span(g) for g in match.re.groupindex if g.startswith("n") and match[g]]
    return spans[-1]


# What may stand between a subject and its verb.
_FILLER = re.compile(
    r"(?:\b(?:has|have|had|also|now|then|once|since|today|recently|reportedly|earlier|later"
    r"|already|still|itself|himself|herself|themselves|publicly|previously|only|[a-z]+ly|did"
    r"|does|do|first|even|too|instead|yesterday|separately"
    r"|(?:this|last|next|that) (?:week|month|year|autumn|summer|spring|winter|[A-Z]\w+)"
    r"|(?:on|in|at|late on|early on|by|for|since|during|back in) (?:[A-Z]\w+day"
    r"|[A-Z]\w+(?: \d{1,2}(?:, \d{4})?)?|\d{1,2} [A-Z]\w+(?: \d{4})?|[A-Z]\w+ \d{4}"
    r"|its part|his part|her part|their part|then|(?:19|20)\d\d|the (?:time|call))"
    r"|in (?:an?|its|his|her|the|their) (?:[\w-]+ ){0,3}(?:report|note|interview|statement|post"
    r"|filing|paper|letter|blog|memo|estimate|email|release|speech|forecast|study|survey)"
    r")\b[, ]*)+$"
)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being|be|to|will|not|never|n't|cannot)$")
_MODAL = re.compile(r"\b(?:would|could|might|may|should|can)$")


_ON = re.compile(
    r"(?:,? (?:for|on|of|by|which|that|also|now|has|had|still|itself)\b[^,.;]{0,30}?)? "
)


def speaks(masked: str, start: int) -> bool:
    """Say whether a verb of saying follows a noun that ends at `start`."""
    for gap in range(start, min(start + 45, len(masked))):
        if _verbs().match(masked, gap) and _ON.fullmatch(masked, start, gap):
            return True
    return False


@dataclass(frozen=True, slots=True)
class _Subject:
    start: int
    end: int
    shape: str
    relative: bool = False


def subject_before(masked: str, stop: int) -> _Subject | None:
    """
    Return the noun phrase that is the subject of a verb beginning at `stop`.

    Skips auxiliaries, adverbs and one aside between commas; None when the words before the
    verb are no noun phrase that can speak, or the verb is passive.
    """
    left = masked[:stop].rstrip()
    if _PASSIVE.search(left) or _MODAL.search(left):
        return None
    filler = _FILLER.search(left)
    core = left[: filler.start()].rstrip() if filler else left
    if _PASSIVE.search(core):
        return None
    relative = re.search(r",?\s*\b(?:who|which|that)$", core)
    whose = re.search(rf",? whose (?:(?:[\w-]+|{ANY}+) ){{0,2}}(?:{words_of('letter')})$", core)
    if relative or whose:
        end = relative or whose
        assert end is not None
        found = _phrase(core[: end.start()].rstrip(" ,"))
        if found is None:
            return None
        return _Subject(found.start, found.end, "paper" if whose else found.shape, relative=True)
    if found := _phrase(core) or (_phrase(core.rstrip(" ,")) if filler else None):
        return found
    return _past_aside(core) if core.endswith((",", ")")) else None


def _past_aside(core: str) -> _Subject | None:
    """Return the subject before an aside that ends here, or the person who is the aside."""
    body = core[:-1]
    person = re.search(rf"[,(] ?({PERSON})$", body)
    if person:
        return _Subject(*person.span(1), "person")
    marks = [m.start() for m in re.finditer(r",(?!\d)|\(", body)]
    for cut in list(reversed(marks))[:3]:
        before = core[:cut].rstrip()
        filler = _FILLER.search(before)
        if filler:
            before = before[: filler.start()].rstrip(" ,")
        if found := _phrase(before):
            return found
    return None


# A name right after these is no subject: `a deal with N said`.
_HELD = re.compile(
    r"(?i)\b(?:into?|of|for|with|from|to|by|at|on|than|over|about|between|against|like|via|per)"
    r"(?: the| an?)? $"
)


def _phrase(core: str) -> _Subject | None:
    tail = core[-260:]
    shift = len(core) - len(tail)
    for pattern, shape in _speakers():
        if match := pattern.search(tail):
            if _HELD.search(tail, 0, match.start()):
                continue
            start, end = _group(match)
            return _Subject(start + shift, end + shift, shape)
    return None


def sources(masked: str, found: Sequence[Name]) -> list[Source]:
    """Return everybody who says something in a sentence, given masked and with its names."""
    return [*_by_verb(masked, found), *_by_phrase(masked, found), *_consensus(masked)]


# `below estimates of $3bn`: nobody named expected it, whoever else speaks in the sentence.
_EXPECTED = watch(
    r"(?i)\b(?:above|below|beat(?:ing)?|topp(?:ed|ing)|exceed(?:ed|ing)|miss(?:ed|ing)|than|against"
    r"|versus|compared with|short of|ahead of|in line with|surpass(?:ed|ing))"
    r"(?: the| an?| average| consensus| analysts?'?| Wall Street'?s?| Street)*"
    r" (?:estimates?|expectations?|forecasts?|consensus|projections?) (?:of|for)\b"
)


def _consensus(masked: str) -> Iterator[Source]:
    for match in _EXPECTED.finditer(masked):
        stop = re.search(r",(?!\d)|;|\.(?!\d)", masked[match.end() :])
        end = match.end() + stop.start() if stop else len(masked)
        yield Source(
            name=None, kind="unnamed", start=match.start(), end=match.end(), verb=match.end(),
            reach="after", weight=2.5, inside=(match.end(), end),
        )  # fmt: skip


def _named(found: Sequence[Name], start: int, end: int) -> Name | None:
    return next((n for n in found if n.start == start and n.end == end), None)


_CLOSES = re.compile(
    rf"(?: (?:reporters|analysts|investors|staff|employees|clients|journalists|lawmakers|{ANY}+"
    r"|the (?:newspaper|outlet|agency|paper|magazine|broadcaster|network)))?"
    r"(?: (?:[A-Z]\w+day)(?: (?:morning|evening|night|afternoon))?)?"
    r"(?:\s+(?:on|in|at|late|early|this|last|to|during|earlier|later|yesterday|today|recently"
    r"|again|by|now|then|an?|long|via|through|back|after|before)\b[^,.;:$€£¥%\"]{0,60})?"
    r"\s*(?:[,;:)\"]|\.(?!\d)|$)"
)
_OBJECT = re.compile(r"(?:[$€£¥\d][^,;:]{0,30}|\w) that (?:the )?$")
_UNDER = re.compile(r"\b(?:that|which|who), (?:the )?$")  # `a deal that, N said, is worth X`
_NO_STATEMENT = re.compile(r"\b(?:what|than|whatever|much of what|if)\s+(?:the )?$")


def _by_verb(masked: str, found: Sequence[Name]) -> Iterator[Source]:
    for verb in _verbs().finditer(masked):
        start, end = verb.span()
        if _denied().match(masked[end : end + 14]):
            continue
        subject = subject_before(masked, start)
        if subject is None:
            if verb["say"]:
                yield from _inverted(masked, found, start, end)
                yield from _nobody(masked, start, end)
            continue
        name = _named(found, subject.start, subject.end)
        if name is None or _NO_STATEMENT.search(masked[: subject.start]):
            continue
        if verb[0].endswith("ing") and not re.fullmatch(r" ?", masked[subject.end : start]):
            continue
        if not _may_say(verb, name, subject.shape, masked, found):
            continue
        yield _spoken(masked, found, name, subject, verb)


def _spoken(
    masked: str, found: Sequence[Name], name: Name, subject: _Subject, verb: re.Match[str]
) -> Source:
    low, end = subject.start, verb.end()
    opening = masked[:low]
    closes = bool(_CLOSES.match(masked, end))
    aside = bool(re.search(r"[,\"]\s*(?:as )?(?:[\w-]+ ){0,4}$", opening)) and low > 0
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
        run = re.search(rf"(?:{VOICE}, )*{VOICE},? and {VOICE}$", masked[: subject.end])
        who = joint(run.span(), found) if run else None
    weight = 1.0 if verb["say"] or verb["plural"] else 0.4
    return Source(
        name=who or name.name, kind=name.kind, start=low, end=subject.end, verb=end,
        reach=reach, weight=weight, inside=inside,
    )  # fmt: skip


# Verbs by which a firm tells of prices and deeds as well as of figures: only with `… at`.
_PUTS = frozenset({"put", "puts", "priced", "prices", "values", "valued", "pegs", "pegged"})
_AT = re.compile(r" (?:[^.;$€£¥\d]{2,70} )?at\b")
_OWN_DEEDS = frozenset(
    {"names", "named", "found", "sees", "published", "unveiled"}
    | {"quoted", "quotes", "cited", "cites"}
)


def _may_say(
    verb: re.Match[str], name: Name, shape: str, masked: str, found: Sequence[Name]
) -> bool:
    """Say whether this verb of this speaker is one of saying."""
    if name.kind == "mute" or (name.kind == "model" and shape != "paper"):
        return False
    if verb["plural"]:
        joined = re.search(rf"{VOICE},? and (?:the )?{VOICE}$", masked[: verb.start()].rstrip())
        return shape in ("staff", "paper") or bool(joined) or name.name.count(" and ") > 0
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
    if not re.search(r"(?:[,\"]|\bas)\s*$", masked[:start]):
        return
    after = _inverse().match(masked, end)
    name = _named(found, *_group(after)) if after else None
    if name is not None and after is not None and name.kind not in ("mute", "model"):
        yield Source(
            name=name.name, kind=name.kind, start=start, end=after.end(), verb=after.end(),
            reach="trailing", weight=1.0,
        )  # fmt: skip


def _nobody(masked: str, start: int, end: int) -> Iterator[Source]:
    """Yield an unnamed source that is the subject of a verb of saying."""
    left = masked[:start].rstrip()
    left = re.sub(r" been$", "", left)
    filler = _FILLER.search(left)
    left = left[: filler.start()].rstrip(" ,") if filler else left
    subject = re.search(
        rf"(?i)(?:^|[,;\"] ?|\b(?:and|while|but|the|some|most|many|two|three|one|if)"
        rf" )(?:{words_of('unnamed')})"
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


_UNNAMED = re.compile(
    r"(?i)\b(?:familiar with|close to|briefed on|knowledge of|investors? in|backers? of)\b"
)


def _by_phrase(masked: str, found: Sequence[Name]) -> Iterator[Source]:
    for pattern, reach, weight in _phrases():
        for match in pattern.finditer(masked):
            start, end = _group(match)
            name = _named(found, start, end)
            if name is None or name.kind == "mute":
                continue
            if reach == "after" and masked[:start].endswith((" of ", " of the ")):
                continue
            who: str | None = name.name
            if _UNNAMED.search(match[0]):
                who = None
            elif match.groupdict().get("o") and name.kind in ("trade", "person"):
                other = _named(found, *match.span("o"))
                if other and other.kind in ("trade", "person"):
                    who = f"{who}; {other.name}"
            yield Source(
                name=who, kind=name.kind, start=start, end=end, verb=match.end(), reach=reach,
                weight=weight,
            )  # fmt: skip
