"""Which market a market size is about, from the words around it."""

from collections.abc import Iterator, Sequence
from functools import cache

from newsfigures.extraction import patterns as re
from newsfigures.extraction import rows, surroundings
from newsfigures.extraction.document import Document, Sentence, Table
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.heads import heads_of
from newsfigures.extraction.scene import headings
from newsfigures.extraction.screening import Watched, standing, watch
from newsfigures.model import Span


@cache
def _topics() -> list[tuple[Watched, str]]:
    return [(watch(entry["words"], re.I), entry["topic"]) for entry in lexicon("markets")["topic"]]


@cache
def _measures() -> list[tuple[Watched, str]]:
    return [(watch(entry["words"], re.I), entry["name"]) for entry in lexicon("markets")["measure"]]


def _last(pattern: Watched, words: str) -> re.Match[str] | None:
    last = None
    for match in pattern.finditer(words):
        last = match
    return last


def _each(named: Sequence[tuple[Watched, str]], words: str) -> Iterator[tuple[re.Match[str], str]]:
    """Yield the last match of each expression that the words hold, with what it names."""
    stands = standing(words)
    for pattern, name in named:
        if stands & pattern.mark and (match := _last(pattern, words)):
            yield match, name


def _topic(words: str) -> str | None:
    """Return the sector named nearest the end; the longer name wins where two end alike."""
    best: tuple[int, int, str] | None = None
    for match, topic in _each(_topics(), words):
        rank = (match.end(), len(match[0]), topic)
        best = rank if best is None or rank[:2] > best[:2] else best
    return best[2] if best else None


def _measure(words: str) -> str | None:
    best: tuple[int, str] | None = None
    for match, name in _each(_measures(), words):
        if best is None or match.start() > best[0]:
            best = (match.start(), name)
    return best[1] if best else None


def _after(document: Document, at: Span, end: int) -> str:
    words = document.clean[at.end : end]
    return re.split(r"[,;:.(](?!\d)|\b(?:and|but|while)\b|[$€£¥]", words, maxsplit=1)[0]


def _compose(topic: str, measure: str) -> str:
    return measure.replace("{topic}", topic)


# `the global AI inference hardware market`, `Britain's AI sector`: a market called by its own name.
_NOT_IN_NAME = (
    r"(?:is|are|was|were|has|have|had|will|would|could|can|may|the|a|an|in|on|of|for|to|and|as|at|by|from"
    r"|than|that|its|their|this|whole|entire|growing|booming|overall|global|market|markets)"
)
_OWN_NAME = watch(
    r"(?:(?P<region>(?!(?:Generative|Agentic|Sovereign|Edge|AI|GPU|Data) )[A-Z][\w.]+"
    r"(?: (?!AI |GPU |Data )[A-Z]\w+)?)(?:'s)? )?"
    r"(?P<kind>[Gg]enerative |[Aa]gentic |[Ss]overeign |[Ee]dge )?"
    r"(?P<head>AI|[Aa]rtificial [Ii]ntelligence|[Dd]ata[ -]?[Cc]ent(?:re|er)|GPU)"
    rf"(?P<more>(?:[ -](?!(?i:{_NOT_IN_NAME})\b)(?:[a-z][a-z-]+|[A-Z][a-z-]+|GPU)){{0,3}}?)"
    r" (?P<noun>market|sector|industry|Market|Industry)\b"
)
# `Global Liquid Cooling Market`: reports give a market a name in capitals.
_IN_CAPITALS = watch(
    r"(?<![\w.] )\b(?P<name>[A-Z][\w/&-]*"
    r"(?: (?:(?:and|for|of|in|as a) )?[A-Z][\w/&-]*){0,5}) Market\b"
)
_NO_TRADE = re.compile(
    r"\b(?:Stock|Addressable|Bull|Bear|Main|Labou?r|Jobs?|Money|Housing|Single|Common|Emerging|Black"
    r"|Free|Capital|Equity|Bond|Home|Domestic|Mass|Public|Private|Prediction|STAR)$"
)
_WIDE = re.compile(r"^(?:(?:The|This|Our|Global|World|Worldwide|Overall|Key|Regional) )+")
_PLURAL = re.compile(r"(chip|server|agent|accelerator|processor)s$")


def _small(words: str) -> str:
    """Return a name in small letters but for what is short for something: `AI`, `GPU`."""
    plain = (w.lower() if re.fullmatch(r"[A-Z][a-z-]+", w) else w for w in words.split(" "))
    return re.sub(r"\bdata[ -]?center\b", "data centre", " ".join(plain))


def _own_name(words: str) -> str | None:
    """Return the last market that the words call by a name longer than `AI market`."""
    match = _last(_OWN_NAME, words)
    if match is None:
        return _in_capitals(words)
    regions = lexicon("markets")["regions"]
    named = (match["region"] or "").removeprefix("The ")
    region = next((r for r, forms in regions.items() if named in forms), "")
    kind = (match["kind"] or "").lower()
    head = "AI" if match["head"][0] in "Aa" else _small(match["head"])
    noun = match["noun"].lower()
    noun = noun if region or noun == "market" else "market"
    more = _PLURAL.sub(r"\1", _small(match["more"]))
    name = f"{region} {kind}{head}{more} {noun}".strip()
    return name if region or more or head == "GPU" else None


# `the market for legal AI`: a niche called by a small word before AI.
_FOR_TRADE = watch(
    r"\b(?:market|spending|demand) (?:for|on) (?P<name>(?!(?:generative|agentic|sovereign|edge|new"
    r"|all|the|this|that|such|more|its|their|using|global|any)\b)[a-z][a-z-]+ AI)\b"
    r"(?! (?:[a-z-]+s|hardware|software|infrastructure|compute|computing|training|inference)\b)"
)


