"""An article that is removed can come back as it was; everything follows it both ways."""

import pytest

from newsfigures import intake, queries, review
from newsfigures.desk import READ
from newsfigures.errors import DuplicateArticleError
from newsfigures.model import Extraction
from newsfigures.store import Store
from tests.articles import DEEPSEEK, article, deepseek, figure

ASKED = queries.EVERYTHING | {"origins": ["article", "derived"]}

LASTING = {
    "lasting": ["training_cost"], "of_period": [], "of_year": [], "with_samples": True, "most": 9,
}  # fmt: skip


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "figures.duckdb") as opened:
        yield opened


def everything(store):
    """All that pages and downloads show of the articles."""
    return {
        "claims": queries.run(store, "export", **ASKED).to_csv(index=False),
        "articles": queries.run(store, "articles").to_csv(index=False),
        "disagreements": queries.run(store, "disagreements", **LASTING).to_csv(index=False),
        "counts": store.counts(),
    }


def twice_told(store):
    """Two articles that state the cost of one run differently; return their ids."""
    store.add(*deepseek(), {}, words=30)
    text = "DeepSeek-V3 cost $9 million to train, an analyst said. "
    other = article(text)
    store.add(other, Extraction(figures=(figure(text, "$9 million"),)), {}, words=10)
    return deepseek()[0].article_id, other.article_id


def test_removed_and_restored_an_article_is_as_it_was(store):
    own, _ = twice_told(store)
    ids = queries.run(store, "figures_of_article", article_id=own)["figure_id"]
    review.reject(store, ids[1], who="Ada", seen=None, why="no")
    before = everything(store)

    assert store.remove(own, "Ada")
    without = everything(store)
    assert store.restore(own)

    assert everything(store) == before
    assert without["counts"]["articles"] == 1
    assert without["counts"]["derived"] == 0
    assert "DeepSeek said" not in without["claims"]
    assert before["disagreements"] != without["disagreements"]
    assert queries.run(store, "removed_articles").empty


def test_what_was_removed_is_listed_with_who_and_how_many_figures(store):
    own, _ = twice_told(store)
    ids = queries.run(store, "figures_of_article", article_id=own)["figure_id"]
    review.reject(store, ids[1], who="Ada", seen=None, why="no")
    store.remove(own, "Ada")

    [row] = queries.run(store, "removed_articles").to_dict("records")

    assert (row["article_id"], row["removed_by"], row["figures"]) == (own, "Ada", 2)


def test_an_article_added_anew_is_among_the_removed_no_more(store):
    own, _ = twice_told(store)
    store.remove(own)
    store.add(*deepseek(), {}, words=30)

    assert queries.run(store, "removed_articles").empty
    with pytest.raises(DuplicateArticleError):
        store.restore(own)


def test_what_is_not_there_is_neither_removed_nor_restored(store):
    assert not store.remove("a_0123456789abcdef")
    assert not store.restore("a_0123456789abcdef")


def test_deleted_for_good_it_cannot_come_back(store):
    own, other = twice_told(store)
    store.remove(own)
    store.remove(other)

    assert store.forget_removed() == 2
    assert not store.restore(own)
    with store.cursor() as cursor:
        for table in (*READ, "article"):
            assert cursor.execute(f"SELECT count(*) FROM removed_{table}").fetchone() == (0,)


@pytest.mark.parametrize("table", [*READ, "article"])
def test_what_is_put_away_has_all_columns_of_what_it_is_put_away_from(store, table):
    with store.cursor() as cursor:

        def columns(name):
            found = cursor.execute(f"DESCRIBE {name}").fetchall()
            return {row[0]: row[1] for row in found}

        kept, own = columns(f"removed_{table}"), columns(table)

    for extra in ("removed_at", "removed_by") if table == "article" else ():
        kept.pop(extra)
    assert kept == own


def test_samples_are_removed_for_good(tmp_path):
    with Store.open(tmp_path / "figures.duckdb") as store:
        text = DEEPSEEK + "More."
        store.add(article(text, is_sample=True), Extraction(), {}, words=9)
        intake.remove_samples(store)

        assert queries.run(store, "removed_articles").empty
