"""Market projections: the fan, the spread of a year and why, growth that fits or does not."""

from tests.apps import charts, page, words


def test_all_parts_are_there_on_a_full_store(full):
    app = page("market_projections").run()

    assert not app.exception
    assert len(charts(app)) == 4
    said = words(app)
    assert "The rest of the spread is what is counted" in said
    assert "Growth that does not fit its ends" in said
    assert "median" not in said.lower()


def test_what_is_counted_and_the_year_come_from_the_address(full):
    app = page(
        "market_projections",
        market_projections_counted="Generative AI",
        market_projections_year="2030",
        market_projections_spread_between="Read off too",
    ).run()

    assert not app.exception
    said = words(app)
    assert "There is one forecast of Generative AI for 2030" in said
    assert "Bloomberg Intelligence about $648B ($40B in 2022, $1.3T in 2032)" in said
    assert "the largest is 6.6 times the smallest" in said


def test_the_median_is_there_when_asked_for_with_its_number(full):
    app = page("market_projections", market_projections_spread_median="Median").run()

    assert not app.exception
    assert "Median of forecasts, each once: " in words(app)
    assert "(n = " in words(app)


def test_the_index_says_what_has_no_base(full):
    app = page("market_projections", market_projections_by_year_sizes="Index").run()

    assert not app.exception
    assert "they have no 100 to start from" in words(app)


def test_claims_without_a_year_are_in_a_chart_of_their_own(full):
    app = page("market_projections").run()

    assert "Which claims need a year?" in words(app)
    assert "Nobody says which year these are for" in words(app)


def test_reference_data_alone_are_drawn_on_an_empty_store(empty):
    app = page("market_projections").run()

    assert not app.exception
    assert len(charts(app)) == 4
    assert "No article is in the store yet" in words(app)


def test_where_filters_leave_nothing_what_there_is_without_them_is_said(empty):
    app = page("market_projections", market_projections_origins="From articles").run()

    assert not app.exception
    assert "Without filters there are " in words(app)
    assert not charts(app)
