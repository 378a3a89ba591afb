"""The Overview tells a newcomer where to begin and an analyst what the articles say."""

import re

import pandas as pd

from newsfigures import queries, review
from newsfigures.ui import doors, lately, overview, spread
from tests.apps import charts, page, words


def test_full_store_shows_themes_ladder_and_spreads(full):
    app = page("overview").run()
    said = words(app)

    assert not app.exception
    assert "31 articles (30 of them samples)" in said
    # A small one for each theme, the ladder, and where the evidence comes from.
    assert len(charts(app)) == 6
    assert "No dated figure" not in said
    assert "independent origin" in said
    assert "times** the lowest" in said
    assert "Where does the evidence come from?" in said
    assert "31 articles added" in said
    assert "read with little confidence" in said


def test_empty_store_says_how_to_begin(empty):
    app = page("overview").run()
    said = words(app)

    assert not app.exception
    assert "No article is in the store yet" in said
    assert "Add your first article" in said
    assert "No article with a figure is in the store yet" in said
    assert "Nothing changed in that time" in said
    assert "Nothing waits for you" in said
    assert not charts(app)


def test_reference_figures_stand_on_the_ladder_where_they_are_asked_for(empty):
    app = page("overview", overview_reference="true").run()

    assert not app.exception
    assert len(charts(app)) == 1


def test_words_are_looked_for_on_the_data_page(full, monkeypatch):
    gone = []
    monkeypatch.setattr(doors, "go", lambda page, **query: gone.append((page, query)))
    app = page("overview").run()
    app.text_input(key="overview_words").set_value(" Jefferies ")

    next(b for b in app.button if b.label == "Search").click().run()

    assert gone == [("data", {"data_words": "Jefferies"})]


def test_what_was_decided_counts_as_changed_and_reviewed(full):
    figure = queries.run(full, "review_queue", articles=[], with_samples=True, most=1).iloc[0]
    review.accept(full, figure["claim_id"], who="Ada", seen=None)
    app = page("overview", overview_reviewed="true").run()
    said = words(app)

    assert not app.exception
    assert "1 figure accepted" in said
    assert any("by Ada" in button.label for button in app.button)


def test_a_square_opens_from_the_address_and_lists_its_articles(full):
    app = page("overview", cell="Figures desk brief|2026-07").run()

    assert not app.exception
    assert re.search(r"Figures desk brief, 2026-07\*\*: [1-9]\d* article", words(app))


def test_what_needs_the_analyst_is_said_with_its_page():
    rows = pd.DataFrame(
        {
            "published": [None, "2026-01-01"],
            "articles": [1, 1],
            "silent": [1, 0],
            "earlier": [1, 0],
            "unsure": [0, 2],
            "warned": [0, 0],
        }
    )

    assert lately.waiting(rows, 0) == [
        ("2 figures read with little confidence", "review"),
        ("1 article without a date", "articles"),
        ("1 article in which no figure was read", "articles"),
        ("1 article read by earlier rules or names", "review"),
    ]
    assert lately.waiting(rows[:0], 1) == [("1 name in no list", "review")]


def test_samples_come_in_by_one_click(empty):
    app = page("overview").run()

    app.button(key="overview_fill").click().run()

    assert not app.exception
    assert empty.counts()["samples"] == 30
    assert "New here?" in words(app)


def test_evidence_of_a_theme_opens_by_its_id(full):
    app = page("overview").run()

    app.button(key="overview_open_cost").click().run()

    assert app.query_params["fig"].startswith("f_")


def test_only_like_is_set_against_like(full):
    rows = queries.run(
        full,
        "disagreements",
        lasting=list(spread.LASTING),
        of_period=list(spread.OF_PERIOD),
        of_year=list(spread.OF_YEAR),
        with_samples=True,
        most=50,
    )

    assert len(rows) > 3
    assert (rows["times"] > 1).all()
    assert (rows["origins"] > 1).all()
    assert (rows["cost_basis"] != "unspecified").all()
    for row in rows.to_dict("records"):
        ends = [
            queries.run(full, "claim_by_id", claim_id=row[which]).iloc[0]
            for which in ("lowest_id", "highest_id")
        ]
        assert {end["subject"] for end in ends} == {row["subject"]}
        assert {end["status"] for end in ends} <= set(row["statuses"].split(" or "))
        assert len({end["status"] in ("announced", "projected") for end in ends}) == 1


def test_ladder_says_what_it_leaves_out(full):
    rows = queries.run(
        full, "drawn_claims", most=1000, metrics=["net_income"], **queries.UNFILTERED
    )

    assert overview.left_out(rows, rows) == ""
    assert "reference figures" in overview.left_out(rows[:0], rows[:0])
    assert overview.left_out(rows, rows.iloc[1:]).startswith("1 figure is not drawn")
