"""Links from page to page; on a page that runs alone, without the menu, they are plain words."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

_KEY = "_doors"
# The snapshot that is shown goes along from page to page (asof.py).
SNAPSHOT = "snapshot"


def remember(pages: Mapping[str, Any]) -> None:
    """Keep the pages of the menu by the stem of their file, for `link`."""
    st.session_state[_KEY] = dict(pages)


def along(query: Mapping[str, str]) -> dict[str, str]:
    """Return what goes into an address of the app, with the snapshot that is shown."""
    shown = st.query_params.get(SNAPSHOT)
    return {**({SNAPSHOT: shown} if shown else {}), **query}


def link(page: str, label: str, **query: str) -> None:
    """Show a link to pages/<page>.py; `query` goes into its address. `label` is Markdown."""
    pages = st.session_state.get(_KEY, {})
    if page not in pages:
        st.markdown(label)
    elif query and (st.context.url or "").rstrip("/").endswith(f"/{page}"):
        # A link from a page to itself would open it without changing the address, and the next
        # click there would leave again.
        key = "_".join(("door", page, *query.values()))
        st.button(label, type="tertiary", key=key, on_click=_go, args=(query,))
    else:
        st.page_link(pages[page], label=label, query_params=along(query) or None)


def _go(query: Mapping[str, str]) -> None:
    """Go to another address of the same page."""
    st.query_params.from_dict(along(query))


def go(page: str, **query: str) -> None:
    """Go to pages/<page>.py; on a page that runs alone there is no other to go to."""
    pages = st.session_state.get(_KEY, {})
    if page in pages:
        st.switch_page(pages[page], query_params=along(query) or None)
