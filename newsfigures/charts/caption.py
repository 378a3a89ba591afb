"""The amounts of several claims in a few words."""

from collections.abc import Sequence
from typing import Any

from newsfigures import compare
from newsfigures.charts.hover import amount, plotted, said


def caption(own: Sequence[dict[str, Any]], *, counted: bool = True) -> str:
    """
    Return the amounts of claims: one where all agree or somebody prefers one, else the ends.

    With `counted` the number of claims follows the ends.
    """
    preferred = [row for row in own if said(row.get("preferred_by"))]
    if preferred:
        return f"★ {amount(compare.chosen(preferred))}"
    words = list(dict.fromkeys(amount(row).removeprefix("about ") for row in own))
    if len(words) == 1:
        return words[0]
    first = min(own, key=lambda row: plotted(row)[0])
    last = max(own, key=_upper)
    # Of a range that begins or ends the row, the end alone; a bound keeps its word.
    low = amount(first).removeprefix("about ").split(" to ", maxsplit=1)[0]
    high = amount(last).removeprefix("about ").rsplit(" to ", maxsplit=1)[-1]
    if low == high:
        return low
    n = len(own) + sum(int(row.get("left_out", 0)) for row in own)
    return f"{low} to {high}, {n:,} figures" if counted else f"{low} to {high}"


def _upper(row: dict[str, Any]) -> float:
    low, high, _ = plotted(row)
    return low if high is None else high


def captions(rows: Sequence[dict[str, Any]], labels: Sequence[str]) -> dict[str, str]:
    """Return the caption of each label, without the number of claims."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for row, label in zip(rows, labels, strict=True):
        groups.setdefault(label, []).append(row)
    return {label: caption(group, counted=False) for label, group in groups.items()}
