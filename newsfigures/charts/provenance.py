"""Where the evidence comes from: publishers by months, a square for the figures of each."""

import math
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd

from newsfigures.charts import draft, marks, style
from newsfigures.charts.draft import Draft
from newsfigures.charts.hues import FAINT
from newsfigures.charts.panels import short
from newsfigures.days import day

UNDATED = "no date"
OTHERS = "all others"
PUBLISHERS = 12
COLUMNS = 20  # beyond so many months they are shown by quarter, then by year
PHONE = 230  # pixels of plot on the narrowest screen: squares of a row must fit side by side
TICKS = 4
LARGEST, LEAST, ROW, HEAD, KEY_SIZE, LEGEND = 26, 12, 34, 12, 11, 26
SQUARES = "#6f8b92"  # 3:1 and more on either ground
OPEN, FILLED = "square-open", "square"


def _names(rows: pd.DataFrame) -> pd.Series:
    """Return the publisher of each row, those beyond the foremost as one."""
    named = rows["publisher"].fillna("publisher not known")
    known = rows.assign(named=named)[named != OTHERS]
    counts = known.groupby("named")["figures"].sum()
    most = sorted(counts.index, key=lambda name: (-counts[name], name))[:PUBLISHERS]
    return named.where(named.isin(most), OTHERS)


def _spans(days: pd.Series) -> pd.Series:
    """Return for each date its month, or a longer span where there are too many months."""
    dated = pd.to_datetime(days)
    spans = dated.dt.to_period("M")
    for frequency in ("M", "Q", "Y"):
        spans = dated.dt.to_period(frequency)
        known = spans.dropna()
        if known.empty or (known.max() - known.min()).n < COLUMNS:
            break
    return spans


def cells(months: pd.DataFrame) -> pd.DataFrame:
    """
    Sum up evidence by publisher and month, or a longer span (queries/evidence_by_month.sql).

    Columns: publisher, span ('2026-07', '2026Q3', '2026' or 'no date'), articles, figures,
    reviewed; publishers with the most figures first, spans in their order.
    """
    spans = _spans(months["published"])
    table = months.assign(
        publisher=_names(months),
        span=spans.astype(str).where(spans.notna(), UNDATED),
    )
    found = table.groupby(["publisher", "span"], as_index=False).agg(
        articles=("articles", "sum"), figures=("figures", "sum"), reviewed=("reviewed", "sum")
    )
    total = found.groupby("publisher")["figures"].transform("sum")
    last = found["publisher"] == OTHERS
    keys = found.assign(_last=last, _total=-total, _undated=found["span"] == UNDATED)
    order = keys.sort_values(["_last", "_total", "publisher", "_undated", "span"]).index
    return found.loc[order].reset_index(drop=True)


def asked(found: pd.DataFrame, key: str) -> dict[str, Any] | None:
    """
    Return what queries/articles_of_months.sql is asked for a cell, whose key is 'publisher|span'.

    None for a key of no cell.
    """
    publisher, _, span = key.rpartition("|")
    if found[(found["publisher"] == publisher) & (found["span"] == span)].empty:
        return None
    named = [name for name in dict.fromkeys(found["publisher"]) if name != OTHERS]
    months = None if span == UNDATED else pd.Period(span)
    return {
        "publishers": named if publisher == OTHERS else [publisher],
        "others": publisher == OTHERS,
        "since": None if months is None else months.start_time.date(),
        "until": None if months is None else months.end_time.date(),
    }


def _all_spans(spans: Sequence[str]) -> list[str]:
    """Return every span from the first to the last, empty ones too, then the undated."""
    dated = sorted(span for span in spans if span != UNDATED)
    if not dated:
        return [UNDATED]
    frequency = "Q" if "Q" in dated[0] else ("M" if "-" in dated[0] else "Y")
    every = [str(p) for p in pd.period_range(dated[0], dated[-1], freq=frequency)]
    return [*every, UNDATED] if UNDATED in spans else every


