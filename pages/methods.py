"""Methods: what is measured, how is it read, and can I rely on it?"""

import streamlit as st

from newsfigures import ui
from newsfigures.catalog import ROOT
from newsfigures.ui import citing, methods, reference, rulebook, trying

TABS = ("Reading", "Try it", "Rules", "Accuracy", "Known failures", "Meanings", "Money",
        "Names and chips", "Sources", "Cite", "Privacy", "Changes")  # fmt: skip

st.title("How are the figures read, and what do they mean?")

tabs = dict(zip(TABS, st.tabs(TABS, key="methods_tab", bind="query-params"), strict=True))
shown = next(name for name, tab in tabs.items() if tab.open)
with tabs[shown], ui.told():
    match shown:
        case "Reading":
            st.markdown((ROOT / "docs" / "how-figures-are-read.md").read_text(encoding="utf-8"))
        case "Try it":
            trying.panel()
        case "Rules":
            rulebook.panel()
        case "Accuracy":
            ui.accuracy.show()
            methods.coverage()
        case "Known failures":
            methods.known_failures()
        case "Meanings":
            reference.meanings(ui.ask("metrics"))
        case "Money":
            reference.money(ui.ask("usd_rates"))
        case "Names and chips":
            reference.known(ui.ask("name_counts"), ui.ask("chips"))
        case "Sources":
            sources = ui.ask("reference_sources")
            reference.credits(sources)
            reference.numbers(reference.source_table(sources), "Sources of reference figures.")
        case "Cite":
            citing.panel()
            ui.link("snapshots", "All snapshots, and what changed since")
        case "Privacy":
            methods.privacy()
        case "Changes":
            methods.changes()
