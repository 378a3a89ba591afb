"""Everything comes in by one path; a failure is one row, never half an article."""

from datetime import date
from pathlib import Path

import pytest

from newsfigures import apart, intake, looking, reading
from newsfigures.errors import DuplicateArticleError, SpanMismatchError
from newsfigures.extraction import engine
from newsfigures.store import Store

ROOT = Path(__file__).resolve().parents[1]
SEED = ROOT / "tests" / "seed" / "000_05256ea266f6d66f.txt"


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "figures.duckdb") as opened:
        yield opened


def seed(**given):
    return reading.read(SEED.read_bytes(), SEED.name, **given)


def test_preview_saves_nothing(store):
    found = intake.preview(seed(published=date(2025, 1, 27)))

    assert len(found.extraction.figures) == 5
    assert found.reading.words > 600
    assert store.counts()["articles"] == 0


def test_taken_article_is_in_the_store_with_what_was_read(store):
    found = intake.take(store, seed(published=date(2025, 1, 27)))

    assert store.counts()["articles"] == 1
    assert (len(found.extraction.figures), len(found.extraction.derived)) == (5, 2)


def test_the_same_text_again_is_refused_and_changes_nothing(store):
    intake.take(store, seed())

    with pytest.raises(DuplicateArticleError, match="here already"):
        intake.take(store, seed(published=date(2025, 1, 27)))
    assert store.counts()["articles"] == 1


def test_one_row_for_each_file_and_no_failure_stops_the_rest(store):
    files = [
        intake.File(name="empty.txt", data=b""),
        intake.File(name="picture.txt", data=b"\x89PNG\r\n\x1a\n" + bytes(99)),
        intake.File(name="seed.txt", data=SEED.read_bytes(), published=date(2025, 1, 27)),
        intake.File(name="long.txt", data=b"It cost $5. " * 1_700_000),
        intake.File(name="again.txt", data=SEED.read_bytes()),
        intake.File(name="undated.txt", data=b"OpenAI had revenue of $3.7 billion in 2024."),
    ]

    results = intake.take_many(store, files)

    assert [r.name for r in results] == [f.name for f in files]
    assert [r.status for r in results] == [
        "refused", "refused", "added", "refused", "duplicate", "added",
    ]  # fmt: skip
    assert store.counts()["articles"] == 2
    assert (results[2].figures, results[2].derived, results[2].reason) == (5, 2, "")
    assert results[4].article_id == results[2].article_id
    for refused in (results[0], results[1], results[3]):
        assert refused.reason
        assert refused.remedy
    assert "add it again with its date" in results[5].remedy


def test_a_row_says_the_language(store):
    german = "Das Unternehmen hat das Modell nach eigenen Angaben für die Hälfte trainiert. " * 4
    files = [
        intake.File(name="a.txt", data=german.encode()),
        intake.File(name="b.txt", data=b"OpenAI had revenue of $3.7 billion in 2024."),
        intake.File(name="c.txt", data=b""),
    ]

    assert [r.language for r in intake.take_many(store, files)] == ["German", "English", ""]


def test_a_fault_in_one_article_does_not_lose_the_others(store, monkeypatch, caplog):
    whole = engine.extract

    def faulty(text, published=None, **given):
        if "boom" in text:
            raise IndexError("a rule went wrong")
        return whole(text, published, **given)

    monkeypatch.setattr(looking.engine, "extract", faulty)
    monkeypatch.setattr(apart, "call", apart.here)
    files = [
        intake.File(name="a.txt", data=b"boom $5 million"),
        intake.File(name="b.txt", data=SEED.read_bytes()),
    ]

    first, second = intake.take_many(store, files)

    assert (first.status, second.status) == ("refused", "added")
    assert "IndexError" in first.reason
    assert "Reading a.txt failed" in caplog.text


