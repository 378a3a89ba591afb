"""
The names of a sentence as they can speak: persons, sources by trade, firms, and mute things.

Firms and papers that no list holds are added as written.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from newsfigures.extraction import epithets
from newsfigures.extraction import patterns as re
from newsfigures.extraction.document import Document
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.masks import Name, kind_of, words_of
from newsfigures.extraction.mention import Mention, starts
from newsfigures.extraction.nameforms import shapes
from newsfigures.model import Span

_POSSESSIVES = frozenset({"its", "their", "his", "her"})


def names(
    document: Document, mentions: Sequence[Mention], span: Span, company: str | None = None
) -> list[Name]:
    """
    Return every name of a stretch in text order, unlisted ones included.

    `company` is the company a figure there is about: `its developer` and an `it` that means
    a project or model speak for it.
    """
    begin = starts(mentions, document.kept)
    low, high = bisect_left(begin, span.start), bisect_left(begin, span.end)
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
                kind=kind_of(mention),
                listed=True,
                via="possessive" if owner else mention.via,
            )
        )
    text = span.cut(document.clean)
    described = list(epithets.described(document, mentions, span, company))
    found = [n for n in found if not epithets.taken(described, n.start, n.end)] + described
    if company:
        found += epithets.unresolved(text, found, company)
    phrases = list(_PHRASE.finditer(text))
    found = _whole(phrases, found)
    found += _unlisted(document, mentions, span, found, phrases)
    found += epithets.together(document, mentions, span, found, text)
    return sorted(found, key=lambda n: n.start)


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


@cache
def _office() -> re.Pattern[str]:
    """What stands before the name of an office holder: `IT Minister` of `IT Minister Ada Roe`."""
    return re.compile(
        rf"^(?:[A-ZÀ-Þ][\w&-]* ){{0,4}}?(?:{words_of('title')}) "
        r"(?=[A-ZÀ-Þ][\w'-]+(?: [A-ZÀ-Þ]\.?)? [A-ZÀ-Þ])"
    )


def _whole(phrases: Sequence[re.Match[str]], found: list[Name]) -> list[Name]:
    """Put longer names in place of places and projects that stand inside them."""
    for match in phrases:
        start, end = match.span()
        inner = [n for n in found if start < n.start and n.end < end]
        if len(inner) != 1 or inner[0].kind not in ("firm", "mute") or _office().match(match[0]):
            continue
        words = match[0].split()
        if words[0] not in _ordinary() and " of " not in match[0] and len(words) <= 5:
            longer = _added(start, match[0], "firm")
            found = [n for n in found if n is not inner[0]] + [longer]
    return found


_LEADS = re.compile(r"[ &]+(?:(?:and|of|for|the) )*")
_TRAILS = re.compile(r"(?: (?:of|and|de|for|the|&|-))*[ &']*$")
_SUM = re.compile(r"(?:[A-Z]{3}|Rs|US|HK|NT)\d[\d.,]*(?:[bmtk]n?|trn)?(?!\w)")
_CODE = re.compile(r"(?:USD|EUR|GBP|CNY|RMB|JPY|INR|KRW|CHF|CAD|AUD|SGD|HKD|AED|SAR|TWD)$")
_LABELS = (" Notes", " Note", " Takeaways", " Highlights")  # `Size Notes: the model has`
_PAPER = re.compile(r"(?<=\w) (?:Reports?|Study|Survey)$")  # what it says, its maker says
_COMPOUND = re.compile(r"\w+-[a-z]\w*")


def _unlisted(
    document: Document,
    mentions: Sequence[Mention],
    span: Span,
    found: Sequence[Name],
    phrases: Sequence[re.Match[str]],
) -> Iterator[Name]:
    """Yield the capitalised phrases that no mention covers, without titles and first words."""
    text = span.cut(document.clean)
    for match in phrases:
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
        if _CODE.match(words) and text[start + 3 : start + 5].lstrip(" ")[:1].isdigit():
            continue  # `projected to reach USD 5 billion`
        while " " in words and (first := words.split(" ")[0]) in _ordinary():
            if _title().match(words):
                break
            start, words = start + len(first) + 1, words[len(first) + 1 :]
        title = _title().match(words + " ") or _office().match(words)
        if title:
            start, words = start + title.end(), words[title.end() :]
        if len(words) < 2 or words in _ordinary() or not (words[0].isupper() or words[0].isdigit()):
            continue
        person, _, firm = words.partition(" of ")
        if firm and " " in person and not ORGANISED.search(person):  # `Ada Roe of Dorne Research`
            yield _added(start, person, "person")
            yield _added(start + len(person) + 4, firm, "firm")
            continue
        if (
            _COMPOUND.fullmatch(words) or _SUM.match(words) or words.endswith(" Market Report")
        ):  # `AI-enabled`, `RMB5.3bn`
            continue
        if words in shapes()["tails"] and any(n.end == start - 1 and n.listed for n in found):
            continue  # `Palantir Technologies`
        opens = not text[:start].strip(" \"'([*-")
        if opens and words.endswith(_LABELS) and text.startswith(":", start + len(words)):
            continue
        single = " " not in words
        if single and (short := _short(mentions, words, span.start + start)):
            yield Name(
                start=start, end=start + len(words), name=short.name, kind=kind_of(short),
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
        start=start,
        end=start + len(words),
        name=_PAPER.sub("", words),
        kind=kind,
        listed=False,
        via="unlisted",
    )


def _short(mentions: Sequence[Mention], word: str, at: int) -> Mention | None:
    """Return the source named before whose first word stands for it: Mordor Intelligence."""
    place = bisect_left(mentions, at, key=lambda m: m.span.start)
    for mention in reversed(mentions[max(0, place - 200) : place]):
        if kind_of(mention) in ("trade", "firm") and mention.surface.startswith(f"{word} "):
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
