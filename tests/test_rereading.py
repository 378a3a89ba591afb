"""Articles are read again: what changes is shown first, and no decision is undone by it."""

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from newsfigures import intake, queries, rereading, review
from newsfigures.access import Action
from newsfigures.errors import RereadingError
from newsfigures.extraction import edition, engine
from newsfigures.model import Extraction, Status
from newsfigures.sameness import pairs
from newsfigures.store import Store
from tests.articles import DEEPSEEK, article, deepseek, figure

ROOT = Path(__file__).resolve().parents[1]
ID = deepseek()[0].article_id
COST, RATE, SHARE = deepseek()[1].figures


@pytest.fixture
def opened(tmp_path):
    with Store.open(tmp_path / "figures.duckdb") as store:
        store.add(*deepseek(), {}, words=30)
        yield store


@pytest.fixture
def reads(monkeypatch):
    """Let a newer edition read these figures in any text."""

    def now(*figures, derived=()):
        found = Extraction(figures=figures, derived=derived, read_by="newer")
        monkeypatch.setattr(engine, "extract", lambda *_, **__: found)
        monkeypatch.setattr(edition, "now", lambda *_: "newer")

    return now


def id_of(one):
    return one.identity(ID)


def claim(store, figure_id):
    found = queries.run(store, "claim_by_id", claim_id=figure_id)
    return None if found.empty else found.iloc[0]


def everything(store):
    """All that is kept of the article and what was decided, but for when it was read again."""
    tables = ("article", "figure", "review", "derived", "derived_input", "rejection", "decision")
    with store.cursor() as cursor:
        return {t: cursor.execute(f"SELECT * FROM {t} ORDER BY ALL").fetchall() for t in tables}


def quotes(items):
    return [item.fields["quote"] for item in items]


def differences(item):
    return {each.field: (each.before, each.now) for each in item.differences}


def test_an_article_of_another_edition_is_named_until_it_was_read_again(opened):
    assert rereading.earlier(opened) == [ID]
    rereading.apply(opened, who="Ada")
    assert rereading.earlier(opened) == []
    assert rereading.preview(opened) == ()


def test_what_is_read_by_the_edition_of_now_is_not_named(tmp_path):
    with Store.open(tmp_path / "new.duckdb") as store:
        intake.take(store, article(DEEPSEEK))
        assert rereading.earlier(store) == []
        same = rereading.preview(store, [ID])[0]
        before = everything(store)
        rereading.apply(store, [ID], who="Ada")

        assert same.changes == 0
        assert same.alike == len(before["figure"])
        assert everything(store) == before


def test_a_preview_lists_what_is_added_lost_and_changed_and_changes_nothing(opened, reads):
    wider = replace(RATE, quote="H800 costs $2 per hour", start=DEEPSEEK.index("H800 costs"))
    new = figure(DEEPSEEK, "99", metric="headcount", value=Decimal(99), unit="person")
    reads(replace(COST, status=Status.ESTIMATED), wider, new)
    before, version = everything(opened), opened.version
    (one,) = rereading.preview(opened)

    assert everything(opened) == before
    assert opened.version == version
    assert (quotes(one.added), quotes(one.lost)) == (["99"], ["10%"])
    assert [differences(item) for item in one.changed] == [
        {"status": ("reported", "estimated")},
        {"quote": ("$2 per hour", "H800 costs $2 per hour")},
    ]
    assert (one.kept, one.alike, one.now) == ((), 0, "newer")


def test_what_is_applied_is_what_was_shown(opened, reads):
    reads(replace(COST, subject="DeepSeek-R1"), RATE)
    review.edit(opened, id_of(RATE), {"value": 3}, who="Ada", seen=None)
    shown = rereading.preview(opened)
    assert rereading.apply(opened, who="Ada", shown="newer") == shown

    rows = queries.run(opened, "figures_of_article", article_id=ID).set_index("quote")
    assert list(rows.index) == ["$5.6 million", "$2 per hour"]
    assert rows.loc["$5.6 million", "figure_id"] == shown[0].changed[0].figure_id
    assert claim(opened, shown[0].changed[0].figure_id)["subject"] == "DeepSeek-R1"
    assert claim(opened, id_of(SHARE)) is None


