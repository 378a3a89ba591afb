"""Axes: logarithmic from two decades on, ticks in words."""

import math

import pandas as pd
import pytest

from newsfigures.charts.axes import is_log, position, tick, time_axis, value_axis


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param([1e6, 1e8], True, id="two decades"),
        pytest.param([1e6, 9.9e7], False, id="just under two decades"),
        pytest.param([0, 1e8], False, id="zero has no place on a log axis"),
        pytest.param([-5, 1e8], False, id="nor has a loss"),
        pytest.param([5, 5], False, id="one value"),
        pytest.param([math.nan, 1, 1000], True, id="missing values do not count"),
        pytest.param([], False, id="no value"),
    ],
)
def test_is_logarithmic_from_two_decades_on(values, expected):
    assert is_log(values) is expected
    assert (value_axis(values, "USD")["type"] == "log") is expected


def test_a_log_axis_has_a_line_for_each_decade_and_words_at_whole_ones():
    axis = value_axis([1e6, 1e9], "USD")

    assert axis["dtick"] == 1
    assert axis["tickvals"] == pytest.approx([1e6, 1e7, 1e8, 1e9])
    assert axis["ticktext"] == ["$1M", "$10M", "$100M", "$1B"]


@pytest.mark.parametrize("top", [1e3, 1e6, 1e9, 1e13])
def test_never_writes_more_ticks_than_a_phone_has_room_for(top):
    assert len([word for word in value_axis([1, top], "USD")["ticktext"] if word]) <= 6


@pytest.mark.parametrize("values", [[3e5, 7e9], [12.0, 14.0], [-4e9, 2e9], [10.0]])
def test_every_value_lies_inside_the_axis(values):
    axis = value_axis(values, "USD")

    assert all(0 <= position(value, axis) <= 1 for value in values)


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (1.4e12, "USD", "$1.4T"),
        (1000, "USD_per_GPU_hour", "$1K"),
        (2.5, "USD_per_GPU_hour", "$2.50"),
        (300, "MW", "300 MW"),
        (3e26, "FLOP", "3×10²⁶"),
        (0, "USD", "$0"),
        (2048, "GPU", "2.05K"),
    ],
)
def test_ticks_read_as_people_write_amounts(value, unit, words):
    assert tick(value, unit) == words


@pytest.mark.parametrize(
    ("last", "form"), [("2026-06-01", "%b %Y"), ("2029-06-01", "%Y")], ids=["months", "years"]
)
def test_two_ticks_of_time_never_read_alike(last, form):
    axis = time_axis(pd.Timestamp("2025-01-01"), pd.Timestamp(last))

    assert axis["tickformat"] == form
