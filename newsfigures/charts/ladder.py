"""Every amount of money on one axis of dollars, a lane per metric."""

from collections.abc import Mapping

import pandas as pd

from newsfigures.charts.choice import drawable
from newsfigures.charts.draft import Draft
from newsfigures.charts.look import Scale
from newsfigures.charts.panels import Panel, stacked


def on_ladder(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the amounts above zero that can be given in dollars; losses have no place here."""
    money = rows[rows["is_money"].astype(bool)]
    return money[drawable(money, positive=True)]


def ladder(rows: pd.DataFrame, names: Mapping[str, str], scale: Scale = Scale.AUTO) -> Draft:
    """
    Draw all amounts of money on one ladder, colour by company, shape by origin.

    `names` gives each metric id its lane's name, in the order of the lanes from the top.
    Rows that `on_ladder` leaves out are not drawn.
    """
    kept = on_ladder(rows)
    present = set(kept["metric"])
    order = [name for metric, name in names.items() if metric in present]
    labels = [names[metric] for metric in kept["metric"]]
    panel = Panel(title="US dollars", rows=kept, labels=labels, order=order)
    return stacked([panel], company_key=True, scale=scale)
