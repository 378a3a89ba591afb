"""How sure, and of what time, a figure is."""

from datetime import date

import pytest

from newsfigures.extraction import status
from newsfigures.extraction.gazetteer import lexicon
from newsfigures.model import Status
from tests.extraction import marked

DAY = date(2025, 6, 1)


def read(text, metric="revenue", source=None, company="Quillon"):
    place = marked.read(text)
    found = status.read(
        place.document, place.sentence, place.at, metric, source,
        link=marked.about(company), published=DAY,
    )  # fmt: skip
    return found.value


@pytest.mark.parametrize("entry", lexicon("status")["cue"], ids=lambda e: e["example"][:50])
def test_a_cue_reads_its_example_and_not_its_counter_example(entry):
    assert read(entry["example"], entry["example_metric"]) == entry["status"]
    counter = read(entry["counter"], entry.get("counter_metric", entry["example_metric"]))
    assert counter != entry["status"]


@pytest.mark.parametrize("entry", lexicon("status")["veto"], ids=lambda e: e["example"][:50])
def test_a_veto_keeps_a_figure_a_fact_and_lets_a_forecast_be(entry):
    assert read(entry["example"]) == "reported"
    assert read(entry["counter"]) == "projected"


@pytest.mark.parametrize(
    ("text", "metric", "expected"),
    [
        ("Quillon had sales of [$3bn] in 2024.", "revenue", "reported"),
        ("Quillon posted a loss of [$3bn], up from $2bn.", "net_income", "reported"),
        ("Quillon expects $9bn, up from [$3bn] in 2024.", "revenue", "reported"),
        ("Analysts expected $2bn, but Quillon earned [$3bn].", "revenue", "reported"),
        ("Quillon earned $2bn; it expects [$3bn] next year.", "revenue", "projected"),
        ("Sales could top [$3bn] by 2029.", "revenue", "projected"),
        ("Capital spending is set to hit [$3bn].", "capex", "projected"),
        ("Quillon guides for [$3bn] of capital spending.", "capex", "projected"),
        ("Quillon plans capital spending of [$3bn].", "capex", "announced"),
        ("Quillon spent [$3bn] on servers last year.", "capex", "reported"),
        ("The AI market was worth [$3bn] in 2023.", "market_size", "reported"),
        ("The AI market will be worth [$3bn].", "market_size", "projected"),
        ("By 2031 the AI market grows to [$3bn].", "market_size", "projected"),
        ("Quillon is in talks to raise [$3bn].", "funding_raised", "announced"),
        ("Quillon has raised [$3bn].", "funding_raised", "reported"),
        ("The round would value Quillon at [$3bn].", "valuation", "announced"),
        ("Quillon was valued at [$3bn] in March.", "valuation", "reported"),
        ("Quillon signed a [$3bn] contract with Oracle.", "compute_contract", "announced"),
        ("The fund will mobilise [€3bn].", "infrastructure_investment", "announced"),
        ("Quillon has spent [$3bn] on the site.", "infrastructure_investment", "reported"),
        ("The campus draws [300 MW].", "power_capacity", "reported"),
        ("The campus will draw [300 MW].", "power_capacity", "announced"),
        ("Training Verra is thought to have cost [$3m].", "training_cost", "estimated"),
        ("Training Verra would have cost [$3m] in the cloud.", "training_cost", "estimated"),
        ("Training Verra cost [$3m].", "training_cost", "reported"),
        ("An H100 rents for [$3 an hour].", "gpu_rental_rate", "reported"),
        ("The AI market, put at $1bn in 2022, will be worth [$3bn].", "market_size", "projected"),
        ("It sees an AI market of $9bn in 2032, from [$3bn] in 2022.", "market_size", "reported"),
        ("The AI market was [$1bn] in 2023 and is expected to grow.", "market_size", "reported"),
        ("Quillon is building a site for [30,000 GPUs].", "gpu_count", "announced"),
        ("Quillon's building has [30,000 GPUs].", "gpu_count", "reported"),
        ("This year losses are projected at [$3bn].", "net_income", "projected"),
        ("Quillon projects at Stanford cost [$3bn].", "infrastructure_investment", "reported"),
        ("Rumours of 2023 say Verra used [900 chips].", "gpu_count", "estimated"),
        ("Verra cost [$3m], against the estimated $9m of a rival.", "training_cost", "reported"),
        ("The deal would propel Quillon to a value of [$3bn].", "valuation", "announced"),
        ("Quillon is reportedly assembling a round of [$3bn].", "funding_raised", "announced"),
        ("Quillon closed a round, raising [$3bn].", "funding_raised", "reported"),
        ("Quillon beat the [$3bn] expected by analysts.", "revenue", "projected"),
        ("That would be a leap from a value of [$3bn] in May.", "valuation", "reported"),
        ("Quillon, which sat at [$3bn] in May, will be overtaken.", "valuation", "reported"),
        ("It reportedly signed a [$3bn] order over ten years.", "compute_contract", "announced"),
        ("It sees a rise from [$3bn] in 2022 to $9bn by 2032.", "market_size", "reported"),
        ("Sales would go from a projected [$3bn] this year to $9bn.", "revenue", "projected"),
        ("Quillon's value could sail towards [$3bn].", "valuation", "projected"),
        ("In May Quillon's value was [$3bn].", "valuation", "reported"),
        ("Quillon has allocated [$3bn] for capital spending.", "capex", "announced"),
        ("If you wanted one you paid [$3 an hour] for an H100.", "gpu_rental_rate", "reported"),
        ("Its nominal size is small, while [3bn parameters] sleep.", "parameters", "reported"),
        ("Quillon raised its range for the year to [$3bn].", "capex", "projected"),
        ("Quillon raised [$3bn], a range of funds.", "funding_raised", "reported"),
        ("Assuming an H800 is rented at [$3 an hour], it is cheap.", "gpu_rental_rate", "assumed"),
        ("The cluster will be expanded to [30,000 GPUs].", "gpu_count", "announced"),
        ("Sales of $2bn beat the [$3bn] consensus.", "revenue", "projected"),
        ("My own sum: the run cost [$3m].", "training_cost", "estimated"),
        ("The round, led by Dorne, could value it at [$3bn].", "valuation", "announced"),
        ("Quillon broke ground on a campus of [3 GW].", "power_capacity", "announced"),
        ("It is raising money at more than its previous [$3bn].", "valuation", "reported"),
        ("Quillon is said to be raising [$3bn].", "funding_raised", "announced"),
        ("Quillon is said to have raised [$3bn].", "funding_raised", "estimated"),
        ("Quillon is close to a deal to raise [$3bn].", "funding_raised", "announced"),
        ("Leaks gave Verra [3 trillion parameters].", "parameters", "estimated"),
        ("Verra likely has [3 billion parameters].", "parameters", "estimated"),
        ("Verra has [3bn parameters], is believed to be slow.", "parameters", "reported"),
        ("Training Verra may have cost [$3m].", "training_cost", "estimated"),
        ("Multiplying hours by price gives [$3m] for the run.", "training_cost", "estimated"),
        ("If an hour costs $2, the run would cost [$3m].", "training_cost", "estimated"),
        ("The next run will cost [$3bn].", "training_cost", "projected"),
        ("Verra was trained on a budget of [$3m].", "training_cost", "reported"),
        ("At an assumed $2 an hour, the run cost [$3m].", "training_cost", "reported"),
        ("Capital spending totalled [$3bn] and is expected to grow.", "capex", "reported"),
        ("Sales jumped to [$3bn], and growth will go on.", "revenue", "reported"),
        ("Last year its outlook had been [$3bn].", "revenue", "projected"),
        ("A sale of shares implied a value of [$3bn].", "valuation", "reported"),
        ("Up to [$3bn] over the next four years.", "infrastructure_investment", "announced"),
        ("Five sites are foreseen, each with [30,000 GPUs].", "gpu_count", "announced"),
        ("That assumes a price of [$3 an hour].", "gpu_rental_rate", "assumed"),
        ("Quillon is planning [$3bn] of capital spending for 2026.", "capex", "announced"),
        ("Its planning office oversaw [$3bn] of capital spending.", "capex", "reported"),
        ("Quillon's plans start at [$3 a month].", "subscription_price", "reported"),
        ("Quillon plans to charge [$3 a month].", "subscription_price", "announced"),
        ("H100s cost [$3 an hour] with a commitment.", "gpu_rental_rate", "reported"),
        ("Planned capacity: [3 GW]", "power_capacity", "announced"),
        ("Capacity: [3 GW], planned by Dorne Architects", "power_capacity", "reported"),
        ("Permanent jobs: [500] (planned)", "headcount", "announced"),
        ("Employees: [500] (estimated)", "headcount", "estimated"),
        ("Employees: [500] (2024)", "headcount", "reported"),
        ("The hall is meant to house [30,000 GPUs].", "gpu_count", "announced"),
        ("Quillon is kitting out a hall with [30,000 GPUs].", "gpu_count", "announced"),
        ("A contract gives Quillon access to up to [30,000 GPUs].", "gpu_count", "announced"),
        ("Its students have access to [30,000 GPUs].", "gpu_count", "reported"),
        ("Regulators cleared it to buy [30,000 GPUs].", "gpu_count", "announced"),
        ("It reserved [30,000 GPUs] from Oracle.", "gpu_count", "announced"),
        ("Verra can be run on [8 GPUs].", "gpu_count", "reported"),
        ("Verra, a [3 GW] site in Ohio, will come online in 2027.", "power_capacity", "announced"),
        ("Verra, a [3 GW] site in Ohio, came online in 2024.", "power_capacity", "reported"),
        ("It could later be expanded to [3 GW].", "power_capacity", "projected"),
        ("It was later expanded to [3 GW].", "power_capacity", "reported"),
        ("Its order for [30,000 GPUs] comes to $1bn.", "gpu_count", "announced"),
        ("It added [$3bn] to the contract in May.", "compute_contract", "announced"),
        ("It has paid Oracle [$3bn] so far.", "compute_contract", "reported"),
        ("Analysts had pencilled in [$3bn].", "revenue", "projected"),
        ("Quillon has pencilled in [$3bn] of spending.", "capex", "announced"),
        ("Quillon told owners that it will burn [$3bn] by 2029.", "net_income", "projected"),
        ("Quillon told owners that it burned [$3bn] in 2024.", "net_income", "reported"),
        ("At $2 an hour the stages add up to [$3m].", "training_cost", "estimated"),
        ("Assuming $2.20 per hour, all of it adds up to [$3m].", "training_cost", "estimated"),
        ("It assumed a rental price of [$3 an hour].", "gpu_rental_rate", "assumed"),
        ("At Oracle's rate that makes [$3m].", "training_cost", "estimated"),
        ("Bankers put Quillon at [$3bn].", "valuation", "estimated"),
        ("Investors valued Quillon at [$3bn].", "valuation", "reported"),
        ("The budget compares with [$3bn] in 2024.", "capex", "reported"),
        ("It is now expected at $5bn, versus [$3bn] previously.", "capex", "projected"),
        ("It came to $5bn, versus [$3bn] previously.", "capex", "reported"),
        ("It sees $9bn, against a consensus of [$3bn].", "revenue", "projected"),
        ("It earned $9bn, against losses of [$3bn].", "net_income", "reported"),
        ("Sales were $1bn in 2023 and were set to top [$3bn] in 2024.", "revenue", "projected"),
        ("Sales were set to grow and topped [$3bn] in 2024.", "revenue", "reported"),
        ("Quillon expects $9bn. Fiscal 2024's outlay was [$3bn].", "capex", "reported"),
        ("Quillon expects $9bn. Three months ago the forecast was [$3bn].", "capex", "projected"),
    ],
)  # fmt: skip
def test_modality_and_tense_near_the_amount_decide(text, metric, expected):
    assert read(text, metric) == expected


