"""
How right, fast and small the extractor is, beside quantulum3, on the same sentences in one run.

`python benchmarks/extraction.py` prints a table of ratios; with `--check` it ends with 1 when a
bar is missed. benchmarks/README.md says what is measured and how. quantulum3 is installed once
from the package index into an environment of its own; without it (`--alone`) its columns stay
empty.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:0] = [str(ROOT), str(HERE)]

import accuracy  # noqa: E402
import growth  # noqa: E402

PLAIN = ("quantulum3==0.10.0",)
# Its classifier tells apart units of one name. It fails to load on scikit-learn 1.9.
WITH_CLASSIFIER = ("quantulum3[classifier]==0.10.0", "scikit-learn==1.8.*")
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Bar:
    """One line that must hold: what, the number measured, the bar, and whether more is better."""

    what: str
    number: float | None
    bar: float
    unit: str = ""
    at_least: bool = True

    @property
    def holds(self) -> bool | None:
        """Whether the bar is met; None when it was not measured."""
        if self.number is None:
            return None
        return self.number >= self.bar if self.at_least else self.number <= self.bar


def say(words: str = "") -> None:
    """Print a line at once."""
    print(words, flush=True)  # noqa: T201


def cache() -> Path:
    """Return the folder for quantulum3's environment."""
    named = os.environ.get("NEWSFIGURES_BENCH")
    return Path(named) if named else Path(tempfile.gettempdir()) / "newsfigures-benchmarks"


def peer_python(packages: Sequence[str]) -> Path:
    """Return the interpreter of an environment with these packages, made when it is not there."""
    name = "classifier" if len(packages) > 1 else "plain"
    folder = cache() / f"{name}-{sys.version_info[0]}.{sys.version_info[1]}"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    done = folder / "installed.txt"
    if not (done.exists() and done.read_text(encoding="utf-8") == "\n".join(packages)):
        say(f"Installing {' '.join(packages)} into {folder} ...")
        venv.create(folder, with_pip=True, clear=True, symlinks=os.name != "nt")
        subprocess.run(
            [python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", *packages],
            check=True,
        )
        done.write_text("\n".join(packages), encoding="utf-8")
    return python


def run(python: str | Path, reader: str, texts: Sequence[str], passes: int) -> dict[str, Any]:
    """Run worker.py in a fresh process; see `worker.measure` for what comes back."""
    asked = json.dumps({"reader": reader, "texts": list(texts), "passes": passes})
    done = subprocess.run(
        [str(python), str(HERE / "worker.py")],
        input=asked,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "0", "PYTHONIOENCODING": "utf-8"},
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def articles() -> list[str]:
    """Return the texts of the sample articles."""
    files = sorted((ROOT / "data" / "samples").glob("*.md"))
    return [file.read_text(encoding="utf-8") for file in files]


def sentences(texts: Sequence[str]) -> list[str]:
    """Cut articles into sentences, as they stand in the text."""
    from newsfigures.extraction.document import parse

    found = []
    for text in texts:
        found += [sentence.span.cut(text) for sentence in parse(text).sentences]
    return found


def import_seconds(times: int = 5) -> float:
    """Return how long importing the extraction package takes, the fastest of several."""
    script = (
        "import time; t = time.process_time(); import newsfigures.extraction.engine; "
        "print(time.process_time() - t)"
    )
    took = []
    # Compiled modules are kept, as an installed package has them.
    settings = {**os.environ, "PYTHONPYCACHEPREFIX": str(cache() / "bytecode")}
    settings.pop("PYTHONDONTWRITEBYTECODE", None)
    for _ in range(times):
        done = subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT, capture_output=True, text=True, check=True, env=settings,
        )  # fmt: skip
        took.append(float(done.stdout))
    return min(took)


def _ratio(a: float | None, b: float | None) -> float | None:
    return a / b if a is not None and b else None


def _cell(number: float | None, digits: int = 1) -> str:
    return "-" if number is None else f"{number:,.{digits}f}"


