"""
From the best name near a quantity to the thing itself.

A company's model, site, app, plan or line of business, the receiver of a sum, the version that
a bare family name points back to: steps that follow once a name has been chosen.
"""

from dataclasses import replace

from newsfigures.extraction import patterns as re
from newsfigures.extraction import segments
from newsfigures.extraction.corners import OWN_AMOUNT
from newsfigures.extraction.fits import MODEL_METRICS, SITE_METRICS, TRAINED
from newsfigures.extraction.gazetteer import by_name, lexicon
from newsfigures.extraction.mention import Mention
from newsfigures.extraction.receiving import Scored, made_by, receiver, valued
from newsfigures.extraction.scene import Scene
from newsfigures.model import Span


def narrow(scene: Scene, at: Span, best: Scored, ranked: list[Scored], metric: str) -> Scored:
    """Return the receiver, model, site or app that is meant when a company is named."""
    best = receiver(scene, at, best, ranked, metric)
    best = valued(scene, at, best, ranked, metric)
    best = made_by(scene, at, best, ranked, metric)
    best = _beside(scene, at, best, metric)
    best = _project_of(scene, at, best, ranked, metric)
    best = _model_of(scene, at, best, metric)
    best = _site_of(scene, best, metric)
    best = _there(scene, at, best, metric)
    return _product_of(scene, at, best, metric)


def name_in_full(scene: Scene, at: Span, best: Scored, metric: str) -> Scored:
    """Return the subject with its line of business, plan or version, as the words give it."""
    if metric in ("revenue", "net_income") and best.mention.kind == "company":
        part = segments.named(scene, at)
        if part:
            whole = _whole(best.mention, part)
            named = replace(whole, name=f"{whole.name} {part}")
            best = Scored(best.score * 0.9, named, (*best.reasons, "one line of its business"))
    if metric == "subscription_price":
        named = replace(best.mention, name=_plan(scene, at, best.mention.name))
        best = Scored(best.score, named, best.reasons)
    best = Scored(best.score, version_of(scene, best.mention), best.reasons)
    family = _family(scene, best.mention) if metric in _ADDED else None
    if family:
        named = replace(best.mention, name=family)
        return Scored(best.score, named, (*best.reasons, "a sum of several models"))
    return _trained(scene, best) if metric in TRAINED else best


def _whole(mention: Mention, part: str) -> Mention:
    """
    Return the house whose other line is told of: `Search` after Google Cloud is Google's.

    Leaves alone a cloud's own lines (`cloud services`).
    """
    arm = by_name().get(mention.name)
    if arm is None or not arm.parent or part.startswith("cloud"):
        return mention
    if mention.name not in lexicon("roles")["trades"]["clouds"]:
        return mention
    return replace(mention, name=arm.parent, company=arm.parent)


_ADDED = frozenset({"gpu_hours", "training_cost", "training_compute", "gpu_count"})
_TOGETHER = re.compile(
    r"\W*(?:Together|In (?:all|total)|All told|Combined|Added up|Taken together|Between them)\b"
    r",?(?: (?:they|these|those|the (?:two|three|four|models?|runs?|versions|pair|trio|family)))\b"
)


def _family(scene: Scene, mention: Mention) -> str | None:
    """
    Return what several models have in common when a sentence sums them up.

    `X 3 8B took … and X 3 70B … Together they took`: X 3. None for models of several makers.
    """
    if scene.span.holds(mention.span) or not _TOGETHER.match(scene.clean, scene.span.start):
        return None
    held = next((s for s in reversed(scene.sentences) if s.end <= scene.span.start), None)
    if held is None:
        return None
    models = [m for m in scene.mentions if m.kind == "model" and held.holds(m.span)]
    names = list(dict.fromkeys(m.name for m in models))
    if len(names) < 2 or len({m.company for m in models}) > 1:
        return None
    shared = []
    for words in zip(*(name.split() for name in names), strict=False):
        if len(set(words)) > 1:
            break
        shared.append(words[0])
    return " ".join(shared) or f"{', '.join(names[:-1])} and {names[-1]}"


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


