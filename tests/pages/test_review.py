"""The review desk: figures in the order of what they move, decisions that count at once."""

from dataclasses import replace

import pytest

from newsfigures import intake, naming, queries, review
from newsfigures.catalog import entities
from newsfigures.ui import edit_form
from tests.apps import SEED, frame, page, words
from tests.articles import article, keep_claims


def seed_id():
    return article(SEED.read_text(encoding="utf-8")).article_id


def seed_figure(store):
    return queries.run(store, "claims_by_article", article_id=seed_id())["claim_id"].iloc[0]


KEYS = ("queue_accept", "queue_edit", "queue_reject", "queue_undo", "queue_next", "queue_previous")


def decisions(store):
    return queries.run(store, "decisions", most=100)


@pytest.mark.parametrize("store", ["full", "empty"])
def test_page_runs_on_a_full_and_on_an_empty_store(store, request):
    request.getfixturevalue(store)
    app = page("review").run()

    assert not app.exception
    if store == "empty":
        assert "Nothing is left to review" in words(app)
    else:
        assert all(app.button(key=key) for key in KEYS)
        assert "Figure 1 of 200" in words(app)


def test_accept_and_reject_go_on_to_the_next_and_undo_takes_back(full):
    app = page("review").run()
    app.text_input(key="review_who").set_value("Ada").run()
    app.button(key="queue_accept").click().run()
    assert "Figure 2 of 200 · 1 decided" in words(app)
    app.button(key="queue_reject").click().run()
    assert not app.exception
    kept = decisions(full)
    assert list(kept["action"]) == ["reject", "accept"]
    assert set(kept["who"]) == {"Ada"}

    before = full.counts()["figures"]
    app.button(key="queue_previous").click().run()
    app.button(key="queue_undo").click().run()
    assert list(decisions(full)["action"]) == ["undo", "reject", "accept"]
    assert full.counts()["figures"] == before + 1


def test_the_queue_follows_the_choice_of_articles(full):
    app = page("review").run()
    app.toggle(key="review_samples").set_value(False).run()
    own = queries.run(full, "review_queue", articles=[], with_samples=False, most=200)
    assert f"Figure 1 of {len(own)} " in words(app)
    assert set(own["article_id"]) == {seed_id()}

    app.toggle(key="review_samples").set_value(True).run()
    app.selectbox(key="review_article").set_value(seed_id()).run()
    assert not app.exception
    assert app.session_state["_queue"] == list(own["claim_id"])
    assert app.selectbox(key="review_article").options[1].endswith(f"({len(own)} figures)")


def test_the_end_of_the_list_says_what_is_left(full):
    app = page("review", of=seed_id()).run()
    n = len(app.session_state["_queue"])
    assert n < 10
    app.button(key="queue_next").click().run()
    for _ in range(n - 1):
        app.button(key="queue_accept").click().run()
    assert f"{n} figures · {n - 1} decided since the start" in words(app)
    assert "The end of this list. 1 figure is left" in words(app)
    app.button(key="queue_again").click().run()
    assert "Figure 1 of 1 · 0 decided" in words(app)
    app.button(key="queue_accept").click().run()

    assert not app.exception
    assert "Every figure of this article was decided about." in words(app)
    assert f"({n} figures, all decided)" in app.selectbox(key="review_article").options[1]
    assert len(decisions(full)) == n
    app.toggle(key="review_decided").set_value(True).run()
    assert app.dataframe[0].value["What"].tolist() == ["accepted"] * n
    assert "Download 1 reviewed article as test cases" in app.get("download_button")[0].proto.label
    app.toggle(key="review_decided").set_value(False).run()
    app.button(key="queue_undo").click().run()
    assert "Figure 1 of 1 · 0 decided" in words(app)


def test_undo_takes_a_whole_batch_back(full):
    app = page("review").run()
    rows = queries.run(full, "unreviewed_of_metric", metric="training_cost")
    subject = rows["subject"].mode().item()
    alike = list(rows.loc[rows["subject"] == subject, "claim_id"])
    app.session_state["_queue"] = [*alike[:2], *app.session_state["_queue"]]
    app.run()
    app.button(key="queue_edit").click().run()
    app.selectbox(key=f"s_queue_{alike[0]}").set_value("Gopher")
    app.button(key=f"FormSubmitter:edit_queue_{alike[0]}-Save the correction").click().run()
    app.button(key="queue_alike_yes").click().run()
    assert f"{len(alike)} decided since the start" in words(app)
    assert "Figure 3 of" in words(app)  # the second was mended with the first
    app.button(key="queue_undo").click().run()

    assert not app.exception
    assert "Figure 1 of" in words(app)
    after = queries.run(full, "unreviewed_of_metric", metric="training_cost")
    assert set(after["claim_id"]) == set(rows["claim_id"])


