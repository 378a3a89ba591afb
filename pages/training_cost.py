"""Training cost: what did it cost to train which model, in which sense of cost?"""

import streamlit as st

from newsfigures import consistency, ui
from newsfigures.charts import senses, views
from newsfigures.ui import costs

COST, RATIO = ["training_cost"], ["relative_cost"]
RUNS = ["gpu_hours", "training_compute"]

st.title("What did it cost to train which model?")
st.write(
    "One model can have several costs that are all true, for they include different things. "
    "Costs are shown one sense at a time; never read across two of them as one ranking."
)

filters = ui.claim_filters("training_cost", [*COST, *RATIO, "gpu_hours"])
names = filters["names"]

with ui.told():
    rows = ui.claims(COST, **filters)
    runs = ui.claims(RUNS, **filters)
    ratios = ui.claims(RATIO, **filters)
    inputs = ui.claims(list(consistency.METRICS), **filters | {"names": []})

sense, every = costs.sense_of_cost(rows)
drawn = views.on_axis(rows)
shown = views.then(drawn, senses.chosen(drawn.rows, sense))

costs.by_model(shown, every, filters, ui.nearest(COST, filters))
costs.at_one_price(runs, every, filters, ui.nearest(["gpu_hours"], filters))
costs.over_time(shown, filters, ui.nearest(COST, filters))
costs.fitting(inputs, names, filters, ui.nearest(["gpu_hours"], filters))
costs.tray(rows)
costs.relative(ratios, filters)