def _squares(found: pd.DataFrame, counts: pd.Series, most: float, symbol: str) -> draft.Trace:
    """Draw a square for each count; `most` is the count whose square is one pixel wide."""
    sizes = [math.sqrt(n / most) if n else 0 for n in counts]
    return draft.scatter(
        x=found["span"].tolist(),
        y=found["publisher"].tolist(),
        mode="markers",
        marker={
            "symbol": symbol,
            "size": [max(size, 4) if n else 0 for size, n in zip(sizes, counts, strict=True)],
            "color": SQUARES,
            "opacity": 1,
            "line": {"width": 2, "color": SQUARES},
        },
        # A click opens a list; it does not single a square out.
        unselected={"marker": {"opacity": 1}},
        showlegend=False,
        hovertemplate="%{customdata[1]}<extra></extra>",
        customdata=[[_key(row), _said(row)] for row in marks.records(found)],
    )


def _span_words(span: str) -> str:
    """
    Return a span as people write it.

        >>> _span_words("2026-07"), _span_words("2026Q3"), _span_words("2026")
        ('Jul 2026', 'Q3 2026', '2026')
    """
    year, quarter, number = span.partition("Q")
    return f"Q{number} {year}" if quarter else day(span)


def _key(row: Mapping[str, object]) -> str:
    return f"{row['publisher']}|{row['span']}"


def _said(row: Mapping[str, object]) -> str:
    return (
        f"<b>{escape(str(row['publisher']))}</b>, {_span_words(str(row['span']))}<br>"
        f"{row['figures']:,} figures in {row['articles']:,} articles<br>"
        f"{row['reviewed']:,} reviewed"
    )


def provenance(found: pd.DataFrame) -> Draft:
    """
    Draw `cells`: the area of a square is its number of figures, the filled one those reviewed.

    `customdata[0]` is the key of a cell, 'publisher|span': a cell is many claims.
    """
    if found.empty or not found["figures"].sum():
        return style.empty("No article with a figure.")
    spans = _all_spans(list(found["span"]))
    side = min(LARGEST, max(LEAST, PHONE / len(spans)))
    most = float(found["figures"].max()) / side**2
    figure = Draft()
    figure.add_trace(_squares(found, found["figures"], most, OPEN))
    figure.add_trace(_squares(found, found["reviewed"], most, FILLED))
    for name, symbol in (("figures", OPEN), ("of them reviewed", FILLED)):
        marker = {"symbol": symbol, "size": KEY_SIZE, "color": SQUARES}
        figure.add_trace(
            draft.scatter(x=[None], y=[None], name=name, mode="markers", marker=marker,
                       hoverinfo="skip", showlegend=True)
        )  # fmt: skip
    names = list(dict.fromkeys(found["publisher"]))
    _lay_out(figure, names, spans)
    return figure


def _lay_out(figure: Draft, names: Sequence[str], spans: Sequence[str]) -> None:
    every = max(1, math.ceil(len(spans) / TICKS))
    widest = max(len(line) for name in names for line in short(name).split("<br>"))
    ticks = [span for i, span in enumerate(spans) if i % every == 0 or span == UNDATED]
    figure.update_layout(
        height=HEAD + ROW * len(names) + LEGEND + 70,
        meta={"key": LEGEND},
        margin={"l": round(18 + 6.6 * widest), "r": 16, "t": LEGEND + HEAD, "b": 40},
        **style.PLAIN,
        font={"size": 13},
        legend={"orientation": "h", "x": 0, "xref": "container", "y": 1, "yref": "container",
                "yanchor": "top", "itemclick": False, "itemdoubleclick": False},
        xaxis={"type": "category", "categoryorder": "array", "categoryarray": list(spans),
               "range": [-0.6, len(spans) - 0.4], "tickmode": "array", "tickvals": ticks,
               "ticktext": [_span_words(span) for span in ticks], "tickangle": 0,
               "tickfont": {"size": 11}, "showgrid": True, "gridcolor": FAINT, "zeroline": False,
               "fixedrange": True},
        yaxis={"type": "category", "categoryorder": "array",
               "categoryarray": list(reversed(names)), "range": [-0.6, len(names) - 0.4],
               "tickmode": "array", "tickvals": list(names),
               "ticktext": [short(name) for name in names], "showgrid": True,
               "gridcolor": FAINT, "zeroline": False, "fixedrange": True},
    )  # fmt: skip
