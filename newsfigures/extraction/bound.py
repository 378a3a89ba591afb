"""
Whom the words right beside a quantity bind it to, whatever else its sentence names.

The name inside a count, the firm in front of brackets with its round, what a verb moves.
"""

from newsfigures.extraction import patterns as re
from newsfigures.extraction.corners import RECEIVES
from newsfigures.extraction.fits import DEALS, FITS
from newsfigures.extraction.mention import Mention
from newsfigures.extraction.scene import Scene
from newsfigures.model import Span


def to(scene: Scene, at: Span, metric: str) -> tuple[Mention, str] | None:
    """Return whom a quantity is bound to, and why; None where no such words stand beside it."""
    for find, why in _WAYS:
        mention = find(scene, at, metric)
        if mention:
            return mention, why
    return None


_MOVED = re.compile(
    r"(?: shares| stock)? (?:down|up|lower|higher)(?: by)?(?: (?:about|around|nearly|almost|over"
    r"|roughly|some|as much as|more than))* "
)
_MOVES = re.compile(
    r"\b(?:drag|dragg|pull|push|lift|send|sent|knock|nudg|driv|drove|took|tak|bring|brought)"
    r"(?:s|e|es|ed|ing)? (?:the )?$"
)


def _moved(scene: Scene, at: Span, metric: str) -> Mention | None:
    """
    Return what a fall or rise is said to move: `X fell, dragging the Nasdaq down 3%`.

    Leaves alone who moves without such a verb (`X was down 3%`).
    """
    if metric != "share_price_change":
        return None
    for mention in reversed(scene.before):
        if at.start - mention.span.end > 40:
            break
        if mention.kind in ("company", "index") and (
            _MOVED.fullmatch(scene.clean, mention.span.end, at.start)
            and _MOVES.search(scene.clean, max(0, mention.span.start - 14), mention.span.start)
        ):
            return mention
    return None


_COUNTED = frozenset({"users", "downloads", "headcount"})


def _within(scene: Scene, at: Span, metric: str) -> Mention | None:
    """
    Return what the noun of a count names: `4 million Verra Pro subscribers`, `9,000 Quillon staff`.

    Leaves alone a name beside the count (`4 million subscribers of Verra Pro`).
    """
    if metric not in _COUNTED:
        return None
    inside = [m for m in scene.mentions if at.holds(m.span) and FITS[metric].get(m.kind, 0) > 0.5]
    return inside[-1] if inside else None


_IN_BRACKETS = re.compile(
    r" \((?:[Ss]eries [A-Z]\d?|[Ss]eed|[Pp]re-[Ss]eed)(?: round| extension)?[,:;]? "
    r"(?:about |around |over |nearly |roughly |~ ?)?"
)


def _bracketed(scene: Scene, at: Span, metric: str) -> Mention | None:
    """
    Return the firm in front of brackets that hold no more than its round and the amount.

    `Verra (Series F, $3bn) and Quillon (Series C, $1bn)`: each its own. Leaves alone an amount
    without a round, which may be what a backer gave (`from Verra ($3bn)`).
    """
    if metric not in DEALS:
        return None
    for mention in reversed(scene.before):
        if at.start - mention.span.end > 40:
            break
        if mention.kind == "company" and _IN_BRACKETS.fullmatch(
            scene.clean, mention.span.end, at.start
        ):
            return mention
    return None


_BACKING = re.compile(
    r"\W*(?:Their|Its|His|Her) (?:participation|backing|involvement|support|bets?)\b"
)
_VALUING = re.compile(
    r",? (?:which )?(?:valuing|and valued|valued|and values) (?:the|her|his|their) (?:[a-z-]+ )?"
    r"(?:company|start-?up|firm|lab|business|venture) at(?: [a-z]+){0,3} "
)


def _backed(scene: Scene, at: Span, metric: str) -> Mention | None:
    """
    Return whom a stake was taken in when the next sentence goes on about those who took it.

    `X and Y took stakes in Z. Their backing is part of a $3bn round`: Z. Leaves alone a sentence
    about the firm itself (`Its round of $3bn`).
    """
    if metric not in DEALS or not _BACKING.match(scene.clean, scene.span.start):
        return None
    told = next((s for s in reversed(scene.sentences) if s.end <= scene.span.start), None)
    if told is None:
        return None
    for mention in reversed(scene.before):
        near = told.holds(mention.span) and mention.kind == "company"
        if near and RECEIVES.search(
            scene.clean, max(told.start, mention.span.start - 50), mention.span.start
        ):
            return mention
    return None


def _valued(scene: Scene, at: Span, metric: str) -> Mention | None:
    """Return the firm just named: `X raised $1m for her start-up Y, valuing the company at $3m`."""
    if metric != "valuation":
        return None
    for mention in reversed(scene.before):
        if at.start - mention.span.end > 80 or mention.via != "name":
            continue
        if mention.kind == "company" and _VALUING.fullmatch(
            scene.clean, mention.span.end, at.start
        ):
            return mention
    return None


_INVESTED = re.compile(
    r" (?:[a-z]+ )?(?:investment|stake|equity stake) (?:in|into|with)"
    r"(?: (?:the )?(?:AI |chip )?(?:start-?up|chip-?maker|lab|company|developer|firm|rival))? "
)


