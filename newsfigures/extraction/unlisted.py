"""
Names that no list holds, known by what stands beside them.

`A start-up called Quillon`, `Quillon, a Paris-based lab, raised`, `its new model, Verra 2`:
every capitalised phrase is a candidate; the words around all the places where it stands are
weighed (lexicon/evidence.toml) and say whether it names a company, a model, a project, an
investor or a person. Persons, places, papers and analysts are weighed too, so that they are
not taken for companies.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_

from newsfigures.extraction import cards, interviews, nameforms, titled
from newsfigures.extraction import patterns as re
from newsfigures.extraction.document import Document, Kind
from newsfigures.extraction.expressions import countries
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.legalforms import FORM
from newsfigures.extraction.nameforms import ordinary, shapes
from newsfigures.extraction.screening import Watched, standing, watch
from newsfigures.extraction.wording import either
from newsfigures.model import Span, noun

_LETTER = r"[^\W\d_]"
_WORD = (
    r"(?:[A-ZÀ-ÖØ-Þ][^\W_]*|[a-z]{1,2}[A-Z][^\W_]*)"
    r"(?:[.&](?=[^\W_])[^\W_]+|-(?=[A-Z0-9])[^\W_]+|'(?=[A-Z][a-z])[^\W_]+)*"
)
_GIVEN = r"[A-Z][a-z]{1,5}-[a-z]{1,6}(?![\w-])"  # `Bae Kyung-hoon`, behind a family name
_PHRASE = re.compile(
    rf"(?<![\w@#$€£/.&])(?<!(?<!-)-)(?:{either(lexicon('naming')['family_first'])} {_GIVEN}"
    rf"|{_WORD}(?:[ -](?:{_WORD}|\d+(?:\.\d+)*[A-Za-z]?\b)){{0,4}})"
)
_LOWER = re.compile(rf"(?<![\w'-])[a-z]{_LETTER}+(?![\w-])")
_BEFORE, _AFTER, _OFTEN = 80, 110, 12
ENOUGH = 2.0
IN_COLUMN = 2.5  # what a whole cell under a head like `Model` or `Company` counts
NOT_A_NUMBER = 4.5  # `Figure` that raises money is a company, `Figure 2` is none


@noun(kw_only=False)
class Found:
    """A name that stands somewhere: `name` is its full form, the span may hold a short one."""

    span: Span
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Cue:
    kind: str
    where: str
    pattern: Watched
    weight: float


@cache
def _cues() -> tuple[_Cue, ...]:
    table = lexicon("evidence")
    nouns = {name: "|".join(words) for name, words in table["nouns"].items()} | {"legal": FORM}
    found = []
    for entry in table["cue"]:
        where = next(side for side in ("before", "after", "form") if side in entry)
        words = entry[where]
        for name, alternatives in nouns.items():
            words = words.replace("{" + name + "}", alternatives)
        found.append(_Cue(entry["kind"], where, watch(words), entry["weight"]))
    return tuple(found)


@noun(kw_only=False)
class _Place:
    """One place where a phrase stands; `opens` when it is the first word of its sentence."""

    span: Span
    words: str
    opens: bool


def _pieces(match: re.Match[str], taken: Sequence[Span], short: frozenset[Span]) -> Iterator[Span]:
    """
    Yield what is left of a phrase when names known already are cut out of it.

    A known name with one word of business after it (`Mistral Compute`) is a name of its own, and
    a short one with another word (`Lumen Grid`) may be.
    """
    start, end = match.span()
    index = bisect_left(taken, start + 1, key=lambda span: span.end)
    known = index < len(taken) and taken[index].start == start
    if known and match.string[taken[index].end : end].strip() in shapes()["arms"]:
        yield Span(start, end)
        return
    if known and taken[index] in short and _ANOTHER.fullmatch(match.string, taken[index].end, end):
        yield Span(start, end)
    while index < len(taken) and taken[index].start < end:
        if taken[index].start > start:
            yield Span(start, taken[index].start)
        start = max(start, taken[index].end)
        index += 1
    cut = start > match.start() and match.string.startswith("-", start)  # `-N1-2B` of `GR00T-N1-2B`
    if start < end and not cut and not _DOMAIN.match(match.string, start):
        yield Span(start, end)


_ANOTHER = re.compile(r" [A-Z][a-z]+")
_DOMAIN = re.compile(r"\.[a-z]{2,3}\b")  # `Etched.ai` is Etched
_SUFFIX = re.compile(
    rf"(?:{FORM}|(?:Co|Company|Holdings?|Group|Systems|Platforms|Technolog(?:y|ies))\b)\.?"
)
_OFFICE = re.compile(
    r"(?:Chief [A-Z][a-z]+ Officer|(?:Executive|Senior) Vice President|Managing Director) "
)
_TOKEN = re.compile(r"[^\s]+")
_OPENS = re.compile(r"(?:^|[.!?:]\s|\n)[\"'(\s-]*$")
_ANY_LETTER = re.compile(_LETTER)


def _places(document: Document, taken: Sequence[Span], short: frozenset[Span]) -> Iterator[_Place]:
    clean = document.clean
    openings = {sentence.span.start for sentence in document.sentences}
    ends = {span.end for span in taken}
    phrases = list(_PHRASE.finditer(clean))
    # `Reality Labs lost`: named inside a sentence elsewhere, its first word is part of it.
    inside = {match.group() for match in phrases if match.start() not in openings}
    for match in phrases:
        for piece in _pieces(match, taken, short):
            tokens = [
                Span(*t.span())
                for t in _TOKEN.finditer(clean, piece.start, piece.end)
                if t[0].strip("-.&'")
            ]
            if tokens and (office := _OFFICE.match(clean, tokens[0].start, tokens[-1].end)):
                tokens = [t for t in tokens if t.start >= office.end()]
            if piece.start != match.start() and _SUFFIX.fullmatch(piece.cut(clean).strip()):
                continue  # `Inc` behind a known name is part of it
            if (
                tokens
                and tokens[0].start - 1 in ends
                and all(t.cut(clean) in shapes()["tails"] for t in tokens)
            ):
                continue  # so is `Intelligent Technology`
            while (
                tokens
                and not (
                    len(tokens) > 1
                    and tokens[0].cut(clean) not in shapes()["titles"]
                    and clean[tokens[0].start : tokens[-1].end] in inside
                )
                and _skippable(clean, tokens, openings)
            ):
                tokens = tokens[1:]
            if not tokens or not _ANY_LETTER.search(tokens[0].cut(clean)):
                continue
            span = Span(tokens[0].start, tokens[-1].end)
            opens = span.start in openings or bool(
                _OPENS.search(clean[max(0, span.start - 5) : span.start])
            )
            yield _Place(span, span.cut(clean), opens)


_ADVERB = re.compile(
    r"[A-Z][a-z]+(?:ally|ously|ently|antly|ively|edly|ingly|ately|ably|ibly|arily|larly|ewhere)"
)


def _skippable(clean: str, tokens: list[Span], openings: set[int]) -> bool:
    """Say whether the first word is capitalised only because it opens a sentence, or a title."""
    word = tokens[0].cut(clean)
    if word in ordinary() or (tokens[0].start in openings and _ADVERB.fullmatch(word)):
        return True
    if len(tokens) < 2 or tokens[0].start not in openings:
        return False
    return _in_small(clean, word.lower()) or bool(_TRADE.fullmatch(word))


# What a name is introduced by: `Chipmaker Quillon raised $3bn`. No firm is called by it alone.
_TRADE = re.compile(
    r"[A-Z][a-z]+makers?|Startups?|Scaleups?|Upstart|Newcomer|Neocloud|Hyperscaler|Conglomerate|Retailer"
    r"|Insurer|Manufacturer|Publisher|Lender|Parent|Rivals?|Competitor|Subsidiary|Spinoff|Fintech"
)


def _in_small(clean: str, word: str) -> bool:
    """Say whether a word also stands in small letters somewhere in a text."""
    if not _LOWER.fullmatch(word):
        return False
    at = clean.find(word)
    while at >= 0:
        if (found := _LOWER.match(clean, at)) and found[0] == word:
            return True
        at = clean.find(word, at + len(word))
    return False


_BLANKS = re.compile(r" {2,}")


def _around(clean: str, span: Span) -> tuple[str, str]:
    before = clean[max(0, span.start - _BEFORE) : span.start].rsplit("\n\n", 1)[-1]
    after = clean[span.end : span.end + _AFTER].split("\n\n", 1)[0]
    # Marks of emphasis are blanks: `**Verra 2** is a model`.
    before, after = (_BLANKS.sub(" ", words.replace("\n", " ")) for words in (before, after))
    return before, after


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
_DIVISION = re.compile(r" (?:Group|Division|Unit|Segment|Business|Funds)$")
# `Cognition's Annual Recurring Revenue (ARR) was`: what is measured.
_MEASURE = re.compile(
    r"(?:^| )(?:Revenues?|Income|Profits?|Loss|Expenditures?|Valuation|Capitali[sz]ation|Earnings"
    r"|Margins?|EBITDA|Sales|Spending|Headcount|Run[- ]Rate|Market Cap|Backlog|Deals?|Pact|Talks"
    r"|Market(?: Size| Share| Value| Outlook| Report| Overview| Scope)?)$"
)
_OWNED = re.compile(r"(?:\w's?|\b[Ii]ts|\b[Tt]heir) $")


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


def _weigh(clean: str, words: str, places: Sequence[_Place], listed: str) -> dict[str, float]:
    """
    Return the weight of evidence for each kind; each cue counts once.

    `listed` is the kind that the head of a column gives the phrase, "" for none.
    """
    weights: dict[str, float] = defaultdict(float)
    if listed:
        weights[listed] += IN_COLUMN
    cues = _cues()  # before it is asked which of them stand
    sides = [_around(clean, place.span) for place in places[:_OFTEN]]
    before = [(side, standing(side)) for side, _ in sides]
    after = [(side, standing(side)) for _, side in sides]
    some_before = reduce(or_, (stands for _, stands in before))
    some_after = reduce(or_, (stands for _, stands in after))
    for cue in cues:
        mark, where = cue.pattern.mark, cue.where
        if where == "form":
            hit = cue.pattern.pattern.search(words) is not None
        elif not mark & (some_before if where == "before" else some_after):
            continue
        elif where == "before":
            hit = any(s & mark and cue.pattern.pattern.search(side) for side, s in before)
        else:
            hit = any(s & mark and cue.pattern.pattern.match(side) for side, s in after)
        if hit:
            weights[cue.kind] += cue.weight
    tokens = words.split(" ")
    if len(tokens) in (2, 3) and tokens[0] in shapes()["first_names"]:
        weights["person"] += 3
    return weights


_INITIALS = re.compile(r"(?:[A-Z]\.)+[A-Z]?")  # `U.S`, as before `-listed`


def _is_nobody(words: str) -> bool:
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


def _kind(clean: str, words: str, places: Sequence[_Place], listed: str) -> str | None:
    """Return what a phrase names, None for nothing or nothing certain."""
    if _is_nobody(words) or words in lexicon("naming")["adverbs"]:
        return None
    if _DIVISION.search(words) and any(
        _OWNED.search(clean, max(0, p.span.start - 14), p.span.start) for p in places
    ):
        return None  # `the company's Client Group`: a part of it
    weights = _weigh(clean, words, places, listed)
    if not weights:
        return None
    kind, weight = max(weights.items(), key=lambda item: item[1])
    # A word that only ever opens sentences owes its capital to that, unless more speaks for it.
    single = " " not in words and all(place.opens for place in places) and len(places) < 2
    if words in shapes()["not_alone"] and (kind != "company" or weight < NOT_A_NUMBER):
        return None
    return kind if weight >= ENOUGH + (0.5 if single and words.isalpha() else 0.0) else None


def _capitalised_anyway(document: Document) -> list[Span]:
    """Return the titles in capitals and the header rows, where a capital proves nothing."""
    found = [
        b.span
        for b in document.blocks
        if b.kind is Kind.HEADING and not _is_plain(document, b.span)
    ]
    found += [cell.span for table in document.tables() for cell in table.header]
    return sorted(found)


def _is_plain(document: Document, heading: Span) -> bool:
    """Say whether a heading is written as a sentence is: `Voice start-up Murmur doubles sales`."""
    long = re.findall(r"(?<![\w'-])[A-Za-z]{4,}", heading.cut(document.clean))[1:]
    return len(long) >= 3 and sum(word.islower() for word in long) * 2 > len(long)


def find(
    document: Document, taken: Sequence[Span], short: frozenset[Span] = frozenset()
) -> list[Found]:
    """
    Return every unlisted name wherever it stands, in text order.

    `taken` are the spans of names known already, in text order; `short` are those of them that
    are the first word of a firm's name, and may be that of another's.
    """
    clean = document.clean
    spots: dict[str, list[_Place]] = defaultdict(list)
    headings: dict[str, list[_Place]] = defaultdict(list)
    titles = _capitalised_anyway(document)
    for place in _places(document, taken, short):
        index = bisect_left(titles, place.span.start + 1, key=lambda s: s.start) - 1
        inside = index >= 0 and titles[index].holds(place.span)
        (headings if inside else spots)[place.words].append(place)
    columns = titled.columns(document)
    surnames = nameforms.speaking(clean, {w: [p.span for p in at] for w, at in spots.items()})
    kinds = {
        w: kind
        for w, at in spots.items()
        if (kind := _kind(clean, w, at, columns.get(w, "") or surnames.get(w, "")))
    }
    nameforms.settle_persons(kinds, surnames, spots)
    nameforms.settle_runs(clean, kinds, {w: [p.span for p in at] for w, at in spots.items()})
    known = {span.cut(clean) for span in taken}
    others = {span.cut(clean) for span in short}
    for words in [w for w in kinds if w.split(" ")[0] in others and kinds[w] != "company"]:
        if " " in words and words.rpartition(" ")[2] not in shapes()["arms"]:
            del kinds[words]
    for words in spots:
        stem, _, arm = words.rpartition(" ")
        if arm in shapes()["arms"] and stem in known:
            kinds[words] = "investor" if kinds.get(words) == "investor" else "project"
    seen = set(spots) | set(headings)
    kinds |= dict.fromkeys(cards.models(document) & seen, "model")
    own = [
        Found(span, name, "company")
        for span, name in (
            *cards.reporters(document).items(),
            *((guest.place, guest.firm) for guest in interviews.guests(document)),
        )
        if not _is_nobody(name) and not any(other.overlaps(span) for other in taken)
    ]
    kinds |= {each.name: "company" for each in own}
    full = {w: w for w, kind in kinds.items() if kind in nameforms.KINDS}
    for words in nameforms.tiers(kinds, seen):
        kinds[words], full[words] = "model", words
    full.update(nameforms.short_forms(kinds, seen))
    for words in [w for w, name in full.items() if w == name and kinds[w] == "company"]:
        full[words] = cards.in_full(document, words, shapes()["tails"] | shapes()["arms"])
    found = [
        Found(place.span, full[words], kinds.get(full[words], "company"))
        for table in (spots, headings)
        for words, at in table.items()
        if words in full
        for place in at
    ]
    for words, at in headings.items():
        if words not in full and (inner := nameforms.in_title(words, full)):
            begin, name = inner
            kind = kinds.get(full[name], "company")
            found += [
                Found(
                    Span(p.span.start + begin, p.span.start + begin + len(name)), full[name], kind
                )
                for p in at
            ]
    found += [each for each in own if not any(f.span.overlaps(each.span) for f in found)]
    return sorted(found, key=lambda f: f.span.start)
