"""The matrix of Compare as HTML: names down, measures across; each value opens its evidence."""

import math
from html import escape

from newsfigures import compare
from newsfigures.charts.axes import is_log, tick
from newsfigures.charts.hover import plotted
from newsfigures.charts.hues import hue
from newsfigures.ui import words

WIDTH, HEIGHT = 100, 12  # of the whisker's drawing, in its own units
NAMED = 3  # of a company's names that a cell spells out

CSS = """
.scroll {overflow-x: auto}
table {border-collapse: collapse; width: 100%; table-layout: fixed;
  min-width: calc(6.5rem + var(--columns) * 7rem)}
th, td {border-bottom: 1px solid var(--st-border-color); padding: .55rem .6rem; text-align: left;
  vertical-align: top; overflow-wrap: anywhere}
thead th {font-weight: 600; vertical-align: bottom}
th small, td small {display: block; font-weight: 400; font-size: .8rem; opacity: .85}
tbody th {font-weight: 600; position: sticky; left: 0; background: var(--st-background-color);
  overflow-wrap: anywhere}
button.value {font-weight: 600; font-size: 1.05rem; font-variant-numeric: tabular-nums}
.ratio {display: block; font-variant-numeric: tabular-nums}
.none {opacity: .7}
svg {display: block; width: 100%; height: 12px; margin: .25rem 0; overflow: visible}
.unlike {background-image: repeating-linear-gradient(135deg, transparent 0 6px,
  color-mix(in srgb, var(--st-text-color) 13%, transparent) 6px 7px)}
.why {font-weight: 600}
details summary {cursor: pointer; font-size: .8rem}
@media (max-width: 700px) {
  thead {position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%)}
  table, tbody, tr, th, td {display: block; min-width: 0}
  tbody th {font-size: 1.1rem; padding: 1rem 0 .3rem; border-bottom-width: 2px}
  td::before {content: attr(data-head); display: block; font-size: .8rem; font-weight: 600}
  td {padding: .5rem .4rem}
}
@media print {.scroll {overflow: visible} td, th {min-width: 0; padding: .25rem .35rem}}
"""


def head(column: compare.Column) -> tuple[str, str]:
    """Return the measure of a column and in which sense, unit and time."""
    unit = column.unit.replace("_", " ")
    parts = [words.unit(column.unit) if part == unit else part for part in column.kind.split(" · ")]
    measure, sense = words.label(column.metric), " · ".join(parts)
    said = f" {measure}".lower().endswith(f" {sense}".lower())  # "Active parameters", "parameters"
    return measure, "" if said else sense


def value(cell: compare.Cell, unit: str) -> str:
    """Return what a cell states: the value that counts, or the span of several names."""
    if cell.claim is None:
        return "not stated"
    if len(cell.names) > 1:
        low, high = tick(cell.low, unit), tick(cell.high, unit)
        return low if low == high else f"{low} to {high}"
    return words.amount(cell.claim)


def coverage(cell: compare.Cell) -> str:
    """
    Say what a cell rests on.

        >>> coverage(compare.Cell(name="a", claims=3, articles=1, origins=2))
        '3 figures · 1 article · 2 origins'
    """
    parts = (
        words.count(cell.claims, "figure"),
        words.count(cell.articles, "article") if cell.articles else "reference data only",
        words.count(cell.origins, "origin"),
    )
    return " · ".join(parts)


def place(rank: tuple[int, int] | None) -> str:
    """
    Return a place among cells alike, 1 the largest.

        >>> place((1, 1)), place((2, 4)), place(None)
        ('largest', '2nd to 4th largest', '')
    """
    if rank is None:
        return ""
    names = {1: "", 2: "2nd ", 3: "3rd "}
    best, worst = (names.get(n, f"{n}th ") for n in rank)
    if rank[0] == rank[1]:
        return f"{best}largest"
    return f"{(best or '1st ').strip()} to {worst.strip()} largest"


def _scale(column: compare.Column) -> tuple[float, float, bool]:
    ends = [end for cell in column.cells for end in (cell.low, cell.high) if end > 0]
    if not ends:
        return 0.0, 0.0, False
    return min(ends), max(ends), is_log(ends)


