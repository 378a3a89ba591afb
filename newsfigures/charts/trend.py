"""
A straight line through the logarithms of values over time, with its interval.

Ordinary least squares of log10(value) on time, as scipy.stats.linregress has it; the interval is
Student's t of the slope, the band that of the mean at each date. It describes the values given, not
a law.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

LEAST = 6  # values; fewer say nothing about a trend
LEVEL = 0.90
STEPS = 40
DAYS_PER_YEAR = 365.25


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Trend:
    """
    A fit: by what factor values grow in a year, with the ends of its interval at `LEVEL`.

    `days`, `line`, `low` and `high` are the points of the line and of its band, from the first
    date to the last.
    """

    n: int
    factor: float
    factor_low: float
    factor_high: float
    days: pd.DatetimeIndex
    line: Sequence[float]
    low: Sequence[float]
    high: Sequence[float]

    def words(self, noun: str) -> str:
        """
        Return the fit in words: '×2.6 a year, 90 % interval 1.9–3.5, n = 14 models'.

        An interval that holds 1 is said to show neither a rise nor a fall.
        """
        said = (
            f"×{self.factor:.2g} a year, {LEVEL:.0%} interval {self.factor_low:.2g}–"
            f"{self.factor_high:.2g}, n = {self.n} {noun}".replace("%", " %")
        )
        if self.factor_low <= 1 <= self.factor_high:
            said += ": neither a rise nor a fall"
        return said


def fit(days: pd.Series, values: Sequence[float]) -> Trend | None:
    """
    Fit a line to values above zero; None for fewer than `LEAST` or all of one date.

    `days` are dates, one per value.
    """
    # Most pages draw no trend. scipy.stats has both of these ready, and takes a second to import.
    from scipy import special

    dates = pd.to_datetime(days)
    if len(values) < LEAST or dates.nunique() < 2:
        return None
    first, last = dates.min(), dates.max()
    years = ((dates - first) / pd.Timedelta(days=DAYS_PER_YEAR)).to_numpy(dtype=float)
    logs = np.log10(np.asarray(values, dtype=float))
    off, free = years - years.mean(), len(values) - 2
    slope = float(off @ logs / (off @ off))
    left = logs - logs.mean() - slope * off
    # The ends of the interval: the standard error of the slope, times the quantile of Student's t.
    reach = float(
        special.stdtrit(free, 0.5 + LEVEL / 2) * np.sqrt(left @ left / free / (off @ off))
    )
    at = np.linspace(0, years.max(), STEPS)
    mid = logs.mean() + slope * (at - years.mean())
    # The standard error of the mean at a date is that of the intercept, with the years counted
    # from that date.
    spread = reach * np.sqrt(years.var() + (years.mean() - at) ** 2)
    return Trend(
        n=len(values),
        factor=10.0**slope,
        factor_low=10.0 ** (slope - reach),
        factor_high=10.0 ** (slope + reach),
        days=pd.date_range(first, last, periods=STEPS),
        line=list(10.0**mid),
        low=list(10.0 ** (mid - spread)),
        high=list(10.0 ** (mid + spread)),
    )
