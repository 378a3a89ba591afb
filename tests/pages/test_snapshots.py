"""A page shows the figures as of a snapshot, says so, and lets nothing be changed in it."""

import pytest

from newsfigures import export, queries, review, snapshots
from newsfigures.ui import asof, taking
from tests.apps import charts, frame, page, rows_of, tables, words

WRITING = ("Accept", "Edit", "Reject", "Undo", "Put it back", "Prefer it", "Save", "Remove", "Add")


@pytest.fixture
def then(full):
    """A snapshot of the full store, in which a figure was rejected and one corrected since."""
    made = snapshots.make(full, who="Ada", note="the <b>report</b>")
    costs = queries.EVERYTHING | {"origins": ["article"], "metrics": ["training_cost"]}
    first, second = export.records(full, "export", costs)[:2]
    review.reject(full, first["claim_id"], who="Bob", seen=None)
    review.edit(full, second["claim_id"], {"value": 12345.0}, who="Cy", seen=None)
    return made, first, second


def buttons(app):
    return [one.label for one in app.button]


def test_a_chart_page_shows_the_figures_of_then_and_today_those_of_today(then):
    made, first, _ = then
    asked = {"training_cost_names": [first["subject"]]}
    card = "training_cost_models"

    today = page("training_cost", **asked).run()
    shown = page("training_cost", snapshot=made.id, **asked).run()

    assert not shown.exception
    assert charts(shown)
    assert made.id in str(charts(shown)[0].proto.spec)
    assert made.id not in str(charts(today)[0].proto.spec)
    assert len(rows_of("training_cost", card, snapshot=made.id)) > 0


def test_the_evidence_of_a_figure_that_left_is_shown_as_of_then_without_ways_to_change_it(then):
    made, first, second = then
    for row in (first, second):
        app = frame(snapshot=made.id, fig=row["claim_id"]).run()

        assert not app.exception
        assert not [label for label in buttons(app) if label.startswith(WRITING)]
        said = words(app)
        assert f"snapshot {made.id}" in said.replace("**", "")
        html = " ".join(str(each.proto.body) for each in app.get("html"))
        assert f"snapshot={made.id}" in html
        assert f"As of {asof.words.day(made.day)}, snapshot {made.id}." in html


@pytest.mark.parametrize("name", ["articles", "review", "data", "sql", "methods", "overview"])
def test_each_page_runs_in_a_snapshot_and_changes_nothing(then, name):
    made, *_ = then
    app = page(name, snapshot=made.id).run()

    assert not app.exception
    assert not [label for label in buttons(app) if label.startswith(WRITING)]


def test_the_bar_says_as_of_when_and_leads_back(then):
    made, *_ = then
    app = frame(snapshot=made.id).run()

    assert "You see the figures as of" in words(app)
    back = next(one for one in app.button if one.label == "Go to today's")
    app = back.click().run()
    assert not app.exception
    assert "You see the figures as of" not in words(app)
    assert "snapshot" not in app.query_params


def test_a_snapshot_that_is_not_there_is_told_and_no_figure_is_shown(full):
    app = frame(snapshot="0123456789ab").run()

    assert not app.exception
    assert "There is no snapshot '0123456789ab' here" in words(app)
    assert not charts(app)
    assert "Go to today's" in buttons(app)


def test_today_can_be_kept_and_is_then_shown(full):
    app = page("snapshots").run()
    assert "Nothing is kept yet" in words(app)
    app = next(one for one in app.button if one.label == "Cite as of now").click().run()

    (made,) = snapshots.listed(full)
    assert not app.exception
    assert app.query_params["snapshot"] == made.id
    assert made.id in tables(app)[0].to_string()


def test_the_page_of_differences_names_figure_fields_and_who(then):
    assert then[0].note
    app = page("snapshots").run()
    listed, differ = tables(app)

    assert not app.exception
    assert listed["For"].tolist() == ["the <b>report</b>"]
    # What is worked out from the two moves with them.
    assert f"{len(differ)} figures: 0 added" in words(app)
    gone = differ[differ["By"].str.contains("Bob rejected it")]
    assert gone["What became of it"].tolist() == ["Removed"]
    moved = differ[differ["By"].str.contains("Cy corrected it")]
    assert "→ 12,345" in moved["What changed"].item()
    app = page("snapshots", snapshots_kinds=["Removed"]).run()
    assert set(tables(app)[1]["What became of it"]) == {"Removed"}
    app = page("snapshots", snapshots_by=["Cy"]).run()
    assert len(tables(app)[1]) == tables(app)[1]["By"].str.contains("Cy").sum() > 0


def test_links_downloads_and_citations_have_the_id(then, monkeypatch):
    made, *_ = then
    app = page("data", snapshot=made.id).run()
    (link,) = [one.proto.url for one in app.get("link_button") if "figures" in one.proto.url][:1]

    assert f"snapshot={made.id}" in link
    monkeypatch.setattr(asof, "name", lambda: made.id)
    card = taking.Taken(key="k", question="How?", rows=app_rows(), lines=())
    told = taking.citations(card, "http://x", "2026-11-26")
    assert all(made.id in text for text in told.values())
    assert card.name == f"newsfigures_k_{made.id}"


def app_rows():
    from tests.claims import claims

    return claims({})
