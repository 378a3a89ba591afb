"""Cells of tables: what heads, labels, captions and lead-ins make of bare numbers."""

from datetime import date
from decimal import Decimal

import pytest

from newsfigures.extraction.engine import extract

PUBLISHED = date(2026, 3, 2)


def read(text):
    """Return the figures of a text as (quote, metric, subject, value)."""
    found = extract(text, PUBLISHED).figures
    return [(f.quote, f.metric, f.subject, f.value) for f in found]


def table(head, *rows):
    """Return a pipe table, each row written as `a | b`."""
    rule = "|".join(" --- " for _ in head.split("|"))
    return "\n".join([f"| {head} |", f"|{rule}|", *(f"| {row} |" for row in rows)]) + "\n"


FUNDING = "# Deals of the week\n\n" + table(
    "Company | Round | Amount | Post-money | Led by",
    "Tessellate | Series B | $85m | $600m | Accel",
    "Orrery Labs | Seed | €12m | - | Nvidia",
    "**Total** | | $97m | | ",
)
PLAIN_WORDS = "### Money in\n\n" + table(
    "Who | How much ($M) | At ($bn) | Lead",
    "Tessellate | 1,250 | 9.5 | Accel",
    "Orrery | 45 | – | EQT",
)
DATED = "## Funding rounds\n\n" + table(
    "Date | Start-up | Raised ($m) | Valuation ($bn) | Investors",
    "March 3 | Tessellate | 85 | 0.6 | Accel, Nvidia",
    "9 March | Anthropic | 3,500 | 61.5 | Lightspeed",
)
CAPEX = "Capital spending of the big clouds, in billions of dollars:\n\n" + table(
    "Company | 2025 | 2026 (guidance)",
    "Amazon | 125 | ~180",
    "Meta | 71 | 115–135",
    "Total | 196 | 295-315",
)
CORNER = "# Oracle, third quarter\n\n" + table(
    "$ billions | Q3 2025 | Q3 2024 | Change",
    "Revenue | 14.9 | 13.3 | 12%",
    "Capital expenditure | 8.5 | 2.3 | 270%",
    "EPS | 1.47 | 1.39 | 6%",
    "Employees | 162,000 | 159,000 | 2%",
)
SPECIFICATION = "Kestrel-3 is out.\n\n## Kestrel-3 at a glance\n\n" + table(
    "Property | Value",
    "Total parameters | 236B",
    "Activated per token | 21B",
    "Layers | 60",
    "Context length | 128K",
    "Vocabulary | 102,400",
    "Pre-training data | 8.1T tokens",
    "GPU-hours | 1.4M (H800)",
    "Training cost | $2.8M",
    "MMLU | 78.5",
)
FAMILY = "# Oryx-2, the models\n\n" + table(
    " | Oryx-2 Nano | Oryx-2 Max",
    "Total parameters | 3.2B | 310B",
    "Active parameters | dense | 14B",
    "Training tokens | 6T | 17.5T",
    "GPU hours (H100) | 61K | 1.12M",
    "Context | 64K | 256K",
    "GPQA Diamond | 38.2 | 79.4",
)
POWER = "## CoreWeave, operations\n\n" + table(
    "Operating data | Sept. 30 | June 30",
    "Active power (MW) | 590 | 470",
    "Contracted power (GW) | 2.9 | 2.2",
    "Sites (number) | 33 | 33",
)
PRICES = "## What the APIs cost\n\n" + table(
    "Model | Input / output, $ per million tokens | Context",
    "GPT-4o | 2.50 / 10 | 128K",
    "DeepSeek-V3 | $0.27 in, $1.10 out | 64K",
)
LEAD_IN = "## API pricing\n\nUSD per 1M tokens. Cached input is half price.\n\n" + table(
    "Model | Input | Output", "GPT-4o | 2.50 | 10.00", "Mistral Large | 2 | 6*"
)
SITES = "## Sites under construction\n\n" + table(
    "Site | Operator | Power (MW) | GPUs | Cost ($bn) | Due",
    "Narvik | Nscale | 230 | >100,000 | 1 | 2026",
    "Fjordane | Polarhall | up to 210 | ~6,000 | 0.9 | 2028",
)
PRODUCTS = table(
    "Assistant | Weekly users (m) | Downloads (m) | Price ($/month)",
    "ChatGPT | 800 | 1,200 | 20",
    "Le Chat | 4† | n/a | 14.99",
)
RENTS = "### GPU rents\n\n" + table(
    "Provider | Chip | $ per GPU-hour", "Lambda | H100 | 1.99–2.49", "Nebius | H200 | 2.30"
)
SEGMENTS = "## The AI server market\n\n*Revenue, US$ billion*\n\n" + table(
    "Segment | 2025 | 2031 (forecast) | CAGR, %",
    "Training servers | 61.3 | 187.0 | 20.4",
    "Devices | 14.4 | 51.2 | 23.5",
)
SPANNED = """<table>
<caption>Revenue and loss, $ million</caption>
<tr><th rowspan="2">Company</th><th colspan="2">Revenue</th><th colspan="2">Net loss</th></tr>
<tr><th>2024</th><th>2025</th><th>2024</th><th>2025</th></tr>
<tr><td>CoreWeave</td><td>1,915</td><td>5,100</td><td>863</td><td>1,200</td></tr>
<tr><td>Nebius</td><td>118</td><td>550</td><td>397</td><td>-</td></tr>
</table>
"""
DATA_FIRST = table(
    "OpenAI | $40bn raised | $300bn valuation", "Anthropic | $3.5bn raised | $61.5bn valuation"
)
YEARS_DOWN = "## Annual capital expenditure, US$ bn\n\n" + table(
    "Year | Amazon | Meta", "2024 | 83.0 | 39.2", "2027E | 210 | 120"
)
GROUPED = "## Hyperscalers in numbers\n\n" + table(
    " | 2024 | 2025",
    "**Revenue ($bn)** | | ",
    "Amazon | 638 | 716",
    "**Capex ($bn)** | | ",
    "Amazon | 83 | 125",
)
COMPARED = "# OpenAI v Anthropic\n\n" + table(
    " | OpenAI | Anthropic",
    "Valuation | $500bn | $183bn",
    "Founded | 2015 | 2021",
    "Cash burn, 2025 | $8.5bn | $3bn",
    "Employees | 4,500 | 1,300",
)
FALLS = "## Shares on Monday\n\n" + table(
    "Company | Share price move (%) | Market value lost ($bn) | Market cap ($tn)",
    "Nvidia | -17.0 | 589 | 2.9",
)
UNIT_COLUMN = "# Nebius, 2025\n\n" + table(
    "Measure | Unit | 2025", "Revenue | € million | 412", "Staff | people | 310"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (FUNDING, ["$85m funding_raised Tessellate 85000000",
                   "$600m valuation Tessellate 600000000",
                   "€12m funding_raised Orrery Labs 12000000"]),
        (PLAIN_WORDS, ["1,250 funding_raised Tessellate 1250000000",
                       "9.5 valuation Tessellate 9500000000",
                       "45 funding_raised Orrery 45000000"]),
        (DATED, ["85 funding_raised Tessellate 85000000", "0.6 valuation Tessellate 600000000",
                 "3,500 funding_raised Anthropic 3500000000",
                 "61.5 valuation Anthropic 61500000000"]),
        (CAPEX, ["125 capex Amazon 125000000000", "180 capex Amazon 180000000000",
                 "71 capex Meta 71000000000", "115–135 capex Meta 115000000000"]),
        (CORNER, ["14.9 revenue Oracle 14900000000", "13.3 revenue Oracle 13300000000",
                  "8.5 capex Oracle 8500000000", "2.3 capex Oracle 2300000000",
                  "162,000 headcount Oracle 162000", "159,000 headcount Oracle 159000"]),
        (SPECIFICATION, ["236B parameters Kestrel-3 236000000000",
                         "21B active_parameters Kestrel-3 21000000000",
                         "8.1T tokens training_tokens Kestrel-3 8100000000000",
                         "1.4M gpu_hours Kestrel-3 1400000",
                         "$2.8M training_cost Kestrel-3 2800000"]),
        (FAMILY, ["3.2B parameters Oryx-2 Nano 3200000000",
                  "310B parameters Oryx-2 Max 310000000000",
                  "14B active_parameters Oryx-2 Max 14000000000",
                  "6T training_tokens Oryx-2 Nano 6000000000000",
                  "17.5T training_tokens Oryx-2 Max 17500000000000",
                  "61K gpu_hours Oryx-2 Nano 61000", "1.12M gpu_hours Oryx-2 Max 1120000"]),
        (POWER, ["590 power_capacity CoreWeave 590", "470 power_capacity CoreWeave 470",
                 "2.9 power_capacity CoreWeave 2900", "2.2 power_capacity CoreWeave 2200"]),
        (PRICES, ["2.50 api_price GPT-4o 2.5", "10 api_price GPT-4o 10",
                  "$0.27 api_price DeepSeek-V3 0.27", "$1.10 api_price DeepSeek-V3 1.1"]),
        (LEAD_IN, ["2.50 api_price GPT-4o 2.5", "10.00 api_price GPT-4o 10",
                   "2 api_price Mistral Large 2", "6 api_price Mistral Large 6"]),
        (SITES, ["230 power_capacity Narvik 230", "100,000 gpu_count Narvik 100000",
                 "1 infrastructure_investment Narvik 1000000000",
                 "210 power_capacity Fjordane 210", "6,000 gpu_count Fjordane 6000",
                 "0.9 infrastructure_investment Fjordane 900000000"]),
        (PRODUCTS, ["800 users ChatGPT 800000000", "1,200 downloads ChatGPT 1200000000",
                    "20 subscription_price ChatGPT 20", "4 users Le Chat 4000000",
                    "14.99 subscription_price Le Chat 14.99"]),
        (RENTS, ["1.99–2.49 gpu_rental_rate Lambda 1.99", "2.30 gpu_rental_rate Nebius 2.3"]),
        (SEGMENTS, ["61.3 market_size training servers 61300000000",
                    "187.0 market_size training servers 187000000000",
                    "14.4 market_size devices 14400000000",
                    "51.2 market_size devices 51200000000"]),
        (SPANNED, ["1,915 revenue CoreWeave 1915000000", "5,100 revenue CoreWeave 5100000000",
                   "863 net_income CoreWeave -863000000",
                   "1,200 net_income CoreWeave -1200000000",
                   "118 revenue Nebius 118000000", "550 revenue Nebius 550000000",
                   "397 net_income Nebius -397000000"]),
        (DATA_FIRST, ["$40bn funding_raised OpenAI 40000000000",
                      "$300bn valuation OpenAI 300000000000",
                      "$3.5bn funding_raised Anthropic 3500000000",
                      "$61.5bn valuation Anthropic 61500000000"]),
        (
            YEARS_DOWN,
            [
                "83.0 capex Amazon 83000000000",
                "39.2 capex Meta 39200000000",
                "210 capex Amazon 210000000000",
                "120 capex Meta 120000000000",
            ],
        ),
        (
            GROUPED,
            [
                "638 revenue Amazon 638000000000",
                "716 revenue Amazon 716000000000",
                "83 capex Amazon 83000000000",
                "125 capex Amazon 125000000000",
            ],
        ),
        (
            COMPARED,
            [
                "$500bn valuation OpenAI 500000000000",
                "$183bn valuation Anthropic 183000000000",
                "$8.5bn net_income OpenAI -8500000000",
                "$3bn net_income Anthropic -3000000000",
                "4,500 headcount OpenAI 4500",
                "1,300 headcount Anthropic 1300",
            ],
        ),
        (
            FALLS,
            [
                "17.0 share_price_change NVIDIA -17",
                "589 market_cap_change NVIDIA -589000000000",
                "2.9 valuation NVIDIA 2900000000000",
            ],
        ),
        (UNIT_COLUMN, ["412 revenue Nebius 412000000", "310 headcount Nebius 310"]),
    ],
    ids=["funding", "plain words", "dated", "caption", "corner", "specification", "family",
         "dates above", "two prices", "lead-in", "sites", "products", "rents", "segments",
         "spanned", "data first",
        "years down",
        "grouped",
        "compared",
        "falls", "unit column"],
)  # fmt: skip
def test_the_cells_of_a_table_are_read_whole(text, expected):
    assert [f"{q} {m} {s} {v:f}" for q, m, s, v in read(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        table("Model | Released | MMLU | SWE-bench, % | Context | Rank | Elo",
              "GPT-4o | 2024 | 88.7 | 33.2 | 128,000 | 2 | 1285"),
        table("Chip | List price ($) | TDP (W) | Memory (GB) | PFLOPS",
              "H100 | 25,000 | 700 | 80 | 1.98", "B200 | 35,000 | 1,000 | 192 | 4.5"),
        table("Company | Revenue growth (%) | Founded | Microsoft's stake (%)",
              "OpenAI | 243 | 2015 | 27"),
        "Revenue in $ billions was up.\n\n" + table("Company | Founded | Offices | Share of market",
              "OpenAI | 2015 | 12 | 40%"),
        table("Model | Tokens per second | Latency (ms) | Max output",
              "GPT-4o | 140 | 320 | 16,384"),
        table("Company | EPS ($) | EBITDA ($m) | Backlog ($bn) | Debt ($bn)",
              "CoreWeave | -0.22 | 838 | 55.6 | 18"),
        table("Year | Papers | Citations", "2024 | 12,000 | 90,000"),
        table("Country | Emissions (Mt CO2) | Energy (TWh)", "Ireland | 11 | 6.3"),
    ],
    ids=["benchmarks", "chips", "growth", "caption", "speed", "accounts", "years", "energy"],
)  # fmt: skip
def test_columns_of_other_things_give_no_figures(text):
    assert read(text) == []


