"""
HTML of ours whose buttons open evidence without loading the page anew.

A button with `data-claim` opens the panel of that claim, one with `data-pin` pins that name for
Compare. All words of articles in the HTML must
have passed `html.escape`; it is drawn in a box of its own, apart from the page's styles.
"""

import streamlit as st

from newsfigures.ui import pins
from newsfigures.ui.opening import open_figure

_JS = """
export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const box = parentElement.querySelector(".box")
  if (box.made !== data.html) {
    box.innerHTML = data.html
    box.made = data.html
  }
  box.onclick = event => {
    const button = event.target.closest("[data-claim]")
    if (button) setTriggerValue("opened", button.dataset.claim)
    const pin = event.target.closest("[data-pin]")
    if (pin) setTriggerValue("pinned", pin.dataset.pin)
  }
}
"""
# What every such piece shares: the page's type and colours, and buttons that read as links.
STYLE = """
.box {font-family: var(--st-font); color: var(--st-text-color); font-size: .95rem;
  line-height: 1.4}
:is([data-claim], [data-pin]) {font: inherit; color: inherit; background: none; border: 0;
  padding: 0; margin: 0; text-align: left; cursor: pointer; text-decoration: underline;
  text-underline-offset: .2em; text-decoration-color: var(--st-border-color);
  text-decoration-thickness: 1px}
:is([data-claim], [data-pin]):is(:hover, :focus-visible) {text-decoration-color: currentColor}
:is([data-claim], [data-pin]):focus-visible {outline: 2px solid var(--st-primary-color);
  outline-offset: 2px}
"""


def _opened(key: str) -> None:
    if claim := st.session_state[key].opened:
        open_figure(str(claim))


def _pinned(key: str) -> None:
    if name := st.session_state[key].pinned:
        pins.add(str(name))


def clickable(key: str, html: str, css: str) -> None:
    """Show HTML of ours; `css` holds for it alone."""
    show = st.components.v2.component(
        "newsfigures_clickable", html='<div class="box"></div>\n', js=_JS
    )
    show(
        key=key,
        data={"html": f"<style>{STYLE}{css}</style>{html}"},
        on_opened_change=lambda: _opened(key),
        on_pinned_change=lambda: _pinned(key),
    )
