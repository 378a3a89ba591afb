"""
What is finished is kept: of the same figures, asked the same way, it is made once.

It is the same for everybody who sees that view, so it is kept for all sessions together, until
the store changes.
"""

from collections.abc import Callable
from typing import TypeVar, TypeVarTuple, Unpack, cast

import pandas as pd
import streamlit as st

from newsfigures.charts.views import View
from newsfigures.ui import asof, digest, opening
from newsfigures.ui.lasting import lasting, renew

# What is kept of each, in megabytes: sixty charts of the samples, some hundred other parts.
CHARTS, OTHERS = 8, 24

Mark = tuple[str, ...]
Made = TypeVar("Made")
Given = TypeVarTuple("Given")


@lasting(CHARTS)
def _drawn(mark: str, _make: Callable[[], object]) -> object:
    return _make()


@lasting(OTHERS)
def _made(mark: str, _make: Callable[[], object]) -> object:
    return _make()


def state(what: str, *asked: str) -> Mark:
    """Return what tells something made of this state of the store, asked like that, from others."""
    renew()
    opened = asof.opened()
    return (str(opened.path), str(asof.version()), what, *asked)


def of(what: str, rows: pd.DataFrame, *asked: str) -> Mark:
    """Return what tells something made of these claims, asked like that, from all else."""
    return state(what, digest.digest(rows), *asked)


def shown(what: str, rows: pd.DataFrame, *asked: str) -> Mark:
    """Return the same for what depends on the page too: on all of its controls and its theme."""
    return of(what, rows, opening.view(), str(st.context.theme.type), *asked)


def chart(mark: Mark, part: str, make: Callable[[], Made]) -> Made:
    """Return a chart that `make` gives for a part of what is marked so; see `once`."""
    return cast("Made", _drawn("\x1f".join((*mark, part)), make))


def once(mark: Mark, part: str, make: Callable[[], Made]) -> Made:
    """
    Return what `make` gives for a part of what is marked so, made anew only if it is not kept.

    `make` draws nothing on the page, and nobody may change what it returns. What it raises is
    raised each time.
    """
    # One text is told from another four times as fast as a tuple of them is.
    return cast("Made", _made("\x1f".join((*mark, part)), make))


def _named(given: object) -> str:
    """Return what tells a value given to a step from others; TypeError for what has no name."""
    match given:
        case pd.DataFrame():
            return digest.digest(given)
        case View():
            return f"{digest.digest(given.rows)} {given.notes!r}"
        case str() | int() | float() | None:
            return repr(given)
        case list() | tuple():
            return f"[{', '.join(map(_named, given))}]"
    raise TypeError(f"{type(given).__name__} is no claims, text or number: name it in `of`.")


def step(make: Callable[[Unpack[Given]], Made], /, *given: *Given) -> Made:
    """
    Return what a pure function gives for some claims, worked out once in each state of the store.

    Frames and views given have claims as `asking.ask` returns them, some rows left out; all else
    that is given is text, numbers and sequences of these. TypeError for anything else. A frame
    that comes back may be given other rows and columns; its cells are everybody's.
    """
    named = map(_named, given)
    mark = state(f"{make.__module__}.{make.__qualname__}", *named)
    made = once(mark, "step", lambda: make(*given))
    return cast("Made", digest.again(made)) if isinstance(made, pd.DataFrame) else made
