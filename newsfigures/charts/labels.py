"""Names beside marks, only where none covers another or a mark."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from newsfigures.charts import draft

PHONE = 270  # pixels of plot on the narrowest screen: names must keep clear even there
# Pixels of plot that a desk has at least. Names that need them have a weight of their own, by
# which newsfigures/ui/look.css hides them on narrower screens: Plotly keeps no class of ours.
DESK, ON_A_DESK = 620, 401
LETTER, LINE, CLEAR = 6.4, 18, 13


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark's place, as parts of the plot's width and height from the left and the bottom."""

    x: float
    y: float
    name: str


def chosen(
    spots: Sequence[Spot],
    height: float,
    width: float = PHONE,
    marks: Sequence[tuple[float, float]] = (),
) -> list[int]:
    """
    Choose the marks whose name can stand above them, the first given first.

    `height` and `width` are those of the plot in pixels. `marks` are the places of others, in
    parts as those of the spots, that no name may cover.

        >>> chosen([Spot(0.5, 0.5, "Stargate"), Spot(0.51, 0.5, "Hyperion")], 300)
        [0]
        >>> chosen([Spot(0.5, 0.5, "Stargate"), Spot(0.5, 0.56, "Hyperion")], 300)
        [1]
    """
    places = [(width * spot.x, height * spot.y) for spot in spots]
    others = [(width * x, height * y) for x, y in marks]
    taken: list[tuple[float, float, float]] = []
    found = []
    for i, ((x, foot), spot) in enumerate(zip(places, spots, strict=True)):
        half, y = LETTER * len(spot.name) / 2, foot + LINE
        inside = half < x < width - half and y < height
        free = all(abs(x - a) > half + b or abs(y - c) > LINE for a, b, c in taken)
        clear = all(
            abs(px - x) > half + 6 or abs(py - y) > CLEAR
            for k, (px, py) in enumerate((*places, *others))
            if k != i
        )
        if inside and free and clear:
            taken.append((x, half, y))
            found.append(i)
    return found


def covered(
    spot: Spot, height: float, width: float, *, is_above: bool
) -> list[tuple[float, float]]:
    """Return a name beside its mark as a row of places that others keep clear of."""
    half = LETTER * len(spot.name) / 2 / width
    y = spot.y + (LINE if is_above else -LINE) / height
    return [(spot.x + part * half, y) for part in (-1, -0.5, 0, 0.5, 1)]


def sided(
    spots: Sequence[Spot],
    height: float,
    width: float = PHONE,
    marks: Sequence[tuple[float, float]] = (),
) -> dict[int, bool]:
    """
    Choose as `chosen` does, and below their marks those that have no room above them.

    Returns for each mark that gets its name whether that stands above.

        >>> sided([Spot(0.5, 0.5, "Stargate"), Spot(0.51, 0.44, "Hyperion")], 300)
        {0: True, 1: False}
    """
    above = chosen(spots, height, width, marks)
    left = [i for i in range(len(spots)) if i not in above]
    held = [(spot.x, 1 - spot.y) for i, spot in enumerate(spots) if i in above]
    held += [(x, 1 - y) for x, y in marks]
    for i in above:
        held += [(x, 1 - y) for x, y in covered(spots[i], height, width, is_above=True)]
    turned = [Spot(spots[i].x, 1 - spots[i].y, spots[i].name) for i in left]
    below = [left[k] for k in chosen(turned, height, width, held)]
    return {**dict.fromkeys(above, True), **dict.fromkeys(below, False)}


def names(
    x: Sequence[Any],
    y: Sequence[float],
    texts: Sequence[str],
    above: Sequence[bool],
    *,
    on_a_desk: bool = False,
) -> draft.Trace:
    """
    Return the trace of names, each above or below its mark; it answers to no pointer.

    Names `on_a_desk` are not shown on narrow screens.
    """
    said = [escape(text, quote=False) for text in texts]
    return draft.scatter(
        x=list(x),
        y=list(y),
        mode="text",
        text=[f"{a}<br> " if up else f" <br>{a}" for a, up in zip(said, above, strict=True)],
        textposition=["top center" if up else "bottom center" for up in above],
        textfont={"size": 11, "weight": ON_A_DESK if on_a_desk else "normal"},
        cliponaxis=False,
        hoverinfo="skip",
        showlegend=False,
    )
