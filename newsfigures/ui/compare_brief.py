"""
The comparison as one page to print: a file of HTML that needs nothing else.

Each amount has a number; the footnote of that number has the sentence, who says so, where and
when it was published, and its link.
"""

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Any

import pandas as pd

from newsfigures import compare
from newsfigures.ui import compare_matrix, compare_stated, words
from newsfigures.ui.table import quoted

Row = dict[str, Any]

_CSS = """
@page {size: A4; margin: 9mm 11mm}
* {box-sizing: border-box}
body {font: 8.5pt/1.3 system-ui, "Source Sans 3", sans-serif; color: #14201f; background: #fff;
  max-width: 190mm; margin: 0 auto; padding: 6mm}
h1 {font-size: 15pt; line-height: 1.2; margin: 0 0 2mm}
h2 {font-size: 10.5pt; margin: 3mm 0 1mm}
p, ul {margin: 0 0 1.5mm}
table {border-collapse: collapse; width: 100%; table-layout: fixed}
th, td {border-bottom: 1px solid #b8c4c3; padding: .7mm 2mm .7mm 0; text-align: left;
  vertical-align: top}
th small, td small {display: block; font-weight: 400; font-size: 7pt; line-height: 1.25}
td b {font-variant-numeric: tabular-nums}
.unlike {background: repeating-linear-gradient(135deg, #fff 0 5px, #dfe5e4 5px 6px);
  -webkit-print-color-adjust: exact; print-color-adjust: exact}
ol {padding-left: 5mm; margin: 0; font-size: 7pt; columns: 2; column-gap: 6mm}
li {break-inside: avoid; margin-bottom: .8mm; overflow-wrap: anywhere}
a {color: #0b5e68}
sup a {text-decoration: none}
.meta {color: #3c4a49; font-size: 7.5pt; margin-top: 1mm}
@media print {body {padding: 0; max-width: none} a {color: inherit}}
@media (max-width: 700px) {ol {columns: 1}}
"""


class _Notes:
    """Footnotes in the order in which they are first named."""

    def __init__(self) -> None:
        self.claims: dict[str, Row] = {}

    def mark(self, claim: Row) -> str:
        """Return the number of a claim's footnote as HTML."""
        self.claims.setdefault(str(claim["claim_id"]), claim)
        number = list(self.claims).index(str(claim["claim_id"])) + 1
        return f'<sup><a href="#n{number}">{number}</a></sup>'


def _link(url: str) -> str:
    if not url.startswith(("http://", "https://")):
        return ""
    return f' <a href="{escape(url)}">{escape(url)}</a>'


def _note(number: int, claim: Row) -> str:
    text = words.known(claim["sentence"])
    said = quoted(text) if claim["origin"] == "article" else " ".join(text.split())
    if claim["origin"] == "derived":
        said = f"Worked out, not stated: {words.formula(said)}"
    who = words.known(claim["attributed_to"])
    title, publisher = words.known(claim["title"]), words.known(claim["publisher"])
    parts = (
        f"{claim['subject']}, {words.amount(claim)}.",
        said,
        f"According to {who}." if who else "",
        ", ".join(
            part
            for part in (
                f"“{title}”" if title else "",
                publisher if publisher != title else "",
                words.known(claim["as_of"]) or "no date",
                "sample article" if claim["is_sample"] else "",
            )
            if part
        )
        + ".",
    )
    told = " ".join(escape(part) for part in parts if part)
    return f'<li id="n{number}">{told}{_link(words.known(claim["url"]))}</li>'


def _cell(cell: compare.Cell, column: compare.Column, baseline: str, notes: _Notes) -> str:
    if cell.claim is None:
        return "<td>not stated</td>"
    unit = compare.traits(cell.claim)["unit"]
    amount = escape(compare_matrix.value(cell, unit))
    of = f"<small>{escape(', '.join(cell.names))}</small>" if cell.names else ""
    ratio = (
        f"<small>{escape(f'{cell.ratio_words} {baseline}')}</small>"
        if cell.ratio_words and cell.name != baseline
        else ""
    )
    why = f"<small><b>≠</b> {escape(cell.why)}</small>" if cell.why else ""
    # That it is a sample, the footnote says.
    said = "; ".join(part for part in cell.mind if "sample" not in part)
    rests_on = compare_matrix.coverage(cell) + (f"; {said}" if said else "")
    kind = ' class="unlike"' if cell.why else ""
    return (
        f"<td{kind}><b>{amount}</b>{notes.mark(cell.claim)}"
        f"{of}{ratio}{why}<small>{escape(rests_on)}</small></td>"
    )


def _table(found: compare.Matrix, notes: _Notes) -> str:
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in found.names)
    rows = []
    for column in found.columns:
        measure, sense = compare_matrix.head(column)
        cells = "".join(_cell(cell, column, found.baseline, notes) for cell in column.cells)
        rows.append(
            f'<tr><th scope="row">{escape(measure)}<small>{escape(sense)}</small></th>{cells}</tr>'
        )
    return f"<table><thead><tr><th></th>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _stated(stated: pd.DataFrame, notes: _Notes) -> str:
    if stated.empty:
        return ""
    items = "".join(
        f"<li>{escape(compare_stated.said(row))}{notes.mark(row)}</li>"
        for row in compare.records(stated)
    )
    return f"<h2>What sources say of the two together</h2><ul>{items}</ul>"


def brief(found: compare.Matrix, stated: pd.DataFrame, *, day: date, address: str) -> str:
    """Return the comparison as a whole HTML page; `stated` are ratios that sources state."""
    notes = _Notes()
    names = list(found.names)
    title = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
    table, told = _table(found, notes), _stated(stated, notes)
    foot = "".join(_note(n, claim) for n, claim in enumerate(notes.claims.values(), start=1))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
        f"<style>{_CSS}</style></head><body><h1>{escape(title)}, like with like</h1>"
        f'<p class="meta">Ratios are to {escape(found.baseline)}. Hatched: not set against the '
        f"others, for the reason beside ≠. Nothing is averaged. {day.day} {day:%B %Y}. "
        f'<a href="{escape(address)}">{escape(address)}</a></p>'
        f'{table}<p class="meta">Which figure counts: {escape(compare.RULE)}.</p>{told}'
        f"<h2>Sentences and sources</h2><ol>{foot}</ol></body></html>"
    )


def print_name(names: Sequence[str]) -> str:
    """
    Return a file name for names.

        >>> print_name(["GPT-4", "Llama 3.1 405B"])
        'newsfigures_gpt-4_llama-3-1-405b.html'
    """
    clean = ["-".join("".join(c if c.isalnum() else " " for c in n).split()) for n in names]
    return f"newsfigures_{'_'.join(clean).lower()}.html"
