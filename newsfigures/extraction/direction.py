"""Whether a change, a profit or a loss is up or down: the sign of its value."""

from decimal import Decimal

from newsfigures.extraction import patterns as re
from newsfigures.extraction.document import Document
from newsfigures.model import Span

SIGNED = frozenset({"market_cap_change", "share_price_change", "net_income"})

_DOWN = (
    r"wip(?:e|es|ed|ing)|eras(?:e|es|ed|ing)|los(?:e|es|t|s|ses|ing)|shed(?:s|ding)?|shav(?:e|ed|es)"
    r"|f[ae]ll(?:s|en|ing)?|dropp?(?:s|ed|ing)?|plung(?:e|es|ed|ing)|tumbl(?:e|es|ed|ing)"
    r"|slid(?:e|es|ing)?|s[aiu]nk(?:s|ing)?|slump(?:s|ed|ing)?|declin(?:e|es|ed|ing)|down|lower"
    r"|poorer|gone|vanish(?:ed)?|evaporat(?:e|es|ed)|minus|burn(?:s|ed|t|ing)?|cost|sell-?off"
    r"|rout|plummet(?:s|ed)?|crater(?:s|ed)?|dip(?:s|ped)?|slip(?:s|ped)?|dived?|crash(?:es|ed)?"
    r"|in the red|wipeout|off|deficit|retreat(?:ed)?|weaker|decreas(?:e|ed)"
)
_UP = (
    r"gain(?:s|ed|ing)?|add(?:s|ed|ing)?|r[io]se(?:s|n)?|rising|jump(?:s|ed|ing)?|climb(?:s|ed|ing)?"
    r"|surg(?:e|es|ed|ing)|soar(?:s|ed|ing)?|up|higher|richer|profits?|earn(?:s|ed|ings)?"
    r"|net income|rall(?:y|ies|ied)|leapt|leap(?:s|ed)?|popp?(?:s|ed)|advanc(?:e|ed)|plus"
    r"|increas(?:e|es|ed)|recover(?:s|ed)?|rebound(?:s|ed)?|in the black|operating income"
)
# What a profit is called says more than whether it rose: "losses could climb to $40bn".
_LOSS = (
    r"los(?:s|ses|t|e|es|ing)|burn(?:s|ed|t|ing)?|deficit|in the red|red ink|negative|outflow"
    r"|bled|bleed(?:s|ing)?|loss-making|(?:of )?cash gone"
    r"|(?:went|goes|go|gets?|got|ran|runs?|running|going|gone|tore|tears|chewed|chews|ripped|blew|blows"
    r"|blowing|blown|blazed|raced|eats?|ate) through|h(?:a?e)morrhag(?:e|es|ed|ing)"
    r"|torch(?:es|ed|ing)|incinerat(?:e|es|ed|ing)|devour(?:s|ed|ing)?|consum(?:e|es|ed|ing)"
    r"|guzzl(?:e|es|ed|ing)|squander(?:s|ed|ing)?"
)
_PROFIT = (
    r"profits?|profitable|earn(?:s|ed|ings?)?|(?:net|operating|pre-?tax) income|in the black"
    r"|surplus|income|made|netted|cleared"
)
# `between a gain of $3m and a loss of $2m`: right before the amount stands what it is.
_CALLED = re.compile(
    r"\b(?:(?P<down>loss|deficit|burn)|gain|profit|surplus|(?:net )?income) of"
    r"(?: (?:about|around|roughly|nearly|almost|some|over|at least|up to|more than))* $"
)
_RESULT = re.compile(rf"(?i)\b(?:(?P<down>{_LOSS})|(?P<up>{_PROFIT}))\b")
_WORDS = re.compile(rf"(?i)\b(?:(?P<down>{_DOWN})|(?P<up>{_UP}))\b")


def read(document: Document, sentence: Span, at: Span, metric: str) -> int:
    """
    Return 1 for up, -1 for down, by the nearest word that says so.

    A market value change or a share price move without any such word in its sentence is taken
    from the sentences before in the same passage; a profit needs none. Whether a result is a
    profit or a loss is said by what it is called, not by whether it rose.
    """
    clean = document.clean
    if "+" in clean[max(0, at.start - 1) : at.start + 1]:
        return 1
    called = _CALLED.search(clean, max(sentence.start, at.start - 40), at.start)
    if metric == "net_income" and called:
        return -1 if called["down"] else 1
    sign = _nearest(_RESULT, clean, sentence, at) if metric == "net_income" else 0
    sign = sign or _nearest(_WORDS, clean, sentence, at)
    if sign:
        return sign
    if metric == "net_income":
        return 1
    earlier = list(_WORDS.finditer(clean, max(0, sentence.start - 600), sentence.start))
    downs = sum(1 for word in earlier if word["down"])
    return -1 if downs * 2 >= len(earlier) else 1


_AGAINST = re.compile(
    r"\b(?:against|compared (?:with|to)|versus|vs\.?|(?:up|down|swung|swing) from|after)"
    r" (?:an?|the|its) (?:[\w-]+ ){0,2}$"
)


def _nearest(words: re.Pattern[str], clean: str, sentence: Span, at: Span) -> int:
    """Return 1 or -1 by the word of a sentence nearest to an amount, 0 without one."""
    best: tuple[float, int] | None = None
    for word in words.finditer(clean, sentence.start, sentence.end):
        if at.start <= word.start() < at.end:
            continue
        before = word.end() <= at.start
        gap = clean[word.end() : at.start] if before else clean[at.end : word.start()]
        # What follows must be close; what stands before may be further off.
        if not before and _AGAINST.search(gap):
            continue  # `$12m, against a loss of $57m`
        distance = (
            len(gap)
            + (0 if before or gap == " " else 6)
            + 40 * len(re.findall(r"[;:]| but | while ", gap))
        )
        if best is None or distance < best[0]:
            best = (distance, -1 if word["down"] else 1)
    return best[1] if best else 0


def signed(value: Decimal, sign: int) -> Decimal:
    """Return a value with a sign; one that already is negative stays so."""
    return -value if sign < 0 and value > 0 else value
