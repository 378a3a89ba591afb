"""
Entries of a list of deals: `Tarn: $14 million, seed`, `**Vela** — $6.6bn at $157bn`.

Such a line has a name, a mark and an amount, and no verb; a paragraph may be a run of them
(`Tarn: $14m, $90m. Vela: $6.6bn last year.`). What the amount is stands in the words
behind it, in its neighbours, or in the heading over the list.
"""

from bisect import bisect_right

from newsfigures.extraction import patterns as re
from newsfigures.extraction.document import Block, Document, Kind, Sentence, once
from newsfigures.extraction.heads import Said
from newsfigures.extraction.headwords import metric_of
from newsfigures.model import Span

OWN, NEIGHBOUR, ABOVE, WORTH = 1.3, 0.9, 0.9, 2.2
NEAR = 3  # blocks to either side that count as neighbours

_AMOUNT = (
    r"(?:[A-Z]{1,3})?[$€£¥₩₹] ?\d|(?:[A-Z]{3}|Rs\.?) ?\d"
    r"|\d[\d.,]*(?: ?[a-z]+){0,2} (?:dollar|euro|yuan|yen|pound)|[+-]?\d[\d.,]{0,6} ?%"
    r"|(?!\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|(?:19|20)\d\d\b)"  # no days
    r"\d[\d.,]*(?: (?:thousand|million|billion|trillion)|[kKmMbB]n?)?(?![\w.,-])"
)
_ENTRY = re.compile(
    r"\W*(?!(?:On|In|At|By|As|To|Of|For|From|With|Since|After|Before|During|Between|Last|This|Late"
    r"|Early|Over|Through|Until|Around|About)\b)(?P<name>(?:[A-Z\d]|[a-z]+(?=[A-Z]))[^\n:—;!?]{1,60}?)\s*(?:(?::|—|\s-)\s+|,\s+|\s\(|\s(?=[+-]\d))"
    r"(?:rais(?:ed|es|ing) |(?:secur|clos)(?:ed|es) |(?:land|bagg|snagg|nabb)ed |announced "
    r"|(?:lands|bags|snags|nabs) |down |up |off |plus |minus |lost |gained |fell |rose |about "
    r"|around |some "
    rf"|nearly |over |up to |an? |~|>|<)*(?=(?P<amount>{_AMOUNT}))"
)
# The amount first: `$120m for Paris-based Orrery Robotics`, `€12m: Belvane, a start-up`.
_AMOUNT_FIRST = re.compile(
    rf"\W*?(?=(?P<amount>{_AMOUNT}))\W*\S{{1,14}}(?: (?:million|billion|[mbk]n?))?\s*"
    r"(?:(?:for|to|into|goes to|:|—|-)\s+)(?:the |an? )?(?:[A-Z][\w.]+(?: [A-Z]\w+)?-based )?"
    r"(?P<name>(?!(?:The|A|An|That|This|How|What|It|In|On|At|Its)\b)"
    r"[A-Z\d][\w.&'-]*(?: [A-Z\d][\w.&'-]*){0,3})"
)
_ROUND = re.compile(
    r"(?i)\b(?:(?:pre-?)?seed|angel|series [a-h]\b"
    r"|(?:growth|bridge|venture|funding|extension|equity) (?:round|capital|funding|investment)"
    r"|round(?! (?:number|figure|sum|trip))|led by|lead investors?|backed by|post-money"
    r"|pre-money)\b|(?:illion|\d(?:[mbk]n?)?) raised\b"  # `$160 million raised at $8 billion`
)
_MONEY_IN = re.compile(
    r"(?i)\b(?:funding|fundraising|rounds?|raised|raises|venture|money in|seed|financings?"
    r"|cheques)\b"
)
_WORTH = re.compile(
    r"(?i)(?:\b(?:at|valuing (?:it|the \w+) at|valued at|valuation(?: of)?|worth)|@)"
    r"\s*(?:an?|about|around|some|nearly|over)?\s*$"
)
_WORTH_AFTER = re.compile(r"(?i)\s*(?:post-?money|pre-?money|valuation|value)\b")


def said(document: Document, sentence: Sentence, at: Span) -> Said | None:
    """Return what an amount in an entry of a list of deals is, None in other sentences."""
    block = document.blocks[sentence.block]
    clean = document.clean
    before, after = clean[max(0, at.start - 30) : at.start], clean[at.end : at.end + 20]
    if sentence.span.start in (run := _run(document, sentence.block)):
        if _WORTH.search(before) or _WORTH_AFTER.match(after) or _PAIRED.search(before):
            return Said("valuation", WORTH, sentence.span)
        first = at.start == run[sentence.span.start].start("amount")
        return Said("funding_raised", NEIGHBOUR, sentence.span) if first else None
    if not _is_first(block, sentence) or (entry := _entry(document, block)) is None:
        return None
    if weight := _weight(document, sentence.block):
        second = entry < at.start < entry + 30 and _PAIRED.search(before)
        if _WORTH.search(before) or _WORTH_AFTER.match(after) or second:
            return Said("valuation", WORTH, sentence.span)
        return Said("funding_raised", weight, sentence.span) if at.start == entry else None
    metric = _over(document, sentence.block) if at.start == entry else None
    return Said(metric, ABOVE, sentence.span) if metric else None


