"""Very many articles: whichever way they are read, and however often it is broken off, the rows
are those of one file after the other."""

import datetime
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from newsfigures import cli, copies, intake, review
from newsfigures.errors import InputError, MassError
from newsfigures.export import order
from newsfigures.looking import File
from newsfigures.mass import cluster, pool, reader, shards, taking
from newsfigures.store import Store

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "tests" / "seed" / "000_05256ea266f6d66f.txt"
MINE = "Verrazel spent ${0} million to train Quillon {0}, the company said on Monday. " * 3
# Long enough that what is left after a word was changed is nearly the same.
AGENCY = " ".join(f"Sentence {n} of the agency's report is about nothing." for n in range(30))
TWICE = "OpenAI raised $6.6 billion in October, the company said."


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Files of several kinds: some known twice, some nearly the same, one broken, one Parquet."""
    made = tmp_path_factory.mktemp("articles")
    for n in range(1, 9):
        (made / f"{n:02}.md").write_text(f"# Quillon {n}\n\n{MINE.format(n)}\n", "utf-8")
    (made / "20.txt").write_text(f"{AGENCY} {TWICE}", "utf-8")
    (made / "21.txt").write_text(f"{AGENCY} And a line of our own. {TWICE}", "utf-8")
    (made / "22.txt").write_text(TWICE, "utf-8")
    (made / "23.txt").write_text(TWICE, "utf-8")
    (made / "24.pdf").write_bytes(b"%PDF-1.7 and nothing else")
    shutil.copy(SEED, made / "30.txt")
    rows = pa.table({
        "body": [f"{MINE.format(n)} It has {n} staff." for n in range(40, 46)] + [TWICE],
        "headline": [f"Row {n}" for n in range(7)],
        "date": [datetime.date(2025, 1, 1 + n) for n in range(7)],
    })  # fmt: skip
    pq.write_table(rows, made / "a.parquet")
    return made


@pytest.fixture
def small(monkeypatch):
    """Shards of few articles, so that there are several."""
    monkeypatch.setattr(shards, "ARTICLES", 4)
    monkeypatch.setattr(taking, "AT_ONCE", 2)


def paths(folder):
    """Return the files in the order in which shards are made of them."""
    found = sorted(folder.iterdir())
    return [p for p in found if shards.is_table(p)] + [p for p in found if not shards.is_table(p)]


def rows(store):
    """Return all rows of the tables, but for when they came and what shards call their rows."""
    found = {}
    with store.cursor() as cursor:
        for table in (*taking.TABLES, "claim_kept"):
            cursor.execute(f"SELECT COLUMNS(c -> c NOT IN ('added_at', 'source')) FROM {table}")
            found[table] = sorted(cursor.fetchall(), key=repr)
    return found


def days(store):
    """Return the days of what the articles claim, and whether they lie in order."""
    watch = order.Watch()
    with store.cursor() as cursor:
        claims = "(SELECT *, rowid AS place FROM claim_kept)"
        cursor.execute(f"SELECT {order.SELECTED} FROM {claims} WHERE article_id IS NOT NULL")
        for batch in cursor.to_arrow_reader(100):
            watch.see(batch)
    return watch.days()


def article_of(store, file):
    """Return the id of the article that came from a file."""
    with store.cursor() as cursor:
        cursor.execute("SELECT article_id FROM article WHERE source = ?", [file])
        return cursor.fetchone()[0]


@pytest.fixture(scope="module")
def one_by_one(folder, tmp_path_factory):
    """Rows of a store into which the files were put one after the other."""
    with Store.open(tmp_path_factory.mktemp("one") / "s.duckdb") as store:
        files = [File(name=p.name, data=p.read_bytes())
                 for p in paths(folder) if not shards.is_table(p)]  # fmt: skip
        table = next(p for p in paths(folder) if shards.is_table(p))
        lines = reader._files(shards.Piece(path=table, rows=7))
        intake.take_many(store, [*lines, *files])
        return rows(store)


def taken(folder, store, into, read):
    """Read a folder in shards and put them in."""
    plan = shards.plan(paths(folder), "now")
    assert len(plan) > 3
    for _ in read(plan, into, taking.frames(store)):
        pass
    list(taking.take(store, [into / shard.name for shard in plan]))


def test_processes_give_the_rows_of_one_file_after_the_other(folder, one_by_one, small, tmp_path):
    with Store.open(tmp_path / "s.duckdb") as store:
        taken(folder, store, tmp_path / "shards",
              lambda *what: pool.read(*what, workers=2))  # fmt: skip

        assert rows(store) == one_by_one
        assert all(in_order for _, _, in_order in days(store))
        assert store.article(article_of(store, "21.txt"))["copy_of"] == article_of(store, "20.txt")


def test_what_stands_below_every_article_makes_none_like_another(small, monkeypatch, tmp_path):
    monkeypatch.setattr(copies, "HOLDERS", 2)
    foot = " ".join(f"Line {n} of what our lawyers ask for on every page." for n in range(9))
    bodies = [" ".join(f"They say body{n} and word{m}of{n} are here." for m in range(30))
              for n in range(13)]  # fmt: skip
    made = tmp_path / "articles"
    made.mkdir()
    for n, body in enumerate([*bodies, f"{bodies[-1]} One more line."]):
        (made / f"{n:02}.txt").write_text(f"{body} {foot}", "utf-8")
    with Store.open(tmp_path / "s.duckdb") as store:
        taken(made, store, tmp_path / "shards", lambda *what: pool.read(*what, workers=1))

        with store.cursor() as cursor:
            found = cursor.execute("SELECT article_id FROM article WHERE copy_of IS NOT NULL")
            assert found.fetchall() == [(article_of(store, "13.txt"),)]
        own = store.article(article_of(store, "13.txt"))
        assert own["copy_of"] == article_of(store, "12.txt")
        asked = {"articles": [own["article_id"]], "least": 20, "holders": copies.HOLDERS}
        with store.glance() as desk:
            others = {row[2] for row in desk.run("like_sketches", asked)}
        # Of those that share the foot alone, the first two.
        early = {article_of(store, "00.txt"), article_of(store, "01.txt")}
        assert others == early | {own["copy_of"]}


def test_what_is_in_is_passed_over_and_decisions_count_again(folder, small, tmp_path):
    into = tmp_path / "shards"
    with Store.open(tmp_path / "s.duckdb") as store:
        plan = shards.plan(paths(folder), "now")
        folders = [reader.read(shard, into, taking.frames(store)) for shard in plan]
        assert sum(map(len, taking.take(store, folders))) == 18
        assert list(taking.take(store, folders)) == [[] for _ in range((len(plan) + 1) // 2)]

        with store.cursor() as cursor:
            own, article = cursor.execute("SELECT figure_id, article_id FROM figure").fetchone()
        review.reject(store, own, who="Ada", seen=None)
        store.remove(article)
        assert [new for new in taking.take(store, folders) if new] == [[article]]
        with store.glance() as desk:
            assert [row["state"] for row in desk.reviewed_in(article)] == ["rejected"]


def test_a_broken_shard_is_named_and_nothing_of_its_batch_goes_in(folder, small, tmp_path):
    into = tmp_path / "shards"
    with Store.open(tmp_path / "s.duckdb") as store:
        plan = shards.plan(paths(folder), "now")[:2]
        folders = [reader.read(shard, into, taking.frames(store)) for shard in plan]
        (folders[1] / "article.parquet").write_bytes(b"PAR1")
        with pytest.raises(InputError, match=f"{folders[1].name} is no whole shard"):
            list(taking.take(store, folders))
        assert store.counts()["articles"] == 0


def test_a_broken_parquet_file_is_named(tmp_path):
    broken = tmp_path / "x.parquet"
    broken.write_bytes(b"PAR1 but no more")
    with pytest.raises(InputError, match=r"x\.parquet” is no whole Parquet file"):
        shards.plan([broken], "now")


def test_a_shard_is_another_when_a_file_of_it_is(folder, tmp_path):
    own = tmp_path / "articles"
    shutil.copytree(folder, own)
    before = [shard.name for shard in shards.plan(paths(own), "now")]
    assert [shard.name for shard in shards.plan(paths(own), "now")] == before
    assert not {shard.name for shard in shards.plan(paths(own), "later")} & set(before)
    (own / "01.md").write_text("Another article.", "utf-8")
    assert [shard.name for shard in shards.plan(paths(own), "now")] != before


def bulk(store, *arguments):
    """Begin the verb in a process of its own."""
    command = [sys.executable, "-m", "newsfigures", "bulk", *map(str, arguments)]
    kept = {**os.environ, "NEWSFIGURES_DB": str(store)}
    return subprocess.Popen(command, cwd=ROOT, env=kept, start_new_session=True,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)  # fmt: skip


def test_killed_it_goes_on_where_it_was(tmp_path, capsys, monkeypatch):
    many = tmp_path / "articles"
    many.mkdir()
    for n in range(410):
        (many / f"{n:03}.txt").write_text(f"Quillon {n} cost ${n + 1} million to train.", "utf-8")
    path, into = tmp_path / "s.duckdb", tmp_path / "shards"
    running = bulk(path, "--workers", 1, "--shards", into, "--keep", many)
    end = time.monotonic() + 300
    while not [each for each in into.glob("*") if not each.name.startswith(".")]:
        assert running.poll() is None, running.stdout.read().decode()
        assert time.monotonic() < end, "no shard was read"
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGKILL)
    running.communicate()
    ready = {each: each.stat().st_mtime_ns for each in into.glob("[!.]*")}
    assert 1 <= len(ready) <= 3

    monkeypatch.setenv("NEWSFIGURES_DB", str(path))
    code = cli.main(["bulk", "--workers", "2", "--shards", str(into), "--keep", str(many)])

    assert code == 0
    assert "410 articles: 410 added, 0 here already, 0 refused." in capsys.readouterr().out
    assert {each: each.stat().st_mtime_ns for each in ready} == ready  # not read again
    assert len(list(into.iterdir())) == 3  # and nothing is left aside
    with Store.open(path) as store:
        assert store.counts()["articles"] == 410


def test_the_verb_says_what_became_of_each_and_cleans_up(folder, tmp_path, monkeypatch, capsys):
    path = tmp_path / "s.duckdb"
    monkeypatch.setenv("NEWSFIGURES_DB", str(path))

    assert cli.main(["bulk", "--workers", "1", str(folder)]) == 1  # one was refused
    said = capsys.readouterr()
    # The text that stands in two files and in a row of the table went in once.
    assert "21 articles: 18 added, 2 here already, 1 refused." in said.out
    assert "24.pdf: refused." in said.err
    assert list(tmp_path.iterdir()) == [path]


def test_a_dask_cluster_gives_the_same_rows_though_a_worker_is_killed(
    folder, one_by_one, small, tmp_path
):
    from distributed import LocalCluster

    def read(plan, into, frames):
        with LocalCluster(
            n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
        ) as made:
            for number, done in enumerate(
                cluster.read(plan, into, frames, address=made.scheduler_address)
            ):
                if number == 0:
                    os.kill(next(iter(made.workers.values())).pid, signal.SIGKILL)
                yield done

    with Store.open(tmp_path / "s.duckdb") as store:
        taken(folder, store, tmp_path / "shards", read)

        assert rows(store) == one_by_one


def test_a_scheduler_that_is_not_there_is_named(monkeypatch):
    monkeypatch.setattr(cluster, "_WAIT", "1s")
    with pytest.raises(MassError, match=r"No Dask scheduler answers at tcp://127\.0\.0\.1:1"):
        list(cluster.read([], Path(), {}, address="tcp://127.0.0.1:1"))
