"""The small charts of the Overview: marks keep their claims, squares their figures."""

from datetime import date

import pandas as pd
import pytest

from newsfigures.charts.provenance import OTHERS, PUBLISHERS, UNDATED, asked, cells, provenance
from newsfigures.charts.spark import spark
from newsfigures.charts.themes import ladder_of_themes
from tests.claims import claims


def marks(figure):
    return [m[0] for t in figure.data if t.customdata is not None for m in t.customdata]


def articles(*rows):
    frame = pd.DataFrame(rows, columns=["publisher", "published", "figures", "reviewed"])
    return frame.assign(articles=1)


def test_a_small_chart_has_a_mark_per_claim_and_one_stands_out():
    figure = spark(claims({}, {"value": 5e8, "published": "2026-01-01"}), "c1")
    (trace,) = figure.data

    assert marks(figure) == ["c0", "c1"]
    assert trace.marker.size[1] > trace.marker.size[0]
    assert trace.marker.opacity[1] > trace.marker.opacity[0]
    assert figure.layout.yaxis.type == "log"
    assert list(figure.layout.yaxis.ticktext) == ["$1M", "$500M"]
    assert list(figure.layout.xaxis.ticktext) == ["Jan 2025", "Jan 2026"]


def test_a_small_chart_of_one_day_has_one_date():
    figure = spark(claims({}, {"value": 2e6}), "c0")

    assert list(figure.layout.xaxis.ticktext) == ["Jan 2025"]


def test_the_ladder_has_a_panel_per_theme_on_one_axis():
    rows = claims({}, {"metric": "capex", "value": 1e10}, {"metric": "capex", "value": -1.0})
    figure = ladder_of_themes(
        rows, {"Training": {"training_cost": "Cost"}, "Investment": {"capex": "Spending"}}
    )

    assert sorted(marks(figure)) == ["c0", "c1"]  # a loss has no place
    assert figure.layout.xaxis.range == figure.layout.xaxis2.range
    titles = [note.text for note in figure.layout.annotations if note.name == "panel"]
    assert titles == ["<b>Training</b>", "<b>Investment</b>"]


def test_squares_sum_up_a_publisher_s_month():
    found = cells(
        articles(
            ("Paper", "2026-01-03", 4, 1),
            ("Paper", "2026-01-30", 6, 0),
            ("Paper", "2026-03-01", 1, 0),
            ("Wire", None, 20, 20),
        )
    )

    assert found.to_dict("split")["data"] == [
        ["Wire", UNDATED, 1, 20, 20],
        ["Paper", "2026-01", 2, 10, 1],
        ["Paper", "2026-03", 1, 1, 0],
    ]
    figure = provenance(found)
    read, reviewed = figure.data[0], figure.data[1]
    assert [held[0] for held in read.customdata] == [
        f"Wire|{UNDATED}", "Paper|2026-01", "Paper|2026-03"
    ]  # fmt: skip
    # Area, not width, is the number: half the figures, half the area.
    assert (read.marker.size[0] / read.marker.size[1]) ** 2 == pytest.approx(2)
    assert reviewed.marker.size[0] == read.marker.size[0]
    assert reviewed.marker.size[2] == 0
    assert list(figure.layout.xaxis.categoryarray) == ["2026-01", "2026-02", "2026-03", UNDATED]


def test_long_spans_are_shown_by_quarter_and_year():
    quarters = cells(articles(("P", "2023-02-01", 1, 0), ("P", "2026-02-01", 1, 0)))
    years = cells(articles(("P", "2001-02-01", 1, 0), ("P", "2026-02-01", 1, 0)))

    assert list(quarters["span"]) == ["2023Q1", "2026Q1"]
    assert list(years["span"]) == ["2001", "2026"]


def test_many_publishers_become_the_foremost_and_all_others():
    rows = articles(*((f"P{i:02}", "2026-01-01", 50 - i, 0) for i in range(20)))
    found = cells(rows)

    assert len(found) == PUBLISHERS + 1
    assert found["publisher"].iloc[-1] == OTHERS
    assert found["figures"].sum() == rows["figures"].sum()
    left = asked(found, f"{OTHERS}|2026-01")
    assert left["others"]
    assert left["publishers"] == [f"P{i:02}" for i in range(PUBLISHERS)]


def test_publishers_that_are_one_already_stay_all_others():
    rows = articles((OTHERS, "2026-01-01", 90, 0), ("Paper", "2026-01-01", 1, 0))

    assert list(cells(rows)["publisher"]) == ["Paper", OTHERS]


def test_a_square_leads_to_its_articles():
    found = cells(articles(("Paper", "2026-01-03", 4, 1), ("Wire", None, 4, 1)))

    assert asked(found, "Paper|2026-01") == {
        "publishers": ["Paper"], "others": False,
        "since": date(2026, 1, 1), "until": date(2026, 1, 31),
    }  # fmt: skip
    assert asked(found, f"Wire|{UNDATED}")["since"] is None
    assert asked(found, "nobody|never") is None


def test_without_figures_there_is_no_square():
    assert not marks(provenance(cells(articles(("Paper", "2026-01-03", 0, 0)))))
    assert not marks(provenance(cells(articles())))
