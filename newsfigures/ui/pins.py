"""
The pinboard: names pinned for comparison, kept from page to page and in one key of the URL.

The URL counts where it names pins; else what was pinned before in this visit.
"""

from collections.abc import Sequence

import streamlit as st

from newsfigures.ui import doors, words

PARAMETER = "pin"
MOST = 6
_KEPT = "_pins"


def current() -> list[str]:
    """Return the names that are pinned, in their order, and put them into the URL."""
    asked = list(dict.fromkeys(st.query_params.get_all(PARAMETER)))[:MOST]
    names = asked or list(st.session_state.get(_KEPT, []))
    put(names)
    return names


def put(names: Sequence[str]) -> None:
    """Keep these names, and no others, as pinned."""
    st.session_state[_KEPT] = list(names)
    if list(names) == st.query_params.get_all(PARAMETER):
        return
    if names:
        st.query_params[PARAMETER] = list(names)
    else:
        st.query_params.pop(PARAMETER, None)


def add(name: str) -> None:
    """Pin a name; for a widget's callback."""
    put(list(dict.fromkeys([*current(), name]))[:MOST])


def drop(name: str) -> None:
    """Unpin a name; for a widget's callback."""
    put([one for one in current() if one != name])


def strip() -> None:
    """Show what is pinned, each with the way to unpin it, and the way to Compare."""
    names = current()
    if not names:
        return
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key="pinboard_strip"
    ):
        st.markdown(":small[**Pinned**]", width="content")
        for number, name in enumerate(names):
            st.button(
                f"{words.md(name)} ✕",
                key=f"pinboard_drop_{number}",
                help=f"Unpin {words.md(name)}",
                on_click=drop,
                args=(name,),
            )
        doors.link("compare", f"Compare {words.count(len(names), 'name')}")


def button(name: str, where: str) -> None:
    """Offer to pin a name, or to unpin it; `where` tells buttons for the same name apart."""
    names = current()
    pinned = name in names
    full = len(names) >= MOST and not pinned
    st.button(
        f"Unpin {words.md(name)}" if pinned else f"Pin {words.md(name)}",
        key=f"pin_{where}_{name}",
        on_click=drop if pinned else add,
        args=(name,),
        disabled=full,
        help=f"{MOST} names are pinned, which is the most; unpin one first."
        if full
        else "Pinned names stand side by side on Compare.",
    )
