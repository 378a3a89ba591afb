"""Tokens: told once, kept as a digest, gone when they are revoked or over, and in no log."""

import json
import logging
import os
import stat
from datetime import timedelta

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from newsfigures import access, cli, http, naming, removal, store
from newsfigures.access import Role, tokens
from newsfigures.errors import AccessError
from newsfigures.whole import archive
from tests.articles import deepseek

ARTICLES = "/api/v1/articles"


@pytest.fixture
def path(tmp_path, monkeypatch):
    """The store of this process, with one article; gives the path of its file."""
    place = tmp_path / "figures.duckdb"
    monkeypatch.setenv("NEWSFIGURES_DB", str(place))
    store.close_shared()
    store.shared().add(*deepseek(), {}, words=30)
    yield place
    store.close_shared()


@pytest.fixture
def client(path):
    with TestClient(Starlette(routes=http.routes())) as asked:
        yield asked


def bearer(word):
    return {"Authorization": f"Bearer {word}"}


def run(capsys, *words):
    code = cli.main(["tokens", *words])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_only_a_digest_is_kept_for_this_user_alone(path):
    token, word = tokens.make(path, "  Ada's\nscript ", "write")

    kept = tokens.place(path)
    assert word.startswith(f"nf_{token.id}_")
    assert word.rpartition("_")[2] not in kept.read_text("utf-8")
    assert word not in repr(token)
    if os.name == "posix":
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert tokens.known(path, word) == access.Person(
        role=Role.EDITOR, name="Ada's script", key=f"token {token.id}"
    )


def test_a_token_that_is_like_one_is_none(path):
    token, word = tokens.make(path, "Ada", "admin")
    _, other = tokens.make(path, "Bob", "read")

    for wrong in ("", "nf", word[:-1], word + "x", word.upper(), f"nf_{token.id}_", token.sha256,
                  f"nf_{token.id}_{other.split('_', 2)[2]}", "naïve", f"xx{word[2:]}"):  # fmt: skip
        assert tokens.known(path, wrong) is None
    assert tokens.known(path.with_name("other.duckdb"), word) is None


def test_it_ends_when_it_is_revoked_or_over(path, monkeypatch):
    brief, first = tokens.make(path, "brief", "read", days=2)
    lasting, second = tokens.make(path, "lasting", "read", days=0)
    now = tokens.now()

    monkeypatch.setattr(tokens, "now", lambda: now + timedelta(days=2))
    assert tokens.known(path, first) is None
    assert tokens.known(path, second).name == "lasting"
    assert tokens.revoke(path, lasting.id).state(now) == "revoked"
    assert tokens.known(path, second) is None
    assert tokens.revoke(path, lasting.id) is None
    assert [one.state(tokens.now()) for one in tokens.listed(path)] == ["expired", "revoked"]
    assert brief.expires == brief.made + timedelta(days=2)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("", "read", 1), "Name: give one"),
        (("x" * 81, "read", 1), "Name: give one"),
        (("Ada", "all", 1), "There is no scope 'all'. There are: read, write, admin."),
        (("Ada", "read", -1), "Days: give how many"),
    ],
)
def test_what_is_no_token_is_told_in_words(path, given, words):
    with pytest.raises(AccessError, match=words):
        tokens.make(path, *given)
    assert not tokens.place(path).exists()


@pytest.mark.parametrize("line", ["{", "[]", '{"id": "x"}', '{"id": "none", "revoked": "2025"}'])
def test_a_broken_file_lets_no_token_count_and_says_where_it_is_broken(
    line, path, client, caplog, capsys
):
    _, word = tokens.make(path, "Ada", "admin")
    with tokens.place(path).open("a", encoding="utf-8") as kept:
        kept.write(f"{line}\n")

    answer = client.get(ARTICLES, headers=bearer(word))

    assert (answer.status_code, str(path) in answer.text) == (503, False)
    assert "line 2: this is no token" in caplog.text
    code, _, errs = run(capsys, "list")
    assert (code, "line 2" in errs) == (2, True)
    assert client.get(ARTICLES).status_code == 200


def test_what_a_token_does_is_kept_under_its_name(path, client):
    _, word = tokens.make(path, "nightly load", "write")
    own = deepseek()[0].article_id

    answer = client.delete(f"{ARTICLES}/{own}?who=Somebody", headers=bearer(word))

    assert answer.status_code == 200
    with store.shared().cursor() as cursor:
        assert cursor.execute("SELECT removed_by FROM removed_article").fetchall() == [
            ("nightly load",)
        ]
    assert removal.restore(store.shared(), own).status == "restored"
    assert naming.log(store.shared()) == ()


def test_no_token_is_in_a_log_an_answer_a_backup_or_an_archive(path, client, caplog, tmp_path):
    caplog.set_level(logging.DEBUG)
    token, word = tokens.make(path, "nightly load", "admin")
    secret = word.split("_", 2)[2]
    answers = [
        client.get(f"/api/v1/{name}", headers=bearer(word))
        for name in ("check", "openapi.json", "backup", "everything.zip")
    ]
    answers += [client.delete(f"{ARTICLES}/x", headers=bearer(f"{word}x"))]
    archive.write(store.shared(), tmp_path / "all.zip")

    for answer in answers:
        assert secret.encode() not in answer.content
        assert token.sha256.encode() not in answer.content
        assert secret not in str(answer.headers)
    assert secret not in caplog.text
    # An address is written to logs, so that none is taken from there.
    assert client.get(f"/api/v1/check?token={word}").status_code == 401


def test_the_command_line_makes_lists_and_revokes(path, capsys):
    code, out, errs = run(capsys, "make", "--name", "nightly load", "--scope", "write")
    assert (code, errs.count("scope write")) == (0, 1)
    word = out.strip()
    assert tokens.known(path, word).role is Role.EDITOR

    own = word.split("_")[1]
    code, out, _ = run(capsys, "list")
    assert (code, word in out) == (0, False)
    assert out.split()[:3] == [own, "write", "valid"]
    code, out, _ = run(capsys, "--json", "list")
    told = json.loads(out)
    assert (told["id"], told["state"], "sha256" in told) == (own, "valid", False)

    assert run(capsys, "revoke", own, "none")[0] == 1
    code, _, errs = run(capsys, "revoke", own)
    assert (code, f"no token {own} that counts" in errs) == (2, True)
    code, out, _ = run(capsys, "make", "--json", "--name", "Ada", "--days", "0")
    told = json.loads(out)
    assert (told["scope"], told["expires"]) == ("read", None)
    assert tokens.known(path, told["token"]).role is Role.VIEWER
