"""
The order of downloads, and whether rows come in it as they are read, without being sorted.

The store keeps its claims in this order; what was written since lies behind the rest. To sort rows
takes longer than to write them, and memory besides; to see that they lie right takes a tenth of it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from newsfigures.errors import StoreError

# Reference data first, then articles by day, those without one before the others.
ORDER = "article_id IS NOT NULL, published NULLS FIRST, article_id, start_offset, claim_id"
PLACE = "key_place"
# What is looked at of each row, under names that no column of an answer has; `place` is where a
# row lies in the store (queries/schema/fitting.sql).
KEYS = {
    "key_day": "published",
    "key_article": "article_id",
    "key_start": "start_offset",
    "key_claim": "claim_id",
    PLACE: "place",
}
SELECTED = ", ".join(f"{column} AS {key}" for key, column in KEYS.items())

_EPOCH = date(1970, 1, 1).toordinal()
# Before any day: what has no date; behind any place: what has none, as the store sorts it.
_NO_DAY, _NO_PLACE = -(2**31) + 1, 2**63 - 1


def _keys(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return the keys of rows with nothing missing in them: day, article, place, claim."""
    day, article, start, claim, place = (batch.column(key) for key in KEYS)
    columns = [
        day.cast(pa.date32()).cast(pa.int32()).fill_null(_NO_DAY),
        article.cast(pa.string()),
        start.cast(pa.int64()).fill_null(_NO_PLACE),
        claim.cast(pa.string()),
        place.cast(pa.int64()),
    ]
    return pa.record_batch(columns, list(KEYS))


def _falls(keys: pa.RecordBatch) -> npt.NDArray[np.bool_]:
    """Say of each row but the first whether it belongs above the one before it on the same day."""
    below: Any = False
    for column in reversed(keys.columns[1:4]):
        here, above = column.slice(1), column.slice(0, len(column) - 1)
        below = pc.or_(pc.less(here, above), pc.and_(pc.equal(here, above), below))
    fallen: npt.NDArray[np.bool_] = below.to_numpy(zero_copy_only=False)
    return fallen


@dataclass(slots=True)
class Watch:
    """
    Looks at the rows of articles as they come, and counts by day how many lie out of place.

    A row is in place where no row before it is of a later day, and where the rows of its day
    come one after the other in order; and where it lies behind the one before it in the store.

        >>> rows = pa.record_batch(
        ...     [pa.array([date(2025, 1, 2), date(2025, 1, 1)]), ["a", "b"], [0, 0], ["f", "g"],
        ...      [1, 2]],
        ...     list(KEYS),
        ... )
        >>> watch = Watch()
        >>> watch.see(rows)
        1
        >>> watch.days()
        [(datetime.date(2025, 1, 1), 1, False), (datetime.date(2025, 1, 2), 1, True)]
    """

    _last: pa.RecordBatch | None = None
    _top: int = _NO_DAY - 1
    _rows: dict[int, list[int]] = field(default_factory=dict)

    def see(self, batch: pa.RecordBatch) -> int:
        """Look at some rows with `KEYS`; return how many of them lie out of place."""
        if not len(batch):
            return 0
        keys = _keys(batch)
        days = keys.column(0).to_numpy().astype(np.int64)
        met = pa.concat_batches([self._last, keys]) if self._last is not None else keys
        fallen = _falls(met)
        before, back = met.column(0).to_numpy()[:-1], np.diff(met.column(4).to_numpy()) <= 0
        if self._last is None:
            fallen, before = np.insert(fallen, 0, False), np.insert(before, 0, _NO_DAY - 1)
            back = np.insert(back, 0, False)
        top = np.maximum.accumulate(np.insert(days, 0, self._top))
        # A day that goes on after another has come between is not compared any further.
        stray = (days < top[:-1]) | ((days == top[:-1]) & ((before != days) | fallen)) | back
        for day, rows in zip(*np.unique(days, return_counts=True), strict=True):
            self._rows.setdefault(int(day), [0, 0])[0] += int(rows)
        for day, rows in zip(*np.unique(days[stray], return_counts=True), strict=True):
            self._rows[int(day)][1] += int(rows)
        # Copied, so that it does not keep its batch in memory.
        self._last, self._top = keys.take(pa.array([len(keys) - 1])), int(top[-1])
        return int(stray.sum())

    def days(self) -> list[tuple[date | None, int, bool]]:
        """Return the days seen, in order, None first: day, its rows, whether all are in place."""
        return [
            (None if day == _NO_DAY else date.fromordinal(_EPOCH + day), rows, not stray)
            for day, (rows, stray) in sorted(self._rows.items())
        ]


def in_place(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """
    Yield batches without the place they came with, each looked at.

    Raises StoreError where rows do not come as they lie: the store promises no order to a question
    that asks for none, though it keeps one, so that it is seen to.
    """
    last = -1
    for batch in batches:
        places = batch.column(PLACE).to_numpy()
        if len(places):
            if places[0] <= last or (np.diff(places) <= 0).any():
                raise StoreError("The rows came in another order than before. Ask for them again.")
            last = int(places[-1])
        yield batch.drop_columns([PLACE])
