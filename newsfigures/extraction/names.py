"""
Every place where a text names or means a company, model, project, firm, person or chip.

    >>> from newsfigures.extraction.document import parse
    >>> [(m.surface, m.name) for m in find(parse("OpenAI grew. The start-up raised $1bn."))]
    [('OpenAI', 'OpenAI'), ('The start-up', 'OpenAI')]
"""

from collections.abc import Iterable
from dataclasses import replace

from newsfigures.extraction import (
    descriptions,
    everyday,
    expressions,
    legalforms,
    makers,
    places,
    sites,
    surnames,
    topic,
    unlisted,
    variants,
)
from newsfigures.extraction import patterns as re
from newsfigures.extraction.document import Document
from newsfigures.extraction.gazetteer import (
    Hit,
    bare,
    by_name,
    company_of,
    hits,
    lexicon,
    spellings,
)
from newsfigures.extraction.known import Entity
from newsfigures.extraction.mention import Mention
from newsfigures.extraction.nameforms import FIRMS
from newsfigures.model import Span

__all__ = ["Mention", "find"]


def find(document: Document) -> tuple[Mention, ...]:
    """
    Return every mention in text order; none overlaps another.

    Names first (listed, then by rule, then by position), then descriptions and pronouns
    resolved against the names before them.
    """
    named = _named(document)
    topic.note(document, named)
    return tuple(_resolved(document, named))


def _named(document: Document) -> list[Mention]:
    clean = document.clean
    found = hits(clean)
    ends = {hit.span.end for hit in found}
    found = [hit for hit in found if not (_goes_on(clean, hit) or _is_part(clean, hit, ends))]
    sure = everyday.sure(document, found)
    behind = {hit.entry.company for hit in sure if hit.entry.company}
    listed = [_mention(hit, clean) for hit in sure]
    listed = _merge(listed, surnames.find(clean, listed))
    long = [_variant(clean, *each) for each in variants.long_names(clean)]
    merged = _merge(long, listed)
    behind |= {m.company for m in merged if m.company}
    models = {m.name: m.company for m in merged if m.kind == "model" and m.company}
    brief = [_variant(clean, *each) for each in variants.short_names(clean, behind, models)]
    merged = _merge(merged, brief)
    merged = [variants.leveled(clean, variants.sized(clean, m)) for m in merged]
    merged = _merge(merged, places.find(clean))
    spans = [m.span for m in merged]
    short = _first_words(merged)
    new = [_unlisted(found, clean) for found in unlisted.find(document, spans, short)]
    merged = _merge([_of_another(m, new) if m.span in short else m for m in merged], new)
    sized = [(m.span.start, m.name, m.company or "") for m in merged if m.kind == "model"]
    merged = _merge(merged, [_sibling(clean, *each) for each in variants.sizes(clean, sized)])
    merged = _merge(merged, sites.find(clean, merged))
    merged = makers.give(clean, merged)
    return _takes_no_picture(clean, _merge(merged, list(places.groups(clean, merged))))


# `Jo Lee | Getty Images`, `(Photo by Jo Lee/NurPhoto via Getty Images)`: who took a picture.
_PICTURE = re.compile(
    r"(?m)^[A-Z][^|\n.$€£]{1,60} \| (?:[A-Z][\w ]{1,30} \| ){0,3}"
    r"(?:Getty Images|Reuters|REUTERS|AFP|AP|Bloomberg|Shutterstock|Alamy|EPA|NurPhoto|LightRocket"
    r"|iStock|CNBC)[ ]*$"
    r"|\((?:Photo|Image|Picture|Credit)s?\b[^()\n$€£]{3,90}\)"
    r"|(?m:^)(?:Photo|Image|Picture|Credit)s?(?: by| credit)?: [^.\n$€£]{3,80}$"
    r"|[\w/]+ via Getty Images\b|(?<=/)Getty Images\b"
)


def _takes_no_picture(clean: str, named: list[Mention]) -> list[Mention]:
    """Return the mentions without those that only say whose a picture is."""
    if "Getty" not in clean and "hoto" not in clean and " | " not in clean and "redit" not in clean:
        return named
    credits = [Span(*m.span()) for m in _PICTURE.finditer(clean)]
    return [m for m in named if not any(c.overlaps(m.span) for c in credits)]


def _first_words(named: list[Mention]) -> frozenset[Span]:
    """Return where firms stand by the first word of a name that the text has nowhere in full."""
    whole = {m.name for m in named if m.surface == m.name}
    return frozenset(
        m.span
        for m in named
        if m.kind == "company" and m.name not in whole and m.name.startswith(f"{m.surface} ")
    )


def _of_another(short: Mention, new: list[Mention]) -> Mention:
    """Return whom a first word means where a firm of the text begins with it: `Lumen Grid`."""
    other = next(
        (m for m in new if m.kind == "company" and m.name.startswith(f"{short.surface} ")), None
    )
    return replace(other, span=short.span, surface=short.surface) if other else short


_SIZED = re.compile(r"[ -]v?\d[\d.]*[A-Za-z]?\b.*$")


_DOMAIN = re.compile(r"\.(?:ai|com|io|co|dev|app|tech)$")


def _in_full(name: str) -> Entity | None:
    """Return the listed company of a short form or domain: `Stability`, `Etched.ai`."""
    stem = _DOMAIN.sub("", name)
    entity = by_name().get(f"{stem} AI") or (by_name().get(stem) if stem != name else None)
    return entity if entity and entity.kind == "company" else None


