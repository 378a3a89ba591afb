"""Rows of a query as objects for JSON, whole or a page at a time."""

from typing import Any

from newsfigures import queries
from newsfigures.errors import InputError
from newsfigures.export.cells import plain
from newsfigures.export.order import ORDER
from newsfigures.export.stretches import core
from newsfigures.store import Store


def _fetched(cursor: Any) -> list[dict[str, Any]]:
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, map(plain, row), strict=True)) for row in cursor.fetchall()]


def records(store: Store, name: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of a query as objects for JSON, in its order."""
    with store.cursor() as cursor:
        return _fetched(cursor.execute(queries.load(name), values))


def named(store: Store, ids: list[str]) -> list[dict[str, Any]]:
    """Return the figures of these ids as objects for JSON, in the order of downloads."""
    sql, _ = core("export", queries.EVERYTHING)
    some = f"SELECT * FROM ({sql}) WHERE list_contains($ids, claim_id) ORDER BY {ORDER}"
    with store.cursor() as cursor:
        return _fetched(cursor.execute(some, {"ids": ids}))


_PLACE = "SELECT article_id, published, start_offset FROM claim WHERE claim_id = $after"
# The last of an article come those without a place in it.
_OFFSET = "coalesce(start_offset, 2147483647)"


def _behind(place: tuple[Any, Any, Any]) -> tuple[str, dict[str, Any]]:
    """Return the condition of what comes behind a place in the order of downloads."""
    article, day, offset = place
    within = "claim_id > $after"
    values: dict[str, Any] = {}
    if article is not None:
        values = {"after_article": article, "after_offset": offset}
        at = "coalesce(CAST($after_offset AS INTEGER), 2147483647)"
        within = (
            f"(article_id, {_OFFSET}, claim_id) > (CAST($after_article AS VARCHAR), {at}, $after)"
        )
    if day is None:
        behind = f"(published IS NOT NULL OR {within})"
    else:
        values["after_day"] = day
        # Said first by itself, so that the store passes over the days before.
        behind = f"published >= $after_day AND (published > $after_day OR {within})"
    if article is None:
        return f"(article_id IS NOT NULL OR {behind})", values
    return f"article_id IS NOT NULL AND {behind}", values


def page(
    store: Store, values: dict[str, Any], most: int, *, after: str = "", offset: int = 0
) -> list[dict[str, Any]]:
    """
    Return at most so many figures as objects for JSON, in the order of downloads.

    They begin behind the figure with the id `after`, '' for the beginning, and `offset` further.
    Raises InputError when there is no such figure.
    """
    sql, asked = core("export", values)
    with store.cursor() as cursor:
        condition = "TRUE"
        its: dict[str, Any] = {}
        if after:
            place = cursor.execute(_PLACE, {"after": after}).fetchone()
            if place is None:
                raise InputError(
                    f"There is no figure {after!r} to go on after. It may have left with its "
                    "article; begin again without after."
                )
            condition, its = _behind(place)
            its["after"] = after
        some = (
            f"SELECT * FROM ({sql}) WHERE {condition} "
            f"ORDER BY {ORDER} LIMIT {most:d} OFFSET {offset:d}"
        )
        return _fetched(cursor.execute(some, {**asked, **its}))
