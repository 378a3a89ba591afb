"""The forms that descriptions and pronouns take: what is looked for before it is resolved."""

from collections.abc import Sequence
from functools import cache

from newsfigures.extraction import patterns as re
from newsfigures.extraction.gazetteer import lexicon


@cache
def noun_kinds() -> dict[str, str]:
    """Return the nouns of descriptions with the kind of thing each stands for."""
    return {
        noun: kind for kind, nouns in lexicon("descriptions")["nouns"].items() for noun in nouns
    }


@cache
def countries() -> dict[str, str]:
    """Return the adjectives and seats of companies with their country."""
    table = lexicon("descriptions")["countries"]
    return {word: country for country, words in table.items() for word in words}


@cache
def products() -> dict[str, str]:
    """Return the products by which the press calls a company, with the company."""
    table = lexicon("descriptions")["products"]
    return {word: company for company, words in table.items() for word in words}


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


# Adjectives made for the occasion: `two-year-old`, `Bristol-based`, `state-backed`.
_SHAPED = (
    r"(?:(?:[A-Z][a-z]+ ){0,2}[A-Z][a-z]+, (?:[A-Z][a-z]+ )?|(?:[A-Z][a-z]+ ){1,2})"
    r"[A-Z][a-z]+-based"
    r"|[\w-]+-(?:old|based|backed|owned|founded|listed|traded|focused|funded|making|strong|run|led)"
)


# `the $270bn chipmaker`
_WORTH = r"(?:[$€£][\d.,]+ ?(?:[mb]n|[tT]n|[MBT]|[mbtr]+illion)[ -])?"


@cache
def _pattern() -> re.Pattern[str]:
    nouns = _any(list(noun_kinds()))
    fillers = _any(lexicon("descriptions")["fillers"]["words"])
    lands = _any(list(countries()))
    ventures = "(?:joint )?venture|(?:joint )?project|programme|program|initiative"
    kin = "maker|developer|owner|creator|parent"
    name = r"[A-Z][\w.+-]*(?: [A-Z0-9][\w.+-]*)?"
    return re.compile(
        rf"(?<![\w'-])(?:"
        rf"(?:[Tt]he|[Aa]) (?P<role>{kin})s? (?:of|behind) (?P<of>{name})"
        rf"|(?P<bare>(?!The ){name})[ -](?P<barekin>maker|owner|parent)"
        rf"(?='s?\b| (?:[a-z]+s|[a-z]+ed|to|in)\b)"
        rf"|(?P<whose>{name})'s (?P<kin>{kin})(?: company| fund| firm)?"
        rf"|(?P<person>[Hh]is|[Hh]er) (?:[\w-]+ ){{0,2}}"
        rf"(?:company|firm|start-?up|lab|business|group)"
        rf"|(?:[Tt]he|[Tt]his|[Tt]hat) {_WORTH}(?P<adj>(?:(?:{lands}|{fillers}|{_SHAPED}) )*)"
        rf"(?:(?P<product>{name})[ -])?(?P<adj2>(?:(?:{fillers}) )*)(?P<noun>{nouns})"
        rf"|(?:[Ii]ts|[Tt]he)(?: [\w-]+){{0,2}}? (?P<rival>(?:arch-?)?rival|competitor)"
        rf"(?!'s)(?!,? [A-Z])"  # `its rival, X, …`: X is named
        rf"|[Tt]heir (?:new |joint |own |common )?(?P<venture>{ventures})"
        rf"|[Tt]he (?P<order>former|latter)"
        rf"|(?P<pronoun>[Ii]ts|[Ii]t|[Hh]e|[Ss]he|[Hh]is|[Tt]heir|[Tt]hey"
        rf"|[Ww]e|[Oo]ur)"
        rf")(?![\w-])"
    )


EMPTY_IT = re.compile(
    r" (?:brings|takes|lifts|brought|takes) (?:the|its|their) total\b|"
    r"(?:'s|\s+(?:is|was|would be|makes?|seems?|remains?|will be))\s+(?:not |also |now |still )?"
    r"(?:reported|revealed|rumou?red|announced|disclosed|understood|reportedly"
    r"|a mistake|wrong|not a|hard|easy|clear|likely|unclear|possible|too early"
    r"|fair|safe|tempting|true that|no (?:secret|surprise|wonder|coincidence|accident)|tough to"
    r"|known (?:that|whether|how)|indicated that|reasonable to|difficult to|impossible to"
    r"|said that|believed that|thought that|worth (?:noting|asking|remembering|pointing))"
    r"|\s+(?:appears?|seems?|turns out|turned out|follows|emerged|happens) that\b"
)


