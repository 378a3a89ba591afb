"""
Who is acting, and the one place where it is decided whether they may.

Whoever answers somebody says who that is (`acting`), or how it is found out (`ask`): HTTP by the
token of a request, the pages by the session. The store asks here before it writes (Store.desk,
Store._transaction), so that a page or an address that forgets to ask is refused all the same.
A thread that nobody told anything acts as what the process is: a command of this machine's user,
or in the server whoever `ask` finds.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from newsfigures.access import settings
from newsfigures.access.actions import ACTIONS, Action, Role
from newsfigures.errors import RefusedError

# What is wrong, and where, is for whoever runs this.
BROKEN = (
    "Who may do what cannot be read here, so nobody may. Whoever runs this newsfigures finds the "
    "reason in its log."
)
READ_ONLY = "This newsfigures is for reading only: nothing can be added or changed here."


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """
    Somebody who acts.

    `name` is the name under which their work is kept, '' where they may give one with it. `key`
    tells them apart where uses are counted, '' for whose are not. `is_program` is the program
    itself at its start, which also fills a new store that is for reading only.
    """

    role: Role
    name: str = ""
    key: str = ""
    is_program: bool = False


# The user of this machine who runs a command, or is known by the note beside the store.
OPERATOR = Person(role=Role.ADMIN)
PROGRAM = Person(role=Role.ADMIN, is_program=True)

_acting: ContextVar[Person | None] = ContextVar("acting", default=None)
_found: list[Callable[[], Person]] = []


def ask(find: Callable[[], Person]) -> None:
    """Have `find` say who acts wherever nobody said so with `acting`, from now on."""
    _found[:] = [find]


@contextmanager
def acting(person: Person) -> Iterator[None]:
    """Let everything inside be done by a person; threads begun with this context too."""
    before = _acting.set(person)
    try:
        yield
    finally:
        _acting.reset(before)


def current() -> Person:
    """Return who is acting."""
    person = _acting.get()
    if person is not None:
        return person
    return _found[0]() if _found else OPERATOR


def why_not(person: Person, action: Action) -> str:
    """Return in words why somebody may not do something, '' when they may."""
    rule = ACTIONS[action]
    if rule.writes and settings.is_read_only() and not person.is_program:
        return READ_ONLY
    if person.role >= rule.least:
        return ""
    if person.role is Role.NOBODY:
        return f"{rule.doing} needs a role here, and none is known of you. Sign in first."
    who = f"{person.name} is" if person.name else "You are"
    return (
        f"{rule.doing} is for the role {rule.least.word}. {who} {person.role.word} here; whoever "
        "runs this newsfigures gives roles."
    )


def allowed(person: Person, action: Action) -> bool:
    """Say whether somebody may do something."""
    return not why_not(person, action)


def may(action: Action) -> bool:
    """Say whether whoever is acting may do something."""
    return allowed(current(), action)


def check(action: Action) -> None:
    """Raise RefusedError unless whoever is acting may do this."""
    if said := why_not(current(), action):
        raise RefusedError(said)


def signature(given: str) -> str:
    """Return the name under which work is kept: that of who is acting, else the one given."""
    return " ".join((current().name or given).split())
