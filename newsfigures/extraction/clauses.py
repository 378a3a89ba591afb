"""How near a mention stands to a quantity, and what the words beside it say it does there."""

import re
from bisect import bisect_right
from functools import cache

from newsfigures.extraction.fits import MODEL_METRICS
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.mention import Mention
from newsfigures.extraction.scene import Scene
from newsfigures.model import Span

_BREAK = re.compile(r"[;:]|,(?!\d)| - |—|\s(?:and|but|while|whereas|whilst)\s|[()]")


# `V4-Pro, with 1.6 trillion parameters, is listed`: the clause goes on after the aside.
_APPOSED = re.compile(
    r"^,[^,.;:]{3,70}, (?=(?:is|was|are|were|has|had|will|would|could|may|can|[a-z]+(?:s|ed))\b)"
)
_ASIDE = re.compile(r"\s*\([^()]{0,60}\)")


@cache
def _words(group: str, name: str) -> re.Pattern[str]:
    words = sorted(lexicon("roles")[group][name], key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})\b", re.I)


_GAP = re.compile(r"\s+(?:[\w'-]+\s+){0,3}?$")


def _follows(clean: str, start: int, group: str, name: str) -> bool:
    """Say whether one of the words comes next, at most two words on."""
    rest = clean[start : start + 60]
    rest = re.sub(r"^(?:'s?|\))?(?:,[^,.;]{0,40},)?\s*", "", rest)
    for _ in range(3):
        if _words(group, name).match(rest):
            return True
        step = re.match(r"[\w'-]+\s+", rest)
        if not step:
            return False
        rest = rest[step.end() :]
    return False


_GETS = re.compile(r"(?i)\b(?:rais|secur|clos|receiv|land|seek|sought|fetch)")


def gives(clean: str, mention: Mention, at: Span) -> bool:
    """Say whether a verb of giving money stands after a mention, with none of getting it."""
    if mention.span.end > at.start:
        return _follows(clean, mention.span.end, "verbs", "give")
    between = clean[mention.span.end : at.start][:200]
    if _GETS.search(between) or re.search(r"[.;:]\s", between):
        return False
    return any(
        _words("verbs", "give").match(between, m.start()) for m in re.finditer(r"\b[a-z]", between)
    )


def standing(
    scene: Scene, at: Span, mention: Mention, metric: str
) -> tuple[float, tuple[str, ...]]:
    """Return how well a mention stands to be a quantity's subject (about 0 to 1.4), and why."""
    if scene.span.holds(mention.span):
        return _inside(scene, at, mention, metric)
    if mention.span.start >= at.end:
        return 0.0, ()
    if any(head.holds(mention.span) for head in scene.heads):
        near = scene.heads[0].holds(mention.span)
        return (0.42 if near else 0.25), ("a heading above names it",)
    return _earlier(scene, at, mention, metric)


# What may stand before the subject of a sentence: `The smaller`, `In July,`, `For`, `Its sister,`.
_OPENING = re.compile(r"\W*(?:[\w'-]+ ){0,3}(?:[\w'-]+, )?(?:(?:[Tt]he|[Aa]n?) )?")


def opens(scene: Scene, at: Span, mention: Mention, metric: str) -> bool:
    """Say whether a mention is the subject of the quantity's sentence, with nothing against it."""
    if not scene.span.holds(mention.span) or mention.span.end > at.start:
        return False
    if mention.span.start - scene.span.start > 40:
        return False
    if not _OPENING.fullmatch(scene.clean, scene.span.start, mention.span.start):
        return False
    if metric in _GIVEN or metric == "valuation":  # who gives is not whom the sum is about
        after = scene.clean[mention.span.end : at.start]
        if any(_words("verbs", "give").match(after, m.start()) for m in _WORD.finditer(after)):
            return False
    return _corner(scene, at, mention, metric) >= 1.0


_WORD = re.compile(r"\b[a-z]")


