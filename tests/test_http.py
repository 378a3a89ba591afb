"""The routes answer from the store, stream, and tell errors in words."""

import asyncio
import csv
import hashlib
import io
import json
from urllib.parse import urlsplit

import pytest
from starlette.applications import Starlette
from starlette.datastructures import QueryParams

from newsfigures import http, queries, store
from tests.articles import DEEPSEEK, deepseek


async def _ask(app, address, method="GET", headers=None):
    """Send one request to an ASGI app; return status, headers and the pieces of the body."""
    parts = urlsplit(address)
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method,
        "scheme": "http", "path": parts.path, "raw_path": parts.path.encode(),
        "query_string": parts.query.encode(), "root_path": "", "server": ("127.0.0.1", 80),
        "headers": [(b"host", b"127.0.0.1"),
                    *((name.encode(), value.encode()) for name, value in (headers or {}).items())],
        "client": ("127.0.0.1", 1),
    }  # fmt: skip
    sent = []
    asked = False

    async def receive():
        nonlocal asked
        if asked:
            await asyncio.Event().wait()
        asked = True
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    await app(scope, receive, send)
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, [m.get("body", b"") for m in sent[1:] if m.get("body")]


def get(address, method="GET", headers=None):
    app = Starlette(routes=http.routes(), middleware=http.middleware())
    status, headers, pieces = asyncio.run(_ask(app, address, method, headers))
    return status, headers, b"".join(pieces)


def get_json(address):
    status, _, body = get(address)
    return status, json.loads(body)


@pytest.fixture
def served(tmp_path, monkeypatch):
    """A store with one article, as the server holds it."""
    monkeypatch.setenv("NEWSFIGURES_DB", str(tmp_path / "figures.duckdb"))
    opened = store.shared()
    opened.add(*deepseek(), {}, words=30)
    yield opened
    store.close_shared()


def test_health_needs_no_store():
    assert get_json("/healthz")[0] == 200


def test_readiness_counts_articles(served):
    status, answer = get_json("/readyz")

    assert (status, answer["status"], answer["articles"]) == (200, "ready", 1)


def test_csv_has_the_rows_with_their_words(served):
    status, headers, body = get("/api/v1/figures.csv?origin=article&origin=derived")

    rows = list(csv.DictReader(io.StringIO(body.decode())))
    assert status == 200
    assert headers["content-type"].startswith("text/csv")
    assert [row["origin"] for row in rows].count("article") == 3
    assert [row["origin"] for row in rows].count("derived") == 2
    assert all(row["quote"] in DEEPSEEK for row in rows if row["origin"] == "article")


def test_csv_and_json_give_the_same_rows(served):
    rows = list(csv.DictReader(io.StringIO(get("/api/v1/figures.csv?metric=revenue")[2].decode())))
    found, following = [], "/api/v1/figures.json?metric=revenue&limit=7"
    while following:
        _, page = get_json(following)
        found += page["figures"]
        following = page["next"]

    assert [row["claim_id"] for row in rows] == [row["claim_id"] for row in found]
    assert len(rows) > 7


FORMS = ("csv", "jsonl", "parquet", "xlsx", "zip")


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_answered_whole(served, form):
    status, headers, body = get(f"/api/v1/figures.{form}?metric=training_cost")
    told = get_json("/api/v1/figures.manifest.json?metric=training_cost")[1]

    assert status == 200
    assert f'filename="newsfigures.{form}"' in headers["content-disposition"]
    if form == "csv":
        assert len(list(csv.reader(io.StringIO(body.decode(), newline="")))) == told["rows"] + 1
        assert hashlib.sha256(body).hexdigest() == told["sha256"]
    if "x-sha256" in headers:
        assert headers["x-sha256"] == hashlib.sha256(body).hexdigest()
        assert headers["x-rows"] == str(told["rows"])


@pytest.mark.parametrize("form", FORMS)
def test_no_figure_at_all_is_an_answer(served, form):
    assert get(f"/api/v1/figures.{form}?name=nobody")[0] == 200


