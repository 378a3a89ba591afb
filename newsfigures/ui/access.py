"""What whoever looks at a page may do there: controls are shown to those who may use them."""

import streamlit as st

from newsfigures import access
from newsfigures.access import Action
from newsfigures.ui import words

__all__ = ["Action", "current", "may", "tell"]

may, current = access.may, access.current


def tell(action: Action) -> None:
    """Say in words why whoever looks may not do something; nothing where they may."""
    if said := access.why_not(access.current(), action):
        st.caption(words.md(said))
