"""A store in a lake holds, answers and shows what one in a file does."""

import json
import re
import shutil
from pathlib import Path

import pytest

from benchmarks import pages
from newsfigures import access, cli, intake, places, queries, store
from newsfigures.access import Person, Role
from newsfigures.sandbox import asking
from newsfigures.snapshots import kept
from newsfigures.store import Store
from newsfigures.whole import soundness
from tests.apps import page
from tests.lived import SAMPLES, live, tables
from tests.running import ROOT


def run(capsys, *arguments):
    code = cli.main([str(each) for each in arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_the_tables_are_those_of_a_file(in_lake, in_file):
    asked = (
        "SELECT table_name, column_name, c.data_type, c.is_nullable FROM duckdb_columns() AS c "
        "JOIN duckdb_tables() AS t USING (database_name, table_name) "
        "WHERE database_name = current_database() ORDER BY table_name, c.column_index"
    )
    with in_lake.cursor() as one, in_file.cursor() as other:
        found, expected = one.execute(asked).fetchall(), other.execute(asked).fetchall()

    assert found == expected
    assert in_lake.schema_version() == store.migrations()[-1][0]


def test_a_store_goes_in_and_back_with_every_row(capsys, lived_in, worked_in, tmp_path):
    back = tmp_path / "back.duckdb"

    code, said, err = run(capsys, "transfer", lived_in, back, "--json")

    told = json.loads(said)
    assert (code, err, told["was_there"]) == (0, "", False)
    assert tables(back) == tables(worked_in)
    assert told["tables"]["decision"] == len(tables(back)["decision"]) > 0
    code, said, _ = run(capsys, "transfer", back, lived_in)
    assert (code, said) == (0, f"Everything of {back} is in {lived_in} already.\n")


def test_a_store_goes_into_no_other_and_none_from_nowhere(capsys, lived_in, worked_in, tmp_path):
    other = tmp_path / "other.duckdb"
    with Store.open(other) as one:
        intake.take(one, intake.read_samples()[-1])
    before = tables(other)

    code, said, err = run(capsys, "transfer", lived_in, other)

    assert (code, said) == (2, "")
    assert "holds 1 articles and 0 decisions" in err
    assert tables(other) == before
    for source, target, words in (
        (tmp_path / "none.duckdb", lived_in, "There is no file"),
        (worked_in, worked_in, "is both"),
        ("ducklake:sqlite:x", worked_in, "is no address of a lake"),
    ):
        assert run(capsys, "transfer", source, target)[0] == 2
        assert run(capsys, "transfer", source, target)[2].count(words) == 1
    assert not (tmp_path / "none.duckdb").exists()


def test_a_backup_of_a_lake_is_a_store_in_a_file(
    capsys, lived_in, worked_in, tmp_path, monkeypatch
):
    monkeypatch.setenv("NEWSFIGURES_DB", lived_in)
    out = tmp_path / "kept.duckdb"

    code, said, _ = run(capsys, "backup", out)

    assert (code, "Every table was compared" in said) == (0, True)
    assert tables(out) == tables(worked_in)
    code, _, err = run(capsys, "restore", out)
    assert code == 2
    assert "a file cannot be put in its place" in err


def test_every_query_answers_the_same_rows(in_lake, in_file):
    """What pages ask; tests hold that list to all files of queries/."""
    differ = [
        title
        for title, (name, values) in pages.asked(in_file).items()
        if not queries.run(in_lake, name, **values).equals(queries.run(in_file, name, **values))
    ]

    assert differ == []


def test_a_readers_own_sql_is_answered_from_it(in_lake, in_file):
    sql = "SELECT metric, count(*) AS n FROM figures GROUP BY metric ORDER BY metric"

    assert asking.whole(in_lake, sql) == asking.whole(in_file, sql)


@pytest.fixture(scope="module")
def shared(lived_in):
    """The lake as the store of this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEWSFIGURES_DB", lived_in)
        yield store.shared()
        store.close_shared()


@pytest.mark.parametrize("name", sorted(each.stem for each in (ROOT / "pages").glob("*.py")))
def test_every_page_shows_the_lake(name, shared):
    app = page(name).run()

    assert not app.exception
    assert not app.error


def _unsigned(rows):
    """Rows without what two runs of the same do not share: times."""
    return re.sub(r"datetime\.datetime\([^)]*\)", "then", repr(rows))


def test_what_people_do_leaves_the_same_rows(postgres, folder, worked_in, tmp_path):
    place = places.named(postgres.lake("busy", folder / "busy"))
    out = tmp_path / "out.duckdb"
    with Store.open(place) as busy:
        for sample in intake.read_samples()[:SAMPLES]:
            intake.take(busy, sample)
        busy.meta_set("samples", "added")
        live(busy)
        assert soundness.check(busy) == []
    assert cli.main(["transfer", f"{place}", str(out)]) == 0

    done, expected = tables(out), tables(worked_in)

    assert done.keys() == expected.keys()
    for name in done:
        assert _unsigned(done[name]) == _unsigned(expected[name]), name


def test_a_snapshot_of_a_lake_is_that_of_a_file(lived_in, tmp_path, worked_in):
    copy = tmp_path / "copy.duckdb"
    shutil.copy(worked_in, copy)
    with Store.open(copy) as file, Store.open(places.named(lived_in)) as busy:
        # Whoever may keep a snapshot need not be allowed to put another store in this one's place.
        with access.acting(Person(role=Role.EDITOR, name="Ada")):
            made, expected = kept.make(busy), kept.make(file)
        assert kept.folder(busy).parent == Path(busy.place.data)
        listed = kept.listed(busy)

    assert (made.id, made.sha256, made.rows) == (expected.id, expected.sha256, expected.rows)
    assert [each.id for each in listed] == [made.id]
