"""Compute: how many hours, chips, operations and megawatts, and who has which?"""

import streamlit as st

from newsfigures import charts, ui
from newsfigures.charts import compute, views

MOST = 12

st.title("How much computing did it take?")

filters = ui.claim_filters("compute", list(compute.QUANTITIES))
by = st.segmented_control(
    "A row for each",
    list(compute.ROWS),
    default="company",
    format_func=compute.ROWS.__getitem__,
    required=True,
    key="compute_by",
    bind="query-params",
)
every = st.toggle("Every row", key="compute_every", bind="query-params")

with ui.told():
    rows = ui.claims(list(compute.QUANTITIES), **filters)

shown = views.foremost_names(
    rows,
    ["all"] * len(rows),
    compute.names(rows, by),
    most=len(rows) if every else MOST,
    noun="rows",
)
ui.card(
    "compute_quantities",
    "How many GPU hours, chips, operations and megawatts?",
    shown.rows,
    lambda look: charts.small_multiples(look.rows, by, look.scale),
    line=lambda look: (
        "Each panel has its own unit and axis. Colour is the company. "
        f"{charts.how_to_read(look.rows, look.scale)}"
    ),
    alt=lambda look: charts.takeaway(look.rows, "amounts of computing"),
    notes=shown.said,
    held=ui.held(filters),
)

st.subheader("Which quantities are stated for whom?")
st.caption("The number of figures; “not stated” is not zero.")
st.dataframe(
    compute.coverage(rows, by),
    hide_index=True,
    alt="How many figures there are of each quantity, a row per name.",
)
