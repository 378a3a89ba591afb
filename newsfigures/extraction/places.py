"""States, share indices and groups of companies: subjects behind which no one company stands."""

from collections.abc import Iterator, Sequence
from functools import cache

from newsfigures.extraction import patterns as re
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.mention import Mention
from newsfigures.extraction.wording import starting
from newsfigures.model import Span

_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}


@cache
def _forms() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    table: dict[str, tuple[str, str]] = {}
    for section, kind in (("states", "place"), ("indices", "index")):
        for name, forms in lexicon("places")[section].items():
            table.update(dict.fromkeys(forms, (name, kind)))
    words = starting(table, unless_behind=r"\w-")
    return re.compile(rf"{words}(?![\w-])"), table


def find(clean: str) -> Iterator[Mention]:
    """Yield the states and indices a text names."""
    pattern, table = _forms()
    longer: dict[str, str] = {}  # `the Nasdaq` in a text that has named the Nasdaq 100
    for match in pattern.finditer(clean):
        name, kind = table[match[0]]
        if kind == "index":
            first = name.split()[0]
            name = longer.get(first, name) if name == first else name
            longer[first] = name
        yield Mention(
            span=Span(*match.span()),
            surface=match[0],
            name=name,
            kind=kind,
            company=None,
            listed=True,
            via="name",
        )


_GROUP = re.compile(
    r"\b(?:the |all |those )(?P<n>two|three|four|five|six|seven)"
    r"(?P<noun>(?: (?:largest|biggest|big|leading|main|top))?"
    r"(?: (?:US|American|Chinese|cloud|tech|technology))*"
    r"(?: (?:hyperscalers|companies|firms|groups|giants|labs|providers))?)(?![\w-])",
    re.I,
)


_RENTERS = re.compile(r"(?i)\b(?:hyperscalers|cloud)\b")


@cache
def _clouds() -> frozenset[str]:
    """Return whom a text may mean by `the four hyperscalers`."""
    trades = lexicon("roles")["trades"]
    return frozenset((*trades["clouds"], *trades["neoclouds"], *_RICH))


_RICH = (
    "Meta",
    "Alphabet",
    "Google",
    "Apple",
    "Oracle",
    "Tencent",
    "Alibaba",
    "Baidu",
    "ByteDance",
)


def groups(clean: str, named: Sequence[Mention]) -> Iterator[Mention]:
    """
    Yield "the four largest", "the four hyperscalers" and the like.

    A group with a noun of its own keeps its words; a bare number stands for that many
    companies named last, in alphabetical order.
    """
    companies = [m for m in named if m.kind == "company"]
    index = 0
    for match in _GROUP.finditer(clean):
        count = _COUNTS[match["n"].lower()]
        while index < len(companies) and companies[index].span.start < match.start():
            index += 1
        last: list[str] = []
        for mention in reversed(companies[max(0, index - 40) : index]):
            if mention.name not in last:
                last.append(mention.name)
            if len(last) == count:
                break
        noun = match["noun"].split()
        fits = not _RENTERS.search(match["noun"]) or _clouds().issuperset(last)
        if len(last) == count and count > 2 and fits:
            ordered = sorted(last)
            name = f"{', '.join(ordered[:-1])} and {ordered[-1]}"
        elif noun and noun[-1].lower().endswith("s"):
            name = f"{match['n'].lower()}{match['noun']}"
        else:
            continue
        yield Mention(
            span=Span(*match.span()),
            surface=match[0],
            name=name,
            kind="group",
            company=None,
            listed=True,
            via="description",
        )
