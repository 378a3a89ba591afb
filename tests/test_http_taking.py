"""One file by HTTP: only with the token, never for another site, told as the command line does."""

import json
import os
import stat
import urllib.error
import urllib.request
from urllib.parse import urlencode

import pytest

from newsfigures import holder, store
from newsfigures.http import taking
from tests.running import ROOT, served
from tests.websites import gives, sends_to, site

SEED = ROOT / "tests" / "seed" / "000_05256ea266f6d66f.txt"


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """The running app on an own store."""
    patch = pytest.MonkeyPatch()
    path = tmp_path_factory.mktemp("served") / "figures.duckdb"
    patch.setenv("NEWSFIGURES_DB", str(path))
    with served() as note:
        yield note
    patch.undo()


def post(app, body=b"", heads=(), **said):
    """Send a file with the token, unless the heads say otherwise; return status and answer."""
    heads = {"Authorization": f"Bearer {app.token}", **dict(heads)}
    request = urllib.request.Request(
        f"{app.url}/api/v1/articles?{urlencode(said)}", data=body,
        headers={k: v for k, v in heads.items() if v},
    )  # fmt: skip
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.loads(error.read())


def articles():
    return store.shared().counts()["articles"]


def form(fields, boundary="part"):
    """A form as a browser sends it: each field a name, its head's rest and its bytes."""
    parts = b"".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"{rest}\r\n\r\n'.encode()
        + data + b"\r\n"
        for name, rest, data in fields
    )  # fmt: skip
    return parts + f"--{boundary}--\r\n".encode(), {
        "Content-Type": f"multipart/form-data; boundary={boundary}"
    }


def test_a_file_goes_in_once_and_is_told_as_ingest_tells_it(app):
    said = {"name": "seed.txt", "published": "2025-01-27", "publisher": "Example News"}

    status, first = post(app, SEED.read_bytes(), **said)
    again, second = post(app, SEED.read_bytes(), **said)

    (row,) = first["results"]
    assert (status, again) == (201, 200)
    assert {k: row[k] for k in ("file", "status", "figures", "derived", "published")} == {
        "file": "seed.txt", "status": "added", "figures": 5, "derived": 2,
        "published": "2025-01-27",
    }  # fmt: skip
    assert second["results"][0]["status"] == "duplicate"
    assert second["results"][0]["article_id"] == row["article_id"]
    assert store.shared().article(row["article_id"])["publisher"] == "Example News"


def test_a_form_with_a_file_is_taken_too(app):
    body, heads = form([
        ("published", "", b"2025-02-01"),
        ("url", "", b"https://example.com/a"),
        ("file", '; filename="form.txt"', b"Training it cost $7 million, Meta said on Monday.\n"),
    ])  # fmt: skip

    status, said = post(app, body, heads)

    (row,) = said["results"]
    assert (status, row["file"], row["published"]) == (201, "form.txt", "2025-02-01")
    assert store.shared().article(row["article_id"])["url"] == "https://example.com/a"


@pytest.mark.parametrize(
    ("heads", "status", "words"),
    [
        ({"Authorization": ""}, 401, "the token that stands in the note beside the store"),
        ({"Authorization": "Bearer wrong"}, 401, "the token"),
        ({"Authorization": "Bearer naïve"}, 401, "the token"),
        ({"Origin": "https://elsewhere.example"}, 403, "a page of another site"),
        ({"Origin": "null"}, 403, "a page of another site"),
        ({"Sec-Fetch-Site": "cross-site"}, 403, "a page of another site"),
        ({"Sec-Fetch-Site": "same-site"}, 403, "a page of another site"),
    ],
)
def test_whoever_may_not_write_is_told_so_and_nothing_is_added(app, heads, status, words):
    before = articles()

    answered, said = post(app, b"Training it cost $8 million.", heads, name="a.txt")

    assert answered == status
    assert words in said["error"]
    assert articles() == before


def test_a_page_of_the_app_itself_may_with_the_token(app):
    heads = {"Origin": app.url, "Sec-Fetch-Site": "same-origin"}

    assert post(app, b"Training it cost $9 million in all.", heads, name="own.txt")[0] == 201


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "Give the file's name, such as name=article.txt."),
        ({"name": "a.txt", "published": "27.1.2025"}, "'27.1.2025' is no date"),
        ({"name": "a.txt", "colour": "red"}, "There is no colour. There are: name, title,"),
    ],
)
def test_wrong_requests_are_told_in_words(app, said, words):
    status, answer = post(app, b"Training it cost $8 million.", **said)

    assert status == 400
    assert words in answer["error"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (form([("name", "", b"a.txt")]), "Send one file in the form"),
        (form([("a", '; filename="a"', b"x"), ("b", '; filename="b"', b"y")]), "Too many files"),
        ((b"--part\r\nbroken", {"Content-Type": "multipart/form-data"}), "boundary"),
    ],
)
def test_a_form_that_is_none_is_told_in_words(app, body, words):
    status, answer = post(app, *body)

    assert status == 400
    assert words in answer["error"]


