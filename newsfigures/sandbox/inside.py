"""
The process in the sandbox: one query over a copy of the figures, then it ends.

Started by `asking` with the request on standard input; answers with frames on standard output
(`_send`). It opens the copy, shuts itself in (`_shut`) and only then looks at the query. From
there on the system itself refuses it every file and every connection, whatever the query does.
"""

import json
import os
import sys
import time
from contextlib import suppress
from typing import Any

import duckdb

from newsfigures.sandbox import checks, shapes
from newsfigures.sandbox.limits import ADDRESSED, BYTES, COLUMNS, MEMORY, ROWS, SECONDS, TABLE

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "memory_limit": f"{MEMORY}MB",
    "temp_directory": "",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
}
_SETTINGS = (
    "SET TimeZone = 'UTC'",
    "SET errors_as_json = true",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)
# Rows that are put together at once in a whole answer.
_AT_ONCE = 5_000


# The answers' own way out. Whatever else is printed, such as DuckDB's bar of progress, goes where
# errors go.
_out = os.fdopen(os.dup(1), "wb")
os.dup2(2, 1)


def _send(head: dict[str, Any], body: bytes = b"") -> None:
    """Give out a frame: a line of JSON that says how many bytes of a file follow it."""
    line = json.dumps({**head, "bytes": len(body)}, ensure_ascii=False)
    _out.write(line.encode() + b"\n" + body)
    _out.flush()


def _open(copy: str) -> duckdb.DuckDBPyConnection:
    """Open the copy of the figures for reading, and lock every setting."""
    connection = duckdb.connect(":memory:", config=_CONFIG)
    path = copy.replace("'", "''")
    connection.execute(f"ATTACH '{path}' AS snapshot (READ_ONLY)")
    connection.execute("USE snapshot")
    # DuckDB imports what it needs of Python with the first values; nothing can be opened later.
    connection.execute(f"SELECT $value FROM {TABLE} LIMIT 1", {"value": ""}).fetchall()
    for setting in _SETTINGS:
        connection.execute(setting)
    return connection


def _shut() -> None:
    """
    Give up files, connections, further processes and most memory, for good.

    Windows has no such limits; there DuckDB's own settings and the end from outside remain.
    """
    with suppress(ImportError):
        import resource

        os.nice(10)
        for limit, most in (
            (resource.RLIMIT_NOFILE, 0),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_NPROC, 0),
            (resource.RLIMIT_CPU, int(SECONDS) + 1),
            (resource.RLIMIT_AS, ADDRESSED << 20),
        ):
            # Some systems know fewer limits.
            with suppress(ValueError, OSError):
                resource.setrlimit(limit, (most, most))


def _checked(connection: duckdb.DuckDBPyConnection, text: bytes) -> tuple[str, list[str]]:
    """Return the one SELECT of a text and the names of its parameters, or raise Refused."""
    tokens = [at for at, _ in duckdb.tokenize(text.decode())]
    one = checks.statement(text, tokens).decode()
    found = connection.extract_statements(one)
    checks.kind([each.type.name for each in found])
    if len(found) == 1:
        asked = "SELECT json_serialize_sql($query)"
        row = connection.execute(asked, {"query": one}).fetchone()
        checks.parsed(str(row[0]) if row else "{}")
    else:
        checks.words(text, tokens)
    named = sorted({name for each in found for name in each.named_parameters})
    if unnamed := [name for name in named if name.isdecimal()]:
        raise checks.Refused("unnamed", unnamed[0])
    return one, named


def _number(value: str) -> str | float:
    with suppress(ValueError):
        return int(value) if value.strip().lstrip("+-").isdecimal() else float(value)
    return value


