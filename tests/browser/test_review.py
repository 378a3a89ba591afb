"""In a real browser: every mark leads to its sentence, and decisions are fast, safe and undone."""

import re
import time
import urllib.parse

import pytest

from newsfigures import plain
from tests.browser import marks, visits
from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser

CHARTS = ("", "training_cost", "compute", "investment", "market_projections", "compare")
PACE = 12  # decisions a minute, at least
FIGURES = 30
MOST_CLICKS = 8
# The ids of the claims that each chart of a page draws, chart after chart.
DRAWN = """() => Array.from(document.querySelectorAll('.js-plotly-plot')).map(
  plot => plot.data.flatMap(trace => Array.from(trace.customdata || [])).map(held => held[0]))"""


def claims(server, **query):
    """Return claims of the store as the server gives them, by id."""
    query = urllib.parse.urlencode({"limit": 1000, **query})
    answer = visits.get(f"{server.url}/api/v1/figures.json?{query}")
    return {row["claim_id"]: row for row in answer["figures"]}


def on_chart(visitor, path):
    """Open a page with its charts drawn; Compare with a choice made."""
    page = visitor.open(f"/{path}")
    if path == "compare":
        page.get_by_role("button", name=re.compile("^Compare ")).first.click()
        page.get_by_role("heading", name=re.compile("^Ratios: ")).wait_for()
        visitor.settle()
    page.wait_for_selector(marks.CHART)
    return page


def close(visitor):
    visitor.page.keyboard.press("Escape")
    visitor.page.wait_for_function("() => !location.search.includes('fig=')")
    visitor.settle()


@pytest.mark.parametrize("path", CHARTS)
def test_one_click_on_a_mark_of_any_chart_opens_its_sentence(visitor, server, path):
    page = on_chart(visitor, path)
    stated = claims(server, origin="article")
    charts = page.evaluate(DRAWN)
    opened = []
    covered = 0
    for chart, drawn in enumerate(charts):
        own = [claim for claim in marks.apart(page, chart) if claim in stated]
        for claim in own[:MOST_CLICKS]:
            marks.click(page, claim, chart)
            page.wait_for_url(re.compile(r"[?&]fig="))
            panel = page.get_by_role("dialog")
            panel.locator(".nf-value").first.wait_for()
            visitor.settle()
            # Where marks lie close the click may be its neighbour's, whose evidence it then is.
            hit = re.search(r"[?&]fig=(\w+)", page.url)[1]
            assert hit in drawn
            said = panel.locator("mark").first.inner_text() if hit in stated else None
            close(visitor)
            if said is not None:
                assert said == plain.plain(stated[hit]["quote"])
                opened.append(hit)
                break
        else:
            # A reference figure of the same size and year lies on each of them.
            covered += bool(own)

    drawing = sum(any(claim in stated for claim in drawn) for drawn in charts)
    assert opened
    assert covered <= 1
    assert len(opened) + covered == drawing


def test_a_row_of_the_ratios_opens_its_evidence(visitor):
    page = on_chart(visitor, "compare")
    table = page.locator(".st-key-compare_ratios_0 [data-testid='stDataFrame'], "
                         "[data-testid='stDataFrame']").last  # fmt: skip
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    page.mouse.click(box["x"] + 35, box["y"] + 35 + 17)
    page.wait_for_url(re.compile(r"[?&]fig="))
    visitor.settle()

    assert page.get_by_role("dialog").get_by_text("Status", exact=True).is_visible()


