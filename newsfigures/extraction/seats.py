"""Which companies sit in a town that words name: `the Hangzhou start-up`."""

from collections.abc import Iterable
from functools import cache

from newsfigures.extraction import patterns as re
from newsfigures.extraction.document import Document
from newsfigures.extraction.gazetteer import by_name, lexicon
from newsfigures.extraction.mention import Mention
from newsfigures.model import Span

_FEW = 3  # companies that a town has, at most, to be known for them alone
_BESIDE = 80  # characters between a company and the town that it is told to sit in


@cache
def _elsewhere(town: str) -> frozenset[str]:
    """Return the companies that are known to sit in other towns."""
    table = lexicon("descriptions")
    others = {name for seat, names in table["seats"].items() if seat != town for name in names}
    others |= set(table["young"]["never"])  # whose seats everybody knows
    return frozenset(others - set(table["seats"][town]))


def narrowed(
    trade: frozenset[str] | None, adjectives: str, named: Iterable[Mention]
) -> frozenset[str] | None:
    """
    Return the companies of a text that may sit in the town that the words give.

    Not all who sit in a town are listed, so only those that sit elsewhere are left out. Without
    a town, or with nobody of it in the text, `trade` as it was.
    """
    for town, companies in lexicon("descriptions")["seats"].items():
        if town in adjectives:
            here = frozenset(m.company for m in named if m.company)
            if frozenset(companies) & here:
                if len(companies) <= _FEW:
                    return frozenset(companies) & here  # a small town: its one or two firms
                here -= _elsewhere(town)
                return here & trade if trade and here & trade else here
    return trade


def told_of(document: Document, town: str, named: Iterable[Mention], span: Span) -> str | None:
    """
    Return the one company that a text has told to sit in a town: `the Reston firm`.

    `X, which is based in Reston` and `the Reston-based X` tell so; two companies beside the
    town, or none, say nothing, and a word that is itself a company is no town.
    """
    entity = by_name().get(town)
    if entity is not None and entity.kind != "place":
        return None
    firms = [m for m in named if m.kind == "company" and m.span.end <= span.start]
    towns = list(re.finditer(rf"\b{re.escape(town)}\b", document.clean[: span.start]))
    for match in reversed(towns):
        here = document.sentence_at(match.start())
        if here is None:
            continue
        near = {
            m.name
            for m in firms
            if here.span.holds(m.span)
            and m.name != town
            and max(m.span.start - match.end(), match.start() - m.span.end) <= _BESIDE
        }
        if len(near) == 1:
            return near.pop()
    return None
