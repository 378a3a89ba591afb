"""A download holds every row with its words and source, whole, and runs in no spreadsheet."""

import csv
import io
from decimal import Decimal

import pytest

from newsfigures import export, queries
from newsfigures.model import Extraction
from newsfigures.store import Store
from tests.articles import article, deepseek, figure, numbered

ALL = {"metrics": [], **queries.UNFILTERED}


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "figures.duckdb") as opened:
        opened.add(*deepseek(), {}, words=30)
        yield opened


def rows_of(store, **given):
    pieces = export.csv_pieces(store, "export", ALL | given)
    return list(csv.DictReader(io.StringIO("".join(pieces))))


def test_csv_holds_just_the_rows_and_columns_of_the_query(store):
    rows = rows_of(store)
    frame = queries.run(store, "export", **ALL)

    assert list(rows[0]) == list(frame.columns)
    assert [row["claim_id"] for row in rows] == list(frame["claim_id"])
    assert [float(row["value"]) for row in rows] == list(frame["value"])


def test_every_row_has_its_evidence_and_its_source(store):
    for row in rows_of(store):
        assert row["title"]
        if row["origin"] == "article":
            assert row["quote"] in row["sentence"]
            assert row["article_id"]
        elif row["origin"] == "derived":
            assert row["formula"]
            assert row["quote"] == ""
        else:
            assert row["url"].startswith("https://")
            assert row["publisher"]
            assert row["source_tier"]


def test_a_large_answer_comes_in_pieces_that_join_to_one_table(store, monkeypatch):
    monkeypatch.setattr(export, "BLOCK", 7)
    pieces = list(export.csv_pieces(store, "export", ALL))

    assert len(pieces) > 100
    assert "".join(pieces).count("claim_id") == 1
    assert len(rows_of(store)) == 755 + 5


def test_an_empty_answer_has_the_header(store):
    pieces = list(export.csv_pieces(store, "export", ALL | {"metrics": ["none"]}))

    assert len(pieces) == 1
    assert pieces[0].startswith("claim_id,origin,metric")


def test_records_are_a_stretch_of_the_csv(store):
    rows = rows_of(store)

    found = export.records(store, "export", ALL, 3, 9)

    assert [record["claim_id"] for record in found] == [row["claim_id"] for row in rows[3:9]]


def test_records_write_dates_as_words_and_nothing_as_null(store):
    found = export.records(store, "export", ALL | {"origins": ["article"]})

    assert {record["published"] for record in found} == {"2025-01-27"}
    assert found[0]["horizon"] is None


def test_a_download_that_is_not_read_to_its_end_lets_the_store_go(store):
    pieces = export.csv_pieces(store, "export", ALL)
    next(pieces)
    pieces.close()

    store.add(*numbered(1), {}, words=9)
    assert store.counts()["articles"] == 2


@pytest.mark.parametrize(
    "words",
    ["=1+1", "@SUM(A1)", "+SUM(1,2)", "-cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "\tx",
     "- a point of a list", '=HYPERLINK("https://example.com")', "+1-1", "-(1)"],
)  # fmt: skip
def test_words_that_a_spreadsheet_would_run_are_held(words):
    assert export._cell(words) == "'" + words


@pytest.mark.parametrize(
    "words",
    ["-$589 billion", "-17%", "+2.5 percent", "-US$1.2bn", "-€3,000", "$5.6 million", "a = b",
     "−5 GW", "5-6", ""],
)  # fmt: skip
def test_amounts_and_plain_words_stay_to_the_letter(words):
    assert export._cell(words) == words


def test_numbers_are_not_words():
    assert export._cell(-589e9) == -589e9
    assert export._cell(False) is False


def test_a_hostile_title_is_held_in_the_download(store):
    text = "They paid $3 million. "
    hostile = article(text, title='=HYPERLINK("https://example.com","click")')
    one = figure(text, "$3 million", value=Decimal(3_000_000))
    store.add(hostile, Extraction(figures=(one,)), {}, words=4)

    titles = {row["title"] for row in rows_of(store, origins=["article"])}

    assert '\'=HYPERLINK("https://example.com","click")' in titles