def test_ids_are_those_that_a_fresh_store_would_have(opened, reads, tmp_path):
    moved = replace(COST, subject="DeepSeek-R1")
    reads(moved, RATE)
    rereading.apply(opened, who="Ada")
    with Store.open(tmp_path / "fresh.duckdb") as fresh:
        intake.take(fresh, article(DEEPSEEK))
        ids = [row[0] for row in everything(fresh)["figure"]]
    assert [row[0] for row in everything(opened)["figure"]] == ids


@pytest.mark.parametrize(
    "otherwise",
    [
        pytest.param({"status": Status.ESTIMATED}, id="another field"),
        pytest.param({"value": Decimal(6)}, id="another value"),
        pytest.param({"subject": "DeepSeek-R1"}, id="another subject"),
        pytest.param({"metric": "revenue", "cost_basis": None}, id="another metric"),
        pytest.param({"subject": "DeepSeek", "value": Decimal(6)}, id="subject and value"),
        pytest.param({"start": COST.start + 1, "quote": "5.6 million"}, id="fewer words"),
    ],
)
@pytest.mark.parametrize("state", ["accepted", "edited", "rejected"])
def test_every_kind_of_decision_stands_however_its_figure_is_read_now(
    opened, reads, otherwise, state
):
    number = {
        "accepted": lambda: review.accept(opened, id_of(COST), who="A", seen=None),
        "edited": lambda: review.edit(opened, id_of(COST), {"value": 7e6}, who="A", seen=None),
        "rejected": lambda: review.reject(opened, id_of(COST), who="A", seen=None),
    }[state]()
    before = claim(opened, id_of(COST))
    reads(replace(COST, **otherwise), RATE, SHARE)
    (one,) = rereading.apply(opened, [ID], who="A")
    after = claim(opened, id_of(COST))

    assert (one.added, one.lost, one.changed) == ((), (), ())
    assert [(k.figure_id, k.review, k.is_read) for k in one.kept] == [(id_of(COST), state, True)]
    assert one.kept[0].differences
    assert len(everything(opened)["figure"]) == 3
    if state == "rejected":
        assert after is None
    else:
        pd.testing.assert_series_equal(after, before)
    # Taking it back leaves the figure as it is read now.
    review.undo(opened, id_of(COST), who="A", seen=number)
    read = claim(opened, id_of(COST))
    for name in ("status", "value", "subject", "metric", "quote"):
        if name in otherwise:
            assert read[name] == otherwise[name]
    with opened.desk(Action.UPKEEP) as desk:
        assert len(desk.admitted(ID)) == 3


def test_a_decided_figure_that_is_read_no_more_stays_until_the_decision_is_taken_back(
    opened, reads
):
    number = review.edit(opened, id_of(COST), {"value": 7e6}, who="A", seen=None)
    reads(RATE, SHARE)
    (one,) = rereading.apply(opened, who="A")
    assert [(k.is_read, k.review) for k in one.kept] == [(False, "edited")]
    assert one.lost == ()
    assert claim(opened, id_of(COST))["value"] == 7e6

    last = review.undo(opened, id_of(COST), who="A", seen=number)
    assert claim(opened, id_of(COST)) is None
    review.restore(opened, id_of(COST), number, who="A", seen=last)
    assert claim(opened, id_of(COST))["value"] == 7e6


def test_a_figure_added_by_hand_is_the_one_that_is_read_now_at_its_words(opened, reads):
    missed = figure(DEEPSEEK, "99", metric="headcount", value=Decimal(99), unit="person",
                    subject="Meta", company="Meta", cost_basis=None)  # fmt: skip
    fields = {
        "metric": "headcount", "subject": "DeepSeek", "company": "DeepSeek", "value": 99,
        "unit": "person", "qualifier": "exact", "status": "reported",
    }  # fmt: skip
    added, _ = review.add(opened, ID, missed.span, fields, who="A")
    reads(COST, RATE, SHARE, missed)
    (one,) = rereading.apply(opened, who="A")

    assert one.added == ()
    assert differences(one.kept[0])["subject"] == ("DeepSeek", "Meta")
    assert claim(opened, added)["subject"] == "DeepSeek"
    with opened.desk(Action.UPKEEP) as desk:
        assert len(desk.admitted(ID)) == 4