def test_what_was_made_for_an_answer_is_not_left(served, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "made"))
    (tmp_path / "made").mkdir()
    get("/api/v1/figures.zip")

    assert list((tmp_path / "made").iterdir()) == []


def test_excel_csv_is_a_flavour_of_the_csv(served):
    assert get("/api/v1/figures.csv?flavour=excel")[2].startswith(b"\xef\xbb\xbfclaim_id")
    status, answer = get_json("/api/v1/figures.csv?flavour=tsv")

    assert status == 400
    assert "There are: data, excel" in answer["error"]


def test_only_some_columns_may_be_asked_for(served):
    asked = "metric=revenue&columns=claim_id,value"
    body = get(f"/api/v1/figures.csv?{asked}")[2]
    told = get_json(f"/api/v1/figures.manifest.json?{asked}")[1]
    line = get(f"/api/v1/figures.jsonl?{asked}")[2].splitlines()[0]

    assert body.startswith(b"claim_id,value\r\n")
    assert told["sha256"] == hashlib.sha256(body).hexdigest()
    assert told["columns"] == list(json.loads(line)) == ["claim_id", "value"]
    for form in ("csv", "jsonl", "parquet", "xlsx", "zip", "manifest.json"):
        status, answer = get_json(f"/api/v1/figures.{form}?columns=claim_id,colour")
        assert (status, answer["error"][:32]) == (400, "There is no column 'colour'. The")


def test_an_address_without_filters_is_asked_without_them():
    assert http.filters(QueryParams("")) == queries.EVERYTHING


def test_words_are_searched_for(served):
    rows = get_json("/api/v1/figures.json?q=deepseek&limit=1000")[1]["figures"]

    assert rows
    assert all("deepseek" in json.dumps(row).lower() for row in rows)


def test_one_figure_by_its_id(served):
    first = get_json("/api/v1/figures.json?origin=article&limit=1")[1]["figures"][0]

    status, figure = get_json(f"/api/v1/figures/{first['claim_id']}")

    assert status == 200
    assert figure["quote"] == first["quote"]


def test_unknown_figure_is_told_in_words(served):
    status, answer = get_json("/api/v1/figures/f_none")

    assert status == 404
    assert "There is no figure 'f_none'" in answer["error"]


def test_articles_come_without_their_text(served):
    status, answer = get_json("/api/v1/articles")

    assert status == 200
    assert answer["articles"][0]["published"] == "2025-01-27"
    assert "text" not in answer["articles"][0]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("colour=red", "There is no filter colour"),
        ("metric=training_costs", "There is no metric 'training_costs'. There are: "),
        ("origin=articles", "There are: article, derived, reference"),
        ("samples=0&samples=1", "samples is given 2 times. Give it once."),
        ("limit=0", "no whole number from 1 to 1,000"),
        ("after=f_none", "no figure 'f_none' to go on after"),
        ("after=f_none&offset=5", "Give after or offset, not both"),
        ("limit=many", "no whole number from 1 to 1,000"),
        ("limit=5000", "no whole number from 1 to 1,000"),
        ("offset=" + "9" * 5000, "no whole number from 0 to 100,000,000"),
        ("limit=²", "no whole number from 1 to 1,000"),
        ("year=20x5", "year='20x5' is no year"),
        ("size=big", "is no size with a unit. Write for example: over $1 bn"),
        ("samples=perhaps", "neither yes nor no"),
        ("confidence=high", "no number from 0 to 1"),
        ("confidence=nan", "no number from 0 to 1"),
        ("confidence=1.5", "no number from 0 to 1"),
    ],
)
def test_wrong_requests_are_told_in_words(served, asked, said):
    status, answer = get_json(f"/api/v1/figures.json?{asked}")

    assert status == 400
    assert said in answer["error"]


def test_words_in_a_filter_are_never_run(served):
    status, answer = get_json("/api/v1/figures.json?name=x')%20OR%201=1--")

    assert (status, answer["figures"]) == (200, [])


def test_a_store_out_of_reach_is_503_in_words(tmp_path, monkeypatch):
    broken = tmp_path / "figures.duckdb"
    broken.write_bytes(b"no database " * 1000)
    monkeypatch.setenv("NEWSFIGURES_DB", str(broken))

    status, answer = get_json("/readyz")

    assert status == 503
    assert answer["error"].endswith(".")


