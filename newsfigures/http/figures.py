"""Figures in every form of a download, a page at a time, and one by its id."""

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

import anyio.to_thread
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse

from newsfigures import export
from newsfigures.errors import InputError
from newsfigures.http import answers, asking, state
from newsfigures.store import Store


async def rows_of(name: str, values: dict[str, Any], snapshot: str = "") -> list[dict[str, Any]]:
    """Return the rows of a query, read in a thread; of a snapshot where its id is given."""
    return await anyio.to_thread.run_sync(lambda: export.records(state.of(snapshot), name, values))


async def figures_csv(request: Request) -> Response:
    """Answer all figures the filters let through, streamed; `flavour` is data or excel."""
    found = asking.values(request.query_params, (*asking.OF_FILES, asking.FLAVOUR))
    return await _streamed("csv" if found["flavour"] == "data" else "excel", request, found)


async def figures_jsonl(request: Request) -> Response:
    """Answer the same as JSON lines, streamed."""
    return await _streamed("jsonl", request, asking.values(request.query_params, asking.OF_FILES))


async def _streamed(form: str, request: Request, found: Mapping[str, Any]) -> Response:
    if request.method == "HEAD":
        return _lines(form, (), found["snapshot"])
    opened = await _opened(found)
    # The first piece is made before the answer begins, so that a failure is told in words. One
    # that comes later breaks the answer off without its end, which no client takes for a whole.
    pieces = export.pieces(
        opened, "export", asking.filtered(found), export.FLAVOURS[form],
        only=found["columns"],
    )  # fmt: skip
    first = await anyio.to_thread.run_sync(next, pieces, b"")
    return _lines(form, chain((first,), pieces), opened.snapshot)


async def _opened(found: Mapping[str, Any]) -> Store:
    return await anyio.to_thread.run_sync(state.of, found["snapshot"])


def _lines(form: str, pieces: Iterable[bytes], snapshot: str) -> Response:
    return StreamingResponse(
        pieces,
        media_type=f"{export.FORMS[form].media}; charset=utf-8",
        headers={"Content-Disposition": _attached(export.FORMS[form].suffix, snapshot)},
    )


def _attached(suffix: str, snapshot: str) -> str:
    return f'attachment; filename="{_named(suffix, snapshot)}"'


def _named(suffix: str, snapshot: str) -> str:
    return f"newsfigures_{snapshot}.{suffix}" if snapshot else f"newsfigures.{suffix}"


def made(form: str) -> answers.Handler:
    """Return the handler that answers a form which is known only when it is whole."""

    async def answer(request: Request) -> Response:
        found = asking.values(request.query_params, asking.OF_FILES)
        values, only = asking.filtered(found), found["columns"]
        one = export.FORMS[form]
        if request.method == "HEAD":
            return StreamingResponse(
                iter(()),
                media_type=one.media,
                headers={"Content-Disposition": _attached(one.suffix, found["snapshot"])},
            )
        opened = await _opened(found)
        folder = await anyio.to_thread.run_sync(tempfile.mkdtemp)
        path = Path(folder) / _named(one.suffix, opened.snapshot)

        def leave() -> None:
            shutil.rmtree(folder, ignore_errors=True)

        try:
            whole = await anyio.to_thread.run_sync(one.write, opened, values, path, only)
        except BaseException:
            leave()
            raise
        return FileResponse(
            path,
            media_type=one.media,
            filename=path.name,
            headers={"X-Rows": str(whole.rows), "X-SHA256": whole.sha256},
            background=BackgroundTask(leave),
        )

    return answer


async def manifest(request: Request) -> Response:
    """Answer how many rows and bytes the Data CSV of these filters has, and its SHA-256."""
    found = asking.values(request.query_params, asking.OF_FILES)
    values, only = asking.filtered(found), found["columns"]
    opened = await _opened(found)
    whole = await anyio.to_thread.run_sync(export.measured, opened, values, only)
    return JSONResponse(export.manifest(values, whole, only, opened.snapshot))


async def figures_json(request: Request) -> Response:
    """Answer one page of figures; `next` is the address of the page after it, null at the end."""
    asked = request.query_params
    found = asking.values(asked, (*asking.FILTERS, *asking.PAGING, asking.SNAPSHOT))
    values = asking.filtered(found)
    limit, after, offset = found["limit"], found["after"], found["offset"]
    if after and offset:
        raise InputError("Give after or offset, not both: after says where the page begins.")
    rows = await anyio.to_thread.run_sync(
        lambda: export.page(
            state.of(found["snapshot"]), values, limit + 1, after=after, offset=offset
        )
    )
    following = None
    if len(rows) > limit:
        onward = request.url.remove_query_params(["offset"])
        following = str(onward.include_query_params(after=rows[limit - 1]["claim_id"]))
    return JSONResponse({"figures": rows[:limit], "next": following})


async def figure(request: Request) -> Response:
    """Answer one figure with its evidence, 404 when there is none of that id."""
    snapshot = asking.values(request.query_params, (asking.SNAPSHOT,))["snapshot"]
    claim_id = request.path_params["claim_id"]
    rows = await rows_of("claim_by_id", {"claim_id": claim_id}, snapshot)
    if not rows:
        return answers.error(
            f"There is no figure {claim_id!r}. It may have left with its article.", 404
        )
    return JSONResponse(rows[0])
