"""Roles of people who sign in: who is named has them, who is not vouched for has none of them."""

import logging
import re
import time

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from newsfigures import access, http, store
from newsfigures.access import Role, roles
from newsfigures.errors import AccessError
from tests.apps import ROOT, frame, words

DOCUMENT = (ROOT / "docs" / "access.md").read_text(encoding="utf-8")
# The file that the document shows.
EXAMPLE = next(b for b in re.findall(r"```toml\n(.*?)```", DOCUMENT, re.S) if "visitors" in b)


@pytest.fixture
def file(tmp_path, monkeypatch):
    """A file of roles that counts; gives what writes it."""
    path = tmp_path / "roles.toml"
    monkeypatch.setenv("NEWSFIGURES_ACCESS", str(path))

    def write(text):
        path.write_text(text, encoding="utf-8")
        return path

    return write


def claims(**more):
    """What a provider says of somebody who signed in just now."""
    mail = {"email": "Ada@Example.com", "email_verified": True}
    return {"is_logged_in": True, "iat": time.time(), "iss": "i", "sub": "s", **mail, **more}


def person(**more):
    return roles.current().person(claims(**more))


def test_without_the_file_nobody_signs_in(monkeypatch):
    monkeypatch.delenv("NEWSFIGURES_ACCESS", raising=False)
    assert roles.current() is None


def test_the_file_of_the_document_gives_the_roles_it_says(file):
    file(EXAMPLE)

    assert person(email="ada@example.com").role is Role.ADMIN
    assert person(email="ed@desk.example.com").role is Role.EDITOR
    assert person(email="x@elsewhere.example", groups=["newsfigures-editors"]).role is Role.EDITOR
    assert person(email="x@elsewhere.example").role is Role.VIEWER
    assert roles.current().person({}).role is Role.NOBODY


@pytest.mark.parametrize(
    ("more", "role"),
    [
        ({}, Role.ADMIN),
        ({"email": " ada@example.com "}, Role.ADMIN),
        ({"email_verified": False}, Role.NOBODY),
        ({"email_verified": None}, Role.NOBODY),
        ({"email_verified": "true"}, Role.NOBODY),
        ({"email": "ada@example.com.evil.example"}, Role.NOBODY),
        ({"email": "evil@example.com@desk.example.com.evil"}, Role.NOBODY),
        ({"email": "ed@sub.desk.example.com"}, Role.NOBODY),
        ({"email": "ed@desk.example.com"}, Role.EDITOR),
        ({"email": None, "role": "desk"}, Role.EDITOR),
        ({"email": None, "role": ["x", "desk"]}, Role.EDITOR),
        ({"email": None, "role": "desks"}, Role.NOBODY),
        ({"role": "desk"}, Role.ADMIN),
    ],
)
def test_the_greatest_role_counts_of_those_that_a_provider_vouches_for(more, role, file):
    file(
        'default = "nobody"\n[admin]\nemails = ["ada@example.com"]\n'
        '[editor]\nemails = ["*@desk.example.com"]\nclaims = { role = ["desk"] }\n'
    )

    assert person(**more).role is role


def test_an_address_that_is_not_vouched_for_counts_where_that_is_said(file):
    file('unverified = true\n[admin]\nemails = ["ada@example.com"]\n')

    assert person(email_verified=None).role is Role.ADMIN


def test_who_is_named_for_less_than_the_usual_has_less(file):
    file('default = "editor"\n[viewer]\nemails = ["ada@example.com"]\n')

    assert person().role is Role.VIEWER
    assert person(email="bob@example.com").role is Role.EDITOR


def test_a_sign_in_ends(file):
    file('hours = 1\nvisitors = "viewer"\n[admin]\nemails = ["ada@example.com"]\n')

    assert person(iat=time.time() - 3500).role is Role.ADMIN
    for at in (time.time() - 3601, None, "now", True):
        assert (person(iat=at).role, person(iat=at).name) == (Role.VIEWER, "")


