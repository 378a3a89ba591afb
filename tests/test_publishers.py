"""Publishers stand beside one another only by what can be acted on: who, when, which cost."""

import pytest

from newsfigures import queries
from newsfigures.model import CostBasis, Extraction
from newsfigures.store import Store
from newsfigures.ui import publishers
from tests.articles import article, figure

KNOWN = "DeepSeek-V3 cost $5.6 million to train in 2024, DeepSeek said. It paid $2 million for it."
BARE = "GPT-4 cost $100 million to train."


@pytest.fixture
def rows(tmp_path):
    """What is said of two publishers, and of an article whose publisher nobody knows."""
    own = figure(
        KNOWN, "$5.6 million", attributed_to="DeepSeek", period="2024",
        cost_basis=CostBasis.FINAL_RUN_RENTAL,
    )  # fmt: skip
    paid = figure(KNOWN, "$2 million", metric="revenue", horizon="2030")
    told = figure(BARE, "$100 million", subject="GPT-4", cost_basis=CostBasis.UNSPECIFIED)
    with Store.open(tmp_path / "figures.duckdb") as store:
        store.add(article(KNOWN, publisher="A & B"), Extraction(figures=(own, paid)), {}, words=9)
        store.add(article(BARE, publisher="C"), Extraction(figures=(told,)), {}, words=9)
        other = BARE.replace("100", "90")
        store.add(article(other), Extraction(figures=(figure(other, "$90 million"),)), {}, words=9)
        yield queries.run(store, "publishers").to_dict("records")


def test_shares_are_of_the_figures_of_named_publishers(rows):
    assert [row["publisher"] for row in rows] == ["A & B", "C"]
    assert [(row["figures"], row["attributed"], row["dated"]) for row in rows] == [
        (2, 0.5, 1.0), (1, 0.0, 0.0),
    ]  # fmt: skip
    assert [(row["costs"], row["with_basis"], row["total"]) for row in rows] == [
        (1, 1.0, 2), (1, 0.0, 2),
    ]  # fmt: skip


def test_each_share_stands_with_its_number_and_names_are_escaped(rows):
    html = publishers.table(rows)

    assert "<td>A &amp; B</td>" in html
    assert "2 in 1 article" in html
    assert "50 % of 2" in html
    assert "100 % of 1" in html
