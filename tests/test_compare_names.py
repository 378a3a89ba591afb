"""Which names there are, which go together, how well they are covered, and ratios as stated."""

import pandas as pd

from newsfigures import compare
from newsfigures.charts import amount
from tests.claims import claims

SUBJECTS = pd.DataFrame(
    [
        ("DeepSeek-V3", "DeepSeek", "training_cost", "article", 9),
        ("DeepSeek-V3 (total)", "DeepSeek", "training_cost", "reference", 1),
        ("DeepSeek-V3", "DeepSeek", "gpu_hours", "article", 3),
        ("GPT-4", "OpenAI", "training_cost", "article", 5),
        ("GPT-4", "OpenAI", "gpu_hours", "article", 1),
        ("OpenAI", "OpenAI", "revenue", "article", 20),
        ("Series H", "Anthropic", "valuation", "reference", 1),
        ("AI market", None, "market_size", "article", 2),
    ],
    columns=["subject", "company", "metric", "origin", "claims"],
)
NAMES = compare.names_of(SUBJECTS)


def test_variants_and_rounds_are_no_names_of_their_own():
    assert set(NAMES.measures) == {
        "DeepSeek-V3", "DeepSeek", "GPT-4", "OpenAI", "Anthropic", "AI market"
    }  # fmt: skip
    assert NAMES.measures["DeepSeek-V3"] == {"training_cost": 10, "gpu_hours": 3}
    assert NAMES.measures["OpenAI"]["training_cost"] == 5
    assert NAMES.label("GPT-4") == "GPT-4 · OpenAI"
    assert NAMES.label("OpenAI") == "OpenAI"


def test_all_subjects_of_a_name_are_asked_for():
    assert NAMES.asked(["DeepSeek-V3", "Anthropic", "nobody"]) == [
        "DeepSeek-V3", "DeepSeek-V3 (total)", "Anthropic", "Series H", "nobody"
    ]  # fmt: skip


def test_names_that_share_measures_are_suggested_before_others():
    assert NAMES.suggested(["DeepSeek-V3"], most=1) == ["GPT-4"]
    assert NAMES.shared(["DeepSeek-V3", "GPT-4"]) == ["training_cost", "gpu_hours"]
    assert NAMES.shared(["GPT-4", "AI market"]) == []
    assert NAMES.suggested([]) == []


def test_the_measure_that_most_names_have_themselves_comes_first():
    rows = pd.DataFrame(
        [
            ("Titan", "Amazon", "training_cost", "reference", 3),
            ("Llama", "Meta", "training_cost", "reference", 8),
            ("Amazon", "Amazon", "capex", "article", 1),
            ("Meta", "Meta", "capex", "article", 1),
        ],
        columns=["subject", "company", "metric", "origin", "claims"],
    )

    assert compare.names_of(rows).foremost(["Amazon", "Meta"]) == "capex"
    assert compare.names_of(rows).foremost(["Titan", "Llama"]) == "training_cost"
    assert NAMES.foremost(["GPT-4", "AI market"]) == "training_cost"
    assert NAMES.foremost(["nobody"]) is None


def test_thin_names_are_hinted_at():
    rows = compare.named(
        claims(
            *({"goes_back_to": origin} for origin in ("a", "b", "c")),
            {"subject": "Grok 3", "company": "xAI", "goes_back_to": "x"},
            {"subject": "Grok 3", "company": "xAI", "goes_back_to": "x"},
        )
    )

    assert compare.hints(rows, ["GPT-4", "xAI", "Nova"]) == [
        "xAI: only 2 figures from 1 origin",
        "Nova: no figure",
    ]


def test_one_thing_of_each_is_set_against_one_thing():
    cloud, used_up = {"cost_basis": "cloud_estimate"}, {"cost_basis": "amortised_hardware_energy"}
    gpt = {"subject": "GPT-4", "company": "OpenAI"}
    old = {"subject": "GPT-3", "company": "OpenAI"}
    claude = {"subject": "Claude 2", "company": "Anthropic"}
    rows = compare.named(claims(gpt | used_up, old | cloud, old | cloud, claude | used_up))

    assert compare.one_of_each(rows, ["OpenAI", "Anthropic"]) == ["GPT-4", "Claude 2"]
    assert compare.one_of_each(rows, ["GPT-3", "Mistral"]) == ["GPT-3", "Mistral"]


def test_the_most_stated_model_stands_for_a_baseline_without_a_figure():
    rows = compare.named(claims({"subject": "GPT-3"}, {"subject": "GPT-4"}, {"subject": "GPT-4"}))

    assert compare.standing(rows, "OpenAI") == "GPT-4"
    assert compare.standing(rows, "GPT-3") == "GPT-3"
    assert compare.standing(rows, "Mistral") == "Mistral"


def test_stated_ratios_are_found_between_the_picks_also_by_family_name():
    relative = {
        "metric": "relative_cost",
        "is_money": False,
        "unit": "percent",
        "value": 10.0,
        "qualifier": "at_most",
        "subject": "DeepSeek-V3",
        "company": "DeepSeek",
    }
    rows = compare.named(
        claims(
            relative | {"relative_to": "Llama"},
            relative | {"relative_to": "Llama 3.1 405B"},
            relative | {"relative_to": "GPT-4"},
            relative | {"relative_to": None},
        )
    )
    picks = {"DeepSeek-V3": {"DeepSeek-V3"}, "Llama 3.1 405B": {"Llama 3.1 405B"}}
    found = compare.stated(rows, picks)

    assert list(found["claim_id"]) == ["c0", "c1"]
    assert set(zip(found["of"], found["over"], strict=True)) == {("DeepSeek-V3", "Llama 3.1 405B")}


def test_answers_name_both_amounts_their_sources_and_what_to_mind():
    rows = claims(
        {"subject": "V3", "company": "DeepSeek", "value": 2e6, "cost_basis": "cloud_estimate",
         "attributed_to": "Jefferies"},
        {"subject": "GPT-4", "value": 1e7, "cost_basis": "cloud_estimate", "origin": "derived"},
        {"subject": "GPT-3", "value": 1e7, "cost_basis": "final_run_rental"},
    )  # fmt: skip
    found = compare.compare(rows, ["V3", "GPT-4", "GPT-3", "Nova"], "V3")

    said = compare.answers(found, amount)
    assert said[0].startswith(
        "GPT-4: 5 times V3: $10M (worked out from The Paper, 27 Jan 2025) against $2M "
        "(Jefferies, in The Paper, 27 Jan 2025); Estimate at cloud prices."
    )
    assert "worked out, not stated" in said[0]
    assert said[1].startswith("GPT-3: no ratio to V3, since the sense of cost differs: ")
    assert said[2] == "Nova: no figure of this measure."
