"""An address with every control of a page set opens cold on the same rows."""

import re
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import pytest

from tests.browser import visits

pytestmark = pytest.mark.browser

QUANTITIES = ("gpu_hours", "gpu_count", "training_compute", "power_capacity")
FILTERS = {
    "names": ["OpenAI", "Meta"],
    "origins": ["From articles", "Reference data"],
    "statuses": ["Reported", "Estimated", "Announced"],
    "sure": ["75% or more"],
}
# As the routes for programs call the same.
ASKED = [
    ("name", "OpenAI"), ("name", "Meta"), ("origin", "article"), ("origin", "reference"),
    ("status", "reported"), ("status", "estimated"), ("status", "announced"),
    ("confidence", "0.75"),
]  # fmt: skip
LINKS = """key => [...document.querySelectorAll(`.st-key-card_${key} .nf-claims a`)]
  .map(link => new URL(link.href).searchParams.get('fig')).filter(fig => fig)"""


def claims(server, *asked):
    """Return the ids of the claims that the route for programs answers."""
    address = f"{server.url}/api/v1/figures.json?{urlencode([*asked, ('limit', 1000)])}"
    return {row["claim_id"]: row for row in visits.get(address)["figures"]}


def drawn(server, *asked):
    """Return the ids of the claims that a chart can show: equivalents of a chip are no chips."""
    found = claims(server, *asked)
    return {key for key, row in found.items() if "equivalent" not in (row["hardware"] or "")}


def filters(where):
    """Return the filters of a page as parameters of its address."""
    return {f"{where}_{name}": values for name, values in FILTERS.items()}


def download(page):
    """Return the address of the download button, in its parts."""
    return urlsplit(page.get_by_role("link", name=re.compile("^Download")).get_attribute("href"))


def opened(visitor, where, given):
    """Open a page cold, and see that each control took what the address gave it."""
    visitor.open(f"/{where}?{urlencode(given, doseq=True)}")
    assert parse_qs(urlsplit(visitor.page.url).query) == given


# Of each page: a card, what it shows as the routes ask for it, the page's own controls.
CARDS = {
    "training_cost": (
        "training_cost_by_sense",
        [("metric", "training_cost"), ("basis", "cloud_estimate")],
        {"training_cost_sense": ["Estimate at cloud prices"], "training_cost_every": ["true"],
         "training_cost_by_sense_scale": ["Linear"], "training_cost_prices": ["true"]},
    ),
    "compute": (
        "compute_quantities",
        [("metric", name) for name in QUANTITIES],
        {"compute_every": ["true"], "compute_by": ["company"],
         "compute_quantities_scale": ["Log"], "compute_coverage": ["true"]},
    ),
}  # fmt: skip


@pytest.mark.parametrize("where", CARDS)
def test_a_chart_page_opens_on_the_rows_of_its_address(visitor, server, where):
    card, wanted, more = CARDS[where]
    opened(visitor, where, {**filters(where), **more, f"{card}_tab": ["Table"]})
    shown = visitor.page.evaluate(LINKS, card)

    assert set(shown) == drawn(server, *ASKED, *wanted)
    assert visitor.page.locator("details[open]").count() == 1
    assert len(shown) == len(set(shown)) > 0


@pytest.mark.parametrize("where", CARDS)
def test_reviewed_only_leaves_what_was_checked(visitor, server, where):
    card, wanted, more = CARDS[where]
    given = {**more, f"{where}_reviewed": ["true"], f"{card}_tab": ["Table"]}
    opened(visitor, where, given)
    shown = visitor.page.evaluate(LINKS, card)

    assert set(shown) == drawn(server, ("reviewed", "1"), *wanted)


def test_the_choices_of_market_projections_are_in_its_address(visitor, server):
    card = "market_projections_by_year"
    given = {
        "market_projections_statuses": ["Projected", "Estimated"],
        f"{card}_tab": ["Table"],
        f"{card}_scale": ["Linear"],
    }
    opened(visitor, "market_projections", given)
    shown = visitor.page.evaluate(LINKS, card)
    asked = [("metric", "market_size"), ("status", "projected"), ("status", "estimated")]

    assert shown
    assert set(shown) <= set(claims(server, *asked))


def test_the_choices_of_investment_are_in_its_address(visitor, server):
    given = {
        "investment_kind": ["Capital spending"],
        "investment_statuses": ["Reported"],
        "investment_dates_tab": ["Table"],
        "investment_every": ["true"],
    }
    opened(visitor, "investment", given)
    shown = visitor.page.evaluate(LINKS, "investment_dates")

    assert shown
    assert set(shown) <= set(claims(server, ("metric", "capex"), ("status", "reported")))


def test_data_opens_on_the_rows_of_its_address(visitor, server):
    given = {**filters("data"), "data_metrics": ["Training cost", "GPU hours"]}
    opened(visitor, "data", given)
    asked = claims(server, *ASKED, ("metric", "training_cost"), ("metric", "gpu_hours"))
    said = visitor.page.get_by_text(re.compile(r"^\d+ figures:")).inner_text()

    assert said.startswith(f"{len(asked)} figures")


