"""Market projections: how large will the market be, counted how, according to whom?"""

import streamlit as st

from newsfigures import ui
from newsfigures.charts import market, views
from newsfigures.charts.forecasts import fan
from newsfigures.charts.forecasts.points import points, with_year, without_year
from newsfigures.ui import forecasts
from newsfigures.ui.finished import step

st.title("How large will the market be?")
st.write(
    "Forecasts differ most in what they count: sales of AI, all spending on it, or its effect on "
    "the economy. Shape says which. Each mark is one claim; none is averaged."
)
filters = ui.claim_filters("market_projections", ["market_size"])
names = filters.pop("names")
with ui.told():
    rows = ui.money_claims(["market_size"], names, filters, query="drawn_markets")
ui.all_of(rows, filters | {"names": names})
drawn = step(views.on_axis, step(market.named, rows, names))
counted = forecasts.definitions(drawn.rows)
of_kind = step(market.of_definitions, drawn.rows, counted)
found, aimed = step(points, of_kind), step(with_year, of_kind)
focus = forecasts.forecasters(found)
held = ui.held(filters | {"names": names})
nearest = ui.without_filters(of_kind, ["market_size"])

ui.card(
    "market_projections_by_year", "How large in which year, according to whom?", aimed,
    lambda look: fan.draw(forecasts.fanned(look), look.rows, focus, look.scale),
    line=lambda look: fan.LINE[forecasts.indexed(look)],
    alt=lambda look: fan.alt(forecasts.fanned(look)),
    notes=lambda look: " ".join(p for p in (nearest, forecasts.fanned(look).said, drawn.said) if p),
    held=held, controls=[forecasts.SIZES],
)  # fmt: skip
forecasts.year_card(found, aimed, counted, held)
forecasts.growth_card(aimed, held, nearest)
forecasts.without_year_card(step(without_year, of_kind), held, nearest)
