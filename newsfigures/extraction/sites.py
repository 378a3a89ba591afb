"""
Sites that bear no name but a place: `its campus outside Hollis`, `a data centre in Luleå`.

A site counts as a project of the company behind it, so that chips, power and money for it are
put to the site. A country or a state is too wide to be a site.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from newsfigures.extraction import patterns as re
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.mention import Mention
from newsfigures.extraction.screening import watch
from newsfigures.model import Span

MOST = 300  # sites by place that one text is searched for
_NOUN = (
    r"(?:data[ -]?cent(?:re|er)|campus|supercomputer|cluster|facility|complex|site|AI factory"
    r"|server farm|gigafactory)"
)
_PLACE = r"[A-ZÀ-ÖØ-Þ][\w'-]+(?:(?: upon | on | of | )[A-ZÀ-ÖØ-Þ][\w-]+){0,2}"
_AT = watch(
    rf"\b(?P<noun>{_NOUN})(?:s?(?: of [^.;,()]{{3,40}}?)?|,) "
    rf"(?P<where>at|in|near|outside)"
    rf" (?:the (?:[a-z-]+ ){{0,2}}(?:port|town|city|village|suburb|desert) of )?(?P<place>{_PLACE})"
)
_OF = watch(rf"\b(?:[Tt]he|[Ii]ts|[Tt]heir|'s) (?P<place>{_PLACE}) (?P<noun>{_NOUN})\b")
_NAMED = re.compile(
    r"[A-Z][\w-]+(?:\s*\([^()]{1,30}\))?(?:,| (?:is|was)) (?:the|an?|its) (?:[\w-]+ ){0,4}$"
)
# What is no site though it opens with one: `a data center landlord`.
_BUSINESS = (
    "landlord",
    "owner",
    "builder",
    "investor",
    "REIT",
    "trust",
    "chain",
    "contractor",
    "arm",
)
_FIRM = "|".join((*lexicon("evidence")["nouns"]["company"], *_BUSINESS))
# Of what stands between a line break and a name nothing is given back: much of a page is blank.
# `Larkfield Meadow is a data center campus near Salina`: a name, though its words are others'.
_DEFINED = re.compile(
    rf"\n\W*+(?P<place>[A-Z][\w'-]+(?: [A-Z][\w'-]+){{1,3}})[ *_]* (?:is|was) (?:an?|the)"
    rf" (?:[\w-]+ ){{0,5}}?(?P<noun>{_NOUN})\b(?! (?:{_FIRM})\b)"
)
_SITE = (
    r"(?:[A-Z][\w'-]+ ){1,4}(?:Campus|Data ?[Cc]ent(?:er|re)|Supercomputer|AI Factory|Cluster"
    r"|Gigafactory|Compute Park|Technology Park|Data Park|Hub|Complex)"
)
# `Fact sheet: Larkfield Meadow AI Campus`, over a page of facts.
_TITLED = re.compile(
    r"\n\W*+(?:(?i:(?:project |site |the )?(?:fact ?sheet|facts|profile|data ?sheet|briefing"
    r"|overview|at a glance|FAQ|Q&A))(?: (?:on|for|of))?(?: the)?\s*(?:[:—–-]\s*)?"
    rf"(?P<place>{_SITE})\b(?! [A-Z])"
    rf"|(?P<place2>{_SITE})\s*(?:[:—–-]|\()?\s*(?i:fact ?sheet|key facts|the facts"
    r"|project profile|site profile|at a glance|FAQ|Q&A|frequently asked questions))"
)
_MONTHS = re.compile(
    r"^(?:AI|GPU|US|UK|EU|January|February|March|April|May|June|July|August|September|October|November"
    r"|December|The|North|South|East|West|Northern|Southern|Eastern|Western|Central|Europe|Asia|America"
    r"|Africa)\b"
)


def find(clean: str, named: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the sites known by their place only, wherever it stands; none inside other names."""
    taken = {m.span.start for m in named}
    ends = {m.span.end for m in named if m.kind == "project"}
    wide = _wide()
    names: dict[str, str] = {}
    lines = f"\n{clean}"  # so that a line break opens every line
    for match in _DEFINED.finditer(lines):
        names.setdefault(match["place"], match["place"])
    for match in _TITLED.finditer(lines):
        name = match["place"] or match["place2"]
        names.setdefault(name, name)
    for pattern in (_AT, _OF):
        for match in pattern.finditer(clean):
            place = match["place"]
            if pattern is _AT and _NAMED.search(clean, max(0, match.start() - 40), match.start()):
                continue  # `Alps, the supercomputer of CSCS in Lugano`
            # `its Colossus facility in Memphis`: the site has a name.
            if match.start("noun") - 1 in ends or match.start("place") in taken:
                continue
            if place in wide or _MONTHS.match(place):
                continue
            beside = pattern is _OF or match["where"] in ("near", "outside")
            names.setdefault(place, f"{place} {match['noun']}" if beside else place)
    if not names:
        return
    forms = sorted(names, key=len, reverse=True)[:MOST]
    for match in re.finditer(rf"(?<![\w-])(?:{'|'.join(map(re.escape, forms))})(?![\w-])", clean):
        yield Mention(
            span=Span(*match.span()),
            surface=match[0],
            name=names[match[0]],
            kind="project",
            company=None,
            listed=False,
            via="unlisted",
        )


@cache
def _wide() -> frozenset[str]:
    places = lexicon("places")
    states = {form for forms in places["states"].values() for form in forms}
    lands = lexicon("descriptions")["countries"]
    adjectives = {word for words in lands.values() for word in words if not word.endswith("-based")}
    return frozenset(states) | frozenset(places["regions"]["names"]) | adjectives
