"""The case files of tests/cases: each text yields the quantities it expects and no other."""

import json
from pathlib import Path

import pytest

from newsfigures.extraction import document
from newsfigures.extraction.quantities import read
from newsfigures.model import Quantity

CASES = Path(__file__).parents[1] / "cases"


def load(name: str) -> list[dict]:
    return [json.loads(line) for line in (CASES / f"{name}.jsonl").read_text().splitlines()]


def agrees(got: Quantity, want: dict) -> bool:
    """Say whether a quantity is the expected one; a missing qualifier may be any."""
    high = want.get("value_high")
    if (got.value_high is None) != (high is None):
        return False
    numbers = [(got.value, want["value"])]
    if got.value_high is not None:
        numbers.append((got.value_high, high))
    return (
        all(float(one) == pytest.approx(other, rel=1e-6) for one, other in numbers)
        and got.unit == want["unit"]
        and want.get("qualifier", got.qualifier.value) == got.qualifier.value
    )


def is_read_right(case: dict) -> bool:
    left = list(read(document.parse(case["text"]).clean))
    for want in case["expect"]:
        hit = next((got for got in left if agrees(got, want)), None)
        if hit is None:
            return False
        left.remove(hit)
    return not left


@pytest.mark.parametrize(
    "case", load("wild") + load("synthetic") + load("negative"), ids=lambda case: case["text"][:50]
)
def test_a_case_yields_what_it_expects(case):
    assert is_read_right(case), read(document.parse(case["text"]).clean)


@pytest.mark.parametrize("case", load("known_failures"), ids=lambda case: case["text"][:50])
def test_a_known_failure_still_fails(case):
    assert not is_read_right(case), "mended: move the case to another file"


def test_every_case_says_what_it_is_about_and_stands_once():
    cases = [c for name in ("wild", "synthetic", "negative", "known_failures") for c in load(name)]
    assert all(case["note"] for case in cases)
    assert len({case["text"] for case in cases}) == len(cases)
    assert not any(case["expect"] for case in load("negative"))
