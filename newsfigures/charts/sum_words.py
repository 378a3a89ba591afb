"""Sums beside what is stated, in words: what is multiplied, what it gives, how far apart."""

import math
import textwrap
from collections.abc import Sequence
from html import escape
from typing import Any

from newsfigures import equivalents
from newsfigures.charts.axes import tick
from newsfigures.charts.hover import LINE, said
from newsfigures.consistency import Kind, Sum
from newsfigures.plain import plain

EQUAL = 1.005
FEW = 4  # names in a sentence


def _plain(value: float, unit: str) -> str:
    """Return a value for a sum: thousands in full, so that the sum can be done again."""
    if unit in ("USD", "MW") or value >= 1e6:
        return tick(value, unit)
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def ends(low: float, high: float, unit: str) -> str:
    """
    Return an interval in words, its open side as a bound.

        >>> ends(2048, 2048, "GPU"), ends(2e6, math.inf, "USD"), ends(0, 5e6, "USD")
        ('2,048', 'at least $2M', 'at most $5M')
        >>> ends(1e6, 2e6, "USD")
        '$1M to $2M'
    """
    if math.isinf(high) and low == 0:
        return "anything"
    if math.isinf(high):
        return f"at least {_plain(low, unit)}"
    if low == 0:
        return f"at most {_plain(high, unit)}"
    if low == high:
        return _plain(low, unit)
    return f"{_plain(low, unit)} to {_plain(high, unit)}"


def stated(s: Sum) -> str:
    """Return the stated figure of a sum in words."""
    return ends(*s.states, _unit(s))


def gives(s: Sum) -> str:
    """Return what a sum gives in words."""
    return ends(*s.gives, _unit(s))


def _unit(s: Sum) -> str:
    return {Kind.COST: "USD", Kind.HOURS: "GPU_hour", Kind.POWER: "MW"}[s.kind]


def _input(row: dict[str, Any], unit: str) -> str:
    low, high = float(row["value"]), row["value_high"]
    if said(high):
        return ends(low, float(high), unit)
    bound = {"at_least": (low, math.inf), "at_most": (0.0, low)}.get(str(row["qualifier"]))
    return ends(*(bound or (low, low)), unit)


def working(s: Sum) -> str:
    """Return the left side of a sum in words: '2.79M GPU hours × $2'."""
    first = s.inputs[0]
    if s.kind is Kind.COST:
        return f"{_input(first, 'GPU_hour')} GPU hours × {_input(s.inputs[1], 'USD')}"
    if s.kind is Kind.HOURS:
        return f"{_input(first, 'GPU')} chips × {_input(s.inputs[1], 'day')} days × 24"
    chip = equivalents.chip(said(first["hardware"]) or None)
    return f"{_input(first, 'GPU')} {chip.name if chip else 'chips'} × {s.watts:,.0f} W"


def verdict(s: Sum) -> str:
    """Return how far apart both are, with a sign and in words."""
    if s.apart <= EQUAL:
        plain = s.states[0] == s.states[1] and s.gives[0] == s.gives[1]
        return "✓ equal" if plain else "✓ fits"
    return f"{'✓' if s.fits else '⚠'} {s.apart:.2g} times apart"


def in_words(s: Sum) -> str:
    """Return a sum as a line: what is multiplied, what it gives, what is stated."""
    unit = " hours" if s.kind is Kind.HOURS else ""
    return f"{working(s)} = {gives(s)}{unit}; stated {stated(s)}"


def hover(s: Sum) -> str:
    """Return the HTML of the box beside a sum: the sum, the words it rests on, its source."""
    quotes = [
        f"“{plain(said(row['quote']))}”" for row in (*s.inputs, s.stated) if said(row["quote"])
    ]
    lines = [
        f"<b>{escape(s.run)}</b>",
        *map(escape, textwrap.wrap(in_words(s), LINE)),
        escape(verdict(s)),
        *map(escape, textwrap.wrap(", ".join(quotes), LINE)),
        *map(escape, textwrap.wrap(s.source, LINE)),
    ]
    return "<br>".join(line for line in lines if line)


def left_out(found: Sequence[Sum], drawn: Sequence[Sum]) -> str:
    """Say how many sums are not drawn, and how all are made."""
    made = (
        "Inputs and the stated figure are about one name and from one article, or all from "
        "reference data; of several sums for a figure the nearest is drawn. Worked-out figures "
        "take no part."
    )
    if len(drawn) == len(found):
        return made
    return (
        f"{len(drawn):,} of {len(found):,} sums drawn, those furthest apart first; all are in the "
        f"table below. {made}"
    )


def others(found: Sequence[Sum]) -> str:
    """Say about whom there are sums, for those who asked about others; '' without any."""
    if not found:
        return ""
    names = list(dict.fromkeys(s.run for s in found))
    more = f" and {len(names) - FEW:,} more" if len(names) > FEW else ""
    noun = "sum" if len(found) == 1 else "sums"
    return f"The nearest there is: {len(found):,} {noun} about {', '.join(names[:FEW])}{more}."


def takeaway(found: Sequence[Sum]) -> str:
    """Say how many sums there are, how many do not fit, and which is furthest apart."""
    if not found:
        return "No sum against a stated figure."
    off = [s for s in found if not s.fits]
    words = f"{len(found):,} sums, {len(off):,} of them more than two times apart."
    if off:
        worst = max(off, key=lambda s: s.apart)
        words += f" Furthest: {worst.run}, {in_words(worst)}."
    return words
