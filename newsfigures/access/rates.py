"""
How often one person may upload or ask in SQL: counted by the library `limits`, in memory.

NEWSFIGURES_LIMITS changes the usual numbers. Whoever has no key is not counted: the user of this
machine, by the command line and through the note beside the store.
"""

import math
import os
import time
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from newsfigures.access.actions import Action
from newsfigures.access.gate import current
from newsfigures.errors import AccessError, TooOftenError

# Far above what one person does by hand; who serves many sets less.
USUAL: Mapping[Action, str] = MappingProxyType(
    {Action.UPLOAD: "5000/hour", Action.SQL: "120/minute"}
)
_WHAT = {Action.UPLOAD: ("file", "files"), Action.SQL: ("question in SQL", "questions in SQL")}
_OFF = "off"


@cache
def _limiter() -> MovingWindowRateLimiter:
    return MovingWindowRateLimiter(MemoryStorage())


def limits() -> Mapping[Action, RateLimitItem | None]:
    """Return how often each is taken from one person, None: any number; AccessError as `read`."""
    return read(os.environ.get("NEWSFIGURES_LIMITS", ""))


@lru_cache(maxsize=4)
def read(words: str) -> Mapping[Action, RateLimitItem | None]:
    """Return what is set, such as `upload=100/hour, sql=off`; AccessError for what is none."""
    said = dict(USUAL)
    for part in filter(None, (one.strip() for one in words.split(","))):
        name, _, often = (word.strip() for word in part.partition("="))
        if name not in USUAL:
            raise AccessError(
                f"NEWSFIGURES_LIMITS: there is no {name!r}. There are: {', '.join(USUAL)}."
            )
        said[Action(name)] = often
    found: dict[Action, RateLimitItem | None] = {}
    for action, often in said.items():
        try:
            found[action] = None if often == _OFF else parse(often)
        except ValueError as error:
            raise AccessError(
                f"NEWSFIGURES_LIMITS: {action}={often} is no rate; write one such as "
                f"{action}={USUAL[action]}, or {action}={_OFF}."
            ) from error
    return MappingProxyType(found)


def take(action: Action, cost: int = 1) -> None:
    """
    Count that whoever is acting does this `cost` times now.

    Raises TooOftenError, and counts nothing, where that is more than is taken from one person.
    """
    key, rate = current().key, limits()[action]
    if not key or rate is None or _limiter().hit(rate, key, action, cost=cost):
        return
    one, many = _WHAT[action]
    span = (
        f"{rate.multiples} {rate.GRANULARITY.name}s"
        if rate.multiples > 1
        else (f"one {rate.GRANULARITY.name}")
    )
    most = f"{rate.amount:,} {one if rate.amount == 1 else many} in {span}"
    if cost > rate.amount:
        raise TooOftenError(
            f"These are {cost:,} {many} at once, and no more than {most} are taken from one "
            f"person. Hand in {rate.amount:,} at most.",
            rate.get_expiry(),
        )
    ends = _limiter().get_window_stats(rate, key, action).reset_time
    seconds = max(1, math.ceil(ends - time.time()))
    wait = f"{seconds} seconds" if seconds < 120 else f"{math.ceil(seconds / 60)} minutes"
    raise TooOftenError(
        f"No more than {most} are taken from one person. Try again in {wait}.", seconds
    )
