"""
Routes beside the pages: health, figures in every form of a download, one figure, the articles.

They only read, and answer from the store that the pages use. Errors are JSON with words:
`{"error": "…"}`. Work with the store runs in threads, so that no page waits for it.
"""

import logging
import shutil
import tempfile
from collections.abc import Awaitable, Callable
from itertools import chain
from pathlib import Path
from typing import Any

import anyio.to_thread
from starlette.background import BackgroundTask
from starlette.datastructures import MutableHeaders, QueryParams
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from newsfigures import __version__, export, sizes, store
from newsfigures.errors import InputError, NewsfiguresError, StoreError

API = "/api/v1"
PAGE, LARGEST_PAGE = 100, 1_000

_log = logging.getLogger(__name__)

Handler = Callable[[Request], Awaitable[Response]]


class SecurityHeaders:
    """Tell browsers not to guess types, not to pass our address on, not to frame us elsewhere."""

    HEADERS = (
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Content-Security-Policy", "frame-ancestors 'self'"),
    )

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; add to the head of its answer what is not there yet."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.HEADERS:
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)


def _error(words: str, status: int) -> JSONResponse:
    return JSONResponse({"error": words}, status_code=status)


def _told(handler: Handler) -> Handler:
    """Turn our errors into answers: 400 for a wrong request, 503 for a store out of reach."""

    async def answer(request: Request) -> Response:
        try:
            return await handler(request)
        except InputError as error:
            return _error(str(error), 400)
        except StoreError as error:
            return _error(str(error), 503)
        except NewsfiguresError as error:
            _log.exception("%s failed", request.url.path)
            return _error(str(error), 500)

    return answer


def _flag(words: str, name: str) -> bool:
    if words.lower() in ("1", "true", "yes"):
        return True
    if words.lower() in ("0", "false", "no"):
        return False
    raise InputError(f"{name}={words!r} is neither yes nor no. Write {name}=1 or {name}=0.")


def _share(words: str, name: str) -> float:
    try:
        share = float(words)
    except ValueError:
        share = -1.0
    # NaN is no share either: it is neither below nor above anything.
    if not 0 <= share <= 1:
        raise InputError(f"{name}={words!r} is no number from 0 to 1, such as 0.8.")
    return share


def _year(words: str) -> int:
    if not (words.isascii() and words.isdigit() and len(words) == 4):
        raise InputError(f"year={words!r} is no year, such as 2025.")
    return int(words)


def _whole(asked: QueryParams, name: str, usual: int, largest: int) -> int:
    words = asked.get(name, str(usual))
    is_whole = words.isascii() and words.isdigit() and len(words) <= len(str(largest))
    if not is_whole or int(words) > largest:
        raise InputError(f"{name}={words!r} is no whole number from 0 to {largest:,}.")
    return int(words)


# Name in the address -> parameter of queries/export.sql; each may be given several times.
LISTS = {
    "metric": "metrics",
    "name": "names",
    "origin": "origins",
    "status": "statuses",
    "publisher": "publishers",
    "basis": "bases",
}
OTHERS = ("q", "year", "size", "samples", "reviewed", "confidence")
PAGING = ("limit", "offset")


