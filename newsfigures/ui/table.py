"""Claims as a table to read and as CSV to keep: the same rows, with their words and sources."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from newsfigures import compare, export
from newsfigures.charts import bounded
from newsfigures.plain import plain
from newsfigures.ui import evidence, pins, words
from newsfigures.ui.finished import step
from newsfigures.ui.others import records

Row = dict[str, Any]
OPEN, PIN = "Open", "Pin"
LARGE = 1e15  # numbers above it are shown as powers of ten


def quoted(text: Any) -> str:
    """Return an article's words as a reader sees them, in quotation marks; '' for none."""
    flat = plain(words.known(text))
    return f"“{flat}”" if flat else ""


def _sentence(row: Row) -> str:
    """Return the sentence in quotation marks; notes of reference and derived figures without."""
    text = words.known(row["sentence"])
    if row["origin"] == "article":
        return quoted(text)
    return words.formula(text) if row["origin"] == "derived" else " ".join(text.split())


def _origin(row: Row) -> str:
    name = words.ORIGINS[str(row["origin"])][0]
    return f"{name} (sample)" if row["is_sample"] else name


# Human name -> how to fill it. Columns that are empty throughout are left out.
COLUMNS: dict[str, Callable[[Row], Any]] = {
    "Subject": lambda row: row["subject"],
    "Figure": words.amount,
    "Metric": lambda row: words.label(row["metric"]),
    "Company": lambda row: words.known(row["company"]),
    "As written": lambda row: quoted(row["quote"]),
    "Sentence or note": _sentence,
    "Status": lambda row: words.STATUSES[row["status"]][0],
    "Said by": lambda row: words.known(row["attributed_to"]),
    "Sense of cost": words.sense,
    "For": words.time,
    "Compared with": lambda row: words.known(row["relative_to"]),
    "Origin": _origin,
    "Preferred": words.preferred,
    "Title": lambda row: words.known(row["title"]),
    "Publisher": lambda row: words.known(row["publisher"]),
    "Date": lambda row: words.known(row["as_of"]),
    "Link": lambda row: words.known(row["url"]) or None,
    "Number": lambda row: row["value"],
    "Unit": lambda row: words.unit(row["unit"]),
}


def claim_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Return claims for reading, a row each in the given order, with human column names."""
    claims = records(rows)
    table = pd.DataFrame({name: [fill(row) for row in claims] for name, fill in COLUMNS.items()})
    empty = [name for name in table if table[name].isna().all() or (table[name] == "").all()]
    if table["Metric"].nunique() < 2:
        empty.append("Metric")
    return table.drop(columns=empty)


def csv_of(rows: pd.DataFrame) -> str:
    """
    Return claims as CSV, every column of the rows, under the field names of docs/figures.md.

    Text that a spreadsheet would run as a formula is guarded, see `export`.
    """
    kept = bounded.plain(rows)
    cells = kept.astype(object).where(kept.notna(), None)
    return export.csv_text(list(kept.columns), cells.itertuples(index=False, name=None))


def _opened(key: str, ids: list[str]) -> None:
    evidence.open_figure(ids[st.session_state[key].row])


def opener(key: str, ids: list[str]) -> Any:
    """Return the column of buttons that open the evidence of a table's rows, of these ids."""
    return st.column_config.ButtonColumn(
        "Evidence",
        width="small",
        pinned=True,
        type="tertiary",
        key=f"{key}_open",
        on_click=_opened,
        args=(f"{key}_open", ids),
    )


def _pinned(key: str, names: list[str]) -> None:
    pins.add(names[st.session_state[key].row])


def pinner(key: str, names: list[str]) -> Any:
    """Return the column of buttons that pin the names of a table's rows for Compare."""
    return st.column_config.ButtonColumn(
        "Compare",
        help="Pin the name of this row; pinned names stand side by side on Compare.",
        width="small",
        type="tertiary",
        key=f"{key}_pin",
        on_click=_pinned,
        args=(f"{key}_pin", names),
    )


def _config(table: pd.DataFrame, key: str, ids: list[str], names: list[str]) -> dict[str, Any]:
    column = st.column_config
    large = table["Number"].abs().max() >= LARGE
    return {
        OPEN: opener(key, ids),
        PIN: pinner(key, names),
        "Subject": column.TextColumn(width=130),
        "Company": column.TextColumn(width=110),
        "Figure": column.TextColumn(width=130),
        "As written": column.TextColumn(width=150),
        "Sentence or note": column.TextColumn(width="large"),
        "Said by": column.TextColumn(width=120),
        "Sense of cost": column.TextColumn(width=190),
        "Title": column.TextColumn(width="medium"),
        "Link": column.LinkColumn(display_text="open", width="small"),
        "Number": column.NumberColumn(
            format="scientific" if large else "localized",
            help="In the unit beside it: money in the currency written.",
        ),
    }


def _with_buttons(
    rows: pd.DataFrame, first: Sequence[str]
) -> tuple[pd.DataFrame, list[str], list[str]]:
    """Return claims for reading with columns of buttons, their ids and their names."""
    table = claim_table(rows)
    lead = [name for name in first if name in table]
    table = table[[*lead, *(name for name in table if name not in lead)]]
    table.insert(0, OPEN, OPEN)
    table.insert(min(3, len(table.columns)), PIN, PIN)
    ids = [str(i) for i in rows["claim_id"]]
    return table, ids, [compare.name_in(row) for row in records(rows)]


def show_table(key: str, rows: pd.DataFrame, *, alt: str, first: Sequence[str] = ()) -> None:
    """
    Show claims as a table; buttons in each row open its evidence and pin its name.

    `first` names columns that come before the others.
    """
    table, ids, names = step(_with_buttons, rows, first)
    st.dataframe(
        table,
        hide_index=True,
        column_config=_config(table, key, ids, names),
        placeholder="",
        key=f"{key}_{evidence.closed()}",
        alt=alt,
    )


def download(key: str, rows: pd.DataFrame, name: str) -> None:
    """Offer these rows as a CSV named <name>.csv; it is written when it is asked for."""
    st.download_button(
        f"Download {words.count(len(rows), 'row')} (CSV)",
        data=lambda: csv_of(rows).encode(),
        file_name=f"{name}.csv",
        mime="text/csv",
        on_click="ignore",
        key=f"{key}_csv",
        help="Just these figures, with the words they stand in and where those are from.",
    )
