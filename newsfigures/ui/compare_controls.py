"""What Compare asks: which names, in which measures, against which of them, how strictly."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from newsfigures import compare
from newsfigures.catalog import metrics
from newsfigures.charts import hues
from newsfigures.ui import pins, words

_PICKED = "compare_pins"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """
    What is asked of the names: the baseline, the measure in full (None: nothing is stated), the
    measures of the table (none: those that most share), how strictly.
    """

    baseline: str
    metric: str | None
    measures: tuple[str, ...]
    strict: bool


def picker(names: compare.Names) -> list[str]:
    """Let names be pinned, and return those that are."""
    pinned = pins.current()
    st.session_state[_PICKED] = pinned
    listed = names.listed()
    st.multiselect(
        "Companies, models or projects (two to six)",
        [*listed, *(name for name in pinned if name not in names.measures)],
        format_func=names.label,
        max_selections=pins.MOST,
        placeholder="Type to find one",
        select_all=False,  # else Enter pins every match of what was typed
        key=_PICKED,
        on_change=lambda: pins.put(st.session_state[_PICKED]),
        help="They stay pinned on every page, and stand in the address.",
    )
    return pins.current()


def _offer(key: str, label: str, chosen: Sequence[str]) -> None:
    st.button(words.md(label), key=key, on_click=pins.put, args=(list(chosen),))


def _and(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"


def begin(names: compare.Names) -> None:
    """Say what there is to pin, and offer names that go together."""
    if not names.measures:
        st.info("The store holds no figure yet. Add articles, then pin the names they are about.")
        return
    st.info(
        f"Pin two or more of {words.count(len(names.measures), 'name')}. What they share is set "
        "side by side; what cannot be compared says why."
    )
    few = names.most_stated("training_cost")
    if len(few) > 1:
        _offer("compare_few", f"Compare {_and(few)}", few)
    firms = [name for name in names.listed() if name not in names.makers][:3]
    if len(firms) > 1:
        _offer("compare_firms", f"Compare {_and(firms)}", firms)


def suggest(names: compare.Names, picked: Sequence[str]) -> None:
    """With one name pinned, offer those that share the most measures with it."""
    if len(picked) != 1:
        return
    others = names.suggested(picked)
    if not others:
        st.info(f"Nothing else has a measure of {words.md(picked[0])}.")
        return
    st.caption("One name is pinned. These share the most measures with it:")
    with st.container(horizontal=True):
        for number, other in enumerate(others):
            _offer(f"compare_add_{number}", f"Add {other}", [*picked, other])


def apart(names: compare.Names, picked: Sequence[str]) -> None:
    """When several names share no measure, say which each has."""
    if len(picked) < 2 or names.shared(picked):
        return
    has = [
        f"{name}: {', '.join(metrics()[m].label for m in names.stated([name])) or 'nothing'}"
        for name in picked
    ]
    st.info("They share no measure.  \n" + "  \n".join(words.md(line) for line in has))


def kin(names: compare.Names, picked: Sequence[str], metric: str | None) -> None:
    """Where a measure of a picked company is stated of another name of its house, offer that."""
    for number, pick in enumerate(picked):
        house = hues.house(pick)
        if house is None or pick in names.makers or metric in names.own.get(pick, ()):
            continue
        others = [n for n in names.listed() if hues.house(n) == house and n not in names.makers]
        other = next((n for n in others if metric in names.own.get(n, ()) and n not in picked), "")
        if metric and other:
            st.caption(words.md(f"{words.label(metric)} is stated of {other}, not of {pick}."))
            instead = [other if name == pick else name for name in picked]
            _offer(f"compare_kin_{number}", f"{other} instead of {pick}", instead)


def how(names: compare.Names, picked: Sequence[str]) -> Asked:
    """Ask for the baseline, the measure in full, those of the table, and how strictly."""
    every = names.stated(picked)
    foremost = names.foremost(picked)
    first, second, third = st.columns([2, 2, 3])
    baseline = first.selectbox(
        "Baseline (= 1)", list(picked), key="compare_baseline", bind="query-params"
    )
    metric = second.selectbox(
        "Measure to look into",
        every,
        index=every.index(foremost) if foremost else None,
        format_func=_label,
        key="compare_metric",
        bind="query-params",
    )
    measures = third.multiselect(
        "Measures in the table",
        [name for name in every if name != compare.STATED_RATIOS],
        format_func=_label,
        placeholder="Those that most of them share",
        select_all=False,
        key="compare_measures",
        bind="query-params",
    )
    strict = st.toggle(
        "Ratios only between like and like",
        value=True,
        key="compare_strict",
        bind="query-params",
        help="Off: other senses of cost, statuses and times get a ratio too, marked “≠”.",
    )
    return Asked(baseline=str(baseline), metric=metric, measures=tuple(measures), strict=strict)


def _label(name: str) -> str:
    return metrics()[name].label
