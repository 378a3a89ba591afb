"""The rows of shards into the store, many articles in one transaction."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from newsfigures import copies, review
from newsfigures.access import Action
from newsfigures.desk import READ, Desk, now
from newsfigures.errors import InputError, SpanMismatchError
from newsfigures.mass import reader
from newsfigures.store import Store
from newsfigures.whole import columns

# Shards of a transaction: claims and copies are worked out once for all of their articles.
AT_ONCE = 20
# In the order in which rows can go in.
TABLES = ("article", "figure", "derived", "derived_input", "rejection")


def frames(store: Store) -> reader.Frames:
    """Return the columns of the tables that a shard fills, as this store has them."""
    with store.glance() as desk:
        return {table: columns.schema(desk, table) for table in TABLES}


def _ids(folder: Path) -> list[str]:
    try:
        found: list[str] = pq.read_table(folder / "article.parquet", columns=["article_id"])[
            "article_id"
        ].to_pylist()
    except (OSError, pa.ArrowInvalid) as error:
        raise InputError(
            f"{folder} is no whole shard: {error}. Remove it; it is read again then."
        ) from error
    return found


def _put_in(desk: Desk, folder: Path, new: Sequence[str], added_at: Any) -> None:
    for table in TABLES:
        values = {"file": str(folder / f"{table}.parquet"), "articles": list(new)}
        if table == "article":
            values["added_at"] = added_at
        desk.run(f"bulk_{table}", values)


def _copies(desk: Desk, new: Sequence[str]) -> None:
    """Note which new articles are nearly the same as an earlier one, as `intake` does for one."""
    asked = {"articles": list(new), "least": copies.CANDIDATE, "holders": copies.HOLDERS}
    found = desk.run("like_sketches", asked)
    first: dict[str, str] = {}
    for own, rows in groupby(found, key=lambda row: row[0]):
        near = [
            (share, other, copy_of)
            for _, own_text, other, text, copy_of in rows
            if (share := copies.shared(own_text, text)) >= copies.NEARLY
        ]
        if near:
            _, other, copy_of = max(near, key=lambda each: each[0])
            first[own] = first.get(other) or copy_of or other
    for own, other in first.items():
        desk.run("set_copy", {"article_id": own, "first": other})


def _settle(desk: Desk, new: Sequence[str], decided: Sequence[str]) -> None:
    """Work out what follows from articles that went in; raises SpanMismatchError."""
    articles = {"articles": list(new)}
    for article_id, start, end, quote, cut in desk.run("broken_spans", articles):
        raise SpanMismatchError(article_id, start, end, quote=quote, found=cut)
    _copies(desk, new)
    for article_id in decided:
        review.recall(desk, article_id)
    desk.run("remove_from_claim_kept", articles)
    desk.run("keep_claims_of", articles)


def _batch(store: Store, folders: Sequence[Path]) -> list[str]:
    """Put some shards in, all of them or nothing; return the articles that are new."""
    new: list[str] = []
    decided: list[str] = []
    with store.desk(Action.BULK) as desk:
        at = now()
        for folder in folders:
            ids = _ids(folder)
            known = desk.run("known_articles", {"articles": ids})
            own = [row[0] for row in known if not row[1]]
            decided += [row[0] for row in known if row[2] and not row[1]]
            for removed in (row[0] for row in known if row[3] and not row[1]):
                for table in (*READ, "article"):
                    desk.run(f"forget_{table}", {"article_id": removed})
            _put_in(desk, folder, own, at)
            at += timedelta(microseconds=len(ids))
            new += own
        _settle(desk, new, decided)
    return new


def take(store: Store, folders: Sequence[Path]) -> Iterator[list[str]]:
    """
    Put the rows of shards into the store; yield the articles that are new, batch by batch.

    In the end all claims lie in the order of downloads. Articles that are in already stay as they
    are. A batch is a transaction: broken off it leaves nothing, and what is in by then is passed
    over the next time. Raises InputError for a shard that is no whole one, SpanMismatchError as
    `Store.add` does.
    """
    waiting, some = [*folders], False
    while waiting:
        new = _batch(store, waiting[:AT_ONCE])
        del waiting[:AT_ONCE]
        some = some or bool(new)
        yield new
    if some:
        with store.desk(Action.BULK) as desk:
            desk.run("order_claims")
