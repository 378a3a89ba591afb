"""Bars to narrow by: where each begins and ends, in order, and what is chosen stands out."""

import itertools

import pytest

from newsfigures.charts import histogram


def test_bars_of_values_lie_side_by_side_on_the_axis_of_powers():
    counted = [("USD|5|9", 3), ("USD|1|9", 1), ("USD|2|9", 2), ("GPU|1|3", 9), ("USD||", 4),
               ("USD|0|0", 5)]  # fmt: skip

    bars = histogram.value_bars(counted, "USD")

    assert [(bar.first, bar.last, bar.claims) for bar in bars] == [
        ("1e9", "2e9", 1), ("2e9", "5e9", 2), ("5e9", "1e10", 3),
    ]  # fmt: skip
    assert all(a.right == pytest.approx(b.left) for a, b in itertools.pairwise(bars))
    assert (bars[0].left, bars[-1].right) == (9, 10)
    assert bars[0].words == "$1B to below $2B"


@pytest.mark.parametrize(
    ("months", "stretches"),
    [
        (["2025-12", "2024-11"], [("2024-11", "2024-11"), ("2025-12", "2025-12")]),
        (["2019-02", "2025-12", "2019-03"], [("2019-01", "2019-03"), ("2025-10", "2025-12")]),
        (["2005-02", "2025-12"], [("2005-01", "2005-12"), ("2025-01", "2025-12")]),
    ],
    ids=["months", "quarters", "years"],
)
def test_months_stand_in_the_order_of_time_and_lengthen_with_their_span(months, stretches):
    bars = histogram.month_bars([("", 7), *((month, 1) for month in months)])

    assert [(bar.first, bar.last) for bar in bars] == stretches
    assert sum(bar.claims for bar in bars) == len(months)


def test_the_chosen_bars_stand_out():
    bars = histogram.year_bars([("2024", 5), ("2026", 2), ("2025", 1), ("", 9)])
    drawn = histogram.histogram(bars, ("2025", "2026")).data[0]

    assert list(drawn.marker.color) == [histogram.PALE, histogram.BAR, histogram.BAR]
    assert set(histogram.histogram(bars, None).data[0].marker.color) == {histogram.BAR}


def test_a_click_chooses_a_bar_takes_more_along_and_lets_go():
    bars = histogram.value_bars([("GPU|1|3", 1), ("GPU|2|3", 1), ("GPU|5|4", 1)], "GPU")
    points = histogram.histogram(bars, None, unit="GPU").data[0].customdata

    assert histogram.clicked(points[1], bars, None) == ("2e3", "5e3")
    assert histogram.clicked(points[2], bars, ("2e3", "5e3")) == ("2e3", "1e5")
    assert histogram.clicked(points[0], bars, ("2e3", "1e5")) == ("1e3", "1e5")
    assert histogram.clicked(points[1], bars, ("1e3", "1e5")) == ("2e3", "5e3")
    assert histogram.clicked(points[1], bars, ("2e3", "5e3")) is None
    assert histogram.clicked(points[1], bars, ("7e9", "8e9")) == ("2e3", "5e3")
    assert histogram.clicked(["x", "y"], bars, ("2e3", "5e3")) == ("2e3", "5e3")
