"""All addresses in one table: what is asked, who answers, and what may come back."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from newsfigures.access import Action
from newsfigures.http import asking, description, figures, keeping, others, taking, whole
from newsfigures.http.address import Address
from newsfigures.http.answers import Handler
from newsfigures.http.asking import Asked

API = "/api/v1"


_JSON = "application/json"
_DIGEST = {"X-Rows": "How many figures are in the file.", "X-SHA256": "SHA-256 of its bytes."}
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _figures(form: str, media: str, handler: Handler, says: str, **more: Any) -> Address:
    given: dict[str, Any] = {
        "asks": asking.OF_FILES,
        "gives": {media: ""},
        "errors": (400, 404, 503),
        **more,
    }
    return Address(path=f"{API}/figures.{form}", handler=handler, says=says, action=Action.READ,
                   **given)  # fmt: skip


def _whole(
    path: str, media: str, handler: Handler, action: Action, says: str, **more: Any
) -> Address:
    given: dict[str, Any] = {"gives": {media: ""}, "errors": (401, 403, 503), **more}
    return Address(path=f"{API}/{path}", handler=handler, says=says,
                   action=action, is_stable=False, **given)  # fmt: skip


def _name(one: str, says: str, example: str) -> Asked:
    return Asked(name=one, says=says, example=example, read=str, schema={"type": "string"})


_FILE = (
    _name("name", "The file's name; its ending says what it is.", "article.txt"),
    _name("title", "The title, where it is not the file's own.", "A title"),
    _name("published", "The day of publication, where the file does not say it.", "2025-01-27"),
    _name("publisher", "Who published it.", "Reuters"),
    _name("url", "Where it was published.", "https://example.com/article"),
    _name(
        "fetch",
        "A page of the web to fetch in the place of a file; only where the operator "
        "allows it (NEWSFIGURES_WEB).",
        "https://example.com/article",
    ),
)


async def _openapi(request: Request) -> Response:
    """Answer the description of all addresses."""
    asking.values(request.query_params, ())
    return JSONResponse(description.openapi(ADDRESSES))


ADDRESSES: tuple[Address, ...] = (
    Address(path="/healthz", handler=others.healthz, action=Action.HEALTH,
            says="Whether the process answers.", gives={_JSON: "Health"}, errors=(400,)),
    Address(path="/readyz", handler=others.readyz, action=Action.HEALTH,
            says="Whether the store can be read.", gives={_JSON: "Ready"}),
    _figures("csv", "text/csv", figures.figures_csv,
             "All figures with evidence and sources as CSV, streamed.",
             asks=(*asking.OF_FILES, asking.FLAVOUR), keeps=True),
    _figures("json", _JSON, figures.figures_json, "The same, a page at a time.",
             asks=(*asking.FILTERS, *asking.PAGING, asking.SNAPSHOT), gives={_JSON: "Page"},
             keeps=True),
    _figures("jsonl", "application/x-ndjson", figures.figures_jsonl,
             "The same as JSON lines, streamed.", keeps=True),
    _figures("parquet", "application/vnd.apache.parquet", figures.made("parquet"),
             "The same as Parquet.", head=_DIGEST),
    _figures("xlsx", _SHEET, figures.made("xlsx"),
             "The same as a workbook, up to 200,000 figures.", head=_DIGEST),
    _figures("zip", "application/zip", figures.made("zip"),
             "The Data CSV with what each column means, the filters, the count and the digest.",
             head=_DIGEST),
    _figures("manifest.json", _JSON, figures.manifest,
             "Rows, bytes and SHA-256 of the Data CSV of these filters.",
             gives={_JSON: "Manifest"}),
    Address(path=f"{API}/figures/{{claim_id}}", handler=figures.figure, action=Action.READ,
            says="One figure with its evidence.", asks=(asking.SNAPSHOT,),
            gives={_JSON: "OneFigure"}, errors=(400, 404, 503), keeps=True),
    Address(path=f"{API}/articles", handler=others.articles, action=Action.READ,
            says="Every article, without its text.", asks=(asking.SNAPSHOT,),
            gives={_JSON: "Articles"}, errors=(400, 404, 503), keeps=True),
    Address(path=f"{API}/snapshots", handler=keeping.listed, action=Action.READ,
            says="All snapshots, newest first.", gives={_JSON: "Snapshots"}),
    Address(path=f"{API}/snapshots/{{snapshot}}", handler=keeping.one, action=Action.READ,
            says="What is kept of one snapshot, when its file is whole.",
            gives={_JSON: "Snapshot"}, errors=(400, 404, 503)),
    Address(path=f"{API}/snapshots/{{snapshot}}/changes.csv", handler=keeping.changes,
            action=Action.READ,
            says="What differs between a snapshot and another, or today's figures, from the older "
            "to the newer: a row for each field that changed, and for each figure added or "
            "removed.",
            asks=(keeping.TO,), gives={"text/csv": ""}, errors=(400, 404, 503)),
    Address(path=f"{API}/openapi.json", handler=_openapi, action=Action.READ,
            says="This description.", gives={_JSON: "OpenAPI"}, errors=(400,)),
    Address(path=f"{API}/articles", method="POST", handler=taking.take, action=Action.UPLOAD,
            says="Take one file in, and say what became of each article in it.", asks=_FILE,
            gives={_JSON: "Taken"}, successes=(200, 201, 422),
            errors=(400, 401, 403, 413, 429, 503), is_stable=False, takes_file=True),
    Address(path=f"{API}/articles/{{article_id}}", method="DELETE",
            handler=others.remove, action=Action.REMOVE, asks=(others.WHO,),
            says="Take an article out of the store; it is put away and can be restored.",
            gives={_JSON: "Removal"}, successes=(200, 404), errors=(400, 401, 403, 503),
            is_stable=False),
    Address(path=f"{API}/articles/{{article_id}}/restore", method="POST",
            handler=others.restore, action=Action.RESTORE,
            says="Bring back an article that was removed, with its figures and decisions.",
            gives={_JSON: "Removal"}, successes=(200, 404, 409), errors=(400, 401, 403, 503),
            is_stable=False),
    Address(path=f"{API}/snapshots", method="POST", handler=keeping.make, action=Action.SNAPSHOT,
            says="Keep the figures as they stand now under an id that is a digest of them.",
            asks=(keeping.WHO, keeping.NOTE), gives={_JSON: "Snapshot"}, successes=(201,),
            errors=(400, 401, 403, 503), is_stable=False),
    Address(path=f"{API}/snapshots/{{snapshot}}", method="DELETE",
            handler=keeping.remove, action=Action.DISCARD, says="Delete a snapshot for good.",
            gives={_JSON: "Snapshot"}, errors=(400, 401, 403, 404, 503),
            is_stable=False),
    _whole("backup", "application/vnd.duckdb", whole.backup, Action.BACKUP,
           "The store's file, compared with the store.",
           head={"X-SHA256": "SHA-256 of its bytes.", "X-Digest": "Digest of its tables."}),
    _whole("everything.zip", "application/zip", whole.everything, Action.BACKUP,
           "Everything in the store as JSON lines.", head={"X-Digest": "Digest of its tables."}),
    _whole("check", _JSON, whole.check, Action.CHECK,
           "What is in the store, and what in it does not fit.",
           gives={_JSON: "Check"}),
)  # fmt: skip
