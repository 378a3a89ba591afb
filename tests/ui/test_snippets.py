"""What is to be typed into other tools reads the very rows, and no filter can break out of it."""

import ast
import shlex
from urllib.parse import parse_qs, urlsplit

import pytest

from newsfigures import queries
from newsfigures.ui import search, snippets

HOSTILE = """x'); import os; os.remove("y") # `rm` $(id) \\ "'"""
BASE = "http://127.0.0.1:8501"


def asked(words):
    return search.query_string({**queries.EVERYTHING, "words": [words]})


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
