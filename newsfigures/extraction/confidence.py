"""
How often a reading as clear as this one is right: one number per figure, from 0 to 1.

A logistic model over a handful of clues, fitted on the gold articles by `python manage.py eval
--calibrate`, which writes lexicon/confidence.toml. Right means: value, unit, metric and company.
It says how clear the words were, not how likely the claim is. Methods shows how well it holds.
"""

import math
from collections.abc import Sequence
from dataclasses import fields
from functools import cache
from operator import attrgetter, mul

from newsfigures.extraction.gazetteer import lexicon
from newsfigures.extraction.linking import Link
from newsfigures.extraction.mention import Mention
from newsfigures.extraction.metrics import Choice
from newsfigures.model import Span, noun

MOST = 3.0  # a metric score or lead above it says no more
CROWD = 4  # so many other companies in a sentence are as confusing as more
LEAST, SUREST = 0.02, 0.99  # no reading is certain


@noun()
class Clues:
    """
    What speaks for a reading.

    `score` and `lead` are those of the metric, cut at 3; `subject` is how sure the subject is,
    from 0 to 1; `named` is 1 when it stands in the sentence or row itself; `others` counts the
    other companies there, up to 4; `listed` is 1 for a name of the catalogue; `table` is 1 in a
    table.
    """

    score: float
    lead: float
    subject: float
    named: float
    others: float
    listed: float
    table: float


def clues(
    choice: Choice, link: Link, inside: Sequence[Mention], stretch: Span, *, table: bool
) -> Clues:
    """Return the clues of a reading; `inside` are the mentions of its sentence or row."""
    near = [m for m in inside if stretch.holds(m.span)]
    others = {m.company or m.name for m in near if m.kind in ("company", "model")}
    others -= {link.company, link.subject}
    return Clues(
        score=min(MOST, choice.score),
        lead=min(MOST, max(0.0, choice.margin)),
        subject=link.strength,
        named=float(any(m.name == link.subject for m in near)),
        others=float(min(CROWD, len(others))),
        listed=float(link.listed),
        table=float(table),
    )


@cache
def _weights() -> tuple[float, tuple[float, ...]]:
    fitted = lexicon("confidence")
    return float(fitted["base"]), tuple(float(fitted["weights"][f.name]) for f in fields(Clues))


_CLUES = attrgetter(*(field.name for field in fields(Clues)))


def of(seen: Clues) -> float:
    """Return the share of readings with such clues that were right, to two places."""
    base, weights = _weights()
    total = base + sum(map(mul, weights, _CLUES(seen)))
    return round(min(SUREST, max(LEAST, 1 / (1 + math.exp(-total)))), 2)
