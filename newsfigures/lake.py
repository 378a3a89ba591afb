"""
A store past one machine: its tables in a DuckLake that several app servers open at once.

PostgreSQL keeps the catalog and who may write, a folder that all servers see keeps the data.
A lake has neither keys nor checks nor sequences, and two writers who add rows do not meet. So
writers take turns, by a lock in PostgreSQL that all of them ask for: each sees what the one before
wrote, and what numbers decisions and tells duplicates in a file does so in a lake. Views and macros
are each server's own, in its memory: servers of two editions do not pull them to and fro.
"""

import hashlib
import re
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from newsfigures.errors import StoreError

PREFIX = "ducklake:postgres:"
# Packages that hold the extensions of DuckDB (requirements-lake.txt), in the order of loading.
_EXTENSIONS = ("postgres_scanner", "ducklake")
_LAKE, _GATE = "lake", "gate"
# What all writers ask PostgreSQL for; any number that no other program uses in that database.
_LOCK = 0x6E666967
# Milliseconds that a writer waits for its turn: longer than all but very large writes take.
_PATIENCE = 120_000
# Seconds for which a server goes on with what it last heard of the writes of others.
_HEARD = 0.25
# What lies in the folder of the data, to know it by: a share not mounted is an empty folder.
_MARK = "newsfigures.lake"
_DATA = re.compile(r"(?:^|\s)data=('(?:[^'\\]|\\.)*'|\S+)")
_PASSWORD = re.compile(r"(password\s*=\s*)('(?:[^'\\]|\\.)*'|\S+)")
# How long a state stays readable, and a file that only older states need stays where it is.
_KEPT = "7 days"
# What an error says when PostgreSQL or the data's folder is out of reach, whatever its class.
_OUT_OF_REACH = re.compile(
    r"^IO Error|Unable to connect to Postgres|connection to (?:the )?server|"
    r"server closed the connection|Failed to (?:prepare|execute|fetch|get|query)"
)
_SQL_COMMENT = re.compile(r"--[^\n]*")
_KEY = re.compile(r"(?:,\s*)?\bPRIMARY KEY(?:\s*\([^)]*\))?")
_CHECK = re.compile(r"(?:,\s*)?\bCHECK\s*\(")


def without_passwords(words: str) -> str:
    """
    Return words without the password that an address in them may hold.

        >>> without_passwords("host=db password='a b' dbname=figures")
        'host=db password=… dbname=figures'
    """
    return _PASSWORD.sub(r"\1…", words)


def is_out_of_reach(words: str) -> bool:
    """
    Say whether an error of DuckDB's tells of a connection or file that is not there.

        >>> is_out_of_reach("Catalog Error: Table with name x does not exist!")
        False
    """
    return _OUT_OF_REACH.search(words) is not None


def _needed(key: re.Match[str]) -> str:
    """Return what stays of a key: of one behind a column that it may not be empty."""
    return "" if "(" in key[0] else "NOT NULL"


def without_constraints(sql: str) -> str:
    """
    Return statements without keys and checks, which a lake refuses; NOT NULL stays.

        >>> without_constraints("CREATE TABLE t (a INTEGER PRIMARY KEY, b DOUBLE, CHECK (b > (1)))")
        'CREATE TABLE t (a INTEGER NOT NULL, b DOUBLE)'
    """
    sql = _KEY.sub(_needed, _SQL_COMMENT.sub("", sql))
    while found := _CHECK.search(sql):
        end = found.end()
        deep = 1
        while deep:
            deep += {"(": 1, ")": -1}.get(sql[end], 0)
            end += 1
        sql = sql[: found.start()] + sql[end:]
    return sql


def _quoted(words: object) -> str:
    return "'" + str(words).replace("'", "''") + "'"


def _any(kind: str) -> str:
    """Return any value of a type, as it is written."""
    if kind.endswith("[]"):
        return "[]"
    plain = {"VARCHAR": "", "BOOLEAN": "false", "DATE": "2025-01-27", "TIMESTAMP": "2025-01-27"}
    return plain.get(kind, "0")


