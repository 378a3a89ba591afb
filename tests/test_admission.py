"""What is not meant for this server, or for no page of its own, is refused with words."""

import http.client
import json
import re
import socket
from urllib.parse import quote, urlsplit

import pytest

from newsfigures import holder, scripts, store
from newsfigures import http as ours
from newsfigures.http import admission, headers
from newsfigures.http.passage import middleware
from tests.served import server

WRITING = [one for one in ours.ADDRESSES if one.method != "GET"]


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A server with an empty store."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEWSFIGURES_DB", str(tmp_path_factory.mktemp("served") / "figures.duckdb"))
        patch.delenv(admission.SETTING, raising=False)
        store.shared()
        with server() as one:
            yield one
        store.close_shared()


def ask(address, method="GET", path="/healthz", body=None, **heads):
    """Send a request with just these headers; return status, headers and body."""
    line = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    given = {name.replace("_", "-"): value for name, value in heads.items()}
    try:
        line.request(method, path, body, given)
        answer = line.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        line.close()


REBOUND = [
    "evil.example", "evil.example:8501", "127.0.0.1.evil.example", "localhost.evil.example",
    "evil-localhost", "0.0.0.0", "[::]", "169.254.169.254", "192.168.0.1:8501", "2130706433",
    "127.0.0.1@evil.example", "localhost/evil", "localhost evil.example", "[::1", "", "*",
    "[::ffff:10.0.0.1]", "localhost:port", "localhost:8501:8501",
]  # fmt: skip


@pytest.mark.attack("DNS rebinding")
@pytest.mark.parametrize("host", REBOUND)
def test_a_name_that_is_not_ours_is_refused_with_the_remedy(address, host):
    status, _, body = ask(address, host=host)

    assert status == 421
    assert f"adds other names by the setting {admission.SETTING}" in json.loads(body)["error"]


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "LOCALHOST:8501", "localhost.", "[::1]:9", "127.9.9.9"]
)
def test_this_machine_by_its_own_names_is_ours(address, host):
    assert ask(address, host=host)[0] == 200


def test_an_operator_adds_names(address, monkeypatch):
    monkeypatch.setenv(admission.SETTING, "figures.example.org, *.corp.example")
    answers = {host: ask(address, host=host)[0] for host in (
        "figures.example.org", "Figures.Example.org:443", "a.corp.example", "corp.example",
        "a.corp.example.evil.example", "evil.example",
    )}  # fmt: skip

    assert list(answers.values()) == [200, 200, 200, 421, 421, 421]


def test_two_names_at_once_are_refused(address):
    there = urlsplit(address)
    with socket.create_connection((there.hostname, there.port), timeout=30) as line:
        line.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n")
        said = line.recv(10_000)

    assert said.split(b" ", 2)[1] in (b"400", b"421")


ELSEWHERE = {
    "another site": {"origin": "https://evil.example"},
    "another port": {"origin": "http://127.0.0.1:1"},
    "a page without an origin": {"origin": "null"},
    "a name that begins as ours": {"origin": "http://127.0.0.1.evil.example"},
    "ours as a user name": {"origin": "http://127.0.0.1@evil.example"},
    "no origin, told by the browser": {"sec-fetch-site": "cross-site"},
    "a neighbour": {"sec-fetch-site": "same-site"},
}


@pytest.mark.attack("cross-site requests")
@pytest.mark.parametrize("how", ELSEWHERE)
def test_a_page_of_another_site_changes_nothing(address, how):
    word = {"authorization": f"Bearer {holder.token()}"}
    for asked in WRITING:
        path = re.sub(r"{\w+}", "a_0123456789abcdef", asked.path)
        status, _, body = ask(address, asked.method, path, b"words", **word, **ELSEWHERE[how])

        assert status == 403, asked.path
        assert "for a page of another site" in json.loads(body)["error"]


def test_a_page_of_ours_and_a_program_may_ask(address):
    own = {"origin": address, "sec-fetch-site": "same-origin"}

    for heads in (own, {}):
        assert ask(address, "POST", f"{ours.API}/articles", b"words", **heads)[0] == 401


@pytest.mark.attack("too much at once")
@pytest.mark.parametrize(
    ("method", "heads", "status"),
    [
        pytest.param("GET", {"x": "a" * 40_000}, 431, id="one long header"),
        pytest.param("GET", {f"x{n}": "a" * 400 for n in range(95)}, 431, id="many headers"),
        pytest.param("GET", {"cookie": "a=b; " * 8_000}, 431, id="cookies"),
        pytest.param("POST", {"content-length": str(10**12)}, 413, id="a terabyte as it says"),
        pytest.param("PUT", {"content-length": "30000000"}, 413, id="a file too large"),
        pytest.param("POST", {"content-length": "-1"}, 400, id="less than nothing"),
        pytest.param("POST", {"content-length": "many"}, 400, id="no number"),
    ],
)
def test_too_much_is_refused_before_it_is_read(address, method, heads, status):
    assert ask(address, method, f"{ours.API}/articles", **heads)[0] == status
    assert ask(address)[0] == 200


