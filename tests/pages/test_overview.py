"""The Overview tells a newcomer where to begin and an analyst what the articles say."""

from newsfigures import queries
from newsfigures.ui import overview, spread
from tests.apps import charts, page, words


def test_full_store_shows_themes_ladder_and_spreads(full):
    app = page("overview").run()
    said = words(app)

    assert not app.exception
    assert "31 articles (30 of them samples)" in said
    assert len(charts(app)) == 1
    assert "No dated figure" not in said
    assert "times** the lowest" in said


def test_empty_store_says_how_to_begin(empty):
    app = page("overview").run()
    said = words(app)

    assert not app.exception
    assert "No article is in the store yet" in said
    assert "Add your first article" in said
    assert not charts(app)


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
    rows = queries.run(full, "claims_of_metrics", metrics=["net_income"], **queries.UNFILTERED)

    assert overview.left_out(rows, rows) == ""
    assert overview.left_out(rows, rows.iloc[1:]).startswith("1 figure is not drawn")
