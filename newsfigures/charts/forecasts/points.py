"""A market size with its year: the target year as stated, or the year a base value is of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from newsfigures.charts.hover import plotted, said
from newsfigures.charts.market import definition
from newsfigures.charts.marks import records
from newsfigures.charts.money.rungs import IN_BRACKETS, MONEY, place

Row = dict[str, Any]
IN_YEAR = re.compile(r"^\W*(?:(?!and\b|but\b|or\b)\w+\W+)?(?:in|for)\s+(20\d\d)\b")
LAST_YEAR = re.compile(r"^\W*last year\b")
YEAR_AT = re.compile(r"\b(20\d\d)\s+(?:at|was|stood at)\s+(?:\w+\s+){0,2}$")
ROW_OF_YEAR = re.compile(r"^\W*(20\d\d)\s*\|")
HAPPENED = frozenset({"reported", "estimated"})
NOBODY = "not named"

RATE = re.compile(
    r"(?P<more>(?:more than|at least|over)\s+)?(?P<how>\(|\bat |(?<![\d.,]))"
    r"(?P<n>\d{1,3}(?:\.\d+)?)\s?(?:%|percent|per cent)"
    r"(?P<end>\s*(?:a|per) year|\s*annually|\s*CAGR|\s*compound|\)|[,.;]|$|\s)"
)
YEARLY = re.compile(r"(?:a|per) year|annual|CAGR|compound")
FAR = 80  # letters after an amount in which its rate of growth may stand


@dataclass(frozen=True, slots=True)
class Point:
    """A claim about a market's size and the year it is for; `is_base`: what was, not what will."""

    row: Row
    year: int
    is_base: bool

    @property
    def claim_id(self) -> str:
        """Return the id of its claim."""
        return str(self.row["claim_id"])

    @property
    def low(self) -> float:
        """Return the size in US dollars, of a range the lower end."""
        return plotted(self.row)[0]

    @property
    def high(self) -> float:
        """Return the size in US dollars, of a range the upper end."""
        low, high, _ = plotted(self.row)
        return low if high is None else high

    @property
    def counted(self) -> str:
        """Return what is counted, a name of `market.DEFINITIONS`."""
        return definition(str(self.row["subject"]))

    @property
    def forecaster(self) -> str:
        """Return who says so, 'not named' where the claim credits nobody."""
        return forecaster(self.row)

    @property
    def published(self) -> int | None:
        """Return the year of publication, None where it is not known."""
        day = self.row["published"]
        return None if pd.isna(day) else pd.Timestamp(day).year


def forecaster(row: Row) -> str:
    """Return whom a claim credits, 'not named' for nobody."""
    return said(row["attributed_to"]) or NOBODY


def base_year(row: Row) -> int | None:
    """
    Return the year that a size without a target year is of, None where no words say it.

    Reference data give the year itself; articles say it right beside the amount.
    """
    at = place(row)
    if at is None:
        known = row["origin"] == "reference" and row["status"] in HAPPENED and said(row["as_of"])
        return int(str(row["as_of"])[:4]) if known else None
    sentence = said(row["sentence"])
    before, after = sentence[: at[0]], IN_BRACKETS.sub("", sentence[at[1] :])
    found = IN_YEAR.match(after) or YEAR_AT.search(before) or ROW_OF_YEAR.match(sentence)
    if found:
        return int(found[1])
    if LAST_YEAR.match(after) and not pd.isna(row["published"]):
        return pd.Timestamp(row["published"]).year - 1
    return None


def points(rows: pd.DataFrame) -> list[Point]:
    """Return the claims whose year is known; all must have a place on an axis of dollars."""
    found = []
    for row in records(rows):
        target = said(row["horizon"])
        year = int(float(target)) if target else base_year(row)
        if year is not None:
            found.append(Point(row, year, is_base=row["status"] in HAPPENED))
    return found


def _has_year(rows: pd.DataFrame) -> pd.Series:
    return rows["claim_id"].isin({point.claim_id for point in points(rows)})


def with_year(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the claims of `points`, in their order."""
    return rows[_has_year(rows)]


def without_year(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the claims that are none of `points`, for nobody says which year they are for."""
    return rows[~_has_year(rows)]


@dataclass(frozen=True, slots=True)
class Rate:
    """A stated yearly growth in percent; `at_least`: it says `more than` so much."""

    percent: float
    at_least: bool


def stated_rate(row: Row) -> Rate | None:
    """
    Return the yearly growth that stands with a size, None where none does.

    In articles it stands after the amount and before the next one.
    """
    at = place(row)
    if at is None:
        text = said(row["sentence"])
    else:
        after = said(row["sentence"])[at[1] :]
        later = MONEY.search(after)
        text = (after[: later.start()] if later else after)[:FAR]
    for found in RATE.finditer(text):
        alone = found["how"] == "(" and found["end"] == ")"
        plain = found["how"] == "at " and found["end"] in (".", ",", ";", "")
        if alone or plain or YEARLY.search(found["end"]):
            return Rate(float(found["n"]), at_least=bool(found["more"]))
    return None


@dataclass(frozen=True, slots=True)
class Path:
    """
    Sizes that one forecaster states together, by year; `stated` is the growth said with them.

    Two or more years. Between them nothing is stated.
    """

    points: tuple[Point, ...]
    stated: Rate | None

    @property
    def start(self) -> Point:
        """Return the earliest size."""
        return self.points[0]

    @property
    def end(self) -> Point:
        """Return the latest size."""
        return self.points[-1]

    @property
    def implied(self) -> float:
        """Return the even yearly growth from the first to the last size, in percent."""
        years = self.end.year - self.start.year
        return float(((self.end.low / self.start.low) ** (1 / years) - 1) * 100)

    @property
    def off(self) -> float | None:
        """Return by how many points a year the ends outgrow what is stated, None if unstated."""
        if self.stated is None:
            return None
        gap = self.implied - self.stated.percent
        return 0.0 if self.stated.at_least and gap > 0 else gap

    def at(self, year: int) -> float | None:
        """Return where an even path between two stated sizes passes a year, None beyond them."""
        for one, other in zip(self.points, self.points[1:], strict=False):
            if one.year < year < other.year:
                part = (year - one.year) / (other.year - one.year)
                return float(one.low * (other.low / one.low) ** part)
        return None


def _told_together(point: Point) -> tuple[str, ...]:
    """Return what two sizes must share to be on one path: source, sentence, forecaster, market."""
    row = point.row
    where = said(row["url"]) or f"{said(row['title'])} {said(row['publisher'])}"
    if row["origin"] == "article":
        where = f"{row['article_id']} {said(row['sentence'])}"
    return where, point.forecaster, str(row["subject"])


def paths(found: Sequence[Point]) -> list[Path]:
    """Return the paths: sizes for different years told together by one forecaster of one market."""
    groups: dict[tuple[str, ...], list[Point]] = {}
    for point in found:
        if point.low > 0:
            groups.setdefault(_told_together(point), []).append(point)
    made = []
    for group in groups.values():
        by_year = {point.year: point for point in sorted(group, key=lambda one: -one.low)}
        if len(by_year) < 2:
            continue
        ordered = tuple(by_year[year] for year in sorted(by_year))
        made.append(Path(ordered, stated_rate(ordered[-1].row)))
    return made
