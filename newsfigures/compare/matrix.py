"""
Names by measures: in each cell the figure that counts, what it rests on, and how it compares.

A column is a measure in one sense and time. A cell of another sense keeps its place, with the
reason why it is not set against the others.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from newsfigures.catalog import metrics
from newsfigures.compare.choosing import chosen, chosen_by
from newsfigures.compare.likeness import kind, named, not_known, text, traits
from newsfigures.compare.mind import apart_in_time, to_mind
from newsfigures.compare.ratios import interval, ratio, span
from newsfigures.compare.sides import records, sense_place

Record = dict[str, Any]
SENSES_SHOWN = 3  # columns of one measure, at most
STATED_RATIOS = "relative_cost"  # of two names together: no figure of one (stated.py)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """
    What is stated of a name in a column.

    `claim` is the one that counts, None where nothing is stated; `chosen_by` the rule that chose
    it. `low` and `high` are the ends of all plain values alike (NaN without), `claims`,
    `articles` and `origins` what those rest on. `names` are the several names of a company whose
    own figures stand here in place of its own. `why` says why the cell is not set against the
    others, '' where it is. Ratios are those of `ratios.ratio`, to the baseline's cell; `rank` is
    the best and the worst place among the cells alike, 1 the largest, None for no place.
    """

    name: str
    claim: Record | None = None
    kind: str = ""
    chosen_by: str = ""
    low: float = math.nan
    high: float = math.nan
    claims: int = 0
    articles: int = 0
    origins: int = 0
    names: tuple[str, ...] = ()
    why: str = ""
    ratio_low: float = math.nan
    ratio_high: float = math.nan
    ratio_words: str = ""
    rank: tuple[int, int] | None = None
    mind: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A measure in one sense and time, a cell for each name in the order of the matrix."""

    metric: str
    kind: str
    unit: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Names by columns; ratios are to the baseline, one of the names."""

    names: tuple[str, ...]
    baseline: str
    columns: tuple[Column, ...]


def _by_kind(rows: Sequence[Record]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for row in rows:
        found.setdefault(kind(traits(row)), []).append(row)
    return found


def _unknown(rows: Sequence[Record]) -> str:
    return not_known(traits(rows[0]))


def _headings(sides: Mapping[str, dict[str, list[Record]]], baseline: str) -> list[str]:
    """Choose the kinds of a measure that become columns: those that most names share."""
    every = list(dict.fromkeys(its for kinds in sides.values() for its in kinds))
    known = {its for kinds in sides.values() for its, rows in kinds.items() if not _unknown(rows)}

    def worth(its: str) -> tuple[bool, int, bool, int, str]:
        having = sum(its in kinds for kinds in sides.values())
        return (its not in known, -having, its not in sides.get(baseline, {}),
                sense_place(its), its)  # fmt: skip

    order = sorted(every, key=worth)
    shared = [
        its for its in order if its in known and sum(its in kinds for kinds in sides.values()) > 1
    ]
    return shared[:SENSES_SHOWN] or order[:1]


def _filled(name: str, rows: Sequence[Record], its_kind: str, why: str) -> Cell:
    """Return a cell of claims alike: of the name itself, else of what is a company's own."""
    own = [row for row in rows if row["name"] == name]
    parts = () if own else tuple(dict.fromkeys(str(row["name"]) for row in rows))
    shown = own or list(rows)
    counts = chosen(shown)
    low, high = span(shown)
    several = f"the figures of {len(parts)} names, not one" if len(parts) > 1 else ""
    return Cell(
        name=name,
        claim=counts,
        kind=its_kind,
        chosen_by=chosen_by(counts, len(shown)),
        low=low,
        high=high,
        claims=len(shown),
        articles=len({row["article_id"] for row in shown if text(row["article_id"])}),
        origins=len({text(row["goes_back_to"]) for row in shown}),
        names=parts,
        why="; ".join(part for part in (several, why) if part),
        mind=tuple(to_mind(counts)),
    )


def _cell(name: str, kinds: dict[str, list[Record]], heading: str, headings: Sequence[str]) -> Cell:
    if heading in kinds:
        return _filled(name, kinds[heading], heading, _unknown(kinds[heading]))
    others = [its for its in kinds if its not in headings]
    if not others or heading != headings[0]:
        return Cell(name=name)
    best = min(others, key=lambda its: (bool(_unknown(kinds[its])), -len(kinds[its]), its))
    return _filled(name, kinds[best], best, f"another kind than this column: {best}")


