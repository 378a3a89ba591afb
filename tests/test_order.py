"""Rows that lie in the store in the order of downloads are read as they lie, others are sorted."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from newsfigures import export, preferences, queries
from newsfigures.errors import StoreError
from newsfigures.export import stretches
from newsfigures.store import Store
from tests.articles import keep_claims, numbered

ALL = queries.EVERYTHING
FILTERED = {**ALL, "origins": ["article"], "least_sure": 0.1}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Forty articles of as many days, a tenth without one, taken in as they came."""
    chance = random.Random(7)
    with Store.open(tmp_path_factory.mktemp("order") / "figures.duckdb") as opened:
        for n in chance.sample(range(40), 40):
            day = None if n % 10 == 0 else date(2025, 1, 1) + timedelta(days=n // 2)
            one, found = numbered(n)
            opened.add(replace(one, published=day), found, {}, words=9)
        yield opened


def written(store, values):
    return b"".join(export.pieces(store, "export", values)).decode()


def ids(text):
    return [line.split(",")[0].strip('"') for line in text.splitlines()[1:]]


def plan(store, values=ALL):
    sql, asked = stretches.core("export", values)
    with store.moment() as cursor:
        return [*stretches.planned(cursor, sql, asked)]


def sorted_ids(store, values):
    return list(queries.run(store, "export", **values)["claim_id"])


@pytest.mark.parametrize("values", [ALL, FILTERED], ids=["all", "filtered"])
@pytest.mark.parametrize("rows", [1, 5, 50, 20_000])
def test_rows_taken_in_as_they_came_are_put_in_order(store, monkeypatch, rows, values):
    monkeypatch.setattr(stretches, "ROWS", rows)

    assert ids(written(store, values)) == sorted_ids(store, values)


@pytest.mark.parametrize("values", [ALL, FILTERED], ids=["all", "filtered"])
def test_rows_kept_in_order_are_read_as_they_lie(store, monkeypatch, values):
    monkeypatch.setattr(stretches, "ROWS", 5)
    before = written(store, values)
    with store.cursor() as cursor:
        keep_claims(cursor)

    undated, dated = plan(store, values)
    assert (undated.in_order, dated.in_order) == (True, True)
    assert written(store, values) == before
    assert ids(before) == sorted_ids(store, values)


def test_days_written_since_are_sorted_and_the_others_still_read_as_they_lie(store, monkeypatch):
    monkeypatch.setattr(stretches, "ROWS", 5)
    with store.cursor() as cursor:
        keep_claims(cursor)
    one, found = numbered(99)
    store.add(replace(one, published=date(2025, 1, 9)), found, {}, words=9)

    assert [stretch.in_order for stretch in plan(store)] == [True, True, False, True]
    assert ids(written(store, ALL)) == sorted_ids(store, ALL)


def test_a_day_with_a_preferred_claim_is_joined_with_who_prefers_it(store, monkeypatch):
    monkeypatch.setattr(stretches, "ROWS", 5)
    with store.cursor() as cursor:
        keep_claims(cursor)
    chosen = next(row for row in sorted_ids(store, FILTERED)[60:])
    preferences.prefer(store, chosen, why="the later one", who="Ada", seen=None)
    text = written(store, ALL)

    assert not all(stretch.in_order for stretch in plan(store))
    assert ids(text) == sorted_ids(store, ALL)
    assert [line.split(",")[0].strip('"') for line in text.splitlines() if '"Ada"' in line] == [
        chosen
    ]


def test_rows_that_come_otherwise_than_counted_break_the_download_off(store, monkeypatch):
    with store.cursor() as cursor:
        keep_claims(cursor)
    monkeypatch.setattr(
        stretches,
        "planned",
        lambda *_: [stretches.Stretch(condition="article_id IS NOT NULL", in_order=True)],
    )
    monkeypatch.setattr(stretches, "alone", lambda sql: f"SELECT *, 1 AS place FROM ({sql})")

    with pytest.raises(StoreError, match="another order"):
        written(store, ALL)
