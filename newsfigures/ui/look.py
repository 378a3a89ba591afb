"""The look of every page: look.css with the colours of the theme that is shown."""

import tomllib
from functools import cache
from pathlib import Path

import streamlit as st

from newsfigures.catalog import ROOT

CSS = Path(__file__).with_name("look.css")
# Name in look.css -> option of a theme in .streamlit/config.toml.
COLOURS: dict[str, str] = {
    "ground": "backgroundColor",
    "second": "secondaryBackgroundColor",
    "ink": "textColor",
    "line": "borderColor",
    "link": "linkColor",
    "primary": "primaryColor",
}
# Streamlit writes what is chosen in white on the theme's colour, too faint in the dark look.
DARK = """:is([data-testid="stMultiSelectTagsContainer"] [data-tag],
  [data-testid="stBaseButton-primary"], [data-testid="stBaseButton-primary"] p) {color: #06171a}"""


@cache
def theme(kind: str) -> dict[str, str]:
    """Return the options of the theme `light` or `dark`, as config.toml gives them."""
    options = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    found: dict[str, str] = options["theme"][kind]
    return found


@cache
def _style(kind: str) -> str:
    set_by = "; ".join(f"--nf-{name}: {theme(kind)[key]}" for name, key in COLOURS.items())
    more = DARK if kind == "dark" else ""
    css = CSS.read_text(encoding="utf-8")
    return f"<style>:root {{{set_by}}}\n{css}\n{more}</style>"


def dress() -> None:
    """Give the page its look; what has no theme yet is light."""
    st.html(_style("dark" if st.context.theme.type == "dark" else "light"))
