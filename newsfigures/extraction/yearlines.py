"""Lines that are labelled with a year or quarter: `2024: $1bn` above `2025: $3bn`."""

from collections.abc import Iterator

from newsfigures.extraction import patterns as re
from newsfigures.model import Span

_LINE = re.compile(
    r"\n(?=[ \t]*(?:[A-Z][a-z]{2,8}\.? |Q[1-4] |H[12] |FY ?)?20\d\d(?: [a-z]+)?: ?\S)"
)
_LABEL = re.compile(
    r"(?:^|[\s;,•*])(?:FY ?|fiscal )?(?:Q(?P<q>[1-4]) )?(?P<y>20\d\d)"
    r"(?: (?:target|goal|forecast|projection|estimate|guidance|plan))?(?: \([a-z.]+\))?[*_]*"
    r"(?:: | [=–—-]+ )[*_]*(?:about |around |over |nearly |roughly |almost |some |~)?$"
)


def starts(clean: str, within: Span) -> Iterator[int]:
    """
    Yield where the lines of a stretch begin that have a year as their label.

        >>> list(starts("Sales:\\n2024: $1bn\\n2025: $3bn", Span(0, 27)))
        [7, 18]
        >>> list(starts("Its sales of\\n2024 were $1bn", Span(0, 27)))
        []
    """
    for line in _LINE.finditer(clean, within.start, within.end):
        yield line.end()


def label(before: str) -> str | None:
    """
    Return the year or quarter that labels an amount by the words before it.

        >>> label("Q2 2025: about "), label("2026 target: ")
        ('2025Q2', '2026')
        >>> label("It earned in 2025 ")
    """
    found = _LABEL.search(before)
    if found is None:
        return None
    return f"{found['y']}Q{found['q']}" if found["q"] else found["y"]
