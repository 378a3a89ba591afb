"""Any answer of columns can be drawn: names, years, days, numbers, with groups."""

import pandas as pd
import pytest

from newsfigures.charts import answers
from newsfigures.charts.hues import HUES, OTHERS

ROWS = pd.DataFrame(
    {
        "company": ["OpenAI", "Meta", "OpenAI", None],
        "year": [2025, 2023, 2024, 2024],
        "cost_usd": [3e9, 5.6e6, 1e8, None],
        "published": ["2025-01-27", "2023-05-01", None, "2024-02-03"],
        "note": ["a & b", "<i>c</i>", "d", "e"],
    }
)


@pytest.mark.parametrize("kind", answers.MOST)
@pytest.mark.parametrize("x", ["company", "year", "published", "note"])
def test_rows_without_a_value_are_left_out_and_counted_as_such(kind, x):
    figure = answers.answer(ROWS, kind, x, "cost_usd")
    known = ROWS[ROWS[x].notna() & ROWS["cost_usd"].notna()]

    assert len(figure.data[0].y) == len(known) == len(answers.drawn(ROWS, kind, x, "cost_usd"))
    assert f"{len(known)} of {len(ROWS)} rows" in answers.said(ROWS, kind, x, "cost_usd")


def test_a_line_goes_along_its_axis_whatever_the_order_of_rows():
    figure = answers.answer(ROWS, "line", "year", "cost_usd")

    assert list(figure.data[0].x) == [2023, 2024, 2025]
    assert figure.layout.xaxis.tickformat == "d"


def test_values_have_the_unit_that_their_column_names():
    figure = answers.answer(ROWS, "points", "year", "cost_usd")

    assert figure.layout.yaxis.type == "log"
    assert "$1B" in figure.layout.yaxis.ticktext


def test_companies_have_their_colours_and_others_those_that_are_left():
    groups = ["OpenAI", *(f"lab {i}" for i in range(12))]
    rows = pd.DataFrame({"n": range(len(groups)), "m": 1.0, "who": groups})
    figure = answers.answer(rows, "points", "n", "m", "who")
    colours = {trace.name: trace.marker.color for trace in figure.data}

    assert colours["OpenAI"] == HUES["OpenAI"]
    assert colours[answers.REST] == OTHERS
    assert len(colours) == len(set(colours.values())) == answers.COLOURS + 2


def test_bars_keep_the_order_of_rows_and_rows_of_the_same_name():
    figure = answers.answer(ROWS, "bar", "company", "cost_usd", "company")

    assert sum(len(trace.y) for trace in figure.data) == 3
    assert list(figure.layout.yaxis.ticktext) == ["OpenAI", "Meta", "OpenAI"]
    assert figure.layout.yaxis.autorange == "reversed"


def test_words_are_no_markup():
    figure = answers.answer(ROWS, "points", "note", "cost_usd")
    words = [data[1] for data in figure.data[0].customdata]

    assert any("&lt;i&gt;c&lt;/i&gt;" in word for word in words)


def test_nothing_to_draw_is_said():
    rows = pd.DataFrame({"a": ["x"], "n": [None]})

    assert "No row has both" in answers.answer(rows, "bar", "a", "n").layout.annotations[0].text
    assert "Nothing to draw" in answers.said(rows, "bar", "a", "n")
