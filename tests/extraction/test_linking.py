"""Whom a quantity is about."""

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from newsfigures.extraction.document import parse
from newsfigures.extraction.linking import Link, link
from newsfigures.extraction.names import find
from newsfigures.model import Quantity, Span
from tests.score import name

ROOT = Path(__file__).resolve().parents[2]


def linked(text: str, quote: str, metric: str) -> Link | None:
    document = parse(text)
    start = text.index(quote)
    span = Span(start, start + len(quote))
    quantity = Quantity(span=span, value=Decimal(1), unit="USD", amount=span)
    return link(document, find(document), quantity, metric, document.sentence_at(start))


@pytest.mark.parametrize(
    ("text", "quote", "metric", "subject", "company"),
    [
        # The noun left of the verb, not the one that comes after.
        ("Cohere raised $500m from Nvidia.", "$500m", "funding_raised", "Cohere", "Cohere"),
        # The receiver, not the giver.
        ("Microsoft invested $90m in Groq.", "$90m", "funding_raised", "Groq", "Groq"),
        ("SoftBank will put $2bn into Upstage.", "$2bn", "funding_raised", "Upstage", "Upstage"),
        # A model's metric prefers the model to its maker.
        ("Meta trained Llama 2 for $9m.", "$9m", "training_cost", "Llama 2", "Meta"),
        ("Baidu says ERNIE 4.5 has 424 billion parameters.", "424 billion", "parameters",
         "ERNIE 4.5", "Baidu"),
        # The possessor.
        ("Oracle's capital spending was $35bn.", "$35bn", "capex", "Oracle", "Oracle"),
        # Nearest clause.
        ("Intel lost $2bn, while AMD earned $1bn.", "$1bn", "net_income", "AMD", "AMD"),
        ("Intel lost $2bn, while AMD earned $1bn.", "$2bn", "net_income", "Intel", "Intel"),
        # Previous sentence.
        ("Databricks is growing. It has 9,000 staff.", "9,000", "headcount", "Databricks",
         "Databricks"),
        # A lead-in names the item's subject.
        ("- **Cerebras.** Sales came to $79m.\n- **Groq.** Sales came to $50m.", "$50m", "revenue",
         "Groq", "Groq"),
        # The heading does when nothing nearer names one.
        ("## Perplexity\n\nRevenue came to $100m.", "$100m", "revenue", "Perplexity", "Perplexity"),
        # The buyer.
        ("OpenAI agreed to buy $12bn of capacity from CoreWeave.", "$12bn", "compute_contract",
         "OpenAI", "OpenAI"),
        ("CoreWeave signed a $12bn deal with Meta.", "$12bn", "compute_contract", "Meta", "Meta"),
        # An unlisted maker and its model.
        ("Harrow Labs's new model, Tern-2, has 90bn parameters.", "90bn", "parameters", "Tern-2",
         "Harrow Labs"),
        # A site before its owner.
        ("xAI built Colossus 2 with 550,000 GPUs.", "550,000 GPUs", "gpu_count", "Colossus 2",
         "xAI"),
        # Joint ventures and states have no company.
        ("Stargate is to cost $500bn.", "$500bn", "infrastructure_investment", "Stargate", None),
        ("France pledged €2bn for AI.", "€2bn", "infrastructure_investment", "France", None),
        # Users belong to products.
        ("Google's Gemini has 400m users.", "400m users", "users", "Gemini", "Google"),
        # A sum of several together has no one company.
        ("Dell, Cisco and IBM will spend $6bn.", "$6bn", "capex", "Dell, Cisco and IBM", None),
        ("Dell and Cisco will each spend $6bn.", "$6bn", "capex", "Cisco", "Cisco"),
        # Indices.
        ("Nvidia fell; the Nasdaq 100 lost $900bn.", "$900bn", "market_cap_change", "Nasdaq 100",
         None),
        # The rate: who charges it, else the chip.
        ("Lambda asks $2.49 an hour for an H100.", "$2.49", "gpu_rental_rate", "Lambda", "Lambda"),
        ("An H200 rents for $3 an hour.", "$3 an hour", "gpu_rental_rate", "H200", None),
    ],
)  # fmt: skip
def test_the_subject_is_the_one_the_words_tie_to_it(text, quote, metric, subject, company):
    found = linked(text, quote, metric)
    assert found is not None
    assert (name(found.subject), found.company and name(found.company)) == (
        name(subject),
        company and name(company),
    )
    assert found.reasons
    assert 0 < found.strength <= 1


@pytest.mark.parametrize(
    ("text", "quote", "metric"),
    [
        ("The company spent $3m.", "$3m", "capex"),
        ("A lab once paid $3m for a model.", "$3m", "training_cost"),
        ("Renting costs $3 an hour.", "$3 an hour", "gpu_rental_rate"),
        ("Reuters reported $3m.", "$3m", "revenue"),
    ],
)
def test_a_text_that_names_no_subject_has_none(text, quote, metric):
    assert linked(text, quote, metric) is None


@pytest.mark.parametrize(
    ("quote", "subject"), [("$41m", "Cohere"), ("$52m", "Groq"), ("$63m", "Databricks")]
)
def test_respectively_maps_lists_in_order(quote, subject):
    text = "Cohere, Groq and Databricks earned $41m, $52m and $63m respectively."
    found = linked(text, quote, "net_income")
    assert found is not None
    assert found.subject == subject


@pytest.mark.parametrize(("cell", "subject"), [("90", "Mistral Large"), ("40", "Command R")])
def test_a_row_names_the_subject_of_its_cells(cell, subject):
    text = (
        "| Model | Maker | Cost ($m) |\n|---|---|---|\n"
        "| Mistral Large | Mistral AI | 90 |\n| Command R | Cohere | 40 |\n"
    )
    found = linked(text, cell, "training_cost")
    assert found is not None
    assert found.subject == subject


def test_a_comparison_has_a_subject_and_another_side():
    found = linked("Training Qwen3 cost 40% less than GPT-4o.", "40%", "relative_cost")
    assert found is not None
    assert (found.subject, found.relative_to) == ("Qwen3", "GPT-4o")


def test_a_chip_in_the_sentence_is_kept_as_hardware():
    found = linked("Cohere trained on 500 Nvidia A800 cards.", "500 Nvidia A800", "gpu_count")
    assert found is not None
    assert found.hardware == "A800"


@pytest.mark.parametrize(
    ("text", "quote", "market"),
    [
        ("IDC sees the AI market at $500bn.", "$500bn", "AI market"),
        ("Spending on generative AI will reach $60bn.", "$60bn", "generative AI spending"),
        ("AI could add $7tn to world GDP.", "$7tn", "AI contribution to world GDP"),
        ("The AI chip market was worth $50bn.", "$50bn", "AI chip market"),
        ("The cloud market reached $90bn.", "$90bn", "cloud market"),
    ],
)
def test_a_market_size_is_about_a_market(text, quote, market):
    found = linked(text, quote, "market_size")
    assert found is not None
    assert (found.subject, found.company) == (market, None)


@pytest.mark.parametrize(
    ("text", "quote", "metric", "subject", "company"),
    [
        # Who is given the money, named before the sum or in another clause.
        ("Microsoft, which has invested $13 billion in OpenAI, is silent.", "$13 billion",
         "funding_raised", "OpenAI", "OpenAI"),
        ("ASML bought its way into Mistral with a $1.5bn cheque.", "$1.5bn", "funding_raised",
         "Mistral AI", "Mistral AI"),
        ("Amazon raised its stake in Anthropic, adding $4 billion.", "$4 billion",
         "funding_raised", "Anthropic", "Anthropic"),
        ("All told, AI start-ups took in $90bn.", "$90bn", "funding_raised", "AI startups", None),
        # The buyer of computing, and who only sells the chips.
        ("Oracle will provide OpenAI with computing worth $300 billion.", "$300 billion",
         "compute_contract", "OpenAI", "OpenAI"),
        ("AMD will supply Cohere with chips for 6 gigawatts.", "6 gigawatts", "power_capacity",
         "Cohere", "Cohere"),
        # Names that no list holds.
        ("Harmonia, a Toronto startup building voice agents, said it has raised $45 million.",
         "$45 million", "funding_raised", "Harmonia", "Harmonia"),
        ("Kyndra Health (NASDAQ: KYND) posted a net loss of $12 million.", "$12 million",
         "net_income", "Kyndra Health", "Kyndra Health"),
        ("The model, called Lumen-2, was developed by Arclight Systems and has 40bn parameters.",
         "40bn", "parameters", "Lumen-2", "Arclight Systems"),
        # A person stands for the firm.
        ("Zyphra's chief executive, Anna Kessler, spoke. Kessler put revenue at $30 million.",
         "$30 million", "revenue", "Zyphra", "Zyphra"),
        # Whoever says "we".
        ("Rookery, a Leeds lab, is ours. We are 40, and our rent is low. We own 384 MI300X cards.",
         "384 MI300X cards", "gpu_count", "Rookery", "Rookery"),
        # Sites, with a name or only a place.
        ("Nscale is to open its site at Loughton with 50 MW.", "50 MW", "power_capacity",
         "Loughton", "Nscale"),
        ("Meta has broken ground on a $10 billion complex called Hyperion.", "$10 billion",
         "infrastructure_investment", "Hyperion", "Meta"),
        ("Amazon opened Project Rainier. It expects at least 1,000 jobs there.", "1,000",
         "headcount", "Project Rainier", "Amazon"),
        ("xAI trained Grok 3 on 100,000 GPUs at its Colossus facility.", "100,000 GPUs",
         "gpu_count", "Grok 3", "xAI"),
        # Lines of business, plans, apps.
        ("Nvidia grew. Data center brought $51 billion.", "$51 billion", "revenue",
         "Nvidia data center", "NVIDIA"),
        ("OpenAI keeps ChatGPT cheap. Plus is still $20/month.", "$20/month",
         "subscription_price", "ChatGPT Plus", "OpenAI"),
        ("Microsoft claims 150M users across its Copilots.", "150M users", "users", "Copilot",
         "Microsoft"),
        # The version that a bare family name points back to; the model an app runs on.
        ("Llama 3.1 405B was dear. Llama took 30 million hours.", "30 million hours",
         "gpu_hours", "Llama 3.1 405B", "Meta"),
        # A rival is a contrast, an analyst is no antecedent.
        ("Mistral's answer to GPT-4, Mistral Large, cost $9m to train.", "$9m", "training_cost",
         "Mistral Large", "Mistral AI"),
        ("xAI showed Grok 3. Epoch AI estimates its compute at 3e26 FLOP.", "3e26 FLOP",
         "training_compute", "Grok 3", "xAI"),
        # Who rents out.
        ("Cohere rented GPUs from Nebius, at $1.95 an hour.", "$1.95 an hour",
         "gpu_rental_rate", "Nebius", "Nebius"),
        # The same amount in another currency.
        ("Stability AI lost €9m ($10m), Cohere said.", "$10m", "net_income", "Stability AI",
         "Stability AI"),
    ],
)  # fmt: skip
def test_roles_in_a_sentence_decide(text, quote, metric, subject, company):
    found = linked(text, quote, metric)
    assert found is not None
    assert (name(found.subject), found.company and name(found.company)) == (
        name(subject),
        company and name(company),
    )


