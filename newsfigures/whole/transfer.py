"""Everything in a store into another one: out of a file into a lake, and back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from newsfigures.access import Action
from newsfigures.desk import pour
from newsfigures.errors import TransferError
from newsfigures.store import Store
from newsfigures.whole import soundness
from newsfigures.whole.carried import TABLES, Content, content, rows_of

_ROWS_AT_ONCE = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Transferred:
    """What is in the other store now, by table; `was_there` where it all was there before."""

    tables: Mapping[str, Content]
    was_there: bool

    @property
    def rows(self) -> dict[str, int]:
        """Return how many rows of each table there are."""
        return {name: its.rows for name, its in self.tables.items()}


def contents(cursor: Any, tables: Iterable[str] = TABLES) -> dict[str, Content]:
    """Return what a store holds beyond data/, by table; the order of rows makes no difference."""
    return {table: content(cursor, f"({rows_of(table)})") for table in tables}


def transfer(
    source: Store,
    target: Store,
    action: Action,
    tables: Iterable[str] = TABLES,
) -> Transferred:
    """
    Put all of a store's tables into a new one, or nothing, and compare what is there then.

    `action` is what it is done for, which whoever acts must be allowed. Ids, times and the numbers
    of decisions stay; the source stays as it is. Raises TransferError when the other store holds
    anything else, or what came over is not what was sent or not sound.
    """
    with source.moment() as sent:
        taken = contents(sent, tables)
        with target.moment() as cursor:
            there = contents(cursor, tables)
        if there == taken:
            return Transferred(tables=there, was_there=True)
        if any(its.rows for table, its in there.items() if table != "meta"):
            raise TransferError(
                f"{target.place} holds {there['article'].rows:,} articles and "
                f"{there['decision'].rows:,} decisions, and others than {source.place}. A store "
                "goes into a new one only; name another place. Nothing was changed."
            )
        with target.desk(action) as desk:
            for table in taken:
                if table == "meta":
                    desk.run("forget_samples")
                pour(desk.cursor, table, _stream(sent, table))
            desk.run("keep_all_claims")
            _compare(contents(desk.cursor, tables), taken, target)
            if found := soundness.findings(desk.cursor):
                raise TransferError(
                    f"{source.place} is not sound: {found[0].kind} {found[0].id}: "
                    f"{found[0].said}. Mend it first: python -m newsfigures doctor --mend"
                )
    return Transferred(tables=taken, was_there=False)


def _stream(cursor: Any, table: str) -> Any:
    """Return the rows of a table, in one order, as Arrow's reader of batches."""
    return cursor.execute(f"{rows_of(table)} ORDER BY ALL").to_arrow_reader(_ROWS_AT_ONCE)


def _compare(there: Mapping[str, Content], taken: Mapping[str, Content], target: Store) -> None:
    if wrong := sorted(table for table in taken if there[table] != taken[table]):
        raise TransferError(
            f"What came over to {target.place} is not what was sent ({', '.join(wrong)}). "
            "Nothing was changed there."
        )
