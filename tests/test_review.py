"""Decisions about figures: nothing is lost or overwritten, and what follows from them follows."""

import subprocess
import sys
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from newsfigures import intake, queries, reading, review
from newsfigures.errors import ConflictError, ReviewError, UnknownFigureError
from newsfigures.model import Span
from newsfigures.store import Store
from tests.articles import article, numbered

ROOT = Path(__file__).resolve().parents[1]
TEXT = (
    "DeepSeek-V3 took 2.788 million H800 GPU hours. Renting an H800 costs $2 per GPU hour. "
    "Training DeepSeek-V3 cost $5.6 million, DeepSeek said. OpenAI has 900 staff."
)


@pytest.fixture
def opened(tmp_path):
    with Store.open(tmp_path / "figures.duckdb") as store:
        yield store


@pytest.fixture
def read(opened):
    """The id of an article that the extractor has read, by quote of its figures."""
    intake.take(opened, article(TEXT))
    claims = queries.run(opened, "claims_by_article", article_id=article(TEXT).article_id)
    return {row.quote: row.claim_id for row in claims.itertuples() if row.origin == "article"}


def claim(store, figure_id):
    found = queries.run(store, "claim_by_id", claim_id=figure_id)
    return None if found.empty else found.iloc[0]


def history(store, figure_id):
    rows = queries.run(store, "history_of_figure", figure_id=figure_id)
    return list(rows["action"])[::-1]


def test_accepting_says_so_and_changes_nothing_else(opened, read):
    cost = read["$5.6 million"]
    before = claim(opened, cost)
    number = review.accept(opened, cost, who="Ada", seen=None)
    after = claim(opened, cost)

    assert after["review"] == "accepted"
    assert after["decision_id"] == number
    same = [c for c in before.index if c not in ("review", "decision_id")]
    assert after[same].equals(before[same])


def test_an_edit_moves_the_figure_and_keeps_its_words_and_id(opened, read):
    cost = read["$5.6 million"]
    review.edit(
        opened, cost, {"subject": "DeepSeek-R1", "value": "294,000".replace(",", "")},
        who="Ada", seen=None, why="the run of R1",
    )  # fmt: skip
    after = claim(opened, cost)

    assert (after["subject"], after["value"]) == ("DeepSeek-R1", 294000)
    assert after["quote"] == "$5.6 million"
    assert after["review"] == "edited"
    told = queries.run(opened, "history_of_figure", figure_id=cost).iloc[0]
    assert sorted(told["changed"]) == ["subject", "value"]
    assert (told["who"], told["why"]) == ("Ada", "the run of R1")


def test_a_rejected_figure_leaves_the_charts_and_comes_back_by_undo(opened, read):
    cost = read["$5.6 million"]
    before = claim(opened, cost)
    number = review.reject(opened, cost, who="Ada", seen=None, why="another run")
    assert claim(opened, cost) is None
    assert cost not in set(queries.run(opened, "drawn_claims", most=1000, metrics=["training_cost"],
                                       **queries.UNFILTERED)["claim_id"])  # fmt: skip

    review.undo(opened, cost, who="Ada", seen=number)
    after = claim(opened, cost)
    assert after["review"] == "unreviewed"
    same = [c for c in before.index if c not in ("review", "decision_id")]
    assert after[same].equals(before[same])
    assert history(opened, cost) == ["reject", "undo"]


def test_undo_goes_further_back_each_time(opened, read):
    cost = read["$5.6 million"]
    number = review.accept(opened, cost, who="A", seen=None)
    number = review.edit(opened, cost, {"value": 6e6}, who="A", seen=number)
    number = review.edit(opened, cost, {"value": 7e6}, who="A", seen=number)
    values, states = [], []
    for _ in range(3):
        number = review.undo(opened, cost, who="A", seen=number)
        values.append(claim(opened, cost)["value"])
        states.append(claim(opened, cost)["review"])

    assert values == [6e6, 5.6e6, 5.6e6]
    assert states == ["edited", "accepted", "unreviewed"]
    with pytest.raises(ReviewError, match="no decision about this figure left"):
        review.undo(opened, cost, who="A", seen=number)


def test_any_earlier_state_can_be_put_back(opened, read):
    cost = read["$5.6 million"]
    first = review.edit(opened, cost, {"value": 6e6}, who="A", seen=None)
    second = review.reject(opened, cost, who="A", seen=first)
    third = review.restore(opened, cost, first, who="A", seen=second)
    assert claim(opened, cost)["value"] == 6e6
    review.restore(opened, cost, 0, who="A", seen=third)
    assert claim(opened, cost)["value"] == 5.6e6
    assert history(opened, cost) == ["edit", "reject", "restore", "restore"]


