"""What differs between two states of the figures: which, in what, and by whose decision."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any, Final, Literal

from newsfigures import export, queries
from newsfigures.store import Store

Row = Mapping[str, Any]
Kind = Literal["added", "removed", "changed"]
_AT_ONCE: Final = 2_000
_DECISIONS = ("accept", "edit", "reject", "add", "undo", "restore")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One column of a figure that is another now; None where it was or is empty."""

    name: str
    before: Any
    now: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """
    One figure that is in one state and not in the other, or is another there.

    `figure` are its columns as they are now, of a removed one as they were (docs/figures.md).
    `fields` are what changed, none for one added or removed. `cause` is what was done (a kind of
    queries/who_changed.sql, 'follows' for a decision about another figure of its article,
    'reference' for another edition of the reference data, '' where nobody did anything), `who` by
    whom, `why` with which words, '' for none.
    """

    kind: Kind
    figure: Row
    fields: tuple[Field, ...]
    cause: str = ""
    who: str = ""
    why: str = ""


def between(before: Store, after: Store, log: Store, since: str, until: str = "") -> list[Change]:
    """
    Return what differs in the figures of two stores: what somebody decided about them first.

    `log` is the store of today, whose history only grows; `since` and `until` are the times at
    which both stood so ('' for now), in UTC as `Snapshot.made_at`.
    """
    gone, new = _unlike(before, after)
    had, has = _rows(before, gone), _rows(after, new)
    found = [
        change
        for one in sorted({*had, *has})
        if (change := _change(had.get(one), has.get(one))) is not None
    ]
    past = _Past(log, found, since, until or datetime.now(UTC).replace(tzinfo=None).isoformat())
    return sorted(map(past.told, found), key=_place)


def _place(change: Change) -> tuple[Any, ...]:
    """Return where a change stands: decided by somebody, then by measure, name and id."""
    its = change.figure
    return change.cause not in _DECISIONS, its["metric"], its["subject"], its["claim_id"]


def _some(many: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield all there are, as many at a time as one question takes."""
    each = iter(many)
    while some := list(islice(each, _AT_ONCE)):
        yield some


def _unlike(before: Store, after: Store) -> tuple[list[str], list[str]]:
    """Return the ids of claims that are not, or not the same, in the other store; of both."""
    digests = [queries.run(one, "claim_digests") for one in (before, after)]
    both = digests[0].merge(digests[1], how="outer", on="claim_id", suffixes=("_had", "_has"))
    others = both[both["digest_had"].ne(both["digest_has"]).fillna(value=True)]
    return (
        list(others.loc[others["digest_had"].notna(), "claim_id"]),
        list(others.loc[others["digest_has"].notna(), "claim_id"]),
    )


def _rows(store: Store, ids: Iterable[str]) -> dict[str, Row]:
    return {row["claim_id"]: row for some in _some(ids) for row in export.named(store, some)}


def _change(had: Row | None, has: Row | None) -> Change | None:
    """Return what became of a figure, None where what differs is in no column of a download."""
    if had is None or has is None:
        kind: Kind = "added" if had is None else "removed"
        return Change(kind=kind, figure=has or had or {}, fields=())
    fields = tuple(
        Field(name=name, before=had.get(name), now=has[name])
        for name in has
        if had.get(name) != has[name]
    )
    return Change(kind="changed", figure=has, fields=fields) if fields else None


class _Past:
    """What was done in between, about the figures that differ and about their articles."""

    def __init__(self, log: Store, found: Sequence[Change], since: str, until: str) -> None:
        self._of_claim: dict[str, list[Row]] = {}
        self._of_article: dict[str, list[Row]] = {}
        for some in _some(found):
            for row in self._asked(log, some, since, until):
                if row["claim_id"]:
                    self._of_claim.setdefault(row["claim_id"], []).append(row)
                if row["article_id"]:
                    self._of_article.setdefault(row["article_id"], []).append(row)

    @staticmethod
    def _asked(log: Store, some: Sequence[Change], since: str, until: str) -> Iterator[Row]:
        figures = [change.figure for change in some]
        articles = {row["article_id"] for row in figures} - {None}
        yield from export.records(
            log,
            "who_changed",
            {
                "claims": [row["claim_id"] for row in figures],
                "articles": sorted(articles),
                "since": since,
                "until": until,
            },
        )

    def told(self, change: Change) -> Change:
        """Return a change with who made it, where that is known."""
        row = self._cause(change)
        if row is None:
            cause = "reference" if change.figure["origin"] == "reference" else ""
            return Change(**_parts(change), cause=cause)
        own = row["claim_id"] in (None, change.figure["claim_id"])
        return Change(
            **_parts(change),
            cause=row["kind"] if own else "follows",
            who=row["who"] or "",
            why=row["why"] or "",
        )

    def _cause(self, change: Change) -> Row | None:
        """Return the newest act that explains a change: about it, its article, its neighbours."""
        figure = change.figure
        about = self._of_claim.get(figure["claim_id"], [])
        beside = self._of_article.get(figure["article_id"] or "", [])
        whole = [row for row in beside if row["kind"] in _WHOLE[change.kind]]
        near = [row for row in beside if row["kind"] in _DECISIONS]
        return next(iter((*about, *whole, *near)), None)


# What done to an article can bring this about for all of its figures.
_WHOLE: Mapping[Kind, tuple[str, ...]] = {
    "added": ("added", "reread"),
    "removed": ("removed", "reread"),
    "changed": ("reread", "added"),
}


def _parts(change: Change) -> dict[str, Any]:
    return {"kind": change.kind, "figure": change.figure, "fields": change.fields}
