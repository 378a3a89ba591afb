"""What other visits write comes together, some seconds later; one's own comes at once."""

import pytest
import streamlit as st

from newsfigures.ui import asking, settled
from tests.articles import numbered


@pytest.fixture
def at(monkeypatch):
    """Return whose visit it is and what time, both to be set."""
    now = {"visit": "Ada", "seconds": 0.0}
    monkeypatch.setattr(settled, "_visit", lambda: now["visit"])
    monkeypatch.setattr(settled, "_clock", lambda: now["seconds"])
    st.session_state.pop(settled._SEEN, None)
    return now


def seen_by(at, visit, store):
    """Return what somebody is shown who is there since before the first write."""
    at["visit"] = visit
    st.session_state[settled._SEEN] = 0
    return settled.version(store)


def wrote(at, visit, store, n):
    at["visit"] = visit
    store.add(*numbered(n), {}, words=9)
    return store.version


def test_what_others_wrote_comes_after_some_seconds_and_ones_own_at_once(empty, at):
    before = seen_by(at, "Ada", empty)
    now = wrote(at, "Bob", empty, 1)

    assert seen_by(at, "Bob", empty) == now > before
    assert seen_by(at, "Ada", empty) == settled.everybody(empty) == before
    at["seconds"] = settled.PATIENCE
    assert seen_by(at, "Ada", empty) == settled.everybody(empty) == now


def test_many_writes_come_as_one(empty, at):
    before = seen_by(at, "Ada", empty)
    for n in range(1, 5):
        wrote(at, "Bob" if n % 2 else "Cem", empty, n)
        at["seconds"] += settled.PATIENCE / 5
        assert seen_by(at, "Ada", empty) == before
    at["seconds"] += settled.PATIENCE / 5

    assert seen_by(at, "Ada", empty) == empty.version


def test_the_first_write_after_a_quiet_time_comes_at_once(empty, at):
    seen_by(at, "Ada", empty)
    at["seconds"] = 100.0
    now = wrote(at, "Bob", empty, 1)

    assert seen_by(at, "Ada", empty) == now


def test_what_comes_from_no_page_is_seen_at_once(empty, at):
    seen_by(at, "Ada", empty)
    wrote(at, "Bob", empty, 1)
    now = wrote(at, "", empty, 2)

    assert seen_by(at, "Ada", empty) == now


def test_who_has_seen_a_state_does_not_go_back(empty, at):
    seen_by(at, "Bob", empty)
    wrote(at, "Bob", empty, 1)
    seen = seen_by(at, "Bob", empty)
    now = wrote(at, "Cem", empty, 2)
    at["visit"] = "Bob"

    assert settled.version(empty) == seen < now


def test_who_comes_sees_what_was_just_saved(empty, at):
    seen_by(at, "Ada", empty)
    now = wrote(at, "Ada", empty, 1)
    at["visit"] = "Ada, the page loaded anew"
    st.session_state.pop(settled._SEEN, None)

    assert settled.version(empty) == now
    later = wrote(at, "Bob", empty, 2)
    at["visit"] = "Ada, the page loaded anew"
    assert settled.version(empty) == now < later


def test_what_is_decided_on_is_asked_for_as_it_is(empty, at, monkeypatch):
    monkeypatch.setattr(asking.asof, "opened", lambda: empty)
    monkeypatch.setattr(asking.asof, "version", lambda: before)
    monkeypatch.setattr(asking, "renew", lambda: None)
    before = seen_by(at, "Ada", empty)
    asking.ask("listed_articles", words=[], most=9)
    wrote(at, "Bob", empty, 1)

    assert asking.ask("listed_articles", words=[], most=9).empty
    assert len(asking.ask_newest("listed_articles", words=[], most=9)) == 1
