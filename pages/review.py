"""Review: which figures should somebody look at first, and are they read right?"""

import streamlit as st

from newsfigures import ui
from newsfigures.ui import again, asof, deciding, naming_panel, queue

st.title("Which figures need a look?")
st.write(
    "What was read with little confidence and moves a chart most comes first. What is decided "
    "counts at once on every chart and in every download, and can be taken back."
)
asof.only_today("Review is about the figures as they are today.")
left, right = st.columns(2, vertical_alignment="bottom")
with left:
    deciding.ask_who()
with right, ui.told():
    samples = ui.samples_toggle("review")
with ui.told():
    article = queue.choose(with_samples=samples)

queue.desk(article, with_samples=samples)

st.header("Articles to read again", anchor=False)
with ui.told():
    again.panel()
    again.past()

st.header("Names not in the list", anchor=False)
with ui.told():
    naming_panel.panel(with_samples=samples)
