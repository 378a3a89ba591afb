"""Which sense of cost is shown: one at a time, with what the others hold said in words."""

import pandas as pd

from newsfigures.charts import bounded
from newsfigures.charts.cost import sense_of
from newsfigures.charts.views import View
from newsfigures.model import CostBasis
from newsfigures.senses import SENSES, TITLES

EVERY = "every"
# A cost without a sense is like no other: it has a tray, not an axis.
SHOWN = tuple(sense.basis for sense in SENSES if sense.basis is not CostBasis.UNSPECIFIED)


def options() -> dict[str, str]:
    """Return the senses that can be shown, by what they are called."""
    return {basis.value: TITLES[basis] for basis in SHOWN} | {EVERY: "Every sense, a panel each"}


def counted(rows: pd.DataFrame) -> str:
    """Say how many costs there are in each sense: 'Whole programme 4 · Sense not stated 14'."""
    senses = sense_of(rows)
    counts = {basis: bounded.counted(rows[senses == basis]) for basis in TITLES}
    return " · ".join(f"{title} {counts[basis]:,}" for basis, title in TITLES.items())


def chosen(rows: pd.DataFrame, sense: str) -> View:
    """
    Keep the costs of one sense, or of all that can be drawn, and say what the others hold.

    Nothing in the chosen sense is said with the sense that holds most.
    """
    senses = sense_of(rows)
    stated = rows[senses != CostBasis.UNSPECIFIED]
    if sense == EVERY:
        return View(rows=stated)
    kept = rows[senses == sense]
    apart = stated[sense_of(stated) != sense]
    told = apart.assign(sense=sense_of(apart), claims=1 + apart.get("left_out", 0))
    others = told.groupby("sense", sort=False)["claims"].sum()
    others = others.sort_values(ascending=False, kind="stable")
    if others.empty:
        return View(rows=kept)
    total, most = int(others.sum()), str(others.index[0])
    if kept.empty:
        words = f"The nearest sense is “{TITLES[most]}” with {_figures(int(others.iloc[0]))}."
    else:
        noun = "other sense" if len(others) == 1 else "other senses"
        words = f"Also {_figures(total)} in {len(others)} {noun} of cost."
    return View(rows=kept, notes=(words,))


def without(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the costs whose sense is not stated, those of articles first."""
    missing = rows[sense_of(rows) == CostBasis.UNSPECIFIED]
    return missing.sort_values("origin", kind="stable")


def _figures(n: int) -> str:
    return f"{n:,} figure{'' if n == 1 else 's'}"
