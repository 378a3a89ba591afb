"""Accept, correct, reject, undo: the buttons of a decision, the same wherever a figure is shown."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from newsfigures import review, store
from newsfigures.desk import NOBODY
from newsfigures.errors import NewsfiguresError
from newsfigures.plain import plain
from newsfigures.ui import asof, words
from newsfigures.ui.access import Action, current, may, tell
from newsfigures.ui.asking import ask_newest

Row = Mapping[str, Any]
# Called with the number of the new decision about each figure, by its id.
After = Callable[[Mapping[str, int]], None]

_WHO, _EDITING, _SAID = "_reviewer", "_editing", "_review_said"
STATES: dict[str, str] = {
    "unreviewed": "nobody has looked at it",
    "accepted": "accepted",
    "edited": "corrected",
    "rejected": "rejected: it is on no chart",
    "added": "added by hand",
    "taken back": "taken back: it is on no chart",
}


def who() -> str:
    """Return the name under which decisions are kept."""
    return current().name or str(st.session_state.get(_WHO) or NOBODY)


def signed() -> str:
    """Return the name that was given, '' for none yet."""
    return str(st.session_state.get(_WHO, ""))


def ask_who() -> None:
    """Let the analyst say under which name decisions are kept, or tell why they take none."""
    if not may(Action.CORRECT):
        tell(Action.CORRECT)
        return
    if name := current().name:
        st.caption(f"Decisions are kept under your name, {words.md(name)}.")
        return
    st.text_input(
        "Your name, kept with each decision",
        value=signed(),
        key="review_who",
        placeholder=NOBODY,
        on_change=_keep_who,
    )


def _keep_who() -> None:
    sign(st.session_state["review_who"])


def sign(name: str) -> None:
    """Let decisions be kept under a name from now on."""
    st.session_state[_WHO] = name.strip()


def figure(figure_id: str) -> dict[str, Any] | None:
    """Return what is kept of a figure, decided about or not; None when it is not there."""
    found = ask_newest("figure_to_review", figure_id=figure_id)
    return None if found.empty else {str(k): v for k, v in found.iloc[0].items()}


def seen(row: Row) -> int | None:
    """Return the number of the newest decision about a figure when it was asked for."""
    return None if pd.isna(row["decision_id"]) else int(row["decision_id"])


def same(one: Any, other: Any) -> bool:
    """Say whether two cells are equal; an empty field of a form is a field without a value."""
    if other is None or other == "" or (not isinstance(other, str) and pd.isna(other)):
        return one is None or bool(pd.isna(one))
    if one is None or pd.isna(one):
        return False
    return bool(float(one) == other) if isinstance(other, float | int) else str(one) == str(other)


def attempt(work: Callable[[], object], said: str, place: str = _SAID) -> bool:
    """Do what was asked for in a callback; `told` of the same place says what came of it."""
    try:
        work()
    except NewsfiguresError as error:
        st.session_state[place] = ("error", str(error))
        return False
    say(said, place)
    return True


def say(said: str, place: str = _SAID) -> None:
    """Let `told` of the same place say that something worked."""
    st.session_state[place] = ("success", said)


def told(place: str = _SAID, *, in_line: bool = False) -> None:
    """
    Tell what the last decision came to, once.

    With `in_line` a success is a few words that stand beside others, so that nothing moves.
    """
    kind, text = st.session_state.pop(place, ("", ""))
    if kind == "success" and in_line:
        st.caption(f":green[**{words.md(text)}**]", width="content")
    elif kind == "success":
        st.success(words.md(text))
    if kind == "error":
        st.error(words.md(text))


def take(orders: Sequence[review.Order], said: str, after: After | None) -> None:
    """Take decisions in a callback, all or none; `after` is called when that worked."""
    numbers: list[int] = []
    name = who()

    def work() -> None:
        numbers.extend(review.decide(store.shared(), orders, who=name))

    if attempt(work, said) and after:
        after({order.figure_id: n for order, n in zip(orders, numbers, strict=True)})


def _decide(action: review.Action, row: Row, said: str, after: After | None) -> None:
    order = review.Order(figure_id=row["claim_id"], action=action, seen=seen(row))
    take([order], said.format(plain(row["quote"])), after)


def take_back(decided: Mapping[str, int], said: str, after: After | None = None) -> None:
    """Take the newest decisions about figures back, given by their numbers."""
    orders = [
        review.Order(figure_id=one, action=review.Action.UNDO, seen=number)
        for one, number in decided.items()
    ]
    take(orders, said, after)


def toggle_form(row: Row) -> None:
    """Open the form in which a figure is corrected, or close it when it is open."""
    now = editing()
    st.session_state[_EDITING] = None if now and now["claim_id"] == row["claim_id"] else dict(row)


def editing() -> dict[str, Any] | None:
    """Return the figure that is being corrected, as it was when its form was opened."""
    kept = st.session_state.get(_EDITING)
    return dict(kept) if kept else None


def edit_on(row: Row | None) -> None:
    """Let a figure be the one that is being corrected, None for none."""
    st.session_state[_EDITING] = dict(row) if row else None


@asof.today_alone
def buttons(
    row: Row,
    key: str,
    *,
    keys: bool,
    after: After | None = None,
    back: Callable[[], None] | None = None,
) -> None:
    """
    Show the buttons for one figure (`figure`) in a row, to whoever may decide about it.

    With `keys` each has its key: a, e, x, u. `after` is called when a decision was taken.
    `back` takes back what was decided before about another figure; it is what Undo means while
    nothing is decided about this one.
    """
    if not may(Action.CORRECT):
        return
    newest = seen(row)
    own = newest is not None and (row["review"] != "unreviewed" or back is None)
    undo: tuple[Callable[..., None], tuple[Any, ...]] | None = None
    if own:
        undo = (take_back, ({row["claim_id"]: newest}, f"Taken back: {plain(row['quote'])}."))
    elif back is not None:
        undo = (back, ())

    def hot(letter: str) -> str | None:
        return letter if keys else None

    with st.container(horizontal=True, gap="small", width="content"):
        st.button(
            "Accept", key=f"{key}_accept", shortcut=hot("a"), on_click=_decide,
            args=(review.Action.ACCEPT, row, "Accepted: {}.", after),
            type="primary" if keys else "secondary",
        )  # fmt: skip
        st.button("Edit", key=f"{key}_edit", shortcut=hot("e"), on_click=toggle_form, args=(row,))
        st.button(
            "Reject", key=f"{key}_reject", shortcut=hot("x"), on_click=_decide,
            args=(review.Action.REJECT, row, "Rejected: {}. Undo brings it back.", after),
        )  # fmt: skip
        st.button(
            "Undo", key=f"{key}_undo", shortcut=hot("u"), disabled=undo is None,
            on_click=undo[0] if undo else None, args=undo[1] if undo else None,
            help="Take the newest decision back.",
        )  # fmt: skip
