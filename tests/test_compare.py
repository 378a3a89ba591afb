"""Comparing: a ratio only between like and like, and a reason wherever there is none."""

import math

import pytest

from newsfigures.charts import side_by_side
from newsfigures.compare import NOT_STATED, chosen, compare, members, name_of, named
from tests.claims import claims

RENT = {"cost_basis": "final_run_rental"}
CLOUD = {"cost_basis": "cloud_estimate", "origin": "reference", "status": "estimated"}
DEEPSEEK = {"subject": "DeepSeek", "company": "DeepSeek", "value": 5.6e6, **RENT}
LLAMA = {"subject": "Llama", "company": "Meta", **RENT}


def against(baseline, *rows, picked=None, strict=True):
    frame = claims(*rows)
    names = picked or list(dict.fromkeys(frame["subject"]))
    return compare(frame, names, baseline, strict=strict)


def row_of(comparison, claim_id):
    return comparison.claims.set_index("claim_id").loc[claim_id]


@pytest.mark.parametrize(
    ("base", "other", "words", "low", "high"),
    [
        pytest.param({}, {"value": 5.6e7}, "10 times", 10, 10, id="plain values"),
        pytest.param(
            {}, {"value": 5.6e7, "qualifier": "approx"}, "about 10 times", 10, 10, id="about"
        ),
        pytest.param(
            {}, {"value": 5.6e7, "qualifier": "at_least"}, "at least 10 times", 10, math.inf,
            id="a lower bound gives a lower bound",
        ),
        pytest.param(
            {}, {"value": 5.6e7, "qualifier": "at_most"}, "at most 10 times", 0, 10,
            id="an upper bound gives an upper bound",
        ),
        pytest.param(
            {"qualifier": "at_least"}, {"value": 5.6e7}, "at most 10 times", 0, 10,
            id="against a lower bound the ratio is an upper bound",
        ),
        pytest.param(
            {"qualifier": "at_most"}, {"value": 5.6e7}, "at least 10 times", 10, math.inf,
            id="against an upper bound the ratio is a lower bound",
        ),
        pytest.param(
            {}, {"value": 5.6e7, "value_high": 1.12e8, "qualifier": "range"}, "10 to 20 times",
            10, 20, id="a range gives an interval",
        ),
        pytest.param(
            {"value_high": 1.12e7, "qualifier": "range"}, {"value": 5.6e7}, "5 to 10 times", 5, 10,
            id="so does a range below",
        ),
    ],
)  # fmt: skip
def test_the_ratio_keeps_what_the_words_leave_open(base, other, words, low, high):
    row = row_of(against("DeepSeek", DEEPSEEK | base, LLAMA | other), "c1")

    assert row["ratio_words"] == words
    assert (row["ratio_low"], row["ratio_high"]) == pytest.approx((low, high))
    assert row["like"]
    assert row["why"] == ""


@pytest.mark.parametrize(
    ("other", "why"),
    [
        pytest.param(CLOUD, "the sense of cost differs: ", id="sense of cost"),
        pytest.param(
            {"unit": "XYZ", **RENT}, "the unit differs: XYZ here, USD for", id="no dollar rate"
        ),
        pytest.param(
            {"status": "projected", **RENT}, "the status differs: planned",
            id="a forecast beside a fact",
        ),
        pytest.param({"cost_basis": None}, NOT_STATED, id="sense not stated"),
        pytest.param({"value": -1.0, **RENT}, "a loss or zero has no ratio", id="a loss"),
    ],
)  # fmt: skip
def test_what_is_unlike_has_no_ratio_but_a_reason(other, why):
    row = row_of(against("DeepSeek", DEEPSEEK, LLAMA | {"value": 9e7} | other), "c1")

    assert math.isnan(row["ratio"])
    assert row["ratio_words"] == ""
    assert row["why"].startswith(why)


def test_two_costs_of_unknown_sense_are_not_alike():
    comparison = against("GPT-4", {"value": 1e8}, LLAMA | {"value": 5e7, "cost_basis": None})

    assert row_of(comparison, "c1")["why"] == NOT_STATED


def test_two_bounds_that_leave_everything_open_give_no_ratio():
    rows = (DEEPSEEK | {"qualifier": "at_least"}, LLAMA | {"qualifier": "at_least"})

    assert "only bounds" in row_of(against("DeepSeek", *rows), "c1")["why"]


def test_on_demand_unlike_senses_get_a_ratio_that_is_marked_with_its_reason():
    row = row_of(
        against("DeepSeek", DEEPSEEK, LLAMA | {"value": 5.6e7} | CLOUD, strict=False), "c1"
    )

    assert row["ratio_words"] == "≠ 10 times"
    assert not row["like"]
    assert row["why"] == (
        "the sense of cost differs: "
        "Estimate at cloud prices here, Final run at a rental price for DeepSeek"
    )


def test_another_unit_never_gets_a_ratio_even_on_demand():
    row = row_of(against("DeepSeek", DEEPSEEK, LLAMA | {"unit": "XYZ"}, strict=False), "c1")

    assert math.isnan(row["ratio"])


@pytest.mark.parametrize(
    ("metric", "one", "other", "alike"),
    [
        ("revenue", {"period": "2024"}, {"period": "2024"}, True),
        ("revenue", {"period": "2024"}, {"period": "annualized"}, False),
        ("capex", {"period": "2025"}, {"period": "2025Q1"}, False),
        ("market_size", {"horizon": 2030}, {"horizon": 2030}, True),
        ("market_size", {"horizon": 2030}, {"horizon": 2032}, False),
        ("valuation", {"period": "2024"}, {"period": "2025"}, True),
    ],
)
def test_amounts_for_another_time_are_unlike(metric, one, other, alike):
    comparison = against(
        "a", {"metric": metric, "subject": "a"} | one, {"metric": metric, "subject": "b"} | other
    )

    assert row_of(comparison, "c1")["like"] == alike


