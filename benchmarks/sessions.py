"""
Fifty analysts at once: how long do they wait, does anything fail, what memory does each take?

    python benchmarks/sessions.py                        ten minutes on a store of the samples
    python benchmarks/sessions.py --store million.duckdb --minutes 10 --markdown
    python benchmarks/sessions.py --steady               the store keeps its size

Starts the app in a process of its own on a copy of the store and speaks with it as its pages do
(analyst.py). Half of the analysts browse: they open a page, change its filters some seconds
apart, then the scale of a chart. A tenth upload: each drops an article and saves it. The others
have a page open and turn to another each minute. Limits: a filter change of p95 1.5 s, no error,
memory that does not grow from the middle of the time to its end. What the analysts themselves cost
is taken from the same cores. What they upload stays, and is drawn on every page from then on; with
`--steady` each takes away again what it saved, so that memory tells of visits and of writes alone.
"""

import argparse
import asyncio
import functools
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import borrowed  # noqa: E402
from benchmarks.analyst import Analyst, Ran  # noqa: E402
from benchmarks.exports import resident  # noqa: E402
from newsfigures.model import Article  # noqa: E402

PAGES = ("training_cost", "compute", "investment", "market_projections")
ARTICLE = ROOT / "tests" / "seed" / "000_05256ea266f6d66f.txt"
THINKING = (4.0, 12.0)  # seconds between two changes of one who browses
UPLOADING = (20.0, 40.0)
READING = (45.0, 75.0)
LIMIT = 1.5
# Of what was resident in the middle of the time.
FLAT = 1.1


