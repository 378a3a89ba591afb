"""Compare: how do a few companies or models stand against each other, and is that fair?"""

import streamlit as st

from newsfigures import charts, compare, ui
from newsfigures.catalog import metrics
from newsfigures.ui import compare_table

st.title("How do they compare, like with like?")

metric = st.selectbox(
    "Measure",
    list(metrics()),
    format_func=lambda name: metrics()[name].label,
    key="compare_metric",
    bind="query-params",
)
with_samples = ui.samples_toggle("compare")
with ui.told():
    everything = ui.claims([metric], with_samples=with_samples)
picked = st.multiselect(
    "Companies, models or projects (two to six)",
    compare.picks(everything),
    format_func=compare.labels(everything).__getitem__,
    max_selections=6,
    key="compare_picked",
    bind="query-params",
)
if len(picked) < 2:
    st.info(ui.md(compare.invitation(everything, metrics()[metric].label)))
    few = compare.most_stated(everything)
    if len(few) > 1:
        st.button(
            ui.md(f"Compare {', '.join(few[:-1])} and {few[-1]}"),
            on_click=lambda: st.session_state.update(compare_picked=few),
            key="compare_few",
        )
    st.stop()

left, right = st.columns(2)
baseline = left.selectbox(
    "Baseline (= 1)",
    compare.members(everything, picked),
    key="compare_baseline",
    bind="query-params",
)
strict = right.toggle(
    "Ratios only between like and like",
    value=True,
    key="compare_strict",
    bind="query-params",
    help="Off: other senses of cost, statuses and times get a ratio too, marked “≠”.",
)

found = compare.compare(everything, picked, baseline, strict=strict)
ui.card(
    "compare_claims",
    f"{metrics()[metric].label}: every figure, side by side",
    found.claims,
    lambda look: charts.side_by_side(look.rows, baseline, look.scale),
    line=lambda look: (
        f"{'US dollars. ' if metrics()[metric].is_money else ''}Colour is the company; pale "
        f"marks are unlike {baseline}. {charts.how_to_read(look.rows, look.scale)}"
    ),
    alt=lambda look: charts.takeaway(look.rows, metrics()[metric].label.lower()),
)

st.subheader(ui.md(f"Ratios: {baseline} = 1"), anchor=False)
compare_table.show(found)
if unlike := compare.not_compared(found):
    st.subheader("What cannot be compared, and why", anchor=False)
    st.markdown("\n".join(f"- {ui.md(sentence)}" for sentence in unlike))
