"""
Sizes as people write them, for a search by size: `over $1 bn`, `10k to 100k GPUs`.

The reader of quantities that reads articles reads them, so every form it knows will do.
"""

from dataclasses import dataclass

from newsfigures.errors import InputError
from newsfigures.extraction import prose, quantities, units
from newsfigures.model import Qualifier

EXAMPLES = "over $1 bn; 10k to 100k GPUs; under 5 GW; about $5.6 million"
# How far from a size called about it a value may lie.
ABOUT = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """A stretch of values in one unit of data/metrics.toml; a bound that is None is open."""

    unit: str
    low: float | None
    high: float | None

    @property
    def values(self) -> dict[str, object]:
        """Return it as the parameters of queries/export.sql."""
        return {"size_unit": self.unit, "size_from": self.low, "size_to": self.high}


ANY = Size(unit="", low=None, high=None)


def read(words: str) -> Size:
    """
    Return the size that some words ask for, ANY for none.

        >>> read("over $1 bn")
        Size(unit='USD', low=1000000000.0, high=None)
        >>> read("10k to 100k GPUs")
        Size(unit='GPU', low=10000.0, high=100000.0)

    Raises InputError for words that hold no number with a unit, or more than one.
    """
    if not words.strip():
        return ANY
    found = quantities.read(prose.clean(words))
    if len(found) != 1 or not found[0].unit:
        raise InputError(f"“{words}” is no size with a unit. Write for example: {EXAMPLES}.")
    one = found[0]
    fitting = units.CANDIDATES.get(units.family(one.unit))
    if not fitting:
        raise InputError(f"No figure is measured in “{one.unit}”. Write for example: {EXAMPLES}.")
    # Metrics of one family are kept in one unit, so the first says which.
    measured = units.measured(one, next(iter(fitting)))
    low = float(measured.value)
    high = float(measured.value_high) if measured.value_high is not None else low
    if one.qualifier is Qualifier.AT_LEAST:
        return Size(unit=measured.unit, low=low, high=None)
    if one.qualifier is Qualifier.AT_MOST:
        return Size(unit=measured.unit, low=None, high=low)
    slack = ABOUT if one.qualifier is Qualifier.APPROX else 0.0
    return Size(unit=measured.unit, low=low * (1 - slack), high=high * (1 + slack))
