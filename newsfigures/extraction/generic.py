"""
Sentences whose own subject has no name: `hyperscalers will spend`, `a typical cluster of`.

What such a sentence states is not about whoever was named before it. A whole trade is a subject
of its own, behind which no one company stands; for one firm or model of many there is no figure.
"""

from newsfigures.extraction import patterns as re
from newsfigures.extraction.fits import COMPANY_METRICS, FITS, MODEL_METRICS, SITE_METRICS
from newsfigures.extraction.scene import Scene
from newsfigures.extraction.screening import Watched, marks_of, standing, watch
from newsfigures.model import Span, noun


@noun(kw_only=False)
class Unnamed:
    """A subject without a name; `trade` is the words for a whole trade, None for one of many."""

    trade: str | None


_TRADES = watch(
    r"(?<![\w'-])(?P<the>(?:[Tt]he|[Tt]hese|[Tt]hose|[Bb]oth|[Oo]ther|[Tt]wo|[Tt]hree|[Ff]our) )?"
    r"(?P<name>(?:(?:[Bb]ig(?:gest)?|[Ll]arge(?:st)?|[Mm]ajor|[Ll]eading|[Tt]op"
    r"|US|American|Chinese|European"
    r"|[Gg]lobal"
    r"|AI|[Cc]loud|[Tt]ech|[Tt]echnology|[Ii]nternet) ){0,3}"
    r"(?:[Hh]yperscalers?|[Bb]ig [Tt]ech|giants|[Cc]ompanies|[Ff]irms|providers|[Ss]tart-?ups"
    r"|[Ll]abs|[Cc]louds|[Ee]nterprises|[Bb]usinesses|[Dd]evelopers|[Cc]hipmakers|[Oo]perators))"
    r"(?:'s?)?(?: (?:now|together|collectively|alone|also|combined))? "
    r"(?:will|would|are|were|have|had|has|may|might|could|can|should|plan(?:s|ned)?|spends?|spent"
    r"|invest(?:s|ed)?"
    r"|pour(?:s|ed)?|expect(?:s|ed)?|is|was|(?:AI )?(?:[Cc]apital |data-?cent(?:re|er) )?"
    r"(?:[Ss]pending|[Cc]apex|[Ee]xpenditures?|[Ii]nvestments?))\b"
)
_ONE = watch(
    r"(?:^|[.,;:\"] |\b(?:that|for|because|while|whereas|where|but|and|when|if) )"
    r"(?:[Aa]n?|[Aa]ny|[Ee]very|[Ss]ome|[Aa]nother) (?:[\w-]+ ){0,3}?"
    r"(?:chip-?makers?|start-?ups?|company|companies|firms?|labs?|laboratory|teams?|developers?"
    r"|investors?|buyers?|customers?|hyperscaler|provider|business|university"
    r"|competitor|challenger|billionaire|tycoon|magnate|financier|businessman)\b"
    r"(?! (?:called|named|known|of|behind|founded|backed|led|run|spun"
    r"|and (?:expects?|plans?|will)))"
)
# `A team founded by dropouts has raised`, `Nine start-ups each raised`: nobody by name.
_FOUNDED = re.compile(
    r"\W*(?P<lead>[A-Z][\w ,]{0,30}, )?(?:[Aa]n?|[Aa]nother|[Oo]ne) (?:[\w'-]+ ){0,6}?"
    r"(?:start-?up|company|firm|team|group|venture|outfit|lab|trio|duo)\b"
    r" (?:of|founded|co-founded|backed|led|run|set up|started|formed|built)\b[^.;:$€£]{3,90}?"
    r" (?:(?:has|have|had|just|recently|also|is|reportedly) )*"
    r"(?:raised|raising|secured|closed|landed|valued|seeking|in talks)\b"
)
_EACH_OF = re.compile(
    r"\b(?:[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|\d+|[Ss]everal"
    r"|[Mm]any) (?:[\w-]+ ){0,3}?(?:start-?ups|companies|firms|labs|deals|rounds)"
    r"(?: [a-z]+){0,2} each\b"
    r"|\b(?:built|founded|started|created|set up|launched|joined|left|against) an?"
    r" (?:[\w-]+ ){0,2}(?:competitor|rival|start-?up|company|firm) (?:that|which)"
    r" (?:(?:has|had|since|also) )*(?:raised|secured|attracted)\b"
    r"|\bamong (?:those|the [\w-]+) (?:that|which|who) have (?:collectively|together|jointly)\b"
)
_OF_MANY = watch(
    r"\b(?:(?:[Aa]n?|[Tt]he|[Oo]ne|[Aa]ny|[Ee]ach|[Ee]very) (?:[\w-]+ )?)?"
    r"(?:[Tt]ypical|[Aa]verage|[Mm]edian|[Hh]ypothetical|[Gg]eneric|[Aa]ny|[Ee]very)"
    r"(?: [\w-]+){0,3}? (?:runs?|models?|clusters?|systems?|networks?|LLMs?)\b"
    r"|\b[Aa]n? (?:[\w-]+ ){0,3}?(?:run|model|cluster|system|network|LLM)"
    r"(?= (?:(?:like that|today|now) )?(?:can|could|may|might|would)\b)"
    r"|\b(?:AI|[Ff]rontier|[Ll]anguage|[Cc]utting-edge|[Nn]ew|[Ff]uture|[Ll]arge|[Nn]ext-generation)"
    r" (?:AI )?models (?:(?:in development|in training|being trained|under way|today|now) ){0,2}"
    r"(?:can|could|may|might|will|would) (?:each |soon )?cost\b"
    r"|\bcost of training (?:these|such|frontier|new|future|AI|large) (?:AI )?models"
    r" (?:to (?:go|rise|climb|reach|hit|grow)|will|could|may|might)\b"
)
_CENTRES = watch(
    r"(?:[Dd]ata ?-?cent(?:re|er)s?|AI infrastructure)(?: [a-z]+){0,2}"
    r" (?:spending|investments?|outlays?)\b"
    r"|\b(?:[Ss]ums?|[Aa]mounts?|[Mm]oney) (?:to be |being )?"
    r"(?:spent|invested|poured|laid out|sunk)"
    r"(?: (?:worldwide|globally|around the world|each year))? (?:on|in|into)"
    r"(?: (?!(?:its|their|his|our|the|a|an)\b)[\w'-]+){0,3} data[ -]?cent(?:re|er)s\b"
    r"|\bAI-related (?:capital )?(?:spending|expenditures?|outlays?|capex)\b"
    r"|\b(?:bills?|costs?|spending|investments?|outlays?|price tag|tab) (?:for|of|on|in)"
    r"(?: (?!(?:its|their|his|our|the|a|an)\b)[\w'-]+){0,3} data[ -]?cent(?:re|er)s\b"
)
_DEMAND = watch(
    r"\b(?:[Cc]ompute|[Cc]omputing|[Pp]ower|[Ee]lectricity|[Dd]ata[ -]?cent(?:re|er)s?|AI)"
    r" (?:demand|needs|load|requirements|consumption)\b"
)
# `Add it all up and the bill comes to`: a sum of what several have.
_ADDED_UP = re.compile(
    r"\W*(?:Add(?:ed|ing)?|Put(?:ting)?|Sum|Total) (?:it|them|that|these|those|everything|the lot)"
    r"(?: all)? (?:up|together)\b"
)
_CENTRES_AFTER = re.compile(
    r" (?:AI )?data[ -]?cent(?:re|er)s?"
    r" (?:projection|forecast|boom|spending|estimate|outlook|build-?out)\b"
    r"| (?:in|of|on) (?:total |annual )?(?:AI|data[ -]?cent(?:re|er)) (?:infrastructure )?"
    r"(?:spending|investments?|outlays|build-?out) (?:globally|worldwide|around the world"
    r"|across the (?:world|industry|globe))\b"
    r"| (?:in|of|on) (?:global|worldwide|the world's) (?:AI|data[ -]?cent(?:re|er))"
    r" (?:infrastructure )?(?:spending|investments?|outlays|build-?out)\b"
    r"|(?: of the [$€£]?[\d.,]+ (?:million|billion|trillion|tn|bn))?(?: of [a-z]+)?"
    r" (?:required|needed|necessary) (?:to|for) [^.;A-Z]{0,50}\bdata[ -]?cent(?:re|er)s\b"
)
# One of two that nothing here names: `the larger run would be billed at $61.7m`.
_OF_TWO = re.compile(
    r"\b[Tt]he (?:larger|bigger|smaller|cheaper|dearer|costlier|other|longer|shorter)"
    r" (?:run|model|one)\b"
)
_BUYS = re.compile(r" (?:(?:would|could|can|will) )?(?:buys?|gets? you|pays? for|rents?)\b")
_GIVER = re.compile(
    r"[^.;,]{0,40}\b(?:from|by) (?:an?|one|another|some|an unnamed) (?:[\w-]+ ){0,2}?"
    r"(?:chip-?maker|company|firm|group|start-?up|investor|fund|developer|provider|bank)\b"
)
_MEANS = watch(
    r"\b(?:[Aa]verage|[Mm]edian|[Mm]ean|[Tt]ypical) (?:[\w-]+ ){0,3}?"
    r"(?:rounds?|deals?|investments?|cheques?|checks?|[Ss]eeds?|[Ss]eries [A-Ha-h]|valuations?"
    r"|start-?ups?)\b"
)
_PLAIN = re.compile(r"(?i)(?:companies|firms|start-?ups|labs|enterprises|businesses|developers)$")
_BREAK = re.compile(
    r"[;:]|\b(?:that|while|whereas|but|expects?|expected|sees|says|said|forecasts?|estimates?"
    r"|reckons"
    r"|and|for)\b"
)
# A sentence whose own subject is somebody no list has and no cue makes a company: `The State took`.
_STRANGER = re.compile(
    r"\W*(?:[A-Z][\w ]{0,24}, )?(?:The (?P<one>[A-Z][a-z]+)"
    r"|(?P<many>[A-Z][\w&.-]+(?: (?:of |for |and |de )?[A-Z][\w&.-]+){1,3}))"
    r" (?:(?:has|had|have|also|now|alone|already|will|would|itself) ){0,2}"
    r"(?:took|takes|taken|credits?|credited|paid|pays|pay|spent|spends|spend|collect(?:ed|s)?|earn(?:ed|s)?"
    r"|owns?|owned|employ(?:ed|s)?|sold|sells|lost|loses|built|builds|made|makes|received|gets?|got"
    r"|counts|counted|hosts?|runs?|ran|parked|bought|buys)\b"
    r"|\W*(?:(?:The )?[\w ]{0,30}"
    r"(?:President|Prime Minister|Chancellor|Minister|Governor|King|Mayor)"
    r" (?:[A-Z][\w-]+ ?){1,3})'s "
)
# `The science ministry said it had bought 13,000 GPUs`: the state's.
_BY_STATE = re.compile(
    r"\W*(?:[A-Z][a-z]+, )?(?:[Tt]he |Its )?(?:[\w-]+ ){0,2}?"
    r"(?:[Mm]inistry|[Gg]overnment|[Cc]abinet|[Ss]tate|[Pp]arliament)(?: of [\w ]{3,30}?)?"
    r" (?:has |had |have |will |would |also |now )*(?:said|says|bought|buys?|plans?|wants?|is|put"
    r"|took|takes?|pledged|promised|spent|announced|set aside|approved)\b"
)
_TO_ALL = re.compile(r": (?:[a-z]+ ){0,3}$")
_SIZES = frozenset({"power_capacity", "gpu_count"})
_INDEFINITE = re.compile(r"\b(?:[Aa]n?|[Oo]ne|[Aa]nother) $")
_RUN = frozenset({"training_cost", "gpu_hours", "training_compute", "training_duration"})
_SPENT = frozenset({"capex", "infrastructure_investment", "gpu_count", "power_capacity"})


