"""What changed lately, and what needs the analyst."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd
import streamlit as st

from newsfigures import desk
from newsfigures.plain import plain
from newsfigures.ui import doors, words
from newsfigures.ui.asking import ask, told
from newsfigures.ui.opening import open_figure
from newsfigures.ui.others import records

Row = dict[str, Any]
SINCE: dict[str, int | None] = {"7 days": 7, "30 days": 30, "Ever": None}
BEGINNING = date(2000, 1, 1)
MOST, SHOWN = 2_000, 8
NAMES = 200
TITLE = 34  # letters that fit a phone

# Kind of change -> how one is told, and what many are called.
KINDS: dict[str, tuple[str, str]] = {
    "added": ("was added", "articles added"),
    "accept": ("was accepted", "figures accepted"),
    "edit": ("was corrected", "figures corrected"),
    "reject": ("was rejected", "figures rejected"),
    "add": ("was added by hand", "figures added by hand"),
    "undo": ("was taken back", "decisions taken back"),
    "restore": ("was restored", "decisions restored"),
    "prefer": ("is preferred", "preferences"),
    "withdraw": ("is no longer preferred", "preferences taken back"),
    "reread": ("was read again", "articles read again"),
}


def since() -> date:
    """Ask how far back to look, and return the first day of it."""
    chosen = st.segmented_control(
        "Changed in the last",
        list(SINCE),
        default="30 days",
        required=True,
        key="overview_since",
        bind="query-params",
    )
    days = SINCE[str(chosen)]
    return BEGINNING if days is None else desk.now().date() - timedelta(days=days)


def summed(rows: pd.DataFrame) -> str:
    """
    Say how many changes of each kind there were, '' for none.

        >>> summed(pd.DataFrame({"kind": ["edit", "added", "edit"]}))
        '1 article added, 2 figures corrected'
    """
    counts = rows["kind"].value_counts()
    parts = []
    for kind, (_, many) in KINDS.items():
        if n := int(counts.get(kind, 0)):
            noun, _, rest = many.partition(" ")
            parts.append(f"{n:,} {noun.removesuffix('s') if n == 1 else noun} {rest}".strip())
    return ", ".join(parts)


def _short(title: str) -> str:
    return title if len(title) <= TITLE else f"{title[: TITLE - 1].rstrip()}…"


def _line(row: Row) -> str:
    """Tell a change in a line; that of an article is a link, which does not wrap."""
    told_as, _ = KINDS[row["kind"]]
    day = f"{row['changed_at'].day} {row['changed_at']:%b}"
    title = _short(words.known(row["title"]) or "an article that has left")
    if row["kind"] in ("added", "reread"):
        found = words.count(int(row["figures"]), "figure")
        return f"{day} · {title} · {found}{' changed' if row['kind'] == 'reread' else ''}"
    quote = plain(words.known(row["quote"]))
    who, why = words.known(row["who"]), words.known(row["why"])
    by = f", by {who}" if who else ""
    what = f"{f'“{quote}”' if quote else 'A figure'} of “{title}” {told_as}"
    return f"{day} · {what}{by}{f': {why}' if why else ''}"


def changes(*, with_samples: bool) -> None:
    """Show what was added, corrected, rejected, preferred and read again lately."""
    first = since()
    with told():
        rows = ask("changes", since=first, with_samples=with_samples, most=MOST)
    if rows.empty:
        st.info("Nothing changed in that time. Look further back, or add articles.")
        return
    st.markdown(f"**{words.md(summed(rows))}**.")
    # What people decided says more than one line for each article of a batch.
    decided = rows[rows["kind"] != "added"]
    shown = pd.concat([decided, rows[rows["kind"] == "added"]]).head(SHOWN)
    for number, its in enumerate(records(shown)):
        claim = words.known(its["claim_id"])
        if claim:
            with st.container(key=f"change_{number}", gap=None):
                st.button(
                    words.md(_line(its)),
                    type="tertiary",
                    key=f"change_open_{number}",
                    on_click=open_figure,
                    args=(claim,),
                )
        elif words.known(its["title"]):
            doors.link("articles", words.md(_line(its)), art=str(its["article_id"]))
        else:
            st.markdown(words.md(_line(its)))
    if len(rows) > len(shown):
        st.caption(f"And {len(rows) - len(shown):,} more.")
    doors.link("snapshots", "Compare with a snapshot")


def waiting(months: pd.DataFrame, unlisted: int) -> list[tuple[str, str]]:
    """
    Say what needs the analyst: sentences, each with the page that helps.

    `months` are rows of queries/evidence_by_month.sql.
    """
    undated = int(months.loc[months["published"].isna(), "articles"].sum())
    silent, earlier = int(months["silent"].sum()), int(months["earlier"].sum())
    unsure, warned = int(months["unsure"].sum()), int(months["warned"].sum())
    found = [
        (unsure, words.count(unsure, "figure") + " read with little confidence", "review"),
        (warned, words.count(warned, "figure") + " that do not fit others of their article",
         "review"),
        (undated, words.count(undated, "article") + " without a date", "articles"),
        (silent, words.count(silent, "article") + " in which no figure was read", "articles"),
        (earlier, words.count(earlier, "article") + " read by earlier rules or names", "review"),
        (unlisted, words.count(unlisted, "name") + " in no list", "review"),
    ]  # fmt: skip
    return [(sentence, page) for n, sentence, page in found if n]


def needs(months: pd.DataFrame, *, with_samples: bool) -> None:
    """Show what waits for the analyst, each with the page where it is done."""
    with told():
        unlisted = ask("unlisted_names", with_samples=with_samples, most=NAMES)
    found = waiting(months, len(unlisted))
    if not found:
        st.success("Nothing waits for you: every figure was decided about or is read surely.")
        return
    _listed(found)
    st.caption(
        "Files that were refused are not kept; Articles says why each was, when it is handed in."
    )


def _listed(found: Sequence[tuple[str, str]]) -> None:
    titles = {"review": "Review", "articles": "Articles"}
    for sentence, page in found:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(words.md(sentence))
            doors.link(page, titles[page])
