"""The Methods page defines every word the charts use, and shows what it says as computed."""

import re

import pytest

from newsfigures import snapshots
from newsfigures.catalog import ROOT, evaluation, metrics
from newsfigures.model import Qualifier, Status
from newsfigures.ui import methods, rulebook
from newsfigures.ui import words as vocabulary
from newsfigures.ui.citing import Cited
from tests.apps import page, tables, words


def tab(name, **more):
    app = page("methods", methods_tab=name, **more).run()
    assert not app.exception
    return app


@pytest.mark.parametrize("store", ["full", "empty"])
def test_page_shows_every_metric_and_the_reference_counts(store, request):
    opened = request.getfixturevalue(store)
    app = tab("Meanings")

    assert set(app.table[0].value["Metric"]) == {m.label for m in metrics().values()}
    app = tab("Sources")
    count = opened.counts()["reference_figures"]
    assert f"**{count:,} reference figures**" in words(app)
    assert "CC BY 4.0" in words(app)


def test_every_status_and_bound_has_a_meaning():
    assert set(vocabulary.STATUSES) == {str(status) for status in Status}
    assert set(vocabulary.QUALIFIERS) == {str(qualifier) for qualifier in Qualifier}


def test_counts_of_articles_follow_the_store(full, empty):
    assert tab("Meanings").table[0].value["Figures of articles"].sum() == 0


def test_accuracy_is_shown_as_it_was_computed(full):
    app = tab("Accuracy")
    sets, by_metric, by_field = (frame.value for frame in app.dataframe[:3])

    pinned = evaluation()["sets"]
    assert list(sets["F1"]) == [one["f1_right"] for one in pinned.values()]
    assert by_metric["Right"].sum() == sum(
        counts["right"] for one in pinned.values() for counts in one["metrics"].values()
    )
    assert len(by_field) == 9
    assert len(app.get("plotly_chart")) == 1
    assert [one.value for one in app.metric] == [
        f"{pinned['set5'][name]:.0%}" for name in ("precision", "recall", "f1_whole")
    ]


def test_coverage_counts_what_was_seen_in_the_store(full):
    app = tab("Accuracy")
    have = full.counts()

    assert f"{have['figures'] + have['rejections']:,} numbers with what they count" in words(app)
    why = app.dataframe[3].value
    assert why["Numbers"].is_monotonic_decreasing
    assert why["Numbers"].sum() <= have["rejections"]
    assert len(why) == methods.MOST


def test_on_an_empty_store_there_is_nothing_to_cover(empty):
    assert "No article with a number is in the store." in words(tab("Accuracy"))


def test_a_sentence_is_followed_from_its_words_to_its_figures(empty):
    app = page("methods", methods_tab="Try it").run()
    told = "OpenAI said it would spend at least $40 billion on data centres by 2029. It has 3 cats."
    app.text_area[0].set_value(told).run()
    names, numbers, fates = tables(app)[:3]

    assert not app.exception
    assert names["Means"].tolist()[0] == "OpenAI"
    assert numbers["Value"].tolist() == ["40,000,000,000", "3"]
    assert numbers["Bound"].tolist()[0] == "at least, for “at least”"
    assert fates["Becomes"].tolist()[0] == "Infrastructure investment of OpenAI"
    assert fates["Said by"].tolist()[0] == "OpenAI"
    assert fates["Becomes"].tolist()[1].startswith("No figure: ")
    assert "because of “2029”" in words(app).replace("**", "")


def test_a_text_that_is_markup_stays_words(empty):
    app = page("methods", methods_tab="Try it").run()
    app.text_area[0].set_value("It cost *<b>x</b>* $6 million, <i>OpenAI</i> said.").run()

    assert not app.exception
    assert "\\<b\\>x" in "".join(str(each.value) for each in app.markdown)
    html = "".join(str(each.proto.body) for each in app.get("html"))
    assert "<b>x" not in html
    assert tables(app)[1]["As written"].tolist() == ["$6 million"]
    app.text_area[0].set_value("   ").run()
    assert "Type or paste a sentence" in words(app)


@pytest.mark.parametrize("area", rulebook.AREAS)
def test_each_rule_with_an_example_is_shown(empty, area):
    (table,) = tables(tab("Rules", methods_rules=area))

    assert len(table) == len(list(rulebook.entries(area))) > 5
    assert not table["Is read so"].eq("").any()


def test_rules_are_found_by_words(empty):
    (table,) = tables(tab("Rules", methods_rules="More or less", methods_rules_words="just over"))

    assert 0 < len(table) < len(list(rulebook.entries("More or less")))


def test_known_failures_are_those_of_the_tests_as_they_are_read_now(empty):
    app = tab("Known failures")
    numbers, figures = tables(app)

    assert numbers["Sentence"].tolist() == [one["text"] for one in methods.failures()]
    assert numbers["Read"].ne(numbers["Right would be"]).all()
    assert len(figures) == len(evaluation()["misread"]) > 10
    assert figures["Read"].ne(figures["Right would be"]).all()


def test_the_changes_are_those_of_the_changelog(empty):
    said = words(tab("Changes"))
    first = re.search(r"(?m)^- (.+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"))[1]

    assert first[:60] in said
    assert "Keep a Changelog" not in said


@pytest.mark.parametrize(
    ("setting", "said"), [("on", "when somebody gives"), ("off", "Nothing is")]
)
def test_privacy_is_said_as_the_app_is_set(empty, monkeypatch, setting, said):
    monkeypatch.setenv("NEWSFIGURES_WEB", setting)

    assert said in words(tab("Privacy"))
    assert "not counted" in words(tab("Privacy"))
    assert "can read all of it, and change it." in words(tab("Privacy"))
    monkeypatch.setenv("NEWSFIGURES_READ_ONLY", "1")
    assert "nobody can change anything" in words(tab("Privacy"))


def test_a_citation_names_the_snapshot_that_is_chosen(full):
    made = snapshots.make(full)
    app = tab("Cite")
    before = [one.value for one in app.code]
    app.selectbox[0].select(made.id).run()
    after = [one.value for one in app.code]

    assert not app.exception
    assert len(before) == len(after) == 3
    assert all(made.id in text for text in after)
    assert not any(made.id in text for text in before)
    assert f"?snapshot={made.id}" in after[0]
    assert made.sha256 in after[1]


def test_a_publisher_in_a_citation_breaks_no_format():
    told = Cited(address="http://x/", day="2026-11-26", publisher="A & B").texts()

    assert told["BibTeX"].count("{") == told["BibTeX"].count("}")
    assert told["RIS"].startswith("TY  - DATA\n")
    assert told["RIS"].endswith("ER  - ")
