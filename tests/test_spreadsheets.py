"""
What is downloaded opens in a spreadsheet as what it is: no text runs, no number is text.

LibreOffice opens every form; see docs/downloads.md for what it does with a Data CSV.
"""

from decimal import Decimal

import pytest

from newsfigures import export, queries
from newsfigures.export import meanings
from newsfigures.model import Extraction
from newsfigures.store import Store
from tests import spreadsheets
from tests.articles import article, deepseek, figure

# What begins as a formula does in one spreadsheet or another, set to one language or another.
HOSTILE = [
    "=1+1", "+1+1", "-1+1", "@SUM(1,1)", "\t=1+1", "=cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0",
    '=HYPERLINK("https://example.com";"click")', "=DDE(\"soffice\";\"/etc/hosts\";\"a\")",
    "＝1+1", "＋1+1", "@A1", "+A1", '=WEBSERVICE("https://example.com")',
]  # fmt: skip
# What a spreadsheet would like to make something else of.
PLAIN = [
    'Two "quotes", a comma; a semicolon', "Électricité à Zürich, Łódź", "日本のAI投資", "A 🚀 up",
    "007", "1234567890123456789012", "1e5", "3-4", "1/2", "TRUE", "-$589 billion", "+2.5 percent",
    "A line\nand another", "a = b", "'already held", "5.6",
]  # fmt: skip
NUMBERS = [name for name, said in meanings.columns().items() if said["type"] in ("number", "year")]
TEXTS = ("title", "attributed_to", "sentence", "subject", "publisher")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("sheets")


@pytest.fixture(scope="module")
def records(folder):
    """The figures of a store full of such words, as records; three files of them are beside."""
    with Store.open(folder / "figures.duckdb") as store:
        store.add(*deepseek(), {}, words=30)
        for number, words in enumerate(HOSTILE + PLAIN):
            text = f"{words} {number} cost $3 million to train."
            one = figure(
                text, "$3 million", value=Decimal(3_000_000), attributed_to=words, subject=words
            )
            written = article(text, title=words, publisher=words)
            store.add(written, Extraction(figures=(one,)), {}, words=4)
        asked = {**queries.EVERYTHING, "origins": ["article", "derived"]}
        for form in ("csv", "excel", "xlsx"):
            export.FORMS[form].write(store, asked, folder / f"{form}.{export.FORMS[form].suffix}")
        found = export.page(store, asked, 1000)
    assert {*HOSTILE, *PLAIN} <= {one["title"] for one in found}
    return found


# As LibreOffice 7.4 keeps the yes and no of a workbook.
YES_OR_NO = ("of:=TRUE()", "of:=FALSE()")


def formulas(rows):
    return [cell.formula for row in rows for cell in row if cell.formula not in ("", *YES_OR_NO)]


def column(rows, name):
    at = [cell.text for cell in rows[0]].index(name)
    return [row[at] if at < len(row) else spreadsheets.Cell("", "", "", "") for row in rows[1:]]


def assert_numbers_are_numbers(rows, records):
    for name in NUMBERS:
        cells = column(rows, name)
        assert {cell.kind for cell in cells} <= {"float", ""}, name
        assert [float(cell.value) if cell.value else None for cell in cells] == [
            pytest.approx(one[name]) if one[name] is not None else None for one in records
        ], name


def same(words):
    """Words as every spreadsheet keeps them: one kind of line end."""
    return (words or "").replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.attack("formulas in downloads", times=len(HOSTILE) * len(TEXTS))
def test_excel_csv_runs_nothing_however_it_is_opened(folder, records):
    path = folder / "excel.csv"
    for options in ({}, {"quoted": False, "computed": True}, {"quoted": True, "computed": True}):
        (rows,) = spreadsheets.opened([path], folder, **options)

        assert formulas(rows) == []
        assert len(rows) == len(records) + 1
        assert_numbers_are_numbers(rows, records)
    for name in TEXTS:
        assert [cell.text for cell in column(rows, name)] == [
            same(export.guarded(one[name] or "")) for one in records
        ], name


@pytest.mark.attack("formulas in downloads", times=len(HOSTILE) * len(TEXTS))
def test_data_csv_runs_nothing_where_formulas_are_not_asked_for(folder, records):
    (rows,) = spreadsheets.opened([folder / "csv.csv"], folder, quoted=True, computed=False)

    assert formulas(rows) == []
    assert_numbers_are_numbers(rows, records)
    for name in TEXTS:
        assert [cell.text for cell in column(rows, name)] == [same(one[name]) for one in records]


@pytest.mark.attack("formulas in downloads", times=len(HOSTILE) * len(TEXTS))
def test_a_workbook_keeps_every_word_and_number(folder, records):
    (rows,) = spreadsheets.opened([folder / "xlsx.xlsx"], folder)

    assert formulas(rows) == []
    assert_numbers_are_numbers(rows, records)
    for name in TEXTS:
        cells = column(rows, name)
        assert {cell.kind for cell in cells} <= {"string", ""}
        assert [cell.text for cell in cells] == [same(one[name]) for one in records], name