_SAYS = re.compile(
    r"(?:'s [A-Z][a-z]+ [A-Z][a-z]+)?,? (?:said|says|added|announced|estimated|expects|reckons|told"
    r"|agreed|put)\b"
)
_VENTURE = re.compile(r"\b(?:venture|project|partners?|together|consortium|programme|backers)\b")
_APART = re.compile(r"\b(?:each|apiece|respectively)\b")


_APPOSED = re.compile(r",? (?:\([^()]{1,40}\),? )?(?:a|an|the|its|their)(?: [a-z][\w-]*){0,2} $")


# What money is raised for: `$5bn of debt to finance the Moonbase project`.
_RAISED_FOR = re.compile(
    r"(?: (?:in|of|worth of) [a-z][\w, -]{2,40})?(?: for| to (?:finance|fund|build|complete|develop"
    r"|bankroll|pay for|construct|expand)"
    r"|, bringing (?:the |its )?(?:total )?(?:investment|financing|funding) (?:in|for))"
    r"(?: the| its| their| a)?(?: [a-z][\w-]*){0,2} "
)


def _beside(scene: Scene, at: Span, best: Scored, metric: str) -> Scored:
    """
    Return the project whose name the amount is bound to.

    `Orbit's $5bn Moonbase venture`, `Moonbase, a $5bn campus`, `Orbit raised $5bn to build
    Moonbase`: Moonbase. Leaves alone a project
    that merely stands in the same sentence (`Orbit put $5bn into Moonbase and Starbase`).
    """
    if metric not in SITE_METRICS or best.mention.kind == "project":
        return best
    for mention in scene.mentions:
        if mention.kind != "project" or not scene.span.holds(mention.span):
            continue
        ahead = scene.clean[at.end : mention.span.start] == " "
        before = scene.clean[mention.span.end : at.start] if mention.span.end <= at.start else ""
        after = scene.clean[at.end : mention.span.start] if mention.span.start > at.end else ""
        ahead = ahead or (0 < len(after) < 80 and bool(_RAISED_FOR.fullmatch(after)))
        if ahead or (len(before) < 80 and _APPOSED.fullmatch(before)):
            return Scored(best.score, mention, (*best.reasons, "the project named beside it"))
    return best


def _project_of(scene: Scene, at: Span, best: Scored, ranked: list[Scored], metric: str) -> Scored:
    """
    Return the joint project of a sentence when its members only speak of it or present it.

    `A, B and C presented their venture; they spoke of $5bn`: the money is the venture's.
    """
    if metric not in ("infrastructure_investment", "power_capacity"):
        return best
    member = best.mention
    if member.kind not in ("company", "investor", "person") or not scene.span.holds(member.span):
        return best
    words = scene.span.cut(scene.clean)
    joint = [
        s
        for s in ranked
        if s.mention.kind == "project"
        and s.mention.company is None
        and scene.span.holds(s.mention.span)
        and s.mention.span.end <= at.start
    ]
    if not joint or _APART.search(words):
        return best
    project = joint[0].mention
    speaks = project.span.end <= member.span.start and _SAYS.match(scene.clean, member.span.end)
    others = [m for m in scene.mentions if scene.span.holds(m.span) and m.kind == member.kind]
    several = len({m.name for m in others if m.span.end <= at.start}) > 1
    presents = member.span.end <= project.span.start and several and _VENTURE.search(words)
    if speaks or presents:
        why = "its members speak of the project"
        return Scored(best.score, project, (*best.reasons, why))
    return best


_HOLDS = re.compile(
    r"\b(?:owns?|owned|has|have|had|holds?|held|bought|buys?|ordered|orders|install\w*|operat\w+"
    r"|plans?|amass\w*|stockpil\w*|access|deploy\w*|acquir\w+)\b"
)


