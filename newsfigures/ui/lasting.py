"""What is kept in memory for everybody lasts until somebody writes to the store."""

import gc
import threading
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from itertools import islice
from sys import getsizeof
from typing import Any, TypeVar

import cachetools
import pandas as pd

from newsfigures import store
from newsfigures.ui import settled

Made = TypeVar("Made", bound=Callable[..., object])
# Bytes that one answer takes besides what it holds: the text it is found by, its place.
ENTRY = 1_000
# Of many things in one, as many are looked at to tell how large they are.
LOOKED_AT = 3
_kept: list[Any] = []
_lock = threading.Lock()
_of: tuple[str, int] = ("", 0)


def _asked(asked: str, *_: object) -> str:
    return asked


def size(made: object) -> int:
    """
    Return about how many bytes something that is kept holds; of many alike a few are looked at.

    A cell of a frame counts for its eight bytes and as much again for the words it points to: most
    of these stand in other answers too (`queries.run`), as do those of a row, a mapping, of which
    only its own table counts.
    """
    if isinstance(made, pd.DataFrame):
        return 16 * made.size
    if isinstance(made, list | tuple | set | frozenset):
        some = [size(one) for one in islice(made, LOOKED_AT)]
        return getsizeof(made) + (sum(some) * len(made) // len(some) if some else 0)
    if is_dataclass(made):
        return getsizeof(made) + sum(size(getattr(made, field.name)) for field in fields(made))
    return getsizeof(made)


def lasting(megabytes: float) -> Callable[[Made], Any]:
    """
    Keep what a function returns, of so much at most; what was asked for longest ago goes first.

    What is larger than all of that is worked out each time. The first argument tells a call from
    others; it names the state of the store that an answer is of (`asof.opened`), so that none is
    wrong; `renew` frees the room of those that nobody asks for any more. Who asks for what another
    works out just now waits for that.
    """

    # Streamlit's own cache takes twenty times as long to find what is there: it hashes what is
    # asked and is ready to show again what was drawn meanwhile. A page asks some eighty times.
    def kept(make: Made) -> Any:
        cache: cachetools.LRUCache[str, object] = cachetools.LRUCache(
            megabytes * 1e6, lambda made: ENTRY + size(made)
        )
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
