"""
The key of a chart outside of it: what each sign means, to be written where lines can wrap.

A legend inside a figure takes its room from the plot, most of all on a phone. On a page the key
stands above the chart; a picture of the chart and a page of its own keep the legend inside.
"""

import math
from dataclasses import dataclass
from typing import Any

from newsfigures.charts.draft import Spec

SIDE = 16  # of a sign, in pixels
_MIDDLE = SIDE / 2
# A line of marks, in pixels: the stroke of a colour's sample is drawn as a bar.
_BAR, _BROAD = 5, 6


@dataclass(frozen=True, slots=True)
class Sign:
    """A name of the key with its picture, SVG of `SIDE` pixels or twice as wide."""

    name: str
    picture: str


def keyless(spec: Spec) -> None:
    """
    Take the legend out, and the room for it, which `layout.meta` keeps as `key`.

    `spec` is what `go.Figure.to_dict` returns, changed in place. A figure that has no room for a
    legend (`style.dress` gives it) stays as it is.
    """
    layout = spec["layout"]
    if room := layout.get("meta", {}).get("key", 0):
        layout["showlegend"] = False
        layout["height"] -= room
        layout["margin"]["t"] -= room


def signs_of(spec: Spec) -> list[Sign]:
    """Return the entries of a figure's legend in their order, in the colours it has now."""
    shown = [each for each in spec["data"] if each.get("showlegend") and each.get("name")]
    ranked = sorted(shown, key=lambda trace: trace.get("legendrank", 1000))
    return [Sign(trace["name"], _picture(trace)) for trace in ranked]


def _svg(inside: str, width: float = SIDE) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{SIDE}" '
        f'viewBox="0 0 {width:g} {SIDE}">{inside}</svg>'
    )


def _first(value: Any) -> Any:
    return value if isinstance(value, str) or not hasattr(value, "__len__") else value[0]


def _picture(trace: Spec) -> str:
    marker = trace.get("marker", {})
    if trace.get("type") == "bar":
        return _svg(_hatched(_first(marker["color"]), marker.get("pattern", {}).get("shape", "")))
    mode = trace.get("mode", "")
    if "lines" not in mode:
        return _svg(_mark(marker, _MIDDLE))
    width = 2 * SIDE
    line = _stroke(trace, width)
    return _svg(line + (_mark(marker, width / 2) if "markers" in mode else ""), width)


def _stroke(trace: Spec, width: float) -> str:
    line = trace["line"]
    thick = line.get("width", 2)
    if thick >= _BAR:
        # A sample of a colour, not a line of the chart.
        return (
            f'<rect x="4" y="{_MIDDLE - _BROAD / 2}" width="{width - 8}" height="{_BROAD}" '
            f'rx="2" fill="{line["color"]}" opacity="{trace.get("opacity", 1)}"/>'
        )
    dash = {"dash": "6 4", "dot": "2 3", "longdash": "9 4"}.get(line.get("dash", ""), "none")
    return (
        f'<line x1="1" x2="{width - 1}" y1="{_MIDDLE}" y2="{_MIDDLE}" stroke="{line["color"]}" '
        f'stroke-width="{thick}" stroke-dasharray="{dash}"/>'
    )


def _round(x: float, r: float, corners: int) -> list[tuple[float, float]]:
    turns = [math.pi * (2 * i / corners - 0.5) for i in range(corners)]
    return [(x + 1.1 * r * math.cos(t), _MIDDLE + 1.1 * r * math.sin(t)) for t in turns]


def _star(x: float, r: float) -> list[tuple[float, float]]:
    points = []
    for i in range(10):
        reach = r * (1.4 if i % 2 == 0 else 0.56)
        turn = math.pi * (i / 5 - 0.5)
        points.append((x + reach * math.cos(turn), _MIDDLE + reach * math.sin(turn)))
    return points


