"""How near a mention stands to a quantity, and what the words beside it say it does there."""

from newsfigures.extraction import contest, earlier
from newsfigures.extraction import patterns as re
from newsfigures.extraction.corners import (
    OWN_AMOUNT,
    RECEIVES,
    SHARE_OF,
    acts,
    corner,
    follows,
    gives,
    role_words,
)
from newsfigures.extraction.expressions import MADE_OF
from newsfigures.extraction.fits import DEALS
from newsfigures.extraction.mention import Mention
from newsfigures.extraction.scene import Scene
from newsfigures.model import Span

# It begins with all that can open a break, so that a search passes over the letters.
_BREAK = re.compile(
    r"[;:()—,\s](?:(?<=[;:()—])|(?<=,)(?!\d)|(?<= )- |(?<=\s)(?:and|but|while|whereas|whilst)\s)"
)


# `V4-Pro, with 1.6 trillion parameters, is listed`: the clause goes on after the aside.
_APPOSED = re.compile(
    r"^,[^,.;:]{3,70}, (?=(?:is|was|are|were|has|had|will|would|could|may|can|[a-z]+(?:s|ed))\b)"
)
_ASIDE = re.compile(r"\s*\([^()]{0,60}\)")


def standing(
    scene: Scene, at: Span, mention: Mention, metric: str, *, least: float = 0.0
) -> tuple[float, tuple[str, ...]]:
    """
    Return how well a mention stands to be a quantity's subject (about 0 to 1.4), and why.

    Of one that is named earlier and cannot come to `least`, 0 is returned before all is weighed.
    """
    if scene.block.holds(mention.span) and _labels(scene, at, mention, metric):
        return _LABEL, ("its paragraph has it for a label",)
    if scene.span.holds(mention.span):
        return _inside(scene, at, mention, metric)
    if mention.span.start >= at.end:
        return 0.0, ()
    for depth, head in enumerate(scene.heads):
        if head.holds(mention.span):
            return (0.25 if depth else 0.42), ("a heading above names it",)
    return earlier.standing(scene, at, mention, metric, least)


_LABEL = 1.15
_MARK = re.compile(r"[ *_]{0,4}(?:—|–|-(?=\s)|:)[ *_]")


def _labels(scene: Scene, at: Span, mention: Mention, metric: str) -> bool:
    """Say whether a company is the label of a paragraph on its deals: `Skild — X puts in`."""
    if metric not in DEALS or mention.kind != "company" or mention.span.end > at.start:
        return False
    lead = scene.clean[scene.block.start : mention.span.start]
    return (
        len(lead) < 8
        and not lead.strip(" *_-0123456789.)")
        and bool(_MARK.match(scene.clean, mention.span.end))
    )


_SPOKEN_FOR = DEALS | {"revenue"}


# What may stand before the subject of a sentence: `The smaller`, `In July,`, `For`, `Its sister,`.
_OPENING = re.compile(r"\W*(?:[\w'-]+ ){0,3}(?:[\w'-]+, )?(?:(?:[Tt]he|[Aa]n?) )?")


_PLACED = re.compile(
    r"(?i)\b(?:on|via|through|by|like|unlike|besides|beyond|after|before|since|with|than)"
    r"(?: the)? $"
)


def opens(scene: Scene, at: Span, mention: Mention, metric: str) -> bool:
    """Say whether a mention is the subject of the quantity's sentence, with nothing against it."""
    if not scene.span.holds(mention.span) or mention.span.end > at.start:
        return False
    if mention.span.start - scene.span.start > 40:
        return False
    lead = scene.clean[scene.span.start : mention.span.start]
    if not _OPENING.fullmatch(lead) or _PLACED.search(lead):
        return False
    if metric in _GIVEN or metric == "valuation":  # who gives is not whom the sum is about
        after = scene.clean[mention.span.end : at.start]
        if any(acts(role_words("verbs", "give"), after, m.start()) for m in _WORD.finditer(after)):
            return False
    return corner(scene, at, mention, metric) >= 1.0


