"""Columns: quantities that read across, chips by company, hours at one price."""

import math

import pytest

from newsfigures.charts import compute, fleet, normalised
from newsfigures.charts.columns import Column, across
from newsfigures.charts.look import Scale
from tests.claims import claims

HOURS = {"metric": "gpu_hours", "unit": "GPU_hour", "is_money": False}
CHIPS = {"metric": "gpu_count", "unit": "GPU", "is_money": False}
FLOP = {"metric": "training_compute", "unit": "FLOP", "is_money": False}
POWER = {"metric": "power_capacity", "unit": "MW", "is_money": False}


def notes(figure, name):
    return [note.text for note in figure.layout.annotations if note.name == name]


def marks(figure):
    """Return what each mark or part of a bar carries first: the id of its claim."""
    traces = [t for t in figure.data if t.customdata is not None and t.type == "scatter"]
    return {
        mark[0]: (x, y) for t in traces for mark, x, y in zip(t.customdata, t.x, t.y, strict=True)
    }


def bars(figure, name):
    return [trace for trace in figure.data if trace.name == name]


def test_each_quantity_has_its_own_axis_and_all_have_the_same_rows():
    rows = claims(
        {**HOURS, "value": 2.8e6, "company": "DeepSeek"},
        {**HOURS, "value": 3.9e7, "company": "Meta"},
        {**CHIPS, "value": 2048, "company": "DeepSeek"},
    )
    figure = compute.small_multiples(rows)
    at = marks(figure)

    assert figure.layout.xaxis.range != figure.layout.xaxis2.range
    assert notes(figure, "row") == ["DeepSeek", "Meta"]
    assert at["c0"][1] == at["c2"][1] > at["c1"][1]
    assert figure.layout.xaxis.domain[1] < figure.layout.xaxis2.domain[0]


def test_a_quantity_that_nobody_stated_is_hatched_and_reads_not_stated():
    rows = claims({**HOURS, "company": "Meta"}, {**CHIPS, "company": "xAI"})
    figure = compute.small_multiples(rows)

    hatched = [trace for trace in bars(figure, "missing") if trace.type == "bar"]
    said = [trace for trace in bars(figure, "missing") if trace.type == "scatter"]
    assert [list(trace.text) for trace in said] == [["not stated"], ["not stated"]]
    assert len(hatched) == 2
    assert all(bar.marker.pattern.shape and bar.customdata is None for bar in hatched)
    lined = {(shape.xref, shape.y0) for shape in figure.layout.shapes if shape.xref != "paper"}
    missing = {(f"{bar.xaxis} domain", bar.y[0]) for bar in hatched}
    assert missing
    assert not lined & missing


def test_a_hatched_cell_fills_its_column_on_a_log_axis_too():
    rows = claims(
        {**HOURS, "company": "Meta", "value": 1e3},
        {**HOURS, "company": "Meta", "value": 1e6},
        {**CHIPS, "company": "xAI"},
    )
    figure = compute.small_multiples(rows)
    cell = next(bar for bar in bars(figure, "missing") if bar.type == "bar" and bar.xaxis == "x")
    low, high = figure.layout.xaxis.range

    assert figure.layout.xaxis.type == "log"
    assert math.log10(cell.base[0]) == pytest.approx(low)
    assert math.log10(cell.base[0] + cell.x[0]) == pytest.approx(high)


def test_the_scale_chosen_holds_for_every_column():
    rows = claims({**HOURS, "value": 1e3}, {**HOURS, "value": 1e6}, {**CHIPS, "value": 10})

    linear = compute.small_multiples(rows, "company", Scale.LINEAR)
    assert (linear.layout.xaxis.type, linear.layout.xaxis2.type) == ("linear", "linear")
    assert compute.small_multiples(rows, "company", Scale.LOG).layout.xaxis2.type == "log"


def test_names_with_most_quantities_come_first_and_the_rest_is_counted():
    rows = claims(
        {**CHIPS, "subject": "Fleet", "company": None},
        {**CHIPS, "subject": "Fleet", "company": None},
        {**CHIPS, "subject": "Grok 3 training run", "company": "xAI"},
        {**HOURS, "subject": "Grok 3", "company": "xAI"},
    )

    assert compute.common_order(rows, "subject") == ["Grok 3 · xAI", "Fleet"]
    kept = compute.foremost(rows, "subject", 1)
    assert list(kept.rows["claim_id"]) == ["c2", "c3"]
    assert kept.notes == (
        "1 of 2 rows, those of which most quantities are stated: 2 of 4 figures.",
        "Not stated for any of them: FLOP, Power.",
    )


