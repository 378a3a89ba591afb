"""
Who may write: only whoever knows the word in the note beside the store (holder.py).

A page of another site can make a browser send us a request, but cannot read that word. It is told
by its origin as well, so that a word that has leaked into a browser is of no use there either.
"""

import hmac

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from newsfigures import holder
from newsfigures.http.answers import Handler, error
from newsfigures.http.origins import is_from_elsewhere


def _refusal(headers: Headers) -> JSONResponse | None:
    if is_from_elsewhere(headers):
        return error("This was sent for a page of another site. Only this app may ask that.", 403)
    given = headers.get("authorization", "").encode()
    if not hmac.compare_digest(given, f"Bearer {holder.token()}".encode()):
        answer = error(
            "This needs the token that stands in the note beside the store, a file with the "
            "store's name and .holder at its end: send it as “Authorization: Bearer TOKEN”.",
            401,
        )
        answer.headers["WWW-Authenticate"] = "Bearer"
        return answer
    return None


def guarded(handler: Handler) -> Handler:
    """Let a handler be asked only by whoever may write; 401 or 403 with words for others."""

    async def answer(request: Request) -> Response:
        return _refusal(request.headers) or await handler(request)

    return answer
