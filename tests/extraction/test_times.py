"""Expressions of time against the day of publication."""

from datetime import date
from itertools import pairwise

import pytest

from newsfigures.extraction import times

DAY = date(2025, 6, 10)


@pytest.mark.parametrize(
    ("text", "kind", "year"),
    [
        ("by 2032", "year", 2032),
        ("in fiscal 2026", "year", 2026),
        ("FY26", "year", 2026),
        ("this year", "year", 2025),
        ("next year", "year", 2026),
        ("last year", "year", 2024),
        ("the year after next", "year", 2027),
        ("two years ago", "year", 2023),
        ("by year-end", "year", 2025),
        ("over the next four years", "span", 2029),
        ("over the next four", "span", 2029),
        ("within a decade", "span", 2035),
        ("over the next decade", "span", 2035),
        ("in ten years' time", "span", 2035),
        ("five years from now", "span", 2030),
        ("over five years starting in 2027", "span", 2032),
        ("between 2026 and 2029", "span", 2029),
        ("a seven-year deal", "span", 2032),
        ("over the past five years", "past", None),
        ("by the end of the decade", "decade", 2030),
        ("Q3 2024", "quarter", 2024),
        ("1Q25", "quarter", 2025),
        ("the fourth quarter", "quarter", 2024),
        ("the second quarter", "quarter", 2025),
        ("in the three months to March", "quarter", 2025),
        ("the quarter ended September 30", "quarter", 2024),
        ("last quarter", "quarter", 2025),
        ("the first half of 2026", "half", 2026),
        ("3 March 2024", "date", 2024),
        ("on March 3", "date", 2025),
        ("in October", "month", 2024),
        ("in May", "month", 2025),
    ],
)
def test_an_expression_has_its_kind_and_year(text, kind, year):
    found = times.find(text, DAY)
    assert [(w.kind, w.year) for w in found] == [(kind, year)]


@pytest.mark.parametrize(
    "text",
    ["2,048 chips", "$2025", "a 2025-era chip", "H2O", "Llama 3.1", "2024.5", "at the Q3 call"],
)
def test_other_numbers_are_no_times(text):
    assert times.find(text, DAY) == []


def test_a_bare_quarter_said_of_the_future_is_the_coming_one():
    november = date(2025, 11, 3)
    (behind,) = times.find("the first quarter", november)
    (coming,) = times.find("the first quarter", november, ahead=True)
    assert (behind.year, coming.year) == (2025, 2026)


def test_a_quarter_just_over_is_the_one_reported_even_beside_forecasts():
    (when,) = times.find("the fourth quarter", date(2026, 2, 5), ahead=True)
    assert when.year == 2025


def test_what_a_rise_is_compared_with_is_marked():
    found = times.find("$3bn in 2024, up 9% from 2023, and a rise over last year", DAY)
    assert [w.compared for w in found] == [False, True, True]


def test_without_a_day_of_publication_relative_times_have_no_year():
    assert [w.year for w in times.find("next year, or by 2030", None)] == [None, 2030]


def test_expressions_never_overlap():
    found = times.find("by the end of 2026, in the first quarter of 2027 or over three years", DAY)
    assert len(found) == 3
    assert all(a.end <= b.start for a, b in pairwise(found))
