"""
The server: Streamlit's pages and the HTTP routes in one process, around one open store.

`streamlit run app.py` starts both. The store is opened here, once, before the first page asks,
and stays open: DuckDB lets one process hold the file. When it cannot be opened (another process
holds it, or a newer newsfigures wrote it) the pages come up all the same and say so in words.
"""

import gc
import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import anyio.to_thread
import streamlit as st

from newsfigures import access, apart, holder, http, intake, store
from newsfigures.errors import NewsfiguresError

FRAME = Path(__file__).resolve().parent / "newsfigures" / "ui" / "frame.py"

# The page that Streamlit draws everything into; a script of its own stands in it.
SHELL = Path(st.__file__).parent / "static" / "index.html"

_log = logging.getLogger("newsfigures")


def _open_store() -> None:
    """Open the store and put the samples into a new one; a failure is logged, not raised."""
    try:
        # A new store is filled, also where it is for reading only from then on.
        with access.acting(access.PROGRAM):
            intake.build(store.shared())
    except NewsfiguresError as error:
        # Every page asks for the store again and shows this error until it can be opened.
        _log.error("%s", error)


def _address() -> str:
    """Return where this server is reached from this machine."""
    option = st.get_option
    return holder.address(
        option("server.address"),
        option("server.port"),
        base=option("server.baseUrlPath") or "",
        secure=bool(option("server.sslCertFile")),
    )


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:
    """Hold the store open while the server runs, and say beside it where the server is."""
    url = _address()
    store.when_shared(lambda path: holder.note(path, url), holder.forget)
    await anyio.to_thread.run_sync(_open_store)
    # The process that opens files takes a second to start: it does so before the first upload.
    apart.warm()
    # Streamlit collects garbage after every run of a page; what is imported by now never
    # becomes garbage, and walking it each time takes longer than most pages do.
    gc.collect()
    gc.freeze()
    # A page makes some ten thousand small things, nearly all of which go by themselves.
    gc.set_threshold(10_000, 20, 20)
    try:
        yield
    finally:
        apart.close()
        store.close_shared()


_INLINE = re.findall(r"<script>(.*?)</script>", SHELL.read_text(encoding="utf-8"), re.S)
app = st.App(FRAME, routes=http.routes(), middleware=http.middleware(_INLINE), lifespan=lifespan)
