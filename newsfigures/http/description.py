"""The addresses described in OpenAPI 3.1, made from the table that the routes are made from."""

import re
from collections.abc import Iterable
from typing import Any

from newsfigures import __version__, export, queries
from newsfigures.http.address import Address
from newsfigures.http.asking import Asked

_TYPES: dict[str, dict[str, Any]] = {
    "VARCHAR": {"type": "string"},
    "DOUBLE": {"type": "number"},
    "INTEGER": {"type": "integer"},
    "BIGINT": {"type": "integer"},
    "BOOLEAN": {"type": "boolean"},
    "DATE": {"type": "string", "format": "date"},
    "TIMESTAMP": {"type": "string", "description": "UTC, ISO 8601."},
}
# What has no value only by mistake.
_ALWAYS = {"claim_id", "origin", "metric", "value", "unit", "title", "is_sample", "words"}
_ERRORS = {
    400: "What was asked is wrong; the words say what and what would be right.",
    401: "The token is missing or not valid.",
    403: "The role is not enough, all is for reading only, or it was sent for another site's page.",
    404: "There is no figure, or no snapshot, of that id.",
    405: "The address takes other methods; Allow lists them.",
    413: "The file is too large.",
    414: "The address is too long.",
    429: "More than is taken from one person; Retry-After says when to try again.",
    503: "The store cannot be read; the words say why.",
}


def _row(query: str) -> dict[str, Any]:
    """Return the schema of a row of a query, from the header that the tests hold it to."""
    return _object({name: _column(name, kind) for name, kind in queries.returns(query).items()})


