"""
Very many articles: how fast are they read and put in, on one core and on all, and after kills?

    python benchmarks/mass.py                              20,000 articles, killed 20 times
    python benchmarks/mass.py --articles 100000 --kills 20 --markdown

Articles are made of the sentences of the samples, drawn anew for each, so that none is a copy of
another; the seed is fixed. `bulk` reads them into a new store, once without being disturbed and
once killed (SIGKILL) at random moments and begun again; both stores must hold the same rows. A
tenth of them is read with one process and with one per core beside it. The peer is the scan of
the same texts by one compiled expression that finds numbers, the least that any reader must do.
"""

import argparse
import hashlib
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from threading import Event, Thread

import pyarrow as pa
import pyarrow.parquet as pq

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:0] = [str(ROOT), str(HERE)]

import extraction  # noqa: E402

from newsfigures.mass import pool, shards, taking  # noqa: E402
from newsfigures.store import Store  # noqa: E402

SEED = 1
ROWS = 2_000  # articles of a Parquet file
SENTENCES = (8, 24)  # of an article
PARAGRAPH = 4
PUBLISHERS = 200
NUMBER = re.compile(r"\d[\d.,]*")


def texts(count: int) -> Iterator[tuple[str, int]]:
    """Yield so many articles with the number of their sentences."""
    chance, known = random.Random(SEED), extraction.sentences(extraction.articles())
    plain = [" ".join(one.split()) for one in known]
    for _ in range(count):
        some = chance.sample(plain, chance.randint(*SENTENCES))
        paragraphs = [some[at : at + PARAGRAPH] for at in range(0, len(some), PARAGRAPH)]
        yield "\n\n".join(" ".join(each) for each in paragraphs), len(some)


def make(folder: Path, count: int) -> int:
    """Write so many articles as Parquet; a few publishers bring out most. Return the sentences."""
    chance, sentences = random.Random(SEED), 0
    weights = list(accumulate(1 / rank for rank in range(1, PUBLISHERS + 1)))
    made = texts(count)
    for first in range(0, count, ROWS):
        rows = []
        for number in range(first, min(first + ROWS, count)):
            text, of_it = next(made)
            sentences += of_it
            (publisher,) = chance.choices(range(PUBLISHERS), cum_weights=weights)
            rows.append(
                {
                    "title": f"Article {number}",
                    "text": text,
                    "publisher": f"Publisher {publisher}",
                    "published": str(date(2018, 6, 1) + timedelta(days=chance.randrange(2_900))),
                }
            )
        pq.write_table(pa.Table.from_pylist(rows), folder / f"{first:09}.parquet")
    return sentences


def tree(pid: int) -> float:
    """Return the memory of a process and all it began, in MB (Linux)."""
    status = Path(f"/proc/{pid}/status")
    with suppress(OSError, IndexError):
        own = int(status.read_text(encoding="utf-8").split("VmRSS:")[1].split()[0]) / 1024
        begun = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        return own + sum(tree(int(child)) for child in begun)
    return 0.0


