"""A preferred claim is a signed choice with a reason that stands until it is taken back."""

from datetime import date

import pandas as pd
import pytest

from newsfigures import compare, intake, preferences, queries, review
from newsfigures.errors import ConflictError, ReviewError, UnknownFigureError
from newsfigures.store import Store
from newsfigures.ui import spread
from tests.articles import article

FIRST = "DeepSeek-V3 has 671 billion parameters, Bernstein said."
SECOND = "Bernstein said that DeepSeek-V3 has 671 billion parameters."
THIRD = "DeepSeek-V3 has 685 billion parameters."


@pytest.fixture
def opened(tmp_path):
    with Store.open(tmp_path / "figures.duckdb") as store:
        yield store


@pytest.fixture
def ids(opened):
    """The id of the figure in each of three articles about the same thing."""
    found = {}
    for day, text in enumerate((FIRST, SECOND, THIRD), start=1):
        taken = article(text, published=date(2025, 3, day))
        intake.take(opened, taken)
        rows = queries.run(opened, "claims_by_article", article_id=taken.article_id)
        found[text] = rows["claim_id"].item()
    return found


def claim(store, claim_id):
    return queries.run(store, "claim_by_id", claim_id=claim_id).iloc[0]


def own(store, claim_id):
    """The claims alike one, those of articles."""
    rows = queries.run(store, "alike_claims", claim_id=claim_id, with_samples=True)
    return rows[rows["origin"] == "article"]


def test_articles_that_pass_on_the_same_source_are_one_origin(opened, ids):
    rows = own(opened, ids[FIRST])

    assert set(rows["claim_id"]) == set(ids.values())
    assert spread.in_words(rows).startswith("3 figures · 3 articles · 2 origins")
    assert spread.in_words(rows[rows["attributed_to"] == "Bernstein"]) == (
        "2 figures · 2 articles · 1 origin: all the same."
    )


def test_a_person_counts_as_the_organisation(opened):
    texts = ("OpenAI said GPT-4 cost $100 million to train.",
             "Sam Altman said training GPT-4 cost $100 million.")  # fmt: skip
    found = []
    for text in texts:
        taken = article(text)
        intake.take(opened, taken)
        found.append(queries.run(opened, "claims_by_article", article_id=taken.article_id).iloc[0])

    assert [row["attributed_to"] for row in found] == ["OpenAI", "Sam Altman"]
    assert {claim(opened, row["claim_id"])["goes_back_to"] for row in found} == {"openai"}


def test_disagreements_count_articles_and_origins(opened, ids):
    rows = queries.run(
        opened, "disagreements", lasting=["parameters"], of_period=[], of_year=[],
        with_samples=True, most=50,
    )  # fmt: skip
    row = rows[rows["subject"] == "DeepSeek-V3"].iloc[0]
    alike = queries.run(opened, "alike_claims", claim_id=ids[THIRD], with_samples=True)

    assert row["articles"] == 3
    assert row["claims"] == len(alike)
    assert row["origins"] == alike["goes_back_to"].nunique()
    assert row["origins"] < row["claims"]
    assert row["times"] == pytest.approx(spread.ends(alike)[1] / spread.ends(alike)[0])


def test_parts_of_a_sum_in_one_article_are_no_disagreement(opened):
    texts = (
        "OpenAI said that GPT-9 took 2.8 million GPU hours to train: 2.7 million GPU hours of "
        "pre-training and 5,000 GPU hours of post-training.",
        "According to Meta, GPT-9 took 2.9 million GPU hours to train.",
    )
    for text in texts:
        intake.take(opened, article(text))
    rows = queries.run(
        opened, "disagreements", lasting=["gpu_hours"], of_period=[], of_year=[],
        with_samples=True, most=50,
    )  # fmt: skip
    row = rows[rows["subject"] == "GPT-9"].iloc[0]

    assert (row["lowest"], row["highest"]) == (2_800_000, 2_900_000)


