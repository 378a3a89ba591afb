"""
Axe finds nothing serious on any page, with articles and without, light and dark, wide and narrow.

A page is made narrow while it is open: a load takes longer than all that is looked for. On both
phones, in both looks, nothing is wider than the screen; axe looks at one phone in each look.
"""

import hashlib
from pathlib import Path

import pytest
from playwright.sync_api import TimeoutError

from tests.browser import visits
from tests.browser.conftest import Server, Visitor

pytestmark = pytest.mark.browser

# axe-core 4.14.1 of npm, by Deque Systems, MPL-2.0; its licence lies beside it.
AXE = Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js"
SHA256 = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"
FIND = """() => axe.run(document, {resultTypes: ['violations']}).then(found => found.violations
  .filter(each => ['serious', 'critical'].includes(each.impact))
  .map(each => `${each.id}: ${each.help}: ` + each.nodes.slice(0, 3).map(
    node => node.html.slice(0, 160) + ' ' + node.failureSummary.slice(0, 240)).join(' | ')))"""
WIDE = {"width": 1280, "height": 720}
PHONES = {"light": (360, 390), "dark": (390, 360)}
# What stands beyond the right edge; what scrolls in itself may be wider, and of a chart, which is
# cut off at its own edge, the words alone are looked at.
WIDER = """() => [...document.querySelectorAll('[data-testid="stMain"] *')].filter(each => {
  const box = each.getBoundingClientRect();
  return box.width && box.right > innerWidth + 1 &&
    (each.tagName === 'text' ? each.textContent.trim() : !each.closest('svg *')) && !each.closest(
      '.nf-scroll, pre, [data-testid="stDataFrame"], [role="region"], [role="tablist"]');
}).map(each => `${each.tagName} ${each.getAttribute('class')} ${each.textContent}`.slice(0, 160))"""
PAGES = (
    "", "training_cost", "training_cost?training_cost_by_sense_tab=Table",
    "training_cost?training_cost_by_sense_tab=Sources", "compute", "investment",
    "market_projections", "compare?pin=GPT-4&pin=DeepSeek-V3", "articles",
    "review", "data", "sql", "sql?sql_text=SELECT+valu+FROM+figures", "methods", "snapshots",
)  # fmt: skip


@pytest.fixture(scope="module", params=[True, False], ids=["full", "empty"])
def store(request, tmp_path_factory):
    """A server with the samples, and one with reference data alone."""
    running = Server(tmp_path_factory.mktemp("server"), samples=request.param)
    running.has_articles = request.param
    yield running
    running.stop()


@pytest.fixture(scope="module", params=["light", "dark"])
def guest(request, browser, store):
    context = browser.new_context(
        viewport=WIDE, color_scheme=request.param, reduced_motion="reduce"
    )
    someone = Visitor(context.new_page(), store.url)
    someone.scheme = request.param
    yield someone
    context.close()


def faults(page):
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return page.evaluate(FIND)


def wider(page, width):
    """Make an open page as narrow as a phone; return what stays wider."""
    page.set_viewport_size({"width": width, "height": 800})
    try:
        page.wait_for_function(f"() => ({WIDER})().length === 0")  # charts are drawn anew
    except TimeoutError:
        return page.evaluate(WIDER)
    return []


def test_axe_is_the_one_that_was_vendored():
    assert hashlib.sha256(AXE.read_bytes()).hexdigest() == SHA256


@pytest.mark.parametrize("path", PAGES)
def test_page_fits_and_has_no_serious_fault(guest, store, path):
    guest.page.set_viewport_size(WIDE)
    page = guest.open(f"/{path}")
    page.get_by_role("heading", level=1).wait_for()

    assert faults(page) == []
    if store.has_articles:
        for width in PHONES[guest.scheme]:
            assert wider(page, width) == []
        assert faults(page) == []


def test_evidence_has_no_serious_fault(guest, store):
    answer = visits.get(f"{store.url}/api/v1/figures.json?metric=training_cost&limit=1")
    guest.page.set_viewport_size(WIDE)
    page = guest.open(f"/training_cost?fig={answer['figures'][0]['claim_id']}")
    page.get_by_role("dialog").get_by_text("Status").first.wait_for()

    assert faults(page) == []
