"""Panels: like with like on an axis, rows that fit a phone, missing quantities said in words."""

import pytest

from newsfigures import charts
from newsfigures.charts.choice import drawable, foremost
from newsfigures.charts.panels import Panel, short, stacked, unit_of
from newsfigures.senses import SENSES
from tests.claims import claims

HOURS = {"metric": "gpu_hours", "unit": "GPU_hour", "is_money": False}
CHIPS = {"metric": "gpu_count", "unit": "GPU", "is_money": False}


def notes(figure, name):
    return [note.text for note in figure.layout.annotations if note.name == name]


def rows_of(figure, number=1):
    return list(figure.layout[f"yaxis{'' if number == 1 else number}"].ticktext)


def test_each_sense_of_cost_has_a_panel_of_its_own_named_and_explained():
    rows = claims(*({"cost_basis": sense.basis.value} for sense in SENSES))
    figure = charts.by_sense(rows)

    titles = notes(figure, "panel")
    assert len(titles) == len(SENSES)
    for sense, title in zip(SENSES, titles, strict=True):
        assert title.startswith(f"<b>{sense.title}</b>")
    placed = {mark[0]: t.yaxis for t in figure.data if t.customdata is not None
              for mark in t.customdata}  # fmt: skip
    assert len(set(placed.values())) == len(SENSES)


def test_a_cost_without_a_stored_sense_is_filed_as_not_stated():
    assert "Sense not stated" in notes(charts.by_sense(claims({"cost_basis": None})), "panel")[0]


def test_panels_of_costs_share_their_axis_so_that_marks_compare_by_eye():
    rows = claims(
        {"cost_basis": "final_run_rental", "value": 1e5},
        {"cost_basis": "unspecified", "value": 1e9},
    )
    layout = charts.by_sense(rows).layout

    assert layout.xaxis.type == layout.xaxis2.type == "log"
    assert layout.xaxis.range == layout.xaxis2.range


def test_an_axis_refuses_two_units():
    mixed = claims({**HOURS}, {**CHIPS})

    with pytest.raises(ValueError, match="One axis shows one unit, not GPU, GPU_hour"):
        unit_of(mixed)


def test_marks_of_a_row_that_would_cover_each_other_are_moved_apart():
    rows = claims(*({"value": 1e6} for _ in range(4)), {"value": 1e9})
    figure = charts.by_sense(rows)

    heights = [y for trace in figure.data if trace.customdata is not None for y in trace.y]
    assert len(set(heights[:4])) == 4


@pytest.mark.parametrize(
    "label",
    ["GPT-4", "DeepSeek-R1 (reinforcement-learning stage only)", "x" * 60, "A\nby 2029", ""],
)
def test_a_label_fits_beside_the_chart_on_a_phone(label):
    lines = short(label).split("<br>")

    assert len(lines) <= 2
    assert all(len(line) <= 18 for line in lines)


def test_a_label_cannot_hold_markup():
    assert "<" not in short("<b>bold").replace("<br>", "")


def test_the_height_follows_the_number_of_rows():
    few = stacked([Panel(title="t", rows=claims({}), labels=["a"], order=["a"])])
    rows = claims(*({} for _ in range(20)))
    names = [str(i) for i in range(20)]
    many = stacked([Panel(title="t", rows=rows, labels=names, order=names)])

    assert many.layout.height > few.layout.height + 15 * 27


def test_money_without_a_rate_and_losses_have_no_place_on_a_log_axis_of_dollars():
    rows = claims({}, {"unit": "XYZ"}, {"value": -5.0})

    assert list(drawable(rows)) == [True, False, True]
    assert list(drawable(rows, positive=True)) == [True, False, False]
    assert list(charts.on_ladder(rows)["claim_id"]) == ["c0"]


def test_names_that_articles_state_come_before_samples_and_reference_figures():
    rows = claims(
        {"subject": "largest", "origin": "reference", "value": 9e12, "source_tier": "primary"},
        {"subject": "sampled", "is_sample": True},
        {"subject": "own", "value": 1.0},
    )

    assert list(foremost(rows, list(rows["subject"]), 1)["subject"]) == ["own"]
    assert list(foremost(rows, list(rows["subject"]), 2)["subject"]) == ["sampled", "own"]


def test_the_takeaway_names_the_ends_and_counts_the_origins():
    rows = claims(
        {"subject": "DeepSeek", "value": 5.6e6},
        {"subject": "GPT-4", "value": 1e8, "qualifier": "at_least", "origin": "reference"},
    )

    assert charts.takeaway(rows, "training costs") == (
        "2 figures, training costs: 1 from articles and 1 reference. "
        "From DeepSeek ($5.6M) to GPT-4 (at least $100M)."
    )
    assert charts.takeaway(rows.iloc[:0], "training costs") == "No training costs."


def test_a_whole_programme_names_its_company_and_a_model_its_name_alone():
    rows = claims(
        {"subject": "R&D compute", "company": "OpenAI", "cost_basis": "total_programme"},
        {"subject": "GPT-4", "company": "OpenAI", "cost_basis": "cloud_estimate"},
    )

    figure = charts.by_sense(rows)

    assert {*rows_of(figure, 1), *rows_of(figure, 2)} == {
        "OpenAI: R&amp;D<br>compute<br>$1M",
        "GPT-4<br>$1M",
    }


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ([{"value": 1e6}, {"value": 5e6}], "$1M to $5M"),
        ([{"value": 1e6}, {"value": 1e6, "qualifier": "approx"}], "$1M"),
        ([{"value": 1e6, "value_high": 2e6, "qualifier": "range"}, {"value": 9e6}], "$1M to $9M"),
        ([{"value": 5e7, "qualifier": "at_least"}], "at least $50M"),
    ],
)
def test_below_the_name_of_a_row_stand_its_amounts(own, said):
    rows = claims(*({"cost_basis": "final_run_rental", **each} for each in own))

    assert rows_of(charts.by_sense(rows)) == [f"GPT-4<br>{said}"]


def test_the_room_under_a_chart_is_that_of_its_source_line():
    one = charts.by_sense(claims({"cost_basis": "unspecified"}))
    two = charts.by_sense(claims({"cost_basis": "unspecified"}, {"origin": "reference"}))
    lines = [note.text.count("<br>") for f in (one, two) for note in f.layout.annotations
             if note.name == "source"]  # fmt: skip

    assert lines[1] > lines[0]
    assert two.layout.margin.b > one.layout.margin.b
