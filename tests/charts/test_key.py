"""The key of a chart: every sign of its legend as a picture of its own, outside of the plot."""

import xml.etree.ElementTree as ET

import plotly.graph_objects as go
import pytest

from newsfigures import charts
from newsfigures.charts import draft, market, signs
from newsfigures.charts.money.rungs import RUNGS
from tests.claims import claims

SVG = "{http://www.w3.org/2000/svg}"


def drawn(picture):
    """Return the elements of a picture, which must be well-formed."""
    return list(ET.fromstring(picture))


def test_the_key_names_every_sign_of_the_legend_in_its_order():
    rows = claims({"status": "reported", "reviewed": True}, {"status": "estimated"})

    assert [sign.name for sign in charts.final(charts.by_sense(rows)).signs] == [
        "reported", "estimated", "hollow: not reviewed",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "shape",
    sorted({*signs.SHAPES.values(), *market.SYMBOLS.values(),
            *(rung.symbol for rung in RUNGS.values())}),
)  # fmt: skip
@pytest.mark.parametrize("form", ["", "-open", "-open-dot"])
def test_each_shape_has_a_picture_filled_or_hollow_with_its_dot(shape, form):
    figure = charts.by_sense(claims({}))
    marker = {"symbol": shape + form, "size": 11, "color": "#123456"}
    figure.add_trace(signs.key("one", mode="markers", marker=marker))
    parts = drawn(charts.final(figure).signs[-1].picture)

    assert parts[0].get("fill") == ("none" if "open" in form else "#123456")
    assert parts[0].get("stroke") == "#123456"
    assert len(parts) == (2 if form.endswith("dot") else 1)


@pytest.mark.parametrize("rung", RUNGS.values(), ids=lambda rung: rung.id)
def test_each_hatch_has_a_picture(rung):
    figure = charts.by_sense(claims({}))
    look = {"color": "#123456", "pattern": {"shape": rung.hatch}}
    figure.add_trace(draft.bar(x=[None], y=[None], name="one", showlegend=True, marker=look))

    assert len(drawn(charts.final(figure).signs[-1].picture)) > 1


def test_without_its_key_a_figure_gives_the_room_to_nobody():
    whole = charts.by_sense(claims({}))
    bare = go.Figure(charts.final(whole).to_dict())
    room = whole.layout.meta["key"]

    assert room > 0
    assert bare.layout.showlegend is False
    assert whole.layout.height - bare.layout.height == room
    assert whole.layout.margin.t - bare.layout.margin.t == room
    # A picture puts the legend back by what the figure keeps.
    assert bare.layout.meta["key"] == room


def test_a_figure_without_a_legend_has_no_key():
    empty = charts.by_sense(claims({}).iloc[:0])

    assert charts.final(empty).signs == ()
    assert charts.final(empty).to_dict()["layout"]["height"] == empty.layout.height


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([1.0, 50.0], "US dollars. Click a mark for its sentence."),
        ([1.0, 100.0], "US dollars, log scale. Click a mark for its sentence."),
        ([], "US dollars. Click a mark for its sentence."),
    ],
)
def test_the_line_of_a_card_says_unit_and_scale(values, said):
    rows = claims(*({"value": value} for value in values or [1.0]))

    assert charts.unit_line("US dollars", rows.iloc[: len(values)]) == said
