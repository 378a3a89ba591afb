"""Where the store is: a file, or a lake; and where what stands beside it is."""

import os
from functools import cache
from pathlib import Path

from newsfigures import lake
from newsfigures.catalog import DATA
from newsfigures.errors import StoreError

DEFAULT_PATH = DATA / "newsfigures.duckdb"
# Where a store is: its file, or the address of its lake.
Place = Path | lake.Address


def default_file() -> Path:
    """Return the path of a store in a file: NEWSFIGURES_DB, else data/newsfigures.duckdb."""
    return Path(os.environ.get("NEWSFIGURES_DB") or DEFAULT_PATH).resolve()


def named(words: str) -> Place:
    """Return where a store is that is named by words; StoreError as `lake.Address.read` raises."""
    folder = "" if words.startswith("/") else str(Path.cwd())
    return lake.Address.read(words) or _resolved(words, folder)


@cache
def _resolved(words: str, _folder: str) -> Path:
    # A page asks for its store dozens of times, and each link on the way is a question to the disk.
    return Path(words).resolve()


def default() -> Place:
    """Return where the store is: the lake that NEWSFIGURES_DB names, else `default_file`."""
    return named(os.environ.get("NEWSFIGURES_DB") or str(DEFAULT_PATH))


def beside() -> Path:
    """Return the path that notes about the store of `default` stand beside."""
    place = default()
    return place if isinstance(place, Path) else place.beside(DATA)


def make_folder(path: Path) -> None:
    """Make the folder of a store, or raise StoreError that says why it cannot be made."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"There is no folder {path.parent} and it cannot be made: {error.strerror}. "
            "Set NEWSFIGURES_DB to a file in a folder you may write to."
        ) from error
    if path.is_dir():
        raise StoreError(f"{path} is a folder. Set NEWSFIGURES_DB to a file, not to a folder.")
