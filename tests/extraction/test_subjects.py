"""
Whom a figure is about, mechanism by mechanism: tests/cases/subjects.jsonl.

The amount of each text stands in [brackets]; a subject of null means that nobody is named.
The texts are written for the purpose; the names in them are real, so that the catalog knows them.
"""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from newsfigures.extraction.linking import link
from newsfigures.extraction.names import find
from newsfigures.model import Quantity
from tests.extraction import marked
from tests.score import name

LINES = (Path(__file__).parents[1] / "cases/subjects.jsonl").read_text(encoding="utf-8")
CASES = [json.loads(line) for line in LINES.splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['on']}: {case['text'][-40:]}")
def test_whom_a_figure_is_about(case):
    read = marked.read(case["text"])
    quantity = Quantity(span=read.at, value=Decimal(1), unit="USD", amount=read.at)
    found = link(read.document, find(read.document), quantity, case["metric"], read.sentence)
    if case["subject"] is None:
        assert found is None
        return
    assert found is not None
    assert name(found.subject) == name(case["subject"])
    assert name(found.company) == name(case["company"])
