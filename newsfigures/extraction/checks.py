"""
Sums that the figures of one article must satisfy, and a warning where they do not.

The commonest misprint and the commonest misreading is `million` for `billion`; it shows when the
article's own figures are set against each other:

    hours x rate            against the stated training cost
    chips x days x 24       against the stated chip-hours
    6 x parameters x tokens against the stated training operations (Kaplan et al. 2020,
                            arXiv:2001.08361; for a sparse model the active parameters)
    cost / other's cost     against the stated share
    active parameters       against all parameters
    a round                 against the valuation it was made at

Only figures about one subject are set against each other. An article may state several values of
one thing; a figure is warned of only when none of them fits within a factor of two.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from newsfigures.extraction.derived import STRETCH
from newsfigures.model import CostBasis, Figure, Qualifier

__all__ = ["marked"]

BEYOND = Decimal(2)  # a sum may be off by this factor before it is a warning
PER_PARAMETER = Decimal(6)  # operations per parameter and token, forward and backward
HOURS = Decimal(24)
# Costs that hold more than chip-hours at a price of the hour.
_WIDER = frozenset({CostBasis.AMORTISED_HARDWARE_ENERGY, CostBasis.TOTAL_PROGRAMME})


_Of = Callable[[str, Figure], Iterable[int]]  # a metric and a figure: those of its subject


@dataclass(frozen=True, slots=True)
class _Sum:
    """What a figure should come to, from which others, in words."""

    value: Decimal
    inputs: tuple[int, ...]
    said: str


def marked(figures: Sequence[Figure]) -> list[Figure]:
    """Return the figures, those that do not fit each other with a warning in words."""
    stretches = (figures[low : low + STRETCH] for low in range(0, len(figures), STRETCH))
    return [figure for stretch in stretches for figure in _marked(stretch)]


def _marked(figures: Sequence[Figure]) -> list[Figure]:
    warnings: dict[int, list[str]] = {}
    for index, sums in _sums(figures):
        if not sums or any(_fits(figures[index], each) for each in sums):
            continue
        nearest = min(sums, key=lambda each: abs(each.value.log10() - figures[index].value.log10()))
        stated = figures[index]
        off = max(nearest.value / stated.value, stated.value / nearest.value)
        said = (
            f"{nearest.said} gives {_short(nearest.value)}, not {_short(stated.value)}: "
            f"{_short(off)} times apart. One of these may be misread or misprinted."
        )
        for each in {index, *nearest.inputs}:
            warnings.setdefault(each, []).append(said)
    return [
        replace(figure, warnings=tuple(dict.fromkeys(warnings[index])))
        if index in warnings
        else figure
        for index, figure in enumerate(figures)
    ]


def _fits(stated: Figure, each: _Sum) -> bool:
    low = stated.value
    high = low if stated.value_high is None else stated.value_high
    # One bound is enough to fit on its open side: `more than 2,000 chips`.
    if stated.qualifier is Qualifier.AT_LEAST:
        return each.value >= low / BEYOND
    if stated.qualifier is Qualifier.AT_MOST:
        return each.value <= high * BEYOND
    return low / BEYOND <= each.value <= high * BEYOND


def _sums(figures: Sequence[Figure]) -> Iterator[tuple[int, list[_Sum]]]:
    """Yield each figure that others can check, with what they give."""
    by_metric: dict[str, list[int]] = {}
    for index, figure in enumerate(figures):
        if figure.value > 0:
            by_metric.setdefault(figure.metric, []).append(index)

    def of(metric: str, like: Figure) -> Iterable[int]:
        return (i for i in by_metric.get(metric, ()) if figures[i].subject == like.subject)

    for index in by_metric.get("training_cost", ()):
        yield index, list(_costs(figures, index, of, by_metric.get("gpu_rental_rate", ())))
    for index in by_metric.get("gpu_hours", ()):
        yield index, list(_hours(figures, index, of))
    for index in by_metric.get("training_compute", ()):
        yield index, list(_operations(figures, index, of))
    for index in by_metric.get("relative_cost", ()):
        yield index, list(_shares(figures, index, by_metric.get("training_cost", ())))
    yield from _parts(figures, by_metric, of)


def _costs(figures: Sequence[Figure], index: int, of: _Of, rates: Iterable[int]) -> Iterator[_Sum]:
    cost = figures[index]
    if cost.cost_basis in _WIDER:
        return
    for hours in of("gpu_hours", cost):
        for rate in rates:
            if figures[rate].unit.partition("_per_")[0] != cost.unit:
                continue
            near = figures[rate].subject in (cost.subject, figures[hours].hardware)
            if not near and figures[rate].sentence_start not in (
                cost.sentence_start,
                figures[hours].sentence_start,
            ):
                continue
            yield _Sum(
                figures[hours].value * figures[rate].value,
                (hours, rate),
                f"“{figures[hours].quote}” at “{figures[rate].quote}”",
            )


def _hours(figures: Sequence[Figure], index: int, of: _Of) -> Iterator[_Sum]:
    hours = figures[index]
    for chips in of("gpu_count", hours):
        for days in of("training_duration", hours):
            yield _Sum(
                figures[chips].value * figures[days].value * HOURS,
                (chips, days),
                f"“{figures[chips].quote}” for “{figures[days].quote}”",
            )


def _operations(figures: Sequence[Figure], index: int, of: _Of) -> Iterator[_Sum]:
    compute = figures[index]
    sizes = list(of("active_parameters", compute)) or list(of("parameters", compute))
    for size in sizes:
        for tokens in of("training_tokens", compute):
            yield _Sum(
                PER_PARAMETER * figures[size].value * figures[tokens].value,
                (size, tokens),
                f"6 times “{figures[size].quote}” times “{figures[tokens].quote}”",
            )


def _shares(figures: Sequence[Figure], index: int, costs: Iterable[int]) -> Iterator[_Sum]:
    share = figures[index]
    if share.unit != "percent" or share.relative_to is None:
        return
    known = list(costs)
    own = [i for i in known if figures[i].subject == share.subject]
    others = [i for i in known if figures[i].subject == share.relative_to]
    for one in own:
        for other in others:
            if figures[one].unit == figures[other].unit:
                yield _Sum(
                    100 * figures[one].value / figures[other].value,
                    (one, other),
                    f"“{figures[one].quote}” of “{figures[other].quote}” in percent",
                )


def _parts(
    figures: Sequence[Figure], by_metric: dict[str, list[int]], of: _Of
) -> Iterator[tuple[int, list[_Sum]]]:
    """Yield parts that are larger than their wholes, and by more than twice."""
    for part, whole, words in (
        ("active_parameters", "parameters", "the whole model’s"),
        ("funding_raised", "valuation", "the valuation"),
    ):
        for index in by_metric.get(part, ()):
            wholes = [i for i in of(whole, figures[index]) if _alike(figures[i], figures[index])]
            sums = [_Sum(figures[i].value, (i,), f"{words} “{figures[i].quote}”") for i in wholes]
            if sums and all(each.value < figures[index].value for each in sums):
                yield index, sums


def _alike(one: Figure, other: Figure) -> bool:
    return one.metric not in ("valuation",) or one.unit == other.unit


def _short(value: Decimal) -> str:
    """Return a number as analysts say it: 5.58 million, 12, 3.1e+24."""
    for size, word in ((15, ""), (12, " trillion"), (9, " billion"), (6, " million")):
        if value >= Decimal(10) ** size:
            return f"{value:.3g}" if not word else f"{value / Decimal(10) ** size:.3g}{word}"
    return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"