def test_a_quote_that_is_not_there_saves_nothing(store, monkeypatch):
    from dataclasses import replace

    found = intake.preview(seed())
    wrong = replace(found.extraction.figures[1], quote="$9 trillion")
    broken = replace(found.extraction, figures=(found.extraction.figures[0], wrong), derived=())
    monkeypatch.setattr(looking.engine, "extract", lambda *_, **__: broken)

    with pytest.raises(SpanMismatchError):
        intake.take(store, seed())
    assert store.counts()["articles"] == 0


def test_samples_fill_a_new_store_and_never_come_back_by_themselves(tmp_path):
    path = tmp_path / "figures.duckdb"
    with Store.open(path) as store:
        assert intake.build(store) == 30
        assert intake.build(store) == 0
        assert intake.remove_samples(store) == 30
    with Store.open(path) as store:
        assert intake.build(store) == 0
        assert store.counts()["articles"] == 0
        assert intake.add_samples(store) == 30


def test_a_store_with_articles_of_its_own_gets_no_samples(store):
    intake.take(store, seed())

    assert intake.build(store) == 0
    assert store.counts()["articles"] == 1


def test_a_look_saves_nothing_and_keeping_it_saves_what_was_seen(store):
    seen = next(intake.looks(intake.File(name="seed.txt", data=SEED.read_bytes())))

    assert (seen.result.status, seen.result.figures) == ("ready", 5)
    assert seen.result.remedy.startswith("Give one")
    assert store.counts()["articles"] == 0
    assert intake.keep(store, seen).status == "added"
    assert intake.keep(store, seen).status == "duplicate"
    assert store.counts()["articles"] == 1


def test_a_refused_look_is_kept_as_its_refusal(store):
    seen = next(intake.looks(intake.File(name="empty.txt", data=b" ")))

    assert seen.found is None
    assert intake.keep(store, seen) == seen.result
    assert seen.result.status == "refused"


def test_known_texts_are_told_from_new_ones_before_saving(store):
    intake.take(store, seed())
    new = b"OpenAI had revenue of $3.7 billion in 2024."
    files = [("a.txt", SEED.read_bytes()), ("b.txt", new), ("c.txt", new), ("d.txt", b"")]
    looks = [next(intake.looks(intake.File(name=name, data=data))) for name, data in files]

    settled = [each.result for each in intake.without_known(store, looks)]

    assert [r.status for r in settled] == ["duplicate", "ready", "duplicate", "refused"]
    assert "here already" in settled[0].reason
    assert "“b.txt”" in settled[2].reason


def test_what_is_given_fills_gaps_only_when_asked_to():
    data = b"---\ntitle: Stated\npublished: 2024-05-01\n---\n\nIt cost $5 million to train GPT-4."
    given = {"published": date(2025, 1, 27), "title": "Given", "publisher": "The Paper"}

    def article(**more):
        return next(
            intake.looks(intake.File(name="a.md", data=data, **given, **more))
        ).found.article

    gaps, over = article(fills_gaps=True), article()

    assert (gaps.title, gaps.published, gaps.publisher) == (
        "Stated", date(2024, 5, 1), "The Paper",
    )  # fmt: skip
    assert gaps.found_by["publisher"] == "given at upload"
    assert gaps.found_by["published"] == "front matter"
    assert (over.title, over.published) == ("Given", date(2025, 1, 27))


def test_a_given_title_replaces_a_guessed_one_and_only_web_addresses_are_taken():
    file = intake.File(
        name="note.txt",
        data=b"It cost $5 million to train GPT-4.",
        title="Given",
        url="javascript:alert(1)",
        fills_gaps=True,
    )

    article = next(intake.looks(file)).found.article

    assert article.title == "Given"
    assert article.url is None


def test_pasted_words_are_text_whatever_they_look_like():
    page = "<p>OpenAI had revenue of $3.7 billion in 2024.</p>"
    file = intake.File(name="pasted text", data=page.encode(), pasted=True)

    article = next(intake.looks(file)).found.article

    assert (article.text, article.media) == (page, "text")
