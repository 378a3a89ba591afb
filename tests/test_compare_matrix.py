"""The matrix: the figure that counts, what it rests on, and why a cell stands apart."""

import math

import pandas as pd
import pytest

from newsfigures import compare
from tests.claims import claims

CLOUD = {"cost_basis": "cloud_estimate"}
RENT = {"cost_basis": "final_run_rental"}
V3 = {"subject": "DeepSeek-V3", "company": "DeepSeek"}
LLAMA = {"subject": "Llama 3.1 405B", "company": "Meta"}
GPT = {"subject": "GPT-4", "company": "OpenAI"}
HOURS = {"metric": "gpu_hours", "unit": "GPU_hour", "is_money": False}


def matrix_of(*rows, picks=("DeepSeek-V3", "Llama 3.1 405B"), baseline=None, strict=True):
    return compare.matrix(claims(*rows), picks, baseline or picks[0], strict=strict)


def cells(found, metric):
    return {cell.name: cell for c in found.columns if c.metric == metric for cell in c.cells}


def test_the_founding_question_is_answered_in_hours_and_refused_in_money():
    found = matrix_of(
        V3 | HOURS | {"value": 2.788e6},
        LLAMA | HOURS | {"value": 3.084e7},
        V3 | RENT | {"value": 5.576e6},
        LLAMA | CLOUD | {"value": 1.7e8},
    )

    hours = cells(found, "gpu_hours")["Llama 3.1 405B"]
    assert hours.ratio_words == "11.1 times"
    assert hours.ratio_low == pytest.approx(3.084e7 / 2.788e6)
    cost = cells(found, "training_cost")["Llama 3.1 405B"]
    assert cost.ratio_words == ""
    assert cost.why == "another kind than this column: Estimate at cloud prices"
    assert cost.claim["value"] == 1.7e8


def test_each_shared_sense_has_a_column_of_its_own():
    rows = [side | sense for side in (V3, LLAMA) for sense in (RENT, CLOUD)]
    found = matrix_of(*rows)

    assert [column.kind for column in found.columns] == [
        "Final run at a rental price",
        "Estimate at cloud prices",
    ]
    assert all(not cell.why for column in found.columns for cell in column.cells)


def test_loosely_an_unlike_cell_has_a_marked_ratio_and_keeps_its_reason():
    rows = (V3 | RENT | {"value": 1e6}, LLAMA | CLOUD | {"value": 5e6})
    cell = cells(matrix_of(*rows, strict=False), "training_cost")["Llama 3.1 405B"]

    assert cell.ratio_words == "≠ 5 times"
    assert cell.why


def test_another_unit_has_no_ratio_even_loosely():
    rows = (V3 | RENT, LLAMA | RENT | {"unit": "XYZ"})

    assert (
        cells(matrix_of(*rows, strict=False), "training_cost")["Llama 3.1 405B"].ratio_words == ""
    )


def test_what_a_cell_rests_on_is_counted_over_the_figures_alike():
    found = matrix_of(
        V3 | RENT | {"value": 5e6, "article_id": "a_1", "goes_back_to": "deepseek"},
        V3 | RENT | {"value": 6e6, "article_id": "a_2", "goes_back_to": "deepseek"},
        V3 | RENT | {"value": 4e6, "origin": "reference", "goes_back_to": "epoch ai"},
        V3 | CLOUD | {"value": 9e9},
        LLAMA | RENT,
    )
    cell = cells(found, "training_cost")["DeepSeek-V3"]

    assert (cell.claims, cell.articles, cell.origins) == (3, 2, 2)
    assert (cell.low, cell.high) == (4e6, 6e6)


def test_a_company_s_several_models_are_a_span_and_no_ratio():
    found = matrix_of(
        GPT | CLOUD | {"value": 8e7},
        GPT | CLOUD | {"value": 4e6, "subject": "GPT-3"},
        LLAMA | CLOUD | {"value": 1.7e8},
        picks=("OpenAI", "Meta"),
    )
    side = cells(found, "training_cost")

    assert side["OpenAI"].names == ("GPT-4", "GPT-3")
    assert (side["OpenAI"].low, side["OpenAI"].high) == (4e6, 8e7)
    assert side["OpenAI"].why == "the figures of 2 names, not one"
    assert side["Meta"].names == ("Llama 3.1 405B",)
    assert all(cell.ratio_words == "" for cell in side.values())


def test_a_company_s_own_figure_stands_before_those_of_its_models():
    money = {"metric": "funding_raised", "value": 4e10}
    found = matrix_of(
        {"subject": "OpenAI", "company": "OpenAI"} | money, GPT | money | {"value": 1.0},
        {"subject": "xAI", "company": "xAI"} | money, picks=("OpenAI", "xAI"),
    )  # fmt: skip

    assert cells(found, "funding_raised")["OpenAI"].claim["value"] == 4e10
    assert cells(found, "funding_raised")["OpenAI"].names == ()


def test_places_are_intervals_where_sources_leave_the_order_open():
    found = matrix_of(
        V3 | CLOUD | {"value": 1e6},
        LLAMA | CLOUD | {"value": 5e6},
        LLAMA | CLOUD | {"value": 9e6},
        GPT | CLOUD | {"value": 7e6},
        picks=("DeepSeek-V3", "Llama 3.1 405B", "GPT-4"),
    )
    ranks = {name: cell.rank for name, cell in cells(found, "training_cost").items()}

    assert ranks == {"DeepSeek-V3": (3, 3), "Llama 3.1 405B": (1, 2), "GPT-4": (1, 2)}


def test_the_long_form_has_a_row_per_cell_with_its_evidence():
    found = matrix_of(V3 | HOURS | {"value": 2e6}, V3 | RENT, LLAMA | RENT | {"value": 9e6})
    table = compare.long_form(found)

    assert len(table) == sum(len(column.cells) for column in found.columns) == 4
    row = table[(table["name"] == "Llama 3.1 405B") & (table["measure"] == "training_cost")].iloc[0]
    assert row["claim_id"] == "c2"
    assert row["sentence"] == "It cost $1 million."
    assert row["ratio"] == "9 times"
    empty = table[(table["name"] == "Llama 3.1 405B") & (table["measure"] == "gpu_hours")].iloc[0]
    assert pd.isna(empty["claim_id"])
    assert math.isnan(empty["lowest_alike"])


def test_narrowed_keeps_the_columns_that_most_names_share():
    found = matrix_of(V3 | HOURS, V3 | RENT, LLAMA | RENT)

    assert [c.metric for c in compare.narrowed(found, (), 1, "gpu_hours").columns] == ["gpu_hours"]

    assert [c.metric for c in compare.narrowed(found, (), 1).columns] == ["training_cost"]
    assert [c.metric for c in compare.narrowed(found, ("gpu_hours",), 1).columns] == ["gpu_hours"]


def test_nothing_stated_is_an_empty_matrix():
    assert matrix_of(GPT).columns == ()
