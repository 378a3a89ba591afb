"""So often and no more: counted by person, told when to try again, not counted for the operator."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from newsfigures import access, http, places, store
from newsfigures.access import Action, Person, Role, rates, tokens
from newsfigures.errors import AccessError, TooOftenError
from newsfigures.sandbox import asking
from newsfigures.store import Store
from tests.apps import page, words


@pytest.fixture(autouse=True)
def few(monkeypatch):
    """Let little be taken, and begin to count."""
    monkeypatch.setenv("NEWSFIGURES_LIMITS", "upload = 2/hour, sql=3/minute")
    rates._limiter.cache_clear()
    yield
    rates._limiter.cache_clear()


def somebody(key):
    return access.acting(Person(role=Role.EDITOR, key=key))


def test_the_usual_limits_are_far_above_what_one_person_does(monkeypatch):
    monkeypatch.delenv("NEWSFIGURES_LIMITS")
    with somebody("ada"):
        for _ in range(100):
            rates.take(Action.SQL)
        rates.take(Action.UPLOAD, cost=2000)


def test_each_person_is_counted_alone_and_told_when_to_try_again():
    with somebody("ada"):
        for _ in range(3):
            rates.take(Action.SQL)
        with pytest.raises(TooOftenError, match=r"Try again in \d+ seconds\.") as told:
            rates.take(Action.SQL)
        rates.take(Action.UPLOAD)
    with somebody("bob"):
        rates.take(Action.SQL)
    assert 0 < told.value.seconds <= 60
    assert "No more than 3 questions in SQL in one minute are taken" in str(told.value)


def test_more_at_once_than_is_ever_taken_says_how_many_are():
    with somebody("ada"):
        with pytest.raises(TooOftenError, match=r"These are 5 files at once.*Hand in 2 at most"):
            rates.take(Action.UPLOAD, cost=5)
        rates.take(Action.UPLOAD, cost=2)
        with pytest.raises(TooOftenError, match="Try again in 60 minutes"):
            rates.take(Action.UPLOAD)


def test_the_operator_is_not_counted_and_off_counts_nobody(monkeypatch):
    for _ in range(9):
        rates.take(Action.SQL)
    monkeypatch.setenv("NEWSFIGURES_LIMITS", "sql=off")
    with somebody("ada"):
        for _ in range(9):
            rates.take(Action.SQL)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("read=1/hour", "there is no 'read'. There are: upload, sql."),
        ("sql=many", "sql=many is no rate; write one such as sql=120/minute, or sql=off."),
        ("sql", "sql= is no rate"),
    ],
)
def test_a_setting_that_is_none_is_told(said, told, monkeypatch):
    monkeypatch.setenv("NEWSFIGURES_LIMITS", said)
    with somebody("ada"), pytest.raises(AccessError, match=told):
        rates.take(Action.SQL)


def test_queries_are_counted_where_they_are_asked(tmp_path):
    with Store.open(tmp_path / "figures.duckdb") as opened, somebody("ada"):
        for _ in range(3):
            assert asking.ask(opened, "SELECT 1").rows == ((1,),)
        with pytest.raises(TooOftenError):
            asking.ask(opened, "SELECT 1")
        with pytest.raises(TooOftenError):
            asking.whole(opened, "SELECT 1")


def test_uploads_over_http_are_counted_by_token_and_nothing_more_is_read(tmp_path, monkeypatch):
    monkeypatch.setenv("NEWSFIGURES_DB", str(tmp_path / "figures.duckdb"))
    heads = [
        {"Authorization": f"Bearer {tokens.make(places.default_file(), name, 'write')[1]}"}
        for name in ("Ada", "Bob")
    ]

    def post(head, body=b"Training it cost $8 million, Meta said on Monday.\n"):
        return client.post("/api/v1/articles?name=a.txt", content=body, headers=head)

    with TestClient(Starlette(routes=http.routes())) as client:
        assert [post(heads[0]).status_code for _ in range(2)] == [201, 200]
        refused = post(heads[0], b"Training it cost $9 million, Meta said on Monday.\n")
        assert refused.status_code == 429
        assert 0 < int(refused.headers["retry-after"]) <= 3600
        assert "No more than 2 files in one hour" in refused.json()["error"]
        assert store.shared().counts()["articles"] == 1
        assert post(heads[1]).status_code == 200
        assert client.get("/api/v1/articles", headers=heads[0]).status_code == 200
    store.close_shared()


def test_pages_say_when_to_try_again(empty, monkeypatch):
    ada = Person(role=Role.EDITOR, key="ada")
    monkeypatch.setattr(access.gate, "_found", [lambda: ada])
    app = page("articles").run()
    for number in range(3):
        app.text_area(key="articles_pasted_0").set_value(f"It cost ${number} million.").run()
    assert "No more than 2 files in one hour are taken from one person." in words(app)

    asked = page("sql", sql="SELECT 1").run()
    for _ in range(3):
        asked.button(key="sql_run").click().run()
    assert "No more than 3 questions in SQL in one minute" in words(asked)
