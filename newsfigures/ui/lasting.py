"""What is kept in memory for everybody lasts until somebody writes to the store."""

import gc
import threading
from collections.abc import Callable
from typing import Any, TypeVar

import cachetools

from newsfigures import store
from newsfigures.ui import settled

Made = TypeVar("Made", bound=Callable[..., object])
_kept: list[Any] = []
_lock = threading.Lock()
_of: tuple[str, int] = ("", 0)


def _asked(asked: str, *_: object) -> str:
    return asked


def lasting(most: int) -> Callable[[Made], Any]:
    """
    Keep what a function returns, of at most so many calls; those asked for longest ago go first.

    The first argument tells a call from others; it names the state of the store that an answer is
    of (`asof.opened`), so that none is wrong; `renew` frees the room of those that nobody asks for
    any more. Who asks for what another works out just now waits for that.
    """

    # Streamlit's own cache takes twenty times as long to find what is there: it hashes what is
    # asked and is ready to show again what was drawn meanwhile. A page asks some eighty times.
    def kept(make: Made) -> Any:
        cache: cachetools.LRUCache[str, object] = cachetools.LRUCache(most)
        cached = cachetools.cached(cache, key=_asked, condition=threading.Condition())(make)
        _kept.append(cached)
        return cached

    return kept


def forget() -> None:
    """Forget all that is kept."""
    for cached in _kept:
        cached.cache_clear()


def renew() -> None:
    """Forget all that is kept where somebody wrote to the store since; asked before each use."""
    global _of
    today = store.shared()
    now = (str(today.path), settled.everybody(today))
    if now == _of:
        return
    with _lock:
        if now == _of:
            return
        forget()
        _of = now
    # Much of what was kept holds on to itself in circles, a fifth of all that Python has in memory
    # where many write; left to itself it goes minutes later, and memory grows meanwhile.
    gc.collect()
