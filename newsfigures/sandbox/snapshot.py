"""
The copy of the figures that queries see: made when the store has changed, never at each query.

Where the system allows (Linux, macOS) the copy has no name: its file is taken out of its folder
as soon as it is written, and processes are lent the open file. It goes when nothing holds it.
"""

import os
import shutil
import tempfile
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from newsfigures.export import meanings
from newsfigures.sandbox.limits import TABLE
from newsfigures.store import Store

_OPEN_FILES: Final = Path("/dev/fd")
_ASKED = f"SELECT {', '.join(meanings.columns())} FROM claim"
# Trying every compression for every column takes as long again as all the rest.
_PACKED = {"VARCHAR": "USING COMPRESSION dictionary"}


class _Copy:
    """One copy: an open file without a name, or where there is no such thing a named one."""

    def __init__(self, store: Store) -> None:
        folder = Path(tempfile.mkdtemp(prefix="newsfigures-"))
        gone = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        self.version = store.version
        self.path = folder / "figures.duckdb"
        _write(store, self.path)
        self.number: int | None = None
        if _OPEN_FILES.is_dir():
            self.number = os.open(self.path, os.O_RDONLY)
            gone()
            weakref.finalize(self, os.close, self.number)


def _write(store: Store, path: Path) -> None:
    with store.cursor() as cursor:
        named = str(path).replace("'", "''")
        cursor.execute(f"ATTACH '{named}' AS snapshot")
        try:
            kinds = cursor.execute(f"DESCRIBE {_ASKED}").fetchall()
            columns = ", ".join(
                f"{name} {kind} {_PACKED.get(kind, '')}" for name, kind, *_ in kinds
            )
            cursor.execute(f"CREATE TABLE snapshot.{TABLE} ({columns})")
            cursor.execute(f"INSERT INTO snapshot.{TABLE} {_ASKED}")
        finally:
            cursor.execute("DETACH snapshot")


_copies: "weakref.WeakKeyDictionary[Store, _Copy]" = weakref.WeakKeyDictionary()
_lock = threading.Lock()


@contextmanager
def lent(store: Store) -> Iterator[tuple[str, tuple[int, ...]]]:
    """
    Lend the copy of a store's figures as they are now.

    Yields the path at which a process finds it, and the numbers of the open files that the
    process must be given for that.
    """
    with _lock:
        copy = _copies.get(store)
        if copy is None or copy.version != store.version:
            copy = _copies[store] = _Copy(store)
    # The copy stays while it is lent, whatever is written meanwhile.
    if copy.number is None:
        yield str(copy.path), ()
    else:
        yield f"{_OPEN_FILES}/{copy.number}", (copy.number,)
    del copy
