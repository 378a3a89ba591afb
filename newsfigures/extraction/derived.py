"""
What follows by arithmetic from figures of the same article (docs/figures.md, Derived figures).

Three sums only: cost / rate -> hours, hours x rate -> cost, and `less than p percent of X's
cost` -> X's cost. Inputs must belong together: the rate is assumed for that model, or stands
in a sentence about it, and the other input is near. What is derived is never an input.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from newsfigures.extraction.gazetteer import by_name, company_of
from newsfigures.model import CostBasis, Derived, Figure, Qualifier, Status

NEXT = 4  # characters between two sentences that follow each other
NEAR = 700  # characters in which an article is still on the same sum

# From the surest to the least sure; the least sure input decides.
_SURE = (
    Status.REPORTED,
    Status.ANNOUNCED,
    Status.ESTIMATED,
    Status.PROJECTED,
    Status.ASSUMED,
)
_OTHER_BASES = frozenset({CostBasis.AMORTISED_HARDWARE_ENERGY, CostBasis.TOTAL_PROGRAMME})


# Figures. Arithmetic tries pairs and triples; no article has more, and a book is taken in parts.
STRETCH = 200


@dataclass(frozen=True, slots=True)
class _Input:
    index: int
    figure: Figure


def work_out(figures: Sequence[Figure]) -> tuple[Derived, ...]:
    """Return what follows from the figures, in the order of their first inputs."""
    inputs = [_Input(index, figure) for index, figure in enumerate(figures)]
    stretches = [inputs[low : low + STRETCH] for low in range(0, len(inputs), STRETCH)]
    found = [result for stretch in stretches for result in _results(stretch)]
    return tuple(sorted(found, key=lambda d: d.inputs))


def _results(inputs: Sequence[_Input]) -> list[Derived]:
    found: list[Derived] = []
    for result in (*_hours(inputs), *_costs(inputs), *_compared(inputs)):
        if not any(_same(result, other) for other in found):
            found.append(result)
    return found


def _same(one: Derived, other: Derived) -> bool:
    return (
        one.metric == other.metric
        and one.subject == other.subject
        and _close(one.value, other.value)
        and one.value_high == other.value_high
    )


def _close(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= Decimal("0.001") * max(abs(one), abs(other))


def _of(inputs: Sequence[_Input], metric: str) -> list[_Input]:
    return [i for i in inputs if i.figure.metric == metric and i.figure.value > 0]


def _apart(one: Figure, other: Figure) -> int:
    """Return the characters between two figures' sentences, 0 in the same one."""
    first, second = sorted((one, other), key=lambda f: f.sentence_start)
    return max(0, second.sentence_start - first.sentence_end)


def _together(one: Figure, other: Figure) -> bool:
    return one.sentence_start == other.sentence_start


def _chip(rate: Figure) -> str | None:
    """Return the chip a rate is for."""
    entity = by_name().get(rate.subject)
    if entity is not None and entity.kind == "chip":
        return rate.subject
    return rate.hardware


def _belongs(rate: Figure, other: Figure, inputs: Sequence[_Input]) -> bool:
    """Say whether a rate prices the subject of a figure: named for it, or in a sentence on it."""
    if rate.subject == other.subject:
        return True
    if rate.company is not None:  # a provider's own price list
        return _together(rate, other)
    if _together(rate, other):
        return True
    about = {i.figure.subject for i in inputs if _together(i.figure, rate) and i.figure is not rate}
    if other.subject in about:
        return True
    chip = _chip(rate)
    if rate.status is not Status.ASSUMED or chip is None:
        return False
    return other.hardware == chip or any(
        chip in i.figure.quote for i in inputs if _together(i.figure, other)
    )


def _currency(rate: Figure) -> str:
    return rate.unit.partition("_per_")[0]


def _hours(inputs: Sequence[_Input]) -> Iterator[Derived]:
    """Cost / rate -> hours, unless the article states those hours itself."""
    stated = _of(inputs, "gpu_hours")
    for rate in _of(inputs, "gpu_rental_rate"):
        for cost in _of(inputs, "training_cost"):
            if cost.figure.unit != _currency(rate.figure):
                continue
            if cost.figure.cost_basis in _OTHER_BASES:
                continue
            here = _together(cost.figure, rate.figure)
            one_source = cost.figure.attributed_to == rate.figure.attributed_to
            premise = one_source and rate.figure.status is Status.ASSUMED
            if not here and not (premise and _apart(cost.figure, rate.figure) <= NEXT):
                continue
            if not _belongs(rate.figure, cost.figure, inputs):
                continue
            hours = cost.figure.value / rate.figure.value
            if any(
                s.figure.subject == cost.figure.subject and _close(s.figure.value, hours)
                for s in stated
            ):
                continue
            yield _quotient(cost, rate, "gpu_hours", "GPU_hour")


