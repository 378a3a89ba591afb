"""Copy link, copy citation: what an analyst takes along of a figure; works without a network."""

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from newsfigures.plain import plain
from newsfigures.ui import words
from newsfigures.ui.opening import address

STYLE = """<style>
.nf-copy {display: flex; flex-wrap: wrap; gap: .5rem; align-items: center}
.nf-copy button {font: inherit; font-size: .875rem; color: inherit; background: transparent;
  cursor: pointer; padding: .25rem .75rem; min-height: 2.25rem;
  border: 1px solid rgba(128,128,128,.45); border-radius: .5rem}
.nf-copy button:hover, .nf-copy button:focus-visible {border-color: currentColor}
.nf-copy output {font-size: .875rem; opacity: .8; overflow-wrap: anywhere}
</style>"""
# One listener for the whole page. Browsers lend the clipboard to https and to this machine only;
# elsewhere the old way, and where that fails too the words are shown to be copied by hand.
SCRIPT = """<script>
if (!window.nfCopy) {
  window.nfCopy = true;
  document.addEventListener("click", async event => {
    const picture = event.target.closest?.("[data-picture]");
    if (picture) return window.nfPicture(picture.dataset.picture, picture.dataset.title);
    const button = event.target.closest?.("[data-copy]");
    if (!button) return;
    const text = button.dataset.copy, said = button.parentElement.querySelector("output");
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = "Copied.";
    } catch {
      const area = button.parentElement.appendChild(document.createElement("textarea"));
      area.value = text;
      area.select();
      said.textContent = document.execCommand("copy") ? "Copied." : text;
      area.remove();
    }
  }, true);
  // No tag may stand in a script here, the sanitiser would take it out.
  // Plotly's own button takes the picture; for that moment the chart has its question above it.
  window.nfPicture = (card, title) => {
    const plot = document.querySelector(`.st-key-${card} .js-plotly-plot`);
    const options = plot._context.toImageButtonOptions, layout = plot.layout;
    const room = 58, height = options.height, top = layout.margin.t, legend = layout.legend.y;
    // The key stands above the chart on the page; a picture has it inside.
    const key = (layout.meta || {}).key || 0, shown = layout.showlegend;
    const words = document.createElement("i");
    words.textContent = title;
    layout.title = {text: "\\x3cb>" + words.innerHTML + "\\x3c/b>", x: 0, xref: "container",
      xanchor: "left", pad: {l: 16, t: 18}, y: 1, yref: "container", yanchor: "top",
      font: {size: 20}};
    layout.showlegend = key > 0;
    layout.margin.t = top + key + room;
    options.height = height + key + room;
    layout.legend.y = 1 - room / options.height;
    // In a picture the page's own fonts are not at hand; what is measured must be what is drawn.
    const family = layout.font.family, named = layout.legend.font.family;
    layout.font.family = layout.legend.font.family = "Arial, Helvetica, sans-serif";
    try {
      plot.querySelector(".modebar-btn").click();
    } finally {
      delete layout.title;
      layout.showlegend = shown;
      layout.margin.t = top;
      options.height = height;
      layout.legend.y = legend;
      layout.font.family = family;
      layout.legend.font.family = named;
    }
  };
}
</script>"""


def citation(row: Mapping[str, Any], link: str) -> str:
    """Return a claim as plain text to be quoted: what, who says so, the words, where, the link."""
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
    parts = (f"{head}: {value}{credit}.", stated, f"In: {where}.", url, f"Evidence: {link}")
    return " ".join(part for part in parts if part)


def button(name: str, text: str) -> str:
    """Return as HTML a button that copies a text, and the place where it says so."""
    made = f'<button type="button" data-copy="{escape(text)}">{name}</button>'
    return f'<div class="nf-copy">{made}<output aria-live="polite"></output></div>'


def buttons(row: Mapping[str, Any]) -> None:
    """Show the buttons that copy a claim's link and its citation."""
    link = address(str(row["claim_id"]))
    made = "".join(
        f'<button type="button" data-copy="{escape(text)}">{name}</button>'
        for name, text in (("Copy link", link), ("Copy citation", citation(row, link)))
    )
    st.html(f'{STYLE}<div class="nf-copy">{made}<output aria-live="polite"></output></div>')


def listen() -> None:
    """Let the page's buttons copy and take pictures; once for every page."""
    # Apart from the articles' words: those go through the sanitiser, the script is ours alone.
    st.html(SCRIPT, unsafe_allow_javascript=True)
