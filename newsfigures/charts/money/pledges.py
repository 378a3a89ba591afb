"""
The same money once: claims about one pledge put together, and which pledges hold others.

Claims are the same money when they are about the same project or company, name no different
ends, and state the same amount, or one amount in two currencies in one sentence. A smaller
amount is part of a larger one where nothing tells them apart; so totals err on the low side,
and every line that was left out is kept with the line it is part of.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any

import pandas as pd

from newsfigures import compare
from newsfigures.charts.hover import plotted, said
from newsfigures.charts.marks import records
from newsfigures.charts.money import ends, rungs
from newsfigures.charts.money.ends import Ends
from newsfigures.charts.money.rungs import RUNGS, Reading, place, window

Row = dict[str, Any]
SAME = 0.02  # amounts closer than this are one amount
REPHRASED = 0.16  # of one amount in two currencies, the year's rate against the article's own
_REACH = math.exp(REPHRASED) * 1.001  # a little more: a bound, not a measure
YEAR = 365
NEARBY = 92  # days between a round and its investors' parts
ON_TOP = re.compile(
    r"\b(?:additional|on top of|further|incremental|extra|(?:contract|order|deal) expansion)\b",
    re.IGNORECASE,
)
TOTAL = re.compile(r"\b(?:total|altogether|in all|combined|all its|cumulative)\b", re.IGNORECASE)
PART = re.compile(r"\b(?:of which|of this|part of|tranche|includ\w+ part)\b", re.IGNORECASE)
AGAIN = re.compile(r"\W*(?:(?:or|which is|that is|about|some|roughly|more than)\b\W*)*")
FUNDING = "funding_raised"
LADDER = tuple(RUNGS)
# The cells of a claim that its rung and its ends are read from.
READ = (
    "metric", "status", "origin", "subject", "company", "attributed_to", "sentence", "quote",
    "quote_at", "period", "horizon", "published",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """
    A claim about money with what its words say: its rung, its ends, what it is beside others.

    `low` and `high` are its amount in US dollars, or the ends of its range; `day` its date, None
    without one.
    """

    row: Row
    rung: Reading
    ends: Ends
    on_top: bool
    total: bool
    part: bool
    low: float
    high: float
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """
    One pledge, however often it is told.

    `first` stands for it: the claim closest to cash, chosen among those as ratios choose.
    `since` is the earliest date at which a claim of it is dated, None without any; `origins`
    how many independent ones the claims go back to.
    """

    first: Line
    lines: tuple[Line, ...]
    ends: Ends
    since: date | None
    origins: int

    @property
    def claim_id(self) -> str:
        """Return the id of the claim that stands for it."""
        return str(self.first.row["claim_id"])

    @property
    def rung(self) -> str:
        """Return how far it is from cash, an id of `RUNGS`."""
        return self.first.rung.rung

    @property
    def about(self) -> str:
        """Return the project or company under which it is looked up."""
        return self.ends.about

    @property
    def low(self) -> float:
        """Return its amount in US dollars, of a range the lower end."""
        return self.first.low

    @property
    def high(self) -> float:
        """Return its amount in US dollars, of a range the upper end."""
        return self.first.high


def _words(row: Row) -> str:
    at = place(row)
    if at is None:
        return f"{row['subject']}. {said(row['sentence'])}"
    before, after = window(said(row["sentence"]), *at)
    return f"{before[-60:]} {after[:20]}"


@lru_cache(maxsize=50_000)
def _read(*cells: str) -> tuple[Reading, Ends, bool, bool, bool]:
    """Read what a claim's words say; kept, for a page asks anew at each click."""
    row: Row = dict(zip(READ, cells, strict=True))
    words, at = _words(row), place(row)
    ahead = row["sentence"][: at[0]] if at else words
    found = ends.read(row)
    if row["metric"] == "capex":
        # Each year's spending is money of its own.
        found = replace(found, about=f"{found.about}, {_period(row) or 'no period stated'}")
    told = (ON_TOP.search(words), TOTAL.search(words), PART.search(ahead))
    on_top, total, part = (match is not None for match in told)
    return rungs.read(row), found, on_top, total, part


def line(row: Row) -> Line:
    """Read one claim about money."""
    low, high, _ = plotted(row)
    read = _read(*(said(row.get(name)) for name in READ))
    return Line(row, *read, low, low if high is None else high, _day(row))


def lines(rows: pd.DataFrame) -> list[Line]:
    """Read claims about money; all must have a place on an axis of dollars."""
    return [line(row) for row in records(rows)]


def _agree(one: Sequence[str], other: Sequence[str]) -> bool:
    """Say whether two sets of names can be the same: one is not known, or holds the other."""
    return not one or not other or set(one) <= set(other) or set(other) <= set(one)


def _compatible(one: Ends, other: Ends) -> bool:
    return _agree(one.payers, other.payers) and _agree(one.receivers, other.receivers)


