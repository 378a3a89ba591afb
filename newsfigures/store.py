"""
The store: opening, migrating, filling with reference data, writing and removing articles.

The only importer of duckdb, the process in the sandbox aside. It is a DuckDB file, which one
process owns, or a lake, which several do (lake.py). Every use takes a cursor of its own, and writes
pass one lock. Statements are the files of `queries/schema` and `queries/store`.
"""

import hashlib
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from functools import cache
from pathlib import Path
from typing import Any, Self

import duckdb

from newsfigures import access, lake, mishaps, places, tables
from newsfigures.access import Action
from newsfigures.catalog import DATA, ROOT
from newsfigures.desk import READ, Desk, insert, insert_whole, now, signed
from newsfigures.errors import (
    DuplicateArticleError,
    SchemaVersionError,
    StoreError,
)
from newsfigures.model import Article, Extraction
from newsfigures.places import Place

QUERIES = ROOT / "queries"
SCHEMA = QUERIES / "schema"
# No extension is fetched and no file of the machine is read by a query.
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    # Rows found by their place are read alone, not with every column of all the others.
    "dynamic_or_filter_threshold": 4000,
}
# What DuckDB raises, for the rooms that read and write through it without importing it.
DatabaseError = duckdb.Error
# What it raises where the disk does not do what it should, and for some other things.
_OF_THE_DISK = (
    duckdb.IOException,
    duckdb.FatalException,
    duckdb.InternalException,
    duckdb.SerializationException,
    duckdb.TransactionException,
)
# Views that read the claims kept; the others are what claims are worked out by.
_UPON_CLAIMS = {"claim", "fitting", "fitting_chart", "largest", "narrowed", "spread_out"}