@pytest.mark.attack("too much at once")
def test_headers_without_an_end_are_cut_off(address):
    there = urlsplit(address)
    with socket.create_connection((there.hostname, there.port), timeout=30) as line:
        line.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n")
        sent = 0
        with pytest.raises(OSError):  # broken off, in whichever way
            while sent < 50_000_000:
                line.sendall(b"x: " + b"a" * 8_000 + b"\r\n")
                sent += 8_000

    assert sent < 10_000_000
    assert ask(address)[0] == 200


@pytest.mark.attack("too much at once")
def test_a_body_that_grows_is_cut_off(address):
    there = urlsplit(address)
    piece = b"word " * 20_000
    with socket.create_connection((there.hostname, there.port), timeout=60) as line:
        line.sendall(
            f"POST {ours.API}/articles?name=a.txt HTTP/1.1\r\nHost: localhost\r\n"
            f"Authorization: Bearer {holder.token()}\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
        )
        said = b""
        sent = 0
        line.settimeout(0.001)
        while not said and sent < 60_000_000:
            try:
                line.sendall(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
                sent += len(piece)
            except OSError:
                pass
            try:
                said = line.recv(10_000)
            except TimeoutError:
                continue

    assert said.split(b" ", 2)[1] == b"413"
    assert sent < 40_000_000


PATHS = [
    "/../../etc/passwd", "/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/....//etc/passwd",
    "/..\\..\\etc\\passwd", "/..%5c..%5cetc%5cpasswd", "//etc/passwd", "/%00", "/etc/passwd%00.csv",
    "/api/v1/../../app.py", "/api/v1/figures.csv/../../../app.py",
    "/api/v1/figures/..%2f..%2fapp.py",
    "/api/v1/figures/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/api/v1/%252e%252e/app.py",
    "/api/v1/backup/../figures.duckdb", "/C:/windows/win.ini", "/%c0%ae%c0%ae/etc/passwd",
]  # fmt: skip


@pytest.mark.attack("path traversal")
@pytest.mark.parametrize("path", PATHS)
def test_no_path_leads_to_a_file(address, path):
    status, _, body = ask(address, path=path)

    assert status in (400, 404)
    assert not any(word in body for word in (b"root:", b"import ", b"[fonts]"))


SQL = [
    "x' OR '1'='1", "x') OR 1=1--", "'; DROP TABLE article; --", "\\'; DROP TABLE article; --",
    "x' UNION SELECT text FROM article--", "$metrics", "?", "{{7*7}}", "%27%20OR%201=1", "x\x00'",
    "'||(SELECT text FROM article)||'", "x'; ATTACH 'x.duckdb'; --",
    "read_text('/etc/passwd')",
]  # fmt: skip
ASKED = ("name", "company", "subject", "publisher", "q")


@pytest.mark.attack("SQL in what is asked")
@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("words", SQL)
def test_what_is_asked_for_is_never_run(address, asked, words):
    path = f"{ours.API}/figures.json?{asked}={quote(words)}&limit=1"
    status, _, body = ask(address, path=path)

    assert status in (200, 400)
    assert "root:" not in body.decode()
    if status == 200 and words not in ("?", "$metrics"):
        assert json.loads(body)["figures"] == []
    assert ask(address, path="/readyz")[0] == 200


@pytest.mark.parametrize(
    "path", ["/healthz", "/readyz", "/api/v1/figures.csv", "/nowhere", "/api/v1/x"]
)
def test_every_answer_keeps_browsers_careful(address, path):
    found = ask(address, path=path)[1]

    for name, value in headers.HEADERS:
        assert found[name] == value
    policy = found["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-eval" not in policy
    script = next(part for part in policy.split("; ") if part.startswith("script-src "))
    assert script == " ".join(["script-src 'self' blob:", *scripts.digests()])
    port = urlsplit(address).port
    assert f"connect-src 'self' ws://127.0.0.1:{port} wss://127.0.0.1:{port}" in policy


def test_a_refusal_has_the_headers_too_and_repeats_no_name(address):
    _, found, body = ask(address, host="evil.example")

    assert found["X-Frame-Options"] == "DENY"
    assert "evil.example" not in found["Content-Security-Policy"] + body.decode()


@pytest.mark.parametrize("name", scripts.names())
def test_a_script_is_the_same_wherever_it_runs(name):
    one = scripts.tag(name, places='a "b"')

    assert one.startswith('<script data-places="a &quot;b&quot;">')
    body = one.partition(">")[2].removesuffix("</script>")
    assert scripts.digest(body) in scripts.digests()
    assert "<" not in body.replace("<=", "").replace("< ", "")


def test_scripts_of_others_are_let_run_by_what_they_say():
    outer = middleware(["alert(1)"])[0]

    assert outer.kwargs["inline"] == ("alert(1)",)
    made = outer.cls(None, *outer.args, **outer.kwargs)
    assert scripts.digest("alert(1)") in made._digests
