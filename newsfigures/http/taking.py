"""
One file into the store: `POST /api/v1/articles`, as the raw body, as a form, or as the address of
a page that is fetched.
"""

from dataclasses import replace
from datetime import date
from typing import Any

import anyio
import anyio.to_thread
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Message

from newsfigures import intake, store
from newsfigures.errors import InputError
from newsfigures.http.answers import error
from newsfigures.reading import MAX_FILE_BYTES
from newsfigures.records import result_record
from newsfigures.web.allowance import allowance

# What a form adds to a file: its boundaries and the other fields.
_AROUND = 100_000
# What may be said of a file: in the address beside a raw body, as fields of a form.
GIVEN = ("name", "title", "published", "publisher", "url")
# The address of a page to fetch, in the place of a file.
FETCH = "fetch"
# One after the other, so that pages stay quick while many files come in; pages that are fetched
# in a line of their own, since their sites may be slow. By whether anything is fetched.
_lines: dict[bool, anyio.CapacityLimiter] = {}


class _TooMuchError(Exception):
    """More bytes than are taken at once."""


def _held(request: Request, most: int) -> Request:
    """Return the request with a body that may not grow beyond `most` bytes."""
    seen = 0

    async def receive() -> Message:
        nonlocal seen
        message = await request.receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise _TooMuchError
        return message

    return Request(request.scope, receive)


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words) if words else None
    except ValueError as wrong:
        raise InputError(
            f"published={words!r} is no date; write year, month and day, such as 2025-01-27."
        ) from wrong


def _known(said: dict[str, str]) -> dict[str, str]:
    """Return what is said of a file; raise InputError where something else is said."""
    if unknown := sorted(set(said) - set(GIVEN)):
        there = ", ".join((*GIVEN, FETCH))
        raise InputError(f"There is no {', '.join(unknown)}. There are: {there}.")
    return said


def _file(data: bytes, said: dict[str, str]) -> intake.File:
    _known(said)
    if not said.get("name"):
        raise InputError("Give the file's name, such as name=article.txt.")
    return _said_of(intake.File(name=said["name"], data=data), said)


def _said_of(file: intake.File, said: dict[str, str]) -> intake.File:
    """Return a file with what was said of it."""
    return replace(
        file,
        published=_day(said.get("published", "")),
        title=said.get("title") or None,
        publisher=said.get("publisher") or None,
        url=said.get("url") or None,
    )


async def _from_form(request: Request) -> intake.File:
    said: dict[str, str] = dict(request.query_params)
    files: list[UploadFile] = []
    try:
        async with request.form(max_files=1, max_fields=len(GIVEN)) as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    files.append(value)
                else:
                    said[name] = value
            if len(files) != 1:
                raise InputError("Send one file in the form, as a field of its own.")
            data = await files[0].read()
            said.setdefault("name", files[0].filename or "")
    except HTTPException as wrong:
        raise InputError(f"The form cannot be read: {wrong.detail}") from wrong
    return _file(data, said)


async def _handed_in(request: Request) -> intake.File:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        return await _from_form(_held(request, MAX_FILE_BYTES + _AROUND))
    body = await _held(request, MAX_FILE_BYTES).body()
    said = dict(request.query_params)
    address = said.pop(FETCH, "")
    return _page(address, body, said) if address else _file(body, said)


def _page(address: str, body: bytes, said: dict[str, str]) -> intake.File:
    """Return what is to be fetched; raises WebError at once where nothing may be."""
    allowance()
    if body:
        raise InputError("Send a file, or the address of a page to fetch; not both.")
    file = intake.File(name=address, data=b"", is_address=True)
    return _said_of(file, _known(said))


def _status(rows: list[dict[str, Any]]) -> int:
    """Return 201 when anything was added, 422 when all was refused, else 200."""
    kinds = {row["status"] for row in rows}
    if "added" in kinds:
        return 201
    return 422 if kinds == {"refused"} else 200


async def take(request: Request) -> Response:
    """Answer what became of one file: a row for each article in it, as `ingest --json` says it."""
    try:
        file = await _handed_in(request)
    except _TooMuchError:
        return error(f"A file may be {MAX_FILE_BYTES / 1e6:,.0f} MB. Split it.", 413)

    def work() -> list[intake.Result]:
        return intake.take_many(store.shared(), [file])

    line = _lines.setdefault(file.is_address, anyio.CapacityLimiter(1))
    found = await anyio.to_thread.run_sync(work, limiter=line)
    rows = [result_record(each) for each in found]
    return JSONResponse({"results": rows}, status_code=_status(rows))