def test_a_decision_that_was_taken_back_lets_the_figure_be_read_as_it_is_now(opened, reads):
    number = review.reject(opened, id_of(COST), who="A", seen=None)
    number = review.undo(opened, id_of(COST), who="A", seen=number)
    reads(replace(COST, subject="DeepSeek-R1"), RATE)
    (one,) = rereading.apply(opened, who="A")

    # It keeps its id, for its history hangs on it.
    assert [item.figure_id for item in one.changed] == [id_of(COST)]
    assert claim(opened, id_of(COST))["subject"] == "DeepSeek-R1"
    review.accept(opened, id_of(COST), who="A", seen=number)
    reads(RATE)
    number = review.undo(opened, id_of(COST), who="A", seen=number + 1)
    (one,) = rereading.apply(opened, [ID], who="A")
    assert quotes(one.lost) == ["$5.6 million"]
    assert claim(opened, id_of(COST)) is None
    # Read once more, it has its history again.
    reads(COST, RATE)
    rereading.apply(opened, [ID], who="A")
    review.accept(opened, id_of(COST), who="A", seen=number)
    assert claim(opened, id_of(COST))["review"] == "accepted"


def test_two_figures_at_the_same_words_are_told_apart(opened, reads):
    other = replace(COST, subject="DeepSeek-R1")
    reads(COST, other, RATE)
    rereading.apply(opened, who="A")
    review.reject(opened, id_of(COST), who="A", seen=None)
    reads(other, RATE)
    (one,) = rereading.apply(opened, [ID], who="A")

    assert [(k.figure_id, k.is_read) for k in one.kept] == [(id_of(COST), False)]
    assert claim(opened, id_of(other))["review"] == "unreviewed"
    assert claim(opened, id_of(COST)) is None


def test_decisions_find_their_figures_when_an_article_returns_to_a_newer_edition(opened, reads):
    review.reject(opened, id_of(COST), who="A", seen=None)
    opened.remove(ID)
    reads(replace(COST, subject="DeepSeek-R1"), RATE)
    found = intake.take(opened, article(DEEPSEEK))

    assert len(found.extraction.figures) == 2
    assert claim(opened, id_of(COST)) is None
    assert claim(opened, id_of(replace(COST, subject="DeepSeek-R1"))) is None
    assert opened.counts()["figures"] == 1


def test_what_is_worked_out_and_refused_follows_the_new_reading(opened, reads):
    its = article(
        "Training DeepSeek-V3 cost $5.6 million, assuming a rental price of $2 per H800 GPU hour. "
        "It ran in 3 cities."
    )
    found = intake.take(opened, its).extraction
    cost, rate = found.figures

    def derived():
        rows = queries.run(opened, "claims_by_article", article_id=its.article_id)
        return list(rows.loc[rows["origin"] == "derived", "value"])

    review.edit(opened, rate.identity(its.article_id), {"value": 4}, who="A", seen=None)
    assert derived() == [1.4e6]
    assert len(queries.run(opened, "rejections_by_article", article_id=its.article_id)) == 1
    reads(replace(cost, value=Decimal(8_000_000)), rate)
    rereading.apply(opened, [its.article_id], who="A")

    assert derived() == [2e6]
    assert queries.run(opened, "rejections_by_article", article_id=its.article_id).empty


def test_what_was_read_before_is_kept_with_who_read_again_and_when(opened, reads):
    reads(replace(COST, subject="DeepSeek-R1"), RATE)
    rereading.apply(opened, who=" Ada  L ")
    noted = queries.run(opened, "rereadings", most=9).iloc[0]

    assert (noted["who"], noted["read_now"], noted["title"]) == ("Ada L", "newer", "An article")
    assert (noted["added"], noted["lost"], noted["changed"], noted["kept"]) == (0, 1, 1, 0)
    with opened.cursor() as cursor:
        before = json.loads(cursor.execute("SELECT before FROM rereading").fetchone()[0])
    assert before[id_of(SHARE)]["quote"] == "10%"
    assert before[id_of(replace(COST, subject="DeepSeek-R1"))]["subject"] == "DeepSeek-V3"


def test_a_rereading_that_fails_leaves_the_article_as_it_was(opened, reads, monkeypatch):
    review.accept(opened, id_of(COST), who="A", seen=None)
    before = everything(opened)
    reads(RATE)

    def fail(*_):
        raise RuntimeError("in the middle")

    monkeypatch.setattr(review, "recall", fail)
    with pytest.raises(RuntimeError):
        rereading.apply(opened, who="A")
    assert everything(opened) == before