def test_a_correction_is_saved_by_the_form_and_a_wrong_one_refused_in_words(full):
    app = page("review").run()
    app.button(key="queue_edit").click().run()
    figure_id = app.session_state["_queue"][0]
    key = f"queue_{figure_id}"
    app.text_input(key=f"v_{key}").set_value("plenty")
    app.button(key=f"FormSubmitter:edit_{key}-Save the correction").click().run()
    assert "is no number" in app.error[0].value.replace("\\", "")
    assert decisions(full).empty

    app.text_input(key=f"v_{key}").set_value("6.5 million")
    app.text_input(key=f"why_{key}").set_value("misread")
    app.button(key=f"FormSubmitter:edit_{key}-Save the correction").click().run()
    assert not app.exception
    kept = decisions(full).iloc[0]
    assert (kept["action"], list(kept["changed"]), kept["why"]) == ("edit", ["value"], "misread")
    assert queries.run(full, "claim_by_id", claim_id=figure_id)["value"].item() == 6.5e6
    app.button(key="queue_previous").click().run()
    assert "somebody · corrected: value: " in words(app)
    assert "→ 6,500,000 – misread" in words(app)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("facebook", "Meta"), (" Open AI", "OpenAI"), ("Quillon", "Quillon"), ("Shared", "Shared")],
)
def test_a_form_of_a_name_that_is_typed_is_the_name_of_the_list(typed, kept):
    one = next(each for each in entities() if each.name == "Meta")
    shared = [replace(one, name=name, aliases=("Shared",)) for name in ("One", "Two")]
    assert edit_form.listed(typed, [*entities(), *shared]) == kept


def test_a_name_is_offered_with_its_other_forms(full):
    app = page("review").run()
    app.button(key="queue_edit").click().run()
    key = f"s_queue_{app.session_state['_queue'][0]}"
    assert any(one.startswith("Meta (also ") for one in app.selectbox(key=key).options)


def test_the_same_mend_is_offered_for_figures_alike_and_done_as_one_batch(full):
    app = page("review").run()
    rows = queries.run(full, "unreviewed_of_metric", metric="training_cost")
    subject = rows["subject"].mode().item()
    first = rows.loc[rows["subject"] == subject, "claim_id"].iloc[0]
    items = [first, *[i for i in app.session_state["_queue"] if i != first]]
    app.session_state["_queue"] = items
    app.run()
    app.button(key="queue_edit").click().run()
    app.selectbox(key=f"s_queue_{first}").set_value("Gopher")
    app.button(key=f"FormSubmitter:edit_queue_{first}-Save the correction").click().run()
    assert not app.exception
    alike = queries.run(full, "unreviewed_of_metric", metric="training_cost")
    expected = (alike["subject"] == subject).sum()
    assert expected > 1
    app.button(key="queue_alike_yes").click().run()
    kept = decisions(full)
    assert len(kept) == expected + 1
    assert {tuple(names) for names in kept["changed"]} == {("subject",)}
    left = queries.run(full, "unreviewed_of_metric", metric="training_cost")
    assert (left["subject"] == subject).sum() == 0


def test_the_second_of_two_sessions_is_told(full):
    one, two = page("review").run(), page("review").run()
    one.button(key="queue_reject").click().run()
    two.button(key="queue_accept").click().run()
    assert "decided about this figure in the meantime" in two.error[0].value.replace("\\", "")
    assert list(decisions(full)["action"]) == ["reject"]


def test_a_missed_figure_is_added_in_the_reader_and_a_rejected_one_comes_back(full):
    app = page("articles", art=seed_id()).run()
    before = len(queries.run(full, "claims_by_article", article_id=seed_id()))
    app.text_input(key="missed_words").set_value("$500 billion").run()
    assert not app.exception
    at = SEED.read_text(encoding="utf-8").index("$500 billion")
    key = f"missed_{seed_id()}_{at}_{at + 12}"
    assert app.text_input(key=f"v_{key}").value == "500000000000"
    app.selectbox(key=f"m_{key}").set_value("valuation")
    app.selectbox(key=f"s_{key}").set_value("OpenAI")
    app.button(key=f"FormSubmitter:edit_{key}-Add the figure").click().run()
    assert not app.exception
    rows = queries.run(full, "claims_by_article", article_id=seed_id())
    added = rows[rows["review"] == "added"].iloc[0]
    assert (added["metric"], added["quote"], added["value"]) == ("valuation", "$500 billion", 5e11)
    assert len(rows) == before + 1

    app = page("articles", art=seed_id(), fig=added["claim_id"]).run()
    app.button(key="evidence_reject").click().run()
    assert not app.exception
    assert len(queries.run(full, "claims_by_article", article_id=seed_id())) == before
    app.button(key="evidence_undo").click().run()
    assert len(queries.run(full, "claims_by_article", article_id=seed_id())) == before + 1


def test_words_that_are_not_in_the_text_are_said_to_be(full):
    app = page("articles", art=seed_id()).run()
    app.text_input(key="missed_words").set_value("$7 zillion").run()
    assert "are not in the text" in app.error[0].value.replace("\\", "")


