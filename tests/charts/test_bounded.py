"""What a chart leaves out where there is too much of it, in numbers and words."""

from newsfigures.charts import bounded, by_sense
from newsfigures.charts.caption import caption
from newsfigures.charts.compute import coverage
from newsfigures.charts.senses import counted
from newsfigures.ui.table import csv_of
from tests.claims import claims

CLOUD = {"cost_basis": "cloud_estimate"}


def some(*left):
    rows = claims(*({**CLOUD, "value": 1e6 * (n + 1)} for n in range(len(left))))
    return rows.assign(left_out=left, left_out_reviewed=0, in_all=len(left) + sum(left))


def test_where_all_are_drawn_nothing_is_said():
    for rows in (some(0, 0), claims({}, {})):
        assert bounded.said(rows) == bounded.why(rows) == ""
        assert bounded.counted(rows) == 2
    assert bounded.page(some(0, 0)) == ""


def test_what_is_not_drawn_is_counted_wherever_figures_are_counted():
    rows = some(1_200, 0)

    assert bounded.said(rows) == "1,200 more like these are not drawn"
    assert "nothing is averaged" in bounded.why(rows)
    assert bounded.page(rows).startswith("Of 1,202 figures that fit 2 are drawn, up to 2 of each")
    assert caption(rows.to_dict("records")).endswith("1,202 figures")
    assert "1,202" in counted(rows)
    assert coverage(rows.assign(metric="gpu_hours"))["GPU hours"].tolist() == ["1,202"]


def test_reviewed_figures_stand_for_reviewed_ones_alone():
    rows = some(9, 5).assign(reviewed=[True, False], left_out_reviewed=[2, 0])

    assert bounded.counted(bounded.reviewed(rows)) == 3


def test_a_figure_more_or_less_left_out_draws_the_same_chart():
    assert by_sense(some(0, 0)).to_dict() == by_sense(some(7, 0)).to_dict()


def test_what_is_taken_along_has_no_column_about_the_choice():
    both = claims({**CLOUD, "value": 1e6}, {**CLOUD, "value": 2e6})

    assert csv_of(some(3, 0)) == csv_of(both)
