"""
How many quantities of the hard forms a reader has right: value and unit, and value alone.

quantulum3 names units otherwise than the case file. `named` maps its names onto ours: currencies
onto their codes, `percentage` onto `percent`, `per` onto the stroke of a rate, cents onto their
currency. Its uncertainty is the half width of a range. What it calls dimensionless counts as
right where the case file has a bare number, multiple, fraction or ratio; a thing counted ("2,048
GPUs") that it leaves without a name is a unit not read. Value alone, which needs no mapping, is
shown beside.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CASES = Path(__file__).resolve().parents[1] / "tests" / "cases" / "hard_forms.jsonl"
NEAR = 1e-3

CURRENCIES = {
    "dollar": "USD",
    "united states dollar": "USD",
    "euro": "EUR",
    "pound sterling": "GBP",
    "chinese yuan": "CNY",
    "japanese yen": "JPY",
    "indian rupee": "INR",
    "australian dollar": "AUD",
    "canadian dollar": "CAD",
    "hong kong dollar": "HKD",
    "new taiwan dollar": "TWD",
    "south korean won": "KRW",
    "swiss franc": "CHF",
    "swedish krona": "SEK",
}
OTHERS = {
    "percentage": "percent",
    "per cent": "percent",
    "dimensionless": "",
    "count": "times",
    "minute of arc": "minute",
    "terawatt hour": "TWh",
    "gigawatt": "GW",
    "megawatt": "MW",
    "kilowatt": "kW",
    "kilowatt hour": "kilowatt-hour",
    "millisecond": "ms",
}
# The two ways in which the case file itself writes a unit, and what needs no unit.
SAME = {"megawatt": "MW"}
PLAIN = frozenset({"", "times", "fraction", "ratio"})


@dataclass(frozen=True, slots=True)
class Read:
    """A quantity as both sides are compared; `high` is None but for ranges."""

    value: float
    high: float | None
    unit: str

    def has_value_of(self, other: "Read") -> bool:
        """Say whether the numbers are the same, to a thousandth."""
        if (self.high is None) != (other.high is None):
            return False
        return near(self.value, other.value) and near(self.high or 0, other.high or 0)

    def is_like(self, other: "Read") -> bool:
        """Say whether numbers and units are the same."""
        return self.has_value_of(other) and self.unit == other.unit


@dataclass(slots=True)
class Score:
    """Counts over the case file."""

    wanted: int = 0
    given: int = 0
    right: int = 0
    right_value: int = 0
    whole_texts: int = 0
    texts: int = 0
    distractors: int = 0
    extras: int = 0

    @property
    def f1(self) -> float:
        """F1 of value and unit, 0 to 1."""
        return 2 * self.right / max(1, self.wanted + self.given)

    @property
    def f1_value(self) -> float:
        """F1 of the value alone, 0 to 1."""
        return 2 * self.right_value / max(1, self.wanted + self.given)

    @property
    def whole(self) -> float:
        """Share of texts with every quantity right and none too many, 0 to 1."""
        return self.whole_texts / max(1, self.texts)


def near(a: float, b: float) -> bool:
    """Say whether two numbers agree to a thousandth."""
    return abs(a - b) <= NEAR * max(abs(a), abs(b))


def cases() -> list[dict[str, Any]]:
    """Return the hard forms: `text`, `expect` and sometimes `allow`."""
    return [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


def ours(record: dict[str, Any]) -> Read:
    """Return a record of the case file, or one of ours, which has the same names of units."""
    unit = SAME.get(record["unit"], record["unit"])
    high = record["value_high"]
    return Read(record["value"], high, unit)


def named(name: str) -> tuple[str, float]:
    """
    Return the unit of the case file for one of quantulum3's, and what one of it is worth.

        >>> named("cent per kilowatt hour")
        ('USD/kilowatt-hour', 0.01)
    """
    top, *below = name.split(" per ")
    unit, worth = CURRENCIES.get(top) or OTHERS.get(top, top), 1.0
    if top == "cent":
        unit, worth = "USD", 0.01
    return "/".join((unit, *(OTHERS.get(part, part) for part in below))), worth


def theirs(record: dict[str, Any]) -> Read:
    """Return a quantity of quantulum3's as one of ours."""
    unit, worth = named(record["unit"])
    value, half = record["value"] * worth, (record["uncertainty"] or 0) * worth
    return Read(value - half, value + half, unit) if half else Read(value, None, unit)


def loosely(unit: str) -> str:
    """Return a unit with those that need no unit as one, for a reader without names for them."""
    return "" if unit in PLAIN else unit


def score(answers: Sequence[Sequence[Read]], *, loose: bool = False) -> Score:
    """Compare the answers to the case file's texts, in its order."""
    total = Score()
    for case, answer in zip(cases(), answers, strict=True):
        total.texts += 1
        given = [_shown(read, loose) for read in answer]
        wanted = [_shown(ours(record), loose) for record in case["expect"]]
        allowed = [_shown(ours(record), loose) for record in case.get("allow", ())]
        total.wanted += len(wanted)
        total.given += len(given)
        right = _matched(given, wanted, allowed)
        total.right += right
        total.right_value += _matched(given, wanted, allowed, value_only=True)
        total.whole_texts += right == len(wanted) == len(given)
        if not wanted:
            total.distractors += 1
            total.extras += len(given) - _matched(given, allowed, ())
    return total


def _shown(read: Read, loose: bool) -> Read:
    return Read(read.value, read.high, loosely(read.unit)) if loose else read


def _matched(
    given: Sequence[Read],
    wanted: Sequence[Read],
    allowed: Sequence[Read],
    *,
    value_only: bool = False,
) -> int:
    """Count what is right; one allowed stands for one wanted that is missing."""
    left, missing = list(given), 0
    for want in wanted:
        agree = want.has_value_of if value_only else want.is_like
        hit = next((one for one in left if agree(one)), None)
        if hit is None:
            missing += 1
        else:
            left.remove(hit)
    instead = sum(
        any(one.has_value_of(other) if value_only else one.is_like(other) for other in allowed)
        for one in left
    )
    return len(wanted) - missing + min(missing, instead)
