"""The tables and views of a store, brought up to date when it is opened, and its reference data."""

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path

import duckdb

from newsfigures import access, lake, tables
from newsfigures.access import Action
from newsfigures.desk import insert_whole, now
from newsfigures.errors import SchemaVersionError, StoreError
from newsfigures.places import Place
from newsfigures.store.opened import Opened
from newsfigures.store.statements import SCHEMA, migrations, statement

# Views that read the claims kept; the others are what claims are worked out by.
_UPON_CLAIMS = {"claim", "fitting", "fitting_chart", "largest", "narrowed", "spread_out"}


class UpToDate(Opened):
    """An open store whose tables, views and reference data are those of this version."""

    def __init__(self, place: Place, schema: Path = SCHEMA) -> None:
        """Open it, bring it up to date and fill in the reference data; see `open_store`."""
        super().__init__(place)
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

    def schema_version(self) -> int:
        """Return the version of the newest migration in the file, 0 for a new file."""
        with self.cursor() as cursor:
            known = cursor.execute(statement("has_schema_version")).fetchone()
            if not known or not known[0]:
                return 0
            row = cursor.execute(statement("schema_version")).fetchone()
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
                        statement("record_migration"),
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
        keep = statement("keep_all_claims")
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
                    keeping.execute(statement("meta_set"), {"key": "claims", "value": digest})
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
            cursor.execute(statement("meta_set"), {"key": "reference", "value": digest})

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
