"""Names that people add: kept with who and when, given to the extraction, effective on reading."""

import pytest

from newsfigures import intake, naming, queries, rereading, review
from newsfigures.errors import NamingError
from newsfigures.store import Store
from tests.articles import article

TEXT = (
    "Quillon raised $300 million in March. A spokesman for Quillon said the start-up had 40 staff. "
    "Training Verrazel 2 cost Quillon $9 million. OpenAI has 900 employees."
)
ID = article(TEXT).article_id


@pytest.fixture
def opened(tmp_path):
    with Store.open(tmp_path / "figures.duckdb") as store:
        intake.take(store, article(TEXT))
        yield store


def figures(store):
    rows = queries.run(store, "claims_by_article", article_id=ID)
    return rows[rows["origin"] == "article"].set_index("quote")


def unlisted(store):
    return queries.run(store, "unlisted_names", with_samples=True, most=50).set_index("name")


def test_unlisted_names_come_with_their_sentences(opened):
    rows = unlisted(opened)

    assert "OpenAI" not in rows.index
    assert rows.loc["Quillon", "articles"] == 1
    assert rows.loc["Quillon", "figures"] >= 1
    assert "Quillon raised $300 million in March." in list(rows.loc["Quillon", "sentences"])
    assert len(rows.loc["Quillon", "claim_ids"]) == len(rows.loc["Quillon", "sentences"])


def test_an_added_name_takes_effect_on_stored_articles_only_when_they_are_read_again(opened):
    before = figures(opened)
    naming.add_name(opened, "Quillon", "company", parent=None, who="Ada", why="a start-up")
    naming.add_name(opened, "Verrazel 2", "model", parent="Quillon", who="Ada")

    assert figures(opened).equals(before)
    assert rereading.earlier(opened) == [ID]
    (shown,) = rereading.preview(opened)
    moved = {d.field for item in shown.changed for d in item.differences}
    assert "subject_listed" in moved
    assert figures(opened).equals(before)
    rereading.apply(opened, who="Ada", shown=shown.now)

    after = figures(opened)
    assert after.loc["$9 million", ["subject", "company"]].to_list() == ["Verrazel 2", "Quillon"]
    assert unlisted(opened).empty
    assert rereading.earlier(opened) == []


def test_a_form_of_a_known_name_takes_effect_and_decisions_stay(opened):
    raised = figures(opened).loc["$300 million", "claim_id"]
    review.edit(opened, raised, {"value": 3.1e8}, who="Ada", seen=None)
    naming.add_form(opened, "Quillon", "Mistral AI", "company", who="Ada")
    (done,) = rereading.apply(opened, who="Ada")

    (kept,) = done.kept
    assert {d.field for d in kept.differences} >= {"subject", "company", "value"}
    after = figures(opened)
    assert after.loc["$300 million", ["claim_id", "value", "subject"]].to_list() == [
        raised, 3.1e8, "Quillon",
    ]  # fmt: skip
    # Figures that nobody decided about are about the name that it means.
    assert "Quillon" not in set(after.drop(index="$300 million")["subject"])


def test_articles_that_come_in_later_know_the_added_names(opened):
    naming.add_name(opened, "Quillon", "company", parent=None, who="Ada")
    other = article("Quillon raised $200 million from investors in May.")
    intake.take(opened, other)
    rows = queries.run(opened, "claims_by_article", article_id=other.article_id)

    assert rows["subject_listed"].tolist() == [True]
    assert rereading.earlier(opened) == [ID]
    data = b"Quillon raised $20 million from investors in May."
    looked = next(intake.looks(intake.File(name="a.txt", data=data), naming.added(opened)))
    assert [f.subject_listed for f in looked.found.extraction.figures] == [True]


def test_an_addition_that_is_taken_back_counts_no_more_and_stays_in_the_log(opened):
    edition = rereading.edition_now(opened)
    first = naming.add_name(opened, "Quillon", "company", parent=None, who="Ada")
    second = naming.add_name(opened, "Verrazel 2", "model", parent="Quillon", who="Ada")
    with pytest.raises(NamingError, match="is used by Verrazel 2"):
        naming.take_back(opened, first, who="Ben")
    naming.take_back(opened, second, who="Ben")
    naming.take_back(opened, first, who="Ben")

    assert naming.added(opened) == ()
    assert rereading.edition_now(opened) == edition
    assert rereading.earlier(opened) == []
    assert [(one.form, one.who, one.is_taken_back) for one in naming.log(opened)] == [
        ("Quillon", "Ada", True), ("Verrazel 2", "Ada", True),
    ]  # fmt: skip
    with pytest.raises(NamingError, match="no addition 1 left"):
        naming.take_back(opened, first, who="Ben")
    naming.add_name(opened, "Quillon", "investor", parent=None, who="Ada")
    assert [one.kind for one in naming.added(opened)] == ["investor"]


def test_additions_are_there_when_the_store_is_opened_again(tmp_path):
    path = tmp_path / "figures.duckdb"
    with Store.open(path) as store:
        naming.add_form(store, "Big Yellow", "Hugging Face", "company", who="Ada", ambiguous=True)
        had = naming.added(store)
    with Store.open(path) as store:
        assert naming.added(store) == had
        assert had[0].ambiguous == frozenset({"Big Yellow"})


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (" ", "write it as articles do"),
        ("quillon", "no capital letter or digit"),
        ("2026", "is a number"),
        ("OPENAI", "is known already: it means OpenAI"),
        ("Open  AI", "is known already: it means OpenAI"),
        ("Nvidia H100", "is known already"),
        ("Q" * 81, "too long"),
    ],
)
def test_a_form_that_is_no_name_or_known_is_refused(opened, form, said):
    with pytest.raises(NamingError, match=said):
        naming.add_name(opened, form, "company", parent=None, who="Ada")
    with pytest.raises(NamingError, match=said):
        naming.add_form(opened, form, "Hugging Face", "company", who="Ada")
    assert naming.log(opened) == ()


def test_a_maker_or_meaning_that_is_not_known_is_refused(opened):
    with pytest.raises(NamingError, match="Maker: “Nobody Inc” is not in the list"):
        naming.add_name(opened, "Verrazel 2", "model", parent="Nobody Inc", who="Ada")
    with pytest.raises(NamingError, match="There is no company “Nobody Inc”"):
        naming.add_form(opened, "Quillon", "Nobody Inc", "company", who="Ada")
    with pytest.raises(NamingError, match="Kind: choose one of"):
        naming.add_name(opened, "Quillon", "planet", parent=None, who="Ada")


def test_a_corrected_subject_is_listed_when_its_name_is(opened):
    own = unlisted(opened).loc["Quillon", "claim_ids"][0]
    naming.add_name(opened, "Brackwater", "company", parent=None, who="Ada")
    number = None
    for subject, listed in (("OpenAI", True), ("Elsewhere", False), ("Brackwater", True)):
        number = review.edit(opened, own, {"subject": subject}, who="Ada", seen=number)
        claim = queries.run(opened, "claim_by_id", claim_id=own).iloc[0]
        assert claim["subject_listed"] == listed
    changes = {"metric": "market_size", "subject": "data centres", "unit": "USD"}
    number = review.edit(opened, own, changes, who="Ada", seen=number)
    assert "data centres" not in unlisted(opened).index
