"""What is finished of a card is made once for a view, and anew when store or view changes."""

import pandas as pd
import pytest

from newsfigures import charts, store
from newsfigures.charts import bounded
from newsfigures.charts.draft import Draft, scatter
from newsfigures.charts.views import View
from newsfigures.errors import InputError
from newsfigures.ui import finished, lasting
from tests.articles import deepseek, numbered

ROWS = pd.DataFrame({"claim_id": ["f_1", "f_2"]})


@pytest.fixture
def opened(tmp_path, monkeypatch):
    monkeypatch.setenv("NEWSFIGURES_DB", str(tmp_path / "figures.duckdb"))
    lasting.forget()
    store.close_shared()
    store.shared().add(*deepseek(), {}, words=30)
    yield store.shared()
    store.close_shared()


def made_of(mark, part="chart"):
    """Ask for a part, and say whether it was made anew."""
    calls = []
    finished.once(mark, part, lambda: calls.append(1) or "made")
    return bool(calls)


def test_it_is_made_once_for_the_same_claims_asked_the_same_way(opened):
    assert made_of(finished.of("card", ROWS, "log"))
    assert not made_of(finished.of("card", ROWS.copy(), "log"))


@pytest.mark.parametrize(
    "other",
    [
        lambda: finished.of("card", ROWS, "linear"),
        lambda: finished.of("another", ROWS, "log"),
        lambda: finished.of("card", ROWS.iloc[::-1], "log"),
        lambda: finished.of("card", ROWS.iloc[:1], "log"),
    ],
)
def test_other_claims_or_questions_are_made_of_their_own(opened, other):
    assert made_of(finished.of("card", ROWS, "log"))
    assert made_of(other())


def test_each_part_is_made_and_all_anew_after_a_write(opened):
    before = finished.of("card", ROWS)
    assert made_of(before, "chart")
    assert made_of(before, "lines")
    opened.add(*numbered(1), {}, words=9)

    assert made_of(finished.of("card", ROWS), "chart")


def test_what_fails_is_tried_again(opened):
    def fail():
        raise InputError("not yet")

    mark = finished.of("card", ROWS)
    with pytest.raises(InputError, match="not yet"):
        finished.once(mark, "chart", fail)
    assert made_of(mark)


def test_a_final_figure_is_never_copied():
    final = charts.final(Draft([scatter(x=[1, 2], y=[3.5, None])]))

    assert final.to_dict() is final.to_dict()


def test_a_step_is_worked_out_once_for_the_same_claims_and_questions(opened):
    calls = []

    def first(rows, most, names):
        calls.append((most, names))
        return rows.head(most)

    assert list(finished.step(first, ROWS, 1, ["a"])["claim_id"]) == ["f_1"]
    finished.step(first, ROWS.copy(), 1, ["a"])
    assert calls == [(1, ["a"])]
    finished.step(first, ROWS, 2, ["a"])
    finished.step(first, ROWS, 1, ["a", "b"])
    finished.step(first, ROWS.iloc[::-1], 1, ["a"])
    assert len(calls) == 4


@pytest.mark.parametrize("name", bounded.COUNTS)
def test_claims_that_stand_for_more_or_have_other_columns_are_others(opened, name):
    more = [ROWS.assign(**{name: [n, 0]}) for n in (1, 2)]
    asked = [finished.of("total", rows) for rows in (ROWS, *more)]
    assert len(set(asked)) == 3
    missing = ROWS.assign(**{name: pd.array([1, None], dtype="Int64")})
    assert finished.of("total", missing) == finished.of("total", missing.copy())


def test_a_step_refuses_what_it_cannot_tell_apart(opened):
    with pytest.raises(TypeError, match="object is no claims"):
        finished.step(lambda what: what, object())


def test_nobody_changes_the_frame_that_is_kept(opened):
    def same(rows):
        return rows

    frame = finished.step(same, ROWS)
    frame["more"] = 1
    assert list(finished.step(same, ROWS)) == ["claim_id"]


def test_what_is_kept_goes_when_somebody_writes(opened):
    made = []
    kept = lasting.lasting(5)(lambda asked: made.append(asked))
    for write in (False, False, True):
        if write:
            opened.add(*numbered(1), {}, words=9)
        lasting.renew()
        kept("the same")
    assert made == ["the same"] * 2


def test_what_was_asked_for_longest_ago_goes_where_there_is_no_room():
    made = []

    @lasting.lasting(0.01)
    def kept(asked, length):
        made.append(asked)
        return "x" * length

    for asked in "abab":
        kept(asked, 5_000)
    assert made == ["a", "b", "a", "b"]
    for asked in "cdcd":
        kept(asked, 3_000)
    assert made[4:] == ["c", "d"]


def test_what_is_larger_than_all_the_room_is_worked_out_each_time():
    made = []
    kept = lasting.lasting(0.01)(lambda asked: made.append(asked) or "x" * 20_000)
    assert len(kept("a")) == len(kept("a")) == 20_000
    assert made == ["a", "a"]


@pytest.mark.parametrize(
    ("what", "at_least", "at_most"),
    [
        ("x" * 5_000, 5_000, 5_100),
        (("x" * 5_000, ["z" * 5_000] * 10), 55_000, 56_000),
        (pd.DataFrame({"claim_id": ["f_1"] * 1_000}), 15_000, 17_000),
        (View(rows=pd.DataFrame({"claim_id": ["f_1"] * 1_000}), notes=("n",)), 15_000, 17_000),
        (charts.final(Draft([scatter(x=list(range(5_000)), y=[1.5] * 5_000)])), 80_000, 300_000),
    ],
    ids=["text", "what holds others", "claims", "view", "chart"],
)
def test_the_size_of_what_is_kept_is_that_of_what_it_holds(what, at_least, at_most):
    assert at_least <= lasting.size(what) <= at_most