def speaks_for(scene: Scene, at: Span, product: Mention, metric: str) -> bool:
    """Say whether a product is the subject, its firm with it: `Cursor is worth $9bn`."""
    if metric not in _SPOKEN_FOR:
        return False
    if metric != "revenue" and (
        any(letter.isdigit() for letter in product.name)
        or scene.clean.startswith("'", product.span.end)
    ):
        return False
    return opens(scene, at, product, metric)


_WORD = re.compile(r"\b[a-z]")


def _inside(scene: Scene, at: Span, mention: Mention, metric: str) -> tuple[float, tuple[str, ...]]:
    clean = scene.clean
    before = clean[max(0, mention.span.start - 14) : mention.span.start]
    if mention.span.end <= at.start:
        beside = clean[mention.span.end : at.start]
        if metric == "funding_raised" and _GETTING.fullmatch(beside):
            return 1.35, ("it is said to get the sum",)
        gave = metric == "funding_raised" and _FROM_LIST.search(
            clean, max(scene.span.start, mention.span.start - 120), mention.span.start
        )
        if gave and _OWNER.fullmatch(beside):
            return 0.05, ()  # `the money came from X ($3bn) and Y ($2bn)`
        if _OWNER.fullmatch(beside):
            return 1.4, ("the amount stands in parentheses behind it",)
        held = before.endswith(("of ", "by "))  # `X, an arm of Y, valued at …`
        if (
            metric == "valuation"
            and not held
            and (
                (_WORTH.fullmatch(beside) and _CLOSED.match(clean, at.end))
                or _FIRM_WORTH.fullmatch(beside)
                or _ALREADY.fullmatch(beside)
                or _NOW_WORTH.fullmatch(beside)
                or (not _AWAY.search(before) and _AT_VALUE.fullmatch(beside))
            )
        ):
            return 1.4, ("the words behind it say what it is worth",)
        if _INSIDE.match(beside) and mention.via != "pronoun":
            return 1.3, ("the parentheses behind it are about it",)
        held = before.endswith(("of ", "by "))  # `X, the chip arm of Y, which was valued at`
        if not held and _RELATIVE_OWN.fullmatch(beside) and not _others_inside(scene, mention, at):
            return 1.35, ("the relative clause behind it tells of it",)
        between = scene.between(mention.span.end, at.start)
        between = _ASIDE.sub(" ", between) if "(" in between else between
        between = _APPOSED.sub(" ", between) if between.startswith(",") else between
        breaks = len(_BREAK.findall(between))
        score = 1.0 - 0.09 * breaks - 0.1 * between.count(";") - len(between) / 900
        if _OTHER_SUM.search(between):
            score -= 0.06  # it has its amount already
        reasons = ["named before it in the same clause" if not breaks else "named before it"]
        if follows(clean, mention.span.end, "verbs", "own"):
            score += 0.15
            reasons.append("subject of the verb")
        if not breaks and _OWN_VERB.match(beside) and _SINCE.search(clean, *_lead(mention)):
            score += 0.5
            reasons.append("subject of a clause of its own")
        if (
            metric == "gpu_count"
            and mention.kind == "model"
            and _TRAINED.search(clean, scene.span.start, at.start)
        ):
            score += 0.3
            reasons.append("it was trained on them")
        if mention.kind == "project" and re.match(r", (?:on|for|in|into|behind) which\b", between):
            score += 0.3
            reasons.append("the relative clause is about it")
        if _ABSOLUTE.match(between) and _WITH.search(
            clean, max(scene.span.start, mention.span.start - 99), mention.span.start
        ):
            near = max(score, 1.2 - len(between) / 900)
            return near, (*reasons, "the clause has it as its subject")
        if _SAID_OF.fullmatch(beside):
            score += 0.3
            reasons.append("the amount is said of it")
        if _BESIDE.fullmatch(between) and not _AWAY.search(before):
            score += 0.25
            reasons.append("right beside it")
        if between.startswith("'s") or mention.surface.lower() in ("its", "their"):
            own = metric not in _GIVEN and OWN_AMOUNT.fullmatch(between)
            score += 0.4 if own else 0.1
            reasons.append("the amount is its own")
    else:
        between = clean[at.end : mention.span.start]
        between = _ASIDE.sub(" ", between) if "(" in between else between
        breaks = len(_BREAK.findall(between))
        score = 0.72 - 0.16 * breaks - len(between) / 300
        reasons = ["named after it in the same sentence"]
        if _BEATEN.search(between):
            return 0.05, ()  # `the 14B model outperformed X`
        if metric == "funding_raised" and SHARE_OF.fullmatch(between):
            if mention.surface == "it" and _pays(scene, at, mention):
                return 0.02, ()
            return 1.5, (*reasons, "a share of it is bought")
        if mention.via == "pronoun" and mention.surface == "its":
            return max(0.05, 0.5 * score), tuple(reasons)  # `in its first phase`
        if metric == "gpu_count" and between == " of " and clean[mention.span.end] in "'’":
            return 0.1, ()  # `300,000 of X's chips`: X made them
        if _BY.fullmatch(between) and metric != "infrastructure_investment":
            return 1.3, (*reasons, "said to be its doing")
        if metric == "funding_raised" and _RAISE_BY.fullmatch(between):
            return 1.2, (*reasons, "the round is its own")
        if mention.kind == "project" and between == " ":
            return 1.3, (*reasons, "the amount stands right before its name")
        if metric == "market_cap_change" and _OFF.fullmatch(between):
            return 1.3, (*reasons, "the value is taken off it")
        giver = metric in _GIVEN and follows(clean, mention.span.end, "verbs", "give")
        behind = metric != "relative_cost" and _THAT.fullmatch(between)  # `5% of what X cost`
        if behind and not giver and _IS.match(clean, mention.span.end):
            return 1.2, (*reasons, "subject of the clause behind the amount")
        if mention.kind == "project" and _CALLED.search(between) and breaks < 2:
            score += 0.9
            reasons.append("its name is given")
        elif not breaks and _TIES.search(between):
            score += 0.8 if metric == "funding_raised" and _INTO.search(between) else 0.4
            reasons.append("tied to it by a preposition")
    if metric == "funding_raised" and RECEIVES.search(
        clean, max(0, mention.span.start - 50), mention.span.start
    ):
        if mention.via in ("pronoun", "description") and _by_itself(scene, at, mention):
            return 0.02, ()  # `X put $3bn into it`: not into X
        if _AND_MORE.match(clean, at.end, mention.span.start):
            return 0.3, ()  # `X got $3bn and a pact with Y`: not Y
        if MADE_OF.match(clean, mention.span.end):
            return 0.1, ()  # `X put $3bn into Y-backed Z`: not into Y
        return max(1.1, score), (*reasons, "the money goes to it")
    score *= corner(scene, at, mention, metric)
    named = mention.via not in ("pronoun", "description")
    if named and any(aside.holds(mention.span) and aside.end <= at.start for aside in scene.asides):
        score *= 0.4  # `X, which sells to A and B, lost $3bn`
    return max(0.05, score), tuple(reasons)


