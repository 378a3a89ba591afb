"""Charts in the making: what is said of them, and that plotly knows all of it when it is asked."""

import json

import numpy as np
import plotly
import plotly.graph_objects as go
import pytest

from newsfigures import charts
from newsfigures.charts import draft
from newsfigures.charts.draft import Draft


def test_what_is_said_later_is_merged_into_what_was_said():
    made = Draft().update_layout(margin={"l": 8, "t": 4}).update_layout({"margin": {"t": 9}})

    assert made.to_dict()["layout"] == {"margin": {"l": 8, "t": 9}}
    assert made.update_xaxes(range=[0, 1]).layout.xaxis.range == (0, 1)


def test_what_is_unsaid_is_not_in_a_trace():
    assert draft.scatter(x=[1], text=None) == {"type": "scatter", "x": [1]}


def test_what_was_merged_in_is_not_changed_by_what_comes_later():
    plain = {"hoverlabel": {"align": "left"}}
    Draft().update_layout(**plain).update_layout(hoverlabel={"align": "right"})

    assert plain == {"hoverlabel": {"align": "left"}}


def test_two_traces_with_one_look_are_coloured_each_for_itself():
    look = {"color": "#4D6BFE"}
    made = Draft([draft.scatter(x=[1], y=[1], marker=look)] * 2)
    inked = charts.final(made, "dark").to_dict()["data"]

    assert inked[0]["marker"] == inked[1]["marker"]
    assert inked[0]["marker"] is not inked[1]["marker"]
    assert look == {"color": "#4D6BFE"}


def test_a_draft_is_written_as_plotly_writes_its_figure():
    reach = np.array([np.nan, 2.0])
    made = Draft([draft.scatter(x=[1, 2], y=[3, 4], error_x={"array": reach})])
    made.add_annotation(text="a", x=1, y=3).add_shape(type="line", x0=0, x1=1, y0=0, y1=1)

    written = json.loads(plotly.io.to_json(charts.final(made)))
    assert written == json.loads(plotly.io.to_json(go.Figure(made.spec)))
    # A number that is missing from a list is null, which plotly.js draws as zero.
    assert set(written["data"][0]["error_x"]["array"]) == {"dtype", "bdata"}


@pytest.mark.parametrize(
    "made",
    [
        Draft([draft.scatter(x=[1], mark={})]),
        Draft([draft.bar(marker={"pattern": {"shape": "o"}})]),
        Draft().update_layout(legend_traceorder="sideways"),
        Draft().add_annotation(txt="a"),
    ],
)
def test_what_plotly_does_not_know_is_refused_where_a_chart_is_looked_at(made):
    with pytest.raises(ValueError, match="Invalid"):
        _ = made.figure
