"""Investment: how firm the money is, each pledge once, and who pays whom."""

import pytest

from tests.apps import charts, page, words

STARGATE = "Stargate"


def cards(app):
    """The charts that stand in a card: those with a download, not the mix above them."""
    return [button for button in app.get("download_button") if "(CSV)" in button.proto.label]


def test_all_parts_are_there_on_a_full_store(full):
    app = page("investment").run()

    assert not app.exception
    assert len(charts(app)) == 4
    assert len(cards(app)) == 3
    said = words(app)
    assert "each counted once" in said
    assert "pledges are not on the map" in said
    assert "Money that can come back to who paid it" in said


def test_a_total_says_what_is_bound_and_what_is_announced_with_every_line(full):
    app = page("investment", investment_total=STARGATE).run()

    assert not app.exception
    assert "Stargate: about $15.9B spent; " in words(app).replace("**", "")
    assert "up to $500B announced" in words(app)
    assert "1 pledge makes up the most promised." in words(app)


def test_a_name_from_the_address_takes_in_everything_about_it(full):
    names = page("investment").run().multiselect(key="investment_names")
    stargate = next(option for option in names.options if option.startswith(STARGATE))
    app = page("investment", investment_names=stargate).run()

    totals = app.selectbox(key="investment_total").options
    assert STARGATE in totals
    assert "Apple" not in totals


def test_how_close_to_cash_comes_from_the_address(full):
    app = page("investment", investment_rungs="Talked of").run()

    assert not app.exception
    assert app.session_state["investment_rungs"] == ["talks"]
    assert "OpenAI" not in app.selectbox(key="investment_total").options


def test_forecasts_alone_make_no_total_and_that_is_said(full):
    app = page("investment", investment_rungs="Forecast or estimate").run()

    assert not app.exception
    assert "Forecasts and estimates promise nothing" in words(app)


def test_per_year_says_what_it_leaves_out_and_why(full):
    app = page("investment", investment_dates_amounts="Per stated year").run()

    assert not app.exception
    assert "no number of years is stated" in words(app)


@pytest.mark.parametrize("kind", ["Funding", "Capital spending"])
def test_each_kind_of_money_has_its_charts(kind, full):
    app = page("investment", investment_kind=kind).run()

    assert not app.exception
    assert len(charts(app)) == 4


def test_reference_data_alone_are_drawn_on_an_empty_store(empty):
    app = page("investment").run()

    assert not app.exception
    assert len(charts(app)) == 4
    assert "No article is in the store yet" in words(app)


def test_where_filters_leave_nothing_what_there_is_without_them_is_said(empty):
    app = page("investment", investment_origins="From articles").run()

    assert not app.exception
    assert "Without filters there are " in words(app)
