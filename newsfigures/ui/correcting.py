"""A figure is corrected in a form, and the same mend offered for the figures alike."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from newsfigures import review, scripts, store
from newsfigures.editing import name
from newsfigures.errors import ConflictError, NewsfiguresError
from newsfigures.plain import plain
from newsfigures.ui import asof, deciding, edit_form, words
from newsfigures.ui.access import Action, may
from newsfigures.ui.asking import ask_newest
from newsfigures.ui.deciding import After, Row, same

_ALIKE = "_alike"
# Of these a mend says nothing about other figures.
_OWN = frozenset({"value", "value_high"})


@asof.today_alone
def panel(row: Row, key: str, *, keys: bool, after: After | None = None) -> None:
    """
    Show the form while a figure is corrected, then the figures alike.

    `keys` and `after` are as in `deciding.buttons`.
    """
    if not may(Action.CORRECT):
        return
    opened = deciding.editing()
    if opened is not None and opened["claim_id"] == row["claim_id"]:
        box = f"{key}_form"
        with st.container(key=box):
            _correct(opened, row, key, after)
        if keys:
            st.html(scripts.tag("focus", box=box), unsafe_allow_javascript=True)
    _offer_alike(row, key, after)


def _correct(row: Row, now: Row, key: str, after: After | None) -> None:
    """
    Show the form and save what was changed in it.

    `row` is the figure as it was when the form was opened: what somebody else changed since is
    told, and a second try changes only what was changed here. `now` is the figure as it is.
    """
    figure_id, seen = str(row["claim_id"]), deciding.seen(row)
    try:
        given = edit_form.fields(row, f"{key}_{figure_id}")
        if given is None:
            return
        changes = {k: v for k, v in given.items() if not same(row[k], v)}
        if not changes:
            st.info("Nothing was changed. Accept the figure if it is right as it is.")
            return
        why = st.session_state.get(f"why_{key}_{figure_id}") or None
        number = review.edit(
            store.shared(), figure_id, changes, who=deciding.who(), seen=seen, why=why
        )
    except ConflictError as error:
        st.error(words.md(_both(error, row, now)))
        # Told once; who saves again knows of the other decision.
        deciding.edit_on({**row, "decision_id": now["decision_id"]})
        return
    except NewsfiguresError as error:
        st.error(words.md(error))
        return
    deciding.edit_on(None)
    deciding.say(f"Corrected: {', '.join(sorted(map(name, changes)))}.")
    st.session_state[_ALIKE] = (
        figure_id, number, {k: row[k] for k in changes}, changes, str(row["metric"])
    )  # fmt: skip
    if _alike() is None:
        st.session_state.pop(_ALIKE)
        if after:
            after({figure_id: number})
    st.rerun()


def _both(error: ConflictError, row: Row, now: Row) -> str:
    """Say what somebody else did to a figure while its form was open, and what can be done."""
    theirs = [k for k in review.EDITABLE if not same(row[k], None if pd.isna(now[k]) else now[k])]
    moved = "; ".join(f"{name(k)} is now {now[k]}" for k in theirs)
    return (
        f"{error} {f'Changed there: {moved}. ' if moved else ''}What you entered is still in the "
        "form: save again to change only what you changed, or close it with Edit."
    )


def _alike() -> pd.DataFrame | None:
    """Return the figures nobody decided about that were read in the same way as the last mended."""
    kept = st.session_state.get(_ALIKE)
    if kept is None:
        return None
    figure_id, _, before, changes, metric = kept
    if _OWN & set(changes):
        return None
    rows = ask_newest("unreviewed_of_metric", metric=metric)
    rows = rows[rows["claim_id"] != figure_id]
    for field, was in before.items():
        if field != "metric":
            rows = rows[[same(one, None if pd.isna(was) else was) for one in rows[field]]]
    mended = deciding.figure(figure_id)
    if mended is not None and "subject" not in changes:
        rows = rows[rows["subject"] == mended["subject"]]
    return None if rows.empty else rows


def _offer_alike(row: Row, key: str, after: After | None) -> None:
    kept = st.session_state.get(_ALIKE)
    if kept is None or kept[0] != row["claim_id"]:
        return
    alike = _alike()
    if alike is None:
        st.session_state.pop(_ALIKE, None)
        return
    figure_id, number, _, changes, _ = kept
    mend = "; ".join(f"{name(field)} → {value}" for field, value in changes.items())
    n = words.count(len(alike), "figure")
    with st.container(border=True, key=f"{key}_alike"):
        st.markdown(f"**{n} alike.** Mend them too: {words.md(mend)}?")
        st.dataframe(
            alike[["quote", "subject", "sentence", "title"]]
            .assign(quote=alike["quote"].map(plain), sentence=alike["sentence"].map(plain))
            .rename(columns=str.capitalize),
            hide_index=True,
            alt="Figures that were read in the same way.",
        )
        with st.container(horizontal=True):
            st.button(
                f"Mend {n}",
                type="primary",
                key=f"{key}_alike_yes",
                on_click=_mend_alike,
                args=(list(alike["claim_id"]), dict(changes), {figure_id: number}, after),
            )
            st.button(
                "Leave them",
                key=f"{key}_alike_no",
                on_click=_leave_alike,
                args=({figure_id: number}, after),
            )


def _leave_alike(first: Mapping[str, int], after: After | None) -> None:
    st.session_state.pop(_ALIKE, None)
    if after:
        after(first)


def _mend_alike(
    figures: list[str], changes: dict[str, Any], first: Mapping[str, int], after: After | None
) -> None:
    st.session_state.pop(_ALIKE, None)
    orders = [
        review.Order(
            figure_id=one,
            action=review.Action.EDIT,
            seen=None,
            changes=changes,
            why="alike to another that was corrected",
        )
        for one in figures
    ]

    def both(done: Mapping[str, int]) -> None:
        if after:
            after({**first, **done})

    deciding.take(orders, f"Mended {words.count(len(orders), 'figure')} alike.", both)
