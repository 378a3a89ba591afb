"""
What is meant by `the Hangzhou start-up`, `Google's parent`, `the maker of Claude`, `it`.

Resolved in text order against what was named before: by kind, country, trade and product,
the nearest that fits; a pronoun means the subject of the sentence before.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from newsfigures.extraction.document import Document
from newsfigures.extraction.expressions import (
    ACTS,
    CORNER,
    EMPTY_IT,
    ITS_OWN,
    MODIFIES,
    OTHERS,
    countries,
    noun_kinds,
    products,
)
from newsfigures.extraction.gazetteer import by_name, company_of, hits, lexicon
from newsfigures.extraction.mention import Mention
from newsfigures.model import Span

REACH = 4000  # characters; what was named further back is no longer meant by "the company"


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


def _parent(words: str) -> str | None:
    entity = by_name().get(words)
    if entity and entity.parent:
        return entity.parent
    return company_of(words) if entity else None


def shares(named: Sequence[Mention], title: Sequence[str] = ()) -> dict[str, float]:
    """Return each company's share of the mentions of companies and models: what a text is on."""
    count = Counter(m.company for m in named if m.company and m.kind in ("company", "model"))
    count.update(dict.fromkeys(title, 3))
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


_OWN_TEXT = 0.4  # share of the mentions above which a text that says "we" is a company's own


