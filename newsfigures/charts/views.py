"""What a chart of a page shows of the claims asked for, and in words what it leaves out."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from newsfigures.charts import bounded
from newsfigures.charts.choice import drawable, foremost_of_each


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The claims that are drawn, and a sentence for each reason why others are not."""

    rows: pd.DataFrame
    notes: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """Return the notes as one paragraph, '' without any."""
        return " ".join(self.notes)


def _figures(n: int) -> str:
    return f"{n:,} figure{' is' if n == 1 else 's are'}"


def on_axis(rows: pd.DataFrame) -> View:
    """Leave out money in a currency without a rate: an axis of dollars has no place for it."""
    known = drawable(rows)
    lost = rows[~known]
    if lost.empty:
        return View(rows=rows)
    coins = ", ".join(sorted(set(lost["unit"])))
    words = f"{_figures(len(lost))} not drawn: no dollar rate for {coins}."
    return View(rows=rows[known], notes=(words,))


def foremost_names(
    rows: pd.DataFrame,
    groups: Sequence[str],
    labels: Sequence[str],
    *,
    most: int,
    noun: str,
) -> View:
    """Keep the `most` foremost names of each group, and say how many there are (`noun`: plural)."""
    kept = foremost_of_each(rows, groups, labels, most)
    if len(kept) == len(rows):
        return View(rows=rows)
    return View(
        rows=kept,
        notes=(
            f"Up to {most} {noun} in each panel, those that articles name first: "
            f"{bounded.counted(kept):,} of {bounded.counted(rows):,} figures.",
        ),
    )


def with_date(rows: pd.DataFrame) -> View:
    """Leave out claims without a date: an axis of time has no place for them."""
    dated = rows["published"].notna()
    lost = int((~dated).sum())
    if not lost:
        return View(rows=rows)
    return View(rows=rows[dated], notes=(f"{_figures(lost)} not drawn: no date is known.",))


def then(*views: View) -> View:
    """Return the last view with the notes of all."""
    return View(rows=views[-1].rows, notes=tuple(note for view in views for note in view.notes))
