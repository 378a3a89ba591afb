"""A snapshot is found again with the same numbers, told by its id, or said to be missing."""

import csv
import hashlib
import io
import json
import os
import shutil
import time

import pytest
import requests

from newsfigures import cli, export, queries, removal, review, snapshots, store
from newsfigures.errors import SnapshotError, UnknownSnapshotError
from newsfigures.sandbox import asking
from newsfigures.snapshots import frozen, kept
from newsfigures.store import Store
from tests.running import held, served

EVERYTHING = queries.EVERYTHING


def written(opened):
    """The Data CSV of all figures of a store, byte for byte."""
    return b"".join(export.pieces(opened, "export", EVERYTHING))


def articles_figures(opened):
    """The figures read in articles that nobody decided about, article by article."""
    with opened.cursor() as cursor:
        decided = {row[0] for row in cursor.execute("SELECT figure_id FROM decision").fetchall()}
    rows = export.records(opened, "export", EVERYTHING | {"origins": ["article"]})
    return [row for row in rows if row["claim_id"] not in decided]


@pytest.fixture
def live(lived):
    """A store that people have worked in, as this process's own."""
    store.close_shared()
    yield store.shared()
    store.close_shared()


@pytest.fixture(autouse=True)
def nothing_is_open():
    """No test sees what another has opened."""
    kept._open.clear()


def test_the_id_is_the_beginning_of_the_digest_of_the_data_csv(live):
    made = snapshots.make(live, who=" Ada  L. ", note="the\nreport")

    assert made.sha256 == hashlib.sha256(written(live)).hexdigest()
    assert made.id == made.sha256[:12]
    assert (made.who, made.note) == ("Ada L.", "the report")
    assert made == snapshots.look(live, made.id)
    assert made.rows == len(export.records(live, "export", EVERYTHING))


def test_equal_figures_have_one_id_whoever_asks_and_whenever(live):
    made = snapshots.make(live, who="Ada")
    row = articles_figures(live)[0]
    number = review.reject(live, row["claim_id"], who="Bob", seen=None)

    other = snapshots.make(live)
    review.undo(live, row["claim_id"], who="Bob", seen=number)
    again = snapshots.make(live, who="Cy")

    assert other.id != made.id
    assert again == made
    assert [one.id for one in snapshots.listed(live)] == [other.id, made.id]


def test_what_was_kept_stays_whatever_becomes_of_the_store(live):
    before, text = written(live), live.article(articles_figures(live)[0]["article_id"])["text"]
    made = snapshots.make(live)
    row = articles_figures(live)[0]
    review.edit(live, row["claim_id"], {"value": 1.0}, who="Ada", seen=None)
    removal.remove(live, row["article_id"])
    live.forget_removed()

    then = snapshots.opened(live, made.id)

    assert written(live) != before
    assert written(then) == before
    assert then.article(row["article_id"])["text"] == text
    assert text[row["start_offset"] :].startswith(row["quote"])
    assert asking.ask(then, "SELECT count(*) FROM figures").rows == ((made.rows,),)


def test_every_question_is_answered_from_a_snapshot_as_it_was_from_the_store(live):
    made = snapshots.make(live)
    then = snapshots.opened(live, made.id)
    claim = articles_figures(live)[0]["claim_id"]
    for name, values in {
        "articles": {}, "metrics": {}, "usd_rates": {}, "chips": {}, "publishers": {},
        "claim_by_id": {"claim_id": claim}, "figure_evidence": {"claim_id": claim},
        "other_claims": {"claim_id": claim}, "facets": EVERYTHING,
        "history_of_figure": {"figure_id": claim},
    }.items():  # fmt: skip
        assert queries.run(then, name, **values).equals(queries.run(live, name, **values)), name


def test_who_reads_one_does_not_wait_for_who_makes_one(live):
    made = snapshots.make(live)
    with kept._making:
        first = snapshots.opened(live, made.id)
        with kept._opening:
            assert snapshots.opened(live, made.id) is first