def _inside(scene: Scene, at: Span, mention: Mention, metric: str) -> tuple[float, tuple[str, ...]]:
    clean = scene.clean
    before = clean[max(0, mention.span.start - 14) : mention.span.start]
    if mention.span.end <= at.start:
        between = _APPOSED.sub(" ", _ASIDE.sub(" ", clean[mention.span.end : at.start]))
        breaks = len(_BREAK.findall(between))
        score = 1.0 - 0.09 * breaks - 0.1 * between.count(";") - len(between) / 900
        if _OTHER_SUM.search(between):
            score -= 0.06  # it has its amount already
        reasons = ["named before it in the same clause" if not breaks else "named before it"]
        if _follows(clean, mention.span.end, "verbs", "own"):
            score += 0.15
            reasons.append("subject of the verb")
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
        if _BESIDE.fullmatch(between) and not _AWAY.search(before):
            score += 0.25
            reasons.append("right beside it")
        if between.startswith("'s") or mention.surface.lower() in ("its", "their"):
            own = metric not in _GIVEN and _OWN_AMOUNT.fullmatch(between)
            score += 0.4 if own else 0.1
            reasons.append("the amount is its own")
    else:
        between = _ASIDE.sub(" ", clean[at.end : mention.span.start])
        breaks = len(_BREAK.findall(between))
        score = 0.72 - 0.16 * breaks - len(between) / 300
        reasons = ["named after it in the same sentence"]
        if mention.kind == "project" and _CALLED.search(between) and breaks < 2:
            score += 0.9
            reasons.append("its name is given")
        elif not breaks and _TIES.search(between):
            score += 0.8 if metric == "funding_raised" and _INTO.search(between) else 0.4
            reasons.append("tied to it by a preposition")
    if metric == "funding_raised" and _RECEIVES.search(
        clean, max(0, mention.span.start - 50), mention.span.start
    ):
        return max(1.1, score), (*reasons, "the money goes to it")
    score *= _corner(scene, at, mention, metric)
    return max(0.05, score), tuple(reasons)


_OTHER_SUM = re.compile(r"[$€£¥]\s?\d|\d (?:million|billion|trillion) (?:dollars|euros|pounds)")
_BESIDE = re.compile(r"[:\s(]*(?:at\s+)?")
_OWN_AMOUNT = re.compile(
    r"'s?(?: (?:planned|promised|pledged|proposed|reported|recent|new|latest|own|first|total))?"
    r"(?: (?:about|around|roughly|nearly|almost|estimated|more than|over|up to|some))?\s*"
)
# `X put the bill at $3m`: who puts it is the source.
_PUTS = re.compile(
    r"(?:(?!\b(?:is|are|was|were|been?|being)\b)[^.;]){0,60}?\b(?:puts?|pegs|pegged|reckons"
    r"|reckoned|places|placed|estimates|estimated|calculates|calculated|valued|values)\b"
    r"[^.;,]{1,70}\bat\s+(?:about |around |roughly |nearly |some |over )?"
)
_ANSWER = re.compile(
    r"\b(?:way|answer|rivals?|successors?|alternatives?|comparable|compared|akin|similar|close|next"
    r"|response|challengers?|contrast|equivalent|prelude) to (?:the )?$"
)
_TRAINED = re.compile(r"\b(?:pre-?)?train(?:ed|ing|s)?\b")
_AWAY = re.compile(r"\b(?:to|from|against|than|by|with|for) (?:the )?$")
_KIN = re.compile(
    r"\b(?:its|their|his|the) (?:[\w-]+ ){0,2}"
    r"(?:parent|fund|owner|backer|investor|partner|supplier|rival)(?: [\w-]+)?,? $"
)
_EMPLOYS = re.compile(r"'s (?:chief|boss|founder|co-founder|chairman|[A-Z][a-z]+ [A-Z][a-z]+)")
_STAFF = re.compile(
    r"(?:[A-Z][a-z]+ [A-Z][a-z]+|executive|boss|founder|chairman|analysts?) (?:of|at) $"
)
_LINK = re.compile(r"(?:, and|,| and) $")


def _run_start(scene: Scene, mention: Mention) -> int:
    """Return where the run `A, B and C` that holds a mention begins."""
    start = mention.span.start
    if not _LINK.search(scene.clean, max(0, start - 6), start):
        return start
    for other in reversed(scene.mentions):
        if other.span.end > start:
            continue
        if not re.fullmatch(r"(?:, and|,| and) ", scene.clean[other.span.end : start]):
            break
        start = other.span.start
    return start


