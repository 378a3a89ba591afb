"""
Count what somebody who means harm tries in the tests, and how much of it is held.

Runs the tests marked `attack` and prints a table; `--write` puts it into docs/security.md,
`--tried` only counts what would be tried. A test that stands for several tries says how many by
`times`; when it fails none of them counts as held.
"""

import argparse
import contextlib
import io
import re
import sys
from collections import Counter
from pathlib import Path

import extraction
import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "security.md"
HEAD = "| what is tried | tries | held |\n| --- | ---: | ---: |\n"
TABLE = re.compile(re.escape(HEAD) + r"(?:\|.*\n)+")
MARK = "mark.attack("


def files() -> list[Path]:
    """Return the files with tests of attacks; those of the browser come last, as in all runs."""
    found = [
        file
        for file in (ROOT / "tests").rglob("test_*.py")
        if MARK in file.read_text(encoding="utf-8")
    ]
    return sorted(found, key=lambda file: (file.parent.name == "browser", file))


class Count:
    """What pytest found and how it went, by the kind of attack."""

    def __init__(self) -> None:
        self.tried: Counter[str] = Counter()
        self.held: Counter[str] = Counter()
        self._of: dict[str, tuple[str, int]] = {}
        self._failed: set[str] = set()

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Note which test stands for how many tries."""
        for item in session.items:
            mark = item.get_closest_marker("attack")
            if mark is not None:
                times = int(mark.kwargs.get("times", 1))
                self._of[item.nodeid] = (mark.args[0], times)
                self.tried[mark.args[0]] += times

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count what held: a test that passed whole, its setting up and taking down too."""
        if report.failed or report.skipped:
            self._failed.add(report.nodeid)
        if report.when == "teardown" and report.nodeid not in self._failed and report.passed:
            kind, times = self._of[report.nodeid]
            self.held[kind] += times


def count(*, run: bool) -> Count:
    """Return what is tried and, where the tests are run, what is held; nothing is printed."""
    counted = Count()
    options = ["-q", "-m", "attack", "-p", "no:cacheprovider", *([] if run else ["--co"])]
    with contextlib.redirect_stdout(io.StringIO()):
        pytest.main([*options, *map(str, files())], plugins=[counted])
    return counted


def table(counted: Count) -> str:
    """Return the counts as Markdown, most tries first, the sum last."""
    lines = [
        f"| {kind} | {tries:,} | {counted.held[kind]:,} |\n"
        for kind, tries in sorted(counted.tried.items(), key=lambda one: (-one[1], one[0]))
    ]
    return f"{HEAD}{''.join(lines)}| all | {counted.tried.total():,} | {counted.held.total():,} |\n"


def written() -> dict[str, tuple[int, int]]:
    """Return what docs/security.md says: tries and held by kind."""
    found = TABLE.search(PAGE.read_text(encoding="utf-8"))
    rows = found[0].splitlines()[2:] if found else []
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    return {kind: (_number(tries), _number(held)) for kind, tries, held in cells}


def _number(words: str) -> int:
    return int(words.replace(",", ""))


def main() -> int:
    """Count and print; end with 1 when something did not hold."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("--tried", action="store_true", help="count only, run nothing")
    parser.add_argument("--write", action="store_true", help="put the table into docs/security.md")
    options = parser.parse_args()
    counted = count(run=not options.tried)
    made = table(counted)
    extraction.say(made)
    if options.write and not options.tried:
        text = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(TABLE.sub(lambda _: made, text), encoding="utf-8")
    return int(not options.tried and counted.held != counted.tried)


if __name__ == "__main__":
    sys.exit(main())
