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
    expressions,
    makers,
    places,
    sites,
    topic,
    unlisted,
    variants,
)
from newsfigures.extraction import patterns as re
from newsfigures.extraction.document import Document
from newsfigures.extraction.gazetteer import Hit, bare, hits, lexicon, spellings
from newsfigures.extraction.mention import Mention
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
    plain = {hit.entry.name for hit in found if not hit.entry.ambiguous}
    ends = {hit.span.end for hit in found}
    found = [hit for hit in found if not _is_part(clean, hit, ends)]
    sure = [hit for hit in found if not hit.entry.ambiguous or _proven(document, hit, plain)]
    sure = _again(clean, found, sure)
    behind = {hit.entry.company for hit in sure if hit.entry.company}
    listed = [_mention(hit, clean) for hit in sure]
    long = [_variant(clean, *each) for each in variants.long_names(clean)]
    merged = _merge(long, listed)
    behind |= {m.company for m in merged if m.company}
    models = {m.name: m.company for m in merged if m.kind == "model" and m.company}
    short = [_variant(clean, *each) for each in variants.short_names(clean, behind, models)]
    merged = _merge(merged, short)
    merged = [variants.leveled(clean, variants.sized(clean, m)) for m in merged]
    merged = _merge(merged, places.find(clean))
    spans = [m.span for m in merged]
    new = [_unlisted(found, clean) for found in unlisted.find(document, spans)]
    merged = _merge(merged, new)
    sized = [(m.span.start, m.name, m.company or "") for m in merged if m.kind == "model"]
    merged = _merge(merged, [_sibling(clean, *each) for each in variants.sizes(clean, sized)])
    merged = _merge(merged, sites.find(clean, merged))
    merged = makers.give(clean, merged)
    return _merge(merged, list(places.groups(clean, merged)))


def _again(clean: str, found: list[Hit], sure: list[Hit]) -> list[Hit]:
    """Return the names with those that open a sentence and were proven elsewhere in the text."""
    proven = {hit.entry.name for hit in sure if hit.entry.kind == "model" and hit.entry.ambiguous}
    if not proven:
        return sure
    kept = {hit.span.start for hit in sure}
    more = [
        hit
        for hit in found
        if hit.entry.name in proven
        and hit.span.start not in kept
        and clean[hit.span.start].isupper()
        and not _ADVERB.match(clean, hit.span.end)
    ]
    return sorted(sure + more, key=lambda hit: hit.span.start) if more else sure


def _unlisted(found: unlisted.Found, clean: str) -> Mention:
    owner = found.name if found.kind in ("company", "investor") else None
    return Mention(
        span=found.span,
        surface=found.span.cut(clean),
        name=found.name,
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
    ranked = [(m.span.start, -m.span.end, 0, m) for m in first]
    ranked += [(m.span.start, -m.span.end, 1, m) for m in second]
    ranked.sort(key=lambda r: r[:3])
    kept: list[Mention] = []
    for *_, mention in ranked:
        if kept and kept[-1].span.overlaps(mention.span):
            last = kept[-1].span
            if mention.span.end - mention.span.start > last.end - last.start:
                kept[-1] = mention
            continue
        kept.append(mention)
    return kept


# `Together, X and Y spent`, `Together they come to`: an adverb, whoever bears it as a name.
_ADVERB = re.compile(
    r",(?! (?:which|whose|an?|the|based|founded|backed)\b)"
    r"|\s(?:they|these|those|the|we|both|all|with|it|that|its|their)\b"
)
# `Vision Transformer`, `a Generative Transformer`: part of a longer name.
_GOES_ON = re.compile(r" (?:Engine|Processor|System|Model|Network|Project|Index|Fund|Act)\b")
_LONGER = re.compile(r"(?<![.!?:]) ([A-Z][a-z]+) $")
_HARDWARE_NEAR = re.compile(r"(?i)gpu|chip|nvidia|tesla|accelerator|card")


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


def _proven(document: Document, hit: Hit, plain: set[str]) -> bool:
    """Say whether an ambiguous form is a name here."""
    clean, (start, end) = document.clean, (hit.span.start, hit.span.end)
    entry, words = hit.entry, hit.span.cut(document.clean)
    if words in lexicon("naming")["adverbs"] and _ADVERB.match(clean, end):
        return False
    if entry.name in plain:
        return True
    if entry.kind == "chip":
        return bool(_HARDWARE_NEAR.search(clean, max(0, start - 40), end + 40))
    if entry.kind == "model" and entry.company and re.search(r"\d", words):
        return entry.company in plain or words[0].islower()
    if len(words) <= 2:
        return clean[max(0, start - 4) : start].lower() == "the "
    if words not in lexicon("naming")["common_words"]:
        return words[0].isupper() or ord(words[0]) > 0x2E7F
    return _capital_counts(document, start, end)


def _capital_counts(document: Document, start: int, end: int) -> bool:
    """Say whether the capital of an everyday word marks a name rather than a first word."""
    clean = document.clean
    if not clean[start].isupper():
        return False
    if clean[end : end + 2] == "'s" or clean[end : end + 3] == " AI":
        return True
    sentence = document.sentence_at(start)
    opens = sentence is not None and sentence.span.start >= start - 2
    if not opens and not re.search(r"[.!?:]\s+$", clean[max(0, start - 4) : start]):
        return True
    follows = re.match(
        r"\s+(?:(?:now|also|still|already|itself|alone|again) )?([a-z]+)", clean[end : end + 30]
    )
    verbs = {v.split()[0] for v in lexicon("roles")["verbs"]["own"]}
    titled = re.match(
        r" (?:in (?:numbers|figures|brief|short|charts)|at a glance|by the numbers)\b",
        clean[end : end + 20],
    )
    return (
        titled is not None
        or follows is None
        or follows[1] in verbs | {"said", "says", "is", "was", "and"}
    )


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
