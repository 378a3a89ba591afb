"""The store of this process, opened once for everybody in it."""

import threading
from collections.abc import Callable
from pathlib import Path

from newsfigures import places
from newsfigures.places import Place
from newsfigures.store.articles import Store

_shared: dict[Place, Store] = {}
_shared_lock = threading.Lock()
# Who is told of a store that `shared` opens or `close_shared` closes, by its path.
_on_open: list[Callable[[Path], None]] = []
_on_close: list[Callable[[Path], None]] = []


def open_store(place: Place | None = None) -> Store:
    """
    Open a store for the caller alone; the caller closes it.

    Raises StoreBusyError when another process holds the file, SchemaVersionError when a newer
    newsfigures wrote it, StoreError when it is no store.
    """
    return Store.open(place)


def shared() -> Store:
    """Return this process's open store, opening it when it is not open; any thread may ask."""
    place = places.default()
    with _shared_lock:
        if place not in _shared:
            _shared[place] = Store.open(place)
            _shared[place].spare()
            for tell in _on_open:
                tell(_shared[place].path)
        return _shared[place]


def when_shared(opened: Callable[[Path], None], closed: Callable[[Path], None]) -> None:
    """Have the path of each store told that `shared` opens from now on, and when it is closed."""
    _on_open.append(opened)
    _on_close.append(closed)


def close_shared() -> None:
    """Close whatever `shared` opened."""
    with _shared_lock:
        for store in _shared.values():
            # Told first: nobody is to be sent to a store that is about to close.
            for tell in _on_close:
                tell(store.path)
            store.close()
        _shared.clear()
