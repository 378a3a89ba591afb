"""Pages of the web: fetched where it is allowed, from public addresses alone, within limits."""

import datetime
import gzip
import ipaddress
import socket
import ssl
import threading
import zlib
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from newsfigures import apart, intake
from newsfigures.errors import NewsfiguresError, TooLargeError, WebError
from newsfigures.web import allowance, fetching, pinned, places
from tests.websites import PAGE, gives, sends_to, site

PUBLIC = "93.184.215.14"
HERE = allowance.read("on, 127.0.0.0/8")
ANYWHERE = allowance.read("on")


def leads(*addresses):
    """A look-up that always gives these, and counts how often it was asked."""

    def resolve(host, port):
        resolve.asked.append(host)
        return addresses

    resolve.asked = []
    return resolve


def refused(address, resolve=None, **more):
    with pytest.raises(NewsfiguresError) as told:
        fetching.fetch(address, resolve=resolve or leads(PUBLIC), allowed=ANYWHERE, **more)
    return str(told.value)


@pytest.fixture(autouse=True)
def nothing_is_asked_outside(monkeypatch):
    """Fail where a test would leave this machine; note whom it would have asked."""
    made, tried = socket.create_connection, []

    def create(address, *more, **given):
        tried.append(address[0])
        if not ipaddress.ip_address(address[0]).is_loopback:
            raise ConnectionRefusedError
        return made(address, *more, **given)

    monkeypatch.setattr(socket, "create_connection", create)
    return tried


FORMS = [
    ("ftp://example.com/a", "does not begin with http"),
    ("file:///etc/passwd", "does not begin with http"),
    ("gopher://example.com", "does not begin with http"),
    ("javascript:alert(1)", "does not begin with http"),
    ("data:text/html,hello", "does not begin with http"),
    ("example.com/a", "does not begin with http"),
    ("http:example.com", "does not begin with http"),
    ("http:///etc/passwd", "names no site"),
    ("https://", "names no site"),
    ("http://user:word@example.com/", "user name or password"),
    ("http://127.0.0.1@example.com/", "user name or password"),
    ("http://example.com:80@127.0.0.1/", "user name or password"),
    ("http://@example.com/", "user name or password"),
    ("http://exa mple.com/", "a space, a backslash or a sign that is not seen"),
    ("http://example.com\\@127.0.0.1/", "a backslash"),
    ("http://example.com/a\r\nHost: b", "a space"),
    ("http://example.com/\x00", "a sign that is not seen"),
    ("http://exa\u200bmple.com/", "a sign that is not seen"),
    ("http://127%2e0%2e0%2e1/", "not on the public internet"),
    ("http://exa$mple.com/", "is no"),
    ("http://[::1/", "is no web address"),
    ("http://[zz]/", "is no web address"),
    ("http://example.com:99999/", "is no web address"),
    ("http://example.com:22/", "Port 22"),
    ("https://example.com:6379/", "Port 6379"),
    ("http://2130706433/", "in an unusual form"),
    ("http://0x7f000001/", "in an unusual form"),
    ("http://0x7f.1/", "in an unusual form"),
    ("http://127.1/", "in an unusual form"),
    ("http://0177.0.0.1/", "in an unusual form"),
    ("http://017700000001/", "in an unusual form"),
    ("http://127.0.0.0x1/", "in an unusual form"),
    ("http://1.2.3.4.5/", "in an unusual form"),
    ("http://256.1.1.1/", "in an unusual form"),
    ("http://example.com/" + "a" * 2_000, "2,000 are the most"),
]


@pytest.mark.attack("addresses that lead inside")
@pytest.mark.parametrize(("address", "words"), FORMS, ids=[repr(form[0][:30]) for form in FORMS])
def test_an_address_of_another_form_is_refused_before_anything_is_looked_up(
    address, words, nothing_is_asked_outside
):
    resolve = leads(PUBLIC)

    assert words in refused(address, resolve)
    assert nothing_is_asked_outside == []
    assert resolve.asked == [] or words.startswith("Port")


INSIDE = [
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1",
    "127.255.255.254", "168.63.129.16", "169.254.1.1", "169.254.169.254", "169.254.170.2",
    "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.0.192", "192.0.2.1", "192.88.99.1",
    "192.168.1.1", "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1",
    "239.255.255.250", "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1",
    "::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:93.184.215.14", "::ffff:0:127.0.0.1",
    "64:ff9b::7f00:1", "64:ff9b::5db8:d70e", "64:ff9b:1::a00:1", "100::1", "2001::1",
    "2001:0:5ef5:79fb::1", "2001:db8::1", "2002:7f00:1::1", "2002:5db8:d70e::1", "3fff::1",
    "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1",
    "ff0e::1", "4000::1",
]  # fmt: skip


