"""
The evidence panel: where a figure stands, who says so, and why it was read so.

The figure's id is in the URL (`fig`), so that a link opens the panel cold. The frame draws the
panel before the page; a click on a mark or in a table sets the id and the page runs again.
"""

from collections.abc import Iterable
from datetime import date
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from newsfigures import compare
from newsfigures.model import Span
from newsfigures.plain import plain
from newsfigures.ui import (
    asof,
    copying,
    correcting,
    deciding,
    doors,
    explaining,
    history,
    others,
    pins,
    words,
)
from newsfigures.ui.asking import ask, ask_newest, told
from newsfigures.ui.opening import ARTICLE, PARAMETER, open_figure
from newsfigures.ui.passage import STYLE, facts, passage

__all__ = ["ARTICLE", "PARAMETER", "closed", "decide", "from_url", "open_figure", "show"]

_CLOSED = "_evidence_closed"

Row = dict[str, Any]


def closed() -> int:
    """Return how often the panel was closed: a part of the keys of widgets that open it."""
    return int(st.session_state.get(_CLOSED, 0))


def _close() -> None:
    st.query_params.pop(PARAMETER, None)
    st.session_state[_CLOSED] = closed() + 1


def from_url() -> None:
    """Open the panel when the URL names a figure; an opened article shows it in its text."""
    if st.query_params.get(PARAMETER) and ARTICLE not in st.query_params:
        st.dialog("Evidence", width="medium", position="right", on_dismiss=_close)(_panel)()


def _panel() -> None:
    # Read here, for a click inside the panel runs this function alone.
    show(st.query_params.get(PARAMETER, ""))


def _rows(rows: pd.DataFrame) -> list[Row]:
    return [{str(key): cell for key, cell in row.items()} for row in rows.to_dict("records")]


def _in_dollars(row: Row) -> tuple[str, str, str]:
    if not row["is_money"] or row["unit"] == "USD":
        return ("", "", "")
    if pd.isna(row["value_usd"]):
        return ("In US dollars", "not converted", words.known(row["usd_note"]))
    high = row["value_usd_high"]
    ends = words.number(row["value_usd"]) + ("" if pd.isna(high) else f" to {words.number(high)}")
    return ("In US dollars", ends, words.known(row["usd_note"]))


def fact_list(row: Row) -> list[tuple[str, str, str]]:
    """Return what is kept of a claim as name, value and note; empty values are left out later."""
    status, meaning = words.STATUSES[row["status"]]
    bound, _ = words.QUALIFIERS[row["qualifier"]]
    quote = plain(words.known(row["quote"]))
    sense = words.sense(row)
    confidence: str = "" if pd.isna(row["confidence"]) else f"{row['confidence']:.2f} of 1"
    return [
        ("As written", f"“{quote}”" if quote else "", ""),
        ("Value", words.value(row), "" if bound == "as stated" else f"qualified: {bound}"),
        _in_dollars(row),
        ("Status", status, meaning),
        ("Said by", words.known(row["attributed_to"]) or "no source named", ""),
        ("Sense of cost", sense, words.sense_note(sense)),
        ("For", words.time(row), ""),
        ("Compared with", words.known(row["relative_to"]), ""),
        ("Chips", words.known(row["hardware"]), ""),
        ("Company", words.known(row["company"]), ""),
        (
            "Name",
            "" if row["subject_listed"] else str(row["subject"]),
            "Not in our list of names; taken as the article writes it.",
        ),
        ("Kind of source", words.TIERS.get(words.known(row["source_tier"]), ""), ""),
        (
            "Confidence",
            confidence,
            "How often readings as clear as this are right; not of the claim.",
        ),
    ]


def _head(row: Row) -> None:
    company = words.known(row["company"])
    about = row["subject"] if company in ("", row["subject"]) else f"{row['subject']} · {company}"
    st.html(f'{STYLE}<p class="nf-value">{escape(words.amount(row))}</p>')
    st.markdown(f"**{words.md(words.label(row['metric']))}** of {words.md(about)}")
    with st.container(horizontal=True, gap="small"):
        name, meaning = words.ORIGINS[row["origin"]]
        st.badge(name, color="blue", help=meaning)
        if row["is_sample"]:
            st.badge(
                "Sample article", color="orange", help="Written for newsfigures, to try it with."
            )


