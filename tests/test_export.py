"""A download holds every row with its words and source, whole, and runs in no spreadsheet."""

import csv
import hashlib
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pyarrow.parquet as pq
import pytest

from newsfigures import export, queries
from newsfigures.errors import InputError
from newsfigures.export import cells, files, meanings, stretches
from newsfigures.model import Extraction
from newsfigures.store import Store
from tests.articles import article, deepseek, figure, numbered

ALL = queries.EVERYTHING
FORMULAS = ["=1+1", "@SUM(A1)", "+SUM(1,2)", "-cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "\tx",
            "- a point of a list", '=HYPERLINK("https://example.com")', "+1-1", "-(1)", "＝1+1",
            "\nx", "\r=1"]  # fmt: skip
PLAIN = ["-$589 billion", "-17%", "+2.5 percent", "-US$1.2bn", "-€3,000", "$5.6 million", "a = b",
         "−5 GW", "5-6", "", "“=1+1”", "日本", "élan", "A", "Z=1"]  # fmt: skip


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "figures.duckdb") as opened:
        opened.add(*deepseek(), {}, words=30)
        yield opened


def csv_of(store, flavour="data", **given):
    return b"".join(export.pieces(store, "export", {**ALL, **given}, flavour)).decode()


def rows_of(store, **given):
    return list(csv.DictReader(io.StringIO(csv_of(store, **given), newline="")))


def titled(store, title, text="They paid $3 million. "):
    one = figure(text, "$3 million", value=Decimal(3_000_000))
    store.add(article(text, title=title), Extraction(figures=(one,)), {}, words=4)


def test_csv_holds_just_the_rows_and_columns_of_the_query(store):
    rows = rows_of(store)
    frame = queries.run(store, "export", **ALL)

    assert list(rows[0]) == list(frame.columns)
    assert [row["claim_id"] for row in rows] == list(frame["claim_id"])
    assert [float(row["value"]) for row in rows] == list(frame["value"])
    assert len(rows) == 755 + 5


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


@pytest.mark.parametrize("rows", [1, 4, 7])
def test_a_large_answer_comes_in_stretches_that_join_to_one_table(store, monkeypatch, rows):
    whole = csv_of(store)
    days = [None, None, date(2024, 3, 1), date(2024, 3, 1), date(2025, 1, 27), date(2025, 2, 3)]
    for n, day in enumerate(days):
        one, found = numbered(n)
        store.add(replace(one, published=day), found, {}, words=9)
    more = csv_of(store)
    monkeypatch.setattr(stretches, "ROWS", rows)
    pieces = list(export.pieces(store, "export", ALL))

    assert len(pieces) > 3
    assert b"".join(pieces).decode() == more
    assert len(more) > len(whole)
    assert [row["claim_id"] for row in rows_of(store)] == list(
        queries.run(store, "export", **ALL)["claim_id"]
    )


def test_the_order_is_reference_data_then_articles_by_date(store):
    store.add(*numbered(1), {}, words=9)
    rows = rows_of(store)
    own = [row["published"] for row in rows if row["article_id"]]

    assert [bool(row["article_id"]) for row in rows] == sorted(bool(r["article_id"]) for r in rows)
    assert own == sorted(own)


def test_filters_that_let_all_through_give_what_no_filter_gives(store):
    assert csv_of(store, origins=["article", "derived", "reference"]) == csv_of(store)


def test_an_empty_answer_has_the_header(store):
    pieces = list(export.pieces(store, "export", {**ALL, "metrics": ["none"]}))

    assert len(pieces) == 1
    assert pieces[0].startswith(b"claim_id,origin,metric")


def test_lines_end_as_the_standard_says_and_numbers_stand_bare(store):
    titled(store, 'Two "lines"\nin, a title')
    text = csv_of(store, origins=["article"])

    assert text.count("\r\n") == 1 + 4
    assert '"Two ""lines""\nin, a title"' in text
    assert ",3000000," in text
    assert "3000000.0" not in text


def test_a_download_shows_the_store_of_the_moment_it_began(store, monkeypatch):
    monkeypatch.setattr(stretches, "BATCH", 1)
    pieces = export.pieces(store, "export", ALL)
    begun = next(pieces)
    store.add(*numbered(1), {}, words=9)
    text = (begun + b"".join(pieces)).decode()

    assert len(list(csv.DictReader(io.StringIO(text, newline="")))) == 755 + 5
    assert len(rows_of(store)) > 755 + 5


def test_a_download_that_is_not_read_to_its_end_lets_the_store_go(store):
    pieces = export.pieces(store, "export", ALL)
    next(pieces)
    pieces.close()

    store.add(*numbered(1), {}, words=9)
    assert store.counts()["articles"] == 2


