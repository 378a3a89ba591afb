"""The addresses served from a thread of this process, verbs run in a process of their own."""

import os
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from newsfigures import holder, http, store
from newsfigures.errors import StoreBusyError

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
    app = Starlette(routes=http.routes(), middleware=http.middleware())
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            thread.join(0.01)
            assert thread.is_alive(), "the server did not start"
        port = server.servers[0].sockets[0].getsockname()[1]
        holder.note(opened.path, holder.address("127.0.0.1", port))
        yield holder.read(opened.path)
    finally:
        server.should_exit = True
        thread.join()
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
