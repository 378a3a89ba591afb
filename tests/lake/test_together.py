"""Several servers read and write one lake at once; whatever fails, nothing is lost."""

import json
import os
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext

import pytest

from newsfigures import cli, holder, intake, lake, places, queries, review, store
from newsfigures.access import Action
from newsfigures.catalog import DATA
from newsfigures.errors import (
    ConflictError,
    DuplicateArticleError,
    StoreBusyError,
    StoreError,
)
from newsfigures.model import Extraction
from newsfigures.store import Store
from newsfigures.whole import soundness
from tests import served
from tests.apps import page
from tests.articles import article, deepseek
from tests.browser.conftest import free_port
from tests.running import ROOT

TEXT = "Mistral AI spent ${} million to train Mistral Large, the company said on Monday."
EACH = 3


@pytest.fixture(scope="module")
def address(postgres, folder):
    """The address of a lake with nothing but the reference data in it."""
    made = postgres.lake("together", folder / "together")
    with Store.open(places.named(made)) as new:
        # Else the first app to be started would put the samples in.
        new.meta_set("samples", "removed")
    return made


@pytest.fixture(scope="module")
def opened(address):
    with Store.open(places.named(address)) as one:
        yield one


@contextmanager
def server(address, log):
    """The app as it is run, on the lake; gives the note that says where it is."""
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(free_port()),
             "--server.address", "127.0.0.1"],
            cwd=ROOT, env={**os.environ, "NEWSFIGURES_DB": address}, stdout=out, stderr=out,
        )  # fmt: skip
    place = places.named(address).beside(DATA)
    try:
        # Each notes itself in the same place on one machine, when its store is open.
        while (note := holder.read(place)) is None or note.pid != process.pid:
            assert process.poll() is None, log.read_text()
            time.sleep(0.05)
        yield note
    finally:
        process.terminate()
        process.wait(60)


