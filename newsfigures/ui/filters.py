"""Filters of claims: who, of what origin and status, with or without samples; in the URL."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from newsfigures.model import TO_REVIEW
from newsfigures.ui import finished, words
from newsfigures.ui.asking import ask, counts, told
from newsfigures.ui.doors import link

SURE: dict[float, str] = {
    0.0: "Any",
    TO_REVIEW: f"{TO_REVIEW:.0%} or more",
    0.9: "90% or more",
    0.95: "95% or more",
}
REVIEWED = (
    "Only what was checked against its source: figures that somebody accepted, corrected or "
    "added, what follows from such figures alone, and reference data read at their source."
)


def samples_toggle(page: str) -> bool:
    """Ask whether sample articles count; without any in the store there is nothing to ask."""
    with told():
        samples = counts()["samples"]
    if not samples:
        return True
    return st.toggle(
        f"Sample articles ({samples:,})",
        value=True,
        key=f"{page}_samples",
        bind="query-params",
        help="Articles written for newsfigures, to try it with. Off: your own articles only, "
        "beside the reference data.",
    )


def _choices(title: str, table: dict[str, tuple[str, str]], key: str) -> list[str]:
    """Let several of a vocabulary be chosen; an empty list means all of them."""
    return list(
        st.pills(
            title,
            list(table),
            selection_mode="multi",
            format_func=lambda name: table[name][0],
            key=key,
            bind="query-params",
            help="  \n".join(f"**{name}**: {meaning}" for name, meaning in table.values()),
        )
    )


def _sure(page: str) -> float:
    """Ask how sure a reading must be, 0 for any."""
    return float(
        st.selectbox(
            "Confidence of the reading",
            list(SURE),
            format_func=SURE.__getitem__,
            key=f"{page}_sure",
            bind="query-params",
            help="How often readings as clear as this are right; it is not about the claim. What "
            "is reviewed counts whatever its confidence was.",
        )
    )


def held(filters: Mapping[str, Any]) -> str:
    """Say in words which of the filters of `claim_filters` hold, '' for none."""
    parts = [
        ", ".join(filters["names"]),
        ", ".join(words.ORIGINS[name][0].lower() for name in filters["origins"]),
        ", ".join(words.STATUSES[name][0].lower() for name in filters["statuses"]),
        "" if filters["with_samples"] else "no sample articles",
        "reviewed" if filters["reviewed_only"] else "",
        f"confidence {SURE[filters['least_sure']].lower()}" if filters["least_sure"] else "",
    ]
    said = "; ".join(part for part in parts if part)
    return f"Only: {said}." if said else ""


def _only_reference() -> None:
    """Say so when no article is there: what a page shows then is reference data alone."""
    with told():
        have = counts()
    if not have["articles"]:
        st.info("No article is in the store yet; only reference figures are shown.")
        link("articles", "Add your first article")


def name_labels(metrics: Sequence[str], *, with_samples: bool) -> dict[str, str]:
    """Return the names that have claims about some metrics, most told companies first, labelled."""
    mark = finished.state("names", *metrics, str(with_samples))
    return finished.once(mark, "labels", lambda: _name_labels(metrics, with_samples))


def _name_labels(metrics: Sequence[str], with_samples: bool) -> dict[str, str]:
    found = ask("names_in_metrics", metrics=list(metrics), with_samples=with_samples)
    found = found.sort_values(["is_company", "claims", "name"], ascending=[False, False, True])
    makers = zip(found["name"], found["company"].map(words.known), strict=True)
    return {name: f"{name} · {maker}" if maker else name for name, maker in makers}


def claim_filters(page: str, metrics: Sequence[str]) -> dict[str, Any]:
    """
    Ask which claims to show, and return the answers as parameters of a query.

    Keys: names, origins, statuses (empty lists: all), with_samples, reviewed_only and least_sure.
    """
    _only_reference()
    who, more = st.columns([5, 1], vertical_alignment="bottom")
    with more, st.popover("Filters", width="stretch", key=f"{page}_filters"):
        origins = _choices("Origin", words.ORIGINS, f"{page}_origins")
        statuses = _choices("Status", words.STATUSES, f"{page}_statuses")
        reviewed_only = st.toggle(
            "Reviewed only", key=f"{page}_reviewed", bind="query-params", help=REVIEWED
        )
        least_sure = _sure(page)
        with_samples = samples_toggle(page)
    with told():
        labels = name_labels(metrics, with_samples=with_samples)
    names = who.multiselect(
        "Companies, models or projects",
        list(labels),
        format_func=lambda name: labels.get(name, name),
        placeholder="All of them; type to find one",
        select_all=False,  # else Enter takes every match of what was typed
        key=f"{page}_names",
        bind="query-params",
    )
    return {
        "names": names,
        "origins": origins,
        "statuses": statuses,
        "with_samples": with_samples,
        "reviewed_only": reviewed_only,
        "least_sure": least_sure,
    }
