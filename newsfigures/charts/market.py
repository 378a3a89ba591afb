"""What a market size counts, and the colour and shape that stand for it."""

import re
from collections.abc import Sequence

import pandas as pd

from newsfigures.charts.draft import Draft
from newsfigures.charts.hues import OTHERS
from newsfigures.charts.look import Scale
from newsfigures.charts.panels import Panel, by_value, stacked

# What is counted, by the words of the subject; the first that fits holds.
DEFINITIONS: tuple[tuple[str, str, str], ...] = (
    ("Economic effect", r"\bgdp\b|impact|contribution|productivity|value of|present value|"
     r"econom|use cases", "#D55E00"),
    ("One country's market", r"\b(?:indian?|chin(?:a|ese)|europe(?:an)?|american?|british|german|"
     r"french|japan(?:ese)?|korean?|u\.?[sk]\.?)\b", "#C2649A"),
    ("Part of a market", r"\bsoftware\b|\bmodels\b|training infrastructure|segment", "#A39200"),
    ("Chips", r"chip|semiconductor|accelerator|\bgpu", "#8A6FD1"),
    ("Data centres", r"data.?cent|infrastructure|server|cloud|hardware", "#A0704F"),
    ("Generative AI spending", r"(?:generative|\bgenai\b).*spend", "#3A9BD9"),
    ("Generative AI", r"generative|\bgenai\b", "#0072B2"),
    ("AI spending", r"spend", "#C47F00"),
    ("AI market", r"\bai\b|artificial intelligence", "#009E73"),
)  # fmt: skip
OTHER = "Other markets"
NAMES = (*(name for name, _, _ in DEFINITIONS), OTHER)
SYMBOLS: dict[str, str] = dict(
    zip(
        NAMES,
        (
            "star", "hexagon", "triangle-down", "pentagon", "x", "triangle-up", "square",
            "diamond", "circle", "cross",
        ),
        strict=True,
    )
)  # fmt: skip


def definition(subject: str) -> str:
    """
    Say what a market size counts.

        >>> definition("generative AI market"), definition("AI spending (revised)")
        ('Generative AI', 'AI spending')
        >>> definition("contribution of AI to world GDP"), definition("AI market")
        ('Economic effect', 'AI market')
        >>> definition("Indian AI market"), definition("generative AI software")
        ("One country's market", 'Part of a market')
    """
    words = subject.lower()
    return next((name for name, pattern, _ in DEFINITIONS if re.search(pattern, words)), OTHER)


def colour(name: str) -> str:
    """Return the fixed colour of a definition."""
    return next((tint for known, _, tint in DEFINITIONS if known == name), OTHERS)


def of_definitions(rows: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """Return the claims that count what is asked for; no name given means all."""
    if not names:
        return rows
    return rows[[definition(subject) in names for subject in rows["subject"]]]


def named(rows: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """Return the claims about some markets or companies; no name given means all."""
    if not names:
        return rows
    return rows[rows["subject"].isin(names) | rows["company"].isin(names)]


def by_definition(rows: pd.DataFrame, title: str, scale: Scale = Scale.AUTO) -> Draft:
    """Draw sizes in one panel, a row per definition."""
    counted = [definition(subject) for subject in rows["subject"]]
    return stacked(
        [
            Panel(
                title=title,
                rows=rows,
                labels=counted,
                order=by_value(rows, counted),
                colours=[colour(name) for name in counted],
            )
        ],
        scale=scale,
    )