# `The chip gauge slid 4%`: an index that no list has.
_INDEX = re.compile(
    r"\b(?:[Ii]ndex|[Gg]auge|[Bb]enchmark|[Bb]asket|ETF)\b(?: \([^()]{1,12}\))?"
    r" (?:also |has |had )?(?:[a-z]+ed|fell|rose|slid|sank|lost|is|was)\b"
)
# `The prime minister announced $1bn`: the state's.
_OFFICER = re.compile(
    r"\W*(?:[A-Z][\w ,]{0,30}, )?(?:The )?(?:[A-Z][a-z]+ )?"
    r"(?:[Pp]rime [Mm]inister|[Pp]resident|[Cc]hancellor|[Gg]overnor|[Mm]inister|[Tt]aoiseach"
    r"|[Pp]remier)"
    r"(?: [A-Z][\w-]+){1,3} (?:(?:has|had|also|then) )*"
    r"(?:announced|pledged|promised|unveiled|earmarked|set aside|committed|launched)\b"
)


# `These five companies alone raised $9bn`: no one's of them.
_THESE = re.compile(
    r"\W*(?:(?:Together|In all|Combined),? )?(?:[Tt]he|[Tt]h[eo]se)"
    r" (?P<who>(?:two|three|four|five|six|seven|eight|nine|ten|\d+)"
    r" (?:[a-z]+ )?(?:companies|firms|start-?ups|labs|rounds|deals))"
    r"(?: (?:alone|together|combined|have|had|between them|collectively|jointly))*"
    r" (?:raised|took in|attracted|secured|landed|pulled in|drew|accounted for)\b"
)
# `The country's data-centre capacity is 3GW`: nobody's site.
_LAND = re.compile(
    r"\W*(?:[A-Z][\w ]{0,30}, )?(?:[Tt]he|[Ii]ts) (?:country|nation|state|region|kingdom|island"
    r"|city|continent|bloc|emirate)'s (?:(?:current|total|operational|installed|existing|overall"
    r"|combined|live|own) ){0,2}(?:AI |cloud )?(?:data[ -]?cent(?:re|er)|comput(?:e|ing)"
    r"|hyperscale|IT|power)(?: [a-z]+)? (?:capacity|load|stock|market|industry|sector|pipeline)\b"
)


