"""
An answer of the store in stretches: whole days in the order of downloads, read at one moment.

A million rows do not fit into the memory that a download may take, and sorting them whole takes
as much again. Most lie in the store in the order they are wanted in, and are written as they come.
The days of the others are read in stretches of some tens of thousands of rows, each sorted alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from newsfigures import queries
from newsfigures.errors import InputError
from newsfigures.export.order import ORDER, PLACE, SELECTED, Watch, in_place

# Rows of a stretch that is sorted: about 10 MB of text.
ROWS = 20_000
# Rows given out at a time, about 1 MB of text, and what the store makes ahead of who reads: with
# less of either a download takes longer, with more only memory.
BATCH = 2_048
_AHEAD = "800KB"
# Rows looked at at a time to see whether they lie in order: about 1 MB.
_LOOKED_AT = 16_384

# The claims that filters let through, in the SQL of a query (queries/schema/narrowed.sql).
_FILTERED = re.compile(r"\bnarrowed\([^)]*\)")
_JOINED = re.compile(r"\s+FROM (?:claim\b|narrowed(\([^)]*\)))")
# The same, each as if nobody preferred it: of one table alone, whose order the store keeps.
_ALONE = """,
    place
FROM (SELECT *, CAST(NULL AS VARCHAR) AS preferred_by, CAST(NULL AS VARCHAR) AS preferred_why
      FROM {claims})
"""
_PREFERRED = """
SELECT DISTINCT published FROM ({sql}) WHERE preferred_by IS NOT NULL AND article_id IS NOT NULL
"""
_ARTICLES = """
SELECT article_id, count(*) FROM ({sql}) WHERE {day}
GROUP BY article_id ORDER BY article_id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """
    Some consecutive rows of an answer: SQL and values that tell them from the others.

    `in_order` says that they lie in the store in the order they are wanted in.
    """

    condition: str
    values: dict[str, Any] = field(default_factory=dict)
    in_order: bool = False


def core(name: str, values: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """
    Return queries/<name>.sql without its order, to be asked piece by piece, and its values.

    Where no filter is set it is asked without any: to plan them takes as long as the first rows.
    """
    sql = queries.load(name)
    sql = sql[: sql.rindex("ORDER BY ")]
    return (_FILTERED.sub("claim", sql), {}) if values == queries.EVERYTHING else (sql, values)


def alone(sql: str) -> str:
    """
    Return an answer's SQL (`core`) without who prefers what, which keeps the order of the store,
    and with the place of each row in it.

    Of a join no order is kept. So this fits only where no claim is preferred.
    """

    def of(found: re.Match[str]) -> str:
        kept = "(SELECT *, rowid AS place FROM claim_kept)"
        return _ALONE.format(claims=f"fitting{found[1]}" if found[1] else kept)

    return _JOINED.sub(of, sql)


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


def _days(first: date | None, last: date | None) -> tuple[str, dict[str, Any]]:
    """Return the condition of the days from `first` to `last`; None is what has no date."""
    if first is None:
        return "article_id IS NOT NULL AND published IS NULL", {}
    return (
        "article_id IS NOT NULL AND published BETWEEN $stretch_first AND $stretch_last",
        {"stretch_first": first, "stretch_last": last},
    )


def _cut(counted: Sequence[tuple[Any, int]]) -> Iterator[tuple[Any, Any, int]]:
    """Yield first, last and rows of stretches of what was counted, in its order."""
    first, held = None, 0
    for last, rows in counted:
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
    watch = Watch()
    asked = f"SELECT {SELECTED} FROM ({alone(sql)}) WHERE article_id IS NOT NULL"
    for batch in cursor.execute(asked, values).to_arrow_reader(_LOOKED_AT):
        watch.see(batch)
    joined = {day for (day,) in cursor.execute(_PREFERRED.format(sql=sql), values).fetchall()}
    days = [(day, rows, in_order and day not in joined) for day, rows, in_order in watch.days()]
    for in_order, run in _runs(days):
        if in_order:
            day, its = _days(run[0][0], run[-1][0])
            yield Stretch(condition=day, values=its, in_order=True)
            continue
        for first, last, rows in _cut(run):
            day, its = _days(first, last)
            whole = Stretch(condition=day, values=its)
            if first == last and rows > 2 * ROWS:
                yield from _parted(cursor, sql, values, whole)
            else:
                yield whole


def _runs(
    days: Sequence[tuple[date | None, int, bool]],
) -> Iterator[tuple[bool, list[tuple[date | None, int]]]]:
    """Yield consecutive days that are read alike, with their rows, and whether in order."""
    runs: list[tuple[bool, list[tuple[date | None, int]]]] = []
    # What has no date stands first, and alone: no range of dates holds it.
    for (dated, in_order), alike in groupby(days, key=lambda one: (one[0] is not None, one[2])):
        run = [(day, rows) for day, rows, _ in alike]
        # A query of its own is not worth its while for few rows: they are sorted with the next.
        in_order = in_order and sum(rows for _, rows in run) >= ROWS
        if dated and runs and runs[-1][0] == in_order and runs[-1][1][0][0] is not None:
            runs[-1][1].extend(run)
        else:
            runs.append((in_order, run))
    yield from runs


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

    def read(stretch: Stretch) -> Iterator[Any]:
        some = f"SELECT {shape} FROM ({sql}) WHERE {stretch.condition}"
        asked = f"SELECT {select} FROM ({some}) ORDER BY {ORDER}"
        if stretch.in_order:
            held = shape if shape == "*" else f"{shape}, place"
            some = f"SELECT {held} FROM ({alone(sql)}) WHERE {stretch.condition}"
            asked = f"SELECT {select}, place AS {PLACE} FROM ({some})"
        # `execute` leaves the rows in the store until they are fetched; `sql` with values would
        # hold all of them, and an Arrow table all of them again.
        rows = cursor.execute(asked, {**values, **stretch.values}).to_arrow_reader(BATCH)
        return in_place(rows) if stretch.in_order else rows

    cursor.execute(f"SET streaming_buffer_size = '{_AHEAD}'")
    # Reference data stand first and are few: an answer begins with them, before days are counted.
    yield from read(REFERENCE)
    for stretch in [*planned(cursor, sql, values)]:
        yield from read(stretch)
