"""What makes two figures alike, under which name they stand, and what is to be kept in mind."""

import pytest

from newsfigures.compare import kind, name_in, to_mind, traits
from newsfigures.compare.likeness import not_known, period_of
from newsfigures.compare.mind import apart_in_time
from tests.claims import claims

REFERENCE = {"origin": "reference"}


def row(**given):
    return claims(given).to_dict("records")[0]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"metric": "valuation", "subject": "Series H", "company": "Anthropic", **REFERENCE},
         "Anthropic"),
        ({"metric": "revenue", "subject": "calendar 2024", **REFERENCE}, "OpenAI"),
        ({"metric": "revenue", "subject": "ChatGPT", **REFERENCE}, "ChatGPT"),
        ({"metric": "revenue", "subject": "cloud unit"}, "cloud unit"),
        ({"metric": "training_cost", "subject": "compute and data spend, 2022", **REFERENCE},
         "compute and data spend, 2022"),
        ({"metric": "api_price", "subject": "GPT-4o (input)", **REFERENCE}, "GPT-4o"),
    ],
)  # fmt: skip
def test_a_time_or_a_round_is_no_name(given, name):
    assert name_in(row(**given)) == name


@pytest.mark.parametrize(
    ("subject", "period"),
    [
        ("run rate May 2026", "annualized"),
        ("annualised run rate 2024", "annualized"),
        ("calendar 2024", "2024"),
        ("2025 guidance (July)", "2025"),
        ("Q1 2026", "2026Q1"),
        ("cloud unit", ""),
    ],
)
def test_reference_data_states_the_period_in_the_subject(subject, period):
    assert period_of(row(metric="revenue", subject=subject, **REFERENCE)) == period


def test_a_run_rate_and_a_year_are_of_different_kinds():
    rate = row(metric="revenue", subject="run rate May 2026", **REFERENCE)
    year = row(metric="revenue", subject="calendar 2024", **REFERENCE)

    assert kind(traits(rate)) == "a year's rate"
    assert kind(traits(year)) == "2024"


def test_an_amount_a_year_is_unlike_a_total():
    whole = traits(row(metric="infrastructure_investment"))
    yearly = traits(row(metric="infrastructure_investment", period="annualized"))

    assert kind(whole) != kind(yearly)
    assert yearly["total or per year"] == "per year"


@pytest.mark.parametrize(
    ("given", "unknown"),
    [
        ({"cost_basis": None}, True),
        ({"cost_basis": "cloud_estimate"}, False),
        ({"metric": "revenue"}, True),
        ({"metric": "revenue", "period": "2024"}, False),
        ({"metric": "api_price", "subject": "GPT-4"}, True),
        ({"metric": "api_price", "subject": "GPT-4 (output)"}, False),
        ({"metric": "valuation"}, False),
    ],
)
def test_without_its_sense_or_time_a_figure_is_like_no_other(given, unknown):
    assert bool(not_known(traits(row(**given)))) == unknown


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ({"metric": "valuation", "published": "2023-01-01"}, {"metric": "valuation"},
         "24 months apart"),
        ({"metric": "valuation", "published": "2024-09-01"}, {"metric": "valuation"}, ""),
        ({"metric": "gpu_hours", "published": "2020-01-01"}, {"metric": "gpu_hours"}, ""),
        ({"metric": "training_cost", "cost_basis": "cloud_estimate", "published": "2020-01-01"},
         {"metric": "training_cost", "cost_basis": "cloud_estimate"}, ""),
        ({"metric": "training_cost", "cost_basis": "total_programme", "published": "2020-01-01"},
         {"metric": "training_cost", "cost_basis": "total_programme"}, "months apart"),
        ({"metric": "market_size", "unit": "EUR", "value_usd": 1.0, "usd_rate_year": 2020},
         {"metric": "market_size"}, "different years: 2020 and 2025"),
        ({"metric": "market_size", "unit": "EUR", "value_usd": 1.0, "usd_rate_year": 2024},
         {"metric": "market_size"}, ""),
    ],
)  # fmt: skip
def test_values_that_move_with_time_are_of_about_the_same_date(one, other, said):
    found = apart_in_time(row(**one), row(claim_id="other", **other))

    assert said in found
    assert bool(found) == bool(said)


def test_what_a_reader_should_mind_is_said():
    base = row(claim_id="base", company="Meta", goes_back_to="meta", hardware="H100")
    hours = {"metric": "gpu_hours", "hardware": "H800"}

    assert "worked out, not stated" in to_mind(row(origin="derived"))
    assert "from a sample article" in to_mind(row(is_sample=True))
    assert "an unsure reading" in to_mind(row(confidence=0.3))
    assert "both figures go back to one origin" in to_mind(row(goes_back_to="meta"), base)
    assert "one is the maker's own word, the other is not" in to_mind(row(), base)
    assert "different chips: H100 and H800" in to_mind(row(**hours), base | hours | {
        "hardware": "H100"})  # fmt: skip
    assert to_mind(base, base) == []
