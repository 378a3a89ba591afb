"""The tables of the Methods page: what is measured, in which words, at which rates, from whom."""

import pandas as pd
import streamlit as st

from newsfigures.senses import SENSES
from newsfigures.ui import words

EPOCH = "https://epoch.ai/data"
CC_BY = "https://creativecommons.org/licenses/by/4.0/"

KINDS: dict[str, str] = {
    "company": "Companies",
    "model": "Models",
    "project": "Projects",
    "investor": "Investors",
    "analyst_firm": "Analyst firms",
    "publication": "Publications",
    "person": "People",
    "chip": "Chips",
}


def metric_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the metrics for reading (queries/metrics.sql)."""
    return pd.DataFrame(
        {
            "Metric": rows["label"],
            "Unit": rows["unit"].map(words.unit),
            "Takes": rows["takes"],
            "Does not take": rows["takes_not"],
            "Figures of articles": rows["figures"],
            "Reference figures": rows["reference_figures"],
        }
    )


def vocabulary(table: dict[str, tuple[str, str]], head: str) -> pd.DataFrame:
    """Return a vocabulary for reading: each word with its meaning."""
    return pd.DataFrame(
        [{head: name[:1].upper() + name[1:], "Means": meaning} for name, meaning in table.values()]
    )


def sense_table() -> pd.DataFrame:
    """Return the senses of training cost for reading."""
    return pd.DataFrame(
        [{"Sense of cost": sense.title, "What it includes": sense.note} for sense in SENSES]
    )


def rate_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rates, a row per currency, a column per year (queries/usd_rates.sql)."""
    table = rows.pivot_table(index="currency", columns="year", values="usd_per_unit")
    table.columns = [str(year) for year in table.columns]
    source = rows.groupby("currency")["source"].agg(lambda names: "; ".join(sorted(set(names))))
    table.insert(0, "Currency", [words.unit(code) for code in table.index])
    return table.assign(Source=source).rename_axis("Code").reset_index()


def name_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Return how many names are known, by kind (queries/name_counts.sql)."""
    return pd.DataFrame(
        {
            "Kind": rows["kind"].map(KINDS),
            "Names": rows["names"],
            "Ways they are written": rows["forms"],
        }
    )


def chip_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the accelerators for reading (queries/chips.sql)."""
    return pd.DataFrame(
        {
            "Chip": rows["name"],
            "Maker": rows["vendor"],
            "Peak, TFLOP/s": rows["bf16_flops"] / 1e12,
            "Memory, GB": rows["memory_gb"],
            "Year": rows["launch_year"],
            "Note": rows["precision_note"],
            "Source": rows["source_url"],
        }
    )


def source_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the sources of reference figures (queries/reference_sources.sql)."""
    return pd.DataFrame(
        {
            "Source": rows["source_publisher"],
            "Kind": rows["source_tier"].map(words.TIERS),
            "Figures": rows["figures"],
            "Checked against the source": rows["verified"],
            "One of the pages": rows["url"],
        }
    )


def credits(sources: pd.DataFrame) -> None:
    """Say what the reference data are, how much of them is checked, and under which licence."""
    figures, checked = int(sources["figures"].sum()), int(sources["verified"].sum())
    st.markdown(
        f"**{figures:,} reference figures** stand beside those of articles, for comparison. "
        f"{checked:,} were checked against their source or a copy of it; the others are widely "
        "known and marked so in the data. Checked means that the source says so, not that it is "
        "right."
    )
    st.markdown(
        f"The data sets of [Epoch AI]({EPOCH}) are used under [CC BY 4.0]({CC_BY}). Other figures "
        "are single facts, each with its source. Exchange rates are of the Federal Reserve and "
        "the central banks named beside them. Sample articles were written for newsfigures. The "
        "program is under the Apache License 2.0."
    )


def text(table: pd.DataFrame) -> None:
    """Show a table of words, lines broken, all of it."""
    st.table(table, hide_index=True)


def numbers(table: pd.DataFrame, alt: str, *, shares: bool = False) -> None:
    """Show a table of numbers that can be sorted; addresses are links, shares are in percent."""
    column = st.column_config
    links = {
        str(name): column.LinkColumn(display_text="open")
        for name in table
        if table[name].astype(str).str.startswith("http").any()
    }
    percent = {
        str(name): column.NumberColumn(format="percent")
        for name in table
        if shares and table[name].dtype.kind == "f"
    }
    look = {**links, **percent}
    st.dataframe(table, hide_index=True, placeholder="", alt=alt, column_config=look)


def meanings(metrics: pd.DataFrame) -> None:
    """Define every word that charts and tables use (queries/metrics.sql)."""
    st.header("What is measured", anchor=False)
    text(metric_table(metrics))
    st.header("How sure, and of what time: the status", anchor=False)
    text(vocabulary(words.STATUSES, "Status"))
    st.header("More or less: the bound", anchor=False)
    text(vocabulary(words.QUALIFIERS, "Bound"))
    st.header("What a training cost includes: its sense", anchor=False)
    text(sense_table())
    st.header("Where a figure comes from: its origin", anchor=False)
    text(vocabulary(words.ORIGINS, "Origin"))


def money(rates: pd.DataFrame) -> None:
    """Show at which rates money becomes dollars, with their sources (queries/usd_rates.sql)."""
    first, last = int(rates["year"].min()), int(rates["year"].max())
    st.write(
        f"US dollars for one of each currency, the average of the year, {first} to {last}. A "
        "figure is converted at the rate of the year it is for, else of publication; one for a "
        f"later year at that of {last}; without a rate it stays as it is. Amounts are not "
        "corrected for inflation."
    )
    numbers(rate_table(rates), "US dollars for one of each currency, by year.")


def known(names: pd.DataFrame, chips: pd.DataFrame) -> None:
    """Show which names and accelerators are recognised."""
    st.header("Names", anchor=False)
    st.write("Names that are recognised. Others are taken as the article writes them.")
    numbers(name_table(names), "How many names are known, by kind.")
    st.header("Chips", anchor=False)
    st.write("Peak speed is of dense operations at BF16 or the nearest precision, see the note.")
    numbers(chip_table(chips), "Accelerators with speed, memory and year.")
