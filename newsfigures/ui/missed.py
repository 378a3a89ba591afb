"""A figure that was missed is added by hand, at its words; rejected ones come back from here."""

from typing import Any

import streamlit as st

from newsfigures import review, store
from newsfigures.errors import NewsfiguresError, ReviewError
from newsfigures.model import Span
from newsfigures.ui import deciding, edit_form, evidence, words
from newsfigures.ui.asking import ask
from newsfigures.ui.seen import Seen

_SAID = "_missed_said"
_BLANK: dict[str, Any] = {
    "metric": "training_cost", "subject": "", "company": None, "value": None, "value_high": None,
    "unit": "USD", "qualifier": "exact", "status": "reported", "attributed_to": None,
    "horizon": None, "period": None, "relative_to": None, "cost_basis": None,
}  # fmt: skip


def panel(seen: Seen) -> None:
    """Let the analyst add a missed figure, and see what was rejected in this article."""
    if said := st.session_state.pop(_SAID, None):
        st.success(words.md(said))
    with st.expander("Add a figure that was missed", key="articles_missed"):
        _add(seen)
    rows = ask("rejected_of_article", article_id=seen.article_id)
    if not rows.empty:
        with st.expander(f"Rejected ({len(rows)})", key="articles_rejected"):
            for row in rows.to_dict("records"):
                _rejected(row)


def _rejected(row: dict[Any, Any]) -> None:
    label = f"{row['quote']} · {words.label(row['metric'])} of {row['subject']}"
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
        "Copy the words of the number from the text, without what stands around them, such as "
        "\\$5.6 million."
    )
    quote = st.text_input("Words of the number", key="missed_words").strip()
    if not quote:
        return
    try:
        span = _place(seen, quote)
        given = edit_form.fields(_BLANK | {"value": None}, f"missed_{seen.article_id}")
        if given is None:
            return
        review.add(store.shared(), seen.article_id, span, given, who=deciding.who())
    except NewsfiguresError as error:
        st.error(words.md(error))
        return
    st.session_state[_SAID] = f"Added: {quote}."
    st.rerun()


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