def _costs(inputs: Sequence[_Input]) -> Iterator[Derived]:
    """Hours x rate -> cost, once for each rate: with the nearest hours it prices."""
    every = _of(inputs, "gpu_hours")
    whole = [h for h in every if not _is_part(h, every)]
    for rate in _of(inputs, "gpu_rental_rate"):
        mine = [h for h in whole if _belongs(rate.figure, h.figure, inputs)]
        subjects = dict.fromkeys(h.figure.subject for h in mine)
        for subject in subjects:
            hours = min(
                (h for h in mine if h.figure.subject == subject),
                key=lambda h: (
                    _apart(h.figure, rate.figure),
                    abs(h.figure.start - rate.figure.start),
                ),
            )
            own = rate.figure.subject == subject and rate.figure.status is Status.ASSUMED
            if own or _apart(hours.figure, rate.figure) <= NEAR:
                yield _product(hours, rate)


def _is_part(one: _Input, every: Sequence[_Input]) -> bool:
    """Say whether hours are one of several stages that a sentence counts for one model."""
    return any(
        other is not one
        and _together(other.figure, one.figure)
        and other.figure.subject == one.figure.subject
        and not _close(other.figure.value, one.figure.value)
        for other in every
    )


def _compared(inputs: Sequence[_Input]) -> Iterator[Derived]:
    """`X's model cost p percent of Y's` with X's cost -> Y's cost."""
    for share in _of(inputs, "relative_cost"):
        other = share.figure.relative_to
        if share.figure.unit != "percent" or other is None or share.figure.value >= 100:
            continue
        costs = [
            c
            for c in _of(inputs, "training_cost")
            if c.figure.subject == share.figure.subject
            and c.figure.value_high is None
            and _same_statement(c.figure, share.figure)
            and c.figure.cost_basis not in _OTHER_BASES
        ]
        if not costs:
            continue
        cost = min(costs, key=lambda c: abs(c.figure.start - share.figure.start))
        value = cost.figure.value * 100 / share.figure.value
        yield Derived(
            metric="training_cost",
            subject=other,
            company=company_of(other),
            value=_plain(value),
            value_high=None,
            unit=cost.figure.unit,
            qualifier=_widest(cost.figure.qualifier, _turned(share.figure.qualifier)),
            status=_least_sure(cost.figure, share.figure),
            formula="training_cost / relative_cost",
            inputs=(cost.index, share.index),
        )


def _same_statement(cost: Figure, share: Figure) -> bool:
    """Say whether a share is of the cost: one sentence, or the next ones by the same source."""
    if _together(cost, share):
        return True
    if cost.start > share.start:
        return False
    return _apart(cost, share) <= NEXT or (
        cost.attributed_to == share.attributed_to and _apart(cost, share) <= NEAR
    )


def _quotient(cost: _Input, rate: _Input, metric: str, unit: str) -> Derived:
    low, high = _ends(cost.figure)
    cheap, dear = _ends(rate.figure)
    value, top = low / dear, high / cheap
    return Derived(
        metric=metric,
        subject=cost.figure.subject,
        company=cost.figure.company,
        value=_plain(value),
        value_high=_plain(top) if top != value else None,
        unit=unit,
        qualifier=_widest(cost.figure.qualifier, _turned(rate.figure.qualifier)),
        status=_least_sure(cost.figure, rate.figure),
        formula="training_cost / gpu_rental_rate",
        inputs=(cost.index, rate.index),
        hardware=_chip(rate.figure) or cost.figure.hardware,
    )


def _product(hours: _Input, rate: _Input) -> Derived:
    low, high = _ends(hours.figure)
    cheap, dear = _ends(rate.figure)
    value, top = low * cheap, high * dear
    return Derived(
        metric="training_cost",
        subject=hours.figure.subject,
        company=hours.figure.company,
        value=_plain(value),
        value_high=_plain(top) if top != value else None,
        unit=_currency(rate.figure),
        qualifier=_widest(hours.figure.qualifier, rate.figure.qualifier),
        status=_least_sure(hours.figure, rate.figure),
        formula="gpu_hours x gpu_rental_rate",
        inputs=(hours.index, rate.index),
        hardware=hours.figure.hardware or _chip(rate.figure),
    )


def _ends(figure: Figure) -> tuple[Decimal, Decimal]:
    return figure.value, figure.value if figure.value_high is None else figure.value_high


def _plain(value: Decimal) -> Decimal:
    """Return a value without the digits that only the division made, at most ten of them."""
    rounded = Decimal(f"{value:.10g}")
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded


def _turned(qualifier: Qualifier) -> Qualifier:
    """Return what a bound becomes under a fraction line."""
    turned = {Qualifier.AT_LEAST: Qualifier.AT_MOST, Qualifier.AT_MOST: Qualifier.AT_LEAST}
    return turned.get(qualifier, qualifier)


def _widest(one: Qualifier, other: Qualifier) -> Qualifier:
    """Return the widest of two qualifiers; bounds in opposite directions leave `about`."""
    both = {one, other} - {Qualifier.EXACT}
    if not both:
        return Qualifier.EXACT
    if both == {Qualifier.AT_LEAST, Qualifier.AT_MOST}:
        return Qualifier.APPROX
    for wide in (Qualifier.RANGE, Qualifier.AT_LEAST, Qualifier.AT_MOST):
        if wide in both:
            return wide
    return Qualifier.APPROX


def _least_sure(one: Figure, other: Figure) -> Status:
    return max(one.status, other.status, key=_SURE.index)
