"""Figures in every form of a download, a page at a time, and one by its id."""

import shutil
import tempfile
from itertools import chain
from pathlib import Path
from typing import Any

import anyio.to_thread
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse

from newsfigures import export, store
from newsfigures.errors import InputError
from newsfigures.http import answers, asking

PAGE, LARGEST_PAGE = 100, 1_000


async def rows_of(
    name: str, values: dict[str, Any], start: int = 0, stop: int | None = None
) -> list[dict[str, Any]]:
    """Return some rows of a query, read in a thread."""
    return await anyio.to_thread.run_sync(
        lambda: export.records(store.shared(), name, values, start, stop)
    )


async def figures_csv(request: Request) -> Response:
    """Answer all figures the filters let through, streamed; `flavour` is data or excel."""
    flavour = request.query_params.get("flavour", "data")
    if flavour not in ("data", "excel"):
        raise InputError(f"flavour={flavour!r} is neither data nor excel.")
    return await _streamed("csv" if flavour == "data" else "excel", request)


async def figures_jsonl(request: Request) -> Response:
    """Answer the same as JSON lines, streamed."""
    return await _streamed("jsonl", request)


async def _streamed(form: str, request: Request) -> Response:
    values = asking.filters(request.query_params, also=("flavour",))
    # The first piece is made before the answer begins, so that a failure is told in words. One
    # that comes later breaks the answer off without its end, which no client takes for a whole.
    pieces = export.pieces(store.shared(), "export", values, export.FLAVOURS[form])
    first = await anyio.to_thread.run_sync(next, pieces)
    return StreamingResponse(
        chain((first,), pieces),
        media_type=f"{export.FORMS[form].media}; charset=utf-8",
        headers={"Content-Disposition": _attached(export.FORMS[form].suffix)},
    )


def _attached(suffix: str) -> str:
    return f'attachment; filename="newsfigures.{suffix}"'


def made(form: str) -> answers.Handler:
    """Return the handler that answers a form which is known only when it is whole."""

    async def answer(request: Request) -> Response:
        values = asking.filters(request.query_params)
        one = export.FORMS[form]
        folder = await anyio.to_thread.run_sync(tempfile.mkdtemp)
        path = Path(folder) / f"newsfigures.{one.suffix}"

        def leave() -> None:
            shutil.rmtree(folder, ignore_errors=True)

        try:
            made = await anyio.to_thread.run_sync(one.write, store.shared(), values, path)
        except BaseException:
            leave()
            raise
        return FileResponse(
            path,
            media_type=one.media,
            filename=path.name,
            headers={"X-Rows": str(made.rows), "X-SHA256": made.sha256},
            background=BackgroundTask(leave),
        )

    return answer


async def manifest(request: Request) -> Response:
    """Answer how many rows and bytes the Data CSV of these filters has, and its SHA-256."""
    values = asking.filters(request.query_params)
    made = await anyio.to_thread.run_sync(export.measured, store.shared(), values)
    return JSONResponse(export.manifest(values, made))


async def figures_json(request: Request) -> Response:
    """Answer one page of figures; `next` is the address of the page after it, null at the end."""
    asked = request.query_params
    values = asking.filters(asked, paging=True)
    limit = max(1, asking.whole(asked, "limit", PAGE, LARGEST_PAGE))
    offset = asking.whole(asked, "offset", 0, 100_000_000)
    rows = await rows_of("export", values, offset, offset + limit + 1)
    more = len(rows) > limit
    following = str(request.url.include_query_params(offset=offset + limit)) if more else None
    return JSONResponse({"figures": rows[:limit], "next": following})


async def figure(request: Request) -> Response:
    """Answer one figure with its evidence, 404 when there is none of that id."""
    claim_id = request.path_params["claim_id"]
    rows = await rows_of("claim_by_id", {"claim_id": claim_id}, 0, 1)
    if not rows:
        return answers.error(
            f"There is no figure {claim_id!r}. It may have left with its article.", 404
        )
    return JSONResponse(rows[0])
