"""The parts of Investment: how firm the money is, what a total holds, who pays whom."""

from collections.abc import Callable, Sequence
from html import escape

import pandas as pd
import streamlit as st

from newsfigures.charts import Look, final, investment
from newsfigures.charts.axes import tick
from newsfigures.charts.money import bars, dates, flows, moneymap, told, totals
from newsfigures.charts.money.flows import Flows
from newsfigures.charts.money.pledges import Pledge
from newsfigures.charts.money.rungs import RUNGS
from newsfigures.ui import evidence, words
from newsfigures.ui.card import card
from newsfigures.ui.clickable import clickable
from newsfigures.ui.controls import Control
from newsfigures.ui.finished import Mark, chart, once, step

CSS = """
.scroll {overflow-x: auto}
table {border-collapse: collapse; font-size: .84rem; font-variant-numeric: tabular-nums}
caption {text-align: left; padding: 0 0 .4rem; font-size: .84rem}
th, td {border: 1px solid var(--st-border-color); padding: .3rem .5rem; text-align: left;
  vertical-align: top; min-width: 5.5rem}
th {font-weight: 600}
thead th {vertical-align: bottom; background: var(--st-secondary-background-color)}
tbody th {position: sticky; left: 0; background: var(--st-background-color)}
td.round {outline: 3px solid #D55E00; outline-offset: -3px}
td.wide {min-width: 16rem}
"""
WIDE = ("Sentence or note",)
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


def pledges_of(rows: pd.DataFrame, names: Sequence[str] = ()) -> list[Pledge]:
    """Return the pledges that claims tell of (`investment.pledges`), worked out once."""
    return step(investment.pledges, rows, names)


def dated(look: Look, most: int | None) -> dates.Timeline:
    """Return the pledges that a card's claims tell of, by date."""
    found = pledges_of(look.rows)
    return dates.timeline(found, per_year=per_year(look), most=most)


def _mixed(widget: str) -> None:
    """Keep only the part of the mix that was clicked; the same part again brings all back."""
    for point in st.session_state[widget].selection.points:
        rung = str(point["customdata"][0])
        shown = st.session_state.get("investment_rungs", [])
        st.session_state["investment_rungs"] = [] if shown == [rung] else [rung]
    st.session_state[_CLICKS] = st.session_state.get(_CLICKS, 0) + 1


def _counted(found: Sequence[Pledge]) -> str:
    counts = [
        f"{rung.title} {n:,}"
        for rung in RUNGS.values()
        if (n := sum(one.rung == rung.id for one in found))
    ]
    return f"{words.count(len(found), 'pledge')}, each counted once: {' · '.join(counts)}"


