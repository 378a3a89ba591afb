"""
Routes beside the pages: health, figures as CSV and JSON, one figure, the articles.

They only read, and answer from the store that the pages use. Errors are JSON with words:
`{"error": "…"}`. Work with the store runs in threads, so that no page waits for it.
"""

import csv
import io
import logging
from collections.abc import Awaitable, Callable, Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

import anyio.to_thread
from starlette.datastructures import MutableHeaders, QueryParams
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from newsfigures import __version__, queries, store
from newsfigures.errors import InputError, NewsfiguresError, StoreError

API = "/api/v1"
# Rows fetched and written at a time: large enough to be fast, small enough to stream.
BLOCK = 2_000
PAGE, LARGEST_PAGE = 100, 1_000

_log = logging.getLogger(__name__)

Row = tuple[Any, ...]
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


def _plain(value: Any) -> Any:
    """Return a value of the store as JSON takes it."""
    return value.isoformat() if isinstance(value, date | datetime) else value


def _cell(value: Any) -> Any:
    """
    Return a value as it stands in a CSV.

    Text that a spreadsheet would run as a formula gets an apostrophe before it; numbers and
    amounts (`-$589 billion`) stay as they are.
    """
    if isinstance(value, list):
        return "; ".join(map(str, value))
    if isinstance(value, str) and value[:1] in ("=", "@", "\t", "\r"):
        return "'" + value
    if isinstance(value, str) and value[:1] in ("+", "-") and value[1:2].isalpha():
        return "'" + value
    return _plain(value)


def csv_blocks(columns: Iterable[str], blocks: Iterable[list[Row]]) -> Iterator[str]:
    """Yield a CSV in pieces: the header with the first rows, then block after block."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    for block in blocks:
        writer.writerows([_cell(value) for value in row] for row in block)
        yield out.getvalue()
        out.seek(0)
        out.truncate()
    if rest := out.getvalue():
        yield rest