def test_the_panel_of_a_rejected_figure_offers_the_way_back(full):
    app = frame(fig=seed_figure(full)).run()
    app.button(key="evidence_reject").click().run()
    assert not app.exception
    assert "rejected: it is on no chart" in words(app)
    app.button(key="evidence_undo").click().run()
    assert "nobody has looked at it" in words(app)


def read_earlier(store):
    """Let one article stand as an earlier version left it: a figure less, another metric."""
    rows = queries.run(store, "figures_of_article", article_id=seed_id())
    gone, other, decided = rows["figure_id"].iloc[:3]
    review.edit(store, decided, {"subject": "Another"}, who="Ada", seen=None)
    with store.cursor() as cursor:
        cursor.execute("UPDATE article SET extractor = '0.0.9' WHERE article_id = ?", [seed_id()])
        cursor.execute("DELETE FROM figure WHERE figure_id = ?", [gone])
        cursor.execute("UPDATE figure SET status = 'assumed' WHERE figure_id = ?", [other])
        keep_claims(cursor)
    return gone, other, decided


def test_articles_read_earlier_are_shown_anew_before_anything_changes(full):
    gone, other, decided = read_earlier(full)
    app = page("review").run()
    assert "1 article was read by earlier rules" in words(app)
    assert "the 1 figure that somebody decided about" in words(app)
    version = full.version
    app.button(key="again_look").click().run()

    assert not app.exception
    assert full.version == version
    assert "1 figure added, 0 lost, 1 changed, in 1 of 1 article" in words(app)
    changed = next(f.value for f in app.dataframe if "Change" in f.value and len(f.value) == 1)
    assert "status: assumed → " in changed["Change"].item()
    app.button(key="again_apply").click().run()
    assert not app.exception
    assert "Read again: 1 figure added" in words(app)
    assert "Every article was read by the current rules" in words(app)
    ids = set(queries.run(full, "claims_by_article", article_id=seed_id())["claim_id"])
    assert {gone, other, decided} <= ids
    kept = queries.run(full, "claim_by_id", claim_id=decided).iloc[0]
    assert (kept["subject"], kept["review"]) == ("Another", "edited")
    assert queries.run(full, "claim_by_id", claim_id=other)["status"].item() != "assumed"


def test_what_was_shown_can_be_left(full):
    read_earlier(full)
    app = page("review").run()
    app.button(key="again_look").click().run()
    app.button(key="again_leave").click().run()

    assert "What would change" not in words(app)
    assert "1 article was read by earlier rules" in words(app)


STARTUP = "Quillon raised $300 million in March. Quillon, a start-up, employs 40 people."
CLOUD = "Quillon raised $300 million in March. Quillon, a start-up, runs 18,000 H100 GPUs."


def test_a_name_in_no_list_is_added_and_counts_when_articles_are_read_again(full):
    intake.take(full, article(STARTUP))
    app = page("review").run()
    assert "1 name that figures are about" in words(app)
    app.selectbox(key="naming_name").set_value("Quillon").run()
    assert not app.exception
    assert "“Quillon raised $300 million in March.”" in words(app)
    app.text_input(key="naming_why_Quillon").set_value("a start-up")
    app.button(key="FormSubmitter:naming_Quillon-Add it to the names").click().run()

    assert not app.exception
    assert [(one.name, one.kind, one.why) for one in naming.log(full)] == [
        ("Quillon", "company", "a start-up")
    ]
    assert "Every name that a figure is about is in the list." in words(app)
    assert "32 articles were read by earlier rules or names" in words(app)
    assert "Quillon, company – a start-up" in words(app)
    app.button(key="naming_back_go").click().run()
    assert not app.exception
    assert "1 name that figures are about" in words(app)
    assert "Every article was read by the current rules and names." in words(app)


def test_a_start_up_with_chips_is_taken_for_a_company(full):
    intake.take(full, article(CLOUD))
    app = page("review").run()
    app.selectbox(key="naming_name").set_value("Quillon").run()
    assert app.selectbox(key="naming_kind_Quillon").value == "company"


def test_a_name_in_no_list_is_made_a_form_of_a_known_one(full):
    intake.take(full, article(STARTUP))
    app = page("review").run()
    app.selectbox(key="naming_name").set_value("Quillon").run()
    app.radio(key="naming_what").set_value("Another form of a name in the list").run()
    app.button(key="FormSubmitter:naming_Quillon-Add it to the names").click().run()
    assert "Choose whom it means." in words(app)
    app.selectbox(key="naming_means_Quillon").set_value(("Mistral AI", "company"))
    app.button(key="FormSubmitter:naming_Quillon-Add it to the names").click().run()

    assert not app.exception
    assert [(one.form, one.name) for one in naming.log(full)] == [("Quillon", "Mistral AI")]
