"""Where the sentences of a block end."""

from collections.abc import Iterator

from newsfigures.extraction import patterns as re
from newsfigures.extraction import yearlines
from newsfigures.extraction.grids import trim
from newsfigures.model import Span

# Abbreviations after which a full stop does not end a sentence (always, or before a digit).
_ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof sen rep gov gen lt col st jr sr inc corp co ltd llc plc vs etc eg ie e.g
    i.e cf al approx est fig figs dept u.s u.k u.n e.u a.m p.m no nos vol p pp jan feb mar apr
    jun jul aug sep sept oct nov dec mt ca bn mn tn mio bros
    """.split()  # noqa: SIM905
)
_BEFORE_DIGIT_ONLY = frozenset(
    """
    no nos fig figs vol p pp approx ca est bn mn tn mio jan feb mar apr jun jul aug sep sept
    oct nov dec
    """.split()  # noqa: SIM905
)
_BEFORE_SUMS = frozenset({"approx", "ca", "est"})  # `(est. $55bn)`
_MAY_END = frozenset(
    """
    inc corp co ltd llc plc etc jr sr u.s u.k u.n e.u a.m p.m
    """.split()  # noqa: SIM905
)
_END = re.compile(r"(?<![.!?…])([.!?…]+)([\"')\]]*)\s+(?=([\"'(\[]*)(\S))")
# The letter of `$213B.` is a scale word; a letter alone is an initial.
_WORD_BEFORE = re.compile(r"(?<!\d)[A-Za-z]$|[A-Za-z][A-Za-z.]+$")
_INITIALS = re.compile(r"[a-z](?:\.[a-z])+")  # `D.A. Davidson`
_ROLE = re.compile(r"(?:Chief|CEO|CFO|COO|CTO|President|Chair|Chairman|Vice)\b")  # `Inc. CEO Roe`

# Names that are in small letters even where a sentence opens with them.
_SMALL_NAME = re.compile(r"[a-z]{1,2}-?[A-Z][\w-]|o[1-9]\b|gpt-\w")


def _ends(clean: str, stop: re.Match[str]) -> bool:
    """Say whether a stop mark ends a sentence."""
    following = stop[4]
    opens = not following.islower() or _SMALL_NAME.match(clean, stop.start(4)) is not None
    if stop[1] != ".":
        return opens
    word = _WORD_BEFORE.search(clean, max(0, stop.start() - 20), stop.start())
    if word:
        token = word[0].lower().rstrip(".")
        if len(token) == 1 and word[0].isupper() and token != "i":
            return False
        if token in _BEFORE_DIGIT_ONLY:
            return not (following.isdigit() or (token in _BEFORE_SUMS and following in "$€£¥₹"))
        if token in _MAY_END:
            return opens and following.isalpha() and not _ROLE.match(clean, stop.start(3))
        if token in _ABBREVIATIONS or _INITIALS.fullmatch(token):
            return False
    return opens


def split(clean: str, within: Span) -> Iterator[Span]:
    """
    Yield the sentences of a stretch of clean text, without the white space around them.

        >>> text = "It cost $5.6 million. Acme Inc. paid in Jan. 2025."
        >>> [span.cut(text) for span in split(text, Span(0, len(text)))]
        ['It cost $5.6 million.', 'Acme Inc. paid in Jan. 2025.']
        >>> text = "It made $57bn (est. $55bn). Then it fell."
        >>> [span.cut(text) for span in split(text, Span(0, len(text)))]
        ['It made $57bn (est. $55bn).', 'Then it fell.']
        >>> text = "Meta has 2 GW. xAI plans 1 GW. gas is dear."
        >>> [span.cut(text) for span in split(text, Span(0, len(text)))]
        ['Meta has 2 GW.', 'xAI plans 1 GW. gas is dear.']
    """
    start = within.start
    for stop in _END.finditer(clean, within.start, within.end):
        if _ends(clean, stop):
            yield from parted(clean, trim(clean, start, stop.end(2)))
            start = stop.start(3)
    span = trim(clean, start, within.end)
    if span.start < span.end:
        yield from parted(clean, span)


# Characters. No sentence is as long; what never ends must not be read as one.
_LONGEST = 3000


def parted(clean: str, span: Span) -> Iterator[Span]:
    """
    Yield a span whole, parted where a line begins with its year, or in pieces if it never ends.

    What is read of a sentence takes the square of its length in time, so that has a bound.

        >>> text = "Its sales:\\n2024: $1bn\\n2025: $3bn in all"
        >>> [part.cut(text) for part in parted(text, Span(0, len(text)))]
        ['Its sales:', '2024: $1bn', '2025: $3bn in all']
        >>> text = "Its sales of\\n2024 were $1bn"
        >>> len(list(parted(text, Span(0, len(text)))))
        1
    """
    for line in yearlines.starts(clean, span):
        if line > span.start:
            yield trim(clean, span.start, line)
        span = trim(clean, line, span.end)
    while span.end - span.start > _LONGEST:
        space = clean.rfind(" ", span.start + _LONGEST // 2, span.start + _LONGEST)
        cut = space if space > 0 else span.start + _LONGEST
        yield trim(clean, span.start, cut)
        span = trim(clean, cut, span.end)
    if span.start < span.end:
        yield span