def named(document: Document, sentence: Sentence) -> tuple[str, Span] | None:
    """Return the name an entry opens with, without where it is from, and the span of it."""
    block = document.blocks[sentence.block]
    match = _run(document, sentence.block).get(sentence.span.start)
    if match is None and _is_first(block, sentence) and _weight(document, sentence.block):
        end = min(block.span.end, block.span.start + 200)
        match = _match(document.clean, block.span.start, end)
    if match is None:
        return None
    words = re.sub(r"\s*\([^()]*\)$", "", match["name"])
    words = re.sub(r", (?:an? |the )?[a-z][^,]*$", "", words)  # `Tarn Labs, servers: $100m`
    words = re.sub(r"^(?:[A-Z][\w.]+ ?){1,2}'s? (?=[A-Z])", "", words).strip()
    if not words or len(words.split()) > 4 or re.search(r"\d{3}|[.,]", words):
        return None
    if any(word[0].islower() and word.isalpha() for word in words.split()):
        return None
    return words, Span(match.start("name"), match.end("name"))


_IN_RUN = re.compile(
    rf"(?P<name>(?:[A-Z\d]|[a-z]+-?(?=[A-Z]))[^\n:;,.!?$€£]{{1,40}}?): (?=(?P<amount>{_AMOUNT}))"
)
_PAIRED = re.compile(
    r"[$€£]\d[\d.,]*(?: ?(?:million|billion|[mbMB]n?))?(?: more| extra)?,"
    r"(?: \w+ \d{4},| (?i:(?:pre-?)?seed|series [a-h]),)? $"
)
_LEAST = 2  # entries that make a run


@once
def _run(document: Document, place: int) -> dict[int, re.Match[str]]:
    """Return the entries of a paragraph that is a run of deals, by where their sentences begin."""
    block, clean = document.blocks[place], document.clean
    if block.kind not in (Kind.ITEM, Kind.PARAGRAPH):
        return {}
    low, high = (
        bisect_right(document.sentence_starts(), end - 1)
        for end in (block.span.start, block.span.end)
    )
    if high - low < _LEAST:
        return {}
    found = {}
    for sentence in document.sentences[low:high]:
        match = _IN_RUN.match(clean, sentence.span.start, sentence.span.end)
        if match:
            found[sentence.span.start] = match
    if len(found) < _LEAST:
        return {}
    heads = " ".join(b.span.cut(clean) for b in document.headings_above(place))
    told = _ROUND.search(clean, block.span.start, block.span.end) or _MONEY_IN.search(heads)
    raised = _MONEY_IN.search(clean, block.span.start, block.span.end)
    return found if told or raised else {}


@once
def _over(document: Document, place: int) -> str | None:
    """Return the metric that the heading or lead-in over a list is named after."""
    heads = [b.span.cut(document.clean) for b in document.headings_above(place)[:1]]
    for words in (_lead_in(document, place), *heads):
        if words and len(words) < 120 and (metric := metric_of(words)):
            return metric
    return None


def _is_first(block: Block, sentence: Sentence) -> bool:
    return block.kind in (Kind.ITEM, Kind.PARAGRAPH) and sentence.span.start == block.span.start


def _match(clean: str, start: int, end: int) -> re.Match[str] | None:
    return _ENTRY.match(clean, start, end) or _AMOUNT_FIRST.match(clean, start, end)


@once
def _entry(document: Document, block: Block) -> int | None:
    """Return where the amount of a block begins that is an entry of a list."""
    end = min(block.span.end, block.span.start + 200)
    match = _match(document.clean, block.span.start, end)
    return match.start("amount") if match else None


@once
def _weight(document: Document, place: int) -> float:
    """Return how surely an entry is a deal: by its own words, its neighbours, what stands above."""
    clean = document.clean
    if _ROUND.search(clean, document.blocks[place].span.start, _line_end(document, place)):
        return OWN
    for other in range(max(0, place - NEAR), min(len(document.blocks), place + NEAR + 1)):
        block = document.blocks[other]
        if other != place and block.kind in (Kind.ITEM, Kind.PARAGRAPH):
            found = _entry(document, block) is not None
            if found and _ROUND.search(clean, block.span.start, _line_end(document, other)):
                return NEIGHBOUR
    heads = [b.span.cut(clean) for b in document.headings_above(place)]
    lead = _lead_in(document, place)
    title = document.front_matter.get("title", "")
    return ABOVE if any(_MONEY_IN.search(words) for words in (*heads, lead, title)) else 0.0


def _line_end(document: Document, place: int) -> int:
    """Return the end of the first sentence of a block."""
    span = document.blocks[place].span
    low = bisect_right(document.sentence_starts(), span.start) - 1
    return document.sentences[low].span.end if low >= 0 else span.end


def _lead_in(document: Document, place: int) -> str:
    """Return the paragraph that a list of items follows."""
    for block in reversed(document.blocks[max(0, place - 20) : place]):
        if block.kind is Kind.ITEM:
            continue
        if block.kind is Kind.PARAGRAPH:
            return document.clean[max(block.span.start, block.span.end - 200) : block.span.end]
        break
    return ""
