"""What a text has named so far: what descriptions and pronouns point back to."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from newsfigures.extraction import contest
from newsfigures.extraction import patterns as re
from newsfigures.extraction.document import Document
from newsfigures.extraction.gazetteer import by_name, hits
from newsfigures.extraction.mention import Mention
from newsfigures.model import Span

# Whoever says so; it begins with letters, which a search goes straight to.
_WE = re.compile(r"[WwOo](?:(?<=\b[Ww])e|(?<=\b[Oo])ur)\b")
_THAN = re.compile(
    rf"\b(?:than|with|to|against|like|from|on|{contest.BEATS}|{contest.EQUALS}|{contest.TRAILS}"
    rf"|{contest.BESIDE})(?: (?:the|of|that|original|[a-z-]+)){{0,2}} $"
)
REACH = 4000  # characters; what was named further back is no longer meant by "the company"


def shares(named: Sequence[Mention], title: Sequence[str] = ()) -> dict[str, float]:
    """Return each company's share of the mentions of companies and models: what a text is on."""
    count = Counter([m.company for m in named if m.company and m.kind in ("company", "model")])
    for name in dict.fromkeys(title):
        count[name] += 3
    total = sum(count.values()) or 1
    return {name: n / total for name, n in count.items()}


def title_mentions(document: Document) -> list[Mention]:
    """Return what the title in the front matter names, as if it stood before the text."""
    title = document.front_matter.get("title", "")
    return [
        Mention(
            span=Span(0, 0),
            surface=hit.span.cut(title),
            name=hit.entry.name,
            kind=hit.entry.kind,
            company=hit.entry.company,
            listed=True,
            via=hit.entry.via,
            country=hit.entry.country,
        )
        for hit in hits(title)
        if not hit.entry.ambiguous or len(hit.entry.form) > 3
    ]


class Memory:
    """
    The mentions of a text up to a place, and how much of the text each company takes.

    `named` are all mentions by name of the whole text, in text order.
    """

    def __init__(self, document: Document, named: Sequence[Mention]) -> None:
        self.document = document
        self.named = named
        title = title_mentions(document)
        self.shares = shares(named, [m.company for m in title if m.company])
        self.seen: list[Mention] = list(title)
        self.says_we = len(_WE.findall(document.clean)) >= 3

    def see(self, mention: Mention) -> None:
        """Note a mention."""
        self.seen.append(mention)

    def window(self, at: int) -> list[Mention]:
        """Return what was named in reach before a place, nearest first."""
        found = []
        for mention in reversed(self.seen):
            if mention.span.start < at - REACH:
                break
            found.append(mention)
        return found

    def ahead(self, at: int, reach: int) -> list[Mention]:
        """Return what is named by name within `reach` characters after a place, nearest first."""
        low = bisect_left(self.named, at, key=lambda m: m.span.start)
        high = bisect_left(self.named, at + reach, key=lambda m: m.span.start)
        return list(self.named[low:high])

    def only_beside(self, company: str) -> bool:
        """
        Say whether a company is named for comparison alone: `less than Stable Diffusion`.

        Whoever writes `we` is somebody else.
        """
        own = [m for m in self.named if m.company == company]
        clean = self.document.clean
        return all(
            m.kind == "model" and _THAN.search(clean, max(0, m.span.start - 40), m.span.start)
            for m in own
        )

    def opening(self, mention: Mention) -> int:
        """Return how far from the start of its sentence a mention stands."""
        sentence = self.document.sentence_at(mention.span.start)
        return mention.span.start - sentence.span.start if sentence else 999


def means(
    name: str,
    kind: str,
    company: str | None,
    span: Span,
    words: str,
    via: str,
    like: Mention | None = None,
) -> Mention:
    """Return a mention of `name` by other words; `like` is the mention it points back to."""
    entity = by_name().get(name)
    return Mention(
        span=span,
        surface=words,
        name=name,
        kind=kind,
        company=company,
        listed=like.listed if like else entity is not None,
        via=via,
        country=like.country if like else (entity.country if entity else None),
    )
