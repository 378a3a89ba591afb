"""Compare: how do a few companies or models stand against each other, and is that fair?"""

import streamlit as st

from newsfigures import charts, compare, ui
from newsfigures.catalog import metrics

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
    everything = ui.ask(
        "claims_of_metrics",
        metrics=[metric],
        names=[],
        origins=[],
        statuses=[],
        with_samples=with_samples,
    )
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
    charts.side_by_side(found.claims, baseline),
    line=f"{charts.how_to_read(found.claims)} Hollow marks are unlike {baseline}.",
    alt=charts.takeaway(found.claims, metrics()[metric].label.lower()),
)

st.subheader(ui.md(f"Ratios: {baseline} = 1"), anchor=False)
st.dataframe(
    compare.table(found, charts.amount),
    hide_index=True,
    column_config={name: st.column_config.TextColumn(width=150) for name in ("Name", "Figure")},
    alt=f"Each figure with its sense, its ratio to {baseline}, and why it has none.",
)
st.caption(f"A ratio rests on {compare.RULE}. It is marked “stands for its name”.")
for sentence in compare.not_compared(found):
    st.text(sentence)
