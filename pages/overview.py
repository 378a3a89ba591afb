"""Overview: what do the articles say about the money and machines behind AI?"""

import streamlit as st

from newsfigures import charts, ui
from newsfigures.charts import bounded
from newsfigures.charts.themes import ladder_of_themes
from newsfigures.ui import disagreeing, lately, origins, overview, spread
from newsfigures.ui.finished import step

SPREADS, FEW = 5, 60  # marks of a measure where not all can be drawn

st.title("What do the articles say about the money and machines behind AI?")
st.write("How sure is that, and what changed? Every amount leads to its sentence.")

overview.beginning()
overview.search()
with_samples, reviewed_only, with_reference = overview.controls()
filters: dict[str, object] = {"with_samples": with_samples, "reviewed_only": reviewed_only}

with ui.told():
    newest = ui.ask("newest_of_themes", themes=list(overview.THEMES), **filters)
    sums, dated = overview.money(), list(newest["metric"])
    stated = ui.drawn(
        list(dict.fromkeys([*sums, *dated])), filters | {"origins": ["article"]}, each=FEW
    )
    told = ui.drawn(sums, filters, each=FEW) if with_reference else stated
    months = overview.evidence_there(with_samples=with_samples)
    spreads = ui.ask("disagreements", **spread.KINDS, with_samples=with_samples, most=SPREADS)

st.header("The newest figure on each theme", anchor=False)
overview.theme_cards(newest, stated)

money = step(bounded.of, told, sums)
on_ladder = step(charts.on_ladder, money)
ui.card(
    "overview_ladder",
    "How large are the sums, from one training run to a whole market?",
    on_ladder,
    lambda look: ladder_of_themes(look.rows, overview.money_lanes(), look.scale),
    line=lambda look: charts.unit_line("US dollars", look.rows, look.scale),
    alt=lambda look: charts.takeaway(look.rows, "amounts of money"),
    notes=overview.left_out(money, on_ladder),
)
disagreeing.panel(spreads, with_samples=with_samples)
origins.show(months, with_samples=with_samples)

left, right = st.columns(2)
with left:
    st.header("What changed?", anchor=False)
    lately.changes(with_samples=with_samples)
with right:
    st.header("What needs you?", anchor=False)
    lately.needs(months, with_samples=with_samples)
