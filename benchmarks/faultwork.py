"""
Work on a store until somebody ends it: what faults.py kills.

Four threads take articles in, remove and restore them, decide about figures one by one and in
batches, put shards of very many articles in, and make backups. Each thing is noted before it is
begun and after it is confirmed, a line of JSON each; a line that is there was written whole. The
clock jumps by years, to and fro, while they work.
"""

import json
import os
import random
import resource
import signal
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from newsfigures import desk, intake, naming, preferences, rereading, review, store  # noqa: E402
from newsfigures.errors import StoreError  # noqa: E402
from newsfigures.mass import taking  # noqa: E402
from newsfigures.model import Article  # noqa: E402
from newsfigures.store import articles, schema  # noqa: E402
from newsfigures.whole import copies  # noqa: E402

# Bytes of the log after which DuckDB writes it into the file: soon, so that kills meet it too.
CHECKPOINT = "100KB"
JUMP_DAYS = 4_000
SHARDS = 2
# Seconds between two backups, at most.
EVERY = 1.5
# Who names the time that is kept; each took `now` over from the desk.
_CLOCKS = (desk, naming, preferences, rereading, review, articles, schema, taking)


def article(name: str, figures: int) -> Article:
    """Return an article called by a name, of so many figures."""
    said = "".join(
        f"Model {name}-{n} of OpenAI cost ${n + 2} million to train, it said on Monday. "
        for n in range(figures)
    )
    padding = " ".join(f"{name}w{n}" for n in range(300))
    return Article(text=f"{said}{padding}", title=name, source="a.txt", published=date(2025, 1, 27))


class Journal:
    """What was begun and what was confirmed, in a file that a kill cannot tear."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def note(self, what: str, **known: Any) -> None:
        """Write a line in one call of the system."""
        os.write(self._file, (json.dumps({"what": what, **known}) + "\n").encode())

    def do(self, what: str, work: Callable[[], Any], **known: Any) -> Any:
        """Note that a thing begins, do it, note that it is confirmed or why it is not."""
        self.note(what, state="begun", **known)
        try:
            result = work()
        except StoreError as error:
            self.note(what, state="refused", said=str(error), **known)
            return None
        except Exception as error:
            self.note(what, state="fault", said=f"{type(error).__name__}: {error}", **known)
            raise
        self.note(what, state="confirmed", result=result, **known)
        return result


def _jumping(rng: random.Random) -> None:
    """Let the clock of everything that is kept jump."""

    def now() -> datetime:
        off = timedelta(days=rng.uniform(-JUMP_DAYS, JUMP_DAYS))
        return (datetime.now(UTC) + off).replace(tzinfo=None)

    for each in _CLOCKS:
        each.now = now  # type: ignore[attr-defined]


def take(opened: store.Store, one: Article) -> int:
    """Take an article in; return how many figures it has."""
    return len(intake.take(opened, one).extraction.figures)


def _files(opened: store.Store, journal: Journal, name: str, rng: random.Random) -> None:
    """Take articles in, remove some, bring some back."""
    for n in range(10_000):
        one = article(f"{name}f{n}", 3)
        own = one.article_id
        if journal.do("take", lambda one=one: take(opened, one), article=own) is None:
            continue
        if rng.random() < 0.5:
            gone = journal.do("remove", lambda own=own: opened.remove(own), article=own)
            # A removal that a full disk refused leaves the article where it is.
            if gone and rng.random() < 0.5:
                journal.do("restore", lambda own=own: opened.restore(own), article=own)


def _named(opened: store.Store, form: str) -> int:
    return naming.add_name(opened, form, "model", parent=None, who="Ada")


def _decisions(opened: store.Store, journal: Journal, name: str, rng: random.Random) -> None:
    """Decide about the figures of one article, add names."""
    one = article(f"{name}d", 6)
    while journal.do("take", lambda: take(opened, one), article=one.article_id) is None:
        pass
    with opened.cursor() as cursor:
        ids = [row[0] for row in cursor.execute(
            "SELECT figure_id FROM figure WHERE article_id = ?", [one.article_id]
        ).fetchall()]  # fmt: skip
    seen: dict[str, int | None] = dict.fromkeys(ids)
    for n in range(10_000):
        who = f"{name}who{n}"
        some = rng.sample(ids, rng.choice((1, 1, len(ids))))
        kind = rng.choice((review.Action.ACCEPT, review.Action.REJECT, review.Action.EDIT))
        changes = {"value": 1_000_000 + n} if kind is review.Action.EDIT else {}
        orders = [
            review.Order(figure_id=each, action=kind, seen=seen[each], changes=changes)
            for each in some
        ]
        done = journal.do(
            "decide", lambda orders=orders, who=who: review.decide(opened, orders, who=who),
            who=who, figures=some,
        )  # fmt: skip
        seen |= dict(zip(some, done or (), strict=False))
        if n % 5 == 4:
            form = f"Name {name}{n}"
            journal.do(
                "name", lambda form=form: _named(opened, form),
                form=form,
            )  # fmt: skip


def _shards(opened: store.Store, journal: Journal, folders: list[Path]) -> None:
    """Put shards in, a few at once."""
    for start in range(0, len(folders), SHARDS):
        some = folders[start : start + SHARDS]
        journal.do(
            "bulk", lambda some=some: sum(map(len, taking.take(opened, some))),
            shards=[each.name for each in some],
        )  # fmt: skip


def _backups(opened: store.Store, journal: Journal, folder: Path, name: str) -> None:
    """Make a backup now and then; none is kept but the newest."""
    rng = random.Random(name + "b")
    for n in range(10_000):
        time.sleep(rng.uniform(0, EVERY))
        to = folder / f"{name}-{n}.backup"
        journal.do("backup", lambda to=to: copies.back_up(opened, to).digest, file=str(to))
        (folder / f"{name}-{n - 1}.backup").unlink(missing_ok=True)


def main(path: str, journal: str, name: str, room: str, *shards: str) -> None:
    """Work on a store; `room` is how many bytes its file may grow, 0 for as it likes."""
    rng = random.Random(name)
    _jumping(random.Random(name + "clock"))
    notes = Journal(Path(journal))
    try:
        opened = store.Store.open(Path(path))
    except StoreError as error:
        notes.note("open", state="refused", said=str(error))
        return
    with opened.cursor() as cursor:
        cursor.execute(f"PRAGMA wal_autocheckpoint='{CHECKPOINT}'")
    if int(room):
        # What is written beyond it fails, as on a full disk.
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        most = Path(path).stat().st_size + int(room)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    notes.note("open", state="confirmed")
    work = [
        (_files, (name, rng)), (_decisions, (name, random.Random(name + "d"))),
        (_shards, ([Path(each) for each in shards],)), (_backups, (Path(path).parent, name)),
    ]  # fmt: skip
    threads = [threading.Thread(target=each, args=(opened, notes, *more)) for each, more in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def serve() -> None:
    """
    Do each work that a line of standard input asks for in a process of its own; say which.

    A process is forked here, where nothing is open and no thread runs yet: it begins at once.
    """
    # What is compiled when it is first used is compiled before, once for all.
    intake.preview(article("warm", 2))
    for line in sys.stdin:
        child = os.fork()
        if not child:
            try:
                main(*json.loads(line))
            finally:
                os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        os.waitpid(child, 0)
        sys.stdout.write("ended\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()
