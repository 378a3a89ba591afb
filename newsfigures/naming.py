"""
Names that people add to the listed ones: other forms of a known name, and names of their own.

Each addition is a row of `naming` that stays; taking one back is a row too. What counts is handed
to the extraction as data (`added`). Articles in the store keep their figures until they are read
again (rereading.py).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from newsfigures.access import Action
from newsfigures.catalog import KINDS, Entity, chips, entities
from newsfigures.desk import Desk, now, signed
from newsfigures.errors import NamingError
from newsfigures.extraction import known
from newsfigures.store import Store

__all__ = ["Naming", "add_form", "add_name", "added", "all_names", "known_at", "log", "take_back"]

Row = dict[str, Any]
LONGEST = 80
# Writing without capitals: Chinese, Japanese, Korean.
_NO_CASE = "\u2e80"


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """An addition: who added which form for whom; `is_taken_back` when it counts no more."""

    number: int
    at: datetime
    who: str
    form: str
    name: str
    kind: str
    parent: str | None
    ambiguous: bool
    why: str | None
    is_taken_back: bool

    @property
    def is_form(self) -> bool:
        """Say whether it is another form of a name, not a name of its own."""
        return self.form != self.name


def log(store: Store) -> tuple[Naming, ...]:
    """Return every addition, oldest first, those that were taken back too."""
    with store.glance() as desk:
        return _log(desk)


def known_at(desk: Desk) -> tuple[Entity, ...]:
    """Return every known name, listed or added, as `all_names` does, inside a transaction."""
    return known.together(entities(), _added(_log(desk)))


def added(store: Store) -> tuple[Entity, ...]:
    """Return what an extraction is to know besides the listed names, in the order of addition."""
    return _added(log(store))


def all_names(store: Store) -> tuple[Entity, ...]:
    """Return every known name, listed or added."""
    with store.glance() as desk:
        return known_at(desk)


def add_form(
    store: Store,
    form: str,
    name: str,
    kind: str,
    *,
    who: str,
    ambiguous: bool = False,
    why: str | None = None,
) -> int:
    """
    Add another form of a known name; return the addition's number.

    Raises NamingError when the form is known already, is no name, or nobody is called so.
    """

    def check(names: Sequence[Entity]) -> Row:
        if not any((one.name, one.kind) == (name, kind) for one in names):
            raise NamingError(f"There is no {kind.replace('_', ' ')} “{name}” in the list.")
        return {"action": "form", "form": _free(form, names), "name": name, "kind": kind,
                "parent": None}  # fmt: skip

    return _add(store, check, who=who, ambiguous=ambiguous, why=why)


def add_name(
    store: Store,
    name: str,
    kind: str,
    *,
    parent: str | None,
    who: str,
    ambiguous: bool = False,
    why: str | None = None,
) -> int:
    """
    Add a name of its own; `parent` is the maker, owner or employer, None for none.

    Raises NamingError when the name is known already or is none, or the maker is not known.
    """

    def check(names: Sequence[Entity]) -> Row:
        if kind not in KINDS:
            raise NamingError(f"Kind: choose one of {', '.join(sorted(KINDS))}.")
        if parent and parent not in {one.name for one in names}:
            raise NamingError(f"Maker: “{parent}” is not in the list. Add it first.")
        free = _free(name, names)
        return {"action": "name", "form": free, "name": free, "kind": kind,
                "parent": parent or None}  # fmt: skip

    return _add(store, check, who=who, ambiguous=ambiguous, why=why)


def take_back(store: Store, number: int, *, who: str) -> int:
    """
    Take an addition back; that too is a row.

    Raises NamingError when there is none that counts, or others rest on it.
    """
    with store.desk(Action.NAME) as desk:
        past = _log(desk)
        one = next((each for each in past if each.number == number), None)
        if one is None or one.is_taken_back:
            raise NamingError(f"There is no addition {number} left to take back.")
        rest = [each for each in past if each is not one and not each.is_taken_back]
        if not one.is_form:
            on_it = [e.form for e in rest if one.name in (e.parent, e.name)]
            if on_it:
                raise NamingError(
                    f"“{one.name}” is used by {', '.join(on_it)}. Take that back first."
                )
        row = {"action": "take back", "form": one.form, "name": one.name, "kind": one.kind,
               "parent": one.parent, "takes_back": number}  # fmt: skip
        return _write(desk, row, who=who, ambiguous=one.ambiguous, why=None)


def _add(
    store: Store,
    check: Callable[[Sequence[Entity]], Row],
    *,
    who: str,
    ambiguous: bool,
    why: str | None,
) -> int:
    with store.desk(Action.NAME) as desk:
        row = check(known_at(desk))
        return _write(desk, row | {"takes_back": None}, who=who, ambiguous=ambiguous, why=why)


def _write(desk: Desk, row: Row, *, who: str, ambiguous: bool, why: str | None) -> int:
    return desk.name(
        {
            "named_at": now(),
            "who": signed(who),
            "action": row["action"],
            "form": row["form"],
            "name": row["name"],
            "kind": row["kind"],
            "parent": row["parent"],
            "ambiguous": ambiguous,
            "why": " ".join((why or "").split()) or None,
            "takes_back": row["takes_back"],
        }
    )


def _log(desk: Desk) -> tuple[Naming, ...]:
    rows = desk.namings()
    gone = {row["takes_back"] for row in rows}
    return tuple(
        Naming(
            number=row["naming_id"],
            at=row["named_at"],
            who=row["who"],
            form=row["form"],
            name=row["name"],
            kind=row["kind"],
            parent=row["parent"],
            ambiguous=row["ambiguous"],
            why=row["why"],
            is_taken_back=row["naming_id"] in gone,
        )
        for row in rows
        if row["action"] != "take back"
    )


def _added(past: Iterable[Naming]) -> tuple[Entity, ...]:
    return known.together(
        (),
        [
            Entity(
                name=one.name,
                kind=one.kind,
                parent=one.parent,
                country=None,
                aliases=(one.form,) if one.is_form else (),
                ambiguous=frozenset({one.form} if one.ambiguous else ()),
            )
            for one in past
            if not one.is_taken_back
        ],
    )


def _free(form: str, names: Iterable[Entity]) -> str:
    """Return a form with single spaces, or raise NamingError when it cannot be added."""
    form = " ".join(form.split())
    if not form:
        raise NamingError("Name: write it as articles do.")
    if len(form) > LONGEST:
        raise NamingError(f"Name: “{form[:30]}…” is too long; {LONGEST} characters at most.")
    if not any(c.isupper() or c.isdigit() or c >= _NO_CASE for c in form):
        raise NamingError(f"Name: “{form}” has no capital letter or digit, so it is no name.")
    if not any(c.isalpha() for c in form):
        raise NamingError(f"Name: “{form}” is a number.")
    for one in names:
        if form.lower() in (known_form.lower() for known_form in (one.name, *one.aliases)):
            raise NamingError(
                f"“{form}” is known already: it means {one.name} ({one.kind.replace('_', ' ')})."
            )
    for chip in chips():
        if form.lower() in (known_form.lower() for known_form in (chip.name, *chip.aliases)):
            raise NamingError(f"“{form}” is known already: it means the chip {chip.name}.")
    return form
