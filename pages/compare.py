"""Compare: how do a few companies or models stand against each other, and is that fair?"""

import streamlit as st

from newsfigures import compare, ui
from newsfigures.catalog import metrics
from newsfigures.ui import compare_controls, compare_parts

st.title("How do they compare, like with like?")

with_samples = ui.samples_toggle("compare")
with ui.told():
    names = compare.names_of(ui.ask("subjects", with_samples=with_samples))

picked = compare_controls.picker(names)
if not picked:
    compare_controls.begin(names)
    st.stop()
compare_controls.suggest(names, picked)
compare_controls.apart(names, picked)
asked = compare_controls.how(names, picked)
compare_controls.kin(names, picked, asked.metric)

with ui.told():
    found = ui.claims(list(metrics()), names=names.asked(picked), with_samples=with_samples)
claims = compare.named(found)

of_measure = claims[claims["metric"] == asked.metric]
sides = compare_parts.found_in(of_measure, picked, asked)

compare_parts.in_short(sides, of_measure, picked, asked)
compare_parts.show_matrix(claims, picked, asked)
compare_parts.show_stated(claims, picked)
if asked.metric:
    compare_parts.in_full(sides, picked, asked.metric)