@pytest.mark.parametrize(
    ("source", "metric", "expected"),
    [
        ("Jefferies", "training_cost", "estimated"),
        ("Quillon", "training_cost", "reported"),
        ("Dorne Research", "training_cost", "estimated"),
        ("Jefferies", "gpu_rental_rate", "reported"),
        (None, "training_cost", "reported"),
    ],
)
def test_an_outsiders_word_on_anothers_cost_is_an_estimate(source, metric, expected):
    assert read("The run of Verra used [$3m] of chips.", metric, source) == expected


def test_what_a_rival_says_of_a_firms_cost_is_an_estimate():
    text = "The run of Verra took [$3m]."
    assert read(text, "training_cost", "Dario Amodei", "Quillon") == "estimated"
    assert read(text, "training_cost", "Dario Amodei", "Anthropic") == "reported"


@pytest.mark.parametrize(
    ("head", "expected"),
    [("Sales 2026, plan ($m)", "announced"), ("Sales 2024 ($m)", "reported"),
     ("Forecast sales ($m)", "projected"), ("Estimated sales ($m)", "estimated")],
)  # fmt: skip
def test_the_column_head_speaks_for_a_cell(head, expected):
    text = f"| Company | {head} |\n|---|---|\n| Quillon | [90] |\n"
    assert read(text) == expected


