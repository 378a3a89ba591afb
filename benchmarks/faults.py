"""
Kill an app's work at random moments and fill its disk; count what was lost.

    python benchmarks/faults.py --kills 200 --full 50

Each round works on the store that the round before left (faultwork.py), ends it by SIGKILL, opens
it again and compares it with what was noted: all that was confirmed is there, what was not
confirmed is there whole or not at all, what was refused is not there, and nothing in the store
does not fit (newsfigures/whole/soundness.py). Unix only.
"""

import argparse
import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

import extraction  # noqa: E402
import faultwork  # noqa: E402

from newsfigures import apart  # noqa: E402
from newsfigures.mass import reader, shards, taking  # noqa: E402
from newsfigures.store import Store  # noqa: E402
from newsfigures.whole import copies, soundness  # noqa: E402

Row = Mapping[str, Any]
# A round is killed when so many things were confirmed, at most, and so many seconds later.
MOST, LATER = 15, 0.1
# Seconds after which a round is killed though less was confirmed.
LONGEST = 8
# Bytes that are left where the disk is to become full, and how often it is then met, at most.
ROOM, MET = 150_000, 6
# Figures of an article, articles of a shard.
FIGURES, ARTICLES = 3, 2


class Faults:
    """A store that is worked on and killed, and what was counted."""

    def __init__(self, folder: Path, seed: int = 1, small: Path | None = None) -> None:
        self.path = (small or folder / "store") / "figures.duckdb"
        self._filler = small / "filler" if small else None
        self.counts: Counter[str] = Counter()
        self.wrong: list[str] = []
        self._folder = folder
        self._seed = seed
        self._rng = random.Random(seed)
        # What is read here was written here; it needs no process of its own.
        apart.call = apart.here
        self._worker = subprocess.Popen(
            [sys.executable, str(ROOT / "benchmarks" / "faultwork.py")], cwd=ROOT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        folder.mkdir(parents=True, exist_ok=True)
        self.path.parent.mkdir(exist_ok=True)
        with Store.open(self.path) as opened:
            self._frames = taking.frames(opened)

    def _shards(self, name: str, number: int) -> list[Path]:
        """Return new shards, read as a bulk run reads them."""
        made = []
        for n in range(number):
            folder = self._folder / f"{name}-{n}"
            folder.mkdir()
            for each in range(ARTICLES):
                text = faultwork.article(f"{name}s{n}x{each}", FIGURES).text
                (folder / f"{each}.txt").write_text(text, encoding="utf-8")
            (one,) = shards.plan(sorted(folder.iterdir()), "now")
            made.append(reader.read(one, self._folder / "shards", self._frames))
        return made

    def round(self, number: int, *, full: bool = False) -> None:
        """Work, kill, open again, compare."""
        name = f"r{self._seed}n{number}"
        journal = self._folder / f"{name}.jsonl"
        folders = self._shards(name, 2)
        room = self._rng.randrange(10_000, ROOM) if full else 0
        if self._filler and full:
            self._fill(room)
            room = 0
        self._end(journal, [self.path, journal, name, room, *folders], full=full)
        if self._filler:
            self._filler.unlink(missing_ok=True)
        self.counts["full disks" if full else "kills"] += 1
        notes = [json.loads(line) for line in journal.read_text("utf-8").splitlines()]
        with Store.open(self.path) as opened:
            self.compare(opened, name, notes, {each.name: each for each in folders})
        for each in self.path.parent.glob("*.backup*"):
            each.unlink()

    def _fill(self, room: int) -> None:
        """Leave so many bytes on the store's disk; the work's own limit stands in for it else."""
        disk = os.statvfs(self.path.parent)
        with self._filler.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, disk.f_bavail * disk.f_frsize - room)

    def _end(self, journal: Path, given: Iterable[object], *, full: bool) -> None:
        """Have the work done and end it at a random moment."""
        self._worker.stdin.write(json.dumps([str(each) for each in given]) + "\n")
        self._worker.stdin.flush()
        child = int(self._worker.stdout.readline())
        wanted = self._rng.randrange(1, MET) if full else self._rng.randrange(MOST)
        until = time.monotonic() + LONGEST
        while time.monotonic() < until:
            noted = journal.read_text("utf-8") if journal.exists() else ""
            settled = noted.count('"state": "refused"')
            settled += 0 if full else noted.count('"state": "confirmed"')
            if noted and settled >= wanted:
                break
            if '"open", "state": "refused"' in noted:
                break
            time.sleep(0.01)
        time.sleep(self._rng.uniform(0, LATER))
        # One that found no room to open the store in has left.
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        assert self._worker.stdout.readline() == "ended\n"

    def close(self) -> None:
        """End what forks the work."""
        self._worker.stdin.close()
        self._worker.wait()
        self._worker.stdout.close()

    def _note(self, name: str, words: str) -> None:
        self.wrong.append(f"{name}: {words}")

    def compare(
        self, opened: Store, name: str, notes: Iterable[Row], folders: Mapping[str, Path]
    ) -> None:
        """Compare a store with what was noted; `folders` are its shards by name."""
        last: dict[str, Row] = {}
        for note in notes:
            if note["what"] == "open":
                self.counts[f"opened: {note['state']}"] += 1
                continue
            self.counts[note["state"]] += 1
            if note["state"] == "fault":
                self._note(name, f"{note['what']} failed without words of ours: {note['said']}")
            last[_thing(note)] = note
        with opened.cursor() as cursor:
            for note in last.values():
                check = getattr(self, f"_check_{note['what']}")
                if said := check(cursor, note, folders):
                    self._note(name, f"{note['what']} was {note['state']}, {said}: {note}")
        for found in soundness.check(opened):
            self._note(name, f"{found.kind} {found.id}: {found.said}")

    @staticmethod
    def _figures(cursor: Any, article: str) -> int | None:
        """Return how many figures an article has, None for one that is not there."""
        row = cursor.execute(
            "SELECT (SELECT count(*) FROM figure AS f WHERE f.article_id = a.article_id) "
            "FROM article AS a WHERE article_id = ?", [article],
        ).fetchone()  # fmt: skip
        return None if row is None else int(row[0])

    def _check_take(self, cursor: Any, note: Row, _: Any) -> str:
        have = self._figures(cursor, note["article"])
        if note["state"] == "confirmed":
            return "" if have == note["result"] else f"and it has {have} figures"
        if note["state"] == "refused":
            return "" if have is None else "and it is there"
        return "" if have in (None, FIGURES, 2 * FIGURES) else f"and half of it is there: {have}"

    def _check_remove(self, cursor: Any, note: Row, _: Any) -> str:
        have = self._figures(cursor, note["article"])
        (away,) = cursor.execute(
            "SELECT count(*) FROM removed_figure WHERE article_id = ?", [note["article"]]
        ).fetchone()
        if (have, away) == (FIGURES, 0):
            return "and it is there" if note["state"] == "confirmed" else ""
        if (have, away) == (None, FIGURES):
            return "and it is gone" if note["state"] == "refused" else ""
        return f"and {have} figures are there, {away} put away"

    def _check_restore(self, cursor: Any, note: Row, folders: Any) -> str:
        opposite = {"confirmed": "refused", "refused": "confirmed"}
        state = opposite.get(note["state"], note["state"])
        return self._check_remove(cursor, {**note, "state": state}, folders)

    def _check_decide(self, cursor: Any, note: Row, _: Any) -> str:
        rows = cursor.execute(
            "SELECT figure_id, decision_id FROM decision WHERE who = ? ORDER BY decision_id",
            [note["who"]],
        ).fetchall()
        whole = sorted(row[0] for row in rows) == sorted(note["figures"])
        if note["state"] == "confirmed":
            kept = dict(zip(note["figures"], note["result"], strict=True))
            return "" if whole and dict(rows) == kept else f"and {len(rows)} rows are there"
        if note["state"] == "refused":
            return f"and {len(rows)} rows are there" if rows else ""
        return "" if whole or not rows else f"and half of it is there: {len(rows)}"

    def _check_name(self, cursor: Any, note: Row, _: Any) -> str:
        (have,) = cursor.execute(
            "SELECT count(*) FROM naming WHERE form = ?", [note["form"]]
        ).fetchone()
        wanted = {"confirmed": {1}, "refused": {0}}.get(note["state"], {0, 1})
        return "" if have in wanted else f"and it is there {have} times"

    def _check_bulk(self, cursor: Any, note: Row, folders: Mapping[str, Path]) -> str:
        ids = [one for each in note["shards"] for one in taking._ids(folders[each])]
        have = [self._figures(cursor, one) for one in ids]
        there = [each for each in have if each is not None]
        if any(each != FIGURES for each in there):
            return f"and articles have {there} figures"
        wanted = {"confirmed": {len(ids)}, "refused": {0}}.get(note["state"], {0, len(ids)})
        return "" if len(there) in wanted else f"and {len(there)} of {len(ids)} are there"

    def _check_backup(self, _: Any, note: Row, __: Any) -> str:
        file = Path(note["file"])
        if note["state"] != "confirmed":
            return "and it is there" if note["state"] == "refused" and file.exists() else ""
        # None is kept but the newest, and that one before it until the newest is there.
        return "" if not file.exists() or copies.look(file).digest == note["result"] else "broken"