def _extension(name: str) -> Path:
    """Return the file of an extension in its package; nothing is fetched."""
    package = f"duckdb_extension_{name}"
    spec = find_spec(package)
    found = sorted(Path(spec.origin).parent.glob(f"extensions/*/{name}.duckdb_extension")) if (
        spec and spec.origin
    ) else []  # fmt: skip
    if not found:
        raise StoreError(
            f"A store in a lake needs the package {package.replace('_', '-')}. Install it with "
            "what it fits: python -m pip install --require-hashes -r requirements-lake.lock"
        )
    return found[0]


@dataclass(frozen=True, slots=True)
class Address:
    """Where a lake is: how PostgreSQL is reached, in the words of libpq, and the data's folder."""

    catalog: str
    data: str

    @classmethod
    def read(cls, words: str) -> "Address | None":
        """
        Return the address that words give, None for those that name a file.

            >>> Address.read("ducklake:postgres:host=db dbname=figures data=/srv/figures")
            Address(catalog='host=db dbname=figures', data='/srv/figures')

        Raises StoreError for one without a folder that is the same for whoever reads it.
        """
        if not words.startswith("ducklake:"):
            return None
        rest = words.removeprefix(PREFIX)
        found = _DATA.search(rest)
        data = re.sub(r"\\(.)", r"\1", found[1].strip("'")) if found else ""
        if rest == words or "://" in rest or not Path(data).is_absolute():
            raise StoreError(
                f"{without_passwords(words)} is no address of a lake. Write one such as "
                f"{PREFIX}host=db.example.org dbname=figures user=figures data=/srv/figures, where "
                "data is a folder, with its whole path, that every app server sees."
            )
        return cls((rest[: found.start()] + rest[found.end() :]).strip() if found else rest, data)

    def __str__(self) -> str:
        """Return it as it is written, without a password."""
        return without_passwords(f"{PREFIX}{self.catalog} data={self.data}")

    @property
    def mark(self) -> Path:
        """Return the file by which the folder of the data is known."""
        return Path(self.data) / _MARK

    def beside(self, folder: Path) -> Path:
        """Return where on this machine notes about this lake stand beside stores in files."""
        digest = hashlib.sha256(str(self).encode()).hexdigest()[:12]
        return folder / f"lake-{digest}.duckdb"


