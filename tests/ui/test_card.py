"""The chart card: what its controls decide, and what happens when a chart fails."""

import json

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from tests.apps import SECONDS, charts, page, words


def script(body):
    """Return an app of one card over the training costs of the store."""
    head = (
        "import streamlit as st\n"
        "from newsfigures import charts, ui\n"
        "from newsfigures.errors import InputError\n"
        "rows = ui.ask('claims_of_metrics', metrics=['training_cost'],\n"
        "    **ui.claim_filters('t', ['training_cost']))\n"
    )
    return AppTest.from_string(head + body, default_timeout=SECONDS)


ONE = "ui.card('one', 'How much?', rows, {figure}, line='US dollars.', alt='Costs.')\n"
DRAWN = ONE.format(figure="lambda look: charts.by_sense(look.rows, look.scale)")


def axis(app):
    return json.loads(charts(app)[0].proto.spec)["layout"]["xaxis"]["type"]


@pytest.mark.parametrize(("scale", "kind"), [("Auto", "log"), ("Log", "log"), ("Linear", "linear")])
def test_the_scale_of_the_axis_is_in_the_address(full, scale, kind):
    app = script(DRAWN)
    app.query_params["one_scale"] = scale

    assert axis(app.run()) == kind


@pytest.mark.parametrize(("address", "said"), [({}, "v"), ({"one_order": "Date"}, "d")])
def test_a_control_of_the_page_decides_about_the_words_too(full, address, said):
    app = script(
        "ui.card('one', 'How much?', rows, lambda look: charts.by_sense(look.rows),\n"
        "    line=lambda look: f'Sorted by {look.picked[\"order\"]}.', alt='Costs.',\n"
        "    controls=[ui.Control(name='order', title='Order',\n"
        "        options={'v': 'Value', 'd': 'Date'})])"
    )
    for name, value in address.items():
        app.query_params[name] = value

    assert f"Sorted by {said}." in words(app.run())


@pytest.mark.parametrize(
    ("error", "said"),
    [
        pytest.param("InputError('No rate for marks.')", "No rate for marks.", id="of ours"),
        pytest.param("ValueError('two units')", "The fault is ours", id="a fault"),
    ],
)
def test_a_chart_that_fails_says_so_in_its_card_and_the_page_goes_on(full, error, said):
    failing = f"def fail(look):\n    raise {error}\n"
    second = DRAWN.replace("'one'", "'two'")
    app = script(failing + ONE.format(figure="fail") + second + "st.text('the end')").run()

    assert said in words(app)
    assert "the end" in words(app)
    assert len(charts(app)) == 1
    assert bool(app.exception) == error.startswith("Value")


def test_a_chart_made_beforehand_has_no_controls(full):
    app = script(ONE.format(figure="charts.by_sense(rows)")).run()

    assert len(charts(app)) == 1
    assert not app.get("button_group") or "one_scale" not in app.session_state


def test_filters_of_the_page_stand_in_the_card(full):
    app = page("training_cost", training_cost_statuses="Estimated").run()

    assert "Only: estimated." in words(app)
    assert set(pd.concat([d.value for d in app.dataframe])["Status"]) == {"Estimated"}
