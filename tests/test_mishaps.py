"""
A disk that is full, shut or broken, a clock that jumps, a process that is killed: told in words.

On a page, by HTTP and on the command line; nothing that was confirmed is lost, and work goes on
as soon as it can.
"""

import contextlib
import json
import os
import shutil
import sys
from datetime import UTC, datetime, timedelta

import duckdb
import pytest

from newsfigures import cli, intake, mishaps, review, store
from newsfigures.errors import StoreError
from newsfigures.store import Store
from newsfigures.whole import copies, soundness
from tests.apps import full, page, samples_and_seed, words
from tests.articles import article, deepseek, numbered
from tests.lived import lived, tables, worked_in
from tests.running import ROOT, served
from tests.test_http_taking import post

sys.path.insert(0, str(ROOT / "benchmarks"))

import faults

__all__ = ["full", "lived", "samples_and_seed", "worked_in"]

resource = pytest.importorskip("resource", reason="how large a file may be is set on Unix alone")
FULL = "is full. Nothing was saved, and what was saved before is there. Make room"


@contextlib.contextmanager
def no_room(most=0):
    """Let no file of this process be longer than so many bytes, as if the disk were full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def opened(tmp_path):
    with Store.open(tmp_path / "figures.duckdb") as one:
        one.add(*deepseek(), {}, words=30)
        yield one


def test_a_full_disk_is_told_and_nothing_is_half_saved(opened):
    with no_room(), pytest.raises(StoreError, match=FULL):
        opened.add(*numbered(1), {}, words=9)
    assert opened.counts()["articles"] == 1

    opened.add(*numbered(1), {}, words=9)
    assert opened.counts()["articles"] == 2
    assert soundness.check(opened) == []


def test_a_store_that_its_database_gave_up_is_opened_again_when_there_is_room(opened):
    """A file that cannot be brought up to its log ends the database, for readers too."""
    with opened.cursor() as cursor:
        cursor.execute("PRAGMA wal_autocheckpoint='1KB'")
    version = opened.version
    with no_room(opened.path.stat().st_size):
        said = []
        for n in range(40):
            try:
                opened.add(*numbered(n), {}, words=9)
            except StoreError as error:
                said.append(str(error))
                break
        with contextlib.suppress(StoreError):
            opened.counts()

    assert FULL in said[0]
    assert opened.counts()["articles"] in (n + 1, n + 2)
    assert opened.version > version
    opened.add(*numbered(99), {}, words=9)
    assert soundness.check(opened) == []


def test_a_full_disk_is_503_and_then_201(tmp_path, monkeypatch):
    monkeypatch.setenv("NEWSFIGURES_DB", str(tmp_path / "figures.duckdb"))
    text = b"OpenAI spent $100 million to train GPT-4, it said on Monday. "
    with served() as app:
        with no_room():
            status, answer = post(app, text, name="a.txt")
            again = post(app, text, name="b.txt")
        assert (status, again[0]) == (503, 503)
        assert FULL in answer["error"]
        assert post(app, text, name="a.txt")[0] == 201


def test_ingest_says_how_far_it_came(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("NEWSFIGURES_DB", str(tmp_path / "figures.duckdb"))
    Store.open().close()
    files = [tmp_path / f"{n}.txt" for n in range(3)]
    for n, file in enumerate(files):
        file.write_text(f"OpenAI spent ${n + 1} million to train GPT-4, it said. ", "utf-8")
    take = intake.take_many

    def second_finds_no_room(opened, given):
        with no_room() if given[0].name == "1.txt" else contextlib.nullcontext():
            return take(opened, given)

    monkeypatch.setattr(intake, "take_many", second_finds_no_room)
    code = cli.main(["ingest", "--json", *map(str, files)])
    out, err = capsys.readouterr()

    assert code == 1
    assert [json.loads(line)["status"] for line in out.splitlines()] == ["added"]
    assert FULL in err
    assert "1 file of 3 went in before that. Run it again for the rest" in err


def test_a_page_says_so_and_the_decision_can_be_taken_again(full):
    app = page("review").run()
    accept = app.button(key="queue_accept")
    with no_room():
        accept.click().run()
    assert not app.exception
    assert FULL in words(app)
    assert "Figure 1 of" in words(app)

    app.button(key="queue_accept").click().run()
    assert not app.exception
    assert "Figure 2 of" in words(app)


def test_a_backup_that_finds_no_room_leaves_nothing(opened, tmp_path):
    to = tmp_path / "copy.duckdb"
    with no_room(), pytest.raises(copies.BackupError, match="cannot be written"):
        copies.back_up(opened, to)

    assert list(tmp_path.glob("copy*")) == []
    assert copies.back_up(opened, to).tables["article"].rows == 1


def shut(tmp_path):
    """Return a folder that may not be written to, of root's own too."""
    if os.geteuid() == 0:
        return "/sys/kernel"
    tmp_path.chmod(0o500)
    return tmp_path


