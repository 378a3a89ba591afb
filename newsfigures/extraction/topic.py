"""
What a page is about: the model of a card, the company of a release or of an encyclopedia's entry.

A page runs from its title (a heading of the highest level, or the front matter's) to the next.
Whom its title names and its first paragraph opens with, it is about; *wholly* so when the title
holds nothing else or the paragraph says what the thing is. Where a sentence names no one, or
only others who stand by, that is whom it speaks of.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from newsfigures.extraction import interviews, legalforms
from newsfigures.extraction import patterns as re
from newsfigures.extraction.document import Block, Document, Kind
from newsfigures.extraction.fits import FITS, MODEL_METRICS
from newsfigures.extraction.memory import shares, title_mentions
from newsfigures.extraction.mention import Mention
from newsfigures.model import Span

__all__ = ["Topic", "at", "meant", "note"]

_KINDS = ("model", "company", "project")
_MUCH = 0.4  # share of a page's mentions above which the company its title names is its topic
_FIRST = 8  # blocks in which the first paragraph of prose is sought


@dataclass(frozen=True, slots=True)
class Topic:
    """
    What a page is about, as the mention that names it first.

    `whole`: the page defines it or bears its name; else it is only whom the title is on.
    """

    mention: Mention
    whole: bool

    @property
    def company(self) -> str | None:
        """The company that it is, or that is behind it."""
        return self.mention.company


def note(document: Document, named: Sequence[Mention]) -> None:
    """Work out the topic of each page from the mentions by name, and keep it with the document."""
    starts: list[int] = []
    topics: list[Topic | None] = []
    untitled: Topic | None = None
    for blocks, titles in _pages(document):
        starts.append(blocks[0].span.start if starts else 0)
        found = _topic(document, named, blocks, titles, first=len(starts) == 1)
        if (found is None or not found.whole) and (host := _answering(document, named, blocks)):
            found = host
        if not titles and found and found.whole:
            untitled = found
        # A release without a title: `Highlights`, `Outlook` are parts of the one page.
        topics.append(found or (untitled if _is_part(named, blocks) else None))
    document.kept["topics"] = (starts, topics)


def _is_part(named: Sequence[Mention], page: Sequence[Block]) -> bool:
    """Say whether the heading of a page names nothing that could be another's topic."""
    head = page[0].span
    low = bisect_left(named, head.start, key=lambda m: m.span.start)
    high = bisect_left(named, head.end, key=lambda m: m.span.start)
    return page[0].kind is Kind.HEADING and not any(m.kind in _KINDS for m in named[low:high])


def at(kept: dict[Any, Any], offset: int) -> Topic | None:
    """Return the topic of the page that holds a place, from what a document has kept, or None."""
    starts, topics = kept.get("topics", ([], []))
    place = bisect_right(starts, offset) - 1
    found: Topic | None = topics[place] if place >= 0 else None
    return found


def meant(topic: Topic | None, metric: str) -> Mention | None:
    """Return what a metric of the page would be about: its topic, or the company behind that."""
    if topic is None:
        return None
    mention = topic.mention
    if FITS[metric].get(mention.kind, 0.0) < _SURE and metric not in MODEL_METRICS:
        if mention.company is None or mention.kind == "company":
            return None
        mention = replace(mention, name=mention.company, kind="company")
    return mention if FITS[metric].get(mention.kind, 0.0) >= _SURE else None


_SURE = 0.8


# A heading over the first part of a page, which has no title of its own: `1. Introduction`.
_NO_TITLE = re.compile(
    r"(?i)(?:\W|\d)*(?:(?:model|brief|general|the) )?"
    r"(?:introduction|overview|summary|abstract|about|highlights|description|details|information"
    r"|background|at a glance)(?:\W|\d)*"
)


