"""The engine as a whole: the seed article record by record, and what it does with odd texts."""

import json
import random
from datetime import date
from pathlib import Path

import pytest

from newsfigures.extraction.engine import extract
from newsfigures.model import Extraction, Figure
from newsfigures.records import derived_record, figure_record

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "tests" / "seed"
SAMPLES = sorted((ROOT / "data" / "samples").glob("*.md"))


def seed() -> tuple[str, dict]:
    gold = json.loads((SEED / "gold.json").read_text(encoding="utf-8"))
    return (SEED / "000_05256ea266f6d66f.txt").read_text(encoding="utf-8"), gold


def only(text: str, published: date | None = None) -> Figure:
    (figure,) = extract(text, published).figures
    return figure


def test_the_seed_article_is_read_record_by_record():
    text, gold = seed()
    found = extract(text, date.fromisoformat(gold["published"]))

    records = [figure_record(figure) for figure in found.figures]
    assert len(records) == len(gold["figures"])
    for record, wanted in zip(records, gold["figures"], strict=True):
        assert {key: record[key] for key in wanted} == wanted


def test_what_follows_from_the_seed_article_is_worked_out():
    text, gold = seed()
    found = extract(text, date.fromisoformat(gold["published"]))

    assert len(found.derived) == len(gold["derived"])
    for derived, wanted in zip(found.derived, gold["derived"], strict=True):
        record = derived_record(derived) | {
            "hardware": derived.hardware,
            "inputs": [found.figures[index].quote for index in derived.inputs],
        }
        assert {key: record[key] for key in wanted} == wanted


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_figure_quotes_its_text_and_says_why(path):
    text = path.read_text(encoding="utf-8")
    found = extract(text)

    assert found.figures
    assert [f.start for f in found.figures] == sorted(f.start for f in found.figures)
    for figure in found.figures:
        figure.check(path.stem, text)
        assert figure.sentence_start <= figure.start < figure.end <= figure.sentence_end
        assert 0 <= figure.confidence <= 1
        assert figure.rule.startswith(figure.metric)
        assert figure.reasons
    for rejection in found.rejections:
        assert text[rejection.span.start : rejection.span.end] == rejection.quote
        assert rejection.reason


def test_the_same_text_gives_the_same_figures_in_any_order_of_articles():
    texts = [path.read_text(encoding="utf-8") for path in SAMPLES[:8]]
    first = [extract(text) for text in texts]
    order = list(range(len(texts)))
    random.Random(1).shuffle(order)
    again: dict[int, Extraction] = {index: extract(texts[index]) for index in order}

    assert [again[index] for index in range(len(texts))] == first


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t\n ",
        "---",
        "---\ntitle: x\n---",
        "$",
        "$$$ 5%%% ,,, 1,2,3,4",
        "| | |\n|---|---|\n| | |",
        "| a |\n|---|\n| 5 | 6 | 7 |",
        "| Model | Cost ($m) |\n|---|\n| GPT-4 |",
        "<table><tr><td>$5m</table>",
        "<table><tr><th>Cost ($m)<td>5<tr><td>7",
        "[$5m](https://x.y/$6m) \\$7m **$8m**",
        "OpenAI " * 3000,
        "$5 billion " * 2000,
        "9" * 4000,
        "1e999999 FLOP by OpenAI",
        "OpenAI raised $1e400 from 10^99999 investors.",
        "\x00\ufffd\u202e OpenAI raised $5 billion",
        "東京 ¥5兆 ₩7조 ５００億ドル",
        "((((((((" * 500,
        "\"'\"'\"'" * 500,
        "# # # # $5bn\n- - - $6bn\n> > > $7bn\n1. 2. 3. $8bn",
        "İstanbul'da OpenAI $5 milyar. ΑΒΓ ǅ ﬁ",
    ],
)
def test_odd_texts_give_figures_or_nothing(text):
    found = extract(text)
    for figure in found.figures:
        figure.check("odd", text)


def test_random_pieces_of_articles_never_fail():
    source = random.Random(7)
    whole = "".join(path.read_text(encoding="utf-8") for path in SAMPLES)
    for _ in range(60):
        start = source.randrange(len(whole) - 900)
        piece = list(whole[start : start + source.randrange(5, 900)])
        for _ in range(source.randrange(12)):
            piece[source.randrange(len(piece))] = source.choice("|$\n\\#<>[]()0 \u00a0%—'")
        text = "".join(piece)
        for figure in extract(text).figures:
            figure.check("piece", text)


def test_words_in_front_only_shift_the_spans():
    text = "OpenAI raised $40 billion from SoftBank."
    front = "Nothing happened on the day before.\n\n"
    plain, moved = only(text), only(front + text)

    assert (moved.start, moved.end) == (plain.start + len(front), plain.end + len(front))
    assert (moved.metric, moved.company, moved.value) == (plain.metric, plain.company, plain.value)


def test_the_day_of_the_front_matter_counts_where_none_is_given():
    body = "OpenAI expects revenue of $12.7 billion next year."
    assert only(f"---\npublished: 2025-03-26\n---\n\n{body}").horizon == 2026
    assert only(f"---\npublished: 2025-03-26\n---\n\n{body}", date(2024, 5, 1)).horizon == 2025
    assert only(body).horizon is None