def test_what_cannot_be_read_is_refused_with_the_reason(app):
    status, said = post(app, b"\x89PNG\r\n\x1a\n" + bytes(90), name="a.txt")

    assert status == 422
    assert said["results"][0]["status"] == "refused"
    assert "a PNG picture" in said["results"][0]["reason"]


def test_more_than_the_limit_is_not_taken(app, monkeypatch):
    monkeypatch.setattr(taking, "MAX_FILE_BYTES", 1000)

    assert post(app, b"x" * 1001, name="a.txt") == (413, {"error": "A file may be 0 MB. Split it."})
    monkeypatch.setattr(taking, "_AROUND", 100)
    body, heads = form([("file", '; filename="a.txt"', b"x" * 1200)])
    assert post(app, body, heads)[0] == 413


def test_the_note_is_for_this_user_alone_and_leaves_with_the_app(tmp_path):
    path = tmp_path / "figures.duckdb"
    holder.note(path, "http://127.0.0.1:1")

    kept = holder.place(path)
    assert holder.read(path) == holder.Note(
        pid=os.getpid(), url="http://127.0.0.1:1", token=holder.token()
    )
    if os.name == "posix":
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    holder.forget(path)
    assert list(tmp_path.iterdir()) == []


def test_a_note_of_another_process_is_left_and_a_broken_one_is_none(tmp_path):
    path = tmp_path / "figures.duckdb"
    kept = holder.place(path)
    kept.write_text('{"pid": 1, "url": "http://127.0.0.1:1", "token": "x"}', encoding="utf-8")
    holder.forget(path)
    assert holder.read(path).pid == 1
    for broken in ("", "[]", '{"pid": "many"}', "\udcff"):
        kept.write_text(broken, encoding="utf-8", errors="surrogateescape")
        assert holder.read(path) is None


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", "http://127.0.0.1:8501"),
        ("0.0.0.0", "http://127.0.0.1:8501"),
        ("::", "http://[::1]:8501"),
        (None, "http://127.0.0.1:8501"),
        ("192.0.2.7", "http://192.0.2.7:8501"),
    ],
)
def test_the_address_is_one_of_this_machine(host, expected):
    assert holder.address(host, 8501) == expected
    assert holder.address(host, 8501, base="/nf/") == f"{expected}/nf"


def test_a_page_is_fetched_only_where_it_is_allowed(app):
    status, said = post(app, fetch="https://example.com/a")

    assert (status, said["error"][:35]) == (400, "Web addresses are not fetched here.")


def test_a_page_that_is_fetched_goes_in_like_a_file(app, monkeypatch):
    monkeypatch.setenv("NEWSFIGURES_WEB", "on, 127.0.0.0/8")
    with site(news=gives(), away=sends_to("http://10.0.0.1/")) as made:
        status, said = post(app, fetch=made.at("/news"), published="2025-02-03")
        inside, refused = post(app, fetch=made.at("/away"))
        both, told = post(app, b"words", fetch=made.at("/news"))

    (row,) = said["results"]
    assert (status, row["file"], row["status"]) == (201, made.at("/news"), "added")
    assert (row["title"], row["published"]) == ("What GPT-4 cost", "2025-02-03")
    assert store.shared().article(row["article_id"])["url"] == made.at("/news")
    assert (inside, refused["results"][0]["status"]) == (422, "refused")
    assert (both, told) == (
        400, {"error": "Send a file, or the address of a page to fetch; not both."},
    )  # fmt: skip


def asked(app, method, path, token=True):
    request = urllib.request.Request(f"{app.url}/api/v1/articles/{path}", method=method)
    if token:
        request.add_header("Authorization", f"Bearer {app.token}")
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.loads(error.read())


def test_an_article_is_removed_and_restored_with_the_token_alone(app):
    body = b"Training it cost $12 million, Meta said on Monday.\n"
    own = post(app, body, name="own.txt")[1]["results"][0]["article_id"]
    before = articles()

    assert asked(app, "DELETE", own, token=False)[0] == 401
    assert asked(app, "POST", f"{own}/restore")[0] == 409
    removed = asked(app, "DELETE", f"{own}?who=Ada")
    gone = articles()
    assert (removed[0], removed[1]["status"]) == (200, "removed")
    assert asked(app, "DELETE", own)[0] == 404
    assert asked(app, "POST", f"{own}/restore", token=False)[0] == 401
    assert asked(app, "POST", f"{own}/restore")[1]["status"] == "restored"
    assert asked(app, "POST", "a_none/restore")[0] == 404
    assert (before, gone, articles()) == (before, before - 1, before)