@pytest.mark.attack("addresses that lead inside", times=3)
@pytest.mark.parametrize("machine", INSIDE)
def test_no_machine_outside_the_public_internet_is_asked(machine, nothing_is_asked_outside):
    """Neither by a name that leads there, nor beside a public one, nor written out."""
    told = "not on the public internet"
    assert told in refused("http://example.com/", leads(machine))
    assert told in refused("http://example.com/", leads(PUBLIC, machine))
    host = machine.replace("%", "%25")
    assert told in refused(f"http://[{host}]/" if ":" in host else f"http://{host}/")
    assert nothing_is_asked_outside == []


@pytest.mark.attack("addresses that lead inside")
@pytest.mark.parametrize("host", ["127。0。0。1", "１２７.0.0.1", "①②⑦.0.0.1", "127.0.0.1."])
def test_digits_of_other_scripts_lead_nowhere(host, nothing_is_asked_outside):
    refused(f"http://{host}/")

    assert nothing_is_asked_outside == []


@pytest.mark.parametrize(
    "machine", [PUBLIC, "8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "2a00:1450:4001::1"]
)
def test_public_machines_are_asked(machine, nothing_is_asked_outside):
    assert "cannot be reached" in refused("https://example.com/", leads(machine))
    assert nothing_is_asked_outside == [machine]


@pytest.mark.attack("addresses that lead inside", times=2)
def test_a_network_that_is_allowed_is_asked_but_never_for_secrets_of_a_cloud():
    allowed = allowance.read("on, 169.254.0.0/16, fd00::/8")

    assert places.machines(places.read("http://a.example"), allowed, leads("169.254.7.7"))
    for secret in ("169.254.169.254", "fd00:ec2::254"):
        with pytest.raises(WebError, match="not on the public internet"):
            places.machines(places.read("http://a.example"), allowed, leads(secret))


@pytest.mark.attack("addresses that lead inside")
def test_a_name_is_looked_up_once_and_the_address_that_was_checked_is_asked():
    """DNS rebinding: the second look-up would lead inside."""
    answers = iter([["127.0.0.1"], ["10.0.0.1"], ["10.0.0.1"]])
    with site(a=gives()) as made:
        got = fetching.fetch(
            made.at("/a", "rebind.example"), allowed=HERE, resolve=lambda *_: next(answers)
        )

    assert got.data == PAGE.encode()
    assert next(answers) == ["10.0.0.1"]
    assert made.asked[0][1]["Host"] == f"rebind.example:{made.port}"


@pytest.mark.attack("addresses that lead inside")
def test_a_name_that_leads_inside_at_the_next_redirect_is_told():
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    with site(a=sends_to("/b"), b=gives()) as made, pytest.raises(WebError) as told:
        fetching.fetch(
            made.at("/a", "rebind.example"), allowed=HERE, resolve=lambda *_: next(answers)
        )

    assert [path for path, _ in made.asked] == ["/a"]
    assert str(told.value).startswith("“rebind.example” sends on to another address.")


@pytest.mark.attack("addresses that lead inside")
@pytest.mark.parametrize(
    ("to", "words"),
    [
        ("http://169.254.169.254/latest/meta-data/", "not on the public internet"),
        ("http://localhost/", "not on the public internet"),
        ("http://[::1]/", "not on the public internet"),
        ("//10.0.0.1/a", "not on the public internet"),
        ("file:///etc/passwd", "does not begin with http"),
        ("http://user:word@example.com/", "user name or password"),
        ("http://0x7f.1/", "unusual form"),
        ("http://[", "is no web address"),
        ("/a", "leads on more than 5 times"),
    ],
)
def test_every_redirect_is_checked_like_the_first_address(to, words):
    names = {"localhost": ["127.0.0.1", "::1"]}
    with site(a=sends_to(to)) as made, pytest.raises(WebError) as told:
        fetching.fetch(
            made.at("/a", "127.0.0.1"),
            allowed=HERE,
            resolve=lambda host, _: names.get(host, [host]),
        )

    assert words in str(told.value)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_without_cookies_and_its_end_is_the_address(status, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    with site(a=sends_to("/b?c=d#part", status), b=gives()) as made:
        got = fetching.fetch(made.at("/a"), allowed=HERE)

    assert got.address == made.at("/b?c=d")
    assert [path for path, _ in made.asked] == ["/a", "/b?c=d"]
    assert not {"Cookie", "Authorization", "Referer"} & set(made.asked[1][1])


def _without_end(handler):
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b"word " * 10_000)


def _chunks_without_end(handler):
    handler.protocol_version = "HTTP/1.1"
    handler.send_response(200)
    handler.send_header("transfer-encoding", "chunked")
    handler.end_headers()
    while True:
        handler.wfile.write(b"1388\r\n" + b"word " * 1000 + b"\r\n")


def _bomb(made, times=1):
    packed = b"x" * 40_000_000
    for _ in range(times):
        packed = made(packed)
    return packed


@pytest.mark.attack("too much at once")
@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(gives(b"x", content_length="26000000"), id="as its head says"),
        pytest.param(_without_end, id="without an end"),
        pytest.param(_chunks_without_end, id="chunks without an end"),
        pytest.param(gives(_bomb(gzip.compress), content_encoding="gzip"), id="unpacked"),
        pytest.param(gives(_bomb(zlib.compress), content_encoding="deflate"), id="deflated"),
        pytest.param(
            gives(_bomb(gzip.compress, 2), content_encoding="gzip, gzip"), id="packed twice"
        ),
    ],
)
def test_more_than_is_read_is_broken_off(answer):
    with site(a=answer) as made, pytest.raises(TooLargeError, match="gives more than 25 MB"):
        fetching.fetch(made.at("/a"), allowed=HERE, seconds=600)


