"""A figure that was missed is added by hand, at its words; rejected ones come back from here."""

from typing import Any

import streamlit as st

from newsfigures import review, store
from newsfigures.errors import NewsfiguresError, ReviewError
from newsfigures.extraction import quantities
from newsfigures.model import Span
from newsfigures.plain import plain
from newsfigures.ui import asof, deciding, edit_form, evidence, selecting, words
from newsfigures.ui.access import Action, may
from newsfigures.ui.asking import ask_newest
from newsfigures.ui.passage import STYLE, passage
from newsfigures.ui.seen import Seen

_SAID, _SPAN = "_missed_said", "_missed_span"
_BLANK: dict[str, Any] = {
    "metric": "training_cost", "subject": "", "company": None, "value": None, "value_high": None,
    "unit": "USD", "qualifier": "exact", "status": "reported", "attributed_to": None,
    "horizon": None, "period": None, "relative_to": None, "cost_basis": None,
}  # fmt: skip


@asof.today_alone
def panel(seen: Seen) -> None:
    """Let the analyst add a missed figure, and see what was rejected in this article."""
    if said := st.session_state.pop(_SAID, None):
        st.toast(words.md(said), icon=":material/check:")
    if may(Action.CORRECT):
        _ways(seen)
    rows = ask_newest("rejected_of_article", article_id=seen.article_id)
    if not rows.empty:
        with st.expander(f"Rejected ({len(rows)})", key="articles_rejected", bind="query-params"):
            for row in rows.to_dict("records"):
                _rejected(row)


def _ways(seen: Seen) -> None:
    """Show the ways to add a figure: at words that are selected, or copied."""
    if span := selecting.selected(seen.text, f"selected_{seen.article_id}"):
        st.session_state[_SPAN] = (seen.article_id, span)
    article_id, span = st.session_state.get(_SPAN, ("", None))
    if span and article_id == seen.article_id:
        _dialog(seen, span)
    with st.expander("Add a figure that was missed", key="articles_missed"):
        _add(seen)


def _rejected(row: dict[Any, Any]) -> None:
    label = f"{plain(row['quote'])} · {words.label(row['metric'])} of {row['subject']}"
    st.button(
        words.md(label),
        type="tertiary",
        key=f"rejected_{row['claim_id']}",
        on_click=evidence.open_figure,
        args=(row["claim_id"],),
        help="Open it, to look at it again or bring it back.",
    )


def _add(seen: Seen) -> None:
    st.write(
        "Select the words of the number in the text, without what stands around them, such as "
        "\\$5.6 million; a button appears beside them. Or copy them here."
    )
    quote = st.text_input("Words of the number", key="missed_words").strip()
    if not quote:
        return
    try:
        span = _place(seen, quote)
    except NewsfiguresError as error:
        st.error(words.md(error))
        return
    _form(seen, span, "missed")


def _form(seen: Seen, span: Span, key: str) -> None:
    """Show the form of a figure at some words, filled with what they say, and add it."""
    for row in seen.figures:
        if row["start_offset"] < span.end and span.start < row["end_offset"]:
            about = f"{words.amount(row)}, {words.label(row['metric'])} of {row['subject']}"
            st.warning(
                words.md(
                    f"These words are read already: {about}. Add another figure only "
                    "if they say two things."
                )
            )
    for one in seen.refused:
        if one.span.start < span.end and span.start < one.span.end:
            st.caption(words.md(f"It was seen, and refused: {one.reason}"))
    try:
        given = edit_form.fields(
            _BLANK | _read(span.cut(seen.text)),
            f"{key}_{seen.article_id}_{span.start}_{span.end}",
            label="Add the figure",
        )
        if given is None:
            return
        review.add(store.shared(), seen.article_id, span, given, who=deciding.who())
    except NewsfiguresError as error:
        st.error(words.md(error))
        return
    st.session_state[_SAID] = f"Added: {span.cut(seen.text)}."
    _forget()
    st.rerun()


def _read(quote: str) -> dict[str, Any]:
    """Return what the words of a number say by themselves."""
    found = quantities.read(quote)
    if len(found) != 1:
        return {}
    one = found[0]
    high = None if one.value_high is None else float(one.value_high)
    said = {"value": float(one.value), "value_high": high, "qualifier": str(one.qualifier)}
    return said | ({"unit": one.unit} if one.unit in edit_form.CURRENCIES else {})


def _forget() -> None:
    st.session_state.pop(_SPAN, None)


@st.dialog("Add a figure that was missed", width="large", on_dismiss=_forget)
def _dialog(seen: Seen, span: Span) -> None:
    sentence = review.sentence(seen.text, span)
    st.html(STYLE + passage(seen.text, span, sentence))
    _form(seen, span, "selected")


def _place(seen: Seen, quote: str) -> Span:
    """Return where the words stand; of several places the one that is chosen."""
    places, at = [], seen.text.find(quote)
    while at >= 0:
        places.append(at)
        at = seen.text.find(quote, at + 1)
    if not places:
        raise ReviewError(f"The words “{quote}” are not in the text. Copy them to the letter.")
    if len(places) == 1:
        return Span(places[0], places[0] + len(quote))
    chosen = st.selectbox(
        "Which of them",
        places,
        format_func=lambda start: _around(seen.text, start, len(quote)),
        key="missed_place",
    )
    return Span(chosen, chosen + len(quote))


def _around(text: str, start: int, length: int) -> str:
    return "… " + " ".join(text[max(0, start - 40) : start + length + 40].split()) + " …"