# `X, Y and Z report this week. The companies are expected to spend $9bn`: all of them.
_ALL_OF_THEM = re.compile(
    r"\W*(?:(?:Collectively|Together|Combined|In all|In total),? )?(?:[Tt]he|[Tt]hese|[Tt]hose)"
    r" (?:[a-z]+ )?(?:companies|firms|giants|hyperscalers|groups)"
    r" (?:are|were|will|would|plan|expect|have|had|together|collectively|spent|invested|poured)\b"
)


def _told_of(scene: Scene) -> str | None:
    """Return the three or more companies of the sentence before, as one."""
    told = next((s for s in reversed(scene.sentences) if s.end <= scene.span.start), None)
    if told is None:
        return None
    here = (m for m in scene.before if m.kind == "company" and told.holds(m.span))
    names = sorted({m.name for m in here})
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 2 else None


# `X, Y and Z will build, and the projects will create 9,000 jobs`: no one's of them.
_PROJECTS = re.compile(
    r"\b(?:the (?:[a-z-]+ )?(?:projects|investments|schemes|pledges|plans|developments|sites)"
    r"|(?:the )?(?:expenditure|spending|investment|pledges) (?:by|of|from) the [a-z]+"
    r" (?:trio|pair|duo|giants|firms|companies|three|two|four))"
    r" (?:(?:together|combined|alone|also|then) )?(?:will|would|could|should|may|are|is|to)\b"
    r"[^.;:]{0,60}$"
)


