"""
Which state of the store a visit is shown: what other visits write comes together, seconds later.

Where fifty people write every few seconds, pages that are made anew for each write are never done.
Who writes, and who comes, sees the newest at once, and so does everybody what comes from elsewhere
(HTTP, the command line). What somebody decides on is asked for as it is now (`asking.ask_newest`).
"""

import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from newsfigures import store
from newsfigures.store import Store

# Seconds for which others may go on with the state that they see.
PATIENCE = 15.0
_SEEN = "_settled"
_clock = time.monotonic


@dataclass(slots=True)
class _Shown:
    """The state that everybody sees, since when, and which visit wrote each one since."""

    version: int
    since: float
    wrote: dict[int, str] = field(default_factory=dict)


_shown: dict[Path, _Shown] = {}
_lock = threading.Lock()


def _visit() -> str:
    ctx = get_script_run_ctx(suppress_warning=True)
    return ctx.session_id if ctx is not None else ""


def _note(path: Path, version: int) -> None:
    """Note which visit wrote a state; called in the thread that wrote it."""
    with _lock:
        if path in _shown:
            _shown[path].wrote[version] = _visit()


store.when_written(_note)


def everybody(opened: Store) -> int:
    """Return the state of a store that everybody sees who did not write since."""
    now, at = opened.version, _clock()
    shown = _shown.get(opened.path)
    if shown is not None and shown.version == now:
        return now
    with _lock:
        shown = _shown.get(opened.path)
        if shown is not None and not opened.is_shared and at - shown.since < PATIENCE:
            later = range(shown.version + 1, now + 1)
            if later and all(shown.wrote.get(one) for one in later):
                return shown.version
        _shown[opened.path] = _Shown(now, at)
        return now


def version(opened: Store) -> int:
    """
    Return the state of a store that this visit is shown.

    It never goes back. A visit begins with the newest, so that whoever saves and loads the page
    anew sees what was saved.
    """
    shown, newest = everybody(opened), opened.version
    seen: int = st.session_state.get(_SEEN, newest)
    if shown != newest and (kept := _shown.get(opened.path)):
        mine = _visit()
        own = (at for at, who in list(kept.wrote.items()) if who == mine)
        now = max(seen, shown, *own)
    else:
        now = newest
    if now != seen or _SEEN not in st.session_state:
        st.session_state[_SEEN] = now
    return now