def bulk(folder: Path, store: Path) -> subprocess.Popen[bytes]:
    """Begin `bulk` of a folder into a store, in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "newsfigures", "bulk", str(folder)],
        cwd=ROOT,
        env={**os.environ, "NEWSFIGURES_DB": str(store)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def whole(folder: Path, store: Path) -> tuple[float, float]:
    """Let `bulk` run to its end; return seconds and the most memory of all its processes, in MB."""
    begun, most, done = time.perf_counter(), [0.0], Event()
    process = bulk(folder, store)

    def watch() -> None:
        while not done.wait(0.2):
            most[0] = max(most[0], tree(process.pid))

    watcher = Thread(target=watch)
    watcher.start()
    code = process.wait()
    done.set()
    watcher.join()
    if code:
        raise SystemExit(f"bulk ended with {code}.")
    return time.perf_counter() - begun, most[0]


def killed(folder: Path, store: Path, kills: int, seconds: float) -> int:
    """Kill `bulk` so often at random moments, then let it end; return how often it was killed."""
    chance, times = random.Random(SEED), 0
    for _ in range(kills):
        process = bulk(folder, store)
        # What begins anew needs some seconds to come to where it was.
        with suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(2, 4 + 2 * seconds / (kills + 1)))
        if process.poll() is not None:
            break
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        times += 1
    whole(folder, store)
    return times


def digest(path: Path) -> tuple[str, dict[str, int]]:
    """Return a digest of all rows that came in, and how many there are of each kind."""
    found, counts = hashlib.sha256(), {}
    with Store.open(path) as store, store.cursor() as cursor:
        for table in (*taking.TABLES, "claim_kept"):
            # When a row came is another time each time.
            rows = f"SELECT COLUMNS(c -> c <> 'added_at') FROM {table}"
            cursor.execute(f"SELECT md5(CAST(r AS VARCHAR)) AS d FROM ({rows}) AS r ORDER BY d")
            digests = cursor.fetchall()
            counts[table] = len(digests)
            found.update("".join(row[0] for row in digests).encode())
    return found.hexdigest(), counts


def read(folder: Path, workers: int, few: int) -> float:
    """Return the seconds in which so many files of articles are read, the processes there."""
    plan = shards.plan(sorted(folder.glob("*.parquet"))[:few], "now")
    with tempfile.TemporaryDirectory() as made, Store.open(Path(made) / "s.duckdb") as store:
        frames = taking.frames(store)
        done = pool.read(plan, Path(made) / "shards", frames, workers=workers)
        # The first shards take the start of the processes with them.
        for _ in range(workers):
            next(done)
        begun = time.perf_counter()
        rest = sum(1 for _ in done)
        return (time.perf_counter() - begun) * len(plan) / rest


def scanned(count: int) -> float:
    """Return the processor seconds of one expression over so many articles."""
    known = [text for text, _ in texts(count)]
    begun = time.process_time()
    for text in known:
        NUMBER.findall(text)
    return time.process_time() - begun


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading so many articles takes, in seconds: alone, on all cores, scanned for numbers."""

    articles: int
    sentences: int
    cores: int
    alone: float
    together: float
    scan: float

    @property
    def scaling(self) -> float:
        """Return how many times as fast all cores are as one."""
        return self.alone / self.together

    def rows(self) -> list[tuple[str, str]]:
        """Return it in words and numbers."""
        first, every = self.articles / self.alone, self.articles / self.together
        return [
            ("read on 1 core, articles/s, sentences/s",
             f"{first:,.0f}, {self.sentences / self.alone:,.0f}"),
            (f"read on {self.cores} cores, articles/s (times 1 core)",
             f"{every:,.0f} ({self.scaling:.2f})"),
            ("times the bare scan for numbers", f"{self.alone / self.scan:,.0f}"),
        ]  # fmt: skip


def reading(folder: Path, count: int, few: int, sentences: int) -> Reading:
    """Read the first `few` files of `count` articles with so many sentences in all."""
    cores, some = os.cpu_count() or 1, min(few * ROWS, count)
    return Reading(
        articles=some,
        sentences=round(sentences * some / count),
        cores=cores,
        alone=read(folder, 1, few),
        together=read(folder, cores, few),
        scan=scanned(some),
    )


def told(rows: Sequence[tuple[str, str]], *, markdown: bool) -> str:
    """Return what was measured as a table."""
    if markdown:
        body = "".join(f"| {what} | {value} |\n" for what, value in rows)
        return f"| what | measured |\n| --- | --- |\n{body}"
    return "".join(f"{what:58} {value}\n" for what, value in rows)


def measure(count: int, kills: int) -> tuple[list[tuple[str, str]], bool]:
    """Return the table, and whether both stores hold the same."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "articles"
        folder.mkdir()
        sentences = make(folder, count)
        found = reading(folder, count, max(1, -(-count // ROWS) // 10), sentences)
        seconds, memory = whole(folder, Path(made) / "whole.duckdb")
        times = killed(folder, Path(made) / "killed.duckdb", kills, seconds)
        one, counts = digest(Path(made) / "whole.duckdb")
        other, _ = digest(Path(made) / "killed.duckdb")
        size = (Path(made) / "whole.duckdb").stat().st_size / 1e6
    return [
        ("articles, sentences, figures", f"{count:,}, {sentences:,}, {counts['figure']:,}"),
        *found.rows(),
        ("all read and put in, s (articles/s)", f"{seconds:,.0f} ({count / seconds:,.0f})"),
        ("most memory of all its processes, MB", f"{memory:,.0f}"),
        ("size of the store, MB", f"{size:,.0f}"),
        (f"killed {times} times and begun again", "same rows" if one == other else "OTHER ROWS"),
    ], one == other  # fmt: skip


def main() -> int:
    """Measure and print; 1 when the rows are not the same."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--markdown", action="store_true")
    given = parser.parse_args()
    rows, same = measure(given.articles, given.kills)
    sys.stdout.write(told(rows, markdown=given.markdown))
    return 0 if same else 1


if __name__ == "__main__":
    raise SystemExit(main())
