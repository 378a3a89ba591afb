"""The rules in words: what each word of the press is taken for, with a sentence and a trap."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from newsfigures.extraction.gazetteer import lexicon
from newsfigures.senses import TITLES
from newsfigures.ui import words
from newsfigures.ui.claims_html import html_table

Entry = Mapping[str, Any]
_LONG = dict.fromkeys(("Is read so", "Is left alone"), "nf-long")


def _metric(one: Entry) -> str:
    return words.label(one["metric"])


def _refused(one: Entry) -> str:
    return f"no figure: {one['reason']}"


def _bound(name: str) -> str:
    # "An estimated" bounds nothing and makes an estimate.
    return (words.QUALIFIERS.get(name) or words.STATUSES[name])[0].lower()


# Area -> lexicon, the lists of it, and what an entry says its words are.
AREAS: dict[str, tuple[str, tuple[str, ...], Any]] = {
    "What is measured": ("metrics", ("cue",), _metric),
    "What is no figure": ("metrics", ("refusal",), _refused),
    "How sure, and of what time": (
        "status", ("cue",), lambda one: words.STATUSES[one["status"]][0],
    ),
    "More or less": ("hedges", ("before", "after"),
                     lambda one: _bound(one["qualifier"])),
    "What a training cost includes": ("bases", ("cue",), lambda one: TITLES[one["basis"]]),
    "Who says so": ("attribution", ("say", "phrase", "speaker"),
                    lambda _: "said by the name in ⟨ ⟩"),
}  # fmt: skip


def entries(area: str) -> Iterator[dict[str, str]]:
    """Yield the rules of an area: what is read, a sentence that is and one that is not."""
    name, lists, means = AREAS[area]
    for kind in lists:
        for one in lexicon(name)[kind]:
            if "example" in one:
                yield {
                    "Taken for": means(one),
                    "Is read so": _shown(one["example"]),
                    "Is left alone": _shown(one.get("counter", "")),
                }


def _shown(sentence: str) -> str:
    return " ".join(sentence.replace("<", "⟨").replace(">", "⟩").split())


def panel() -> None:
    """Show the rules of one area, narrowed by words."""
    st.write(
        "Most of what is known is a list of words, each with a sentence in which it counts and one "
        "in which it must not; both are tested with every change. The amount that is meant stands "
        "in square brackets; what these sentences say is invented."
    )
    left, right = st.columns(2)
    area = left.selectbox("Rules about", list(AREAS), key="methods_rules", bind="query-params")
    sought = right.text_input("Words in them", key="methods_rules_words", bind="query-params")
    every = list(entries(str(area)))
    asked = sought.lower().split()
    rows = [one for one in every if all(word in " ".join(one.values()).lower() for word in asked)]
    of = "" if len(rows) == len(every) else f" of {len(every):,}"
    st.caption(f"{len(rows):,}{of} rules with an example.")
    if rows:
        st.html(html_table(pd.DataFrame(rows), f"Rules: {area}", {}, _LONG))