def connect(path: Path, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """Open a DuckDB file as it is, with nothing of ours done to it; raises DatabaseError."""
    return duckdb.connect(str(path), read_only=read_only, config=CONFIG)


def parameters(sql: str) -> frozenset[str]:
    """Return the names of the `$parameters` of one statement."""
    return frozenset(duckdb.extract_statements(sql)[0].named_parameters)


@cache
def _statement(name: str) -> str:
    return (QUERIES / "store" / f"{name}.sql").read_text(encoding="utf-8")


def migrations(folder: Path = SCHEMA) -> list[tuple[int, Path]]:
    """Return the migration files in order, each with the version it leads to."""
    return sorted((int(file.name[:4]), file) for file in folder.glob("[0-9]*.sql"))


class Store:
    """
    One open store. `path` is its file; of a lake where notes about it stand on this machine.

    `place` says where it is, a lake's password left out; `beside` is a path beside which all who
    open it keep files. `snapshot` is the id of the snapshot that it is (snapshots/), '' for what is
    written to.
    """

    snapshot = ""
    _lake: lake.Lake | None = None
    # Held by who opens the file again; None for what is not a file of its own.
    _rising: "threading.Lock | None" = None
    _has_fallen = False
    _writes = 0

    def __init__(self, place: Place, schema: Path = SCHEMA) -> None:
        """Open it, bring it up to date and fill in the reference data; see `open_store`."""
        self.place = place
        self.path = place if isinstance(place, Path) else place.beside(DATA)
        self._opened = time.time_ns()
        self._write = threading.Lock()
        self._root = self._connect()
        if isinstance(place, Path):
            self._rising = threading.Lock()
        else:
            self._lake = lake.Lake(place, self._root, self._lend)
        try:
            with ExitStack() as until_ready:
                if self._lake is not None:
                    until_ready.enter_context(self._told())
                    until_ready.enter_context(self._lake.opening())
                if self._migrate(schema) and self._lake is not None:
                    with self.cursor() as cursor:
                        self._lake.warm(cursor)
                self._refresh_reference()
                self._make_views(schema)
        except duckdb.CatalogException as error:
            self.close()
            raise StoreError(
                f"The store {place} cannot be brought up to date: "
                f"{str(error).splitlines()[0]} Something else changed its tables. Put a backup in "
                "its place (python -m newsfigures restore FILE); the store is kept beside it."
            ) from error
        except BaseException:
            self.close()
            raise

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

    @classmethod
    def open(cls, place: Place | None = None) -> Self:
        """Open the store at a place, by default that of `places.default`."""
        place = place or places.default()
        return cls(place.resolve() if isinstance(place, Path) else place)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

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

    # -- schema and reference data ------------------------------------------------------------

    def schema_version(self) -> int:
        """Return the version of the newest migration in the file, 0 for a new file."""
        with self.cursor() as cursor:
            known = cursor.execute(_statement("has_schema_version")).fetchone()
            if not known or not known[0]:
                return 0
            row = cursor.execute(_statement("schema_version")).fetchone()
            return int(row[0]) if row and row[0] is not None else 0

    def _migrate(self, folder: Path) -> bool:
        """Bring the tables up to date; say whether anything was to be done."""
        steps = migrations(folder)
        have, newest = self.schema_version(), steps[-1][0]
        if have > newest:
            raise SchemaVersionError(
                f"The store {self.place} was written by a newer newsfigures (schema {have}; this "
                f"one knows up to {newest}). Update newsfigures, or set NEWSFIGURES_DB to "
                "another file."
            )
        for version, file in steps:
            if version > have:
                with self._transaction(Action.UPKEEP) as cursor:
                    sql = file.read_text(encoding="utf-8")
                    cursor.execute(lake.without_constraints(sql) if self.is_shared else sql)
                    cursor.execute(
                        _statement("record_migration"),
                        {"version": version, "applied_at": now()},
                    )
        return have < newest

    def _make_views(self, folder: Path) -> None:
        """
        Make the views anew, and keep all claims anew when what they are worked out by changed.

        Working a million claims out takes seconds; one article's are worked out with each write.
        """
        views = {file.stem: file.read_text(encoding="utf-8") for file in folder.glob("[a-z]*.sql")}
        first = sorted(views.keys() - _UPON_CLAIMS)
        keep = _statement("keep_all_claims")
        whole = "".join([tables.reference_digest(), keep, *(views[name] for name in first)])
        digest = hashlib.sha256(whole.encode()).hexdigest()
        kept = self._claims_hold(digest)
        with self._making_views() as cursor:
            for name in first:
                cursor.execute(views[name])
            if not kept:
                with (
                    self._transaction(Action.UPKEEP) if self.is_shared else nullcontext(cursor)
                ) as keeping:
                    keeping.execute(keep)
                    keeping.execute(_statement("meta_set"), {"key": "claims", "value": digest})
            for name in sorted(views.keys() & _UPON_CLAIMS):
                cursor.execute(views[name])

    def _claims_hold(self, digest: str) -> bool:
        """Say whether the claims kept were worked out by what has this digest."""
        return self.meta_get("claims") == digest

    @contextmanager
    def _making_views(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Lend a cursor that makes views: in the file, in one transaction; of a lake in memory."""
        if self._lake is None:
            with self._transaction(Action.UPKEEP) as cursor:
                yield cursor
        else:
            with self.cursor() as cursor:
                self._lake.makes_views(cursor)
                yield cursor

    def _refresh_reference(self) -> None:
        """Fill the reference tables anew when a data file is another than last time."""
        digest = tables.reference_digest()
        if self.meta_get("reference") == digest:
            return
        with self._transaction(Action.UPKEEP) as cursor:
            for table, rows in tables.reference_rows().items():
                cursor.execute(f"DELETE FROM {table}")
                insert_whole(cursor, table, rows)
            cursor.execute(_statement("meta_set"), {"key": "reference", "value": digest})

    def compact(self) -> tuple[int, int]:
        """
        Write the small files of a lake together; of one file, write its log into it.

        Returns how many files of data there were and are.
        """
        access.check(Action.MEND)
        with self._turn(), self.cursor() as cursor:
            if self._lake is not None:
                return self._lake.compact(cursor)
            cursor.execute("CHECKPOINT")
        return 1, 1

    # -- notes the app keeps --------------------------------------------------------------------

    def meta_get(self, key: str) -> str | None:
        """Return what was noted under a key, None for nothing."""
        with self.cursor() as cursor:
            row = cursor.execute(_statement("meta_get"), {"key": key}).fetchone()
        return None if row is None else str(row[0])

    def meta_set(self, key: str, value: str, action: Action = Action.SAMPLES) -> None:
        """Note a value under a key."""
        with self._transaction(action) as cursor:
            cursor.execute(_statement("meta_set"), {"key": key, "value": value})

    @contextmanager
    def desk(self, action: Action) -> Iterator[Desk]:
        """Lend a desk to whoever may do `action`, in one transaction; else RefusedError."""
        with self._transaction(action) as cursor:
            desk = Desk(cursor, _statement)
            yield desk
            desk.keep_claims()

    @contextmanager
    def glance(self) -> Iterator[Desk]:
        """Lend a desk to read at, as everything is at one moment; nothing is written."""
        with self.cursor() as cursor:
            cursor.begin()
            try:
                yield Desk(cursor, _statement)
            finally:
                cursor.rollback()

    @contextmanager
    def moment(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Lend a cursor that sees the store as it is now, whatever is written meanwhile."""
        with self.cursor() as cursor:
            cursor.begin()
            # A transaction begins to see with its first statement.
            cursor.execute(_statement("schema_version")).fetchone()
            yield cursor

    # -- articles ---------------------------------------------------------------------------------

    def add(
        self,
        article: Article,
        extraction: Extraction,
        reading: Mapping[str, object],
        *,
        words: int,
        then: Callable[[Desk, str], None] | None = None,
        copy: tuple[str | None, Sequence[int]] = (None, ()),
    ) -> list[str]:
        """
        Save an article with everything read in it, or nothing; return its figures' ids.

        `copy` is the id of the article it is nearly the same as, and its sketch.

        `then` is called with the article's id in the same transaction, to let decisions count
        that were taken about it before.

        Raises DuplicateArticleError when the text is there already, SpanMismatchError when a
        span does not cut its quote out of the text (checked here and again in the store).
        """
        article_id = article.article_id
        for figure in extraction.figures:
            figure.check(article_id, article.text)
        with self._transaction(Action.UPLOAD) as cursor:
            if known := self._known(cursor, article_id):
                raise known
            row = tables.article_row(article, reading, words, now(), extraction.read_by, copy)
            # Added anew, it is not among the removed any more.
            self._forget(cursor, article_id)
            insert(cursor, "article", [row])
            desk = Desk(cursor, _statement)
            desk.fill(article_id, tables.extraction_rows(article_id, extraction))
            if then is not None:
                then(desk, article_id)
            desk.keep_claims()
            return [row["figure_id"] for row in desk.read_in(article_id)]

    @staticmethod
    def _known(cursor: duckdb.DuckDBPyConnection, article_id: str) -> DuplicateArticleError | None:
        row = cursor.execute(_statement("known_article"), {"article_id": article_id}).fetchone()
        return None if row is None else DuplicateArticleError(article_id, str(row[0]), int(row[1]))

    def known(self, article_id: str) -> DuplicateArticleError | None:
        """Return what adding this article would raise because it is here, None when it is not."""
        with self.cursor() as cursor:
            return self._known(cursor, article_id)

    def alike(self, article_id: str, sketch: Sequence[int], least: int) -> list[dict[str, Any]]:
        """Return up to five other articles that share `least` hashes of a sketch, likest first."""
        asked = {"article_id": article_id, "sketch": list(sketch), "least": least}
        with self.cursor() as cursor:
            found = cursor.execute(_statement("like_sketch"), asked)
            names = [column[0] for column in found.description or ()]
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def sketch_old(self, sketch: Callable[[str], Sequence[int]]) -> int:
        """Make the sketches of some articles that have none; return of how many."""
        with self.cursor() as cursor:
            bare = cursor.execute(_statement("unsketched")).fetchall()
        if bare:
            made = [{"article_id": own, "sketch": list(sketch(text))} for own, text in bare]
            with self._transaction(Action.UPKEEP) as cursor:
                for each in made:
                    cursor.execute(_statement("set_sketch"), each)
        return len(bare)

    def _remove(self, name: str, values: dict[str, object] | None = None) -> int:
        with self._transaction(Action.SAMPLES) as cursor:
            ids = [row[0] for row in cursor.execute(_statement(name), values).fetchall()]
            for table in (*READ, "article", "claim_kept"):
                cursor.execute(_statement(f"remove_from_{table}"), {"articles": ids})
        return len(ids)

    def remove(self, article_id: str, who: str = "") -> bool:
        """
        Take one article out with all that was read in it; False when it is not there.

        It is put away and can be restored; what is decided about its figures stays.
        """
        if self.known(article_id) is None:
            return False
        own = {"article_id": article_id}
        with self._transaction(Action.REMOVE) as cursor:
            self._forget(cursor, article_id)
            noted = {**own, "at": now(), "who": signed(who)}
            cursor.execute(_statement("put_away_article"), noted)
            for table in READ:
                cursor.execute(_statement(f"put_away_{table}"), own)
            for table in (*READ, "article", "claim_kept"):
                cursor.execute(_statement(f"remove_from_{table}"), {"articles": [article_id]})
        return True

    def restore(self, article_id: str) -> bool:
        """
        Bring an article back that was removed, as it was; False when it was not put away.

        Raises DuplicateArticleError when it was added anew in the meantime.
        """
        own = {"article_id": article_id}
        with self._transaction(Action.RESTORE) as cursor:
            if known := self._known(cursor, article_id):
                raise known
            if article_id not in self._removed(cursor):
                return False
            for table in (*READ, "article"):
                cursor.execute(_statement(f"put_back_{table}"), own)
            self._forget(cursor, article_id)
            cursor.execute(_statement("keep_claims"), own)
        return True

    def forget_removed(self) -> int:
        """Delete for good what was removed; return how many articles."""
        with self._transaction(Action.FORGET) as cursor:
            gone = self._removed(cursor)
            for article_id in gone:
                self._forget(cursor, article_id)
        return len(gone)

    @staticmethod
    def _removed(cursor: duckdb.DuckDBPyConnection) -> list[str]:
        return [str(row[0]) for row in cursor.execute(_statement("removed_ids")).fetchall()]

    @staticmethod
    def _forget(cursor: duckdb.DuckDBPyConnection, article_id: str) -> None:
        for table in (*READ, "article"):
            cursor.execute(_statement(f"forget_{table}"), {"article_id": article_id})

    def remove_samples(self) -> int:
        """Take every sample article out; return how many there were."""
        return self._remove("sample_articles")

    def article(self, article_id: str) -> dict[str, Any] | None:
        """Return one article's row by column name, None when it is not there."""
        with self.cursor() as cursor:
            found = cursor.execute(_statement("article"), {"article_id": article_id})
            names = [column[0] for column in found.description or ()]
            row = found.fetchone()
        return None if row is None else dict(zip(names, row, strict=True))

    def counts(self) -> dict[str, int]:
        """Return how many articles, samples, figures, derived and reference figures there are."""
        with self.cursor() as cursor:
            found = cursor.execute(_statement("counts"))
            names = [column[0] for column in found.description or ()]
            row = found.fetchone() or ()
        return {name: int(number) for name, number in zip(names, row, strict=True)}


# -- the process's own store ------------------------------------------------------------------

_shared: dict[Place, Store] = {}
_shared_lock = threading.Lock()
# Who is told of a store that `shared` opens or `close_shared` closes, by its path.
_on_open: list[Callable[[Path], None]] = []
_on_close: list[Callable[[Path], None]] = []


def open_store(place: Place | None = None) -> Store:
    """
    Open a store for the caller alone; the caller closes it.

    Raises StoreBusyError when another process holds the file, SchemaVersionError when a newer
    newsfigures wrote it, StoreError when it is no store.
    """
    return Store.open(place)


def shared() -> Store:
    """Return this process's open store, opening it when it is not open; any thread may ask."""
    place = places.default()
    with _shared_lock:
        if place not in _shared:
            _shared[place] = Store.open(place)
            for tell in _on_open:
                tell(_shared[place].path)
        return _shared[place]


def when_shared(opened: Callable[[Path], None], closed: Callable[[Path], None]) -> None:
    """Have the path of each store told that `shared` opens from now on, and when it is closed."""
    _on_open.append(opened)
    _on_close.append(closed)


def close_shared() -> None:
    """Close whatever `shared` opened."""
    with _shared_lock:
        for store in _shared.values():
            # Told first: nobody is to be sent to a store that is about to close.
            for tell in _on_close:
                tell(store.path)
            store.close()
        _shared.clear()
