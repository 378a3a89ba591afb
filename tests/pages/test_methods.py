"""The Methods page defines every word the charts use, from the data they are drawn from."""

import pytest

from newsfigures.catalog import evaluation, metrics
from newsfigures.model import Qualifier, Status
from newsfigures.ui import words as vocabulary
from tests.apps import page, words


@pytest.mark.parametrize("store", ["full", "empty"])
def test_page_shows_every_metric_and_the_reference_counts(store, request):
    opened = request.getfixturevalue(store)
    app = page("methods").run()

    assert not app.exception
    assert set(app.table[0].value["Metric"]) == {m.label for m in metrics().values()}
    count = opened.counts()["reference_figures"]
    assert f"**{count:,} reference figures**" in words(app)
    assert "CC BY 4.0" in words(app)


def test_every_status_and_bound_has_a_meaning():
    assert set(vocabulary.STATUSES) == {str(status) for status in Status}
    assert set(vocabulary.QUALIFIERS) == {str(qualifier) for qualifier in Qualifier}


def test_counts_of_articles_follow_the_store(full, empty):
    app = page("methods").run()

    assert app.table[0].value["Figures of articles"].sum() == 0


def test_accuracy_is_shown_as_it_was_computed(full):
    app = page("methods").run()
    sets, by_metric, by_field = (frame.value for frame in app.dataframe[:3])

    assert not app.exception
    pinned = evaluation()["sets"]
    assert list(sets["F1"]) == [one["f1_right"] for one in pinned.values()]
    assert by_metric["Right"].sum() == sum(
        counts["right"] for one in pinned.values() for counts in one["metrics"].values()
    )
    assert len(by_field) == 9
    assert len(app.get("plotly_chart")) == 1
