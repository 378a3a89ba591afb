"""Try it: a sentence of one's own, and each step from its words to its figures."""

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from newsfigures import explained, naming
from newsfigures.catalog import Entity
from newsfigures.extraction import engine, known
from newsfigures.model import Extraction, Quantity
from newsfigures.ui import asof, explaining, words
from newsfigures.ui.claims_html import html_table

_LONG = {"Becomes": "nf-middle", "How": "nf-middle"}
LONGEST = 2_000  # letters; whole articles go to the page Articles
EXAMPLE = (
    "DeepSeek said it trained V3 on 2,048 Nvidia H800 chips for less than $6 million. Jefferies "
    "expects Microsoft to spend about $80 billion on data centres in 2025, up 12%."
)


@st.cache_data(max_entries=32, show_spinner=False)
def _steps(
    text: str, day: date | None, _extra: tuple[Entity, ...], names: int
) -> tuple[list[str], list[dict[str, str]], list[Quantity], Extraction]:
    """Return sentences, names, quantities and what is made of them; `names` tells `_extra`."""
    with known.knowing(_extra):
        reading, passage = engine.prepare(text, day)
    sentences = [one.span.cut(text) for one in reading.document.sentences]
    told = [
        {
            "As written": one.span.cut(text),
            "Means": one.name,
            "Kind": one.kind.replace("_", " "),
            "Behind it": one.company or "",
        }
        for one in reading.mentions
    ]
    return sentences, told, list(passage.quantities), engine.extract(text, day, extra=_extra)


def panel() -> None:
    """Let a text be typed, and show what each step makes of it; nothing of it is kept."""
    text = st.text_area(
        "A sentence or a paragraph of an article",
        value=EXAMPLE,
        max_chars=LONGEST,
        height=120,
        key="methods_text",
        help="It is read here and now, with the rules that read articles, and is not kept.",
    ).strip()
    day = st.date_input(
        "Day of publication, for words like “next year”", value=None, key="methods_day"
    )
    if not text:
        st.info("Type or paste a sentence with a number in it.")
        return
    extra = naming.added(asof.opened())
    sentences, names, quantities, found = _steps(text, day, extra, len(extra))
    st.header("1. Sentences", anchor=False)
    st.markdown("\n".join(f"{n}. {words.md(one)}" for n, one in enumerate(sentences, start=1)))
    st.header("2. Names", anchor=False)
    _table("Names", names, "No known name stands in it. A number without a name becomes no figure.")
    st.header("3. Numbers with their units", anchor=False)
    _table("Numbers", [_quantity(text, one) for one in quantities], "No number stands in it.")
    st.header("4. What became of each", anchor=False)
    _table("What became of each", _fates(text, found), "Nothing to decide.")
    st.header("5. What follows from them", anchor=False)
    _table(
        "What follows", [_derived(one) for one in found.derived], "Nothing follows by arithmetic."
    )
    if quantities:
        st.header("Why, for one number", anchor=False)
        _why(text, day, quantities)


def _table(title: str, rows: list[dict[str, str]], nothing: str) -> None:
    if rows:
        # As HTML: a table of Streamlit would read Markdown in these words.
        st.html(html_table(pd.DataFrame(rows), title, {}, _LONG))
    else:
        st.caption(nothing)


def _quantity(text: str, one: Quantity) -> dict[str, str]:
    high = "" if one.value_high is None else f" to {explained.number(one.value_high)}"
    bound = words.QUALIFIERS[str(one.qualifier)][0]
    return {
        "As written": one.span.cut(text),
        "Value": f"{explained.number(one.value)}{high}",
        "Unit": one.unit.replace("_", " ") or "none",
        "Bound": f"{bound}, for “{one.cue}”" if one.cue else bound,
    }


def _fates(text: str, found: Extraction) -> list[dict[str, str]]:
    taken: list[tuple[int, dict[str, str]]] = [
        (
            one.start,
            {
                "As written": one.quote,
                "Becomes": f"{words.label(one.metric)} of {one.subject}",
                "Status": words.STATUSES[str(one.status)][0],
                "Said by": one.attributed_to or "nobody named",
                "For": _time(one),
                "Confidence": f"{one.confidence:.2f}",
            },
        )
        for one in found.figures
    ]
    refused = [
        (
            one.span.start,
            dict.fromkeys(("Status", "Said by", "For", "Confidence"), "")
            | {"As written": one.span.cut(text), "Becomes": f"No figure: {one.reason}"},
        )
        for one in found.rejections
    ]
    order = ("As written", "Becomes", "Status", "Said by", "For", "Confidence")
    ranked = sorted([*taken, *refused], key=lambda each: each[0])
    return [{name: row[name] for name in order} for _, row in ranked]


def _time(one: Any) -> str:
    return one.period or (str(one.horizon) if one.horizon else "")


def _derived(one: Any) -> dict[str, str]:
    return {
        "Worked out": f"{words.label(one.metric)} of {one.subject}",
        "Value": f"{explained.number(one.value)} {words.unit(one.unit)}",
        "How": words.formula(one.formula),
    }


def _why(text: str, day: date | None, quantities: list[Quantity]) -> None:
    labels = {f"{n}. {one.span.cut(text)}": one for n, one in enumerate(quantities, start=1)}
    picked = st.selectbox("Number", list(labels), key="methods_number")
    explaining.steps(text, labels[str(picked)].span.start, day)
