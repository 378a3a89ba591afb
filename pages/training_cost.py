"""Training cost: what did it cost to train which model, in which sense of cost?"""

import streamlit as st

from newsfigures import charts, ui
from newsfigures.charts import cost, views
from newsfigures.senses import TITLES

MOST = 8

st.title("What did it cost to train which model?")
st.write(
    "One model can have several costs that are all true, for they include different things. "
    "Each sense of cost has its own panel; never read across two of them as one ranking."
)

filters = ui.claim_filters("training_cost", ["training_cost", "relative_cost"])
senses = st.pills(
    "Sense of cost",
    list(TITLES.values()),
    selection_mode="multi",
    key="training_cost_senses",
    bind="query-params",
    help="None chosen: all five.",
)
every = st.toggle("Every model", key="training_cost_every", bind="query-params")

with ui.told():
    costs = ui.claims(["training_cost"], **filters)
    ratios = ui.claims(["relative_cost"], **filters)

drawn = views.on_axis(cost.in_senses(costs, senses))
shown = views.then(
    drawn,
    views.foremost_names(
        drawn.rows,
        list(cost.sense_of(drawn.rows)),
        list(drawn.rows["subject"]),
        most=len(drawn.rows) if every else MOST,
        noun="models",
    ),
)
ui.card(
    "training_cost_by_sense",
    "What did each model cost, in each sense of cost?",
    shown.rows,
    lambda look: charts.by_sense(look.rows, look.scale),
    line=lambda look: (
        f"US dollars. Colour is the company. {charts.how_to_read(look.rows, look.scale)}"
    ),
    alt=lambda look: charts.takeaway(look.rows, "training costs"),
    notes=shown.said,
    held=ui.held(filters),
)

dated = views.then(drawn, views.with_date(drawn.rows))
ui.card(
    "training_cost_over_time",
    "How have training costs moved?",
    dated.rows,
    lambda look: charts.sense_over_time(look.rows, look.scale),
    line="US dollars by date: that of the article, or of the model or estimate in reference data.",
    alt=lambda look: charts.takeaway(look.rows, "dated training costs"),
    notes=dated.said,
    held=ui.held(filters),
)

for unit, question in cost.RELATIVE.items():
    pairs = ratios[ratios["unit"] == unit]
    ui.card(
        f"training_cost_relative_{unit}",
        question,
        pairs,
        lambda look, unit=unit: charts.relative(look.rows, unit, look.scale),
        line=lambda look: charts.how_to_read(look.rows, look.scale),
        alt=lambda look: charts.takeaway(look.rows, "relative costs"),
        held=ui.held(filters),
    )