def _cross(x: float, r: float) -> list[tuple[float, float]]:
    a, b = 0.42 * r, 1.25 * r
    corners = ((-a, -b), (a, -b), (a, -a), (b, -a), (b, a), (a, a),
               (a, b), (-a, b), (-a, a), (-b, a), (-b, -a), (-a, -a))  # fmt: skip
    return [(x + dx, _MIDDLE + dy) for dx, dy in corners]


def _outline(shape: str, x: float, r: float) -> str:
    """Return a form of plotly's as the beginning of an SVG element, its middle at `x`."""
    if shape == "circle":
        return f'<circle cx="{x}" cy="{_MIDDLE}" r="{r}"'
    turn = ""
    if shape == "x":
        turn = f' transform="rotate(45 {x} {_MIDDLE})"'
    forms: dict[str, list[tuple[float, float]]] = {
        "square": [(x + a * r, _MIDDLE + b * r) for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1))],
        "diamond": [(x + a * r * 1.3, _MIDDLE + b * r * 1.3)
                    for a, b in ((0, -1), (1, 0), (0, 1), (-1, 0))],
        "triangle-up": [(x - 1.15 * r, _MIDDLE + 0.7 * r), (x + 1.15 * r, _MIDDLE + 0.7 * r),
                        (x, _MIDDLE - r)],
        "triangle-down": [(x - 1.15 * r, _MIDDLE - 0.7 * r), (x + 1.15 * r, _MIDDLE - 0.7 * r),
                          (x, _MIDDLE + r)],
        "line-ns": [(x, _MIDDLE - 1.2 * r), (x, _MIDDLE + 1.2 * r)],
        "star": _star(x, r),
        "hexagon": _round(x, r, 6),
        "pentagon": _round(x, r, 5),
        "cross": _cross(x, r),
        "x": _cross(x, r),
    }  # fmt: skip
    points = " ".join(f"{a:.2f},{b:.2f}" for a, b in forms[shape])
    return f'<polygon points="{points}"{turn}'


def _mark(marker: Spec, x: float) -> str:
    symbol = str(_first(marker.get("symbol")) or "circle")
    is_open, has_dot = "-open" in symbol, symbol.endswith("-dot")
    shape = symbol.removesuffix("-dot").removesuffix("-open")
    # What is larger than the key's line (a median's stroke) is drawn smaller.
    r = min(float(_first(marker.get("size")) or 11), 11.0) / 2
    tint = _first(marker["color"])
    wide = 2 if is_open else 1
    drawn = (
        f'{_outline(shape, x, r)} fill="{"none" if is_open else tint}" stroke="{tint}" '
        f'stroke-width="{wide}" stroke-linejoin="round"/>'
    )
    dot = f'<circle cx="{x}" cy="{_MIDDLE}" r="1.5" fill="{tint}"/>' if has_dot else ""
    return drawn + dot


def _hatched(tint: str, shape: str) -> str:
    """Return a square with one of plotly's patterns, which need not be true to the pixel."""
    edge = f'<rect x="2" y="2" width="12" height="12" fill="none" stroke="{tint}"/>'
    inside = {
        "": '<rect x="2" y="2" width="12" height="12" fill="{0}"/>',
        "/": '<path d="M2 8L8 2M2 14L14 2M8 14L14 8" stroke="{0}" stroke-width="1.6"/>',
        "\\": '<path d="M8 2L14 8M2 2L14 14M2 8L8 14" stroke="{0}" stroke-width="1.6"/>',
        "x": '<path d="M2 14L14 2M2 2L14 14" stroke="{0}" stroke-width="1.8"/>',
        "-": '<path d="M2 6H14M2 10H14" stroke="{0}" stroke-width="1.6"/>',
        "+": '<path d="M2 8H14M8 2V14" stroke="{0}" stroke-width="1.6"/>',
        "|": '<path d="M6 2V14M10 2V14" stroke="{0}" stroke-width="1.6"/>',
        ".": "".join(
            f'<circle cx="{x}" cy="{y}" r="1.1" fill="{{0}}"/>'
            for x in (5, 8, 11)
            for y in (5, 8, 11)
        ),
    }[shape]
    return inside.format(tint) + edge
