"""Training cost: one sense at a time, every control in the address, costs without a sense kept."""

import pytest

from newsfigures.senses import TITLES
from tests.apps import charts, page, rows_of, words

CARD = "training_cost_by_sense"


def tables(app, column):
    """Return the tables that have a column."""
    return [frame.value for frame in app.dataframe if column in frame.value]


def titles(app):
    return [heading.value.replace("\\", "") for heading in app.header]


def test_a_sense_comes_from_the_address_and_stands_alone(full):
    app = page("training_cost", training_cost_sense="Whole programme").run()

    assert not app.exception
    assert app.selectbox(key="training_cost_sense").value == "total_programme"
    shown = rows_of("training_cost", CARD, training_cost_sense="Whole programme")
    assert set(shown["Sense of cost"]) == {"Whole programme"}
    assert "other senses of cost" in words(app)


def test_every_sense_can_be_seen_a_panel_each(full):
    shown = rows_of("training_cost", CARD, training_cost_sense="Every sense, a panel each")

    assert set(shown["Sense of cost"]) == set(TITLES.values()) - {TITLES["unspecified"]}


def test_the_price_of_an_hour_comes_from_the_address_and_names_its_source(full):
    app = page("training_cost").run()
    assert "What would each run cost at $2.00 an hour?" in titles(app)
    source = app.button(key="training_cost_price_source")
    assert "DeepSeek" in source.label

    app = page("training_cost", training_cost_price="3.5").run()
    assert not app.exception
    assert app.number_input(key="training_cost_price").value == 3.5
    assert "What would each run cost at $3.50 an hour?" in titles(app)


def test_the_source_of_the_default_price_opens_its_evidence(full):
    app = page("training_cost").run()
    app.button(key="training_cost_price_source").click().run()

    figure = app.query_params["fig"]
    found = figure[0] if isinstance(figure, list) else figure
    with full.cursor() as cursor:
        row = cursor.execute(
            "SELECT metric, value, company FROM claim WHERE claim_id = ?", [found]
        ).fetchone()
    assert row == ("gpu_rental_rate", 2.0, "DeepSeek")


def test_a_trend_is_said_with_its_interval_and_its_method(full):
    address = {"training_cost_sense": TITLES["cloud_estimate"]}
    app = page("training_cost", **address).run()
    notes = page("training_cost", **address, training_cost_over_time_tab="Notes").run()

    assert "least squares on the logarithms" in words(notes)
    alts = [chart.proto.alt for chart in charts(app)]
    assert any("a year, 90 % interval" in alt for alt in alts)


def test_by_the_clock_of_statements_there_is_no_trend(full):
    app = page(
        "training_cost",
        training_cost_sense=TITLES["cloud_estimate"],
        training_cost_over_time_clock="the statement",
    ).run()

    assert not app.exception
    assert "least squares" not in words(app)


def test_costs_without_a_sense_are_in_the_tray_and_on_no_chart(full):
    app = page("training_cost", training_cost_sense="Every sense, a panel each").run()
    (tray,) = [t for t in tables(app, "Sense of cost")
               if set(t["Sense of cost"]) == {TITLES["unspecified"]}]  # fmt: skip

    assert "Needs a sense of cost" in titles(app)
    drawn = rows_of("training_cost", CARD, training_cost_sense="Every sense, a panel each")
    assert TITLES["unspecified"] not in set(drawn["Sense of cost"])
    assert (tray["Figure"] == "at least $100M").any()


def test_hours_times_price_stand_beside_the_stated_cost_with_the_sentences(full):
    shown = {"training_cost_names": "DeepSeek · DeepSeek", "training_cost_sums_all": "true"}
    app = page("training_cost", **shown).run()
    (sums,) = tables(app, "Verdict")

    assert set(sums["Set against"]) == {"Training cost"}
    assert sums["Verdict"].str.startswith(("✓", "⚠")).all()
    assert (sums["Sentences or notes"] != "").all()


def test_every_model_shows_more_of_them(full):
    few = page("training_cost").run()
    every = page("training_cost", training_cost_every="true").run()

    drawn = [rows_of("training_cost", CARD, training_cost_every=all_) for all_ in ("true", "false")]
    assert len(drawn[0]) > len(drawn[1])
    assert "Up to 10 models" in words(few)
    assert "Up to 10 models" not in words(every)


def test_an_empty_chart_names_the_nearest_there_is(empty):
    app = page("training_cost", training_cost_origins="From articles").run()

    assert not app.exception
    assert "figures of any origin" in words(app)


def test_without_articles_the_reference_data_still_answer(empty):
    app = page("training_cost").run()

    assert not app.exception
    assert len(charts(app)) == 4


@pytest.mark.parametrize("name", ["OpenAI", "Meta"])
def test_the_sums_are_those_of_the_names_asked_for(full, name):
    app = page("training_cost", training_cost_names=name).run()

    assert not app.exception
    for table in tables(app, "Verdict"):
        assert not table["Of"].str.startswith("DeepSeek").any()