class Resolver:
    """Keeps what a text has named so far and says what a description means."""

    def __init__(self, document: Document, named: Sequence[Mention]) -> None:
        self._document = document
        title = title_mentions(document)
        self._shares = shares(named, [m.company for m in title if m.company])
        self._seen: list[Mention] = list(title)
        self._says_we = len(re.findall(r"\b(?:[Ww]e|[Oo]ur)\b", document.clean)) >= 3

    def see(self, mention: Mention) -> None:
        """Note a mention; the first company, model or project of a sentence is its subject."""
        self._seen.append(mention)

    def _window(self, at: int) -> list[Mention]:
        found = []
        for mention in reversed(self._seen):
            if mention.span.start < at - REACH:
                break
            found.append(mention)
        return found

    def resolve(self, match: re.Match[str]) -> Mention | None:
        """Return what the words mean here, None if nothing before fits."""
        span = Span(*match.span())
        meant: Mention | None = None
        if match["of"] or match["whose"]:
            return self._by_kin(match, span)
        if match["person"]:
            return self._by_person(match, span)
        if match["order"]:
            meant = self._by_order(match["order"], span)
        elif match["pronoun"]:
            meant = self._by_pronoun(match, span)
        else:
            owned = self._by_product(match, span) if match["product"] else None
            if owned or (match["product"] and noun_kinds().get(match["noun"]) != "company"):
                return owned
            meant = self._by_noun(match, span)
        if meant is None:
            return None
        via = "pronoun" if match["pronoun"] else "description"
        return self._as(meant.name, meant.kind, meant.company, span, match[0], via, meant)

    def _as(
        self,
        name: str,
        kind: str,
        company: str | None,
        span: Span,
        words: str,
        via: str,
        like: Mention | None = None,
    ) -> Mention:
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

    def _by_order(self, order: str, span: Span) -> Mention | None:
        """Return the first or second of the pair named last: `X and Y … the former`."""
        clean = self._document.clean
        window = [m for m in self._window(span.start) if m.via != "pronoun"]
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
        words, role = match["of"] or match["whose"], match["role"] or match["kin"]
        name = _parent(words) if role in ("parent", "owner") else None
        name = name or _product_owner(words, self._seen)
        if name is None and " " in words:
            name = _product_owner(words.split()[0], self._seen)
        if name is None:
            return None
        known = by_name().get(words)
        if known and known.kind == "model":
            self.see(self._as(words, "model", name, span, words, "name"))
        return self._as(name, "company", name, span, match[0], "description")

    def _by_person(self, match: re.Match[str], span: Span) -> Mention | None:
        """Return the employer of the person named last: `his firm`."""
        persons = (m for m in self._window(span.start) if m.kind == "person")
        person = next(persons, None)
        if person is None or person.company is None:
            return None
        return self._as(person.company, "company", person.company, span, match[0], "description")

    def _by_product(self, match: re.Match[str], span: Span) -> Mention | None:
        name = _product_owner(match["product"], self._seen)
        if name is None:
            return None
        return self._as(name, "company", name, span, match[0], "description")

    def _by_noun(self, match: re.Match[str], span: Span) -> Mention | None:
        noun = match["noun"].lower()
        kind = noun_kinds().get(noun, "company")
        adjectives = f"{match['adj'] or ''}{match['adj2'] or ''}"
        country = next(
            (
                land
                for word, land in countries().items()
                if re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", adjectives)
            ),
            None,
        )
        trade = self._trade(noun, adjectives)
        young = noun in lexicon("descriptions")["young"]["nouns"]
        pointed = match[0].lower().startswith("that ")
        return self._nearest(span, kind, country, trade, young, pointed)

    def _trade(self, noun: str, adjectives: str) -> frozenset[str] | None:
        words = f"{adjectives}{noun}".lower()
        for trade, terms in lexicon("descriptions")["trades"].items():
            if any(
                re.search(rf"(?<![\w-]){re.escape(term.lower())}(?![\w-])", words) for term in terms
            ):
                return frozenset(lexicon("roles")["trades"][trade])
        return None

    def _nearest(
        self,
        span: Span,
        kind: str,
        country: str | None,
        trade: frozenset[str] | None,
        young: bool,
        pointed: bool,
    ) -> Mention | None:
        """Return the nearest mention that fits; one that opened its sentence before others."""
        here = self._document.sentence_at(span.start)
        start = here.span.start if here else span.start
        block = self._document.blocks[here.block].span.start if here else 0
        best: tuple[float, Mention] | None = None
        for mention in self._window(span.start):
            fit = self._fits(mention, kind, country, trade)
            if not fit or (young and fit[0] in lexicon("descriptions")["young"]["never"]):
                continue
            name, as_kind = fit
            distance = (span.start - mention.span.end) / 250
            if mention.span.start < start and self._opens(mention):
                distance -= 1.5
            if kind != "project" and not pointed:  # what a text is on says little of which site
                distance -= 4.0 * self._shares.get(mention.company or "", 0.0)
            if CORNER.search(
                self._document.clean, max(0, mention.span.start - 9), mention.span.start
            ):
                distance += 1.0
            if as_kind != mention.kind or (kind == "app" and as_kind == "company"):
                distance += 3.0 if kind == "app" else 1.5
            if kind == "model" and mention.via in ("description", "pronoun"):
                distance += 1.5
            if mention.span.start < block:
                distance += 1.5
            if MODIFIES.match(self._document.clean, mention.span.end):
                distance += 2.0
            if mention.via == "pronoun":
                distance -= 0.5
            meant = (
                mention
                if as_kind == mention.kind
                else self._as(name, as_kind, name, mention.span, mention.surface, mention.via)
            )
            if best is None or distance < best[0]:
                best = (distance, meant)
        return best[1] if best else None

    def _fits(
        self, mention: Mention, kind: str, country: str | None, trade: frozenset[str] | None
    ) -> tuple[str, str] | None:
        name, as_kind = mention.name, mention.kind
        if kind == "app":
            fit = as_kind in ("model", "company") and not re.search(r"\d", name)
            return (name, as_kind) if fit else None
        if kind == "company" and as_kind == "model" and mention.company:
            name, as_kind = mention.company, "company"
        if as_kind != kind:
            return None
        entity = by_name().get(mention.company or name) or by_name().get(name)
        if country and (entity.country if entity else mention.country) != country:
            return None
        if trade is not None and name not in trade:
            return None
        return name, as_kind

    def _opens(self, mention: Mention) -> bool:
        sentence = self._document.sentence_at(mention.span.start)
        if sentence is None:
            return False
        return mention.span.start - sentence.span.start < 40

    def _by_pronoun(self, match: re.Match[str], span: Span) -> Mention | None:
        word = match["pronoun"].lower()
        if word in ("we", "our"):
            return self._speaking(span)
        if word == "it" and EMPTY_IT.match(self._document.clean, span.end):
            return None
        persons = word in ("he", "she", "his")
        if word in ("their", "they") or OTHERS.match(self._document.clean, span.end):
            return None
        here = self._document.sentence_at(span.start)
        start = here.span.start if here else 0
        window = [m for m in self._window(span.start) if self._may_be_it(m, persons)]
        if word == "it" and ACTS.match(self._document.clean, span.end):
            window = [m for m in window if m.kind not in ("model", "project")] or window
        inside = [m for m in window if m.span.start >= start]
        others = [m for m in inside if m.kind != "analyst_firm"]
        if inside and not others and not ITS_OWN.match(self._document.clean, span.end):
            # `Epoch AI estimates its compute`: what is measured, not who measures.
            window = [m for m in window if m.kind != "analyst_firm"]
            inside = []
        if inside:
            return self._in_sentence(inside, start, span)
        return self._from_before([m for m in window if m.span.end <= start])

    def _speaking(self, span: Span) -> Mention | None:
        """
        Return whose "we" it is: the employer of the person quoted, else who wrote the text.

        A paper says "we" of itself; only a text that is mostly on one company is its own.
        """
        clean = self._document.clean
        start = clean.rfind("\n\n", max(0, span.start - REACH), span.start) + 1
        start = max(start, span.start - REACH)
        quoted = clean.count('"', start, span.start) % 2 == 1
        person = next((m for m in self._window(span.start) if m.kind == "person"), None)
        if quoted and person and person.company and span.start - person.span.end < 600:
            return self._as(
                person.company, "company", person.company, span, span.cut(clean), "pronoun"
            )
        name, share = max(self._shares.items(), key=lambda item: item[1], default=("", 0.0))
        if not quoted and share >= _OWN_TEXT and self._says_we:
            return self._as(name, "company", name, span, span.cut(clean), "pronoun", None)
        return None

    def _may_be_it(self, mention: Mention, persons: bool) -> bool:
        """Say whether a pronoun can mean a mention; a source only when it opens its sentence."""
        if persons:
            return mention.kind == "person"
        if mention.kind == "analyst_firm":
            return self._opening(mention) < 5
        return mention.kind in ("company", "model", "project")

    def _opening(self, mention: Mention) -> int:
        sentence = self._document.sentence_at(mention.span.start)
        return mention.span.start - sentence.span.start if sentence else 999

    def _in_sentence(self, inside: list[Mention], start: int, span: Span) -> Mention:
        """Return what `it` means when its sentence names something before (nearest first)."""
        clean = self._document.clean
        if re.match(r"\s+at\b", clean[span.end : span.end + 4]):
            return inside[0]
        cut = max(clean.rfind(mark, start, span.start) for mark in (": ", "; "))
        clause = [m for m in inside if m.span.start > cut]
        if clause:
            return clause[-1]
        first = inside[-1]
        return inside[0] if first.via == "pronoun" or first.span.start - start > 5 else first

    def _from_before(self, before: list[Mention]) -> Mention | None:
        """Return the subject of the nearest sentence before that has one (nearest first)."""
        clean = self._document.clean
        groups: list[list[Mention]] = []
        place = -1
        for mention in before:
            sentence = self._document.sentence_at(mention.span.start)
            at = sentence.span.start if sentence else mention.span.start
            if at != place:
                groups.append([])
                place = at
            groups[-1].append(mention)
            if len(groups) > 4:
                break
        for group in groups[:4]:
            for mention in reversed(group):
                corner = CORNER.search(clean, max(0, mention.span.start - 9), mention.span.start)
                owner = clean.startswith("'s", mention.span.end) and self._opening(mention) > 5
                if not corner and not owner:
                    return mention
        return groups[0][-1] if groups else None