@pytest.mark.parametrize("words", FORMULAS)
def test_words_that_a_spreadsheet_would_run_are_held(words):
    assert export.guarded(words) == "'" + words


@pytest.mark.parametrize("words", PLAIN)
def test_amounts_and_plain_words_stay_to_the_letter(words):
    assert export.guarded(words) == words


def test_the_store_holds_formulas_just_as_python_does(store):
    said = FORMULAS + PLAIN
    with store.cursor() as cursor:
        found = cursor.execute(
            f"SELECT {cells.sql_guarded({'t': 'VARCHAR'})} FROM (SELECT unnest(?) AS t)", [said]
        ).fetchall()

    assert [row[0] for row in found] == [export.guarded(words) for words in said]


def test_data_csv_leaves_words_alone_and_excel_csv_holds_formulas(store):
    hostile = '=HYPERLINK("https://example.com","click")'
    titled(store, hostile)
    asked = {"origins": ["article"]}
    excel = csv_of(store, "excel", **asked)
    held = list(csv.DictReader(io.StringIO(excel.removeprefix("\ufeff"), newline="")))

    assert hostile in {row["title"] for row in rows_of(store, **asked)}
    assert "'" + hostile in {row["title"] for row in held}
    assert excel.startswith("\ufeff")
    assert not csv_of(store).startswith("\ufeff")
    assert [row["value"] for row in held] == [row["value"] for row in rows_of(store, **asked)]


def test_the_text_of_a_table_on_screen_is_held_too():
    text = export.csv_text(["a", "b", "c"], [["=1+1", -589e9, None], ["x", False, ["p", "q"]]])

    assert text.splitlines() == ["a,b,c", "'=1+1,-589000000000.0,", "x,False,p; q"]


def test_json_lines_are_the_same_rows_with_numbers_and_nulls(store):
    lines = csv_of(store, "jsonl").splitlines()
    records = [json.loads(line) for line in lines]

    assert [one["claim_id"] for one in records] == [row["claim_id"] for row in rows_of(store)]
    assert records[-1]["horizon"] is None
    assert isinstance(records[-1]["value"], float | int)


def test_a_page_is_a_stretch_of_the_csv(store):
    rows = rows_of(store)

    found = export.page(store, ALL, 6, offset=3)

    assert [record["claim_id"] for record in found] == [row["claim_id"] for row in rows[3:9]]


def test_pages_that_go_on_after_a_figure_join_to_the_whole(store):
    for n, day in enumerate([None, None, date(2024, 3, 1), date(2024, 3, 1), date(2025, 1, 27)]):
        one, found = numbered(n)
        store.add(replace(one, published=day), found, {}, words=9)
    whole = [row["claim_id"] for row in rows_of(store)]
    joined: list[str] = []
    while more := export.page(
        store, ALL, 1 if len(joined) > 740 else 74, after=(joined or [""])[-1]
    ):
        joined += [record["claim_id"] for record in more]

    assert joined == whole


def test_records_write_dates_as_words_and_nothing_as_null(store):
    found = export.page(store, {**ALL, "origins": ["article"]}, 9)

    assert {record["published"] for record in found} == {"2025-01-27"}
    assert found[0]["horizon"] is None


@pytest.mark.parametrize("form", export.FORMS)
def test_every_form_says_how_many_rows_and_the_digest_of_its_bytes(store, tmp_path, form):
    path = tmp_path / "file"
    made = export.FORMS[form].write(store, ALL, path)

    assert made.rows == 755 + 5
    assert made.size == path.stat().st_size
    assert made.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_parquet_keeps_types_and_rows(store, tmp_path):
    path = tmp_path / "figures.parquet"
    export.FORMS["parquet"].write(store, ALL, path)
    table = pq.read_table(path)

    assert table.column("claim_id").to_pylist() == [row["claim_id"] for row in rows_of(store)]
    assert str(table.schema.field("published").type).startswith("date")
    assert str(table.schema.field("value").type) == "double"


SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sheet_of(path):
    with zipfile.ZipFile(path) as book:
        return ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))


def test_a_workbook_has_numbers_and_no_formula(store, tmp_path):
    titled(store, "=1+1")
    path = tmp_path / "figures.xlsx"
    export.FORMS["xlsx"].write(store, {**ALL, "origins": ["article"]}, path)
    sheet = sheet_of(path)
    column = {cell.get("r"): cell for cell in sheet.iter(f"{SPACE}c")}
    place = f"{chr(ord('A') + list(meanings.columns()).index('value'))}2"

    assert not list(sheet.iter(f"{SPACE}f"))
    assert "=1+1" in "".join(sheet.itertext())
    assert column[place].get("t") in (None, "n")
    assert float(column[place].find(f"{SPACE}v").text) > 0


