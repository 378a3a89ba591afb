"""The page of snapshots: what was kept, and what differs between two of them, or from today."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from newsfigures import snapshots, store
from newsfigures.editing import name as field_name
from newsfigures.errors import SnapshotError
from newsfigures.plain import plain
from newsfigures.snapshots import Change, Snapshot
from newsfigures.ui import asof, deciding, words
from newsfigures.ui.claims_html import html_table
from newsfigures.ui.opening import PARAMETER

TODAY = "today"
MOST = 200
KINDS: dict[str, str] = {"added": "Added", "removed": "Removed", "changed": "Changed"}
# What columns are called that nobody corrects.
_FIELDS = {
    "value_usd": "value in US dollars",
    "value_usd_high": "upper end in US dollars",
    "usd_note": "how it was converted",
    "goes_back_to": "origin",
    "warning": "what it does not fit",
}
_NUMBERS = {"Kept": "nf-day", "For": "nf-middle", "Figures": "nf-number", "Articles": "nf-number"}
_LONG = {"What changed": "nf-long", "By": "nf-middle"}


def kept() -> list[Snapshot]:
    """Show what was kept, newest first, with the way to keep more; return the sound ones."""
    asof.button("snapshots", deciding.who())
    there = snapshots.listed(store.shared())
    for one in there:
        if isinstance(one, SnapshotError):
            st.error(words.md(one))
    sound = [one for one in there if isinstance(one, Snapshot)]
    if not sound:
        st.info("Nothing is kept yet. “Cite as of now” keeps all figures as they stand.")
        return []
    table = pd.DataFrame([_row(one) for one in sound])
    links = {"Snapshot": [f"./?{asof.PARAMETER}={one.id}" for one in sound]}
    st.html(html_table(table, "Snapshots, newest first", links, _NUMBERS))
    return sound


def _row(one: Snapshot) -> dict[str, Any]:
    return {
        "Id": one.id,
        "Kept": f"{words.day(one.day)}, {one.made_at[11:16]} UTC",
        "Figures": f"{one.rows:,}",
        "Articles": f"{one.articles:,}",
        "By": one.who,
        "For": one.note,
    }


def two(sound: Sequence[Snapshot]) -> tuple[str, str]:
    """Ask which two states are compared; return their ids, '' for today's figures."""
    titles = {one.id: asof.title(one) for one in sound}
    left, right = st.columns(2)
    one = left.selectbox(
        "Between",
        list(titles),
        format_func=titles.__getitem__,
        key="snapshots_from",
        bind="query-params",
    )
    other = right.selectbox(
        "and",
        [TODAY, *titles],
        format_func=lambda name: titles.get(name, "Today's figures"),
        key="snapshots_to",
        bind="query-params",
    )
    return str(one), "" if other == TODAY else str(other)


@st.cache_data(show_spinner="Comparing…", max_entries=8)
def _between(path: str, version: int, one: str, other: str) -> list[Change]:
    return snapshots.versus(store.shared(), one, other)


def found(one: str, other: str) -> list[Change]:
    """Return what differs between two states, the newer one '' for today's figures."""
    opened = store.shared()
    return _between(str(opened.path), opened.version, one, other)


def narrowed(changes: Sequence[Change]) -> list[Change]:
    """Ask which changes are shown, by what became of the figure, measure and who did it."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kinds = st.pills(
            "What became of it",
            list(KINDS),
            selection_mode="multi",
            format_func=KINDS.__getitem__,
            key="snapshots_kinds",
            bind="query-params",
        )
        metrics = _several("Metric", "snapshots_metrics",
                           {one.figure["metric"]: words.label(one.figure["metric"])
                            for one in changes})  # fmt: skip
        people = _several("By", "snapshots_by", {one.who: one.who for one in changes if one.who})
    return [
        one
        for one in changes
        if (not kinds or one.kind in kinds)
        and (not metrics or one.figure["metric"] in metrics)
        and (not people or one.who in people)
    ]


def _several(title: str, key: str, there: Mapping[str, str]) -> list[str]:
    return list(
        st.multiselect(
            title,
            sorted(there, key=there.__getitem__),
            format_func=lambda name: there.get(name, name),
            placeholder="Any",
            key=key,
            bind="query-params",
        )
    )


def table(changes: Sequence[Change], ends: tuple[str, str]) -> None:
    """Show what differs, each with the way to its evidence, and all of it as CSV."""
    st.markdown(words.md(snapshots.summary(changes)))
    if not changes:
        return
    if len(changes) > MOST:
        st.caption(f"The first {MOST:,} are shown; the CSV has all of them.")
    shown = changes[:MOST]
    rows = pd.DataFrame([_told(one) for one in shown])
    links = {"Evidence": [_evidence(one, ends) for one in shown]}
    st.html(html_table(rows, "What differs, figure by figure", links, _LONG))
    st.download_button(
        f"Download {words.count(len(changes), 'difference')} (CSV)",
        data=lambda: snapshots.csv(changes).encode(),
        file_name=f"newsfigures_{ends[0]}_{ends[1] or TODAY}.csv",
        mime="text/csv",
        on_click="ignore",
        key="snapshots_csv",
        help="A row for each field that changed, and for each figure added or removed.",
    )


def _evidence(change: Change, ends: tuple[str, str]) -> str:
    """Return the address at which a figure stands: of a removed one where it stood last."""
    older, newer = in_order(*ends)
    shown = older if change.kind == "removed" else newer
    of = f"&{asof.PARAMETER}={shown}" if shown else ""
    return f"data?{PARAMETER}={change.figure['claim_id']}{of}"


def in_order(one: str, other: str) -> tuple[str, str]:
    """Return two states with the older one first; '' is today, the newest there is."""
    if not other:
        return one, other
    first, last = sorted(
        (snapshots.look(store.shared(), name) for name in (one, other)),
        key=lambda made: made.made_at,
    )
    return first.id, last.id


def _told(change: Change) -> dict[str, str]:
    its = change.figure
    return {
        "Figure": f"{words.label(its['metric'])} of {its['subject']}",
        "What became of it": KINDS[change.kind],
        "What changed": "; ".join(
            f"{_field(one.name)}: {_said(one.before)} → {_said(one.now)}" for one in change.fields
        )
        or words.amount(its),
        "By": snapshots.cause(change),
        "Article or source": str(its["title"]),
    }


def _field(column: str) -> str:
    return _FIELDS.get(column) or field_name(column).replace("_", " ")


def _said(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return words.number(value)
    return plain(str(value))
