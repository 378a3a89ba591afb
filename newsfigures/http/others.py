"""The articles, one of them removed or restored, and whether the process and its store answer."""

from collections.abc import Callable

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from newsfigures import __version__, removal, store
from newsfigures.http import asking
from newsfigures.http.asking import Asked
from newsfigures.http.figures import rows_of

WHO = Asked(
    name="who", usual="", example="Ada", read=str, schema={"type": "string"},
    says="Under which name the removal is noted.",
)  # fmt: skip


async def articles(request: Request) -> Response:
    """Answer every article, without its text."""
    snapshot = asking.values(request.query_params, (asking.SNAPSHOT,))["snapshot"]
    rows = await rows_of("articles", {}, snapshot)
    return JSONResponse({"articles": rows})


# What an id that is not there is answered with, and one that is there anew.
_STATUS = {"unknown": 404, "duplicate": 409}


async def _settled(work: Callable[[], removal.Removal]) -> Response:
    done = await anyio.to_thread.run_sync(work)
    return JSONResponse(done.record, status_code=_STATUS.get(done.status, 200))


async def remove(request: Request) -> Response:
    """Take an article out of the store, to be restored if wanted; 404 where it is not there."""
    who = asking.values(request.query_params, (WHO,))["who"]
    article_id = request.path_params["article_id"]
    return await _settled(lambda: removal.remove(store.shared(), article_id, who))


async def restore(request: Request) -> Response:
    """Bring back an article that was removed; 404 where none was, 409 where it was added anew."""
    asking.values(request.query_params, ())
    article_id = request.path_params["article_id"]
    return await _settled(lambda: removal.restore(store.shared(), article_id))


async def healthz(request: Request) -> Response:
    """Say that the process answers."""
    asking.values(request.query_params, ())
    return JSONResponse({"status": "ok", "version": __version__})


async def readyz(request: Request) -> Response:
    """Say whether the store can be read: 200, else 503 with the reason in words."""
    asking.values(request.query_params, ())
    counts = await anyio.to_thread.run_sync(lambda: store.shared().counts())
    return JSONResponse({"status": "ready", **counts})
