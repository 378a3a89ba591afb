"""Training cost: one panel per sense of "cost", and never two senses in one panel."""

from collections.abc import Sequence

import pandas as pd

from newsfigures.charts.draft import Draft
from newsfigures.charts.hover import said
from newsfigures.charts.look import Scale
from newsfigures.charts.panels import Panel, by_value, stacked
from newsfigures.consistency import run_of
from newsfigures.model import CostBasis
from newsfigures.senses import SENSES, Sense

RELATIVE: dict[str, str] = {
    "percent": "What share of another's cost?",
    "x": "How many times another's cost, or how many times less?",
}
UNITS: dict[str, str] = {"percent": "Percent", "x": "Times"}


def sense_of(rows: pd.DataFrame) -> pd.Series:
    """Return the cost basis of each claim, `unspecified` where the store has none."""
    return rows["cost_basis"].fillna("unspecified")


def parts(rows: pd.DataFrame) -> list[tuple[Sense, pd.DataFrame]]:
    """Return the costs of each sense that there are any of, in the order of the senses."""
    basis = sense_of(rows)
    return [(sense, rows[basis == sense.basis]) for sense in SENSES if (basis == sense.basis).any()]


def by_sense(rows: pd.DataFrame, scale: Scale = Scale.AUTO) -> Draft:
    """Draw training costs, a row per model, a panel per sense, one axis of dollars for all."""
    return stacked(
        [
            Panel(
                title=sense.title,
                note=sense.note,
                rows=part,
                labels=labels(part),
                order=by_value(part, labels(part)),
                with_amounts=True,
            )
            for sense, part in parts(rows)
        ],
        scale=scale,
    )


def labels(rows: pd.DataFrame) -> list[str]:
    """
    Return the row of each cost: its model; of a whole programme, its company as well.

    'DeepSeek-V3 (total)' is the model like 'DeepSeek-V3'; a stage keeps a row of its own.
    """
    whole = sense_of(rows) == CostBasis.TOTAL_PROGRAMME
    return [
        f"{company}: {subject}"
        if is_whole and said(company) not in ("", subject)
        else run_of(subject)
        for subject, company, is_whole in zip(rows["subject"], rows["company"], whole, strict=True)
    ]


def relative(rows: pd.DataFrame, unit: str, scale: Scale = Scale.AUTO) -> Draft:
    """Draw relative costs of one unit (percent or x), a row per pair that is compared."""
    labels = pairs(rows)
    share = unit == "percent"
    return stacked(
        [
            Panel(
                title="Percent of the other's cost" if share else "Times cheaper or dearer",
                note="" if share else "Which of the two costs more, the words of each mark say.",
                rows=rows,
                labels=labels,
                order=by_value(rows, labels),
                with_amounts=True,
            )
        ],
        scale=scale,
    )


def pairs(rows: pd.DataFrame) -> Sequence[str]:
    """Return 'A vs B' for each relative cost."""
    others = rows["relative_to"].fillna("others")
    return [f"{one} vs {other}" for one, other in zip(rows["subject"], others, strict=True)]
