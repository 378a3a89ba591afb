"""What docs/security.md says is tried is what the tests try, and all of it is held."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

import attacks  # noqa: E402


def test_the_table_counts_what_the_tests_try():
    done = subprocess.run(
        [sys.executable, "benchmarks/attacks.py", "--tried"],
        cwd=ROOT, check=True, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    rows = [row.strip("|\n ").split(" | ") for row in done.stdout.splitlines()[2:] if row]
    tried = {kind: int(tries.replace(",", "")) for kind, tries, _ in rows}

    assert {kind: tries for kind, (tries, _) in attacks.written().items()} == tried
    assert tried["all"] > 1_000


def test_all_that_was_tried_was_held():
    assert [row for row in attacks.written().values() if row[0] != row[1]] == []


class Report:
    def __init__(self, nodeid, when, outcome):
        self.nodeid, self.when = nodeid, when
        self.passed, self.failed, self.skipped = (
            outcome == each for each in ("passed", "failed", "skipped")
        )


@pytest.mark.parametrize(
    ("outcomes", "held"),
    [
        ({"setup": "passed", "call": "passed", "teardown": "passed"}, 3),
        ({"setup": "passed", "call": "failed", "teardown": "passed"}, 0),
        ({"setup": "passed", "call": "passed", "teardown": "failed"}, 0),
        ({"setup": "failed", "teardown": "passed"}, 0),
        ({"setup": "skipped", "teardown": "passed"}, 0),
    ],
)
def test_only_a_test_that_passed_whole_counts_as_held(outcomes, held):
    counted = attacks.Count()
    counted._of["a"] = ("scripts", 3)
    for when, outcome in outcomes.items():
        counted.pytest_runtest_logreport(Report("a", when, outcome))

    assert counted.held["scripts"] == held
