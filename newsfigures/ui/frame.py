"""
The frame around every page: the menu, the evidence panel, the foot.

Run as a script by `app.py` (docs/decisions/0003). Nothing that a page needs is prepared here.
"""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from newsfigures.catalog import ROOT
from newsfigures.ui import asof, copying, doors, evidence, forgetting, look, pins, signing
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
        "sql": "SQL",
        "methods": "Methods",
    },
}
# Pages that others lead to.
BESIDE: dict[str, str] = {"snapshots": "Snapshots"}


def menu(pages: Mapping[str, Any]) -> None:
    """
    Draw the menu.

    Streamlit's own, with sections, is a list whose items stand in boxes: no list to a reader of
    the screen.
    """
    with st.sidebar:
        st.html('<p class="nf-name">newsfigures</p>')
        for section, stems in MENU.items():
            with st.container(key=f"menu_{section.lower() or 'first'}", gap=None):
                if section:
                    st.caption(section)
                for stem in stems:
                    st.page_link(pages[stem], query_params=doors.along({}) or None)
        st.caption("What news articles state about the costs of AI, and what else is known.")


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
    forgetting.widgets_gone()
    asof.follow()
    pages = {
        stem: st.Page(PAGES / f"{stem}.py", title=title, default=stem == "overview")
        for section in (*MENU.values(), BESIDE)
        for stem, title in section.items()
    }
    chosen = st.navigation(list(pages.values()), position="hidden")
    menu(pages)
    signing.begin()
    signing.menu()
    look.dress()
    copying.listen()
    doors.remember(pages)
    signing.gate()
    evidence.from_url()
    # The foot has its place before the page runs, for a page may end itself early.
    body, below = st.container(), st.container()
    with below:
        foot()
    with body:
        asof.bar()
        if chosen is not pages["compare"]:
            pins.strip()
        chosen.run()


main()