def test_the_second_of_two_who_decide_at_once_is_told_and_nothing_is_lost(opened, read):
    cost = read["$5.6 million"]
    first = review.edit(opened, cost, {"value": 6e6}, who="Ada", seen=None)
    with pytest.raises(ConflictError, match=r"Ada decided about this figure .*corrected it"):
        review.reject(opened, cost, who="Ben", seen=None)

    assert claim(opened, cost)["value"] == 6e6
    assert history(opened, cost) == ["edit"]
    review.reject(opened, cost, who="Ben", seen=first)


def test_a_batch_is_taken_whole_or_not_at_all(opened, read):
    cost, hours = read["$5.6 million"], read["2.788 million H800 GPU hours"]
    review.accept(opened, hours, who="Ada", seen=None)
    orders = [
        review.Order(figure_id=one, action=review.Action.REJECT, seen=None) for one in (cost, hours)
    ]
    with pytest.raises(ConflictError):
        review.decide(opened, orders, who="Ben")
    assert history(opened, cost) == []

    numbers = review.decide(opened, [orders[0]], who="Ben")
    assert numbers == [2]


def test_what_is_worked_out_follows_a_correction(opened):
    text = (
        "Training DeepSeek-V3 cost $5.6 million, assuming a rental price of $2 per H800 GPU hour."
    )
    intake.take(opened, article(text))

    def claims(origin):
        rows = queries.run(opened, "claims_by_article", article_id=article(text).article_id)
        return rows[rows["origin"] == origin]

    rates = claims("article")
    rate = rates.loc[rates["metric"] == "gpu_rental_rate", "claim_id"].item()
    assert list(claims("derived")["value"]) == [2.8e6]
    number = review.edit(opened, rate, {"value": 4}, who="A", seen=None)
    assert list(claims("derived")["value"]) == [1.4e6]
    number = review.reject(opened, rate, who="A", seen=number)
    assert claims("derived").empty
    review.undo(opened, rate, who="A", seen=number)
    assert list(claims("derived")["value"]) == [1.4e6]


def test_a_wrong_scale_put_in_by_hand_is_warned_of_and_the_warning_leaves_with_it(opened, read):
    cost = read["$5.6 million"]
    number = review.edit(opened, cost, {"value": 5.6e9}, who="A", seen=None)
    assert "times apart" in claim(opened, cost)["warning"]
    assert "times apart" in claim(opened, read["$2 per GPU hour"])["warning"]
    review.undo(opened, cost, who="A", seen=number)
    assert claim(opened, cost)["warning"] is None
    assert claim(opened, read["$2 per GPU hour"])["warning"] is None


def test_a_missed_figure_is_added_at_its_words(opened, read):
    article_id = article(TEXT).article_id
    at = TEXT.index("900 staff")
    fields = {
        "metric": "headcount", "subject": "OpenAI", "company": "OpenAI", "value": 900,
        "unit": "person", "qualifier": "exact", "status": "reported",
    }  # fmt: skip
    if "900 staff" in read:
        review.reject(opened, read["900 staff"], who="A", seen=None)
    span = Span(at, at + 3)
    figure_id, number = review.add(opened, article_id, span, fields, who="A")
    added = claim(opened, figure_id)

    assert (added["quote"], added["review"]) == ("900", "added")
    assert added["sentence"].endswith("OpenAI has 900 staff.")
    with pytest.raises(ReviewError, match="already"):
        review.add(opened, article_id, span, fields, who="A")
    number = review.edit(opened, figure_id, {"value": 901}, who="A", seen=number)
    assert claim(opened, figure_id)["review"] == "added"
    number = review.undo(opened, figure_id, who="A", seen=number)
    number = review.undo(opened, figure_id, who="A", seen=number)
    assert claim(opened, figure_id) is None
    review.restore(opened, figure_id, 1 if "900 staff" not in read else 2, who="A", seen=number)
    assert claim(opened, figure_id)["value"] == 900


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"metric": "emissions"}, "What is measured: “emissions” is none"),
        ({"subject": "  "}, "About: say what or whom"),
        ({"value": "about five"}, "Value: “about five” is no number"),
        ({"value_high": 1}, "Upper end: it must be above"),
        ({"unit": "dollars"}, "Unit: write the currency's code"),
        ({"qualifier": "roughly"}, "Bound: choose one of exact"),
        ({"status": "rumoured"}, "Status: choose one of reported"),
        ({"horizon": 20300}, "Year it is for: 20300 is no year"),
        ({"period": "last spring"}, "Period: write 2024, 2025Q1"),
        ({"metric": "relative_cost", "unit": "percent"}, "Compared with: name the model"),
        ({"quote": "other words"}, "These cannot be changed: quote"),
    ],
)
def test_a_field_that_cannot_be_right_is_refused_with_what_would_be(opened, read, changes, said):
    with pytest.raises(ReviewError, match=said):
        review.edit(opened, read["$5.6 million"], changes, who="A", seen=None)
    assert history(opened, read["$5.6 million"]) == []


