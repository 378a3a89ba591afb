"""Whom the rental price of a chip is about: who charges it, else the chip, else the model."""

from newsfigures.extraction import patterns as re
from newsfigures.extraction import topic
from newsfigures.extraction.clauses import standing
from newsfigures.extraction.gazetteer import by_name, lexicon
from newsfigures.extraction.mention import Mention
from newsfigures.extraction.narrowing import version_of
from newsfigures.extraction.receiving import Scored
from newsfigures.extraction.scene import Scene
from newsfigures.model import Span

# `2.788M H800 GPU hours`: the chip counts hours, it is not what is rented out.
_HOURS = re.compile(r"[ -](?:GPU|chip|accelerator)?[ -]?hours?\b")
_ON = re.compile(r"\b(?:[Oo]n|[Tt]hrough|[Vv]ia|[Aa]t) $")
_IN_PARENTHESES = re.compile(r"[^()]{0,60}$")
_OWN_CLOUD = re.compile(r"'s (?:own )?(?:cloud|exchange|platform|marketplace|market|service)\b")
_HEADS = re.compile(r"\s*(?:\([^()]{2,24}\)\s*)?(?::|—|–|\s-\s)")  # `Lambda: $2.99`
# `Lambda asks $2.99 for it, RunPod $2.39`: the verb is left out.
_GAPPED = re.compile(r" (?:at |from |just |only |about |around |~|a )*$")
# `RunPod Secure Cloud 8xH100 at $2.79`, `Lambda reservations from $1.85`.
_OFFERS = re.compile(r"(?: [\w×.-]+){1,5} (?:at|from) (?:just |only |about |around |~)?")
_RENTED = re.compile(
    r"\b(?:rent(?:ed|s|ing)?|leas(?:ed|es|ing)|hir(?:ed|es|ing)|hours?|GPUs|hour) from $"
)


_COMPARES = re.compile(r"\b(?:of|to|than|like|unlike|as|over|below|above|against) (?:the |an? )?$")


def _compares(clean: str, chip: Mention) -> bool:
    """Say whether a chip is named only to compare another with it: `a cousin of the H800`."""
    return bool(_COMPARES.search(clean, max(0, chip.span.start - 14), chip.span.start))


# `Legacy GPUs slid from $1.78`: no chip named before.
_OF_AN_AGE = re.compile(
    r"\b(?:[Ll]egacy|[Oo]lder|[Nn]ewer|[Mm]odern|[Mm]ainstream|[Cc]onsumer|[Hh]igh-end|[Bb]udget"
    r"|[Ee]ntry-level|(?:[Ll]ast|[Pp]revious|[Pp]rior|[Nn]ext|[Cc]urrent)-generation)"
    r" (?:GPUs|cards|chips|accelerators)\b"
)
_CLAUSE = re.compile(r"[;,:]|\b(?:while|and|but)\b")
_OVER = 40  # characters that the end of a clause counts for


def _distance(clean: str, at: Span, chip: Span) -> int:
    """Return how far a chip stands from its price; over the end of a clause it is further."""
    low, high = (chip.end, at.start) if chip.end <= at.start else (at.end, chip.start)
    return high - low + (_OVER if _CLAUSE.search(clean, low, high) else 0)


_OFFERED = re.compile(
    r"\b(?:is|are|was|were) (?:\w+ly )?(?:offered|listed|priced|rented(?: out)?|available|let"
    r"|billed)\b"
)


def _of_the_page(scene: Scene, clouds: frozenset[str]) -> Scored | None:
    """Return the cloud a page is wholly about, whose prices it then lists without naming it."""
    page = topic.at(scene.kept, scene.block.start)
    if page is None or not page.whole or page.mention.kind != "company":
        return None
    if page.mention.name not in clouds and by_name().get(page.mention.name):
        return None
    others = ("company", "model")
    if any(m.kind in others and m.company != page.company for m in scene.mentions
           if scene.block.holds(m.span)):  # fmt: skip
        return None
    if not _OFFERED.search(scene.clean, scene.span.start, scene.span.end):
        return None
    return Scored(0.7, page.mention, ("what the page is about",))


def _of_the_heading(scene: Scene, clouds: frozenset[str]) -> Scored | None:
    """
    Return the one cloud that the heading above prices: `## RunPod prices in three tiers`.

    Not where the paragraph names another firm, or the heading two.
    """
    if not scene.heads:
        return None
    head = scene.heads[0]
    firms = {m.name: m for m in scene.mentions if m.kind == "company" and head.holds(m.span)}
    others = {m.name for m in scene.mentions if m.kind == "company" and scene.block.holds(m.span)}
    if len(firms) != 1 or not others <= set(firms) or not _PRICING.search(head.cut(scene.clean)):
        return None
    name, firm = firms.popitem()
    return Scored(0.6, firm, ("the heading prices it",)) if name in clouds else None


