"""Copy link, copy citation: what an analyst takes along of a figure; works without a network."""

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from newsfigures import scripts
from newsfigures.plain import plain
from newsfigures.ui import asof, words
from newsfigures.ui.opening import address

STYLE = """<style>
.nf-copy {display: flex; flex-wrap: wrap; gap: .5rem; align-items: center}
.nf-copy button {font: inherit; font-size: .875rem; color: inherit; background: transparent;
  cursor: pointer; padding: .25rem .75rem; min-height: 2.25rem;
  border: 1px solid rgba(128,128,128,.45); border-radius: .5rem}
.nf-copy button:hover, .nf-copy button:focus-visible {border-color: currentColor}
.nf-copy output {font-size: .875rem; opacity: .8; overflow-wrap: anywhere}
.nf-cite {display: grid; grid-template-columns: 1fr auto; align-items: center; margin-top: 1rem}
.nf-cite b {font-size: .875rem; font-weight: 400; opacity: .8}
.nf-cite pre {grid-column: 1 / -1; margin: .25rem 0 0; padding: .75rem; font-size: .8125rem;
  white-space: pre-wrap; overflow-wrap: anywhere; border-radius: .5rem;
  background: rgba(128,128,128,.12)}
</style>"""


def citation(row: Mapping[str, Any], link: str, as_of: str = "") -> str:
    """
    Return a claim as plain text to be quoted: what, who says so, the words, where, the link.

    `as_of` names the snapshot that it is from, '' for today's figures.
    """
    quote = plain(words.known(row["quote"]))
    sentence = words.known(row["sentence"])
    said = words.known(row["attributed_to"])
    time = words.time(row)
    head = f"{row['subject']}, {words.inside(row['metric'])}{f' ({time})' if time else ''}"
    value = words.amount(row) + (f" (“{quote}”)" if quote else "")
    credit = f", according to {said}" if said else ""
    if row["origin"] == "derived":
        stated = f"Worked out, not stated: {words.formula(words.known(row['formula']))}."
    elif row["origin"] == "article":
        stated = f"“{plain(sentence)}”"
    else:
        stated = " ".join(sentence.split())
    title = words.known(row["title"])
    publisher = words.known(row["publisher"])
    where = ", ".join(
        part
        for part in (
            f"“{title}”" if title else "",
            publisher if publisher != title else "",
            words.known(row["as_of"]) or "no date",
            "sample article" if row["is_sample"] else "",
        )
        if part
    )
    url = words.known(row["url"])
    parts = (
        f"{head}: {value}{credit}.", stated, f"In: {where}.", url, f"Evidence: {link}", as_of
    )  # fmt: skip
    return " ".join(part for part in parts if part)


def button(name: str, text: str, *, is_view: bool = False) -> str:
    """
    Return as HTML a button that copies a text, and the place where it says so.

    With `is_view` it copies the address of the view as it is then, which `text` was when drawn.
    """
    asked = " data-view" if is_view else ""
    made = f'<button type="button" data-copy="{escape(text)}"{asked}>{name}</button>'
    return f'<div class="nf-copy">{made}<output aria-live="polite"></output></div>'


def buttons(row: Mapping[str, Any]) -> None:
    """Show the buttons that copy a claim's link and its citation."""
    link = address(str(row["claim_id"]))
    made = "".join(
        f'<button type="button" data-copy="{escape(text)}">{name}</button>'
        for name, text in (("Copy link", link), ("Copy citation", citation(row, link, asof.line())))
    )
    st.html(f'{STYLE}<div class="nf-copy">{made}<output aria-live="polite"></output></div>')


def listen() -> None:
    """Let the page's buttons copy and take pictures; once for every page."""
    # Apart from the articles' words: those go through the sanitiser, the script is ours alone.
    st.html(scripts.tag("copying"), unsafe_allow_javascript=True)
