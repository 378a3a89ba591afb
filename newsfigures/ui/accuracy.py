"""How well articles are read: the scores on the gold articles, as they were computed."""

from typing import Any

import pandas as pd
import streamlit as st

from newsfigures import charts
from newsfigures.catalog import evaluation
from newsfigures.ui import reference, words

FIELDS = {
    "metric": "Metric",
    "company": "Company",
    "subject": "Subject",
    "qualifier": "Bound",
    "status": "Status",
    "attributed_to": "Said by",
    "horizon": "Year it is for",
    "period": "Period",
    "relative_to": "Compared with",
}


def scores(sets: dict[str, Any]) -> pd.DataFrame:
    """Return a row for each gold set."""
    return pd.DataFrame(
        [
            {
                "Articles": f"{one['title']} ({one['articles']})",
                "Figures": one["gold"],
                "Precision": one["precision"],
                "Recall": one["recall"],
                "F1": one["f1_right"],
                "F1, every field right": one["f1_whole"],
            }
            for one in sets.values()
        ]
    )


def by_metric(sets: dict[str, Any]) -> pd.DataFrame:
    """Return a row for each metric, all sets together."""
    total: dict[str, list[int]] = {}
    for one in sets.values():
        for metric, counts in one["metrics"].items():
            row = total.setdefault(metric, [0, 0, 0])
            for place, what in enumerate(("gold", "predicted", "right")):
                row[place] += counts[what]
    return pd.DataFrame(
        [
            {
                "Metric": words.label(metric),
                "In the articles": gold,
                "Read": read,
                "Right": right,
                "Precision": right / read if read else None,
                "Recall": right / gold if gold else None,
            }
            for metric, (gold, read, right) in sorted(total.items())
        ]
    )


def by_field(sets: dict[str, Any]) -> pd.DataFrame:
    """Return how often each field is right among the figures that were found."""
    return pd.DataFrame(
        [
            {"Field": name, **{one["title"]: one["fields"][field] for one in sets.values()}}
            for field, name in FIELDS.items()
        ]
    )


def show() -> None:
    """Show all of it."""
    result = evaluation()
    sets = result["sets"]
    st.write(
        "Every figure of these articles was recorded by hand, with all its fields, and is "
        "compared with what is read. Precision: of the figures read, the share with value, unit, "
        "measure and company right. Recall: of the figures in the articles, the share read "
        "right. F1 is the mean of the two that favours neither. The rules were written with "
        "these articles at hand, all but the last set: that one says what to expect of others."
    )
    reference.numbers(
        scores(sets), "Precision, recall and F1 on each set of articles.", shares=True
    )
    st.header("By measure", anchor=False)
    reference.numbers(
        by_metric(sets), "How each measure is read, all articles together.", shares=True
    )
    st.header("By field", anchor=False)
    reference.numbers(by_field(sets), "Share of fields right among the figures found.", shares=True)
    st.header("What the confidence is worth", anchor=False)
    st.write(
        "Of the readings with a confidence, the share that was right; beside each point how many "
        "they were. On the dashed line the two agree."
    )
    bins = pd.DataFrame(result["reliability"])
    st.plotly_chart(
        charts.reliability(bins), width="stretch", key="methods_reliability", config=charts.CONFIG
    )
