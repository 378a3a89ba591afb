"""
Whom the text credits a figure to (docs/figures.md, rules 12, 24 and 35).

Verbs and phrases of saying credit, verbs of doing and of intending do not. The nearest
speaker whose words reach the figure wins, a person before the firm. Within a paragraph a
statement carries on while nobody else speaks. Unnamed sources and the author are None.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from newsfigures.extraction import credit, due, interviews, papers, surroundings
from newsfigures.extraction import patterns as re
from newsfigures.extraction.document import Document, Kind, Sentence
from newsfigures.extraction.fits import RESULTS
from newsfigures.extraction.gazetteer import by_name, lexicon
from newsfigures.extraction.hearing import Heard, hear
from newsfigures.extraction.linking import Link
from newsfigures.extraction.masks import FIRM, VOICE
from newsfigures.extraction.mention import Mention
from newsfigures.extraction.source import Source
from newsfigures.model import Span

# It begins with all that can open a break, so that a search passes over the letters.
_BREAK = re.compile(
    r"[()—:,\s](?:(?<=[()—])|(?<=,)(?!\d)|(?<=:)\s|(?<=\s)(?:(?:and|but|while|whereas)\s|-\s))"
)
_FAR = 11.0  # the cost at which a figure is no longer part of what is said


def read(
    document: Document,
    mentions: Sequence[Mention],
    sentence: Sentence | None,
    at: Span,
    link: Link,
    metric: str,
) -> str | None:
    """Return the canonical name of who is credited with a figure, None where nobody is."""
    if sentence is None:
        named = credit.in_table(document, mentions, at)
        return named or (credit.study(document, mentions, at) if metric == "market_size" else None)
    heard = hear(document, mentions, sentence.span, link.company)
    start = sentence.span.start
    place = Span(heard.places[at.start - start], heard.places[at.end - start])
    best = _best(heard, place, metric)
    if best is not None and metric in _MOVES and best.kind == "firm" and best.name == link.company:
        return None  # `Quillon said it would hire, and its shares fell 3%`
    if best is not None:
        return papers.press(document, mentions, sentence, heard, best) or best.name
    if metric == "capex" and document.blocks[sentence.block].kind is Kind.HEADING:
        return link.company if _TO_SPEND.search(heard.text, 0, place.start) else None
    if metric == "capex" and (planner := _planner(heard, place, link)):
        return planner
    paper = papers.before(document, mentions, sentence, heard, place, link)
    paper = paper or papers.filed(heard, place, link, metric)
    if paper is not None:
        return paper
    quoted = _speaker_of_quote(document, mentions, sentence, at)
    if quoted is None:
        quoted = _noted_after(document, mentions, sentence)
    quoted = quoted or _carried(document, mentions, sentence, heard, place, link, metric)
    guest = None if quoted else interviews.at(document, at.start)
    if guest:
        return guest.person
    guided = quoted is None and metric in RESULTS and due.is_outlook(document, sentence)
    guided = guided and not _INTENDS.search(heard.text)
    return link.company if guided else quoted


_INTENDS = re.compile(
    r"(?i)\b(?:target(?:s|ing|ed)?|aim(?:s|ing)?|plan(?:s|ned)?|intends?|goals?)\b"
)
_PLANS = re.compile(
    rf"(?P<n>{FIRM}) (?:now |also |still )?(?:plans|budgets|intends)\b[^.;,$€£¥]{{0,60}}$"
)


def _planner(heard: Heard, at: Span, link: Link) -> str | None:
    """Return the firm whose capital spending is planned: a plan is its own word."""
    match = _PLANS.search(heard.masked, 0, at.start)
    name = next((n for n in heard.names if match and n.start == match.start("n")), None)
    return name.name if name and name.name == link.company else None


_MOVES = frozenset({"share_price_change", "market_cap_change"})
_TO_SPEND = re.compile(  # a headline's plan of one's own capital spending
    r" to (?:\w+ly )?(?:spend|invest|pour|put|lay out|splash|plough|raise|lift|boost|hike|cut)"
    r"\b[^.;]{0,40}$"
)


def _best(heard: Heard, at: Span, metric: str) -> Source | None:
    """Return the source nearest to a figure whose words reach it, a person before the firm."""
    ranked = [
        (cost, source)
        for source in heard.sources
        if (cost := _cost(heard, source, at, metric)) is not None
    ]
    if not ranked:
        return None
    cost, best = min(ranked, key=lambda r: r[0])
    if best.kind == "unnamed":  # `the $3bn analysts had expected, LSEG data showed`
        polled = [s for c, s in ranked if s.name in _polls() and s.start > at.end]
        best = polled[0] if polled else best
    outer = [s for c, s in ranked if s.kind == "person" and s.reach == "trailing"]
    if best.kind == "firm" and outer and best.verb <= at.start < outer[0].start:
        return outer[0]  # `Quillon put it at $3bn, Ada Roe said`
    if best.kind == "firm" and _HOPED.match(heard.text[best.end : best.verb]):
        press = [r for r in ranked if r[1].kind == "trade" and r[1].name != best.name]
        press += [r for r in ranked if r[1].kind == "person" and r[1].reach == "trailing"]
        if press:  # `Quillon expects $3bn, Reuters reported`: the paper says so
            return min(press, key=lambda r: r[0])[1]
    if best.kind in ("firm", "trade"):
        for other_cost, other in ranked:
            entity = by_name().get(other.name or "") if other.kind == "person" else None
            if entity and entity.parent == best.name and other_cost < cost + 4:
                return other
    return best


@cache
def _polls() -> frozenset[str]:
    """Return who compiles what analysts expect."""
    return frozenset(lexicon("attribution")["polls"]["names"])


_AWAITED = re.compile(
    r"\b(?:analysts?|consensus|estimates?|expect(?:ed|ing|ations?)|forecasts?|Street)\b"
)


def _is_result(heard: Heard, source: Source, at: Span) -> bool:
    """Say whether a figure is what came, of which a poll says what was awaited: `$3bn, above …`."""
    if source.name not in _polls() or source.start < at.end:
        return False
    between = heard.text[at.end : source.start]
    awaited = _AWAITED.search(between)
    if awaited is None or not re.search(r"[$€£¥]\d|\d[\d.]* ?(?:[mbt]n|million|billion)", between):
        return False
    return not _AWAITED.search(heard.text, max(0, at.start - 70), at.start)


# What a firm has in mind, and does not say.
_HOPED = re.compile(
    r"(?:'s?)?(?: \w+){0,4} (?:expect|anticipat|believ|think|foresee|see|envis|project|estimat"
    r"|reckon|hope"
    r"|forecast|target|outlook)\w*$"
)


def _cost(heard: Heard, source: Source, at: Span, metric: str) -> float | None:
    """Return how far a figure is from what a source says; None when it is no part of it."""
    if (source.start < at.end and at.start < source.end) or _is_result(heard, source, at):
        return None
    if source.inside and not (source.inside[0] <= at.start and at.end <= source.inside[1]):
        return None
    text, ahead = heard.text, at.start >= source.verb
    if ahead:
        gap = text[source.verb : at.start]
    elif source.reach == "after" or at.end > source.start:
        return None
    else:
        gap = text[at.end : source.start]
    if source.reach == "before" and (len(gap) > 60 or (not ahead and "," in gap)):
        return None
    if _parted(heard, source, at, ahead=ahead, metric=metric):
        return None
    if not ahead and source.reach in ("wide", "trailing") and _is_aside(text, at, metric):
        return None
    cost = len(_BREAK.findall(gap)) + len(gap) / 60 - source.weight + 3.0 * gap.count("; ")
    if ahead and source.reach == "trailing":
        cost += 2.0
    return cost if cost < _FAR else None


_STOP = re.compile(r";\s|[.!?]\"?\s+(?=[A-Z\ue000-\ue004])")


_COLON = re.compile(r"[a-z]: (?=(?:The |A |Its )?(?:[A-Z]|[\ue000-\ue004]))")
# What a firm says of itself ends where another firm acts.
_MEANWHILE = re.compile(
    rf"(?:,? (?:while|whereas|but)|, and(?= {FIRM} (?:has|had|pledged|committed|plans)\b))"
    rf" (?:the )?(?P<n>{FIRM})"
)


def _parted(heard: Heard, source: Source, at: Span, *, ahead: bool, metric: str) -> bool:
    """
    Say whether a semicolon or full stop parts a figure from what a source says.

    What follows a semicolon still belongs to the source when it is a forecast of a market, or
    when its own subject is nobody else: `N said X; costs were Y`.
    """
    low, high = (source.verb, at.start) if ahead else (at.end, source.start)
    if ahead and source.kind == "firm" and source.reach == "after":
        others = list(_MEANWHILE.finditer(heard.masked, low, high))
        place = others[-1].start("n") if others else -1
        if any(n.start == place and n.name != source.name for n in heard.names):
            return True
    stops = list(_STOP.finditer(heard.masked, low, high))
    if not ahead:  # `OpenAI ordered $9bn, and that matters: Sales will be $3bn, N said`
        return bool(stops or _COLON.search(heard.masked, low, high))
    if not stops:
        return False
    segment = heard.masked[stops[-1].end() : at.start]
    opens = re.match(rf"(?:and |but |in [\w ]+,? )?(?:the )?(?P<n>{VOICE})", segment)
    if opens:
        start = stops[-1].end() + opens.start("n")
        name = next((n for n in heard.names if n.start == start), None)
        if name is None or name.name == source.name:
            return False
        return not (name.via == "pronoun" and metric in _TOPIC and source.reach != "after")
    if metric == "market_size":
        return False
    return source.reach != "after" or heard.masked[stops[-1].start()] != ";"


_ASIDE = re.compile(r", (?:with|at|by then|now|itself) [^,]*$")
_DESCRIBES = frozenset({"parameters", "active_parameters", "headcount"})


def _is_aside(text: str, at: Span, metric: str) -> bool:
    """Say whether a figure only describes its subject in passing: `Verra, with 70bn …, cost`."""
    if metric not in _DESCRIBES:
        return False
    closes = re.match(r"[^,.;]{0,30},", text[at.end :])
    return bool(closes and _ASIDE.search(text[: at.start]))


def _speaker_of_quote(
    document: Document, mentions: Sequence[Mention], sentence: Sentence, at: Span
) -> str | None:
    """Return who is quoted when the figure stands in a quotation of several sentences."""
    block = document.blocks[sentence.block].span
    clean = document.clean
    if clean.count('"', block.start, at.start) % 2 == 0:
        return None
    opened = clean.rfind('"', block.start, at.start)
    closes = clean.find('"', at.end, block.end)
    if closes < 0:
        closes = block.end
    opens = opened - sentence.span.start <= 1
    if closes - opened < 60 and closes <= sentence.span.end and not opens:
        return None  # a few words in quotation marks are no speech
    first = bisect_right(document.sentence_starts(), block.start - 1)
    last = bisect_right(document.sentence_starts(), block.end)
    around = [
        s
        for s in document.sentences[first:last]
        if s.block == sentence.block and s.span.start <= closes + 2 and s.span.end >= opened - 2
    ]
    before = [s for s in around if s.span.start <= opened]
    for other in [*reversed(before), *around]:
        for source in hear(document, mentions, other.span, None).sources:
            if not opened < other.span.start + source.start < closes:
                return source.name
    if opened - block.start > 1 or sentence.block == 0:
        return None
    above = document.blocks[sentence.block - 1].span  # a speech that goes on in a new paragraph
    if '"' not in above.cut(clean):
        return None
    for other in reversed(document.sentences[max(0, first - 3) : first]):
        for source in reversed(hear(document, mentions, other.span, None).sources):
            return source.name
    return None


def _noted_after(document: Document, mentions: Sequence[Mention], sentence: Sentence) -> str | None:
    """Return whom a line `Source: N` right after the sentence names."""
    index = bisect_right(document.sentence_starts(), sentence.span.start)
    for after in document.sentences[index : index + 1]:
        if after.block == sentence.block and _SOURCE_LINE.match(after.span.cut(document.clean)):
            said = hear(document, mentions, after.span, None).sources
            return said[0].name if said else None
    return None


_SOURCE_LINE = re.compile(r"(?i)\W*sources?:")
_GOES_ON = re.compile(
    r"(?i)^\W*(?:(?:with|as) [^.;]{4,140}, (?=this figure))?"
    r"(?:(?:this|that|these|those|which|this figure|that figure)"
    r" (?:is|was|are|were|gives?|gave|makes?|made|would"
    r"|compares?|means?|leaves?|amounts?|implies|represents?|equals?|works)\b"
    r"|(?:on|by) (?:that|this|those|their|its|the same) |in money\b|multiply\b"
    r"|the (?:estimate|forecast|projection|survey|study)\b)"
)
# What the sentence before must be about for a statement of an outsider to carry on.
_TOPIC = {
    "market_size": r"\b(?:markets?|industry|figure|spending|spend|revenues?|GDP|economy|sales"
    r"|forecasts?)\b",
    "training_cost": r"\b(?:cost|costs|train(?:ed|ing)?|bill|prices?|depreciation|run)\b",
    "infrastructure_investment": r"\b(?:cluster|cost|data cent(?:re|er)s?)\b",
    "gpu_rental_rate": r"\b(?:hour|rent(?:s|al|ing)?|list price|charge[sd]?|asked)\b",
    "downloads": r"\b(?:downloads?|downloaded|installs?|installed|app)\b",
    "users": r"\b(?:users?|visitors?|audience)\b",
    "training_compute": r"\b(?:compute|FLOP|operations)\b",
}


def _carried(
    document: Document,
    mentions: Sequence[Mention],
    sentence: Sentence,
    heard: Heard,
    at: Span,
    link: Link,
    metric: str,
) -> str | None:
    """Return the speaker of the sentence before when this one goes on with what was said."""
    if any(s.start < at.start for s in heard.sources if s.reach in ("after", "trailing")):
        return None
    linked = bool(_GOES_ON.match(heard.text))
    topic = _TOPIC.get(metric)
    if not linked and topic is None:
        return None
    for before in surroundings.earlier(document, sentence, 3):
        other = hear(document, mentions, before.span, link.company)
        if not linked and not re.search(topic or "", other.text):
            return None
        if not other.sources:
            end = len(other.text)
            if linked and (
                paper := papers.before(document, mentions, before, other, Span(end, end), link)
            ):
                return paper
            linked = linked and bool(_GOES_ON.match(other.text))
            if not linked and topic is None:
                return None
            continue
        last = max(other.sources, key=lambda s: s.start)
        outside = last.kind == "trade" or (last.kind == "firm" and last.name != link.company)
        if linked or (outside and _is_source(last.name)):
            return last.name
        return None
    return None


def _is_source(name: str | None) -> bool:
    """Say whether a name is one that analyses others: by trade, or unlisted."""
    entity = by_name().get(name or "")
    return name is not None and (entity is None or entity.kind == "analyst_firm")
