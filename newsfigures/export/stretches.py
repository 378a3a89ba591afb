"""
An answer of the store in stretches: whole days in the order of downloads, read at one moment.

A million rows do not fit into the memory that a download may take, and sorting them whole takes
as much again. So days are counted first, which is quick, and then rows are asked for some tens
of thousands at a time; the days of a stretch tell the store which rows to pass over. Only what is
being sorted is held, once: rows leave the store a few thousand at a time.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from newsfigures import queries
from newsfigures.errors import InputError

# Rows of a stretch: about 10 MB of text.
ROWS = 20_000
# Rows given out at a time, as many as the store works on at a time: about 1 MB of text.
BATCH = 2_048

# The claims that filters let through, in the SQL of a query (queries/schema/narrowed.sql).
_FILTERED = re.compile(r"\bnarrowed\([^)]*\)")
ORDER = "article_id IS NOT NULL, published NULLS FIRST, article_id, start_offset, claim_id"
_DAYS = """
SELECT published, count(*) FROM ({sql}) WHERE article_id IS NOT NULL
GROUP BY published ORDER BY published NULLS FIRST
"""
_ARTICLES = """
SELECT article_id, count(*) FROM ({sql}) WHERE {day}
GROUP BY article_id ORDER BY article_id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Some consecutive rows of an answer: SQL and values that tell them from the others."""

    condition: str
    values: dict[str, Any] = field(default_factory=dict)


def core(name: str, values: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """
    Return queries/<name>.sql without its order, to be asked piece by piece, and its values.

    Where no filter is set it is asked without any: to plan them takes as long as the first rows.
    """
    sql = queries.load(name)
    sql = sql[: sql.rindex("ORDER BY ")]
    return (_FILTERED.sub("claim", sql), {}) if values == queries.EVERYTHING else (sql, values)


def columns(name: str, only: Sequence[str] = ()) -> dict[str, str]:
    """
    Return the columns of a query with their DuckDB types: `only` those, in that order, or all.

    Raises InputError for one that there is not, and for one that is named twice.
    """
    kinds = queries.returns(name)
    if unknown := [one for one in only if one not in kinds]:
        raise InputError(f"There is no column {unknown[0]!r}. There are: {', '.join(kinds)}.")
    if twice := [one for one in only if only.count(one) > 1]:
        raise InputError(f"The column {twice[0]!r} is named twice. Name it once.")
    return {one: kinds[one] for one in only or kinds}


def _days(first: Any, last: Any) -> tuple[str, dict[str, Any]]:
    """Return the condition of the days from `first` to `last`; None is what has no date."""
    if first is None:
        return "published IS NULL", {}
    return (
        "published BETWEEN $stretch_first AND $stretch_last",
        {"stretch_first": first, "stretch_last": last},
    )


def _cut(counted: Sequence[Any]) -> Iterator[tuple[Any, Any, int]]:
    """Yield first, last and rows of stretches of what was counted, in its order."""
    # What has no date stands first, and alone: no range of dates holds it.
    for _, alike in groupby(counted, key=lambda one: one[0] is None):
        first = last = None
        held = 0
        for last, rows in alike:
            first = first if held else last
            held += rows
            if held >= ROWS:
                yield first, last, held
                held = 0
        if held:
            yield first, last, held


REFERENCE = Stretch(condition="article_id IS NULL")


def planned(cursor: Any, sql: str, values: dict[str, Any]) -> Iterator[Stretch]:
    """Yield the stretches of an answer that come after the reference data, in order."""
    days = cursor.execute(_DAYS.format(sql=sql), values).fetchall()
    for first, last, rows in _cut(days):
        day, its = _days(first, last)
        whole = Stretch(condition=f"article_id IS NOT NULL AND {day}", values=its)
        if first == last and rows > 2 * ROWS:
            yield from _parted(cursor, sql, values, whole)
        else:
            yield whole


def _parted(cursor: Any, sql: str, values: dict[str, Any], day: Stretch) -> Iterator[Stretch]:
    """Yield a day of very many rows in stretches of whole articles."""
    asked = _ARTICLES.format(sql=sql, day=day.condition)
    for first, last, _ in _cut(cursor.execute(asked, {**values, **day.values}).fetchall()):
        yield Stretch(
            condition=f"{day.condition} AND article_id BETWEEN $stretch_from AND $stretch_to",
            values={**day.values, "stretch_from": first, "stretch_to": last},
        )


def batches(
    cursor: Any, sql: str, values: dict[str, Any], select: str = "*", shape: str = "*"
) -> Iterator[Any]:
    """
    Yield an answer as Arrow record batches of at most BATCH rows, in the order of downloads.

    `cursor` sees one moment (`Store.moment`). `shape` is a SELECT list over the answer's columns
    that keeps all their names, `select` one over what comes of it.
    """

    def read(stretch: Stretch) -> Any:
        some = f"SELECT {shape} FROM ({sql}) WHERE {stretch.condition}"
        asked = f"SELECT {select} FROM ({some}) ORDER BY {ORDER}"
        # `execute` leaves the rows in the store until they are fetched; `sql` with values would
        # hold all of them, and an Arrow table all of them again.
        return cursor.execute(asked, {**values, **stretch.values}).to_arrow_reader(BATCH)

    # Reference data stand first and are few: an answer begins with them, before days are counted.
    yield from read(REFERENCE)
    for stretch in [*planned(cursor, sql, values)]:
        yield from read(stretch)
