"""What the words beside a mention take from it: `from X`, `than X`, `according to X`."""

from functools import cache

from newsfigures.extraction import passing
from newsfigures.extraction import patterns as re
from newsfigures.extraction.beside import beside_of, last_word
from newsfigures.extraction.fits import COMPANY_METRICS, MODEL_METRICS
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.mention import Mention
from newsfigures.extraction.scene import Scene
from newsfigures.extraction.sides import own_part
from newsfigures.model import Span


@cache
def role_words(group: str, name: str) -> re.Pattern[str]:
    terms = sorted(lexicon("roles")[group][name], key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, terms))})\b", re.I)


_ASIDE = re.compile(r"(?:'s?|\))?(?:,[^,.;]{0,40},)?\s*")
_STEP = re.compile(r"[\w'-]+\s+")


def follows(clean: str, start: int, group: str, name: str) -> bool:
    """Say whether one of the words comes next, at most two words on."""
    rest = clean[start : start + 60]
    if aside := _ASIDE.match(rest):
        rest = rest[aside.end() :]
    words = role_words(group, name)
    for _ in range(3):
        if words.match(rest):
            return True
        step = _STEP.match(rest)
        if not step:
            return False
        rest = rest[step.end() :]
    return False


_STOP = re.compile(r"[.;:]\s")
_LETTER = re.compile(r"\b[a-z]")
_ADDED = re.compile(r"\badd(?:s|ed|ing)\b[^.;:]{0,30}$")
_AS_ROUND = re.compile(
    r" (?:in the form of|in|through|via) (?:an? |its )?(?:new |fresh )?"
    r"(?:[Ss]eries|[Ss]eed|funding|equity|round|venture)\b"
)
_GETS = re.compile(
    r"(?i)\b(?:rais|secur|clos|receiv|land|seek|sought|fetch|put(?:s|ting)? together"
    r"|pick(?:s|ed)? up|led the (?:wave|pack|list|week|way|field))"
)


_BUYS_IN = re.compile(
    r"\b(?:buy|buys|buying|bought|take|takes|taking|took|acquir\w+) "
    r"(?:(?:an?|its|another|a further|around|about) )?"
    r"(?:\d+(?:\.\d+)? ?(?:%|per ?cent)|minority|majority|half|third|quarter|stake|[\w-]+ stake)"
)
_REPORTS = re.compile(
    r" (?:said|says|announced|reported|confirmed|disclosed)\b[^.;:]{0,40} that [A-Z]"
)


def gives(clean: str, mention: Mention, at: Span) -> bool:
    """Say whether a verb of giving money stands after a mention, with none of getting it."""
    if mention.span.end > at.start:
        return follows(clean, mention.span.end, "verbs", "give")
    between = own_part(clean[mention.span.end : at.start][:200])
    if _ADDED.search(between) and _AS_ROUND.match(clean, at.end):
        return False  # `it added $70m in the form of a Series A`
    if _GETS.search(between) or _REPORTS.match(between) or _STOP.search(between):
        return False
    if _BUYS_IN.search(between):
        return True
    verbs = role_words("verbs", "give")
    return any(acts(verbs, between, m.start()) for m in _LETTER.finditer(between))


def acts(verbs: re.Pattern[str], words: str, at: int) -> bool:
    """Say whether one of the verbs stands at a place, and not as `led by`, `backed by`."""
    found = verbs.match(words, at)
    return bool(found) and not words.startswith(" by ", found.end() if found else 0)