def test_every_status_is_one_of_the_contract():
    assert {entry["status"] for entry in lexicon("status")["cue"]} == {s.value for s in Status}


def test_an_analyst_has_no_plan_of_its_own():
    text = "They predict that the big clouds will spend [$3bn] on data centres."
    assert read(text, "infrastructure_investment", "Jefferies", None) == "projected"
    text = "They say that Quillon will spend [$3bn] on data centres."
    assert read(text, "infrastructure_investment", "Quillon") == "announced"


def test_what_a_market_was_worth_is_a_fact_and_what_it_is_put_at_an_estimate():
    text = "The AI market was worth [$3bn] in 2024, says Gartner."
    assert read(text, "market_size", "Gartner", None) == "reported"
    text = "Gartner puts the AI market at [$3bn] in 2024."
    assert read(text, "market_size", "Gartner", None) == "estimated"


def test_a_paper_that_puts_a_cost_at_a_sum_reports_it_and_an_analyst_estimates():
    text = "They put the cost of the run at [$3m]."
    assert read(text, "training_cost", "Bloomberg") == "reported"
    assert read(text, "training_cost", "Jefferies") == "estimated"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("Planned", "announced"), ("Under construction", "announced"),
     ("Operational", "reported"), ("In service", "reported")],
)  # fmt: skip
def test_a_column_of_states_speaks_for_its_row(cell, expected):
    text = f"| Site | Status | Power (MW) |\n|---|---|---|\n| Verra | {cell} | [90] |\n"
    assert read(text, "power_capacity") == expected
