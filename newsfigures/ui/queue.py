"""The review desk: figure after figure, what moves a chart most first, by mouse or by keys."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import streamlit as st

from newsfigures.model import Span
from newsfigures.ui import deciding, doors, evidence, spread, words
from newsfigures.ui.asking import ask, told
from newsfigures.ui.passage import STYLE, facts, passage
from newsfigures.ui.table import OPEN, opener

MOST = 200
# Above it a confidence is no reason to look; from this factor on a distance is one.
SURE, FAR = 0.9, 1.5
_LIST, _AT, _DONE, _HELP = "_queue", "_queue_at", "_queue_done", "_queue_help"
_WHY, _LAST = "_queue_why", "_queue_last"
# Streamlit's shortcuts know letters and digits only.
_QUESTION_MARK = """<script>
if (!window.nfQuestionMark) {
  window.nfQuestionMark = true;
  document.addEventListener("keydown", event => {
    const typing = event.target.closest("input, textarea, [contenteditable=true]");
    if (event.key === "?" && !typing) document.querySelector(".st-key-queue_keys button")?.click();
  });
}
</script>"""
KEYS = (
    ("a", "accept"), ("e", "edit"), ("x", "reject"), ("u", "undo"), ("j", "next"),
    ("k", "previous"), ("?", "this list"),
)  # fmt: skip


def _start(*, with_samples: bool) -> None:
    rows = ask("review_queue", articles=[], with_samples=with_samples, most=MOST)
    why = {row["claim_id"]: why_here(row) for row in rows.to_dict("records")}
    st.session_state.update({_LIST: list(why), _AT: 0, _DONE: 0, _WHY: why})


def why_here(row: Mapping[Any, Any]) -> str:
    """
    Say why a figure is in the queue (queries/review_queue.sql), '' for no other reason than turn.

        >>> why_here({"confidence": 0.55, "apart": 18.1, "others": 7})
        'read with a confidence of 0.55; 18 times away from the middle of 8 figures like it'
    """
    far = (
        f"{spread.times(row['apart'])} times away from the middle of {row['others'] + 1:,} figures"
    )
    parts = [
        f"read with a confidence of {row['confidence']:.2f}" if row["confidence"] < SURE else "",
        f"{far} like it" if row["apart"] >= FAR else "",
        "no other figure of this measure about the name" if row["others"] == 0 else "",
    ]
    return "; ".join(part for part in parts if part)


def _move(step: int) -> None:
    last = len(st.session_state[_LIST]) - 1
    st.session_state[_AT] = max(0, min(last, st.session_state[_AT] + step))


def _decided() -> None:
    st.session_state[_LAST] = st.session_state[_LIST][st.session_state[_AT]]
    st.session_state[_DONE] += 1
    _move(1)


def _undone() -> None:
    """Show the figure again whose decision was taken back."""
    last = st.session_state.pop(_LAST)
    st.session_state[_DONE] -= 1
    if last in st.session_state[_LIST]:
        st.session_state[_AT] = st.session_state[_LIST].index(last)


def _before() -> tuple[dict[str, Any], Callable[[], None]] | None:
    """Return the figure decided about last, and what undoing that leads to; None for none."""
    last = st.session_state.get(_LAST)
    row = deciding.figure(last) if last else None
    return None if row is None else (row, _undone)


@st.fragment
def desk(*, with_samples: bool) -> None:
    """Show the queue's figure with its words and the decisions that can be taken."""
    with told():
        if _LIST not in st.session_state or not st.session_state[_LIST]:
            _start(with_samples=with_samples)
        items: list[str] = st.session_state[_LIST]
        if not items:
            st.info("Nothing is left to review. Add articles, or look at what was decided below.")
            return
        at = min(st.session_state[_AT], len(items) - 1)
        row = deciding.figure(items[at])
        _bar(at, len(items), with_samples=with_samples)
        if row is None:
            st.warning("This figure left the store with its article.")
            return
        _card(row)
        deciding.buttons(row, "queue", keys=True, after=_decided, back=_before())
        deciding.history(items[at])


def _bar(at: int, total: int, *, with_samples: bool) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.button("Previous", key="queue_previous", shortcut="k", on_click=_move, args=(-1,))
        st.button("Next", key="queue_next", shortcut="j", on_click=_move, args=(1,))
        st.button(
            "Start again",
            key="queue_again",
            on_click=_start,
            kwargs={"with_samples": with_samples},
            help="Order what is left anew: least confidence and largest effect on a chart first.",
        )
        st.button("Keys (?)", key="queue_keys", on_click=_help, type="tertiary")
    st.caption(
        f"Figure {at + 1:,} of {total:,} · {st.session_state[_DONE]:,} decided since the start"
    )
    st.html(_QUESTION_MARK, unsafe_allow_javascript=True)
    if st.session_state.get(_HELP):
        st.markdown(" · ".join(f"**{key}** {what}" for key, what in KEYS))


def _help() -> None:
    st.session_state[_HELP] = not st.session_state.get(_HELP, False)


def _card(row: dict[str, Any]) -> None:
    about = words.known(row["subject"])
    company = words.known(row["company"])
    about = about if company in ("", about) else f"{about} · {company}"
    st.html(f'{STYLE}<p class="nf-value">{escape(words.amount(row))}</p>')
    st.markdown(f"**{words.md(words.label(row['metric']))}** of {words.md(about)}")
    why = st.session_state.get(_WHY, {}).get(row["claim_id"], "")
    state = deciding.STATES[row["review"]]
    if row["review"] == "unreviewed" and why:
        state = f"{state}; here because: {why}"
    st.caption(words.md(f"{state[:1].upper()}{state[1:]}."))
    if warning := words.known(row["warning"]):
        st.warning(words.md(warning), icon="⚠️")
    left, right = st.columns([3, 2], gap="medium")
    left.html(
        passage(
            row["text"],
            Span(row["start_offset"], row["end_offset"]),
            Span(row["sentence_start"], row["sentence_end"]),
        )
    )
    with left:
        doors.link(
            "articles", f"In: {words.md(row['title'])}", art=row["article_id"], fig=row["claim_id"]
        )
    said = words.known(row["attributed_to"]) or "no source named"
    right.html(
        facts(
            [
                ("Value", words.value(row), ""),
                ("Bound", words.QUALIFIERS[row["qualifier"]][0], ""),
                ("Status", words.STATUSES[row["status"]][0], ""),
                ("Said by", said, ""),
                ("For", words.time(row), ""),
                ("Sense of cost", words.sense(row), ""),
                ("Compared with", words.known(row["relative_to"]), ""),
                ("Confidence", f"{row['confidence']:.2f} of 1", ""),
            ]
        )
    )


def past() -> None:
    """Show the newest decisions of everybody."""
    rows = ask("decisions", most=MOST)
    # The desk above runs alone when a decision is taken there, so that it stays fast.
    st.button("Bring up to date", key="review_past_again", type="tertiary")
    if rows.empty:
        st.caption("No decision yet.")
        return
    table = rows.assign(
        When=rows["decided_at"].dt.strftime("%Y-%m-%d %H:%M"),
        Changed=[", ".join(names) for names in rows["changed"]],
    )
    shown = table[["When", "who", "action", "Changed", "quote", "title", "why"]].rename(
        columns=lambda name: str(name).capitalize()
    )
    shown.insert(0, OPEN, OPEN)
    st.dataframe(
        shown,
        hide_index=True,
        column_config={OPEN: opener("review_past", [str(i) for i in rows["figure_id"]])},
        key=f"review_past_{evidence.closed()}",
        placeholder="",
        alt="The newest decisions: when, who, what, about which figure.",
    )
