"""Ratios as marks: each keeps its claim, open sides are bounds, unlike panels are hatched."""

import pandas as pd

from newsfigures import compare
from newsfigures.charts import side_by_side
from newsfigures.charts.ratios import ratio_claims, ratios
from tests.claims import claims

CLOUD = {"cost_basis": "cloud_estimate"}


def compared(*rows, strict=True):
    frame = claims(*rows)
    found = compare.compare(frame, list(dict.fromkeys(frame["subject"])), "V3", strict=strict)
    return found.claims.assign(said=[f"{words} V3" for words in found.claims["ratio_words"]])


def marks(figure):
    return [m for trace in figure.data if trace.customdata is not None for m in trace.customdata]


def test_each_ratio_is_a_mark_of_its_claim_and_the_baseline_is_none():
    rows = ratio_claims(
        compared({"subject": "V3"} | CLOUD, {"subject": "GPT-4", "value": 1e7} | CLOUD), "V3"
    )

    assert list(rows["claim_id"]) == ["c1"]
    assert (rows["value"].item(), rows["unit"].item()) == (10.0, "x")
    (mark,) = marks(ratios(rows, "V3"))
    assert mark[0] == "c1"
    assert "10 times V3" in mark[1]


def test_ranges_and_open_sides_keep_what_the_words_leave_open():
    rows = ratio_claims(
        compared(
            {"subject": "V3", "value": 1e6} | CLOUD,
            {"subject": "a", "value": 2e6, "value_high": 4e6, "qualifier": "range"} | CLOUD,
            {"subject": "b", "value": 5e6, "qualifier": "at_least"} | CLOUD,
            {"subject": "c", "value": 6e6, "qualifier": "at_most"} | CLOUD,
        ),
        "V3",
    ).set_index("subject")

    assert (rows.loc["a", "value"], rows.loc["a", "value_high"]) == (2.0, 4.0)
    assert (rows.loc["b", "value"], rows.loc["b", "qualifier"]) == (5.0, "at_least")
    assert (rows.loc["c", "value"], rows.loc["c", "qualifier"]) == (6.0, "at_most")
    assert pd.isna(rows.loc["b", "value_high"])


def test_no_ratio_is_an_empty_chart():
    rows = ratio_claims(compared({"subject": "V3"} | CLOUD, {"subject": "GPT-4"}), "V3")

    assert rows.empty
    assert not marks(ratios(rows, "V3"))


def test_a_panel_of_unlike_figures_is_hatched_below_its_marks():
    rows = compared(
        {"subject": "V3"} | CLOUD,
        {"subject": "GPT-4"} | CLOUD,
        {"subject": "GPT-4", "cost_basis": "final_run_rental"},
    )
    figure = side_by_side(rows, "V3")
    ground = [trace for trace in figure.data if trace.name == "unlike"]

    assert len(ground) == 1
    assert figure.data[0].name == "unlike"
    assert ground[0].fillpattern.shape == "/"
    assert ground[0].yaxis == "y2"
    assert len(marks(figure)) == len(rows)
