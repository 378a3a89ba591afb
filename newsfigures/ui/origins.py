"""Where the evidence comes from: publishers by months, and the articles of one of the squares."""

import pandas as pd
import streamlit as st

from newsfigures.charts import provenance
from newsfigures.ui import chart_key, doors, finished, words
from newsfigures.ui.asking import ask
from newsfigures.ui.card import alone, final

PARAMETER = "cell"
_TIMES = "_origins_chosen"
SHOWN = 12


def _chosen(widget: str) -> None:
    for point in st.session_state[widget].selection.points:
        if data := point.get("customdata"):
            st.query_params[PARAMETER] = str(data[0])
            return


def _forget() -> None:
    st.query_params.pop(PARAMETER, None)
    st.session_state[_TIMES] = int(st.session_state.get(_TIMES, 0)) + 1


def table(found: pd.DataFrame) -> pd.DataFrame:
    """Return the squares as rows for reading."""
    return found.rename(columns=str.capitalize).rename(columns={"Span": "Published"})


def _articles(found: pd.DataFrame, key: str, *, with_samples: bool) -> None:
    """List the articles of a square, each with the way to it."""
    publisher, _, span = key.rpartition("|")
    asked = provenance.asked(found, key)
    if asked is None:
        return
    own = ask("articles_of_months", **asked, with_samples=with_samples, most=SHOWN)
    total = int(own["total"].iloc[0]) if len(own) else 0
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{words.md(publisher)}, {words.md(span)}**: {words.count(total, 'article')}")
        st.button("Close the list", key="origins_close", on_click=_forget)
    for row in own.to_dict("records"):
        figures = words.count(int(row["figures"]), "figure")
        day = words.day(str(row["published"])[:10]) if not pd.isna(row["published"]) else "no date"
        label = f"{row['title']} ({day}, {figures}, {int(row['reviewed']):,} reviewed)"
        doors.link("articles", words.md(label), art=str(row["article_id"]))
    if total > SHOWN:
        st.caption(f"And {total - SHOWN:,} more, on Articles.")


def show(months: pd.DataFrame, *, with_samples: bool) -> None:
    """Show evidence by publisher and month (queries/evidence_by_month.sql)."""
    with st.container(border=True, key="card_overview_origins"), alone():
        st.header("Where does the evidence come from?", anchor=False)
        squares = finished.state("origins", str(with_samples))
        found = finished.once(squares, "squares", lambda: provenance.cells(months))
        if found.empty or not found["figures"].sum():
            st.info("No article with a figure is in the store yet.")
            doors.link("articles", "Add articles")
            return
        st.caption(
            "The area of a square is how many figures were read in a publisher's articles of a "
            "month; filled is what was reviewed. Click one for its articles."
        )
        chart, rows = st.tabs(["Chart", "Table"], key="overview_origins_tab", bind="query-params")
        with chart:
            widget = f"overview_origins_{st.session_state.get(_TIMES, 0)}"
            publishers = found["publisher"].nunique()
            view = finished.state("origins", str(with_samples), str(st.context.theme.type))
            figure = finished.chart(view, "chart", lambda: final(provenance.provenance(found)))
            chart_key.show(figure)
            st.plotly_chart(
                figure,
                key=widget,
                theme="streamlit",
                config={"displayModeBar": False},
                on_select=lambda: _chosen(widget),
                selection_mode="points",
                alt=f"{words.count(int(found['figures'].sum()), 'figure')} of "
                f"{words.count(int(found['articles'].sum()), 'article')} by "
                f"{words.count(publishers, 'publisher')}, by date of publication.",
            )
        with rows:
            st.dataframe(
                table(found), hide_index=True, alt="Figures by publisher and date of publication."
            )
        if key := st.query_params.get(PARAMETER, ""):
            _articles(found, key, with_samples=with_samples)
