"""
The frame around every page: the menu, the evidence panel, the foot.

Run as a script by `app.py` (docs/decisions/0003). Nothing that a page needs is prepared here.
"""

import streamlit as st

from newsfigures.catalog import ROOT
from newsfigures.ui import doors, evidence, pins
from newsfigures.ui.reference import CC_BY, EPOCH

PAGES = ROOT / "pages"
MENU: dict[str, dict[str, str]] = {
    "": {"overview": "Overview"},
    "Figures": {
        "training_cost": "Training cost",
        "compute": "Compute",
        "investment": "Investment",
        "market_projections": "Market projections",
        "compare": "Compare",
    },
    "Library": {
        "articles": "Articles",
        "review": "Review",
        "data": "Data",
        "methods": "Methods",
    },
}


# Links to pages look like buttons without a frame; in the text they are to look like links.
STYLE = """<style>
:is([data-testid="stMain"], [role="dialog"]) [data-testid="stPageLink-NavLink"] {padding-left: 0}
:is([data-testid="stMain"], [role="dialog"]) [data-testid="stPageLink-NavLink"] p {
  text-decoration: underline; text-underline-offset: .2em}
[class*="st-key-door_"] button p {text-decoration: underline; text-underline-offset: .2em}
@media print {
  :is([data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stToolbar"],
    .st-key-pinboard_strip, .modebar, [data-testid="stDownloadButton"]) {display: none !important}
  :is([data-testid="stApp"], [data-testid="stMain"], [data-testid="stAppViewContainer"]) {
    position: static !important; overflow: visible !important; height: auto !important}
  [data-testid="stMainBlockContainer"] {padding: 0; max-width: none}
}
</style>"""
# Streamlit writes what is chosen in white on the theme's colour, too faint in the dark look.
DARK_STYLE = """<style>
[data-testid="stMultiSelectTagsContainer"] [data-tag] {color: #06171a}
</style>"""


def foot() -> None:
    """Credit the sources of reference data, and say what this is."""
    st.divider()
    st.markdown(
        f":small[Reference figures: [Epoch AI]({EPOCH}), used under [CC BY 4.0]({CC_BY}), and "
        "others, each named beside its figure. newsfigures reads what articles state; it does not "
        "check whether it is true.]"
    )


def main() -> None:
    """Draw the menu, then the page that is asked for."""
    st.set_page_config(page_title="newsfigures", page_icon="📰", layout="wide")
    pages = {
        stem: st.Page(PAGES / f"{stem}.py", title=title, default=stem == "overview")
        for section in MENU.values()
        for stem, title in section.items()
    }
    chosen = st.navigation(
        {section: [pages[stem] for stem in stems] for section, stems in MENU.items()}
    )
    st.sidebar.markdown(":small[**newsfigures**: what news articles state about the costs of AI]")
    st.html(STYLE)
    if st.context.theme.type == "dark":
        st.html(DARK_STYLE)
    doors.remember(pages)
    evidence.from_url()
    # The foot has its place before the page runs, for a page may end itself early.
    body, below = st.container(), st.container()
    with below:
        foot()
    with body:
        if chosen is not pages["compare"]:
            pins.strip()
        chosen.run()


main()
