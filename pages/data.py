"""Data: which figures are there, and how do I take them with me?"""

import streamlit as st

from newsfigures import ui
from newsfigures.catalog import metrics
from newsfigures.ui import search

st.title("Which figures are there?")

words = st.text_input(
    "Words in a name, sentence, title or source",
    placeholder="For example: Jefferies, H800, data centre",
    key="data_words",
    bind="query-params",
)
chosen = st.multiselect(
    "Metrics",
    list(metrics()),
    format_func=lambda name: metrics()[name].label,
    placeholder="All of them",
    key="data_metrics",
    bind="query-params",
)
asked = {
    "words": words.strip(),
    "metrics": chosen,
    **ui.claim_filters("data", chosen or list(metrics())),
}

with ui.told():
    rows = ui.ask("search_claims", **asked, most=search.SHOWN)
    tally = ui.ask("search_counts", **asked)

st.markdown(search.found(tally, shown=len(rows)))
if held := ui.held(asked):
    st.caption(ui.md(held))
search.results(rows, tally)
with ui.told():
    search.downloads(tally, asked)

with st.expander("How many of what?"):
    search.breakdown(tally)
with st.expander("Read these by a program"):
    search.addresses(asked)