def compare(options: argparse.Namespace) -> list[Bar]:
    """Run both readers on the same sentences, print the table, return the bars of it."""
    texts = articles()
    cut = sentences(texts)
    hard = [case["text"] for case in accuracy.cases()]
    both = hard + cut
    say(f"{len(cut)} sentences of {len(texts)} articles and {len(hard)} hard forms.")
    mine = run(sys.executable, "quantities", both, options.passes)
    whole = run(sys.executable, "records", hard + texts, options.passes)
    peer = None
    if not options.alone:
        python = peer_python(PLAIN if options.plain else WITH_CLASSIFIER)
        peer = run(python, "quantulum3", both, max(1, options.passes // 3))
    rows, bars = _table(mine, whole, peer, len(hard), len(both))
    rows.append(_prose_row(options))
    say()
    for row in rows:
        say("  ".join(cell.ljust(36) if i == 0 else cell.rjust(16) for i, cell in enumerate(row)))
    return bars


def _prose_row(options: argparse.Namespace) -> tuple[str, ...]:
    """Return the row of whole records on an article with few quantities, as most news is."""
    texts = [f.read_text(encoding="utf-8") for f in sorted((ROOT / "tests/seed").glob("*.txt"))]
    cut = sentences(texts)
    ours = len(cut) / run(sys.executable, "records", texts, options.passes * 5)["seconds"]
    theirs = None
    if not options.alone:
        python = peer_python(PLAIN if options.plain else WITH_CLASSIFIER)
        theirs = len(cut) / run(python, "quantulum3", cut, options.passes)["seconds"]
    ratio = _cell(_ratio(ours, theirs), 2)
    return ("whole records on plain news, sent./s", _cell(ours, 0), _cell(theirs, 0), ratio)


def _table(
    mine: dict[str, Any],
    whole: dict[str, Any],
    peer: dict[str, Any] | None,
    hard: int,
    count: int,
) -> tuple[list[tuple[str, ...]], list[Bar]]:
    """Return the rows of the table and its bars, of `count` texts, the first `hard` hard forms."""
    right = accuracy.score([[*map(accuracy.ours, a)] for a in mine["answers"][:hard]])
    beside = None
    if peer:
        read = [[*map(accuracy.theirs, a)] for a in peer["answers"][:hard]]
        beside = accuracy.score(read, loose=True)
    rows = [("", "newsfigures", "quantulum3", "ratio")]

    def row(what: str, a: float, b: float | None, digits: int = 1) -> None:
        rows.append((what, _cell(a, digits), _cell(b, digits), _cell(_ratio(a, b), 2)))

    rate = count / mine["seconds"]
    rate_whole = count / whole["seconds"]
    rate_peer = count / peer["seconds"] if peer else None
    row("value and unit, F1", right.f1, beside and beside.f1, 3)
    row("value alone, F1", right.f1_value, beside and beside.f1_value, 3)
    row("hard forms wholly right, %", right.whole * 100, beside and beside.whole * 100)
    row(f"extras on {right.distractors} distractors", right.extras, beside and beside.extras, 0)
    row("quantities, sentences/s", rate, rate_peer, 0)
    row("whole records, sentences/s", rate_whole, rate_peer, 0)
    row("quantities, peak memory, MB", mine["memory"] or 0, peer and peer["memory"])
    row("whole records, peak memory, MB", whole["memory"] or 0, peer and peer["memory"])
    row("to the first answer, s", mine["start"], peer and peer["start"], 2)
    row("whole, to the first answer, s", whole["start"], peer and peer["start"], 2)
    return rows, [
        Bar("value and unit, F1", right.f1, 0.95),
        Bar("hard forms wholly right", right.whole * 100, 92, "%"),
        Bar("extras on distractors", right.extras, 2, at_least=False),
        Bar("quantities against quantulum3", _ratio(rate, rate_peer), 80, "x"),
        Bar("whole records against quantulum3", _ratio(rate_whole, rate_peer), 20, "x"),
        Bar("peak memory", whole["memory"], 60, " MB", at_least=False),
    ]


def spread(options: argparse.Namespace) -> list[Bar]:
    """Read made-up articles on one core and on all, as `bulk` does; print what it takes."""
    # It draws the sentences of its articles from here.
    import mass

    with tempfile.TemporaryDirectory() as made:
        folder, count = Path(made), options.articles
        sentences = mass.make(folder, count)
        found = mass.reading(folder, count, -(-count // mass.ROWS), sentences)
    say()
    say(mass.told(found.rows(), markdown=False).rstrip())
    return [Bar("all cores against one", found.scaling, 0.9 * found.cores, "x")]


def grow(options: argparse.Namespace) -> list[Bar]:
    """Measure ten times the text, and the traps; print what grew most."""
    from newsfigures.extraction import engine

    read: Callable[[str], object] = engine.extract
    # The traps first: a process that has held a long text clears up more at every step.
    found = [growth.of_trap(read, piece, options.trap) for piece in growth.traps(options.traps)]
    text = "\n\n".join(articles())
    short, long = growth.of_text(read, text, int(options.megabytes * MEGABYTE / 10))
    size = options.megabytes
    say(f"\n{size / 10:g} MB in {short:.1f} s, {size:g} MB in {long:.1f} s.")
    worst = max(found, key=lambda one: one.power)
    say(
        f"{len(found)} traps; the worst repeats {worst.piece!r}: {worst.short:.2f} s, four times "
        f"as long {worst.long:.2f} s (time to the power {worst.power:.2f})."
    )
    return [
        Bar("ten times the text", long / short, 11, "x the time", at_least=False),
        Bar("traps: power of the length", worst.power, 1.3, at_least=False),
    ]


def parser() -> argparse.ArgumentParser:
    """Return the parser of the options."""
    top = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    top.add_argument("--check", action="store_true", help="end with 1 when a bar is missed")
    top.add_argument("--alone", action="store_true", help="without quantulum3")
    top.add_argument("--plain", action="store_true", help="quantulum3 without its classifier")
    top.add_argument("--passes", type=int, default=6, help="times each is read; the fastest counts")
    top.add_argument("--megabytes", type=float, default=10, help="size of the long text")
    top.add_argument("--traps", type=int, default=150, help="drawn texts made to trap expressions")
    top.add_argument("--trap", type=int, default=10_000, help="their shorter length in characters")
    top.add_argument("--articles", type=int, default=6_000, help="read on one core and on all")
    top.add_argument("--no-growth", action="store_true", help="leave out cores, long texts, traps")
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and return 1 when a bar is missed that was asked for."""
    options = parser().parse_args(arguments)
    bars = compare(options)
    bars.append(Bar("import of the package", import_seconds(), 0.15, " s", at_least=False))
    if not options.no_growth:
        bars += spread(options) + grow(options)
    say()
    for bar in bars:
        sign = "at least" if bar.at_least else "at most"
        word = {True: "ok", False: "MISSED", None: "not measured"}[bar.holds]
        number = _cell(bar.number, 2)
        say(f"{bar.what:34} {number:>10}{bar.unit:12} {sign} {bar.bar:g}  {word}")
    missed = any(bar.holds is False for bar in bars)
    return 1 if options.check and missed else 0


if __name__ == "__main__":
    sys.exit(main())
