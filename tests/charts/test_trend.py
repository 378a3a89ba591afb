"""The trend line: only where there is enough to draw one through, and with its interval."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from newsfigures.charts import trend

DAYS = pd.Series(pd.date_range("2019-01-01", periods=14, freq="120D"))


def grown(factor, noise=0.0, seed=7):
    """Return values that grow by a factor a year, with a spread in their logarithms."""
    years = ((DAYS - DAYS[0]) / pd.Timedelta(days=365.25)).to_numpy()
    wobble = np.random.default_rng(seed).normal(0, noise, len(years))
    return list(1e6 * factor**years * 10**wobble)


def test_a_steady_growth_is_found_to_the_letter():
    found = trend.fit(DAYS, grown(3))

    assert found.factor == pytest.approx(3)
    assert found.factor_low == pytest.approx(3, rel=1e-4)
    assert (found.line[0], found.line[-1]) == pytest.approx((1e6, grown(3)[-1]))
    assert (found.days[0], found.days[-1]) == (DAYS.iloc[0], DAYS.iloc[-1])


def test_the_interval_is_that_of_the_slope_by_students_t():
    values = grown(2.5, noise=0.3)
    years = ((DAYS - DAYS[0]) / pd.Timedelta(days=365.25)).to_numpy()
    design = np.column_stack([np.ones(14), years])
    logs = np.log10(values)
    beta, residue, *_ = np.linalg.lstsq(design, logs, rcond=None)
    error = np.sqrt(residue[0] / 12 * np.linalg.inv(design.T @ design)[1, 1])
    reach = stats.t.ppf(0.95, 12)
    found = trend.fit(DAYS, values)

    assert found.factor == pytest.approx(10 ** beta[1])
    assert found.factor_low == pytest.approx(10 ** (beta[1] - reach * error))
    assert found.factor_high == pytest.approx(10 ** (beta[1] + reach * error))


def test_the_band_holds_the_line_and_is_narrowest_in_the_middle():
    found = trend.fit(DAYS, grown(2.5, noise=0.3))
    width = np.log10(found.high) - np.log10(found.low)

    assert all(a < b < c for a, b, c in zip(found.low, found.line, found.high, strict=True))
    assert 0 < width.argmin() < len(width) - 1
    assert width[0] > width.min() < width[-1]


def test_fewer_than_six_values_or_one_date_are_no_trend():
    assert trend.fit(DAYS[:5], grown(3)[:5]) is None
    assert trend.fit(DAYS[:6], grown(3)[:6]) is not None
    assert trend.fit(pd.Series([DAYS[0]] * 6), [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]) is None


def test_the_words_say_factor_interval_and_number():
    assert trend.fit(DAYS, grown(3)).words("models") == (
        "×3 a year, 90 % interval 3–3, n = 14 models"
    )


def test_an_interval_around_one_is_said_to_show_nothing():
    flat = trend.fit(DAYS, grown(1, noise=0.5))

    assert flat.factor_low < 1 < flat.factor_high
    assert flat.words("models").endswith(": neither a rise nor a fall")
