"""
What is meant by `the Hangzhou start-up`, `Google's parent`, `the maker of Claude`, `it`.

Resolved in text order against what was named before: by kind, country, trade and product,
the nearest that fits; a pronoun means the subject of the sentence before.
"""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from newsfigures.extraction import bosses, mergers, nearest, pronouns, rivals, seats, topic
from newsfigures.extraction import patterns as re
from newsfigures.extraction.document import Document
from newsfigures.extraction.expressions import (
    countries,
    noun_kinds,
    products,
)
from newsfigures.extraction.gazetteer import by_name, company_of, lexicon
from newsfigures.extraction.memory import Memory, means
from newsfigures.extraction.mention import Mention
from newsfigures.extraction.nearest import Wanted
from newsfigures.model import Span


def _product_owner(words: str, before: Sequence[Mention]) -> str | None:
    """Return the company behind a product or model that a description names."""
    if words in products():
        return products()[words]
    for mention in reversed(before):
        if mention.kind in ("model", "company", "project") and words in (
            mention.name,
            mention.surface,
        ):
            if mention.kind == "company":
                return None
            return mention.company
    entity = by_name().get(words)
    return company_of(words) if entity and entity.kind == "model" else None


@cache
def _word(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")


def _parent(words: str) -> str | None:
    entity = by_name().get(words)
    if entity and entity.parent:
        return entity.parent
    return company_of(words) if entity else None


_WHOLE = frozenset({"project", "venture", "joint venture", "programme", "program", "initiative"})


_SAYS = re.compile(
    r"(?:,[^,.;]{0,60},)? (?:has |had |also |then |later )?"
    r"(?:said|says|told|added|adds|expects|thinks|hopes|promised|explained|insists|insisted)\b"
)
_IN_PLACE = re.compile(
    r" (?:in|at|near|outside) (?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))([A-Z][a-z]+)"
)


_ACCORDING = re.compile(r"\b(?:according to|per) $")


class Resolver:
    """Keeps what a text has named so far and says what a description means."""

    def __init__(self, document: Document, named: Sequence[Mention]) -> None:
        self._memory = Memory(document, named)
        self._document = document

    def see(self, mention: Mention) -> None:
        """Note a mention; the first company, model or project of a sentence is its subject."""
        self._memory.see(mention)

    def resolve(self, match: re.Match[str]) -> Mention | None:
        """Return what the words mean here, None if nothing before fits."""
        named = match.start("product") if match["product"] and match["noun"] else match.start()
        span = Span(named, match.end())  # without the amount of `the $5bn Moonbase venture`
        meant: Mention | None = None
        if match["of"] or match["whose"] or match["bare"]:
            return self._by_kin(match, span)
        if match["person"]:
            return self._by_person(match, span)
        if match["rival"]:
            return rivals.meant(self._memory, span)
        if match["venture"]:
            return self._venture(span, match[0])
        if match["order"]:
            meant = self._by_order(match["order"], span)
        elif match["pronoun"]:
            meant = pronouns.meant(self._memory, match, span)
        else:
            kind = noun_kinds().get(match["noun"], "company")
            if match["product"] and kind != "company":
                return self._of(match["product"], kind, span, match[0])
            owned = self._by_product(match, span) if match["product"] else None
            if owned:
                return owned
            meant = self._by_noun(match, span)
        if meant is None:
            return None
        via = "pronoun" if match["pronoun"] else "description"
        return means(meant.name, meant.kind, meant.company, span, match[0], via, meant)

    def _by_order(self, order: str, span: Span) -> Mention | None:
        """Return the first or second of the pair named last: `X and Y … the former`."""
        clean = self._document.clean
        window = [m for m in self._memory.window(span.start) if m.via != "pronoun"]
        for second, first in pairwise(window):
            gap = clean[first.span.end : second.span.start]
            paired = re.fullmatch(r",? (?:and|or|over|against|with|than)(?: the)? ", gap)
            if paired and first.kind == second.kind and first.name != second.name:
                return first if order == "former" else second
        kinds = [m for m in window if m.kind in ("company", "model")]
        if len(kinds) < 2 or kinds[0].name == kinds[1].name:
            return None
        return kinds[1] if order == "former" else kinds[0]

    def _by_kin(self, match: re.Match[str], span: Span) -> Mention | None:
        words = match["of"] or match["whose"] or match["bare"]
        role = match["role"] or match["kin"] or match["barekin"]
        name = _parent(words) if role in ("parent", "owner") else None
        name = name or _product_owner(words, self._memory.seen)
        if name is None and " " in words:
            name = _product_owner(words.split()[0], self._memory.seen)
        if name is None:
            return None
        known = by_name().get(words)
        if known and known.kind == "model":
            self.see(means(words, "model", name, span, words, "name"))
        return means(name, "company", name, span, match[0], "description")

    def _venture(self, span: Span, words: str) -> Mention | None:
        """Return the joint project named last, before or in the title: `their venture`."""
        for mention in self._memory.window(span.start):
            if mention.kind == "project" and mention.company is None:
                return means(mention.name, "project", None, span, words, "description", mention)
        return None

    def _by_person(self, match: re.Match[str], span: Span) -> Mention | None:
        """Return the employer of the person named last: `his firm`."""
        persons = (m for m in self._memory.window(span.start) if m.kind == "person")
        person = next(persons, None)
        if person is None or person.company is None:
            return None
        return means(person.company, "company", person.company, span, match[0], "description")

    def _by_product(self, match: re.Match[str], span: Span) -> Mention | None:
        name = _product_owner(match["product"], self._memory.seen)
        if match["noun"] in ("parent", "owner"):  # `the Google parent`
            name = name or _parent(match["product"])
        return means(name, "company", name, span, match[0], "description") if name else None

    def _of(self, words: str, kind: str, span: Span, surface: str) -> Mention | None:
        """
        Return the thing of a kind that belongs to what is named: `the OpenAI model`.

        A model with a cluster of its own (`the V3 cluster`) stands for the cluster.
        """
        before = self._memory.window(span.start)
        owner = next((m for m in before if words in (m.name, m.surface)), None)
        if owner is None:
            entity = by_name().get(words)
            if entity is None:
                return None
            company = company_of(words)
            owner = means(words, entity.kind, company, span, words, "name")
        if owner.kind == kind or (owner.kind == "model" and kind == "project"):
            return means(owner.name, owner.kind, owner.company, span, surface, "description", owner)
        if owner.kind != "company":
            return None
        for mention in before:
            if mention.kind == kind and mention.company == owner.name:
                name = mention.name
                return means(name, kind, owner.name, span, surface, "description", mention)
        return None

    def _by_noun(self, match: re.Match[str], span: Span) -> Mention | None:
        noun = match["noun"].lower()
        kind = noun_kinds().get(noun, "company")
        town = f"{match['product']} " if match["product"] else ""
        adjectives = f"{match['adj'] or ''}{town}{match['adj2'] or ''}"
        if mergers.COMBINED.search(adjectives):
            return mergers.taker(self._memory, span)
        country = next(
            (
                land
                for word, land in countries().items()
                if word in adjectives and _word(word).search(adjectives)
            ),
            None,
        )
        trade = self._trade(noun, adjectives)
        trade = seats.narrowed(trade, adjectives, self._memory.named)
        placed = town.strip() if kind == "company" and trade is None else ""
        if placed and (sits := seats.told_of(self._document, placed, self._memory.seen, span)):
            return means(sits, "company", sits, span, match[0], "description")
        young = noun in lexicon("descriptions")["young"]["nouns"]
        if "same " in adjectives and kind == "company" and trade is None:
            return self._the_same(span)
        if kind == "company" and not adjectives and not country and trade is None:
            here = self._document.sentence_at(span.start)
            start = here.span.start if here else span.start
            if (
                own := self._credited(span, start)
                or self._speakers(span)
                or bosses.employer(self._memory, span, start)
            ):
                return own
        if kind == "project" and self._elsewhere(span):
            return None
        pointed = match[0].lower().startswith("that ")
        wanted = Wanted(kind=kind, country=country, trade=trade, young=young, pointed=pointed)
        near = nearest.nearest(self._memory, span, wanted)
        page = None if pointed or young else self._page(span, wanted)
        if page and (near is None or not self._here(near, span)):
            return page
        if near and kind == "project":
            return self._umbrella(near) if noun in _WHOLE else self._site(near)
        if near is None and kind == "company" and (country or trade):
            return nearest.ahead(self._memory, span, wanted)
        return near

    def _speakers(self, span: Span) -> Mention | None:
        """Return the employer of whom the sentence has speak: `He said the company would`."""
        clean = self._document.clean
        here = self._document.sentence_at(span.start)
        if here is None:
            return None
        for mention in self._memory.window(span.start):
            if mention.span.start < here.span.start:
                return None
            if mention.kind != "person" or not mention.company or not self._opens(mention):
                continue
            says = _SAYS.match(clean, mention.span.end)
            employer = by_name().get(mention.company)
            known = any(m.name == mention.company for m in self._memory.seen)
            if says and known and (employer is None or employer.kind == "company"):
                company = mention.company
                return means(company, "company", company, span, span.cut(clean), "description")
            return None
        return None

    def _credited(self, span: Span, start: int) -> Mention | None:
        """Return who opens a sentence that ends `…, according to the company`."""
        if not _ACCORDING.search(self._document.clean, max(start, span.start - 16), span.start):
            return None
        inside = [m for m in self._memory.window(span.start) if m.span.start >= start]
        first = inside[-1] if inside else None
        return first if first and first.kind == "company" and self._opens(first) else None

    def _elsewhere(self, span: Span) -> bool:
        """Say whether a site is told from those before by its place: `the campus in Cheyenne`."""
        clean = self._document.clean
        place = _IN_PLACE.match(clean, span.end)
        return place is not None and not any(
            m.kind == "project" and (place[1] in m.name or place[1] in m.surface)
            for m in self._memory.window(span.start)
        )

    def _umbrella(self, site: Mention) -> Mention:
        """Return the project a site is part of, if the text has named that: `the project`."""
        entity = by_name().get(site.name) or by_name().get(f"{site.name} data centre")
        whole = by_name().get(entity.parent or "") if entity else None
        if whole is None or whole.kind != "project":
            return site
        return next((m for m in self._memory.seen if m.name == whole.name), site)

    def _site(self, project: Mention) -> Mention:
        """Return the site of a project that the text has named: `the campus`."""
        for mention in self._memory.window(project.span.end + 1):
            entity = by_name().get(mention.name)
            if mention.kind == "project" and entity and entity.parent == project.name:
                return mention
        return project

    def _page(self, span: Span, wanted: Wanted) -> Mention | None:
        """Return what the page is wholly about, if a description fits it."""
        page = topic.at(self._document.kept, span.start)
        if page is None or not page.whole or page.mention.span.start >= span.start:
            return None
        if page.mention.kind != wanted.kind:
            return None
        return page.mention if nearest.fits(page.mention, wanted) else None

    def _here(self, mention: Mention, span: Span) -> bool:
        """Say whether a mention opens a sentence of the paragraph that a place is in."""
        sentence = self._document.sentence_at(span.start)
        block = self._document.blocks[sentence.block].span if sentence else span
        return block.holds(mention.span) and self._opens(mention)

    def _the_same(self, span: Span) -> Mention | None:
        """Return the organisation named last, a source too: `the same group`."""
        kinds = ("company", "analyst_firm", "publication", "investor")
        return next((m for m in self._memory.window(span.start) if m.kind in kinds), None)

    def _trade(self, noun: str, adjectives: str) -> frozenset[str] | None:
        words = f"{adjectives}{noun}".lower()
        for trade, terms in lexicon("descriptions")["trades"].items():
            lowered = map(str.lower, terms)
            if any(term in words and _word(term).search(words) for term in lowered):
                return frozenset(lexicon("roles")["trades"][trade])
        return None

    def _opens(self, mention: Mention) -> bool:
        return nearest.opens(self._document, mention)
