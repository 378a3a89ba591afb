"""Whose a paper is that a sentence leaves without a name: `the report`, `according to a filing`."""

from collections.abc import Sequence

from newsfigures.extraction import masks, speakers, surroundings
from newsfigures.extraction import patterns as re
from newsfigures.extraction.document import Document, Sentence
from newsfigures.extraction.fits import RESULTS
from newsfigures.extraction.gazetteer import by_name
from newsfigures.extraction.hearing import Heard, hear
from newsfigures.extraction.linking import Link
from newsfigures.extraction.mention import Mention
from newsfigures.extraction.screening import watch
from newsfigures.extraction.source import Source
from newsfigures.model import Span

_THE_PAPER = watch(
    rf"(?:^|[,;:] |\b(?:and|but|while|in) )(?:(?:[Tt]he|[Tt]hat|[Tt]his|[Tt]heir|[Ii]ts) "
    r"(?:same |new |V\d )?|[Aa]n? (?:older|earlier|newer|later|updated|second|fresh) )"
    rf"(?:{masks.words_of('letter')}|index|study|survey|note|forecast|estimate|dataset|tracker"
    rf"|edition|version"
    rf"|analysis(?: report)?)\b(?: of (?:the|that|its) (?:same |very )?\w+)?(?:, (?:from|of"
    rf"|dated) [^,]{{3,20}},)?"
)
_OWN_PAPER = re.compile(
    r"(?:report|paper|card|filing|release|statement|announcement|post|prospectus)s?$"
)


# `according to a filing`, `regulatory filings show`: a firm's papers that name no owner.
_COUNT = r"(?:account|estimates?|forecasts?|projections?|figures?|numbers|reckoning)"
_FILED = watch(
    r"(?i)\b(?:according to|per|citing) (?:an? |the |its |their |recent |new )*(?:[a-z-]+ )?"
    r"(?:filings?|prospectus|press release|earnings (?:release|report|statement)|annual report"
    r"|model card|technical report|system card"
    r"|company(?:'s)? (?:statement|filings?|website|blog post))\b(?! (?:by|from|of) )"
    r"|(?:^|[,;] )(?:an? |the )?"
    r"(?:regulatory|securities|stock[- ]exchange|company|SEC|quarterly|IPO) filings? "
    r"(?:shows?|showed|says?|said|reveals?|revealed|states?|stated)\b"
    r"|(?:^|[,;] )(?:(?:an?|the|its|their) )?(?:latest |annual |most recent )?"
    r"(?:accounts|filings?|papers|prospectus)"
    r" (?:filed|lodged|published|submitted|made public|released)\b[^.;,$€£¥]{0,50}?"
    r" (?:shows?|showed|says?|said|reveal(?:s|ed)?)\b"
    rf"|\b(?:by|on) (?:its|their) own {_COUNT}\b"
    r"|\baccording to (?:its |the |their )?(?:internal |unaudited |audited )?"
    r"(?:management |company )?accounts\b(?! (?:by|from|of) )"
)


_SHORT = re.compile(r"(?i)it$")


def press(
    document: Document,
    mentions: Sequence[Mention],
    sentence: Sentence,
    heard: Heard,
    source: Source,
) -> str | None:
    """
    Return the publication that `it` is in `…, it added` when the sentences before are its report.

    `Bloomberg reported a round. The deal would value Quillon at $3bn, it added.`
    """
    said = heard.text[source.start : source.end]
    if source.reach != "trailing" or source.kind != "firm" or not _SHORT.fullmatch(said):
        return None
    for earlier in surroundings.earlier(document, sentence, 3, across=True):
        other = hear(document, mentions, earlier.span, None)
        named = sorted((s for s in other.sources if s.name), key=lambda s: -s.start)
        if named and _SHORT.fullmatch(other.text[named[0].start : named[0].end]):
            continue  # another `it said` of the same report
        if named:
            told = named[0].kind == "trade" and by_name().get(named[0].name or "")
            return named[0].name if told and told.kind == "publication" else None
        if not _AFTER.search(other.masked):
            return None
    return None


