"""People sign in with a provider, a real one on this machine, and have the role that is theirs."""

import io
import json
import urllib.error
import urllib.request
import zipfile

import pytest
from oidc_provider_mock import User, run_server_in_thread

from newsfigures.access import tokens
from tests.browser.conftest import Server, Visitor

pytestmark = pytest.mark.browser


def user(sub, verified=True, **claims):
    claims = {"email": f"{sub}@example.com", "email_verified": verified, **claims}
    return User(sub=sub, claims=claims)


USERS = (
    user("ada", name="Ada Lovelace"),
    user("ed", name="Ed Itor", groups=["desk", "other"]),
    user("vera", name="Vera Viewer"),
    # Says the admin's address is hers, and nobody vouches for that.
    user("mallory", verified=False, name="Mallory", email="ada@example.com"),
)
ROLES = """
default = "viewer"
visitors = "nobody"

[admin]
emails = ["ada@example.com"]

[editor]
claims = { groups = ["desk"] }
"""
SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
cookie_secret = "a secret that only this test has"
client_id = "newsfigures"
client_secret = "secret"
server_metadata_url = "http://localhost:{port}/.well-known/openid-configuration"
"""


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """The app where people sign in, and its provider; gives its server and the file of roles."""
    folder = tmp_path_factory.mktemp("signing")
    roles = folder / "roles.toml"
    roles.write_text(ROLES, encoding="utf-8")
    secrets = folder / "secrets.toml"
    with run_server_in_thread(user_claims=USERS) as provider:
        secrets.write_text(SECRETS.format(port=provider.server_port), encoding="utf-8")
        running = Server(
            folder, NEWSFIGURES_ACCESS=str(roles), STREAMLIT_SECRETS_FILES=str(secrets)
        )
        yield running, roles
        running.stop()


@pytest.fixture
def arrive(app, browser):
    """Let somebody sign in with a browser of their own; gives their page."""
    contexts = []

    def arrived(sub):
        context = browser.new_context()
        contexts.append(context)
        visitor = Visitor(context.new_page(), app[0].url)
        visitor.open("/")
        page = visitor.page
        page.get_by_test_id("stMain").get_by_role("button", name="Sign in").click()
        page.get_by_role("button", name=sub, exact=True).click()
        page.get_by_text("Signed in as").wait_for(timeout=60_000)
        visitor.settle()
        return visitor

    yield arrived
    for context in contexts:
        context.close()


def status(url, word=None):
    asked = urllib.request.Request(url, headers={"Authorization": f"Bearer {word}"} if word else {})
    try:
        with urllib.request.urlopen(asked, timeout=60) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def decisions(server):
    """What was decided, as an archive of everything has it."""
    _, word = tokens.make(server.store, "archive", "admin")
    asked = urllib.request.Request(
        f"{server.url}/api/v1/everything.zip", headers={"Authorization": f"Bearer {word}"}
    )
    with urllib.request.urlopen(asked, timeout=60) as answer:
        lines = zipfile.ZipFile(io.BytesIO(answer.read())).read("decision.jsonl")
    return [json.loads(line) for line in lines.splitlines()]


def test_whoever_is_not_signed_in_reads_nothing_on_a_page_or_by_an_address(app, page):
    server, _ = app
    visitor = Visitor(page, server.url)
    for path in ("/", "/data", "/articles", "/?fig=f_none"):
        visitor.open(path)
        assert page.get_by_role("heading", name="Sign in to read").is_visible()
        assert page.get_by_test_id("stMain").locator("canvas, table, svg.main-svg").count() == 0
    assert status(f"{server.url}/healthz") == 200
    assert status(f"{server.url}/api/v1/articles") == 401
    _, word = tokens.make(server.store, "reader", "read")
    assert status(f"{server.url}/api/v1/articles", word) == 200
    assert status(f"{server.url}/api/v1/backup", word) == 403


def test_an_editor_decides_under_the_name_that_is_known_and_signs_out(app, arrive):
    visitor = arrive("ed")
    page = visitor.open("/review")
    assert page.get_by_text("Signed in as Ed Itor, editor.").is_visible()
    assert page.get_by_text("kept under your name, Ed Itor").is_visible()
    page.get_by_role("button", name="Accept").click()
    page.get_by_text("Accepted:").wait_for()
    visitor.settle()
    assert {one["who"] for one in decisions(app[0])} == {"Ed Itor"}

    held = {one["name"]: one for one in page.context.cookies()}
    mine = held["_streamlit_user"]
    assert (mine["httpOnly"], mine["sameSite"], mine["path"]) == (True, "Lax", "/")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="End session").click()
    page.get_by_role("button", name="Sign in").first.wait_for(timeout=60_000)
    assert "_streamlit_user" not in {one["name"] for one in page.context.cookies()}


@pytest.mark.parametrize(("sub", "name"), [("vera", "Vera Viewer"), ("mallory", "Mallory")])
def test_a_viewer_sees_no_control_that_writes(sub, name, arrive):
    visitor = arrive(sub)
    page = visitor.open("/review")

    assert page.get_by_text(f"Signed in as {name}, viewer.").is_visible()
    assert page.get_by_text("is for the role editor").is_visible()
    assert page.get_by_role("button", name="Accept").count() == 0
    visitor.open("/articles")
    assert page.locator("input[type=file]").count() == 0


def test_a_role_that_is_taken_away_is_gone_with_the_next_click(app, arrive):
    _, roles = app
    visitor = arrive("ada")
    page = visitor.open("/review")
    assert page.get_by_text("Ada Lovelace, admin.").is_visible()
    try:
        roles.write_text(ROLES.replace("ada@", "somebody@"), encoding="utf-8")
        page.get_by_role("button", name="Accept").click()
        page.get_by_text("is for the role editor").first.wait_for()
        assert page.get_by_text("Accepted:").count() == 0
        roles.write_text("admin = 1", encoding="utf-8")
        page.reload()
        page.get_by_text("Who may do what cannot be read here").wait_for()
    finally:
        roles.write_text(ROLES, encoding="utf-8")
