"""
Whom a quantity is about: subject, company, what it is compared with, the chip named with it.

Every mention near the quantity is scored by how well its kind fits the metric, how near it
stands (same clause, sentence, block, heading, row) and what the words beside it say it does.
The best one is the subject; a text that names none has none.
"""

from collections.abc import Sequence
from dataclasses import replace

from newsfigures.extraction import (
    bound,
    buyers,
    bystanders,
    echoes,
    entries,
    gapped,
    generic,
    lists,
    markets,
    pools,
    prior,
    rates,
    rows,
    sectors,
    topic,
)
from newsfigures.extraction import patterns as re
from newsfigures.extraction.clauses import opens, speaks_for, standing
from newsfigures.extraction.corners import gives
from newsfigures.extraction.document import Document, Sentence
from newsfigures.extraction.fits import (
    COMPANY_METRICS,
    DEALS,
    FITS,
    JOINT_METRICS,
    MODEL_METRICS,
    TRAINED,
    Fit,
)
from newsfigures.extraction.gazetteer import by_name, company_of, lexicon
from newsfigures.extraction.known import remembered
from newsfigures.extraction.mention import Mention
from newsfigures.extraction.narrowing import name_in_full, narrow, version_of
from newsfigures.extraction.receiving import Scored
from newsfigures.extraction.scene import Scene
from newsfigures.extraction.units import family
from newsfigures.model import Quantity, Span, noun

__all__ = ["Link", "link"]

NEAR = 2500  # characters before a quantity in which its subject is sought
FAR = 6000  # the same for models: an article goes on about one for paragraphs
ENOUGH = 0.12
FAINT = 0.04  # a cloud that buys from another is weighed once more


@noun(kw_only=False)
class Link:
    """
    What a quantity is about.

    `strength` runs from 0 to 1 and says how sure the subject is; `reasons` say why, in words.
    `company` is None for markets, states and joint ventures, and for rates of a chip.
    """

    subject: str
    company: str | None
    relative_to: str | None
    hardware: str | None
    listed: bool
    reasons: tuple[str, ...]
    strength: float


def link(
    document: Document,
    mentions: Sequence[Mention],
    quantity: Quantity,
    metric: str,
    sentence: Sentence | None,
) -> Link | None:
    """Return what a quantity is about; None when the text names nothing it could be about."""
    at = quantity.span
    if family(quantity.unit) == "money":
        at = echoes.first_said(document.clean, at)
    scene = Scene.around(document, mentions, at, sentence, FAR if metric in MODEL_METRICS else NEAR)
    hardware = _hardware(scene, at)
    if metric == "market_size":
        name, strength, why = markets.find(document, at, sentence)
        return Link(name, None, None, hardware, True, (why,), strength)
    if sentence is None:
        row = rows.subject(document, mentions, at, metric)
        if row:
            relative = metric == "relative_cost"
            other = rows.compared(document, mentions, at, row) if relative else None
            return _link(row, other, hardware, ("its row names it",), 0.95)
        if rows.is_unnamed(document, mentions, at, metric):
            return None
    pool = pools.receiver(scene, at) if metric == "funding_raised" and sentence else None
    if pool:
        return Link(pool, None, None, hardware, True, ("a whole sector",), 0.6)
    tied = bound.to(scene, at, metric) if sentence else None
    if tied:
        return _link(tied[0], None, hardware, (tied[1],), 0.9)
    entry = entries.named(document, sentence) if sentence and metric in DEALS else None
    if entry:
        reasons = ("its entry opens with it",)
        inside = [m for m in scene.mentions if entry[1].overlaps(m.span)]
        known = inside[0] if inside else None
        if known and known.kind == "model":  # `Cursor (Anysphere): $2.3bn raised`
            makers = (m for m in inside if m.kind == "company" and m.name == known.company)
            known = next(makers, known)
        if known is None:
            return Link(entry[0], entry[0], None, hardware, False, reasons, 0.8)
        if known.kind in ("company", "model"):
            return _link(known, None, hardware, reasons, 0.9)
    back = echoes.pointed_back(document, sentence, at) if sentence else None
    if back:
        earlier = link(document, mentions, replace(quantity, span=back[0]), metric, back[1])
        if earlier and metric == "relative_cost":
            other = _compared(scene, at, earlier.subject, earlier.company)
            earlier = replace(earlier, relative_to=other)
        if earlier:
            return replace(earlier, hardware=hardware or earlier.hardware)
    told = next((s for s in reversed(scene.sentences) if s.end <= scene.span.start), None)
    spread = lists.respective(scene.clean, scene.span, at, scene.mentions, FITS[metric], told)
    if spread and not (metric == "funding_raised" and gives(scene.clean, spread, at)):
        return _link(spread, None, hardware, ("lists in the same order",), 0.9)
    if metric == "gpu_rental_rate":
        rate = rates.find(scene, at)
        if rate is None:
            return None
        chip = rate.mention.name if rate.mention.kind == "chip" else hardware
        return _link(rate.mention, None, chip, rate.reasons, rate.score)
    stranger = (
        gapped.stranger(scene, at, metric) if sentence and metric in COMPANY_METRICS else None
    )
    if stranger:
        own = ("an amount of its own in a row of names",)
        return Link(stranger, stranger, None, hardware, False, own, 0.6)
    unnamed = generic.subject(scene, at, metric) if sentence else None
    if unnamed:
        return _trade(unnamed.trade, hardware)
    ranked = _ranked(scene, at, metric)
    sector = sectors.sector(scene, at, metric, ranked[0] if ranked else None)
    if sector:
        return Link(sector, None, None, hardware, True, ("a whole sector",), 0.5)
    if not ranked:
        return None
    best = ranked[0]
    if _too_far(scene, best, ranked, metric):
        return None
    if metric == "compute_contract" and not _rents(scene):
        return None
    best = narrow(scene, at, best, ranked, metric)
    joint = lists.joint(scene.clean, scene.span, at, scene.mentions, best.mention)
    summed = joint and lists.COMBINED.search(scene.span.cut(scene.clean))
    if joint and (summed or metric in JOINT_METRICS) and metric not in MODEL_METRICS:
        steps = (*best.reasons, "a sum of several together")
        return Link(joint, None, None, hardware, best.mention.listed, steps, min(1.0, best.score))
    best = name_in_full(scene, at, best, metric)
    other = None
    if metric == "relative_cost":
        other = _compared(scene, at, best.mention.name, best.mention.company)
    strength = min(1.0, best.score)
    return _link(best.mention, other, hardware, best.reasons, strength)