def _unlisted(found: unlisted.Found, clean: str) -> Mention:
    """
    Return a name no list holds; a size or version of a listed model is its maker's.

    `Falcon-180B` is a Falcon although that is an everyday word.
    """
    stem = _SIZED.sub("", found.name)
    if found.kind == "model":
        known = (spellings().get(bare(form)) for form in (found.name, stem))
        maker = next((company for name in known if name and (company := company_of(name))), None)
        if maker:
            return _variant(clean, found.span, found.name, maker)
    if found.kind == "company" and (entity := _in_full(found.name)):
        return Mention(
            span=found.span,
            surface=found.span.cut(clean),
            name=entity.name,
            kind=entity.kind,
            company=company_of(entity.name),
            listed=True,
            via="alias",
            country=entity.country,
        )
    name = legalforms.without(found.name) if found.kind in FIRMS else found.name
    owner = name if found.kind in FIRMS else None
    return Mention(
        span=found.span,
        surface=found.span.cut(clean),
        name=name,
        kind=found.kind,
        company=owner,
        listed=False,
        via="unlisted",
    )


def _mention(hit: Hit, clean: str) -> Mention:
    entry = hit.entry
    return Mention(
        span=hit.span,
        surface=hit.span.cut(clean),
        name=entry.name,
        kind=entry.kind,
        company=entry.company,
        listed=True,
        via=entry.via,
        country=entry.country,
    )


def _variant(clean: str, span: Span, name: str, maker: str) -> Mention:
    return Mention(
        span=span,
        surface=span.cut(clean),
        name=spellings().get(bare(name), name),
        kind="model",
        company=maker,
        listed=True,
        via="variant",
    )


def _sibling(clean: str, span: Span, name: str, maker: str) -> Mention:
    """Return a mention of a model by its size, without a maker when no list has it."""
    found = _variant(clean, span, name, maker)
    return found if maker else replace(found, company=None, listed=False, via="unlisted")


def _merge(first: Iterable[Mention], second: Iterable[Mention]) -> list[Mention]:
    """Return both in text order; where two overlap the longer stays, the first if equal."""
    both = [*first, *second]
    ranked = sorted([(m.span.start, -m.span.end, place) for place, m in enumerate(both)])
    kept: list[Mention] = []
    begun = ended = -1  # the last that is kept
    for start, minus_end, place in ranked:
        if start < ended and begun < -minus_end:
            if -minus_end - start <= ended - begun:
                continue
            kept.pop()
        kept.append(both[place])
        begun, ended = start, -minus_end
    return kept


# `Vision Transformer`, `a Generative Transformer`: part of a longer name.
_GOES_ON = re.compile(r" (?:Engine|Processor|System|Model|Network|Project|Index|Fund|Act)\b")
_LONGER = re.compile(r"(?<![.!?:]) ([A-Z][a-z]+) $")


_HYPHEN = re.compile(r"-[A-Z][a-z]{3,}")


def _goes_on(clean: str, hit: Hit) -> bool:
    """Say whether a model's name is the first part of another's: `Llama-Nemotron`."""
    return hit.entry.kind == "model" and _HYPHEN.match(clean, hit.span.end) is not None


def _is_part(clean: str, hit: Hit, ends: set[int]) -> bool:
    """Say whether an everyday word that names a model is the end of a longer name here."""
    start = hit.span.start
    if start - 1 in ends or hit.span.cut(clean) not in lexicon("naming")["common_words"]:
        return False
    before = _LONGER.search(clean, max(0, start - 24), start)
    if before is None or before[1] in lexicon("naming")["not_names"]:
        return False
    # A company may stand behind a title (`Parent Meta Raises`); `Wafer Scale Engine` is no company.
    return hit.entry.kind == "model" or bool(_GOES_ON.match(clean, hit.span.end))


# `the start-up Quillon bought`: another's, and no title of the name behind it.
_TOOK = re.compile(
    r" (?:has |had |is |was |also |just |recently |first )*(?:bought|acquir|buy|back|own|invest"
    r"|found|sold|call|hir|took over|spun|led|set up|built|creat|fund|name|want|us(?:es|ed)|rent)"
)


def _is_title(clean: str, span: Span, following: list[Mention]) -> bool:
    """Say whether a description only goes before a name: `the start-up Quillon is raising`."""
    name = following[0] if following else None
    if name is None or name.kind not in ("company", "model"):
        return False
    if name.span.start != span.end + 1 or clean[span.end] != " ":
        return False
    return not _TOOK.match(clean, name.span.end)


def _resolved(document: Document, named: list[Mention]) -> list[Mention]:
    resolver = descriptions.Resolver(document, named)
    found: list[Mention] = []
    index = 0
    for match in expressions.matches(document.clean):
        while index < len(named) and named[index].span.start < match.start():
            found.append(named[index])
            resolver.see(named[index])
            index += 1
        span = Span(*match.span())
        described = match["whose"] is None and match["pronoun"] is None
        if described and _is_title(document.clean, span, named[index : index + 1]):
            continue
        if found and found[-1].span.overlaps(span) and match["whose"] is None:
            continue
        meant = resolver.resolve(match)
        if meant is None:
            continue
        # The product named inside a description stands for its maker, not for itself.
        while index < len(named) and named[index].span.start < span.end:
            index += 1
        if found and found[-1].span.overlaps(span):
            found.pop()
        found.append(meant)
        resolver.see(meant)
    found.extend(named[index:])
    return found
