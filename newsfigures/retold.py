"""What reading articles again changes, in plain words; for the pages and the command line."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from newsfigures.catalog import metrics
from newsfigures.editing import name
from newsfigures.rereading import Difference, Item, Rereading
from newsfigures.senses import TITLES

__all__ = ["difference", "differences", "lines", "summary"]

_SAY: Mapping[str, Callable[[Any], str]] = {
    "metric": lambda value: metrics()[value].label,
    "qualifier": lambda value: str(value).replace("_", " "),
    "cost_basis": lambda value: TITLES[value or "unspecified"],
}
_LARGE = 1e15


def difference(each: Difference) -> str:
    """
    Return what differs in one field, in words.

        >>> difference(Difference(field="horizon", before=None, now=2030))
        'year it is for: nothing → 2030'
    """
    say = _SAY.get(each.field, _plain)
    return f"{name(each.field)}: {say(each.before)} → {say(each.now)}"


def _plain(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.4g}" if abs(value) >= _LARGE else f"{value:,.4f}".rstrip("0").rstrip(".")
    return str(value)


def differences(item: Item) -> str:
    """Return what differs in a figure, in words; a confidence that moved only when it is all."""
    told = [each for each in item.differences if item.is_slight or each.field != "confidence"]
    return "; ".join(difference(each) for each in told)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def summary(found: Sequence[Rereading]) -> str:
    """Return what reading some articles again changes, in a sentence or two."""
    added, lost, changed, kept = (
        sum(len(getattr(one, name)) for one in found)
        for name in ("added", "lost", "changed", "kept")
    )
    slight = sum(each.is_slight for one in found for each in one.changed)
    moved = sum(one.changes > 0 for one in found)
    said = (
        f"{_count(added, 'figure')} added, {lost:,} lost, {changed:,} changed"
        + (f" ({slight:,} of them in confidence only)" if slight else "")
        + f", in {moved:,} of {_count(len(found), 'article')}."
    )
    if kept:
        stay = "stays as it was decided" if kept == 1 else "stay as they were decided"
        said += f" {_count(kept, 'figure')} that somebody decided about {stay}."
    return said


def lines(one: Rereading) -> Iterator[str]:
    """Yield what reading one article again changes, line by line; confidences are left out."""
    yield f"{one.article_id} {one.title}: {summary([one])}"
    for item in one.added:
        yield f"  + {_figure(item)}"
    for item in one.lost:
        yield f"  - {_figure(item)}"
    for item in one.changed:
        if not item.is_slight:
            yield f"  ~ {_figure(item)}: {differences(item)}"
    for item in one.kept:
        if not item.is_read:
            yield f"  = {_figure(item)}: {item.review}, not read any more"
        elif not item.is_slight:
            yield f"  = {_figure(item)}: {item.review}, reads now: {differences(item)}"


def _figure(item: Item) -> str:
    fields = item.fields
    quote = " ".join(fields["quote"].split())
    return f"{quote}: {metrics()[fields['metric']].label} of {fields['subject']}"
