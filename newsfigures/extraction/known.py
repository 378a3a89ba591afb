"""
The names an extraction knows: those of the catalogue, and those it is given besides.

What is worked out from the names is kept with them, so that two extractions that know other
names can run at the same time and neither sees the other's.

    >>> mine = Entity(name="Quillon", kind="company", parent=None, country=None,
    ...               aliases=(), ambiguous=frozenset())
    >>> with knowing([mine]):
    ...     entities()[-1].name
    'Quillon'
    >>> "Quillon" in {entity.name for entity in entities()}
    False
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

from newsfigures import catalog
from newsfigures.catalog import Entity

__all__ = ["Entity", "entities", "knowing", "remembered", "together"]

P = ParamSpec("P")
R = TypeVar("R")


class _Names:
    """Some names besides those of the catalogue, and what was worked out from all of them."""

    __slots__ = ("extra", "memory")

    def __init__(self, extra: tuple[Entity, ...]) -> None:
        self.extra = extra
        self.memory: dict[tuple[Any, ...], Any] = {}


_ALONE = _Names(())
_names: ContextVar[_Names] = ContextVar("names", default=_ALONE)


@lru_cache(maxsize=4)  # the automaton of some names is built once, and let go of when they change
def _of(extra: tuple[Entity, ...]) -> _Names:
    return _Names(extra)


@contextmanager
def knowing(extra: Sequence[Entity]) -> Iterator[None]:
    """Know these names too, in this thread, until the block ends."""
    token = _names.set(_of(tuple(extra)) if extra else _ALONE)
    try:
        yield
    finally:
        _names.reset(token)


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """
    Keep what a function of the names returns, by its arguments, as long as the names are kept.

    It takes arguments by position only; two threads may both work it out, with one result.
    """

    @wraps(function)
    def ask(*args: P.args, **_: P.kwargs) -> R:
        memory = _names.get().memory
        key = (function, *args)
        try:
            found: R = memory[key]
        except KeyError:
            found = memory[key] = function(*args, **_)
        return found

    return ask


@remembered
def entities() -> tuple[Entity, ...]:
    """Return every name that is known now: those of the catalogue in its order, then others."""
    return together(catalog.entities(), _names.get().extra)


def together(known: Sequence[Entity], extra: Sequence[Entity]) -> tuple[Entity, ...]:
    """Return both; an extra one of the same name and kind adds its forms to the one known."""
    found = {(entity.name, entity.kind): entity for entity in known}
    for one in extra:
        key = (one.name, one.kind)
        if had := found.get(key):
            found[key] = replace(
                had,
                aliases=tuple(dict.fromkeys((*had.aliases, *one.aliases))),
                ambiguous=had.ambiguous | one.ambiguous,
            )
        else:
            found[key] = one
    return tuple(found.values())