def rungs(view: Mark, found: Sequence[Pledge]) -> list[str]:
    """
    Show how many pledges stand how far from cash, and ask which to show; none means all.

    `view` is the page as it is asked for (`finished.shown`), here and below.
    """
    if found:
        widget = f"investment_mix_{st.session_state.get(_CLICKS, 0)}"
        said = once(view, "counted", lambda: _counted(found))
        st.caption(words.md(said))
        st.plotly_chart(
            chart(view, "mix", lambda: final(bars.mix(found))),
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


def _summed(
    rows: pd.DataFrame, names: Sequence[str], rungs: Sequence[str], most: int | None
) -> tuple[list[totals.Total], pd.DataFrame]:
    """Return the totals of the pledges at some rungs, and the claims in the `most` largest."""
    pledges = investment.at_rungs(pledges_of(rows, names), rungs)
    found = totals.totals(pledges)
    return found, bars.claims_of(found[:most], investment.marked(rows, pledges))


def ladder(
    question: str,
    rows: pd.DataFrame,
    names: Sequence[str],
    rungs: Sequence[str],
    *,
    most: int | None,
    held: str,
    notes: Callable[[Sequence[totals.Total]], Sequence[str]],
) -> list[totals.Total]:
    """
    Show the card with a bar for each project or company, the `most` largest of them.

    `names` are whom it is about and `rungs` how close to cash, none: all. Returns all totals.
    """
    found, kept = step(_summed, rows, names, rungs, most)
    shown = found[:most]
    cut = f"The {most} largest of {len(found):,} names." if len(shown) < len(found) else ""
    others = "Other currencies are in US dollars at the average of their year."
    card(
        "investment_ladder",
        question,
        kept,
        lambda look: bars.ladder(totals.totals(pledges_of(look.rows)), look.rows),
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
    return found


def promised(rows: pd.DataFrame, names: Sequence[str], rungs: Sequence[str]) -> pd.DataFrame:
    """Return the claims of pledges at some rungs; none given: of all that promise something."""
    found = investment.at_rungs(pledges_of(rows, names), rungs)
    return investment.marked(rows, found if rungs else investment.promised(found))


def paid(
    rows: pd.DataFrame, names: Sequence[str], rungs: Sequence[str], most: int | None
) -> tuple[Flows, pd.DataFrame]:
    """Return who pays whom in pledges at some rungs, the `most` largest links, and its claims."""
    found = investment.at_rungs(pledges_of(rows, names), rungs)
    paths = flows.flows(found, most=most)
    return paths, moneymap.claims_of(paths, investment.marked(rows, found))


def total_of(view: Mark, found: Sequence[totals.Total]) -> None:
    """Ask for one of the totals and show every line: what counts, what is left out and why."""
    if not found:
        return
    names = [one.about for one in found]
    with st.container(border=True, key="card_investment_total"):
        st.header("What is in a total?", anchor=False)
        about = st.selectbox(
            "Project or company", names, key="investment_total", bind="query-params"
        )
        chosen = found[names.index(about)]
        st.markdown(f"**{words.md(about)}**: {words.md(totals.in_words(chosen))}.")
        lines = once(view, f"lines of {about}", lambda: lines_html(told.lines(chosen)))
        clickable(f"investment_lines_{evidence.closed()}", lines, CSS)
        n, left = len(chosen.counted), len(chosen.left)
        said = f"{words.count(n, 'pledge')} {'makes' if n == 1 else 'make'} up the most promised."
        if left:
            said += (
                f" {words.count(left, 'smaller one')} may be part of that, for nothing tells them "
                "apart. So a total is rather too low than too high."
            )
        st.caption(words.md(said))


def _button(words_of: str, claim_id: str) -> str:
    return f'<button type="button" data-claim="{escape(claim_id)}">{escape(words_of)}</button>'


def _table(label: str, caption: str, heads: Sequence[str], body: Sequence[str]) -> str:
    columns = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    return (
        f'<div class="scroll" role="region" aria-label="{escape(label)}" tabindex="0"><table>'
        f"<caption>{escape(caption)}</caption><thead><tr>{columns}</tr></thead>"
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )


def lines_html(lines: told.Told) -> str:
    """Return the lines of a total as an HTML table; each amount opens its evidence."""
    heads = list(lines.table.columns)
    body = []
    for claim_id, row in zip(lines.claim_ids, lines.table.to_dict("records"), strict=True):
        cells = [f'<th scope="row">{_button(str(row[heads[0]]), claim_id)}</th>']
        for head in heads[1:]:
            wide = ' class="wide"' if head in WIDE else ""
            cells.append(f"<td{wide}>{escape(str(row[head]))}</td>")
        body.append(f"<tr>{''.join(cells)}</tr>")
    return _table("Lines of the total", "Each amount opens its sentence.", heads, body)


def matrix_html(found: Flows) -> str:
    """Return the map as an HTML table: a row for who pays, a column for who gets."""
    sources, targets, cells = told.matrix(found)
    body = []
    for source in sources:
        row = []
        for target in targets:
            cell = cells.get((source, target))
            mark = ' class="round"' if cell and cell.circular else ""
            said = f"{cell.words}{' ↺' if cell.circular else ''}" if cell else ""
            row.append(f"<td{mark}>{_button(said, cell.claim_id) if cell else ''}</td>")
        body.append(f'<tr><th scope="row">{escape(source)}</th>{"".join(row)}</tr>')
    caption = (
        "Row: who pays. Column: who gets. A cell opens the sentence of its largest pledge. "
        "↺ and outlined: can come back to who paid it."
    )
    return _table("Who pays whom", caption, ["Pays", *targets], body)


def who_pays_whom(view: Mark, found: Flows) -> None:
    """Show the rounds that money can take, and the map as a table."""
    if not found.links:
        return
    if circles := once(view, "rounds", lambda: told.rounds(found)):
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
    with st.expander("The map as a table", key="investment_matrix", bind="query-params") as box:
        if box.open:
            clickable(f"investment_matrix_{evidence.closed()}", matrix_html(found), CSS)


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