def filters(
    asked: QueryParams, *, paging: bool = False, also: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Return the values for queries/export.sql; InputError for a name that is no filter."""
    known = (*LISTS, *OTHERS, *(PAGING if paging else ()), *also)
    unknown = sorted(set(asked) - set(known))
    if unknown:
        raise InputError(f"There is no filter {', '.join(unknown)}. There are: {', '.join(known)}.")
    values: dict[str, Any] = {to: asked.getlist(name) for name, to in LISTS.items()}
    values["words"] = asked.get("q", "").strip()
    values["years"] = [_year(words) for words in asked.getlist("year")]
    values |= sizes.read(asked.get("size", "")).values
    values["with_samples"] = _flag(asked.get("samples", "1"), "samples")
    values["reviewed_only"] = _flag(asked.get("reviewed", "0"), "reviewed")
    values["least_sure"] = _share(asked.get("confidence", "0"), "confidence")
    return values


async def _rows(
    name: str, values: dict[str, Any], start: int = 0, stop: int | None = None
) -> list[dict[str, Any]]:
    """Return some rows of a query, read in a thread."""
    return await anyio.to_thread.run_sync(
        lambda: export.records(store.shared(), name, values, start, stop)
    )


async def figures_csv(request: Request) -> Response:
    """Answer all figures the filters let through, streamed; `flavour` is data or excel."""
    flavour = request.query_params.get("flavour", "data")
    if flavour not in ("data", "excel"):
        raise InputError(f"flavour={flavour!r} is neither data nor excel.")
    return await _streamed("csv" if flavour == "data" else "excel", request)


async def figures_jsonl(request: Request) -> Response:
    """Answer the same as JSON lines, streamed."""
    return await _streamed("jsonl", request)


async def _streamed(form: str, request: Request) -> Response:
    values = filters(request.query_params, also=("flavour",))
    # The first piece is made before the answer begins, so that a failure is told in words. One
    # that comes later breaks the answer off without its end, which no client takes for a whole.
    pieces = export.pieces(store.shared(), "export", values, export.FLAVOURS[form])
    first = await anyio.to_thread.run_sync(next, pieces)
    return StreamingResponse(
        chain((first,), pieces),
        media_type=f"{export.FORMS[form].media}; charset=utf-8",
        headers={"Content-Disposition": _attached(export.FORMS[form].suffix)},
    )


def _attached(suffix: str) -> str:
    return f'attachment; filename="newsfigures.{suffix}"'


def _made(form: str) -> Handler:
    """Return the handler that answers a form which is known only when it is whole."""

    async def answer(request: Request) -> Response:
        values = filters(request.query_params)
        one = export.FORMS[form]
        folder = await anyio.to_thread.run_sync(tempfile.mkdtemp)
        path = Path(folder) / f"newsfigures.{one.suffix}"

        def leave() -> None:
            shutil.rmtree(folder, ignore_errors=True)

        try:
            made = await anyio.to_thread.run_sync(one.write, store.shared(), values, path)
        except BaseException:
            leave()
            raise
        return FileResponse(
            path,
            media_type=one.media,
            filename=path.name,
            headers={"X-Rows": str(made.rows), "X-SHA256": made.sha256},
            background=BackgroundTask(leave),
        )

    return answer


async def manifest(request: Request) -> Response:
    """Answer how many rows and bytes the Data CSV of these filters has, and its SHA-256."""
    values = filters(request.query_params)
    made = await anyio.to_thread.run_sync(export.measured, store.shared(), values)
    return JSONResponse(export.manifest(values, made))


async def figures_json(request: Request) -> Response:
    """Answer one page of figures; `next` is the address of the page after it, null at the end."""
    asked = request.query_params
    values = filters(asked, paging=True)
    limit = max(1, _whole(asked, "limit", PAGE, LARGEST_PAGE))
    offset = _whole(asked, "offset", 0, 100_000_000)
    rows = await _rows("export", values, offset, offset + limit + 1)
    more = len(rows) > limit
    following = str(request.url.include_query_params(offset=offset + limit)) if more else None
    return JSONResponse({"figures": rows[:limit], "next": following})


async def figure(request: Request) -> Response:
    """Answer one figure with its evidence, 404 when there is none of that id."""
    claim_id = request.path_params["claim_id"]
    rows = await _rows("claim_by_id", {"claim_id": claim_id}, 0, 1)
    if not rows:
        return _error(f"There is no figure {claim_id!r}. It may have left with its article.", 404)
    return JSONResponse(rows[0])


async def articles(request: Request) -> Response:
    """Answer every article, without its text."""
    rows = await _rows("articles", {})
    return JSONResponse({"articles": rows})


async def healthz(request: Request) -> Response:
    """Say that the process answers."""
    return JSONResponse({"status": "ok", "version": __version__})


async def readyz(request: Request) -> Response:
    """Say whether the store can be read: 200, else 503 with the reason in words."""
    counts = await anyio.to_thread.run_sync(lambda: store.shared().counts())
    return JSONResponse({"status": "ready", **counts})


def routes() -> list[Route]:
    """Return the routes that stand beside the pages."""
    table = {
        "/healthz": healthz,
        "/readyz": readyz,
        f"{API}/figures.csv": figures_csv,
        f"{API}/figures.json": figures_json,
        f"{API}/figures.jsonl": figures_jsonl,
        f"{API}/figures.parquet": _made("parquet"),
        f"{API}/figures.xlsx": _made("xlsx"),
        f"{API}/figures.zip": _made("zip"),
        f"{API}/figures.manifest.json": manifest,
        f"{API}/figures/{{claim_id}}": figure,
        f"{API}/articles": articles,
    }
    return [Route(path, _told(handler), methods=["GET"]) for path, handler in table.items()]


def middleware() -> list[Middleware]:
    """Return what every answer passes through, the pages' too."""
    return [Middleware(SecurityHeaders)]
