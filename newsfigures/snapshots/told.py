"""What differs between two states, for people and for programs: in words, and as CSV."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from newsfigures import export
from newsfigures.snapshots.difference import Change

COLUMNS: Final = (
    "change", "claim_id", "metric", "subject", "company", "title", "field", "before", "now",
    "cause", "who", "why",
)  # fmt: skip
# Cause -> what was done, by somebody or by nobody in particular.
_DID: Final[dict[str, tuple[str, str]]] = {
    "accept": ("{} accepted it", "accepted"),
    "edit": ("{} corrected it", "corrected"),
    "reject": ("{} rejected it", "rejected"),
    "add": ("{} added it by hand", "added by hand"),
    "undo": ("{} took a decision back", "a decision was taken back"),
    "restore": ("{} put an earlier state back", "an earlier state was put back"),
    "prefer": ("{} prefers it", "preferred"),
    "withdraw": ("{} prefers it no longer", "no longer preferred"),
    "reread": ("{} had its article read again", "its article was read again"),
    "added": ("its article was added", "its article was added"),
    "removed": ("{} removed its article", "its article was removed"),
    "follows": (
        "follows from what {} decided about another figure of its article",
        "follows from a decision about another figure of its article",
    ),
    "reference": ("another edition of the reference data", "another edition of the reference data"),
    "": ("worked out in another way", "worked out in another way"),
}


def cause(change: Change) -> str:
    """Return in words what was done and by whom, and why where that was said."""
    by, alone = _DID[change.cause]
    said = by.format(change.who) if change.who else alone
    return f"{said}: {change.why}" if change.why else said


def summary(found: Sequence[Change]) -> str:
    """Return how many figures were added, removed and changed."""
    if not found:
        return "Nothing differs: the figures of both are the same."
    counts = Counter(change.kind for change in found)
    noun = "figure" if len(found) == 1 else "figures"
    return (
        f"{len(found):,} {noun}: {counts['added']:,} added, {counts['removed']:,} removed, "
        f"{counts['changed']:,} changed."
    )


def _amount(change: Change) -> str:
    row = change.figure
    high = "" if row["value_high"] is None else f" to {row['value_high']:.15g}"
    return f"{row['value']:.15g}{high} {row['unit']}"


def rows(found: Iterable[Change]) -> Iterator[tuple[Any, ...]]:
    """
    Yield rows of COLUMNS: one for each field that changed, one for each figure added or removed.

    Of those `field` is empty and the amount with its unit stands where the figure is.
    """
    for change in found:
        its = change.figure
        head = (change.kind, *(its[name] for name in COLUMNS[1:6]))
        tail = (change.cause, change.who, change.why)
        if change.kind == "changed":
            for one in change.fields:
                yield (*head, one.name, one.before, one.now, *tail)
        else:
            stands = _amount(change)
            ends = ("", stands) if change.kind == "added" else (stands, "")
            yield (*head, "", *ends, *tail)


def csv(found: Iterable[Change]) -> str:
    """Return `rows` as CSV for spreadsheets and programs; text that would run is guarded."""
    return export.csv_text(COLUMNS, rows(found))
