"""What is to be typed into other tools reads the very rows, and no filter can break out of it."""

import ast
import csv
import hashlib
import io
import json
import re
import shlex
import shutil
import subprocess
import sys
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import duckdb
import pytest

from newsfigures import queries, store
from newsfigures.export import meanings
from newsfigures.ui import downloads, snippets
from tests.served import one_article

HOSTILE = """x'); import os; os.remove("y") # `rm` $(id) \\ "'"""
BASE = "http://127.0.0.1:8501"


def asked(words):
    return downloads.query_string({**queries.EVERYTHING, "words": [words]})


@pytest.mark.parametrize("tool", snippets.TOOLS)
def test_every_snippet_names_the_address_with_the_filters(tool):
    text = snippets.written(tool, BASE, asked("H800"))

    assert f"{BASE}/api/v1/figures." in text
    assert "q=H800" in text
    assert "{" not in text.replace("let", "")


def test_words_with_quotation_marks_stay_words_in_python():
    tree = ast.parse(snippets.written("pandas", BASE, asked(HOSTILE)))
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    address = next(text for text in texts if str(text).startswith(BASE))

    assert len(tree.body) == 2
    assert parse_qs(urlsplit(address).query)["q"] == [HOSTILE]


def test_words_with_quotation_marks_stay_words_in_a_shell():
    first = snippets.written("curl", BASE, asked(HOSTILE)).splitlines()[0]
    said = shlex.split(first)

    assert said[:4] == ["curl", "--fail", "--output", "figures.csv"]
    assert len(said) == 5
    assert parse_qs(urlsplit(said[4]).query)["q"] == [HOSTILE]


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    """The address of a server that holds one article and the reference data."""
    with one_article(tmp_path_factory.mktemp("typed")) as address:
        yield address


# What is narrowed on the screen, and words that need writing with care in an address.
SHOWN = [
    queries.EVERYTHING,
    {**queries.EVERYTHING, "words": ["h800"], "origins": ["article", "derived"]},
    {**queries.EVERYTHING, "publishers": ["Epoch AI"], "metrics": ["training_cost"]},
]


def shown(asked):
    """The ids of the figures on the screen, in the order of downloads."""
    return list(queries.run(store.shared(), "export", **asked)["claim_id"])


def ran(tool, base, asked, folder, only=()):
    """Type what is shown for a tool, in a folder; return the ids of the rows it then has."""
    text = snippets.written(tool, base, downloads.query_string(asked, only=only), only)
    if tool == "pandas":
        text = f"{text}\nfigures[['claim_id']].to_csv('read.csv')"
        subprocess.run([sys.executable, "-c", text], cwd=folder, check=True)
        return ids(folder / "read.csv")
    if tool == "R":
        text = f'{text}\nwrite.csv(figures["claim_id"], "read.csv")'
        subprocess.run(["Rscript", "-e", text], cwd=folder, check=True)
        return ids(folder / "read.csv")
    first, *rest = [line for line in text.splitlines() if not line.startswith("#")]
    subprocess.run(shlex.split(f"{first} --silent"), cwd=folder, check=True)
    if tool == "DuckDB":
        *_, sql = shlex.split(rest[0])
        with duckdb.connect(config={"file_search_path": str(folder)}) as one:
            return [row[0] for row in one.execute(sql).fetchall()]
    said = subprocess.run(shlex.split(rest[0]), capture_output=True, check=True).stdout
    data = (folder / "figures.csv").read_bytes()
    assert json.loads(said)["sha256"] == hashlib.sha256(data).hexdigest()
    return ids(folder / "figures.csv")


def ids(path):
    with path.open(encoding="utf-8", newline="") as file:
        return [row["claim_id"] for row in csv.DictReader(file)]


# A tool that is not there is told among the tests that were passed over, with -r s by name.
NO_R = pytest.mark.skipif(
    not shutil.which("Rscript"), reason="R is not here: what is written for it was not run"
)
RUN = ["curl", "pandas", "DuckDB", pytest.param("R", marks=NO_R)]


@pytest.mark.parametrize("asked", SHOWN, ids=["everything", "words", "filters"])
def test_what_power_query_is_told_of_the_file_is_so(base, asked):
    """Excel is nowhere but in Excel: its address is asked, and what comes read as it is told to."""
    text = snippets.written("Excel Power Query", base, downloads.query_string(asked))
    (address,) = re.findall(r'Web\.Contents\("([^"]+)"\)', text)
    (mark,) = re.findall(r'Delimiter = "(.)"', text)
    (page,) = re.findall(r"Encoding = (\d+)", text)
    with urlopen(address) as answer:
        data = answer.read().decode({"65001": "utf-8"}[page])
    heads, *rows = csv.reader(io.StringIO(data, newline=""), delimiter=mark, strict=True)

    assert "QuoteStyle = QuoteStyle.Csv" in text
    assert "Table.PromoteHeaders(Source" in text
    assert heads == list(meanings.columns())
    assert [row[0] for row in rows] == shown(asked)


def test_what_is_typed_for_some_columns_reads_these(base, tmp_path):
    only = ["claim_id", "value"]

    assert ran("pandas", base, SHOWN[1], tmp_path, only) == shown(SHOWN[1])


@pytest.mark.parametrize("asked", SHOWN, ids=["everything", "words", "filters"])
@pytest.mark.parametrize("tool", RUN)
def test_what_is_typed_gives_exactly_the_rows_on_the_screen(base, tmp_path, tool, asked):
    expected = shown(asked)

    assert expected
    assert ran(tool, base, asked, tmp_path) == expected