def _site_of(scene: Scene, best: Scored, metric: str) -> Scored:
    """Return the company's site or model when chips or power are put to the company itself."""
    if metric not in ("gpu_count", "power_capacity") or best.mention.kind != "company":
        return best
    trains = metric == "gpu_count" and _is_run(scene)
    for mention in reversed(scene.before):
        if not scene.block.holds(mention.span) or mention.company != best.mention.company:
            continue
        if mention.kind == "project" or (mention.kind == "model" and trains):
            why = "its site or model named in the same paragraph"
            return Scored(best.score * 0.85, mention, (*best.reasons, why))
    own = [m for m in scene.mentions if m.kind == "model" and m.company == best.mention.company]
    versions = [m for m in own if m.span.end <= scene.span.start and re.search(r"\d", m.name)]
    if trains and versions:
        named = max(versions, key=lambda m: m.span.start)
        return Scored(best.score * 0.8, named, (*best.reasons, "its model named last was trained"))
    return best


def _is_run(scene: Scene) -> bool:
    """Say whether a sentence is about a training run, or goes on about that of the one before."""
    words = scene.span.cut(scene.clean)
    if _TRAINS.search(words):
        return True
    last = next((s for s in reversed(scene.sentences) if s.end <= scene.span.start), None)
    if last is None or not scene.block.holds(last) or _HOLDS.search(words):
        return False
    return bool(_TRAINS.search(last.cut(scene.clean)))


# Words that only make sense of a site: `a second phase`, `construction crews`.
_PARTS = re.compile(
    r"(?i)\b(?:(?:first|second|third|final|next|last|initial) (?:phase|stage|hall|building)"
    r"|construction|crews|the (?:buildings?|halls?|place|campus|site|facility|complex|project))\b"
    r"(?! (?:in|near|at|outside) [A-Z])"
)
_CREATES = re.compile(r"\b(?:creat\w+|support\w*|bring\w*) [^.;]{0,40}\bjobs\b|\bon-?site jobs\b")
_THERE = re.compile(r"[^.;]{0,60}\b(?:there|at the site|on the site|on site)\b(?! (?:is|are|was))")


def _there(scene: Scene, at: Span, best: Scored, metric: str) -> Scored:
    """Return the site named last when the sentence points back to it: `1,000 jobs there`."""
    if metric not in SITE_METRICS or best.mention.kind == "project":
        return best
    if OWN_AMOUNT.fullmatch(scene.clean, best.mention.span.end, at.start):
        return best  # `X's broader $3bn plan`
    there = _THERE.match(scene.clean, at.end, scene.span.end)
    words = scene.span.cut(scene.clean)
    part = best.mention.kind == "company" and _PARTS.search(words)
    jobs = metric == "headcount" and best.mention.kind == "company" and _CREATES.search(words)
    part = part or jobs
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


_PLAN = re.compile(
    r"(?<![\w-])(?:Pro|Plus|Max|Teams?|Business|Enterprise|Premium|Ultra|Go|Basic|Lite"
    r"|Starter|Unlimited|Heavy)\b(?!-)"
)


def _plan(scene: Scene, at: Span, name: str) -> str:
    """Return the product with the plan a price is for: `ChatGPT Plus`."""
    if _PLAN.search(name):
        return name
    plans = list(_PLAN.finditer(scene.clean, scene.span.start, scene.span.end))
    before = [
        m
        for m in plans
        if m.end() <= at.start and not re.search(r"[$€£]", scene.clean[m.end() : at.start])
    ]
    after = [
        m
        for m in plans
        if m.start() >= at.end
        and m.start() - at.end < 40
        and not re.search(r"[,;$€£]", scene.clean[at.end : m.start()])  # the next one's
    ]
    plan = before[-1] if before else after[0] if after else None
    return f"{name} {plan[0]}" if plan else name


_TRAINS = re.compile(
    r"(?i)\b(?:pre-?|post-?)?train(?:ed|s|ing)?\b|\brun\b|\bran on\b|\bhours\b|\bfine-?tun\w+"
    r"|\breinforcement learning\b|\b(?:weeks|days|months) on\b"
)


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