def _dripping(piece, heads=b""):
    def answer(handler):
        handler.wfile.write(heads)
        while True:
            handler.wfile.write(piece)
            if handler.server.over.wait(0.05):
                return

    return answer


@pytest.mark.attack("too much at once")
@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(_dripping(b"x", b"HTTP/1.1 200 OK\r\n\r\n"), id="body"),
        pytest.param(_dripping(b"x", b"HTTP/1.1 200 OK\r\nx: "), id="head"),
        pytest.param(_dripping(b"HTTP/1.1 100 Continue\r\n\r\n"), id="always to go on"),
        pytest.param(_dripping(b""), id="nothing"),
    ],
)
def test_who_gives_a_byte_now_and_then_is_cut(answer):
    told = pytest.raises(WebError, match="took more than 1 seconds; we stopped")
    with site(a=answer) as made, told:
        fetching.fetch(made.at("/a"), allowed=HERE, seconds=1)


@pytest.mark.attack("too much at once")
def test_a_look_up_without_an_end_is_cut():
    never = threading.Event()
    told = refused("http://example.com/", lambda *_: never.wait() and [], seconds=0.2)
    never.set()

    assert "took more than 0 seconds" in told


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (gives("", 401), "wants a log-in (it answered 401). Open it in a browser"),
        (gives("", 403), "gives this page to no program"),
        (gives("", 404), "has no such page (it answered 404). Check the address."),
        (gives("", 500), "has a fault"),
        (gives("", 204), "gives no page"),
        (gives("", 302), "gives no page"),
        (gives("no gzip", content_encoding="gzip"), "packed wrongly"),
        (gives("short", content_length="90"), "broke off its answer"),
        (lambda handler: handler.wfile.write(b"nonsense\r\n\r\n"), "broke off its answer"),
        (lambda handler: handler.connection.close(), "broke off its answer"),
    ],
)
def test_what_is_no_page_is_told(answer, words):
    with site(a=answer) as made, pytest.raises(WebError) as told:
        fetching.fetch(made.at("/a"), allowed=HERE)

    assert words in str(told.value)


def test_a_name_that_is_none_is_told():
    def nobody(*_):
        raise socket.gaierror

    assert "There is no site “nowhere.example”" in refused("http://nowhere.example", nobody)
    assert "leads to no address" in refused("http://nowhere.example", leads())


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for news.example that nobody vouches for, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "news.example")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name)
        .public_key(key.public_key()).serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("news.example")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return path


