"""What is said when nothing fits: the nearest there is, one filter less at a time."""

import pytest

from newsfigures.ui.nearest import nearest

ALL = {
    "names": [],
    "origins": [],
    "statuses": [],
    "with_samples": True,
    "reviewed_only": False,
    "least_sure": 0.0,
}


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        pytest.param({}, "", id="no filter to drop"),
        pytest.param({"origins": ["article"]}, " figures of any origin.", id="origin"),
        pytest.param({"names": ["Nobody"]}, " figures of anyone.", id="names"),
        pytest.param(
            {"origins": ["article"], "names": ["Nobody"]}, " figures without any filter.",
            id="two that only help together",
        ),
        pytest.param(
            {"origins": ["article"], "with_samples": False}, " figures of any origin.",
            id="the filter that helps",
        ),
    ],
)  # fmt: skip
def test_the_nearest_is_named_by_the_filter_that_hides_it(empty, filters, said):
    assert nearest(["training_cost"], ALL | filters).endswith(said)


def test_of_a_metric_without_any_figure_nothing_is_said(empty):
    assert nearest(["no_such_metric"], ALL | {"origins": ["article"]}) == ""
