"""A total and the map as tables of words, row by row beside the claims they open."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from newsfigures.charts.axes import tick
from newsfigures.charts.hover import amount, said
from newsfigures.charts.money.boxes import route, told
from newsfigures.charts.money.flows import Flows, Link
from newsfigures.charts.money.pledges import Pledge
from newsfigures.charts.money.rungs import RUNGS
from newsfigures.charts.money.totals import Total
from newsfigures.days import day
from newsfigures.plain import plain


@dataclass(frozen=True, slots=True)
class Told:
    """A table for reading, and for each of its rows the id of the claim it opens."""

    table: pd.DataFrame
    claim_ids: list[str]


def _row(pledge: Pledge, counted: str) -> dict[str, str]:
    row = pledge.first.row
    subject, way, credited = str(row["subject"]), route(pledge), said(row["attributed_to"])
    first = f"first {day(str(pledge.since))}" if pledge.since else "no date"
    return {
        "Amount": amount(row),
        "How firm": f"{RUNGS[pledge.rung].title}: {pledge.first.rung.why}",
        "In the total": counted,
        "What for": way if subject in way else ", ".join(part for part in (subject, way) if part),
        "Told": ", ".join(
            part for part in (told(pledge), first, f"by {credited}" if credited else "") if part
        ),
        "Sentence or note": plain(said(row["sentence"])),
    }


def lines(total: Total) -> Told:
    """
    Return every pledge of a total: those that count, and those that are part of another.

    What is nearer to cash counts in its own step and is part of what was promised; it says so.
    """
    rows = [(one, "counts") for one in total.counted]
    for left in total.left:
        whole = f"{tick(left.whole.high, 'USD')} {RUNGS[left.whole.rung].title.lower()}"
        if left.pledge.claim_id in total.in_steps:
            own = RUNGS[left.pledge.rung].title.lower()
            rows.append((left.pledge, f"counts as {own}; taken for part of {whole}"))
        else:
            rows.append((left.pledge, f"left out: taken for part of {whole}"))
    rows += [(one, "no promise: a forecast or an estimate") for one in total.reckoned]
    rows.sort(
        key=lambda pair: (pair[1].startswith(("left", "no ")), list(RUNGS).index(pair[0].rung))
    )
    return Told(
        pd.DataFrame([_row(one, words) for one, words in rows]),
        [one.claim_id for one, _ in rows],
    )


def rounds(found: Flows) -> list[tuple[Link, ...]]:
    """Return the circles of a map, short ones first, then those whose least link is largest."""
    return sorted(
        found.circles,
        key=lambda circle: (len(circle), -min(link.largest.high for link in circle)),
    )


@dataclass(frozen=True, slots=True)
class Cell:
    """What one name pays another: words, whether it is part of a circle, the claim it opens."""

    words: str
    circular: bool
    claim_id: str


def matrix(found: Flows) -> tuple[Sequence[str], Sequence[str], dict[tuple[str, str], Cell]]:
    """Return the map as a matrix: who pays, who gets, and a cell for each link."""
    sources = list(dict.fromkeys((*found.payers, *(x.source for x in found.links))))
    targets = list(dict.fromkeys(link.target for link in found.links))
    cells = {
        (link.source, link.target): Cell(
            words=f"{tick(link.largest.high, 'USD')} {RUNGS[link.largest.rung].title.lower()}"
            f"{' (joint)' if link.joint else ''}"
            f"{f' + {len(link.pledges) - 1} more' if len(link.pledges) > 1 else ''}",
            circular=(link.source, link.target) in found.circular,
            claim_id=link.largest.claim_id,
        )
        for link in found.links
    }
    return sources, targets, cells
