"""Two people correct the same figure at once: the second is told, and nothing of either is lost."""

from newsfigures import queries
from tests.apps import page, words


def decisions(store):
    return queries.run(store, "decisions", most=50)


def test_of_two_forms_open_at_once_the_second_is_told_and_neither_is_lost(full):
    one, two = page("review").run(), page("review").run()
    figure_id = one.session_state["_queue"][0]
    key = f"queue_{figure_id}"
    for app in (one, two):
        app.button(key="queue_edit").click().run()
    one.text_input(key=f"v_{key}").set_value("7 million")
    one.button(key=f"FormSubmitter:edit_{key}-Save the correction").click().run()
    two.text_input(key=f"y_{key}").set_value("2031")
    two.button(key=f"FormSubmitter:edit_{key}-Save the correction").click().run()

    said = two.error[0].value.replace("\\", "")
    assert "decided about this figure in the meantime" in said
    assert "value is now 7000000" in said
    assert two.text_input(key=f"y_{key}").value == "2031"
    assert list(decisions(full)["action"]) == ["edit"]

    two.button(key=f"FormSubmitter:edit_{key}-Save the correction").click().run()
    assert not two.exception
    kept = decisions(full)
    assert [list(names) for names in kept["changed"]] == [["horizon"], ["value"]]
    claim = queries.run(full, "claim_by_id", claim_id=figure_id).iloc[0]
    assert (claim["value"], claim["horizon"]) == (7e6, 2031)


def test_undo_takes_the_last_decision_back_and_shows_its_figure(full):
    app = page("review").run()
    assert app.button(key="queue_undo").disabled
    app.button(key="queue_reject").click().run()
    app.button(key="queue_undo").click().run()

    assert not app.exception
    assert "Figure 1 of 200 · 0 decided" in words(app)
    assert list(decisions(full)["action"]) == ["undo", "reject"]
    assert len(set(decisions(full)["figure_id"])) == 1