def test_a_workbook_too_large_is_refused_with_the_form_that_takes_all(store, tmp_path, monkeypatch):
    monkeypatch.setattr(files, "SHEET_ROWS", 100)

    with pytest.raises(InputError, match=r"takes 100 figures and these are 760.*Parquet"):
        export.FORMS["xlsx"].write(store, ALL, tmp_path / "figures.xlsx")


def test_the_bundle_explains_its_columns_and_proves_its_rows(store, tmp_path):
    path = tmp_path / "figures.zip"
    export.FORMS["zip"].write(store, ALL, path)
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        data = archive.read("figures.csv")
        said = json.loads(archive.read("manifest.json"))
        explained = list(csv.DictReader(io.StringIO(archive.read("columns.csv").decode())))
        readme = archive.read("README.txt").decode()

    assert names == ["figures.csv", "columns.csv", "manifest.json", "README.txt"]
    assert data.decode() == csv_of(store)
    assert said["sha256"] == hashlib.sha256(data).hexdigest()
    assert said["rows"] == 760
    assert [row["column"] for row in explained] == data.decode().split("\r\n", 1)[0].split(",")
    assert "760 rows" in readme


FEW = ["value", "claim_id", "published"]


def few_of(form, path):
    """The heads of a file of FEW, of a workbook how many, and its first column."""
    if form == "parquet":
        table = pq.read_table(path)
        return table.column_names, table.column("value").to_pylist()
    if form == "xlsx":
        rows = [[*row] for row in sheet_of(path).iter(f"{SPACE}row")]
        return len(rows[0]), [float(row[0].findtext(f"{SPACE}v")) for row in rows[1:]]
    if form == "jsonl":
        records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        return list(records[0]), [one["value"] for one in records]
    data = zipfile.ZipFile(path).read("figures.csv") if form == "zip" else path.read_bytes()
    heads, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return heads, [float(row[0]) for row in rows]


@pytest.mark.parametrize("form", export.FORMS)
def test_every_form_can_have_only_some_columns_in_the_order_asked(store, tmp_path, form):
    path = tmp_path / "file"
    made = export.FORMS[form].write(store, ALL, path, FEW)
    heads, values = few_of(form, path)

    assert heads == (len(FEW) if form == "xlsx" else FEW)
    assert values == pytest.approx([float(row["value"]) for row in rows_of(store)])
    assert made.rows == len(values)


def test_a_bundle_of_some_columns_explains_these_and_names_the_others(store, tmp_path):
    export.FORMS["zip"].write(store, ALL, tmp_path / "file", FEW)
    with zipfile.ZipFile(tmp_path / "file") as archive:
        explained = list(csv.DictReader(io.StringIO(archive.read("columns.csv").decode())))
        said = json.loads(archive.read("manifest.json"))
        readme = archive.read("README.txt").decode()

    assert [row["column"] for row in explained] == said["columns"] == FEW
    assert "left out, as asked: origin, metric, subject, " in readme


def test_a_single_column_has_no_empty_line_that_readers_pass_over(store):
    text = b"".join(export.pieces(store, "export", ALL, only=["horizon"])).decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))

    assert '""\r\n' in text
    assert [row["horizon"] for row in rows] == [row["horizon"] for row in rows_of(store)]


@pytest.mark.parametrize(
    ("only", "said"),
    [
        (["metric", "colour"], "There is no column 'colour'. There are: claim_id, origin"),
        (["metric", "value", "metric"], "The column 'metric' is named twice"),
        ([""], "There is no column ''"),
    ],
)
def test_a_column_that_there_is_not_is_told(store, tmp_path, only, said):
    with pytest.raises(InputError, match=re.escape(said)):
        export.FORMS["zip"].write(store, ALL, tmp_path / "file", only)


def test_every_column_is_explained_with_its_type():
    kinds = queries.returns("export")
    types = {"VARCHAR": {"text"}, "DOUBLE": {"number"}, "INTEGER": {"year", "number"},
             "DATE": {"date"}, "BOOLEAN": {"true or false"}}  # fmt: skip

    assert list(meanings.columns()) == list(kinds)
    for name, said in meanings.columns().items():
        assert said["type"] in types[kinds[name]], name
        assert said["meaning"].endswith("."), name


def test_what_a_file_will_weigh_is_about_right(store):
    real = len(csv_of(store).encode())

    assert abs(export.estimated(store, ALL, "data", 760) / real - 1) < 0.1
