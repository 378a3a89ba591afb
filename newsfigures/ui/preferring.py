"""Which of several claims alike somebody prefers, and why: shown, chosen, taken back."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from newsfigures import preferences, store
from newsfigures.desk import NOBODY
from newsfigures.ui import asof, deciding, words
from newsfigures.ui.access import Action, current, may
from newsfigures.ui.asking import ask_newest

Row = Mapping[str, Any]
_SAID = "_preferring_said"


def _past(row: Row) -> tuple[list[Row], bool, bool]:
    """Return the choices about a claim's likes, newest first, whether one stands, and this one."""
    past = ask_newest("preferences_about", claim_id=row["claim_id"])
    entries: list[Row] = [{str(k): v for k, v in one.items()} for one in past.to_dict("records")]
    stands = bool(entries) and entries[0]["action"] == "prefer" and not pd.isna(entries[0]["value"])
    return entries, stands, stands and entries[0]["claim_id"] == row["claim_id"]


def chooser(row: Row, *, place: str) -> None:
    """Let the analyst prefer a claim, or take that back, where it stands among others."""
    entries, _, mine = _past(row)
    seen = int(entries[0]["preference_id"]) if entries else None
    _ask("Take the preference back …" if mine else "Prefer this …", row, seen, mine, place)


def panel(row: Row) -> None:
    """Show who prefers which of the claims alike one, and let the analyst choose this one."""
    entries, stands, mine = _past(row)
    newest = entries[0] if entries else None
    seen = None if newest is None else int(newest["preference_id"])
    if stands and newest is not None:
        which = "This figure" if mine else words.amount(newest)
        st.markdown(f"★ **{words.md(which)}** is {words.md(_signed(newest))}")
    deciding.told(_SAID)
    with st.container(horizontal=True, gap="small"):
        _ask("Take the preference back …" if mine else "Prefer this figure …", row, seen, mine)
        if earlier := entries[1:] if stands else entries:
            with st.popover(f"Earlier choices ({len(earlier)})"):
                for entry in earlier:
                    st.markdown(f"- {words.md(_told(entry))}")


def _signed(entry: Row) -> str:
    day = words.day(f"{entry['decided_at']:%Y-%m-%d}")
    return f"preferred by {entry['who']}, {day}: {entry['why']}"


def _told(entry: Row) -> str:
    what: str = "a figure that left" if pd.isna(entry["value"]) else words.amount(entry)
    did = "preferred" if entry["action"] == "prefer" else "no longer preferred"
    when = words.moment(entry["decided_at"])
    return f"{when} · {entry['who']}: {what} {did} – {entry['why']}"


@asof.today_alone
def _ask(label: str, row: Row, seen: int | None, mine: bool, place: str = "") -> None:
    if not may(Action.PREFER):
        return
    claim_id = str(row["claim_id"])
    # The same claim may stand in a card and in the panel at once.
    which = f"{place}_{claim_id}" if place else claim_id
    with (
        st.popover(label, key=f"prefer_{which}_{seen}"),
        st.form(f"preferring_{which}", border=False),
    ):
        st.caption(
            "Where one value is used, such as for ratios on Compare, the preferred figure stands. "
            "The others stay as they are. Your name, the time and the reason are kept."
        )
        if not current().name:
            st.text_input(
                "Your name",
                value=deciding.signed(),
                key=f"prefer_who_{which}",
                placeholder=NOBODY,
            )
        st.text_input("Why", key=f"prefer_why_{which}", placeholder="a reason, for all to read")
        st.form_submit_button(
            "Take it back" if mine else "Prefer it",
            type="primary",
            on_click=_choose,
            args=(claim_id, seen, mine, which),
        )


def _choose(claim_id: str, seen: int | None, withdraw: bool, which: str) -> None:
    name = current().name or st.session_state[f"prefer_who_{which}"].strip()
    why = st.session_state[f"prefer_why_{which}"]
    if not current().name:
        deciding.sign(name)
    act = preferences.withdraw if withdraw else preferences.prefer
    deciding.attempt(
        lambda: act(store.shared(), claim_id, why=why, who=name, seen=seen),
        "The preference was taken back." if withdraw else "Preferred; signed with your name.",
        _SAID,
    )
