"""Accept, correct, reject, undo: the buttons of a decision, the same wherever a figure is shown."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from newsfigures import review, store
from newsfigures.desk import NOBODY
from newsfigures.errors import ConflictError, NewsfiguresError
from newsfigures.ui import edit_form, words
from newsfigures.ui.asking import ask

Row = Mapping[str, Any]

_WHO, _EDITING, _SAID, _ALIKE = "_reviewer", "_editing", "_review_said", "_alike"
STATES: dict[str, str] = {
    "unreviewed": "nobody has looked at it",
    "accepted": "accepted",
    "edited": "corrected",
    "rejected": "rejected: it is on no chart",
    "added": "added by hand",
    "taken back": "taken back: it is on no chart",
}


def who() -> str:
    """Return the name under which decisions are kept."""
    return str(st.session_state.get(_WHO) or NOBODY)


def signed() -> str:
    """Return the name that was given, '' for none yet."""
    return str(st.session_state.get(_WHO, ""))


def ask_who() -> None:
    """Let the analyst say under which name decisions are kept."""
    st.text_input(
        "Your name, kept with each decision",
        value=signed(),
        key="review_who",
        placeholder=NOBODY,
        on_change=_keep_who,
    )


def _keep_who() -> None:
    sign(st.session_state["review_who"])


def sign(name: str) -> None:
    """Let decisions be kept under a name from now on."""
    st.session_state[_WHO] = name.strip()


def figure(figure_id: str) -> dict[str, Any] | None:
    """Return what is kept of a figure, decided about or not; None when it is not there."""
    found = ask("figure_to_review", figure_id=figure_id)
    return None if found.empty else {str(k): v for k, v in found.iloc[0].items()}


def _seen(row: Row) -> int | None:
    return None if pd.isna(row["decision_id"]) else int(row["decision_id"])


def attempt(work: Callable[[], object], said: str, place: str = _SAID) -> bool:
    """Do what was asked for in a callback; `told` of the same place says what came of it."""
    try:
        work()
    except NewsfiguresError as error:
        st.session_state[place] = ("error", str(error))
        return False
    st.session_state[place] = ("success", said)
    return True


def told(place: str = _SAID) -> None:
    """Tell what the last decision came to, once."""
    if said := st.session_state.pop(place, None):
        kind, text = said
        if kind == "error":
            st.error(words.md(text))
        else:
            st.success(words.md(text))


def _decide(action: review.Action, row: Row, said: str, after: Callable[[], None] | None) -> None:
    """Take a decision that changes no field; `after` is called when that worked."""
    order = review.Order(figure_id=row["claim_id"], action=action, seen=_seen(row))
    name = who()
    if attempt(lambda: review.decide(store.shared(), [order], who=name), said) and after:
        after()


def accept(row: Row, after: Callable[[], None] | None = None) -> None:
    """Accept a figure as it is."""
    _decide(review.Action.ACCEPT, row, f"Accepted: {row['quote']}.", after)


def reject(row: Row, after: Callable[[], None] | None = None) -> None:
    """Reject a figure: it leaves the charts, and stays in the history."""
    said = f"Rejected: {row['quote']}. Undo brings it back."
    _decide(review.Action.REJECT, row, said, after)


def undo(row: Row, after: Callable[[], None] | None = None) -> None:
    """Take the newest decision about a figure back."""
    _decide(review.Action.UNDO, row, f"Taken back: {row['quote']}.", after)


def _toggle(row: Row) -> None:
    now = _editing()
    st.session_state[_EDITING] = None if now and now["claim_id"] == row["claim_id"] else dict(row)


def _editing() -> dict[str, Any] | None:
    """Return the figure that is being corrected, as it was when its form was opened."""
    kept = st.session_state.get(_EDITING)
    return dict(kept) if kept else None


def buttons(
    row: Row,
    key: str,
    *,
    keys: bool,
    after: Callable[[], None] | None = None,
    back: tuple[Row, Callable[[], None]] | None = None,
) -> None:
    """
    Show the buttons for one figure (`figure`), and the form when it is to be corrected.

    With `keys` each has its key: a, e, x, u. `after` is called when a decision was taken.
    `back` is the figure decided about before and what to do when that is undone; it is what
    Undo means while nothing is decided about this one.
    """
    undoes = (row, None) if _seen(row) is not None or back is None else back

    def hot(letter: str) -> str | None:
        return letter if keys else None

    with st.container(horizontal=True, gap="small"):
        st.button(
            "Accept", key=f"{key}_accept", shortcut=hot("a"), on_click=accept, args=(row, after),
            type="primary" if keys else "secondary",
        )  # fmt: skip
        st.button("Edit", key=f"{key}_edit", shortcut=hot("e"), on_click=_toggle, args=(row,))
        st.button(
            "Reject", key=f"{key}_reject", shortcut=hot("x"), on_click=reject, args=(row, after)
        )
        st.button(
            "Undo", key=f"{key}_undo", shortcut=hot("u"), on_click=undo, args=undoes,
            disabled=_seen(undoes[0]) is None, help="Take the newest decision back.",
        )  # fmt: skip
    told()
    opened = _editing()
    if opened is not None and opened["claim_id"] == row["claim_id"]:
        _correct(opened, row, key, after)
    _offer_alike(row, key)


def _correct(row: Row, now: Row, key: str, after: Callable[[], None] | None) -> None:
    """
    Show the form and save what was changed in it.

    `row` is the figure as it was when the form was opened: what somebody else changed since is
    told, and a second try changes only what was changed here. `now` is the figure as it is.
    """
    try:
        given = edit_form.fields(row, f"{key}_{row['claim_id']}")
        if given is None:
            return
        changes = {k: v for k, v in given.items() if not _same(row[k], v)}
        if not changes:
            st.info("Nothing was changed. Accept the figure if it is right as it is.")
            return
        why = st.session_state.get(f"why_{key}_{row['claim_id']}") or None
        review.edit(store.shared(), row["claim_id"], changes, who=who(), seen=_seen(row), why=why)
    except ConflictError as error:
        st.error(words.md(_both(error, row, now)))
        # Told once; who saves again knows of the other decision.
        st.session_state[_EDITING] = {**row, "decision_id": now["decision_id"]}
        return
    except NewsfiguresError as error:
        st.error(words.md(error))
        return
    st.session_state[_EDITING] = None
    st.session_state[_SAID] = ("success", f"Corrected: {', '.join(sorted(changes))}.")
    st.session_state[_ALIKE] = (
        row["claim_id"], {k: row[k] for k in changes}, changes, str(row["metric"])
    )  # fmt: skip
    if after and _alike() is None:
        after()
    st.rerun()


def _same(one: Any, other: Any) -> bool:
    # An empty field of the form is a field without a value.
    if other is None or other == "" or (not isinstance(other, str) and pd.isna(other)):
        return one is None or bool(pd.isna(one))
    if one is None or pd.isna(one):
        return False
    return bool(float(one) == other) if isinstance(other, float | int) else str(one) == str(other)


def _both(error: ConflictError, row: Row, now: Row) -> str:
    """Say what somebody else did to a figure while its form was open, and what can be done."""
    theirs = [k for k in review.EDITABLE if not _same(row[k], None if pd.isna(now[k]) else now[k])]
    moved = "; ".join(f"{k.replace('_', ' ')} is now {now[k]}" for k in theirs)
    return (
        f"{error} {f'Changed there: {moved}. ' if moved else ''}What you entered is still in the "
        "form: save again to change only what you changed, or close it with Edit."
    )


# Of these a mend says nothing about other figures.
_OWN = frozenset({"value", "value_high"})


def _alike() -> pd.DataFrame | None:
    """Return the figures nobody decided about that were read in the same way as the last mended."""
    kept = st.session_state.get(_ALIKE)
    if kept is None:
        return None
    figure_id, before, changes, metric = kept
    if _OWN & set(changes):
        return None
    rows = ask("unreviewed_of_metric", metric=metric)
    rows = rows[rows["claim_id"] != figure_id]
    for name, was in before.items():
        if name != "metric":
            rows = rows[[_same(one, None if pd.isna(was) else was) for one in rows[name]]]
    mended = figure(figure_id)
    if mended is not None and "subject" not in changes:
        rows = rows[rows["subject"] == mended["subject"]]
    return None if rows.empty else rows


def _offer_alike(row: Row, key: str) -> None:
    kept = st.session_state.get(_ALIKE)
    if kept is None or kept[0] != row["claim_id"]:
        return
    alike = _alike()
    if alike is None:
        st.session_state.pop(_ALIKE, None)
        return
    changes = kept[2]
    mend = "; ".join(f"{name.replace('_', ' ')} → {value}" for name, value in changes.items())
    with st.container(border=True, key=f"{key}_alike"):
        st.markdown(
            f"**{words.count(len(alike), 'figure')} alike.** Mend them too: {words.md(mend)}?"
        )
        st.dataframe(
            alike[["quote", "subject", "sentence", "title"]].rename(columns=str.capitalize),
            hide_index=True,
            alt="Figures that were read in the same way.",
        )
        with st.container(horizontal=True):
            st.button(
                f"Mend {words.count(len(alike), 'figure')}",
                type="primary",
                key=f"{key}_alike_yes",
                on_click=_mend_alike,
                args=(list(alike["claim_id"]), dict(changes)),
            )
            st.button(
                "Leave them",
                key=f"{key}_alike_no",
                on_click=_forget_alike,
            )


def _forget_alike() -> None:
    st.session_state.pop(_ALIKE, None)


def _mend_alike(figures: list[str], changes: dict[str, Any]) -> None:
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
    name = who()
    attempt(
        lambda: review.decide(store.shared(), orders, who=name),
        f"Mended {words.count(len(orders), 'figure')} alike.",
    )
    st.session_state.pop(_ALIKE, None)


def history(figure_id: str) -> None:
    """Show what was decided about a figure, newest first, with the way back to each state."""
    rows = ask("history_of_figure", figure_id=figure_id)
    if rows.empty:
        return
    with st.expander(f"History ({len(rows)})"):
        for entry in rows.to_dict("records"):
            what = ", ".join(str(name).replace("_", " ") for name in entry["changed"])
            said = f"{entry['who']}: {entry['action']}" + (f" ({what})" if what else "")
            why = f" – {entry['why']}" if entry["why"] else ""
            when = f"{entry['decided_at']:%Y-%m-%d %H:%M}"
            st.markdown(f"- {words.md(when)} UTC · {words.md(said + why)}")
        kept = figure(figure_id)
        if kept is None:
            return
        options = [0, *[int(n) for n in rows["decision_id"]][::-1]]
        to = st.selectbox(
            "Put back the state after",
            options,
            format_func=lambda n: "reading, before any decision" if n == 0 else f"decision {n}",
            key=f"restore_{figure_id}",
        )
        st.button("Put it back", key=f"restore_go_{figure_id}", on_click=_put_back, args=(kept, to))


def _put_back(row: Row, to: int) -> None:
    name = who()
    attempt(
        lambda: review.restore(store.shared(), row["claim_id"], to, who=name, seen=_seen(row)),
        "Put back.",
    )
