"""The table and the CSV of a card hold just the rows that are drawn, with words and sources."""

import csv
import io

from newsfigures import queries
from newsfigures.charts import bounded
from newsfigures.ui.table import claim_table, csv_of
from tests.apps import page, tables
from tests.claims import claims

ALL = queries.UNFILTERED


def read(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_csv_is_the_rows_shown_in_their_order(full):
    rows = queries.run(full, "drawn_claims", most=1000, metrics=["training_cost"], **ALL)

    found = read(csv_of(rows))

    assert [row["claim_id"] for row in found] == list(rows["claim_id"])
    assert list(found[0]) == list(bounded.plain(rows).columns)
    assert [float(row["value"]) for row in found] == list(rows["value"])
    for row, sentence in zip(found, rows["sentence"], strict=True):
        assert row["sentence"] == (sentence if isinstance(sentence, str) else "")


def test_csv_has_evidence_and_source_with_every_figure_of_an_article(full):
    rows = queries.run(full, "drawn_claims", most=1000, metrics=["training_cost"], **ALL)
    own = [row for row in read(csv_of(rows)) if row["origin"] == "article"]

    assert own
    assert all(row["quote"] in row["sentence"] for row in own)
    assert all(row["title"] and row["article_id"] for row in own)


def test_csv_leaves_missing_cells_blank_and_whole_numbers_whole():
    rows = claims({"horizon": None, "value_high": None}, {"horizon": 2030})
    rows["horizon"] = rows["horizon"].astype("Int32")

    found = read(csv_of(rows))

    assert [row["horizon"] for row in found] == ["", "2030"]
    assert found[0]["value_high"] == ""


def test_csv_keeps_a_spreadsheet_from_running_words_as_a_formula():
    rows = claims({"sentence": "=HYPERLINK(1)", "quote": "-$589 billion"})

    found = read(csv_of(rows))[0]

    assert found["sentence"] == "'=HYPERLINK(1)"
    assert found["quote"] == "-$589 billion"


def test_table_puts_words_of_articles_in_quotation_marks():
    shown = claim_table(_with_url(claims({"quote": "=1+1", "sentence": "@cmd says\n\n$5."})))

    assert shown.loc[0, "As written"] == "“=1+1”"
    assert shown.loc[0, "Sentence or note"] == "“@cmd says $5.”"


def test_table_leaves_out_columns_without_a_value_and_a_single_metric():
    shown = claim_table(_with_url(claims({}, {})))

    assert "For" not in shown
    assert "Metric" not in shown
    assert "Sense of cost" in shown
    both = claim_table(_with_url(claims({}, {"metric": "capex", "period": "2025"})))
    assert list(both["Metric"]) == ["Training cost", "Capital spending"]
    assert list(both["For"]) == ["", "2025"]


def test_sample_articles_are_marked_in_the_table():
    shown = claim_table(_with_url(claims({"is_sample": True}, {"is_sample": False})))

    assert list(shown["Origin"]) == ["From articles (sample)", "From articles"]


def test_table_of_a_card_has_the_row_count_of_its_button(full):
    names = ("by_year", "spread", "growth", "no_year")
    app = page(
        "market_projections", **{f"market_projections_{name}_tab": "Table" for name in names}
    ).run()
    buttons = [b.proto.label for b in app.get("download_button") if "(CSV)" in b.proto.label]

    assert [f"Download {len(table):,} rows (CSV)" for table in tables(app)] == buttons
    assert len(buttons) == len(names)


def _with_url(rows):
    return rows.assign(url=None)