OWN_AMOUNT = re.compile(
    r"'s?(?:(?: [a-z][\w-]*){0,4} (?:profits?|loss(?:es)?|income|revenues?|sales|earnings|capex"
    r"|valuation) of|(?: (?:planned|promised|pledged|proposed|reported|recent|new|latest|own|first"
    r"|total|broader|wider|larger|massive|ambitious|previous|earlier|record|huge|landmark|initial))?)"
    r"(?: (?:about|around|roughly|nearly|almost|estimated|more than|over|up to|some))?\s*"
)
# `X put the bill at $3m`: who puts it is the source.
_PUTS = re.compile(
    r"(?:(?!\b(?:is|are|was|were|been?|being)\b)[^.;]){0,60}?\b(?:puts?|pegs|pegged|reckons"
    r"|reckoned|places|placed|estimates|estimated|calculates|calculated|valued|values)\b"
    r"[^.;,]{1,70}\bat\s+(?:about |around |roughly |nearly |some |over )?"
)
_JOINS = re.compile(r"(?:, and|,| and) ")
# `up from X's $3bn`, `past X's $3bn`: the amount is its own all the same.
_FROM_OWN = frozenset({"from", "past", "overtook", "overtaking", "surpassed", "surpassing"})
_THAN = re.compile(r"\b(?:than|of|what|against|as|from)\b")
# Right before whoever is given money.
RECEIVES = re.compile(
    r"(?:(?<!folded )(?<!merged )(?<!turned )(?<!rolled )(?<!absorbed )(?<!entered )(?<!split )"
    r"(?<!moved )\binto"
    r"|\b(?:stakes?|[Ii]nvest(?:ed|ing|s|ment|ments)?|interest|holding|cheque|check|bet)"
    r" (?:in|on|into)|\b(?:pact|letter of intent|tie-up|agreement|arrangement) with"
    r"|\b(?:backing|bankrolling|funding) for|\b(?:funding|financing|equity) commitments? to"
    r"|\b(?:gave|gives|give|giving|given|lent|handed))"
    r"(?:(?: [A-Z][\w.]+){1,2}, [A-Z][\w.]+-based"  # `into Burnaby, B.C.-based X`
    r"|(?: (?!(?:in|into|for|of|to|with|by|from|and|at|on|a|an)\b)[\w'-]+(?:\.[\w'-]+)*){0,4}) $"
)
_LED_BY = re.compile(
    r"\b(?:led|co-led|backed|joined|spearheaded|anchored|headed) by (?:the )?"
    r"(?:(?:[\w-]+ )?(?:investors?|backers?|funds?|firms?|groups?|giants?) )?$"
)
# `with X already spending $3bn`: X is whom that part is about.
_ABSOLUTE = re.compile(r" (?:already |also |now |still |reportedly |alone |itself )?[a-z]{3,}ing\b")
_SOLD_TO = re.compile(r"\b(?:shares|stock|equity|stakes?|bonds|debt|notes) to (?:the )?$")
# `X paid €1.3bn for 11% of Y`: it is Y's round.
_PAID = re.compile(r" (?:has |had |also )?(?:paid|pays|spent|put up|handed over)(?: [a-z]+){0,2} ")
SHARE_OF = re.compile(
    r" (?:in cash )?for (?:about |some |a |an |roughly |nearly )?[\d.]+ ?(?:%|per ?cent)"
    r"(?: stake)? (?:of|in) "
)
_FROM = re.compile(r"\b(?:from|by|with|and)\s+$")
# Whoever supplies computing power is not its buyer.
_SUPPLIES = re.compile(
    r"(?:,[^,.;]{0,40},)? (?:(?:will|would|is|was|has|had|have|to|agreed|set|also|now|been)\s)*"
    r"(?:suppl(?:y|ies|ied|ying)|provid(?:e|es|ed|ing)|sells?|sold|selling|hosts?|hosting"
    r"|deliver(?:s|ed|ing)?|rents? out|leases? (?!from))\b"
)
# `supply start-up X with 9,000 chips`: they are X's.
_EQUIPS = re.compile(
    r"\b(?:suppl(?:y|ies|ied|ying)|provid(?:e|es|ed|ing)|equip(?:s|ped|ping)?|furnish\w*)"
    r" (?:[\w-]+ ){0,4}$"
    r"|\b(?:deal|contract|agreement|pact|partnership) with $"
)
_EQUIPPED = re.compile(r" with | to (?:supply|provide|deliver|furnish) ")
_BUILT_FOR = re.compile(
    r"\b(?:is|are|was|were|be) (?:also |now )?(?:building|constructing|assembling|fitting out"
    r"|setting up)"
    r" (?:an?|its|the|another) [^.;,]{3,60} for $"
)
_RENTS = re.compile(r"\b(?:rent(?:ed|ing)?|leas(?:ed|ing)|hir(?:ed|ing)|borrow(?:ed|ing)) from $")
_SELLER = re.compile(r"\b(?:from|with|to|of)\s+$")
_JOINED = re.compile(r"(?:, and |,| and) ?(?=[A-Z])")
# What buyers of chips hold, not those who make them.
_HELD = frozenset({"gpu_count", "power_capacity", "compute_contract"})