def test_the_whole_table_is_not_cut_silently(served):
    status, _, body = get("/api/v1/figures.csv?limit=5")

    assert status == 400
    assert "There is no filter limit" in json.loads(body)["error"]


def test_filters_may_be_given_several_times(served):
    _, page = get_json("/api/v1/figures.json?metric=gpu_hours&metric=gpu_rental_rate&origin=article"
                       "&origin=derived&name=DeepSeek&name=H800")  # fmt: skip

    assert {row["metric"] for row in page["figures"]} == {"gpu_hours", "gpu_rental_rate"}
    assert page["next"] is None


def test_only_what_is_reviewed_or_read_surely_may_be_asked_for(served):
    asked = "/api/v1/figures.json?origin=article"

    assert get_json(asked)[1]["figures"]
    assert get_json(asked + "&reviewed=1")[1]["figures"] == []
    sure = get_json(asked + "&confidence=0.75")[1]["figures"]
    assert all(row["confidence"] >= 0.75 for row in sure)


def test_samples_can_be_left_out(served):
    from dataclasses import replace

    its, found = deepseek()
    served.add(replace(its, text=its.text + " ", is_sample=True), found, {}, words=30)
    asked = "/api/v1/figures.json?origin=article"

    assert len(get_json(asked)[1]["figures"]) == 6
    assert len(get_json(asked + "&samples=0")[1]["figures"]) == 3


def test_every_address_only_reads_or_wants_the_token():
    for address in http.ADDRESSES:
        assert address.method == "GET" or address.wants_token
        if address.wants_token:
            app = Starlette(routes=http.routes())
            assert asyncio.run(_ask(app, address.path, address.method))[0] == 401


def test_what_has_not_changed_is_not_sent_again(served):
    asked = "/api/v1/figures.csv?metric=revenue"
    tag = get(asked)[1]["etag"]

    assert get(asked, headers={"if-none-match": f'"other", {tag}'})[::2] == (304, b"")
    served.meta_set("key", "value")
    assert get(asked, headers={"if-none-match": tag})[0] == 200


@pytest.mark.parametrize("address", [one for one in http.ADDRESSES if one.method == "GET"])
def test_every_address_says_what_it_takes(address):
    path = address.path.replace("{claim_id}", "f_none").replace("{snapshot}", "0" * 12)
    also = {one.method for one in http.ADDRESSES if one.path == address.path}
    taken = ", ".join(["GET", "HEAD", *sorted(also - {"GET"}, reverse=True), "OPTIONS"])
    status, headers, body = get(path, "PUT")

    assert get(path, "OPTIONS")[0] == 204
    assert (status, headers["allow"]) == (405, taken)
    assert "takes no PUT" in json.loads(body)["error"]


def test_the_head_alone_makes_nothing(served, monkeypatch):
    monkeypatch.setattr("newsfigures.export.stretches.batches", None)
    for form in FORMS:
        status, headers, body = get(f"/api/v1/figures.{form}", "HEAD")

        assert (status, body) == (200, b"")
        assert f'filename="newsfigures.{form}"' in headers["content-disposition"]


def test_an_address_that_is_not_there_is_told_in_words():
    status, answer = get_json("/api/v1/figure.csv")

    assert status == 404
    assert "/api/v1/openapi.json lists all" in answer["error"]


def test_an_address_too_long_is_told_in_words():
    status, answer = get_json("/api/v1/figures.json?q=" + "x" * 20_000)

    assert status == 414
    assert "longer than 16,000 bytes" in answer["error"]


def test_pages_go_on_after_a_figure(served):
    first = get_json("/api/v1/figures.json?limit=5&offset=2")[1]
    second = get_json(first["next"])[1]["figures"]
    rows = list(csv.DictReader(io.StringIO(get("/api/v1/figures.csv")[2].decode(), newline="")))

    assert "offset" not in first["next"]
    assert [row["claim_id"] for row in second] == [row["claim_id"] for row in rows[7:12]]
