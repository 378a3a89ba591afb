"""Articles and what is read in them, built by hand, for tests that need no extractor."""

from datetime import date
from decimal import Decimal

from newsfigures.model import (
    Article,
    CostBasis,
    Derived,
    Extraction,
    Figure,
    Qualifier,
    Rejection,
    Span,
    Status,
)
from newsfigures.store import QUERIES

BLANK = {
    "metric": "training_cost",
    "subject": "DeepSeek-V3",
    "company": "DeepSeek",
    "value": Decimal(5_600_000),
    "value_high": None,
    "unit": "USD",
    "qualifier": Qualifier.EXACT,
    "status": Status.REPORTED,
    "attributed_to": None,
    "horizon": None,
    "period": None,
    "relative_to": None,
    "confidence": 0.9,
    "rule": "training_cost",
}


def figure(text, quote, **given):
    """A figure whose words are the first `quote` in the text, in a sentence from dot to dot."""
    start = text.index(quote)
    end = start + len(quote)
    sentence_end = text.find(". ", end)
    where = {
        "start": start,
        "end": end,
        "quote": quote,
        "sentence_start": text.rfind(". ", 0, start) + 2 if ". " in text[:start] else 0,
        "sentence_end": sentence_end + 1 if sentence_end >= 0 else len(text),
    }
    return Figure(**(BLANK | where | given))


def article(text, **given):
    """An article of 27 January 2025."""
    plain = {"title": "An article", "source": "article.txt", "published": date(2025, 1, 27)}
    return Article(text=text, **(plain | given))


DEEPSEEK = (
    "DeepSeek-V3 cost $5.6 million to train, the company said. "
    "A rented H800 costs $2 per hour. "
    "That is less than 10% of what Meta's Llama cost. "
    "It has 99 rows 🇨🇳."
)


def deepseek():
    """Three figures, two derived ones and a rejection: an article and its extraction."""
    cost = figure(
        DEEPSEEK, "$5.6 million", attributed_to="DeepSeek", cost_basis=CostBasis.FINAL_RUN_RENTAL,
        reasons=("“cost … to train” names a training cost",),
    )  # fmt: skip
    rate = figure(
        DEEPSEEK, "$2 per hour", metric="gpu_rental_rate", subject="H800", company=None,
        value=Decimal(2), unit="USD_per_GPU_hour", hardware="H800", rule="gpu_rental_rate",
    )  # fmt: skip
    share = figure(
        DEEPSEEK, "10%", metric="relative_cost", value=Decimal(10), unit="percent",
        qualifier=Qualifier.AT_MOST, relative_to="Llama", rule="relative_cost",
    )  # fmt: skip
    shared = {"value_high": None, "status": Status.REPORTED}
    hours = Derived(
        metric="gpu_hours", subject="DeepSeek-V3", company="DeepSeek", value=Decimal(2_800_000),
        unit="GPU_hour", qualifier=Qualifier.EXACT, formula="5600000 / 2", inputs=(0, 1),
        hardware="H800", **shared,
    )  # fmt: skip
    llama = Derived(
        metric="training_cost", subject="Llama", company="Meta", value=Decimal(56_000_000),
        unit="USD", qualifier=Qualifier.AT_LEAST, formula="5600000 / 0.10", inputs=(0, 2), **shared,
    )  # fmt: skip
    start = DEEPSEEK.index("99 rows")
    refused = Rejection(
        span=Span(start, start + 7), quote="99 rows", rule="units", reason="No metric counts rows."
    )
    found = Extraction(figures=(cost, rate, share), derived=(hours, llama), rejections=(refused,))
    return article(DEEPSEEK), found


def numbered(n):
    """Three figures in an article of its own for each number."""
    text = f"Article {n} says $1 million. It says $2 million. It says $3 million. "
    quotes = ("$1 million", "$2 million", "$3 million")
    return article(text), Extraction(figures=tuple(figure(text, quote) for quote in quotes))


def keep_claims(cursor):
    """Keep all claims anew, after a test wrote to the tables behind the store's back."""
    cursor.execute((QUERIES / "store" / "keep_all_claims.sql").read_text())
