"""The Data page finds figures by words and filters, counts them all and hands them out."""

import csv
import io

import pytest
from starlette.datastructures import QueryParams

from newsfigures import export, http, queries
from newsfigures.export import meanings
from newsfigures.ui import columns, downloads, search
from tests.apps import charts, found, page, words

ASKED = queries.EVERYTHING


def test_full_store_counts_every_figure(full):
    app = page("data").run()
    have = full.counts()
    total = have["figures"] + have["derived"] + have["reference_figures"]

    assert not app.exception
    assert f"**{total:,} figures**" in words(app)
    assert len(found(app)[0]) == search.SHOWN


WIDE = ["Subject", "Said by", "Sentence or note", "Title", "Publisher", "Company"]


def test_words_narrow_the_rows_whatever_their_case_and_are_marked(full):
    small, large = (page("data", data_words=w, data_columns=WIDE).run() for w in ("jeff", "JEFF"))
    (table, body), (same, _) = found(small), found(large)

    assert 0 < len(table) < search.SHOWN
    assert table.equals(same)
    assert all("jeff" in " ".join(row).lower() for row in table.itertuples(index=False))
    assert body.count("<mark>Jeff</mark>eries") >= len(table)


def test_words_that_are_signs_are_no_pattern_and_no_markup(full):
    app = page("data", data_words="% -<b>", data_columns=WIDE).run()
    table, body = found(app)

    assert not app.exception
    assert all("%" in " ".join(row) for row in table.itertuples(index=False))
    assert "<mark>%</mark>" in body
    assert "without “<b>”" in words(app)


def test_columns_come_in_the_order_of_a_download(full):
    app = page("data", data_columns=["Date", "Figure", "Company", "In US dollars"]).run()
    table, _ = found(app)

    assert not app.exception
    assert list(table)[2:] == ["Company", "Figure", "Date", "In US dollars"]


def test_every_column_can_be_shown(full):
    app = page("data", data_columns=list(columns.COLUMNS), data_sort="Least sure first").run()
    table, _ = found(app)

    assert not app.exception
    assert list(table)[2:] == list(columns.COLUMNS)
    assert (table["Figure"] != "").all()
    shown = {field for one in columns.COLUMNS.values() for field in one.fields}
    assert shown == set(meanings.columns())


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


def rows_at(address, store):
    """The rows that the address of a download answers, by the route's own filters."""
    path, _, tail = address.partition("?")
    asked = QueryParams(tail)
    values = http.filters(asked, also=("flavour", "columns"))
    only = asked["columns"].split(",") if "columns" in asked else ()
    assert path == "/api/v1/figures.csv"
    text = b"".join(export.pieces(store, "export", values, only=only)).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def download(app):
    """The label and address of the page's download."""
    link = app.get("link_button")[0].proto
    return link.label, link.url


def test_download_of_what_was_found_has_all_rows(full):
    app = page("data", data_words="deepseek").run()
    label, address = download(app)
    rows = rows_at(address, full)

    assert not app.exception
    assert f"**{len(rows):,} figures**" in words(app)
    assert label.startswith(f"Download {len(rows):,} figures, all 43 columns · about 0.")
    assert all(row["sentence"] and row["title"] for row in rows if row["origin"] == "article")


def test_download_of_everything_says_how_many_there_are(full):
    app = page("data", data_words="deepseek", data_scope="Everything").run()
    label, address = download(app)

    assert address == "/api/v1/figures.csv"
    assert label.startswith(f"Download {len(rows_at(address, full)):,} figures")


def test_a_download_may_have_only_the_columns_shown_and_says_so(full):
    app = page("data", data_columns=["Figure", "Date"], data_width="Only those shown").run()
    label, address = download(app)
    rows = rows_at(address, full)
    fields = ["claim_id", "value", "value_high", "unit", "qualifier", "published", "as_of"]

    assert not app.exception
    assert "figures, 8 of 43 columns, with id, without sentence and source · about" in label
    assert sorted(rows[0]) == sorted([*fields, "is_money"])
    assert f"{len(rows):,} figures" in label
    assert f"In the file: {', '.join(rows[0])}." in words(app).replace("\\", "")
    assert any("columns=claim_id,value" in block.value for block in app.code)