# Right before whoever is given money.
_RECEIVES = re.compile(
    r"(?:\binto|\b(?:stakes?|[Ii]nvest(?:ed|ing|s|ment|ments)?|interest|holding|cheque|check|bet)"
    r" (?:in|on|into)|\b(?:pact|letter of intent|tie-up|agreement|arrangement) with"
    r"|\b(?:backing|bankrolling|funding) for)"
    r"(?: the)? $"
)
_LED_BY = re.compile(r"\b(?:led|backed|joined) by (?:the )?$")
_FROM = re.compile(r"\b(?:from|by|with|and)\s+$")
# Whoever supplies computing power is not its buyer.
_SUPPLIES = re.compile(
    r"(?:,[^,.;]{0,40},)? (?:(?:will|would|is|was|has|had|have|to|agreed|set|also|now|been)\s)*"
    r"(?:suppl(?:y|ies|ied|ying)|provid(?:e|es|ed|ing)|sells?|sold|selling|hosts?|hosting"
    r"|deliver(?:s|ed|ing)?|rents? out|leases? (?!from))\b"
)
_SELLER = re.compile(r"\b(?:from|with|to|of)\s+$")
_WHERE = re.compile(r"\b(?:in|from|across|outside|of|southern|northern|and)\s+$")

_JOINED = re.compile(r"(?:, and |,| and) ?(?=[A-Z])")

_TIES = re.compile(
    r"(?:\b(?:in|into|for|at|of|on|to|serving|powering|running|train|training|called|named|dubbed"
    r"|finance|fund|build|expand|develop|complete|finish)(?: the| its)?|-)\s*$"
)
_CALLED = re.compile(
    r"\b(?:under the (?:name|banner|label)|called|named|dubbed|known as)(?: of)?\s*$"
)
_MATTER = re.compile(
    r" (?:news|deal|report|announcement|contract|saga|affair|effect|rivalry|comparison)\b"
)
_INTO = re.compile(r"\b(?:in|into)\s*$")
_WARES = re.compile(
    r"(?:'s own)?\s+(?:systems?|chips?|GPUs?|hardware|cards?|processors?|servers?|platform|machines"
    r"|accelerators?|services|capacity|[A-Z]+\d+)"
)


# Whoever a relative clause is about is its subject, whatever stood before: `from X, which raised`.
_RELATIVE = re.compile(r"(?:, (?:an?|the) [^,.;]{3,60})?, (?:which|who)\b(?! [A-Z])")


# Sums that one side gives and the other gets: `X's $3bn` may be either.
_GIVEN = frozenset({"funding_raised", "compute_contract"})
# What buyers of chips hold, not those who make them.
_HELD = frozenset({"gpu_count", "power_capacity", "compute_contract"})


