"""The Methods page defines every word the charts use, from the data they are drawn from."""

import pytest

from newsfigures.catalog import metrics
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
