"""The articles in the store: the list, one of them opened by its id in the URL, removal."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from newsfigures import intake, removal, store
from newsfigures.plain import plain
from newsfigures.ui import (
    asof,
    deciding,
    doors,
    evidence,
    missed,
    publishers,
    queue,
    reader,
    retelling,
    seen,
    words,
)
from newsfigures.ui.access import Action, may
from newsfigures.ui.asking import ask, ask_newest, counts
from newsfigures.ui.seen import Seen
from newsfigures.ui.table import download

_TOLD = "_articles_told"
_UNDO = "_articles_undo"
_CHOICE = "articles_open"
LISTED = 1_000  # articles at most; more are found by words


def opened() -> str:
    """Return the id of the article that the URL names, '' for none."""
    return st.query_params.get(evidence.ARTICLE, "")


def open_article(article_id: str) -> None:
    """Open an article; to be called from a widget's callback."""
    st.query_params.pop(evidence.PARAMETER, None)
    st.query_params[evidence.ARTICLE] = article_id


def close() -> None:
    """Go back to the list; to be called from a widget's callback."""
    for name in (evidence.ARTICLE, evidence.PARAMETER):
        st.query_params.pop(name, None)


def _remove(article_id: str) -> None:
    st.session_state[_TOLD] = removal.remove(store.shared(), article_id, deciding.who()).said
    st.session_state[_UNDO] = article_id
    close()


def _restore(article_id: str) -> None:
    st.session_state[_TOLD] = removal.restore(store.shared(), article_id).said
    st.session_state.pop(_UNDO, None)


def _forget_removed() -> None:
    n = store.shared().forget_removed()
    st.session_state[_TOLD] = f"{words.count(n, 'removed article')} deleted for good."


def _remove_samples() -> None:
    n = intake.remove_samples(store.shared())
    st.session_state[_TOLD] = (
        f"{words.count(n, 'sample article')} removed for good. What is left is your own articles "
        "and the reference data."
    )


def _add_samples() -> None:
    n = intake.add_samples(store.shared())
    st.session_state[_TOLD] = f"{words.count(n, 'sample article')} added, marked as samples."


def _told() -> None:
    """Say once what the last click did."""
    if said := st.session_state.pop(_TOLD, ""):
        st.success(words.md(said))
        rows = ask_newest("removed_articles")
        last = rows[rows["article_id"] == st.session_state.pop(_UNDO, "")]
        for row in last.to_dict("records") if may(Action.RESTORE) else ():
            st.button(
                "Undo: bring it back",
                key="articles_undo",
                on_click=_restore,
                args=(row["article_id"],),
            )


def _tools(shown: Seen) -> None:
    with st.container(horizontal=True):
        st.button("← All articles", key="articles_back", on_click=close)
        if shown.url and shown.url.startswith(("http://", "https://")):
            st.link_button("Open the original", shown.url)
        rows = ask_newest("claims_by_article", article_id=shown.article_id)
        if shown.figures:
            doors.link("review", "Review its figures", **{queue.ARTICLE: shown.article_id})
        if len(rows):
            download("articles_one", rows, asof.named(f"newsfigures_{shown.article_id}"))
        _remover(shown)


@asof.today_alone
def _remover(shown: Seen) -> None:
    if not may(Action.REMOVE):
        return
    with st.popover("Remove …", key="articles_remove"):
        n = len(shown.figures)
        st.write(
            f"The article leaves the store with {words.count(n, 'figure')}, and every chart "
            "with it. It can be restored below the list of articles."
        )
        st.button(
            "Remove this article",
            type="primary",
            key="articles_remove_sure",
            on_click=_remove,
            args=(shown.article_id,),
        )


def article(article_id: str) -> None:
    """Show an article of the store, or say that it is not there."""
    shown = seen.of_store(article_id)
    if shown is None:
        st.warning(
            f"There is no article {words.md(article_id)} in the store. It was removed, or the "
            "link is incomplete."
        )
        st.button("← All articles", key="articles_back", on_click=close)
        return
    _tools(shown)
    reader.head(shown)
    focus = st.query_params.get(evidence.PARAMETER, "")
    kept = deciding.figure(focus) if focus else None
    if kept is not None:
        with st.container(border=True, key="articles_decide"):
            about = f"{words.label(kept['metric'])} of {kept['subject']}"
            st.markdown(f"**{words.md(plain(kept['quote']))}** · {words.md(about)}")
            evidence.decide(kept)
    set_aside = kept is not None and kept["review"] in ("rejected", "taken back")
    reader.show(shown, "" if set_aside else focus)
    missed.panel(shown)