def test_what_was_removed_before_is_not_in_it(live):
    row = articles_figures(live)[0]
    text = live.article(row["article_id"])["text"]
    removal.remove(live, row["article_id"])

    made = snapshots.make(live)
    bare = (snapshots.folder(live) / made.id / "figures.duckdb").read_bytes()

    assert queries.run(live, "removed_articles").shape[0] >= 1
    assert queries.run(snapshots.opened(live, made.id), "removed_articles").empty
    assert text[:60].encode() not in bare


def test_nothing_can_be_written_to_it(live):
    made = snapshots.make(live)
    then = snapshots.opened(live, made.id)

    with pytest.raises(SnapshotError, match=f"{made.id} is kept as it is"):
        then.meta_set("a", "b")
    with then.cursor() as cursor, pytest.raises(store.DatabaseError, match="read-only"):
        cursor.execute("DELETE FROM article")
    assert {
        each.stat().st_mode & 0o222 for each in (snapshots.folder(live) / made.id).iterdir()
    } == {0}


@pytest.mark.parametrize("name", ["", "..", "123", "../figures", "0123456789ab", "0123456789AB"])
def test_an_id_that_is_not_there_is_told(live, name):
    with pytest.raises(UnknownSnapshotError, match="There is no snapshot"):
        snapshots.opened(live, name)


def flip(path, at):
    path.chmod(0o644)
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