def test_a_year_in_the_head_is_period_or_horizon():
    found = {f.quote: f for f in extract(CAPEX, PUBLISHED).figures}
    assert (found["125"].period, found["125"].status) == ("2025", "reported")
    assert (found["180"].period, found["180"].horizon) == ("2026", 2026)
    assert (found["180"].status, found["180"].qualifier) == ("projected", "approx")
    assert found["115–135"].value_high == Decimal(135_000_000_000)


def test_bounds_in_cells_are_qualifiers():
    found = {f.quote: f.qualifier.value for f in extract(SITES, PUBLISHED).figures}
    assert (found["100,000"], found["210"], found["6,000"]) == ("at_least", "at_most", "approx")


def test_a_sum_of_several_names_is_about_none_of_them():
    refused = {r.quote: r.rule for r in extract(FUNDING, PUBLISHED).rejections}
    assert refused["$97m"] == "no-subject"


def test_a_column_of_growth_says_why_it_is_refused():
    refused = {r.quote: r.reason for r in extract(CORNER, PUBLISHED).rejections}
    assert "column" in refused["12%"]


def test_a_market_table_is_credited_to_the_study_the_text_is_about():
    text = "The AI server market grows, according to a study by Gartner.\n\n" + SEGMENTS
    found = {f.quote: f for f in extract(text, PUBLISHED).figures}
    assert {f.attributed_to for f in found.values()} == {"Gartner"}
    assert (found["61.3"].status, found["61.3"].horizon) == ("estimated", None)
    assert (found["187.0"].status, found["187.0"].horizon) == ("projected", 2031)


def test_a_year_marked_as_an_estimate_is_to_come():
    found = {f.quote: f for f in extract(YEARS_DOWN, PUBLISHED).figures}
    assert (found["83.0"].period, found["83.0"].status) == ("2024", "reported")
    assert (found["210"].period, found["210"].status) == ("2027", "projected")


def test_every_row_of_a_long_table_is_read():
    rows = [f"Model-{n} Pro | Maker{n} | {n + 1}B | {n}.5" for n in range(600)]
    head = "Model | Maker | Parameters | Price ($ per 1M tokens)"
    assert len(read("# Models\n\n" + table(head, *rows))) == 1200