def test_the_name_is_the_claim_that_signs_else_what_there_is(file):
    file('signed_by = "nick"\n')

    assert person(nick="  ada  l ").name == "ada l"
    assert person(nick=None).name == "Ada@Example.com"
    assert person(nick=None, email=None).name == "s"
    assert person(nick=None, email=None, sub=None).role is Role.NOBODY


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("default =", "cannot be read"),
        ('default = "boss"', "default is 'boss'. There are: nobody, viewer, editor, admin."),
        ('visitors = "editor"', "visitors is 'editor'. There are: nobody, viewer."),
        ("hours = 0", "hours is 0; give a number above 0"),
        ("hours = nan", "hours is nan; give a number above 0"),
        ("hours = true", "hours is True"),
        ("admins = 1", "there is no admins. There are: admin, default, editor, hours,"),
        ('[admin]\nemail = "x"', "[admin]: there is no email. There are: claims, emails."),
        ('[admin]\nemails = "ada@example.com"', "a list of words belongs there"),
        ('[admin]\nemails = ["*"]', "'*' is no e-mail address"),
        ('[admin]\nemails = ["*@*"]', "'*@*' is no e-mail address"),
        ('[admin]\nemails = ["a*@example.com"]', "is no e-mail address"),
        ("admin = 1", "a table belongs there"),
        ("[admin]\nclaims = { a = 1 }", "claims, a is 1; a list of words belongs there."),
        ('unverified = "no"', "true or false belongs there"),
    ],
)
def test_a_file_that_is_not_as_it_should_be_lets_nobody_in_and_says_what_is_wrong(
    text, said, file, tmp_path, monkeypatch, caplog
):
    path = file(text)
    with pytest.raises(AccessError) as told:
        roles.current()
    assert said in str(told.value)
    assert str(path) in str(told.value)

    monkeypatch.setenv("NEWSFIGURES_DB", str(tmp_path / "figures.duckdb"))
    caplog.set_level(logging.ERROR)
    with TestClient(Starlette(routes=http.routes())) as client:
        answer = client.get("/api/v1/articles")
        assert client.get("/healthz").status_code == 200
    assert (answer.status_code, str(path) in answer.text) == (503, False)
    assert said in caplog.text
    store.close_shared()


def test_a_file_that_is_missing_lets_nobody_in(tmp_path, monkeypatch):
    monkeypatch.setenv("NEWSFIGURES_ACCESS", str(tmp_path / "none.toml"))
    with pytest.raises(AccessError, match=r"none\.toml cannot be read: No such file"):
        roles.current()


@pytest.mark.parametrize(("visitors", "status"), [("nobody", 401), ("viewer", 200)])
def test_addresses_without_a_token_are_for_visitors(visitors, status, file, tmp_path, monkeypatch):
    file(f'visitors = "{visitors}"')
    monkeypatch.setenv("NEWSFIGURES_DB", str(tmp_path / "figures.duckdb"))
    with TestClient(Starlette(routes=http.routes())) as client:
        assert client.get("/api/v1/articles").status_code == status
        assert client.get("/readyz").status_code == 200
        assert client.post("/api/v1/articles?name=a.txt").status_code == 401
    store.close_shared()


def shown(app):
    """Titles of what is on a page, and its buttons."""
    return [each.value for each in app.title], {each.label for each in app.button}


def test_the_frame_shows_no_page_to_a_visitor_where_people_sign_in(empty, file, monkeypatch):
    monkeypatch.setattr(access.gate, "_found", [])
    file('visitors = "nobody"')
    app = frame().run()

    assert shown(app) == (["Sign in to read"], set())
    assert "No way to sign in is set here" in words(app)
    file('visitors = "viewer"')
    assert shown(app.run())[0] != ["Sign in to read"]
    file("broken")
    assert access.BROKEN in words(app.run())


def test_a_provider_without_roles_lets_nobody_in(empty, monkeypatch, caplog):
    monkeypatch.setattr(access.gate, "_found", [])
    monkeypatch.delenv("NEWSFIGURES_ACCESS", raising=False)
    app = frame()
    app.secrets["auth"] = {"client_id": "newsfigures"}

    assert access.BROKEN in words(app.run())
    assert not app.title
    assert "everybody would be an admin" in caplog.text
