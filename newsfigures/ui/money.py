"""The parts of Investment: how firm the money is, what a total holds, who pays whom."""

from collections.abc import Callable, Sequence
from html import escape
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from newsfigures.charts import Look, investment
from newsfigures.charts.axes import tick
from newsfigures.charts.money import bars, dates, flows, told, totals
from newsfigures.charts.money.flows import Flows
from newsfigures.charts.money.pledges import Pledge
from newsfigures.charts.money.rungs import RUNGS
from newsfigures.ui import evidence, words
from newsfigures.ui.card import card
from newsfigures.ui.controls import Control
from newsfigures.ui.opening import PARAMETER
from newsfigures.ui.table import OPEN, opener

STYLE = """<style>
.nf-matrix {overflow-x: auto}
.nf-matrix table {border-collapse: collapse; font-size: .82rem; font-variant-numeric: tabular-nums}
.nf-matrix :is(th, td) {border: 1px solid rgba(128,128,128,.35); padding: .3rem .5rem;
  text-align: left; vertical-align: top; min-width: 5.2rem}
.nf-matrix thead th {vertical-align: bottom}
.nf-matrix tbody th {position: sticky; left: 0; background: var(--nf-ground)}
.nf-matrix .nf-round {outline: 3px solid #D55E00; outline-offset: -3px}
.nf-matrix a {color: inherit}
</style>"""
GROUND = {"light": "#ffffff", "dark": "#11181a"}
COLUMNS: dict[str, Any] = {
    "Amount": st.column_config.TextColumn(width=110),
    "How firm": st.column_config.TextColumn(width=90),
    "In the total": st.column_config.TextColumn(width=270),
    "Why so firm": st.column_config.TextColumn(width=180),
    "From whom to whom": st.column_config.TextColumn(width=190),
    "Named as": st.column_config.TextColumn(width=150),
    "Told": st.column_config.TextColumn(width=190),
    "Since": st.column_config.TextColumn(width=90),
    "Sentence or note": st.column_config.TextColumn(width="large"),
}
PER_YEAR = Control(
    name="amounts",
    title="Amounts",
    options={"whole": "Whole", "year": "Per stated year"},
    help="Per year: divided by the number of years that the claim states, and by no other.",
)
_CLICKS = "_investment_mix_clicks"


def kind() -> str:
    """Ask for a kind of money, an id of `investment.KINDS`."""
    return str(
        st.segmented_control(
            "Kind of money",
            list(investment.KINDS),
            default="building",
            required=True,
            format_func=lambda name: investment.KINDS[name].title,
            key="investment_kind",
            bind="query-params",
        )
    )


def per_year(look: Look) -> bool:
    """Say whether a card's amounts are to be those of a year."""
    return look.picked.get(PER_YEAR.name) == "year"


def dated(look: Look, most: int | None) -> dates.Timeline:
    """Return the pledges that a card's claims tell of, by date."""
    found = investment.pledges(look.rows)
    return dates.timeline(found, per_year=per_year(look), most=most)


def _mixed(widget: str) -> None:
    """Keep only the part of the mix that was clicked; the same part again brings all back."""
    for point in st.session_state[widget].selection.points:
        rung = str(point["customdata"][0])
        shown = st.session_state.get("investment_rungs", [])
        st.session_state["investment_rungs"] = [] if shown == [rung] else [rung]
    st.session_state[_CLICKS] = st.session_state.get(_CLICKS, 0) + 1


def rungs(found: Sequence[Pledge]) -> list[str]:
    """Show how many pledges stand how far from cash, and ask which to show; none means all."""
    if found:
        widget = f"investment_mix_{st.session_state.get(_CLICKS, 0)}"
        counts = [
            f"{rung.title} {n:,}"
            for rung in RUNGS.values()
            if (n := sum(one.rung == rung.id for one in found))
        ]
        said = f"{words.count(len(found), 'pledge')}, each counted once: {' · '.join(counts)}"
        st.caption(words.md(said))
        st.plotly_chart(
            bars.mix(found),
            key=widget,
            config={"displayModeBar": False},
            on_select=lambda: _mixed(widget),
            selection_mode="points",
            alt=f"How many pledges stand how far from cash. {said}.",
        )
    return list(
        st.pills(
            "How close to cash",
            list(RUNGS),
            selection_mode="multi",
            format_func=lambda rung: RUNGS[rung].title,
            key="investment_rungs",
            bind="query-params",
            help="Read from the words beside each amount; its box says which.  \n"
            + "  \n".join(f"**{rung.title}**: {rung.meaning}" for rung in RUNGS.values()),
        )
    )


def _line(found: Sequence[totals.Total]) -> str:
    several = " Names overlap, so bars of several names are never added." if len(found) > 1 else ""
    return (
        "US dollars, each pledge once; a smaller amount is taken for part of a larger one unless "
        f"names or words tell them apart.{several} Click a bar for its sentence."
    )


