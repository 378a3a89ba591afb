"""Articles come in, are read, saved, opened and removed; nothing is half-saved."""

from datetime import date

import pytest

from newsfigures import intake, queries
from newsfigures.ui import library
from tests.apps import SEED, frame, page, words
from tests.websites import gives, site

TWO = b"OpenAI had revenue of $3.7 billion in 2024. It raised $6.6 billion from investors."


def html(app):
    return "\n".join(element.proto.body for element in app.get("html"))


def drop(app, *files, saved=0):
    app.file_uploader(key=f"articles_files_{saved}").set_value(
        [(name, data, "text/plain") for name, data in files]
    )
    return app.run()


def test_empty_store_says_how_to_begin_and_limits_stand_before_the_drop(empty):
    app = page("articles").run()

    assert not app.exception
    assert "No articles yet" in words(app)
    assert "25 MB" in words(app)


def test_samples_are_added_on_request_and_removed_for_good(empty):
    app = page("articles").run()
    app.button(key="articles_samples_add").click().run()
    assert empty.counts()["samples"] == 30
    app.button(key="articles_samples_sure").click().run()

    assert not app.exception
    assert "30 sample articles removed for good" in app.success[0].value
    assert empty.counts()["articles"] == 0
    assert intake.build(empty) == 0


def test_drop_shows_what_was_found_and_saves_nothing(empty):
    app = drop(page("articles").run(), (SEED.name, SEED.read_bytes()))

    assert not app.exception
    assert "1 article read, not saved yet, with 5 figures" in words(app)
    assert "No date of publication was found" in html(app)
    assert "<mark" in html(app)
    assert empty.counts()["articles"] == 0


def test_given_date_is_used_shown_and_saved_with_the_article(empty):
    app = drop(page("articles").run(), (SEED.name, SEED.read_bytes()))
    app.date_input(key="articles_published_0").set_value(date(2025, 1, 27))
    app.text_input(key="articles_title_0").set_value("DeepSeek pauses sign-ups")
    app.text_input(key="articles_publisher_0").set_value("The Paper").run()
    assert "2035" in html(app)
    app.button(key="articles_save").click().run()

    assert not app.exception
    assert "1 article saved with 5 figures. The charts have them now." in (
        app.success[0].value.replace("\\", "")
    )
    [row] = app.dataframe[0].value.to_dict("records")
    assert (row["Title"], row["Publisher"], row["Published"]) == (
        "DeepSeek pauses sign-ups", "The Paper", date(2025, 1, 27),
    )  # fmt: skip
    assert (row["Figures"], row["Worked out"]) == (5, 2)
    assert empty.counts()["derived"] == 2


def test_one_bad_file_loses_none_of_the_others(empty):
    app = drop(
        page("articles").run(),
        ("empty.txt", b""),
        ("seed.txt", SEED.read_bytes()),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(99)),
        ("two.txt", TWO),
        ("again.txt", TWO),
    )
    said = html(app)
    assert "is a PNG picture" in said
    assert "The same text as “two.txt”" in said
    assert "2 articles read" in words(app)
    app.button(key="articles_save").click().run()

    assert not app.exception
    assert empty.counts()["articles"] == 2
    assert "2 articles saved" in app.success[0].value
    assert "is empty" in html(app)


def test_known_text_is_told_before_saving_and_there_is_nothing_to_save(full):
    before = full.counts()
    app = drop(page("articles").run(), ("again.txt", SEED.read_bytes()))

    assert "This text is here already" in html(app)
    assert "with 5 figures" in html(app)
    with pytest.raises(KeyError):
        app.button(key="articles_save")
    assert full.counts() == before


def test_pasted_words_come_in_the_same_way(empty):
    app = page("articles").run()
    app.text_area(key="articles_pasted_0").set_value(TWO.decode()).run()
    assert "1 article read" in words(app)
    app.button(key="articles_save").click().run()

    assert not app.exception
    assert empty.counts()["articles"] == 1
    assert app.text_area(key="articles_pasted_1").value == ""


def test_choosing_another_file_shows_that_one(empty):
    app = drop(page("articles").run(), ("seed.txt", SEED.read_bytes()), ("two.txt", TWO))
    assert "Jefferies" in html(app)
    app.selectbox(key="articles_look_0").select(1).run()

    assert "Jefferies" not in html(app)
    assert "$3.7 billion" in html(app)


def seed_id():
    return next(intake.looks(intake.File(name="x.txt", data=SEED.read_bytes()))).result.article_id


def test_article_and_figure_open_cold_by_their_ids(full):
    figure = next(intake.looks(intake.File(name="x.txt", data=SEED.read_bytes()))).found
    claim = figure.extraction.figures[1].identity(figure.article.article_id)
    app = page("articles", art=seed_id(), fig=claim).run()

    assert not app.exception
    assert "nf-focus" in html(app)
    assert f"at-{claim}" in html(app)
    assert not app.warning
    assert not app.file_uploader


