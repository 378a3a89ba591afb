"""
Capitalised phrases that are nobody's name: days, places, measures, plans, branches of the trade.

`Series B`, `Q3`, `Generative AI`, `Net Income`; not `Figure` that raises money, nor `Quillon AI`.
"""

from functools import cache

from newsfigures.extraction import patterns as re
from newsfigures.extraction.expressions import countries
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.nameforms import shapes

_DATED = re.compile(
    r"^[A-Za-z]{1,3}\d[\d.]*(?:bn|tn|trn|mn)$"
    r"|^(?:(?:S|F)-[1-4]|(?:10|8)-[KQ]|[QH][1-4]|FY\d+|[A-Z]{1,3}\d*s?|\d+"
    r"|(?:Series|Class|Phase|Tier|Tranche|Schedule|Exhibit|Appendix|Figure|Table|Chapter|Section"
    r"|Part|Item|Title|Level|Stage) (?:[A-Z]|[IVX]+|\d+))$"
    r"|\b(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May(?= \d)|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b"
    r"|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$|\b(?:19|20)\d\d$"
)
# A branch of the trade is nobody's name.
_BRANCH = re.compile(
    r"(?:Generative|Corporate|Private|Public|Enterprise|Agentic|Physical|Sovereign|Consumer|Frontier"
    r"|Conversational|Responsible|Global|Industrial|Commercial|Embodied|Edge|Cloud|Legal|Medical"
    r"|Voice|Speech|Vision|Video|Image|Audio|Music|Spatial|Open|Open-source|Explainable|Trustworthy"
    r"|Traditional|Advanced|Modern|Hybrid|Multi-agent|Customer|Sales|Coding|Search|Text"
    r"|Healthcare|Military|Defen[cs]e|Vertical|Predictive|Multimodal|Western|Domestic"
    r"|German|French|British|Indian|Chinese|American|Japanese|Korean|Israeli|Canadian|European"
    r"|Swedish|Dutch|Swiss|Spanish|Italian) AI"
)
# What the lines of a card or a box are labelled with, and what such models are in general.
_LABELLED = re.compile(
    r"(?:Raised|Valuation|Funding|Investment|Founded|Headquarters|Hardware|Software|Infrastructure"
    r"|Description|Details|Settings?|Specifications?|Overview|Highlights|Milestones?|Expansion"
    r"|(?:Compute|Computing|Training|Hardware|Cloud|Software|Model|Data|Technical|Public|Funding"
    r"|Carbon|Energy|Environmental|Total|Company|Key|Core|Base|Main)"
    r" (?:Infrastructure|Supercomputers?|Hardware|Software|Resources|Architecture|Details"
    r"|Descriptions?|Specifications?|Overview|Summary|Type|Size|Emissions?|Footprint|Impact|Factors"
    r"|Data|Budget|Rounds?|History|Figures|Facts|Statistics|Metrics)"
    r"|(?:(?:Large|Small|Vision|Text|Video|Image|Latent|World|Base|Open|Multimodal) )*"
    r"(?:Language|Diffusion|Foundation|Reasoning|Embedding|Reward|World) Models?)"
)
_OF_POWER = re.compile(r"[kMG]W\b")  # `a 1.2 GW AI campus`
# `Cognition's Annual Recurring Revenue (ARR) was`: what is measured.
_MEASURE = re.compile(
    r"(?:^| )(?:Revenues?|Income|Profits?|Loss|Expenditures?|Valuation|Capitali[sz]ation|Earnings"
    r"|Margins?|EBITDA|Sales|Spending|Headcount|Run[- ]Rate|Market Cap|Backlog|Deals?|Pact|Talks"
    r"|Market(?: Size| Share| Value| Outlook| Report| Overview| Scope)?)$"
)


@cache
def _plans() -> frozenset[str]:
    """Return the tiers of plans, which are no names by themselves: `$20 a month for Plus`."""
    return frozenset(lexicon("naming")["version_words"]) | {
        "Plus",
        "Premium",
        "Enterprise",
        "Basic",
    }


@cache
def _parts() -> frozenset[str]:
    """Return how a cloud lets its chips, and how companies call their parts."""
    naming = lexicon("naming")
    return frozenset((*naming["rental_tiers"], *naming["parts"]))


@cache
def _lands() -> frozenset[str]:
    table = lexicon("descriptions")["countries"]
    words = {word for words in table.values() for word in words}
    return frozenset(words | set(table) | set(lexicon("places")["regions"]["names"]))


_INITIALS = re.compile(r"(?:[A-Z]\.)+[A-Z]?")  # `U.S`, as before `-listed`


def is_nobody(words: str) -> bool:
    """Say whether a phrase is a place, a day, a branch of the trade or a measure, and no name."""
    if words in shapes()["cities"] or len(words) < 3 or _INITIALS.fullmatch(words):
        return True
    if words.isupper() and words.title() in shapes()["cities"] | shapes()["not_alone"]:  # LONDON
        return True
    if _DATED.search(words) or _BRANCH.fullmatch(words) or words in _lands():
        return True
    if _LABELLED.fullmatch(words) or _OF_POWER.match(words):
        return True
    stem = words[:-3]
    if words.endswith(" AI") and (stem in countries() or stem in shapes()["cities"]):
        return True  # `the Indian AI market`, `Miami AI engine Quillon`
    return words in _plans() | _parts() or _MEASURE.search(words) is not None
