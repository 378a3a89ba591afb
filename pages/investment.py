"""Investment: who has pledged or spent how much, for what time, and how much is the same money?"""

import streamlit as st

from newsfigures import ui
from newsfigures.charts import bounded, investment, views
from newsfigures.charts.money import dates, flows, moneymap
from newsfigures.ui import finished, money, payments
from newsfigures.ui.finished import step

MOST, DATED, LINKS = 12, 24, 14

st.title("Who has pledged or spent how much?")
st.write(
    "A pledge is not a payment, and the same money is often told more than once. Each pledge "
    "counts once here, and its place between cash and rumour is read from the words beside it."
)
kind = investment.KINDS[money.kind()]
filters = ui.claim_filters("investment", kind.metrics)
names = filters.pop("names")
with ui.told():
    every_kind = tuple(dict.fromkeys((*kind.metrics, *investment.BETWEEN)))
    found = ui.money_claims(every_kind, names, filters)
ui.all_of(found, filters | {"names": names})
drawn = step(views.on_axis, step(bounded.of, found, kind.metrics))
between = step(views.on_axis, step(bounded.of, found, investment.BETWEEN))
everything = money.pledges_of(drawn.rows, names)
view = finished.shown("investment", found)
chosen = money.rungs(view, everything)
every = st.toggle("Every name and link", key="investment_every", bind="query-params")
held = ui.held(filters | {"names": names})
nearest = "" if everything else ui.without_filters(drawn.rows.iloc[:0], kind.metrics)

totals = money.ladder(
    kind.question, drawn.rows, names, chosen, most=None if every else MOST, held=held,
    notes=lambda found: (nearest, investment.nearest(everything, chosen, found), drawn.said),
)  # fmt: skip
money.total_of(view, totals)

largest = None if every else DATED
ui.card(
    "investment_dates", "When was what pledged, and until when?",
    step(money.promised, drawn.rows, names, chosen),
    lambda look: dates.over_time(money.dated(look, largest), look.rows, look.scale),
    line=lambda look: dates.LINE[money.per_year(look)],
    alt=lambda look: dates.alt(money.dated(look, largest)),
    notes=lambda look: money.dated(look, largest).said or nearest,
    held=held, controls=[money.PER_YEAR],
)  # fmt: skip

paths, linked = step(money.paid, between.rows, names, chosen, None if every else LINKS)
payments.show(view, paths)
ui.card(
    "investment_map", "Who pays whom?", linked,
    lambda look: moneymap.money_map(flows.flows(money.pledges_of(look.rows)), look.rows),
    line=moneymap.LINE, alt=money.map_alt(paths), notes=flows.not_on_the_map(paths) or nearest,
    held=held, scales=False,
)  # fmt: skip
money.who_pays_whom(view, paths)
