"""Snapshots: which states of the figures were kept, and what differs between them?"""

import streamlit as st

from newsfigures import ui
from newsfigures.ui import snapshots

st.title("What did the figures say then, and what changed since?")
st.write(
    "A snapshot keeps all figures as they stand under an id made of them. Whoever opens a link or "
    "citation with that id sees the same numbers, whatever is corrected later. The id is the "
    "beginning of the SHA-256 of all figures as Data CSV, so that anybody can check it."
)

with ui.told():
    sound = snapshots.kept()
    if not sound:
        st.stop()

st.header("What differs", anchor=False)
with ui.told():
    ends = snapshots.two(sound)
    changes = snapshots.found(*ends)
    snapshots.table(snapshots.narrowed(changes), ends)
