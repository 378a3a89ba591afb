"""A connection to an address that was checked, cut when its time is over."""

import socket
import threading
import time
from contextlib import suppress
from ssl import SSLContext, create_default_context
from types import TracebackType
from typing import Any, Self

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import NewConnectionError

from newsfigures.web.places import Machine, Place

# For one step of a connection: to be made, to give the next bytes.
STEP = 10.0


class Deadline:
    """
    A moment after which every connection held by it is cut, whatever is waited for.

    A limit for each step alone would let a server give a byte now and then, for ever.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds
        self._held: list[socket.socket] = []
        self._lock = threading.Lock()
        self._clock = threading.Timer(seconds, self._cut)
        self._clock.daemon = True

    def __enter__(self) -> Self:
        self._clock.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._clock.cancel()
        with self._lock:
            for each in self._held:
                each.close()
            self._held = []

    @property
    def left(self) -> float:
        """Return the seconds that are left, 0 for none."""
        return max(0.0, self._end - time.monotonic())

    def hold(self, made: socket.socket) -> None:
        """Cut this connection at the moment; it may be wrapped in TLS meanwhile."""
        twin = made.dup()
        with self._lock:
            self._held.append(twin)
        if not self.left:
            self._cut()

    def _cut(self) -> None:
        with self._lock:
            for each in self._held:
                with suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)


class _Pinned:
    """Connects to `machine`, whatever the host is called; name and certificate stay the host's."""

    machine: Machine
    deadline: Deadline
    port: int

    def _new_conn(self) -> socket.socket:
        try:
            made = socket.create_connection(
                (str(self.machine), self.port), timeout=min(STEP, self.deadline.left) or 0.001
            )
        except OSError as error:
            raise NewConnectionError(self, str(error)) from error  # type: ignore[arg-type]
        self.deadline.hold(made)
        return made


class _Plain(_Pinned, HTTPConnection):
    pass


class _Secure(_Pinned, HTTPSConnection):
    pass


def _trust() -> SSLContext:
    """Return what the system trusts; certificates are always checked."""
    return create_default_context()


def connection(place: Place, machine: Machine, deadline: Deadline) -> HTTPConnection:
    """Return a connection to a machine for a place, not made yet; knows no proxy."""
    said: dict[str, Any] = {"host": place.host, "port": place.port, "timeout": STEP}
    made: _Plain | _Secure
    made = _Secure(**said, ssl_context=_trust()) if place.scheme == "https" else _Plain(**said)
    made.machine, made.deadline = machine, deadline
    return made
