"""What is chosen by a click and has no widget of its own: kept in the address of the page."""

from collections.abc import Callable, Mapping

import streamlit as st

from newsfigures.ui import words


def chosen(key: str) -> list[str]:
    """Return what is chosen under a key of the address, in order."""
    return list(dict.fromkeys(st.query_params.get_all(key)))


def one(key: str) -> str:
    """Return the one value under a key of the address, '' for none."""
    return next(iter(chosen(key)), "")


def put(key: str, values: list[str]) -> None:
    """Keep these values under a key, none: the key goes; for a widget's callback."""
    if values:
        st.query_params[key] = values
    else:
        st.query_params.pop(key, None)


def toggle(key: str, value: str) -> None:
    """Choose a value, or choose it no longer; for a widget's callback."""
    held = chosen(key)
    put(key, [each for each in held if each != value] if value in held else [*held, value])


def strip(titles: Mapping[str, tuple[str, Callable[[str], str]]]) -> None:
    """
    Show what is chosen, each with the way to drop it; nothing where nothing is chosen.

    `titles` are the keys with what they are called and how their values are said in words.
    """
    held = [(key, value) for key in titles for value in chosen(key)]
    if not held:
        return
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key="chosen_strip"
    ):
        st.markdown(":small[**Only**]", width="content")
        for number, (key, value) in enumerate(held):
            title, said = titles[key]
            label = f"{title}: {said(value)}"
            st.button(
                f"{words.md(label)} ✕",
                key=f"chosen_drop_{number}",
                help=f"Any {words.md(title.lower())} again",
                on_click=toggle,
                args=(key, value),
            )