@pytest.mark.parametrize(
    ("text", "metric", "value", "high", "unit", "quote"),
    [
        ("Training V3 took DeepSeek two weeks.", "training_duration", "14", None, "day",
         "two weeks"),
        ("The Stargate campus will draw 1.2 GW.", "power_capacity", "1200", None, "MW", "1.2 GW"),
        ("OpenAI charges $0.03 per thousand input tokens for GPT-4.", "api_price", "30", None,
         "USD_per_million_tokens", "$0.03 per thousand input tokens"),
        ("DeepSeek-V3 cost one-eighth of what GPT-4 did.", "relative_cost", "12.5", None, "percent",
         "one-eighth"),
        ("DeepSeek-R1 is 27 times cheaper than o1.", "relative_cost", "27", None, "x", "27 times"),
        ("Shares of Nvidia fell 17%.", "share_price_change", "-17", None, "percent", "17%"),
        ("Shares of Nvidia rose 5%.", "share_price_change", "5", None, "percent", "5%"),
        ("Nvidia lost $589 billion in market value.", "market_cap_change", "-589000000000", None,
         "USD", "$589 billion"),
        ("Nvidia gained $277 billion in market value.", "market_cap_change", "277000000000", None,
         "USD", "$277 billion"),
        ("OpenAI burned $5 billion in cash.", "net_income", "-5000000000", None, "USD",
         "$5 billion"),
        ("Nvidia made a profit of $19 billion.", "net_income", "19000000000", None, "USD",
         "$19 billion"),
        ("OpenAI expects a loss of $5 billion to $8 billion.", "net_income", "-8000000000",
         "-5000000000", "USD", "$5 billion to $8 billion"),
        ("OpenAI had revenue of $10 billion a year.", "revenue", "10000000000", None, "USD",
         "$10 billion"),
        ("ChatGPT Plus is a subscription for $20 a month.", "subscription_price", "20", None,
         "USD_per_month", "$20 a month"),
    ],
)  # fmt: skip
def test_values_are_in_the_unit_of_their_metric(text, metric, value, high, unit, quote):
    figure = only(text)
    assert figure.metric == metric
    assert (str(figure.value), figure.value_high and str(figure.value_high)) == (value, high)
    assert (figure.unit, figure.quote) == (unit, quote)


@pytest.mark.parametrize(
    ("also", "unit"),
    [
        ("Its profit was 9 billion yuan.", "CNY"),
        ("Its profit was 9 billion yen.", "JPY"),
        ("Rivals in Japan pay in yuan.", "JPY"),
        ("", "JPY"),
    ],
)
def test_a_sign_of_two_currencies_is_the_one_the_text_speaks_of(also, unit):
    (first, *_) = extract(f"Alibaba made revenue of ¥200 billion. {also}").figures
    assert first.unit == unit


def test_an_amount_in_two_currencies_is_two_figures():
    figures = extract("Mistral AI raised €600 million ($640 million).").figures
    assert [(f.metric, f.unit, f.company) for f in figures] == [
        ("funding_raised", "EUR", "Mistral AI"),
        ("funding_raised", "USD", "Mistral AI"),
    ]


def test_an_amount_for_each_of_two_companies_is_two_figures():
    figures = extract("OpenAI and SoftBank each pledged $18 billion to Stargate.").figures
    assert [(f.quote, f.company) for f in figures] == [
        ("$18 billion", "OpenAI"),
        ("$18 billion", "SoftBank"),
    ]


def test_a_table_cell_is_a_figure_of_its_row():
    text = (
        "Training costs by model\n\n| Model | Developer | Training cost ($m) | GPU hours (m) |\n"
        "|---|---|---:|---:|\n| GPT-4 | OpenAI | 78 | |\n| Llama 3.1 | Meta | 170 | 30.84 |\n"
    )
    figures = extract(text).figures
    assert [(f.metric, f.subject, f.company, int(f.value), f.unit) for f in figures] == [
        ("training_cost", "GPT-4", "OpenAI", 78_000_000, "USD"),
        ("training_cost", "Llama 3.1", "Meta", 170_000_000, "USD"),
        ("gpu_hours", "Llama 3.1", "Meta", 30_840_000, "GPU_hour"),
    ]
    assert text[figures[1].sentence_start : figures[1].sentence_end].startswith("Llama 3.1")


def test_a_claim_about_nobody_is_refused_with_the_reason():
    found = extract("A start-up in the valley raised $50 million in a Series A round.")
    assert not found.figures
    assert [r.reason for r in found.rejections] == [
        "The text does not name what or whom this is about."
    ]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        (
            "Kimi K2 and GLM-4.5 share an active size of 32 billion parameters.",
            ["Kimi K2", "GLM-4.5"],
        ),
        ("GPT-4 and Gemini Ultra each cost about $80 million to train.", ["GPT-4", "Gemini Ultra"]),
        ("Both Grok 3 and Qwen3 were trained on 15 trillion tokens.", ["Grok 3", "Qwen3"]),
        ("Llama 3.1 405B was trained on 15 trillion tokens, as was Grok 3.", ["Llama 3.1 405B"]),
    ],
)
def test_an_amount_stated_for_two_models_is_two_figures(text, subjects):
    assert [figure.subject for figure in extract(text).figures] == subjects
