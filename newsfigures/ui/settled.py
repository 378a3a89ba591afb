"""
Which state of the store a visit is shown: what other visits write comes together, seconds later.

Fifty people write every few seconds. Were each page made anew for each of them, pages would never
be done. Who writes sees it at once, and so does everybody what comes from elsewhere (HTTP, the
command line).
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
    """Return the state of a store that this visit is shown; it never goes back."""
    shown = everybody(opened)
    kept = _shown.get(opened.path)
    now = opened.version
    if shown == now or kept is None:
        return now
    seen = st.session_state.get(_SEEN, 0)
    own = [at for at, who in list(kept.wrote.items()) if who == _visit()]
    if seen > shown or own:
        st.session_state[_SEEN] = now
        return now
    return shown
