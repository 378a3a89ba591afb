"""The histograms of the Data page: how large, and when; a click on a bar narrows to it."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from newsfigures import charts
from newsfigures.charts import histogram
from newsfigures.charts.axes import tick
from newsfigures.ui import facets, kept, words
from newsfigures.ui.card import final

WHEN = {"published": "Published", "about": "What it is about"}


def said(key: str, text: str) -> str:
    """Return a stretch of the address in words: '$1B to below $2B', '2025 to 2027'."""
    if key == facets.VALUE:
        unit, low, below = [*text.split(":"), "", ""][:3]
        try:
            ends = [tick(float(end), unit) if end else "" for end in (low, below)]
        except ValueError:
            return text
        noun = "" if unit in ("USD", "percent", "x", "MW") else f" {words.unit(unit)}"
        return (f"{ends[0]} to below {ends[1]}" if all(ends) else text) + noun
    first, _, last = text.partition(":")
    return first if first == last else f"{first} to {last}"


TITLES = {
    **{one.key: (one.title, one.label) for one in facets.FACETS.values() if one.parameter},
    facets.VALUE: ("Value", lambda text: said(facets.VALUE, text)),
    facets.PUBLISHED: ("Published", lambda text: said(facets.PUBLISHED, text)),
    facets.ABOUT: ("About", lambda text: said(facets.ABOUT, text)),
}


def strip() -> None:
    """Show what was chosen by clicks on facets and bars, each with the way to drop it."""
    kept.strip(TITLES)


def _chosen(key: str, unit: str) -> tuple[str, str] | None:
    """Return the ends of the stretch that holds, None where none does or one of another unit."""
    parts = kept.one(key).split(":")
    if unit:
        parts = parts[1:] if parts[0] == unit else []
    return (parts[0], parts[1]) if len(parts) == 2 else None


def _clicked(widget: str, key: str, unit: str, bars: Sequence[histogram.Bar]) -> None:
    for point in st.session_state[widget].selection.points:
        ends = histogram.clicked(point["customdata"], bars, _chosen(key, unit))
        kept.put(key, [":".join([unit, *ends] if unit else ends)] if ends else [])
        return


def _draw(key: str, bars: Sequence[histogram.Bar], unit: str, alt: str) -> None:
    # A new key with every choice: the chart comes back with nothing selected but what is chosen.
    widget = f"{key}_bars_{unit}_{kept.one(key)}"
    st.plotly_chart(
        final(histogram.histogram(bars, _chosen(key, unit), unit=unit)),
        key=widget,
        theme="streamlit",
        config=charts.CONFIG,
        on_select=lambda: _clicked(widget, key, unit, bars),
        selection_mode="points",
        alt=alt,
    )


def _most(bars: Sequence[histogram.Bar]) -> str:
    top = max(bars, key=lambda bar: bar.claims)
    return f"Most stand at {top.words}: {words.count(top.claims, 'figure')}."


def _units(pairs: Sequence[tuple[str, int]]) -> dict[str, int]:
    units: dict[str, int] = {}
    for text, claims in pairs:
        name = text.split("|")[0]
        units[name] = units.get(name, 0) + claims
    return dict(sorted(units.items(), key=lambda each: (-each[1], each[0])))


def _unit(units: dict[str, int]) -> str:
    """Ask which unit is drawn; that of the stretch that holds, else the most frequent one."""
    held = kept.one(facets.VALUE).split(":")[0]
    first = held if held in units else next(iter(units))
    chosen = st.selectbox(
        "How large, measured in",
        list(units),
        index=list(units).index(first),
        format_func=words.unit,
        key="data_unit",
        bind="query-params",
        help="One unit at a time: dollars and GPU hours have no scale in common.",
    )
    return str(chosen)


def _left_out(pairs: Sequence[tuple[str, int]], unit: str, others: int) -> str:
    none = sum(n for text, n in pairs if text == f"{unit}||")
    low = sum(n for text, n in pairs if text == f"{unit}|0|0")
    parts = [
        "Log scale; a range counts at its lower end.",
        "Money of any currency, in US dollars." if unit == "USD" else "",
        f"Not drawn: {others:,} in other units." if others else "",
        f"{none:,} without a rate to dollars." if none else "",
        f"{low:,} of zero or less." if low else "",
    ]
    return " ".join(part for part in parts if part)


def _sizes(table: pd.DataFrame) -> None:
    pairs = facets.counted(table, "value")
    units = _units(pairs)
    if not units:
        return
    unit = _unit(units)
    bars = histogram.value_bars(pairs, unit)
    if bars:
        name = words.unit(unit)
        _draw(facets.VALUE, bars, unit, f"How many figures are how large, in {name}. {_most(bars)}")
    st.caption(words.md(_left_out(pairs, unit, sum(units.values()) - units[unit])))


def _dates(table: pd.DataFrame) -> None:
    when = st.segmented_control(
        "When",
        list(WHEN),
        format_func=WHEN.__getitem__,
        default="published",
        required=True,
        key="data_when",
        bind="query-params",
    )
    is_published = when == "published"
    pairs = facets.counted(table, str(when))
    bars = histogram.month_bars(pairs) if is_published else histogram.year_bars(pairs)
    none = sum(n for text, n in pairs if not text)
    if bars:
        key = facets.PUBLISHED if is_published else facets.ABOUT
        of = "by date of publication" if is_published else "by the year they are about"
        _draw(key, bars, "", f"How many figures there are {of}. {_most(bars)}")
    what = "without a date" if is_published else "of which no year is stated"
    st.caption(f"Not drawn: {none:,} {what}." if none else "In order of time.")


def show(table: pd.DataFrame) -> None:
    """Show how large the figures are and when they are of; rows are of queries/facets.sql."""
    left, right = st.columns(2)
    with left.container(key="data_sizes"):
        _sizes(table)
    with right.container(key="data_dates"):
        _dates(table)
    st.caption(
        "Click a bar to see only those figures; another one takes all between them along; the same "
        "one again shows all."
    )
