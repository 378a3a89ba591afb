"""Which companies sit in a town that words name: `the Hangzhou start-up`."""

from collections.abc import Iterable
from functools import cache

from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.mention import Mention


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
                here -= _elsewhere(town)
                return here & trade if trade and here & trade else here
    return trade
