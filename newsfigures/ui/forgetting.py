"""
Widgets that left the page are forgotten.

Streamlit drops the value of a widget that is no longer drawn, but keeps its description, with its
options and what a change of it calls, for as long as the visit lasts (1.67,
`WStates.widget_metadata`). A chart of other filters is another widget: fifty visits come to
fourteen hundred a minute.
"""

from typing import Any

from streamlit.runtime.scriptrunner import get_script_run_ctx


def widgets_gone() -> None:
    """Forget the widgets of this visit that have no value any more; before any is drawn anew."""
    if (ctx := get_script_run_ctx(suppress_warning=True)) is None:
        return
    # Streamlit has no way of its own to say so; another release may keep them elsewhere.
    state: Any = getattr(ctx.session_state, "_state", None)
    drawn: Any = getattr(state, "_new_widget_state", None)
    before, known = getattr(state, "_old_state", None), getattr(drawn, "widget_metadata", None)
    if not isinstance(known, dict) or not isinstance(before, dict):
        return
    for gone in known.keys() - drawn.states.keys() - before.keys():
        known.pop(gone, None)