DAMAGE = {
    "a bit": lambda place: flip(place / "figures.duckdb", 1_000_000),
    "cut": lambda place: (
        (place / "figures.duckdb").chmod(0o644) or (place / "figures.duckdb").write_bytes(b"x")
    ),
    "no file": lambda place: (place / "figures.duckdb").unlink(),
    "nothing said": lambda place: (place / "snapshot.json").unlink(),
    "no JSON": lambda place: flip(place / "snapshot.json", 0),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_one_is_told_and_shows_nothing(live, damage):
    made = snapshots.make(live)
    damage(snapshots.folder(live) / made.id)

    with pytest.raises(SnapshotError, match=f"Snapshot {made.id} is damaged: .+ copy"):
        snapshots.opened(live, made.id)


def test_one_of_another_is_told_and_listed_as_damaged(live):
    made = snapshots.make(live)
    place = snapshots.folder(live)
    shutil.copytree(place / made.id, place / "0123456789ab")

    sound, broken = snapshots.listed(live)

    assert sound == made
    assert f"it is of snapshot {made.id}" in str(broken)


def test_a_folder_that_cannot_be_written_is_told(live):
    snapshots.folder(live).write_text("in the way", encoding="utf-8")

    with pytest.raises(SnapshotError, match=r"cannot be written to .+\.snapshots: .+as it was"):
        snapshots.make(live)


def test_what_a_killed_process_left_half_made_goes(live):
    place = snapshots.folder(live)
    for name, age in ((".making-old", 90_000), (".making-now", 10)):
        (place / name).mkdir(parents=True)
        (place / name / "figures.duckdb").write_bytes(b"half")
        os.utime(place / name, (time.time() - age,) * 2)

    made = snapshots.make(live)

    assert snapshots.listed(live) == [made]
    assert {each.name for each in place.iterdir()} == {made.id, ".making-now"}


# -- newer code ---------------------------------------------------------------------------------


def test_newer_code_shows_the_same_figures_with_the_rates_of_then(live, monkeypatch):
    made, before = snapshots.make(live), written(live)
    path = snapshots.folder(live) / made.id / "figures.duckdb"
    kept_bytes = path.read_bytes()
    monkeypatch.setattr(frozen, "code", lambda: "another")
    monkeypatch.setattr("newsfigures.tables.reference_digest", lambda: "another")

    then = snapshots.opened(live, made.id)

    assert then.path != path
    assert written(then) == before
    assert path.read_bytes() == kept_bytes


def older(path):
    """Make a snapshot's file one of code that kept less of each claim."""
    path.chmod(0o600)
    with store.connect(path) as opened:
        opened.execute("ALTER TABLE claim_kept DROP COLUMN quote_at")


def rewritten(live, made, change):
    """Change a snapshot's file as if it had been written so; return its path."""
    place = snapshots.folder(live) / made.id
    change(place / "figures.duckdb")
    said = json.loads((place / "snapshot.json").read_text("utf-8"))
    data = (place / "figures.duckdb").read_bytes()
    said |= {
        "code": "older",
        "file_bytes": len(data),
        "file_sha256": hashlib.sha256(data).hexdigest(),
    }
    (place / "snapshot.json").chmod(0o600)
    (place / "snapshot.json").write_text(json.dumps(said), "utf-8")


def test_code_that_keeps_more_of_a_claim_works_the_same_figures_out(live):
    made, before = snapshots.make(live), written(live)
    rewritten(live, made, older)

    assert written(snapshots.opened(live, made.id)) == before


def test_figures_that_newer_code_would_change_are_not_shown(live):
    def unlike(path):
        older(path)
        with store.connect(path) as opened:
            opened.execute("UPDATE usd_rate SET usd_per_unit = 2 * usd_per_unit")

    made = snapshots.make(live)
    rewritten(live, made, unlike)

    with pytest.raises(SnapshotError, match="works out some of its figures in another way"):
        snapshots.opened(live, made.id)


# -- what differs -------------------------------------------------------------------------------


def test_a_difference_names_each_figure_each_field_and_who(live):
    first = snapshots.make(live)
    rows = articles_figures(live)
    own = [row for row in rows if row["article_id"] == rows[0]["article_id"]]
    gone = next(row for row in rows if row["article_id"] != own[0]["article_id"])
    review.accept(live, own[0]["claim_id"], who="Ada", seen=None)
    review.edit(live, own[1]["claim_id"], {"value": 7.0}, who="Bob", seen=None, why="misread")
    review.reject(live, own[2]["claim_id"], who="Cy", seen=None)
    removal.remove(live, gone["article_id"], "Dee")

    found = {one.figure["claim_id"]: one for one in snapshots.versus(live, first.id)}
    kinds = {name: (one.kind, one.cause, one.who) for name, one in found.items()}

    assert kinds[own[0]["claim_id"]] == ("changed", "accept", "Ada")
    assert kinds[own[1]["claim_id"]] == ("changed", "edit", "Bob")
    assert kinds[own[2]["claim_id"]] == ("removed", "reject", "Cy")
    assert kinds[gone["claim_id"]] == ("removed", "removed", "Dee")
    edited = found[own[1]["claim_id"]]
    assert ("value", own[1]["value"], 7.0) in [(f.name, f.before, f.now) for f in edited.fields]
    assert snapshots.cause(edited) == "Bob corrected it: misread"
    now, then = (
        {row["claim_id"]: row for row in export.records(one, "export", EVERYTHING)}
        for one in (live, snapshots.opened(live, first.id))
    )
    assert found.keys() == {name for name in {*now, *then} if now.get(name) != then.get(name)}


def test_two_snapshots_differ_from_the_older_to_the_newer(live):
    first = snapshots.make(live)
    row = articles_figures(live)[0]
    review.reject(live, row["claim_id"], who="Ada", seen=None)
    second = snapshots.make(live)
    review.accept(live, articles_figures(live)[0]["claim_id"], who="Later", seen=None)

    one = snapshots.versus(live, first.id, second.id)

    assert one == snapshots.versus(live, second.id, first.id)
    (gone,) = [each for each in one if each.figure["claim_id"] == row["claim_id"]]
    assert (gone.kind, gone.who) == ("removed", "Ada")
    assert "Later" not in snapshots.csv(one)
    assert snapshots.versus(live, first.id, first.id) == []


# -- the command line and the addresses ---------------------------------------------------------


def run(capsys, *arguments):
    code = cli.main(["snapshot", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def lifecycle(capsys, change):
    """Make, list, show, compare and remove; `change` rejects a figure of the store."""
    code, said, _ = run(capsys, "make", "--note", "=2+3", "--json")
    assert code == 0
    made = json.loads(said)
    assert run(capsys, "show", made["id"], "--json")[1] == said
    change()
    code, listed, _ = run(capsys, "list")
    assert made["id"] in listed
    code, found, _ = run(capsys, "diff", made["id"])
    rows = list(csv.DictReader(io.StringIO(found)))
    assert [(row["change"], row["cause"], row["who"]) for row in rows if row["cause"] == "reject"]
    assert run(capsys, "remove", made["id"])[0] == 0
    code, _, err = run(capsys, "show", made["id"])
    assert (code, made["id"] in err) == (2, True)
    return [{**row, "why": ""} for row in rows]


def test_the_command_line_and_the_running_app_say_the_same(lived, capsys, monkeypatch):
    store.close_shared()

    def direct():
        with Store.open() as opened:
            change(opened)

    def change(opened):
        row = articles_figures(opened)[0]
        review.reject(opened, row["claim_id"], who="Ada", seen=None)

    copy = lived.read_bytes()
    by_itself = lifecycle(capsys, direct)
    lived.write_bytes(copy)
    with served(), held(monkeypatch):
        assert lifecycle(capsys, lambda: change(store.shared())) == by_itself


def test_an_export_is_as_of_a_snapshot_by_itself_and_through_the_app(
    lived, tmp_path, capsys, monkeypatch
):
    store.close_shared()
    with Store.open() as opened:
        made, before = snapshots.make(opened), written(opened)
        review.reject(opened, articles_figures(opened)[0]["claim_id"], who="Ada", seen=None)
        assert written(opened) != before

    def exported(*more):
        out = tmp_path / "out.csv"
        code = cli.main(["export", "--out", str(out), "--json", *more])
        said, err = capsys.readouterr()
        return code, out.read_bytes() if code == 0 else err, said

    code, data, said = exported("--snapshot", made.id)
    assert (code, data, json.loads(said)["snapshot"]) == (0, before, made.id)
    with served(), held(monkeypatch):
        code, data, said = exported("--snapshot", made.id)
        assert (code, data, json.loads(said)["snapshot"]) == (0, before, made.id)
    assert "There is no snapshot" in exported("--snapshot", "0123456789ab")[1]
    assert "not everything" in exported("--snapshot", made.id, "--everything")[1]


def test_a_damaged_one_is_told_by_the_list_with_the_exit_code_of_some(lived, capsys):
    store.close_shared()
    with Store.open() as opened:
        made = snapshots.make(opened)
        DAMAGE["no JSON"](snapshots.folder(opened) / made.id)

    code, out, err = run(capsys, "list")

    assert (code, out) == (1, "")
    assert f"Snapshot {made.id} is damaged" in err


def test_the_wrong_number_of_ids_is_told(lived, capsys):
    code, _, err = run(capsys, "show")

    assert code == 2
    assert "snapshot show takes one id, not 0." in err


def test_every_address_of_figures_answers_from_a_snapshot(lived):
    store.close_shared()
    with served() as note:
        live = store.shared()
        made = snapshots.make(live)
        row = articles_figures(live)[0]
        review.reject(live, row["claim_id"], who="Ada", seen=None)
        base, then = f"{note.url}/api/v1", {"snapshot": made.id}

        def get(path, **asked):
            return requests.get(f"{base}/{path}", params=asked, timeout=60)

        assert hashlib.sha256(get("figures.csv", **then).content).hexdigest() == made.sha256
        assert made.id in get("figures.csv", **then).headers["content-disposition"]
        told = get("figures.manifest.json", **then).json()
        assert (told["sha256"], told["snapshot"]) == (made.sha256, made.id)
        assert f"snapshot {made.id}" in told["cite_as"]
        assert get("figures.manifest.json").json()["snapshot"] is None
        assert get(f"figures/{row['claim_id']}").status_code == 404
        assert get(f"figures/{row['claim_id']}", **then).json()["quote"] == row["quote"]
        for form in ("json", "jsonl", "parquet", "xlsx", "zip"):
            assert get(f"figures.{form}", **then).status_code == 200, form
        assert get("articles", **then).json() == get("articles").json() | {
            "articles": get("articles", **then).json()["articles"]
        }
        tag = get("figures.json", **then).headers["etag"]
        kept_by = {"If-None-Match": tag}
        asked = {"params": then, "headers": kept_by, "timeout": 60}
        assert requests.get(f"{base}/figures.json", **asked).status_code == 304
        assert get("figures.csv", snapshot="0123456789ab").status_code == 404
        flip(snapshots.folder(live) / made.id / "figures.duckdb", 500)
        kept._open.clear()
        broken = get("figures.csv", **then)
        assert (broken.status_code, "damaged" in broken.json()["error"]) == (503, True)
