"""
What is refused before anything looks at it, at the pages' addresses as at ours.

A request that calls us by a name that is not ours (a site whose name was made to lead to this
machine), one that a page of another site sends in a visitor's browser and that would change
something, and more bytes than we read at once.
"""

import ipaddress
import os
import re
from collections.abc import Iterable

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket

from newsfigures.http.answers import error
from newsfigures.http.origins import ELSEWHERE, is_from_elsewhere
from newsfigures.reading import MAX_FILE_BYTES

# Names, with commas between them, that this server is called by besides this machine's own.
SETTING = "NEWSFIGURES_HOSTS"
_OWN = "localhost"
# A name or an IPv4 address, or an IPv6 address in brackets; a port.
_HOST = re.compile(r"(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9_.-]+)(?::[0-9]{1,5})?")
# Bytes of a request's headers, their names included: sixteen times what browsers send.
MOST_HEADERS = 32_000
# Bytes of a request's body: a file, and what a form adds to it.
MOST_BODY = MAX_FILE_BYTES + 2_000_000
_READING = ("GET", "HEAD", "OPTIONS")


def named(setting: str) -> frozenset[str]:
    """
    Return the names of a setting, in lower case; `*.` before one stands for all names below it.

        >>> sorted(named("Figures.example.org, *.corp.example,"))
        ['*.corp.example', 'figures.example.org']
    """
    return frozenset(filter(None, (one.strip().lower().rstrip(".") for one in setting.split(","))))


def is_ours(host: str, names: Iterable[str]) -> bool:
    """
    Say whether a Host header names this server.

        >>> is_ours("127.0.0.1:8501", ()), is_ours("[::1]", ()), is_ours("evil.example", ())
        (True, True, False)
        >>> is_ours("a.corp.example:80", ["*.corp.example"])
        True
    """
    found = _HOST.fullmatch(host)
    if found is None:
        return False
    name = found[1].lower().rstrip(".")
    if name == _OWN or _is_loopback(name.strip("[]")):
        return True
    return any(
        name.endswith(one[1:]) if one.startswith("*.") else one in (name, "*") for one in names
    )


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _too_long(headers: Headers) -> bool:
    try:
        return int(headers.get("content-length", "0")) > MOST_BODY
    except ValueError:
        return True


def refusal(scope: Scope) -> tuple[str, int] | None:
    """Return why a request is not let in, in words and as a status; None for one that is."""
    headers = Headers(scope=scope)
    if sum(len(name) + len(value) for name, value in headers.raw) > MOST_HEADERS:
        return f"The request's headers are more than {MOST_HEADERS:,} bytes. Send fewer.", 431
    hosts = headers.getlist("host")
    if len(hosts) != 1 or not is_ours(hosts[0], named(os.environ.get(SETTING, ""))):
        return (
            "This server does not go by the name it was called by. Open it as 127.0.0.1 or "
            f"localhost; whoever runs it adds other names by the setting {SETTING} "
            "(docs/security.md).",
            421,
        )
    changes = scope["type"] == "websocket" or scope["method"] not in _READING
    if changes and is_from_elsewhere(headers):
        return ELSEWHERE, 403
    if _too_long(headers):
        return f"A file may be {MAX_FILE_BYTES / 1e6:,.0f} MB. Split it.", 413
    return None


class Admission:
    """Let in what is meant for this server; others get an answer that says why not."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on or refuse it."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        refused = refusal(scope)
        if refused is None:
            # For the policy in the head of the answer (headers.py), now that it is a name of ours.
            scope.setdefault("state", {})["host"] = Headers(scope=scope)["host"]
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await WebSocket(scope, receive, send).send_denial_response(error(*refused))
        else:
            await error(*refused)(scope, receive, send)
