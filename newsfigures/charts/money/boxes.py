"""What a mark of a pledge says when it is pointed at."""

import textwrap
from html import escape

from newsfigures.charts.hover import LINE, hover
from newsfigures.charts.money.pledges import Pledge
from newsfigures.charts.money.rungs import RUNGS


def told(pledge: Pledge) -> str:
    """Say how often a pledge is told, and by how many: 'told 5 times, by 3 origins'."""
    n = len(pledge.lines)
    if n == 1:
        return "told once"
    by = "1 origin" if pledge.origins == 1 else f"{pledge.origins:,} independent origins"
    return f"told {n:,} times, by {by}; counted once"


def route(pledge: Pledge) -> str:
    """Say from whom to whom a pledge goes, as far as it is named, '' where nothing is."""
    ends = pledge.ends
    parts = (" and ".join(ends.payers), ends.project, " and ".join(ends.receivers))
    named = [part for part in parts if part]
    return " → ".join(named) if len(named) > 1 else ""


def box(pledge: Pledge, *more: str) -> str:
    """Return the HTML of the box beside a pledge: its claim, how firm it is and why."""
    facts = (
        f"{RUNGS[pledge.rung].title}: {pledge.first.rung.why}",
        route(pledge),
        told(pledge),
        *more,
    )
    lines = [escape(part) for fact in facts if fact for part in textwrap.wrap(fact, LINE)]
    return "<br>".join((hover(pledge.first.row), "", *lines))