def test_a_choice_is_signed_and_stands_until_it_is_withdrawn(opened, ids):
    number = preferences.prefer(opened, ids[FIRST], why="counts all", who="Ada", seen=None)
    chosen = claim(opened, ids[FIRST])
    assert (chosen["preferred_by"], chosen["preferred_why"]) == ("Ada", "counts all")
    assert chosen["preferred_at"] is not None
    assert pd.isna(claim(opened, ids[THIRD])["preferred_by"])

    other = preferences.prefer(opened, ids[THIRD], why="newer", who="Bob", seen=number)
    assert pd.isna(claim(opened, ids[FIRST])["preferred_by"])
    assert claim(opened, ids[THIRD])["preferred_by"] == "Bob"

    preferences.withdraw(opened, ids[THIRD], why="a typo", who="Bob", seen=other)
    assert pd.isna(claim(opened, ids[THIRD])["preferred_by"])
    past = queries.run(opened, "preferences_about", claim_id=ids[SECOND])
    assert list(past["action"]) == ["withdraw", "prefer", "prefer"]
    assert list(past["why"]) == ["a typo", "newer", "counts all"]


def test_the_second_of_two_who_choose_at_once_is_told(opened, ids):
    preferences.prefer(opened, ids[FIRST], why="counts all", who="Ada", seen=None)
    with pytest.raises(ConflictError, match="Ada decided about this figure in the meantime"):
        preferences.prefer(opened, ids[THIRD], why="newer", who="Bob", seen=None)

    assert claim(opened, ids[FIRST])["preferred_by"] == "Ada"


@pytest.mark.parametrize("why", ["", "  \n"])
def test_no_choice_without_a_reason(opened, ids, why):
    with pytest.raises(ReviewError, match="give a reason"):
        preferences.prefer(opened, ids[FIRST], why=why, who="Ada", seen=None)


def test_only_what_is_preferred_can_be_withdrawn(opened, ids):
    with pytest.raises(ReviewError, match="not preferred"):
        preferences.withdraw(opened, ids[FIRST], why="x", who="Ada", seen=None)
    with pytest.raises(UnknownFigureError):
        preferences.prefer(opened, "f_none", why="x", who="Ada", seen=None)


def test_a_choice_ends_when_the_figure_becomes_another(opened, ids):
    preferences.prefer(opened, ids[FIRST], why="counts all", who="Ada", seen=None)
    number = review.edit(opened, ids[FIRST], {"subject": "DeepSeek-R1"}, who="Ada", seen=None)
    assert pd.isna(claim(opened, ids[FIRST])["preferred_by"])

    review.undo(opened, ids[FIRST], who="Ada", seen=number)
    assert claim(opened, ids[FIRST])["preferred_by"] == "Ada"


def test_a_choice_outlives_the_file(opened, ids, tmp_path):
    preferences.prefer(opened, ids[FIRST], why="counts all", who="Ada", seen=None)
    opened.close()
    with Store.open(tmp_path / "figures.duckdb") as again:
        assert claim(again, ids[FIRST])["preferred_by"] == "Ada"


def test_compare_takes_what_is_preferred_and_says_so(opened, ids):
    def standing():
        claims = queries.run(
            opened, "drawn_claims", most=1000, metrics=["parameters"], **queries.UNFILTERED
        )
        found = compare.compare(claims, ["DeepSeek-V3", "Llama 3.1 405B"], "DeepSeek-V3").claims
        return found[(found["name"] == "DeepSeek-V3") & found["chosen"]].iloc[0]

    assert standing()["claim_id"] == ids[THIRD]
    assert standing()["chosen_by"] == "newest of an article"

    preferences.prefer(opened, ids[FIRST], why="counts all", who="Ada", seen=None)
    assert standing()["claim_id"] == ids[FIRST]
    assert standing()["chosen_by"] == "preferred by Ada: counts all"