@pytest.fixture
def secure(certificate):
    """The port of a site behind that certificate."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            gives()(self)

        def log_message(self, *_):
            pass

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.attack("addresses that lead inside")
def test_a_certificate_is_checked_against_the_name_though_the_address_is_pinned(
    secure, certificate, monkeypatch
):
    def fetch(host):
        return fetching.fetch(f"https://{host}:{secure}/", allowed=HERE, resolve=leads("127.0.0.1"))

    with pytest.raises(WebError, match=r"The certificate of “news.example” is not right"):
        fetch("news.example")
    trusted = ssl.create_default_context(cafile=certificate)
    monkeypatch.setattr(pinned, "_trust", lambda: trusted)
    assert fetch("news.example").data == PAGE.encode()
    with pytest.raises(WebError, match=r"The certificate of “other.example” is not right"):
        fetch("other.example")


@pytest.mark.parametrize("words", ["", "off", "Off", "0", "no", "false"])
def test_nothing_is_fetched_unless_it_is_allowed(words, monkeypatch):
    monkeypatch.setenv(allowance.SETTING, words)

    assert not allowance.is_allowed()
    with pytest.raises(WebError, match=r"not fetched here.*NEWSFIGURES_WEB=on"):
        fetching.fetch("http://example.com/")
    monkeypatch.delenv(allowance.SETTING)
    assert not allowance.is_allowed()


@pytest.mark.parametrize("words", ["yes", "on, everything", "10.0.0.0/8", "on,10.0.0.1/8", "off,"])
def test_a_setting_that_is_not_understood_allows_nothing_and_is_told(words, monkeypatch):
    monkeypatch.setenv(allowance.SETTING, words)

    assert allowance.is_allowed()
    with pytest.raises(WebError, match=r"is not understood. Write off, on, or"):
        fetching.fetch("http://example.com/")


@pytest.fixture
def open_here(monkeypatch):
    """The operator allows this machine; files are opened in this process."""
    monkeypatch.setenv(allowance.SETTING, "on, 127.0.0.0/8")
    monkeypatch.setattr(apart, "call", apart.here)


def look(address, **given):
    return list(intake.looks(intake.File(name=address, data=b"", is_address=True, **given)))


def test_a_page_is_read_like_a_file_and_says_what_is_found_of_it(open_here):
    with site(a=sends_to("/news"), news=gives(PAGE, content_type="image/png")) as made:
        (seen,) = look(made.at("/a"))

    article = seen.found.article
    assert article.text.startswith("# What GPT-4 cost\n")
    assert "Sport" not in article.text
    assert (article.title, article.publisher, article.published) == (
        "What GPT-4 cost", "Example News", date(2025, 1, 27),
    )  # fmt: skip
    assert (article.url, article.source) == (made.at("/news"), made.at("/a"))
    assert article.found_by["url"] == "fetched from there"
    assert article.found_by["publisher"] == "page metadata"
    same = intake.looks(intake.File(name="saved.html", data=PAGE.encode()))
    assert seen.found.extraction == next(same).found.extraction


def test_a_page_that_names_no_publisher_has_its_site(open_here):
    bare = PAGE.replace('<meta property="og:site_name" content="Example News">', "")
    with site(a=gives(bare)) as made:
        (seen,) = look(made.at("/a"))

    assert seen.found.article.publisher == f"127.0.0.1:{made.port}"
    assert seen.found.article.found_by["publisher"] == "site of the address"


def test_what_is_given_wins_over_what_is_found(open_here):
    with site(a=gives()) as made:
        (seen,) = look(made.at("/a"), url="https://example.com/b", title="Mine")

    assert (seen.found.article.url, seen.found.article.title) == ("https://example.com/b", "Mine")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (gives(b"\x89PNG\r\n\x1a\n" + bytes(90), content_type="text/html"), "is a PNG picture"),
        (gives(b"", content_type="text/html"), "is empty"),
        (gives("", 404), "has no such page"),
    ],
)
def test_what_is_no_article_is_refused_in_a_row(open_here, answer, words):
    with site(a=answer) as made:
        (seen,) = look(made.at("/a"))

    assert (seen.result.status, seen.result.name) == ("refused", made.at("/a"))
    assert words in seen.result.reason


def test_where_it_is_not_allowed_the_row_says_who_can(monkeypatch):
    monkeypatch.delenv(allowance.SETTING, raising=False)

    (seen,) = look("https://example.com/a")

    assert seen.result.status == "refused"
    assert seen.result.reason == "Web addresses are not fetched here."
    assert "NEWSFIGURES_WEB=on" in seen.result.remedy
