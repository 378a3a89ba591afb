"""A card's own controls redraw that card alone, and no link elsewhere falls behind them."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser import marks

pytestmark = pytest.mark.browser

CARD = ".st-key-card_{}"
FIRST, SECOND = "training_cost_by_sense", "training_cost_one_price"
AXIS = "card => document.querySelector(`${card} .js-plotly-plot`).layout.xaxis.type"


def charts_in(frames):
    """Return how many charts the server sent in some frames of Streamlit's socket."""
    found = 0
    for frame in frames:
        told = ForwardMsg()
        told.ParseFromString(frame)
        found += told.delta.new_element.HasField("plotly_chart")
    return found


def asked(page):
    return parse_qs(urlsplit(page.url).query)


def choose(visitor, card, scale):
    """Choose the scale of a card and wait until its chart has it."""
    page = visitor.page
    page.locator(CARD.format(card)).get_by_text(scale, exact=True).click()
    page.wait_for_url(re.compile(f"{card}_scale={scale}"))
    page.wait_for_function(f"card => ({AXIS})(card) === '{scale.lower()}'", arg=CARD.format(card))
    visitor.settle()


def test_a_control_redraws_its_card_alone(visitor):
    sent = []

    def listen(socket):
        socket.on("framereceived", lambda frame: sent.append(frame))

    visitor.page.on("websocket", listen)
    visitor.open("/training_cost").wait_for_selector(marks.CHART)
    whole = charts_in(sent)
    sent.clear()
    choose(visitor, FIRST, "Linear")

    assert whole > 3
    assert charts_in(sent) == 1


def test_links_of_other_cards_keep_what_was_chosen_since(visitor):
    page = visitor.open("/training_cost")
    second = page.locator(CARD.format(SECOND))
    second.get_by_role("tab", name="Table").click()
    link = second.locator("a[data-sets='fig']").first
    link.wait_for()
    choose(visitor, FIRST, "Linear")
    link.click()
    page.get_by_role("dialog").locator("mark, .nf-formula").first.wait_for()

    assert asked(page)[f"{FIRST}_scale"] == ["Linear"]
    assert asked(page)[f"{SECOND}_tab"] == ["Table"]


def test_the_link_that_is_copied_is_that_of_the_view_as_it_is(visitor):
    page = visitor.open("/training_cost")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    second = page.locator(CARD.format(SECOND))
    choose(visitor, FIRST, "Linear")
    second.get_by_role("button", name="Cite or keep").click()
    page.get_by_role("button", name="Copy link to this view").click()
    page.get_by_text("Copied.").wait_for()

    assert page.evaluate("() => navigator.clipboard.readText()") == page.url


def test_a_mark_of_a_redrawn_card_opens_its_sentence(visitor):
    page = visitor.open("/training_cost")
    choose(visitor, FIRST, "Linear")
    marks.click(page, marks.apart(page, 0)[0], chart=0)
    page.get_by_role("dialog").wait_for()

    assert asked(page)[f"{FIRST}_scale"] == ["Linear"]
    assert "fig" in asked(page)