# `It competes with X, which raised $3bn`
_RELATIVE_OWN = re.compile(
    r", (?:which|who) (?:(?:has|had|have|also|just|recently|itself|already|reportedly) )*"
    r"(?:raised|secured|closed|landed|lost|earned|posted|reported|booked|generated|employs|employed"
    r"|burned|burnt|burns|loses|earns|spent|spends|owns|owned|runs|operates|took in|takes in|had"
    r"|counts|was (?:last |recently |most recently )?valued"
    r"|is (?:now )?(?:valued|worth))\b[^,;:]*"
)


def _others_inside(scene: Scene, mention: Mention, at: Span) -> bool:
    """Say whether somebody else is named between a mention and a quantity."""
    return any(
        m.span.start >= mention.span.end and m.span.end <= at.start and m.name != mention.name
        for m in scene.mentions
        if m.kind in ("company", "investor", "model", "project")
    )


_SINCE = re.compile(
    r"(?i)\b(?:since|while|whereas|whilst|because|but|though|although) (?:the )?(?:[a-z-]+ )?$"
)
_OWN_VERB = re.compile(
    r" (?:(?:only|just|itself|alone|has|had|have) )*(?:had|has|was|were|is|uses|took|spent|cost"
    r"|costs|boasts|counts|charges|made|lost|employs|fell|rose|slid|sank|shed|won|went|paid|grew|cut"
    r"|leapt|fetched|built|burnt|sold|bought|hit|[a-z]{2,}ed)\b(?! by\b)"
)


