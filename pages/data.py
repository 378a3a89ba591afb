"""Data: which figures are there, and how do I take them with me?"""

import streamlit as st

from newsfigures import queries, searching, ui
from newsfigures.catalog import metrics
from newsfigures.ui import downloads, facets, histograms, search

st.title("Which figures are there?")

words = st.text_input(
    "Words in a name, measure, sentence, title or source",
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
filters = ui.claim_filters("data", chosen or list(metrics()))
with ui.told():
    there = ui.ask("facets", **queries.EVERYTHING)
    more = facets.choices(there)
    sought = searching.read(words)
asked = {**sought.values, "metrics": chosen, **filters, **more}
size = st.session_state["data_size"].strip()

with ui.told():
    tally = ui.ask("search_counts", **asked)
    narrower = ui.ask("facets", **asked)
histograms.show(narrower)
with st.expander("Narrow by what there is", key="data_facets", bind="query-params"):
    facets.panel(narrower)
histograms.strip()

if sought.said():
    st.caption(ui.md(sought.said()))
st.markdown(search.found(tally, shown=search.SHOWN))
if held := ui.held(asked):
    st.caption(ui.md(held))
with ui.told():
    rows = ui.ask("search_claims", **asked, **search.turned(search.total(tally)))
search.results(rows, tally, sought)
with ui.told():
    only = downloads.panel(tally, asked, size)

with st.expander("How many of what?", key="data_counts", bind="query-params") as box:
    if box.open:
        search.breakdown(tally)
with st.expander("Read these by a program", key="data_programs", bind="query-params"):
    downloads.programs(asked, size, only)
ui.link("snapshots", "Snapshots: cite these numbers, and see what changed since")
