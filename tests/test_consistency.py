"""Sums of claims beside what is stated: only what belongs together is set against each other."""

import math

import pytest

from newsfigures import consistency
from newsfigures.consistency import Kind, sums
from tests.claims import claims

HOURS = {"metric": "gpu_hours", "unit": "GPU_hour", "is_money": False, "hardware": "H800"}
RATE = {"metric": "gpu_rental_rate", "unit": "USD_per_GPU_hour", "is_money": False, "value": 2.0}
CHIPS = {"metric": "gpu_count", "unit": "GPU", "is_money": False}
DAYS = {"metric": "training_duration", "unit": "day", "is_money": False}
POWER = {"metric": "power_capacity", "unit": "MW", "is_money": False}
V3 = {"subject": "DeepSeek-V3", "company": "DeepSeek"}
COST = V3 | {"value": 5.576e6, "cost_basis": "final_run_rental"}
V3_HOURS = HOURS | V3 | {"value": 2.788e6}
V3_RATE = RATE | V3 | {"hardware": "H800"}


def only(*rows):
    found = sums(claims(*rows))
    assert len(found) == 1
    return found[0]


def test_hours_times_a_price_against_the_stated_cost():
    found = only(COST, V3_HOURS, V3_RATE)

    assert found.kind is Kind.COST
    assert found.run == "DeepSeek-V3"
    assert found.gives == (5.576e6, 5.576e6)
    assert found.states == (5.576e6, 5.576e6)
    assert found.apart == 1
    assert [row["claim_id"] for row in (found.stated, *found.inputs)] == ["c0", "c1", "c2"]


def test_chips_times_days_against_the_stated_hours():
    found = only(V3_HOURS, CHIPS | V3 | {"value": 2048}, DAYS | V3 | {"value": 55})

    assert found.kind is Kind.HOURS
    assert found.gives[0] == 2048 * 55 * 24
    assert found.fits


def test_chips_times_their_watts_against_the_stated_power():
    site = {"subject": "Colossus", "company": "xAI"}
    found = only(POWER | site | {"value": 150}, CHIPS | site | {"value": 1e5, "hardware": "H100"})

    assert found.kind is Kind.POWER
    assert found.watts == 700
    assert found.gives == pytest.approx((70, 70))
    assert found.apart == pytest.approx(150 / 70)
    assert not found.fits


@pytest.mark.parametrize(
    ("stated", "apart", "fits"),
    [
        pytest.param({"value": 11.2e6}, 2.0, False, id="a little more than twice"),
        pytest.param({"value": 11.1e6}, 2.0, True, id="a little less than twice"),
        pytest.param({"value": 2.7e6}, 2.1, False, id="less than half"),
        pytest.param({"value": 3e6, "value_high": 9e6}, 1.0, True, id="within a range"),
        pytest.param({"value": 1e6, "qualifier": "at_least"}, 1.0, True, id="at least so much"),
        pytest.param({"value": 1e8, "qualifier": "at_least"}, 17.9, False, id="below its bound"),
        pytest.param({"value": 1e8, "qualifier": "at_most"}, 1.0, True, id="at most so much"),
        pytest.param({"value": 1e6, "qualifier": "at_most"}, 5.6, False, id="above its bound"),
    ],
)
def test_how_far_apart_counts_ranges_and_bounds(stated, apart, fits):
    found = only(COST | stated, V3_HOURS, V3_RATE)

    assert found.apart == pytest.approx(apart, abs=0.05)
    assert found.fits is fits


def test_a_range_of_prices_gives_a_range():
    found = only(COST, V3_HOURS, V3_RATE | {"value": 1.0, "value_high": 3.0})

    assert found.gives == (2.788e6, 3 * 2.788e6)
    assert found.ratio == (0.5, 1.5)


def test_open_sides_stay_open():
    found = only(COST, V3_HOURS | {"qualifier": "at_most"}, V3_RATE | {"qualifier": "at_least"})

    assert found.gives == (0.0, math.inf)
    assert found.apart == 1


def test_of_several_sums_the_nearest_is_kept():
    stage = V3_HOURS | {"value": 119_000}
    found = only(COST, stage, V3_HOURS, V3_RATE)

    assert found.inputs[0]["claim_id"] == "c2"


