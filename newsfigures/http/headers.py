"""What every answer passes through, the pages' too: the headers that keep a browser careful."""

from collections.abc import Iterable

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from newsfigures import scripts

# Nothing of what a page could ask of a visitor's machine is asked; texts are copied, charts shown
# on the whole screen.
_UNUSED = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture",
    "encrypted-media", "gamepad", "geolocation", "gyroscope", "hid", "identity-credentials-get",
    "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment",
    "publickey-credentials-get", "screen-wake-lock", "serial", "storage-access", "usb",
    "window-management", "xr-spatial-tracking",
)  # fmt: skip
HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Permissions-Policy", ", ".join(f"{name}=()" for name in _UNUSED)),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)


def policy(host: str, digests: Iterable[str]) -> str:
    """
    Return what a page may load and run, as a Content-Security-Policy.

    Of scripts that stand in a page only those with one of `digests` (scripts.digest) run; `blob:`
    is how Streamlit runs a component's. Styles stand in the page, since Streamlit and Plotly write
    them there. `host`, as the request names it, '' for none: not every browser takes 'self' for
    the websocket too.
    """
    sockets = f" ws://{host} wss://{host}" if host else ""
    parts = {
        "default-src": "'none'",
        "base-uri": "'none'",
        "connect-src": f"'self'{sockets}",
        "font-src": "'self' data:",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "img-src": "'self' data: blob:",
        "script-src": " ".join(["'self'", "blob:", *digests]),
        "style-src": "'self' 'unsafe-inline'",
    }
    return "; ".join(f"{name} {said}" for name, said in parts.items())


class SecurityHeaders:
    """
    Tell browsers what a page of ours may do, and what other pages may do with it.

    `inline` are scripts of others than us that stand in our pages, without their tags. A host is
    taken over into the policy as it is: it was checked before (hosts.py).
    """

    def __init__(self, app: ASGIApp, inline: Iterable[str] = ()) -> None:
        self.app = app
        self._digests = [*scripts.digests(), *map(scripts.digest, inline)]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; add to the head of its answer what is not there yet."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS:
                    headers.setdefault(name, value)
                host = scope.get("state", {}).get("host", "")
                headers.setdefault("Content-Security-Policy", policy(host, self._digests))
            await send(message)

        await self.app(scope, receive, send_with_headers)
