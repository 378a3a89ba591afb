"""In a real browser: what was decided outlives a newer edition, and the end of the server."""

import re
import shutil

import pytest

from tests.browser import visits
from tests.browser.conftest import ROOT, Server, Visitor

pytestmark = pytest.mark.browser

STABLE = 0.99  # of the ids, over a change of lexicon
LIST, CONFIRMED = 200, 100
DECIDED = {"accepted", "edited", "rejected", "added"}
# What a newer edition is made of, and what of its lexicons is other than now.
PARTS = ("newsfigures", "pages", "queries", "data", ".streamlit")
CHANGES = (
    ("newsfigures/extraction/lexicon/hedges.toml", '"nearly", ', ""),
    ("newsfigures/extraction/lexicon/metrics.toml", "downloads = [1e3, ", "downloads = [1e9, "),
)


def newer(folder):
    """Return a folder with another edition: a hedge less, another scale, a name more."""
    for part in PARTS:
        shutil.copytree(
            ROOT / part, folder / part, ignore=shutil.ignore_patterns("*.duckdb*", "__pycache__")
        )
    shutil.copy(ROOT / "app.py", folder)
    for name, words, others in CHANGES:
        text = (folder / name).read_text("utf-8")
        assert words in text
        (folder / name).write_text(text.replace(words, others), "utf-8")
    names = folder / "data" / "entities.csv"
    names.write_text(names.read_text("utf-8") + "Quillon AI,company,,,Quillon,\n", "utf-8")
    return folder


@pytest.fixture
def editions(tmp_path):
    """Start the server of now, and one of a newer edition, one after the other on one store."""
    running = []

    def start(root=ROOT):
        if running:
            running.pop().stop()
        running.append(Server(tmp_path, root))
        return running[0]

    yield start
    for server in running:
        server.stop()


def own(server):
    """Return the claims read in articles, as the server gives them, by id."""
    found, offset = {}, 0
    while True:
        query = f"origin=article&limit=1000&offset={offset}"
        rows = visits.get(f"{server.url}/api/v1/figures.json?{query}")["figures"]
        found |= {row["claim_id"]: row for row in rows}
        offset += len(rows)
        if len(rows) < 1000:
            return found


def at_the_desk(visitor):
    """Open Review and sign; return the page, with the keys free."""
    page = visitor.open("/review")
    page.get_by_role("textbox", name="Your name, kept with each decision").fill("Ada")
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1).click()
    visitor.settle()
    return page


def decide(visitor):
    """Accept, reject and correct figures, one of them with all those alike."""
    page = at_the_desk(visitor)
    for n, key in enumerate("axaaxa", start=1):
        page.keyboard.press(key)
        page.get_by_text(f"{n} decided since the start").wait_for()
    batch = page.get_by_role("button", name=re.compile(r"^Mend \d+ figure"))
    for _ in range(40):
        visitor.settle()
        page.keyboard.press("e")
        page.get_by_role("button", name="Save the correction").wait_for()
        visitor.settle()
        page.get_by_role("combobox", name=re.compile("About ")).fill("Another Model")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Save the correction").click()
        page.get_by_text(re.compile("^Corrected: about")).wait_for()
        visitor.settle()
        if batch.count():
            break
    n = int(re.search(r"\d+", batch.inner_text())[0])
    batch.click()
    page.get_by_text(f"Mended {n} figure").wait_for()
    visitor.settle()


def test_edit_batch_and_a_newer_lexicon_keep_every_decision(
    editions, page, tmp_path, record_testsuite_property
):
    server = editions()
    decide(Visitor(page, server.url))
    before = own(server)
    states = {i: row["review"] for i, row in before.items() if row["review"] in DECIDED}
    assert {"accepted", "edited"} <= set(states.values())
    assert sum(row["subject"] == "Another Model" for row in before.values()) > 1

    server = editions(newer(tmp_path / "newer"))
    visitor = Visitor(page, server.url)
    visitor.open("/review")
    page.get_by_text("30 articles were read by earlier rules or names").wait_for()
    page.get_by_role("button", name="See what would change").click()
    said = page.get_by_text(re.compile(r"figures? added, \d+ lost, \d+ changed"))
    said.wait_for(timeout=120_000)
    visitor.settle()
    assert int(re.search(r"(\d+) changed", said.inner_text())[1]) > 0
    assert own(server) == before
    page.get_by_role("button", name="Apply to 30 articles").click()
    page.get_by_text("Read again:").wait_for(timeout=120_000)
    visitor.settle()
    page.get_by_text("Every article was read by the current rules and names.").wait_for()

    after = own(server)
    moved = {i for i in before if i in after and before[i] != after[i]}
    assert moved
    assert not moved & set(states)
    assert {i: after[i]["review"] for i in states} == states
    # A rejected figure stays away: nothing is read beside what was there.
    stable = len(before.keys() & after.keys()) / len(before.keys() | after.keys())
    record_testsuite_property("stable ids", round(stable, 4))
    assert stable >= STABLE
    past = visits.get(f"{server.url}/readyz")
    assert past["figures"] == len(after)


def test_a_server_killed_in_the_middle_of_200_decisions_keeps_every_confirmed_one(editions, page):
    server = editions()
    at_the_desk(Visitor(page, server.url))
    page.get_by_text(f"Figure 1 of {LIST} ").wait_for()
    for n in range(1, CONFIRMED + 1):
        page.keyboard.press("a")
        page.get_by_text(f"{n} decided since the start").wait_for()
    page.keyboard.press("a")  # under way, not confirmed
    server.kill()

    after = own(editions())
    accepted = sum(row["review"] == "accepted" for row in after.values())
    assert accepted in (CONFIRMED, CONFIRMED + 1)
