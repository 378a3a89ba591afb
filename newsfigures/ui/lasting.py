"""What is kept in memory for everybody lasts until somebody writes to the store."""

import threading
from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

from newsfigures import store

Made = TypeVar("Made", bound=Callable[..., object])
_forget: list[Callable[[], object]] = []
_lock = threading.Lock()
_of: tuple[str, int] = ("", 0)


def lasting(most: int) -> Callable[[Made], Any]:
    """
    Keep what a function returns, of at most so many calls; those asked for longest ago go first.

    The arguments name the state of the store that an answer is of (`asof.opened`), so that none is
    wrong; `renew` frees the room of those that nobody asks for any more.
    """

    def kept(make: Made) -> Any:
        cached: Any = st.cache_resource(show_spinner=False, max_entries=most)(make)
        _forget.append(cached.clear)
        return cached

    return kept


def renew() -> None:
    """Forget all that is kept where somebody wrote to the store since; asked before each use."""
    global _of
    today = store.shared()
    now = (str(today.path), today.version)
    if now == _of:
        return
    with _lock:
        if now == _of:
            return
        for forget in _forget:
            forget()
        _of = now