# `X will spend $3bn on Y's chips`: Y sells them, the money is X's.
_SPENT = frozenset({"infrastructure_investment", "capex"})
_BOUGHT = re.compile(r" (?:on|worth of|of|for) (?:the |new |more )?")
_WARES = re.compile(
    r" (?:[\w-]+ ){0,2}(?:chips?|GPUs?|accelerators?|processors?|servers?|hardware|systems|racks)\b"
)


def _run_start(scene: Scene, mention: Mention) -> int:
    """Return where the run `A, B and C` that holds a mention begins."""
    start = mention.span.start
    persons, by_and = mention.kind == "person", None
    for other in reversed(scene.mentions):
        if other.span.end > start:
            continue
        joins = _JOINS.fullmatch(scene.clean, other.span.end, start)
        if not joins or (other.kind == "person") != persons:
            break
        last = joins[0].endswith("and ")
        if last and by_and is False:
            return mention.span.start  # `by A, B and C, D is worth`: D is none of them
        by_and, start = last if by_and is None else by_and, other.span.start
    return start


# Characters; what stands further off than this is no part of what the words beside a mention say.
_FAR_OFF = 200


def corner(scene: Scene, at: Span, mention: Mention, metric: str) -> float:
    """Return how much the word before a mention takes from it: `from X`, `than X`, `said X`."""
    if at.start - mention.span.end <= _FAR_OFF:
        return _corner(scene, at, mention, metric)
    # From far off it is the same for every quantity.
    key = ("corner", mention.span.start, mention.kind, mention.name, mention.via, metric)
    factor: float | None = scene.kept.get(key)
    if factor is None:
        factor = scene.kept[key] = _corner(scene, at, mention, metric)
    return factor


# `a rival to X, which is valued at $3m`
_WHICH = re.compile(
    r", (?:which|who) (?:is|was|has|had|were|are)(?: (?!(?:and|but|while)\b)[\w-]+){0,5} "
)


# `it broke X's record, gaining 3m users`: not X's
_REACHED = frozenset({"users", "downloads", "market_cap_change", "revenue"})
_RECORD = re.compile(r"'s (?:[\w-]+ ){0,2}(?:record|feat|milestone|mark|pace|benchmark)\b(?! of\b)")


def _is_which(clean: str, end: int, start: int) -> bool:
    """Say whether a clause behind a name, and nothing else, leads to the amount."""
    return start - end < 80 and _WHICH.fullmatch(clean, end, start) is not None


# What may stand between `at` and the amount of `X put the bill at $3m`.
_HEDGES = ("about", "around", "roughly", "nearly", "some", "over")


def _is_put(clean: str, end: int, start: int) -> bool:
    """Say whether somebody puts something at an amount: `X put the bill at $3m`."""
    if end >= start:
        return False
    lead = clean[max(end, start - 40) : start].rstrip()
    if lead.endswith(_HEDGES):
        hedge = next(word for word in _HEDGES if lead.endswith(word))
        lead = lead.removesuffix(hedge).rstrip() or "at"
    at = lead.endswith("at") and not lead[-3:-2].isalnum()
    return at and _PUTS.fullmatch(clean, end, start) is not None


