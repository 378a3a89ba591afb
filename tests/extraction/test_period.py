"""The period of a revenue, capex or net income."""

from datetime import date

import pytest

from newsfigures.extraction import period
from tests.extraction import marked

DAY = date(2025, 6, 10)


def read(text, metric="revenue", published=DAY):
    place = marked.read(text)
    return period.read(place.document, place.sentence, place.at, metric, published)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quillon made [$3bn] in 2024.", "2024"),
        ("Quillon's 2024 revenue was [$3bn].", "2024"),
        ("Quillon made [$3bn] in fiscal 2025.", "2025"),
        ("Quillon's revenue:\n2023: $1bn\n2024: [$3bn]\n2025: $4bn", "2024"),
        ("Quillon's revenue:\nQ4 2024: [$3bn]\nQ1 2025: $4bn", "2024Q4"),
        ("Quillon's revenue in 2023 was small: [$3bn] came in 2024.", "2024"),
        ("Quillon made [$3bn] last year.", "2024"),
        ("Quillon expects [$3bn] next year.", "2026"),
        ("In the year to March Quillon made [$3bn].", "2025"),
        ("Quillon made [$3bn] in the first quarter.", "2025Q1"),
        ("Fourth-quarter revenue was [$3bn].", "2024Q4"),
        ("Quillon made [$3bn] in Q2 2024.", "2024Q2"),
        ("Quillon made [$3bn] in the third quarter of fiscal 2025.", "2025Q3"),
        ("Quillon made [$3bn] in the three months to March.", "2025Q1"),
        ("Quillon made $4bn in 2024, up from [$3bn] a year earlier.", "2023"),
        ("Quillon made $4bn in Q1 2025, up from [$3bn] a year earlier.", "2024Q1"),
        ("Quillon made $4bn in 2024, up from [$3bn].", "2023"),
        ("Quillon made $2bn in the first quarter and [$3bn] in the third.", "2024Q3"),
        ("Quillon made [$2bn] in the first quarter and $3bn in the second.", "2025Q1"),
        ("Quillon won two rounds. It made [$3bn] in the first.", "2025Q1"),
        ("It spent $4bn in its fiscal second quarter, up from [$3bn] a year earlier.", "2024Q2"),
        ("Quillon made [$3bn] in the quarter ended 27 April.", "2025Q1"),
        ("In the first 9 months of 2025 Quillon made [$3bn].", None),
        (
            "Quillon made $9bn in the third quarter of 2024. For the quarter, it lost [$3bn].",
            "2024Q3",
        ),
        ("Quillon made [$3bn] in the three months to January 2025.", "2024Q4"),
        ("Quillon will lose [$3bn] through 2029.", None),
        ("Quillon will lose money until 2029, when it makes [$3bn].", "2029"),
        ("In the second quarter of 2024 it made [$3bn], a 9% rise from last year.", "2024Q2"),
        ("It made [$3bn], an 80% increase over the same period last year.", None),
        ("It made $3bn, up from [$2bn] last year.", "2024"),
        ("Sales rose to $3bn from $2bn a year earlier; analysts had seen [$4bn].", None),
        ("Sales hit [$5bn], an increase from $4bn in the same period last year.", None),
        ("Sales rose from [$2bn] in 2023 to $3bn in 2024.", "2023"),
        ("Sales rose from $2bn in 2023 to [$3bn] in 2024.", "2024"),
        ("Quillon made [$3bn], up from $2bn in 2022, in 2023.", None),
        ("Quillon makes [$3m] in monthly revenue.", "month"),
        ("The tax rate will be 9% in Q3. Revenue was [$3bn].", None),
        ("Quillon makes [$3bn] a year.", "annualized"),
        ("Annualised revenue is [$3bn].", "annualized"),
        ("Its run rate passed [$3bn] in May.", "annualized"),
        ("Quillon has [$3bn] in annual recurring revenue.", "annualized"),
        ("Annual sales come to [$3bn].", "annualized"),
        ("Quillon makes [$3m] a month.", "month"),
        ("Monthly revenue is [$3m].", "month"),
        ("Quillon made [$3m] in April.", "month"),
        ("Quillon makes [$3m] a day.", None),
        ("Quillon made [$3bn] in the first half of 2025.", None),
        ("Quillon will make [$3bn] between 2025 and 2029.", None),
        ("Quillon made [$3bn].", None),
        ("Quillon made $1bn in 2023 and [$3bn] in 2024.", "2024"),
        ("Quillon made [$1bn] in 2023 and $3bn in 2024.", "2023"),
        ("Quillon, whose annualised sales passed $1bn; Dorne made [$3bn] last year.", "2024"),
        ("Quillon will burn [$3bn] by 2029.", None),
        ("Quillon will make [$3bn] by 2029.", "2029"),
        (
            "In the quarter to November, the second of Dorne's fiscal 2025, it made [$3bn].",
            "2025Q2",
        ),
        ("The quarter that opened its fiscal 2025 took [$3bn].", "2025Q1"),
        ("The one that closed its fiscal 2025 took [$3bn].", "2025Q4"),
        (
            "It made $9bn in the one that opened its fiscal 2025, and [$3bn] the year before.",
            "2024Q1",
        ),
        ("Annualised sales are $9bn. Verra, sold since 2024, makes [$3bn] of that.", "annualized"),
        ("Annualised sales are $9bn. Verra made [$3bn] of which nothing is left in 2024.", "2024"),
        ("In the quarter it made $9bn. The unit's sales climbed to [$3bn].", "2025Q1"),
    ],
)
def test_the_period_nearest_the_amount(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize("metric", ["market_size", "funding_raised", "training_cost"])
def test_other_metrics_have_no_period(metric):
    assert read("It came to [$3bn] in 2024.", metric) is None


def test_the_sentence_before_gives_the_period():
    assert read("Quillon closed its books on 2024. Sales came to [$3bn].") == "2024"


def test_the_year_a_capex_is_for_is_its_period_where_no_other_is_named():
    place = marked.read("Quillon had planned for [$3bn].")
    rest = (place.document, place.sentence, place.at)
    assert period.read(*rest, "capex", DAY, horizon=2025) == "2025"
    assert period.read(*rest, "revenue", DAY, horizon=2025) is None


def test_a_fact_is_of_no_year_to_come():
    text = "Quillon said the deal will lift sales in fiscal 2027. Sales rose to [$3bn]."
    assert read(text) is None
    assert read(text.replace("rose", "will rise")) == "2027"


def test_a_fiscal_quarter_takes_its_year_from_the_paragraph():
    text = "**Quillon (FY26).** Spending was $2bn in fiscal Q1 and [$3bn] in fiscal Q2."
    assert read(text, "capex") == "2026Q2"


def test_a_cell_takes_the_period_of_its_column():
    text = "| Company | 2023 | Q1 2025 |\n|---|---|---|\n| Quillon | 7 | [9] |\n"
    assert read(text) == "2025Q1"


def test_without_a_day_of_publication_a_bare_quarter_has_no_year():
    assert read("Quillon made [$3bn] in the first quarter.", published=None) is None


REPORT = "# Quillon reports {when} results\n\nDORNE, 10 June. {first}\n\n- Net loss of [$3m].\n"


@pytest.mark.parametrize(
    ("when", "first", "expected"),
    [
        ("first quarter 2025", "It was a good one.", "2025Q1"),
        ("full-year 2024", "It was a good one.", "2024"),
        ("search", "It was a good one.", None),
        ("its", "The results are for the quarter ended 31 March 2025.", "2025Q1"),
    ],
)
def test_a_release_is_of_the_period_whose_results_it_gives(when, first, expected):
    assert read(REPORT.format(when=when, first=first), "net_income") == expected


def test_an_item_that_opens_with_what_it_counts_goes_on_with_its_list():
    text = "- Revenue of $9m in 2023, against $8m in 2022\n- A net loss of [$3m]\n"
    assert read(text, "net_income") == "2023"
    assert read(text.replace("A net", "Dorne's net"), "net_income") is None


def test_the_year_before_in_a_list_is_before_the_one_of_the_list():
    text = "- Revenue of $9m in 2023\n- A net loss of $3m, versus [$2m] the year before\n"
    assert read(text, "net_income") == "2022"


def test_the_rest_of_a_year_is_that_year():
    text = "The one that opened its fiscal 2026 took $9bn, and the rest of that year [$30bn]."
    assert read(text, "capex") == "2026"


def test_a_fiscal_quarter_that_is_over_is_no_time_to_come():
    text = "In the quarter, the second of its fiscal 2026, it made $9bn. Income was [$3bn]."
    assert read(text) == "2026Q2"
