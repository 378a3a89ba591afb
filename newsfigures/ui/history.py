"""What was decided about a figure, by whom and why, with the way back to each earlier state."""

import json
from collections.abc import Mapping
from typing import Any

import streamlit as st

from newsfigures import retold, review, store
from newsfigures.rereading import Difference
from newsfigures.ui import asof, deciding, words
from newsfigures.ui.access import Action, may
from newsfigures.ui.asking import ask_newest

DID: dict[str, str] = {
    "accept": "accepted",
    "edit": "corrected",
    "reject": "rejected",
    "add": "added by hand",
    "undo": "last decision taken back",
    "restore": "earlier state put back",
}


def panel(figure_id: str) -> None:
    """Show what was decided about a figure, newest first, with the way back to each state."""
    rows = ask_newest("history_of_figure", figure_id=figure_id)
    if rows.empty:
        return
    entries = [{str(k): v for k, v in one.items()} for one in rows.to_dict("records")]
    with st.expander(f"History ({len(entries)})"):
        for entry in entries:
            why = f" – {entry['why']}" if words.known(entry["why"]) else ""
            moved = "; ".join(changes(entry))
            said = f"{_head(entry)}{f': {moved}' if moved else ''}{why}"
            st.markdown(f"- {words.md(said)}")
        kept = deciding.figure(figure_id) if may(Action.CORRECT) else None
        if kept is not None:
            _back(kept, {int(entry["decision_id"]): entry for entry in entries})


def _head(entry: Mapping[str, Any]) -> str:
    when = words.moment(entry["decided_at"])
    return f"{when} · {entry['who']} · {DID[entry['action']]}"


def changes(entry: Mapping[str, Any]) -> list[str]:
    """Return what a decision (queries/history_of_figure.sql) changed, field by field, in words."""
    if not (known := words.known(entry["before"])):
        return []
    before, after = json.loads(known), json.loads(entry["fields"])
    return [
        retold.difference(Difference(field=name, before=before.get(name), now=after.get(name)))
        for name in review.EDITABLE
        if before.get(name) != after.get(name)
    ]


@asof.today_alone
def _back(row: deciding.Row, past: Mapping[int, Mapping[str, Any]]) -> None:
    """Let a state be chosen and put back."""
    figure_id = row["claim_id"]
    to = st.selectbox(
        "Put back the state after",
        [0, *past],
        format_func=lambda n: _head(past[n]) if n else "the reading, before any decision",
        key=f"restore_{figure_id}",
    )
    st.button("Put it back", key=f"restore_go_{figure_id}", on_click=_put_back, args=(row, to))


def _put_back(row: deciding.Row, to: int) -> None:
    name, seen = deciding.who(), deciding.seen(row)
    deciding.attempt(
        lambda: review.restore(store.shared(), row["claim_id"], to, who=name, seen=seen),
        "Put back.",
    )
