"""The whole path by hand: the founding article goes in, is charted and compared, and comes out."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from tests.browser import marks, visits
from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser

SEEDS = Path(__file__).resolve().parents[1] / "seed"
SEED = SEEDS / "000_05256ea266f6d66f.txt"
TEXT = SEED.read_text(encoding="utf-8")
GOLD = json.loads((SEEDS / "gold.json").read_text(encoding="utf-8"))
AMOUNTS = ["at least $1T", "$5.6M", "$2 per GPU hour", "at most 10%", "$500B"]


@pytest.fixture(scope="module")
def uploaded(browser, server):
    """The founding article uploaded by hand; what the page said on the way."""
    page = browser.new_page(viewport={"width": 1440, "height": 1000})
    someone = Visitor(page, server.url)
    someone.open("/articles")
    before = visits.counts(server)
    visits.drop(someone, str(SEED))
    undated = visits.rows(someone)
    visits.give_date(someone, "20250127")
    page.get_by_text("given at upload").first.wait_for()
    someone.settle()
    said = {
        "before": before,
        "undated": undated,
        "unsaved": visits.counts(server),
        "rows": visits.rows(someone),
        "marks": page.locator(".nf-text mark").all_inner_texts(),
        "cards": page.locator("li.nf-card").all_inner_texts(),
    }
    visits.save(someone)
    said["notice"] = page.get_by_test_id("stAlert").first.inner_text()
    said["links"] = page.get_by_test_id("stPageLink").all_inner_texts()
    assert someone.outside == []
    page.close()
    return said


@pytest.fixture
def figures(uploaded, server):
    """The five figures as the server gives them, by their words."""
    return {row["quote"]: row for row in visits.own_figures(server, "article")}


@pytest.fixture
def derived(uploaded, server):
    """The two derived figures as the server gives them, by metric."""
    return {row["metric"]: row for row in visits.own_figures(server, "derived")}


def test_upload_shows_the_figures_before_anything_is_saved(uploaded):
    assert "No date of publication was found" in uploaded["undated"][0]
    assert "27 Jan 2025" in uploaded["rows"][0]
    assert uploaded["marks"] == [figure["quote"] for figure in GOLD["figures"]]
    assert uploaded["unsaved"] == uploaded["before"]


def test_preview_lists_five_figures_and_two_derived_ones(uploaded):
    own, worked_out = uploaded["cards"][:5], uploaded["cards"][5:]
    hours, llama = worked_out

    for card, figure, amount in zip(own, GOLD["figures"], AMOUNTS, strict=True):
        assert f"{figure['quote']} = {amount}" in card
        assert figure["subject"] in card
        assert figure["status"] in card
        assert (figure["attributed_to"] or "no source named") in card
    assert "2.8M GPU hours (2,800,000 GPU hours)" in hours
    assert "on H800" in hours
    assert "Llama · Meta" in llama
    assert "at least $56M (56,000,000 US dollars)" in llama
    for card in worked_out:
        assert "worked out, not stated" in card


def test_saving_adds_one_article_with_all_of_it(uploaded, server):
    after = visits.counts(server)
    added = {name: after[name] - uploaded["before"][name] for name in after}

    assert (added["articles"], added["figures"], added["derived"]) == (1, 5, 2)
    assert (added["samples"], added["reference_figures"]) == (0, 0)
    assert "1 article saved with 5 figures. The charts have them now." in uploaded["notice"]
    for page in ("Training cost", "Compute", "Investment", "Market projections", "Compare"):
        assert page in uploaded["links"]


def test_each_figure_is_the_gold_record_whole(figures):
    assert len(figures) == len(GOLD["figures"])
    for gold in GOLD["figures"]:
        row = figures[gold["quote"]]
        said = {key: row[key] for key in gold if key not in ("start", "end")}
        assert said == {key: gold[key] for key in said}
        assert (row["start_offset"], row["start_offset"] + len(row["quote"])) == (
            gold["start"], gold["end"],
        )  # fmt: skip
        assert TEXT[gold["start"] : gold["end"]] == row["quote"]
        assert row["quote"] in row["sentence"]
        assert row["sentence"] in TEXT
        assert row["published"] == "2025-01-27"


def test_each_derived_figure_is_the_gold_record_with_its_inputs(derived, uploaded):
    assert len(derived) == len(GOLD["derived"])
    for gold, card in zip(GOLD["derived"], uploaded["cards"][5:], strict=True):
        row = derived[gold["metric"]]
        said = {key: row[key] for key in gold if key != "inputs"}
        assert said == {key: gold[key] for key in said}
        for words in gold["inputs"]:
            assert words in card


@pytest.mark.parametrize(
    ("path", "quote", "said"),
    [
        pytest.param("training_cost", "$5.6 million", "“$5.6 million” = $5.6M", id="cost"),
        pytest.param("training_cost", "10%", "“10%” = at most 10%", id="relative cost"),
        pytest.param("investment", "$500 billion", "“$500 billion” = $500B", id="Stargate"),
        pytest.param(
            "market_projections", "$1 trillion", "“$1 trillion” = at least $1T", id="market"
        ),
    ],
)
def test_chart_has_the_figure(visitor, figures, path, quote, said):
    drawn = marks.drawn(visitor.open(f"/{path}"))
    words = drawn[figures[quote]["claim_id"]]

    assert said in words
    assert figures[quote]["subject"] in words
    assert (figures[quote]["attributed_to"] or "no source named") in words


@pytest.mark.parametrize(
    ("path", "metric", "said"),
    [
        pytest.param("compute", "gpu_hours", "2.8M", id="hours"),
        pytest.param("training_cost", "training_cost", "at least $56M", id="Llama"),
    ],
)
def test_chart_has_what_was_worked_out_and_says_so(visitor, derived, path, metric, said):
    words = marks.drawn(visitor.open(f"/{path}"))[derived[metric]["claim_id"]]

    assert said in words
    assert "worked out, not stated" in words


def test_click_on_a_mark_opens_the_sentence_with_the_span_marked(visitor, figures):
    page = visitor.open("/training_cost")
    figure = figures["$5.6 million"]
    assert figure["claim_id"] in marks.drawn(page)
    marks.click(page, figure["claim_id"])
    panel = page.get_by_role("dialog")
    panel.get_by_text("Said by").wait_for()

    assert panel.locator("mark").first.inner_text() == "$5.6 million"
    assert figure["sentence"] in panel.locator(".nf-passage").inner_text()
    assert "Jefferies" in panel.inner_text()
    assert f"fig={figure['claim_id']}" in page.url


def test_panel_leads_to_the_figure_in_its_article(visitor, figures):
    figure = figures["$500 billion"]
    page = visitor.open(f"/investment?fig={figure['claim_id']}")
    page.get_by_role("link", name="See it in the article").click()
    mark = page.locator("mark.nf-focus")
    mark.wait_for()
    page.wait_for_function(
        """() => { const box = document.querySelector('mark.nf-focus').getBoundingClientRect();
        return box.top >= 0 && box.bottom <= innerHeight }"""
    )

    assert mark.inner_text() == "$500 billion"
    assert page.get_by_role("dialog").count() == 0
    assert f"art={figure['article_id']}" in page.url


def test_compare_sets_deepseek_beside_three_others_and_names_their_bases(visitor, figures):
    page = visitor.open("/compare")
    for name in ("DeepSeek", "GPT-4", "Gemini Ultra", "Llama 3.1 405B"):
        box = page.get_by_role("combobox", name="Companies, models or projects")
        box.fill(name)
        # Asked for anew when it is clicked: the list gets shorter with each letter.
        itself = re.compile(rf"^{re.escape(name)}( · |$)")
        page.get_by_role("option").filter(has_text=itself).first.click()
        page.get_by_test_id("stMultiSelect").get_by_text(name).first.wait_for()
        visitor.settle()
    page.keyboard.press("Escape")
    page.get_by_role("heading", name="Ratios: DeepSeek = 1").wait_for()
    for name in ("GPT-4", "Gemini Ultra", "Llama 3.1 405B"):
        marks.wait_for_name(page, name)
    visitor.settle()
    drawn = marks.drawn(page)
    said = list(drawn.values())

    assert "$5.6M" in drawn[figures["$5.6 million"]["claim_id"]]
    assert "final run at a rental price" in drawn[figures["$5.6 million"]["claim_id"]]
    for name, amount, basis in (
        ("GPT-4", "about $81.4M", "estimate at cloud prices"),
        ("GPT-4", "about $37.3M", "hardware used up, plus power"),
        ("GPT-4", "at least $100M", "sense not stated"),
        ("Gemini Ultra", "about $206M", "estimate at cloud prices"),
        ("Llama 3.1 405B", "about $176M", "estimate at cloud prices"),
        ("Llama 3.1 405B", "about $52.9M", "hardware used up, plus power"),
    ):
        assert [w for w in said if f"<b>{name}" in w and amount in w and basis in w], (name, amount)
    panels = "\n".join(marks.titles(page))
    assert "Final run at a rental price" in panels
    assert "Estimate at cloud prices" in panels


def test_downloaded_csv_has_the_rows_with_their_evidence(visitor, figures, derived):
    page = visitor.open("/training_cost?training_cost_samples=false")
    assert figures["$5.6 million"]["claim_id"] in marks.drawn(page)
    with page.expect_download() as download:
        page.get_by_test_id("stDownloadButton").first.get_by_role("button").click()
    words = Path(download.value.path()).read_text(encoding="utf-8-sig")
    rows = {row["claim_id"]: row for row in csv.DictReader(io.StringIO(words))}
    cost = rows[figures["$5.6 million"]["claim_id"]]

    assert (cost["quote"], float(cost["value"]), cost["unit"]) == ("$5.6 million", 5.6e6, "USD")
    assert cost["sentence"] == figures["$5.6 million"]["sentence"]
    assert (cost["attributed_to"], cost["published"]) == ("Jefferies", "2025-01-27")
    assert cost["title"].startswith("DeepSeek, a Chinese")
    assert cost["cost_basis"] == "final_run_rental"
    llama = rows[derived["training_cost"]["claim_id"]]
    assert (llama["origin"], llama["formula"]) == ("derived", "training_cost / relative_cost")
    assert all(row["url"] for row in rows.values() if row["origin"] == "reference")


def test_articles_own_csv_has_all_seven_rows(visitor, figures, derived):
    article = figures["10%"]["article_id"]
    page = visitor.open(f"/articles?art={article}")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download 7 rows (CSV)").click()
    words = Path(download.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(words)))

    own = [row for row in rows if row["origin"] == "article"]
    assert [row["quote"] for row in own] == [figure["quote"] for figure in GOLD["figures"]]
    assert len(rows) == 7


def test_text_and_list_lead_to_each_other(visitor, figures):
    figure = figures["10%"]
    page = visitor.open(f"/articles?art={figure['article_id']}")
    page.locator(f"#of-{figure['claim_id']}").get_by_role("link", name="Show in the text").click()
    page.wait_for_function(
        """id => { const box = document.getElementById(id).getBoundingClientRect();
        return box.top >= 0 && box.bottom <= innerHeight }""",
        arg=f"at-{figure['claim_id']}",
    )

    assert page.locator(".nf-reader").count() == 1
    assert f"art={figure['article_id']}" in page.url
