"""What of a store is carried with it, beyond what is made anew from data/; how much there is."""

from dataclasses import dataclass
from typing import Any

# What is carried, in the order in which it goes in, and what a row of it is.
TABLES: dict[str, str] = {
    "article": "an article: its text, where it is from, how each detail was found, its reading",
    "figure": "a figure as it was read, with the place of its words in the article's text",
    "derived": "a figure that was worked out from others of its article",
    "derived_input": "one of the figures that a derived one was worked out from",
    "rejection": "a number that was read and is no figure, and why",
    "decision": "what somebody decided about a figure; `fields` is the figure after it",
    "review": "what counts instead of a figure as it was read, after the newest decision",
    "preference": "which claim somebody prefers among those alike",
    "rereading": "an article read again: by what, and what that changed",
    "naming": "a name that somebody added to the known ones, or took back",
    "removed_article": "an article that was removed and can be brought back, when and by whom",
    "removed_figure": "a figure of a removed article, as it was read",
    "removed_review": "what counted of a figure of a removed article, as somebody decided",
    "removed_derived": "a figure that was worked out in a removed article",
    "removed_derived_input": "one of the figures that it was worked out from",
    "removed_rejection": "a number of a removed article that is no figure, and why",
    "meta": "what became of the sample articles",
}
# The rest of meta notes what is worked out when a store is opened.
_ONLY = {"meta": "WHERE key = 'samples'"}


def rows_of(table: str) -> str:
    """Return the statement that selects the rows of a table that are carried."""
    return f"SELECT * FROM {table} {_ONLY.get(table, '')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What one table holds: how many rows, and what changes with any value in any of them."""

    rows: int
    digest: str


def content(cursor: Any, rows: str) -> Content:
    """Return what the rows of a table or statement are; their order makes no difference."""
    # The sum of all rows' hashes; rows that are alike do not cancel out in it.
    number, digest = cursor.execute(
        f"SELECT count(*), coalesce(sum(hash(t)::HUGEINT), 0) FROM {rows} AS t"
    ).fetchone()
    return Content(rows=int(number), digest=str(digest))