def _alt(found: Sequence[totals.Total]) -> str:
    few = "; ".join(f"{one.about}: {totals.in_words(one)}" for one in found[:3])
    return f"{words.count(len(found), 'total')}. {few}."


def ladder(
    question: str,
    rows: pd.DataFrame,
    pledges: Sequence[Pledge],
    *,
    most: int | None,
    held: str,
    notes: Callable[[Sequence[totals.Total]], Sequence[str]],
) -> None:
    """Show the card with a bar for each project or company, the `most` largest of them."""
    found = totals.totals(pledges)
    shown = found[:most]
    kept = bars.claims_of(shown, investment.marked(rows, pledges))
    cut = f"The {most} largest of {len(found):,} names." if len(shown) < len(found) else ""
    others = "Other currencies are in US dollars at the average of their year."
    card(
        "investment_ladder",
        question,
        kept,
        lambda look: bars.ladder(totals.totals(investment.pledges(look.rows)), look.rows),
        line=_line(shown),
        alt=_alt(shown),
        notes=" ".join(
            part
            for part in (*notes(found), cut, others if kept["usd_note"].notna().any() else "")
            if part
        ),
        held=held,
        scales=False,
    )


def total_of(pledges: Sequence[Pledge]) -> None:
    """Ask for one total and show every line of it: what counts, what is left out and why."""
    found = totals.totals(pledges)
    if not found:
        return
    names = [one.about for one in found]
    with st.container(border=True, key="card_investment_total"):
        st.subheader("What is in a total?", anchor=False)
        about = st.selectbox(
            "Project or company", names, key="investment_total", bind="query-params"
        )
        chosen = found[names.index(about)]
        st.markdown(f"**{words.md(about)}**: {words.md(totals.in_words(chosen))}.")
        held = told.lines(chosen)
        table = held.table
        table.insert(0, OPEN, OPEN)
        st.dataframe(
            table,
            hide_index=True,
            column_config={OPEN: opener("investment_lines", held.claim_ids), **COLUMNS},
            placeholder="",
            key=f"investment_lines_{evidence.closed()}",
            alt=f"Each pledge about {about}, how firm it is and whether it counts.",
        )
        n, left = len(chosen.counted), len(chosen.left)
        said = f"{words.count(n, 'pledge')} {'makes' if n == 1 else 'make'} up the most promised."
        if left:
            said += (
                f" {words.count(left, 'smaller one')} may be part of that, for nothing tells them "
                "apart. So a total is rather too low than too high."
            )
        st.caption(words.md(said))


def _link(cell: told.Cell) -> str:
    address = urlencode(dict(st.query_params) | {PARAMETER: cell.claim_id})
    mark = " ↺" if cell.circular else ""
    return f'<a href="?{escape(address)}" target="_self">{escape(cell.words)}{mark}</a>'


def matrix_html(found: Flows) -> str:
    """Return the map as an HTML table: a row for who pays, a column for who gets."""
    sources, targets, cells = told.matrix(found)
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in targets)
    body = []
    for source in sources:
        row = []
        for target in targets:
            cell = cells.get((source, target))
            mark = ' class="nf-round"' if cell and cell.circular else ""
            row.append(f"<td{mark}>{_link(cell) if cell else ''}</td>")
        body.append(f'<tr><th scope="row">{escape(source)}</th>{"".join(row)}</tr>')
    return (
        '<div class="nf-matrix" role="region" aria-label="Who pays whom" tabindex="0"><table>'
        "<caption>Row: who pays. Column: who gets. Each cell opens the sentence of its largest "
        "pledge. ↺: can come back to who paid it.</caption>"
        f'<thead><tr><th scope="col">Pays</th>{heads}</tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )


def who_pays_whom(found: Flows) -> None:
    """Show the rounds that money can take, and the map as a table."""
    if not found.links:
        return
    if circles := told.rounds(found):
        st.markdown("**Money that can come back to who paid it**")
        st.markdown("\n".join(f"- {words.md(flows.in_words(circle))}" for circle in circles[:6]))
        more = (
            f"{len(circles) - 6:,} more rounds are outlined in the map. "
            if len(circles) > 6
            else ""
        )
        st.caption(
            f"{more}Each step is a pledge of its own; that the same dollars go round is nobody's "
            "statement."
        )
    with st.expander("The map as a table"):
        ground = GROUND.get(str(st.context.theme.type), "#ffffff")
        st.html(f'{STYLE}<div style="--nf-ground: {ground}">{matrix_html(found)}</div>')


def map_alt(found: Flows) -> str:
    """Say what the map shows: how many links, the largest, how many circles."""
    if not found.links:
        return "No claim names both who pays and who gets."
    first = found.links[0]
    return (
        f"{words.count(len(found.links), 'link')} between {len(found.payers):,} who pay and "
        f"{len(found.receivers) + len(found.projects):,} that get; the largest from {first.source} "
        f"to {first.target}, {tick(first.largest.high, 'USD')}. "
        f"{words.count(len(found.circles), 'round')} by which money can come back."
    )
