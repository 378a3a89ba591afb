"""The review desk: figure after figure, what moves a chart most first, by mouse or by keys."""

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from newsfigures import scripts
from newsfigures.editing import name
from newsfigures.model import Span
from newsfigures.plain import plain
from newsfigures.ui import (
    correcting,
    deciding,
    doors,
    evidence,
    history,
    spread,
    taking_along,
    words,
)
from newsfigures.ui.access import Action, may
from newsfigures.ui.asking import ask_newest, told
from newsfigures.ui.passage import STYLE, facts, passage
from newsfigures.ui.table import OPEN, opener

MOST, LISTED = 200, 1_000  # figures of the list, articles to choose from
# Above it a confidence is no reason to look; from this factor on a distance is one.
SURE, FAR = 0.9, 1.5
# The figures of the list, what it is of, the place in it, why each is there, the decisions taken
# since it began (ids and numbers, act after act), whether the keys are told, the past shown.
_LIST, _OF, _AT, _WHY = "_queue", "_queue_of", "_queue_at", "_queue_why"
_ACTS, _HELP, _PAST = "_queue_acts", "_queue_help", "review_decided"
_FINISHED = "_queue_finished"
# In the address: the article whose figures are reviewed.
ARTICLE = "of"
_CHOICE = "review_article"
BEYOND = (
    f"The {LISTED:,} newest in the store. Any other is reviewed from its page, by a link there."
)
KEYS = (
    ("a", "accept"), ("e", "edit"), ("x", "reject"), ("u", "undo"), ("j", "next"),
    ("k", "previous"), ("?", "this list"),
)  # fmt: skip
_DECIDING = 4  # so many of them are for whoever may decide


def choose(*, with_samples: bool) -> str:
    """Let one article be chosen, in the address too; return its id, '' for all of them."""
    asked = st.query_params.get(ARTICLE, "")
    rows = ask_newest("articles_to_review", with_samples=with_samples, article=asked, most=LISTED)
    # How many are left is told by the desk alone: it runs by itself, and this would grow stale.
    labels = {
        str(row["article_id"]): f"{row['title']} ({words.count(row['figures'], 'figure')}"
        f"{'' if row['left_over'] else ', all decided'})"
        for row in rows.to_dict("records")
    }
    every = {"": "All articles, what matters most first"}
    # Bound to the address, it would stand there with its label, which changes.
    st.session_state[_CHOICE] = asked if asked in labels else ""
    return st.selectbox(
        "Figures of",
        ["", *labels],
        format_func=(every | labels).__getitem__,
        filter_mode="contains",
        help=BEYOND if len(rows) == LISTED else None,
        key=_CHOICE,
        on_change=_chosen,
    )


def _chosen() -> None:
    if chosen := st.session_state[_CHOICE]:
        st.query_params[ARTICLE] = chosen
    else:
        st.query_params.pop(ARTICLE, None)


def _start(article: str, *, with_samples: bool) -> None:
    articles = [article] if article else []
    rows = ask_newest("review_queue", articles=articles, with_samples=with_samples, most=MOST)
    why = {row["claim_id"]: why_here(row) for row in rows.to_dict("records")}
    of = (article, with_samples)
    st.session_state.update({_LIST: list(why), _OF: of, _AT: 0, _WHY: why, _ACTS: []})


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


def _done() -> set[str]:
    """Return the figures that were decided about since the list began."""
    return {one for act in st.session_state[_ACTS] for one in act}


def _move(step: int) -> None:
    last = len(st.session_state[_LIST])
    st.session_state[_AT] = max(0, min(last, st.session_state[_AT] + step))


def _decided(numbers: Mapping[str, int]) -> None:
    """Go on to the next figure that was not decided about, a batch included."""
    st.session_state[_ACTS] = [*st.session_state[_ACTS], dict(numbers)]
    done, items = _done(), st.session_state[_LIST]
    _move(1)
    while st.session_state[_AT] < len(items) and items[st.session_state[_AT]] in done:
        _move(1)
    st.session_state[_FINISHED] = st.session_state[_AT] == len(items)


