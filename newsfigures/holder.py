"""
Where the running app that holds a store can be reached: a note beside the store's file.

One process holds the file, so whoever else has work for it asks that process over HTTP. The note
names its address and a word that it wants to hear from all who write. Only the user who runs the
app can read it (mode 600; on Windows as the folder's rights say), so a page in a browser, or
another user of the machine, cannot write.
"""

import ipaddress
import json
import logging
import os
import secrets
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

_log = logging.getLogger(__name__)

# A server that listens on every address is reached on this machine's own.
_EVERY = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "[::1]", "localhost": "127.0.0.1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Who holds a store: the process, the address of its server without a slash at the end."""

    pid: int
    url: str
    token: str


@cache
def token() -> str:
    """Return the word that this process wants to hear from all who write; another each start."""
    return secrets.token_urlsafe(32)


def address(host: str | None, port: int, *, base: str = "", secure: bool = False) -> str:
    """
    Return where a server is reached from this machine.

        >>> address("0.0.0.0", 8501)
        'http://127.0.0.1:8501'
    """
    host = _EVERY.get(host or "", host)
    path = f"/{base.strip('/')}" if base.strip("/") else ""
    return f"{'https' if secure else 'http'}://{host}:{port}{path}"


def is_here(host: str) -> bool:
    """Say whether an address is this machine's own."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def place(store: Path) -> Path:
    """Return where the note about a store's holder stands."""
    return store.with_name(f"{store.name}.holder")


def note(store: Path, url: str) -> None:
    """Write the note that this process holds a store; a failure is logged, not raised."""
    path, kept = place(store), Note(pid=os.getpid(), url=url, token=token())
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        beside.unlink(missing_ok=True)
        # Made unreadable for others from the first moment on, not changed to it afterwards.
        opened = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(opened, "w", encoding="utf-8") as file:
            json.dump(asdict(kept), file)
        beside.replace(path)
    except OSError as error:
        _log.warning("%s cannot be written (%s): other programs will not find us.", path, error)


def read(store: Path) -> Note | None:
    """Return the note about a store's holder, None when there is none that can be read."""
    try:
        kept = json.loads(place(store).read_text(encoding="utf-8"))
        return Note(pid=int(kept["pid"]), url=str(kept["url"]), token=str(kept["token"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def forget(store: Path) -> None:
    """Take the note away, if it is this process's own."""
    kept = read(store)
    if kept is not None and kept.pid == os.getpid():
        place(store).unlink(missing_ok=True)
