"""What a chart shows, in a sentence for those who do not see it."""

import pandas as pd

from newsfigures.charts import signs
from newsfigures.charts.axes import LOG_WORDS, is_log
from newsfigures.charts.hover import amount, plotted
from newsfigures.charts.look import Scale
from newsfigures.charts.marks import records


def _count(n: int, noun: str) -> str:
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


def takeaway(rows: pd.DataFrame, what: str) -> str:
    """
    Return how many claims there are of what, and the smallest and largest with their subjects.

    `what` is a plural noun phrase, such as 'training costs at cloud prices'.
    """
    if rows.empty:
        return f"No {what}."
    claims = records(rows)
    own = sum(row["origin"] != "reference" for row in claims)
    head = (
        f"{_count(len(claims), 'figure')}, {what}: {own:,} from articles and "
        f"{len(claims) - own:,} reference."
    )
    units = {plotted(row)[2] for row in claims}
    if len(units) > 1 or len(claims) == 1:
        return head if len(claims) > 1 else f"{head} {claims[0]['subject']}: {amount(claims[0])}."
    low = min(claims, key=lambda row: plotted(row)[0])
    high = max(claims, key=lambda row: plotted(row)[0])
    return f"{head} From {low['subject']} ({amount(low)}) to {high['subject']} ({amount(high)})."


def how_to_read(rows: pd.DataFrame, scale: Scale = Scale.AUTO) -> str:
    """Say what the marks of a chart mean: only those signs that are drawn."""
    if rows.empty:
        return ""
    claims = records(rows)
    words = []
    if is_log((plotted(row)[0] for row in claims), scale):
        words.append(LOG_WORDS)
    qualifiers = {row["qualifier"] for row in claims}
    if qualifiers & {"at_least", "at_most"}:
        words.append("An arrow: at least, or at most, so much.")
    if rows["value_high"].notna().any():
        words.append("A whisker runs to the upper end of a range.")
    if not all(signs.reviewed(row) for row in claims):
        words.append("A hollow mark: not checked against its source yet.")
    if any(signs.preferred(row) for row in claims):
        words.append("A larger mark: preferred by a reviewer.")
    return " ".join([*words, "Click a mark for its sentence."])


def unit_line(unit: str, rows: pd.DataFrame, scale: Scale = Scale.AUTO) -> str:
    """
    Say what the axis of a chart measures, and on which scale; `how_to_read` says the rest.

    `unit` begins the sentence, such as 'US dollars'.
    """
    log = not rows.empty and is_log((plotted(row)[0] for row in records(rows)), scale)
    return f"{unit}{', log scale' if log else ''}. Click a mark for its sentence."


def rates_used(rows: pd.DataFrame) -> str:
    """Say at which rates amounts were turned into dollars, '' when all are in dollars."""
    rates = sorted({str(note) for note in rows["usd_note"].dropna()})
    return f"Converted at: {'; '.join(rates)}." if rates else ""
