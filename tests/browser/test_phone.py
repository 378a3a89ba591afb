"""On a narrow phone, in the dark look: nothing is wider than the screen, and axe is content."""

import pytest

from tests.browser import marks
from tests.browser.conftest import Visitor
from tests.browser.test_accessible import PAGES, faults

pytestmark = pytest.mark.browser

# What stands beyond the right edge; what scrolls in itself may be wider, and of a chart, which is
# cut off at its own edge, the words alone are looked at.
WIDER = """() => [...document.querySelectorAll('[data-testid="stMain"] *')].filter(each => {
  const box = each.getBoundingClientRect();
  return box.width && box.right > innerWidth + 1 &&
    (each.tagName === 'text' || !each.closest('svg *')) && !each.closest(
      '.nf-scroll, pre, [data-testid="stDataFrame"], [role="region"], [role="tablist"]');
}).map(each => `${each.tagName} ${each.getAttribute('class')} ${each.textContent}`.slice(0, 160))"""


@pytest.fixture(scope="module")
def phone(browser, server):
    context = browser.new_context(
        viewport={"width": 360, "height": 800}, color_scheme="dark", reduced_motion="reduce"
    )
    yield Visitor(context.new_page(), server.url)
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_page_fits_and_has_no_serious_fault(phone, path):
    page = phone.open(f"/{path}")
    page.get_by_role("heading", level=1).wait_for()

    assert marks.at_rest(page, lambda: page.evaluate(WIDER)) == []
    assert faults(page) == []
