"""A store that people have worked in: samples, decisions of every kind, names, preferences."""

import shutil
from pathlib import Path

import pytest

from newsfigures import intake, naming, preferences, queries, rereading, review
from newsfigures.model import Span
from newsfigures.store import Store
from tests.articles import article, keep_claims

# As many as make derived figures and rejections; all thirty would take half a minute.
SAMPLES = 5

OWN = (
    "Verrazel spent $12 million to train Quillon 2, the company said. Renting an H800 costs $2 per "
    "GPU hour. It took 2.788 million H800 GPU hours. OpenAI has 900 staff in all. “深度求索” 𝄞 é."
)
GONE = "Mistral AI said on Monday that it had raised €1.7 billion from ASML."


def _decide(store: Store, ids: list[str], article_id: str) -> None:
    """Decide in every way there is, take some of it back, all of it signed."""
    kept = review.accept(store, ids[0], who="Ada", seen=None)
    review.undo(store, ids[0], who="Bob", seen=kept)
    first = review.edit(store, ids[1], {"value": 13_000_000}, who="Ada", seen=None, why="misread")
    second = review.edit(store, ids[1], {"company": "OpenAI"}, who="Zoë 𝄞", seen=first)
    review.restore(store, ids[1], first, who="Bob", seen=second)
    review.reject(store, ids[2], who="Ada", seen=None, why="no figure,\nsaid twice")
    order = review.Order(figure_id=ids[3], action=review.Action.ACCEPT, seen=None)
    other = review.Order(figure_id=ids[4], action=review.Action.REJECT, seen=None)
    review.decide(store, [order, other], who="Ada")
    start = OWN.index("900 staff")
    fields = {
        "metric": "headcount", "subject": "OpenAI", "company": "OpenAI", "value": 900,
        "unit": "people", "qualifier": "exact", "status": "reported",
    }  # fmt: skip
    added, number = review.add(store, article_id, Span(start + 4, start + 9), fields, who="Ada")
    review.undo(store, added, who="Ada", seen=number)


def live(store: Store) -> None:
    """Do in a store what people do: all that leaves a row somewhere."""
    own, gone = article(OWN, title="Ours"), article(GONE, title="Gone")
    intake.take(store, own)
    intake.take(store, gone)
    with store.cursor() as cursor:
        rows = cursor.execute(
            "SELECT figure_id FROM figure ORDER BY article_id <> ?, figure_id", [own.article_id]
        ).fetchall()
        lost = cursor.execute(
            "SELECT figure_id FROM figure WHERE article_id = ?", [gone.article_id]
        ).fetchall()
    _decide(store, [row[0] for row in rows], own.article_id)
    # Decisions stay when their article leaves.
    review.accept(store, lost[0][0], who="Ada", seen=None)
    store.remove(gone.article_id)
    name = naming.add_name(store, "Verrazel", "company", parent=None, who="Ada", why="a start-up")
    naming.add_name(store, "Quillon 2", "model", parent="Verrazel", who="Ada")
    form = naming.add_form(store, "Verra", "Verrazel", "company", who="Bob", ambiguous=True)
    naming.take_back(store, form, who="Ada")
    assert name
    claims = queries.run(store, "export", **queries.EVERYTHING)
    chosen = claims[claims["origin"] == "article"]["claim_id"].iloc[-1]
    number = preferences.prefer(store, chosen, why="the later one", who="Ada", seen=None)
    preferences.withdraw(store, chosen, why="no longer", who="Bob", seen=number)
    with store.cursor() as cursor:
        cursor.execute(
            "UPDATE figure SET metric = 'revenue' WHERE article_id = ?", [own.article_id]
        )
        keep_claims(cursor)
    rereading.apply(store, [own.article_id], who="Ada")


@pytest.fixture(scope="session")
def worked_in(tmp_path_factory) -> Path:
    """The path of such a store; each test gets a copy of its own."""
    path = tmp_path_factory.mktemp("lived") / "figures.duckdb"
    with Store.open(path) as store:
        for sample in intake.read_samples()[:SAMPLES]:
            intake.take(store, sample)
        store.meta_set("samples", "added")
        live(store)
        with store.cursor() as cursor:
            for table in ("decision", "review", "preference", "naming", "rereading", "derived"):
                assert cursor.execute(f"SELECT count(*) FROM {table}").fetchone()[0], table
    return path


@pytest.fixture
def lived(worked_in, tmp_path, monkeypatch) -> Path:
    """The path of such a store, an own copy for each test, named as the user's store."""
    path = tmp_path / "lived" / "figures.duckdb"
    path.parent.mkdir()
    shutil.copy(worked_in, path)
    monkeypatch.setenv("NEWSFIGURES_DB", str(path))
    return path


def tables(path):
    """Every row of every table of a store, in one order; when a schema was made is no matter."""
    with Store.open(path) as opened, opened.cursor() as cursor:
        names = [row[0] for row in cursor.execute(
            "SELECT table_name FROM duckdb_tables() WHERE NOT internal ORDER BY ALL"
        ).fetchall()]  # fmt: skip
        return {
            name: cursor.execute(f"SELECT * FROM {name} ORDER BY ALL").fetchall()
            for name in names
            if name != "schema_version"
        }
