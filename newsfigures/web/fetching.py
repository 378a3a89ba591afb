"""One page fetched: step by step, each redirect checked like the first address."""

import http.client
import ssl
import threading
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import urljoin

from urllib3.exceptions import DecodeError, HTTPError
from urllib3.response import BaseHTTPResponse

from newsfigures import __version__
from newsfigures.errors import TooLargeError, WebError
from newsfigures.reading import MAX_FILE_BYTES
from newsfigures.web import places
from newsfigures.web.allowance import Allowance, allowance
from newsfigures.web.pinned import Deadline, connection
from newsfigures.web.places import Machine, Place, Resolve

# From the first look-up to the last byte, all redirects with it.
SECONDS = 20.0
MOST_REDIRECTS = 5
# Of the addresses a name has, so many are tried.
MOST_MACHINES = 3
_PIECE = 65_536
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BROKEN = (HTTPError, OSError, http.client.HTTPException)
_SAVE = "Open it in a browser, save the page and add the file."
_HEADS = {
    "User-Agent": f"newsfigures/{__version__}",
    "Accept": "text/html, application/xhtml+xml, application/pdf, text/*;q=0.9, */*;q=0.5",
    "Accept-Language": "en",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an address gave; `address` is where it was in the end, after all redirects."""

    data: bytes
    address: str


def _looked_up(resolve: Resolve, deadline: Deadline) -> Resolve:
    """Return `resolve` held to the time that is left; the system's own look-up knows no limit."""

    def within(host: str, port: int) -> list[str]:
        found: list[list[str]] = []
        failed: list[Exception] = []

        def work() -> None:
            try:
                found.append(list(resolve(host, port)))
            except (OSError, UnicodeError) as error:
                failed.append(error)

        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        thread.join(deadline.left)
        if failed:
            raise failed[0]
        if not found:
            raise TimeoutError
        return found[0]

    return within


def _body(answer: BaseHTTPResponse, place: Place, most: int) -> bytes:
    """Return what comes, unpacked; TooLargeError as soon as it is more than is read."""
    told = answer.headers.get("content-length", "")
    size = int(told) if told.isdecimal() and len(told) < 20 else 0
    pieces: list[bytes] = []
    seen = 0
    if size <= most:
        for piece in answer.stream(_PIECE, decode_content=True):
            pieces.append(piece)
            seen += len(piece)
            if seen > most:
                break
    if max(size, seen) > most:
        raise TooLargeError(
            f"“{place}” gives more than {most / 1e6:,.0f} MB, the most that is read. {_SAVE}"
        )
    return b"".join(pieces)


_MEANT = {
    401: "wants a log-in",
    402: "wants to be paid",
    403: "gives this page to no program",
    404: "has no such page",
    410: "has no such page any more",
    429: "wants to be asked less often",
    451: "may not give this page",
}


def _refused(place: Place, status: int) -> WebError:
    said = _MEANT.get(status, "has a fault" if status >= 500 else "gives no page")
    remedy = "Check the address." if status in (404, 410) else _SAVE
    return WebError(f"“{place.host}” {said} (it answered {status}). {remedy}")


def _ask(place: Place, machine: Machine, deadline: Deadline, most: int) -> bytes | str:
    """Return what one machine gives: the bytes of a page, or the address it sends on to."""
    with closing(connection(place, machine, deadline)) as asked:
        asked.request("GET", place.target, headers=_HEADS, preload_content=False)
        with closing(asked.getresponse()) as answer:
            onward = answer.headers.get("location")
            if answer.status in _REDIRECTS and onward:
                return onward
            if answer.status != 200:
                raise _refused(place, answer.status)
            return _body(answer, place, most)


def _first_that_answers(
    place: Place, found: list[Machine], deadline: Deadline, most: int
) -> bytes | str:
    """Return what the first of a place's machines gives that can be reached."""
    *others, last = found[:MOST_MACHINES]
    for machine in others:
        try:
            return _ask(place, machine, deadline, most)
        except _BROKEN:
            if not deadline.left:
                raise
    return _ask(place, last, deadline, most)


def _why(place: Place, error: Exception | None, deadline: Deadline) -> WebError:
    """Return in words what became of a connection."""
    host = f"“{place.host}”"
    if not deadline.left:
        return WebError(
            f"{host} took more than {deadline.seconds:.0f} seconds; we stopped. {_SAVE}"
        )
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return WebError(
                f"The certificate of {host} is not right, so nobody knows who answers. {_SAVE}"
            )
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, DecodeError):
        return WebError(f"{host} gives a page packed wrongly. {_SAVE}")
    return WebError(f"{host} cannot be reached, or broke off its answer. Try again later. {_SAVE}")


def _step(
    place: Place, allowed: Allowance, resolve: Resolve, deadline: Deadline, most: int
) -> bytes | str:
    """Return the page at a place, or the address it sends on to; checked before it is asked."""
    try:
        found = places.machines(place, allowed, _looked_up(resolve, deadline))
        gave = _first_that_answers(place, found, deadline, most)
    except _BROKEN as error:
        raise _why(place, error, deadline) from error
    if not deadline.left:
        # A connection that was cut looks like one that ended.
        raise _why(place, None, deadline)
    return gave


def fetch(
    address: str,
    *,
    allowed: Allowance | None = None,
    resolve: Resolve = places.resolved,
    seconds: float = SECONDS,
    most: int = MAX_FILE_BYTES,
) -> Fetched:
    """
    Return what an address gives; None for `allowed` asks the operator's setting.

    Raises WebError with what is wrong and what to do, TooLargeError for more than `most` bytes.
    """
    permitted = allowance() if allowed is None else allowed
    before, leads_to = "", address
    with Deadline(seconds) as deadline:
        for _ in range(MOST_REDIRECTS + 1):
            try:
                place = places.read(leads_to)
                gave = _step(place, permitted, resolve, deadline, most)
            except WebError as error:
                raise WebError(f"{before}{error}") from error
            if isinstance(gave, bytes):
                return Fetched(data=gave, address=str(place))
            before = f"“{place.host}” sends on to another address. "
            try:
                leads_to = urljoin(str(place), gave)
            except ValueError:
                leads_to = gave  # told as what it is, by the next step
    raise WebError(
        f"“{address}” leads on more than {MOST_REDIRECTS} times, as addresses do that lead in a "
        f"circle. {_SAVE}"
    )
