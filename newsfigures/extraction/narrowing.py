"""
From the best name near a quantity to the thing itself.

A company's model, site, app, plan or line of business, the receiver of a sum, the version that
a bare family name points back to: steps that follow once a name has been chosen.
"""

import re
from dataclasses import dataclass, replace

from newsfigures.extraction.clauses import gives
from newsfigures.extraction.fits import MODEL_METRICS, SITE_METRICS, TRAINED
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.mention import Mention
from newsfigures.extraction.scene import Scene
from newsfigures.model import Span


@dataclass(frozen=True, slots=True)
class Scored:
    """A mention with how well it stands to be the subject, and why."""

    score: float
    mention: Mention
    reasons: tuple[str, ...]


def narrow(scene: Scene, at: Span, best: Scored, ranked: list[Scored], metric: str) -> Scored:
    """Return the receiver, model, site or app that is meant when a company is named."""
    best = _receiver(scene, at, best, ranked, metric)
    best = _model_of(scene, at, best, metric)
    best = _site_of(scene, best, metric)
    best = _there(scene, at, best, metric)
    return _product_of(scene, at, best, metric)


def name_in_full(scene: Scene, at: Span, best: Scored, metric: str) -> Scored:
    """Return the subject with its line of business, plan or version, as the words give it."""
    if metric in ("revenue", "net_income") and best.mention.kind == "company":
        part = _segment(scene, at)
        if part:
            named = replace(best.mention, name=f"{best.mention.name} {part}")
            best = Scored(best.score * 0.9, named, (*best.reasons, "one line of its business"))
    if metric == "subscription_price":
        named = replace(best.mention, name=_plan(scene, at, best.mention.name))
        best = Scored(best.score, named, best.reasons)
    best = Scored(best.score, version_of(scene, best.mention), best.reasons)
    return _trained(scene, best) if metric in TRAINED else best


def _receiver(scene: Scene, at: Span, best: Scored, ranked: list[Scored], metric: str) -> Scored:
    """
    Return the receiver of a sum when the sentence names only who gives it.

    The receiver is then the company the passage is about: the one most often named in it.
    """
    if metric != "funding_raised":
        return best
    givers = {
        m.company for m in scene.mentions if scene.span.holds(m.span) and gives(scene.clean, m, at)
    }
    if not givers or (scene.span.holds(best.mention.span) and best.score > 0.6):
        return best
    others = [s for s in ranked if s.mention.company not in givers and s.mention.company]
    if not others:
        return best
    grown = frozenset(lexicon("descriptions")["young"]["never"])
    return max(
        others,
        key=lambda s: (
            (s.score + 1.5 * scene.shares.get(s.mention.company or "", 0.0))
            * (0.4 if s.mention.company in grown else 1.0)
        ),
    )


def _model_of(scene: Scene, at: Span, best: Scored, metric: str) -> Scored:
    """Return the company's model last named when a model's figure is put to a company."""
    if metric not in MODEL_METRICS or best.mention.kind != "company":
        return best
    if _UNNAMED.match(scene.clean, best.mention.span.end):
        return best
    own = [m for m in scene.mentions if m.kind == "model" and m.company == best.mention.company]
    here = [m for m in own if scene.span.holds(m.span)]
    before = [m for m in own if m.span.end <= best.mention.span.start]
    if here:
        mention, why = min(here, key=lambda m: abs(m.span.start - at.start)), "its model beside it"
    elif before:
        # A product without a version number (an app) is not what was trained.
        versions = [m for m in before if re.search(r"\d", m.name)]
        mention, why = (versions or before)[-1], "its model named last"
    else:
        return best
    return Scored(best.score * 0.8, mention, (*best.reasons, why))


_UNNAMED = re.compile(r"'s (?:[\w-]+ ){0,2}models?\b(?! [A-Z])")


def _site_of(scene: Scene, best: Scored, metric: str) -> Scored:
    """Return the company's site or model when chips or power are put to the company itself."""
    if metric not in ("gpu_count", "power_capacity") or best.mention.kind != "company":
        return best
    trains = bool(_TRAINS.search(scene.span.cut(scene.clean)))
    for mention in reversed(scene.before):
        if not scene.block.holds(mention.span) or mention.company != best.mention.company:
            continue
        if mention.kind == "project" or (
            mention.kind == "model" and metric == "gpu_count" and trains
        ):
            why = "its site or model named in the same paragraph"
            return Scored(best.score * 0.85, mention, (*best.reasons, why))
    return best


# Words that only make sense of a site: `a second phase`, `construction crews`.
_PARTS = re.compile(
    r"(?i)\b(?:(?:first|second|third|final|next|last|initial) (?:phase|stage|hall|building)"
    r"|construction|crews|the (?:buildings?|halls?|place|campus|site|facility|complex|project))\b"
)
_THERE = re.compile(r"[^.;]{0,60}\b(?:there|at the site|on the site|on site)\b(?! (?:is|are|was))")