@pytest.mark.skipif(sys.platform != "linux", reason="/sys is Linux's")
def test_a_disk_for_reading_only_is_told(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("NEWSFIGURES_DB", f"{shut(tmp_path)}/figures.duckdb")

    assert cli.main(["doctor"]) == 2
    said = capsys.readouterr().err
    assert "cannot be written: its file, folder or disk is another user's or for reading" in said
    assert "name another file in NEWSFIGURES_DB" in said


BLOCK = 262_144


def broken_at(path, place):
    """Turn some bytes of a file around."""
    with path.open("r+b") as file:
        file.seek(place)
        turned = bytes(255 - byte for byte in file.read(256))
        file.seek(place)
        file.write(turned)


@pytest.mark.parametrize("place", [4_200, 8_400, 12_288 + 700, 12_288 + BLOCK + 700])
def test_broken_bytes_are_told_with_the_remedy_wherever_they_are_met(
    lived, place, monkeypatch, capsys
):
    monkeypatch.setattr(Store, "close", lambda opened: opened._root.close())
    kept = lived.with_name("kept.duckdb")
    shutil.copy(lived, kept)
    before = tables(kept)
    broken_at(lived, place)

    code = cli.main(["doctor"])
    said = capsys.readouterr()

    # What is not in use may be broken without harm.
    assert code in (0, 2)
    if code:
        assert "Traceback" not in said.err
        assert any(word in said.err for word in ("is broken: ", "cannot be opened: "))
        assert any(word in said.err for word in ("restore FILE", "Restore a copy"))
    else:
        assert tables(lived) == before
    assert cli.main(["restore", str(kept)]) == 0
    assert tables(lived) == before


def test_most_of_a_file_is_in_use_and_told(lived, monkeypatch, capsys):
    monkeypatch.setattr(Store, "close", lambda opened: opened._root.close())
    for place in range(12_288, lived.stat().st_size, BLOCK):
        broken_at(lived, place + 900)

    assert cli.main(["doctor"]) == 2
    assert "broken" in capsys.readouterr().err
    with served_broken(lived) as answer:
        assert answer[0] == 503
        assert "broken" in answer[1]["error"]


@contextlib.contextmanager
def served_broken(path):
    """Ask a server whose store is broken whether it is ready."""
    import urllib.error
    import urllib.request

    from tests.served import server

    with server() as address:
        with pytest.raises(urllib.error.HTTPError) as told:
            urllib.request.urlopen(f"{address}/readyz", timeout=60)
        with told.value as answer:
            yield answer.code, json.loads(answer.read())
    store.close_shared()


def test_a_log_that_is_cut_short_loses_nothing_that_was_in_the_file(tmp_path):
    path = tmp_path / "figures.duckdb"
    with Store.open(path) as one:
        one.add(*numbered(1), {}, words=9)
        with one.cursor() as cursor:
            cursor.execute("CHECKPOINT")
        one.add(*numbered(2), {}, words=9)
        for name in ("figures.duckdb", "figures.duckdb.wal"):
            shutil.copy(tmp_path / name, tmp_path / f"cut-{name}")
    log = tmp_path / "cut-figures.duckdb.wal"
    log.write_bytes(log.read_bytes()[:-100])

    with Store.open(tmp_path / "cut-figures.duckdb") as again:
        assert again.counts()["articles"] in (1, 2)
        assert soundness.check(again) == []


@pytest.mark.parametrize("years", [-30, 30])
def test_the_newest_decision_counts_whatever_the_clock_says(opened, monkeypatch, years):
    with opened.cursor() as cursor:
        figure = cursor.execute("SELECT min(figure_id) FROM figure").fetchone()[0]
    first = review.accept(opened, figure, who="Ada", seen=None)
    later = (datetime.now(UTC) + timedelta(days=365 * years)).replace(tzinfo=None)
    monkeypatch.setattr(review, "now", lambda: later)
    second = review.reject(opened, figure, who="Bob", seen=first)
    monkeypatch.undo()
    third = review.edit(opened, figure, {"value": 3}, who="Ada", seen=second)

    with opened.glance() as desk:
        row = next(
            one for one in desk.reviewed_in(deepseek()[0].article_id) if one["figure_id"] == figure
        )
    assert (row["decision_id"], row["state"]) == (third, "edited")
    assert soundness.check(opened) == []
    assert review.undo(opened, figure, who="Ada", seen=third) > third


def test_what_is_no_matter_of_the_disk_stays_loud(opened):
    with pytest.raises(duckdb.ConversionException), opened.cursor() as cursor:
        cursor.execute("SELECT CAST('No space left on device' AS INTEGER)")
    assert mishaps.told(opened.path, ValueError("a fault of ours")) is None


def test_killed_and_full_at_random_nothing_is_lost_or_half_there(tmp_path):
    """`python benchmarks/faults.py` does so two hundred times."""
    made = faults.run(tmp_path / "own", kills=5, full=2, seed=11)

    assert made.wrong == []
    assert made.counts["confirmed"] >= 5
    assert made.counts["kills"] + made.counts["full disks"] == 7


def test_what_was_lost_is_counted(tmp_path):
    """The comparison itself sees what it is to see."""
    made = faults.Faults(tmp_path / "own")
    made.close()
    one = faults.faultwork.article("a", faults.FIGURES)
    lost = article("Never there.").article_id
    with Store.open(made.path) as opened:
        faults.faultwork.take(opened, one)
        with opened.cursor() as cursor:
            ids = [row[0] for row in cursor.execute("SELECT figure_id FROM figure").fetchall()]
        number = review.accept(opened, ids[0], who="w", seen=None)
        own, confirmed = one.article_id, {"state": "confirmed"}
        for note, said in [
            ({"what": "take", "article": own, **confirmed, "result": faults.FIGURES}, ""),
            ({"what": "take", "article": lost, **confirmed, "result": 3}, "has None figures"),
            ({"what": "take", "article": own, "state": "refused"}, "and it is there"),
            ({"what": "remove", "article": own, **confirmed}, "and it is there"),
            ({"what": "restore", "article": lost, **confirmed}, "None figures are there"),
            ({"what": "decide", "who": "w", "figures": ids[:1], **confirmed, "result": [number]},
             ""),
            ({"what": "decide", "who": "w", "figures": ids, "state": "begun"}, "half of it"),
            ({"what": "decide", "who": "w", "figures": ids[:1], "state": "refused"}, "1 rows"),
            ({"what": "name", "form": "None", **confirmed}, "0 times"),
        ]:  # fmt: skip
            made.wrong.clear()
            made.compare(opened, "r", [note], {})
            assert [each for each in made.wrong if said and said in each] or not said, note
            assert bool(made.wrong) == bool(said), made.wrong
