"""What the words beside a mention take from it: `from X`, `than X`, `according to X`."""

from functools import cache
from string import ascii_lowercase

from newsfigures.extraction import patterns as re
from newsfigures.extraction.expressions import COMES_FROM, MADE_OF
from newsfigures.extraction.fits import COMPANY_METRICS, MODEL_METRICS
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.mention import Mention
from newsfigures.extraction.scene import Scene
from newsfigures.extraction.sides import acted, own_part
from newsfigures.model import Span


@cache
def role_words(group: str, name: str) -> re.Pattern[str]:
    terms = sorted(lexicon("roles")[group][name], key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, terms))})\b", re.I)


_GAP = re.compile(r"\s+(?:[\w'-]+\s+){0,3}?$")


_ASIDE = re.compile(r"^(?:'s?|\))?(?:,[^,.;]{0,40},)?\s*")
_STEP = re.compile(r"[\w'-]+\s+")


def follows(clean: str, start: int, group: str, name: str) -> bool:
    """Say whether one of the words comes next, at most two words on."""
    rest = clean[start : start + 60]
    rest = _ASIDE.sub("", rest)
    for _ in range(3):
        if role_words(group, name).match(rest):
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
    r"'s?(?: (?:planned|promised|pledged|proposed|reported|recent|new|latest|own|first|total"
    r"|broader|wider|larger|massive|ambitious|previous|earlier|record|huge|landmark|initial))?"
    r"(?: (?:about|around|roughly|nearly|almost|estimated|more than|over|up to|some))?\s*"
)
# `X put the bill at $3m`: who puts it is the source.
_PUTS = re.compile(
    r"(?:(?!\b(?:is|are|was|were|been?|being)\b)[^.;]){0,60}?\b(?:puts?|pegs|pegged|reckons"
    r"|reckoned|places|placed|estimates|estimated|calculates|calculated|valued|values)\b"
    r"[^.;,]{1,70}\bat\s+(?:about |around |roughly |nearly |some |over )?"
)
_ANSWER = re.compile(
    r"(?i)\b(?:way|answer|rivals?|successors?|alternatives?|competitors?|competition|comparable"
    r"|compared|akin|similar|close|next|response|challengers?|contrast|equivalent|prelude) to"
    r" (?:the |[A-Z][\w. ]{1,20}'s )?$"
)
# `a chip to take on X`, `the hope of dethroning X`: whoever does so is the subject.
_AGAINST = re.compile(
    r"\b(?:tak(?:e|es|ing) on|challeng(?:e|es|ing)|unseat(?:ing)?|dethron(?:e|es|ing)|rivall?ing"
    r"|compet(?:e|es|ing) with|catch(?:ing)? up with|challengers? to|an? answer to|target(?:s|ing)?"
    r"|dominance of|grip of|outdo(?:ing)?|overtak(?:e|ing)|leave|left|leaving)"
    r" (?:the )?(?:[\w-]+ ){0,2}$"
)
_KIN = re.compile(
    r"\b(?:its|their|his|the) (?:[\w-]+ ){0,2}"
    r"(?:parent|fund|owner|backer|investor|partner|supplier|rival)(?: [\w-]+)?,? $"
)
_EMPLOYS = re.compile(r"'s (?:chief|boss|founder|co-founder|chairman|[A-Z][a-z]+ [A-Z][a-z]+)")
_STAFF = re.compile(
    r"(?:[A-Z][a-z]+ [A-Z][a-z]+|executive|boss|founder|chairman|analysts?) (?:of|at) $"
)
_LINK = re.compile(r"(?:, and|,| and) $")
_JOINS = re.compile(r"(?:, and|,| and) ")
_THAN = re.compile(r"\b(?:than|of|what|against|as|from)\b")
_ACCORDING = re.compile(r"according to\s+$")
# Right before whoever is given money.
RECEIVES = re.compile(
    r"(?:(?<!folded )(?<!merged )(?<!turned )(?<!rolled )(?<!absorbed )(?<!entered )(?<!split )"
    r"(?<!moved )\binto"
    r"|\b(?:stakes?|[Ii]nvest(?:ed|ing|s|ment|ments)?|interest|holding|cheque|check|bet)"
    r" (?:in|on|into)|\b(?:pact|letter of intent|tie-up|agreement|arrangement) with"
    r"|\b(?:backing|bankrolling|funding) for|\b(?:funding|financing|equity) commitments? to"
    r"|\b(?:gave|gives|give|giving|given|lent|handed))"
    r"(?: (?!(?:in|into|for|of|to|with|by|from|and|at|on|a|an)\b)[\w'-]+){0,4} $"
)
_LED_BY = re.compile(
    r"\b(?:led|co-led|backed|joined|spearheaded|anchored|headed) by (?:the )?"
    r"(?:(?:[\w-]+ )?(?:investors?|backers?|funds?|firms?|groups?|giants?) )?$"
)
# `X, a supplier of Y, fell`, `X, spun off from Y`: Y only says who X is.
_TIED_TO = re.compile(
    r"\b(?:suppliers?|customers?|clients?|rivals?|competitors?|partners?|backers?|subsidiary"
    r"|spin-?off|spinout|offshoot|affiliate|provider|vendor|manufacturers?|challengers?)"
    r" (?:of|to|for)"
    r" (?:[\w'-]+ ){0,6}$"
    r"|\b(?:spun (?:off|out)|split off|split|carved out|separated|hived off) (?:from|of|by|out of)"
    r" (?:[\w'-]+ ){0,4}$"
)
_OWN_TELLING = re.compile(r"'|, (?:whose|which|who)\b")
# `with X already spending $3bn`: X is whom that part is about.
_ABSOLUTE = re.compile(r" (?:already |also |now |still |reportedly |alone |itself )?[a-z]{3,}ing\b")
# `X overtook Y`: what follows is what X did.
_BEATEN = re.compile(
    r"\b(?:eclips(?:ed|es|ing)|overt(?:ook|ake|akes|aking)|surpass(?:ed|es|ing)|outpac(?:ed|es|ing)"
    r"|outperform(?:ed|s|ing)|outstripp?(?:ed|s|ing)|leapfrog(?:ged|s|ging)|dethron(?:ed|es|ing)"
    r"|outsold|outspen[dt]|outgrew|topp(?:ed|ing)|beat(?:s|ing)?|overtaken|edged out|edging out"
    r"|trail(?:ed|s|ing)|lagg(?:ed|ing) behind|lags behind) "
    r"(?:(?:its|their|the|bigger|larger|smaller|long-?time|arch-?|main|rivals?|competitors?|peers?)"
    r" ?)*$"
)
_SOLD_TO = re.compile(r"\b(?:shares|stock|equity|stakes?|bonds|debt|notes) to (?:the )?$")
# `X paid €1.3bn for 11% of Y`: it is Y's round.
_PAID = re.compile(r" (?:has |had |also )?(?:paid|pays|spent|put up|handed over)(?: [a-z]+){0,2} ")
SHARE_OF = re.compile(
    r" (?:in cash )?for (?:about |some |a |an |roughly |nearly )?[\d.]+ ?(?:%|per ?cent)"
    r"(?: stake)? (?:of|in) "
)
# `an SK Telecom spokesperson said`: who speaks is not whom it is about.
_SPOKEN = re.compile(
    r" (?:spokes(?:man|woman|person|people)|executives?|officials?|managers?|engineers?|analysts?)"
    r" (?:said|says|told|added|confirmed|declined)\b"
)
# `INTELLECT-3 builds on GLM-4.5-Air`: what follows is the newer one's.
_BUILT_ON = re.compile(
    r"\b(?:buil(?:ds?|t)|based|fine-?tuned|distilled|derived|trained|starts?|started|adapted)"
    r" (?:on top of|on|from|off|out of) (?:the )?$"
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
# `It follows X's $3bn plan`: what follows is X's.
_FOLLOWS = re.compile(r"\s(?:follows|followed|comes? (?:after|on top of)|builds? on|adds? to)\b")
_EQUIPPED = re.compile(r" with | to (?:supply|provide|deliver|furnish) ")
_RENTS = re.compile(r"\b(?:rent(?:ed|ing)?|leas(?:ed|ing)|hir(?:ed|ing)|borrow(?:ed|ing)) from $")
_SELLER = re.compile(r"\b(?:from|with|to|of)\s+$")
_WHERE = re.compile(r"\b(?:in|from|across|outside|of|southern|northern|and)\s+$")
_JOINED = re.compile(r"(?:, and |,| and) ?(?=[A-Z])")
_MATTER = re.compile(
    r" (?:news|deal|report|announcement|contract|saga|affair|effect|rivalry|comparison)\b"
)
# `the iPhone assembler`: whoever puts it together.
_MAKES_IT = re.compile(r" (?:assembler|supplier|manufacturer|seller|vendor|distributor)s?\b")
_WARES = re.compile(
    r"(?:'s own)?\s+(?:systems?|chips?|GPUs?|hardware|cards?|processors?|servers?|platform|machines"
    r"|accelerators?|services|capacity|compute|computing(?: power| capacity)?|[A-Z]+\d+)\b"
)
# Whoever a relative clause is about is its subject, whatever stood before: `from X, which raised`.
_RELATIVE = re.compile(r"(?:, (?:an?|the) [^,.;]{3,60})?, (?:which|who)\b(?! [A-Z])")
# What buyers of chips hold, not those who make them.
_HELD = frozenset({"gpu_count", "power_capacity", "compute_contract"})


def _run_start(scene: Scene, mention: Mention) -> int:
    """Return where the run `A, B and C` that holds a mention begins."""
    start = mention.span.start
    if scene.clean[start - 1 : start] != " " or not _LINK.search(
        scene.clean, max(0, start - 6), start
    ):
        return start
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


# Whoever disputes another's figure is not whom it is about.
_DISPUTES = re.compile(
    r",? (?:has |had |also |itself )?(?:disput|question|contest|den(?:y|ies|ied)|challeng|reject"
    r"|doubt)\w*"
)
# Examples of a group: `customers including A, B and C`.
_SUCH = re.compile(
    r"\b(?:including|such as|among them|notably|include|includes|especially|namely)"
    r"(?: [A-Z][\w.-]+(?: [A-Z][\w.-]+)?,)*(?: and)? $"
)
_CLOSES = re.compile(r"[^()]{0,30}\)")
# Events that only stand before or behind what is told: `the news follows X's pledge`.
_AFTER = re.compile(
    r"\b(?:closely )?(?:follow(?:s|ed|ing)|comes after|came after|on the heels of) $"
)


def _is_outlet(scene: Scene, mention: Mention) -> bool:
    """Say whether a name in parentheses of its own is a source: `(Reddit)`."""
    if mention.kind == "company" and mention.name not in lexicon("roles")["trades"]["outlets"]:
        return False
    return bool(_CLOSES.match(scene.clean, mention.span.end))


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


# What a mention must stand right behind for the longer expressions to be worth trying.
_SUCH_ENDS = (
    "including ", "as ", "them ", "notably ", "include ", "includes ", "especially ", "namely ",
    ", ", " and ",
)  # fmt: skip


_ON_ENDS = ("on ", "of ", "from ", "off ", "the ")
_AFTER_ENDS = ("follows ", "followed ", "following ", "after ", "heels of ")
# Before the amount of `X put the bill at $3m`.
_PUT_ENDS = ("at", "about", "around", "roughly", "nearly", "some", "over")


def _last_word(lead: str) -> str:
    """Return the small letters at the end, before the space there; "" without either."""
    words = lead.rstrip()
    return words[len(words.rstrip(ascii_lowercase)) :] if len(words) < len(lead) else ""


def _lately(scene: Scene, mention: Mention) -> float:
    """Return what being somebody's supplier, or beaten by somebody, takes from a mention."""
    start, end = mention.span.start, mention.span.end
    key = ("lately", start, end)
    factor: float | None = scene.kept.get(key)
    if factor is None:
        lately = scene.clean[max(0, start - 90) : start]
        if _TIED_TO.search(lately):
            factor = 0.45
        elif not _OWN_TELLING.match(scene.clean, end) and _BEATEN.search(lately):
            factor = 0.4
        else:
            factor = 1.0
        scene.kept[key] = factor
    return factor


def _is_old_employer(scene: Scene, mention: Mention) -> bool:
    """Say whether somebody is said to come from there: `founders of X`."""
    key = ("comes from", mention.span.start)
    found: bool | None = scene.kept.get(key)
    if found is None:
        start = mention.span.start
        found = COMES_FROM.search(scene.clean, max(0, start - 90), start) is not None
        scene.kept[key] = found
    return found


def _corner(scene: Scene, at: Span, mention: Mention, metric: str) -> float:
    clean = scene.clean
    before = clean[max(0, mention.span.start - 14) : mention.span.start].lower()
    factor = 1.0
    head = _run_start(scene, mention)
    lead = clean[max(0, head - 14) : head].lower()
    word = _last_word(lead)
    if mention.kind == "company" and _WARES.match(clean, mention.span.end):
        factor *= 0.4
    if mention.kind in ("company", "model") and _MATTER.match(clean, mention.span.end):
        factor *= 0.4
    if mention.kind == "model" and _MAKES_IT.match(clean, mention.span.end):
        factor *= 0.2
    if mention.kind == "company" and _SPOKEN.match(clean, mention.span.end):
        factor *= 0.4
    if (
        mention.kind == "model"
        and clean.endswith(_ON_ENDS, 0, mention.span.start)
        and (_BUILT_ON.search(clean, max(0, mention.span.start - 40), mention.span.start))
    ):
        factor *= 0.3
    side = "contrast" if mention.kind == "model" else "other_side"
    clouds = lexicon("roles")["trades"]["clouds"]
    buys = metric == "compute_contract" and mention.name not in clouds
    if MADE_OF.match(clean, mention.span.end):
        factor *= 0.2
    if _DISPUTES.match(clean, mention.span.end):
        factor *= 0.5
    start, end = mention.span.start, mention.span.end
    behind = clean[max(0, start - 12) : start]
    if behind.endswith(_SUCH_ENDS) and _SUCH.search(clean, max(0, start - 90), start):
        factor *= 0.5
    if behind.endswith("(") and _is_outlet(scene, mention):
        factor *= 0.1
    owns_it = clean.startswith("'", end) and OWN_AMOUNT.fullmatch(clean, end, at.start)
    answers = not owns_it and behind.endswith(("to ", "the ", "'s "))
    if answers and _ANSWER.search(clean, max(0, start - 44), start):
        factor *= 0.5
    if (
        metric in COMPANY_METRICS
        and behind.endswith(" ")
        and (_AGAINST.search(clean, max(0, start - 50), start))
    ):
        factor *= 0.15
    if mention.kind == "place" and clean.startswith("'s ", end) and clean[end + 3].isupper():
        factor *= 0.1  # `Sweden's Norrsken Foundation`
    if mention.via == "pronoun" and _FOLLOWS.match(clean, end):
        factor *= 0.4
    if behind.endswith("out of "):
        factor *= 0.4
    after = not owns_it and behind.endswith(_AFTER_ENDS)
    if after and _AFTER.search(clean, max(0, start - 30), start) and not acted(clean, end):
        factor *= 0.5
    given = metric == "funding_raised" and (
        gives(clean, mention, at)
        or bool(_PAID.fullmatch(clean, end, at.start) and SHARE_OF.match(clean, at.end))
    )
    relative = end <= at.start and clean.startswith(",", end) and _RELATIVE.match(clean, end)
    if relative and not given:
        return factor
    owns = word and word == "from" and clean.startswith("'s ", mention.span.end)
    if (
        word
        and not owns
        and word in lexicon("roles")["corners"][side]
        and not (buys and word == "with")
        and not (word == "with" and _ABSOLUTE.match(clean, end))
    ):
        factor *= 0.6
    if metric == "relative_cost" and mention.span.start >= at.end:
        between = clean[at.end : mention.span.start]
        if _THAN.search(between):
            factor *= 0.15
    joined = head != mention.span.start or _JOINED.match(clean, mention.span.end)
    if joined and word and word in ("of", "between", "by", "with"):
        factor *= 0.6
    if (
        mention.kind != "person"
        and "to" in before
        and _ACCORDING.search(clean[max(0, start - 14) : start])
    ):
        factor *= 0.3
    put = mention.kind != "model" and clean[max(end, at.start - 40) : at.start].rstrip().endswith(
        _PUT_ENDS
    )
    if put and _PUTS.fullmatch(clean, end, at.start):
        factor *= 0.5
    direct = clean.startswith("'", end) and OWN_AMOUNT.fullmatch(clean, end, at.start)
    if mention.kind == "company" and mention.via != "pronoun" and not direct:
        if behind.endswith(" ") and _KIN.search(clean, max(0, start - 40), start):
            factor *= 0.5
        staff = behind.endswith(("of ", "at ")) and _STAFF.search(clean, max(0, start - 40), start)
        past = behind.endswith(" ") and _is_old_employer(scene, mention)
        if staff or past or _EMPLOYS.match(clean, end):
            factor *= 0.3
    if metric == "funding_raised" and not RECEIVES.search(
        clean, max(0, mention.span.start - 50), mention.span.start
    ):
        joined_first = clean.startswith("And ", max(0, start - 4))
        led = behind.endswith(" ") and _LED_BY.search(clean, max(0, head - 40), head)
        if given or led or (_FROM.search(before) and not joined_first and not direct):
            factor *= 0.3
        if before.endswith(("to ", "the ")) and _SOLD_TO.search(clean, max(0, start - 40), start):
            factor *= 0.2
        if mention.kind == "investor":
            factor *= 0.3
    if mention.kind in ("company", "investor") and behind.endswith(" ") and not direct:
        factor *= _lately(scene, mention)
    if metric == "valuation" and _LED_BY.search(clean, max(0, head - 40), head):
        factor *= 0.3
    equipped = metric == "gpu_count" and _EQUIPPED.match(clean, end)
    if equipped and _EQUIPS.search(clean, max(0, start - 60), start):
        factor *= 1.6
    if metric == "compute_contract":
        if not buys and _SELLER.search(before):
            factor *= 0.4
        if _SUPPLIES.match(clean, mention.span.end):
            factor *= 0.4
        if mention.name in lexicon("roles")["trades"]["machines"]:
            factor *= 0.3
    trades = lexicon("roles")["trades"]
    vendor = mention.kind == "company" and mention.name in trades["chips"]
    if vendor and (metric in MODEL_METRICS or metric in _HELD):
        factor *= 0.4  # named for its chips, which others use
    if (
        metric in _HELD
        and behind.endswith("from ")
        and _RENTS.search(clean, max(0, start - 24), start)
    ):
        factor *= 0.3  # `the cluster was rented from X`
    if mention.kind == "index" and before.endswith("on "):
        factor *= 0.2  # `listed on the Nasdaq`
    if mention.kind == "place" and _WHERE.search(before):
        factor *= 0.3
    return factor
