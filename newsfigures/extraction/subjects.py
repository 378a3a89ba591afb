"""
The noun phrase that is the subject of a verb of saying: a person, a firm, its staff, its papers.

The shapes stand in lexicon/attribution.toml (`speaker`) and are matched on masked text.
"""

from functools import cache

from newsfigures.extraction import patterns as re
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.masks import ANY, FIRM, PERSON, TRADE, VOICE, words_of
from newsfigures.extraction.screening import Watched, standing, watch
from newsfigures.model import noun

_MASKS = {"n": VOICE, "p": PERSON, "t": TRADE, "f": FIRM}


def filled(pattern: str, ending: str = "") -> re.Pattern[str]:
    """Return a pattern of the lexicon with masks and groups of words for its placeholders."""
    count = iter(range(1, 9))
    pattern = re.sub(r"<([nptf])>", lambda m: f"(?P<n{next(count)}>{_MASKS[m[1]]})", pattern)
    pattern = pattern.replace("<o>", f"(?P<o>{VOICE})").replace("<any>", f"{ANY}+")
    for words in ("staff", "paper", "letter"):
        pattern = pattern.replace(f"{{{words}}}", words_of(words))
    return re.compile(pattern + ending)


@cache
def _speakers() -> tuple[tuple[Watched, str], ...]:
    return tuple(
        (watch(filled(entry["pattern"], "$")), entry["shape"])
        for entry in lexicon("attribution")["speaker"]
    )


def group(match: re.Match[str]) -> tuple[int, int]:
    """Return the span of the last name a pattern caught: the person when it caught two."""
    spans = [match.span(g) for g in match.re.groupindex if g.startswith("n") and match[g]]
    return spans[-1]


# What may stand between a subject and its verb.
FILLER = re.compile(
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
_AUXILIARY = re.compile(r" (?:(?:has|have|had|also|now|then|\w+ly) ?)+$")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being|be|to|will|not|never|n't|cannot)$")
_MODAL = re.compile(r"\b(?:would|could|might|may|should|can)$")


_RELATIVE = re.compile(r",?\s*\b(?:who|which|that)$")


@cache
def _whose() -> re.Pattern[str]:
    return re.compile(rf",? whose (?:(?:[\w-]+|{ANY}+) ){{0,2}}(?:{words_of('letter')})$")


@noun(kw_only=False)
class Subject:
    """A subject: where its name stands, the shape it has, whether a relative clause speaks."""

    start: int
    end: int
    shape: str
    relative: bool = False


def subject_before(masked: str, stop: int) -> Subject | None:
    """
    Return the noun phrase that is the subject of a verb beginning at `stop`.

    Skips auxiliaries, adverbs and one aside between commas; None when the words before the
    verb are no noun phrase that can speak, or the verb is passive.
    """
    _speakers()  # before it is asked which of them stand
    stands = standing(masked)
    left = masked[:stop].rstrip()
    near = max(0, len(left) - 8)  # the longest of these words has seven letters
    if _PASSIVE.search(left, near) or _MODAL.search(left, near):
        return None
    filler = FILLER.search(left, max(0, len(left) - 160))
    core = left[: filler.start()].rstrip() if filler else left
    if _PASSIVE.search(core, max(0, len(core) - 8)):
        return None
    relative = _RELATIVE.search(core) if core.endswith(("who", "which", "that")) else None
    whose = _whose().search(core) if " whose " in core else None
    if relative or whose:
        end = relative or whose
        assert end is not None
        found = _phrase(core[: end.start()].rstrip(" ,"), stands)
        if found is None:
            return None
        return Subject(found.start, found.end, "paper" if whose else found.shape, relative=True)
    if core.endswith(" and"):
        return of_clause(core)
    if found := _phrase(core, stands) or (_phrase(core.rstrip(" ,"), stands) if filler else None):
        return found
    if not core.endswith((",", ")")) and filler:  # `N, whose sales fell last year, has told`
        core = _AUXILIARY.sub("", left)
    return _past_aside(core, stands) if core.endswith((",", ")")) else None


# The name that opens a clause, with its first verb: `N posted $3bn …`.
_OPENS = re.compile(
    rf"(?:^|[.;] )(?:[A-Z][\w ]{{2,40}}, )?(?:(?:[Tt]he |[A-Za-z]+ ){{1,3}})?"
    rf"(?:{VOICE}(?:'s)? (?:[a-z-]+ ){{1,4}})?(?P<n>{VOICE})"
    r"(?:, [^,;]{3,120},)?"
    rf" (?:\w+ly |also |now )?(?:posted|booked|earned|made|spent|raised|lost|beat|topped|missed"
    rf"|invested"
    r"|generated|recorded|delivered|paid|cut|lifted|lowered|hiked|boosted|reported|announced|closed"
    r"|has|had|plans|launched|unveiled|signed|sold|opened|built|bought|hired|disputes?d?"
    r"|disagree[sd]?|dismisse[sd]|rejecte?[sd]?|denie[sd]|warn(?:s|ed)|pointed|welcomed|praised"
    r"|doubt(?:s|ed)|question(?:s|ed)|confirmed|declined|issued|published|revised|updated"
    r"|raises|was|were|is|remains|took|struck|went|kept|began|stood|fell|rose|grew|won|lost|ran"
    r"|(?!shares|sales|plans|plants|services|chips|models|users|unites)[a-z]{3,}(?:[^su]s|ed))\b[^;]*$"
)


def of_clause(core: str) -> Subject | None:
    """Return the subject of the first verb of a clause, for another verb or participle in it."""
    found = _OPENS.search(core[-240:])
    shift = len(core) - len(core[-240:])
    return Subject(found.start("n") + shift, found.end("n") + shift, "name") if found else None


def _past_aside(core: str, stands: int) -> Subject | None:
    """Return the subject before an aside that ends here, or the person who is the aside."""
    body = core[:-1]
    person = re.search(rf"[,(] ?({PERSON})$", body)
    if person:
        return Subject(*person.span(1), "person")
    marks = [m.start() for m in re.finditer(r",(?!\d)|\(", body)]
    for cut in list(reversed(marks))[:3]:
        before = core[:cut].rstrip()
        filler = FILLER.search(before)
        if filler:
            before = before[: filler.start()].rstrip(" ,")
        if found := _phrase(before, stands):
            return found
    return None


# A name right after these is no subject: `a deal with N said`.
_HELD = re.compile(
    r"(?i)\b(?:into?|of|for|with|from|to|by|at|on|than|over|about|between|against|like|via|per)"
    r"(?: the| an?)? $"
)


_MASK = re.compile(ANY)


def _phrase(core: str, stands: int) -> Subject | None:
    """Return the phrase that ends some words; `stands` says which shapes their sentence has."""
    tail = core[-260:]
    if not _MASK.search(tail):
        return None
    shift = len(core) - len(tail)
    for speaker, shape in _speakers():
        if stands & speaker.mark and (match := speaker.pattern.search(tail)):
            if _HELD.search(tail, 0, match.start()):
                continue
            start, end = group(match)
            return Subject(start + shift, end + shift, shape)
    return None
