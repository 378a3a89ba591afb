"""Training costs: one sense at a time, dated by the model, a trend within one sense only."""

import pandas as pd
import pytest

from newsfigures.charts import cost, cost_time, senses
from newsfigures.charts.timeline import over_time
from newsfigures.model import CostBasis
from newsfigures.senses import SENSES, TITLES
from tests.claims import claims

CLOUD = {"cost_basis": "cloud_estimate", "origin": "reference", "status": "estimated"}
RENT = {"cost_basis": "final_run_rental"}
MODELS = ("GPT-2", "GPT-3", "PaLM 2", "GPT-4", "Gemini Ultra", "Grok 3", "Grok 4")


def grown(n=7, **given):
    """Return costs of models that grow tenfold a year, and the days the models are from."""
    rows = claims(
        *(
            {**CLOUD, "subject": name, "value": 1e4 * 10.0**i, "company": None, **given}
            for i, name in enumerate(MODELS[:n])
        )
    )
    first = pd.DataFrame(
        {
            "subject": MODELS[:n],
            "dated": [pd.Timestamp(2019 + i, 1, 1) for i in range(n)],
            "dated_by": ["day"] * n,
        }
    )
    return rows, first


def notes(figure, name="panel"):
    return [note.text for note in figure.layout.annotations if note.name == name]


def timed(rows, first):
    return cost_time.on_clock(rows, first, "model").rows


def test_a_sense_is_shown_alone_and_the_others_are_counted():
    rows = claims(RENT, CLOUD, CLOUD, {"cost_basis": "total_programme"}, {"cost_basis": None})
    view = senses.chosen(rows, "final_run_rental")

    assert list(view.rows["claim_id"]) == ["c0"]
    assert view.notes == ("Also 3 figures in 2 other senses of cost.",)


def test_every_sense_has_its_panel_but_the_one_that_is_not_stated():
    rows = claims(*({"cost_basis": sense.basis.value} for sense in SENSES))
    view = senses.chosen(rows, senses.EVERY)

    assert set(view.rows["cost_basis"]) == set(senses.SHOWN)
    assert CostBasis.UNSPECIFIED not in senses.options()
    assert len(notes(cost.by_sense(view.rows))) == len(SENSES) - 1


def test_an_empty_sense_names_the_nearest():
    view = senses.chosen(claims(CLOUD, CLOUD, RENT), "total_programme")

    assert view.rows.empty
    assert view.notes == ("The nearest sense is “Estimate at cloud prices” with 2 figures.",)


def test_costs_without_a_sense_are_in_the_tray_those_of_articles_first():
    rows = claims(RENT, {"origin": "reference"}, {"cost_basis": "unspecified"})

    assert list(senses.without(rows)["claim_id"]) == ["c2", "c1"]
    assert senses.counted(rows).endswith(f"{TITLES['unspecified']} 2")


def test_the_total_of_a_model_stands_in_the_row_of_the_model():
    rows = claims(
        {**RENT, "subject": "DeepSeek-V3 (total)"}, {**RENT, "subject": "DeepSeek-V3"},
        {**RENT, "subject": "DeepSeek-V3 pre-training"},
    )  # fmt: skip

    assert cost.labels(rows) == ["DeepSeek-V3", "DeepSeek-V3", "DeepSeek-V3 pre-training"]


def test_by_the_models_clock_a_cost_stands_at_the_day_of_its_model():
    rows, first = grown(2)
    view = cost_time.on_clock(rows, first, "model")

    assert [day.year for day in view.rows["published"]] == [2019, 2020]
    assert cost_time.on_clock(rows, first, "said").rows["published"].tolist() == list(
        rows["published"]
    )


def test_a_day_is_surer_than_a_month_and_both_than_an_article():
    first = pd.DataFrame(
        {
            "subject": ["GPT-4 training run", "GPT-4", "GPT-3", "GPT-3 (total)"],
            "dated": [pd.Timestamp(2022, 7, 1), pd.Timestamp(2023, 3, 14),
                      pd.Timestamp(2021, 1, 1), pd.Timestamp(2020, 5, 28)],
            "dated_by": ["month_or_year", "day", "article", "day"],
        }
    )  # fmt: skip

    assert cost_time.model_dates(first) == {
        "GPT-4": (pd.Timestamp(2023, 3, 14), "day"),
        "GPT-3": (pd.Timestamp(2020, 5, 28), "day"),
    }


