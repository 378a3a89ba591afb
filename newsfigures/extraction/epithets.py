"""
Descriptions that speak for somebody named elsewhere.

`its developer`, `the same newspaper`, `the analyst`, `the French government`, `management`, `they`.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from newsfigures.extraction import patterns as re
from newsfigures.extraction.document import Document
from newsfigures.extraction.masks import Name, joint_before, kind_of
from newsfigures.extraction.mention import Mention
from newsfigures.extraction.screening import marks_of, standing, watch
from newsfigures.model import Span

_MAKER = watch(
    r"\b(?:[Ii]ts|[Tt]he|[Tt]he model's|[Tt]heir) (?:own )?(?:developers?|makers?|authors"
    r"|creators?)\b(?! (?:of|behind) [A-Z])"  # `the maker of X` is a name by itself
)
# Those who analyse or report others, and persons, by what they are.
_SAME = watch(
    r"\b[Tt]he (?:same (?:research |analyst )?(?:group|firm|newspaper|paper|outlet|institute"
    r"|researchers?|analysts?|bank|broker|brokerage|site|publication|source|house)"
    r"|(?P<other>(?:investment |market |news |Wall Street )?(?:bank|researcher|agency|lender)"
    r"|(?:market[- ]|equity |independent )?research (?:firm|house|group|company|outfit|institute)"
    r"|consultancy|consulting firm|brokerage|broker|newspaper|publication|outlet|magazine"
    r"|investor|venture (?:capital )?firm|news site|think[- ]tank|institute|forecaster"
    r"|ratings agency|watchdog)"
    r"|(?P<person>analyst|economist|strategist|billionaire|entrepreneur|professor|executive"
    r"|senator|president|prime minister|physicist)"
    r"|(?:[A-Z]\w+ )?(?P<daily>site|daily|paper|weekly)(?=,? (?:also |then |now )?(?:said|says"
    r"|report(?:s|ed)\b|writes|wrote|calculat|reckon|estimat|add(?:s|ed)\b|cites|puts|found"
    r"|notes)))\b"
)
_GOVERNMENT = watch(
    r"\b(?:[Tt]he )?(?P<of>(?:[A-Z][\w.]+ ){1,2}(?:government|administration))\b(?!-)"
)
_NEAR = 600  # characters within which a description still means who was named
_STAFF = watch(
    r"(?:^|[.;,\"] |\b(?:and|but|while) )(?P<n>[Mm]anagement|[Cc]ompany (?:executives|officials)"
    r"|(?:[Tt]he|[Ii]ts) (?:chief executive|CEO|CFO|finance chief|chief financial officer"
    r"|spokes(?:man|woman|person)))(?= (?:\w+ly |has |had |also |now )?(?:sa(?:id|ys)|told"
    r"|expects?|forecast"
    r"|guid|project|add(?:s|ed)\b|reiterat|confirm|not(?:es|ed)|stat(?:es|ed)|anticipat|see))"
)
_THE_FIRM = watch(
    r"(?:^|[,;\"] )[\"']?(?:[Tt]he|[Tt]his) (?:AI |tech |technology )?(?:company|firm|start-?up|lab"
    r"|group|developer)(?=[, ]| itself)"
)


def described(
    document: Document,
    mentions: Sequence[Mention],
    span: Span,
    company: str | None,
) -> Iterator[Name]:
    """Yield `its developer` and `the same newspaper` as names of who they mean."""
    text = span.cut(document.clean)
    if not standing(text) & _ANYBODY:
        return
    for match in _MAKER.finditer(text) if company else ():
        yield Name(
            start=match.start(), end=match.end(), name=company or "", kind="firm",
            listed=True, via="description",
        )  # fmt: skip
    for match in _IT_THINKS.finditer(text):
        if analyst := _opener(document, mentions, span):
            yield Name(
                start=match.start(), end=match.end(), name=analyst.name, kind="trade",
                listed=True, via="description",
            )  # fmt: skip
    for match in _GOVERNMENT.finditer(text):
        yield Name(
            start=match.start(), end=match.end(), name=match["of"], kind="firm",
            listed=True, via="description",
        )  # fmt: skip
    yield from _bodies(document, span, text)
    for match in _SAME.finditer(text):
        at = span.start + match.start()
        place = bisect_left(mentions, at, key=lambda m: m.span.start)
        kind = "person" if match["person"] else "trade"
        near = [
            m
            for m in mentions[max(0, place - 30) : place]
            if (kind_of(m) == kind or (m.kind == "investor" and match["other"]))
            and (m.span.end > at - _NEAR or match[0][4:8] == "same")
        ]
        if near:
            yield Name(
                start=match.start(), end=match.end(), name=near[-1].name, kind=kind,
                listed=True, via="description",
            )  # fmt: skip


# `the ministry`: the body of that kind that was named last.
_BODY = watch(
    r"\b[Tt]he (?P<b>ministry|department|commission|council|authority|committee|bureau|agency"
    r"|foundation|institute)\b(?! of\b)"
)


@cache
def _full_name(body: str) -> re.Pattern[str]:
    kind = body.title()
    return re.compile(
        rf"(?:[A-Z][\w.]+ ){{0,4}}{kind}\b(?: (?:of|for)(?: the)?(?: (?:and )?[A-Z]\w+,?)+(?<!,))?"
    )


def _bodies(document: Document, span: Span, text: str) -> Iterator[Name]:
    for match in _BODY.finditer(text):
        at = span.start + match.start()
        near = document.clean[max(0, at - 3 * _NEAR) : at]
        named = [m[0] for m in _full_name(match["b"]).finditer(near) if " " in m[0]]
        if named:
            yield Name(
                start=match.start(), end=match.end(), name=named[-1].removeprefix("The "),
                kind="firm", listed=True, via="description",
            )  # fmt: skip


_IT_THINKS = watch(
    r"(?:^|[,;] |\band )[Tt]he (?:firm|group|house)(?= (?:also |now |itself |further )?"
    r"(?:thinks|estimates?d?|believes|reckons|calculates|forecasts?|projects|puts|predicts)\b)"
)


def _opener(document: Document, mentions: Sequence[Mention], span: Span) -> Mention | None:
    """Return the analyst firm that opens the sentence before, in the same paragraph."""
    index = bisect_left(document.sentence_starts(), span.start)
    if not index or document.sentences[index - 1].block != document.sentences[index].block:
        return None
    before = document.sentences[index - 1].span
    place = bisect_left(mentions, before.start, key=lambda m: m.span.start)
    first = mentions[place] if place < len(mentions) else None
    opens = first is not None and first.span.start - before.start < 30
    return first if first and opens and first.kind == "analyst_firm" else None


_ANYBODY = marks_of((_MAKER, _IT_THINKS, _GOVERNMENT, _BODY, _SAME))


def unresolved(text: str, found: Sequence[Name], company: str) -> list[Name]:
    """Return `the company` as whom the figure is about where nothing before it is meant."""
    firms = [m.span("n") for m in _STAFF.finditer(text)]
    firms += [(m.start() + m[0].lower().rindex("th"), m.end()) for m in _THE_FIRM.finditer(text)]
    return [
        Name(start=start, end=end, name=company, kind="firm", listed=True, via="description")
        for start, end in firms
        if not taken(found, start, end)
    ]


def taken(found: Sequence[Name], start: int, end: int) -> bool:
    """Say whether a stretch overlaps a name."""
    return any(n.start < end and start < n.end for n in found)


_THEY = watch(r"\b(?:[Tt]hey|[Tt]he (?:two|three|four|partners|companies|pair|trio))\b")


def together(
    document: Document, mentions: Sequence[Mention], span: Span, found: list[Name], text: str
) -> Iterator[Name]:
    """Yield `they` as the firms named together last: in this sentence or the one before."""
    matches = [m for m in _THEY.finditer(text) if not taken(found, *m.span())]
    if not matches:
        return
    index = bisect_left(document.sentence_starts(), span.start)
    before = document.sentences[index - 1].span if index else span
    for match in matches:
        joined = joint_before(text[: match.start()], found)
        if joined is None:
            low = bisect_left(mentions, before.start, key=lambda m: m.span.start)
            high = bisect_left(mentions, before.end, key=lambda m: m.span.start)
            earlier = [
                Name(
                    start=m.span.start - before.start, end=m.span.end - before.start,
                    name=m.name, kind=kind_of(m), listed=True, via=m.via,
                )
                for m in mentions[low:high]
            ]  # fmt: skip
            joined = joint_before(before.cut(document.clean), earlier)
        if joined:
            yield Name(
                start=match.start(), end=match.end(), name=joined, kind="firm", listed=True,
                via="pronoun",
            )  # fmt: skip
