"""Errors as answers: JSON with words, `{"error": "…"}`."""

import logging
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from newsfigures.errors import (
    InputError,
    NewsfiguresError,
    RefusedError,
    StoreError,
    UnknownSnapshotError,
)

_log = logging.getLogger(__name__)

Handler = Callable[[Request], Awaitable[Response]]


def error(words: str, status: int) -> JSONResponse:
    """Return an answer that says in words what is wrong."""
    return JSONResponse({"error": words}, status_code=status)


def told(handler: Handler) -> Handler:
    """
    Turn our errors into answers.

    400 for a wrong request, 403 for who may not, 404 for no such snapshot, 503 for a store out of
    reach.
    """

    async def answer(request: Request) -> Response:
        try:
            return await handler(request)
        except InputError as wrong:
            return error(str(wrong), 400)
        except UnknownSnapshotError as wrong:
            return error(str(wrong), 404)
        except RefusedError as wrong:
            return error(str(wrong), 403)
        except StoreError as wrong:
            return error(str(wrong), 503)
        except NewsfiguresError as wrong:
            _log.exception("%s failed", request.url.path)
            return error(str(wrong), 500)

    return answer