def test_opened_article_shows_its_figure_in_the_text_and_not_in_a_panel(full):
    app = frame(art=seed_id(), fig="f_0123456789abcdef").run()

    assert not app.exception
    assert "There is no figure f_0123456789abcdef in the store" not in words(app)


@pytest.mark.parametrize("query", [{"art": "a_nonsense"}, {"art": "<b>$x$</b>"}])
def test_link_to_a_missing_article_says_so_and_leads_back(full, query):
    app = page("articles", **query).run()
    assert "There is no article" in words(app)
    app.button(key="articles_back").click().run()

    assert app.file_uploader
    assert "art" not in app.query_params


def test_link_to_a_missing_figure_shows_the_article_and_says_so(full):
    app = page("articles", art=seed_id(), fig="f_0123456789abcdef").run()

    assert "There is no figure f_0123456789abcdef in this article" in words(app)
    assert "<mark" in html(app)


def test_list_marks_samples_and_opens_an_article(full):
    app = page("articles").run()
    table = app.dataframe[0].value
    assert (table["Sample"] == "sample").sum() == 30
    app.selectbox(key="articles_open").select(seed_id()).run()

    assert not app.exception
    assert app.query_params["art"] == seed_id()
    assert "5 figures" in html(app)


def test_refusals_and_sentences_to_read_with_care_are_shown_on_demand(full):
    app = page("articles", art=seed_id()).run()
    assert "Why it is no figure" not in html(app)
    app.toggle(key="articles_refused").set_value(True)
    app.toggle(key="articles_care").set_value(True).run()

    assert "Why it is no figure" in html(app)
    assert "nf-refused" in html(app)
    assert "nf-hard" in html(app)


def test_any_number_taken_or_refused_is_explained(full):
    app = page("articles", art=seed_id()).run()
    box = app.selectbox(key="articles_explain")
    assert any("$5.6 million · Training cost of DeepSeek" in label for label in box.options)
    assert any("· refused" in label for label in box.options)
    offset = SEED.read_text(encoding="utf-8").index("$5.6 million")
    box.select(next(label for label in box.options if label.startswith("$5.6 million"))).run()

    assert not app.exception
    assert f"“$5.6 million” at characters {offset} to {offset + 12}" in words(app)
    assert "**said by:** Jefferies, because of “According to Jefferies”" in words(app)


def test_removed_article_leaves_with_its_figures(full):
    before = full.counts()
    app = page("articles", art=seed_id()).run()
    app.button(key="articles_remove_sure").click().run()
    after = full.counts()

    assert not app.exception
    assert "was removed with its 5 figures" in app.success[0].value
    assert before["articles"] - after["articles"] == 1
    assert before["figures"] - after["figures"] == 5
    assert before["derived"] - after["derived"] == 2


def test_removing_samples_keeps_the_readers_own(full):
    app = page("articles").run()
    app.button(key="articles_samples_sure").click().run()

    assert not app.exception
    assert (full.counts()["articles"], full.counts()["samples"]) == (1, 0)
    assert list(app.dataframe[0].value["Figures"]) == [5]


def test_a_page_of_the_web_is_asked_for_only_where_it_is_allowed(empty):
    app = page("articles").run()

    assert [tab.label for tab in app.tabs][:3] == ["Drop files", "Drop a folder", "Paste text"]
    assert "From the web" not in [tab.label for tab in app.tabs]
    assert "Web addresses are not fetched here" in words(app)


def test_a_page_of_the_web_is_fetched_once_shown_and_saved(empty, monkeypatch):
    monkeypatch.setenv("NEWSFIGURES_WEB", "on, 127.0.0.0/8")
    with site(news=gives()) as made:
        app = page("articles").run()
        app.text_area(key="articles_addresses_0").set_value(
            f"{made.at('/news')}\n\nhttp://10.0.0.1/\n"
        ).run()
        app.date_input(key="articles_published_0").set_value(date(2025, 2, 1)).run()
        asked = len(made.asked)
    app.button(key="articles_save").click().run()

    assert not app.exception
    assert asked == 1
    assert "Only the pages whose addresses you give are fetched" in words(app)
    assert "1 article saved with" in words(app)
    assert "1 file not read" in words(app)
    assert "“10.0.0.1” is not on the public internet" in html(app)
    (kept,) = queries.run(empty, "articles").to_dict("records")
    assert (kept["title"], kept["publisher"]) == ("What GPT-4 cost", "Example News")
    assert kept["source"] == made.at("/news")


def test_of_too_many_articles_the_newest_are_listed_and_words_find_the_others(full, monkeypatch):
    monkeypatch.setattr(library, "LISTED", 3)
    app = page("articles").run()

    assert not app.exception
    assert "The newest 3 of 31 are listed; words find the others." in words(app)
    assert len(app.selectbox(key="articles_open").options) == 3
    app.text_input(key="articles_find").set_value("no such words anywhere").run()
    assert not app.exception
    assert "0 articles with these words." in words(app)