def _period(row: Row) -> str:
    """Return the time that capital spending is of: '2025', '2025Q3', '' where none is stated."""
    stated = said(row["period"]) or said(row["horizon"]).removesuffix(".0")
    year = re.search(r"\b20\d\d\b", str(row["subject"]))
    return stated or (year[0] if year else "")


def _kind(row: Row) -> str:
    metric = str(row["metric"])
    return metric if metric in (FUNDING, "capex") else "building"


def _in_one_sentence(one: Row, other: Row) -> bool:
    return bool(
        said(one["article_id"])
        and one["article_id"] == other["article_id"]
        and one["sentence"] == other["sentence"]
    )


def _listed_apart(one: Row, other: Row) -> bool:
    """Say whether two claims are told apart by who states them: a list names nothing twice."""
    if one["origin"] == other["origin"] == "reference":
        return bool(one["subject"] != other["subject"] and one["publisher"] == other["publisher"])
    alone = _in_one_sentence(one, other) and bool(one["unit"] == other["unit"])
    return alone and not _restated(one, other)


def _restated(one: Row, other: Row) -> bool:
    """Say whether one amount follows the other in other words: "$18bn (¥2.7tn)"."""
    first, second = place(one), place(other)
    if first is None or second is None or not _in_one_sentence(one, other):
        return False
    left, right = sorted((first, second))
    return bool(AGAIN.fullmatch(said(one["sentence"])[left[1] : right[0]]))


def _near(one: float, other: float, within: float) -> bool:
    return one > 0 < other and abs(math.log(one / other)) <= within


def _same_amount(one: Line, other: Line) -> bool:
    if _equal_amount(one, other):
        return True
    first, second = one.row, other.row
    # What is too far apart in any words needs no look at the words.
    if not _in_one_sentence(first, second) or not _near(one.low, other.low, REPHRASED):
        return False
    rephrased = first["unit"] != second["unit"] or _restated(first, second)
    return rephrased and _within(one, other, REPHRASED)


def _equal_amount(one: Line, other: Line) -> bool:
    """Say whether two amounts are the same, wherever they stand."""
    first, second = one.row, other.row
    if first["unit"] == second["unit"] and first["value"] == second["value"]:
        return True
    return _within(one, other, SAME)


def _within(one: Line, other: Line, within: float) -> bool:
    return _near(one.low, other.low, within) and _near(one.high, other.high, within)


def _alike(one: Line, other: Line) -> bool:
    """Say whether two claims can be about the same money, but for their amounts."""
    return (
        one.ends.about == other.ends.about
        and _kind(one.row) == _kind(other.row)
        and _compatible(one.ends, other.ends)
    )


def same(one: Line, other: Line) -> bool:
    """Say whether two claims are about the same money."""
    return _alike(one, other) and _same_amount(one, other)


@dataclass(slots=True)
class Group:
    """
    Claims about the same money, asked at once.

    Of those that tell it in the same way one is asked for all; the words that stand between two
    amounts matter within one article alone, so only its claims are asked one by one.
    """

    lines: list[Line] = field(default_factory=list)
    low: float = math.inf
    high: float = 0.0
    written: set[tuple[object, object]] = field(default_factory=set)
    amounts: dict[tuple[object, ...], Line] = field(default_factory=dict)
    ends: dict[tuple[object, ...], Ends] = field(default_factory=dict)
    of_article: dict[str, list[Line]] = field(default_factory=dict)
    of_reference: list[Line] = field(default_factory=list)

    def add(self, one: Line) -> None:
        """Take a claim in."""
        row, ends = one.row, (one.ends.payers, one.ends.receivers)
        self.lines.append(one)
        self.low, self.high = min(self.low, one.low), max(self.high, one.low)
        self.written.add((row["unit"], row["value"]))
        self.ends.setdefault(ends, one.ends)
        self.amounts.setdefault(
            (_kind(row), *ends, row["unit"], row["value"], one.low, one.high), one
        )
        if article := said(row["article_id"]):
            self.of_article.setdefault(article, []).append(one)
        if row["origin"] == "reference":
            self.of_reference.append(one)

    def _near(self, one: Line) -> list[Line]:
        """Return the claims of the same article."""
        return self.of_article.get(said(one.row["article_id"]), [])

    def _may_tell(self, one: Line) -> bool:
        """Say whether an amount is in reach of these, in whatever words."""
        is_near = self.low / _REACH <= one.low <= self.high * _REACH
        return is_near or (one.row["unit"], one.row["value"]) in self.written

    def tells(self, one: Line) -> bool:
        """Say whether a claim is about the same money as one of these."""
        return self._may_tell(one) and (
            any(_alike(one, each) and _equal_amount(one, each) for each in self.amounts.values())
            or any(same(one, other) for other in self._near(one))
        )

    def bars(self, one: Line) -> bool:
        """Say whether a claim is told apart from one of these: by a list, by who pays, who gets."""
        others = self.of_reference if one.row["origin"] == "reference" else ()
        return any(not _compatible(one.ends, ends) for ends in self.ends.values()) or any(
            _listed_apart(one.row, other.row) for other in (*others, *self._near(one))
        )