def subject(scene: Scene, at: Span, metric: str) -> Unnamed | None:
    """Return the unnamed subject of a quantity's sentence, None when it has none."""
    clean, fits = scene.clean, FITS[metric]
    if metric == "headcount" and _PROJECTS.search(clean, scene.span.start, at.start):
        firms = {m.name for m in scene.before if m.kind == "company" and scene.block.holds(m.span)}
        if len(firms) != 1:
            return Unnamed(None)
    if metric in ("capex", "infrastructure_investment") and _ALL_OF_THEM.match(
        clean, scene.span.start, at.start
    ):
        together = _told_of(scene)
        if together:
            return Unnamed(together)
    low = scene.span.start
    for mention in reversed(scene.before):
        if not scene.span.holds(mention.span):
            break
        if fits.get(mention.kind):
            low = mention.span.end
            break
    words = clean[low : at.start]
    if metric in ("funding_raised", "valuation"):
        whole = clean[scene.span.start : at.start]
        founded = _FOUNDED.match(whole)
        if (
            founded
            and founded["lead"]
            and any(
                m.span.start < scene.span.start + founded.end("lead") and fits.get(m.kind)
                for m in scene.before
                if scene.span.holds(m.span)
            )
        ):
            founded = None  # `X, a lab founded in May, has raised`: X
        if founded or _EACH_OF.search(whole):
            return Unnamed(None)
    these = _THESE.match(clean, scene.span.start, at.start) if metric == "funding_raised" else None
    if these:
        return Unnamed(these["who"])
    if metric == "share_price_change" and _INDEX.search(words):
        said = (m for m in scene.before if scene.span.holds(m.span))
        if not any(m.kind == "index" for m in said):
            return Unnamed(None)
    if metric in COMPANY_METRICS and _ADDED_UP.match(clean, scene.span.start, at.start):
        return Unnamed(None)
    if low == scene.span.start and _by_a_stranger(scene, at, metric):
        return Unnamed(None)
    if low == scene.span.start and metric in _SIZES and _INDEFINITE.search(words):
        after = (m for m in scene.mentions if scene.span.holds(m.span) and m.span.start >= at.end)
        if not any(fits.get(m.kind) for m in after):
            return Unnamed(None)  # `a 10GW "AI city" whose promoter`
    if metric in SITE_METRICS and _OFFICER.match(clean, scene.span.start, at.start):
        here = [m for m in scene.mentions if scene.span.holds(m.span)]
        if not any(m.kind in ("company", "project", "investor") for m in here):
            lands = {m.name for m in here if m.kind == "place"}
            return Unnamed(lands.pop() if len(lands) == 1 else None)
    if metric == "power_capacity" and _LAND.match(clean, scene.span.start, at.start):
        last = next((m.name for m in reversed(scene.before) if m.kind == "place"), None)
        return Unnamed(last)
    if low == scene.span.start and metric in SITE_METRICS and _BY_STATE.match(words):
        lands = {m.name for m in scene.before if m.kind == "place"}
        return Unnamed(lands.pop() if len(lands) == 1 else None)
    if metric in _RUN and low == scene.span.start and _OF_TWO.search(words):
        return Unnamed(None)
    if metric in MODEL_METRICS and _BUYS.match(clean, at.end):
        return Unnamed(None)
    if metric == "infrastructure_investment":
        if _CENTRES_AFTER.match(clean, at.end):
            return Unnamed("data-centre spending")
        if _GIVER.match(clean, at.end, scene.span.end):
            return Unnamed(None)
    # The words of the whole sentence, which others ask for too, say what may stand in these.
    stands = standing(scene.span.cut(clean))
    for found, trade in _matches(words, metric, stands) if stands & _ANY else ():
        if low > scene.span.start and _TO_ALL.search(words, found.end()):
            continue  # `X has done what few firms can: it took $3bn`
        apart = low == scene.span.start or _BREAK.search(words[: found.start() + 6])
        if apart and not re.search(
            r"\b(?:to|with|against|like|than|by)\s$", words[: found.start()]
        ):
            return Unnamed(trade)
    return None


