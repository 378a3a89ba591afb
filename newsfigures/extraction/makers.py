"""
Which company stands behind an unlisted model, project or person.

Weighed over the places where the name stands: `X's new model, N`, `N, made by X`, `X, the firm
behind N`, `Jo Lee, X's founder`; else a company that shares the first word, or the nearest before.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from newsfigures.extraction import patterns as re
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.mention import Mention
from newsfigures.extraction.whose import MAKER
from newsfigures.model import Span

_NEAR, _OFTEN = 600, 12
_TIED, _NAMESAKE, _LABELS = 3.5, 4.0, 4.2
_PUBLIC = re.compile(r"(?:Deal|Initiative|Programme|Program|Accord|Pact|Mission|Act|Plan)$")
_ITS = re.compile(r"\b(?:[Ii]ts|[Tt]heir|[Oo]ur)(?: own)? (?:[\w-]+,? ){0,4}$")
_OWNS = re.compile(
    r"'s? (?:[\w.-]+ ){0,5}(?:[\w-]+, |called |named |dubbed |in |at |near |outside )?$"
)
_BEHIND = re.compile(
    rf",? (?:the|an?|which is the) (?:[\w-]+ ){{0,4}}(?:behind|{MAKER} of)"
    r" (?:the )?(?:[\w-]+ ){0,2}$"
)
_BOSS = re.compile(r"\b(?:[Bb]oss|[Ff]ounder|[Cc]hief executive|[Cc]hairman|CEO|[Cc]o-founder),? $")
_WHOSE = re.compile(r"[^.!?\n]{0,60}\bwhose (?:[\w'-]+,? ){1,5}$")
_BY = re.compile(
    r",? (?:(?:which|that) )?(?:is |was |are |being )?(?:an? (?:[\w()-]+ ){0,5})?"
    r"(?:made|built|developed|trained|released|launched|owned|run|sold|operated|created|from|of) "
    r"(?:by )?(?:the )?(?:[\w-]+ ){0,3}$"
    r"|(?: \([^()]{1,40}\))? (?:is|was) (?:an?|the) (?:[\w,()-]+ ){1,8}?(?:by|from) (?:the )?"
    r"(?:[\w-]+ ){0,3}$"
)
# A card or a box of facts says it in a line of its own: `Developer: Quillon`.
_KEYED = re.compile(
    rf"\n[\W_]*(?:[Mm]odel )?(?:(?=[A-Z])(?i:{MAKER}|organi[sz]ations?)"
    r"|(?:Developed|Made|Created|Trained|Operated|Built) by)\s*[:|][\s*_]*$"
)
# `Who: Quillon (developer), Tarn (tenant)`
_ROLED = re.compile(rf"[ *_]{{0,4}}\((?:(?:the|co-|sole|lead) ?)?{MAKER}\b")
_APPOSED = re.compile(r", (?:the )?$")
_ROLE = re.compile(
    r",? (?:the |an? |its )?(?:[\w-]+ ){0,5}(?:of|at|with|for) (?:the )?(?:[\w-]+ ){0,2}$"
)
_STAFF = re.compile(r"(?:'s)? (?:[\w-]+ ){1,5}$")
# `X, the cloud firm that serves A and B, plans`: what stands in between is not behind the name.
_ASIDE = re.compile(
    r"(?: \([^()]{1,20}\))?, (?:an?|the|its|whose|which|who)\b[^.;:]{3,200}?, "
    r"(?=[a-z]+(?:ed|s)\b|will|has)"
)
_MAKES = re.compile(
    r"\b(?:releas|launch|unveil|train|buil|announc|introduc|sell|runs?\b|open|own|operat|develop"
    r"|nam(?:e|ing)"
    r"|call|offer|charg|publish|mak|creat|plan|has\b)"
)


@cache
def _sellers(kind: str) -> frozenset[str]:
    """Return who sells chips, hours and hosting: named beside what they did not make."""
    trades = lexicon("roles")["trades"]
    return frozenset(trades["chips"]) | frozenset(trades["hosts"] if kind == "model" else ())


def give(clean: str, named: Sequence[Mention]) -> list[Mention]:
    """Return the mentions with the company behind each unlisted model, project and person."""
    companies = [m for m in named if m.kind == "company" and m.company]
    # `Elon Musk is expanding a complex in Memphis`: who builds a site may be named by his name.
    builders = [
        m
        for m in named
        if m.company and (m.kind in ("company", "investor") or (m.kind == "person" and m.listed))
    ]
    if not builders:
        return list(named)
    spots: dict[str, list[Mention]] = defaultdict(list)
    for mention in named:
        if not mention.listed and mention.kind in ("model", "project", "person"):
            spots[mention.name].append(mention)
    families: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, at in spots.items():
        families[at[0].kind, _family(name, at[0].kind)].append(name)
    behind: dict[str, str | None] = {}
    main = _main(companies)
    for names in families.values():
        places = [spot for name in names for spot in spots[name]]
        owners = builders if places[0].kind == "project" else companies
        behind.update(dict.fromkeys(names, _company(clean, names[0], places, owners, main)))
    return [
        replace(m, company=behind[m.name]) if not m.listed and m.name in behind else m
        for m in named
    ]


def _family(name: str, kind: str) -> str:
    """Return what versions and tiers of a model have in common: `Corvid-2 Max` is a Corvid."""
    stem = re.match(r"[^\W\d_]+", name) if kind == "model" else None
    return stem[0] if stem else name


_MAIN = 0.4


def _main(companies: Sequence[Mention]) -> str | None:
    """Return the company that a text begins with and names most, None when there is none."""
    first = companies[0].company if companies else None
    named = sum(m.company == first for m in companies)
    return first if named > 1 and named >= _MAIN * len(companies) else None


def _company(
    clean: str,
    name: str,
    spots: Sequence[Mention],
    companies: Sequence[Mention],
    main: str | None,
) -> str | None:
    weights: dict[str, float] = defaultdict(float)
    ties: dict[str, float] = defaultdict(float)
    kind = spots[0].kind
    for spot in spots[:_OFTEN]:
        for company, weight in _near(clean, spot, companies, kind == "person"):
            ties[company] = max(ties[company], weight)
            beside = kind in ("model", "project") and company in _sellers(kind)
            weights[company] += weight * (0.3 if beside else 1.0)
    first = _family(name, kind)
    for mention in companies if kind == "project" else ():
        short = mention.name.removesuffix(" AI") if mention.listed else mention.name
        if name.startswith((f"{mention.name} ", f"{short} ")) and mention.company:
            return mention.company  # `Crusoe Cloud`, `Mistral Compute` of Mistral AI
    for mention in companies if kind != "person" else ():
        if mention.name.split(" ")[0] == first and mention.company:
            weights[mention.company] += _NAMESAKE
            ties[mention.company] = max(ties[mention.company], _NAMESAKE)
            break
    # One phrase that ties them outweighs any number of places side by side.
    sure = [company for company, tie in ties.items() if tie >= _TIED]
    if (
        kind == "project"
        and max(ties.values(), default=0.0) <= _TIED
        and (any(_jointly(clean, spot.span, companies) for spot in spots[:4]))
    ):
        return None
    best = max(sure or weights, key=lambda company: weights[company], default=None)
    if kind == "person" and best and not sure and main:
        best = main  # `founded by men from X …, co-founder Ada Roe said`: not X's
    if kind == "model" and not sure and main and main not in _sellers(kind):
        best = main
    if kind == "project" and not sure:
        best = max(weights, key=lambda c: (ties[c], weights[c]), default=None)
        backer = any(m.kind == "investor" and m.company == best for m in companies)
        best = main if backer and main else best  # its sites, not those of who paid for them
    tie = ties[best] if best else 0.0
    if kind == "project" and _PUBLIC.search(name) and tie < _TIED:
        return None
    # An app that nothing ties to a maker is what its maker is called, too.
    if kind == "model" and not any(re.search(r"\d", s.name) for s in spots) and tie < _TIED:
        return name
    return best


def _near(
    clean: str, spot: Mention, companies: Sequence[Mention], person: bool
) -> list[tuple[str, float]]:
    """Return the companies near one place with how surely each stands behind the name."""
    at = spot.span
    index = bisect_left(companies, at.start, key=lambda m: m.span.start)
    found = []
    for mention in reversed(companies[max(0, index - 6) : index]):
        gap = _plain(clean[mention.span.end : at.start])
        if len(gap) > _NEAR:
            break
        weight = _from_before(gap, person)
        if not person and _ITS.search(gap) and _BACKS.search(clean, *_lead(mention.span)):
            weight = 1.0
        if not person and _keyed(clean, mention.span) and len(gap) < _CARD:
            weight = 5.0  # `Developer: Quillon`, above the tiers that its card lists
        if not person and "\n\n" not in gap and _heads_block(clean, mention.span):
            weight = max(weight, _LABELS)
        if weight:
            found.append((mention.company or "", weight - len(gap) / 10_000))
    for mention in companies[index : index + 2]:
        gap = _plain(clean[at.end : mention.span.start])
        if len(gap) > 250:
            break
        weight = _from_after(clean, gap, mention.span, person)
        if weight:
            found.append((mention.company or "", weight - len(gap) / 10_000))
    return found


_CARD = 250
_FIRMS = r"(?:the )?(?:[A-Z][\w.&-]*(?:, and |, | and | )?){0,8}$"
# `Quillon is backed by X and Y. Its Verra app`: not Y's.
_BACKS = re.compile(
    r"\b(?:(?:backed|funded|financed|bankrolled|supported|led|advised) by"
    r"|(?:backers|investors|shareholders|customers|clients|competitors|rivals|partners),?"
    r" (?:are|is|were|was|include|includes|included|including|such as)) " + _FIRMS
)


def _lead(name: Span) -> tuple[int, int]:
    """Return where the words right before a name begin and end."""
    return max(0, name.start - 160), name.start


def _keyed(clean: str, company: Span) -> bool:
    """Say whether a line of a card says that a company made what the card is about."""
    return bool(_KEYED.search(clean, max(0, company.start - 40), company.start))


_TOGETHER = re.compile(r",? and (?:the )?")
_OWN_DOING = re.compile(
    r"(?:,[^,.;]{0,60},)?"
    r" (?:(?:on [A-Z][a-z]+day|will|are to|have|are|plan to|want to|also|jointly) )*"
    r"(?:broke ground on|build(?:ing)?|built|plan(?:ned)?|open(?:ed)?|announced?|develop(?:ing)?"
    r"|agreed to build|start(?:ed)? (?:work on|building)|unveil(?:ed)?|set up|own|run)"
    r" [^.;]{3,160}$"
)


def _jointly(clean: str, spot: Span, companies: Sequence[Mention]) -> bool:
    """Say whether two companies build a site together: `A and B broke ground on … in X`."""
    index = bisect_left(companies, spot.start, key=lambda m: m.span.start)
    for first, second in pairwise(companies[max(0, index - 4) : index]):
        if _TOGETHER.fullmatch(clean, first.span.end, second.span.start):
            return bool(_OWN_DOING.match(clean, second.span.end, spot.start))
    return False


_HEAD = re.compile(r"(?:^|\n)[\W\d_]{0,8}$")
_HEADED = re.compile(r"[ *_]{0,4}(?:[.:]|-|—)[ *_]")


def _heads_block(clean: str, name: Span) -> bool:
    """Say whether a name is the label of its paragraph: `Nous Research. … Consilience, a 40B`."""
    before = clean[max(0, name.start - 10) : name.start]
    return bool(_HEADED.match(clean, name.end) and _HEAD.search(before))


def _plain(gap: str) -> str:
    """Return the words between two names as if no mark-up had stood there."""
    return re.sub(r" +(?=[,.;:])|(?<= ) +", "", gap) if len(gap) <= 2 * _NEAR else gap


def _from_before(gap: str, person: bool) -> float:
    if person:
        if _STAFF.fullmatch(gap) or _OWNS.fullmatch(gap):
            return 5.0
        return 2.0 if _BOSS.search(gap) and len(gap) < 300 else 0.0
    if _OWNS.fullmatch(gap) or _BEHIND.fullmatch(gap) or _WHOSE.fullmatch(gap):
        return 5.0
    if re.search(r"\n\n", gap):
        return 1.0
    if _ITS.search(gap):
        return 4.0
    if re.search(r"[.!?]\s", gap):
        return 1.5
    if (aside := _ASIDE.match(gap)) and _MAKES.search(gap, aside.end()):
        return 3.4
    return 3.0 if _MAKES.search(gap) else 2.0


def _from_after(clean: str, gap: str, company: Span, person: bool) -> float:
    owned = clean[company.end : company.end + 1] == "'"
    if person:
        return 5.0 if _ROLE.fullmatch(gap) or (_APPOSED.fullmatch(gap) and owned) else 0.0
    if _ROLED.match(clean, company.end):
        return 4.5
    if _BY.fullmatch(gap) or (_APPOSED.fullmatch(gap) and owned) or _KEYED.search(gap):
        return 5.0
    return 0.8 if "\n\n" not in gap else 0.4
