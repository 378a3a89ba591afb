"""Small frames with the columns of the `claim` view, for tests of charts and comparisons."""

from datetime import date

import pandas as pd

BLANK = {
    "claim_id": "c",
    "origin": "article",
    "metric": "training_cost",
    "subject": "GPT-4",
    "company": "OpenAI",
    "value": 1e6,
    "value_high": None,
    "unit": "USD",
    "qualifier": "exact",
    "status": "reported",
    "attributed_to": None,
    "horizon": None,
    "period": None,
    "relative_to": None,
    "hardware": None,
    "cost_basis": None,
    "quote": "$1 million",
    "sentence": "It cost $1 million.",
    "article_id": "a_1",
    "title": "An article",
    "publisher": "The Paper",
    "published": "2025-01-27",
    "as_of": "2025-01-27",
    "is_sample": False,
    "reviewed": False,
    "goes_back_to": "a_1",
    "source_tier": None,
    "is_money": True,
    "value_usd": None,
    "value_usd_high": None,
    "usd_note": None,
    "quote_at": None,
    "usd_rate_year": None,
    "confidence": None,
    "url": None,
}
NUMBERS = ("value", "value_high", "value_usd", "value_usd_high")


def claims(*rows):
    """Build a frame; each row is a dict of what differs from a plain reported dollar figure."""
    table = []
    for i, given in enumerate(rows):
        row = BLANK | {"claim_id": f"c{i}"} | given
        if row["is_money"] and row["unit"] == "USD":
            row |= {"value_usd": row["value"], "value_usd_high": row["value_high"]}
        if row["origin"] == "reference":
            row |= {"article_id": None, "quote": None}
        table.append(row)
    frame = pd.DataFrame(table, columns=list(BLANK))
    frame["published"] = [
        date.fromisoformat(day) if isinstance(day, str) else None for day in frame["published"]
    ]
    return frame.astype(dict.fromkeys(NUMBERS, float))
