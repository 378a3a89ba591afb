"""Overview: what do the articles say about the money and machines behind AI?"""

import streamlit as st

from newsfigures import charts, ui
from newsfigures.ui import overview, spread

SPREADS = 5

st.title("What do the articles say about the money and machines behind AI?")

overview.beginning()
with_samples = ui.samples_toggle("overview")

with ui.told():
    newest = ui.ask("newest_of_themes", themes=list(overview.THEMES), with_samples=with_samples)
    money = ui.claims(list(overview.money_lanes()), origins=["article"], with_samples=with_samples)
    spreads = ui.ask(
        "disagreements",
        lasting=list(spread.LASTING),
        of_period=list(spread.OF_PERIOD),
        of_year=list(spread.OF_YEAR),
        with_samples=with_samples,
        most=SPREADS,
    )

st.header("The newest figure on each theme", anchor=False)
overview.theme_cards(newest)

on_ladder = charts.on_ladder(money)
ui.card(
    "overview_ladder",
    "How large are the sums, from one training run to a whole market?",
    on_ladder,
    lambda look: charts.ladder(look.rows, overview.money_lanes(), look.scale),
    line=lambda look: (
        f"US dollars, what articles state. {charts.how_to_read(look.rows, look.scale)}"
    ),
    alt=lambda look: charts.takeaway(look.rows, "amounts of money"),
    notes=overview.left_out(money, on_ladder),
)

st.header("Where do sources lie furthest apart?", anchor=False)
st.write(
    "Only like is set against like: the same thing, in the same sense, for the same time, and "
    "never what is against what is planned. A spread need not be an error; open both ends and "
    "see what each counts. Articles that pass on the same source are one origin."
)
overview.disagreements(spreads, with_samples=with_samples)
