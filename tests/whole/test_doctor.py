"""The store's check finds what does not fit, names it, and mends what counts nowhere."""

import json
import os
import shutil

import duckdb
import pytest

from newsfigures import cli
from newsfigures.access import Action
from newsfigures.store import Store
from newsfigures.whole import soundness
from tests.running import held, newsfigures, served

# What somebody did to the file, the kind of thing that is found, and what is said of it.
DAMAGE = {
    "a quote that is not there": (
        "UPDATE figure SET quote = '$9' WHERE figure_id = (SELECT min(figure_id) FROM figure)",
        "evidence", "it quotes “$9”, and the text has “",
    ),
    "a corrected quote that is not there": (
        "UPDATE review SET quote = '$9' WHERE figure_id = "
        "(SELECT min(figure_id) FROM review JOIN article USING (article_id))",
        "evidence", "it quotes “$9”, and the text has “",
    ),
    "a sentence behind the end": (
        "UPDATE figure SET sentence_end = 9999999 WHERE figure_id = "
        "(SELECT min(figure_id) FROM figure)",
        "evidence", "its sentence ends at 9999999, behind the text of ",
    ),
    "another text": (
        "UPDATE article SET text = text || ' ' WHERE article_id = "
        "(SELECT min(article_id) FROM article)",
        "text", "its text has another digest than the one kept with it",
    ),
    "another id": (
        "UPDATE article SET text = text || ' ', sha256 = sha256(text || ' ') WHERE article_id = "
        "(SELECT min(article_id) FROM article)",
        "text", "its id is not that of its text, a_",
    ),
    "an article that left alone": (
        "DELETE FROM article WHERE article_id = (SELECT min(article_id) FROM figure)",
        "orphan", "a row of figure whose article is not there",
    ),
    "a derived figure that left alone": (
        "DELETE FROM derived WHERE derived_id = (SELECT min(derived_id) FROM derived)",
        "orphan", "a row of derived_input whose derived figure is not there",
    ),
    "a figure that left alone": (
        "DELETE FROM figure WHERE figure_id = (SELECT min(figure_id) FROM derived_input "
        "ANTI JOIN review USING (figure_id))",
        "input", ", which does not count",
    ),
    "a link that left alone": (
        "DELETE FROM derived_input WHERE position = 0", "input",
        "one of the figures that it was worked out from is not named",
    ),
    "all links that left alone": (
        "DELETE FROM derived_input", "input", "it was worked out from no figure",
    ),
    "a decision of which nothing is left": (
        "DELETE FROM review WHERE state = 'edited'", "decision",
        "is about this figure, which is gone",
    ),
    "an older decision that counts": (
        "UPDATE review SET decision_id = 1 WHERE state = 'edited'", "decision",
        "decision 1 counts, the newest is ",
    ),
    "a review without a decision": (
        "DELETE FROM decision WHERE figure_id = "
        "(SELECT min(figure_id) FROM review WHERE state = 'edited')",
        "decision", "it counts as decided and there is no decision about it",
    ),
    "an addition that left alone": (
        "DELETE FROM naming WHERE action = 'form'", "naming",
        "it takes back addition 3, which is not there",
    ),
    "a claim kept otherwise": (
        "UPDATE claim_kept SET value = value + 1 WHERE claim_id = "
        "(SELECT min(claim_id) FROM claim_kept)",
        "claim", "it is kept for the charts as it was before",
    ),
    "a claim that is not kept": (
        "DELETE FROM claim_kept WHERE claim_id = (SELECT min(claim_id) FROM claim_kept)",
        "claim", "it is not among the claims kept for the charts",
    ),
    "a claim that follows no more": (
        "INSERT INTO claim_kept BY NAME SELECT * REPLACE ('f_none' AS claim_id) FROM claim_kept "
        "ORDER BY claim_id LIMIT 1",
        "claim", "it is kept for the charts and does not follow any more",
    ),
}  # fmt: skip


def run(capsys, *arguments):
    code = cli.main([str(each) for each in arguments])
    out, err = capsys.readouterr()
    return code, out, err


class UndoneError(Exception):
    """Leaves a transaction, so that nothing of it is kept."""


@pytest.fixture(scope="module")
def sound(worked_in, tmp_path_factory):
    """A store in which all fits, open; what is done to it is undone."""
    path = tmp_path_factory.mktemp("sound") / "figures.duckdb"
    shutil.copy(worked_in, path)
    with Store.open(path) as opened:
        assert soundness.check(opened) == []
        yield opened


@pytest.mark.parametrize("what", DAMAGE)
def test_what_does_not_fit_is_found_and_named(sound, what):
    statement, kind, said = DAMAGE[what]
    with pytest.raises(UndoneError), sound.desk(Action.UPKEEP) as desk:
        desk.cursor.execute(statement)
        found = soundness.findings(desk.cursor)
        raise UndoneError

    mine = [one for one in found if one.kind == kind and said in one.said]
    assert mine, found
    assert mine[0].id
    assert mine[0].remedy


