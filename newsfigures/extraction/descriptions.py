"""
What is meant by `the Hangzhou start-up`, `Google's parent`, `the maker of Claude`, `it`.

Resolved in text order against what was named before: by kind, country, trade and product,
the nearest that fits; a pronoun means the subject of the sentence before.
"""

import re
from collections.abc import Sequence
from functools import cache

from newsfigures.extraction.document import Document
from newsfigures.extraction.gazetteer import by_name, company_of, lexicon
from newsfigures.extraction.mention import Mention
from newsfigures.model import Span

REACH = 4000  # characters; what was named further back is no longer meant by "the company"


@cache
def _noun_kinds() -> dict[str, str]:
    return {
        noun: kind for kind, nouns in lexicon("descriptions")["nouns"].items() for noun in nouns
    }


@cache
def _countries() -> dict[str, str]:
    table = lexicon("descriptions")["countries"]
    return {word: country for country, words in table.items() for word in words}


@cache
def _products() -> dict[str, str]:
    table = lexicon("descriptions")["products"]
    return {word: company for company, words in table.items() for word in words}


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _pattern() -> re.Pattern[str]:
    nouns = _any(list(_noun_kinds()))
    fillers = _any(lexicon("descriptions")["fillers"]["words"])
    lands = _any(list(_countries()))
    name = r"[A-Z][\w.+-]*(?: [A-Z0-9][\w.+-]*)?"
    return re.compile(
        rf"(?<![\w'-])(?:"
        rf"(?:[Tt]he|[Aa]) (?P<role>maker|developer|owner|creator|parent)s? (?:of|behind) (?P<of>{name})"
        rf"|(?P<whose>{name})'s (?P<kin>maker|developer|owner|creator|parent)(?: company| fund| firm)?"
        rf"|(?:[Tt]he|[Tt]his|[Tt]hat) (?P<adj>(?:(?:{lands}|{fillers}) )*)"
        rf"(?:(?P<product>{name})[ -])?(?P<adj2>(?:(?:{fillers}) )*)(?P<noun>{nouns})"
        rf"|(?P<pronoun>[Ii]ts|[Ii]t|[Hh]e|[Hh]is|[Tt]heir|[Tt]hey)"
        rf")(?![\w-])"
    )


_EMPTY_IT = re.compile(
    r"\s+(?:(?:is|was|would be|took|makes?|seems?|remains?|will be)\s+(?:a mistake|wrong|not a|hard|easy|"
    r"clear|likely|unclear|possible|too early|said that|believed that|thought that|worth)|took "
    r"(?:Brussels|Washington)|costs? (?:nothing|a dime))"
)


def _product_owner(words: str, before: Sequence[Mention]) -> str | None:
    """Return the company behind a product or model that a description names."""
    if words in _products():
        return _products()[words]
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


class Resolver:
    """Keeps what a text has named so far and says what a description means."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._seen: list[Mention] = []
        self._subject: dict[str, Mention] = {}
        self._sentence_start = -1
        self._fresh: Mention | None = None

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
        if match["pronoun"]:
            meant = self._by_pronoun(match, span)
        else:
            if match["product"]:
                return self._by_product(match, span)
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

    def _by_kin(self, match: re.Match[str], span: Span) -> Mention | None:
        words, role = match["of"] or match["whose"], match["role"] or match["kin"]
        name = _parent(words) if role in ("parent", "owner") else None
        name = name or _product_owner(words, self._seen)
        if name is None and " " in words:
            name = _product_owner(words.split()[0], self._seen)
        if name is None:
            return None
        return self._as(name, "company", name, span, match[0], "description")

    def _by_product(self, match: re.Match[str], span: Span) -> Mention | None:
        name = _product_owner(match["product"], self._seen)
        if name is None:
            return None
        return self._as(name, "company", name, span, match[0], "description")

    def _by_noun(self, match: re.Match[str], span: Span) -> Mention | None:
        noun = match["noun"].lower()
        kind = _noun_kinds().get(noun, "company")
        adjectives = f"{match['adj'] or ''}{match['adj2'] or ''}"
        country = next(
            (
                land
                for word, land in _countries().items()
                if re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", adjectives)
            ),
            None,
        )
        trade = self._trade(noun, adjectives)
        young = noun in lexicon("descriptions")["young"]["nouns"]
        return self._nearest(span, kind, country, trade, young)

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
            distance = (span.start - mention.span.end) / 100
            if mention.span.start < start and self._opens(mention):
                distance -= 1.5
            if mention.span.start < block:
                distance += 1.5
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
        if kind == "company" and as_kind == "model" and mention.company and (country or trade):
            name, as_kind = mention.company, "company"
        if as_kind != kind:
            return None
        entity = by_name().get(name)
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
        if word == "it" and _EMPTY_IT.match(self._document.clean, span.end):
            return None
        kinds = (
            ("person",)
            if word in ("he", "his")
            else ("company", "model", "project", "analyst_firm")
        )
        if word in ("their", "they"):
            return None
        here = self._document.sentence_at(span.start)
        start = here.span.start if here else 0
        inside = [m for m in self._window(span.start) if m.span.start >= start and m.kind in kinds]
        if inside:
            return inside[-1]
        before = [m for m in self._window(start) if m.span.end <= start and m.kind in kinds]
        if not before:
            return None
        last = self._document.sentence_at(before[0].span.start)
        if last is None:
            return before[0]
        same = [m for m in before if m.span.start >= last.span.start]
        return same[-1]


def matches(clean: str) -> Sequence[re.Match[str]]:
    """Return every description and pronoun of a text, in order."""
    return list(_pattern().finditer(clean))
