"""Chips by company: held, bought or planned, and used for one model; in H100-equivalents or not."""

import re
from collections.abc import Sequence
from functools import cache

import pandas as pd

from newsfigures import catalog, equivalents
from newsfigures.charts import draft
from newsfigures.charts.axes import tick
from newsfigures.charts.columns import HATCH, Column, Segment, across
from newsfigures.charts.draft import Draft
from newsfigures.charts.hover import amount, hover, plotted, said
from newsfigures.charts.hues import OTHERS, hue
from newsfigures.charts.look import Scale
from newsfigures.charts.marks import records
from newsfigures.charts.views import View
from newsfigures.compare import name_of
from newsfigures.consistency import run_of

# How sure it is that the chips are there: words, plotly's hatch, statuses. Surest first.
LADDER: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("reported", "", frozenset({"reported"})),
    ("estimated", ".", frozenset({"estimated", "assumed"})),
    ("announced or projected", "/", frozenset({"announced", "projected"})),
)
HELD, USED = "Held, bought\nor planned", "Used for\none model"
UNITS: dict[str, str] = {"chips": "chips as stated", "h100": "H100-equivalents"}
WORTH = (
    "A chip's dense peak speed at 16 bits over the H100's (data/chips.csv). It says nothing of "
    "memory, network or how well a program uses the chip. Only counts that name one chip are "
    "converted; the amounts as written stay in the table and in the evidence."
)
CAPTION = 25  # letters in half of a phone's width


@cache
def _models() -> frozenset[str]:
    listed = (e for e in catalog.entities() if e.kind == "model")
    return frozenset(form.casefold() for e in listed for form in (e.name, *e.aliases))


def is_model(subject: str) -> bool:
    """
    Say whether a name is that of a listed model, of a size or stage of one, or of a training run.

        >>> is_model("LLaMA-65B"), is_model("Yi-Lightning training run"), is_model("Colossus")
        (True, True, False)
    """
    if run_of(subject) != name_of(subject):
        return True
    words = re.split(r"([ -])", subject.casefold())
    return any("".join(words[: n + 1]) in _models() for n in range(0, len(words), 2))


def owners(rows: pd.DataFrame) -> list[str]:
    """Return the row of each count: its company, the subject without one."""
    return list(rows["company"].fillna(rows["subject"]))


def in_chips(rows: pd.DataFrame) -> View:
    """Leave out counts that are stated in H100-equivalents: they count no chips."""
    theirs = rows["hardware"].map(lambda cell: equivalents.in_equivalents(said(cell))).astype(bool)
    lost = int(theirs.sum())
    if not lost:
        return View(rows=rows)
    noun = "figure is" if lost == 1 else "figures are"
    words = f"{lost:,} {noun} stated in H100-equivalents, not in chips; not drawn among them."
    return View(rows=rows[~theirs], notes=(words,))


def in_h100(rows: pd.DataFrame) -> View:
    """
    Turn counts of one known chip into H100-equivalents, and say which were not.

    A count that names no chip, several or a whole generation has no conversion; it is left out,
    for it has no place on an axis of equivalents.
    """
    worth = pd.Series(
        [equivalents.worth(said(cell) or None) for cell in rows["hardware"]],
        index=rows.index,
        dtype=float,
    )
    known = rows[worth.notna()].copy()
    factor = worth[worth.notna()]
    known["usd_note"] = [_sum(row, f) for row, f in zip(records(known), factor, strict=True)]
    known["value"] = known["value"] * factor
    known["value_high"] = known["value_high"] * factor
    known["unit"] = equivalents.UNIT
    return View(rows=known, notes=_unconverted(rows[worth.isna()]))


def _sum(row: dict[str, object], factor: float) -> str | None:
    if factor == 1:
        return None
    chip = equivalents.chip(said(row["hardware"]))
    name = chip.name if chip else said(row["hardware"])
    return f"{float(str(row['value'])):,.0f} {name} × {factor:.3g} H100e"


def _unconverted(lost: pd.DataFrame) -> tuple[str, ...]:
    if lost.empty:
        return ()
    named = sorted({said(cell) for cell in lost["hardware"] if said(cell)})
    unnamed = int(lost["hardware"].isna().sum())
    parts = [f"no conversion for {', '.join(named)}"] if named else []
    parts += [f"{unnamed:,} name no chip"] if unnamed else []
    noun = "figure is" if len(lost) == 1 else "figures are"
    return (f"{len(lost):,} {noun} not drawn, only shown in chips: "
            f"{'; '.join(parts)}.",)  # fmt: skip


