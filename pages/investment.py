"""Investment: who has pledged or spent how much, and for what time?"""

import streamlit as st

from newsfigures import charts, ui
from newsfigures.charts import investment, views

MOST = 12

st.title("Who has pledged or spent how much?")
st.write(
    "A pledge is not a payment. Each status has its own panel, and nothing is added up: the same "
    "money is often announced more than once, and parts of it again under other names."
)

metric = st.segmented_control(
    "Kind of money",
    list(investment.METRICS),
    default="infrastructure_investment",
    format_func=investment.METRICS.__getitem__,
    required=True,
    key="investment_metric",
    bind="query-params",
)
filters = ui.claim_filters("investment", [metric])
every = st.toggle("Every row", key="investment_every", bind="query-params")

with ui.told():
    rows = ui.claims([metric], **filters)

drawn = views.on_axis(rows)
shown = views.then(
    drawn,
    views.foremost_names(
        drawn.rows,
        list(drawn.rows["status"]),
        investment.labels(drawn.rows),
        most=len(drawn.rows) if every else MOST,
        noun="rows",
    ),
)
ui.card(
    "investment_ladder",
    investment.QUESTIONS[metric],
    shown.rows,
    lambda look: charts.status_ladder(look.rows, look.scale),
    line=lambda look: (
        "US dollars; the label says for what time. Colour is the company. "
        f"{charts.how_to_read(look.rows, look.scale)}"
    ),
    alt=lambda look: charts.takeaway(look.rows, investment.METRICS[metric].lower()),
    notes=" ".join(part for part in (shown.said, charts.rates_used(shown.rows)) if part),
    held=ui.held(filters),
)