_COMPUTING = re.compile(
    r"(?i)\b(?:comput(?:e|ing)|cloud|capacity|data[ -]?cent(?:re|er)s?|GPUs?|TPUs?|chips?|servers?"
    r"|Azure|AWS|infrastructure|supercomputers?|accelerators?|systems|gigawatts?|GW|megawatts?|MW|clusters?"
    r"|Trainium|Blackwell|processors?|hosting|neoclouds?|hyperscalers?)\b"
)


def _rents(scene: Scene) -> bool:
    """Say whether computing power is spoken of, or somebody who rents it out is named."""
    if _COMPUTING.search(scene.clean, scene.block.start, scene.block.end):
        return True
    if any(m.kind == "chip" and scene.block.holds(m.span) for m in scene.mentions):
        return True
    trades = lexicon("roles")["trades"]
    sellers = {*trades["clouds"], *trades["neoclouds"], *trades["machines"]}
    heads = (*scene.heads[:1], scene.block)
    return any(m.name in sellers for m in scene.mentions if any(h.holds(m.span) for h in heads))


WEAK = 0.27  # of links as weak as that from elsewhere on the page half are wrong


def _too_far(scene: Scene, best: Scored, ranked: Sequence[Scored], metric: str) -> bool:
    """
    Say whether whoever might be meant is named too far off to be sure of: rather nobody.

    Where nobody else comes near, the only one will do.
    """
    span = best.mention.span
    near = scene.block.holds(span) or (scene.lead is not None and scene.lead.holds(span))
    if near or (scene.under is not None and scene.under.holds(span)):
        return False
    page = topic.at(scene.kept, scene.block.start)
    if page is not None and page.whole and page.company == best.mention.company:
        return False
    if metric == "subscription_price":
        return best.score < _HEADED  # many things are sold by the month
    rival = any(
        not _same_house(s.mention.company, best.mention.company) and s.score > best.score * _RIVAL
        for s in ranked
    )
    return rival and best.score < WEAK


def _same_house(one: str | None, other: str | None) -> bool:
    """Say whether two companies are one, or one is an arm of the other: `Google Cloud`."""
    if one == other:
        return True
    if one is None or other is None:
        return False
    first, second = (by_name().get(name) for name in (one, other))
    above = first.parent if first else None, second.parent if second else None
    return one in above or other in above


_RIVAL = 0.6  # how near another must come
_HEADED = 0.42  # what a name in the nearest heading counts


def _link(
    mention: Mention,
    other: str | None,
    hardware: str | None,
    reasons: tuple[str, ...],
    strength: float,
) -> Link:
    return Link(
        mention.name,
        mention.company if mention.kind != "chip" else None,
        other,
        hardware,
        mention.listed,
        reasons,
        strength,
    )


def _trade(name: str | None, hardware: str | None) -> Link | None:
    why = "its sentence is about a whole trade"
    return Link(name, None, None, hardware, True, (why,), 0.6) if name else None


def _hardware(scene: Scene, at: Span) -> str | None:
    """Return the chip named inside the quantity, or nearest it in its sentence."""
    chips = [m for m in scene.mentions if m.kind == "chip"]
    inside = [m for m in chips if at.overlaps(m.span)]
    if inside:
        return inside[0].name
    here = [m for m in chips if scene.span.holds(m.span)]
    if not here:
        return None
    return min(here, key=lambda m: abs(m.span.start - at.start)).name


