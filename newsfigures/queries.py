"""
Runs the files of `queries/`: one file, one question, one SELECT.

A file's header says what it takes and what comes back; tests hold every file to its header.
A name is the path below `queries/` without `.sql`.
"""

import re
from functools import cache
from sys import intern
from typing import Any

import numpy as np
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

    Dates come as `datetime.date`, missing ones as NaT, missing numbers as NaN or `<NA>`, missing
    text as None.
    Raises QueryParameterError when the values are not those the query asks for.
    """
    wanted = _wanted(name)
    if wanted != values.keys():
        raise QueryParameterError(
            name, missing=wanted - values.keys(), unknown=values.keys() - wanted
        )
    with store.cursor() as cursor:
        return _frame(cursor.execute(load(name), values or None))


def _frame(answer: Any) -> pd.DataFrame:
    """
    Return an answer of DuckDB as a frame whose text lies in one block of plain strings.

    Pages take rows of wide answers dozens of times, and pandas takes them block by block. DuckDB's
    own frame has a block for each column of text, and takes five times as long to make.
    """
    kinds = {name: str(kind) for name, kind, *_ in answer.description}
    columns = {name: _cells(kinds[name], cells) for name, cells in answer.fetchnumpy().items()}
    # One index for all of them: else each text makes one, and pandas looks whether they are equal.
    index = pd.RangeIndex(len(next(iter(columns.values()))))
    # Else pandas would look at the words and choose its own kind for them.
    texts = {
        name: pd.Series(cells, index=index, dtype=object)
        for name, cells in columns.items()
        if cells.dtype == object
    }
    return pd.DataFrame(columns | texts, index=index)


def _cells(kind: str, column: Any) -> Any:
    """Return the cells of a column; `column` is masked where some are missing."""
    missing = np.ma.getmaskarray(column)
    cells = np.ma.getdata(column).copy() if missing.any() else np.ma.getdata(column)
    if kind == "DATE":
        cells = cells.astype("datetime64[D]").astype(object)
        cells[missing] = pd.NaT
    elif missing.any():
        match cells.dtype.kind:
            case "i" | "u":
                return pd.arrays.IntegerArray(cells, missing)
            case "b":
                return pd.arrays.BooleanArray(cells, missing)
        # Numpy writes it as NaN into numbers and as NaT into times.
        cells[missing] = None
    if kind == "VARCHAR":
        # Four texts in five of an answer stand in it before, or in another that is kept; each is
        # at hand once, so an answer takes a fifth of the memory, for a twentieth of its time.
        cells[:] = [text if text is None else intern(text) for text in cells.tolist()]
    return cells
