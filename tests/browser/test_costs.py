"""Training cost and Compute in the browser: controls in the address, marks that open sentences."""

import re

import pytest

from tests.browser import marks, visits

pytestmark = pytest.mark.browser

TRACES = """name => Array.from(document.querySelectorAll('.js-plotly-plot')).flatMap(
  plot => plot.data).filter(trace => trace.name === name)
  .flatMap(trace => Array.from(trace.customdata || []))"""
HEADINGS = "[data-testid='stHeading'] h2"


def headings(page):
    return page.locator(HEADINGS).all_inner_texts()


def test_a_price_typed_goes_into_the_address_and_opens_cold(visitor):
    page = visitor.open("/training_cost")
    box = page.get_by_label("Price of a GPU hour, US dollars")
    box.fill("3.5")
    box.press("Enter")
    page.wait_for_url(re.compile("training_cost_price=3.5"))
    visitor.settle()
    assert "What would each run cost at $3.50 an hour?" in headings(page)
    rows = sorted(marks.drawn(page))

    page = visitor.open(page.url.removeprefix(visitor.url))
    assert "What would each run cost at $3.50 an hour?" in headings(page)
    assert page.get_by_label("Price of a GPU hour, US dollars").input_value() == "3.50"
    assert sorted(marks.drawn(page)) == rows


def test_a_sense_chosen_goes_into_the_address_and_opens_cold(visitor):
    page = visitor.open("/training_cost")
    page.get_by_role("combobox", name="Sense of cost").click()
    page.get_by_role("option", name="Estimate at cloud prices").click()
    page.wait_for_url(re.compile("training_cost_sense="))
    visitor.settle()
    page.wait_for_function(
        "() => document.body.innerText.includes('a year, 90 % interval')", timeout=30_000
    )
    rows = sorted(marks.drawn(page))

    page = visitor.open(page.url.removeprefix(visitor.url))
    page.wait_for_function("() => document.body.innerText.includes('a year, 90 % interval')")
    assert sorted(marks.drawn(page)) == rows


def test_equivalents_chosen_go_into_the_address_and_open_cold(visitor):
    page = visitor.open("/compute")
    page.get_by_text("H100-equivalents", exact=True).first.click()
    page.wait_for_url(re.compile("compute_chips_unit="))
    visitor.settle()
    rows = sorted(marks.drawn(page))

    page = visitor.open(page.url.removeprefix(visitor.url))
    assert page.get_by_text("no conversion for").first.is_visible()
    assert sorted(marks.drawn(page)) == rows


def test_a_sum_that_does_not_fit_opens_the_sentence_of_what_is_stated(visitor, server):
    page = visitor.open("/compute")
    page.wait_for_selector(marks.CHART)
    claim, words = next(
        held
        for held in page.evaluate(TRACES, "sums")
        if "times apart" in held[1] and "⚠" in held[1]
    )
    answer = visits.get(f"{server.url}/api/v1/figures.json?origin=article&metric=training_cost")
    figure = next(row for row in answer["figures"] if row["claim_id"] == claim)
    assert f"“{figure['quote']}”" in words
    marks.click(page, claim)
    panel = page.get_by_role("dialog")
    panel.locator("mark").first.wait_for()

    assert panel.locator("mark").first.inner_text() == figure["quote"]
