"""The house encoding: hues that stand out on both grounds, a config that sends nothing away."""

import pytest

from newsfigures.charts import CONFIG
from newsfigures.charts.forecasts.boxes import TONES
from newsfigures.charts.hues import HUES, OTHERS, hue
from newsfigures.charts.market import DEFINITIONS
from newsfigures.charts.signs import SHAPES
from newsfigures.charts.style import source_line
from newsfigures.model import Status
from tests.claims import claims

GROUNDS = ("#ffffff", "#0e1117")


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize(
    "colour",
    [*HUES.values(), OTHERS, *(tint for *_, tint in DEFINITIONS), *(tint for *_, tint in TONES)],
)
def test_every_hue_stands_out_from_both_grounds(colour, ground):
    assert contrast(colour, ground) >= 3


def test_no_two_companies_share_a_hue():
    assert len(set(HUES.values()) | {OTHERS}) == len(HUES) + 1


@pytest.mark.parametrize(
    ("company", "expected"),
    [
        ("Alphabet", HUES["Google"]),
        ("Google DeepMind", HUES["Google"]),
        ("Amazon Web Services", HUES["Amazon"]),
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