def test_others_than_were_shown_are_not_applied(opened, reads):
    reads(RATE)
    before = everything(opened)
    with pytest.raises(RereadingError, match="Look at the changes again"):
        rereading.apply(opened, who="A", shown="older")
    with pytest.raises(RereadingError, match="There is no article a_0"):
        rereading.preview(opened, ["a_0"])
    assert everything(opened) == before


def test_of_several_at_the_same_words_the_decided_and_the_likest_are_paired_first():
    at = {"start_offset": 0, "end_offset": 4, "value": 1.0, "value_high": None}
    one, two = at | {"metric": "capex", "subject": "A"}, at | {"metric": "revenue", "subject": "A"}

    assert pairs({"f1": one, "f2": two}, {"n": two}) == {"f2": "n"}
    assert pairs({"f1": one, "f2": two}, {"n": two}, first={"f1"}) == {"f1": "n"}
    assert pairs({"f1": one}, {"far": at | {"start_offset": 9, "end_offset": 12}}) == {}


LEXICON = (
    "Training GPT-4 cost nearly $9 million, said Quillon. "
    "Quillon, a start-up, raised $300 million in March. "
    "The app of Quillon had 2 million downloads. OpenAI has about 900 employees."
)
NEWER = """
import sys
from pathlib import Path
from newsfigures import rereading
from newsfigures.store import Store
with Store.open(Path(sys.argv[1])) as store:
    for one in rereading.apply(store, who="Ada"):
        for name in ("added", "lost", "changed", "kept"):
            for item in getattr(one, name):
                moved = ",".join(d.field for d in item.differences if d.field != "confidence")
                print(name, item.fields["quote"], item.review, moved, sep="|")
"""


def test_decisions_survive_a_change_of_lexicon_and_of_names(tmp_path):
    """Another edition, in a folder of its own with other lexicons, reads the same store."""
    its = article(LEXICON)
    with Store.open(tmp_path / "figures.duckdb") as store:
        intake.take(store, its)
        rows = queries.run(store, "claims_by_article", article_id=its.article_id)
        ids = dict(zip(rows["quote"], rows["claim_id"], strict=True))
        assert set(ids) == {
            "$9 million", "$300 million", "2 million downloads", "900 employees",
        }  # fmt: skip
        review.edit(store, ids["$300 million"], {"value": 3.1e8}, who="Ada", seen=None)
        review.reject(store, ids["2 million downloads"], who="Ada", seen=None)
        decided = everything(store)["decision"]

    newer = tmp_path / "newer"
    for folder in ("newsfigures", "data", "queries"):
        shutil.copytree(ROOT / folder, newer / folder, ignore=shutil.ignore_patterns("*.duckdb*"))
    names = newer / "data" / "entities.csv"
    names.write_text(names.read_text("utf-8") + "Quillon AI,company,,,Quillon,\n", "utf-8")
    lexicon = newer / "newsfigures" / "extraction" / "lexicon"
    for name, word, other in (
        ("hedges", '"nearly", ', ""),
        ("metrics", "downloads = [1e3, ", "downloads = [1e9, "),
    ):
        file = lexicon / f"{name}.toml"
        assert word in file.read_text("utf-8")
        file.write_text(file.read_text("utf-8").replace(word, other), "utf-8")
    run = [sys.executable, "-c", NEWER, str(tmp_path / "figures.duckdb")]
    said = subprocess.run(run, cwd=newer, capture_output=True, text=True, check=True).stdout
    lines = [line.split("|") for line in said.splitlines()]

    assert ["changed", "$9 million", "unreviewed"] in [line[:3] for line in lines]
    kept = {quote: (state, moved) for name, quote, state, moved in lines if name == "kept"}
    assert set(kept) == {"$300 million", "2 million downloads"}
    assert kept["$300 million"][0] == "edited"
    assert {"subject", "company", "value"} <= set(kept["$300 million"][1].split(","))
    with Store.open(tmp_path / "figures.duckdb") as store:
        assert everything(store)["decision"] == decided
        assert claim(store, ids["$300 million"])["value"] == 3.1e8
        assert claim(store, ids["$300 million"])["subject"] == "Quillon"
        assert claim(store, ids["2 million downloads"]) is None
