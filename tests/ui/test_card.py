"""The chart card: what its controls decide, and what happens when a chart fails."""

import json
import re
from html import unescape
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from newsfigures import charts as chart_room
from newsfigures.ui import asking, claims_html
from newsfigures.ui.sources import source_table
from newsfigures.ui.table import claim_table
from newsfigures.ui.taking import Taken, citations
from tests.apps import SECONDS, charts, page, tables, words
from tests.claims import claims


def script(body):
    """Return an app of one card over the training costs of the store."""
    head = (
        "import streamlit as st\n"
        "from newsfigures import charts, ui\n"
        "from newsfigures.errors import InputError\n"
        "rows = ui.ask('drawn_claims', metrics=['training_cost'], most=1000,\n"
        "    **ui.claim_filters('t', ['training_cost']))\n"
    )
    return AppTest.from_string(head + body, default_timeout=SECONDS)


ONE = "ui.card('one', 'How much?', rows, {figure}, line='US dollars.', alt='Costs.')\n"
DRAWN = ONE.format(figure="lambda look: charts.by_sense(look.rows, look.scale)")


def spec(app):
    """Return the first chart as plotly gets it."""
    return json.loads(charts(app)[0].proto.spec)


def axis(app):
    return spec(app)["layout"]["xaxis"]["type"]


@pytest.mark.parametrize(
    ("scale", "kind"), [("Auto scale", "log"), ("Log", "log"), ("Linear", "linear")]
)
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


def test_filters_of_the_page_stand_in_the_card_and_inside_the_chart(full):
    app = page("training_cost", training_cost_statuses="Estimated").run()

    assert "Only: estimated." in words(app)
    notes = [n["text"] for n in spec(app)["layout"]["annotations"] if n.get("name") == "source"]
    assert notes[0].startswith("Source: ")
    assert notes[0].endswith("Only: estimated.")


def test_the_table_has_a_row_for_each_figure_with_a_link_that_keeps_the_view(full):
    address = {"training_cost_by_sense_tab": "Table", "training_cost_statuses": "Estimated"}
    app = page("training_cost", **address).run()
    table = tables(app)[0]
    body = next(e.proto.body for e in app.get("html") if "nf-claims" in e.proto.body)
    every = [unescape(link) for link in re.findall(r'href="([^"]*)"', body)]
    links = [link for link in every if "fig=" in link]
    assert len([link for link in every if "pin=" in link]) == len(links)
    known = asking.claims(["training_cost"], statuses=["estimated"]).set_index("claim_id")

    assert set(table["Status"]) == {"Estimated"}
    assert body.count('<th scope="row">') == len(table) == len(links)
    for link, subject in zip(links, table["Subject"], strict=True):
        asked = parse_qs(link.removeprefix("?"))
        assert known.loc[asked["fig"][0], "subject"] == subject
        assert {name: asked[name] for name in address} == {n: [v] for n, v in address.items()}


def test_words_of_an_article_are_escaped_in_the_table():
    rows = claims({"subject": "<b>x</b>", "sentence": "<img src=x onerror=1>"}).assign(url=None)
    body = claims_html.html_table(claim_table(rows), "a <b>", {"Evidence": ["?fig=1&x=2"]})

    assert "<b>" not in body
    assert "<img" not in body
    assert 'href="?fig=1&amp;x=2"' in body


def test_sources_are_counted_once_with_what_they_gave():
    rows = claims(
        {"article_id": "a_1", "title": "One", "reviewed": True},
        {"article_id": "a_1", "title": "One"},
        {"article_id": "a_2", "title": "Two", "is_sample": True, "as_of": "2024-07"},
        {"origin": "reference", "title": "Data", "source_tier": "dataset", "reviewed": True},
    ).assign(url=[None, None, None, "https://example.com/data"])

    table = source_table(rows)

    assert list(table["Title"]) == ["One", "Data", "Two"]
    assert list(table["Figures"]) == [2, 1, 1]
    assert list(table["Reviewed"]) == [1, 1, 0]
    assert list(table["Kind"]) == ["article", "a published data set", "sample article"]
    assert list(table["href"]) == [
        "articles?art=a_1",
        "https://example.com/data",
        "articles?art=a_2",
    ]
    assert table["Date"].iloc[2] == "Jul 2024"


def test_notes_say_how_to_read_and_what_is_left_out(full):
    said = words(page("training_cost", training_cost_by_sense_tab="Notes").run())

    for part in ("How to read it", "Click a mark for its sentence", "What is left out", "Up to "):
        assert part in said


def test_the_page_to_keep_holds_all_it_needs_and_asks_no_one():
    rows = claims({"subject": "<b>x</b>"})
    made = chart_room.page(
        chart_room.sign(chart_room.by_sense(rows), "Only: “A & B”."),
        title="How <much>?", lines=("US dollars", ""), link="http://here/a?b=1&c=2", name="x",
    )  # fmt: skip

    assert "<h1>How &lt;much&gt;?</h1>" in made
    assert 'href="http://here/a?b=1&amp;c=2"' in made
    assert "Plotly.newPlot" in made
    assert "default-src 'none'" in made
    assert not re.search(r"<(script|link|img)[^>]+(src|href)=", made.split("<script", 1)[0])
    assert '"showSendToCloud": false' in made or '"showSendToCloud":false' in made


def test_citations_hold_the_view_and_are_valid_bibtex():
    card = Taken(
        key="k", question="How much & why?", rows=claims({"origin": "reference"}),
        lines=("US dollars. Click a mark for its sentence.", "Only: A_B", ""),
    )  # fmt: skip
    cited = citations(card, "http://here/x?y=1", "2026-01-02")

    assert cited["Short"] == "newsfigures, “How much & why?”, seen 2026-01-02."
    assert cited["In full"].endswith("named row by row. http://here/x?y=1")
    assert "Only: A_B. Reference data: Epoch AI" in cited["In full"]
    assert "title = {{How much \\& why?}}" in cited["BibTeX"]
    assert "note = {US dollars. Only: A\\_B.}" in cited["BibTeX"]
    assert cited["BibTeX"].count("{") == cited["BibTeX"].count("}")