@contextmanager
def child(script, address, *arguments):
    """Run a script in another process whose store is the lake."""
    process = subprocess.Popen(
        [sys.executable, "-c", script, *arguments], cwd=ROOT, text=True,
        env={**os.environ, "NEWSFIGURES_DB": address},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.wait(60)
        process.stdin.close()
        process.stdout.close()


def ask(app, path, body=None):
    """Ask a server; return what it answers."""
    request = urllib.request.Request(
        f"{app.url}/api/v1/{path}", data=body, headers={"Authorization": f"Bearer {app.token}"}
    )  # fmt: skip
    with urllib.request.urlopen(request, timeout=120) as answer:
        return json.loads(answer.read())


def put(app, number):
    """Send an article to a server; return the row that says what became of it."""
    text = f"{TEXT.format(number)} Number {number}."
    (row,) = ask(app, f"articles?name={number}.txt&published=2025-01-27", text.encode())["results"]
    return row


def test_what_two_servers_write_at_once_is_all_there(address, opened, tmp_path):
    with server(address, tmp_path / "one.log") as one, server(address, tmp_path / "two.log") as two:
        # Articles of its own to each, and to both at once the same ones.
        orders = [(app, number) for number in range(EACH) for app in (one, two)]
        orders += [(one, 100 + number) for number in range(EACH)]
        orders += [(two, 200 + number) for number in range(EACH)]
        seen = opened.version
        with ThreadPoolExecutor(4) as many:
            told = list(many.map(lambda order: put(*order), orders))
        listed = [ask(app, "articles")["articles"] for app in (one, two)]

    became = {}
    for row in told:
        became.setdefault(row["file"], []).append(row["status"])
    shared = [sorted(became[f"{number}.txt"]) for number in range(EACH)]
    own = [became[f"{of + number}.txt"] for of in (100, 200) for number in range(EACH)]
    assert shared == [["added", "duplicate"]] * EACH
    assert own == [["added"]] * 2 * EACH
    for rows in listed:
        assert len({each["article_id"] for each in rows}) == len(rows) == 3 * EACH
    assert opened.version > seen
    assert opened.counts()["articles"] == 3 * EACH
    assert soundness.check(opened) == []


def test_of_two_who_add_a_text_in_the_same_moment_one_is_told(address, opened):
    """A lake takes both: it knows no keys, and two who only add rows do not meet."""
    together = threading.Barrier(2)

    def add(to, number):
        text = f"{TEXT.format(number)} In the same moment."
        together.wait(60)
        try:
            to.add(article(text), Extraction(), {"lines": []}, words=9)
        except DuplicateArticleError:
            return "duplicate"
        return "added"

    before = opened.counts()["articles"]
    with Store.open(places.named(address)) as other, ThreadPoolExecutor(2) as two:
        for number in range(EACH):
            became = two.map(lambda to, n=number: add(to, n), (opened, other))
            assert sorted(became) == ["added", "duplicate"]

    assert opened.counts()["articles"] == before + EACH


def test_decisions_of_two_servers_are_numbered_one_after_the_other(address, opened):
    opened.add(*deepseek(), {"lines": []}, words=30)
    ids = list(
        queries.run(opened, "review_queue", articles=[], with_samples=True, most=9)["claim_id"]
    )
    script = (
        "import sys\nfrom newsfigures import review, store\n"
        "opened = store.Store.open()\n"
        "print(flush=True)\n"
        "sys.stdin.readline()\n"
        "for one in sys.argv[1:]:\n"
        "    seen = None\n"
        "    for _ in range(2):\n"
        "        seen = review.accept(opened, one, who='Bob', seen=seen)\n"
        "        print(seen, flush=True)\n"
    )
    theirs = []
    with child(script, address, *ids[:1]) as process:
        process.stdout.readline()
        process.stdin.write("\n")
        process.stdin.flush()
        ours = review.accept(opened, ids[1], who="Ada", seen=None)
        ours = [ours, review.accept(opened, ids[1], who="Ada", seen=ours)]
        theirs = [int(line) for line in process.stdout.read().split()]

    assert sorted(ours + theirs) == [1, 2, 3, 4]
    with pytest.raises(ConflictError, match="Bob"):
        review.reject(opened, ids[0], who="Ada", seen=None)
    rows = queries.run(opened, "decisions", most=9)
    assert dict(zip(rows["decision_id"], rows["who"], strict=True)) == {
        **dict.fromkeys(ours, "Ada"), **dict.fromkeys(theirs, "Bob"),
    }  # fmt: skip


def test_what_is_written_while_the_state_is_asked_for_is_seen_at_once():
    """Else a page would be drawn from before its own click."""
    states = [7, 8]

    class Cursor:
        def execute(self, _):
            return self

        def fetchone(self):
            one.wrote()
            return (states.pop(0),)

    one = lake.Lake(
        lake.Address("dbname=figures", "/srv/figures"), None, lambda: nullcontext(Cursor())
    )

    assert (one.version(), one.version()) == (7, 8)


def test_small_files_are_written_together_while_the_lake_is_read(
    capsys, address, opened, monkeypatch
):
    monkeypatch.setenv("NEWSFIGURES_DB", address)
    opened.compact()
    for sample in intake.read_samples()[:4]:
        intake.take(opened, sample)
    before = queries.run(opened, "export", **queries.EVERYTHING)

    assert cli.main(["compact", "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert told["files"] < told["files_before"]
    assert queries.run(opened, "export", **queries.EVERYTHING).equals(before)
    opened.meta_set("after", "it goes on")
    assert soundness.check(opened) == []


# -- what fails -----------------------------------------------------------------------------------


def test_a_writer_that_is_killed_leaves_nothing_and_nobody_waits(address, opened):
    script = (
        "import sys\nfrom newsfigures import store\nfrom newsfigures.access import Action\n"
        "opened = store.Store.open()\n"
        "with opened.desk(Action.UPKEEP) as desk:\n"
        "    desk.run('meta_set', {'key': 'half', 'value': 'done'})\n"
        "    print('writing', flush=True)\n"
        "    sys.stdin.read()\n"
    )
    with child(script, address) as process:
        assert process.stdout.readline() == "writing\n"
        process.kill()
        process.wait(60)
        opened.meta_set("whole", "done")

    assert (opened.meta_get("half"), opened.meta_get("whole")) == (None, "done")


def test_nothing_is_written_by_who_lost_the_turn(postgres, opened):
    """Another server may have begun to write as soon as the connection broke."""
    with (
        pytest.raises(StoreError, match="cannot be reached"),
        opened.desk(Action.UPKEEP) as desk,
    ):
        desk.run("meta_set", {"key": "lost", "value": "done"})
        waiting = "SELECT pid FROM pg_locks WHERE locktype = 'advisory'"
        postgres.sql(f"SELECT pg_terminate_backend(pid) FROM ({waiting}) AS held", "together")

    assert opened.meta_get("lost") is None
    opened.meta_set("lost", "no more")
    assert opened.meta_get("lost") == "no more"


def test_a_change_by_another_program_is_told_and_nothing_is_written(postgres, opened):
    opened.meta_set("both", "before")
    with (
        pytest.raises(StoreBusyError, match="Another program changed"),
        opened.desk(Action.UPKEEP) as desk,
    ):
        desk.run("meta_set", {"key": "both", "value": "ours"})
        with opened.cursor() as other:
            other.execute("UPDATE meta SET value = 'theirs' WHERE key = 'both'")

    assert opened.meta_get("both") == "theirs"


def test_while_postgres_is_down_it_is_told_and_then_goes_on(postgres, address, monkeypatch):
    monkeypatch.setenv("NEWSFIGURES_DB", address)
    place = places.named(address.replace(" data=", " password='se cret' data="))
    assert "cret" not in str(place)
    with Store.open(place) as one:
        before = one.counts()
        postgres.stop()
        try:
            for ask_it in (
                one.counts,
                lambda: one.meta_set("down", "x"),
                lambda: Store.open(place),
            ):
                with pytest.raises(StoreError, match=r"cannot be reached: .*refused") as told:
                    ask_it()
                assert "cret" not in str(told.value)
            app = page("articles").run()
            assert not app.exception
            assert "cannot be reached" in app.error[0].value
            with served.server() as url, pytest.raises(urllib.error.HTTPError) as answer:
                urllib.request.urlopen(f"{url}/readyz", timeout=30)
            assert answer.value.code == 503
            answer.value.close()
        finally:
            postgres.start()
        assert one.counts() == before
        one.meta_set("down", "up again")
        assert one.meta_get("down") == "up again"
    assert not page("articles").run().error
    store.close_shared()


def test_a_folder_that_is_not_mounted_is_told(postgres, folder, address):
    shared = folder / "together"
    shared.rename(folder / "elsewhere")
    try:
        shared.mkdir()
        with pytest.raises(StoreError, match="See to it that the shared folder is mounted"):
            Store.open(places.named(address))
        assert list(shared.iterdir()) == []
    finally:
        shared.rmdir()
        (folder / "elsewhere").rename(shared)


def test_one_setting_names_the_lake_or_what_is_wrong_with_it(monkeypatch, tmp_path):
    for words in (
        "ducklake:postgres:dbname=figures",
        "ducklake:postgres:dbname=figures data=relative/folder",
        "ducklake:postgres:postgresql://db/figures data=/srv/figures",
        "ducklake:figures.ducklake data=/srv/figures",
    ):
        monkeypatch.setenv("NEWSFIGURES_DB", words)
        with pytest.raises(StoreError, match=r"is no address of a lake\. Write one such as"):
            store.shared()
    monkeypatch.setenv("NEWSFIGURES_DB", str(tmp_path / "ducklake.duckdb"))
    assert places.default() == tmp_path / "ducklake.duckdb"


def test_what_to_install_is_told(monkeypatch):
    monkeypatch.setattr(lake, "find_spec", lambda name: None)

    with pytest.raises(StoreError, match=r"package duckdb-extension-postgres-scanner.*lake\.lock"):
        Store.open(places.named("ducklake:postgres:dbname=figures data=/srv/figures"))
