"""What every verb says and needs: exit codes, complaints, a file's bytes, the open store."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from newsfigures.errors import InputError, RefusedError, StoreError

if TYPE_CHECKING:
    from newsfigures.store import Store

DONE, SOME_FAILED, NOTHING_DONE = 0, 1, 2


def complain(words: object) -> None:
    """Say on standard error what went wrong."""
    print(f"newsfigures: {words}", file=sys.stderr, flush=True)


def bytes_of(name: str) -> bytes:
    """Return a file's bytes, or raise InputError that says why not."""
    try:
        return Path(name).read_bytes()
    except FileNotFoundError as error:
        raise InputError(f"There is no file “{name}”. Check the path.") from error
    except IsADirectoryError as error:
        raise InputError(f"“{name}” is a folder. Name the files in it.") from error
    except OSError as error:
        raise InputError(f"“{name}” cannot be opened: {error.strerror}.") from error


def count(number: int, noun: str) -> str:
    """Return a number with its noun, such as `1 figure` or `1,200 figures`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def with_store(work: Callable[["Store"], int]) -> int:
    """Open the store, do the work, close it; tell in words when that cannot be or may not."""
    from newsfigures import store

    try:
        with store.Store.open() as opened:
            return work(opened)
    except (StoreError, RefusedError) as error:
        complain(error)
        return NOTHING_DONE
