"""How well articles are read: the scores on the gold articles, as they were computed."""

from typing import Any

import pandas as pd
import streamlit as st

from newsfigures import charts
from newsfigures.catalog import evaluation
from newsfigures.ui import reference, words

# The articles that no rule was made from (tests/evaluate.py).
UNSEEN = "set5"
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


def scorecard(one: dict[str, Any]) -> None:
    """Show in three numbers what to expect of articles that nobody has seen yet."""
    told = {
        "Of what is read, right": one["precision"],
        "Of what is there, read": one["recall"],
        "Right in every field": one["f1_whole"],
    }
    st.markdown(f"**To be expected of other articles**: {one['title']}.")
    for column, (label, share) in zip(st.columns(3), told.items(), strict=True):
        column.metric(label, f"{share:.0%}")


def gap(bins: pd.DataFrame) -> float:
    """
    Return how far confidence and share of right readings lie apart on average, each reading once.

        >>> gap(pd.DataFrame({"from": [0.8], "to": [0.9], "figures": [100], "right": [80]}))
        0.05
    """
    read = bins[bins["figures"] > 0]
    middle, share = (read["from"] + read["to"]) / 2, read["right"] / read["figures"]
    return round(float(((middle - share).abs() * read["figures"]).sum() / read["figures"].sum()), 3)


def show() -> None:
    """Show all of it."""
    result = evaluation()
    sets = result["sets"]
    scorecard(sets[UNSEEN])
    st.header("Set by set", anchor=False)
    st.write(
        "Every figure of these articles was recorded by hand, with all its fields, and is "
        "compared with what is read. Precision: of the figures read, the share with value, unit, "
        "measure and company right. Recall: of the figures in the articles, the share read "
        "right. F1 is the mean of the two that favours neither. The rules were written with "
        "these articles at hand, all but one set: that one says what to expect of others."
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
    st.caption(f"On average the two are {100 * gap(bins):.1f} points of a hundred apart.")
    st.plotly_chart(
        charts.final(charts.reliability(bins)), width="stretch", key="methods_reliability",
        config=charts.CONFIG,
    )  # fmt: skip