@dataclass(slots=True)
class Lake:
    """
    A lake that is attached to a DuckDB of this process, which has no tables of its own.

    Given its connection, and what lends cursors of that.
    """

    address: Address
    _root: Any
    _lend: Callable[[], AbstractContextManager[Any]]
    _version: int = field(default=-1, init=False)
    _heard_at: float = field(default=0, init=False)
    _written: int = field(default=0, init=False)
    _is_opening: bool = field(default=False, init=False)

    @staticmethod
    def warm(cursor: Any) -> None:
        """
        Have each table that never held a row hold one for a moment that nobody sees.

        Of such a table DuckLake asks PostgreSQL column by column, with every statement that reads
        it: to add an article takes three times as long. What was found of one that held a row is
        kept.
        """
        columns = cursor.execute(
            "SELECT table_name, list(data_type ORDER BY column_index) FROM duckdb_columns() "
            "WHERE database_name = current_database() GROUP BY table_name ORDER BY table_name"
        ).fetchall()
        empty = [
            (table, kinds)
            for table, kinds in columns
            if not cursor.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        ]
        cursor.begin()
        for table, kinds in empty:
            row = ", ".join(f"CAST({_quoted(_any(kind))} AS {kind})" for kind in kinds)
            cursor.execute(f"INSERT INTO {table} VALUES ({row})")
            cursor.execute(f"DELETE FROM {table}")
        cursor.commit()

    @contextmanager
    def opening(self) -> Iterator[None]:
        """Attach the lake, making it where there is none; writers wait until all of it is ready."""
        for name in _EXTENSIONS:
            self._root.execute(f"LOAD {_quoted(_extension(name))}")
        gate = f"{self.address.catalog} options='-c lock_timeout={_PATIENCE}'"
        self._root.execute(f"ATTACH {_quoted(gate)} AS {_GATE} (TYPE postgres)")
        with self.turn():
            self._is_opening = True
            try:
                self._attach()
                yield
            finally:
                self._is_opening = False

    def _attach(self) -> None:
        folder, lake = Path(self.address.data), f"ducklake:postgres:{self.address.catalog}"
        mark = self.address.mark
        is_new = self._asked(self._root, "SELECT to_regclass('ducklake_metadata')::text") is None
        try:
            if is_new:
                folder.mkdir(parents=True, exist_ok=True)
                mark.touch()
            elif not mark.exists():
                raise StoreError(
                    f"{folder} holds no data of a lake ({_MARK} is not in it), and the catalog "
                    "names it. See to it that the shared folder is mounted on this machine."
                )
        except OSError as error:
            raise StoreError(
                f"The folder {folder} of the lake's data cannot be used: {error.strerror}. "
                "Every app server must be able to read and write in it."
            ) from error
        self._root.execute(f"ATTACH {_quoted(lake)} AS {_LAKE} (DATA_PATH {_quoted(folder)})")

    @staticmethod
    def _asked(gate: Any, sql: str) -> Any:
        """Return the one value that PostgreSQL answers."""
        found = gate.execute(f"SELECT * FROM postgres_query('{_GATE}', {_quoted(sql)})").fetchone()
        return found[0] if found else None

    @contextmanager
    def turn(self) -> Iterator[Callable[[], None]]:
        """
        Wait until no other server writes, and keep the others waiting.

        Lends what fails when the turn was lost since, with the connection that it hangs on; to be
        called before what was written is made to count.
        """
        if self._is_opening:
            yield lambda: None
            return
        # The lock goes with the transaction, and with the connection of a server that died.
        with self._lend() as gate:
            gate.begin()
            self._asked(gate, f"SELECT pg_advisory_xact_lock({_LOCK})::text")
            yield lambda: self._asked(gate, "SELECT 1")

    @staticmethod
    def reads(cursor: Any) -> None:
        """Have a new cursor find tables in the lake, then views and macros in memory."""
        cursor.execute(f"SET search_path = '{_LAKE}.main,memory.main'")

    @staticmethod
    def makes_views(cursor: Any) -> None:
        """Have what a cursor makes stand in memory."""
        cursor.execute(f"SET search_path = 'memory.main,{_LAKE}.main'")

    def version(self) -> int:
        """Return the number of the lake's newest state, as heard a moment ago at the latest."""
        if time.monotonic() - self._heard_at > _HEARD:
            written = self._written
            with self._lend() as cursor:
                row = cursor.execute(f"SELECT id FROM {_LAKE}.current_snapshot()").fetchone()
            self._version = int(row[0])
            # What another thread wrote while this one asked may not be in the answer.
            if written == self._written:
                self._heard_at = time.monotonic()
        return self._version

    def compact(self, cursor: Any) -> tuple[int, int]:
        """
        Write many small files together and let states go that nobody reads any more.

        Returns how many files of data there were and are. In the turn of this server.
        """
        asked = f"SELECT coalesce(sum(file_count), 0) FROM ducklake_table_info('{_LAKE}')"
        before = int(cursor.execute(asked).fetchone()[0])
        long_ago = f"older_than => now() - INTERVAL '{_KEPT}'"
        for step in (
            "flush_inlined_data('{lake}')",
            "expire_snapshots('{lake}', {long_ago})",
            "rewrite_data_files('{lake}')",
            "merge_adjacent_files('{lake}')",
            "cleanup_old_files('{lake}', {long_ago})",
        ):
            called = step.format(lake=_LAKE, long_ago=long_ago)
            cursor.execute(f"CALL ducklake_{called}").fetchall()
        return before, int(cursor.execute(asked).fetchone()[0])

    def wrote(self) -> None:
        """Ask for the newest state the next time: this server wrote one."""
        self._written += 1
        self._heard_at = 0
