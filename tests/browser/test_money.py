"""Investment and Market projections in a real browser: the address, the mix, bars, map, matrix."""

import re
from urllib.parse import urlencode

import pytest

from tests.browser import marks

pytestmark = pytest.mark.browser

BARS = ".st-key-card_investment_ladder .barlayer .point path"
MIX = ".js-plotly-plot .barlayer .point path"


def chosen(page):
    """Return the words of all pressed buttons and pills."""
    return page.locator('[aria-checked="true"], [aria-pressed="true"]').all_inner_texts()


def test_every_choice_of_investment_comes_from_the_address(visitor):
    asked = {
        "investment_kind": "Data centres and computing",
        "investment_rungs": "Committed",
        "investment_total": "Stargate",
        "investment_dates_amounts": "Per stated year",
        "investment_dates_scale": "Log",
    }
    page = visitor.open(f"/investment?{urlencode(asked)}")

    assert {"Committed", "Per stated year", "Log"} <= set(chosen(page))
    total = page.locator(".st-key-card_investment_total")
    assert "Stargate: " in total.inner_text()
    lines = page.get_by_role("region", name="Lines of the total")
    lines.wait_for()
    assert {"$18B", "about $18B", "about $7B"} <= set(lines.get_by_role("button").all_inner_texts())


def test_a_part_of_the_mix_filters_and_a_bar_opens_a_sentence(visitor):
    page = visitor.open("/investment")
    page.wait_for_selector(MIX)
    marks.click_middle(page, page.locator(MIX).first)
    page.wait_for_url(re.compile("investment_rungs=Spent"))
    visitor.settle()
    assert "Spent" in chosen(page)

    marks.click_middle(page, page.locator(BARS).first)
    page.wait_for_url(re.compile(r"[?&]fig="))
    assert "investment_rungs=Spent" in page.url
    page.get_by_role("dialog").get_by_text("Said by").wait_for()


def test_a_mark_of_the_map_and_its_cell_open_the_same_kind_of_evidence(visitor):
    page = visitor.open("/investment")
    plot = ".st-key-card_investment_map .js-plotly-plot .points path.point"
    page.wait_for_selector(plot)
    marks.click_middle(page, page.locator(plot).first)
    page.wait_for_url(re.compile(r"[?&]fig="))
    page.get_by_role("dialog").get_by_text("Said by").wait_for()
    page.keyboard.press("Escape")
    visitor.settle()

    page.get_by_text("The map as a table").click()
    table = page.get_by_role("region", name="Who pays whom").get_by_role("table")
    table.wait_for()
    table.get_by_role("button").first.click()
    page.wait_for_url(re.compile(r"[?&]fig="))
    page.get_by_role("dialog").get_by_text("Said by").wait_for()


def test_every_choice_of_market_projections_comes_from_the_address(visitor):
    asked = {
        "market_projections_counted": "Generative AI",
        "market_projections_year": "2030",
        "market_projections_forecasters": "Bloomberg Intelligence",
        "market_projections_by_year_sizes": "Index",
        "market_projections_spread_between": "Read off too",
        "market_projections_spread_median": "Median",
    }
    page = visitor.open(f"/market_projections?{urlencode(asked)}")

    assert {"Generative AI", "Index", "Read off too", "Median"} <= set(chosen(page))
    assert page.get_by_text("Bloomberg Intelligence").first.is_visible()
    spread = page.locator(".st-key-card_market_projections_spread").inner_text()
    assert "How far apart are the claims for 2030, and why?" in spread
    assert "stated by nobody: Bloomberg Intelligence about $648B" in spread
