"""What is cited as of now is found again, by another visitor, after it was corrected."""

import hashlib
import re
import urllib.request

import pytest

from tests.browser import visits

pytestmark = pytest.mark.browser


def test_a_citation_opened_later_shows_the_same_numbers(visitor, server, browser):
    visitor.open("/training_cost")
    page = visitor.page
    page.get_by_role("button", name="Cite or keep").first.click()
    page.get_by_role("button", name="Cite as of now").click()
    page.get_by_text("You see the figures as of").wait_for()
    visitor.settle()
    kept = re.search(r"snapshot=([0-9a-f]{12})", page.url)[1]
    page.get_by_role("link", name="Compute", exact=True).click()
    page.get_by_text("How much computing did it take?").wait_for()
    visitor.settle()
    assert f"snapshot={kept}" in page.url
    assert page.get_by_text(kept).first.is_visible()

    page.get_by_role("button", name="Go to today's").click()
    visitor.settle()
    assert "snapshot=" not in page.url
    visitor.open("/articles")
    visits.drop(visitor, ("late.txt", b"Cohere had revenue of $35.1 million in 2024, it said."))
    visits.save(visitor)

    def csv(tail=""):
        with urllib.request.urlopen(f"{server.url}/api/v1/figures.csv{tail}", timeout=60) as said:
            return said.read()

    assert hashlib.sha256(csv(f"?snapshot={kept}")).hexdigest().startswith(kept)
    assert b"35.1 million" in csv()
    assert b"35.1 million" not in csv(f"?snapshot={kept}")
    visitor.open("/snapshots")
    page.get_by_text("1 figure: 1 added, 0 removed, 0 changed.").wait_for()
    assert page.get_by_text("its article was added").is_visible()
    assert page.get_by_role("button", name="Cite as of now").is_visible()