def _ranked(scene: Scene, at: Span, metric: str) -> list[Scored]:
    fits: Fit = FITS[metric]
    found = []
    enough = FAINT if metric == "compute_contract" else ENOUGH
    company = metric in COMPANY_METRICS
    hosts = _hosts() if metric in TRAINED or metric == "downloads" else ()
    for named in scene.mentions:
        held = company or (metric == "infrastructure_investment" and named.kind == "person")
        stands_for = named.kind == "person" or named.via == "pronoun"
        mention = _as_company(named) if held and stands_for else named
        fit = fits.get(mention.kind, 0.0)
        if mention.kind == "model" and speaks_for(scene, at, mention, metric):
            fit = 1.1  # `Claude Code took in $2bn`: a product's own sales
        if not fit or (at.overlaps(mention.span)):
            continue
        if bystanders.stands_by(scene, at, named, metric):
            continue
        if mention.name in hosts:
            continue  # what a model was trained with, or is to be had from
        if metric in MODEL_METRICS and mention.kind == "company" and not _makes(scene, mention):
            continue
        if metric == "compute_contract" and mention.name in lexicon("roles")["trades"]["clouds"]:
            # Clouds sell capacity; they are the buyer only when no one else is named.
            fit *= 0.5 if mention.via == "name" else 0.3
        place, reasons = standing(scene, at, mention, metric, least=enough / fit)
        score = fit * place
        if score >= enough:
            found.append(Scored(score, mention, reasons))
    if metric == "compute_contract":
        found = [s for s in buyers.first(scene, at, found) if s.score >= ENOUGH]
    found = prior.weighed(scene, at, _here_first(scene, at, found, metric), metric)
    return sorted(found, key=lambda s: -s.score)


@remembered
def _hosts() -> frozenset[str]:
    return frozenset((*lexicon("roles")["trades"]["platforms"], "Hugging Face", "GitHub", "Ollama"))


@remembered
def _known_makers() -> frozenset[str]:
    companies = {company_of(entity.name) for entity in by_name().values() if entity.kind == "model"}
    steps = {entity.parent for entity in by_name().values() if entity.name in companies}
    return frozenset(name for name in companies | steps if name)


def _makes(scene: Scene, mention: Mention) -> bool:
    """Say whether a company makes models: one we know of, one the text names, or by its name."""
    if not mention.listed or mention.name in _known_makers():
        return True
    if any(m.kind == "model" and m.company == mention.company for m in scene.mentions):
        return True
    after = scene.clean[mention.span.end : mention.span.end + 60]
    return scene.span.holds(mention.span) and bool(_MODEL_OF.match(after))


_MODEL_OF = re.compile(
    r"(?:'s?(?: [\w-]+){0,3} (?:models?|run|LLM|network)\b"
    r"|,?(?: [a-z]+){0,3} (?:train|built|build|develop|releas|spent|paid)\w*)"
)
_LESS = 0.72  # what earlier sentences name counts so much less beside a subject of this one


def _here_first(scene: Scene, at: Span, found: list[Scored], metric: str) -> list[Scored]:
    """
    Return the candidates, those of earlier sentences lowered when this one has its own subject.

    A company is the subject of a model's figure only if a model of its own has been named.
    """
    fits = FITS[metric]
    subject = next((s.mention for s in found if opens(scene, at, s.mention, metric)), None)
    if subject is None or fits[subject.kind] < 0.5:
        return found
    maker = metric in MODEL_METRICS and subject.kind == "company"
    own = (m for m in scene.mentions if m.kind == "model" and m.company == subject.company)
    if maker and not any(own):
        return found
    return [
        replace(s, score=s.score * _LESS)
        if (s.mention.kind == "class" and subject.kind != "class")
        or not (scene.span.holds(s.mention.span) or s.mention.company == subject.company)
        else s
        for s in found
    ]


def _as_company(mention: Mention) -> Mention:
    """
    Return the company when only a company can be meant and "it" points back to its model.

    A person stands for the employer, if that is a company.
    """
    if not mention.company:
        return mention if mention.kind != "person" else replace(mention, kind="nobody")
    if mention.kind == "person":
        employer = by_name().get(mention.company)
        known = employer is not None and employer.kind != "company"
        return mention if known else replace(mention, name=mention.company)
    if mention.kind == "model" and mention.via == "pronoun":
        return replace(mention, kind="company", name=mention.company)
    return mention


def _compared(scene: Scene, at: Span, subject: str, company: str | None) -> str | None:
    """Return the model on the other side of a comparison of costs."""
    models = [m for m in scene.mentions if m.kind == "model" and m.name != subject]
    after = [m for m in models if scene.span.holds(m.span) and m.span.start >= at.end]
    if after:
        return version_of(scene, after[0]).name
    before = [m for m in models if scene.span.holds(m.span) and m.span.end <= at.start]
    if before:
        return before[-1].name
    earlier = [m for m in models if m.span.end <= at.start and m.company != company]
    return earlier[-1].name if earlier else None
