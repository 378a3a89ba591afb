"""Prices of an hour: a row for each chip, under its name, with the ends of what is stated."""

from newsfigures.charts.rates import UNNAMED, chips, hour_prices
from tests.claims import claims

PRICE = {"metric": "gpu_rental_rate", "unit": "USD_per_GPU_hour", "is_money": False}


def prices(*each):
    return claims(*({**PRICE, **one} for one in each))


def test_the_same_chip_in_other_words_shares_a_row_and_no_chip_comes_last():
    rows = prices(
        {"hardware": None, "value": 11.0},
        {"hardware": None, "value": 2.0},
        {"hardware": "H100", "value": 2.35},
        {"hardware": "NVIDIA H100", "value": 7.0, "value_high": 12.0, "qualifier": "range"},
        {"hardware": "H100", "value": 1.7},
    )
    figure = hour_prices(rows)

    assert chips(rows)[2:] == ["H100"] * 3
    assert list(figure.layout.yaxis.ticktext) == [
        "H100<br>$1.70 to $12", f"{UNNAMED}<br>$2 to $11",
    ]  # fmt: skip


def test_every_price_is_a_mark_that_opens_its_claim():
    rows = prices({"hardware": "H100", "value": 2.35}, {"hardware": "H200", "value": 3.5})
    marks = [mark[0] for t in hour_prices(rows).data if t.customdata is not None
             for mark in t.customdata]  # fmt: skip

    assert set(marks) == set(rows["claim_id"])
