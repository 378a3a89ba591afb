"""
Runs the files of `queries/`: one file, one question, one SELECT.

A file's header says what it takes and what comes back; tests hold every file to its header.
A name is the path below `queries/` without `.sql`.
"""

import re
from functools import cache

import pandas as pd

from newsfigures.errors import QueryParameterError, UnknownQueryError
from newsfigures.store import QUERIES, Store, parameters

# Answers have some hundred rows of many columns. Arrow's strings, which are pandas' choice, take a
# fixed price for every column that is touched, and such rows never win it back.
pd.set_option("mode.string_storage", "python")

# What the filters of claims let through when none is set; metrics, words stand beside it.
UNFILTERED: dict[str, object] = {
    "names": [],
    "origins": [],
    "statuses": [],
    "with_samples": True,
    "reviewed_only": False,
    "least_sure": 0.0,
}
# Every figure there is, for queries/export.sql.
EVERYTHING: dict[str, object] = {
    "words": [],
    "not_words": [],
    "metrics": [],
    "companies": [],
    "subjects": [],
    "reviews": [],
    "publishers": [],
    "years": [],
    "bases": [],
    "size_unit": "",
    "size_from": None,
    "size_to": None,
    "value_unit": "",
    "value_from": None,
    "value_below": None,
    "published_from": None,
    "published_to": None,
    "about_from": None,
    "about_to": None,
    **UNFILTERED,
}
# The store's own statements are no questions of a reader.
_INTERNAL = ("schema/", "store/")


def names() -> list[str]:
    """Return the names of all queries, sorted."""
    found = (f.relative_to(QUERIES).with_suffix("").as_posix() for f in QUERIES.rglob("*.sql"))
    return sorted(name for name in found if not name.startswith(_INTERNAL))


@cache
def load(name: str) -> str:
    """Return the SQL of queries/<name>.sql, or raise UnknownQueryError with the names there are."""
    if name not in names():
        raise UnknownQueryError(name, known=names())
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")


@cache
def returns(name: str) -> dict[str, str]:
    """
    Return the columns of a query with their DuckDB types, in order, as its header promises them.

    The tests hold every header to what the store says; asking the store takes a plan of the query.
    """
    text = re.sub(r"\n--\s*", " ", load(name))
    (listed,) = re.findall(r" returns: (.+?) units:", text)
    return dict(re.findall(r"(\w+)\s+([A-Z]+(?:\[\])?)", listed))


@cache
def _wanted(name: str) -> frozenset[str]:
    return parameters(load(name))


def run(store: Store, name: str, /, **values: object) -> pd.DataFrame:
    """
    Run one query. Columns, grain and units are promised in the file's header.

    Dates come as `datetime.date`, missing numbers as NaN or `<NA>`, missing text as None.
    Raises QueryParameterError when the values are not those the query asks for.
    """
    wanted = _wanted(name)
    if wanted != values.keys():
        raise QueryParameterError(
            name, missing=wanted - values.keys(), unknown=values.keys() - wanted
        )
    with store.cursor() as cursor:
        return _plain(cursor.execute(load(name), values or None).df(date_as_object=True))


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """
    Return a frame whose text lies in one block of plain strings.

    Pages take rows of wide answers dozens of times, and pandas takes them block by block; each
    column of its own kind of text is a block.
    """
    kept = {
        name: column.astype(object) if column.dtype == "str" else column
        for name, column in frame.items()
    }
    return pd.DataFrame(kept)