def test_link_and_citation_are_copied(visitor, server, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    figure = next(iter(claims(server, origin="article", metric="training_cost").values()))
    page = visitor.open(f"/training_cost?fig={figure['claim_id']}")
    said = {}
    for name in ("Copy link", "Copy citation"):
        page.evaluate("navigator.clipboard.writeText('')")
        page.get_by_role("button", name=name).click()
        page.get_by_text("Copied.").wait_for()
        page.wait_for_function("() => navigator.clipboard.readText()")
        said[name] = page.evaluate("navigator.clipboard.readText()")

    assert said["Copy link"] == f"{server.url}/training_cost?fig={figure['claim_id']}"
    assert figure["quote"] in said["Copy citation"]
    assert said["Copy citation"].endswith(said["Copy link"])
    visitor.open(said["Copy link"].removeprefix(server.url))
    assert page.get_by_role("dialog").locator("mark").first.inner_text() == figure["quote"]


def test_the_link_to_a_rejected_figure_opens_cold_and_leads_back(visitor, server):
    figure = list(claims(server, origin="article", metric="training_cost").values())[-1]
    address = f"/training_cost?fig={figure['claim_id']}"
    page = visitor.open(address)
    panel = page.get_by_role("dialog")
    panel.get_by_role("button", name="Reject").click()
    panel.get_by_text("rejected: it is on no chart").wait_for()
    assert figure["claim_id"] not in claims(server, origin="article", metric="training_cost")

    page.goto("about:blank")
    visitor.open(address)
    assert panel.locator("mark").first.inner_text() == figure["quote"]
    panel.get_by_role("button", name="Undo").click()
    panel.get_by_text("nobody has looked at it").wait_for()

    assert figure["claim_id"] in claims(server, origin="article", metric="training_cost")


def sign(visitor, name):
    page = visitor.page
    page.get_by_role("textbox", name="Your name, kept with each decision").fill(name)
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1).click()  # out of the field: keys are no words now
    visitor.settle()


def decided(page, n):
    page.get_by_text(f"{n} decided since the start").wait_for()


def states(server):
    """Return how many claims are in which state of review."""
    found = {}
    for row in claims(server, origin="article").values():
        found[row["review"]] = found.get(row["review"], 0) + 1
    return found


def test_thirty_figures_are_reviewed_by_keys_with_undo(visitor, server, record_testsuite_property):
    page = visitor.open("/review")
    sign(visitor, "Ada")
    before, whole = states(server), len(claims(server, origin="article"))
    rejections = {4, 11, 23}

    began = time.monotonic()
    for n in range(1, FIGURES + 1):
        page.keyboard.press("x" if n in rejections else "a")
        decided(page, n)
    minutes = (time.monotonic() - began) / 60
    pace = FIGURES / minutes
    record_testsuite_property("decisions a minute", round(pace))

    visitor.settle()
    assert states(server)["accepted"] == before.get("accepted", 0) + FIGURES - len(rejections)
    assert len(claims(server, origin="article")) == whole - len(rejections)
    assert pace >= PACE

    page.keyboard.press("u")
    page.get_by_text("Taken back").wait_for()
    page.get_by_text(f"Figure {FIGURES} of").wait_for()
    visitor.settle()

    assert states(server)["accepted"] == before.get("accepted", 0) + FIGURES - len(rejections) - 1
    page.keyboard.press("?")
    page.get_by_text("this list").wait_for()


def test_a_correction_is_offered_for_figures_alike_and_done_as_a_batch(visitor, server):
    page = visitor.open("/review")
    sign(visitor, "Ada")
    # A figure that stands first in the queue may have none like it: go on to one that has.
    for _ in range(40):
        page.keyboard.press("e")
        page.get_by_role("button", name="Save the correction").wait_for()
        visitor.settle()
        about = page.get_by_role("combobox", name=re.compile("About "))
        about.fill("Another Model")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Save the correction").click()
        page.get_by_text(re.compile("^Corrected: about")).wait_for()
        visitor.settle()
        batch = page.get_by_role("button", name=re.compile(r"^Mend \d+ figure"))
        if batch.count():
            break
    n = int(re.search(r"\d+", batch.inner_text())[0])
    named = len(claims(server, name="Another Model"))
    batch.click()
    page.get_by_text(re.compile(rf"Mended {n} figure")).wait_for()
    visitor.settle()

    after = len(claims(server, name="Another Model"))
    assert named > 0
    assert after == named + n


@pytest.fixture
def two(browser, server):
    """Two people with the same figure before them, each in a browser of their own."""
    contexts = [browser.new_context() for _ in range(2)]
    guests = [Visitor(context.new_page(), server.url) for context in contexts]
    for guest, name in zip(guests, ("Ada", "Bob"), strict=True):
        guest.open("/review")
        sign(guest, name)
    yield guests
    for context in contexts:
        context.close()


