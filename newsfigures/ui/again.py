"""Articles that were read by earlier rules or names: what would change, and the button for it."""

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from newsfigures import rereading, retold, store
from newsfigures.errors import NewsfiguresError
from newsfigures.plain import plain
from newsfigures.rereading import Item, Rereading
from newsfigures.ui import deciding, words
from newsfigures.ui.access import Action, may
from newsfigures.ui.asking import ask

_SHOWN, _SAID = "_again_shown", "_again_said"
MOST = 100


def panel() -> None:
    """Say which articles were read by others than the rules of now, and let them be read again."""
    if said := st.session_state.pop(_SAID, None):
        kind, text = said
        (st.success if kind == "success" else st.error)(words.md(text))
    rows = ask("articles_read_before", edition=rereading.edition_now(store.shared()))
    if rows.empty:
        st.session_state.pop(_SHOWN, None)
        st.caption("Every article was read by the current rules and names.")
        return
    n = len(rows)
    were = "was" if n == 1 else "were"
    if not may(Action.REREAD):
        st.caption(f"{words.count(n, 'article')} {were} read by earlier rules or names.")
        return
    st.write(
        f"{words.count(n, 'article')} {were} read by earlier rules or names and may be read "
        "otherwise now. Look at what would change; nothing changes before you apply it, and "
        f"{_stays(int(rows['decided'].sum()))}"
    )
    if st.button("See what would change", key="again_look"):
        _look([str(one) for one in rows["article_id"]])
    if shown := st.session_state.get(_SHOWN):
        _show(shown)


def _stays(decided: int) -> str:
    if not decided:
        return "what somebody decides stays as it was decided."
    figures = words.count(decided, "figure")
    return f"the {figures} that somebody decided about count as decided."


def _look(ids: Sequence[str]) -> None:
    """Read articles again without keeping it, and remember what would change."""
    bar = st.progress(0.0, "Reading …")
    found: list[Rereading] = []
    for done, one in enumerate(ids):
        bar.progress(done / len(ids), f"Reading article {done + 1:,} of {len(ids):,} …")
        found += rereading.preview(store.shared(), [one])
    bar.empty()
    st.session_state[_SHOWN] = tuple(found)


def _show(shown: Sequence[Rereading]) -> None:
    st.markdown(f"**What would change:** {words.md(retold.summary(shown))}")
    for name, label, alt in (
        ("added", "Added", "Figures that are read now and were not."),
        ("lost", "Lost", "Figures that were read and are not now."),
        ("changed", "Changed", "Figures that are read otherwise now."),
        ("kept", "Kept as decided, read otherwise", "Decided figures that are read otherwise."),
    ):
        table = rows_of(shown, name)
        if not table.empty:
            with st.expander(f"{label} ({len(table):,})", expanded=len(table) <= 20):
                st.dataframe(table, hide_index=True, placeholder="", alt=alt, key=f"again_{name}")
    with st.container(horizontal=True):
        st.button(
            f"Apply to {words.count(len(shown), 'article')}",
            type="primary",
            key="again_apply",
            on_click=_apply,
            args=([one.article_id for one in shown], shown[0].now),
        )
        st.button("Leave it", key="again_leave", on_click=_forget)


def _forget() -> None:
    st.session_state.pop(_SHOWN, None)


def _apply(ids: Sequence[str], edition: str) -> None:
    """Keep what was shown; what went wrong is told when the page is drawn."""
    try:
        done = rereading.apply(store.shared(), ids, who=deciding.who(), shown=edition)
    except NewsfiguresError as error:
        st.session_state[_SAID] = ("error", str(error))
    else:
        st.session_state[_SAID] = ("success", f"Read again: {retold.summary(done)}")
    _forget()


def rows_of(found: Iterable[Rereading], name: str) -> pd.DataFrame:
    """Return the figures of one of the lists for reading, a row each; slight changes left out."""
    rows = []
    for one in found:
        for item in getattr(one, name):
            if name in ("changed", "kept") and item.is_read and item.is_slight:
                continue
            rows.append(_row(one, item))
    table = pd.DataFrame(rows)
    return table.drop(columns=[c for c in table if (table[c] == "").all()])


def _row(one: Rereading, item: Item) -> dict[str, Any]:
    fields = item.fields
    decided = "" if item.review == "unreviewed" else deciding.STATES[item.review].split(":")[0]
    return {
        "As written": plain(fields["quote"]),
        "Metric": words.label(fields["metric"]),
        "About": fields["subject"],
        "Decided": decided,
        "Change": retold.differences(item) if item.is_read or not decided else "not read any more",
        "Sentence": plain(item.sentence),
        "Article": one.title,
    }


def past() -> None:
    """Show when articles were read again."""
    rows = ask("rereadings", most=MOST)
    if rows.empty:
        return
    with st.expander(f"Read again so far ({len(rows)})", key="again_past", bind="query-params"):
        table = rows.assign(When=rows["read_at"].map(words.moment))
        st.dataframe(
            table[["When", "who", "title", "added", "lost", "changed", "kept"]].rename(
                columns=lambda name: str(name).capitalize()
            ),
            hide_index=True,
            placeholder="",
            alt="When articles were read again, by whom, and what that changed.",
        )