def _column(name: str, kind: str) -> dict[str, Any]:
    schema = dict(_TYPES[kind])
    if name not in _ALWAYS:
        schema["type"] = [schema["type"], "null"]
    meaning = export.columns().get(name)
    if meaning:
        unit = f" Unit: {meaning['unit']}." if meaning["unit"] else ""
        schema["description"] = f"{meaning['meaning']}{unit}"
    return schema


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(of: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{of}"}}


_TEXT, _COUNT = {"type": "string"}, {"type": "integer", "minimum": 0}


def _snapshot() -> dict[str, Any]:
    texts = ("id", "sha256", "made_at", "made_by", "who", "note", "code", "file_sha256")
    return _object(
        {
            **dict.fromkeys(texts, _TEXT),
            **dict.fromkeys(("rows", "articles", "file_bytes"), _COUNT),
            "columns": {"type": "array", "items": _TEXT},
        }
    )


def schemas() -> dict[str, Any]:
    """Return the schemas of all answers in JSON, by name."""
    counts = ("articles", "samples", "figures", "derived", "rejections", "reference_figures")
    return {
        "Error": _object({"error": {"type": "string", "examples": ["There is no filter colour."]}}),
        "Figure": _row("export"),
        "OneFigure": _row("claim_by_id"),
        "Article": _row("articles"),
        "Page": _object(
            {
                "figures": _list("Figure"),
                "next": {
                    "type": ["string", "null"],
                    "description": "The address of the next page; null at the end.",
                },
            }
        ),
        "Articles": _object({"articles": _list("Article")}),
        "Manifest": _object(
            {
                "snapshot": {"type": ["string", "null"]},
                "rows": _COUNT,
                "bytes": _COUNT,
                "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
                "filters": {"type": "object"},
                "columns": {"type": "array", "items": _TEXT},
                **dict.fromkeys(
                    ("query", "order", "made_at", "made_by", "cite_as", "licence"), _TEXT
                ),
            }
        ),
        "Snapshot": _snapshot(),
        "Snapshots": _object(
            {"snapshots": _list("Snapshot"), "damaged": {"type": "array", "items": _TEXT}}
        ),
        "Health": _object({"status": {"const": "ok"}, "version": _TEXT}),
        "Ready": _object({"status": {"const": "ready"}, **dict.fromkeys(counts, _COUNT)}),
        "Taken": {
            "type": "object",
            "properties": {
                "results": {"type": "array", "items": {"type": "object"}},
                "error": _TEXT,
            },
        },
        "Removal": _object(
            {
                "article_id": _TEXT,
                "status": {"enum": ["removed", "restored", "duplicate", "unknown"]},
                "title": _TEXT,
                "figures": _COUNT,
                "said": _TEXT,
            }
        ),
        "Check": _object(
            {
                "store": _TEXT,
                "schema": _COUNT,
                "counts": {"type": "object"},
                "findings": {"type": "array", "items": {"type": "object"}},
            }
        ),
        "OpenAPI": {"type": "object", "required": ["openapi", "paths"]},
    }


# What stands in a path, and one such.
_IDS = {
    "snapshot": ("The id of a snapshot.", "0123456789ab"),
    "claim_id": ("The id of a figure, as downloads have it.", "f_0123456789abcdef"),
    "article_id": ("The id of an article, as /api/v1/articles has it.", "a_0123456789abcdef"),
}


def _parameter(one: Asked) -> dict[str, Any]:
    if one.schema["type"] == "array":
        shape: dict[str, Any] = {"schema": one.schema, "style": "form", "explode": False}
        example: Any = str(one.example).split(",")
    elif one.many:
        items = {"type": "array", "items": one.schema}
        shape, example = {"schema": items, "style": "form", "explode": True}, [one.example]
    else:
        shape, example = {"schema": one.schema}, one.example
    said = {"name": one.name, "in": "query", "description": one.says}
    return {**said, "example": example, **shape}


def _content(media: str, schema: str) -> dict[str, Any]:
    held = {"$ref": f"#/components/schemas/{schema}"} if schema else {"type": "string"}
    return {media: {"schema": held}}


def _answers(address: Address) -> dict[str, Any]:
    (media, schema), *_ = address.gives.items()
    head = {name: {"description": says, "schema": _TEXT} for name, says in address.head.items()}
    if address.keeps:
        head["ETag"] = {"description": "Tells the state of the store.", "schema": _TEXT}
    fine = {"description": address.says, "headers": head, "content": _content(media, schema)}
    answers: dict[str, Any] = {str(status): fine for status in address.successes}
    if address.keeps:
        answers["304"] = {"description": "What If-None-Match names is still so."}
    for status in sorted({*address.errors, 405, 414}):
        answers[str(status)] = {
            "description": _ERRORS[status],
            "content": _content("application/json", "Error"),
        }
    return answers


def _operation(address: Address) -> dict[str, Any]:
    said: dict[str, Any] = {
        "operationId": f"{address.method} {address.path}",
        "summary": address.says,
        "x-stable": address.is_stable,
        "parameters": [_parameter(one) for one in address.asks],
        "responses": _answers(address),
    }
    for name in re.findall(r"{(\w+)}", address.path):
        means, example = _IDS[name]
        said["parameters"].append(
            {
                "name": name,
                "in": "path",
                "required": True,
                "description": means,
                "schema": {"type": "string", "minLength": 1, "pattern": "^[^/]+$"},
                "example": example,
            }
        )
    if address.wants_token:
        said["security"] = [{"token": []}]
    if address.takes_file:
        said["requestBody"] = {
            "description": "The file's bytes, or a form with one file; nothing beside `fetch`.",
            "content": {
                kind: {"schema": {"type": "string", "format": "binary"}}
                for kind in ("application/octet-stream", "multipart/form-data")
            },
        }
    return said


def openapi(addresses: Iterable[Address]) -> dict[str, Any]:
    """Return the description of all addresses."""
    paths: dict[str, Any] = {}
    for address in addresses:
        paths.setdefault(address.path, {})[address.method.lower()] = _operation(address)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "newsfigures",
            "version": __version__,
            "description": "Figures that articles state about the economics of AI, with evidence. "
            "Operations with x-stable true keep their names and columns within /api/v1; "
            "columns and filters may be added.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {
            "schemas": schemas(),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }
