"""What hours times a price give against the stated cost: on the diagonal both are equal."""

import math
from collections.abc import Sequence
from html import escape

from newsfigures.charts import draft, style
from newsfigures.charts.axes import position, value_axis
from newsfigures.charts.draft import Draft
from newsfigures.charts.fits import marker, rows_of
from newsfigures.charts.hues import OTHERS
from newsfigures.charts.look import Scale
from newsfigures.charts.sum_words import hover
from newsfigures.consistency import FACTOR, Sum

HEIGHT = 400
NOTES = (
    "Hours, price and cost come from one article, or all from reference data; of several sums for "
    "a cost the nearest is drawn. Costs that hold more than the run (hardware used up, whole "
    "programmes) and worked-out figures take no part."
)
BESIDE = 0.5  # of the axis: from here on words go to the left of their mark
NAMED = 40
# Of the plot on a phone: a letter's width, a line's height, the room beside a mark.
LETTER, LINE, CLEAR = 0.024, 0.05, 0.02


def _once(found: Sequence[Sum]) -> list[list[Sum]]:
    """Return the sums, those with the same numbers about one run together."""
    groups: dict[tuple[object, ...], list[Sum]] = {}
    for s in found:
        groups.setdefault((s.run, s.gives, s.states, s.stated["origin"]), []).append(s)
    return list(groups.values())


def _words(group: Sequence[Sum]) -> str:
    s = group[0]
    if not s.fits:
        return f" ⚠ {escape(s.run, quote=False)} {s.apart:.2g}× "
    return f" {len(group)} sources " if len(group) > 1 else ""


def _texts(
    groups: Sequence[Sequence[Sum]], places: Sequence[tuple[float, float]]
) -> tuple[list[str], list[str]]:
    """
    Return the words beside each mark and on which side, so that none covers others or marks.

    `places` are 0 to 1 along both axes. What does not fit is named whatever it covers, the
    furthest `NAMED`; what fits only where there is room.
    """
    words, sides = [""] * len(groups), ["middle right"] * len(groups)
    taken = [(x, x, y) for x, y in places]
    order = sorted(range(len(groups)), key=lambda k: (groups[k][0].fits, -groups[k][0].apart))
    for i in order[:NAMED]:
        text, (x, y) = _words(groups[i]), places[i]
        width = LETTER * len(text)
        right, left = (x + CLEAR, x + width, "right"), (x - width, x - CLEAR, "left")
        for low, high, side in (right, left) if x < BESIDE else (left, right):
            for shift, place in ((0.0, "middle"), (LINE, "top"), (-LINE, "bottom")):
                free = all(b < low or a > high or abs(c - y - shift) > LINE for a, b, c in taken)
                if text and free and not words[i]:
                    words[i], sides[i] = text, f"{place} {side}"
                    taken.append((low, high, y + shift))
        if not words[i] and not groups[i][0].fits:
            words[i] = text
    return words, sides


def _box(group: Sequence[Sum]) -> str:
    others = [escape(s.source) for s in group[1:]]
    return "<br>".join([hover(group[0]), *(["Also in:", *others] if others else [])])


def _drawn(s: Sum) -> tuple[float, float]:
    """Return where a sum stands: the ends that are finite and above zero."""
    x = s.gives[0] if s.gives[0] > 0 else s.gives[1]
    y = s.states[0] if s.states[0] > 0 else s.states[1]
    return x, y


def drawable(found: Sequence[Sum]) -> list[Sum]:
    """Keep the sums that have a place: not those that would fit anything."""
    return [s for s in found if all(0 < v < math.inf for v in _drawn(s))]


def _whisker(ends: Sequence[tuple[float, float]], at: Sequence[float]) -> dict[str, object]:
    up = [h - v if 0 < v < h < math.inf else math.nan for (_, h), v in zip(ends, at, strict=True)]
    return {
        "type": "data",
        "symmetric": False,
        "array": up,
        "arrayminus": [0.0] * len(up),
        "color": OTHERS,
        "thickness": 2,
        "width": 5,
        "visible": any(not math.isnan(v) for v in up),
    }


def _marks(
    groups: Sequence[Sequence[Sum]], words: Sequence[str], sides: Sequence[str]
) -> draft.Trace:
    firsts = [group[0] for group in groups]
    xs, ys = zip(*map(_drawn, firsts), strict=True)
    return draft.scatter(
        x=xs,
        y=ys,
        mode="markers+text",
        text=list(words),
        textposition=list(sides),
        textfont={"size": 11},
        cliponaxis=False,
        error_x=_whisker([s.gives for s in firsts], xs),
        error_y=_whisker([s.states for s in firsts], ys),
        marker=marker(firsts),
        customdata=[[group[0].stated["claim_id"], _box(group)] for group in groups],
        hovertemplate="%{customdata[1]}<extra></extra>",
        name="sums",
        showlegend=False,
    )


def diagonal(found: Sequence[Sum], scale: Scale = Scale.AUTO) -> Draft:
    """
    Draw sums of hours and prices against stated costs, in dollars, on two equal axes.

    What is off by more than a factor of two is named with ⚠; several sources with the same
    numbers are one mark that says how many.
    """
    kept = drawable(found)
    if not kept:
        return style.empty("No sum to draw.")
    ends = [v for s in kept for v in _drawn(s)]
    axis = value_axis(ends, "USD", scale)
    low, high = axis["range"]
    log = axis["type"] == "log"
    left, right = (10.0**low, 10.0**high) if log else (max(low, 0.0), high)
    groups = _once(kept)
    drawn = [_drawn(group[0]) for group in groups]
    words, sides = _texts(groups, [(position(x, axis), position(y, axis)) for x, y in drawn])
    figure = Draft()
    for factor, dash in ((1.0, "solid"), (FACTOR, "dot"), (1 / FACTOR, "dot")):
        figure.add_trace(
            draft.scatter(
                x=[left, right], y=[left * factor, right * factor], mode="lines",
                line={"color": OTHERS, "width": 1, "dash": dash},
                hoverinfo="skip", showlegend=False, name="equal",
            )
        )  # fmt: skip
    figure.add_trace(_marks(groups, words, sides))
    figure.update_layout(xaxis=axis, yaxis=axis | {"automargin": True})
    for text, x, y in (("stated cost ↑", 0.01, 0.99), ("hours × price →", 0.99, 0.01)):
        figure.add_annotation(
            text=text, name="axis", x=x, y=y, xref="paper", yref="paper", showarrow=False,
            xanchor="left" if x < BESIDE else "right", yanchor="bottom" if y < BESIDE else "top",
            font={"size": 12},
        )  # fmt: skip
    rows = rows_of(kept)
    style.add_hue_key(figure, rows["company"])
    return style.dress(figure, rows, HEIGHT)