def _day(row: Row) -> date | None:
    return None if pd.isna(row["published"]) else pd.Timestamp(row["published"]).date()


def _far(one: Line, other: Line) -> int:
    return abs((one.day - other.day).days) if one.day and other.day else 0


def _pledge(group: Sequence[Line]) -> Pledge:
    firm = min(group, key=lambda one: LADDER.index(one.rung.rung)).rung.rung
    best = compare.chosen([one.row for one in group if one.rung.rung == firm])
    first = next(one for one in group if one.row["claim_id"] == best["claim_id"])
    named = max(group, key=lambda one: (one is first, len(one.ends.payers)))
    full = Ends(
        about=first.ends.about,
        payers=first.ends.payers or max((one.ends.payers for one in group), key=len),
        project=first.ends.project or named.ends.project,
        receivers=first.ends.receivers or max((one.ends.receivers for one in group), key=len),
    )
    days = [one.day for one in group if one.day]
    return Pledge(
        first=first,
        lines=(first, *(one for one in group if one is not first)),
        ends=full,
        since=min(days, default=None),
        origins=len({said(one.row["goes_back_to"]) for one in group}),
    )


def together(found: Sequence[Line]) -> list[Pledge]:
    """
    Put claims about the same money together, largest pledge first.

    A claim joins the group it agrees with whose nearest claim in time is closest; it never
    joins one that holds a claim it is told apart from.
    """
    groups: dict[str, list[Group]] = {}
    order = sorted(found, key=lambda one: (str(one.day), str(one.row["claim_id"])))
    for one in order:
        near = groups.setdefault(one.ends.about, [])
        fits = [group for group in near if group.tells(one) and not group.bars(one)]
        if not fits:
            near.append(Group())
            fits = near[-1:]
        first = fits[0]
        if len(fits) > 1:
            first = min(fits, key=lambda group: min(_far(one, other) for other in group.lines))
        first.add(one)
    pledges = [_pledge(group.lines) for found_here in groups.values() for group in found_here]
    return sorted(pledges, key=lambda pledge: (-pledge.high, pledge.claim_id))


def _days(one: Pledge, other: Pledge) -> int:
    """Return by how many days one pledge was told before another, 0 where a date is missing."""
    return (other.since - one.since).days if one.since and other.since else 0


def _told_apart(part: Pledge, whole: Pledge) -> bool:
    """Say whether a smaller amount comes on top of a larger one, or went before it."""
    if part.rung == "spent" and _days(part, whole) > YEAR:
        return True
    if any(one.on_top for one in part.lines) and not any(one.total for one in whole.lines):
        return True
    return any(one.on_top and not one.total for one in whole.lines)


def _may_pay(part: Pledge, whole: Pledge) -> bool:
    """
    Say whether those who pay a part may be those who pay the whole.

    All of a project is paid by everybody in it. What is nearer to cash is paid out of what was
    promised, so one payer in both is enough; at the same distance all must be in it.
    """
    one, other = set(part.ends.payers), set(whole.ends.payers)
    if not one or not other:
        return True
    if len(other) > 1 and str(whole.first.row["subject"]) == whole.ends.project:
        return True
    nearer = LADDER.index(part.rung) < LADDER.index(whole.rung)
    return bool(one & other) if nearer else one <= other


def _part_of_round(part: Pledge, whole: Pledge) -> bool:
    dated = part.since is not None and whole.since is not None
    beside = dated and abs(_days(part, whole)) <= NEARBY
    shared = bool(part.ends.payers) and not whole.ends.payers and beside
    within = bool(part.ends.payers) and set(part.ends.payers) < set(whole.ends.payers)
    return shared or within or any(one.part for one in part.lines)


def is_part(part: Pledge, whole: Pledge) -> bool:
    """
    Say whether one pledge must be taken for a part of another, so that both are not added.

    Rounds of funding are money of their own unless words say `part`, or an investor's share
    stands beside the whole round within three months. Of everything else a smaller amount is
    part of a larger one with the same ends, or with ends that are not named.
    """
    if part is whole or part.about != whole.about or part.high >= whole.high:
        return False
    if _kind(part.first.row) != _kind(whole.first.row):
        return False
    if not _agree(part.ends.receivers, whole.ends.receivers):
        return False
    if part.first.row["metric"] == FUNDING:
        return _agree(part.ends.payers, whole.ends.payers) and _part_of_round(part, whole)
    return _may_pay(part, whole) and not _told_apart(part, whole)