def _corner(scene: Scene, at: Span, mention: Mention, metric: str) -> float:
    clean = scene.clean
    start, end = mention.span.start, mention.span.end
    beside = beside_of(scene, mention)
    behind = beside.behind
    factor = beside.factor
    head = _run_start(scene, mention) if beside.linked else start
    word = beside.word if head == start else last_word(clean, head)
    side = "contrast" if mention.kind == "model" else "other_side"
    roles = lexicon("roles")
    trades = roles["trades"]
    buys = metric == "compute_contract" and mention.name not in trades["clouds"]
    owned = clean.startswith("'", end) and OWN_AMOUNT.fullmatch(clean, end, at.start)
    if beside.answers and not owned and not _is_which(clean, end, at.start):
        factor *= 0.5
    if beside.against and metric in COMPANY_METRICS:
        factor *= 0.15
    for more in beside.further:
        factor *= more
    if metric in _REACHED and _RECORD.match(clean, end):
        factor *= 0.4
    if beside.after and not owned:
        factor *= 0.5
    given = metric == "funding_raised" and (
        gives(clean, mention, at)
        or bool(_PAID.fullmatch(clean, end, at.start) and SHARE_OF.match(clean, at.end))
    )
    if beside.relative and end <= at.start and not given:
        return factor
    if (
        word
        and word in roles["corners"][side]
        and not (owned and word == "than")
        and not (word in _FROM_OWN and clean.startswith("'s ", end))
        and not (buys and word == "with")
        and not (word == "with" and _ABSOLUTE.match(clean, end))
    ):
        factor *= 0.6
    if metric == "relative_cost" and start >= at.end and _THAN.search(clean[at.end : start]):
        factor *= 0.15
    if word in ("of", "between", "by", "with") and (head != start or _JOINED.match(clean, end)):
        factor *= 0.6
    if beside.according:
        factor *= 0.3
    if mention.kind != "model" and _is_put(clean, end, at.start):
        factor *= 0.5
    if not owned:
        for more in beside.known_for:
            factor *= more
    if metric == "funding_raised" and not RECEIVES.search(clean, max(0, start - 50), start):
        joined_first = clean.startswith("And ", max(0, start - 4))
        led = behind.endswith(" ") and _LED_BY.search(clean, max(0, head - 40), head)
        if given or led or (_FROM.search(beside.before) and not joined_first and not owned):
            factor *= 0.3
        if beside.before.endswith(("to ", "the ")) and _SOLD_TO.search(
            clean, max(0, start - 40), start
        ):
            factor *= 0.2
        if mention.kind == "investor":
            factor *= 0.3
    if not owned:
        factor *= beside.lately
    if metric == "valuation" and _LED_BY.search(clean, max(0, head - 40), head):
        factor *= 0.3
    equipped = metric == "gpu_count" and _EQUIPPED.match(clean, end)
    if equipped and _EQUIPS.search(clean, max(0, start - 60), start):
        factor *= 1.6
    if metric == "compute_contract":
        if not buys and _SELLER.search(beside.before):
            factor *= 0.4
        if _SUPPLIES.match(clean, end):
            factor *= 0.4
        if _WARES.match(clean, end):
            factor *= 0.2  # `the provider of X chips signed`: its supplier
        if mention.name in trades["machines"]:
            factor *= 0.3
    if (
        (metric in MODEL_METRICS or metric in _HELD)
        and mention.kind == "company"
        and mention.name in trades["chips"]
    ):
        factor *= 0.4  # named for its chips, which others use
    if metric in _HELD and behind.endswith("for ") and _BUILT_FOR.search(clean, start - 90, start):
        factor *= 0.5  # `X is building a cluster for Y with 9,000 chips`: X
    if (
        metric in _HELD
        and behind.endswith("from ")
        and _RENTS.search(clean, max(0, start - 24), start)
    ):
        factor *= 0.3  # `the cluster was rented from X`
    if metric in _SPENT and start >= at.end and _BOUGHT.fullmatch(clean, at.end, start):
        sold = clean.startswith("'s ", end) or _WARES.match(clean, end)
        factor *= 0.2 if sold else 1.0
    return factor * beside.listed * passing.factor(scene, at, mention, metric)