def _for_a_trade(words: str) -> str | None:
    """Return the niche market that the words name last: `the market for legal AI`."""
    match = _last(_FOR_TRADE, words)
    return f"{match['name']} market" if match else None


def _in_capitals(words: str) -> str | None:
    """Return the market that the words name in capitals: `the Liquid Cooling Market`."""
    match = _last(_IN_CAPITALS, words)
    if match is None or _NO_TRADE.search(match["name"]):
        return None
    name = _WIDE.sub("", match["name"] + " ").strip()
    where = region(name)
    if where is not None:
        for form in lexicon("markets")["regions"][where]:
            name = re.sub(rf"^{re.escape(form)}(?: |$)", "", name)
    if not name or (_topic(name) and len(name.split()) < 2):
        return None
    name = _PLURAL.sub(r"\1", _small(name))
    return f"{where} {name} market" if where else f"{name} market"


@cache
def _word(form: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(form)}(?![\w$])")


def region(words: str) -> str | None:
    """Return the region named last in the words."""
    found = [
        (words.rfind(form) + len(form), len(form), name)
        for name, forms in lexicon("markets")["regions"].items()
        for form in forms
        if form in words and _word(form).search(words)
    ]
    return max(found)[2] if found else None


def _segment(document: Document, at: Span) -> str | None:
    """Return the row's label in a table whose first column lists segments of a market."""
    table = rows.table_at(document, at)
    row = rows.row_at(table, at) if table else None
    if table is None or row is None or not table.header:
        return None
    head = table.header[0].span.cut(document.clean)
    words = rows.label(document, row, at)
    if words and _REGIONS.search(head):
        return _regional(document, table, words)
    if not words or not re.search(
        r"(?i)\b(?:segment|market|sector|category|product|type|application|component|vertical|technology)\b",
        head,
    ):
        return None
    if re.match(r"(?i)(?:grand )?total\b|all\b|overall\b", words):
        return None
    return words if re.match(r"[A-Z]{2}", words) else words[0].lower() + words[1:]


_REGIONS = re.compile(r"(?i)\b(?:regions?|countr(?:y|ies)|geograph(?:y|ies))\b")


def _regional(document: Document, table: Table, words: str) -> str | None:
    """Return the market of the region a row names: the one above the table, there."""
    where = region(words)
    if where is None:
        return None
    over = ". ".join(
        span.cut(document.clean) for span, _ in reversed(heads_of(document, table).above)
    )
    whole = _own_name(over) or _compose(_topic(over) or "AI", _measure(over) or "{topic} market")
    whole = re.sub(r"(?i)^(?:global|world|worldwide) ", "", whole)
    return whole if whole.startswith(where) else f"{where} {whole}"


LONG = 4000  # characters; a sentence without end is read no further


def find(document: Document, at: Span, sentence: Sentence | None) -> tuple[str, float, str]:
    """Return the market a span is about, how sure that is, and the words that say so."""
    clean = document.clean
    start = sentence.span.start if sentence else _block_start(document, at)
    start = max(start, at.start - LONG)
    end = min(sentence.span.end, at.end + LONG) if sentence else at.end
    right, left = _after(document, at, end), clean[start : at.start]
    if sentence is None and rows.table_at(document, at):
        around = surroundings.around(document, None, at)  # other rows are about other markets
        right, left = "", f"{around.caption}. {around.header}: {around.row}"
    segment = None if sentence else _segment(document, at)
    if own := segment or _own_name(left) or _own_name(right) or _for_a_trade(left):
        return own, 0.85, "the market is named"
    left_clause = re.split(r"[;:]", left)[-1]
    heads = _heads(document, at, sentence)
    back = _PARTS.sub("", clean[max(0, start - 1200) : start])
    section = _PARTS.sub("", clean[max(start - 1200, _section(document, at, sentence)) : start])
    here = _topic(right) or _topic(left)
    if not here:
        own = _own_name(heads) or _own_name(section) or _own_name(back)
        where = region(left) if own else None
        own = f"{where} {own}" if where and own and not own.startswith(where) else own
        if own:
            return own, 0.85, "the market is named"
    topic = measure = None
    title = document.front_matter.get("title", "")
    for words in (right, left_clause, left, heads, section, title, back):
        topic = topic or _topic(words)
        measure = measure or _measure(words)
    strength = 0.85 if here else 0.6
    return (
        _compose(topic or "AI", measure or "{topic} market"),
        strength,
        "market words near the amount",
    )


# `, with $280bn of that in software`: what a part of a market is for is not what comes next.
_PARTS = re.compile(
    r",? (?:with|including|of which|of it|of that|of this|plus)\b[^.;\n]{0,200}(?=[.;\n])"
)


def _section(document: Document, at: Span, sentence: Sentence | None) -> int:
    """Return where the text under the nearest heading begins, 0 with none above."""
    index = sentence.block if sentence else _block_index(document, at)
    heads = headings(document, index)
    return heads[0].span.end if heads else 0


def _block_index(document: Document, at: Span) -> int:
    return max(0, document.block_at(at.start))


def _block_start(document: Document, at: Span) -> int:
    low = document.block_at(at.start)
    block = document.blocks[low] if low >= 0 and document.blocks[low].span.holds(at) else None
    return block.span.start if block else at.start


def _heads(document: Document, at: Span, sentence: Sentence | None) -> str:
    index = sentence.block if sentence else _block_index(document, at)
    return " ".join(b.span.cut(document.clean) for b in reversed(headings(document, index)))
