"""The addresses answered over a real socket, by a server in a thread of the test."""

import threading
import time
from contextlib import contextmanager

import pytest
import uvicorn
from starlette.applications import Starlette

from newsfigures import http, store
from tests.articles import deepseek

SECONDS = 60


@contextmanager
def server():
    """Serve the addresses from this process's store; give the address of the server."""
    app = Starlette(routes=http.routes(), middleware=http.middleware())
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", lifespan="off")
    one = uvicorn.Server(config)
    thread = threading.Thread(target=one.run)
    thread.start()
    try:
        end = time.monotonic() + SECONDS
        while not one.started:
            assert thread.is_alive(), "The server ended before it answered."
            assert time.monotonic() < end, f"No server in {SECONDS} s."
            time.sleep(0.01)
        port = one.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        one.should_exit = True
        thread.join(SECONDS)


@contextmanager
def one_article(folder):
    """Serve a new store in a folder, of one article and the reference data; give the address."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEWSFIGURES_DB", str(folder / "figures.duckdb"))
        store.close_shared()
        store.shared().add(*deepseek(), {}, words=30)
        with server() as address:
            yield address
        store.close_shared()
