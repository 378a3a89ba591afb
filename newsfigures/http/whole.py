"""The store as a whole, for whoever knows the token: a backup, an archive, whether it is sound."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import anyio.to_thread
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response

from newsfigures import store
from newsfigures.whole import archive, copies, soundness


async def _file(name: str, media: str, make: Callable[[Path], dict[str, str]]) -> Response:
    """Answer a file that is made for it and left by nobody; `make` returns its headers."""
    folder = await anyio.to_thread.run_sync(tempfile.mkdtemp)

    def leave() -> None:
        shutil.rmtree(folder, ignore_errors=True)

    path = Path(folder) / name
    try:
        heads = await anyio.to_thread.run_sync(make, path)
    except BaseException:
        leave()
        raise
    return FileResponse(
        path, media_type=media, filename=name, headers=heads, background=BackgroundTask(leave)
    )


async def backup(request: Request) -> Response:
    """Answer a copy of the store's file, compared with the store."""

    def make(path: Path) -> dict[str, str]:
        made = copies.back_up(store.shared(), path)
        return {"X-SHA256": made.sha256, "X-Digest": made.digest}

    return await _file("newsfigures.duckdb", "application/vnd.duckdb", make)


async def everything(request: Request) -> Response:
    """Answer everything in the store as a zip of JSON lines."""

    def make(path: Path) -> dict[str, str]:
        return {"X-Digest": archive.write(store.shared(), path).digest}

    return await _file("newsfigures.zip", "application/zip", make)


async def check(request: Request) -> Response:
    """Answer what is in the store and what in it does not fit the rest."""

    def look() -> dict[str, object]:
        opened = store.shared()
        return {
            "store": str(opened.place),
            "schema": opened.schema_version(),
            "counts": opened.counts(),
            "findings": [asdict(one) for one in soundness.check(opened)],
        }

    return JSONResponse(await anyio.to_thread.run_sync(look))
