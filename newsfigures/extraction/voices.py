"""
The names of a sentence as they can speak: persons, sources by trade, firms, and mute things.

Firms and papers that no list holds are added as written. `mask` hides every name behind one
letter of its kind, repeated to the same length, so that the shapes of crediting in
lexicon/attribution.toml are plain patterns over masks.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from newsfigures.extraction.document import Document
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.mention import Mention
from newsfigures.extraction.screening import watch
from newsfigures.model import Span

_LETTERS = {
    "person": "\ue000",
    "trade": "\ue001",
    "firm": "\ue002",
    "model": "\ue003",
    "mute": "\ue004",
}
ANY = "[\ue000-\ue004]"
PERSON = f"(?<!{ANY})\ue000+"
TRADE = f"(?<!{ANY})\ue001+"
FIRM = f"(?<!{ANY})\ue002+"
VOICE = f"(?<!{ANY})(?:\ue000+|\ue001+|\ue002+|\ue003+)"


@dataclass(slots=True, kw_only=True)
class Name:
    """
    A name in a stretch of text; offsets count from its start.

    `kind` is person, trade (analyst firms and publications), firm, model (which speaks for
    its maker) or mute. `listed` says whether catalog or context proved it. `via` is the
    mention's, `unlisted` for names added here.
    """

    start: int
    end: int
    name: str
    kind: str
    listed: bool
    via: str


_POSSESSIVES = frozenset({"its", "their", "his", "her"})


def words_of(group: str) -> str:
    """Return the alternatives of a group of lexicon/attribution.toml as one pattern."""
    return "|".join(entry["words"] for entry in lexicon("attribution")[group])


def _kind(mention: Mention) -> str:
    if mention.kind == "person":
        return "person"
    if mention.kind in ("analyst_firm", "publication"):
        return "trade"
    if mention.kind in ("company", "investor", "place", "project"):
        return "firm"
    return "model" if mention.kind == "model" else "mute"


def names(
    document: Document, mentions: Sequence[Mention], span: Span, company: str | None = None
) -> list[Name]:
    """
    Return every name of a stretch in text order, unlisted ones included.

    `company` is the company a figure there is about: `its developer` and an `it` that means
    a project or model speak for it.
    """
    low = bisect_left(mentions, span.start, key=lambda m: m.span.start)
    high = bisect_left(mentions, span.end, key=lambda m: m.span.start)
    found: list[Name] = []
    for mention in mentions[low:high]:
        name = mention.name
        stands_for = mention.kind == "model" or (mention.kind, mention.via) == (
            "project",
            "pronoun",
        )
        if stands_for:
            name = mention.company or company or name
        owner = mention.surface.lower() in _POSSESSIVES
        found.append(
            Name(
                start=mention.span.start - span.start,
                end=min(mention.span.end, span.end) - span.start - 2 * owner,
                name=name,
                kind=_kind(mention),
                listed=True,
                via="possessive" if owner else mention.via,
            )
        )
    text = span.cut(document.clean)
    described = list(_described(document, mentions, span, company))
    found = [n for n in found if not _taken(described, n.start, n.end)] + described
    if company:
        found += _unresolved(text, found, company)
    found = _whole(text, found)
    found += _unlisted(document, mentions, span, found)
    found += _together(document, mentions, span, found, text)
    return sorted(found, key=lambda n: n.start)


def mask(text: str, found: Sequence[Name]) -> str:
    """Return the text with every name as a run of its kind's letter, of the same length."""
    letters = list(text)
    for name in found:
        letters[name.start : name.end] = _LETTERS[name.kind] * (name.end - name.start)
        if name.via == "possessive":  # `its` becomes a name with 's of the same length
            letters[name.end : name.end + 2] = "'s"
    return "".join(letters)


