"""Snapshots over HTTP: made, listed, told, compared, deleted."""

from typing import Any

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from newsfigures import snapshots, store
from newsfigures.errors import SnapshotError
from newsfigures.http import asking
from newsfigures.http.asking import Asked


def _words(name: str, says: str, example: str) -> Asked:
    return Asked(name=name, says=says, example=example, read=str, schema={"type": "string"})


WHO = _words("who", "Under which name it is kept.", "Ada")
NOTE = _words("note", "What it is for.", "quarterly report")
TO = _words("to", "The id of the other snapshot; today's figures without it.", "0123456789ab")


async def make(request: Request) -> Response:
    """Keep the figures as they stand now; the snapshot there is, where they are the same."""
    found = asking.values(request.query_params, (WHO, NOTE))

    def work() -> dict[str, Any]:
        made = snapshots.make(store.shared(), who=found["who"], note=found["note"])
        return made.record

    return JSONResponse(await anyio.to_thread.run_sync(work), status_code=201)


async def listed(request: Request) -> Response:
    """Answer all snapshots, newest first; of damaged ones what is wrong with them."""
    asking.values(request.query_params, ())
    there = await anyio.to_thread.run_sync(lambda: snapshots.listed(store.shared()))
    return JSONResponse(
        {
            "snapshots": [one.record for one in there if isinstance(one, snapshots.Snapshot)],
            "damaged": [str(one) for one in there if isinstance(one, SnapshotError)],
        }
    )


async def one(request: Request) -> Response:
    """Answer what is kept of one snapshot, after its file was found to be whole."""
    asking.values(request.query_params, ())
    name = request.path_params["snapshot"]

    def work() -> dict[str, Any]:
        snapshots.opened(store.shared(), name)
        return snapshots.look(store.shared(), name).record

    return JSONResponse(await anyio.to_thread.run_sync(work))


async def changes(request: Request) -> Response:
    """Answer as CSV what differs between a snapshot and another, or today's figures."""
    other = asking.values(request.query_params, (TO,))["to"]
    name = request.path_params["snapshot"]
    text = await anyio.to_thread.run_sync(
        lambda: snapshots.csv(snapshots.versus(store.shared(), name, other))
    )
    named = f'attachment; filename="newsfigures_{name}_{other or "today"}.csv"'
    return Response(text, media_type="text/csv", headers={"Content-Disposition": named})


async def remove(request: Request) -> Response:
    """Delete a snapshot for good."""
    asking.values(request.query_params, ())
    name = request.path_params["snapshot"]
    gone = await anyio.to_thread.run_sync(lambda: snapshots.remove(store.shared(), name))
    return JSONResponse(gone.record)
