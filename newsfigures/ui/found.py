"""The figures that were found, as a table: rows open their evidence, words sought are marked."""

from collections.abc import Sequence
from html import escape
from typing import Any

import pandas as pd

from newsfigures import compare
from newsfigures.searching import Sought
from newsfigures.ui import evidence, pins, words
from newsfigures.ui.clickable import clickable
from newsfigures.ui.columns import Column
from newsfigures.ui.others import records

CSS = """
.scroll {overflow: auto; max-height: 40rem; border: 1px solid var(--st-border-color);
  border-radius: .4rem}
.scroll:focus-visible {outline: 2px solid var(--st-primary-color)}
table {border-collapse: separate; border-spacing: 0; width: 100%; font-size: .875rem}
th, td {text-align: left; vertical-align: top; padding: .5rem .75rem; font-weight: 400;
  border-bottom: 1px solid var(--st-border-color); overflow-wrap: break-word; min-width: 5.5rem}
:is(th, td):nth-child(-n + 2) {min-width: 0; padding-right: .25rem}
tbody tr:last-child > * {border-bottom: 0}
thead th {position: sticky; top: 0; z-index: 1; font-weight: 600; white-space: nowrap;
  background: var(--st-secondary-background-color)}
tbody tr:hover > * {background: var(--st-secondary-background-color)}
.number {text-align: right; white-space: nowrap}
.long {min-width: 22rem}
.middle {min-width: 12rem}
mark {background: color-mix(in srgb, var(--st-primary-color) 24%, transparent); color: inherit;
  font-weight: 600; border-radius: .15rem; padding: 0 .1rem}
/* On a phone the figure comes into view; names are pinned in the evidence. */
@media (max-width: 640px) {th, td {padding: .45rem .5rem; min-width: 4.5rem}
  .long {min-width: 16rem} .number {text-align: left} :is(th, td):nth-child(2) {display: none}}
"""


def marked(text: str, sought: Sought) -> str:
    """
    Return a text as HTML with the words that were sought marked, all of it escaped.

        >>> from newsfigures import searching
        >>> marked("<b>Chips</b>", searching.read("chip"))
        '&lt;b&gt;<mark>Chip</mark>s&lt;/b&gt;'
    """
    parts, at = [], 0
    for span in sought.spans(text):
        parts += [escape(text[at : span.start]), f"<mark>{escape(span.cut(text))}</mark>"]
        at = span.end
    return "".join([*parts, escape(text[at:])])


def _cell(row: dict[str, Any], column: Column, sought: Sought) -> str:
    text = column.fill(row)
    inner = marked(text, sought) if column.sought else escape(text)
    return f'<td class="{column.kind}">{inner}</td>'


def _row(
    row: dict[str, Any], columns: Sequence[Column], sought: Sought, pinned: Sequence[str]
) -> str:
    name = escape(compare.name_in(row))
    said = escape(f"{row['subject']}, {words.amount(row)}")
    pin = (
        f'<button type="button" data-pin="{name}" aria-label="Pin for Compare: {name}">Pin</button>'
        if compare.name_in(row) not in pinned and len(pinned) < pins.MOST
        else ""
    )
    return (
        f'<tr><td><button type="button" data-claim="{escape(str(row["claim_id"]))}" '
        f'aria-label="Open the evidence: {said}">Open</button></td><td>{pin}</td>'
        + "".join(_cell(row, column, sought) for column in columns)
        + "</tr>"
    )


def table_html(
    rows: pd.DataFrame,
    columns: Sequence[Column],
    sought: Sought,
    *,
    alt: str,
    pinned: Sequence[str] = (),
) -> str:
    """Return figures as an HTML table with a button to the evidence in each row, all escaped."""
    heads = "".join(
        f'<th scope="col" class="{one.kind}">{escape(one.title)}</th>' for one in columns
    )
    body = "".join(_row(row, columns, sought, pinned) for row in records(rows))
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(alt)}"><table>'
        f'<thead><tr><th scope="col">Evidence</th><th scope="col">Compare</th>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def show(rows: pd.DataFrame, columns: Sequence[Column], sought: Sought, *, alt: str) -> None:
    """Show the figures that were found; a click on a row's button opens its evidence."""
    clickable(
        f"data_rows_{evidence.closed()}",
        table_html(rows, columns, sought, alt=alt, pinned=pins.current()),
        CSS,
    )
