"""
The desk at which decisions about figures are written: inside one transaction of the store.

Knows the statements of `queries/store`, not what a decision means (review.py). A desk is lent by
`Store.desk` and is of no use after its transaction.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from newsfigures import access, tables
from newsfigures.errors import SpanMismatchError
from newsfigures.model import Derived, Figure

Row = dict[str, Any]

# Many rows in one statement are ten times faster than one statement a row.
_ROWS_AT_ONCE = 100
# What is read in an article, by table, in the order in which it can leave.
READ = ("derived_input", "derived", "rejection", "review", "figure")


def insert(cursor: Any, table: str, rows: Sequence[Sequence[object]]) -> None:
    """Insert rows whose values stand in the order of the table's columns."""
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        block = rows[start : start + _ROWS_AT_ONCE]
        one = f"({', '.join('?' * len(block[0]))})"
        marks = ", ".join([one] * len(block))
        cursor.execute(f"INSERT INTO {table} VALUES {marks}", [v for row in block for v in row])


def insert_whole(cursor: Any, table: str, rows: Sequence[Sequence[object]]) -> None:
    """
    Insert thousands of rows at once, values in the order of the table's columns, one type each.

    Through Arrow that is ten times faster than `insert`, whose statements take longer to be
    planned than to run.
    """
    import pyarrow as pa  # a tenth of a second, needed only where a store is new

    columns = {str(n): list(values) for n, values in enumerate(zip(*rows, strict=True))}
    pour(cursor, table, pa.table(columns), "")


def pour(cursor: Any, table: str, block: Any, by: str = "BY NAME") -> None:
    """Insert an Arrow table; `by` "" takes its columns in their order and not by their names."""
    cursor.register("incoming", block)
    try:
        cursor.execute(f"INSERT INTO {table} {by} SELECT * FROM incoming")
    finally:
        cursor.unregister("incoming")


# Whoever decides without giving a name.
NOBODY = "somebody"


def now() -> datetime:
    """Return the time in UTC without a zone, as the schema keeps it."""
    return datetime.now(UTC).replace(tzinfo=None)


def signed(who: str) -> str:
    """Return the name under which somebody's work is kept: who is known, not what is given."""
    return access.signature(who) or NOBODY


