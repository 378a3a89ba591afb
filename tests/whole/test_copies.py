"""A copy of the store is made while it is in use, compared, and put back with nothing lost."""

import hashlib
import json
import shutil

import pytest

from newsfigures import cli, store
from newsfigures.access import Action
from newsfigures.store import Store
from newsfigures.whole import archive, copies
from tests.lived import tables
from tests.running import held, newsfigures, served


def run(capsys, *arguments):
    code = cli.main([str(each) for each in arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_a_backup_has_every_row_and_is_compared(capsys, lived, tmp_path):
    out = tmp_path / "kept.duckdb"

    code, said, err = run(capsys, "backup", out)

    assert (code, err) == (0, "")
    assert "Every table was compared with the store." in said
    assert tables(out) == tables(lived)
    assert list(tmp_path.glob("*.part")) == []


def test_a_backup_is_made_through_the_app_while_somebody_writes(
    capsys, lived, tmp_path, monkeypatch
):
    import threading

    before = tables(lived)
    out, done = tmp_path / "kept.duckdb", threading.Event()

    def write():
        number = 0
        while not done.is_set():
            number += 1
            store.shared().meta_set("busy", str(number))

    with served(), held(monkeypatch):
        writer = threading.Thread(target=write)
        writer.start()
        code, said, err = run(capsys, "backup", "--json", out)
        done.set()
        writer.join()

    told = json.loads(said)
    assert (code, err) == (0, "")
    assert told["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
    after = tables(out)
    del after["meta"], before["meta"]
    assert after == before
    assert told["tables"]["decision"] == len(before["decision"])


def test_a_copy_that_is_not_the_store_is_no_backup(lived, tmp_path, monkeypatch):
    from dataclasses import replace

    whole = copies.look

    def cut(path):
        made = whole(path)
        tables = dict(made.tables)
        tables["figure"] = replace(tables["figure"], rows=0)
        return replace(made, tables=tables)

    monkeypatch.setattr(copies, "look", cut)
    with Store.open() as opened, pytest.raises(copies.BackupError, match=r"\(figure\)"):
        copies.back_up(opened, tmp_path / "kept.duckdb")
    assert not (tmp_path / "kept.duckdb").exists()


def test_one_changed_value_makes_another_digest(lived, tmp_path):
    with Store.open() as opened:
        first = copies.back_up(opened, tmp_path / "a.duckdb")
        with opened.desk(Action.UPKEEP) as desk:
            desk.cursor.execute("UPDATE decision SET who = 'Eve' WHERE decision_id = 1")
        second = copies.back_up(opened, tmp_path / "b.duckdb")

    differing = {name for name in first.tables if first.tables[name] != second.tables[name]}
    assert differing == {"decision"}
    assert first.digest != second.digest


def test_a_file_that_is_there_is_replaced_only_when_told_to(capsys, lived, tmp_path):
    out = tmp_path / "kept.duckdb"
    out.write_text("mine", encoding="utf-8")

    assert run(capsys, "backup", out)[::2] == (
        2, f"newsfigures: There is a file {out} already. Name another one, or give --replace.\n",
    )  # fmt: skip
    assert out.read_text(encoding="utf-8") == "mine"
    assert run(capsys, "backup", "--replace", out)[0] == 0
    assert copies.look(out).tables["decision"].rows


def test_a_backup_that_cannot_be_written_is_told_in_words(capsys, lived, tmp_path):
    code, out, err = run(capsys, "backup", tmp_path / "none" / "kept.duckdb")

    assert (code, out) == (2, "")
    assert "cannot be written" in err
    assert "Traceback" not in err


def test_a_restored_backup_is_the_store_that_it_was(capsys, lived, tmp_path):
    before = tables(lived)
    run(capsys, "backup", tmp_path / "kept.duckdb")
    with Store.open() as opened:
        opened.remove_samples()
    changed = tables(lived)

    code, out, err = run(capsys, "restore", tmp_path / "kept.duckdb")

    assert (code, err) == (0, "")
    assert tables(lived) == before
    (aside,) = lived.parent.glob("figures-before-*.duckdb")
    assert f"The store that was there is kept as {aside}." in out
    assert tables(aside) == changed


def test_a_broken_store_is_kept_aside_too(capsys, lived, tmp_path):
    before = tables(lived)
    run(capsys, "backup", tmp_path / "kept.duckdb")
    lived.write_bytes(b"no database " * 1000)

    assert run(capsys, "restore", tmp_path / "kept.duckdb")[0] == 0
    assert tables(lived) == before
    (aside,) = lived.parent.glob("figures-before-*.duckdb")
    assert aside.read_bytes() == b"no database " * 1000


def test_a_backup_of_an_older_schema_is_migrated(lived, tmp_path, monkeypatch):
    """It is put in place by a newsfigures that has one more migration: a column, filled."""
    schema = tmp_path / "schema"
    shutil.copytree(store.SCHEMA, schema)
    newest = store.migrations()[-1][0]
    (schema / f"{newest + 1:04}_shout.sql").write_text(
        "ALTER TABLE naming ADD COLUMN loud VARCHAR; UPDATE naming SET loud = upper(form)",
        encoding="utf-8",
    )
    with Store.open() as opened:
        made = copies.back_up(opened, tmp_path / "kept.duckdb")
    before = tables(lived)
    monkeypatch.setattr(Store.__init__, "__defaults__", (schema,))
    monkeypatch.setattr(store.migrations, "__defaults__", (schema,))

    copies.restore(tmp_path / "kept.duckdb", lived)

    after = tables(lived)
    assert made.schema == newest
    assert [row[:-1] for row in after["naming"]] == before["naming"]
    assert {row[-1] for row in after["naming"]} >= {"VERRAZEL", "QUILLON 2"}
    del after["naming"], before["naming"]
    assert after == before


def _bytes(path):
    path.write_bytes(b"no database " * 1000)


def _foreign(path):
    import duckdb

    with duckdb.connect(str(path)) as other:
        other.execute("CREATE TABLE article (i INTEGER)")


def _newer(path):
    import duckdb

    with Store.open(path) as made:
        made.close()
    with duckdb.connect(str(path)) as newer:
        newer.execute("INSERT INTO schema_version VALUES (9999, now()::TIMESTAMP)")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (_bytes, "is no copy of a store, or is broken"),
        (_foreign, "is a DuckDB file, but holds no store of newsfigures"),
        (_newer, "was written by a newer newsfigures (schema 9999"),
        (lambda path: None, "There is no file"),
    ],
)
def test_what_is_no_backup_is_refused_and_the_store_stays(capsys, lived, tmp_path, make, said):
    before = tables(lived)
    make(tmp_path / "kept.duckdb")

    code, out, err = run(capsys, "restore", tmp_path / "kept.duckdb")

    assert (code, out) == (2, "")
    assert said in err
    assert tables(lived) == before
    assert [each.name for each in lived.parent.iterdir()] == ["figures.duckdb"]


def test_the_store_itself_is_no_backup_of_it(capsys, lived):
    code, _, err = run(capsys, "restore", lived)

    assert code == 2
    assert "is the store itself" in err


def test_nothing_is_restored_while_a_program_holds_the_store(lived, tmp_path):
    with Store.open() as opened:
        copies.back_up(opened, tmp_path / "kept.duckdb")
        archive.write(opened, tmp_path / "all.zip")
        for name in ("kept.duckdb", "all.zip"):
            code, out, err = newsfigures("restore", tmp_path / name)
            assert (code, out) == (2, "")
            assert "in use by" in err
    assert [each.name for each in lived.parent.iterdir()] == ["figures.duckdb"]


def test_a_store_in_use_is_no_backup(lived, tmp_path, monkeypatch):
    with Store.open(), monkeypatch.context() as patch:
        patch.setenv("NEWSFIGURES_DB", str(tmp_path / "other.duckdb"))
        code, _, err = newsfigures("restore", lived)

    assert code == 2
    assert "in use by" in err