def _thing(note: Row) -> str:
    """Return what a note is about; what was noted last about it counts."""
    for key in ("article", "who", "form", "file"):
        if key in note:
            return str(note[key])
    return str(note["shards"])


def run(folder: Path, *, kills: int, full: int, seed: int = 1, small: Path | None = None) -> Faults:
    """Do so many rounds of each; return what was counted. `small` is as in `main`."""
    made = Faults(folder, seed, small)
    try:
        for number in range(kills + full):
            made.round(number, full=number >= kills)
    finally:
        made.close()
    return made


def told(made: Faults) -> list[str]:
    """Return the counts in words."""
    counts = made.counts
    return [
        f"{counts['kills']:,} kills, {counts['full disks']:,} full disks",
        f"{counts['begun']:,} things were begun: {counts['confirmed']:,} confirmed, "
        f"{counts['refused']:,} refused in words, "
        f"{counts['begun'] - counts['confirmed'] - counts['refused'] - counts['fault']:,} cut off",
        f"{counts['opened: refused']:,} times there was no room to open the store, told in words",
        f"{len(made.wrong):,} lost, half there, not told in words or not fitting",
        *made.wrong,
    ]


def main() -> int:
    """Run and print; end with 1 when anything was wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--full", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--small", type=Path, help="a small file system of its own, that is filled until it is full"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="newsfigures-faults-") as folder:
        own = Path(folder) / "own"
        made = run(
            own, kills=options.kills, full=options.full, seed=options.seed, small=options.small
        )
    for line in told(made):
        extraction.say(line)
    return int(bool(made.wrong))


if __name__ == "__main__":
    sys.exit(main())
