"""Files and folders go in one by one, told each, whether the app runs or not."""

import io
import json
import os
from contextlib import ExitStack

import pytest

from newsfigures import cli, intake, queries
from newsfigures.cli import running
from newsfigures.cli.progress import Progress
from newsfigures.cli.walking import walk
from newsfigures.errors import UnreachableError
from newsfigures.store import Store
from tests.articles import deepseek
from tests.running import ROOT, held, newsfigures, served
from tests.websites import gives, site

SEED = ROOT / "tests" / "seed" / "000_05256ea266f6d66f.txt"
COST = "DeepSeek-V3 cost ${} million to train, the company said on Monday in a statement.\n"


@pytest.fixture
def db(tmp_path, monkeypatch):
    """An own store, beside nothing else."""
    path = tmp_path / "store" / "figures.duckdb"
    monkeypatch.setenv("NEWSFIGURES_DB", str(path))
    return path


@pytest.fixture
def folder(tmp_path):
    """Three articles in a folder and one below it, with what is no article beside them."""
    top = tmp_path / "articles"
    (top / "below").mkdir(parents=True)
    (top / ".git").mkdir()
    for number, name in enumerate(("b.txt", "a.md", "below/c.txt"), start=5):
        (top / name).write_text(COST.format(number), encoding="utf-8")
    (top / ".hidden.txt").write_text(COST.format(9), encoding="utf-8")
    (top / "picture.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    (top / "empty.txt").write_bytes(b"")
    return top


def run(capsys, *arguments):
    code = cli.main([str(each) for each in arguments])
    out, err = capsys.readouterr()
    return code, out, err


def titles():
    with Store.open() as store:
        return queries.run(store, "articles")["source"].tolist()


def test_a_folder_is_walked_in_an_order_that_stays(folder):
    found = [(each.path.relative_to(folder).as_posix(), each.reason) for each in walk([folder])]

    assert found == [
        (".hidden.txt", "hidden"),
        ("a.md", ""),
        ("b.txt", ""),
        ("empty.txt", ""),
        ("picture.jpg", "no kind of file we read (.jpg)"),
        (".git", "hidden"),
        ("below/c.txt", ""),
    ]


def test_a_link_to_a_folder_is_told_and_not_followed(folder):
    (folder / "below" / "again").symlink_to(folder, target_is_directory=True)

    assert [each.reason for each in walk([folder])][-1] == "a link to a folder"


def test_each_file_of_a_folder_is_told_and_summed_up(capsys, db, folder):
    code, out, err = run(capsys, "ingest", "--published", "2025-01-27", folder)

    lines = out.splitlines()
    assert code == 1
    assert lines[0] == f"{folder / '.hidden.txt'}: passed over, hidden."
    assert lines[1] == f"{folder / 'a.md'}: added, 1 figure, 0 derived."
    assert lines[-1] == "7 files: 3 added, 3 passed over, 1 refused. 3 figures."
    assert f"{folder / 'empty.txt'}: refused. “empty.txt” is empty" in err
    assert sorted(titles()) == ["a.md", "b.txt", "c.txt"]


def test_a_second_run_adds_what_is_missing_and_nothing_twice(capsys, db, folder):
    run(capsys, "ingest", folder / "a.md")
    (folder / "empty.txt").write_text(COST.format(8), encoding="utf-8")

    first = run(capsys, "ingest", folder)
    second = run(capsys, "ingest", folder)

    assert first[1].splitlines()[-1] == (
        "7 files: 3 added, 1 here already, 3 passed over. 3 figures."
    )
    assert second[1].splitlines()[-1] == "7 files: 4 here already, 3 passed over. 0 figures."
    assert (first[0], second[0]) == (0, 0)


def test_json_has_a_line_for_each_file_and_nothing_else(capsys, db, folder):
    code, out, err = run(capsys, "ingest", "--json", folder)

    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert [row["status"] for row in rows] == [
        "passed over", "added", "added", "refused", "passed over", "passed over", "added",
    ]  # fmt: skip
    assert all(row["file"].startswith(str(folder)) for row in rows)
    assert "7 files: 3 added" in err


def test_a_folder_without_a_file_is_told(capsys, db, tmp_path):
    (tmp_path / "none").mkdir()

    assert run(capsys, "ingest", tmp_path / "none") == (
        2, "", "newsfigures: There is no file in what was named.\n",
    )  # fmt: skip


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_progress_is_shown_on_a_terminal_and_leaves_no_trace():
    terminal, pipe = Terminal(), io.StringIO()
    for out in (terminal, pipe):
        progress = Progress(4, out)
        progress.at(2, "b.txt")
        progress.clear()

    assert "[############............] 2 of 4  b.txt" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")
    assert pipe.getvalue() == ""


def test_while_the_app_runs_it_takes_the_files(db, folder):
    with served():
        code, out, err = newsfigures("ingest", "--published", "2025-01-27", folder, SEED)
        with_app = sorted(titles())

    assert "Traceback" not in err
    assert code == 1
    assert with_app == [SEED.name, "a.md", "b.txt", "c.txt"]
    assert f"{folder / 'a.md'}: added, 1 figure, 0 derived.\n" in out
    assert f"{SEED}: added, 5 figures, 2 derived.\n" in out
    assert out.endswith("8 files: 4 added, 3 passed over, 1 refused. 8 figures.\n")


def test_the_app_and_the_command_line_take_alike(capsys, db, folder, tmp_path, monkeypatch):
    def given():
        with Store.open() as store:
            found = queries.run(store, "export", **queries.EVERYTHING)
            return repr(found[found["origin"] != "reference"].to_dict("records"))

    asked = ("ingest", "--json", "--published", "2025-01-27", "--publisher", "N", folder, SEED)
    with served(), held(monkeypatch):
        through = run(capsys, *asked)[1]
    kept = given()
    monkeypatch.setenv("NEWSFIGURES_DB", str(tmp_path / "other.duckdb"))
    direct = run(capsys, *asked)[1]

    assert through == direct
    assert given() == kept


def test_the_app_and_the_command_line_export_alike(capsys, db, tmp_path, monkeypatch):
    out = tmp_path / "file"
    asked = ("export", "--columns", "claim_id,quote", "--form", "excel", "--out", out, "--json")
    with served(), held(monkeypatch):
        through = json.loads(run(capsys, *asked)[1])
    direct = json.loads(run(capsys, *asked)[1])

    assert through["columns"] == ["claim_id", "quote"]
    assert through["sha256"] == direct["sha256"]


def test_more_than_the_app_takes_is_refused_before_it_is_sent(capsys, db, folder, monkeypatch):
    monkeypatch.setattr(running, "MAX_FILE_BYTES", 100)
    with served(), held(monkeypatch):
        code, out, err = run(capsys, "ingest", folder / "a.md", SEED)

    assert code == 1
    assert "a.md: added" in out
    assert "the running app takes files of up to 0 MB" in err


def test_a_note_that_nobody_answers_is_told_in_words(db):
    from newsfigures import holder

    with Store.open() as store:
        # A port that nothing listens on: the app hangs, or has not come up yet.
        holder.note(store.path, "http://127.0.0.1:9")
        code, out, err = newsfigures("ingest", SEED)

    assert (code, out) == (2, "")
    assert f"The running app at http://127.0.0.1:9 (process {os.getpid()}) holds the store" in err
    assert "Try again, or stop it first." in err


def test_a_note_of_another_process_is_not_followed(db):
    from newsfigures import holder

    with Store.open() as store:
        kept = holder.place(store.path)
        kept.write_text(json.dumps({"pid": 1, "url": "http://127.0.0.1:9", "token": "x"}))
        code, _, err = newsfigures("ingest", SEED)

    assert code == 2
    assert f"(process {os.getpid()})" in err
    assert "127.0.0.1:9" not in err


@pytest.mark.parametrize("why", [UnreachableError("The app does not answer."), KeyboardInterrupt])
def test_a_run_that_is_broken_off_says_what_is_left(capsys, db, folder, monkeypatch, why):
    whole = intake.take_many

    def leaves(store, files):
        if files[0].name == "b.txt":
            raise why
        return whole(store, files)

    monkeypatch.setattr(intake, "take_many", leaves)
    code, out, err = run(capsys, "ingest", folder)

    assert code == 1
    assert ("The app does not answer." in err) is (why is not KeyboardInterrupt)
    assert "2 files of 7 went in before that. Run it again for the rest" in err
    assert "b.txt" not in out


def test_no_figures_are_looked_for_in_what_is_here(capsys, db, folder, monkeypatch):
    """Else a run over thousands of files that was broken off would begin anew."""
    run(capsys, "ingest", folder / "a.md")
    whole, asked = intake.apart.call, []

    def noted(name, what, *given):
        asked.append((name, what))
        return whole(name, what, *given)

    monkeypatch.setattr(intake.apart, "call", noted)
    run(capsys, "ingest", folder / "a.md", folder / "b.txt")

    assert asked == [("a.md", "opened"), ("b.txt", "opened"), ("b.txt", "preview")]


@pytest.mark.parametrize("runs", [False, True], ids=["alone", "through the app"])
def test_a_page_of_the_web_is_read_where_it_is_allowed(db, capsys, monkeypatch, runs):
    with site(news=gives()) as made, ExitStack() as held_by_app:
        if runs:
            held_by_app.enter_context(served())
            held_by_app.enter_context(held(monkeypatch))
        refused = run(capsys, "ingest", made.at("/news"))
        monkeypatch.setenv("NEWSFIGURES_WEB", "on, 127.0.0.0/8")
        added = run(capsys, "ingest", "--publisher", "The Paper", made.at("/news"))
        asked = len(made.asked)

    assert refused[0] == 1
    assert refused[2].startswith(f"newsfigures: {made.at('/news')}: refused. Web addresses are not")
    assert (added[0], asked) == (0, 1)
    assert added[1].startswith(f"{made.at('/news')}: added, ")
    assert titles() == [made.at("/news")]


@pytest.mark.parametrize("runs", [False, True], ids=["alone", "through the app"])
def test_an_article_is_removed_and_restored_as_on_the_page(db, capsys, monkeypatch, runs):
    with Store.open() as store:
        store.add(*deepseek(), {}, words=30)
    own = deepseek()[0]
    with ExitStack() as held_by_app:
        if runs:
            held_by_app.enter_context(served())
            held_by_app.enter_context(held(monkeypatch))
        listed = run(capsys, "articles", "list")
        removed = run(capsys, "articles", "remove", own.article_id, "a_none", "--who", "Ada")
        empty = run(capsys, "articles", "list", "--json")
        twice = run(capsys, "articles", "remove", own.article_id)
        back = run(capsys, "articles", "restore", "--json", own.article_id)
        again = run(capsys, "articles", "restore", own.article_id)

    assert listed[0] == 0
    assert listed[1].startswith(f"{own.article_id}  ")
    assert removed[0] == 1
    assert removed[1] == f"“{own.title}” was removed with its 3 figures.\n"
    assert "There is no article a_none in the store." in removed[2]
    assert empty == (0, "", "")
    assert twice[0] == 2
    assert json.loads(back[1])["status"] == "restored"
    assert (again[0], "is here already" in again[2]) == (2, True)
    with Store.open() as store:
        assert store.counts()["figures"] == 3