CORNER = re.compile(r"(?:than|with|from|against|like|unlike|what|rival|'s rival,?)\s+$")


# `the founder of search engine X`: X is where somebody comes from.
COMES_FROM = re.compile(
    r"\b(?:co-?founders?|founders?|veterans?|alumn\w+|graduates?|(?:former|ex)[- ](?:[\w-]+ ){0,4}"
    r"(?:executives?|CEO|researchers?|engineers?|scientists?|officer|employees?|staff|chief|head))"
    r" (?:of|at|from) (?:the )?(?:[\w-]+ ){0,5}$"
)
OTHERS = re.compile(
    r"\s+(?:\w+ )?(?:rivals?|competitors?|partners?|investors?|suppliers?|customers?|chief|chairman"
    r"|forerunner|predecessor|successor|sibling|sister|stablemate)\b"
)


# "the Azure deal", "Nvidia systems": the name only says which deal.
MODIFIES = re.compile(
    r" (?:deal|contract|agreement|pact|partnership|investment|order|stake|systems?|chips?|GPUs?"
    r"|hardware|cards|processors|servers|shares|stock|app|account|report|filing|paper)s?\b"
)


# `Amazon-backed Anthropic`: the first name only describes the second.
MADE_OF = re.compile(
    r"-(?:backed|owned|funded|led|based|made|built|designed|branded|controlled|sponsored|supported"
    r"|run|operated|trained|style|like|powered|linked|affiliated)\b"
    r"| (?:arch-?)?(?:rival|competitor|challenger|spin-?off|spinout|offshoot)"
    r" (?:and [\w.-]+ (?:maker|creator|developer|owner|parent) )?(?=[A-Z])"
)
# `follows the Llama design`, `the Gemma tokenizer`, `Nemotron-CC data`: another model's.
_LENT = re.compile(
    r"(?:-\d+)?[ -](?:CC\b|(?:[Tt]okeni[sz]ers?|dataset|corpus|vocabulary|vocab)\b"
    r"|(?P<the>design|architecture|recipe|template|backbone)\b)"
)


def lent(clean: str, start: int, end: int) -> bool:
    """Say whether a model at a place only lends its name to something that another has."""
    found = _LENT.match(clean, end)
    return found is not None and (not found["the"] or clean.endswith(("the ", "The "), 0, start))


# What is said of a machine or a site: `it was powered by 30,000 GPUs`, `it draws 90 MW`.
MACHINE = re.compile(
    r" (?:(?:is|was|has been|will be|would be) (?:[a-z]+ly |first |to be )?"
    r"(?:powered|equipped|cooled|constructed|assembled|fitted) "
    r"|(?:will |would |now )?(?:draws?|consumes?|houses?) )"
)


# What only somebody does: `it announced`, `it would spend`.
ACTS = re.compile(
    r"\s+(?:also |now |has |had |would |will )*(?:announced|said|says|plan(?:s|ned)?|hopes?|agreed"
    r"|raised|signed|bought|hired|employs|intends?|aims?|pledged|promised|invest(?:ed|s)?|spen[dt]s?"
    r"|sold|told|declined|wants|acquired|committed|bids?|owes?)\b"
)
# What an analyst does or has itself: `it expects`, `its forecast`.
ITS_OWN = re.compile(
    r"\s+(?:now |also |still )?(?:expects?|estimates?|said|says|sees|believes|thinks|reckons|has"
    r"|had|counts?|puts?|forecasts?|predicts?|projects?|reports?|index|survey|analysts?|tally|data"
    r"|study|previous|own|earlier|latest|calculations?|base|outlook|view|call|note|clients)\b"
)


# `Its chief executive, Dario Amodei`: whoever the person works for.
ROLE = re.compile(
    r"\s(?:(?:[\w-]+ ){0,2}?)(?:chief(?: [a-z]+){0,2}|boss|chair(?:man|woman|person)?|founder"
    r"|co-founder|president|CEO|CFO|head)(?: and [a-z-]+(?: [a-z]+)?)?,? $"
)
# `With its 9,000 chips, Cohere`: the name follows its own pronoun.
FRONTED = re.compile(
    r"(?:With|In|At|For|On|By|After|Before|Under|Since|Despite|Through|During|From|To|Of|As|Beyond)"
    r"(?: [a-z]+){0,3} its?\b"
)
BEHIND = re.compile(r"(?: [\w'.,%$€£-]+){1,12}?,\s(?:the )?$")


def matches(clean: str) -> Sequence[re.Match[str]]:
    """Return every description and pronoun of a text, in order."""
    return list(_pattern().finditer(clean))
