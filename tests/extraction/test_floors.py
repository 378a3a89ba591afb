"""Prices that say where prices begin."""

import pytest

from newsfigures.extraction import floors
from newsfigures.model import Qualifier
from tests.extraction import marked


def read(text, metric="subscription_price", qualifier=Qualifier.EXACT):
    place = marked.read(text)
    return floors.read(place.document, place.sentence, place.at, metric, qualifier).value


@pytest.mark.parametrize(
    "text",
    [
        "RunPod: from [$2]",
        "Quillon has plans from [$20 a month].",
        "RunPod rents an H100 from [$2 an hour] in Ohio.",
        "From [$20 a month] Quillon throws in a bot.",
    ],
)
def test_a_price_after_from_is_a_floor(text):
    assert read(text) == "at_least"


@pytest.mark.parametrize(
    "text",
    [
        "Quillon cut it from [$20 a month].",
        "It is down from [$20 a month] in May.",
        "It goes from [$20 a month] to $200.",
        "It had a price from [$20] to $200 a month.",
        "Quillon charges [$20 a month].",
        "It differs from [$20 a month].",
    ],
)
def test_a_price_that_moved_or_ends_is_none(text):
    assert read(text) == "exact"


def test_other_metrics_and_qualifiers_stay():
    assert read("Sales from [$20m] on count.", "revenue") == "exact"
    assert read("Plans from [$20].", qualifier=Qualifier.APPROX) == "approx"