class _Query:
    """
    A checked query with its values, and the columns of its answer once `describe` was called.

    `before` is how many bytes of what DuckDB was asked last stand before the reader's text.
    """

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, sql: str, values: dict[str, Any]
    ) -> None:
        self._connection, self._sql, self._values = connection, sql, values
        self.before = 0
        self.heads: list[str] = []
        self.kinds: list[str] = []
        self.places: list[str] = []

    def _execute(self, select: str, behind: str) -> duckdb.DuckDBPyConnection:
        head = f"SELECT {select} FROM (\n"
        self.before = len(head.encode())
        return self._connection.execute(f"{head}{self._sql}\n) {behind}", self._values or None)

    def _bound(self) -> list[tuple[str, str]]:
        """
        Return the columns of the answer.

        A value is text, as if typed in quotes; where text does not fit and it reads as a number,
        it is one.
        """
        try:
            return self._columns()
        except duckdb.BinderException:
            words = self._values
            self._values = {name: _number(value) for name, value in words.items()}
            if self._values == words:
                raise
            try:
                return self._columns()
            except duckdb.Error:
                self._values = words
                return self._columns()

    def _columns(self) -> list[tuple[str, str]]:
        found = self._execute("*", "AS answer LIMIT 0")
        return [(str(column[0]), str(column[1])) for column in found.description or ()]

    def describe(self) -> None:
        """Find out which columns the answer has."""
        described = self._bound()
        if len(described) > COLUMNS:
            raise checks.Refused("columns", f"{len(described):,}")
        self.heads = [name for name, _ in described]
        self.kinds = [kind for _, kind in described]
        self.places = [f"c{i}" for i in range(len(described))]

    def run(self, select: str, behind: str = "") -> duckdb.DuckDBPyConnection:
        """Run it with a SELECT list over `places`, and return what gives its rows."""
        return self._execute(select, f"AS answer({', '.join(self.places)}) {behind}")


def _rows(query: _Query, begun: float) -> None:
    """Give out the first rows, and how many there are in all."""
    select = ", ".join(map(shapes.shown, query.places, query.kinds))
    rows = query.run(select, f"LIMIT {ROWS + 1}").fetchall()
    seconds = time.perf_counter() - begun
    columns = [
        {"name": head, "type": kind, "form": shapes.form(kind)}
        for head, kind in zip(query.heads, query.kinds, strict=True)
    ]
    total = len(rows) if len(rows) <= ROWS else None
    _send({"columns": columns, "rows": rows[:ROWS], "total": total, "seconds": seconds})
    if total is None:
        row = query.run("count(*)").fetchone()
        _send({"total": row[0] if row else None})


def _file(query: _Query, form: str) -> None:
    """Give out all rows as lines, some thousands at a time."""
    if form == "csv":
        line, end, head = shapes.csv_line(query.places, query.kinds), "\r\n", query.heads
        _send({}, (shapes.csv_head(head) + end).encode())
    else:
        line, end = shapes.json_line(query.places, query.heads), "\n"
    answer, size, total = query.run(line), 0, 0
    while rows := answer.fetchmany(_AT_ONCE):
        body = "".join(f"{row[0]}{end}" for row in rows).encode()
        total, size = total + len(rows), size + len(body)
        if size > BYTES:
            raise checks.Refused("large")
        _send({}, body)
    _send({"total": total})


def _fault(error: duckdb.Error, shift: int) -> dict[str, Any]:
    """Return what DuckDB says of an error; `shift` bytes stand before the reader's text."""
    text = str(error)
    try:
        said = json.loads(text[text.index("{") :])
    except ValueError:
        said = {"exception_type": type(error).__name__, "exception_message": text}
    at = said.get("position")
    return {
        "kind": str(said.get("error_subtype") or said.get("exception_type")),
        "said": str(said.get("exception_message")),
        "word": str(said.get("name", "")),
        "about": str(said.get("type", "")),
        "candidates": str(said.get("candidates", "")),
        "at": None if at is None or int(at) < shift else int(at) - shift,
    }


def _answer(connection: duckdb.DuckDBPyConnection, request: dict[str, Any]) -> None:
    begun = time.perf_counter()
    try:
        sql, named = _checked(connection, request["sql"].encode())
    except duckdb.Error as error:
        _send({"fault": _fault(error, 0)})
        return
    values = {name: request["values"].get(name, "") for name in named}
    if missing := [name for name in named if values[name] == ""]:
        raise checks.Refused("missing", missing[0])
    query = _Query(connection, sql, values)
    try:
        query.describe()
        if request["form"] == "rows":
            _rows(query, begun)
        else:
            _file(query, request["form"])
    except duckdb.Error as error:
        _send({"fault": _fault(error, query.before)})


def answer(connection: duckdb.DuckDBPyConnection, request: dict[str, Any]) -> None:
    """Answer a request with frames; the last one of a request that fails says what is wrong."""
    try:
        _answer(connection, request)
    except checks.Refused as refused:
        _send({"fault": {"refused": refused.kind, "word": refused.word, "at": refused.at}})
    except (MemoryError, RecursionError):
        _send({"fault": {"refused": "memory", "word": "", "at": None}})


def main() -> None:
    """Read the request, answer it."""
    request = json.loads(sys.stdin.buffer.read())
    connection = _open(request["copy"])
    _shut()
    answer(connection, request)
    # Nothing is to be tidied up: what the process holds goes with it.
    os._exit(0)
