"""From whom to whom: links between those who pay and those who get, and money that comes back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsfigures.charts.axes import tick
from newsfigures.charts.money.pledges import Pledge
from newsfigures.charts.money.rungs import PROMISED, RUNGS

PAIR = 2
DEEPEST = 4  # links of a circle


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """
    What goes from one name to another: from a payer to a project or a receiver, or on from there.

    `pledges` are the largest first; `joint` says that others pay the same amount with this one.
    """

    source: str
    target: str
    pledges: tuple[Pledge, ...]
    joint: bool

    @property
    def largest(self) -> Pledge:
        """Return the pledge that the link is drawn for."""
        return self.pledges[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flows:
    """
    The links of a map with the names on each side, and the pledges that have no place on it.

    `circles` are rounds of links by which money can come back to who paid it.
    """

    links: tuple[Link, ...]
    payers: tuple[str, ...]
    projects: tuple[str, ...]
    receivers: tuple[str, ...]
    circles: tuple[tuple[Link, ...], ...]
    one_end: tuple[Pledge, ...]

    @property
    def circular(self) -> frozenset[tuple[str, str]]:
        """Return the ends of the links that are part of a circle."""
        return frozenset((link.source, link.target) for circle in self.circles for link in circle)


def _steps(pledge: Pledge) -> list[tuple[str, str]]:
    ends = pledge.ends
    onto = (ends.project,) if ends.project else ends.receivers
    pairs = [(payer, target) for payer in ends.payers for target in onto if payer != target]
    if ends.project:
        pairs += [(ends.project, receiver) for receiver in ends.receivers]
    return pairs


def _links(pledges: Sequence[Pledge]) -> list[Link]:
    found: dict[tuple[str, str], list[Pledge]] = {}
    for one in pledges:
        for pair in _steps(one):
            found.setdefault(pair, []).append(one)
    links = []
    for (source, target), held in found.items():
        ordered = tuple(sorted(held, key=lambda one: (-one.high, one.claim_id)))
        joint = source in ordered[0].ends.payers and len(ordered[0].ends.payers) > 1
        links.append(Link(source=source, target=target, pledges=ordered, joint=joint))
    return sorted(links, key=lambda link: (-link.largest.high, link.source, link.target))


def _way(start: str, goal: str, out: Mapping[str, Sequence[Link]]) -> tuple[Link, ...] | None:
    """Return the shortest way along links from one name to another, None for none."""
    ways: list[tuple[Link, ...]] = [()]
    seen = {start}
    for _ in range(DEEPEST - 1):
        further = []
        for way in ways:
            for link in out.get(way[-1].target if way else start, ()):
                if link.target == goal:
                    return (*way, link)
                if link.target not in seen:
                    seen.add(link.target)
                    further.append((*way, link))
        ways = further
    return None


def circles(links: Sequence[Link]) -> list[tuple[Link, ...]]:
    """Return the rounds by which money can come back to who paid it, the short ones first."""
    out: dict[str, list[Link]] = {}
    for link in links:
        out.setdefault(link.source, []).append(link)
    found: dict[frozenset[tuple[str, str]], tuple[Link, ...]] = {}
    for link in links:
        if (back := _way(link.target, link.source, out)) is not None:
            whole = (link, *back)
            found.setdefault(frozenset((one.source, one.target) for one in whole), whole)
    return sorted(found.values(), key=lambda circle: (len(circle), -circle[0].largest.high))


def _by_size(names: Sequence[str], links: Sequence[Link]) -> tuple[str, ...]:
    size = {
        name: sum(link.largest.high for link in links if name in (link.source, link.target))
        for name in names
    }
    return tuple(sorted(size, key=lambda name: (-size[name], name)))


def flows(pledges: Sequence[Pledge], *, most: int | None = None) -> Flows:
    """
    Return the links of the pledges whose claims name both ends.

    Forecasts and estimates promise nothing and have no place. With `most` only the largest
    links are kept, and those that close a circle with them.
    """
    promised = [one for one in pledges if one.rung in PROMISED]
    two_ends = [one for one in promised if one.ends.known]
    links = _links(two_ends)
    rounds = circles(links)
    if most is not None and len(links) > most:
        closing = {id(link) for circle in rounds if len(circle) == PAIR for link in circle}
        links = [link for i, link in enumerate(links) if i < most or id(link) in closing]
    projects = {one.ends.project for one in two_ends if one.ends.project}
    sources = [link.source for link in links if link.source not in projects]
    targets = [link.target for link in links if link.target not in projects]
    seen = {name for link in links for name in (link.source, link.target)}
    return Flows(
        links=tuple(links),
        payers=_by_size(sources, links),
        projects=_by_size([name for name in projects if name in seen], links),
        receivers=_by_size(targets, links),
        circles=tuple(rounds),
        one_end=tuple(one for one in promised if not one.ends.known),
    )


def amount(link: Link) -> str:
    """Return what goes along a link, in words: '$250B committed', 'together $500B announced'."""
    told = ", ".join(
        f"{tick(one.high, 'USD')} {RUNGS[one.rung].title.lower()}" for one in link.pledges[:3]
    )
    more = f" and {len(link.pledges) - 3:,} more" if len(link.pledges) > 3 else ""
    return f"{'together with others ' if link.joint else ''}{told}{more}"


def in_words(circle: Sequence[Link]) -> str:
    """Say how money can come back: 'Amazon → OpenAI ($50B announced) → Amazon ($100B …)'."""
    steps = "".join(f" → {link.target} ({amount(link)})" for link in circle)
    return f"{circle[0].source}{steps}"


def not_on_the_map(found: Flows) -> str:
    """Say how many pledges name one end or none, '' where all name both."""
    if not found.one_end:
        return ""
    payer = sum(bool(one.ends.payers) for one in found.one_end)
    n = len(found.one_end)
    rest = n - payer
    parts = [
        f"{payer:,} name who pays but not who gets it" if payer else "",
        f"{rest:,} do not name who pays" if rest else "",
    ]
    said = "; ".join(part for part in parts if part)
    few = "pledge is not on the map, for its claim does"
    many = "pledges are not on the map, for their claims do"
    return f"{n:,} {few if n == 1 else many} not name both ends: {said}."
