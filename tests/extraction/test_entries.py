"""Lines of a list of deals: a name, a mark and an amount, no verb."""

from datetime import date

import pytest

from newsfigures.extraction.engine import extract


def read(text):
    """Return the figures of a text in words."""
    found = extract(text, date(2026, 3, 2)).figures
    return [f"{f.quote} {f.metric} {f.subject}" for f in found]


DEALS = """# Funding of the week

- **OpenAI** — $6.6bn at $157bn, led by Thrive
- Mistral AI: €600 million
- Lyon's Belvane AI: EUR 9m, tax filing
- Tarn (London): £12m seed
"""


def test_each_entry_of_a_list_of_deals_is_a_round_of_its_own_company():
    assert read(DEALS) == [
        "$6.6bn funding_raised OpenAI",
        "$157bn valuation OpenAI",
        "€600 million funding_raised Mistral AI",
        "EUR 9m funding_raised Belvane AI",
        "£12m funding_raised Tarn",
    ]


def test_an_entry_is_what_its_neighbours_are():
    text = "Short ones\n\nBelvane AI: $14 million, Peak XV.\n\nOrrery AI: $9m, seed, tax filing.\n"
    assert read(text) == ["$14 million funding_raised Belvane AI", "$9m funding_raised Orrery AI"]


@pytest.mark.parametrize(
    ("heading", "metric"),
    [("Capital spending in 2025", "capex"), ("Valuations", "valuation"), ("Revenue", "revenue")],
)
def test_a_heading_says_what_its_entries_are(heading, metric):
    text = f"## {heading}\n\n- OpenAI: $5bn\n- Meta: $7bn\n"
    assert read(text) == [f"$5bn {metric} OpenAI", f"$7bn {metric} Meta"]


@pytest.mark.parametrize(
    "text",
    [
        "# Chip prices\n\n- H100: $25,000\n- B200: $35,000\n",
        "In short: $5 billion, a round number.\n",
        "## Debt\n\n- CoreWeave: $18 billion\n- Oracle: $90 billion\n",
        "# Fines of the week\n\n- Meta: €200 million\n- Apple: €500 million\n",
    ],
)
def test_entries_of_other_things_give_no_figures(text):
    assert read(text) == []
