"""
An answer of the store in stretches: whole articles in the order of downloads, read at one moment.

A million rows do not fit into the memory that a download may take, and sorting them whole takes
as much again. So the articles are put in order first, which is quick, and then rows are asked for
some tens of thousands at a time; the dates of a stretch tell the store which rows to pass over.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import cycle, groupby
from typing import Any

from newsfigures import queries

# Stretches read at once: one is put together while another is sent.
ABREAST = 2
# Rows of a stretch: about 10 MB of text. The first is short, so that an answer begins at once.
ROWS = 20_000
FIRST = 2_000

ORDER = "article_id IS NOT NULL, published NULLS FIRST, article_id, start_offset, claim_id"
_ARTICLES = """
SELECT article_id, count(*), min(published), max(published) FROM ({sql})
GROUP BY article_id
ORDER BY article_id IS NOT NULL, min(published) NULLS FIRST, article_id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Some consecutive rows of an answer: SQL and values that tell them from the others."""

    rows: int
    condition: str
    values: dict[str, Any] = field(default_factory=dict)


def core(name: str) -> str:
    """Return queries/<name>.sql without its order, to be asked piece by piece."""
    sql = queries.load(name)
    return sql[: sql.rindex("ORDER BY ")]


def _stretch(articles: list[Any]) -> Stretch:
    rows = sum(row[1] for row in articles)
    ids = [row[0] for row in articles]
    if ids == [None]:
        return Stretch(rows=rows, condition="article_id IS NULL")
    among = "article_id IN (SELECT unnest(CAST($stretch_ids AS VARCHAR[])))"
    if articles[0][2] is None:
        condition = f"published IS NULL AND {among}"
        return Stretch(rows=rows, condition=condition, values={"stretch_ids": ids})
    return Stretch(
        rows=rows,
        condition=f"published BETWEEN $stretch_first AND $stretch_last AND {among}",
        values={
            "stretch_ids": ids,
            "stretch_first": min(row[2] for row in articles),
            "stretch_last": max(row[3] for row in articles),
        },
    )


def planned(cursor: Any, sql: str, values: dict[str, Any]) -> list[Stretch]:
    """Return the stretches of an answer in order; none for an answer without rows."""
    counted = cursor.execute(_ARTICLES.format(sql=sql), values).fetchall()
    cut: list[Stretch] = []
    # Reference data, articles without a date and those with one are told by other conditions.
    for _, alike in groupby(counted, key=lambda row: (row[0] is None, row[2] is None)):
        held: list[Any] = []
        rows = 0
        for row in alike:
            held.append(row)
            rows += row[1]
            if rows >= (ROWS if cut else FIRST):
                cut.append(_stretch(held))
                held, rows = [], 0
        if held:
            cut.append(_stretch(held))
    return cut


def tables(
    cursors: Sequence[Any],
    sql: str,
    values: dict[str, Any],
    select: str = "*",
    shape: str = "*",
) -> Iterator[Any]:
    """
    Yield an answer as Arrow tables, a stretch each, in the order of downloads.

    `cursors` are of one moment (`Store.moment`); as many stretches are read at once, ahead of
    the one that is given out. `shape` is a SELECT list over the answer's columns that keeps all
    their names, `select` one over what comes of it.
    """

    def read(cursor: Any, stretch: Stretch) -> Any:
        some = f"SELECT {shape} FROM ({sql}) WHERE {stretch.condition}"
        asked = f"SELECT {select} FROM ({some}) ORDER BY {ORDER}"
        return cursor.sql(asked, params={**values, **stretch.values}).to_arrow_table()

    begun: deque[Future[Any]] = deque()
    with ThreadPoolExecutor(len(cursors)) as threads:
        try:
            # A cursor's next stretch is asked for only when its last one was given out.
            for cursor, stretch in zip(cycle(cursors), planned(cursors[0], sql, values)):
                if len(begun) == len(cursors):
                    yield begun.popleft().result()
                begun.append(threads.submit(read, cursor, stretch))
            while begun:
                yield begun.popleft().result()
        finally:
            for waiting in begun:
                waiting.cancel()


def columns(cursor: Any, sql: str, values: dict[str, Any]) -> dict[str, str]:
    """Return the columns of an answer with their DuckDB types, in order."""
    described = cursor.execute(f"DESCRIBE {sql}", values).fetchall()
    return {str(row[0]): str(row[1]) for row in described}
