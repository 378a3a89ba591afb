"""The form in which an analyst corrects a figure, with the vocabularies of the contract."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from newsfigures import naming, store
from newsfigures.catalog import Entity, metrics
from newsfigures.errors import ReviewError
from newsfigures.extraction import quantities
from newsfigures.model import CostBasis, Qualifier, Status
from newsfigures.senses import TITLES
from newsfigures.ui import words

Row = Mapping[str, Any]

CURRENCIES = ("USD", "EUR", "GBP", "CNY", "JPY", "KRW", "INR", "CAD", "CHF", "AED", "SAR", "TWD")
NONE = "none"


def fields(row: Row, key: str, *, label: str = "Save the correction") -> dict[str, Any] | None:
    """
    Show the form; return the fields as they were given when it is sent, None before.

    Raises ReviewError for a number that cannot be read.
    """
    with st.form(f"edit_{key}", border=True):
        given = _identity(row, key) | _amount(row, key) | _circumstances(row, key)
        st.text_input("Why (optional)", key=f"why_{key}", placeholder="for whoever looks next")
        sent = st.form_submit_button(label, type="primary")
    return _read(given) if sent else None


def _text(row: Row, name: str) -> str:
    value = row.get(name)
    if value is None or pd.isna(value):
        return ""
    if isinstance(value, float):
        return f"{value:.15g}" if abs(value) < 1e15 else f"{value:g}"
    return str(value)


def _choice(
    label: str, options: Sequence[str], now: str, key: str, names: Mapping[str, str]
) -> str:
    known = list(dict.fromkeys([*options, now])) if now else list(options)
    picked = st.selectbox(
        label,
        known,
        index=known.index(now) if now in known else 0,
        format_func=lambda one: names.get(one, one),
        key=key,
    )
    return str(picked)


def _name(label: str, now: str, key: str, kinds: frozenset[str], help: str = "") -> str | None:
    # Found by any form that articles write, kept by the name of the list.
    labels = {now: now} if now else {}
    names = [one for one in naming.all_names(store.shared()) if one.kind in kinds]
    for one in names:
        forms = f" (also {', '.join(one.aliases)})" if one.aliases else ""
        labels[one.name] = f"{one.name}{forms}"
    known = sorted(labels)
    picked = st.selectbox(
        label,
        known,
        index=known.index(now) if now else None,
        format_func=lambda one: labels.get(one, one),
        accept_new_options=True,
        # Letters anywhere in a name would turn a new name into a listed one on Enter.
        filter_mode="contains",
        placeholder="nobody, or type a name",
        key=key,
        help=help or None,
    )
    # Enter takes what was typed as it stands.
    return picked if not picked or picked in labels else listed(picked, names)


def listed(typed: str, names: Iterable[Entity]) -> str:
    """
    Return the name of the list of which something typed is a form, else what was typed.

    A form of several names could mean any of them, and is left as it is.
    """
    form = typed.strip().lower()
    meant = {one.name for one in names if form in map(str.lower, (one.name, *one.aliases))}
    return meant.pop() if len(meant) == 1 else typed


ABOUT = frozenset({"company", "model", "project", "chip", "investor"})
SPEAKERS = frozenset({"company", "person", "analyst_firm", "publication", "investor"})


def _identity(row: Row, key: str) -> dict[str, Any]:
    labels = {metric.id: metric.label for metric in metrics().values()}
    left, middle, right = st.columns(3)
    with left:
        metric = _choice("What is measured", list(labels), str(row["metric"]), f"m_{key}", labels)
    with middle:
        subject = _name(
            "About (model, project, company, market)", _text(row, "subject"), f"s_{key}", ABOUT
        )
    with right:
        company = _name(
            "Company behind it", _text(row, "company"), f"c_{key}", frozenset({"company"})
        )
    return {"metric": metric, "subject": subject, "company": company}


def _amount(row: Row, key: str) -> dict[str, Any]:
    left, middle, right, last = st.columns(4)
    value = left.text_input(
        "Value", _text(row, "value"), key=f"v_{key}", help="In full, or as “5.6 million”."
    )
    high = middle.text_input("Upper end, of a range", _text(row, "value_high"), key=f"h_{key}")
    units = {metric.unit for metric in metrics().values()} - {"money", "percent_or_x"}
    with right:
        unit = _choice(
            "Unit",
            [*CURRENCIES, "percent", "x", *sorted(units - {"percent"})],
            str(row["unit"]),
            f"u_{key}",
            words.UNITS,
        )
    with last:
        bound = _choice(
            "Bound",
            [str(one) for one in Qualifier],
            str(row["qualifier"]),
            f"q_{key}",
            {name: said for name, (said, _) in words.QUALIFIERS.items()},
        )
    return {"value": value, "value_high": high, "unit": unit, "qualifier": bound}


def _circumstances(row: Row, key: str) -> dict[str, Any]:
    left, middle, right = st.columns(3)
    with left:
        status = _choice(
            "Status",
            [str(one) for one in Status],
            str(row["status"]),
            f"t_{key}",
            {name: said for name, (said, _) in words.STATUSES.items()},
        )
        horizon = st.text_input("Year it is for", _text(row, "horizon"), key=f"y_{key}")
    with middle:
        said = _name("Said by", _text(row, "attributed_to"), f"a_{key}", SPEAKERS)
        period = st.text_input(
            "Period", _text(row, "period"), key=f"p_{key}", help="2024, 2025Q1, annualized, month"
        )
    with right:
        other = _name(
            "Compared with (relative cost)", _text(row, "relative_to"), f"r_{key}",
            frozenset({"model"}),
        )  # fmt: skip
        senses = {str(basis): TITLES[str(basis)] for basis in CostBasis}
        sense = _choice(
            "Sense of cost (training cost)",
            [NONE, *senses],
            _text(row, "cost_basis") or NONE,
            f"b_{key}",
            senses,
        )
    return {
        "status": status,
        "horizon": horizon,
        "attributed_to": said,
        "period": period,
        "relative_to": other,
        "cost_basis": None if sense == NONE else sense,
    }


def _read(given: dict[str, Any]) -> dict[str, Any]:
    for name, label in (("value", "Value"), ("value_high", "Upper end")):
        given[name] = number(given[name], label)
    year = str(given["horizon"]).strip()
    if year and not year.isdecimal():
        raise ReviewError(f"Year it is for: “{year}” is no year; write one such as 2030.")
    given["horizon"] = int(year) if year else None
    return given


def number(written: str, label: str) -> float | None:
    """Return a number written in digits or in words (`5.6 million`), None for nothing."""
    bare = written.strip().replace(",", "").replace(" ", "").replace("−", "-")
    if not bare:
        return None
    try:
        return float(bare)
    except ValueError:
        found = quantities.read(written.strip())
        if len(found) == 1 and found[0].value_high is None:
            return float(found[0].value)
        raise ReviewError(
            f"{label}: “{written}” is no number. Write 5600000, or 5.6 million."
        ) from None
