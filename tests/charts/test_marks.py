"""Marks: one per claim, its whisker, its arrow, and the way back to its evidence."""

import math

import pytest

from newsfigures import charts
from newsfigures.charts import compute, cost_time, market, timeline
from newsfigures.charts.draft import Draft
from newsfigures.charts.marks import records, scatter
from newsfigures.charts.signs import SHAPES
from tests.claims import claims


def looked_at(rows, **places):
    """Return the marks of claims of articles, as plotly reads them."""
    (trace,) = Draft([scatter(rows, "article", **places)]).data
    return trace


def drawn(figure):
    """Return the traces that hold claims; legend keys and names hold none."""
    return [trace for trace in figure.data if trace.customdata is not None]


def ids(figure):
    return sorted(mark[0] for trace in drawn(figure) for mark in trace.customdata)


MONEY = (
    {"origin": "article", "cost_basis": "final_run_rental", "value": 5.6e6, "subject": "DeepSeek"},
    {"origin": "reference", "cost_basis": "cloud_estimate", "value": 8.1e7},
    {"origin": "derived", "cost_basis": "final_run_rental", "value": 5.6e7, "subject": "Llama"},
    {"origin": "reference", "value": 3e7, "value_high": 3e8, "qualifier": "range"},
)


@pytest.mark.parametrize(
    ("figure", "rows"),
    [
        pytest.param(charts.by_sense, claims(*MONEY), id="costs by sense"),
        pytest.param(
            lambda rows: timeline.over_time(cost_time.strips(rows)),
            claims(*MONEY),
            id="costs over time",
        ),
        pytest.param(
            lambda rows: charts.ladder(rows, {"training_cost": "Training cost"}),
            claims(*MONEY),
            id="ladder",
        ),
        pytest.param(
            lambda rows: market.by_definition(rows, "2030"),
            claims(*({**row, "metric": "market_size"} for row in MONEY)),
            id="market by definition",
        ),
        pytest.param(
            compute.small_multiples,
            claims(
                {"metric": "gpu_hours", "unit": "GPU_hour", "is_money": False, "value": 2.8e6},
                {"metric": "gpu_count", "unit": "GPU", "is_money": False, "value": 2048},
                {"metric": "power_capacity", "unit": "MW", "is_money": False, "value": 1200},
            ),
            id="compute",
        ),
    ],
)
class TestEveryChart:
    def test_draws_each_claim_once_with_its_id(self, figure, rows):
        assert ids(figure(rows)) == sorted(rows["claim_id"])

    def test_gives_each_status_its_own_shape_and_says_so_in_the_legend(self, figure, rows):
        made = figure(
            rows.assign(status=list(SHAPES)[: len(rows)], reviewed=True, origin="article")
        )
        status = dict(zip(rows["claim_id"], SHAPES, strict=False))

        for trace in drawn(made):
            for mark, symbol in zip(trace.customdata, trace.marker.symbol, strict=True):
                assert symbol == SHAPES[status[mark[0]]]
        named = {t.name: t.marker.symbol for t in made.data if t.showlegend and t.marker.symbol}
        assert named == {name: SHAPES[name] for name in status.values()}

    def test_names_its_sources_inside_the_figure(self, figure, rows):
        words = [note.text for note in figure(rows).layout.annotations if note.name == "source"]

        assert len(words) == 1
        assert words[0].startswith("Source: 1 article")

    def test_has_a_clear_ground_and_leaves_the_colour_of_text_to_the_theme(self, figure, rows):
        layout = figure(rows).layout

        assert layout.paper_bgcolor == layout.plot_bgcolor == "rgba(0,0,0,0)"
        assert layout.font.color is None
        assert all(note.font.color is None for note in layout.annotations)


def test_a_range_has_a_whisker_to_its_upper_end_and_a_point_none():
    rows = claims({"value": 3e7, "value_high": 3e8, "qualifier": "range"}, {"value": 5e7})
    trace = looked_at(records(rows), x=[3e7, 5e7], y=[0, 0])

    assert trace.error_x.array[0] == 2.7e8
    assert math.isnan(trace.error_x.array[1])
    assert trace.error_x.arrayminus[0] == 0
    assert trace.error_x.visible


def test_no_whisker_is_drawn_where_no_claim_is_a_range():
    assert not looked_at(records(claims({})), x=[1], y=[0]).error_x.visible


@pytest.mark.parametrize(
    ("qualifier", "value_on", "glyph"),
    [
        ("at_least", "x", "→"),
        ("at_most", "x", "←"),
        ("at_least", "y", "↑"),
        ("at_most", "y", "↓"),
        ("exact", "x", ""),
        ("approx", "x", ""),
        ("range", "y", ""),
    ],
)
def test_a_bound_has_an_arrow_to_its_open_side(qualifier, value_on, glyph):
    rows = records(claims({"qualifier": qualifier}))

    assert looked_at(rows, x=[1], y=[1], value_on=value_on).text == (glyph,)


def test_an_empty_frame_is_drawn_as_words():
    assert "No figure" in charts.by_sense(claims()).layout.annotations[0].text


@pytest.mark.parametrize(
    ("given", "symbol", "pixels", "said"),
    [
        pytest.param({"reviewed": True}, "circle", 11, [], id="reviewed"),
        pytest.param({}, "circle-open", 11, ["hollow: not reviewed"], id="not reviewed"),
        pytest.param(
            {"origin": "derived"}, "circle-open-dot", 11,
            ["hollow: not reviewed", "dot: worked out"], id="worked out",
        ),
        pytest.param({"origin": "reference", "reviewed": True}, "circle", 8, [], id="reference"),
        pytest.param({"reviewed": True, "preferred_by": "Ada"}, "circle", 16, [], id="preferred"),
    ],
)  # fmt: skip
def test_a_mark_s_form_says_how_a_figure_was_come_by(given, symbol, pixels, said):
    rows = claims(given).assign(preferred_by=given.get("preferred_by"), preferred_why="why")
    trace = looked_at(records(rows), x=[1], y=[1])
    legend = [t.name for t in charts.by_sense(rows).data if t.showlegend]

    assert list(trace.marker.symbol) == [symbol]
    assert list(trace.marker.size) == [pixels]
    assert legend == ["reported", *said]


def test_small_marks_are_said_to_be_reference_data_where_there_are_others():
    rows = claims({"reviewed": True}, {"reviewed": True, "origin": "reference"})

    legend = [t.name for t in charts.by_sense(rows).data if t.showlegend]
    assert legend == ["reported", "small: reference data"]
