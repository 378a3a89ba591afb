"""Articles: what was read in which article, and is that right?"""

import streamlit as st

from newsfigures import ui
from newsfigures.ui import library, reader, upload

st.title("What was read in which article?")
reader.style()

with ui.told():
    if article_id := library.opened():
        library.article(article_id)
    else:
        upload.panel()
        library.table()
