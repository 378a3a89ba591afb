"""
What the machine did to the store's file, told in words: a disk that is full, that lets nothing be
written or read, a file with broken bytes.

DuckDB says it in the words of the system, and once it could not write what it had to it answers
nothing more until the file is opened again (store.py does).
"""

import re
from pathlib import Path

from newsfigures.errors import StoreError

_FULL = re.compile(r"No space left on device|Disk quota exceeded|File too large|not enough space")
_SHUT = re.compile(r"Read-only file system|Permission denied|Operation not permitted")
_FAULTY = re.compile(r"Input/output error|Stale file handle|No such device")
_BROKEN = re.compile(r"Corrupt database file|checksum|Serialization Error|Failed to deserialize")
_FALLEN = re.compile(r"database has been invalidated")


def is_fallen(error: Exception) -> bool:
    """Say whether a store answers nothing more until it is opened again."""
    return _FALLEN.search(str(error)) is not None


def told(path: Path, error: Exception) -> StoreError | None:
    """Return in words what the machine did to the file of a store, None for anything else."""
    said = str(error)
    if _FULL.search(said):
        return StoreError(
            f"The disk of the store {path} is full. Nothing was saved, and what was saved before "
            "is there. Make room, then try again."
        )
    if _SHUT.search(said):
        return StoreError(
            f"The store {path} cannot be written: its file, folder or disk is another user's or "
            "for reading only. Nothing was saved, and what was saved before is there. Give this "
            "user the right to write there, or name another file in NEWSFIGURES_DB; then try again."
        )
    if _BROKEN.search(said):
        return StoreError(
            f"The file of the store {path} is broken: {said.splitlines()[0]}. Stop newsfigures and "
            "put a backup in its place (python -m newsfigures restore FILE); the broken file is "
            "kept beside it."
        )
    if _FAULTY.search(said) or is_fallen(error):
        return StoreError(
            f"The disk of the store {path} could not be written or read. Nothing was saved. See to "
            f"the disk, then try again. The system says: {said.splitlines()[0]}"
        )
    return None