def _by_a_stranger(scene: Scene, at: Span, metric: str) -> bool:
    """Say whether the subject of the sentence is a name that no mention of any kind has."""
    if metric not in COMPANY_METRICS and metric not in SITE_METRICS:
        return False
    found = _STRANGER.match(scene.clean, scene.span.start, at.start)
    if found is None:
        return False
    named = next((group for group in ("one", "many") if found[group]), None)
    if named is None:
        return True
    span = Span(*found.span(named))
    return not any(m.span.overlaps(span) for m in scene.mentions)


_ANY = marks_of((_CENTRES, _DEMAND, _MEANS, _OF_MANY, _ONE, _TRADES))


def _matches(words: str, metric: str, stands: int) -> list[tuple[re.Match[str], str | None]]:
    found: list[tuple[re.Match[str], str | None]] = []

    def search(watched: Watched) -> re.Match[str] | None:
        return watched.pattern.search(words) if stands & watched.mark else None

    if metric == "infrastructure_investment" and (match := search(_CENTRES)):
        found.append((match, "data-centre spending"))
    if metric == "power_capacity" and (match := search(_DEMAND)):
        found.append((match, "data centres"))
    if metric in _SPENT and (match := search(_TRADES)):
        name = match["name"]
        if not (match["the"] and _PLAIN.search(name)):
            trade = name[0].lower() + name[1:] if name[1:2].islower() else name
            found.append((match, "hyperscalers" if trade == "hyperscaler" else trade))
    elif metric in COMPANY_METRICS and (match := search(_TRADES)) and not match["the"]:
        found.append((match, None))
    if metric in _RUN and (match := search(_TRADES)):
        found.append((match, None))
    company = metric in COMPANY_METRICS or metric in SITE_METRICS
    if (company or metric in MODEL_METRICS) and (match := search(_ONE)):
        found.append((match, None))
    if (metric in MODEL_METRICS or metric == "gpu_count") and (match := search(_OF_MANY)):
        found.append((match, None))
    if metric in ("funding_raised", "valuation") and (match := search(_MEANS)):
        found.append((match, None))
    return found
