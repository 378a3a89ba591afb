"""
How well the extractor reads the gold sets, and the floors below which it must not fall.

The floors are data/evaluation.json, pinned by `python manage.py eval --raise` together with the
digest of each gold set. To pin less needs a word: `python manage.py eval --lower "WHY"`.
"""

import copy
import json
import subprocess
import sys

import pytest

from newsfigures import reading
from newsfigures.catalog import evaluation
from tests import evaluate

# A set may read so much worse than pinned while several rules are in the making.
SLACK = 0.01


@pytest.fixture(scope="module")
def now():
    return evaluate.evaluated()


@pytest.mark.parametrize("name", sorted(evaluate.SETS))
def test_the_extractor_reads_a_gold_set_at_least_as_well_as_pinned(name, now):
    pinned = evaluation()["sets"][name]

    assert pinned["gold_sha256"] == evaluate.digest(name), "another gold: pin it again"
    for what in evaluate.OVERALL:
        assert now["sets"][name][what] >= pinned[what] - SLACK, what


def test_what_is_shown_is_what_is_computed(now):
    for name, one in evaluation()["sets"].items():
        for what in evaluate.OVERALL:
            assert abs(one[what] - now["sets"][name][what]) < 0.03, "stale: pin it again"


def test_what_got_worse_is_named_metric_by_metric(now):
    assert evaluate.worse(now, now) == []
    better = copy.deepcopy(now)
    better["sets"]["set1"]["metrics"]["capex"]["recall"] = 1.01
    better["sets"]["set2"]["gold_sha256"] = "another"
    said = evaluate.worse(better, now)
    assert [words.partition(" was")[0].rsplit(" ", 1)[0] for words in said[:1]] == [
        "set1: capex recall"
    ]
    assert said[1:] == ["set2: its gold is not the one that was pinned"]


@pytest.mark.parametrize("name", sorted(evaluate.SETS))
def test_every_gold_figure_quotes_its_article(name):
    for article in evaluate.gold_of(name):
        file = next(evaluate.SETS[name][1].glob(f"{article['id']}.*"))
        text = reading.read(file.read_bytes(), file.name).text
        assert article["figures"] or article["id"]
        for figure in article["figures"]:
            assert text[figure["start"] : figure["end"]] == figure["quote"]


def test_the_scorer_of_the_contract_says_the_same(now, tmp_path):
    """tests/score.py scores what the command prints, as anybody else would."""
    folder = evaluate.SETS["set1"][1]
    files = [str(next(folder.glob(f"{a['id']}.*"))) for a in evaluate.gold_of("set1")]
    run = [sys.executable, "-m", "newsfigures", "extract", *files]
    lines = subprocess.run(run, cwd=evaluate.ROOT, capture_output=True, check=True).stdout
    (tmp_path / "read.jsonl").write_bytes(lines)
    assert [json.loads(line)["article"] for line in lines.splitlines()] == files
    scored = subprocess.run(
        [
            sys.executable,
            str(evaluate.ROOT / "tests" / "score.py"),
            str(evaluate.GOLD / "set1.jsonl"),
            str(tmp_path / "read.jsonl"),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    one = now["sets"]["set1"]
    assert (
        f"precision {one['precision']:.3f} recall {one['recall']:.3f} F1 found "
        f"{one['f1_found']:.3f} F1 right "
        f"{one['f1_right']:.3f} F1 whole record {one['f1_whole']:.3f}"
    ) in scored.stdout
