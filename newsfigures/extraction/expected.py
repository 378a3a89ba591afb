"""
Amounts that others had expected and nobody by name stands behind: `below estimates of $3bn`.

Whoever else speaks in the sentence does not speak for these. Not `LSEG analysts' estimate`.
"""

from collections.abc import Iterator

from newsfigures.extraction import patterns as re
from newsfigures.extraction.masks import ANY
from newsfigures.extraction.screening import standing, watch
from newsfigures.extraction.source import Source

# `below estimates of $3bn`: nobody named expected it, whoever else speaks in the sentence.
_EXPECTED = watch(
    r"(?i)\b(?:above|below|beat(?:ing)?|topp(?:ed|ing)|exceed(?:ed|ing)|miss(?:ed|ing)|than|against"
    r"|versus|compared with|short of|ahead of|in line with|surpass(?:ed|ing))"
    r"(?: the| an?| average| consensus| analysts?'?| Wall Street'?s?| Street)*"
    r" (?:estimates?|expectations?|forecasts?|consensus|projections?) (?:of|for)\b"
)
# `sales of $4bn (consensus: $3bn)`
_IN_BRACKETS = watch(
    r"\((?:vs\.? |versus |against )?(?:the )?(?:[Cc]onsensus|[Ee]xpected|[Ee]st\.?"
    r"|[Ee]stimates?|[Ff]orecasts?|[Aa]nalysts(?:'?| expected| had)|[Ss]treet)"
    r"(?: estimates?| expectations?| forecasts?)?:? (?:of |was |were )?"
)
# `the $3bn expected by analysts`
_BY_NOBODY = watch(
    r"(?:\d|[bmt]n|illion) (?:that (?:was|were|had been) )?(?:expected|forecast|estimated|projected"
    r"|predicted|anticipated|consensus|forecasts?|estimates?) (?:by|from|among"
    r"|of) (?:the )?(?:\w+ )?"
    r"(?:analysts|economists|investors|Wall Street|the Street|the market)\b"
    rf"(?! (?:at|from|polled|surveyed)[^.;,]{{0,30}}{ANY})"
)
_IS_CONSENSUS = watch(
    r"(?i)(?<!\ue001 )(?<!\ue001's )\b(?:consensus"
    r"|(?:analysts'?|Wall Street|market|Street) (?:expectations?|estimates?"
    r"|forecasts?))"
    r" (?:\w+ )?(?:was|were|is|are|had been|stood at|stands at|sits at|called for|calls for|of"
    r"|for)\b"
)
# `…, with analysts now projecting $3bn`
_WITH_NOBODY = watch(
    r"\bwith (?:some |most |many |several |the )?(?:analysts|economists|investors|bankers|observers"
    r"|experts|insiders|forecasters|some|many|others)(?: now| also| still)? (?:expect|project"
    r"|predict"
    r"|forecast|estimat|anticipat|pencill?|say|see|bett|look|call|hop)ing\b"
)
_OF_NOBODY = (
    _IN_BRACKETS.mark | _EXPECTED.mark | _BY_NOBODY.mark | _IS_CONSENSUS.mark | _WITH_NOBODY.mark
)


def sources(masked: str) -> Iterator[Source]:
    if not standing(masked) & _OF_NOBODY:
        return
    for match in _IN_BRACKETS.finditer(masked):
        closes = masked.find(")", match.end())
        yield Source(
            name=None, kind="unnamed", start=match.start(), end=match.end(), verb=match.end(),
            reach="after", weight=3.0, inside=(match.end(), closes if closes > 0 else len(masked)),
        )  # fmt: skip
    for pattern, weight in ((_WITH_NOBODY, 2.0), (_IS_CONSENSUS, 1.6)):
        for match in pattern.finditer(masked):
            yield Source(
                name=None, kind="unnamed", start=match.start(), end=match.end(), verb=match.end(),
                reach="after", weight=weight,
            )  # fmt: skip
    for match in _BY_NOBODY.finditer(masked):
        yield Source(
            name=None, kind="unnamed", start=match.end(), end=match.end(), verb=match.end(),
            reach="before", weight=3.0,
        )  # fmt: skip
    for match in _EXPECTED.finditer(masked):
        stop = re.search(r",(?!\d)|;|\.(?!\d)", masked[match.end() :])
        end = match.end() + stop.start() if stop else len(masked)
        yield Source(
            name=None, kind="unnamed", start=match.start(), end=match.end(), verb=match.end(),
            reach="after", weight=2.5, inside=(match.end(), end),
        )  # fmt: skip