def field(visitor, label, words):
    """Type into a field of the form."""
    visitor.page.get_by_role("textbox", name=label, exact=True).fill(words)


def save(visitor):
    visitor.page.get_by_role("button", name="Save the correction").click()


def test_of_two_who_correct_the_same_figure_the_second_is_told_and_nothing_is_lost(two, server):
    ada, bob = two
    quote = ada.page.locator(".nf-passage mark").inner_text()
    assert bob.page.locator(".nf-passage mark").inner_text() == quote
    for guest in two:
        guest.page.keyboard.press("e")
        guest.page.get_by_role("button", name="Save the correction").wait_for()
        guest.settle()
    before = claims(server, origin="article")
    field(ada, "Value", "4321")
    save(ada)
    ada.page.get_by_text("Corrected: value").wait_for()
    field(bob, "Year it is for", "2031")
    save(bob)
    bob.page.get_by_text("Ada decided about this figure in the meantime").wait_for()
    assert bob.page.get_by_text("value is now 4321").count() == 1
    # What Bob typed is still there, and Ada's value stands.
    typed = bob.page.get_by_role("textbox", name="Year it is for", exact=True)
    assert typed.input_value() == "2031"
    changed = [
        c
        for i, c in claims(server, origin="article").items()
        if c != before[i] and c["quote"] == quote
    ]
    assert [(c["value"], c["horizon"]) for c in changed] == [
        (4321, before[changed[0]["claim_id"]]["horizon"])
    ]

    save(bob)
    bob.page.get_by_text("Corrected: year it is for.").wait_for()
    now = claims(server, origin="article")[changed[0]["claim_id"]]
    assert (now["value"], now["horizon"]) == (4321, 2031)
    bob.open(f"/review?fig={now['claim_id']}")
    bob.page.get_by_role("dialog").get_by_text("History (2)").wait_for()


# Selects words of the article as a reader would, the badges behind marks left out.
SELECT = """words => {
  const walk = document.createTreeWalker(document.querySelector('.nf-text'), NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const at = node.textContent.lastIndexOf(words);
    if (at < 0 || node.parentElement.closest('.nf-badge')) continue;
    node.parentElement.scrollIntoView({block: 'center'});
    getSelection().setBaseAndExtent(node, at, node, at + words.length);
    return true;
  }
  return false;
}"""
TEXT = (
    "OpenAI had revenue of $13 billion in 2025. It sold 77 tea cups. OpenAI lost much more.\n\n"
    "In the yard of OpenAI stand 77 tea cups, and 5 < 6 🇨🇳, and 77 tea cups on the roof.\n"
)


def test_selected_words_are_added_as_a_missed_figure(visitor, server):
    page = visitor.open("/articles")
    visits.drop(visitor, ("cups.txt", TEXT.encode()))
    visits.save(visitor)
    page.get_by_role("button", name=re.compile("^Read “")).click()
    page.locator("mark", has_text="$13 billion").wait_for()
    visitor.settle()
    assert page.evaluate(SELECT, " 77 tea cups on")
    page.get_by_role("button", name="Add as a missed figure").click()
    form = page.get_by_role("dialog")
    form.get_by_role("button", name="Add the figure").wait_for()
    visitor.settle()
    assert form.locator("mark").inner_text() == "77 tea cups on"
    form.get_by_role("combobox", name="What is measured").fill("Chips")
    page.keyboard.press("Enter")
    form.get_by_role("combobox", name=re.compile("About ")).fill("OpenAI")
    page.keyboard.press("Enter")
    form.get_by_role("textbox", name="Value", exact=True).fill("77")
    form.get_by_role("button", name="Add the figure").click()
    page.get_by_text("Added: 77 tea cups on.").wait_for()
    visitor.settle()

    (added,) = [row for row in claims(server).values() if row["review"] == "added"]
    start = TEXT.rindex("77 tea cups")
    assert (added["start_offset"], added["quote"]) == (start, "77 tea cups on")
    assert (added["metric"], added["subject"], added["value"]) == ("gpu_count", "OpenAI", 77)
    assert page.locator("mark", has_text="77 tea cups on").count() == 1