@dataclass(slots=True)
class Told:
    """What the analysts met: seconds by what they did, what went wrong."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: list[str] = field(default_factory=list)

    def take(self, what: str, ran: Ran) -> None:
        """Note how one run went."""
        self.seconds[what].append(ran.seconds)
        self.wrong += ran.wrong


async def rest(chance: random.Random, span: tuple[float, float], until: float) -> None:
    """Do nothing for some seconds, no longer than there is time."""
    await asyncio.sleep(max(0.0, min(chance.uniform(*span), until - time.monotonic())))


async def browse(who: Analyst, told: Told, chance: random.Random, until: float) -> None:
    """Open page after page and change the filters of each."""
    while time.monotonic() < until:
        page = chance.choice(PAGES)
        told.take("page opened", await who.open(page))
        for _ in range(4):
            await rest(chance, THINKING, until)
            if time.monotonic() >= until:
                return
            names = list(who.widgets[f"{page}_names"].options)
            chosen = chance.sample(names, k=min(len(names), chance.randint(0, 2)))
            told.take("filter changed", await who.put(f"{page}_names", chosen))
        # What a filter leaves may have nothing to draw, and so no scale.
        scale = next((key for key in who.widgets if key.endswith("_scale")), None)
        if scale is not None:
            await rest(chance, THINKING, until)
            told.take("scale changed", await who.put(scale, [chance.choice(("Log", "Linear"))]))


async def upload(
    who: Analyst, told: Told, chance: random.Random, until: float, *, steady: bool
) -> None:
    """Drop an article, look at what was read, save it, each another one; steady: remove it."""
    text = ARTICLE.read_text(encoding="utf-8")
    while time.monotonic() < until:
        told.take("page opened", await who.open("articles"))
        key = next(each for each in who.widgets if each.startswith("articles_files"))
        article = Article(text=f"{text}\nNote {chance.random()}.\n", title="", source="")
        dropped = await who.drop(key, "article.txt", article.text.encode())
        told.take("article dropped", dropped)
        if "articles_save" not in who.widgets:
            told.wrong.append("The article could not be saved.")
        else:
            told.take("article saved", await who.press("articles_save"))
        await rest(chance, UPLOADING, until)
        if steady and "articles_save" in who.widgets:
            await who.open("articles", f"art={article.article_id}")
            told.take("article removed", await who.press("articles_remove_sure"))


async def read(who: Analyst, told: Told, chance: random.Random, until: float) -> None:
    """Have a page open, and turn to another now and then."""
    while time.monotonic() < until:
        told.take("page opened", await who.open(chance.choice(("", *PAGES, "data", "methods"))))
        await rest(chance, READING, until)


async def visit(base: str, number: int, told: Told, until: float, *, steady: bool) -> None:
    """Come, do what this one does, leave; what breaks off is told, not raised."""
    chance = random.Random(number)
    uploads = functools.partial(upload, steady=steady)
    work = browse if number % 2 == 0 else uploads if number % 10 == 1 else read
    try:
        # Nobody comes in the same second.
        await asyncio.sleep(chance.uniform(0, 20))
        who = await Analyst.come(base)
        told.take("app opened", await who.open())
        await work(who, told, chance, until)
        await who.leave()
    except Exception as error:  # noqa: BLE001 - any failure of a visit is what is counted
        told.wrong.append(f"analyst {number}: {type(error).__name__}: {error}")


async def measure(
    base: str, pid: int, analysts: int, seconds: float, *, steady: bool = False
) -> tuple[Told, list[float]]:
    """Let the analysts work for so long; return what they met and the memory by time."""
    told, memory, until = Told(), [resident(pid)], time.monotonic() + seconds
    visits = [
        asyncio.create_task(visit(base, n, told, until, steady=steady)) for n in range(analysts)
    ]
    while time.monotonic() < until:
        await asyncio.sleep(min(2.0, seconds / 20))
        memory.append(resident(pid))
    await asyncio.gather(*visits)
    return told, memory


def p95(seconds: Sequence[float]) -> float:
    """Return the time that 19 in 20 stay below."""
    return sorted(seconds)[round(0.95 * (len(seconds) - 1))]


def halves(memory: Sequence[float]) -> tuple[float, float]:
    """
    Return what was resident in the middle of the time and at its end, MB.

    Each is the median over a tenth of the time: a single look meets pages that are being made.
    """
    tenth = max(1, len(memory) // 10)
    middle = (len(memory) - tenth) // 2
    return statistics.median(memory[middle : middle + tenth]), statistics.median(memory[-tenth:])


def table(told: Told, memory: Sequence[float], analysts: int) -> list[tuple[str, str]]:
    """Return what was measured, in words and numbers."""
    rows = [
        (f"{what}, s: median, p95, longest ({len(took):,} times)",
         f"{statistics.median(took):.2f}, {p95(took):.2f}, {max(took):.2f}")
        for what, took in sorted(told.seconds.items())
    ]  # fmt: skip
    middle, end = halves(memory)
    return [
        *rows,
        ("errors", f"{len(told.wrong):,}"),
        ("memory with nobody there, in the middle, at the end, MB",
         f"{memory[0]:.0f}, {middle:.0f}, {end:.0f}"),
        ("memory of a session, MB", f"{(middle - memory[0]) / analysts:.1f}"),
    ]  # fmt: skip


def missed(told: Told, memory: Sequence[float]) -> list[str]:
    """Return the limits that were missed, in words."""
    changed = told.seconds.get("filter changed", [])
    found = [f"{len(told.wrong)} errors, the first: {told.wrong[0]}"] if told.wrong else []
    if not changed or p95(changed) > LIMIT:
        found.append(f"a filter change takes p95 {p95(changed):.2f} s of {LIMIT} s" if changed
                     else "no filter was changed")  # fmt: skip
    middle, end = halves(memory)
    if end > middle * FLAT:
        found.append("memory grows")
    return found


def main() -> int:
    """Measure and print; 1 when a limit is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("--store", type=Path, help="a store to copy; else one of the samples")
    parser.add_argument("--analysts", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--steady", action="store_true", help="what was saved is removed again")
    parser.add_argument("--markdown", action="store_true")
    given = parser.parse_args()
    browsing = borrowed.module("browser/conftest.py")
    with tempfile.TemporaryDirectory() as folder:
        if given.store:
            shutil.copy(given.store, Path(folder) / "store.duckdb")
        server = browsing.Server(Path(folder))
        try:
            met = asyncio.run(
                measure(
                    server.url,
                    server.process.pid,
                    given.analysts,
                    given.minutes * 60,
                    steady=given.steady,
                )
            )
        finally:
            server.stop()
    rows = table(*met, given.analysts)
    if given.markdown:
        sys.stdout.write("| what | measured |\n| --- | --- |\n")
    for what, value in rows:
        sys.stdout.write(f"| {what} | {value} |\n" if given.markdown else f"{what:62} {value}\n")
    for words in (failed := missed(*met)):
        sys.stdout.write(f"Missed: {words}.\n")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