_MAKER = watch(
    r"\b(?:[Ii]ts|[Tt]he|[Tt]he model's|[Tt]heir) (?:own )?(?:developers?|makers?|authors"
    r"|creators?)\b"
)
# Those who analyse or report others, and persons, by what they are.
_SAME = watch(
    r"\b[Tt]he (?:same (?:research |analyst )?(?:group|firm|newspaper|paper|outlet|institute"
    r"|researchers?|analysts?|bank|broker|brokerage|site|publication|source|house)"
    r"|(?P<other>(?:investment |market |news |Wall Street )?(?:bank|researcher|agency|lender)"
    r"|(?:market[- ]|equity |independent )?research (?:firm|house|group|company|outfit|institute)"
    r"|consultancy|consulting firm|brokerage|broker|newspaper|publication|outlet|magazine"
    r"|news site|think[- ]tank|institute|forecaster|ratings agency|watchdog)"
    r"|(?P<person>analyst|economist|strategist|billionaire|entrepreneur|professor|executive"
    r"|senator|president|prime minister|investor|physicist)"
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


def _described(
    document: Document,
    mentions: Sequence[Mention],
    span: Span,
    company: str | None,
) -> Iterator[Name]:
    """Yield `its developer` and `the same newspaper` as names of who they mean."""
    text = span.cut(document.clean)
    for match in _MAKER.finditer(text) if company else ():
        yield Name(
            start=match.start(), end=match.end(), name=company or "", kind="firm",
            listed=True, via="description",
        )  # fmt: skip
    for match in _GOVERNMENT.finditer(text):
        yield Name(
            start=match.start(), end=match.end(), name=match["of"], kind="firm",
            listed=True, via="description",
        )  # fmt: skip
    for match in _SAME.finditer(text):
        at = span.start + match.start()
        place = bisect_left(mentions, at, key=lambda m: m.span.start)
        kind = "person" if match["person"] else "trade"
        near = [
            m
            for m in mentions[max(0, place - 30) : place]
            if _kind(m) == kind and (m.span.end > at - _NEAR or match[0][4:8] == "same")
        ]
        if near:
            yield Name(
                start=match.start(), end=match.end(), name=near[-1].name, kind=kind,
                listed=True, via="description",
            )  # fmt: skip


def _unresolved(text: str, found: Sequence[Name], company: str) -> list[Name]:
    """Return `the company` as whom the figure is about where nothing before it is meant."""
    firms = [m.span("n") for m in _STAFF.finditer(text)]
    firms += [(m.start() + m[0].lower().rindex("th"), m.end()) for m in _THE_FIRM.finditer(text)]
    return [
        Name(start=start, end=end, name=company, kind="firm", listed=True, via="description")
        for start, end in firms
        if not _taken(found, start, end)
    ]


def _taken(found: Sequence[Name], start: int, end: int) -> bool:
    return any(n.start < end and start < n.end for n in found)


_WORD = r"[A-ZÀ-Þ][\w&'-]*(?:\.[\w&]+)*(?<!'s)(?<!')"
_PHRASE = re.compile(
    rf"(?<![\w$€£.-])(?:\d+(?:st|nd|rd|th) )?{_WORD}"
    rf"(?:(?: (?:of|and|de|von|van|der|du|la|le|for|&)(?: the)?)? {_WORD})*"
)
# Last words of the names of those who analyse or report others, and of other bodies.
_ANALYSES = (
    r"Research|Securities|Intelligence|Institute|Analytics|Insights|Times|Post|Journal|News|Review"
    r"|Weekly|Advisors|Consulting|Bureau|Herald|Tribune|Notes|Daily|Magazine|Chronicle|Gazette"
    r"|Telegraph|Observer|Standard|Ratings?|Economics|Monitor|Digest|Report|Agency"
)
_TRADE_NAME = re.compile(rf"\b(?:{_ANALYSES})$")
ORGANISED = re.compile(
    rf"\b(?:{_ANALYSES}|Bank|Capital|Group|Partners|University|Ventures|Labs?|AI|Management|Markets"
    r"|Data|Association|Ministry|Department|Commission|Council|Office|Foundation|Associates|House"
    r"|Street|Center|Centre|College|School|Forum)$"
)


@cache
def _title() -> re.Pattern[str]:
    return re.compile(rf"^(?:(?:{words_of('title')})\s+)+")


@cache
def _ordinary() -> frozenset[str]:
    return frozenset(lexicon("naming")["not_names"]) | frozenset(
        lexicon("attribution")["ordinary"]["words"]
    )


def _whole(text: str, found: list[Name]) -> list[Name]:
    """Put longer names in place of places and projects that stand inside them."""
    for match in _PHRASE.finditer(text):
        start, end = match.span()
        inner = [n for n in found if start < n.start and n.end < end]
        words = match[0].split()
        named = words[0] not in _ordinary() and " of " not in match[0] and len(words) <= 5
        if named and len(inner) == 1 and inner[0].kind in ("firm", "mute"):
            longer = _added(start, match[0], "firm")
            found = [n for n in found if n is not inner[0]] + [longer]
    return found


_LEADS = re.compile(r"[ &]+(?:(?:and|of|for|the) )*")
_TRAILS = re.compile(r"(?: (?:of|and|de|for|the|&|-))*[ &']*$")
_COMPOUND = re.compile(r"\w+-[a-z]\w*")


def _unlisted(
    document: Document, mentions: Sequence[Mention], span: Span, found: Sequence[Name]
) -> Iterator[Name]:
    """Yield the capitalised phrases that no mention covers, without titles and first words."""
    text = span.cut(document.clean)
    for match in _PHRASE.finditer(text):
        start, end = match.span()
        for name in found:
            if name.start < end and start < name.end:
                if name.start <= start:
                    start = max(start, name.end)
                else:
                    end = min(end, name.start)
        words = text[start:end]
        inner = _LEADS.match(words)
        if inner:
            start, words = start + inner.end(), words[inner.end() :]
        words = _TRAILS.sub("", words)
        while " " in words and (first := words.split(" ")[0]) in _ordinary():
            if _title().match(words):
                break
            start, words = start + len(first) + 1, words[len(first) + 1 :]
        title = _title().match(words + " ")
        if title:
            start, words = start + title.end(), words[title.end() :]
        if not words or words in _ordinary() or not (words[0].isupper() or words[0].isdigit()):
            continue
        person, _, firm = words.partition(" of ")
        if firm and " " in person and not ORGANISED.search(person):  # `Ada Roe of Dorne Research`
            yield _added(start, person, "person")
            yield _added(start + len(person) + 4, firm, "firm")
            continue
        if _COMPOUND.fullmatch(words):  # `AI-enabled`
            continue
        opens = not text[:start].strip(" \"'([*-")
        single = " " not in words
        if single and (short := _short(mentions, words, span.start + start)):
            yield Name(
                start=start, end=start + len(words), name=short.name, kind=_kind(short),
                listed=True, via="short",
            )  # fmt: skip
            continue
        if single and opens and not title and not _elsewhere(document, words):
            continue
        who = title or _is_person(text, start, words)
        yield _added(start, words, "person" if who else "firm")


@cache
def _called() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before a person's name, and behind it."""
    staff = words_of("staff")
    return (
        re.compile(rf"(?:\b(?:{staff}),? )$"),
        re.compile(
            rf",? (?:of|at|from) [A-Z]|, (?:who (?:runs|leads|heads|covers|founded|chairs)\b"
            rf"|(?:an? |the |its |their |whose )?(?:[\w&'-]+ ){{0,5}}?(?:{staff})\b)"
        ),
    )


def _is_person(text: str, start: int, words: str) -> bool:
    """Say whether a name of two or three words is a person's: `Ada Roe, an analyst at Dorne`."""
    if not 1 <= words.count(" ") <= 2 or ORGANISED.search(words) or "&" in words:
        return False
    before, after = _called()
    end = start + len(words)
    return bool(before.search(text[max(0, start - 60) : start]) or after.match(text, end))


def _added(start: int, words: str, kind: str) -> Name:
    if kind == "firm" and _TRADE_NAME.search(words):
        kind = "trade"
    return Name(
        start=start, end=start + len(words), name=words, kind=kind, listed=False, via="unlisted"
    )


def _short(mentions: Sequence[Mention], word: str, at: int) -> Mention | None:
    """Return the source named before whose first word stands for it: Mordor Intelligence."""
    place = bisect_left(mentions, at, key=lambda m: m.span.start)
    for mention in reversed(mentions[max(0, place - 200) : place]):
        if _kind(mention) in ("trade", "firm") and mention.surface.startswith(f"{word} "):
            return mention
    return None


def _elsewhere(document: Document, word: str) -> bool:
    """Say whether a capitalised word also stands in the middle of a sentence."""
    first = re.match(r"\w+", word)
    return first is not None and first[0] in _inside_sentences(document.clean)


@lru_cache(maxsize=4)
def _inside_sentences(clean: str) -> frozenset[str]:
    """Return the capitalised words that stand after a small letter: one walk over a document."""
    return frozenset(re.findall(r"[a-z,] ([A-ZÀ-Þ]\w*)", clean))


_THEY = watch(r"\b(?:[Tt]hey|[Tt]he (?:two|three|four|partners|companies|pair|trio))\b")


def _together(
    document: Document, mentions: Sequence[Mention], span: Span, found: list[Name], text: str
) -> Iterator[Name]:
    """Yield `they` as the firms named together last: in this sentence or the one before."""
    matches = [m for m in _THEY.finditer(text) if not _taken(found, *m.span())]
    if not matches:
        return
    index = bisect_left(document.sentences, span.start, key=lambda s: s.span.start)
    before = document.sentences[index - 1].span if index else span
    for match in matches:
        joined = joint_before(text[: match.start()], found)
        if joined is None:
            low = bisect_left(mentions, before.start, key=lambda m: m.span.start)
            high = bisect_left(mentions, before.end, key=lambda m: m.span.start)
            earlier = [
                Name(
                    start=m.span.start - before.start, end=m.span.end - before.start,
                    name=m.name, kind=_kind(m), listed=True, via=m.via,
                )
                for m in mentions[low:high]
            ]  # fmt: skip
            joined = joint_before(before.cut(document.clean), earlier)
        if joined:
            yield Name(
                start=match.start(), end=match.end(), name=joined, kind="firm", listed=True,
                via="pronoun",
            )  # fmt: skip


def joint_before(text: str, found: Sequence[Name]) -> str | None:
    """Return the last `A, B and C` of firms in a text, in canonical names."""
    masked = mask(text, [n for n in found if n.end <= len(text)])
    runs = list(re.finditer(f"(?:{FIRM}, )*{FIRM},? and {FIRM}", masked))
    return joint(runs[-1].span(), found) if runs else None


def joint(span: tuple[int, int], found: Sequence[Name]) -> str | None:
    """Return the names inside a stretch as one: `A, B and C`; None unless two or more differ."""
    members = [n.name for n in found if span[0] <= n.start and n.end <= span[1]]
    if len(members) < 2 or len(set(members)) != len(members):
        return None
    if any(n.via == "pronoun" for n in found if span[0] <= n.start and n.end <= span[1]):
        return None
    return ", ".join(members[:-1]) + " and " + members[-1]