def _corner(scene: Scene, at: Span, mention: Mention, metric: str) -> float:
    """Return how much the word before a mention takes from it: `from X`, `than X`, `said X`."""
    clean = scene.clean
    before = clean[max(0, mention.span.start - 14) : mention.span.start].lower()
    factor = 1.0
    head = _run_start(scene, mention)
    lead = clean[max(0, head - 14) : head].lower()
    word = re.search(r"([a-z]+)\s+$", lead)
    if mention.kind == "company" and _WARES.match(clean, mention.span.end):
        factor *= 0.4
    if mention.kind in ("company", "model") and _MATTER.match(clean, mention.span.end):
        factor *= 0.4
    side = "contrast" if mention.kind == "model" else "other_side"
    clouds = lexicon("roles")["trades"]["clouds"]
    buys = metric == "compute_contract" and mention.name not in clouds
    if _ANSWER.search(clean, max(0, mention.span.start - 24), mention.span.start):
        factor *= 0.5
    if _RELATIVE.match(clean, mention.span.end) and mention.span.end <= at.start:
        return factor
    owns = word and word[1] == "from" and clean.startswith("'s ", mention.span.end)
    if (
        word
        and not owns
        and word[1] in lexicon("roles")["corners"][side]
        and not (buys and word[1] == "with")
    ):
        factor *= 0.6
    if metric == "relative_cost" and mention.span.start >= at.end:
        between = clean[at.end : mention.span.start]
        if re.search(r"\b(?:than|of|what|against|as|from)\b", between):
            factor *= 0.15
    joined = head != mention.span.start or _JOINED.match(clean, mention.span.end)
    if joined and word and word[1] in ("of", "between", "by", "with"):
        factor *= 0.6
    if mention.kind != "person" and re.search(
        r"according to\s+$", clean[max(0, mention.span.start - 14) : mention.span.start]
    ):
        factor *= 0.3
    if mention.kind != "model" and _PUTS.fullmatch(clean, mention.span.end, at.start):
        factor *= 0.5
    direct = _OWN_AMOUNT.fullmatch(clean, mention.span.end, at.start)
    if mention.kind == "company" and mention.via != "pronoun" and not direct:
        if _KIN.search(clean, max(0, mention.span.start - 40), mention.span.start):
            factor *= 0.5
        if _EMPLOYS.match(clean, mention.span.end) or _STAFF.search(
            clean, max(0, mention.span.start - 40), mention.span.start
        ):
            factor *= 0.3
    if metric == "funding_raised" and not _RECEIVES.search(
        clean, max(0, mention.span.start - 50), mention.span.start
    ):
        if gives(clean, mention, at) or _FROM.search(before):
            factor *= 0.3
        if mention.kind == "investor":
            factor *= 0.3
    if metric == "valuation" and _LED_BY.search(clean, max(0, head - 14), head):
        factor *= 0.3
    if metric == "compute_contract":
        if not buys and _SELLER.search(before):
            factor *= 0.4
        if _SUPPLIES.match(clean, mention.span.end):
            factor *= 0.4
    vendor = mention.kind == "company" and mention.name in lexicon("roles")["trades"]["chips"]
    if vendor and (metric in MODEL_METRICS or metric in _HELD):
        factor *= 0.4  # named for its chips, which others use
    if mention.kind == "place" and _WHERE.search(before):
        factor *= 0.3
    return factor


_EARLIER_AT_MOST = 0.75
BESIDE = 0.5  # items of a list stand side by side: one's subject is not the next one's
_LIFT = 1.9  # opening a sentence and a block, and being what the text is on, lift at most so much
_FAINT = 0.12  # linking.ENOUGH


def _leads_in(clean: str, sentence: Span) -> bool:
    """Say whether a sentence is but a name that says what its block is on: `Hyperion.`."""
    words = sentence.cut(clean)
    if len(words.split()) > 4 or re.search(r"\d{2}|[$€£]", words):
        return False
    return not re.search(r"\b(?:is|are|was|were|has|had|did|does|will|[a-z]{2,}ed)\b", words)


def _earlier(
    scene: Scene, at: Span, mention: Mention, metric: str
) -> tuple[float, tuple[str, ...]]:
    holding = bisect_right(scene.sentences, mention.span.start, key=lambda s: s.start)
    steps = max(1, bisect_right(scene.sentences, at.start, key=lambda s: s.start) - holding)
    same_block = scene.block.holds(mention.span)
    if scene.lead and scene.lead.holds(mention.span):
        steps = 1  # what leads in to a list stands right before each of its items
    score = 0.62 * (0.9 ** (steps - 1))
    if not same_block:
        score *= 0.95 if scene.lead and scene.lead.holds(mention.span) else 0.72
    if score * _LIFT < _FAINT:
        return 0.0, ()  # too far back to be chosen, whatever else speaks for it
    holder = scene.sentences[holding - 1] if holding else scene.span
    opening = mention.span.start - holder.start
    if opening < 5:
        score *= 1.12
    if opening < 5 and mention.span.start == scene.block.start:
        score *= 1.35
    if mention.via == "pronoun":
        score *= 0.95
    if scene.beside and scene.beside.holds(mention.span):
        score *= 0.0 if scene.own else BESIDE
    score *= _corner(scene, at, mention, metric) ** 0.5
    score *= 0.85 + 0.4 * scene.shares.get(mention.company or "", 0.0)
    # What its own sentence names before it wins, unless that stands in a corner.
    if not (same_block and opening < 5 and _leads_in(scene.clean, holder)):
        score = min(score, _EARLIER_AT_MOST)
    return score, ("named before in the same paragraph" if same_block else "named before",)
