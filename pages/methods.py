"""Methods: what is measured, how is it read, and can I rely on it?"""

import streamlit as st

from newsfigures import ui
from newsfigures.catalog import ROOT
from newsfigures.ui import reference, words

st.title("How are the figures read, and what do they mean?")

with ui.told():
    metrics = ui.ask("metrics")
    rates = ui.ask("usd_rates")
    names = ui.ask("name_counts")
    chips = ui.ask("chips")
    sources = ui.ask("reference_sources")

reading, accuracy, meaning, money, known, origin = st.tabs(
    ["Reading", "Accuracy", "Meanings", "Money", "Names and chips", "Sources"],
    key="methods_tab",
    bind="query-params",
)
with reading:
    st.markdown((ROOT / "docs" / "how-figures-are-read.md").read_text(encoding="utf-8"))
with accuracy:
    ui.accuracy.show()
with meaning:
    st.header("What is measured", anchor=False)
    reference.text(reference.metric_table(metrics))
    st.header("How sure, and of what time: the status", anchor=False)
    reference.text(reference.vocabulary(words.STATUSES, "Status"))
    st.header("More or less: the bound", anchor=False)
    reference.text(reference.vocabulary(words.QUALIFIERS, "Bound"))
    st.header("What a training cost includes: its sense", anchor=False)
    reference.text(reference.sense_table())
    st.header("Where a figure comes from: its origin", anchor=False)
    reference.text(reference.vocabulary(words.ORIGINS, "Origin"))
with money:
    st.write(
        "US dollars for one of each currency, the average of the year. A figure is converted at "
        "the rate of the year it is for, else of publication; without a rate it stays as it is. "
        "Amounts are not corrected for inflation."
    )
    reference.numbers(reference.rate_table(rates), "US dollars for one of each currency, by year.")
with known:
    st.header("Names", anchor=False)
    st.write("Names that are recognised. Others are taken as the article writes them.")
    reference.numbers(reference.name_table(names), "How many names are known, by kind.")
    st.header("Chips", anchor=False)
    st.write("Peak speed is of dense operations at BF16 or the nearest precision, see the note.")
    reference.numbers(reference.chip_table(chips), "Accelerators with speed, memory and year.")
with origin:
    reference.credits(sources)
    reference.numbers(reference.source_table(sources), "Sources of reference figures.")
