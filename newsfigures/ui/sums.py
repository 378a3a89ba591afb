"""Sums of figures beside what is stated, as a table with the sentences behind each."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from newsfigures import consistency
from newsfigures.charts import sum_words
from newsfigures.consistency import Kind, Sum, sums
from newsfigures.ui import evidence, finished, words
from newsfigures.ui.table import OPEN, opener, quoted

_AGAINST: dict[Kind, str] = {
    Kind.COST: "Training cost",
    Kind.HOURS: "GPU hours",
    Kind.POWER: "Power",
}


def _sentences(s: Sum) -> str:
    """Return the sentences that a sum rests on, each once, in quotation marks."""
    found = [quoted(row["sentence"]) for row in (*s.inputs, s.stated)]
    return " ".join(dict.fromkeys(sentence for sentence in found if sentence))


def of(claims: pd.DataFrame) -> list[Sum]:
    """Return what can be summed of claims (`consistency.sums`), worked out once."""
    return finished.step(sums, claims)


def about(
    claims: pd.DataFrame, names: Sequence[str], kind: str = ""
) -> tuple[list[Sum], list[Sum], pd.DataFrame]:
    """Return the sums of a kind ('': of any), those about some names, and the claims in these."""
    every = [s for s in of(claims) if kind in ("", s.kind)]
    found = consistency.about(every, names)
    return every, found, consistency.claims_in(claims, found)


def table(found: Sequence[Sum]) -> pd.DataFrame:
    """Return sums for reading, a row each in the given order."""
    return pd.DataFrame(
        {
            "Of": [s.run for s in found],
            "Set against": [_AGAINST[s.kind] for s in found],
            "Sum": [sum_words.working(s) for s in found],
            "Gives": [sum_words.gives(s) for s in found],
            "Stated": [sum_words.stated(s) for s in found],
            "Verdict": [sum_words.verdict(s) for s in found],
            "Sense of cost": [words.sense(s.stated) for s in found],
            "Source": [s.source for s in found],
            "Sentences or notes": [_sentences(s) for s in found],
        }
    )


def show(key: str, found: Sequence[Sum]) -> None:
    """Offer the sums as a table; the button of a row opens the evidence of what is stated."""
    if not found:
        return
    label = f"{words.count(len(found), 'sum')} with the sentences behind each"
    box = st.expander(label, key=f"{key}_all", bind="query-params")
    if not box.open:
        return
    with box:
        claims = pd.DataFrame([row for s in found for row in (*s.inputs, s.stated)])
        mark = finished.of("sums", claims, *(s.run for s in found))
        rows = finished.once(mark, "table", lambda: table(found)).copy()
        rows.insert(0, OPEN, OPEN)
        ids = [str(s.stated["claim_id"]) for s in found]
        st.dataframe(
            rows,
            hide_index=True,
            column_config={
                OPEN: opener(key, ids),
                "Sum": st.column_config.TextColumn(width=220),
                "Sentences or notes": st.column_config.TextColumn(width="large"),
            },
            key=f"{key}_{evidence.closed()}",
            alt="What each sum multiplies and gives, what is stated, and how far apart they are.",
        )
