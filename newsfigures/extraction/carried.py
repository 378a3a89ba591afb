"""
The period that a text spoke of last, which a figure without one of its own takes.

Looked for in the sentences before, the items beside, the heading and the opening of a release.
What a year will bring says nothing of when sales rose, and a quarter is no budget's.
"""

from dataclasses import replace
from datetime import date

from newsfigures.extraction import patterns as re
from newsfigures.extraction import surroundings, times
from newsfigures.extraction.document import Document, Kind, Sentence
from newsfigures.extraction.times import When
from newsfigures.model import Span

RATE = re.compile(
    r"(?i)\bannuali[sz]ed\b|\brun[- ]rate\b|\bARR\b|\bannual recurring\b|\brunning at\b"
    r"|\bannualising\b"
)
FORWARD = re.compile(
    r"(?i)\b(?:expects?|forecasts?|will|guid(?:es?|ed|ance)|plans?|outlook|would|projects?|aims?)\b"
)
THE_QUARTER = re.compile(r"(?i)\W*(?:in|during|for) the quarter")


def period(
    document: Document, sentence: Sentence | None, at: Span, metric: str, published: date | None
) -> str | None:
    """Return the period of the sentences before, of the list's lead-in and heading, of a budget."""
    if sentence is None:
        named = _years(surroundings.heading(document, at), published)
        return _plain(named[-1]) if named else None
    here = sentence.span.cut(document.clean)
    for before in surroundings.earlier(document, sentence, 2):
        words = before.span.cut(document.clean)
        if RATE.search(words):
            return "annualized"
        if named := _years(words, published):
            if THE_QUARTER.fullmatch(named[-1].words) and (
                told := quarter_named(document, sentence, published)
            ):
                return told
            if _SEEN.search(words) and _MOVED.search(here) and not named[-1].quarter:
                continue  # what a year will bring says nothing of when sales rose
            return _plain(named[-1])
    if document.blocks[sentence.block].kind is Kind.ITEM:
        if own := _of_siblings(document, sentence, published):
            return _plain(own)
        for words in surroundings.over_list(document, sentence):
            if RATE.search(words):
                return "annualized"
            if named := _years(words, published):
                return _plain(named[-1])
    if metric == "capex" and (last := _last_spending(document, sentence, published)):
        return last
    words = sentence.span.cut(document.clean)
    if FORWARD.search(words):
        return None
    if (opened := _own_results(document, published)) is not None:
        return _plain(opened)
    return _quarter_told_of(document, sentence, published) if _MOVED.search(words) else None


_SEEN = re.compile(r"\b(?:now|still|also) (?:expects?|sees|forecasts?|projects?|guides)\b")
# An item that opens with what it counts goes on with the list: `- Net loss of $3m`.
_COUNTS = re.compile(
    r"(?i)\W*(?:(?:an?|the|its|net|total|group|adjusted|capital|operating|gross) )*(?:revenues?"
    r"|sales|loss(?:es)?|profits?|income|capital|capex|spending|expenditures?)\b"
)


def _of_siblings(document: Document, sentence: Sentence, published: date | None) -> When | None:
    """Return the first year or quarter that the items before name."""
    if not _COUNTS.match(document.clean, sentence.span.start, sentence.span.end):
        return None
    for before in surroundings.earlier(document, sentence, 4, across=True):
        if document.blocks[before.block].kind is not Kind.ITEM:
            return None
        if named := _years(before.span.cut(document.clean), published):
            own = THE_QUARTER.fullmatch(named[0].words)
            told = quarter_named(document, before, published) if own else None
            return replace(named[0], year=int(told[:4]), quarter=int(told[5])) if told else named[0]
    return None


_RESULTS = re.compile(
    r"(?i)\b(?:(?:financial |quarterly |unaudited |annual )?(?:results|earnings)"
    r"|(?<=\d )(?:wrap(?:-up)?|recap|review|scorecard|takeaways)|shareholder letter"
    r"|letter to (?:share|stock)holders)\b"
)
_OPENING = 4  # blocks in which a release says of which quarter it is


def _own_results(document: Document, published: date | None) -> When | None:
    """Return the quarter or year of which an article gives the results: `reports Q3 results`."""
    key = ("results", published)
    if key not in document.kept:
        document.kept[key] = None
        for block in document.blocks[:_OPENING]:
            words = block.span.cut(document.clean)[:400]
            named = _years(words, published) if _RESULTS.search(words) else []
            if named:
                document.kept[key] = named[0]
                break
    found: When | None = document.kept[key]
    return found


_MOVED = re.compile(
    r"\b(?:rose|climbed|grew|fell|jumped|soared|surged|slipped|dropped|declined|doubled|tripled"
    r"|increased|decreased|swelled|widened|narrowed|shrank|took in|brought in|came (?:to|in at))\b"
)


def _quarter_told_of(document: Document, sentence: Sentence, published: date | None) -> str | None:
    """Return the quarter of which the sentences before told: `The unit's sales rose to $3bn`."""
    for before in surroundings.earlier(document, sentence, 4, across=True):
        words = before.span.cut(document.clean)
        if document.blocks[before.block].kind is Kind.HEADING or RATE.search(words):
            return None
        if named := _years(words, published):
            return _plain(named[0]) if named[0].quarter and not FORWARD.search(words) else None
    return None


def quarter_named(
    document: Document, sentence: Sentence | None, published: date | None
) -> str | None:
    """Return the quarter of which an article spoke last, which `in the quarter` then means."""
    for before in surroundings.earlier(document, sentence, BACK, across=True) if sentence else ():
        for when in reversed(_years(before.span.cut(document.clean), published)):
            if when.quarter and not THE_QUARTER.fullmatch(when.words):
                return _plain(when)
    return None


def _years(words: str, published: date | None) -> list[When]:
    """Return the years and quarters that words name."""
    return [
        w
        for w in times.find(words, published, ahead=bool(FORWARD.search(words)))
        if w.kind in ("year", "quarter") and w.year and not w.compared
    ]


def _plain(when: When) -> str:
    return f"{when.year}Q{when.quarter}" if when.quarter else str(when.year)


_SPENDING = re.compile(r"(?i)\bcap-?ex\b|\bcapital (?:expend|spend|outlay|goods|invest|budget)")
BACK = 12  # sentences in which the year of a budget still holds


def _last_spending(document: Document, sentence: Sentence, published: date | None) -> str | None:
    """
    Return the year of the capital spending that an article spoke of last.

    `Capital spending will be $75bn in 2025 … In July it made that $85bn.` A quarter is not carried.
    """
    for before in surroundings.earlier(document, sentence, BACK, across=True):
        if document.blocks[before.block].kind is Kind.HEADING:
            return None
        words = before.span.cut(document.clean)
        if _SPENDING.search(words) and (named := _years(words, published)):
            return None if named[-1].quarter else str(named[-1].year)
    return None
