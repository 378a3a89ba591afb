"""
How well the extractor reads the two gold sets, and the floors below which it must not fall.

`python manage.py eval` runs this file with `-s`, which prints the whole table. A floor is raised
when the extractor gets better, and never lowered.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "data" / "samples"
SUMMARY = re.compile(r"precision ([\d.]+) recall [\d.]+ F1 found [\d.]+ F1 right ([\d.]+)")

# Set: (precision, F1 right).
FLOORS = {"set1": (0.88, 0.86), "set2": (0.89, 0.88)}


@pytest.fixture(scope="module")
def predictions(tmp_path_factory) -> Path:
    """What the command prints for every sample article."""
    articles = sorted(str(path.relative_to(ROOT)) for path in SAMPLES.glob("*.md"))
    done = subprocess.run(
        [sys.executable, "-m", "newsfigures", "extract", *articles],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    file = tmp_path_factory.mktemp("eval") / "predictions.jsonl"
    file.write_bytes(done.stdout)
    assert len(done.stdout.splitlines()) == len(articles)
    return file


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_the_extractor_reads_the_gold_set_at_least_this_well(name, predictions):
    gold = ROOT / "tests" / "gold" / f"{name}.jsonl"
    scored = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "score.py"), str(gold), str(predictions)],
        capture_output=True,
        text=True,
        check=True,
    )
    sys.stdout.write(f"\n{name}\n{scored.stdout}\n")  # the table, shown with -s
    found = SUMMARY.search(scored.stdout)
    assert found is not None
    precision, right = float(found[1]), float(found[2])
    assert precision >= FLOORS[name][0]
    assert right >= FLOORS[name][1]


def test_every_gold_figure_quotes_its_article():
    for name in FLOORS:
        lines = (ROOT / "tests" / "gold" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        for article in map(json.loads, lines):
            text = (SAMPLES / f"{article['id']}.md").read_text(encoding="utf-8")
            for figure in article["figures"]:
                assert text[figure["start"] : figure["end"]] == figure["quote"]
