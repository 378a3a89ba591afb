"""Market projections: how large will the market be, counted how, according to whom?"""

import streamlit as st

from newsfigures import charts, ui
from newsfigures.charts import market, views

st.title("How large will the market be?")
st.write(
    "Forecasts differ most in what they count: sales of AI, all spending on it, or its effect on "
    "the economy. Colour says which. Each mark is one claim; none is averaged."
)

filters = ui.claim_filters("market_projections", ["market_size"])
with ui.told():
    rows = ui.claims(["market_size"], **filters)

drawn = views.on_axis(rows)
aimed = drawn.rows[drawn.rows["horizon"].notna()]
ui.card(
    "market_projections_by_year",
    "How large in which year?",
    aimed,
    lambda look: charts.by_target_year(look.rows, look.scale),
    line=lambda look: (
        f"US dollars by the year they are for. {charts.how_to_read(look.rows, look.scale)}"
    ),
    alt=lambda look: charts.takeaway(look.rows, "market sizes for a stated year"),
    notes=drawn.said,
    held=ui.held(filters),
)

years = market.target_years(aimed)
if years:
    year = st.selectbox("Target year", years, key="market_projections_year", bind="query-params")
    same = aimed[aimed["horizon"] == year]
    ui.card(
        "market_projections_spread",
        f"How far apart are the claims for {year}?",
        same,
        lambda look: charts.by_definition(look.rows, f"For {year}, by what is counted", look.scale),
        line=lambda look: market.spread_in_words(look.rows),
        alt=lambda look: charts.takeaway(look.rows, f"market sizes for {year}"),
        held=ui.held(filters),
    )

open_ended = drawn.rows[drawn.rows["horizon"].isna()]
ui.card(
    "market_projections_no_year",
    "Which claims name no target year?",
    open_ended,
    lambda look: charts.by_definition(look.rows, "No target year stated", look.scale),
    line=lambda look: f"US dollars. {charts.how_to_read(look.rows, look.scale)}",
    alt=lambda look: charts.takeaway(look.rows, "market sizes without a target year"),
    held=ui.held(filters),
)
