"""Every amount of money on one axis of dollars: a panel per theme, a lane per metric."""

from collections.abc import Mapping

import pandas as pd

from newsfigures.charts.draft import Draft
from newsfigures.charts.ladder import on_ladder
from newsfigures.charts.look import Scale
from newsfigures.charts.panels import Panel, stacked


def ladder_of_themes(
    rows: pd.DataFrame, themes: Mapping[str, Mapping[str, str]], scale: Scale = Scale.AUTO
) -> Draft:
    """
    Draw all amounts of money on one ladder, theme by theme, all on the same axis.

    `themes` gives for each title the metrics of its theme, by id, with the names of their lanes,
    from the top. Rows that `on_ladder` leaves out are not drawn.
    """
    kept = on_ladder(rows)
    panels = []
    for title, lanes in themes.items():
        part = kept[kept["metric"].isin(list(lanes))]
        present = set(part["metric"])
        panels.append(
            Panel(
                title=title,
                rows=part,
                labels=[lanes[metric] for metric in part["metric"]],
                order=[name for metric, name in lanes.items() if metric in present],
            )
        )
    return stacked(panels, company_key=True, scale=scale)
