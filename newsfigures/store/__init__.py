"""
The store: opening, migrating, filling with reference data, writing and removing articles.

The only importer of duckdb, the process in the sandbox aside. It is a DuckDB file, which one
process owns, or a lake, which several do (lake.py). Every use takes a cursor of its own, and writes
pass one lock. Statements are the files of `queries/schema` and `queries/store`.
"""

from newsfigures.store.articles import Store
from newsfigures.store.of_process import close_shared, open_store, shared, when_shared
from newsfigures.store.opened import when_written
from newsfigures.store.statements import (
    CONFIG,
    QUERIES,
    SCHEMA,
    DatabaseError,
    connect,
    migrations,
    parameters,
)

__all__ = [
    "CONFIG",
    "QUERIES",
    "SCHEMA",
    "DatabaseError",
    "Store",
    "close_shared",
    "connect",
    "migrations",
    "open_store",
    "parameters",
    "shared",
    "when_shared",
    "when_written",
]