def _end(row: dict[str, object]) -> float:
    low, high, _ = plotted(row)
    return low if high is None else high


def _segments(claims: Sequence[dict[str, object]], labels: Sequence[str]) -> list[Segment]:
    """Return the bars: each part ends at the largest figure of its status, none is added up."""
    found = []
    for name in dict.fromkeys(labels):
        own = [row for row, label in zip(claims, labels, strict=True) if label == name]
        reached: float | None = None
        for _, pattern, statuses in LADDER:
            members = [row for row in own if row["status"] in statuses]
            if not members:
                continue
            top = max(members, key=_end)
            if reached is None or _end(top) > reached:
                company = said(top["company"]) or None
                found.append(
                    Segment(
                        name=name,
                        low=reached,
                        high=_end(top),
                        colour=hue(company),
                        pattern=pattern,
                        data=(str(top["claim_id"]), hover(top)),
                    )
                )
                reached = _end(top)
    return found


def _caption(own: Sequence[dict[str, object]]) -> str:
    """
    Return the largest figure of a row with its chip: '230K H100/H200/GB200'.

    A larger one that is only planned follows it: '230K, planned 340K'.
    """
    top = max(own, key=_end)
    planned = LADDER[-1][2]
    held = [row for row in own if row["status"] not in planned]
    if held and top["status"] in planned:
        have, plan = (amount(row).removeprefix("about ") for row in (max(held, key=_end), top))
        return f"{have}, planned {plan}"
    one = equivalents.chip(said(top["hardware"]) or None)
    chip = one.name if one is not None else said(top["hardware"]) or "chips"
    if top["unit"] == equivalents.UNIT:
        chip = equivalents.UNIT
    words = f"{amount(top).removeprefix('about ')} {chip}"
    return words if len(words) <= CAPTION else words[: CAPTION - 1].rstrip() + "…"


def _column(title: str, rows: pd.DataFrame) -> Column:
    claims, labels = records(rows), owners(rows)
    captions = {
        name: _caption([row for row, label in zip(claims, labels, strict=True) if label == name])
        for name in dict.fromkeys(labels)
    }
    return Column(
        title=title,
        rows=rows,
        labels=labels,
        segments=_segments(claims, labels),
        captions=captions,
    )


def order(rows: pd.DataFrame) -> list[str]:
    """Return the companies, those with the largest figure first."""
    ends: dict[str, float] = {}
    for row, label in zip(records(rows), owners(rows), strict=True):
        ends[label] = max(ends.get(label, 0.0), _end(row))
    return sorted(ends, key=lambda name: (-ends[name], name))


def fleet(rows: pd.DataFrame, scale: Scale = Scale.AUTO) -> Draft:
    """
    Draw counts of chips, a row per company: what it holds or plans beside what one model took.

    `rows` are all in chips or all in H100-equivalents.
    """
    used = rows["subject"].map(is_model).astype(bool)
    columns = [_column(HELD, rows[~used]), _column(USED, rows[used])]
    figure = across(columns, order(rows), scale)
    for words, pattern, statuses in LADDER:
        if rows["status"].isin(statuses).any():
            figure.add_trace(
                draft.bar(
                    x=[None], y=[None], name=f"bar: {words}", hoverinfo="skip",
                    marker={
                        "color": OTHERS,
                        "pattern": {"shape": pattern, **HATCH},
                        "line": {"width": 1, "color": OTHERS},
                    },
                )
            )  # fmt: skip
    return figure


def line(unit: str) -> str:
    """Say how the chart is read, in the unit chosen (one of `UNITS`)."""
    counted = (
        "Chips as stated: one is not worth another, so compare within one kind of chip."
        if unit == "chips"
        else "H100-equivalents, by peak speed; the conversion is in the table below."
    )
    return (
        f"{counted} A bar ends at the largest figure, written above it; nothing is added up, for "
        "one fleet is often part of another."
    )


def conversions(rows: pd.DataFrame) -> pd.DataFrame:
    """Return what each chip of some claims is worth, with its speed, watts and source."""
    found = equivalents.table(said(cell) or None for cell in rows["hardware"])
    return pd.DataFrame(
        {
            "Chip": [chip.name for chip in found],
            "Worth in H100": [equivalents.worth(chip.name) for chip in found],
            "Peak speed": [f"{tick((chip.bf16_flops or 0) / 1e12, '')} TFLOP/s" for chip in found],
            "Watts": [chip.watts for chip in found],
            "Of the speed": [chip.precision_note for chip in found],
            "Source": [chip.source_url for chip in found],
        }
    )