def _lead(mention: Mention) -> tuple[int, int]:
    """Return where the words right before a mention begin and end."""
    return max(0, mention.span.start - 24), mention.span.start


_AND_MORE = re.compile(r",? and an? (?:[\w‑-]+ ){0,4}")


def _by_itself(scene: Scene, at: Span, mention: Mention) -> bool:
    """Say whether a mention means whoever gives the sum in the same sentence."""
    return any(
        m.company == mention.company and m.span.end <= at.start and gives(scene.clean, m, at)
        for m in scene.before
        if scene.span.holds(m.span) and m is not mention
    )


def _pays(scene: Scene, at: Span, mention: Mention) -> bool:
    """Say whether who pays the sum is what a pronoun behind it was taken to mean."""
    near = next((m for m in reversed(scene.before) if m.kind == "company"), None)
    return near is not None and near.company == mention.company and at.start - near.span.end < 40


_OTHER_SUM = re.compile(
    r"[$€£¥\d](?:(?<=[$€£¥])\s?\d|(?<=\d) (?:million|billion|trillion) (?:dollars|euros|pounds))"
)
# `Apple ($3tn)`: whatever the sentence says of it, the amount is its own.
_OWNER = re.compile(
    r"\s?\((?:at |about |around |some |nearly |roughly |over |under |up to |~|≈|<|>)?"
)
_FROM_LIST = re.compile(
    r"\b(?:from|by) (?:the )?"
    r"(?:[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,2} \([^()]{2,24}\),? (?:and )?){0,6}$"
)
_INSIDE = re.compile(r" \([^()]{3,90}$")
# `the $60m raise by the legal platform X`
_RAISE_BY = re.compile(
    r" (?:seed |[Ss]eries [A-H] |pre-seed |equity )?(?:raise|round|seed|[Ss]eries [A-H]|funding"
    r"|financing|fundraise|injection)(?: round)? (?:by|for|at) [^,.;:–—()]{0,90}"
)
# `X - valued at $3bn - …`, `X (last valued at $3bn)`: whatever else the sentence is about.
_WORTH = re.compile(
    r"(?:,| -| —|—| –|–|\s?\()\s?(?:(?:which|who) (?:is|was) )?"
    r"(?:(?:now|currently|last|recently|most recently|once|already|itself|reportedly) )?"
    r"(?:valued|worth|priced)\b(?: at)?"
    r"(?: (?:about|around|roughly|nearly|almost|over|more than|above|some|an estimated|up to))* ?"
)
# `from X, a Tokyo group valued at $3bn`
_FIRM_WORTH = re.compile(
    r", (?:an?|the|its) (?:[\w'-]+ ){0,4}(?:group|company|firm|start-?up|maker|chipmaker"
    r"|conglomerate|lab|developer|provider|platform|unicorn|carmaker|business|giant|rival|investor"
    r"|operator)"
    r"(?: (?:now|currently|last|recently|already|itself|that is|which is|that was))?"
    r" (?:valued at|worth)"
    r"(?: (?:about|around|roughly|nearly|almost|over|more than|above|some))* ?"
)
_CLOSED = re.compile(
    r"[^,;.()—–]{0,40}?(?:,(?! (?:led|with|in)\b)|\)| -|\s?—|\s?–"
    r"| and (?:also )?(?:backed|owned|led|run|based|founded|supported)\b)"
)
# `rival X already valued at $3bn`, `a stake in X at a valuation of $3bn`, `X's shares at a …`.
_ALREADY = re.compile(
    r" (?:already|now|currently|recently|previously|itself|last) (?:valued at|worth)"
    r"(?: (?:about|around|roughly|nearly|almost|over|more than|above|some))* ?"
)
_NOW_WORTH = re.compile(
    r", (?:now|currently|last|recently|most recently|itself|already|then) (?:valued at|worth)"
    r"(?: (?:about|around|roughly|nearly|almost|over|more than|above|some))* ?"
)
_AT_VALUE = re.compile(
    r"(?:'s (?:[\w-]+ ){0,2}(?:shares|stock|stakes?|equity))? at an? (?:[\w-]+ ){0,2}?"
    r"(?:valuation of )?"
    r"(?:(?:about|around|roughly|nearly|almost|over|more than|above|some) )*"
)
_GETTING = re.compile(
    r" (?:raising|securing|landing|closing|pulling in|taking in|picking up|netting|bagging)"
    r"(?: (?:about|around|nearly|over|more than|roughly|some|an?|another))* ?"
)
_ABSOLUTE = re.compile(r" {1,2}[a-z]+ing\b")  # `with Apple losing 2%`
_WITH = re.compile(r"\bwith (?:the )?(?:[A-Z][^;:]{0,80} and )?$")
_OFF = re.compile(
    r"(?: (?:in|of) [a-z ]{3,20})? (?:off|from|to)(?: the)? "
    r"| (?:loss|losses|drop|fall|rout|plunge|sell-?off|wipe-?out|gain|jump|rally)"
    r" (?:in|of|for)(?: the)? "
)
# `X's project - a $5bn plan`: what the amount is said of stands right before.
_SAID_OF = re.compile(
    r"(?: (?:project|venture|initiative|programme|program|site|campus|plan|deal))?"
    r"(?:,| -|—| —|–| –) ?an? (?:roughly |estimated |planned |nearly |more than )?"
)
_BEATEN = re.compile(
    rf"\b(?:{contest.BEATS}|{contest.EQUALS}|{contest.TRAILS}|{contest.BESIDE})"
    r" (?:the |that of |even )?$"
)
_BY = re.compile(
    r" (?:was |were |being )?(?:raised|spent|lost|earned|pledged|committed|invested) by "
)
_THAT = re.compile(
    r"(?:,? (?:that|which))?"
    r"(?: (?!(?:and|but|while|whereas|whilst|yet|then|as|after|before|when|because|since|nor) )"
    r"(?:[a-z-]+|AI|US|UK)){0,4} "
)  # `the $18bn that rival X is worth`, not `$18bn and X was valued at $3bn`
_IS = re.compile(
    r" (?:(?:now|also|itself|had|has|was|is) )*(?:is|was|has|had|will|would|spent|raised|paid|made"
    r"|poured|put|invested|committed|pledged|asks?|wants|sought|lost|earned|fetched|valued"
    r"|reported|spends|pays|charges|charged)\b"
)
_BESIDE = re.compile(r"[:\s(]*(?:at\s+)?")
_TRAINED = re.compile(r"\b(?:pre-?)?train(?:ed|ing|s)?\b")
_AWAY = re.compile(r"\b(?:to|from|against|than|by|with|for) (?:the )?$")
_TIES = re.compile(
    r"(?:\b(?:in|into|for|at|of|on|to|serving|powering|running|train|training|called|named|dubbed"
    r"|finance|fund|build|expand|develop|complete|finish)(?: the| its)?|-)\s*$"
)
_CALLED = re.compile(
    r"\b(?:under the (?:name|banner|label)|called|named|dubbed|known as)(?: of)?\s*$"
)
_INTO = re.compile(r"\b(?:in|into)\s*$")
# Sums that one side gives and the other gets: `X's $3bn` may be either.
_GIVEN = frozenset({"funding_raised", "compute_contract"})
