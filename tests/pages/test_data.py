"""The Data page finds figures by words and filters, counts them all and hands them out."""

import csv
import io

from newsfigures import export
from newsfigures.ui import search
from tests.apps import page, words

ASKED = {**search.EVERYTHING, "words": ""}


def test_full_store_counts_every_figure(full):
    app = page("data").run()
    have = full.counts()
    total = have["figures"] + have["derived"] + have["reference_figures"]

    assert not app.exception
    assert f"**{total:,} figures**" in words(app)
    assert len(app.dataframe[0].value) == search.SHOWN


def test_words_narrow_the_rows_whatever_their_case(full):
    small, large = (page("data", data_words=w).run() for w in ("jefferies", "JEFFERIES"))

    table = small.dataframe[0].value
    assert 0 < len(table) < search.SHOWN
    assert len(large.dataframe[0].value) == len(table)
    everywhere = table.astype(str).agg(" ".join, axis="columns").str.lower()
    assert everywhere.str.contains("jefferies").all()


def test_search_for_signs_is_no_pattern(full):
    app = page("data", data_words="%").run()

    assert not app.exception
    assert all("%" in str(row) for row in app.dataframe[0].value.values.tolist())


def test_nothing_found_is_said(full):
    app = page("data", data_words="no such words anywhere").run()

    assert not app.exception
    assert "No figure to show here" in words(app)
    assert "**0 figures**" in words(app)


def test_empty_store_shows_reference_data_and_says_so(empty):
    app = page("data").run()

    assert not app.exception
    assert "No article is in the store yet" in words(app)
    assert "755 figures" in words(app)


def test_download_of_what_was_found_has_all_rows(full):
    asked = {**ASKED, "words": "deepseek"}
    text = "".join(export.csv_pieces(full, "search_claims", {**asked, "most": 10**9}))
    rows = list(csv.DictReader(io.StringIO(text)))

    app = page("data", data_words="deepseek").run()

    assert f"**{len(rows):,} figures**" in words(app)
    assert all(row["sentence"] and row["title"] for row in rows if row["origin"] == "article")


def test_address_for_programs_carries_the_filters():
    asked = {**ASKED, "metrics": ["capex"], "names": ["A & B"], "with_samples": False}

    assert search.query_string(asked) == "?metric=capex&name=A+%26+B&samples=0"
    assert search.query_string(ASKED) == ""
