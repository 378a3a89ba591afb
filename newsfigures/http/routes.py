"""The addresses as routes: methods, ETags, limits and errors, the same for all of them."""

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from newsfigures.http import state
from newsfigures.http.address import Address
from newsfigures.http.addresses import ADDRESSES, API
from newsfigures.http.answers import Handler, error, told
from newsfigures.http.guard import guarded

# Bytes of an address after its `?`: hundreds of names fit, and servers before us cut there.
LONGEST = 16_000
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")


def _limited(handler: Handler) -> Handler:
    async def answer(request: Request) -> Response:
        if len(request.scope["query_string"]) > LONGEST:
            return error(f"The address is longer than {LONGEST:,} bytes. Ask for less.", 414)
        return await handler(request)

    return answer


def _kept(handler: Handler) -> Handler:
    """Answer 304 to who has what is in the store now; its state is told by ETag."""

    async def answer(request: Request) -> Response:
        # Before the rows are read: what is written meanwhile makes the tag too old, never too new.
        asked = request.query_params.get("snapshot", "")
        tag = (await anyio.to_thread.run_sync(state.of, asked)).tag
        known = [one.strip() for one in request.headers.get("if-none-match", "").split(",")]
        head = {"ETag": tag, "Cache-Control": "private, no-cache"}
        if tag in known:
            return Response(status_code=304, headers=head)
        found = await handler(request)
        if found.status_code == 200:
            found.headers.update(head)
        return found

    return answer


def _route(address: Address) -> Route:
    handler = _kept(address.handler) if address.keeps else address.handler
    return Route(
        address.path, told(_limited(guarded(address.action, handler))), methods=[address.method]
    )


def allowed(path: str) -> list[str]:
    """Return the methods that an address takes, in the order of METHODS."""
    taken = {one.method for one in ADDRESSES if one.path == path} | {"OPTIONS"}
    return [one for one in METHODS if one in taken or (one == "HEAD" and "GET" in taken)]


def _others(path: str) -> Route:
    """Return the route of the methods that an address does not take, and of OPTIONS."""
    there = ", ".join(allowed(path))

    async def answer(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": there})
        refused = error(f"This address takes no {request.method}. It takes: {there}.", 405)
        refused.headers["Allow"] = there
        return refused

    rest = [one for one in METHODS if one not in allowed(path)]
    return Route(path, answer, methods=[*rest, "OPTIONS"])


async def _nowhere(request: Request) -> Response:
    return error(
        f"There is no address {request.url.path}. {API}/openapi.json lists all there are.", 404
    )


def routes() -> list[Route]:
    """Return the routes that stand beside the pages."""
    paths = dict.fromkeys(one.path for one in ADDRESSES)
    return [
        *map(_route, ADDRESSES),
        *map(_others, paths),
        Route("/api/{rest:path}", _nowhere, methods=list(METHODS)),
    ]