def whisker(cell: compare.Cell, column: compare.Column) -> str:
    """Draw from where to where all figures alike lie on the column's scale, and the one chosen."""
    low, high, log = _scale(column)
    if not cell.low > 0 or low == high:
        return ""

    def at(amount: float) -> float:
        if log:
            share = math.log(amount / low) / math.log(high / low)
        else:
            share = (amount - low) / (high - low)
        return 3 + (WIDTH - 6) * min(max(share, 0), 1)

    tint = hue(cell.claim["company"]) if cell.claim else "currentColor"
    middle = HEIGHT / 2
    mark = ""
    if cell.claim and len(cell.names) < 2:
        chosen = at(max(plotted(cell.claim)[0], low))
        mark = f'<rect x="{chosen - 1:.1f}" y="0" width="2" height="{HEIGHT}" fill="{tint}"/>'
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none" aria-hidden="true">'
        f'<line x1="0" x2="{WIDTH}" y1="{middle}" y2="{middle}" stroke="currentColor" '
        f'stroke-opacity=".25"/><line x1="{at(cell.low):.1f}" x2="{at(cell.high):.1f}" '
        f'y1="{middle}" y2="{middle}" stroke="{tint}" stroke-width="4"/>{mark}</svg>'
    )


def _several(names: tuple[str, ...]) -> str:
    if len(names) < 2:
        return f"<small>of {escape(names[0])}</small>" if names else ""
    shown = ", ".join(names[:NAMED])
    rest = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"<small>{len(names)} names: {escape(shown + rest)}</small>"


def _ratio(cell: compare.Cell, baseline: str) -> str:
    if cell.name == baseline or not cell.ratio_words:
        return ""
    return f'<span class="ratio">{escape(f"{cell.ratio_words} {baseline}")}</span>'


def _stated(cell: compare.Cell, column: compare.Column, baseline: str) -> str:
    unit = compare.traits(cell.claim)["unit"] if cell.claim else column.unit
    amount = escape(value(cell, unit))
    claim = escape(str(cell.claim["claim_id"])) if cell.claim else ""
    spread = ""
    if len(cell.names) < 2 and cell.high > cell.low:
        ends = f"{tick(cell.low, unit)} to {tick(cell.high, unit)}"
        spread = f"<small>all figures alike: {escape(ends)}</small>"
    why = f'<small class="why">≠ {escape(cell.why)}</small>' if cell.why else ""
    alike = sum(other.rank is not None for other in column.cells)
    order = escape(place(cell.rank)) if alike > 2 else ""
    mind = f"<small>{escape('; '.join(cell.mind))}</small>" if cell.mind else ""
    button = (
        f'<button type="button" class="value" data-claim="{claim}" '
        f'aria-label="{amount}, evidence">{amount}</button>'
    )
    return "".join(
        (
            button,
            _several(cell.names),
            _ratio(cell, baseline),
            f"<small>{order}</small>" if order else "",
            whisker(cell, column) if not cell.why or len(cell.names) > 1 else "",
            why,
            spread,
            f"<small>{escape(coverage(cell))}</small>",
            f"<details><summary>Why this one?</summary><small>{escape(cell.chosen_by)}</small>"
            f"{mind}</details>",
        )
    )


def _cell(cell: compare.Cell, column: compare.Column, baseline: str) -> str:
    label = escape(" · ".join(part for part in head(column) if part), quote=True)
    if cell.claim is None:
        return f'<td data-head="{label}"><span class="none">not stated</span></td>'
    kind = ' class="unlike"' if cell.why else ""
    return f'<td{kind} data-head="{label}">{_stated(cell, column, baseline)}</td>'


def html(found: compare.Matrix) -> str:
    """Return a matrix as an HTML table; every value is a button that names its claim."""
    heads = "".join(
        f'<th scope="col">{escape(measure)}<small>{escape(sense)}</small></th>'
        for measure, sense in map(head, found.columns)
    )
    rows = []
    for number, name in enumerate(found.names):
        base = "<small>baseline</small>" if name == found.baseline else ""
        cells = "".join(_cell(c.cells[number], c, found.baseline) for c in found.columns)
        rows.append(f'<tr><th scope="row">{escape(name)}{base}</th>{cells}</tr>')
    return (
        '<div class="scroll" tabindex="0" role="region" aria-label="Names by measures">'
        f'<table style="--columns: {len(found.columns)}">'
        f'<thead><tr><th scope="col">Name</th>{heads}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )
