"""
The mention that a description fits best: of the kind, land and trade that its words ask for.

Whoever opened its sentence comes before others, whoever a text is on before whom it only names;
who gives, supplies or stands in a corner comes last. `The Boise-based company` is whoever was told
of last, not whom the text is on; `backed by X and Y, the company` is neither of them.
"""

from newsfigures.extraction import asides
from newsfigures.extraction import patterns as re
from newsfigures.extraction.document import Document
from newsfigures.extraction.expressions import COMES_FROM, CORNER, MODIFIES
from newsfigures.extraction.gazetteer import by_name, lexicon
from newsfigures.extraction.memory import Memory, means
from newsfigures.extraction.mention import Mention
from newsfigures.model import Span, noun


@noun()
class Wanted:
    """
    What a description asks for: a kind of thing, of a land, of a trade, or young.

    `pointed` where it points to what was said last: `that company`.
    """

    kind: str
    country: str | None = None
    trade: frozenset[str] | None = None
    young: bool = False
    pointed: bool = False


# `X took part`, `X co-founder Jo Lee's fund`: who gives is not `the company` that gets.
_STANDS_BY = re.compile(
    r"\.? (?:(?:also|has|have|had|both|then) )*(?:participated|took part|joined|co-led|chipped in"
    r"|(?:invested|led|backed)\b(?! by))\b"
    r"|(?:'s)? (?:co-?founder|founder|chief|boss|chairman|CEO|president|veteran|alumn\w+)\b"
)
_OBJECT = re.compile(r"\b(?:in|into|with|for|to|from|by|against|of) $")
_BUILT_FOR = re.compile(r"\b(?:for|by|to) (?:the )?$")
_SEATED = re.compile(r"(?:[Tt]he|[Tt]his) (?:[A-Z][\w.'-]*,? ){0,3}?[A-Z][\w.-]*-based ")


def nearest(memory: Memory, span: Span, wanted: Wanted) -> Mention | None:
    """Return the nearest mention that fits; one that opened its sentence before others."""
    kind, pointed = wanted.kind, wanted.pointed
    here = memory.document.sentence_at(span.start)
    start = here.span.start if here else span.start
    block = memory.document.blocks[here.block].span.start if here else 0
    best: tuple[float, Mention] | None = None
    clean = memory.document.clean
    # `X wrapped up its investment in the company`: not X's in itself.
    object_ = not pointed and _OBJECT.search(clean, max(0, span.start - 9), span.start)
    # `The Boise-based company`: whoever was told of last, not whom a text is on
    seated = bool(_SEATED.match(clean, span.start, span.end))
    fronted = not pointed and asides.fronted(clean, start, span.start)
    for mention in memory.window(span.start):
        fit = fits(mention, wanted)
        if fronted and mention.span.start >= start:
            continue  # `Backed by X and Y, the company`: none of them
        if not fit or (wanted.young and fit[0] in lexicon("descriptions")["young"]["never"]):
            continue
        name, as_kind = fit
        distance = (span.start - mention.span.end) / 250
        if mention.span.start < start and opens(memory.document, mention):
            distance -= 1.5
        elif mention.span.start >= start and (pointed or opens(memory.document, mention)):
            distance += 3.0 if object_ else -2.5 if pointed else -1.0
        if (
            kind != "project" and not pointed and not seated
        ):  # what a text is on says little of which site
            distance -= 4.0 * memory.shares.get(mention.company or "", 0.0)
        if CORNER.search(clean, max(0, mention.span.start - 9), mention.span.start):
            distance += 1.0
        if as_kind != mention.kind or (kind == "app" and as_kind == "company"):
            distance += 3.0 if kind == "app" else 1.5
        if kind == "model" and mention.via in ("description", "pronoun"):
            distance += 1.5
        if mention.span.start < block:
            distance += 1.5
        low = max(0, mention.span.start - 9)
        if kind == "company" and _BUILT_FOR.search(clean, low, mention.span.start):
            distance += 1.0
        if MODIFIES.match(clean, mention.span.end):
            distance += 2.0
        if kind == "company" and _STANDS_BY.match(clean, mention.span.end):
            distance += 4.0
        if kind == "company" and COMES_FROM.search(
            clean, max(0, mention.span.start - 90), mention.span.start
        ):
            distance += 2.5
        if mention.via == "pronoun":
            distance -= 0.5
        meant = (
            mention
            if as_kind == mention.kind
            else means(name, as_kind, name, mention.span, mention.surface, mention.via)
        )
        if best is None or distance < best[0]:
            best = (distance, meant)
    return best[1] if best else None


def ahead(memory: Memory, span: Span, wanted: Wanted) -> Mention | None:
    """Return the one company named shortly after a description that fits it."""
    following = [m for m in memory.ahead(span.end, 300) if m.kind == "company"]
    able = [m for m in following if fits(m, wanted)]
    return able[0] if able and len({m.name for m in able}) == 1 else None


def fits(mention: Mention, wanted: Wanted) -> tuple[str, str] | None:
    """Return the name and kind by which a mention is what is wanted, None where it is not."""
    kind, country, trade = wanted.kind, wanted.country, wanted.trade
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


def opens(document: Document, mention: Mention) -> bool:
    """Say whether a mention opens its sentence, behind a phrase or a few words at most."""
    sentence = document.sentence_at(mention.span.start)
    if sentence is None:
        return False
    start = mention.span.start
    far = start - sentence.span.start
    return far < 40 or asides.fronted(document.clean, sentence.span.start, start)
