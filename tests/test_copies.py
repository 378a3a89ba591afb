"""Reprints are told from articles of their own, and count as one origin."""

import random

import pytest

from newsfigures import apart, copies, intake, queries
from newsfigures.looking import File
from newsfigures.store import Store
from newsfigures.ui import retelling

NOUNS = ["firm", "model", "chip", "bank", "fund", "rack", "site", "grid", "loan", "deal", "plant"]
VERBS = ["bought", "sold", "built", "leased", "priced", "planned", "backed", "moved", "opened"]


def prose(seed, sentences=60):
    """English-like sentences, other ones for each seed."""
    dice = random.Random(seed)

    def name():
        return "".join(dice.choice("bdfgklmnprstvz") + dice.choice("aeiou") for _ in range(3))

    return " ".join(
        f"The {dice.choice(NOUNS)} of {name().title()} {dice.choice(VERBS)} a "
        f"{dice.choice(NOUNS)} for the {dice.choice(NOUNS)} in {name().title()}."
        for _ in range(sentences)
    )


COST = "OpenAI spent $100 million to train GPT-4. "
REPORT = COST + prose(1)


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setattr(apart, "call", apart.here)
    with Store.open(tmp_path / "figures.duckdb") as opened:
        yield opened


def taken(store, **texts):
    files = [File(name=f"{name}.txt", data=text.encode()) for name, text in texts.items()]
    return intake.take_many(store, files)


def test_share_counts_the_words_that_stand_in_the_other():
    half = prose(2, 30)

    assert copies.shared(REPORT, REPORT) == 1.0
    assert 0.4 < copies.shared(half + prose(3, 30), half + prose(4, 30)) < 0.7
    assert copies.shared(prose(5), prose(6)) < 0.5
    assert copies.shared(REPORT, prose(1, 20)) == 0.0


def test_reprint_with_another_head_and_end_is_nearly_the_same(store):
    reprint = f"FROM THE WIRES\n\n{REPORT.replace('Monday', 'yesterday')}\n\nMore on our site."

    first, second = taken(store, report=REPORT, reprint=reprint)

    assert not [note for note in first.notes if "Nearly" in note]
    assert second.status == "added"
    assert "Nearly the same as “" in second.notes[0]
    assert "100 % of its words" in second.notes[0] or "99 % of its words" in second.notes[0]


def test_other_articles_are_no_copies(store):
    results = taken(store, **{f"a{n}": COST + prose(n) for n in range(10, 16)})

    assert not [note for result in results for note in result.notes if "Nearly" in note]


def test_figures_of_copies_are_of_one_origin(store):
    taken(store, report=REPORT, reprint=f"FROM THE WIRES\n\n{REPORT}", other=COST + prose(7))

    asked = queries.EVERYTHING | {"origins": ["article"], "metrics": ["training_cost"]}
    claims = queries.run(store, "export", **asked)

    [told] = queries.run(store, "told_again").to_dict("records")
    assert len(claims) == 3
    assert (told["articles"], told["origins"], told["value"]) == (3, 2, 100_000_000)
    assert retelling.said(told) == "3 articles, 2 independent origins"
    assert claims["goes_back_to"].nunique() == 2


def test_copy_of_a_copy_goes_back_to_the_first(store):
    first, *_ = taken(store, a=REPORT, b=f"{REPORT} Again.", c=f"{REPORT} Again and again.")

    with store.cursor() as cursor:
        found = cursor.execute("SELECT DISTINCT copy_of FROM article WHERE copy_of IS NOT NULL")
        assert found.fetchall() == [(first.article_id,)]


def test_articles_of_before_sketches_were_kept_are_found_too(store):
    taken(store, a=REPORT)
    with store.cursor() as cursor:
        cursor.execute("UPDATE article SET sketch = NULL")

    [second] = taken(store, b=f"{REPORT} Again.")

    assert "Nearly the same" in second.notes[0]


def test_a_look_says_it_before_anything_is_saved(store):
    taken(store, a=REPORT)
    looks = intake.looks(File(name="b.txt", data=f"{REPORT} Again.".encode()))

    [look] = intake.without_known(store, looks)

    assert look.result.status == "ready"
    assert "Saved, the figures of both count as of one origin." in look.result.notes[0]


def test_copies_that_come_together_are_told_before_any_is_saved(store):
    files = [("a.txt", REPORT), ("b.txt", COST + prose(8)), ("c.txt", f"{REPORT} Again.")]
    looks = [next(intake.looks(File(name=name, data=text.encode()))) for name, text in files]

    notes = [look.result.notes for look in intake.without_known(store, looks)]

    assert notes[:2] == [(), ()]
    assert notes[2][0].startswith("Nearly the same as “a.txt”: ")