def test_a_change_of_metric_takes_the_unit_along(opened, read):
    hours = read["2.788 million H800 GPU hours"]
    review.edit(opened, hours, {"metric": "training_tokens"}, who="A", seen=None)
    assert claim(opened, hours)["unit"] == "token"


def test_unknown_figures_are_said_to_be(opened):
    with pytest.raises(UnknownFigureError, match="There is no figure f_0"):
        review.accept(opened, "f_0", who="A", seen=None)


def test_every_admitted_figure_of_an_article_has_its_words(opened, read):
    seed = ROOT / "tests" / "seed" / "000_05256ea266f6d66f.txt"
    got = reading.read(seed.read_bytes(), seed.name, published=date(2025, 1, 27))
    intake.take(opened, got)
    intake.add_samples(opened)
    review.edit(opened, read["$5.6 million"], {"value": 6e6}, who="A", seen=None)
    with opened.cursor() as cursor:
        total, quoted = cursor.execute(
            "SELECT count(*), count(*) FILTER (substring(a.text, f.start_offset + 1, "
            "f.end_offset - f.start_offset) = f.quote AND length(f.quote) > 0) "
            "FROM admitted AS f JOIN article AS a USING (article_id)"
        ).fetchone()
    assert total == quoted > 700


def test_the_queue_shows_the_least_sure_and_the_farthest_off_first(opened, read):
    queue = queries.run(opened, "review_queue", articles=[], with_samples=True, most=50)
    assert list(queue["weight"]) == sorted(queue["weight"], reverse=True)
    assert set(queue["claim_id"]) == set(read.values())
    review.accept(opened, queue["claim_id"][0], who="A", seen=None)
    left = queries.run(opened, "review_queue", articles=[], with_samples=True, most=50)
    assert set(left["claim_id"]) == set(read.values()) - {queue["claim_id"][0]}


def test_decisions_stay_when_the_article_leaves_and_count_again_when_it_returns(opened, read):
    cost = read["$5.6 million"]
    review.edit(opened, cost, {"value": 6e6}, who="A", seen=None)
    opened.remove(article(TEXT).article_id)
    assert claim(opened, cost) is None
    assert history(opened, cost) == ["edit"]
    intake.take(opened, article(TEXT))
    assert claim(opened, cost)["value"] == 6e6
    assert claim(opened, cost)["review"] == "edited"


@contextmanager
def child(script, path):
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def test_a_killed_server_keeps_every_confirmed_decision(tmp_path):
    path = tmp_path / "figures.duckdb"
    with Store.open(path) as store:
        ids = [figure_id for n in range(70) for figure_id in store.add(*numbered(n), {}, words=9)]
    script = (
        "import sys\nfrom pathlib import Path\nfrom newsfigures import queries, review\n"
        "from newsfigures.store import Store\nstore = Store.open(Path(sys.argv[1]))\n"
        "rows = queries.run(store, 'review_queue', articles=[], with_samples=True, most=200)\n"
        "for one in sorted(rows['claim_id']):\n"
        "    print(one, review.accept(store, one, who='A', seen=None), flush=True)\n"
    )
    with child(script, path) as server:
        told = [server.stdout.readline() for _ in range(40)]
        server.kill()
        told += server.stdout.read().splitlines()
    confirmed = dict(line.split() for line in told)

    assert 40 <= len(confirmed) < len(ids)
    with Store.open(path) as after:
        kept = queries.run(after, "decisions", most=1000)
        assert set(confirmed) <= set(kept["figure_id"])
        assert len(kept) <= len(confirmed) + 1
        for figure_id in confirmed:
            assert claim(after, figure_id)["review"] == "accepted"
