"""The five pages with charts draw what the articles say, and say so when there is nothing."""

import pytest

from tests.apps import charts, page, words

CHART_PAGES = ("training_cost", "compute", "investment", "market_projections")


@pytest.mark.parametrize("name", CHART_PAGES)
def test_page_draws_articles_and_reference_data(name, full):
    app = page(name).run()

    assert not app.exception
    assert charts(app)
    assert "from " in words(app)
    assert "reference figure" in words(app)


@pytest.mark.parametrize("name", CHART_PAGES)
def test_page_without_articles_says_that_only_reference_data_are_shown(name, empty):
    app = page(name).run()

    assert not app.exception
    assert "No article is in the store yet" in words(app)
    assert charts(app)


@pytest.mark.parametrize("name", CHART_PAGES)
def test_page_that_finds_nothing_says_so_instead_of_drawing(name, empty):
    app = page(name, **{f"{name}_origins": "From articles"}).run()

    assert not app.exception
    assert not charts(app)
    assert "No figure to show here" in words(app)


@pytest.mark.parametrize("name", CHART_PAGES)
def test_page_has_a_table_and_a_download_with_each_chart(name, full):
    app = page(name).run()

    downloads = [b for b in app.get("download_button") if "(CSV)" in b.proto.label]
    of_cards = [chart for chart in charts(app) if "_chart_" in chart.key]
    assert len(downloads) == len(of_cards) > 0
    assert len(app.dataframe) >= len(of_cards)


def test_samples_can_be_left_out(full):
    app = page("training_cost").run()
    assert "samples" in words(app)

    app.toggle(key="training_cost_samples").set_value(False).run()

    assert not app.exception
    assert "of them samples" not in words(app)
    assert "Only: no sample articles." in words(app)


def test_figures_of_the_founding_article_are_in_the_charts(full):
    assert "DeepSeek" in set(page("training_cost").run().dataframe[0].value["Subject"])
    stargate = page("investment").run().dataframe[0].value
    assert "Stargate" in set(stargate["Subject"])
    hours = page("compute").run().dataframe[0].value
    assert ((hours["Figure"] == "2.8M GPU hours") & (hours["Origin"] == "Worked out")).any()
    markets = page("market_projections").run().dataframe[0].value
    assert (markets["Figure"] == "at least $1T").any()
