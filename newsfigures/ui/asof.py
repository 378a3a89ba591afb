"""
As of when: the state of the figures that the pages show, today's or that of a snapshot.

The snapshot's id is in the address of every page (`snapshot`), so that a link shows the same
numbers later; in one visit it stays from page to page until the reader goes back to today's.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

from newsfigures import snapshots, store
from newsfigures.errors import NewsfiguresError
from newsfigures.snapshots import Snapshot
from newsfigures.store import Store
from newsfigures.ui import doors, settled, words
from newsfigures.ui.access import Action, may

PARAMETER = doors.SNAPSHOT
_Given = ParamSpec("_Given")
_KEPT, _SAID = "_snapshot", "_snapshot_said"
CITE_HELP = (
    "Keeps all figures as they stand now under an id. Links, citations, pictures and downloads "
    "then have it, and whoever opens them later sees these numbers, whatever is corrected since."
)


def name() -> str:
    """Return the id of the snapshot that is shown, '' for today's figures."""
    return str(st.query_params.get(PARAMETER, ""))


def is_today() -> bool:
    """Say whether today's figures are shown: only these can be changed."""
    return not name()


def opened() -> Store:
    """Return the store that pages read; raises UnknownSnapshotError, SnapshotError, StoreError."""
    today = store.shared()
    return today if is_today() else snapshots.opened(today, name())


def version() -> int:
    """Return the state that this visit is shown of what `opened` returns (settled.py)."""
    return settled.version(store.shared()) if is_today() else opened().version


def current() -> Snapshot | None:
    """Return the snapshot that is shown, None for today's figures; raises what `opened` does."""
    return None if is_today() else snapshots.look(store.shared(), name())


def line() -> str:
    """Return what is written under a chart and into a citation, '' for today's figures."""
    made = current()
    return f"As of {words.day(made.day)}, snapshot {made.id}." if made else ""


def named(file: str) -> str:
    """Return the name of a file, without ending, with the snapshot that it is from."""
    return f"{file}_{name()}" if name() else file


def title(made: Snapshot) -> str:
    """Return what a snapshot is called where one is chosen, and in addresses: its id and time."""
    return f"{made.id} · {words.day(made.day)}, {made.made_at[11:16]} UTC"


def put(snapshot: str) -> None:
    """Show a snapshot from now on, '' today's figures; for a widget's callback."""
    st.session_state[_KEPT] = snapshot
    if snapshot:
        st.query_params[PARAMETER] = snapshot
    else:
        st.query_params.pop(PARAMETER, None)


def follow() -> None:
    """Keep what is shown from page to page: the menu's links lead to bare addresses."""
    if name():
        st.session_state[_KEPT] = name()
    elif kept := st.session_state.get(_KEPT):
        st.query_params[PARAMETER] = kept


def make(who: str) -> None:
    """Keep the figures as they stand and show them; for a widget's callback."""
    try:
        made = snapshots.make(store.shared(), who=who)
    except NewsfiguresError as error:
        st.session_state[_SAID] = str(error)
        return
    put(made.id)


def button(key: str, who: str) -> None:
    """Offer to keep the figures as they stand, where today's are shown."""
    if not is_today() or not may(Action.SNAPSHOT):
        return
    if st.button("Cite as of now", key=f"{key}_snapshot", help=CITE_HELP):
        make(who)
        # The whole page is to say so, not the panel alone.
        st.rerun()
    if said := st.session_state.pop(_SAID, ""):
        st.error(words.md(said))


def bar() -> None:
    """Say of a snapshot that it is one, with the way back; end the page where it cannot be read."""
    if is_today():
        return
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", gap="small", key="snapshot_bar"
    ):
        try:
            opened()
            made = current()
        except NewsfiguresError as error:
            st.error(words.md(error))
            _back()
            st.stop()
        if made is not None:
            when = f"{words.day(made.day)}, {made.made_at[11:16]} UTC"
            st.markdown(
                f"You see the figures as of **{words.md(when)}**, snapshot **{made.id}**.",
                width="content",
            )
            _back()
            doors.link("snapshots", "What changed since", snapshots_from=title(made))


def _back() -> None:
    st.button("Go to today's", key="snapshot_back", on_click=put, args=("",))


def only_today(what: str) -> None:
    """End a page that is about today's figures alone where a snapshot is shown; `what` it is."""
    if not is_today():
        st.info(f"{what} In a snapshot nothing is decided; go to today's figures for that.")
        st.stop()


def today_alone(show: Callable[_Given, None]) -> Callable[_Given, None]:
    """Make of a function that shows what can be changed one that shows nothing of a snapshot."""

    @wraps(show)
    def shown(*given: _Given.args, **more: _Given.kwargs) -> None:
        if is_today():
            show(*given, **more)

    return shown
