"""
Which capitals of everyday words are names: `Scale`, `Solar`, `Figure`, `Harvey`, `Transformer`.

A form marked ambiguous in data/entities.csv counts with support from the words around it. How
much it needs goes by the word (lexicon/naming.toml): very short forms most, household names
(`Apple`, `Uber`) little, other everyday words must stand as the name of an organisation or
model does, and one that is also a thing (`the Transformer`) needs its own surroundings.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cache

from newsfigures.extraction import legalforms
from newsfigures.extraction import patterns as re
from newsfigures.extraction.document import Document, Kind
from newsfigures.extraction.gazetteer import Hit, lexicon
from newsfigures.extraction.wording import either

# `Together, X and Y spent`, `Together they come to`: an adverb, whoever bears it as a name.
_ADVERB = re.compile(
    r",(?! (?:which|whose|an?|the|based|founded|backed)\b)"
    # `Together, the three giants`; of one firm: `Together, the three-year-old startup`
    r"|, the (?:[a-z]+ ){0,2}(?:two|three|four|five|six|seven|eight|nine|ten|companies|firms|giants"
    r"|groups|labs|hyperscalers|clouds|pair|duo|trio|quartet)\b(?!-)"
    r"|\s(?:they|these|those|the|we|both|all|with|it|that|its|their)\b"
)
_HARDWARE_NEAR = re.compile(r"(?i)gpu|chip|nvidia|tesla|accelerator|card")
_OPENS = re.compile(r"[.!?:]\s+$")
_LABEL = re.compile(r"(?:^|\n|\|)[\s>*#\d.-]*$")
_CAPITAL = re.compile(r"(?<![\w'.-])([A-Z][\w&.'-]*) $")
_NEXT_CAPITAL = re.compile(r" (?:& )?([A-Z][\w-]*)")
_NUMBER = re.compile(r" (?:\d|[IVX]+\b)")
_PARTICLE = re.compile(r"(?i)\b(?:the|an?|this|that|each|every|any|no|one|such) $")
_PLACE = re.compile(
    r"(?i)\b(?:in|near|across|into|around|outside|north|south|east|west"
    r"|(?:city|town|county|state|port|bay|gulf|village|house|economies|matter|question|sense) of) $"
)
_MONEY_IN = re.compile(
    r"(?i)\b(?:invest\w*|stakes?|shares|stock|money|round|interest|backers?|holdings?|equity"
    r"|positions?|millions?|billions?|[bm]n|confidence|roles?|job|place|plough\w*|pour\w*|pump\w*"
    r"|led|put) (?:[a-z]+ )?(?:in|into) $"
)
_MODEL_NOUN = re.compile(
    r" (?:language |video |image |reasoning |coding |AI )?"
    r"(?:models?|famil(?:y|ies)|series|LLMs?|chatbot|assistant|API)\b"
)
_SITE_NOUN = re.compile(
    r" (?:super-?computer|cluster|campus|data cent(?:re|er)|site|machine|project|complex)\b"
)
_NAMED = re.compile(r"(?i)\b(?:called|named|dubbed|known as|code-?named|models?,|models? like) $")
_APPOSED = re.compile(
    r", (?:the|an?|which|whose|once)\b[^.,;:()]{0,70}?\b(?:start-?up|company|firm|makers?|lab"
    r"|developer|provider|platform|operator|vendor|broker|business|group|neocloud|carrier|utility"
    r"|bank|unicorn|builder|publisher|magazine|chipmaker|specialist|investor|subsidiary|retailer"
    r"|tools?|apps?|editor|assistant|chatbot|model|service|agent|browser|fund)\b"
)
# What may follow an everyday word that is the name of a firm whose model the text names.
_AS_SUBJECT = re.compile(
    r"'s\b|, (?:in|of|from|based|an?|the|which)\b| (?:is|was|may|will|has|had|\()"
)
_OWNS = re.compile(r"'s [A-Z]|'s (?:cheapest|newest|own|first|latest|next|largest)\b")
_VOICES = ("analyst_firm", "publication", "investor")
_BESIDE = 250  # characters within which rows and items are beside each other
_OF_FIRM = re.compile(
    r"(?:'s? (?:[\w-]+ ){0,2})?(?:'s)? ?(?:CEO|CFO|CTO|COO|chief|boss|co-?founders?|founders?"
    r"|chairman|executives|shares|stock|valuation|revenue|sales|customers|investors|headcount"
    r"|backers|spokes\w+|annualised|annualized|earnings|market cap\w*|IPO)\b",
    re.I,
)


def sure(document: Document, found: Sequence[Hit]) -> list[Hit]:
    """
    Return the hits that are names, in text order.

    What the text names without doubt anywhere supports the doubtful ones everywhere, so the
    text is gone through for the plain hits, then for the likely, then for the rest.
    """
    others = _others(document.clean, found)
    found = [hit for hit in found if not (others and _is_another(document.clean, hit, others))]
    text = _Text(document, found)
    doubtful: list[Hit] = []
    for hit in found:
        if not hit.entry.ambiguous:
            text.take(hit)
    for hit in found:
        if not hit.entry.ambiguous:
            continue
        if text.strict(hit):
            doubtful.append(hit)
        elif text.proven(hit):
            text.take(hit)
        elif hit.span.cut(text.clean) in _common():
            doubtful.append(hit)
    for stands in (text.stands_as_name, text.supported):
        rest = []
        for hit in doubtful:
            if stands(hit):
                text.take(hit)
            else:
                rest.append(hit)
        doubtful = rest
    return [hit for hit in found if hit.span.start in text.taken]


# `Adept Minds, Inc.`: another firm than Adept.
_INCORPORATED = re.compile(rf"\b([A-Z][\w-]+)(?: [A-Z][\w-]+){{1,2}},? {legalforms.FORM}")


def _others(clean: str, found: Iterable[Hit]) -> frozenset[str]:
    """
    Return the everyday words with which a text has other firms' names in full begin.

    `Meta Platforms, Inc.` is Meta itself: the list has its name in full.
    """
    full = {hit.span.start for hit in found if " " in hit.span.cut(clean)}
    own = (m[1] for m in _INCORPORATED.finditer(clean) if m.start() not in full)
    return frozenset(own) & _common()


def _is_another(clean: str, hit: Hit, others: frozenset[str]) -> bool:
    """Say whether an everyday word is short for, or the beginning of, a firm of a longer name."""
    return hit.entry.kind == "company" and hit.span.cut(clean) in others


class _Text:
    """The hits of one text, and those of them that are names so far."""

    def __init__(self, document: Document, found: Sequence[Hit]) -> None:
        self.document = document
        self.clean = document.clean
        self.found = found
        self.order = [hit.span.start for hit in found]
        self.ends = {hit.span.end: hit for hit in found}
        self.starts = {hit.span.start: hit for hit in found}
        self.taken: set[int] = set()
        self.names: set[str] = set()
        self.behind: set[str] = set()  # whose models and persons the text names
        self._persons: dict[str, bool] = {}
        self._titles = [b.span for b in document.blocks if b.kind is Kind.HEADING]
        self._title_starts = [span.start for span in self._titles]

    def take(self, hit: Hit) -> None:
        self.taken.add(hit.span.start)
        self.names.add(hit.entry.name)
        if hit.entry.company and hit.entry.kind in ("model", "person"):
            self.behind.add(hit.entry.company)

    def strict(self, hit: Hit) -> bool:
        """Say whether a form is an everyday word first and a name second."""
        return hit.span.cut(self.clean) in _strict()

    def proven(self, hit: Hit) -> bool:
        """Say whether a form that is short or a household name is a name here."""
        clean, (start, end) = self.clean, (hit.span.start, hit.span.end)
        entry, words = hit.entry, hit.span.cut(self.clean)
        if entry.name in self.names:
            return True
        if entry.kind == "chip":
            return bool(_HARDWARE_NEAR.search(clean, max(0, start - 40), end + 40))
        if entry.kind == "model" and entry.company and re.search(r"\d", words):
            return entry.company in self.names or words[0].islower()
        if len(words) <= 2:
            return clean[max(0, start - 4) : start].lower() == "the " or self._acts(hit)
        if words not in _common():
            return words[0].isupper() or ord(words[0]) > 0x2E7F
        if not clean[start].isupper():
            return False
        if clean[end : end + 2] == "'s" or clean[end : end + 3] == " AI":
            return True
        return not self._opens(start) or _goes_on_as_name(clean, end)

    def _acts(self, hit: Hit) -> bool:
        """Say whether a pair of capitals does what only an organisation does: `EY said`."""
        clean, (start, end) = self.clean, (hit.span.start, hit.span.end)
        if hit.entry.kind == "model" or not hit.span.cut(clean).isupper() or self._preceded(start):
            return False
        if not self._opens(start) and re.search(r"\b(?:if|where|when) $", clean[:start][-7:]):
            return False
        return bool(_org_verb().match(clean, end))

    def stands_as_name(self, hit: Hit) -> bool:
        """Say whether an everyday word stands here as only a name does."""
        clean, (start, end) = self.clean, (hit.span.start, hit.span.end)
        if not clean[start].isupper() or self._longer(hit) or self._adverb(hit):
            return False
        if hit.span.cut(clean) in lexicon("naming")["needs"]:
            return self._has_needs(hit)
        if self._is_person(hit):
            return False
        if hit.entry.kind == "model":
            return self._is_model(hit)
        if hit.entry.kind == "project" and _SITE_NOUN.match(clean, end):
            return True
        says = hit.entry.kind in _VOICES and _say_verb().match(clean, end)
        acts = says or _org_verb().match(clean, end) or _APPOSED.match(clean, end)
        if acts or self._listed(hit):
            return not _PARTICLE.search(clean, max(0, start - 8), start)
        if self._opens(start) or self._in_title(start):
            return bool(_OF_FIRM.match(clean, end) or _OWNS.match(clean, end))
        if _PARTICLE.search(clean, max(0, start - 8), start):
            return False
        if _PLACE.search(clean, max(0, start - 14), start):
            return bool(_MONEY_IN.search(clean, max(0, start - 40), start))
        return True

    def supported(self, hit: Hit) -> bool:
        """Say whether an everyday word is a name because the text has named its bearer."""
        clean, start = self.clean, hit.span.start
        longer = self._longer(hit) and not self._in_title(start)
        if not clean[start].isupper() or longer or self._adverb(hit):
            return False
        if hit.span.cut(clean) in lexicon("naming")["needs"]:
            return False
        if hit.entry.kind == "company" and hit.entry.name in self.behind:
            after = _AS_SUBJECT.match(clean, hit.span.end)
            if after and not _PARTICLE.search(clean, max(0, start - 8), start):
                return True
        return hit.entry.name in self.names or self._label(hit)

    def _is_model(self, hit: Hit) -> bool:
        clean, (start, end) = self.clean, (hit.span.start, hit.span.end)
        if _APPOSED.match(clean, end) and not _PARTICLE.search(clean, max(0, start - 8), start):
            return True
        if _MODEL_NOUN.match(clean, end) or _NAMED.search(clean, max(0, start - 16), start):
            return True
        if hit.entry.company not in self.names or self._opens(start) or self._in_title(start):
            return False
        return not _PARTICLE.search(clean, max(0, start - 8), start)

    def _has_needs(self, hit: Hit) -> bool:
        """Say whether `the Transformer` is the one of the paper, which the text tells of."""
        needs = lexicon("naming")["needs"][hit.span.cut(self.clean)]
        before = self.clean[max(0, hit.span.start - 20) : hit.span.start].lower()
        if not before.endswith(tuple(needs["before"])):
            return False
        if re.compile(rf" {either(needs['never'])}\b").match(self.clean, hit.span.end):
            return False
        return any(words in self.clean for words in needs["text"])

    def _adverb(self, hit: Hit) -> bool:
        words = hit.span.cut(self.clean)
        adverbs = lexicon("naming")["adverbs"]
        return words in adverbs and bool(_ADVERB.match(self.clean, hit.span.end))

    def _opens(self, start: int) -> bool:
        sentence = self.document.sentence_at(start)
        if sentence is None or sentence.span.start >= start - 2:
            return True
        return bool(_OPENS.search(self.clean, max(0, start - 4), start))

    def _in_title(self, start: int) -> bool:
        index = bisect_right(self._title_starts, start) - 1
        return index >= 0 and start < self._titles[index].end

    def _preceded(self, start: int) -> bool:
        """Say whether a capitalised word before makes the form the end of a longer name."""
        word = _CAPITAL.search(self.clean, max(0, start - 24), start)
        if word is None or word[1].endswith("'s"):
            return False
        if word[1].endswith(".") and len(word[1]) > 4:  # `… at Intel. Scale raised`, not `Mr. Son`
            return False
        if beside := self.ends.get(start - 1):  # `Amazon Nova`, but `Nintendo Switch`
            return self.starts[start].entry.company != beside.entry.company
        lower = word[1].lower()
        if word[1].rpartition("-")[2].islower():  # `Stockholm-based`, `Microsoft-backed`
            return False
        return word[1] not in lexicon("naming")["not_names"] and lower not in _heralds()

    def _longer(self, hit: Hit) -> bool:
        """Say whether the form is part of a longer name: `Sierra Leone`, `Figure 3`, `Mr Son`."""
        clean, (start, end) = self.clean, (hit.span.start, hit.span.end)
        if self._preceded(start):
            return True
        if hit.entry.kind != "model" and _NUMBER.match(clean, end):
            return True
        after = _NEXT_CAPITAL.match(clean, end)
        if after is None or after[1].lower() in _heralds():
            return False
        follows = self.starts.get(after.start(1))
        return follows is None or follows.entry.company != hit.entry.company

    def _is_person(self, hit: Hit) -> bool:
        """Say whether the text has somebody of this name: `Ann Harvey`, then `Harvey`."""
        words = hit.span.cut(self.clean)
        if words not in self._persons:
            names = set(lexicon("evidence")["shapes"]["first_names"]) | {"Mr", "Mrs", "Ms", "Dr"}
            whole = re.findall(rf"([A-Z][a-z]+)\.? {re.escape(words)}\b", self.clean)
            self._persons[words] = any(first in names for first in whole)
        return self._persons[words]

    def _listed(self, hit: Hit) -> bool:
        """Say whether the form is in a row with names: `Scale, Surge AI and Mercor`."""
        for gap in (", ", " and ", ", and ", " or "):
            at = hit.span.end + len(gap)
            other = self.starts.get(at) if self.clean.startswith(gap, hit.span.end) else None
            if other and at in self.taken and other.entry.kind == hit.entry.kind:
                return True
            at = hit.span.start - len(gap)
            other = self.ends.get(at) if self.clean.startswith(gap, max(at, 0)) else None
            same = other and other.entry.kind == hit.entry.kind
            if other and same and other.span.start in self.taken:
                return True
        return False

    def _label(self, hit: Hit) -> bool:
        """Say whether the form heads a row or item as names beside it do."""
        if not self._is_label(hit):
            return False
        start, kind = hit.span.start, hit.entry.kind
        low = bisect_left(self.order, start - _BESIDE)
        near = self.found[low : bisect_left(self.order, start + _BESIDE)]
        return any(
            h.span.start in self.taken and h.entry.kind == kind and self._is_label(h) for h in near
        )

    def _is_label(self, hit: Hit) -> bool:
        start = hit.span.start
        return bool(_LABEL.search(self.clean, max(0, start - 12), start))


# `Intel dropped nearly 9%`: a share moves by so much.
_MOVED = re.compile(
    r"\s+(?:(?:also|has|had|then) )?(?:fell|rose|slid|sank|lost|shed|leapt|gained|added|dropped"
    r"|jumped|plunged|tumbled|climbed|slumped|surged|soared|slipped|dipped|plummeted|rallied|closed|ended)"
    r" (?:[a-z]+ ){0,3}\d"
)


def _goes_on_as_name(clean: str, end: int) -> bool:
    follows = re.match(
        r"\s+(?:(?:now|also|still|already|itself|alone|again|just|recently|has|had) )?([a-z]+)",
        clean[end : end + 30],
    )
    titled = re.match(
        r" (?:in (?:numbers|figures|brief|short|charts)|at a glance|by the numbers)\b",
        clean[end : end + 20],
    )
    if titled is not None or follows is None:
        return True
    return follows[1] in _any_verb() or _MOVED.match(clean, end, end + 50) is not None


@cache
def _common() -> frozenset[str]:
    return frozenset(lexicon("naming")["common_words"])


@cache
def _strict() -> frozenset[str]:
    return _common() - frozenset(lexicon("naming")["household"])


@cache
def _any_verb() -> frozenset[str]:
    own = {verb.split()[0] for verb in lexicon("roles")["verbs"]["own"]}
    more = "said says is was and hit hits grew went claims reclaimed regained surpassed overtook"
    more += " began begins started starts accounts accounted will would could must should"
    return frozenset(own | set(more.split()))


@cache
def _heralds() -> frozenset[str]:
    """Return what stands before or after a name in capitals and is no part of it: titles, nouns."""
    table = lexicon("naming")
    words: Iterable[str] = [*table["heralds"], *table["company_nouns"], *table["model_nouns"]]
    return frozenset(word.lower() for word in words)


@cache
def _org_verb() -> re.Pattern[str]:
    words = either(lexicon("naming")["org_verbs"])
    return re.compile(
        rf"(?i) (?:has |had |have |is |also |now |then |reportedly )?{words}\b"
        r"(?! (?:are|were|have|of|doubled|rose|fell|grew|from)\b)"
        r"| (?:has|had|is worth|was worth|makes|made) (?:[a-z]+ ){0,3}[$€£¥\d]"
    )


@cache
def _say_verb() -> re.Pattern[str]:
    return re.compile(rf" (?:has |had |also |now )?{either(lexicon('roles')['verbs']['say'])}\b")