def _source(row: Row) -> None:
    title = words.md(row["title"])
    url = words.known(row["url"])
    # Only addresses of the web become links; others are shown as words.
    linked = url.startswith(("http://", "https://"))
    address = url.replace("(", "%28").replace(")", "%29").replace(" ", "%20").replace("<", "%3C")
    st.markdown(f"[{title}]({address})" if linked else f"**{title}**")
    # The title stands above already.
    publisher, day = words.known(row["publisher"]), words.day(row["as_of"]) or "no date"
    st.caption(words.md(f"{publisher}, {day}" if publisher else day))
    if words.known(row["article_id"]):
        doors.link(
            "articles",
            "See it in the article",
            art=str(row["article_id"]),
            fig=str(row["claim_id"]),
        )


def _standing(row: Row) -> Row | None:
    """Show the sentence in its paragraph; return its place, with the reasons of its reading."""
    found = _rows(ask_newest("figure_evidence", claim_id=row["claim_id"]))
    if not found:
        if note := words.known(row["sentence"]):
            st.text(note)
        return None
    place = found[0]
    st.html(
        passage(
            place["text"],
            Span(place["start_offset"], place["end_offset"]),
            Span(place["sentence_start"], place["sentence_end"]),
        )
    )
    if not pd.isna(place["page"]):
        st.caption(f"On page {int(place['page']):,} of the PDF.")
    return place


def _why(place: Row) -> None:
    """Show the reasons of a reading, and on demand all that was weighed."""
    st.html(reasons(place["reasons"]))
    with st.expander("How exactly was it read?"):
        if st.toggle("All that was weighed", key="evidence_weighed"):
            explaining.steps(place["text"], place["start_offset"], _day(place["published"]))


def reasons(steps: Iterable[str]) -> str:
    """Return the reasons of a reading as an HTML list."""
    items = "".join(f"<li>{escape(str(step))}</li>" for step in steps)
    return f'<div class="nf-reasons"><span>Read so because:</span><ul>{items}</ul></div>'


def _day(value: Any) -> date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()


def _worked_out(row: Row) -> None:
    st.markdown(
        f"Worked out, not stated: {words.md(words.formula(words.known(row['formula'])))}. From:"
    )
    others.buttons(_rows(ask("inputs_of_derived", claim_id=row["claim_id"])), "input")


def decide(kept: Row) -> None:
    """Show what was decided about a figure, and let the analyst decide."""
    st.caption(f"Reviewed: {deciding.STATES[kept['review']]}.")
    deciding.buttons(kept, "evidence", keys=False)
    deciding.told()
    correcting.panel(kept, "evidence", keys=False)
    history.panel(kept["claim_id"])


def _set_aside(kept: Row) -> None:
    """Show a figure that somebody rejected, with the way back."""
    st.html(f'{STYLE}<p class="nf-value">{escape(words.amount(kept))}</p>')
    st.markdown(f"**{words.md(words.label(kept['metric']))}** of {words.md(kept['subject'])}")
    st.html(
        passage(
            kept["text"],
            Span(kept["start_offset"], kept["end_offset"]),
            Span(kept["sentence_start"], kept["sentence_end"]),
        )
    )
    decide(kept)


def show(claim_id: str) -> None:
    """Show the evidence of one claim, or say that it is not there."""
    with told():
        found = _rows(ask_newest("claim_by_id", claim_id=claim_id))
        if not found and (kept := deciding.figure(claim_id)) is not None:
            _set_aside(kept)
            return
        if not found:
            st.warning(
                f"There is no figure {words.md(claim_id)} in the store. It left with its article, "
                "or the link is incomplete."
            )
            return
        row = found[0]
        _head(row)
        place = _standing(row) if row["origin"] != "derived" else None
        if row["origin"] == "derived":
            _worked_out(row)
        if warning := words.known(row["warning"]):
            st.warning(words.md(warning), icon="⚠️")
        _source(row)
        copying.buttons(row)
        asof.button("evidence", deciding.who())
        pins.button(compare.name_in(row), "evidence")
        st.html(facts(fact_list(row)))
        if place is not None:
            _why(place)
            if (kept := deciding.figure(claim_id)) is not None:
                decide(kept)
        others.panel(row)
