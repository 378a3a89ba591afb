"""Stores for tests of pages, and the pages run without a browser."""

import json
import os
import shutil
from datetime import date
from pathlib import Path

import lxml.html
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from newsfigures import intake, reading, store
from newsfigures.store import Store

ROOT = Path(__file__).resolve().parents[1]
FRAME = ROOT / "newsfigures" / "ui" / "frame.py"
SEED = ROOT / "tests" / "seed" / "000_05256ea266f6d66f.txt"
SECONDS = 180


def page(name, **query):
    """Return pages/<name>.py, ready to run alone; `query` is its address after the `?`."""
    file = ROOT / "pages" / f"{name}.py"
    return _with(AppTest.from_file(str(file), default_timeout=SECONDS), query)


def frame(**query):
    """Return the whole app, ready to run on its first page."""
    return _with(AppTest.from_file(str(FRAME), default_timeout=SECONDS), query)


def _with(app, query):
    for key, value in query.items():
        app.query_params[key] = value
    return app


def words(app):
    """Return all that an app says in text, Markdown's escapes removed."""
    blocks = (app.title, app.header, app.subheader, app.markdown, app.caption, app.text)
    alerts = (app.info, app.success, app.warning, app.error)
    said = [element.value for kind in (*blocks, *alerts) for element in kind]
    return "\n".join(str(value) for value in said).replace("\\", "")


def charts(app):
    """Return the charts of an app."""
    return app.get("plotly_chart")


def tables(app):
    """Return the tables that an app shows as HTML, as frames of their words."""
    found = [element.proto.body for element in app.get("html")]
    shown = [lxml.html.fromstring(body) for body in found if "<table" in body]
    return [
        pd.DataFrame(
            [[cell.text_content() for cell in row] for row in table.iter("tr")][1:],
            columns=[cell.text_content() for cell in table.find(".//thead/tr")],
        )
        for table in shown
    ]


def found(app):
    """Return the rows of the Data page's table as a frame of their words, and its HTML."""
    html = [json.loads(element.proto.json)["html"] for element in app.get("bidi_component")]
    body = next(each for each in html if "<table" in each)
    table = lxml.html.fromstring(body[body.index("<div") :])
    heads = [cell.text_content() for cell in table.iter("th")]
    rows = [[cell.text_content() for cell in row.iter("td")] for row in table.iter("tr")][1:]
    return pd.DataFrame(rows, columns=heads), body


def rows_of(name, card, **query):
    """Return the rows in the table of a page's card, from its HTML or, of many rows, its grid."""
    app = page(name, **{f"{card}_tab": "Table"}, **query).run()
    shown = (*tables(app), *(frame.value for frame in app.dataframe))
    return next(table for table in shown if {"Subject", "Figure"} <= set(table))


@pytest.fixture(scope="session")
def samples_and_seed(tmp_path_factory):
    """A file with the sample articles and the founding one, read by the extractor once."""
    path = tmp_path_factory.mktemp("filled") / "figures.duckdb"
    with Store.open(path) as opened:
        intake.build(opened)
        seed = reading.read(SEED.read_bytes(), SEED.name, published=date(2025, 1, 27))
        intake.take(opened, seed)
    return path


def _shared(path, monkeypatch):
    store.close_shared()
    monkeypatch.setitem(os.environ, "NEWSFIGURES_DB", str(path))
    yield store.shared()
    store.close_shared()


@pytest.fixture
def full(samples_and_seed, tmp_path, monkeypatch):
    """The store of this process, full: thirty sample articles and one of the reader's own."""
    path = tmp_path / "full.duckdb"
    shutil.copy(samples_and_seed, path)
    yield from _shared(path, monkeypatch)


@pytest.fixture
def empty(tmp_path, monkeypatch):
    """The store of this process without an article; the reference data are there."""
    yield from _shared(tmp_path / "empty.duckdb", monkeypatch)