def test_how_many_figures_there_are_is_told_for_each_name():
    rows = claims({**HOURS, "company": "Meta"}, {**CHIPS, "company": "xAI"})
    table = compute.coverage(rows).set_index("Company")

    assert table.loc["Meta", "GPU hours"] == "1"
    assert table.loc["Meta", "Chips"] == "not stated"
    assert table.loc["xAI", "Power"] == "not stated"


def test_nothing_to_draw_is_said():
    figure = across([Column(title="Chips", rows=claims(), labels=[])], [])

    assert figure.layout.annotations[0].text == "No figure to draw."


def test_marks_of_one_value_do_not_cover_each_other():
    rows = claims(*({**CHIPS, "value": 2048.0, "company": "DeepSeek"} for _ in range(4)))
    heights = {y for _, y in marks(compute.small_multiples(rows)).values()}

    assert len(heights) == 4


XAI = {**CHIPS, "company": "xAI", "hardware": "H100"}


def fleet_of(*rows):
    return fleet.fleet(claims(*rows))


def test_a_bar_ends_at_the_largest_figure_of_each_status_and_adds_nothing_up():
    figure = fleet_of(
        {**XAI, "subject": "Colossus", "value": 1e5},
        {**XAI, "subject": "Colossus", "value": 2e5},
        {**XAI, "subject": "Colossus", "value": 3.4e5, "status": "projected"},
        {**XAI, "subject": "Colossus", "value": 1.5e5, "status": "estimated"},
    )
    parts = {
        bar.marker.pattern.shape or "": (bar.base[0], bar.base[0] + bar.x[0], bar.customdata[0][0])
        for bar in bars(figure, "segments")
    }

    # What is estimated lies below what is reported, and is no part of its own.
    assert set(parts) == {"", "/"}
    assert parts[""][1:] == (2e5, "c1")
    assert parts["/"] == (2e5, pytest.approx(3.4e5), "c2")


@pytest.mark.parametrize(
    ("planned", "said"),
    [
        ({"status": "projected", "value": 3.4e5}, "200K, planned 340K"),
        ({"status": "projected", "value": 1e5}, "200K H100"),
        ({"status": "estimated", "value": 3e5}, "300K H100"),
    ],
    ids=["planned more", "planned less", "nothing planned"],
)
def test_above_a_bar_what_is_held_is_told_from_what_is_planned(planned, said):
    figure = fleet_of(
        {**XAI, "subject": "Colossus", "value": 2e5}, {**XAI, "subject": "Colossus", **planned}
    )

    assert notes(figure, "caption") == [said]


def test_the_legend_says_which_hatch_is_which_status():
    figure = fleet_of(
        {**XAI, "subject": "Colossus"},
        {**XAI, "subject": "Colossus", "value": 3e6, "status": "announced"},
    )
    keys = [t.name for t in figure.data if t.type == "bar" and t.x == (None,)]

    assert keys == ["bar: reported", "bar: announced or projected"]


def test_what_one_model_took_has_a_column_of_its_own():
    figure = fleet_of(
        {**XAI, "subject": "Colossus phase 1", "value": 1e5},
        {**XAI, "subject": "Grok 3 training run", "value": 8e4},
    )
    traces = {t.customdata[0][0]: t.xaxis for t in figure.data
              if t.type == "scatter" and t.customdata is not None}  # fmt: skip

    assert notes(figure, "panel") == [
        "<b>Held, bought<br>or planned</b>", "<b>Used for<br>one model</b>"
    ]  # fmt: skip
    assert traces["c0"] != traces["c1"]


def test_the_largest_figure_of_a_row_names_its_chip():
    figure = fleet_of(
        {**XAI, "subject": "Colossus", "value": 2e5, "hardware": "NVIDIA H100 SXM5 80GB"},
        {**XAI, "subject": "Colossus", "value": 2.3e5, "hardware": "H100/H200/GB200"},
    )

    assert notes(figure, "caption") == ["230K H100/H200/GB200"]


