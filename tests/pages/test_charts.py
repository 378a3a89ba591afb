"""The five pages with charts draw what the articles say, and say so when there is nothing."""

import re

import pytest

from newsfigures.charts import bounded
from tests.apps import charts, page, rows_of, words

CHART_PAGES = ("training_cost", "compute", "investment", "market_projections")


@pytest.mark.parametrize("name", CHART_PAGES)
def test_page_draws_articles_and_reference_data(name, full):
    app = page(name).run()

    assert not app.exception
    assert charts(app)
    assert re.search(r"\d+ figures \(\d+ reference\) · \d+ articles", words(app))


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
    assert [tab.label for tab in app.tabs].count("Table") == len(of_cards)


def test_samples_can_be_left_out(full):
    app = page("training_cost").run()
    assert "samples)" in words(app)

    app.toggle(key="training_cost_samples").set_value(False).run()

    assert not app.exception
    assert "samples)" not in words(app)
    assert "Only: no sample articles." in words(app)


def test_figures_of_the_founding_article_are_in_the_charts(full):
    assert "DeepSeek" in set(rows_of("training_cost", "training_cost_by_sense")["Subject"])
    stargate = rows_of("investment", "investment_ladder")
    assert "Stargate" in set(stargate["Subject"])
    hours = rows_of("compute", "compute_quantities")
    assert ((hours["Figure"] == "2.8M GPU hours") & (hours["Origin"] == "Worked out")).any()
    markets = rows_of("market_projections", "market_projections_by_year")
    assert (markets["Figure"] == "at least $1T").any()


@pytest.mark.parametrize("name", CHART_PAGES)
def test_page_of_too_many_figures_draws_some_and_says_where_all_are(name, full, monkeypatch):
    whole = words(page(name).run())
    monkeypatch.setattr(bounded, "ALL", 20)
    monkeypatch.setattr(bounded, "EACH", 9)
    app = page(name).run()

    assert not app.exception
    assert "are drawn, up to" not in whole
    said = r"Of (\d+) figures that fit (\d+) are drawn, up to 9 of each measure"
    there, drawn = re.search(said, words(app)).groups()
    assert int(there) > int(drawn)
    assert f"All {there} on Data" in words(app)
    assert "more like these are not drawn" in words(app)
    link = next(e for e in app.get("link_button") if e.proto.label == "All as CSV")
    assert link.proto.url.startswith("/api/v1/figures.csv?metric=")
