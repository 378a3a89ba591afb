"""Every sentence of tests/cases/metrics.txt: what each amount in it is, or that it is none."""

from pathlib import Path

import pytest

from tests.extraction.test_metrics import chosen

CASES = Path(__file__).resolve().parents[1] / "cases" / "metrics.txt"


def cases() -> list[tuple[str, list[str]]]:
    """Return the sentences with the metrics wanted."""
    lines = CASES.read_text(encoding="utf-8").splitlines()
    pairs = [line.split("|", 1) for line in lines if line and not line.startswith("#")]
    return [(marked.strip().replace("\\n", "\n"), wanted.split()) for wanted, marked in pairs]


@pytest.mark.parametrize(("marked", "wanted"), cases())
def test_amounts_are_read_as_the_metrics_the_case_gives(marked, wanted):
    assert [choice.metric or "-" for choice in chosen(marked)] == wanted


def test_there_are_cases_for_every_metric_and_many_for_none():
    wanted = [metric for _, metrics in cases() for metric in metrics]
    assert min(wanted.count(metric) for metric in set(wanted)) >= 6
    assert wanted.count("-") >= 60
