"""A store that is open: its cursors, its turns to write, its transactions."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Self

import duckdb

from newsfigures import access, lake, mishaps, places
from newsfigures.access import Action
from newsfigures.catalog import DATA
from newsfigures.desk import Desk
from newsfigures.places import Place
from newsfigures.store.statements import CONFIG, statement

# Bytes of a file that one thread reads as soon as several: each takes a hundred thousand rows.
SMALL = 64 * 2**20

# What it raises where the disk does not do what it should, and for some other things.
_OF_THE_DISK = (
    duckdb.IOException,
    duckdb.FatalException,
    duckdb.InternalException,
    duckdb.SerializationException,
    duckdb.TransactionException,
)


# Who is told of each state that a write leaves behind, by the store's path.
_on_write: list[Callable[[Path, int], None]] = []


def when_written(tell: Callable[[Path, int], None]) -> None:
    """Have each write from now on told, in the thread that wrote: the store's path, its version."""
    _on_write.append(tell)


class Opened:
    """
    An open store, in whatever form its tables are; `articles.Store` is what the program opens.

    `path` is its file; of a lake where notes about it stand on this machine. `place` says where it
    is, a lake's password left out; `beside` is a path beside which all who open it keep files.
    `snapshot` is the id of the snapshot that it is (snapshots/), '' for what is written to.
    """

    snapshot = ""
    _lake: lake.Lake | None = None
    # Held by who opens the file again; None for what is not a file of its own.
    _rising: "threading.Lock | None" = None
    _has_fallen = False
    _writes = 0
    _spares = False

    def __init__(self, place: Place) -> None:
        """Open the file or the lake as it is."""
        self.place = place
        self.path = place if isinstance(place, Path) else place.beside(DATA)
        self._opened = time.time_ns()
        self._write = threading.Lock()
        self._root = self._connect()
        if isinstance(place, Path):
            self._rising = threading.Lock()
        else:
            self._lake = lake.Lake(place, self._root, self._lend)

    def _connect(self) -> duckdb.DuckDBPyConnection:
        if not isinstance(self.place, Path):
            return duckdb.connect(config=CONFIG)
        places.make_folder(self.place)
        try:
            return duckdb.connect(str(self.place), config=CONFIG)
        except duckdb.Error as error:
            raise mishaps.cannot_open(self.place, error) from error

    def _rise(self) -> None:
        """
        Open the file again after DuckDB gave it up, as it does when a disk is full.

        What was committed is in it. Raises StoreError while that is not possible.
        """
        with self._rising or nullcontext():
            if self._has_fallen:
                self._root.close()
                self._root = self._connect()
                self._has_fallen = False
                self._writes += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def spare(self) -> None:
        """
        Answer with one thread while the file is small; for who answers many at once.

        A second thread costs a fifth more of the processor then and answers no sooner.
        """
        self._spares = isinstance(self.place, Path)
        self._set_threads()

    def _set_threads(self) -> None:
        if not self._spares or not isinstance(self.place, Path):
            return
        try:
            is_small = self.place.stat().st_size <= SMALL
        except OSError:
            # Whoever took the file away is not told by a write that went well.
            return
        with self._lend() as cursor:
            cursor.execute("SET threads = 1" if is_small else "RESET threads")
        self._spares = is_small

    @property
    def beside(self) -> Path:
        """Return the path beside which all who open the store keep files about it."""
        return self.path if isinstance(self.place, Path) else self.place.mark

    @property
    def is_shared(self) -> bool:
        """Say whether other processes may have it open too."""
        return self._lake is not None

    @property
    def version(self) -> int:
        """Return a number that rises with every write, so that caches can be keyed by it."""
        if self._lake is None:
            return self._writes
        with self._told():
            return self._lake.version()

    @property
    def tag(self) -> str:
        """Return an HTTP entity tag of what is in the store now: another after each write."""
        return f'W/"{self._opened:x}-{self.version}"'

    def close(self) -> None:
        """Close the file; what was committed is in it."""
        self._root.close()

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Lend a cursor for one use."""
        with self._lend() as cursor:
            if self._lake is None:
                yield cursor
            else:
                with self._told():
                    self._lake.reads(cursor)
                    yield cursor

    @contextmanager
    def _lend(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Lend one; StoreError where the disk of a file does not do what it should."""
        if self._has_fallen:
            self._rise()
        cursor = self._root.cursor()
        try:
            yield cursor
        except _OF_THE_DISK as error:
            if self._rising is not None and mishaps.is_fallen(error):
                self._has_fallen = True
            said = mishaps.told(self.path, error) if self._lake is None else None
            if said is None:
                raise
            raise said from error
        finally:
            # DuckDB ends the process where a transaction that was left open cannot be undone any
            # more when its cursor is closed: its connection to PostgreSQL may have broken.
            if self._lake is not None:
                with suppress(duckdb.Error):
                    cursor.rollback()
            cursor.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Say in plain words that a lake cannot be reached, or was changed by another program."""
        try:
            yield
        except duckdb.Error as error:
            if self._lake is None or (told := mishaps.lost(self.place, error)) is None:
                raise
            raise told from error

    @contextmanager
    def _turn(self) -> Iterator[Callable[[], None]]:
        """
        Wait for the turn to write: in this process, and of a lake among all servers.

        Lends what is to be called before a commit: it fails when the turn was lost since.
        """
        with self._write:
            if self._lake is None:
                yield lambda: None
            else:
                with self._told(), self._lake.turn() as is_ours:
                    yield is_ours
                self._lake.wrote()
            self._writes += 1
            for tell in _on_write:
                tell(self.path, self._writes)
            self._set_threads()

    @contextmanager
    def _transaction(self, action: Action) -> Iterator[duckdb.DuckDBPyConnection]:
        """
        Lend a cursor inside a transaction that is undone when anything fails.

        Every write comes through here: RefusedError is raised unless whoever acts may do `action`.
        """
        access.check(action)
        with self._turn() as is_ours, self.cursor() as cursor:
            cursor.begin()
            try:
                yield cursor
                is_ours()
                cursor.commit()
            except BaseException:
                # A commit that failed has undone everything itself and left no transaction; nor has
                # a lake whose connection broke.
                with suppress(duckdb.Error):
                    cursor.rollback()
                raise

    def meta_get(self, key: str) -> str | None:
        """Return what was noted under a key, None for nothing."""
        with self.cursor() as cursor:
            row = cursor.execute(statement("meta_get"), {"key": key}).fetchone()
        return None if row is None else str(row[0])

    def meta_set(self, key: str, value: str, action: Action = Action.SAMPLES) -> None:
        """Note a value under a key."""
        with self._transaction(action) as cursor:
            cursor.execute(statement("meta_set"), {"key": key, "value": value})

    @contextmanager
    def desk(self, action: Action) -> Iterator[Desk]:
        """Lend a desk to whoever may do `action`, in one transaction; else RefusedError."""
        with self._transaction(action) as cursor:
            desk = Desk(cursor, statement)
            yield desk
            desk.keep_claims()

    @contextmanager
    def glance(self) -> Iterator[Desk]:
        """Lend a desk to read at, as everything is at one moment; nothing is written."""
        with self.cursor() as cursor:
            cursor.begin()
            try:
                yield Desk(cursor, statement)
            finally:
                cursor.rollback()

    @contextmanager
    def moment(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Lend a cursor that sees the store as it is now, whatever is written meanwhile."""
        with self.cursor() as cursor:
            cursor.begin()
            # A transaction begins to see with its first statement.
            cursor.execute(statement("schema_version")).fetchone()
            yield cursor
