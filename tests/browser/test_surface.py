"""What strangers can reach of the server: pages, their websocket and uploads, their policy."""

import http.client
import json
import uuid
from urllib.parse import urlsplit

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from newsfigures import holder
from newsfigures.http import headers
from tests.browser import visits

pytestmark = pytest.mark.browser

PAGES = (
    "/",
    "/training_cost",
    "/_stcore/health",
    "/_stcore/host-config",
    "/favicon.png",
    "/healthz",
)
STREAM = "/_stcore/stream"
UPLOAD = "/_stcore/upload_file/0123456789abcdef/0123456789abcdef"


def ask(server, method, path, body=None, **heads):
    """Send a request with just these headers; return status, headers and body."""
    line = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=30)
    try:
        given = {name.replace("_", "-"): value for name, value in heads.items()}
        line.request(method, path, body, given)
        answer = line.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        line.close()


@pytest.mark.parametrize("path", PAGES)
def test_pages_of_the_app_have_the_headers_too(server, path):
    status, found, _ = ask(server, "GET", path)

    assert status == 200
    for name, value in headers.HEADERS:
        assert found[name] == value
    assert "default-src 'none'" in found["Content-Security-Policy"]


@pytest.mark.attack("DNS rebinding")
@pytest.mark.parametrize("path", [*PAGES, STREAM, UPLOAD])
def test_by_another_name_no_page_is_given(server, path):
    status, _, body = ask(server, "GET", path, host="evil.example")

    assert status == 421
    assert "does not go by the name" in json.loads(body)["error"]


@pytest.mark.attack("DNS rebinding")
def test_by_another_name_no_websocket_is_opened(server):
    with pytest.raises(InvalidStatus) as told:
        connect(
            server.url.replace("http", "ws") + STREAM, additional_headers={"Host": "evil.example"}
        )

    assert told.value.response.status_code in (400, 421)


@pytest.mark.attack("cross-site requests")
@pytest.mark.parametrize(
    "origin", ["https://evil.example", "http://127.0.0.1:1", "http://localhost:1", "null"]
)
def test_a_page_of_another_site_opens_no_websocket(server, origin):
    with pytest.raises(InvalidStatus) as told:
        connect(server.url.replace("http", "ws") + STREAM, origin=origin)

    assert told.value.response.status_code == 403
    assert b"for a page of another site" in told.value.response.body


@pytest.mark.attack("cross-site requests")
@pytest.mark.parametrize("method", ["PUT", "DELETE", "POST"])
@pytest.mark.parametrize(
    "heads", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}]
)
def test_a_page_of_another_site_uploads_nothing(server, method, heads):
    status, _, body = ask(server, method, UPLOAD, b"words", **heads)

    assert status == 403
    assert "for a page of another site" in json.loads(body)["error"]


@pytest.mark.attack("cross-site requests")
def test_nothing_is_uploaded_without_the_pages_own_word(server):
    """Streamlit's own token, for who sends no origin at all."""
    assert ask(server, "PUT", UPLOAD, b"words")[0] == 403


@pytest.mark.attack("too much at once")
@pytest.mark.parametrize("path", ["/", UPLOAD])
@pytest.mark.parametrize(
    ("heads", "status"), [({"x": "a" * 40_000}, 431), ({"content-length": "30000000"}, 413)]
)
def test_too_much_is_refused_at_the_pages_addresses_too(server, path, heads, status):
    assert ask(server, "PUT", path, **heads)[0] == status


PATHS = [
    "/static/../../../../etc/passwd", "/static/..%2f..%2f..%2fetc/passwd", "/media/../app.py",
    "/media/..%2f..%2fetc%2fpasswd", "/app/static/../../app.py", "/component/../../etc/passwd",
    "/component/x/..%2f..%2f..%2fetc%2fpasswd", "/_stcore/../app.py", "//etc/passwd",
    "/_stcore/bidi-components/x/..%2f..%2fetc%2fpasswd", "/..%5c..%5capp.py", "/%00",
    "/_stcore/upload_file/..%2f..%2fetc/passwd",
]  # fmt: skip