def _invested(scene: Scene, at: Span, metric: str) -> Mention | None:
    """
    Return whom an investment is made in: `X also made a $2bn investment with Verra in May`.

    Leaves alone what is somebody's (`an investment in Verra's new site`).
    """
    if metric != "funding_raised":
        return None
    after = (m for m in scene.mentions if m.kind == "company" and m.span.start > at.end)
    into = next(after, None)
    if into is None or scene.clean.startswith("'s", into.span.end):
        return None
    stands = _INVESTED.fullmatch(scene.clean, at.end, into.span.start)
    return into if stands and scene.span.holds(into.span) else None


_SITE_MONEY = frozenset({"infrastructure_investment", "power_capacity"})
_AND_SIZE = re.compile(
    r"\+?(?:,? (?:and )?(?:[$€£][\d.,]+ ?(?:[bm]n|million|billion)|[\d.,]+[- ]?(?:GW|MW|gigawatts?"
    r"|megawatts?))\+?)*(?: [a-z][\w-]*){0,2} "
)
_SITE = re.compile(r"(?:'s)? (?:[\w-]+ ){0,2}(?:campus|site|project|data cent(?:re|er)|complex)\b")


def _sized(scene: Scene, at: Span, metric: str) -> Mention | None:
    """
    Return the site right behind its sum and its size: `work with X on a $9bn, 1 GW Verra campus`.

    Leaves alone a sum without a size beside it, which other words tell of.
    """
    if metric not in _SITE_MONEY:
        return None
    after = (m for m in scene.mentions if m.kind == "project" and m.span.start >= at.end)
    site = next(after, None)
    if site is None or site.span.start - at.end > 50:
        return None
    between = scene.clean[at.end : site.span.start]
    if metric != "power_capacity" and not re.search(r"\d", between):
        return None
    stands = _AND_SIZE.fullmatch(between)
    return site if stands and _SITE.match(scene.clean, site.span.end) else None


_LENT = re.compile(
    r"(?: (?:in|of))?(?: [a-z-]+){0,2} (?:construction|building|project|development)"
    r" (?:financing|finance|loans?|debt|funding|package)\b| (?:[a-z-]+ )?loan\b"
)
_LOCATED = re.compile(
    r"[- ](?:(?!(?:in|for|on|into|to|of|at|from|with|by) )[\w-]+ ){0,6}?"
    r"(?:data cent(?:re|er)s?|campus|site|project|complex|facility|development)"
    r"(?: (?:project|campus|development|site|complex|facility))? (?:in|at|near|outside) "
)


def _located(scene: Scene, at: Span, metric: str) -> Mention | None:
    """
    Return the site that a size or sum is put in, or that the money lent for building is for.

    `A venture of X and Y obtained a $9bn construction loan for its 1 GW data center in Verra`:
    Verra, both. Leaves alone money that its borrower may spend as it likes.
    """
    if metric not in _SITE_MONEY:
        return None
    sites = [m for m in scene.mentions if m.kind == "project" and scene.span.holds(m.span)]
    for site in sites:
        if at.end < site.span.start < at.end + 90 and _LOCATED.fullmatch(
            scene.clean, at.end, site.span.start
        ):
            return site
    if metric == "power_capacity" or not _LENT.match(scene.clean, at.end, scene.span.end):
        return None
    behind = (site for site in sites if site.span.start > at.end)
    before = (m for m in reversed(scene.before) if m.kind == "project")
    return next(behind, None) or next((m for m in before if scene.block.holds(m.span)), None)


# `Verra, the effort from X and Y to spend $9bn`, `backers of Verra, among them X, may put in $9bn`.
_EFFORT = re.compile(
    r",? (?:an?|the|their) (?:[a-z-]+ ){0,3}(?:effort|initiative|venture|plan|project|programme"
    r"|program|scheme) (?:from|by|of|led by|between) [^;:$€£]{3,80}? to (?:spend|invest|build|put)"
    r"(?: up to| about| some| more than| at least)? "
)
_BACKERS = re.compile(
    r"\b(?:[Bb]ackers|[Pp]artners|[Ff]ounders|[Mm]embers|[Oo]wners) (?:of|in|behind) $"
)
_THEY_PUT = re.compile(
    r"[^.;:$€£]{0,110}\b(?:to |will |would |may |could |plan to )"
    r"(?:spend|invest|put|pour|commit)(?: (?:in|up to|about|some|more than|at least))* "
)


def _undertaken(scene: Scene, at: Span, metric: str) -> Mention | None:
    """
    Return the project whose backers are to pay: `backers of Verra, such as X, would invest $9bn`.

    Leaves alone what one of them does by itself (`X, a backer of Verra, will invest $9bn`).
    """
    if metric != "infrastructure_investment":
        return None
    for site in reversed(scene.before):
        if not scene.span.holds(site.span):
            return None
        if site.kind != "project":
            continue
        start, end = site.span.start, site.span.end
        backed = _BACKERS.search(scene.clean, max(scene.span.start, start - 20), start)
        if _EFFORT.fullmatch(scene.clean, end, at.start) or (
            backed and _THEY_PUT.fullmatch(scene.clean, end, at.start)
        ):
            return site
    return None


_WAYS = (
    (_undertaken, "what they pay for together"),
    (_invested, "invested in it"),
    (_sized, "the site right behind it"),
    (_located, "the site that it is put in"),
    (_backed, "the stakes told of before are in it"),
    (_valued, "the firm just named is valued"),
    (_within, "named inside the amount"),
    (_bracketed, "in brackets behind it"),
    (_moved, "what is moved"),
)