class Desk:
    """Reads and writes what was decided about figures, in a transaction that is not ended yet."""

    def __init__(self, cursor: Any, statement: Callable[[str], str]) -> None:
        self._cursor = cursor
        self._statement = statement
        # Articles of which a figure was written or removed: their claims are to be kept anew.
        self._touched: set[str] = set()

    @property
    def cursor(self) -> Any:
        """Return the cursor of the transaction, for rooms that deal with whole tables."""
        return self._cursor

    def run(self, name: str, values: Mapping[str, object] | None = None) -> list[tuple[Any, ...]]:
        """Run a statement of queries/store; return the rows it answers, as tuples."""
        found: list[tuple[Any, ...]] = self._cursor.execute(
            self._statement(name), values
        ).fetchall()
        return found

    def _rows(self, name: str, values: Mapping[str, object] | None = None) -> list[Row]:
        found = self._cursor.execute(self._statement(name), values)
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def state(self, figure_id: str) -> Row | None:
        """Return all that is kept of a figure, with `review` and `decision_id`; None if unknown."""
        rows = self._rows("figure_state", {"figure_id": figure_id})
        return rows[0] if rows else None

    def as_read(self, figure_id: str) -> Row | None:
        """Return the fields of a figure as it was read, None for one that was added by hand."""
        rows = self._rows("figure_as_read", {"figure_id": figure_id})
        return {key: rows[0][key] for key in tables.FIGURE_FIELDS} if rows else None

    def newest(self, figures: Sequence[str]) -> dict[str, Row]:
        """Return for each figure that was decided about who did what last."""
        rows = self._rows("newest_decision", {"figures": list(figures)})
        return {row["figure_id"]: row for row in rows}

    def history(self, figure_id: str) -> list[Row]:
        """Return the decisions about a figure, oldest first, each with its fields as a mapping."""
        rows = self._rows("history", {"figure_id": figure_id})
        return [{**row, "fields": json.loads(row["fields"])} for row in rows]

    def decisions_in(self, article_id: str) -> list[Row]:
        """Return the decisions about the figures of an article, oldest first, as `history` does."""
        rows = self._rows("decisions_in", {"article_id": article_id})
        return [{**row, "fields": json.loads(row["fields"])} for row in rows]

    def reviewed_in(self, article_id: str) -> list[Row]:
        """Return what counts of the figures of an article that somebody decided about."""
        return self._rows("reviewed_in", {"article_id": article_id})

    def read_in(self, article_id: str) -> list[Row]:
        """Return the figures of an article as they were read, in the order of the text."""
        return self._rows("read_in", {"article_id": article_id})

    def read_by(self, article_id: str) -> str:
        """Return the edition that read an article."""
        return str(self._rows("article", {"article_id": article_id})[0]["extractor"])

    def next_number(self) -> int:
        """Return the number of the next decision."""
        return int(self._cursor.execute(self._statement("next_decision")).fetchone()[0])

    def text_of(self, article_id: str) -> str | None:
        """Return an article's text, None when it is not in the store."""
        rows = self._rows("article", {"article_id": article_id})
        return str(rows[0]["text"]) if rows else None

    def record(self, decision: Row, at: datetime) -> None:
        """Write one decision and what counts from now on; `fields` are all of the figure's."""
        fields: Row = decision["fields"]
        self._insert(
            "decision",
            [
                decision["decision_id"], decision["figure_id"], decision["article_id"], at,
                decision["who"], decision["action"], decision["state"],
                json.dumps(fields, ensure_ascii=False, default=str), decision["changed"],
                decision["why"], decision["batch"],
            ],
        )  # fmt: skip
        self.count(
            decision["figure_id"],
            decision["article_id"],
            decision["decision_id"],
            decision["state"],
            fields,
        )

    def choice_about(self, claim_id: str) -> Row | None:
        """
        Return what a claim is about (`alike`), with the newest choice about that; None if unknown.

        The choice is `newest`, its number, `who`, `action` and `preferred`, the claim; all None
        where nobody chose.
        """
        rows = self._rows("alike_of_claim", {"claim_id": claim_id})
        return rows[0] if rows else None

    def choose(
        self, about: str, claim_id: str, action: str, at: datetime, who: str, why: str
    ) -> int:
        """Write that a claim is preferred among those alike, or no longer; return its number."""
        number = int(self._cursor.execute(self._statement("next_preference")).fetchone()[0])
        self._insert("preference", [number, about, claim_id, action, at, who, why])
        return number

    def count(self, figure_id: str, article_id: str, number: int, state: str, fields: Row) -> None:
        """Let a decision count from now on: its number, the state and all fields of the figure."""
        self._touched.add(article_id)
        self._cursor.execute(self._statement("remove_review"), {"figure_id": figure_id})
        kept = [fields[name] for name in tables.FIGURE_FIELDS]
        self._insert("review", [figure_id, article_id, number, state, *kept])

    def _insert(self, table: str, values: Sequence[object]) -> None:
        insert(self._cursor, table, [values])

    def fill(self, article_id: str, rows: Mapping[str, Sequence[Sequence[object]]]) -> None:
        """
        Write what was read in an article, by table.

        Raises SpanMismatchError as `check_spans` does.
        """
        self._touched.add(article_id)
        for table, new in rows.items():
            insert(self._cursor, table, new)
        self.check_spans(article_id)

    def check_spans(self, article_id: str) -> None:
        """Raise SpanMismatchError for the first stored figure whose span is not its quote."""
        for row in self._rows("broken_span", {"article_id": article_id}):
            raise SpanMismatchError(
                article_id, row["start_offset"], row["end_offset"],
                quote=row["quote"], found=row["found"],
            )  # fmt: skip

    def refill(
        self,
        article_id: str,
        rows: Mapping[str, Sequence[Sequence[object]]],
        *,
        read_by: str,
        words: int,
        reading: Mapping[str, object],
    ) -> None:
        """Write what is read in an article now instead of what was; no decision counts yet."""
        articles = {"articles": [article_id]}
        for table in READ:
            self._cursor.execute(self._statement(f"remove_from_{table}"), articles)
        self.fill(article_id, rows)
        kept = json.dumps(reading, ensure_ascii=False)
        self._cursor.execute(
            self._statement("set_reading"),
            {"article_id": article_id, "extractor": read_by, "words": words, "reading": kept},
        )

    def keep_claims(self) -> None:
        """Keep the claims of each article in which something was written, as they are now."""
        for article_id in sorted(self._touched):
            for name in ("remove_claims", "keep_claims"):
                self._cursor.execute(self._statement(name), {"article_id": article_id})
        self._touched.clear()

    def rename(self, figure_id: str, to: str) -> None:
        """Give a figure as it was read the id of the one that decisions were made about."""
        self._cursor.execute(self._statement("rename_figure"), {"figure_id": figure_id, "to": to})

    def note_rereading(self, noted: Row) -> None:
        """Keep that an article was read again; `before` are fields by id, the rest columns."""
        number = self._cursor.execute(self._statement("next_rereading")).fetchone()[0]
        before = json.dumps(noted["before"], ensure_ascii=False, default=str)
        self._insert("rereading", [number, *{**noted, "before": before}.values()])

    def namings(self) -> list[Row]:
        """Return what people added to the names or took back, oldest first."""
        return self._rows("namings")

    def name(self, added: Row) -> int:
        """Write one addition to the names, its columns in their order; return its number."""
        number = int(self._cursor.execute(self._statement("next_naming")).fetchone()[0])
        self._insert("naming", [number, *added.values()])
        return number

    def admitted(self, article_id: str) -> list[Row]:
        """Return the figures of an article that count, in the order of the text."""
        return self._rows("admitted_of", {"article_id": article_id})

    def follow(self, article_id: str, rows: Sequence[Row], figures: Sequence[Figure],
               derived: Sequence[Derived]) -> None:  # fmt: skip
        """
        Write what follows from the figures that count: what is worked out, what does not fit.

        `figures` are those of `rows`, with their warnings.
        """
        self._touched.add(article_id)
        articles = {"articles": [article_id]}
        for table in ("derived_input", "derived"):
            self._cursor.execute(self._statement(f"remove_from_{table}"), articles)
        ids = [row["figure_id"] for row in rows]
        for table, new in tables.derived_rows(article_id, derived, ids).items():
            for each in new:
                self._insert(table, each)
        for row, figure in zip(rows, figures, strict=True):
            if list(figure.warnings) != list(row["warnings"] or ()):
                kept = "figure" if row["decision_id"] is None else "review"
                self._cursor.execute(
                    self._statement(f"set_warnings_{kept}"),
                    {"figure_id": row["figure_id"], "warnings": list(figure.warnings)},
                )