def _pages(document: Document) -> Iterator[tuple[Sequence[Block], list[str]]]:
    """Yield the pages of a text: their blocks, and the titles they bear."""
    blocks = document.blocks
    if not blocks:
        return
    title = document.front_matter.get("title", "")
    levels = [b.level for b in blocks if b.kind is Kind.HEADING]
    top = 1 if title else min(levels, default=1)
    cuts = [i for i, b in enumerate(blocks) if b.kind is Kind.HEADING and b.level == top]
    if cuts and not any(b.kind is not Kind.HEADING for b in blocks[: cuts[0]]):
        cuts[0] = 0
    elif not cuts or cuts[0]:
        cuts.insert(0, 0)
    for first, last in zip(cuts, [*cuts[1:], len(blocks)], strict=True):
        page = blocks[first:last]
        titles = [b.span.cut(document.clean) for b in page[:2] if b.kind is Kind.HEADING]
        titles = [words for words in titles if not _NO_TITLE.fullmatch(words)]
        yield page, titles + ([title] if title and not first else [])


def _topic(
    document: Document,
    named: Sequence[Mention],
    page: Sequence[Block],
    titles: Sequence[str],
    *,
    first: bool,
) -> Topic | None:
    low = bisect_left(named, page[0].span.start, key=lambda m: m.span.start)
    high = bisect_left(named, page[-1].span.end, key=lambda m: m.span.start)
    inside = named[low:high]
    opening, defined = _opening(document, inside, page)
    bare = [_BRACKETED.sub("", title) for title in titles]
    if opening and (defined or any(_bears(title, opening) for title in bare)):
        entitled = any(_has(title, opening) for title in titles)
        if entitled or (defined and not titles):
            return Topic(opening, True)
    once = {(m.name, m.surface): m for m in reversed(inside)} if titles else {}
    firsts = sorted(once.values(), key=lambda m: m.span.start)
    bearer = next((m for m in firsts if any(_bears(t, m) for t in bare)), None)
    if bearer:
        return Topic(bearer, True)
    title = title_mentions(document) if first else []
    heads = [m for m in inside if page[0].kind is Kind.HEADING and page[0].span.holds(m.span)]
    return _much(inside, [*title, *heads])


def _answering(document: Document, named: Sequence[Mention], page: Sequence[Block]) -> Topic | None:
    """Return the firm of whoever answers the questions of an interview."""
    guest = interviews.page_of(document, Span(page[0].span.start, page[-1].span.end))
    own = next((m for m in named if guest and m.span.overlaps(guest.place)), None)
    return Topic(own, True) if own and own.kind == "company" else None


def _much(inside: Sequence[Mention], entitled: Sequence[Mention]) -> Topic | None:
    """Return the company that the title names and that takes a good part of what is named."""
    share = shares(inside)
    companies = {m.company for m in entitled if m.company and m.kind in _KINDS}
    best = max(companies, key=lambda name: (share.get(name, 0.0), name), default=None)
    if best is None or share.get(best, 0.0) < _MUCH:
        return None
    found = next((m for m in inside if m.kind == "company" and m.name == best), None)
    return Topic(found, False) if found else None


_DATELINE = re.compile(
    r"(?:[A-Z][\w., ]{2,60}?(?:\d|[A-Z]{2})[.,]?\s*(?:\([^()]{2,20}\) ?)?(?:[-—–.:]|--)\s{1,2})?"
)
_LEGAL = rf"(?:,? (?:{legalforms.FORM}|Group|Holdings)\.?){{0,3}}"
_IS = re.compile(
    rf"{_LEGAL}(?: \([^()]{{1,90}}\)| \[\d+\]|, [^,.;]{{3,60}},)*,? {{1,4}}"
    r"(?:is|was|are|were) (?:an?|the|one of|our|part of)\b"
    rf"|{_LEGAL} \([^()]{{0,40}}\bthe [\"'](?:Company|Group|Corporation)[\"'][^()]{{0,40}}\)"
    # A firm's own release: `X, Inc. (NASDAQ: XX), a provider of …, today announced`.
    rf"|{_LEGAL} \([^()]{{0,30}}\b[A-Z]+: ?[A-Z.]+\)(?:, (?:an?|the) [^.;]{{3,160}},)? (?:has )?"
    r"(?:today )?(?:announced|reported|released|unveiled)\b"
)