def test_the_founding_comparison_shows_the_article_s_cost_beside_all_reference_figures():
    comparison = against(
        "DeepSeek",
        DEEPSEEK,
        {"subject": "GPT-4", "value": 7.84e7, **CLOUD},
        {"subject": "GPT-4", "value": 4.07e7, "origin": "reference",
         "cost_basis": "amortised_hardware_energy"},
        {"subject": "Gemini Ultra", "company": "Google", "value": 1.92e8, **CLOUD},
        {"subject": "Llama 3.1 405B", "company": "Meta", "value": 1.7e8, **CLOUD},
    )  # fmt: skip
    shown = set(zip(comparison.claims["name"], comparison.claims["kind"], strict=True))

    assert shown == {
        ("DeepSeek", "Final run at a rental price"),
        ("GPT-4", "Estimate at cloud prices"),
        ("GPT-4", "Hardware used up, plus power"),
        ("Gemini Ultra", "Estimate at cloud prices"),
        ("Llama 3.1 405B", "Estimate at cloud prices"),
    }
    assert comparison.claims["ratio_words"].tolist() == ["1", "", "", "", ""]
    figure = side_by_side(comparison.claims, "DeepSeek")
    strengths = {
        held[0]: strength
        for trace in figure.data
        if trace.customdata is not None
        for held, strength in zip(trace.customdata, trace.marker.opacity, strict=True)
    }
    assert set(strengths) == {f"c{i}" for i in range(5)}
    assert strengths["c0"] == 1.0  # the baseline
    assert all(strengths[f"c{i}"] < 1.0 for i in range(1, 5))  # unlike it: pale


def test_every_claim_is_shown_and_one_stands_for_its_name():
    rows = [LLAMA | {"value": v, **CLOUD} for v in (1e8, 2e8, 3e8)]
    comparison = against("DeepSeek", DEEPSEEK, *rows)

    llama = comparison.claims[comparison.claims["name"] == "Llama"]
    assert sorted(llama["value"]) == [1e8, 2e8, 3e8]
    assert llama["chosen"].sum() == 1


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            [{"published": "2024-01-01"}, {"published": "2025-01-01"}], "c1", id="newest article"
        ),
        pytest.param(
            [{"origin": "reference", "source_tier": "primary"}, {}], "c1",
            id="article before reference",
        ),
        pytest.param([{"is_sample": True}, {}], "c1", id="own article before sample"),
        pytest.param([{"origin": "derived"}, {}], "c1", id="stated before worked out"),
        pytest.param([{"qualifier": "at_least"}, {}], "c1", id="value before bound"),
        pytest.param(
            [
                {"origin": "reference", "source_tier": "secondary", "published": "2026-01-01"},
                {"origin": "reference", "source_tier": "primary", "published": "2023-01-01"},
            ],
            "c1",
            id="best source before newest",
        ),
        pytest.param(
            [{"value": 2e6}, {"value": 1e6}, {"value": 1e6}], "c1",
            id="of one day what most state",
        ),
        pytest.param([{"published": None}, {"published": "2020-01-01"}], "c1", id="dated first"),
    ],
)  # fmt: skip
def test_which_claim_stands_for_its_name(rows, expected):
    assert chosen(claims(*rows).to_dict("records"))["claim_id"] == expected


def test_the_order_of_the_rows_does_not_change_the_ratio():
    rows = [DEEPSEEK, DEEPSEEK | {"value": 5.4e6}, LLAMA | {"value": 6e7}]
    frame = claims(*rows)
    one = compare(frame, ["DeepSeek", "Llama"], "DeepSeek").claims
    other = compare(frame.iloc[::-1], ["DeepSeek", "Llama"], "DeepSeek").claims

    assert one[["claim_id", "ratio_words"]].equals(other[["claim_id", "ratio_words"]])


def test_a_pick_without_a_claim_is_named():
    assert against("DeepSeek", DEEPSEEK, picked=["DeepSeek", "Grok 3"]).missing == ("Grok 3",)


def test_a_company_stands_for_its_subjects_and_each_stays_its_own():
    frame = claims(
        DEEPSEEK,
        DEEPSEEK | {"subject": "DeepSeek-V3 (total)"},
        DEEPSEEK | {"subject": "DeepSeek-R1"},
    )

    assert members(named(frame), ["DeepSeek"]) == ["DeepSeek", "DeepSeek-R1", "DeepSeek-V3"]
    assert members(named(frame), ["DeepSeek-R1", "DeepSeek"])[0] == "DeepSeek-R1"
    assert members(named(frame), ["DeepSeek-V3"]) == ["DeepSeek-V3"]


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("DeepSeek-V3 (figure disputed by analysts)", "DeepSeek-V3"),
        ("Llama 4 Behemoth (preview)", "Llama 4 Behemoth"),
        ("DeepSeek-R1 (reinforcement-learning stage only)",) * 2,
        ("DeepSeek-V3 pre-training",) * 2,
    ],
)
def test_a_stage_of_training_is_never_taken_for_the_model(subject, name):
    assert name_of(subject) == name


def test_nothing_picked_is_an_empty_comparison():
    assert compare(claims(DEEPSEEK), [], "").claims.empty
