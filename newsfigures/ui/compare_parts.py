"""The parts of Compare: the matrix with what can be taken along, stated ratios, one measure."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from newsfigures import charts, compare, desk
from newsfigures.catalog import metrics
from newsfigures.charts import ratios
from newsfigures.ui import (
    asof,
    compare_brief,
    compare_claims,
    compare_matrix,
    compare_stated,
    compare_table,
    evidence,
    pins,
    words,
)
from newsfigures.ui.card import card
from newsfigures.ui.clickable import clickable
from newsfigures.ui.compare_controls import Asked
from newsfigures.ui.table import csv_of

COLUMNS = 6  # of the matrix, unless measures are chosen
ANSWERS = 6  # sentences before the rest is folded
LEAST_RATIOS = 2  # one alone is said in words
Row = dict[str, Any]


def groups(claims: pd.DataFrame, picked: Sequence[str]) -> dict[str, set[str]]:
    """Return for each pick the names that it stands for; `claims` have a column `name`."""
    return {pick: {pick, *compare.members(claims, [pick])} for pick in picked}


def stated(claims: pd.DataFrame, picked: Sequence[str]) -> pd.DataFrame:
    """Return the ratios that sources state between the picks."""
    relative = claims[claims["metric"] == "relative_cost"]
    return compare.stated(relative, groups(claims, picked))


def _unshown(whole: compare.Matrix, shown: compare.Matrix) -> str:
    """Say which measures the matrix leaves out, '' for none."""
    left = {column.metric for column in whole.columns} - {c.metric for c in shown.columns}
    if not left:
        return ""
    names = ", ".join(metrics()[name].label for name in metrics() if name in left)
    return f"Also stated of some of them, choose under Measures: {names}."


def _take(whole: compare.Matrix, shown: compare.Matrix, told: pd.DataFrame) -> None:
    """Offer the matrix as CSV in long form and as a page to print."""
    names = list(shown.names)
    with st.container(horizontal=True):
        st.download_button(
            "Brief to print (HTML)",
            data=lambda: compare_brief.brief(
                shown, told, day=desk.now().date(), address=st.context.url or ""
            ).encode(),
            file_name=compare_brief.print_name(names),
            mime="text/html",
            on_click="ignore",
            key="compare_brief",
            help="One page: the matrix, with every sentence, source, date and link as a footnote.",
        )
        st.download_button(
            "Every cell with its evidence (CSV)",
            data=lambda: csv_of(compare.long_form(whole)).encode(),
            file_name=f"{asof.named('newsfigures_compare')}.csv",
            mime="text/csv",
            on_click="ignore",
            key="compare_matrix_csv",
            help="A row per cell of all measures, what is not stated among them.",
        )


def show_matrix(claims: pd.DataFrame, picked: Sequence[str], asked: Asked) -> None:
    """Show the names by measures, how well each is covered, and what can be taken along."""
    whole = compare.matrix(claims, picked, asked.baseline, strict=asked.strict)
    shown = compare.narrowed(whole, asked.measures, COLUMNS, asked.metric)
    told = stated(claims, picked)
    with st.container(border=True, key="compare_matrix"):
        st.header("Where does each stand, and on what does that rest?", anchor=False)
        st.caption(
            "In each cell the figure that counts; the bar spans all figures alike. Hatched: not "
            f"set against {words.md(asked.baseline)}, for the reason beside ≠. Click a value for "
            "its sentence."
        )
        if not shown.columns:
            st.info("None of the chosen measures is stated of any of them.")
            return
        clickable(
            f"compare_cells_{evidence.closed()}", compare_matrix.html(shown), compare_matrix.CSS
        )
        notes = [_unshown(whole, shown), *compare.hints(claims, picked)]
        for note in filter(None, notes):
            st.caption(words.md(note))
        _take(whole, shown, told)


def show_stated(claims: pd.DataFrame, picked: Sequence[str]) -> None:
    """Show the ratios that sources state themselves, each with its sentence and evidence."""
    told = stated(claims, picked)
    if told.empty:
        return
    st.header("What do sources say of them together?", anchor=False)
    st.caption("Ratios as stated, not worked out here; sources need not mean the same cost.")
    rows = compare.records(told)
    clickable(f"compare_stated_{evidence.closed()}", compare_stated.html(rows), compare_stated.CSS)


def _said(row: Row, found: compare.Comparison) -> str:
    base = found.claims.set_index("claim_id").loc[row["against"]]
    other: Row = {str(k): v for k, v in base.items()}
    return (
        f"{row['ratio_words']} {found.baseline}: {words.amount(row)} against {words.amount(other)}."
    )


def _ratio_card(found: compare.Comparison, label: str) -> None:
    rows = compare.records(found.claims)
    said = [_said(row, found) if row["ratio_words"] else "" for row in rows]
    drawn = ratios.ratio_claims(found.claims.assign(said=said), found.baseline)
    if len(drawn) < LEAST_RATIOS:
        return
    card(
        "compare_ratio_marks",
        f"How many times {found.baseline}?",
        drawn,
        lambda look: ratios.ratios(look.rows, found.baseline, look.scale),
        line=lambda look: (
            f"{label}, each figure against the one of {found.baseline} that counts; 1 is equal. "
            "Click a mark for its sentence."
        ),
        alt=charts.takeaway(drawn, f"ratios of {label.lower()} to {found.baseline}"),
    )


def found_in(of_metric: pd.DataFrame, picked: Sequence[str], asked: Asked) -> compare.Comparison:
    """Return the comparison in the measure that is looked into."""
    baseline = compare.standing(of_metric, asked.baseline)
    return compare.compare(of_metric, picked, baseline, strict=asked.strict)


def _one_of_each(claims: pd.DataFrame, picked: Sequence[str]) -> None:
    """Where a pick stands for several names, offer one of each instead."""
    names = compare.one_of_each(claims, picked)
    if set(names) == set(picked) or len(names) < len(picked):
        return
    whole = ", ".join(sorted(set(picked) - set(names)))
    st.markdown(
        words.md(
            f"Not one figure against one: of {whole} there are only figures of models or projects, "
            "which differ in size and year. Fairer is one of each."
        )
    )
    st.button(
        words.md(f"Compare {', '.join(names[:-1])} and {names[-1]} instead"),
        key="compare_one_of_each",
        on_click=pins.put,
        args=(names,),
    )


def in_short(
    found: compare.Comparison, claims: pd.DataFrame, picked: Sequence[str], asked: Asked
) -> None:
    """Say in words how each stands to the baseline in the measure that is looked into."""
    lines = [f"- {words.md(line)}" for line in compare.answers(found, words.amount)]
    if asked.metric is None or not lines:
        return
    label = metrics()[asked.metric].label
    with st.container(border=True, key="compare_short"):
        st.header(f"In short: {label.lower()}", anchor=False)
        if found.baseline != asked.baseline:
            st.caption(
                words.md(
                    f"{asked.baseline} itself has none; ratios are to {found.baseline}, of which "
                    "most is stated."
                )
            )
        _one_of_each(claims, picked)
        st.markdown("\n".join(lines[:ANSWERS]))
        if len(lines) > ANSWERS:
            with st.expander(
                f"{len(lines) - ANSWERS:,} more", key="compare_answers", bind="query-params"
            ):
                st.markdown("\n".join(lines[ANSWERS:]))


def in_full(found: compare.Comparison, picked: Sequence[str], metric: str) -> None:
    """Show one measure in full: every figure, ratios, what has none, the claims as cards."""
    label = metrics()[metric].label
    card(
        "compare_claims",
        f"{label}: every figure, side by side",
        found.claims,
        lambda look: charts.side_by_side(look.rows, found.baseline, look.scale),
        line=lambda look: (
            f"{'US dollars. ' if metrics()[metric].is_money else ''}Pale marks on hatched ground "
            f"are unlike {found.baseline}. Click a mark for its sentence."
        ),
        alt=charts.takeaway(found.claims, label.lower()),
    )
    if len(picked) > 1:
        _ratio_card(found, label)
        st.header(words.md(f"Ratios: {found.baseline} = 1"), anchor=False)
        compare_table.show(found)
        if unlike := compare.not_compared(found):
            st.header("What cannot be compared, and why", anchor=False)
            st.markdown("\n".join(f"- {words.md(sentence)}" for sentence in unlike))
    st.header("Who says what, in which words?", anchor=False)
    compare_claims.show(found, picked)
