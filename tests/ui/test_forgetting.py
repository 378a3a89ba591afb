"""What Streamlit knows of widgets goes with them; those on the page stay as they are."""

from streamlit.testing.v1 import AppTest


def page():
    import streamlit as st
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    from newsfigures.ui import forgetting

    forgetting.widgets_gone()
    state = get_script_run_ctx().session_state._state
    st.session_state["known"] = len(state._new_widget_state.widget_metadata)
    n = st.number_input("Which", value=0, key="which")
    st.text_input("Words", key="words")
    st.selectbox("One of many", ["a", "b"], key=f"one_{n}")


def test_what_left_the_page_is_forgotten_and_the_rest_keeps_its_value():
    app = AppTest.from_function(page).run()
    app.text_input("words").set_value("kept").run()
    for n in range(1, 6):
        app.number_input("which").set_value(n).run()
        app.selectbox(f"one_{n}").set_value("b").run()
    app.run()

    assert not app.exception
    assert app.session_state["known"] == 3
    assert app.text_input("words").value == "kept"
    assert app.selectbox("one_5").value == "b"


def test_without_it_streamlit_knows_them_all(monkeypatch):
    from newsfigures.ui import forgetting

    monkeypatch.setattr(forgetting, "widgets_gone", lambda: None)
    app = AppTest.from_function(page).run()
    for n in range(1, 6):
        app.number_input("which").set_value(n).run()
    app.run()

    assert app.session_state["known"] > 3