def listing(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the articles for reading, a row each in the given order, with human names."""
    return pd.DataFrame(
        {
            "Title": rows["title"],
            "Sample": ["sample" if is_sample else "" for is_sample in rows["is_sample"]],
            "Publisher": rows["publisher"].map(words.known),
            "Published": pd.to_datetime(rows["published"], format="%Y-%m-%d").dt.date,
            "Words": rows["words"],
            "Figures": rows["figures"],
            "Worked out": rows["derived"],
        }
    )


def _from_table(key: str, ids: Sequence[str]) -> None:
    open_article(ids[st.session_state[key].row])


def _from_choice() -> None:
    if chosen := st.session_state[_CHOICE]:
        open_article(chosen)


def _config(ids: Sequence[str]) -> dict[str, Any]:
    column = st.column_config
    return {
        "Open": column.ButtonColumn(
            "Read",
            width="small",
            pinned=True,
            type="tertiary",
            key="articles_table_open",
            on_click=_from_table,
            args=("articles_table_open", ids),
        ),
        "Title": column.TextColumn(width="large", pinned=False),
        "Published": column.DateColumn(format="D MMM YYYY"),
        "Words": column.NumberColumn(format="localized"),
        "Figures": column.NumberColumn(format="localized"),
    }


@asof.today_alone
def _samples() -> None:
    n = counts()["samples"]
    if not n or not may(Action.SAMPLES):
        return
    with st.popover(f"Remove the {words.count(n, 'sample article')} …", key="articles_samples"):
        st.write(
            "Sample articles were written for newsfigures, to try it with. They leave for good "
            "with all their figures; your own articles stay."
        )
        st.button(
            "Remove all samples for good",
            type="primary",
            key="articles_samples_sure",
            on_click=_remove_samples,
        )


def _told_again() -> None:
    """Show which figures stand in several articles, and how many of these are independent."""
    rows = ask("told_again")
    if rows.empty:
        return
    total = int(rows["total"].iloc[0])
    label = f"The same figure in several articles ({total:,})"
    box = st.expander(label, key="articles_again", bind="query-params")
    if not box.open:
        return
    with box:
        first = f"The {len(rows):,} in most articles. " if total > len(rows) else ""
        st.caption(
            f"{first}Articles that credit the same person or organisation with a figure, and "
            "articles that are nearly the same, are one origin."
        )
        st.html(
            retelling.table(
                [{str(k): v for k, v in row.items()} for row in rows.to_dict("records")]
            )
        )


def _publishers() -> None:
    """Show how often each publisher says who, when and in which sense."""
    rows = [{str(k): v for k, v in row.items()} for row in ask("publishers").to_dict("records")]
    if not rows:
        return
    total = int(rows[0]["total"])
    with st.expander(f"How publishers state their figures ({total:,})", key="articles_publishers"):
        first = f"The {len(rows):,} with most figures. " if total > len(rows) else ""
        st.caption(
            f"{first}Share of the figures for which an article says who states them, for which "
            "time they hold, and of the training costs for which it says what is counted. What is "
            "not said has to be looked up."
        )
        st.html(publishers.table(rows))


@asof.today_alone
def _removed() -> None:
    """List what was removed, each to be restored, and all to be deleted for good."""
    rows = ask_newest("removed_articles")
    if rows.empty or not may(Action.RESTORE):
        return
    label = f"Removed articles ({len(rows):,})"
    with st.expander(label, key="articles_removed", bind="query-params"):
        for row in rows.to_dict("records"):
            with st.container(horizontal=True, vertical_alignment="center"):
                day = words.day(row["removed_at"].date().isoformat())
                figures = words.count(int(row["figures"]), "figure")
                st.markdown(words.md(f"{row['title']} ({figures}, removed {day})"))
                st.button(
                    "Restore",
                    key=f"articles_restore_{row['article_id']}",
                    on_click=_restore,
                    args=(row["article_id"],),
                )
        if not may(Action.FORGET):
            return
        with st.popover("Delete these for good …", key="articles_forget"):
            st.write("They leave the store with their texts and cannot be restored afterwards.")
            st.button(
                "Delete for good",
                type="primary",
                key="articles_forget_sure",
                on_click=_forget_removed,
            )


@asof.today_alone
def _begin() -> None:
    """Say how to begin with an empty store."""
    if not may(Action.UPLOAD):
        st.info("No articles yet.")
        return
    samples = " Or begin with the sample articles, which leave again by one click."
    st.info(
        "No articles yet. Drop a file or paste a text above: its figures are shown at once, and "
        "nothing is kept before you save." + (samples if may(Action.SAMPLES) else "")
    )
    if may(Action.SAMPLES):
        st.button("Add the sample articles", key="articles_samples_add", on_click=_add_samples)


def _listed(there: int) -> pd.DataFrame:
    """Return the articles of the list; where there are too many, ask for words that find them."""
    if there <= LISTED:
        return ask("listed_articles", words=[], most=LISTED)
    sought = st.text_input(
        "Words of a title or publisher", key="articles_find", bind="query-params"
    )
    rows = ask("listed_articles", words=sought.split(), most=LISTED)
    found = int(rows["total"].iloc[0]) if len(rows) else 0
    first = f"The newest {LISTED:,} of " if found > LISTED else ""
    st.caption(f"{first}{words.count(found, 'article')} with these words." if sought.strip()
               else f"{first}{found:,} are listed; words find the others.")  # fmt: skip
    return rows


def table() -> None:
    """Show every article in the store, newest first, each to be opened."""
    st.header("Articles in the store", anchor=False)
    _told()
    have = counts()
    if not have["articles"]:
        _begin()
        _removed()
        return
    note = f", {have['samples']:,} of them samples" if have["samples"] else ""
    st.caption(f"{words.count(have['articles'], 'article')}{note}.")
    rows = _listed(have["articles"])
    ids = [str(article_id) for article_id in rows["article_id"]]
    titles = dict(zip(ids, rows["title"], strict=True))
    st.selectbox(
        "Read an article",
        ids,
        index=None,
        format_func=titles.__getitem__,
        placeholder="Choose one, or type a part of its title",
        key=_CHOICE,
        on_change=_from_choice,
    )
    listed = listing(rows)
    listed.insert(0, "Open", "Open")
    st.dataframe(
        listed,
        hide_index=True,
        column_config=_config(ids),
        key="articles_table",
        alt="Every article in the store, newest first, with the number of its figures.",
    )
    _told_again()
    _publishers()
    _removed()
    _samples()
