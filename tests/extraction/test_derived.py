"""What follows by arithmetic from figures of one article."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from newsfigures.extraction.derived import work_out
from newsfigures.model import CostBasis, Figure, Qualifier, Status

ROOT = Path(__file__).resolve().parents[2]


UNITS = {
    "training_cost": "USD",
    "gpu_rental_rate": "USD_per_GPU_hour",
    "gpu_hours": "GPU_hour",
    "relative_cost": "percent",
    "market_size": "USD",
    "infrastructure_investment": "USD",
}


def figure(metric, value, place=0, **more):
    """Return a figure in the sentence number `place` of one paragraph of 100-letter sentences."""
    base = {
        "metric": metric, "subject": "Verra 2", "company": "Quillon",
        "value": Decimal(str(value)), "quote": str(value),
        "value_high": None, "unit": UNITS[metric], "qualifier": Qualifier.EXACT,
        "status": Status.REPORTED, "attributed_to": "Quillon", "horizon": None, "period": None,
        "relative_to": None, "start": place * 101 + 10, "end": place * 101 + 20,
        "sentence_start": place * 101, "sentence_end": place * 101 + 100, "confidence": 1.0,
        "rule": "",
    }  # fmt: skip
    return Figure(**{**base, **more})


COST = figure("training_cost", 6_000_000)
RATE = figure(
    "gpu_rental_rate", 2, subject="H800", company=None, status=Status.ASSUMED, hardware="H800"
)
HOURS = figure("gpu_hours", 2_500_000)
SHARE = figure("relative_cost", 10, 1, relative_to="Llama", qualifier=Qualifier.AT_MOST)


def results(*figures):
    return [(d.metric, d.subject, d.value, d.qualifier.value) for d in work_out(figures)]


def test_cost_by_rate_gives_hours():
    (found,) = work_out([COST, RATE])
    assert (found.metric, found.value, found.unit) == ("gpu_hours", Decimal(3_000_000), "GPU_hour")
    assert (found.formula, found.inputs) == ("training_cost / gpu_rental_rate", (0, 1))
    assert (found.subject, found.company, found.hardware) == ("Verra 2", "Quillon", "H800")
    assert found.status is Status.ASSUMED


def test_hours_by_rate_give_cost():
    (found,) = work_out([HOURS, replace(RATE, status=Status.REPORTED)])
    assert (found.metric, found.value, found.unit) == ("training_cost", Decimal(5_000_000), "USD")
    assert (found.formula, found.status) == ("gpu_hours x gpu_rental_rate", Status.REPORTED)


def test_a_share_of_anothers_cost_gives_that_cost():
    (found,) = work_out([COST, SHARE])
    assert (found.subject, found.company, found.value) == ("Llama", "Meta", Decimal(60_000_000))
    assert (found.qualifier, found.formula) == (
        Qualifier.AT_LEAST,
        "training_cost / relative_cost",
    )


@pytest.mark.parametrize(
    ("cost", "share", "expected"),
    [
        ("exact", "exact", "exact"),
        ("approx", "exact", "approx"),
        ("exact", "approx", "approx"),
        ("exact", "at_least", "at_most"),
        ("at_least", "at_most", "at_least"),
        ("at_most", "at_most", "approx"),
        ("approx", "at_most", "at_least"),
    ],
)
def test_bounds_turn_under_a_fraction_line_and_the_widest_stays(cost, share, expected):
    one = replace(COST, qualifier=Qualifier(cost))
    other = replace(SHARE, qualifier=Qualifier(share))
    assert results(one, other) == [("training_cost", "Llama", Decimal(60_000_000), expected)]


def test_a_range_of_rates_gives_a_range():
    rate = replace(RATE, value=Decimal(2), value_high=Decimal(4), qualifier=Qualifier.RANGE)
    (found,) = work_out([HOURS, rate])
    assert (found.value, found.value_high) == (Decimal(5_000_000), Decimal(10_000_000))
    assert found.qualifier is Qualifier.RANGE


def test_hours_that_the_article_states_are_not_worked_out_again():
    cost = replace(COST, value=Decimal(5_000_000))
    assert [r[0] for r in results(cost, RATE, HOURS)] == ["training_cost"]


def test_the_same_result_comes_once():
    again = replace(RATE, start=60, end=64, subject="Verra 2")
    assert len(work_out([HOURS, RATE, again])) == 1


def test_stages_of_a_run_are_no_run():
    stages = [replace(HOURS, value=Decimal(n), start=n, end=n + 1) for n in (10, 20)]
    assert work_out([*stages, RATE]) == ()


def test_a_rate_assumed_for_the_model_reaches_over_the_article():
    far = figure("gpu_rental_rate", 2, 90, status=Status.ASSUMED)
    assert results(HOURS, far) == [("training_cost", "Verra 2", Decimal(5_000_000), "exact")]


@pytest.mark.parametrize(
    "figures",
    [
        # Too far apart.
        [COST, replace(RATE, sentence_start=5000, sentence_end=5100)],
        [COST, replace(SHARE, sentence_start=5000, sentence_end=5100, start=5010)],
        # Another model, another source, another currency, another sense of cost.
        [COST, figure("relative_cost", 10, 1, subject="Tern", relative_to="Llama")],
        [COST, replace(SHARE, attributed_to="Jefferies", sentence_start=300, start=310)],
        [replace(COST, unit="EUR"), RATE],
        [replace(COST, cost_basis=CostBasis.AMORTISED_HARDWARE_ENERGY), RATE],
        # A provider's price list is about no model.
        [HOURS, replace(RATE, subject="Lambda", company="Lambda", sentence_start=101,
                        sentence_end=201, status=Status.REPORTED)],
        # Multiples and shares above the whole.
        [COST, replace(SHARE, unit="x")],
        [COST, replace(SHARE, value=Decimal(120))],
        [COST, replace(SHARE, relative_to=None)],
        [COST], [],
    ],
)  # fmt: skip
def test_what_does_not_belong_together_gives_nothing(figures):
    assert work_out(figures) == ()


def test_the_seed_articles_two_results_come_out_whole():
    gold = json.loads((ROOT / "tests/seed/gold.json").read_text(encoding="utf-8"))
    text = (ROOT / f"tests/seed/{gold['id']}.txt").read_text(encoding="utf-8")
    figures = []
    for row in gold["figures"]:
        start = text.rfind(". ", 0, row["start"]) + 2
        figures.append(
            figure(
                row["metric"],
                row["value"],
                **{
                    k: row[k]
                    for k in (
                        "subject",
                        "company",
                        "unit",
                        "relative_to",
                        "attributed_to",
                        "start",
                        "end",
                        "quote",
                    )
                },
                qualifier=Qualifier(row["qualifier"]),
                status=Status(row["status"]),
                sentence_start=start,
                sentence_end=text.find(". ", row["end"]) + 1,
            )
        )
    found = work_out(figures)
    assert len(found) == len(gold["derived"])
    for one, row in zip(found, gold["derived"], strict=True):
        assert one.value == Decimal(str(row["value"]))
        assert [figures[i].quote for i in one.inputs] == row["inputs"]
        for key in set(row) - {"value", "inputs", "qualifier"}:
            assert getattr(one, key) == row[key]
        assert one.qualifier.value == row.get("qualifier", "exact")
