"""The controls of a chart card: its scale and those a page gives it; all of them in the URL."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd
import streamlit as st

from newsfigures import charts
from newsfigures.ui.filters import REVIEWED

SCALES: dict[charts.Scale, str] = {
    charts.Scale.AUTO: "Auto scale",
    charts.Scale.LOG: "Log",
    charts.Scale.LINEAR: "Linear",
}
FEW = 4  # options that fit side by side on a phone


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """
    A choice that a page adds to its card.

    `options` are the values with their words on the screen, the first one holds until another
    is chosen. The chosen value is `look.picked[name]`; the widget's key and its name in the URL
    are <card>_<name>.
    """

    name: str
    title: str
    options: Mapping[str, str]
    help: str | None = None


def _pick(key: str, control: Control) -> str:
    values = list(control.options)
    if len(values) > FEW:
        return str(
            st.selectbox(
                control.title,
                values,
                format_func=control.options.__getitem__,
                help=control.help,
                key=f"{key}_{control.name}",
                bind="query-params",
                width=260,
            )
        )
    return str(
        st.segmented_control(
            control.title,
            values,
            default=values[0],
            required=True,
            format_func=control.options.__getitem__,
            help=control.help,
            key=f"{key}_{control.name}",
            bind="query-params",
        )
    )


def scale_of(key: str, *, label: Literal["visible", "collapsed"] = "collapsed") -> charts.Scale:
    """Ask for the scale of a chart's values; the choice is `key_scale` of the address."""
    chosen = st.segmented_control(
        "Scale",
        list(SCALES),
        default=charts.Scale.AUTO,
        required=True,
        format_func=SCALES.__getitem__,
        help="Log: each step is ten times the one before. Auto: log where the largest value is a "
        "hundred times the smallest or more.",
        key=f"{key}_scale",
        bind="query-params",
        label_visibility=label,
    )
    return charts.Scale(chosen)


def _reviewed_only(key: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Ask whether unreviewed claims are to go, where there are some of both, and drop them."""
    reviewed = rows["reviewed"].to_numpy(dtype=bool)
    if reviewed.all() or not reviewed.any():
        return rows
    wanted = st.toggle("Reviewed only", key=f"{key}_reviewed", bind="query-params", help=REVIEWED)
    return charts.bounded.reviewed(rows) if wanted else rows


def look(
    key: str, rows: pd.DataFrame, controls: Sequence[Control], *, with_scale: bool
) -> charts.Look:
    """Show the controls of a card in one line, and return what they decide about its chart."""
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"{key}_controls"):
        picked = {control.name: _pick(key, control) for control in controls}
        scale = scale_of(key) if with_scale else charts.Scale.AUTO
        kept = _reviewed_only(key, rows)
    return charts.Look(rows=kept, scale=scale, picked=picked)