def _undo() -> None:
    """Take the last act back, a batch whole, and show its first figure again."""
    act: dict[str, int] = st.session_state[_ACTS][-1]
    first = next(iter(act))
    row = deciding.figure(first)
    what = words.count(len(act), "decision") if len(act) > 1 or row is None else plain(row["quote"])
    deciding.take_back(act, f"Taken back: {what}.", lambda _: _undone(first))


def _undone(first: str) -> None:
    st.session_state[_ACTS] = st.session_state[_ACTS][:-1]
    if first in st.session_state[_LIST]:
        st.session_state[_AT] = st.session_state[_LIST].index(first)


@st.fragment
def desk(article: str, *, with_samples: bool) -> None:
    """Show the queue's figure with its words and the decisions that can be taken."""
    with told():
        if st.session_state.get(_OF) != (article, with_samples) or not st.session_state[_LIST]:
            _start(article, with_samples=with_samples)
        items: list[str] = st.session_state[_LIST]
        if not items:
            _end(article, with_samples=with_samples)
            _past()
            return
        at = min(st.session_state[_AT], len(items))
        row = deciding.figure(items[at]) if at < len(items) else None
        _bar(row, at, len(items))
        if at == len(items) and st.session_state.pop(_FINISHED, False):
            st.rerun()  # the whole page: an article may be done now
        if at == len(items):
            _end(article, with_samples=with_samples)
        elif row is None:
            st.warning("This figure left the store with its article.")
        else:
            _card(row)
            correcting.panel(row, "queue", keys=True, after=_decided)
            history.panel(items[at])
        _past()


def _bar(row: dict[str, Any] | None, at: int, total: int) -> None:
    """Show what can be done, always in the same place, and what was done last."""
    back = _undo if st.session_state[_ACTS] else None
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if row is not None:
            deciding.buttons(row, "queue", keys=True, after=_decided, back=back)
        elif back is not None:
            st.button("Undo", key="queue_undo", shortcut="u", on_click=back)
        with st.container(horizontal=True, gap="small", width="content"):
            st.button("Previous", key="queue_previous", shortcut="k", on_click=_move, args=(-1,))
            st.button("Next", key="queue_next", shortcut="j", on_click=_move, args=(1,))
            st.button("Keys (?)", key="queue_keys", on_click=_help, type="tertiary")
    place = f"Figure {at + 1:,} of {total:,}" if at < total else words.count(total, "figure")
    with st.container(horizontal=True, gap="medium"):
        st.caption(f"{place} · {len(_done()):,} decided since the start", width="content")
        deciding.told(in_line=True)
    st.html(scripts.tag("question_mark"), unsafe_allow_javascript=True)
    if st.session_state.get(_HELP):
        keys = KEYS if may(Action.CORRECT) else KEYS[_DECIDING:]
        st.markdown(" · ".join(f"**{key}** {what}" for key, what in keys))


def _help() -> None:
    st.session_state[_HELP] = not st.session_state.get(_HELP, False)


def _end(article: str, *, with_samples: bool) -> None:
    """Say that the list is at its end, and lead to what is left."""
    articles = [article] if article else []
    left = ask_newest("review_queue", articles=articles, with_samples=with_samples, most=MOST)
    if left.empty:
        every = "Every figure of this article was decided about."
        st.success(every if article else "Nothing is left to review.")
        return
    n = words.count(len(left), "figure") + (" or more" if len(left) == MOST else "")
    st.info(f"The end of this list. {n} {'is' if len(left) == 1 else 'are'} left.")
    st.button(
        "Go on with what is left",
        key="queue_again",
        type="primary",
        on_click=_start,
        args=(article,),
        kwargs={"with_samples": with_samples},
    )


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


def _past() -> None:
    """Show the newest decisions of everybody, when that is asked for."""
    if not st.toggle("Show what was decided so far", key=_PAST, bind="query-params"):
        return
    rows = ask_newest("decisions", most=MOST)
    if rows.empty:
        st.caption("No decision yet.")
        return
    table = rows.assign(
        When=rows["decided_at"].map(words.moment),
        What=rows["action"].map(history.DID),
        quote=rows["quote"].map(plain),
        Changed=[", ".join(map(name, names)) for names in rows["changed"]],
    )
    shown = table[["When", "who", "What", "Changed", "quote", "title", "why"]].rename(
        columns={"who": "Who", "quote": "As written", "title": "Article", "why": "Why"}
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
    taking_along.button()