def test_what_a_source_repeats_is_there_once_and_another_source_beside_it():
    again = claims(COST, COST, V3_HOURS, V3_RATE)
    assert len(sums(again)) == 1

    other = {"article_id": "a_2"}
    both = claims(COST, V3_HOURS, V3_RATE, COST | other, V3_HOURS | other, V3_RATE | other)
    assert [s.stated["article_id"] for s in sums(both)] == ["a_1", "a_2"]
    assert [s.source for s in sums(both)] == ["An article", "An article"]


def test_those_furthest_apart_come_first():
    chips, days = CHIPS | V3 | {"value": 2048}, DAYS | V3 | {"value": 500}
    found = sums(claims(COST, V3_HOURS, V3_RATE, chips, days))

    assert [s.kind for s in found] == [Kind.HOURS, Kind.COST]


OTHER = {"subject": "GPT-4", "company": "OpenAI"}
REFERENCE = {"origin": "reference", "article_id": None, "title": "A table"}


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param((COST, V3_HOURS), id="no price"),
        pytest.param((COST, HOURS | OTHER | {"value": 1e6}, V3_RATE), id="hours of another run"),
        pytest.param((COST, V3_HOURS | {"article_id": "a_2"}, V3_RATE), id="hours of elsewhere"),
        pytest.param((COST | {"cost_basis": "total_programme"}, V3_HOURS, V3_RATE), id="wider"),
        pytest.param((COST | {"origin": "derived"}, V3_HOURS, V3_RATE), id="worked out"),
        pytest.param((COST | {"status": "projected"}, V3_HOURS, V3_RATE), id="a plan"),
        pytest.param(
            (COST, V3_HOURS, RATE | {"subject": "Lambda", "company": "Lambda",
                                     "hardware": "H800", "sentence": "Lambda asks $2."}),
            id="a provider's price elsewhere in the article",
        ),
        pytest.param(
            (COST, V3_HOURS, RATE | {"subject": "H100", "company": None, "sentence": "H100: $2."}),
            id="the price of another chip",
        ),
        pytest.param(
            (COST | {"unit": "CNY", "value_usd": None}, V3_HOURS, V3_RATE), id="no rate of exchange"
        ),
        pytest.param(
            (COST | REFERENCE, V3_HOURS | REFERENCE,
             V3_RATE | REFERENCE | {"company": "Market", "subject": "H800 rents"}),
            id="a market's price in reference data",
        ),
        pytest.param(
            (POWER | V3 | {"value": 150}, CHIPS | V3 | {"value": 1e5, "hardware": "Hopper"}),
            id="a generation of chips has no watts",
        ),
        pytest.param(
            (V3_HOURS, CHIPS | V3 | {"value": 1e5, "hardware": "H100-equivalent"},
             DAYS | V3 | {"value": 50}),
            id="equivalents are no chips to count hours of",
        ),
    ],
)  # fmt: skip
def test_what_does_not_belong_together_is_not_set_against_each_other(rows):
    assert sums(claims(*rows)) == []


def test_reference_figures_of_a_run_are_joined_across_their_rows():
    found = only(
        COST | REFERENCE | {"subject": "DeepSeek-V3 (total)"},
        V3_HOURS | REFERENCE | {"subject": "DeepSeek-V3 (total)"},
        V3_RATE | REFERENCE | {"subject": "assumed rate in V3 cost table"},
    )

    assert found.source == "Reference data"
    assert found.fits


def test_a_chip_priced_in_the_article_prices_its_hours():
    price = RATE | {"subject": "H800", "company": None, "sentence": "An H800 rents for $2."}

    assert only(COST, V3_HOURS, price).fits


def test_sums_about_a_name_are_those_of_its_company_or_its_own():
    other = {"article_id": "a_2", "subject": "GPT-4", "company": "OpenAI"}
    found = sums(claims(COST, V3_HOURS, V3_RATE, COST | other, V3_HOURS | other, V3_RATE | other))

    assert [s.run for s in consistency.about(found, ["OpenAI"])] == ["GPT-4"]
    assert [s.run for s in consistency.about(found, ["DeepSeek-V3"])] == ["DeepSeek-V3"]
    assert consistency.about(found, []) == found


def test_the_claims_of_sums_are_theirs_and_no_others():
    frame = claims(OTHER, COST, V3_HOURS, V3_RATE)

    assert list(consistency.claims_in(frame, sums(frame))["claim_id"]) == ["c1", "c2", "c3"]
    assert consistency.claims_in(frame, []).empty


def test_an_empty_store_has_no_sums():
    assert sums(claims()) == []