def test_counts_turn_into_equivalents_only_where_one_chip_is_named():
    rows = claims(
        {**XAI, "value": 100.0},
        {**XAI, "value": 1000.0, "value_high": 2000.0, "hardware": "TPU v4"},
        {**XAI, "value": 10.0, "hardware": "Hopper"},
        {**XAI, "value": 10.0, "hardware": None},
        {**XAI, "value": 7.0, "hardware": "H100-equivalent"},
    )
    view = fleet.in_h100(rows)
    found = view.rows.set_index("claim_id")

    assert list(found.index) == ["c0", "c1", "c4"]
    assert set(found["unit"]) == {"H100e"}
    assert found.loc["c1", "value"] == pytest.approx(1000 * 2.75e14 / 9.894e14)
    assert found.loc["c1", "value_high"] == pytest.approx(2000 * 2.75e14 / 9.894e14)
    assert found.loc["c1", "usd_note"] == "1,000 TPU v4 × 0.278 H100e"
    assert found.loc["c0", "value"] == 100
    assert view.notes == (
        "2 figures are not drawn, only shown in chips: no conversion for Hopper; 1 name no chip.",
    )
    assert rows.loc[1, "value"] == 1000


def test_equivalents_are_no_chips():
    rows = claims(XAI, {**XAI, "hardware": "H100-equivalent"})
    view = fleet.in_chips(rows)

    assert list(view.rows["claim_id"]) == ["c0"]
    assert view.notes == (
        "1 figure is stated in H100-equivalents, not in chips; not drawn among them.",
    )


def test_the_conversion_table_holds_the_chips_named_with_their_source():
    rows = claims(XAI, {**XAI, "hardware": "TPU v4"}, {**XAI, "hardware": "Hopper"})
    table = fleet.conversions(rows).set_index("Chip")

    assert list(table.index) == ["H100", "TPU v4"]
    assert table.loc["TPU v4", "Worth in H100"] == pytest.approx(0.278, abs=0.001)
    assert table.loc["TPU v4", "Watts"] == 340
    assert table["Source"].str.startswith("https://epoch.ai/").all()


V3 = {"subject": "DeepSeek-V3", "company": "DeepSeek", "hardware": "H800"}
LLAMA = {"subject": "Llama 3.1 405B", "company": "Meta", "hardware": "H100-80GB"}


def test_hours_at_one_price_stand_beside_the_operations():
    rows = claims(
        {**HOURS, **V3, "value": 2.788e6},
        {**HOURS, **LLAMA, "value": 3.084e7},
        {**FLOP, **LLAMA, "value": 3.8e25},
    )
    figure = normalised.normalised(normalised.runs(rows).rows, 2.5)
    at = marks(figure)

    assert at["c0"][0] == pytest.approx(6.97e6)
    assert at["c1"][0] == pytest.approx(7.71e7)
    assert at["c2"][0] == 3.8e25
    assert notes(figure, "row") == ["Llama 3.1 405B · H100", "DeepSeek-V3 · H800"]
    assert set(notes(figure, "caption")) == {"$77.1M", "$6.97M", "3.8×10²⁵"}
    assert notes(figure, "panel")[0] == "<b>GPU hours<br>at $2.50 each</b>"
    assert normalised.takeaway(rows, 2.5) == (
        "2 runs at $2.50 an hour, by the largest figure of each: from DeepSeek-V3 ($6.97M) to "
        "Llama 3.1 405B ($77.1M), 11.1 times."
    )


def test_the_sum_is_said_beside_the_mark():
    priced = normalised.at_price(claims({**HOURS, **V3, "value": 2.788e6}), 2.0)

    assert priced.loc[0, "usd_note"] == "2,788,000 hours × $2.00, worked out here"


def test_hours_that_disagree_show_both_ends_and_how_many_there_are():
    rows = claims({**HOURS, **V3, "value": 1e6}, {**HOURS, **V3, "value": 2e6})
    assert notes(normalised.normalised(rows, 1.0), "caption") == ["$1M to $2M, 2 figures"]

    rows["preferred_by"], rows["preferred_why"] = [None, "Ann"], [None, "the whole run"]
    rows["preferred_at"] = None
    assert notes(normalised.normalised(rows, 1.0), "caption") == ["★ $2M"]


def test_stages_families_and_hours_worked_out_from_a_cost_are_left_out_and_said():
    rows = claims(
        {**HOURS, **V3},
        {**HOURS, **V3, "subject": "DeepSeek-V3 pre-training"},
        {**HOURS, **LLAMA, "subject": "Llama 3 (family total)"},
        {**HOURS, **V3, "origin": "derived"},
        {**FLOP, "subject": "GPT-4"},
    )
    view = normalised.runs(rows)

    assert list(view.rows["claim_id"]) == ["c0"]
    assert view.notes == (
        "2 counts of hours are of stages or several models; not drawn.",
        "1 were worked out from a cost and would give it back; not drawn.",
    )
