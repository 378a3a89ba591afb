"""
A store of every earlier schema opens with nothing lost: rows, decisions, claims, evidence.

Each is made of the migrations up to its version and filled with what people left in a store
(tests/lived.py), as far as its tables have room for it; the newest is filled with the same rows.
"""

import shutil

import duckdb
import pytest

from newsfigures import store
from newsfigures.store import Store
from newsfigures.whole import copies, soundness
from tests.articles import keep_claims
from tests.lived import worked_in

__all__ = ["worked_in"]

VERSIONS = [version for version, _ in store.migrations()]
NEWEST = VERSIONS[-1]
# What is noted about the file itself, and what is made anew when it is opened.
OWN = ("schema_version", "meta", "claim_kept")


def columns(cursor, database):
    """Return the columns of each table of a database, in order."""
    found = cursor.execute(
        "SELECT table_name, list(column_name ORDER BY column_index) FROM duckdb_columns() "
        "JOIN duckdb_tables() USING (database_name, table_name) WHERE database_name = ? "
        "GROUP BY ALL ORDER BY ALL",
        [database],
    ).fetchall()
    return {name: names for name, names in found if name not in OWN}


def filled(path, worked_in):
    """Put into an empty store what another holds, as far as it has tables and columns for it."""
    with duckdb.connect(str(path)) as cursor:
        cursor.execute(f"ATTACH '{worked_in}' AS lived (READ_ONLY)")
        have = columns(cursor, cursor.execute("SELECT current_database()").fetchone()[0])
        known = columns(cursor, "lived")
        for table, names in have.items():
            both = ", ".join(name for name in names if name in known[table])
            cursor.execute(f"DELETE FROM {table}")
            cursor.execute(f"INSERT INTO {table} ({both}) SELECT {both} FROM lived.{table}")
    return have


@pytest.fixture(scope="module", params=VERSIONS, ids=lambda version: f"schema {version}")
def old(request, worked_in, tmp_path_factory):
    """The path of a store as an earlier newsfigures left it, its version and its columns."""
    path = tmp_path_factory.mktemp(f"v{request.param}") / "figures.duckdb"
    with duckdb.connect(str(path)) as cursor:
        for version, file in store.migrations():
            if version <= request.param:
                cursor.execute(file.read_text(encoding="utf-8"))
                cursor.execute("INSERT INTO schema_version VALUES (?, now()::TIMESTAMP)", [version])
        # As it was noted by the newsfigures of then.
        cursor.execute("INSERT INTO meta (key, value) VALUES ('samples', 'added')")
        cursor.execute("INSERT INTO meta (key, value) VALUES ('reference', 'of then')")
    return path, request.param, filled(path, worked_in)


def rows(path, have):
    """Return every row of every table, of the columns given."""
    with duckdb.connect(str(path), read_only=True) as cursor:
        return {
            table: cursor.execute(f"SELECT {', '.join(names)} FROM {table} ORDER BY ALL").fetchall()
            for table, names in have.items()
        }


def test_every_row_stays_and_what_follows_from_them_is_what_today_makes(old, worked_in, tmp_path):
    path, version, have = old
    before = rows(path, have)
    assert before["article"]
    assert before["derived_input"]
    assert version < 3 or before["decision"]
    now = tmp_path / "now.duckdb"
    Store.open(now).close()
    # The tables of then alone: what came later was not there to be written.
    with duckdb.connect(str(now)) as cursor:
        cursor.execute(f"ATTACH '{worked_in}' AS lived (READ_ONLY)")
        for table, names in have.items():
            both = ", ".join(names)
            cursor.execute(f"DELETE FROM {table}")
            cursor.execute(f"INSERT INTO {table} ({both}) SELECT {both} FROM lived.{table}")
        keep_claims(cursor)

    with Store.open(path) as opened:
        assert opened.schema_version() == NEWEST
        assert opened.meta_get("samples") == "added"
        told = soundness.check(opened)
        counts = opened.counts()
    with Store.open(now) as newest:
        assert counts == newest.counts()
        assert told == soundness.check(newest)
    assert not [one for one in told if one.kind in ("text", "evidence", "claim")]
    remade = {"metric", "usd_rate", "entity", "chip", "reference_figure"}
    kept = {table: names for table, names in have.items() if table not in remade}
    assert rows(path, kept) == {table: before[table] for table in kept}
    assert claims(path) == claims(now)


def claims(path):
    """Return every claim that pages read, as it is kept."""
    with duckdb.connect(str(path), read_only=True) as cursor:
        found = cursor.execute("SELECT * FROM claim ORDER BY ALL").fetchall()
    assert found
    return found


def test_it_opens_again_with_nothing_left_to_do(old):
    path, _, _ = old
    Store.open(path).close()
    first = copies.look(path).digest

    Store.open(path).close()
    assert copies.look(path).digest == first


def test_the_migrations_leave_the_tables_that_a_new_store_has(old, tmp_path):
    path, _, _ = old
    Store.open(path).close()
    Store.open(tmp_path / "new.duckdb").close()

    def tables(of):
        with duckdb.connect(str(of), read_only=True) as cursor:
            return cursor.execute(
                "SELECT table_name, column_name, data_type, is_nullable FROM duckdb_columns() "
                "WHERE NOT internal ORDER BY ALL"
            ).fetchall()

    assert tables(path) == tables(tmp_path / "new.duckdb")


def test_a_migration_that_is_broken_off_is_done_again(worked_in, tmp_path, monkeypatch):
    path = tmp_path / "figures.duckdb"
    shutil.copy(worked_in, path)
    schema = tmp_path / "schema"
    shutil.copytree(store.SCHEMA, schema)
    more = schema / f"{NEWEST + 1:04}_more.sql"
    more.write_text("ALTER TABLE article ADD COLUMN mood VARCHAR; SELECT nothing", "utf-8")
    before = copies.look(path).digest

    with pytest.raises(duckdb.Error):
        Store(path, schema)
    assert copies.look(path).digest == before
    more.write_text("ALTER TABLE article ADD COLUMN mood VARCHAR", "utf-8")
    with Store(path, schema) as opened:
        assert opened.schema_version() == NEWEST + 1
