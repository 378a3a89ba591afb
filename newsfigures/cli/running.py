"""The running app that holds the store, asked over HTTP for what only the holder can do."""

import http.client
import json
import ssl
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from newsfigures import holder, places
from newsfigures.cli.saying import NOTHING_DONE, complain
from newsfigures.errors import (
    InputError,
    RefusedError,
    StoreBusyError,
    StoreError,
    TooLargeError,
    UnreachableError,
)
from newsfigures.reading import MAX_FILE_BYTES

if TYPE_CHECKING:
    from newsfigures.intake import File
    from newsfigures.places import Place
    from newsfigures.store import Store

# Seconds: for whether anyone is there at all, and for work as long as a large file takes.
_HELLO, _WORK = 5, 900
_PIECE = 1 << 20
_API = "/api/v1"
# Answers that would be the same for any other file.
_NOBODY = (401, 403, 404, 405, 503)


class App:
    """A running app, as the note beside the store names it."""

    def __init__(self, note: holder.Note) -> None:
        self.note = note
        self._at = urlsplit(note.url)

    def _connect(self, timeout: float) -> http.client.HTTPConnection:
        host, port = self._at.hostname or "", self._at.port
        if self._at.scheme == "https":
            trust = ssl.create_default_context()
            if holder.is_here(host):
                # Its certificate is for the name that others know it by; nothing leaves here.
                trust.check_hostname, trust.verify_mode = False, ssl.CERT_NONE
            return http.client.HTTPSConnection(host, port, timeout=timeout, context=trust)
        return http.client.HTTPConnection(host, port, timeout=timeout)

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        *,
        timeout: float = _WORK,
        read: Callable[[http.client.HTTPResponse], Any] = lambda answer: answer.read(),
    ) -> tuple[int, Mapping[str, str], Any]:
        """Send a request; return status, headers and what `read` makes of an answer below 400."""
        line = self._connect(timeout)
        try:
            line.request(
                method,
                self._at.path + path,
                body,
                {"Authorization": f"Bearer {self.note.token}"},
            )
            answer = line.getresponse()
            heads = {name.lower(): value for name, value in answer.getheaders()}
            taken = read(answer) if answer.status < http.client.BAD_REQUEST else answer.read()
            return answer.status, heads, taken
        except (OSError, http.client.HTTPException) as error:
            raise UnreachableError(
                f"The running app at {self.note.url} (process {self.note.pid}) holds the store and "
                f"does not answer ({error or type(error).__name__}). Try again, or stop it first."
            ) from error
        finally:
            line.close()

    def greet(self) -> None:
        """Raise UnreachableError unless the app answers."""
        status, _, said = self.ask("GET", "/healthz", timeout=_HELLO)
        if status != http.client.OK or b'"ok"' not in said:
            raise UnreachableError(
                f"What answers at {self.note.url} is not newsfigures, and the store is held by "
                f"process {self.note.pid}. Stop that program, then try again."
            )

    def send(self, file: "File") -> list[dict[str, Any]]:
        """
        Have the app take a file; return the rows that say what became of it.

        Raises TooLargeError for a file that the app would not take, UnreachableError when it
        takes none.
        """
        if len(file.data) > MAX_FILE_BYTES:
            raise TooLargeError(
                f"“{file.name}” is {len(file.data) / 1e6:,.1f} MB; the running app takes files of "
                f"up to {MAX_FILE_BYTES / 1e6:,.0f} MB. Split it, or stop the app first."
            )
        said = {
            "fetch" if file.is_address else "name": file.name,
            "published": file.published.isoformat() if file.published else "",
            "publisher": file.publisher or "",
        }
        path = f"{_API}/articles?{urlencode(said)}"
        status, _, answer = self.ask("POST", path, file.data)
        told = _json(answer)
        if "results" not in told:
            words = str(told.get("error", f"The app answered {status} and did not say why."))
            if status in _NOBODY:
                raise UnreachableError(words)
            raise InputError(words)
        rows: list[dict[str, Any]] = told["results"]
        return rows

    def fetch(self, path: str, write: Callable[[bytes], object]) -> Mapping[str, str]:
        """Give what the app answers to `write`, piece by piece; return the headers."""

        def pour(answer: http.client.HTTPResponse) -> None:
            while piece := answer.read(_PIECE):
                write(piece)

        status, heads, answer = self.ask("GET", f"{_API}/{path}", read=pour)
        if status != http.client.OK:
            raise StoreError(str(_json(answer).get("error", f"The app answered {status}.")))
        return heads

    def fetch_file(self, path: str, to: Path) -> Mapping[str, str]:
        """Write what the app answers into a file; return the headers."""
        with to.open("wb") as file:
            return self.fetch(path, file.write)

    def told(self, path: str) -> dict[str, Any]:
        """Return what the app answers as JSON."""
        status, _, answer = self.ask("GET", f"{_API}/{path}")
        said = _json(answer)
        if status != http.client.OK:
            raise StoreError(str(said.get("error", f"The app answered {status}.")))
        return said


def _json(answer: bytes) -> dict[str, Any]:
    try:
        told = json.loads(answer)
    except ValueError:
        told = None
    return told if isinstance(told, dict) else {}


def reach(store: "Place", busy: StoreBusyError) -> App:
    """Return the app that holds a store, or raise what tells why it cannot be asked."""
    # A lake is held by nobody; somebody writes to it longer than we wait.
    note = holder.read(store) if isinstance(store, Path) else None
    # Without a note, or with one that an app left which was killed, another program holds it.
    if note is None or (busy.pid is not None and busy.pid != note.pid):
        raise busy
    app = App(note)
    app.greet()
    return app


def with_store_or_app(direct: Callable[["Store"], int], through: Callable[[App], int]) -> int:
    """Work on the store itself, or while the app holds it through the app."""
    from newsfigures import store

    try:
        try:
            opened = store.Store.open()
        except StoreBusyError as busy:
            return through(reach(places.default(), busy))
        with opened:
            return direct(opened)
    except (StoreError, RefusedError, UnreachableError) as error:
        complain(error)
        return NOTHING_DONE