@pytest.mark.attack("path traversal")
@pytest.mark.parametrize("path", PATHS)
def test_no_path_of_the_pages_leads_to_a_file(server, path):
    _, _, body = ask(server, "GET", path)

    assert b"root:" not in body
    assert b"st.App(" not in body


def session(line) -> str:
    """Return what the server calls a session, once a page is asked for."""
    asked = BackMsg()
    asked.rerun_script.query_string = ""
    line.send(asked.SerializeToString())
    said = ForwardMsg()
    while not said.HasField("new_session"):
        said.ParseFromString(line.recv(timeout=60))
    return said.new_session.initialize.session_id


def stream(server, *more):
    """Open a page's websocket; `more` stands in its place for the session to go on with."""
    asked = ["streamlit", "none", *more]
    return connect(server.url.replace("http", "ws") + STREAM, origin=server.url, subprotocols=asked)


@pytest.mark.attack("session fixation")
@pytest.mark.parametrize("chosen", ["chosen", "0123456789abcdef", "..", "a" * 500])
def test_a_session_is_called_as_the_server_chooses(server, chosen):
    """Who had made a visitor use a name would know the visitor's session by it."""
    with stream(server, chosen) as line:
        assert session(line) != chosen


@pytest.mark.attack("session fixation")
def test_nobody_guesses_what_a_session_is_called(server):
    with stream(server) as first, stream(server) as second:
        names = [uuid.UUID(session(line)) for line in (first, second)]

    assert names[0] != names[1]
    assert {name.version for name in names} == {4}, "not 122 random bits"


def test_the_policy_alone_keeps_words_from_running(visitor):
    """Were words of an article ever put into a page unescaped, the browser would not run them."""
    page = visitor.open("/methods")
    ran = page.evaluate(
        """async () => {
          const tries = ['<img src=x onerror="window.ran = 1">', '<svg onload="window.ran = 1">',
            '<iframe srcdoc="<script>parent.ran = 1</script>"></iframe>',
            '<a id="nf-try" href="javascript:window.ran = 1">x</a>',
            '<object data="data:text/html,x">'];
          for (const each of tries)
            document.body.appendChild(document.createElement('div')).innerHTML = each;
          document.getElementById('nf-try').click();
          const script = document.createElement('script');
          script.textContent = 'window.ran = 1';
          document.body.append(script);
          const outside = document.createElement('script');
          outside.src = 'https://evil.example/x.js';
          document.body.append(outside);
          await fetch('https://evil.example/').catch(() => 0);
          await new Promise(done => setTimeout(done, 300));
          return window.ran ?? null;
        }"""
    )

    assert ran is None
    refused = [said for said in visitor.outside if "Content Security Policy" in said]
    assert len(refused) >= 6
    assert len([said for said in refused if "evil.example" in said]) >= 2
    visitor.outside.clear()


def test_a_token_stands_nowhere(visitor, server):
    token = holder.read(server.store).token
    word = {"authorization": f"Bearer {token}"}
    said = [
        ask(server, "GET", "/api/v1/check", authorization="Bearer wrong"),
        ask(server, "GET", "/api/v1/check", **word),
        ask(server, "POST", "/api/v1/articles?name=a.txt", b"\x00\x01", **word),
        ask(server, "POST", "/api/v1/articles", b"", **word),
        ask(server, "DELETE", "/api/v1/articles/a_none", **word),
        ask(server, "GET", "/api/v1/openapi.json"),
        ask(server, "GET", "/_stcore/metrics"),
    ]
    for path in ("/", "/articles", "/methods"):
        said.append((200, {}, visitor.open(path).content().encode()))

    for status, heads, body in said:
        assert token not in f"{status} {dict(heads)} {body.decode('utf-8', 'replace')}"
    assert token not in server.log.read_text(encoding="utf-8")
    assert visits.counts(server)["articles"]
