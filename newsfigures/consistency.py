"""
Do the figures about one run or site fit each other? Sums worked out from claims, beside the stated.

    hours x price of an hour   against the stated training cost
    chips x days x 24          against the stated chip-hours
    chips x their watts        against the stated megawatts

Inputs and the stated figure are about one name and come from one article, or all from reference
data. Of several sums for a stated figure the nearest is kept: an article that states the hours of
each stage is not at fault because one stage is not the whole. Worked-out figures take no part:
they would confirm themselves.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pandas as pd

from newsfigures import equivalents
from newsfigures.compare import AHEAD, interval, name_of, records
from newsfigures.extraction.checks import BEYOND, HOURS
from newsfigures.model import CostBasis

FACTOR = float(BEYOND)
WATTS_PER_MEGAWATT = 1e6
METRICS = (
    "training_cost",
    "gpu_hours",
    "gpu_rental_rate",
    "gpu_count",
    "training_duration",
    "power_capacity",
)
# Costs that hold more than chip-hours at a price of the hour.
WIDER = frozenset({CostBasis.AMORTISED_HARDWARE_ENERGY, CostBasis.TOTAL_PROGRAMME})
_RUN = re.compile(r"(?<!-)(?<! in)(?<! one) training(?: run)?(?: \([^)]*\))?$")
_YEAR = re.compile(r" \((?:19|20)\d\d\)$")
# Words that make a name part of a run, or more than one.
_PART = re.compile(
    r"(?:pre|post)-?training|context extension|reinforcement|\bRL\b|\bstages?\b|\bbase model\b"
    r"|\bfamily\b|\bcombined\b|\breplication\b|\bspeedrun\b|\bper (?:million|billion|trillion)\b"
)

Row = dict[str, Any]
Ends = tuple[float, float]


class Kind(StrEnum):
    """Which stated figure a sum is set against."""

    COST = "training_cost"
    HOURS = "gpu_hours"
    POWER = "power_capacity"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sum:
    """
    A stated claim and what others come to.

    `run` is what both are about, `source` the article's title or 'Reference data'. `gives` are
    the least and the most that the inputs allow, `states` those of the claim, in its unit (dollars
    for money); an open side is 0 or infinite. `watts` is what one chip draws, for power alone.
    """

    kind: Kind
    run: str
    source: str
    stated: Row
    inputs: tuple[Row, ...]
    gives: Ends
    states: Ends
    watts: float | None = None

    @property
    def ratio(self) -> Ends:
        """Return the least and the most of what the sum gives over what is stated."""
        low = 0.0 if math.isinf(self.states[1]) else self.gives[0] / self.states[1]
        high = math.inf if self.states[0] == 0 else self.gives[1] / self.states[0]
        return low, high

    @property
    def apart(self) -> float:
        """Return by which factor both are apart at least, 1 where they may be equal."""
        low, high = self.ratio
        if low > 1:
            return low
        return 1 / high if high < 1 else 1.0

    @property
    def fits(self) -> bool:
        """Say whether both are within a factor of two."""
        return self.apart <= FACTOR


def run_of(subject: str) -> str:
    """
    Return what a claim is about without the words for its training; stages keep theirs.

        >>> run_of("Llama 3.1 405B training run"), run_of("DeepSeek-V3 (total)")
        ('Llama 3.1 405B', 'DeepSeek-V3')
        >>> run_of("Grok 3 training (press)"), run_of("DeepSeek-V3 pre-training")
        ('Grok 3', 'DeepSeek-V3 pre-training')
        >>> run_of("Transformer (2017)"), run_of("frontier model in training (mid-2024)")
        ('Transformer', 'frontier model in training (mid-2024)')
    """
    return _YEAR.sub("", _RUN.sub("", name_of(subject)))


def is_whole(subject: str) -> bool:
    """
    Say whether a name is that of one whole model or site, not of a stage or of several together.

        >>> is_whole("Llama 3.1 405B"), is_whole("DeepSeek-V3 pre-training")
        (True, False)
        >>> is_whole("Llama 3 (family total)"), is_whole("GPT-2 (2019)")
        (False, True)
    """
    return not _PART.search(subject)


def _product(*factors: Ends) -> Ends:
    lows, highs = [low for low, _ in factors], [high for _, high in factors]
    # An open low end is 0, and 0 times infinity is not a number.
    return (math.prod(lows), math.inf if math.inf in highs else math.prod(highs))


def _text(cell: Any) -> str:
    return "" if pd.isna(cell) else str(cell)


def _chip(row: Row) -> str:
    """Return the chip of a claim: that of its hardware, else what a rate is about."""
    words = _text(row["hardware"]) or _text(row["subject"])
    one = equivalents.chip(words)
    return "" if one is None else one.name


def _prices(rate: Row, cost: Row, hours: Row) -> bool:
    """Say whether a price of the hour is meant for these hours."""
    if str(rate["unit"]).partition("_per_")[0] != "USD" or pd.isna(cost["value_usd"]):
        return False
    same_chip = _chip(rate) != "" and _chip(rate) == _chip(hours)
    if cost["origin"] == "reference":
        return same_chip and _text(rate["company"]) == _text(cost["company"]) != ""
    if _text(rate["subject"]) == _text(cost["subject"]):
        return True
    beside = {_text(cost["sentence"]), _text(hours["sentence"])}
    names_only_the_chip = not _text(rate["company"])
    return (same_chip and names_only_the_chip) or _text(rate["sentence"]) in beside


def _costs(group: Mapping[str, Sequence[Row]], rates: Sequence[Row]) -> Iterator[Sum]:
    for cost in group.get("training_cost", ()):
        if cost["cost_basis"] in WIDER:
            continue
        for hours in group.get("gpu_hours", ()):
            for rate in rates:
                if _prices(rate, cost, hours):
                    gives = _product(interval(hours), interval(rate))
                    yield _sum(Kind.COST, cost, (hours, rate), gives)


def _hours(group: Mapping[str, Sequence[Row]]) -> Iterator[Sum]:
    day = (float(HOURS), float(HOURS))
    for hours in group.get("gpu_hours", ()):
        for chips in group.get("gpu_count", ()):
            if equivalents.in_equivalents(chips["hardware"]):
                continue
            for days in group.get("training_duration", ()):
                gives = _product(interval(chips), interval(days), day)
                yield _sum(Kind.HOURS, hours, (chips, days), gives)


def _powers(group: Mapping[str, Sequence[Row]]) -> Iterator[Sum]:
    for power in group.get("power_capacity", ()):
        for chips in group.get("gpu_count", ()):
            one = equivalents.chip(_text(chips["hardware"]) or None)
            if one is not None and one.watts is not None:
                each = one.watts / WATTS_PER_MEGAWATT
                gives = _product(interval(chips), (each, each))
                yield _sum(Kind.POWER, power, (chips,), gives, one.watts)


def _sum(
    kind: Kind, stated: Row, inputs: tuple[Row, ...], gives: Ends, watts: float | None = None
) -> Sum:
    article = stated["origin"] != "reference"
    return Sum(
        kind=kind,
        run=run_of(str(stated["subject"])),
        source=str(stated["title"]) if article else "Reference data",
        stated=stated,
        inputs=inputs,
        gives=gives,
        states=interval(stated),
        watts=watts,
    )


def _ahead(row: Row) -> bool:
    return row["status"] in AHEAD


def _nearest(found: Iterable[Sum]) -> Sum | None:
    """Return the sum nearest to the stated figure, of claims all of what is or all of plans."""
    alike = [s for s in found if all(_ahead(row) == _ahead(s.stated) for row in s.inputs)]
    # As stated sums come before those of bounds, which may fit anything.
    return min(alike, key=lambda s: (s.apart, s.ratio[1] - s.ratio[0]), default=None)


def _promising(claims: pd.DataFrame) -> pd.DataFrame:
    """
    Keep the claims whose run and source state enough for a sum, with columns `run`, `source`.

    Most of a large store does not; what is left is small enough to be walked row by row.
    """
    kept = claims[(claims["origin"] != "derived") & (claims["value"] > 0)]
    runs = {subject: run_of(subject) for subject in kept["subject"].unique()}
    kept = kept.assign(run=kept["subject"].map(runs), source=kept["article_id"].fillna(""))
    keys = list(zip(kept["source"], kept["run"], strict=True))
    state: dict[str, set[tuple[str, str]]] = {metric: set() for metric in METRICS}
    for key, metric in zip(keys, kept["metric"], strict=True):
        state[metric].add(key)
    priced = {source for source, _ in state["gpu_rental_rate"]}
    costs = {key for key in state["training_cost"] & state["gpu_hours"] if key[0] in priced}
    hours = state["gpu_hours"] & state["gpu_count"] & state["training_duration"]
    enough = costs | hours | (state["power_capacity"] & state["gpu_count"])
    sources = {source for source, _ in enough}
    wanted = [
        key in enough or (metric == "gpu_rental_rate" and key[0] in sources)
        for key, metric in zip(keys, kept["metric"], strict=True)
    ]
    return kept[pd.Series(wanted, index=kept.index, dtype=bool)]


def sums(claims: pd.DataFrame) -> list[Sum]:
    """
    Return each stated claim that others can be set against, with the nearest sum.

    `claims` have the columns of the `claim` view and are of `METRICS`. The sums furthest apart
    come first, then in the order of the claims. What a source repeats in the same numbers is
    there once.
    """
    if claims.empty:
        return []
    rows = records(_promising(claims))
    groups: dict[tuple[str, str], dict[str, list[Row]]] = {}
    rates: dict[str, list[Row]] = {}
    for row in rows:
        source = str(row["source"])
        if row["metric"] == "gpu_rental_rate":
            rates.setdefault(source, []).append(row)
        else:
            group = groups.setdefault((source, str(row["run"])), {})
            group.setdefault(str(row["metric"]), []).append(row)
    found = []
    for (source, _), group in groups.items():
        every = (*_costs(group, rates.get(source, [])), *_hours(group), *_powers(group))
        by_claim: dict[str, list[Sum]] = {}
        for s in every:
            by_claim.setdefault(str(s.stated["claim_id"]), []).append(s)
        found += [one for own in by_claim.values() if (one := _nearest(own)) is not None]
    return sorted(_once(found), key=lambda s: -s.apart)


def _once(found: Iterable[Sum]) -> list[Sum]:
    """Leave out a sum that its source states again in the same numbers."""
    kept: dict[tuple[Any, ...], Sum] = {}
    for s in found:
        article = _text(s.stated["article_id"])
        kept.setdefault((s.kind, s.run, article, s.states, s.gives), s)
    return list(kept.values())


def about(found: Sequence[Sum], names: Sequence[str]) -> list[Sum]:
    """Keep the sums about some companies or names; all of them for none."""
    if not names:
        return list(found)
    return [
        s
        for s in found
        if {s.run, _text(s.stated["subject"]), _text(s.stated["company"])} & set(names)
    ]


def claims_in(claims: pd.DataFrame, found: Sequence[Sum]) -> pd.DataFrame:
    """Return the claims that take part in some sums, in their order."""
    ids = {row["claim_id"] for s in found for row in (s.stated, *s.inputs)}
    return claims[claims["claim_id"].isin(ids)]
