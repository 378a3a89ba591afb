"""Rows of a query as objects for JSON."""

from typing import Any

from newsfigures import queries
from newsfigures.export.cells import plain
from newsfigures.store import Store


def records(
    store: Store, name: str, values: dict[str, Any], start: int = 0, stop: int | None = None
) -> list[dict[str, Any]]:
    """Return the rows from `start` to `stop` of a query as objects for JSON, in its order."""
    some = "" if stop is None else f"LIMIT {stop - start:d} "
    with store.cursor() as cursor:
        # The query's own order holds for the stretch: nothing lies between it and the limit.
        cursor.execute(f"{queries.load(name).rstrip()} {some}OFFSET {start:d}", values)
        columns = [column[0] for column in cursor.description]
        rows = cursor.fetchall()
    return [dict(zip(columns, map(plain, row), strict=True)) for row in rows]
