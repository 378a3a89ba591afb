"""Whom a quantity is about."""

import json
import time
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


@pytest.mark.parametrize(("part", "company", "subject"), [(1, 0.88, 0.80), (2, 0.91, 0.83)])
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


def test_a_long_article_takes_time_in_proportion():
    part = (
        "Cohere raised $500m from Nvidia. It has 400 staff. The start-up, which the maker of "
        "Gemini backs, trained Command R on 900 H100s. A lab called Quillon follows.\n\n"
    )

    def seconds(times: int) -> float:
        document = parse(part * times)
        began = time.perf_counter()
        found = find(document)
        assert len(found) > 5 * times
        return time.perf_counter() - began

    short = max(seconds(300), 0.02)
    assert seconds(2400) < 8 * short * 3
