"""Names beside marks, only where none covers another or a mark."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import plotly.graph_objects as go

PHONE = 270  # pixels of plot on the narrowest screen: names must keep clear even there
LETTER, LINE, CLEAR = 6.4, 18, 13


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark's place, as parts of the plot's width and height from the left and the bottom."""

    x: float
    y: float
    name: str


def chosen(spots: Sequence[Spot], height: float, width: float = PHONE) -> list[int]:
    """
    Choose the marks whose name can stand above them, the first given first.

    `height` and `width` are those of the plot in pixels.

        >>> chosen([Spot(0.5, 0.5, "Stargate"), Spot(0.51, 0.5, "Hyperion")], 300)
        [0]
        >>> chosen([Spot(0.5, 0.5, "Stargate"), Spot(0.5, 0.56, "Hyperion")], 300)
        [1]
    """
    places = [(width * spot.x, height * spot.y) for spot in spots]
    taken: list[tuple[float, float, float]] = []
    found = []
    for i, ((x, foot), spot) in enumerate(zip(places, spots, strict=True)):
        half, y = LETTER * len(spot.name) / 2, foot + LINE
        inside = half < x < width - half and y < height
        free = all(abs(x - a) > half + b or abs(y - c) > LINE for a, b, c in taken)
        clear = all(
            abs(px - x) > half + 6 or abs(py - y) > CLEAR
            for k, (px, py) in enumerate(places)
            if k != i
        )
        if inside and free and clear:
            taken.append((x, half, y))
            found.append(i)
    return found


def names(x: Sequence[Any], y: Sequence[float], texts: Sequence[str]) -> go.Scatter:
    """Return the trace of names, each above its mark; it answers to no pointer."""
    return go.Scatter(
        x=list(x),
        y=list(y),
        mode="text",
        text=[f"{escape(text, quote=False)}<br> " for text in texts],
        textposition="top center",
        textfont={"size": 11},
        cliponaxis=False,
        hoverinfo="skip",
        showlegend=False,
    )