def _opening(
    document: Document, inside: Sequence[Mention], page: Sequence[Block]
) -> tuple[Mention | None, bool]:
    """Return what the first paragraph of prose opens with, and whether it says what that is."""
    clean = document.clean
    for block in page[:_FIRST]:
        span = block.span
        if block.kind is not Kind.PARAGRAPH or span.end - span.start < 40:
            continue
        low = bisect_left(inside, span.start, key=lambda m: m.span.start)
        if low == len(inside) or inside[low].span.start >= span.end:
            continue
        mention = inside[low]
        lead = _DATELINE.match(clean, span.start, mention.span.start)
        start = lead.end() if lead else span.start
        words = clean[start : mention.span.start].strip()
        if words in ("", "The", "the") and mention.kind in _KINDS:
            return mention, bool(_IS.match(clean, mention.span.end, span.end))
    return None, False


# What a title may hold beside the name of what its page is about.
_PLAIN = re.compile(
    r"(?i)(?:\W|\b(?:the|model|system|data|fact|technical|dataset|card|sheet|report|overview|profile"
    r"|timeline|history|chronology|at a glance|in (?:numbers|figures|brief)"
    r"|key (?:facts|figures|dates)"
    r"|for|of|on|a|about|company|info|details|documentation|docs|readme|wikipedia|encyclopa?edia|wiki"
    r"|LLM|llms|large|language|foundation|family|series|release|instruct|base|chat|preview)\b)*"
)
_BRACKETED = re.compile(r"\s*\([^()]{2,40}\)|^[\w.-]{2,40}/(?=\w)|\s[|·—–-] [\w .]{3,40}$")
_RESULTS = re.compile(
    r"(?i)(?:[\w.&' ]{0,30} )?(?:reports?|announces?|posts|publishes|releases)\b[\w,'. -]{0,60}"
    r"\b(?:results|earnings|quarter)\b"
    r"|(?:'s)?:?,? (?:Q[1-4]|[1-4]Q|H[12]|FY ?'?\d\d|fiscal|(?:first|second|third|fourth|full)[ -]"
    r"(?:quarter|half|year)|annual|quarterly|shareholder|20\d\d)\b.{0,60}?"
    r"\b(?:letter|results|earnings|report|update|highlights)\b"
)
# `Larch: a Large Open Network, Model Card`
_CARD = re.compile(r"(?i)\s*(?::|-|—)\s.{0,90}\b(?:model|system) cards?\b")


def _has(title: str, mention: Mention) -> bool:
    """Say whether a title holds a name."""
    return _cut(title, mention) is not None


def _bears(title: str, mention: Mention) -> bool:
    """
    Say whether a title is a name with no more than what sort of page it stands over.

    Of the title is left out what stands in brackets and whose page it is.
    """
    rest = _cut(title, mention)
    if rest is None:
        return False
    before, after = rest
    plain = bool(_PLAIN.fullmatch(before) and _PLAIN.fullmatch(after))
    ends = _RESULTS.match(after) or (mention.kind == "model" and _CARD.match(after))
    return plain or (not before.strip() and bool(ends))


def _cut(title: str, mention: Mention) -> tuple[str, str] | None:
    """Return what stands before and after a name in a title, None without it."""
    low = title.lower()
    for form in (mention.name, mention.surface):
        place = low.find(form.lower())
        end = place + len(form)
        whole = (
            place >= 0 and not low[place - 1 : place].isalnum() and not low[end : end + 1].isalnum()
        )
        if whole:
            return title[:place], title[end:]
    return None