def test_models_without_a_date_are_left_out_and_those_dated_by_an_article_said():
    rows, first = grown(3)
    first.loc[1, "dated_by"] = "article"
    view = cost_time.on_clock(rows, first.iloc[:2], "model")

    assert list(view.rows["claim_id"]) == ["c0", "c1"]
    assert view.notes == (
        "1 model is dated by the first article about it.",
        "1 figure is not drawn: no date is known.",
    )


def test_six_models_of_one_sense_have_a_line_a_band_and_words():
    rows, first = grown(6)
    figure = over_time(cost_time.strips(timed(rows, first)))
    trend = [t for t in figure.data if t.name == "trend"]

    assert len(trend) == 3
    assert [t.fill for t in trend] == [None, "tonexty", None]
    assert all(t.customdata is None and t.hoverinfo == "skip" for t in trend)
    assert "×10 a year, 90 % interval 10–10, n = 6 models" in notes(figure)[0]
    strips = cost_time.strips(timed(rows, first))
    assert cost_time.in_words(strips).startswith("Estimate at cloud prices: ×10 a year")
    assert "least squares" in cost_time.method(strips)


def test_five_models_have_none_and_it_is_said():
    rows, first = grown(5)
    view = cost_time.on_clock(rows, first, "model")
    figure = over_time(cost_time.strips(view.rows))

    assert not [t for t in figure.data if t.name == "trend"]
    assert "No trend line: 5 models count, and it takes 6." in notes(figure)[0]
    assert cost_time.method(cost_time.strips(view.rows)) == ""


@pytest.mark.parametrize("basis", ["total_programme", "unspecified"])
def test_no_line_goes_through_unlike_things(basis):
    rows, first = grown(7, cost_basis=basis)
    figure = over_time(cost_time.strips(timed(rows, first)))

    assert not [t for t in figure.data if t.name == "trend"]
    assert "No trend line: unlike things." in notes(figure)[0]


def test_no_line_goes_from_one_sense_into_another():
    rows, first = grown(6)
    rows.loc[:2, "cost_basis"] = "amortised_hardware_energy"
    figure = over_time(cost_time.strips(timed(rows, first)))

    assert not [t for t in figure.data if t.name == "trend"]
    assert len(notes(figure)) == 2


def test_dates_of_statements_have_no_trend():
    rows, first = grown(7)
    figure = over_time(cost_time.strips(cost_time.on_clock(rows, first, "said").rows))

    assert not [t for t in figure.data if t.name == "trend"]
    assert "these are dates of statements,<br>not of models." in notes(figure)[0]


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"qualifier": "at_least"}, id="a bound"),
        pytest.param({"value_high": 1e12, "qualifier": "range"}, id="a range"),
        pytest.param({"status": "projected"}, id="a plan"),
        pytest.param({"subject": "DeepSeek-V3 pre-training"}, id="a stage"),
        pytest.param({"subject": "OpenAI"}, id="a company"),
        pytest.param({"unit": "CNY", "value_usd": None}, id="no dollars"),
    ],
)
def test_what_a_trend_does_not_count(given):
    rows = claims({**CLOUD, "subject": "GPT-4"}, {**CLOUD, "subject": "GPT-3", **given})
    rows["dated_by"] = "day"

    assert list(cost_time.for_trend(rows)["claim_id"]) == ["c0"]


def test_a_model_that_only_an_article_dates_is_not_counted():
    rows = claims(CLOUD, {**CLOUD, "subject": "GPT-3"})
    rows["dated_by"] = ["day", "article"]

    assert list(cost_time.for_trend(rows)["claim_id"]) == ["c0"]


def test_a_model_counts_once_with_the_claim_that_stands_for_it():
    rows = claims(CLOUD, {**CLOUD, "origin": "article"}, CLOUD)
    rows["dated_by"] = "day"
    assert list(cost_time.for_trend(rows)["claim_id"]) == ["c1"]

    rows["preferred_by"], rows["preferred_why"] = [None, None, "Ann"], [None, None, "checked"]
    rows["preferred_at"] = [None, None, pd.Timestamp(2026, 1, 1)]
    assert list(cost_time.for_trend(rows)["claim_id"]) == ["c2"]
