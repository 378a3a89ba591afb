"""The year a projected or announced figure is for."""

from datetime import date

import pytest

from newsfigures.extraction import horizon
from newsfigures.model import Status
from tests.extraction import marked

DAY = date(2025, 6, 10)


def read(text, metric="infrastructure_investment", status=Status.ANNOUNCED, published=DAY):
    place = marked.read(text)
    return horizon.read(place.document, place.sentence, place.at, metric, status, published)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Quillon will spend [$3bn] by 2030.", 2030),
        ("Quillon will spend [$3bn] over the next four years.", 2029),
        ("Over five years Quillon will spend [$3bn].", 2030),
        ("Quillon will spend [$3bn] within a decade.", 2035),
        ("Quillon will spend [$3bn] by the end of the decade.", 2030),
        ("Quillon will spend [$3bn] next year.", 2026),
        ("Quillon will spend [$3bn] this year.", 2025),
        ("Quillon will spend [$3bn] over five years starting in 2027.", 2032),
        ("Quillon will spend [$3bn] before the end of December.", 2025),
        ("By 2031, Quillon wants [$3bn] of data centres.", 2031),
        ("Last November Quillon signed for [$3bn] over seven years.", 2031),
        ("Quillon pledged [$3bn] over the three years from February 2025.", 2028),
        ("Quillon will spend [€3bn], or about $3.3bn, on AI over three years.", 2028),
        ("Quillon will spend [$3bn] over the next 18 months.", 2026),
        ("Quillon will spend [$3bn] in the coming six months.", 2025),
        ("Quillon will have [3 GW] by mid-2027.", 2027),
        ("Quillon will have [3 GW] in early-2028.", 2028),
        ("Quillon signed a seven-year, [$3bn] contract.", 2032),
        ("Quillon is to build [5 GW] by 2030, the first 200 megawatts in 2026.", 2030),
        ("Quillon pledged [€3bn] ($3.3bn) over three years.", 2028),
        ("A [1 GW] hall in Dorne, Ohio, would come online in 2027.", 2027),
        ("Quillon had undertaken to buy [$3bn] by the end of March 2024.", 2024),
        ("Quillon will build 3 GW by 2030. The deal is worth [$9bn].", 2030),
    ],
)
def test_deadlines_and_spans_give_the_year(text, year):
    assert read(text) == year


@pytest.mark.parametrize(
    "text",
    [
        "Quillon will spend [$3bn].",
        "On 3 March 2025 Quillon pledged [$3bn].",
        "Quillon, founded in 2019, will spend [$3bn].",
        "Quillon will spend [$3bn] at once and $9bn by 2030.",
        "Dorne will spend $9bn to 2030. Quillon will spend [$3bn] a year, no year given.",
        "Quillon will spend $9bn by 2030, with [$3bn] immediately.",
        "Quillon is to build [2 GW]; Dorne wants 5 GW by 2030.",
        "Quillon plans [3 GW] of chips with a six-year life.",
        "Quillon will build [5 GW], the first of it due in the second half of 2026.",
        "Quillon will build [5 GW], the first 200 megawatts of which are due in 2026.",
        "Quillon is to ask for the fourth time this year for [$3bn].",
        "In January Quillon pledged [$3bn].",
        "Quillon will have 3 GW by 2030 and could later be expanded to [5 GW].",
        "Quillon reserved [30,000 chips], with one gigawatt in 2026.",
        "Quillon will build 3 GW by 2030. The money is worth [$9bn].",
        "Quillon will build 3 GW from 2030. The deal is worth [$9bn].",
        "Quillon had lost it by 2024, it said, in a pledge of [$3bn].",
    ],
)
def test_no_stated_time_is_none(text):
    assert read(text) is None


@pytest.mark.parametrize("status", [Status.REPORTED, Status.ESTIMATED, Status.ASSUMED])
def test_facts_estimates_and_premises_have_no_horizon(status):
    assert read("Quillon spent [$3bn] by 2030.", status=status) is None


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("The AI market will reach $1bn in 2026 and [$3bn] in 2030.", 2030),
        ("The AI market will reach [$1bn] in 2026 and $3bn in 2030.", 2026),
        ("The AI market grows to $9bn by 2032, with [$3bn] of it in chips.", 2032),
        ("Gartner looks to 2030. IDC sees an AI market of [$3bn].", 2030),
        ("The AI market, $1bn in 2022, will be worth [$3bn] within a decade.", 2035),
    ],
)
def test_markets_take_the_year_of_their_sentence_or_the_one_before(text, year):
    assert read(text, "market_size", Status.PROJECTED) == year


def test_guidance_for_a_fiscal_quarter_without_a_year_is_for_this_one():
    text = "Spending in the fiscal first quarter should top [$3bn]."
    assert read(text, "capex", Status.PROJECTED) == 2025


def test_a_deadline_behind_another_amount_is_not_this_ones():
    text = "It projects [$2bn] in sales this year and $9bn by 2029."
    assert read(text, "revenue", Status.PROJECTED) == 2025


def test_words_that_point_back_reach_over_the_paragraph():
    text = (
        "Gartner looks to 2030.\n\nOthers aim at that very year. IDC sees an AI market of [$3bn]."
    )
    assert read(text, "market_size", Status.PROJECTED) == 2030
    alone = text.replace("at that very year", "elsewhere")
    assert read(alone, "market_size", Status.PROJECTED) is None


def test_a_year_compared_with_is_no_horizon():
    text = "It expects sales of [$3bn], an 80% increase from the previous year."
    assert read(text, "revenue", Status.PROJECTED) is None


def test_the_span_of_another_amount_is_not_a_revenues():
    text = "Sales will end the year above [$3bn], and it has orders of $90bn over eight years."
    assert read(text, "revenue", Status.PROJECTED) == 2025


def test_guidance_keeps_the_year_named_before():
    text = "Quillon plans $9bn for 2026. In January it had spoken of [$8bn]."
    assert read(text, "capex", Status.PROJECTED) == 2026


@pytest.mark.parametrize(("cell", "year"), [("7", 2026), ("9", 2027)])
def test_a_cell_takes_the_year_of_its_column(cell, year):
    text = "| Company | 2026 | 2027 |\n|---|---|---|\n| Quillon | 7 | 9 |\n"
    place = text.replace(f" {cell} ", f" [{cell}] ")
    assert read(place, "capex", Status.PROJECTED) == year


def test_without_a_day_of_publication_only_named_years_count():
    assert read("Quillon will spend [$3bn] by 2030.", published=None) == 2030
    assert read("Quillon will spend [$3bn] next year.", published=None) is None


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Spending will be [$3bn] in the fiscal year that ends in May.", 2026),
        ("Spending will be [$3bn] in the fiscal year that ends in June.", 2025),
        ("Spending will be [$3bn] in the year ending in September.", 2025),
    ],
)
def test_a_business_year_is_named_after_the_month_it_ends_in(text, year):
    assert read(text, "capex", Status.PROJECTED) == year


def test_years_that_follow_an_estimate_count_from_its_day():
    text = "Dorne reckoned in 2023 that AI could add [$7bn] over the following ten years."
    assert read(text, "market_size", Status.PROJECTED) == 2033
    text = "Quillon, founded in 2019, will add [$7bn] over the next ten years."
    assert read(text, "market_size", Status.PROJECTED) == 2035
