"""The house encoding: hues that stand out on both grounds, a config that sends nothing away."""

import pytest

from newsfigures.charts import CONFIG
from newsfigures.charts.hues import HUES, OTHERS, hue
from newsfigures.charts.signs import SHAPES
from newsfigures.charts.style import source_line
from newsfigures.model import Status
from tests.claims import claims


def test_no_two_companies_share_a_hue():
    assert len(set(HUES.values()) | {OTHERS}) == len(HUES) + 1


@pytest.mark.parametrize(
    ("company", "expected"),
    [
        ("Alphabet", HUES["Google"]),
        ("Google DeepMind", HUES["Google"]),
        ("Amazon Web Services", HUES["Amazon"]),
        ("Meta", HUES["Meta"]),
        ("Microsoft / NVIDIA", OTHERS),
        ("Nobody Ltd", OTHERS),
        (None, OTHERS),
        (float("nan"), OTHERS),
    ],
)
def test_a_division_has_its_house_s_hue_and_the_rest_are_grey(company, expected):
    assert hue(company) == expected


def test_each_status_has_another_shape():
    assert set(SHAPES) == {status.value for status in Status}
    assert len(set(SHAPES.values())) == len(SHAPES)


def test_the_mode_bar_never_offers_to_send_the_chart_away():
    assert CONFIG["showSendToCloud"] is False
    assert CONFIG["modeBarButtons"] == [["toImage"]]


def test_the_source_line_counts_articles_once_and_credits_the_reference_data():
    rows = claims({}, {}, {"origin": "reference"}, {"article_id": "a_2", "is_sample": True})

    assert source_line(rows) == (
        "Source: 2 articles (samples: 1), 1 reference figure (Epoch AI, CC BY, and others)"
    )
