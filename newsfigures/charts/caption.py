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
    words = {amount(row).removeprefix("about "): plotted(row)[0] for row in own}
    if len(words) == 1:
        return next(iter(words))
    low, high = (end(words, key=words.__getitem__) for end in (min, max))
    # Of a range that begins or ends the row, the end alone; a bound keeps its word.
    low, high = low.split(" to ", maxsplit=1)[0], high.rsplit(" to ", maxsplit=1)[-1]
    return f"{low} to {high}, {len(own)} figures" if counted else f"{low} to {high}"


def captions(rows: Sequence[dict[str, Any]], labels: Sequence[str]) -> dict[str, str]:
    """Return the caption of each label, without the number of claims."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for row, label in zip(rows, labels, strict=True):
        groups.setdefault(label, []).append(row)
    return {label: caption(group, counted=False) for label, group in groups.items()}
