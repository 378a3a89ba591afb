"""Questions are cached until something is written; our errors are told, others stay loud."""

import numpy as np
import pytest
from pandas.testing import assert_frame_equal
from streamlit.testing.v1 import AppTest

from newsfigures import queries, store
from newsfigures.ui import asking
from tests.apps import words
from tests.articles import deepseek

EVERYTHING = {**queries.UNFILTERED, "metrics": ["training_cost"], "origins": ["article"]}


def run(script, **given):
    return AppTest.from_function(script, kwargs=given, default_timeout=30).run()


def test_an_error_of_ours_is_told_in_words_and_ends_the_page():
    def script():
        import streamlit as st

        from newsfigures import ui
        from newsfigures.errors import StoreBusyError

        with ui.told():
            raise StoreBusyError("The store is in use by *python*. Stop it, then try again.")
        st.write("never reached")

    app = run(script)

    assert not app.exception
    assert app.error[0].value.replace("\\", "").startswith("The store is in use by *python*")
    assert app.button(key="told_again").label == "Try again"
    assert "never reached" not in words(app)


def test_a_fault_of_the_program_stays_loud():
    def script():
        from newsfigures import ui

        with ui.told():
            raise KeyError("a fault")

    assert run(script).exception


def test_a_store_that_another_program_holds_is_told_on_a_page(tmp_path, monkeypatch):
    from tests.apps import page

    path = tmp_path / "not-a-store.duckdb"
    path.write_bytes(b"this is no store" * 1000)
    monkeypatch.setenv("NEWSFIGURES_DB", str(path))
    store.close_shared()

    app = page("training_cost").run()

    assert not app.exception
    assert "cannot be opened" in words(app)


def test_an_answer_is_fresh_after_something_was_written(empty):
    assert asking.ask("drawn_claims", most=1000, **EVERYTHING).empty

    made, found = deepseek()
    empty.add(made, found, {}, words=30)

    assert len(asking.ask("drawn_claims", most=1000, **EVERYTHING)) == 1
    assert asking.counts()["articles"] == 1


def test_a_caller_may_change_its_answer(empty):
    first, other = asking.ask("metrics"), asking.ask("metrics")
    assert np.shares_memory(first["label"].to_numpy(), other["label"].to_numpy())
    first["label"] = "changed"
    first.loc[:, "metric"] = "changed"
    first.iloc[0, 0] = "changed"

    for answer in (other, asking.ask("metrics")):
        assert "changed" not in {*answer["label"], *answer["metric"]}


@pytest.mark.parametrize(
    "filters",
    [
        {},
        {"names": ["OpenAI", "DeepSeek"]},
        {"names": ["nobody"]},
        {"origins": ["reference"], "least_sure": 0.9},
        {"statuses": ["estimated"], "with_samples": False},
        {"reviewed_only": True},
    ],
)
def test_what_fits_of_all_that_is_kept_is_what_the_store_answers(full, filters):
    del full
    costs, money = ["training_cost", "gpu_hours"], ["infrastructure_investment", "capex"]

    # Whole numbers of which none is missing in an answer may be so in the answer without filters.
    for one, other in (
        (asking.claims(costs, **filters), asking.drawn(costs, filters)),
        (asking.money(money, [], filters), asking.drawn(money, filters, query="drawn_money")),
    ):
        assert_frame_equal(one, other, check_dtype=False)


def test_two_stores_do_not_share_answers(full, empty):
    del full
    assert asking.counts()["articles"] == 0


@pytest.mark.parametrize(("name", "tab"), [("overview", ""), ("data", ""), ("methods", "Meanings")])
def test_every_page_alone_is_told_the_same(name, tab, tmp_path, monkeypatch):
    from tests.apps import page

    path = tmp_path / "broken.duckdb"
    path.write_bytes(b"no store" * 1000)
    monkeypatch.setenv("NEWSFIGURES_DB", str(path))
    store.close_shared()

    app = page(name)
    if tab:
        app.query_params[f"{name}_tab"] = tab
    app.run()

    assert not app.exception
    assert "cannot be opened" in words(app)