def test_data_narrows_by_source_year_sense_and_size_from_its_address(visitor, server):
    given = {
        "data_publishers": ["Epoch AI", "Stanford HAI"],
        "data_years": ["2023", "2025"],
        "data_bases": ["Estimate at cloud prices"],
        "data_size": ["over $10 million"],
        "data_sort": ["Largest sum first"],
        "data_form": ["JSON lines"],
        "data_programs": ["true"],
        "data_tool": ["DuckDB"],
    }
    opened(visitor, "data", given)
    asked = [
        ("publisher", "Epoch AI"), ("publisher", "Stanford HAI"), ("year", "2023"),
        ("year", "2025"), ("basis", "cloud_estimate"), ("size", "over $10 million"),
    ]  # fmt: skip
    found = claims(server, *asked)
    said = visitor.page.get_by_text(re.compile(r"^\d+ figures:")).inner_text()
    link = download(visitor.page)

    visitor.page.get_by_text("read_parquet").wait_for()
    assert found
    assert said.startswith(f"{len(found)} figures")
    assert link.path.endswith("/api/v1/figures.jsonl")
    assert sorted(parse_qsl(link.query)) == sorted(asked)


def test_data_opens_on_the_page_of_rows_of_its_address(visitor):
    given = {"data_page": ["2"], "data_scope": ["Everything"], "data_origins": ["Reference data"]}
    opened(visitor, "data", given)
    link = download(visitor.page)

    assert link.query == ""


def test_the_choices_of_overview_are_in_its_address(visitor):
    given = {
        "overview_reviewed": ["true"],
        "overview_reference": ["true"],
        "overview_since": ["7 days"],
    }
    opened(visitor, "", given)

    for name in ("Reviewed only", "Reference figures on the ladder"):
        assert visitor.page.get_by_label(name).first.is_checked()


def test_review_opens_on_the_article_of_its_address(visitor, server):
    article = visits.get(f"{server.url}/api/v1/articles")["articles"][0]
    given = {"of": [article["article_id"]], "review_decided": ["true"]}
    opened(visitor, "review", given)

    assert visitor.page.get_by_text(f"Figure 1 of {article['figures']} ").is_visible()
    assert visitor.page.get_by_label("Show what was decided so far").is_checked()


def test_articles_opens_on_the_article_and_the_figure_of_its_address(visitor, server):
    article = visits.get(f"{server.url}/api/v1/articles")["articles"][0]["article_id"]
    every = visits.get(f"{server.url}/api/v1/figures.json?origin=article&limit=1000")["figures"]
    own = {row["claim_id"] for row in every if row["article_id"] == article}
    more = {"articles_refused": ["true"], "articles_reading": ["true"]}
    opened(visitor, "articles", {"art": [article], "fig": [min(own)], **more})
    cards = visitor.page.evaluate("[...document.querySelectorAll('.nf-cards > ol > li')].length")

    assert cards == len(own) > 0
    visitor.page.get_by_role("columnheader", name="Why it is no figure").wait_for()
    assert visitor.page.locator("details[open]").count() == 1


def test_articles_opens_on_the_way_to_hand_in_of_its_address(visitor):
    opened(visitor, "articles", {"articles_tab": ["Paste text"], "articles_again": ["true"]})

    visitor.page.get_by_label("The article's words").wait_for()
    visitor.page.get_by_text("are one origin").wait_for()


@pytest.mark.parametrize(
    ("tab", "seen"), [("Meanings", "What is measured"), ("Names and chips", "Chips")]
)
def test_methods_opens_on_the_tab_of_its_address(visitor, tab, seen):
    opened(visitor, "methods", {"methods_tab": [tab]})

    assert visitor.page.get_by_role("tab", name=tab).get_attribute("aria-selected") == "true"
    assert visitor.page.get_by_role("heading", name=seen).is_visible()


def test_compare_opens_on_the_names_and_the_measure_of_its_address(visitor, server):
    given = {
        "pin": ["Microsoft", "Alphabet", "Amazon", "Meta"],
        "compare_baseline": ["Alphabet"],
        "compare_strict": ["false"],
        "compare_claims_tab": ["Table"],
    }
    opened(visitor, "compare", given)
    shown = set(visitor.page.evaluate(LINKS, "compare_claims"))
    asked = [("name", name) for name in given["pin"]]

    assert shown
    assert shown <= set(claims(server, *asked, ("metric", "capex")))


def test_what_an_hour_of_a_chip_costs_is_in_the_address_of_compute(visitor, server):
    opened(visitor, "compute", {"compute_prices_tab": ["Table"]})
    shown = visitor.page.evaluate(LINKS, "compute_prices")

    assert set(shown) == set(claims(server, ("metric", "gpu_rental_rate")))


def test_enter_takes_the_one_name_that_was_typed(visitor):
    visitor.open("/compare")
    box = visitor.page.get_by_role("combobox", name=re.compile("^Companies, models"))
    box.click()
    visitor.page.keyboard.type("DeepSeek-V3")
    visitor.page.get_by_role("option", name="DeepSeek-V3 · DeepSeek", exact=True).wait_for()
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**pin=**")
    visitor.settle()

    assert parse_qs(urlsplit(visitor.page.url).query)["pin"] == ["DeepSeek-V3"]
