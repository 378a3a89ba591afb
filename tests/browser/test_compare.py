"""In a real browser: pins go along, the matrix opens evidence, a link shows the same page cold."""

import csv
import io
import re
import urllib.parse
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

PAIR = ("DeepSeek-V3", "Llama 3.1 405B")
ASKED = {
    "compare_baseline": "Llama 3.1 405B",
    "compare_metric": "GPU hours",
    "compare_strict": "false",
    "compare_measures": "Parameters",
}
CELLS = ".st-key-compare_matrix button[data-claim]"


def address(names, **asked):
    pairs = [*(("pin", name) for name in names), *asked.items()]
    return f"/compare?{urllib.parse.urlencode(pairs)}"


def test_pins_go_along_from_an_evidence_panel_to_every_page_and_to_compare(visitor):
    page = visitor.open("/training_cost")
    page.get_by_test_id("stDataFrame").first.wait_for(state="attached")
    figure = page.evaluate(
        """() => Array.from(document.querySelectorAll('.js-plotly-plot')).flatMap(
        plot => plot.data.flatMap(trace => Array.from(trace.customdata || [])))[0][0]"""
    )
    visitor.open(f"/training_cost?fig={figure}")
    page.get_by_role("dialog").get_by_role("button", name=re.compile("^Pin ")).click()
    page.wait_for_url(re.compile("[?&]pin="))
    page.keyboard.press("Escape")
    page.wait_for_function("() => !location.search.includes('fig=')")
    page.get_by_role("link", name="Compare 1 name").wait_for()
    page.get_by_role("link", name="Methods").click()
    page.get_by_role("heading", name="How are the figures read").wait_for()
    page.wait_for_url(re.compile(r"methods\?.*pin="))
    page.get_by_role("link", name="Compare 1 name").click()
    page.get_by_role("heading", name="How do they compare").wait_for()
    visitor.settle()

    assert "pin=" in page.url
    assert page.get_by_text("share the most measures").is_visible()


def test_a_row_of_a_table_pins_its_name(visitor):
    page = visitor.open("/data?data_words=Jefferies")
    page.get_by_role("button", name="Pin for Compare:").first.click()
    page.wait_for_url(re.compile("[?&]pin="))

    page.get_by_role("link", name="Compare 1 name").wait_for()


def test_a_link_with_every_control_shows_the_same_cold(visitor):
    page = visitor.open(address(PAIR, **ASKED))
    page.get_by_role("heading", name="Ratios: Llama 3.1 405B = 1").wait_for()

    assert page.get_by_role("heading", name="In short: gpu hours").is_visible()
    heads = page.locator(".st-key-compare_matrix thead th").all_inner_texts()
    assert [head.split("\n")[0].strip() for head in heads] == ["Name", "Parameters"]
    assert page.get_by_text("DeepSeek-V3: 1/11.1 of Llama 3.1 405B").is_visible()
    strict = page.get_by_role("switch", name="Ratios only between like and like")
    assert not strict.is_checked()


def test_a_value_of_the_matrix_opens_its_evidence(visitor):
    page = visitor.open(address(PAIR))
    cell = page.locator(CELLS).first
    cell.wait_for()
    claim = cell.get_attribute("data-claim")
    cell.click()
    page.wait_for_url(re.compile(rf"[?&]fig={claim}"))

    page.get_by_role("dialog").locator(".nf-value").first.wait_for()
    page.keyboard.press("Escape")
    page.wait_for_function("() => !location.search.includes('fig=')")
    assert urllib.parse.parse_qs(page.url.split("?")[1])["pin"] == list(PAIR)


def test_the_brief_and_the_rows_are_taken_along(visitor):
    page = visitor.open(address(PAIR))
    kept = {}
    for name in ("Brief to print (HTML)", "Every cell with its evidence (CSV)"):
        with page.expect_download() as download:
            page.get_by_role("button", name=name).click()
        kept[download.value.suggested_filename] = Path(download.value.path()).read_text("utf-8-sig")

    brief = kept["newsfigures_deepseek-v3_llama-3-1-405b.html"]
    assert brief.count('<li id="n') > 5
    assert "11.1 times DeepSeek-V3" in brief
    rows = list(csv.DictReader(io.StringIO(kept["newsfigures_compare.csv"])))
    assert {row["name"] for row in rows} == set(PAIR)
    assert all(row["title"] and row["as_of"] for row in rows if row["claim_id"])


def test_the_matrix_stays_within_a_phone(visitor):
    visitor.page.set_viewport_size({"width": 390, "height": 844})
    page = visitor.open(address(("OpenAI", "Anthropic", "Google")))
    page.locator(CELLS).first.wait_for()
    wide = page.evaluate(
        """() => [document.documentElement, document.querySelector('[data-testid="stMain"]')]
        .map(box => box.scrollWidth - box.clientWidth)"""
    )

    assert wide == [0, 0]
