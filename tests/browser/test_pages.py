"""Every page opened first by its address: whole, on one screen's width, from this machine alone."""

import pytest

from tests.browser import visits
from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser

TITLES = {
    "": None,
    "overview": None,
    "training_cost": "What did it cost to train which model?",
    "compute": "How much computing did it take?",
    "investment": "Who has pledged or spent how much?",
    "market_projections": "How large will the market be?",
    "compare": "How do they compare, like with like?",
    "articles": "What was read in which article?",
    "data": "Which figures are there?",
    "sql": "What else would you ask the figures?",
    "methods": None,
}
# Streamlit looks for its own addresses below a page's before it finds them at the root.
EXPECTED = ("_stcore/health", "_stcore/host-config")
WIDER = """() => [document.documentElement, document.querySelector('[data-testid="stMain"]')]
  .map(box => box.scrollWidth - box.clientWidth)"""
GROUND = """() => getComputedStyle(document.querySelector('[data-testid="stApp"]'))
  .backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)"""


@pytest.fixture(scope="module", params=["light", "dark"])
def scheme(request):
    return request.param


@pytest.fixture(scope="module", params=[1440, 390])
def width(request):
    return request.param


@pytest.fixture(scope="module")
def context(browser, scheme, width):
    """A browser window of one width in one colour scheme, for all pages."""
    opened = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    yield opened
    opened.close()


@pytest.fixture
def guest(context, server):
    """A visitor on a fresh page; failed requests, faults and outside requests are noted."""
    page = context.new_page()
    someone = Visitor(page, server.url)
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "response",
        lambda answer: (
            faults.append(f"{answer.status} {answer.url}")
            if answer.status >= 400 and not answer.url.endswith(EXPECTED)
            else None
        ),
    )
    yield someone
    page.close()
    assert someone.outside == []
    assert faults == []


def check(guest, scheme):
    """Assert that what is open is whole, fits and has its scheme's ground."""
    page = guest.page
    assert page.get_by_test_id("stException").count() == 0
    assert page.evaluate(WIDER) == [0, 0]
    light = sum(page.evaluate(GROUND)) / 3 > 127
    assert light == (scheme == "light")


@pytest.mark.parametrize("path", TITLES)
def test_page_opens_by_its_address(guest, scheme, path):
    page = guest.open(f"/{path}")
    title = page.get_by_role("heading", level=1)
    title.wait_for()

    assert title.count() == 1
    assert TITLES[path] in (None, title.inner_text())
    check(guest, scheme)


def sample(server):
    """Return a figure of a sample article with the article's id."""
    answer = visits.get(f"{server.url}/api/v1/figures.json?origin=article&metric=training_cost")
    return next(row for row in answer["figures"] if row["is_sample"])


def test_article_opens_by_its_address_with_a_figure_in_view(guest, scheme, server):
    figure = sample(server)
    page = guest.open(f"/articles?art={figure['article_id']}&fig={figure['claim_id']}")
    page.locator("mark.nf-focus").wait_for()
    page.wait_for_function(
        """() => { const box = document.querySelector('mark.nf-focus').getBoundingClientRect();
        return box.top >= 0 && box.bottom <= innerHeight }"""
    )

    assert figure["quote"] in page.locator("mark.nf-focus").inner_text()
    assert page.get_by_text("Sample article.").count() == 1
    check(guest, scheme)


def test_evidence_opens_by_its_address_on_any_page(guest, scheme, server):
    figure = sample(server)
    page = guest.open(f"/compute?fig={figure['claim_id']}")
    panel = page.get_by_role("dialog")
    panel.locator("mark").first.wait_for()

    assert panel.locator("mark").first.inner_text() == figure["quote"]
    check(guest, scheme)