# Guidance is the company's own word: `shares fell on guidance of $3bn`, `$3bn capex guidance`.
_GUIDANCE = re.compile(
    r"\bguidance (?:of|for|at|to|calls for|called for|is|was)\b[^.;,$€£¥\d]{0,40}$"
)
# A budget of one's own, whoever repeats it: `capital spending is now expected at $3bn`.
_NOW = re.compile(r"\b(?:is|are) now (?:expected|seen|projected|forecast|anticipated|put)\b")
_FORECAST = re.compile(
    r"(?i)(?<!consensus )(?<!analyst )(?<!analysts' )\b(?:forecast|outlook|target|projection"
    r"|budget) (?:was|had been|is|stood at|stands at)\b[^.;,$€£¥\d]{0,20}$"
)
_IS_GUIDANCE = re.compile(r" (?:(?:in|for) )?(?:[\w-]+ ){0,4}guidance\b")


def filed(heard: Heard, at: Span, link: Link, metric: str) -> str | None:
    """Return the company whose filing or own count, with no name to it, gives a figure."""
    if link.company is None or metric == "funding_raised":  # the filer may be the giver
        return None
    if metric in RESULTS and (
        _GUIDANCE.search(heard.text[: at.start]) or _IS_GUIDANCE.match(heard.text[at.end :])
    ):
        return link.company
    if metric == "capex" and (
        _NOW.search(heard.text, 0, at.start) or _FORECAST.search(heard.text, 0, at.start)
    ):
        return link.company
    for match in _FILED.finditer(heard.masked):
        gap = heard.text[match.end() : at.start] or heard.text[at.end : match.start()]
        if not re.search(r"; |[.!?] [A-Z]", gap):
            return link.company
    return None


# `…, the report said.`
_AFTER = watch(
    r", (?P<to>according to )?(?:the|that|this|its|their) (?:same )?"
    r"(?P<w>report|story|article|study|note|paper|filing|document|memo|survey|prospectus|statement"
    r"|press release|release|announcement|listing document|model card)s?"
    r"(?(to)(?=[.,;]|$)| (?:said|says|added|adds|showed|shows|noted|notes|found|finds)\b)"
)


_MAYBE_PRESS = re.compile(
    r"(?<!technical )(?<!earnings )(?<!annual )(?:report|story|article|documents?|memo)s?$"
)
_OFFERS = frozenset({"prospectus", "listing document"})  # a firm has one, and it is its own
_PRESS = frozenset({"report", "story", "article", "note", "study", "survey"})


def before(
    document: Document,
    mentions: Sequence[Mention],
    sentence: Sentence,
    heard: Heard,
    at: Span,
    link: Link,
) -> str | None:
    """Return whose `the report`, `the same statement` or `the index` it is."""
    match = next(
        (
            m
            for m in _THE_PAPER.finditer(heard.masked)
            if m.end() <= at.start
            and ";" not in heard.masked[m.end() : at.start]
            and speakers.speaks(heard.masked, m.end())
        ),
        None,
    )
    after = _AFTER.search(heard.masked, at.end) if match is None else None
    if match is None and (after is None or ";" in heard.masked[at.end : after.start()]):
        return None
    if after and after["w"] in _OFFERS and link.company:
        return link.company
    own = bool(_OWN_PAPER.search(match[0] if match else after["w"] if after else ""))
    press = after is not None and after["w"] in _PRESS
    said = [
        source
        for earlier in surroundings.earlier(document, sentence, 4, across=True)
        for source in sorted(
            hear(document, mentions, earlier.span, link.company).sources, key=lambda s: -s.start
        )
        if source.name
    ]
    trade = next((s.name for s in said if s.kind == "trade"), None)
    if trade and (press or (match and _MAYBE_PRESS.search(match[0]))):
        return trade
    kinds = ("firm", "person") if own and not press else ("trade", "firm")
    return next(
        (s.name for s in said if s.kind in kinds), link.company if own and not press else None
    )
