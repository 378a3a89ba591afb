"""How DuckDB is opened, and where the statements stand: `queries/schema` and `queries/store`."""

from functools import cache
from pathlib import Path

import duckdb

from newsfigures.catalog import ROOT

QUERIES = ROOT / "queries"
SCHEMA = QUERIES / "schema"
# No extension is fetched and no file of the machine is read by a query.
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    # Memory that it is done with goes back to the system by itself; else only when it is asked
    # again, and a server that took in articles and rests holds a hundred MB for nothing.
    "allocator_background_threads": "true",
    # Rows found by their place are read alone, not with every column of all the others.
    "dynamic_or_filter_threshold": 4000,
}
# What DuckDB raises, for the rooms that read and write through it without importing it.
DatabaseError = duckdb.Error


def connect(path: Path, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """Open a DuckDB file as it is, with nothing of ours done to it; raises DatabaseError."""
    return duckdb.connect(str(path), read_only=read_only, config=CONFIG)


def parameters(sql: str) -> frozenset[str]:
    """Return the names of the `$parameters` of one statement."""
    return frozenset(duckdb.extract_statements(sql)[0].named_parameters)


@cache
def statement(name: str) -> str:
    """Return the SQL of queries/store/<name>.sql."""
    return (QUERIES / "store" / f"{name}.sql").read_text(encoding="utf-8")


def migrations(folder: Path = SCHEMA) -> list[tuple[int, Path]]:
    """Return the migration files in order, each with the version it leads to."""
    return sorted((int(file.name[:4]), file) for file in folder.glob("[0-9]*.sql"))
