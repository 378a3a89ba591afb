"""
Words selected in an article's text, handed over by the browser with what stands before them.

Beside a selection a button appears; a click on it is the trigger. What the browser says is only
looked for in the text, never shown unescaped.
"""

from typing import Any

import streamlit as st

from newsfigures.model import Span

# So much of the text before the words is handed over, to tell them from the same words elsewhere.
BEFORE = 120
# The badges behind marks are ours, not the article's. Selections that move are waited for.
_SCRIPT = """
export default function ({ parentElement, setTriggerValue }) {
  const button = parentElement.querySelector("button");
  const words = range => {
    const copy = range.cloneContents();
    copy.querySelectorAll(".nf-badge, .nf-gap").forEach(ours => ours.remove());
    return copy.textContent;
  };
  const selected = () => {
    const chosen = document.getSelection();
    const text = document.querySelector(".nf-text");
    if (!text || !chosen || !chosen.rangeCount || chosen.isCollapsed) return null;
    const range = chosen.getRangeAt(0), around = range.commonAncestorContainer;
    const element = around.nodeType === 1 ? around : around.parentElement;
    if (!text.contains(around) || element.closest(".nf-badge, .nf-gap")) return null;
    const lead = document.createRange();
    lead.setStart(text, 0);
    lead.setEnd(range.startContainer, range.startOffset);
    const quote = words(range);
    if (!quote.trim() || quote.length > 300) return null;
    return { range, quote, before: words(lead).slice(-BEFORE) };
  };
  let timer = 0;
  const show = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const found = selected();
      button.hidden = !found;
      if (!found) return;
      const box = found.range.getBoundingClientRect();
      const left = Math.min(Math.max(8, box.left), innerWidth - button.offsetWidth - 8);
      button.style.left = `${left}px`;
      button.style.top = `${Math.min(box.bottom + 6, innerHeight - 48)}px`;
    }, 200);
  };
  const send = () => {
    const found = selected();
    if (found) setTriggerValue("words", { quote: found.quote, before: found.before });
    document.getSelection().removeAllRanges();
    button.hidden = true;
  };
  const keep = event => event.preventDefault();
  button.addEventListener("mousedown", keep);
  button.addEventListener("click", send);
  document.addEventListener("selectionchange", show);
  addEventListener("scroll", show, true);
  return () => {
    clearTimeout(timer);
    button.removeEventListener("mousedown", keep);
    button.removeEventListener("click", send);
    document.removeEventListener("selectionchange", show);
    removeEventListener("scroll", show, true);
  };
}
""".replace("BEFORE", str(BEFORE))
_LOOK = """
button {position: fixed; z-index: 1000; font: inherit; font-size: .9rem; cursor: pointer;
  padding: .45rem .8rem; min-height: 2.4rem; border: 0; border-radius: .5rem;
  background: var(--st-primary-color); color: var(--st-background-color);
  box-shadow: 0 2px 8px rgba(0, 0, 0, .35)}
button[hidden] {display: none}
"""
_component = st.components.v2.component(
    "newsfigures_selecting",
    html='<button type="button" hidden>Add as a missed figure</button>',
    css=_LOOK,
    js=_SCRIPT,
)


def selected(text: str, key: str) -> Span | None:
    """Return where the words stand for which the button was just clicked, None for no click."""
    said: Any = _component(key=key, on_words_change=lambda: None).words
    return place(text, str(said["quote"]), str(said["before"])) if said else None


def place(text: str, quote: str, before: str) -> Span | None:
    """
    Return where words stand in a text, of several places the one after the given words.

    White space around the words is left out. None when the words are not in the text.

        >>> place("up $5 and $5 more", " $5", "up $5 and")
        Span(start=10, end=12)
    """
    bare = quote.strip()
    before += quote[: len(quote) - len(quote.lstrip())]
    places, at = [], text.find(bare) if bare else -1
    while at >= 0:
        places.append(at)
        at = text.find(bare, at + 1)
    if not places:
        return None
    start = max(places, key=lambda at: _shared(text[max(0, at - len(before)) : at], before))
    return Span(start, start + len(bare))


def _shared(one: str, other: str) -> int:
    """Return how many letters two texts share at their ends."""
    n = 0
    while n < min(len(one), len(other)) and one[-1 - n] == other[-1 - n]:
        n += 1
    return n
