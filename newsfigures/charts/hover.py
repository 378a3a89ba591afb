"""What a mark says when it is pointed at; escaped, for plotly reads a subset of HTML."""

import re
import textwrap
from collections.abc import Mapping
from functools import lru_cache
from html import escape
from typing import Any

import pandas as pd

from newsfigures.catalog import metrics
from newsfigures.charts.axes import tick
from newsfigures.days import day
from newsfigures.plain import plain
from newsfigures.senses import TITLES

SENTENCE = 160
LINE = 52
# Boxes whose sentences are remembered: those of the charts that are open, some MB at most.
REMEMBERED = 8_192

BOUNDS = {"approx": "about ", "at_least": "at least ", "at_most": "at most "}


def said(value: Any) -> str:
    """Return a cell as text, '' for a missing one."""
    if type(value) is str:  # as most are; to ask pandas takes ten times as long
        return value
    if value is None or type(value) is float:
        return "" if value is None or value != value else str(value)
    return "" if pd.isna(value) else str(value)


def plotted(row: Mapping[str, Any]) -> tuple[float, float | None, str]:
    """
    Return low end, high end (None without) and unit as a chart draws them.

    Money is drawn in US dollars; without a rate in the store it stays in its currency.
    """
    if row["is_money"] and said(row["value_usd"]):
        low, high, unit = row["value_usd"], row["value_usd_high"], "USD"
    else:
        low, high, unit = row["value"], row["value_high"], row["unit"]
    return float(low), (float(high) if said(high) else None), str(unit)


def amount(row: Mapping[str, Any]) -> str:
    """Return the value as a short phrase: 'about $5.6M', '$30M to $300M', 'at least $56M'."""
    low, high, unit = plotted(row)
    noun = unit if row["is_money"] and unit != "USD" else ""
    if high is not None:
        words = f"{tick(low, unit)} to {tick(high, unit)}"
    else:
        words = BOUNDS.get(str(row["qualifier"]), "") + tick(low, unit)
    return f"{words} {noun}".strip()


def inside(metric: str) -> str:
    """
    Return what a metric is called within a sentence.

        >>> inside("training_cost"), inside("gpu_hours")
        ('training cost', 'GPU hours')
    """
    name = metrics()[metric].label
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


@lru_cache(REMEMBERED)
def formula(text: str) -> str:
    """
    Return a formula with the metrics' names for their ids.

        >>> formula("training_cost / gpu_rental_rate")
        'training cost ÷ GPU rental rate'
    """
    for name in metrics():
        text = re.sub(rf"\b{name}\b", inside(name), text)
    return text.replace(" / ", " ÷ ").replace(" * ", " × ").replace(" x ", " × ")


def _time(row: Mapping[str, Any]) -> str:
    if said(row["period"]):
        return f"period: {row['period']}"
    return f"for the year {int(row['horizon'])}" if said(row["horizon"]) else ""


def _where(row: Mapping[str, Any]) -> str:
    parts = [said(row["publisher"]) or said(row["title"]), day(said(row["as_of"])) or "no date"]
    kind = "sample article" if row["is_sample"] else ""
    return ", ".join(part for part in (*parts, kind) if part)


def preferred(row: Mapping[str, Any]) -> str:
    """Return as HTML who prefers a claim to those alike it, and why; '' where nobody does."""
    if not (who := said(row.get("preferred_by"))):
        return ""
    words = f"★ preferred by {who}: {said(row['preferred_why'])}"
    return "<br>".join(escape(line) for line in textwrap.wrap(words, LINE))


@lru_cache(REMEMBERED)
def _sentence(text: str) -> str:
    """Return the beginning of a sentence as HTML in lines; the same after each write."""
    flat = plain(text)
    cut = flat if len(flat) <= SENTENCE else flat[: SENTENCE - 1].rstrip() + "…"
    return "<br>".join(escape(line) for line in textwrap.wrap(cut, LINE))


def hover(row: Mapping[str, Any]) -> str:
    """Return the HTML of the box beside a mark: words as written, value, who says so, where."""
    subject, company = said(row["subject"]), said(row["company"])
    head = subject if company in ("", subject) else f"{subject} · {company}"
    quote = f"“{plain(said(row['quote']))}” = " if said(row["quote"]) else ""
    credited = said(row["attributed_to"])
    facts = [
        f"<b>{escape(head)}</b>",
        escape(quote + amount(row)),
        escape(f"says {credited}" if credited else "no source named"),
        " · ".join(
            escape(part)
            for part in (
                said(row["status"]),
                TITLES.get(said(row["cost_basis"]), "").lower(),
                _time(row),
                said(row["hardware"]),
            )
            if part
        ),
        escape(said(row["usd_note"])),
        escape(_where(row)),
        preferred(row),
    ]
    if row["origin"] == "derived":
        facts.insert(2, "worked out, not stated")
        sentence = _sentence(formula(said(row["sentence"])))
    else:
        sentence = _sentence(said(row["sentence"]))
    return "<br>".join(fact for fact in (*facts, f"<i>{sentence}</i>" if sentence else "") if fact)