@pytest.mark.parametrize(
    ("query", "tail", "said"),
    [
        ({"data_value": "USD:1e9:2e9"}, "value=USD%3A1000000000%3A2000000000", "$1B to below $2B"),
        ({"data_published": "2025-01:2025-03"}, "published=2025-01%3A2025-03", "2025-01 to"),
        ({"data_about": "2025:2025"}, "about=2025%3A2025", "About: 2025"),
        ({"data_subject": "GPT-4", "data_review": "unreviewed"}, "subject=GPT-4&review=unreviewed",
         "Review: Not reviewed"),
        ({"data_words": '"training cost" -H800'}, "q=%22training+cost%22+-H800",
         "Understood as: exactly “training cost”, without “H800” at the start of a word"),
    ],
    ids=["value", "published", "about", "facets", "words"],
)  # fmt: skip
def test_what_was_clicked_stands_in_the_address_and_is_said(full, query, tail, said):
    app = page("data", **query).run()
    _, address = download(app)
    rows = rows_at(address, full)

    assert not app.exception
    assert address == f"/api/v1/figures.csv?{tail}"
    assert rows
    assert f"**{len(rows):,} figure" in words(app)
    assert said in words(app) + "".join(button.label for button in app.button).replace("\\", "")


def test_what_was_clicked_is_dropped_again(full):
    app = page("data", data_value="USD:1e9:2e9").run()
    app.button(key="chosen_drop_0").click().run()

    assert download(app)[1] == "/api/v1/figures.csv"


def test_a_stretch_that_is_none_is_told(full):
    app = page("data", data_about="soon").run()

    assert not app.exception
    assert "is no stretch of years" in "".join(error.value for error in app.error)


def test_one_unit_is_drawn_at_a_time(full):
    app = page("data", data_metrics="GPU hours").run()

    assert not app.exception
    assert len(charts(app)) == 2
    assert app.selectbox(key="data_unit").options == ["GPU hours"]


def test_forms_have_their_addresses(full):
    app = page("data", data_words="H800").run()
    found = {}
    for form in export.FORMS:
        app.selectbox(key="data_form").set_value(form).run()
        found[form] = download(app)[1]

    assert found["excel"] == "/api/v1/figures.csv?q=H800&flavour=excel"
    assert found["zip"] == "/api/v1/figures.zip?q=H800"
    assert len(set(found.values())) == len(export.FORMS)


def test_a_facet_narrows_and_widens_again(full):
    app = page("data").run()
    before = words(app)
    app.button(key="facet_metric_training_cost").click().run()

    assert not app.exception
    assert app.session_state["data_metrics"] == ["training_cost"]
    label, address = download(app)
    assert address == "/api/v1/figures.csv?metric=training_cost"
    assert label.startswith(f"Download {len(rows_at(address, full)):,} figures")
    app.button(key="facet_metric_training_cost").click().run()
    assert app.session_state["data_metrics"] == []
    assert words(app) == before


def test_a_size_in_words_is_found_and_stands_in_the_address(full):
    app = page("data", data_size="over $100 billion").run()
    _, address = download(app)
    rows = rows_at(address, full)

    assert not app.exception
    assert address == "/api/v1/figures.csv?size=over+%24100+billion"
    assert f"**{len(rows):,} figures**" in words(app)
    assert min(float(row["value_usd_high"] or row["value_usd"]) for row in rows) >= 100e9


def test_a_size_that_is_none_is_told_with_examples(full):
    app = page("data", data_size="very big").run()

    assert not app.exception
    assert "is no size with a unit" in "".join(error.value for error in app.error)


def test_pages_and_orders_hold_all_rows(full):
    first = page("data", data_metrics="Training cost", data_sort="Largest sum first").run()
    second = page(
        "data", data_metrics="Training cost", data_sort="Largest sum first", data_page="2"
    ).run()
    shown = [list(found(app)[0]["Sentence or note"]) for app in (first, second)]

    assert len(shown[0]) == search.SHOWN
    assert shown[1]
    assert shown[0] != shown[1]


def test_nothing_found_is_nothing_to_download(full):
    app = page("data", data_words="no such words anywhere").run()

    assert app.get("link_button")[0].proto.disabled


def test_address_for_programs_carries_the_filters():
    asked = {**ASKED, "metrics": ["capex"], "names": ["A & B"], "with_samples": False}

    assert downloads.query_string(asked) == "?metric=capex&name=A+%26+B&samples=0"
    assert downloads.query_string(ASKED) == ""
