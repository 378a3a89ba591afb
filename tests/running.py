"""The addresses served from a thread of this process, verbs run in a process of their own."""

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from newsfigures import holder, store
from newsfigures.errors import StoreBusyError
from tests.served import server

ROOT = Path(__file__).resolve().parents[1]


def newsfigures(*arguments):
    """Run a verb in another process; return code, standard output and standard error."""
    done = subprocess.run(
        [sys.executable, "-m", "newsfigures", *map(str, arguments)],
        capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False, timeout=300,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


@contextmanager
def served():
    """Serve the store of this process as the app does; yields the note about it."""
    opened = store.shared()
    try:
        with server() as address:
            holder.note(opened.path, address)
            yield holder.read(opened.path)
    finally:
        holder.forget(opened.path)
        store.close_shared()


@contextmanager
def held(monkeypatch):
    """Let verbs of this process find the store held, as those of another process would."""

    def busy(path=None):
        raise StoreBusyError(f"The store is in use (process {os.getpid()}).", pid=os.getpid())

    with monkeypatch.context() as patch:
        patch.setattr(store.Store, "open", busy)
        yield
