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
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_

from newsfigures.extraction import cards, interviews, nameforms, titled
from newsfigures.extraction import patterns as re
from newsfigures.extraction.capitals import Place, places
from newsfigures.extraction.document import Document, Kind
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.legalforms import FORM
from newsfigures.extraction.nameforms import shapes
from newsfigures.extraction.nobody import is_nobody
from newsfigures.extraction.screening import Watched, standing, watch
from newsfigures.model import Span, noun

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


_BLANKS = re.compile(r" {2,}")


def _around(clean: str, span: Span) -> tuple[str, str]:
    before = clean[max(0, span.start - _BEFORE) : span.start].rsplit("\n\n", 1)[-1]
    after = clean[span.end : span.end + _AFTER].split("\n\n", 1)[0]
    # Marks of emphasis are blanks: `**Verra 2** is a model`.
    before, after = (_BLANKS.sub(" ", words.replace("\n", " ")) for words in (before, after))
    return before, after


_DIVISION = re.compile(r" (?:Group|Division|Unit|Segment|Business|Funds)$")
_OWNED = re.compile(r"(?:\w's?|\b[Ii]ts|\b[Tt]heir) $")


def _weigh(clean: str, words: str, places: Sequence[Place], listed: str) -> dict[str, float]:
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


def _kind(clean: str, words: str, places: Sequence[Place], listed: str) -> str | None:
    """Return what a phrase names, None for nothing or nothing certain."""
    if is_nobody(words) or words in lexicon("naming")["adverbs"]:
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
    spots: dict[str, list[Place]] = defaultdict(list)
    headings: dict[str, list[Place]] = defaultdict(list)
    titles = _capitalised_anyway(document)
    for place in places(document, taken, short):
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
        if not is_nobody(name) and not any(other.overlaps(span) for other in taken)
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
