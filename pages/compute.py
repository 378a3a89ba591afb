"""Compute: how many hours, chips, operations and megawatts, and do they fit each other?"""

import streamlit as st

from newsfigures import ui
from newsfigures.charts import compute
from newsfigures.ui import computing

st.title("How much computing did it take?")

filters = ui.claim_filters("compute", list(compute.QUANTITIES))
with st.container(horizontal=True, vertical_alignment="bottom", key="compute_controls"):
    by = st.segmented_control(
        "A row for each",
        list(compute.ROWS),
        default="subject",
        format_func=compute.ROWS.__getitem__,
        required=True,
        key="compute_by",
        bind="query-params",
    )
    every = st.toggle("Every row", key="compute_every", bind="query-params")

with ui.told():
    rows = ui.claims(list(compute.QUANTITIES), **filters)
    prices = ui.claims(["gpu_rental_rate"], **filters | {"names": []})
    inputs = ui.for_sums(filters)
    nearest = ui.nearest(list(compute.QUANTITIES), filters)
ui.all_of(rows, filters)

computing.quantities(rows, str(by), every, filters, nearest if rows.empty else "")
computing.chips(rows, every, filters, nearest if rows.empty else "")
computing.prices(prices, filters | {"names": []}, nearest)
computing.fitting(inputs, filters["names"], filters, nearest)
