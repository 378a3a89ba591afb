"""The columns of a table of figures on the Data page, in the order of data/columns.toml."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from newsfigures.export import meanings
from newsfigures.ui import facets, words
from newsfigures.ui.table import quoted

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """
    One column to read: its title, the fields of a download it shows, how a row fills it.

    `kind` is the class of its cells. Words that were searched for are marked where `sought`.
    """

    title: str
    fields: tuple[str, ...]
    fill: Callable[[Row], str]
    kind: str = ""
    sought: bool = False


def _known(field: str) -> Callable[[Row], str]:
    return lambda row: words.known(row[field])


def _yes(field: str) -> Callable[[Row], str]:
    return lambda row: "yes" if bool(row[field]) else "no"


def _sentence(row: Row) -> str:
    text = words.known(row["sentence"])
    if row["origin"] == "article":
        return quoted(text)
    return words.formula(text) if row["origin"] == "derived" else " ".join(text.split())


def _dollars(row: Row) -> str:
    if not words.known(row["value_usd"]):
        return ""
    return words.amount({**row, "value": row["value_usd"], "value_high": row["value_usd_high"],
                         "unit": "USD", "is_money": True})  # fmt: skip


def _place(row: Row) -> str:
    return f"{int(row['start_offset']):,}" if words.known(row["start_offset"]) else ""


def _sure(row: Row) -> str:
    return f"{row['confidence']:.0%}" if words.known(row["confidence"]) else ""


def _c(title: str, *fields: str, fill: Callable[[Row], str] | None = None, **more: Any) -> Column:
    return Column(title=title, fields=fields, fill=fill or _known(fields[0]), **more)


_ALL = (
    _c("Id", "claim_id"),
    _c("Origin", "origin", fill=lambda row: words.ORIGINS[row["origin"]][0]),
    _c("Metric", "metric", fill=lambda row: words.label(row["metric"]), sought=True),
    _c("Subject", "subject", sought=True),
    _c("Company", "company", sought=True),
    _c("Figure", "value", "value_high", "unit", "qualifier", "is_money", fill=words.amount,
       kind="number", sought=True),
    _c("Status", "status", fill=lambda row: words.STATUSES[row["status"]][0]),
    _c("Said by", "attributed_to", sought=True),
    _c("For", "horizon", "period", fill=words.time),
    _c("Compared with", "relative_to", sought=True),
    _c("Hardware", "hardware", sought=True),
    _c("Sense of cost", "cost_basis", fill=words.sense, kind="middle"),
    _c("As written", "quote", fill=lambda row: quoted(row["quote"]), sought=True),
    _c("Sentence or note", "sentence", fill=_sentence, kind="long", sought=True),
    _c("Article", "article_id"),
    _c("Title", "title", kind="middle", sought=True),
    _c("Publisher", "publisher", sought=True),
    _c("Date", "published", "as_of", fill=lambda row: words.day(row["as_of"])),
    _c("Link", "url", kind="middle"),
    _c("Sample", "is_sample", fill=_yes("is_sample")),
    _c("Confidence", "confidence", fill=_sure, kind="number"),
    _c("Read by", "rule"),
    _c("Formula", "formula", fill=lambda row: words.formula(words.known(row["formula"])),
       kind="middle"),
    _c("Name is in the list", "subject_listed", fill=_yes("subject_listed")),
    _c("Kind of source", "source_tier", fill=lambda row: words.TIERS.get(
        words.known(row["source_tier"]), ""), kind="middle"),
    _c("Note", "note", kind="long"),
    _c("Warning", "warning", kind="long"),
    _c("Decision", "review", fill=lambda row: facets.REVIEWS.get(words.known(row["review"]), "")),
    _c("Reviewed", "reviewed", fill=_yes("reviewed")),
    _c("In US dollars", "value_usd", "value_usd_high", "usd_rate_year", "usd_note", fill=_dollars,
       kind="number"),
    _c("Place in the text", "start_offset", fill=_place, kind="number"),
    _c("Rests on", "goes_back_to"),
    _c("Preferred", "preferred_by", "preferred_why", fill=words.preferred, kind="middle"),
)  # fmt: skip


def _in_order(columns: Iterable[Column]) -> dict[str, Column]:
    order = list(meanings.columns())
    return {one.title: one for one in sorted(columns, key=lambda c: order.index(c.fields[0]))}


COLUMNS = _in_order(_ALL)
KEY = "data_columns"
USUAL = (
    "Metric", "Subject", "Figure", "Status", "Sentence or note", "Publisher", "Date",
)  # fmt: skip


def choose() -> None:
    """Ask which columns are shown."""
    with st.popover("Columns", key="data_columns_box", width="stretch"):
        st.multiselect(
            "Columns",
            list(COLUMNS),
            default=[title for title in COLUMNS if title in USUAL],
            placeholder="Choose a column",
            key=KEY,
            bind="query-params",
            help="In the order of a download, which has all columns unless it is asked for these.",
        )


def shown() -> list[Column]:
    """Return the columns chosen, in the order of downloads; subject and figure without any."""
    chosen = st.session_state.get(KEY, USUAL) or ("Subject", "Figure")
    return [one for title, one in COLUMNS.items() if title in chosen]


def fields(shown: Iterable[Column]) -> list[str]:
    """Return the fields of a download that some columns show, in its order."""
    wanted = {"claim_id", *(field for one in shown for field in one.fields)}
    return [name for name in meanings.columns() if name in wanted]
