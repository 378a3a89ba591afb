"""The parts of Market projections: what is asked for, growth that does not fit its ends."""

from collections.abc import Sequence
from functools import lru_cache

import pandas as pd
import streamlit as st

from newsfigures import charts
from newsfigures.charts import Look, market
from newsfigures.charts.forecasts import fan, growth, spread
from newsfigures.charts.forecasts.points import Path, Point, paths, points
from newsfigures.plain import plain
from newsfigures.ui import evidence, words
from newsfigures.ui.card import card
from newsfigures.ui.controls import Control
from newsfigures.ui.finished import step

SIZES = Control(
    name="sizes",
    title="Sizes",
    options={"usd": "US dollars", "index": "Index"},
    help="Index: each line starts at 100, its own stated base value.",
)
BETWEEN = Control(
    name="between",
    title="Lines that pass",
    options={"no": "Stated only", "yes": "Read off too"},
    help="Read off too: where an even path between two stated sizes passes the year. Nobody "
    "states it; it is hollow and not counted.",
)
MEDIAN = Control(
    name="median",
    title="Middle",
    options={"no": "None", "yes": "Median"},
    help=f"Of {spread.FEWEST} forecasts or more that count the same; one told again counts once.",
)


def _counted(rows: pd.DataFrame) -> set[str]:
    return {market.definition(str(subject)) for subject in rows["subject"]}


def definitions(rows: pd.DataFrame) -> list[str]:
    """Ask what is to be counted, of what there is; none means all."""
    present = step(_counted, rows)
    if not present:
        return []
    return list(
        st.pills(
            "What is counted",
            [name for name in market.NAMES if name in present],
            selection_mode="multi",
            key="market_projections_counted",
            bind="query-params",
            help="Read from the name of the market. Different ones are never one forecast.",
        )
    )


def forecasters(found: Sequence[Point]) -> list[str]:
    """Ask whose forecasts are to stand out; none means that nobody's do."""
    names = sorted({point.forecaster for point in found}, key=str.casefold)
    if not names:
        return []
    return list(
        st.multiselect(
            "Forecasters to follow",
            names,
            placeholder="Nobody in particular; type to find one",
            select_all=False,
            key="market_projections_forecasters",
            bind="query-params",
        )
    )


def indexed(look: Look) -> bool:
    """Say whether a card is to show indexes."""
    return look.picked.get(SIZES.name) == "index"


def fanned(look: Look) -> fan.Fan:
    """Return the fan of a card's claims."""
    return fan.fan(points(look.rows), indexed=indexed(look))


def _for_year(rows: pd.DataFrame, year: int, asked: Sequence[str]) -> tuple[str, pd.DataFrame]:
    """Return what to say of a year with few forecasts, and the claims that are about it."""
    found = points(rows)
    lines = paths(found)
    here = spread.spread(found, lines, year, between=True)
    return spread.nearest(found, lines, year, asked), spread.claims_of(here, rows)


def _growing(rows: pd.DataFrame) -> tuple[list[Path], pd.DataFrame]:
    """Return the paths of claims, and the claims that paths with a stated growth run between."""
    lines = paths(points(rows))
    return lines, growth.claims_of(lines, rows)


def year_card(found: Sequence[Point], rows: pd.DataFrame, asked: Sequence[str], held: str) -> None:
    """Ask for a target year and show how far apart the claims for it are."""
    if not found:
        return
    year = st.selectbox(
        "Target year", spread.target_years(found), key="market_projections_year",
        bind="query-params",
    )  # fmt: skip
    near, shown = step(_for_year, rows, year, asked)

    @lru_cache(maxsize=1)
    def of(look: Look) -> spread.Spread:
        here = points(look.rows)
        between = look.picked.get(BETWEEN.name) == "yes"
        return spread.spread(here, paths(here), year, between=between)

    def with_median(look: Look) -> bool:
        return look.picked.get(MEDIAN.name) == "yes"

    card(
        "market_projections_spread",
        f"How far apart are the claims for {year}, and why?",
        shown,
        lambda look: spread.draw(
            of(look), look.rows, with_median=with_median(look), scale=look.scale
        ),
        line=lambda look: spread.line(of(look), with_median=with_median(look)),
        alt=lambda look: spread.alt(of(look)),
        notes=near,
        held=held,
        controls=[BETWEEN, MEDIAN],
    )


def growth_card(rows: pd.DataFrame, held: str, nearest: str) -> None:
    """Show stated growth against what its ends imply, and list what does not fit."""
    lines, shown = step(_growing, rows)
    card(
        "market_projections_growth",
        "Does the stated growth fit the stated sizes?",
        shown,
        lambda look: growth.draw(paths(points(look.rows)), look.rows),
        line=growth.LINE,
        alt=growth.verdict(lines),
        notes=nearest or growth.verdict(lines),
        held=held,
        scales=False,
    )
    off = [path for path in growth.with_rate(lines) if growth.unfit(path)]
    if not off:
        return
    st.markdown("**Growth that does not fit its ends**")
    for path in off:
        words_of, door = st.columns([6, 1], vertical_alignment="top")
        said = plain(words.known(path.end.row["sentence"]))
        words_of.markdown(f"{words.md(growth.in_words(path))}. “{words.md(said)}”")
        door.button(
            "Evidence",
            key=f"market_projections_off_{path.end.claim_id}",
            on_click=evidence.open_figure,
            args=(path.end.claim_id,),
        )


def without_year_card(undated: pd.DataFrame, held: str, nearest: str) -> None:
    """Show the claims that no chart has a place for, since nobody says which year they are for."""
    if undated.empty and not nearest:
        st.caption("Every claim asked for names its year.")
        return
    card(
        "market_projections_no_year",
        "Which claims need a year?",
        undated,
        lambda look: charts.by_definition(look.rows, "No year is stated", look.scale),
        line=lambda look: (
            "Nobody says which year these are for, so no chart above has a place for them. "
            f"{charts.unit_line('US dollars', look.rows, look.scale)}"
        ),
        alt=lambda look: charts.takeaway(look.rows, "market sizes without a year"),
        notes=nearest,
        held=held,
    )
