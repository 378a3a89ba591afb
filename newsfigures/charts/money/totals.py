"""What is bound and what is promised in all, for one project or company, each pledge once."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsfigures.charts.axes import tick
from newsfigures.charts.money.pledges import Pledge, is_part
from newsfigures.charts.money.rungs import BOUND, PROMISED, RUNGS


@dataclass(frozen=True, slots=True)
class Left:
    """A pledge that does not count, and the larger one it is part of."""

    pledge: Pledge
    whole: Pledge


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """
    What the pledges about one project or company come to, in US dollars.

    `steps` gives for each rung present what has come together down to it, from cash outwards;
    it never falls. `counted` are the pledges that the last step adds up, `bound` those of the
    step that is firm, `left` those that are part of another, `reckoned` the forecasts and
    estimates, which promise nothing. `in_steps` are the ids of those that their own step adds
    up, whatever they are part of further from cash.
    """

    about: str
    steps: dict[str, float]
    bound: tuple[Pledge, ...]
    counted: tuple[Pledge, ...]
    left: tuple[Left, ...]
    reckoned: tuple[Pledge, ...]
    in_steps: frozenset[str]

    @property
    def firm(self) -> float:
        """Return what is spent, financed or committed."""
        return max((v for rung, v in self.steps.items() if rung in BOUND), default=0.0)

    @property
    def most(self) -> float:
        """Return what is promised in all, from spent to talked of."""
        return max(self.steps.values(), default=0.0)


def roots(pledges: Sequence[Pledge]) -> list[Pledge]:
    """Return the pledges that are part of no other one among them."""
    return [one for one in pledges if not any(is_part(one, other) for other in pledges)]


def _whole(pledge: Pledge, among: Sequence[Pledge]) -> Pledge:
    """Return what a pledge is part of: at the rung next to its own, the largest there."""
    own = list(RUNGS).index(pledge.rung)
    wholes = [other for other in among if is_part(pledge, other)]
    return min(wholes, key=lambda one: (abs(list(RUNGS).index(one.rung) - own), -one.high))


def total(about: str, pledges: Sequence[Pledge]) -> Total:
    """Add up the pledges about one name, each once, rung by rung from cash outwards."""
    own = [one for one in pledges if one.about == about]
    promised = [one for one in own if one.rung in PROMISED]
    steps: dict[str, float] = {}
    reached = 0.0
    within: list[Pledge] = []
    in_steps: set[str] = set()
    for rung in PROMISED:
        here = [one for one in promised if one.rung == rung]
        if here:
            within += here
            add_up = roots(within)
            in_steps |= {one.claim_id for one in add_up if one.rung == rung}
            amounts = (one.low if rung in BOUND else one.high for one in add_up)
            reached = max(reached, sum(amounts))
            steps[rung] = reached
    counted = roots(promised)
    left = [Left(one, _whole(one, promised)) for one in promised if one not in counted]
    return Total(
        about=about,
        steps=steps,
        bound=tuple(roots([one for one in promised if one.rung in BOUND])),
        counted=tuple(counted),
        left=tuple(left),
        reckoned=tuple(one for one in own if one.rung not in PROMISED),
        in_steps=frozenset(in_steps),
    )


def totals(pledges: Sequence[Pledge]) -> list[Total]:
    """Return a total for each project or company, the largest first; forecasts alone are none."""
    found = [total(about, pledges) for about in dict.fromkeys(one.about for one in pledges)]
    return sorted((one for one in found if one.steps), key=lambda one: (-one.most, one.about))


def _about(pledges: Sequence[Pledge]) -> str:
    """Return the bound of a sum: 'at most ', 'at least ', 'about ' or ''."""
    signs = {str(one.first.row["qualifier"]) for one in pledges}
    if {"at_least", "at_most"} <= signs or "approx" in signs or len(pledges) > 1:
        return "about " if signs - {"exact"} else ""
    return {"at_least": "at least ", "at_most": "up to "}.get(next(iter(signs), ""), "")


def in_words(found: Total) -> str:
    """Say what a total comes to: '$16B spent; $98B with what is committed; up to $500B planned'."""
    parts = []
    reached = 0.0
    for rung, amount in found.steps.items():
        if amount <= reached:
            continue
        name, said = RUNGS[rung].title.lower(), tick(amount, "USD")
        if rung not in BOUND:
            parts.append(f"up to {said} {name}")
        elif reached:
            parts.append(f"{said} with what is {name}")
        else:
            parts.append(f"{_about(found.bound)}{said} {name}")
        reached = amount
    return "; ".join(parts if found.firm else ["nothing spent or bound", *parts])