def _apart(cell: Cell, base: Cell, claim: Record, other: Record) -> str:
    """Say why a cell has no ratio to the baseline's, '' when it has one."""
    if cell.why:
        return cell.why
    if base.why:
        return f"the baseline's own figure is not like it: {base.why}"
    return apart_in_time(claim, other)


def _set_against(cell: Cell, base: Cell, *, strict: bool) -> Cell:
    """Return a cell with its ratio to the baseline's, or with the reason for none."""
    claim, other = cell.claim, base.claim
    if claim is None or other is None or (cell is base and cell.why):
        return cell
    why = _apart(cell, base, claim, other)
    cell = replace(cell, why=why, mind=tuple(to_mind(claim, other)))
    several = len(cell.names) > 1 or len(base.names) > 1
    if why and (strict or several or traits(claim)["unit"] != traits(other)["unit"]):
        return cell
    found = ratio(claim, other, base.name)
    words = found.get("ratio_words", "")
    return replace(
        cell,
        why=why or found.get("why", ""),
        ratio_low=found.get("ratio_low", math.nan),
        ratio_high=found.get("ratio_high", math.nan),
        ratio_words=f"≠ {words}" if words and why else words,
    )


def _reach(cell: Cell) -> tuple[float, float]:
    """Return all that the sources leave open for a cell: its bound, and the values of others."""
    least, most = interval(cell.claim) if cell.claim else (math.nan, math.nan)
    return min(least, cell.low), max(most, cell.high)


def _ranked(cells: Sequence[Cell]) -> list[Cell]:
    """Give each cell that stands among others alike its best and worst place."""
    alike = [cell for cell in cells if cell.claim and not cell.why and not math.isnan(cell.low)]
    if len(alike) < 2:
        return list(cells)
    reach = {cell.name: _reach(cell) for cell in alike}
    found = []
    for cell in cells:
        if cell not in alike:
            found.append(cell)
            continue
        low, high = reach[cell.name]
        others = [ends for name, ends in reach.items() if name != cell.name]
        best = 1 + sum(other_low > high for other_low, _ in others)
        worst = len(alike) - sum(other_high < low for _, other_high in others)
        found.append(replace(cell, rank=(best, worst)))
    return found


def _columns(metric: str, sides: Mapping[str, dict[str, list[Record]]], baseline: str,
             *, strict: bool) -> list[Column]:  # fmt: skip
    headings = _headings(sides, baseline)
    columns = []
    for heading in headings:
        cells = [_cell(name, kinds, heading, headings) for name, kinds in sides.items()]
        base = next(cell for cell in cells if cell.name == baseline)
        against = [_set_against(cell, base, strict=strict) for cell in cells]
        rows = [row for kinds in sides.values() for row in kinds.get(heading, [])]
        columns.append(
            Column(
                metric=metric,
                kind=heading,
                unit=traits(rows[0])["unit"],
                cells=tuple(_ranked(against)),
            )
        )
    return columns


def matrix(
    claims: pd.DataFrame, picks: Sequence[str], baseline: str, *, strict: bool = True
) -> Matrix:
    """
    Set the claims of the picked names side by side in all measures they are of.

    `claims` have the columns of the `claim` view. `baseline` is one of the picks. Unless
    `strict`, cells of another kind but the same unit get a ratio too, marked '≠'.
    """
    rows = records(named(claims))
    columns: list[Column] = []
    for metric in (name for name in metrics() if name != STATED_RATIOS):
        of_metric = [row for row in rows if row["metric"] == metric]
        sides = {
            pick: _by_kind([r for r in of_metric if pick in (r["name"], text(r["company"]))])
            for pick in picks
        }
        if any(sides.values()):
            columns += _columns(metric, sides, baseline, strict=strict)
    return Matrix(names=tuple(picks), baseline=baseline, columns=tuple(columns))


def narrowed(found: Matrix, measures: Sequence[str], most: int, first: str | None = None) -> Matrix:
    """
    Return a matrix with the columns of some measures; for none, with those to look at first.

    Those are at most `most`: the columns of `first`, then those in which most names stand with
    one figure set against the others, then those in which most stand at all; in their order.
    """
    if measures:
        kept = [column for column in found.columns if column.metric in measures]
        return replace(found, columns=tuple(kept))

    def worth(i: int) -> tuple[bool, int, int, int]:
        cells = found.columns[i].cells
        fair = sum(cell.claim is not None and not cell.why for cell in cells)
        stated = sum(cell.claim is not None for cell in cells)
        return found.columns[i].metric != first, -fair, -stated, i

    best = sorted(range(len(found.columns)), key=worth)[:most]
    return replace(found, columns=tuple(found.columns[i] for i in sorted(best)))
