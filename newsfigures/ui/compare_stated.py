"""Ratios that sources state themselves, as an HTML list; each opens its evidence."""

from collections.abc import Sequence
from html import escape
from typing import Any

from newsfigures.ui import words
from newsfigures.ui.opening import sourced
from newsfigures.ui.table import quoted

Row = dict[str, Any]

CSS = """
ul {list-style: none; margin: 0; padding: 0}
li {border-bottom: 1px solid var(--st-border-color); padding: .5rem 0}
li small {display: block; font-size: .85rem; opacity: .85}
button.value {font-weight: 600; font-variant-numeric: tabular-nums}
"""


def said(row: Row) -> str:
    """
    Say a ratio as it is stated: of whom, how much, against whom, according to whom.

    Which of the two is the dearer one, 'times' leaves to the sentence.
    """
    who = words.known(row["attributed_to"])
    other = words.known(row["relative_to"])
    if row["unit"] == "percent":
        told = f"{words.amount(row)} of the cost of {other}"
    else:
        told = f"{words.amount(row).replace('×', ' times')} between it and {other}"
    return f"{row['subject']}: {told}, {f'says {who}' if who else 'no source named'}"


def _item(row: Row) -> str:
    sample = ", sample article" if row["is_sample"] else ""
    return (
        f'<li><button type="button" class="value" data-claim="{escape(str(row["claim_id"]))}">'
        f"{escape(said(row))}</button><small>{escape(quoted(row['sentence']))}</small>"
        f"<small>{escape(sourced(row) + sample)}</small></li>"
    )


def html(rows: Sequence[Row]) -> str:
    """Return stated ratios as a list, each with its sentence and source."""
    return f"<ul>{''.join(_item(row) for row in rows)}</ul>"