def _there(scene: Scene, at: Span, best: Scored, metric: str) -> Scored:
    """Return the site named last when the sentence points back to it: `1,000 jobs there`."""
    if metric not in SITE_METRICS or best.mention.kind == "project":
        return best
    there = _THERE.match(scene.clean, at.end, scene.span.end)
    words = scene.span.cut(scene.clean)
    part = best.mention.kind == "company" and _PARTS.search(words)
    for mention in reversed(scene.before if there or part else ()):
        if mention.kind != "project" or scene.block.start - mention.span.end > 400:
            continue
        same = mention.company in (None, best.mention.company) and scene.block.holds(mention.span)
        if there or same:
            return Scored(best.score * 0.9, mention, (*best.reasons, "the site named last"))
    return best


def _product_of(scene: Scene, at: Span, best: Scored, metric: str) -> Scored:
    """Return the company's app when users or a plan's price are put to the company itself."""
    if metric not in ("users", "downloads", "subscription_price"):
        return best
    if best.mention.kind != "company":
        return best
    own = [
        m
        for m in scene.mentions
        if m.kind == "model"
        and m.company == best.mention.company
        and not re.search(r"\d", m.name)
        and scene.block.holds(m.span)
        and (m.span.end <= at.start or scene.span.holds(m.span))
    ]
    if not own:
        return best
    mention = min(own, key=lambda m: abs(m.span.start - at.start))
    return Scored(best.score * 0.9, mention, (*best.reasons, "its product named beside it"))


_LINES = (
    r"(?P<line>[Dd]ata[ -]cent(?:re|er)s?|[Gg]aming|[Cc]loud|[Aa]dvertising|[Aa]ds|[Aa]utomotive"
    r"|[Nn]etworking|AI semiconductors?|AI chips?|[Ss]oftware|[Ss]earch|[Hh]ardware|[Ss]ervices)"
)
# `Data centre brought $51bn`, `$193bn of it from data centre`.
_LINE_BEFORE = re.compile(
    rf"(?:^|[.;:]\s|, )(?:and )?(?:[Rr]evenue (?:from|in) |[Ss]ales (?:of|in|from) )?"
    rf"(?:the )?{_LINES}"
    r"(?: (?:division|segment|business|unit|arm))?(?:,[^,;.]{3,40},)? (?:revenues? |sales )?"
    r"(?:brought|made|earned|contributed|generated|came|accounted|took|a mere|added|was|were|rose"
    r"|grew|at)"
    r"\b[^.;,]{0,50}$"
)
_LINE_AFTER = re.compile(rf"\s*(?:of (?:it|that|them) )?(?:in|from) (?:the |its )?{_LINES}\b")


def _segment(scene: Scene, at: Span) -> str | None:
    """Return the line of business a company's sales are for, when the words say so."""
    found = _LINE_BEFORE.search(scene.clean[scene.span.start : at.start])
    found = found or _LINE_AFTER.match(scene.clean, at.end, scene.span.end)
    return re.sub(r"[ -]+", " ", found["line"].replace("-", " ")) if found else None


_PLAN = re.compile(
    r"(?<![\w-])(?:Pro|Plus|Max|Teams?|Business|Enterprise|Premium|Ultra|Go|Basic|Lite|Starter)\b(?!-)"
)


def _plan(scene: Scene, at: Span, name: str) -> str:
    """Return the product with the plan a price is for: `ChatGPT Plus`."""
    if _PLAN.search(name):
        return name
    plans = list(_PLAN.finditer(scene.clean, scene.span.start, scene.span.end))
    before = [m for m in plans if m.end() <= at.start]
    after = [m for m in plans if m.start() >= at.end and m.start() - at.end < 40]
    plan = before[-1] if before else after[0] if after else None
    return f"{name} {plan[0]}" if plan else name


_TRAINS = re.compile(r"(?i)\b(?:pre-?)?train(?:ed|s|ing)?\b|\brun\b|\bran on\b|\bhours\b")


def version_of(scene: Scene, mention: Mention) -> Mention:
    """Return the version a family's bare name points back to: `Llama` after `Llama 3.1 405B`."""
    if mention.kind != "model" or re.search(r"\d", mention.name):
        return mention
    stem = mention.name.lower() + " "
    earlier = [
        m
        for m in scene.mentions
        if m.kind == "model"
        and m.span.start < mention.span.start
        and m.name.lower().startswith(stem)
        and re.search(r"\d", m.name)
        and mention.span.start - m.span.end < 400
    ]
    return replace(mention, name=earlier[-1].name) if earlier else mention


def _trained(scene: Scene, best: Scored) -> Scored:
    """
    Return the model with a version that was named since the app a trait is put to.

    `Noodle runs on Ramen-7. It has 26bn parameters`: a pronoun means the app, the trait the model.
    """
    mention = best.mention
    if mention.kind != "model" or re.search(r"\d", mention.name):
        return best
    by_name = mention.via not in ("pronoun", "description")
    if by_name and scene.span.holds(mention.span):
        return best
    for other in reversed(scene.before):
        if other.name == mention.name and other.via not in ("pronoun", "description"):
            return best
        same = other.kind == "model" and other.company == mention.company
        if same and re.search(r"\d", other.name):
            return Scored(best.score * 0.9, other, (*best.reasons, "the model it runs on"))
    return best