_PRICING = re.compile(r"(?i)\b(?:pric(?:e[sd]?|ing)|rates?|costs?|tiers?|per[- ]hour|hourly)\b")


def find(scene: Scene, at: Span) -> Scored | None:
    """Return the provider that charges the rate, else the chip, else the model it prices."""
    clouds = frozenset(lexicon("roles")["trades"]["clouds"])
    charge = lexicon("roles")["verbs"]["charge"]
    verbs = re.compile(rf"(?i)\b(?:{'|'.join(charge)})\b")
    providers = []
    for mention in scene.mentions:
        if mention.kind != "company" or not scene.block.holds(mention.span):
            continue
        known = mention.name in clouds or not by_name().get(mention.name)
        place, reasons = standing(scene, at, mention, "gpu_rental_rate")
        before = scene.clean[max(0, mention.span.start - 30) : mention.span.start]
        after = scene.clean[at.end : mention.span.start]  # empty for a mention before
        arm = scene.clean.startswith(" Cloud", mention.span.end)  # `On Crusoe Cloud`
        on = (
            (mention.name in clouds or arm)
            and scene.span.holds(mention.span)
            and _ON.search(before)
            and not re.search(r"[,;$€£]|\band\b", after)
        )
        own = _OWN_CLOUD.match(scene.clean, mention.span.end) and _ON.search(before)
        if own and scene.span.holds(mention.span):
            providers.append(Scored(1.6, mention, (*reasons, "its cloud charges it")))
            continue
        inside = _IN_PARENTHESES.match(scene.clean, mention.span.end, at.start)
        if known and scene.clean[mention.span.start - 1] == "(" and inside:
            providers.append(Scored(1.9, mention, (*reasons, "named in the same parentheses")))
        heads = mention.span.start - scene.span.start < 3 and _HEADS.match(
            scene.clean, mention.span.end, at.start
        )
        if known and heads and scene.span.holds(mention.span):
            providers.append(Scored(1.8, mention, (*reasons, "its entry opens with it")))
            continue
        rented = scene.span.holds(mention.span) and _RENTED.search(before)
        if known and place and (rented or on):
            providers.append(Scored(place + 1.0, mention, (*reasons, "rented from it")))
            continue
        here = scene.span.holds(mention.span) and mention.span.end <= at.start
        between = scene.clean[mention.span.end : at.start] if here else ""
        owns = re.match(r"'s (?:[\w-]+ ){0,4}(?:instances|H\d00s?|GPUs|cards|chips)\b", between)
        offers = mention.name in clouds and here and _OFFERS.fullmatch(between)
        if offers or (known and here and _GAPPED.fullmatch(between)):
            providers.append(Scored(1.7, mention, (*reasons, "right beside it")))
            continue
        if known and here and place >= 0.3 and (verbs.search(between) or owns):
            providers.append(Scored(place, mention, (*reasons, "it charges the rate")))
    if providers:
        best = max(providers, key=lambda s: s.score)
        return Scored(min(1.0, best.score), best.mention, best.reasons)
    if page := _of_the_page(scene, clouds):
        return page
    if headed := _of_the_heading(scene, clouds):
        return headed
    chips = [m for m in scene.mentions if m.kind == "chip"]
    near = [
        m
        for m in chips
        if scene.span.holds(m.span)
        and not (m.span.end <= at.start and _HOURS.match(scene.clean, m.span.end))
    ]
    near = [m for m in near if not _compares(scene.clean, m)] or near
    chip = min(near, key=lambda m: _distance(scene.clean, at, m.span)) if near else None
    models = [m for m in scene.before if m.kind == "model"]
    makers = {m.company for m in scene.before if scene.span.holds(m.span) and m.kind == "company"}
    models = [m for m in models if m.company in makers] or models
    if chip is None and _OF_AN_AGE.search(scene.clean, scene.span.start, at.start):
        return None
    if chip is None:
        model = models[-1] if models else None
        earlier = [m for m in chips if m.span.start < at.start]
        if earlier and (model is None or earlier[-1].span.start > model.span.start):
            chip = earlier[-1]
        elif model:
            why = ("the model whose hours it prices",)
            return Scored(0.6, version_of(scene, model), why)
    if chip is None:
        return None
    return Scored(0.7, chip, ("the chip named with it",))
