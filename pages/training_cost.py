"""Training cost: what did it cost to train which model, in which sense of cost?"""

import streamlit as st

from newsfigures import ui
from newsfigures.charts import bounded, senses, views
from newsfigures.ui import costs
from newsfigures.ui.finished import step

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
    found = ui.claims([*COST, *RUNS, *RATIO], **filters)
    inputs = ui.for_sums(filters)
rows, runs, ratios = (step(bounded.of, found, metrics) for metrics in (COST, RUNS, RATIO))
ui.all_of(found, filters)

sense, every = costs.sense_of_cost(rows)
drawn = step(views.on_axis, rows)
shown = views.then(drawn, step(senses.chosen, drawn.rows, sense))

costs.by_model(shown, every, filters, ui.nearest(COST, filters))
costs.at_one_price(runs, every, filters, ui.nearest(["gpu_hours"], filters))
costs.over_time(shown, filters, ui.nearest(COST, filters))
costs.fitting(inputs, names, filters, ui.nearest(["gpu_hours"], filters))
costs.tray(rows)
costs.relative(ratios, filters)