def test_each_kind_has_something_to_do_about_it():
    assert {kind for _, kind, _ in DAMAGE.values()} == soundness.KINDS


@pytest.fixture
def broken(lived, monkeypatch):
    """Damages the store's file as another program could."""
    # Whenever a test closes a store its claims are compared (conftest.py); here they are wrong.
    monkeypatch.setattr(Store, "close", lambda store: store._root.close())

    def damage(statement):
        with duckdb.connect(str(lived)) as opened:
            opened.execute(statement)

    return damage


def test_doctor_of_a_sound_store_says_so(capsys, lived):
    code, out, err = run(capsys, "doctor")

    assert (code, err) == (0, "")
    assert f"Store {lived}: free, schema " in out
    assert out.endswith("Everything in the store fits.\n")


def test_doctor_names_what_it_finds_and_ends_with_1(capsys, broken):
    broken(DAMAGE["an article that left alone"][0])
    code, out, err = run(capsys, "doctor")
    told = run(capsys, "doctor", "--json")

    kept = json.loads(told[1])
    assert (code, told[0]) == (1, 1)
    assert "a row of figure whose article is not there. It counts nowhere; python -m newsfigures " \
        "doctor --mend removes it." in out  # fmt: skip
    assert "found in the store that should not be so" in err
    first = kept["findings"][0]
    assert first["kind"] == "orphan"
    assert f"orphan {first['id']} (article {first['article_id']}): {first['said']}" in out
    assert kept["holder"] is None
    assert kept["versions"]["duckdb"]


def test_what_counts_nowhere_is_mended_and_nothing_decided_is_lost(capsys, broken):
    for name in ("an article that left alone", "a derived figure that left alone",
                 "a claim kept otherwise"):  # fmt: skip
        broken(DAMAGE[name][0])
    with Store.open() as opened, opened.cursor() as cursor:
        decisions = cursor.execute("SELECT * FROM decision ORDER BY ALL").fetchall()
        articles = opened.counts()["articles"]

    code, out, _ = run(capsys, "doctor", "--mend")

    assert code == 0
    assert out.endswith("Everything in the store fits.\n")
    with Store.open() as opened, opened.cursor() as cursor:
        assert cursor.execute("SELECT * FROM decision ORDER BY ALL").fetchall() == decisions
        assert opened.counts()["articles"] == articles


def test_reading_again_mends_what_doctor_says_it_does(capsys, broken):
    broken("DELETE FROM review WHERE state = 'edited'")
    found = json.loads(run(capsys, "doctor", "--json")[1])["findings"]
    remedy = next(one["remedy"] for one in found if one["kind"] == "decision")

    words = remedy.rpartition("python -m newsfigures ")[2].split()
    assert run(capsys, *words)[0] == 0
    assert run(capsys, "doctor")[0] == 0


def test_doctor_asks_the_app_that_holds_the_store(capsys, lived, monkeypatch):
    with served() as note, held(monkeypatch):
        code, out, _ = run(capsys, "doctor")
        told = json.loads(run(capsys, "doctor", "--json")[1])
        mend = run(capsys, "doctor", "--mend")

    assert code == 0
    assert f"Store {lived}: in use by the app at {note.url} (process {os.getpid()}), schema" in out
    assert told["holder"] == {"url": note.url, "pid": os.getpid()}
    assert told["findings"] == []
    assert mend[0] == 2
    assert "Stop it, then mend." in mend[2]


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda path: path.write_bytes(b"no database " * 1_000), "cannot be opened: "),
        (lambda path: path.write_bytes(path.read_bytes()[:9_000]), "cannot be opened: "),
        (lambda path: path.unlink() or path.mkdir(), "is a folder. Set NEWSFIGURES_DB to a file"),
        ("INSERT INTO schema_version VALUES (9999, now()::TIMESTAMP)", "by a newer newsfigures"),
        ("DROP TABLE schema_version", "cannot be brought up to date: "),
        ("DROP TABLE review CASCADE", "cannot be brought up to date: "),
    ],
    ids=["no database", "cut short", "a folder", "newer schema", "no schema", "a table is gone"],
)
def test_doctor_of_a_file_that_is_no_store_says_what_is_wrong(capsys, broken, lived, damage, said):
    broken(damage) if isinstance(damage, str) else damage(lived)

    code, out, err = run(capsys, "doctor")

    assert code == 2
    assert f"newsfigures: The store {lived} " in err or f"newsfigures: {lived} " in err
    assert said in err
    assert "Store" not in out


def test_doctor_of_a_store_held_by_another_program_says_who(lived):
    with Store.open():
        code, out, err = newsfigures("doctor")

    assert code == 2
    assert out.startswith("newsfigures ")
    assert f"(process {os.getpid()})" in err