_COLUMNS = (
    "Oryx-2 is a model by Halden Labs.\n\n| | Oryx-2 Nano | Oryx-2 Base |\n|---|---:|---:|\n"
    "| Total parameters | 3.2B | 48B |\n\n| Model | Input |\n|---|---|\n| oryx-2-nano | 0.04 |\n"
)


@pytest.mark.parametrize(
    ("cell", "metric", "subject"),
    [
        ("3.2B", "parameters", "Oryx-2 Nano"),
        ("48B", "parameters", "Oryx-2 Base"),
        ("0.04", "api_price", "Oryx-2 Nano"),
    ],
)
def test_a_column_or_a_label_names_what_its_cells_are_about(cell, metric, subject):
    found = linked(_COLUMNS, cell, metric)
    assert found is not None
    assert (found.subject, found.company) == (subject, "Halden Labs")


def test_who_led_a_round_is_not_whom_the_row_is_about():
    text = "| Who | Raised ($M) | Lead |\n|---|---:|---|\n| Tarn | 45 | Nvidia |\n"
    found = linked(text, "45", "funding_raised")
    assert found is not None
    assert found.subject == "Tarn"


@pytest.mark.parametrize(
    ("text", "quote", "market"),
    [
        ("Britain's AI sector took £24bn.", "£24bn", "UK AI sector"),
        ("The global AI inference hardware market stood at $95bn.", "$95bn",
         "AI inference hardware market"),
        ("| Segment | 2025 |\n|---|---|\n| Cloud accelerators | 61.3 |\n", "61.3",
         "cloud accelerators"),
    ],
)  # fmt: skip
def test_a_market_goes_by_its_own_name(text, quote, market):
    found = linked(text, quote, "market_size")
    assert found is not None
    assert found.subject == market


def test_cells_of_a_long_table_are_linked_to_their_rows():
    rows = "".join(f"| Verra-{i} | Cohere | {i}.5 |\n" for i in range(4000))
    text = f"| Model | Maker | Cost ($m) |\n|---|---|---|\n{rows}"
    document = parse(text)
    mentions = find(document)
    for i in range(3000, 3300):
        start = text.index(f" {i}.5 ") + 1
        span = Span(start, start + 6)
        quantity = Quantity(span=span, value=Decimal(1), unit="USD", amount=span)
        found = link(document, mentions, quantity, "training_cost", None)
        assert found is not None
        assert (found.subject, found.company) == (f"Verra-{i}", "Cohere")


@pytest.mark.parametrize(("part", "company", "subject"), [(1, 0.92, 0.85), (2, 0.95, 0.87)])
def test_gold_subjects_are_found_at_least_this_often(part, company, subject):
    right: Counter[str] = Counter()
    lines = (ROOT / f"tests/gold/set{part}.jsonl").read_text(encoding="utf-8").splitlines()
    for article in map(json.loads, lines):
        path = ROOT / f"data/samples/{article['id']}.md"
        document = parse(path.read_text(encoding="utf-8"))
        mentions = find(document)
        for gold in article["figures"]:
            span = Span(gold["start"], gold["end"])
            quantity = Quantity(span=span, value=Decimal(1), unit=gold["unit"], amount=span)
            sentence = document.sentence_at(span.start)
            found = link(document, mentions, quantity, gold["metric"], sentence)
            right["all"] += 1
            if found:
                right["company"] += name(found.company) == name(gold["company"])
                right["subject"] += name(found.subject) == name(gold["subject"])
    assert right["company"] / right["all"] >= company
    assert right["subject"] / right["all"] >= subject
