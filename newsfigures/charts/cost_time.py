"""Training cost over time: a strip per sense, a trend only within one and only where n allows."""

from collections.abc import Sequence

import pandas as pd

from newsfigures import catalog, compare
from newsfigures.charts import trend
from newsfigures.charts.cost import parts
from newsfigures.charts.marks import records
from newsfigures.charts.timeline import Strip
from newsfigures.charts.views import View, then, with_date
from newsfigures.consistency import is_whole, run_of
from newsfigures.model import CostBasis
from newsfigures.senses import Sense

CLOCKS: dict[str, str] = {"model": "the model", "said": "the statement"}
CLOCK_HELP = (
    "The model: the earliest day that reference data give for it, mostly that of its release; "
    "else the earliest article about it. The statement: when the article appeared, or the "
    "estimate was made."
)
# Within these, all costs are of one run of one model; a line through others joins unlike things.
TRENDED = frozenset(
    {CostBasis.FINAL_RUN_RENTAL, CostBasis.CLOUD_ESTIMATE, CostBasis.AMORTISED_HARDWARE_ENERGY}
)
PLAIN = ("exact", "approx")
METHOD = (
    f"Dashed line: least squares on the logarithms, drawn from {trend.LEAST} models of one sense "
    f"on; the band is the {100 * trend.LEVEL:.0f} % interval of the mean. Each model counts once, "
    f"with {compare.RULE}. Not counted: ranges, bounds, plans, stages, whole companies, and models "
    "that only an article dates."
)


def model_dates(first: pd.DataFrame) -> dict[str, tuple[pd.Timestamp, str]]:
    """Return when each run is first dated and by what (queries/first_dates.sql), surest first."""
    sure = ("day", "month_or_year", "article")
    found: dict[str, tuple[pd.Timestamp, str]] = {}
    columns = (first[name].tolist() for name in ("subject", "dated", "dated_by"))
    for subject, dated, by in zip(*columns, strict=True):
        name, day = run_of(subject), pd.Timestamp(dated)
        known = found.get(name)
        if known is None or (sure.index(by), day) < (sure.index(known[1]), known[0]):
            found[name] = (day, by)
    return found


def on_clock(rows: pd.DataFrame, first: pd.DataFrame, clock: str) -> View:
    """
    Date costs by the clock, `published` becoming the model's date; those without one are left out.

    `clock` is one of `CLOCKS`, `first` the rows of queries/first_dates.sql. By the model's clock
    the rows have a column more, `dated_by` of that query.
    """
    if clock == "said" or rows.empty:
        return with_date(rows)
    dates = model_dates(first)
    found = [dates.get(run_of(subject)) for subject in rows["subject"]]
    by = pd.Series([None if at is None else at[1] for at in found], index=rows.index)
    days = pd.Series([pd.NaT if at is None else at[0] for at in found], index=rows.index)
    timed = rows.assign(published=pd.to_datetime(days), dated_by=by)
    loose = {run_of(s) for s, at in zip(rows["subject"], found, strict=True)
             if at is not None and at[1] == "article"}  # fmt: skip
    if not loose:
        return with_date(timed)
    models = "model is" if len(loose) == 1 else "models are"
    said = f"{len(loose):,} {models} dated by the first article about it."
    return then(View(rows=timed, notes=(said,)), with_date(timed))


def for_trend(rows: pd.DataFrame) -> pd.DataFrame:
    """
    Return one cost per model, of those that a trend may count: plain, whole, of a known date.

    Rows must come from `on_clock` by the model's clock; by another there is nothing to count.
    """
    if rows.empty or "dated_by" not in rows:
        return rows.head(0)
    companies = {e.name for e in catalog.entities() if e.kind == "company"}
    counts = (
        rows["qualifier"].isin(PLAIN)
        & rows["value_high"].isna()
        & (rows["value_usd"] > 0)
        & ~rows["status"].isin(compare.AHEAD)
        & rows["subject"].map(is_whole).astype(bool)
        & ~rows["subject"].isin(companies)
        & rows["dated_by"].isin(("day", "month_or_year"))
    )
    groups: dict[str, list[dict[str, object]]] = {}
    for row in records(rows[counts]):
        groups.setdefault(run_of(str(row["subject"])), []).append(row)
    ids = {compare.chosen(group)["claim_id"] for group in groups.values()}
    return rows[rows["claim_id"].isin(ids)]


def _strip(sense: Sense, part: pd.DataFrame) -> Strip:
    if sense.basis not in TRENDED:
        return Strip(title=sense.title, rows=part, note="No trend line: unlike things.")
    if "dated_by" not in part:
        note = "No trend line: these are dates of statements, not of models."
        return Strip(title=sense.title, rows=part, note=note)
    counted = for_trend(part)
    found = trend.fit(counted["published"], list(counted["value_usd"]))
    if found is None:
        note = f"No trend line: {len(counted)} models count, and it takes {trend.LEAST}."
        return Strip(title=sense.title, rows=part, note=note)
    return Strip(title=sense.title, rows=part, trend=found, note=found.words("models"))


def strips(rows: pd.DataFrame) -> list[Strip]:
    """Return dated training costs in a strip per sense; see `on_clock`."""
    return [_strip(sense, part) for sense, part in parts(rows)]


def in_words(strips: Sequence[Strip]) -> str:
    """Say the trend of each sense that has one, '' without any."""
    return " ".join(f"{s.title}: {s.note}." for s in strips if s.trend is not None)


def method(strips: Sequence[Strip]) -> str:
    """Say how a trend line was made, where there is one."""
    return METHOD if in_words(strips) else ""
