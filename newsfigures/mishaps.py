"""
Why a store cannot be opened, read or written, told in words: another program holds it, a lake is
out of reach, a disk is full or lets nothing be written or read, a file has broken bytes.

DuckDB says it in the words of the system, and once it could not write what it had to it answers
nothing more until the file is opened again (store/opened.py does).
"""

import re
from pathlib import Path

from newsfigures import lake
from newsfigures.errors import StoreBusyError, StoreError
from newsfigures.places import Place

# How DuckDB begins what PostgreSQL says.
_ATTEMPT = re.compile(r'^.*Unable to connect to Postgres at "[^"]*": |^IO Error: ')
_HOLDER = re.compile(r"Conflicting lock is held in (.+?) \(PID (\d+)\)")
# A lock whose holder the system does not name: another machine's on a shared disk, or Windows.
_HELD = re.compile(r"Could not set lock|being used by another process|Conflicting lock")
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


def cannot_open(path: Path, error: Exception) -> StoreError:
    """Return an error that says in plain words who holds the file, or why it does not open."""
    held = _HOLDER.search(str(error))
    if held:
        return StoreBusyError(
            f"The store {path} is in use by {Path(held[1]).name} (process {held[2]}). "
            "Stop that program, or work through the running app, then try again.",
            pid=int(held[2]),
        )
    if _HELD.search(str(error)):
        return StoreBusyError(
            f"The store {path} is in use by another program. "
            "Stop that program, or work through the running app, then try again."
        )
    if (said := told(path, error)) is not None:
        return said
    if "different configuration" in str(error) or "Unique file handle" in str(error):
        return StoreBusyError(
            f"The store {path} is open in this program already. Close it, then try again."
        )
    return StoreError(
        f"The store {path} cannot be opened: {str(error).splitlines()[0]} "
        "Restore a copy of it, or move it away to have a new one built."
    )


def lost(place: Place, error: Exception) -> StoreError | None:
    """Return an error that says why a lake cannot be read or written now, None for a fault."""
    if "lock timeout" in str(error):
        return StoreBusyError(
            f"Another app server has been writing to the store {place} for minutes. "
            "Nothing was written. Try again."
        )
    if "Transaction conflict" in str(error):
        return StoreBusyError(
            f"Another program changed the store {place} in the same moment. "
            "Nothing was written. Try again."
        )
    if not lake.is_out_of_reach(str(error)):
        return None
    said = _ATTEMPT.sub("", lake.without_passwords(str(error).strip().splitlines()[0]))
    return StoreError(
        f"The store {place} cannot be reached: {said}. See to it that PostgreSQL runs, that this "
        "machine may use it, and that the data's folder is there; then try again."
    )
