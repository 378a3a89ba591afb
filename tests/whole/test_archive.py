"""Everything in a store goes out and into a new one: the same figures, ids and history."""

import hashlib
import json
import shutil
import zipfile

import pytest

from newsfigures import cli, intake
from newsfigures.errors import ArchiveError
from newsfigures.intake import File
from newsfigures.store import Store
from newsfigures.whole import archive, copies
from tests.lived import tables
from tests.running import held, served


def run(capsys, *arguments):
    code = cli.main([str(each) for each in arguments])
    out, err = capsys.readouterr()
    return code, out, err


def zipped(path, to, change=None, drop=()):
    """Write an archive again, with the bytes of some members changed and others left out."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(to, "w") as new:
        for name in old.namelist():
            if name not in drop:
                data = old.read(name)
                new.writestr(name, change[name](data) if name in (change or {}) else data)
    return to


def with_rows(path, to, table, change):
    """Write an archive again with other rows in a table and a manifest that fits them."""

    def rows(data):
        lines = [json.loads(line) for line in data.splitlines()]
        return b"".join(json.dumps(row).encode() + b"\n" for row in change(lines))

    with zipfile.ZipFile(path) as old:
        data = rows(old.read(f"{table}.jsonl"))
    made = archive.look(path)
    parts = tuple(
        archive.Part(table=table, file=its.file, rows=data.count(b"\n"), bytes=len(data),
                     sha256=hashlib.sha256(data).hexdigest())
        if its.table == table else its
        for its in made.parts
    )  # fmt: skip
    said = archive.Manifest(made_at=made.made_at, made_by=made.made_by, parts=parts).record()
    change_by = {f"{table}.jsonl": lambda _: data,
                 "manifest.json": lambda _: json.dumps(said).encode()}  # fmt: skip
    return zipped(path, to, change_by)


@pytest.fixture(scope="module")
def whole(worked_in, tmp_path_factory):
    """An archive of a store that people have worked in."""
    folder = tmp_path_factory.mktemp("whole")
    shutil.copy(worked_in, folder / "figures.duckdb")
    with Store.open(folder / "figures.duckdb") as opened:
        archive.write(opened, folder / "all.zip")
    return folder / "all.zip"


@pytest.fixture(scope="module")
def new(tmp_path_factory):
    """A new store, open, into which nothing may go."""
    with Store.open(tmp_path_factory.mktemp("new") / "figures.duckdb") as opened:
        before = opened.counts()
        yield opened
        assert opened.counts() == before


def test_every_table_is_carried_or_made_anew():
    """A table that a migration adds belongs into one of the two."""
    assert archive.TABLES.keys() | copies.REMADE == {
        *archive.TABLES, "metric", "usd_rate", "entity", "chip", "reference_figure",
        "schema_version", "claim_kept",
    }  # fmt: skip


def test_no_table_of_the_schema_is_forgotten(lived):
    assert set(tables(lived)) == (archive.TABLES.keys() | copies.REMADE) - {"schema_version"}


@pytest.mark.parametrize("verb", ["ingest", "restore"])
def test_a_new_store_has_every_row_of_every_table(capsys, lived, tmp_path, monkeypatch, verb):
    out = tmp_path / "all.zip"
    assert run(capsys, "export", "--everything", "--out", out)[0] == 0
    before = tables(lived)
    monkeypatch.setenv("NEWSFIGURES_DB", str(tmp_path / "new.duckdb"))

    code, said, err = run(capsys, verb, out)

    assert (code, err) == (0, "")
    assert f"{len(before['article'])} articles" in said
    after = tables(tmp_path / "new.duckdb")
    for name, rows in before.items():
        assert after[name] == rows, name
    again = tmp_path / "again.zip"
    run(capsys, "export", "--everything", "--out", again)
    assert archive.look(again).parts == archive.look(out).parts


def test_what_goes_in_whole_is_no_file_of_articles_and_is_told_where_it_goes(lived, tmp_path):
    with Store.open(lived) as store:
        archive.write(store, tmp_path / "all.zip")
        copies.back_up(store, tmp_path / "copy.duckdb")
        said = {
            name: intake.take_many(store, [File(name=name, data=(tmp_path / name).read_bytes())])
            for name in ("all.zip", "copy.duckdb")
        }

    for name, (row,) in said.items():
        assert row.status == "refused"
        assert f"“python -m newsfigures restore {name}”" in row.reason + row.remedy
    (row,) = said["all.zip"]
    assert "ingest all.zip” puts it into a new store" in row.reason + row.remedy


def test_an_archive_says_what_is_in_it_to_whoever_has_only_a_zip_program(whole):
    made = archive.look(whole)
    with zipfile.ZipFile(whole) as inside:
        said = json.loads(inside.read("manifest.json"))
        readme = inside.read("README.txt").decode()
        for its in said["tables"]:
            data = inside.read(its["file"])
            assert hashlib.sha256(data).hexdigest() == its["sha256"]
            assert (data.count(b"\n"), len(data)) == (its["rows"], its["bytes"])
            assert its["file"] in readme
        first = json.loads(inside.read("decision.jsonl").splitlines()[0])
    assert said["digest"] == made.digest
    assert first["who"] == "Ada"
    assert set(json.loads(first["fields"])) >= {"value", "quote", "start_offset"}


def test_put_in_twice_is_told_and_changes_nothing(capsys, whole, tmp_path, monkeypatch):
    monkeypatch.setenv("NEWSFIGURES_DB", str(tmp_path / "new.duckdb"))
    run(capsys, "ingest", whole)
    before = tables(tmp_path / "new.duckdb")

    code, out, _ = run(capsys, "ingest", whole)

    assert code == 0
    assert "Everything in it is here already." in out
    assert tables(tmp_path / "new.duckdb") == before


def test_a_store_that_holds_anything_else_is_not_mixed_with_it(capsys, whole, lived):
    with Store.open() as opened:
        opened.remove_samples()
    before = tables(lived)

    code, _, err = run(capsys, "ingest", whole)

    assert code == 1
    assert "an archive goes into a new store only" in err
    assert f"python -m newsfigures restore {whole}" in err
    assert tables(lived) == before


def test_restoring_an_archive_keeps_the_store_that_was_there(capsys, whole, lived):
    with Store.open() as opened:
        opened.remove_samples()
    before = tables(lived)

    code, out, _ = run(capsys, "restore", "--json", whole)

    told = json.loads(out)
    assert (code, told["findings"]) == (0, 0)
    with Store.open() as opened:
        assert archive.described(opened).digest == archive.look(whole).digest
    kept = lived.with_name(told["kept_aside"].rpartition("/")[2])
    assert tables(kept) == before


def _first(field, value):
    def change(rows):
        rows[0] = {**rows[0], field: value}
        return rows

    return change


@pytest.mark.parametrize(
    ("table", "change", "said"),
    [
        ("figure", _first("value", "many"), "figure.jsonl, line 1: value is 'many', where a num"),
        ("figure", _first("value", True), "line 1: value is True, where a number belongs"),
        ("figure", _first("metric", None), "line 1: metric is None, where a text belongs"),
        ("article", _first("published", "soon"), "line 1: published is 'soon', where a day such"),
        ("article", _first("colour", "red"), "line 1: there is no colour in article"),
        ("figure", _first("value", float("nan")), "line 1: it is no JSON (NaN is no number)"),
        ("figure", _first("horizon", 2**40), "figure.jsonl, lines 1 to "),
        ("figure", _first("horizon", 2**70), "figure.jsonl, lines 1 to "),
        ("article", _first("title", "\ud800"), "article.jsonl, lines 1 to "),
        ("decision", _first("changed", "all"), "line 1: changed is 'all', where a list of texts"),
        ("decision", _first("action", "guess"), "decision.jsonl, lines 1 to"),
        ("naming", lambda rows: [*rows, rows[0]], "naming.jsonl, lines 1 to 5: "),
        ("figure", _first("quote", "$9"), "is not sound: evidence "),
        ("article", _first("text", "Other words."), "is not sound: text "),
        ("article", lambda rows: rows[1:], "is not sound: orphan "),
        ("derived_input", lambda rows: rows[1:], "is not sound: input "),
        ("review", lambda rows: rows[1:], "is not sound: decision "),
    ],
)  # fmt: skip
def test_what_is_broken_is_refused_with_its_place_and_nothing_goes_in(
    whole, new, tmp_path, table, change, said
):
    broken = with_rows(whole, tmp_path / "broken.zip", table, change)
    with pytest.raises(ArchiveError) as told:
        archive.put_in(new, broken)

    assert said in str(told.value)


def test_what_was_cut_or_changed_is_refused(whole, new, tmp_path):
    def said(broken):
        with pytest.raises(ArchiveError) as told:
            archive.put_in(new, broken)
        return str(told.value)

    to = tmp_path / "broken.zip"
    assert "figure.jsonl is not what manifest.json says" in said(
        zipped(whole, to, {"figure.jsonl": lambda data: data.replace(b"$", b"#", 1)})
    )
    assert "rejection.jsonl, line 1: it is no JSON" in said(
        zipped(whole, to, {"rejection.jsonl": lambda data: data[5:]})
    )
    assert "has no figure.jsonl, which its manifest names" in said(
        zipped(whole, to, drop=("figure.jsonl",))
    )
    assert "its digest does not fit its counts" in said(
        zipped(whole, to, {"manifest.json": lambda data: data.replace(b'"rows": ', b'"rows": 1')})
    )
    assert "in version 9 of the archive; this one reads version 1" in said(
        zipped(whole, to, {"manifest.json": lambda d: d.replace(b'"version": 1', b'"version": 9')})
    )
    assert "is no archive of newsfigures" in said(zipped(whole, to, drop=("manifest.json",)))
    to.write_bytes(whole.read_bytes()[:-2000])
    assert "is no archive of newsfigures, or is broken" in said(to)


def test_a_broken_archive_leaves_the_store_as_it_was(capsys, whole, lived, tmp_path):
    broken = with_rows(whole, tmp_path / "broken.zip", "article", lambda rows: rows[1:])
    before = tables(lived)

    code, out, err = run(capsys, "restore", broken)

    assert (code, out) == (2, "")
    assert "is not sound" in err
    assert tables(lived) == before
    assert sorted(each.name for each in lived.parent.iterdir()) == ["figures.duckdb"]


def test_everything_is_exported_through_the_app(capsys, lived, tmp_path, monkeypatch):
    with Store.open() as opened:
        digest = archive.described(opened).digest
    with served(), held(monkeypatch):
        code, out, err = run(capsys, "export", "--everything", "--json", "--out",
                             tmp_path / "all.zip")  # fmt: skip

    assert (code, err) == (0, "")
    assert json.loads(out)["digest"] == digest == archive.look(tmp_path / "all.zip").digest


def test_an_archive_is_not_put_in_while_the_app_runs(capsys, whole, tmp_path, monkeypatch):
    monkeypatch.setenv("NEWSFIGURES_DB", str(tmp_path / "new.duckdb"))
    with served(), held(monkeypatch):
        code, _, err = run(capsys, "ingest", whole)

    assert code == 1
    assert "Stop the app, then put it in" in err
