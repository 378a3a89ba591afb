"""In a real browser: marks and rows open their evidence, links open it cold, phones fit."""

import re

import pytest

from tests.browser import marks

pytestmark = pytest.mark.browser

PAGES = (
    "", "training_cost", "compute", "investment", "market_projections", "compare", "articles",
    "data", "methods",
)  # fmt: skip
PANEL = '[data-testid="stDialog"]'
MARKS = ".st-key-card_training_cost_by_sense .scatterlayer .point"


def click_first_mark(visitor):
    marks.click_middle(visitor.page, visitor.page.locator(MARKS).first)
    visitor.page.wait_for_url(re.compile(r"[?&]fig="))
    visitor.settle()


def test_a_click_on_a_mark_opens_its_evidence_again_and_again(visitor):
    page = visitor.open("/training_cost")

    click_first_mark(visitor)
    first = page.url
    assert page.locator(PANEL).get_by_text("Status", exact=True).is_visible()

    page.keyboard.press("Escape")
    page.wait_for_url(re.compile(r"training_cost$"))
    visitor.settle()
    assert page.locator(PANEL).count() == 0

    click_first_mark(visitor)
    assert page.url == first


def test_a_link_to_a_figure_opens_its_evidence_cold(visitor):
    page = visitor.open("/training_cost")
    click_first_mark(visitor)
    address = page.url.removeprefix(visitor.url)

    page.goto("about:blank")
    visitor.open(address)

    assert page.locator(PANEL).get_by_text("Status", exact=True).is_visible()


def test_a_row_opens_its_evidence(visitor):
    page = visitor.open("/data")

    page.get_by_role("button", name="Open the evidence:").first.click()

    page.wait_for_url(re.compile(r"[?&]fig="))
    visitor.settle()
    assert page.locator(PANEL).get_by_text("Status", exact=True).is_visible()


def test_a_click_on_a_bar_narrows_the_rows_and_stands_in_the_address(visitor):
    page = visitor.open("/data")
    said = page.get_by_text(re.compile(r"^[\d,]+ figures:"))
    before = said.inner_text()

    bar = page.locator(".st-key-data_sizes .bars .point path").nth(30)
    bar.hover(force=True)
    page.locator(".st-key-data_sizes .hoverlayer .hovertext").wait_for()
    counted = page.locator(".st-key-data_sizes .hoverlayer .hovertext").text_content()
    bar.click(force=True)
    page.wait_for_url(re.compile("[?&]data_value=USD"))
    visitor.settle()

    assert said.inner_text() != before
    assert said.inner_text().split(":")[0] in counted
    page.get_by_role("button", name="Value:").click()
    page.wait_for_url(re.compile("/data[^=]*$"))
    visitor.settle()
    assert said.inner_text() == before


def test_filters_are_in_the_address(visitor):
    page = visitor.open("/compute")

    page.get_by_role("button", name="Filters").click()
    page.get_by_text("Reference data", exact=True).click()
    page.wait_for_url(re.compile("compute_origins="))
    visitor.settle()
    visitor.open(page.url.removeprefix(visitor.url))

    assert page.get_by_text("Only: reference data.").first.is_visible()


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_a_phone(visitor, name):
    visitor.page.set_viewport_size({"width": 390, "height": 844})
    visitor.open(f"/{name}")

    wide, shown = visitor.page.locator('[data-testid="stMain"]').evaluate(
        "main => [main.scrollWidth, main.clientWidth]"
    )
    assert wide <= shown
