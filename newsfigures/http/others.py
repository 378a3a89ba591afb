"""The articles, and whether the process and its store answer."""

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from newsfigures import __version__, store
from newsfigures.http import asking
from newsfigures.http.figures import rows_of


async def articles(request: Request) -> Response:
    """Answer every article, without its text."""
    asking.values(request.query_params, ())
    rows = await rows_of("articles", {})
    return JSONResponse({"articles": rows})


async def healthz(request: Request) -> Response:
    """Say that the process answers."""
    asking.values(request.query_params, ())
    return JSONResponse({"status": "ok", "version": __version__})


async def readyz(request: Request) -> Response:
    """Say whether the store can be read: 200, else 503 with the reason in words."""
    asking.values(request.query_params, ())
    counts = await anyio.to_thread.run_sync(lambda: store.shared().counts())
    return JSONResponse({"status": "ready", **counts})
